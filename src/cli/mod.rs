//! Commands, configuration, exit codes.
//!
//! In: what was typed. Out: text for people and files, and one of three exit codes. Must not know: how anything is worked out.

mod args;
mod demo;
mod output;

use args::{Cli, Command};
use clap::Parser;
use std::error::Error;
use std::io;
use std::process::ExitCode;

/// How a command ended that did its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Done {
    /// All is well.
    Well,
    /// A condition holds that the user asked to fail on.
    Condition,
}

/// Why the work could not be done.
#[derive(Debug, thiserror::Error)]
enum Failure {
    /// A file or standard output cannot be written.
    #[error("cannot write {file}")]
    Output {
        /// The file as given.
        file: String,
        /// The system's reason.
        source: io::Error,
    },
}

/// Runs the program and tells its exit code: 0 done, 1 done but a condition to fail on holds, 2 not done.
#[must_use]
pub fn main() -> ExitCode {
    // Mistakes in what was typed end here with code 2, help and version with 0.
    let cli = Cli::parse();
    match run(cli) {
        Ok(Done::Well) => ExitCode::SUCCESS,
        Ok(Done::Condition) => ExitCode::from(1),
        Err(failure) => {
            output::say(&format!("imbas: {}", with_causes(&failure)));
            ExitCode::from(2)
        }
    }
}

fn run(cli: Cli) -> Result<Done, Failure> {
    match cli.command {
        Some(Command::Demo(args)) => demo::run(&args),
        _ => todo!("commands"),
    }
}

/// An error and what caused it, on one line.
fn with_causes(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        cause = inner.source();
    }
    text
}
