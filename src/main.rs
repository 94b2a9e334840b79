//! The program `imbas`; everything it does lives in the library.

fn main() -> std::process::ExitCode {
    imbas::cli::main()
}
