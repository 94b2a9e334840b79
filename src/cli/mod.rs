//! Commands, configuration, exit codes.
//!
//! In: what was typed. Out: text for people and files, and one of three exit codes. Must not know: how anything is worked out.

mod args;
mod audit;
mod check;
mod demo;
mod diff;
mod export;
mod inputs;
mod neighbours;
mod output;
mod plan;
mod progress;
mod serve;

use crate::import;
use crate::model::Npsn;
use crate::plan::{PlanFileError, ProgrammeError};
use crate::serve::{BasemapError, PublicUrlError};
use crate::snapshot::SnapshotError;
use args::{Cli, Command};
use clap::Parser;
use std::error::Error;
use std::io;
use std::net::SocketAddr;
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
    /// A plan file cannot be read.
    #[error("cannot read {file}")]
    Input {
        /// The file as given.
        file: String,
        /// The system's reason.
        source: io::Error,
    },
    /// A file is no plan.
    #[error("{file} is no plan that can be checked")]
    Plan {
        /// The file as given.
        file: String,
        /// What is wrong with it.
        source: PlanFileError,
    },
    /// Lists, boundaries, pairs or rules cannot be used.
    #[error(transparent)]
    Snapshot(#[from] SnapshotError),
    /// A programme cannot be used.
    #[error(transparent)]
    Programme(#[from] ProgrammeError),
    /// A region code that means none or several.
    #[error("region {code:?} {reason}{candidates}")]
    Region {
        /// The code as typed, cut to 80 characters.
        code: String,
        /// What is wrong with it.
        reason: &'static str,
        /// What may have been meant.
        candidates: String,
    },
    /// Parts of an export that do not go together.
    #[error("{0}")]
    Export(String),
    /// No list has the school.
    #[error("no school with NPSN {0} in the lists")]
    UnknownSchool(Npsn),
    /// The school's own position cannot be used.
    #[error("school {npsn} has no usable position: {reason}")]
    NoPosition {
        /// The school.
        npsn: Npsn,
        /// The code of the rule that decided.
        reason: &'static str,
    },
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: is another program using the port? choose another one with --listen HOST:PORT")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// The system's reason.
        source: io::Error,
    },
    /// A public address that is none.
    #[error(transparent)]
    PublicUrl(#[from] PublicUrlError),
    /// A base map that cannot be shown.
    #[error(transparent)]
    Basemap(#[from] BasemapError),
    /// A workbook cannot be handed on.
    #[error("cannot read a workbook")]
    Workbook(#[source] io::Error),
    /// The service cannot run.
    #[error("cannot serve")]
    Serve(#[source] io::Error),
}

/// Runs the program and tells its exit code: 0 done, 1 done but a condition to fail on holds, 2 not done.
#[must_use]
pub fn main() -> ExitCode {
    // Mistakes in what was typed end here with code 2, help and version with 0.
    let cli = Cli::parse();
    if let Some(program) = own_program() {
        import::read_workbooks_with(program, args::READ_WORKBOOK);
    }
    match run(cli) {
        Ok(Done::Well) => ExitCode::SUCCESS,
        Ok(Done::Condition) => ExitCode::from(1),
        Err(failure) => {
            output::say(&format!("imbas: {}", with_causes(&failure)));
            ExitCode::from(2)
        }
    }
}

/// This program, also when its file has been replaced meanwhile.
fn own_program() -> Option<PathBuf> {
    let running = PathBuf::from("/proc/self/exe");
    if running.exists() { Some(running) } else { std::env::current_exe().ok() }
}

fn run(cli: Cli) -> Result<Done, Failure> {
    match cli.command() {
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

/// An error and what caused it, on one line.
fn with_causes(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        // Some errors repeat their cause in their own words.
        let words = inner.to_string();
        if !text.ends_with(&words) {
            text.push_str(": ");
            text.push_str(&words);
        }
        cause = inner.source();
    }
    text
}
