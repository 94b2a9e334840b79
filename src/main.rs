//! The program `imbas`; everything it does lives in the library.
//!
//! It allocates as the system does: with mimalloc a country was read and audited in 0.23 s instead of 0.28 s, but its plan took 218 MB
//! instead of 155 MB.

fn main() -> std::process::ExitCode {
    imbas::cli::main()
}
