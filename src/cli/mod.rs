//! Commands, configuration, exit codes.
//!
//! In: what was typed. Out: text for people and files, and one of three exit codes. Must not know: how anything is worked out.

mod args;
mod audit;
mod check;
mod demo;
mod diff;
mod export;
mod failure;
mod inputs;
mod memory;
mod neighbours;
mod output;
mod plan;
mod progress;
mod serve;
mod typed;

use crate::import;
use crate::model::Bilingual;
use args::{Cli, Command};
use clap::Parser;
use failure::Failure;
use std::path::PathBuf;
use std::process::ExitCode;

/// How a command ended that did its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Done {
    /// All is well.
    Well,
    /// A condition holds that the user asked to fail on.
    Condition,
}

/// Runs the program and tells its exit code: 0 done, 1 done but a condition to fail on holds, 2 not done.
#[must_use]
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return not_understood(&error),
    };
    if let Some(program) = own_program() {
        import::read_workbooks_with(program, args::READ_WORKBOOK);
    }
    match run(cli) {
        Ok(Done::Well) => ExitCode::SUCCESS,
        Ok(Done::Condition) => ExitCode::from(1),
        Err(failure) => {
            output::say(&format!("imbas: {}", failure.in_indonesian()));
            ExitCode::from(2)
        }
    }
}

/// Mistakes in what was typed end with code 2; help and version are shown, and all is well.
fn not_understood(error: &clap::Error) -> ExitCode {
    match typed::mistake(error) {
        Some(mistake) => output::say(&format!("imbas: {mistake}")),
        None => drop(error.print()),
    }
    u8::try_from(error.exit_code()).map_or(ExitCode::from(2), ExitCode::from)
}

/// This program, also when its file has been replaced meanwhile.
fn own_program() -> Option<PathBuf> {
    let running = PathBuf::from("/proc/self/exe");
    if running.exists() { Some(running) } else { std::env::current_exe().ok() }
}

fn run(cli: Cli) -> Result<Done, Failure> {
    let command = cli.command();
    // The child that reads a workbook has limits of its own, and no environment.
    if !matches!(command, Command::ReadWorkbook) {
        memory::set_allocator();
    }
    match command {
        Command::Serve(args) => serve::run(args),
        Command::Audit(args) => audit::run(&args),
        Command::Plan(args) => plan::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Neighbours(args) => neighbours::run(&args),
        Command::Demo(args) => demo::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Export(args) => export::run(args),
        Command::ReadWorkbook => import::workbook_reader().map(|()| Done::Well).map_err(Failure::Workbook),
    }
}
