//! `imbas plan`: plans and writes the plan down.

use crate::cli::args::PlanArgs;
use crate::cli::output::{self, WholeFile};
use crate::cli::{Done, Failure, inputs};
use crate::plan::{PlanFile, PlanParts, file};
use crate::publish;
use crate::snapshot::Snapshot;

/// Writes the plan and prints its account.
pub(super) fn run(args: &PlanArgs) -> Result<Done, Failure> {
    // The file is begun first, so that a place that cannot be written to is known before the work.
    let to_stdout = output::is_stdout(&args.output);
    let file = if to_stdout { None } else { Some(WholeFile::create(&args.output)?) };
    let snapshot = inputs::snapshot(&args.inputs, &args.data, &args.rules)?;
    let plan = plan_file(&snapshot);
    if let Some(mut file) = file {
        plan.write(&mut file).map_err(|source| output::failure(&args.output, source))?;
        file.finish()?;
        output::print(|out| {
            publish::write_plan_report(&snapshot.view(), out)?;
            writeln!(out, "Rencana ditulis: {}", args.output.display())
        })?;
    } else {
        output::print(|out| plan.write(out))?;
        let mut report = Vec::new();
        // A vector takes everything.
        let _ = publish::write_plan_report(&snapshot.view(), &mut report);
        output::say(String::from_utf8_lossy(&report).trim_end());
    }
    let unreached = snapshot.plan.counts.unreached > 0;
    // The program ends here, and the system takes its memory back at once: freeing a country's names one by one takes 30 ms.
    std::mem::forget(snapshot);
    Ok(if args.fail_on_unreached && unreached { Done::Condition } else { Done::Well })
}

fn plan_file(snapshot: &Snapshot) -> PlanFile {
    let data = &snapshot.data;
    PlanFile::new(PlanParts {
        inputs: input_files(snapshot),
        programme: &snapshot.programme.id,
        rows: data.audit.rows,
        refused: data.audit.refused.len() as u64,
        schools: &data.audit.schools,
        regions: &data.regions,
        settings: &data.settings,
        rules: &snapshot.rules,
        plan: &snapshot.plan,
        reasons: &snapshot.unreached,
        baselines: snapshot.view().baselines(),
    })
}

fn input_files(snapshot: &Snapshot) -> Vec<file::InputFile> {
    let named = snapshot.data.files.iter();
    named.map(|input| file::InputFile { name: input.name.to_string(), sha256: input.sha256.clone() }).collect()
}
