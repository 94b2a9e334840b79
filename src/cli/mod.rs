//! Commands, configuration, exit codes.

/// Runs the program and tells its exit code.
#[must_use]
pub fn main() -> std::process::ExitCode {
    todo!("cli")
}
