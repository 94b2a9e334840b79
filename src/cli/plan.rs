//! `imbas plan`: plans and writes the plan down.

use crate::cli::args::PlanArgs;
use crate::cli::output::{self, WholeFile};
use crate::cli::{Done, Failure, inputs};
use crate::publish;
use crate::snapshot::Snapshot;
use std::path::Path;

/// Writes the plan and prints its account.
pub(super) fn run(args: &PlanArgs) -> Result<Done, Failure> {
    // The file is begun first, so that a place that cannot be written to is known before the work.
    let to_stdout = output::is_stdout(&args.output);
    let file = if to_stdout { None } else { Some(WholeFile::create(&args.output)?) };
    let snapshot = inputs::snapshot(&args.inputs, &args.data, &args.rules)?;
    let (written, report) = rayon::join(|| write(&snapshot, file, &args.output), || report(&snapshot));
    written?;
    if to_stdout {
        output::say(String::from_utf8_lossy(&report).trim_end());
    } else {
        output::print(|out| {
            out.write_all(&report)?;
            writeln!(out, "Rencana ditulis: {}", args.output.display())
        })?;
    }
    let unreached = snapshot.plan.counts.unreached > 0;
    // The program ends here, and the system takes its memory back at once: freeing a country's names one by one takes 30 ms.
    std::mem::forget(snapshot);
    Ok(if args.fail_on_unreached && unreached { Done::Condition } else { Done::Well })
}

/// Writes the plan to its file, or to standard output where there is none.
fn write(snapshot: &Snapshot, file: Option<WholeFile>, path: &Path) -> Result<(), Failure> {
    let plan = snapshot.plan_file();
    let Some(mut file) = file else { return output::print(|out| plan.write(out)) };
    plan.write(&mut file).map_err(|source| output::failure(path, source))?;
    file.finish()
}

/// What the plan achieves, for people.
fn report(snapshot: &Snapshot) -> Vec<u8> {
    let mut report = Vec::new();
    publish::write_plan_report(&snapshot.view(), &mut report).expect("a vector takes every byte");
    report
}
