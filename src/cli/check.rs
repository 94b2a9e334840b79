//! `imbas check`: verifies a plan file against the lists, believing nothing that the solver said.

use crate::audit;
use crate::cli::args::CheckArgs;
use crate::cli::{Done, Failure, inputs, output};
use crate::model::{Bilingual, said};
use crate::plan::{self, CheckError, Pairs, PlanFile, Rules};
use crate::snapshot::{Dataset, Inputs};
use std::fs;
use std::path::Path;

/// Checks and prints the verdict.
pub(super) fn run(args: &CheckArgs) -> Result<Done, Failure> {
    let plan = read_plan(&args.plan)?;
    let typed = inputs::inputs(&args.inputs, &args.data);
    let stated = plan.audit.clone();
    // With other settings other schools would be usable, so that those of the plan stand where none are typed.
    let settings = if args.data.has_thresholds() { typed.settings.clone() } else { stated.clone() };
    let data = inputs::load(&Inputs { settings, ..typed })?;
    let rules = rules(args, &plan, &data)?;
    if !same_files(&plan, &data) {
        output::say("catatan: berkas masukan bukan berkas yang sama seperti saat rencana disusun; isinya yang diperiksa");
    }
    let programme = args.programme.as_deref().map(inputs::named_programme).transpose()?;
    let expected = programme.map(|(programme, _)| programme.id);
    let verdict = check_settings(&stated, &data.settings)
        .and_then(|()| check_programme(&plan, expected.as_deref()))
        .and_then(|()| check_rows(&plan, &data))
        .and_then(|()| plan::check(&data.audit.schools, &data.regions, &rules, &plan));
    match verdict {
        Ok(checked) => {
            let (schools, pairs) = (checked.schools, checked.pairs);
            output::print(|out| {
                writeln!(out, "diterima: {schools} sekolah dan {pairs} pasangan diperiksa; rencana ini terbukti terbaik")
            })?;
            Ok(Done::Well)
        }
        Err(fault) => {
            output::print(|out| writeln!(out, "ditolak: {}", fault.in_indonesian()))?;
            Ok(Done::Condition)
        }
    }
}

fn read_plan(path: &Path) -> Result<PlanFile, Failure> {
    let file = path.display().to_string();
    let bytes = fs::read(path).map_err(|source| Failure::Input { file: file.clone(), source })?;
    PlanFile::read(&bytes).map_err(|source| Failure::Plan { file, source })
}

/// The rules that the plan states; with a pair file, the plan's pairs must be exactly those.
fn rules(args: &CheckArgs, plan: &PlanFile, data: &Dataset) -> Result<Rules, Failure> {
    let stated = plan.rules(&data.regions);
    let mut rules = stated.map_err(|source| Failure::Plan { file: args.plan.display().to_string(), source })?;
    if args.data.pairs.is_some() {
        rules.pairs = Pairs::default();
        data.add_pairs(&mut rules);
    }
    Ok(rules)
}

/// Settings that were typed must be those of the plan.
fn check_settings(stated: &audit::Settings, found: &audit::Settings) -> Result<(), CheckError> {
    if stated == found {
        return Ok(());
    }
    let [expected, found] = [found, stated].map(|settings| serde_json::to_string(settings).unwrap_or_default());
    let reason = said!(
        "seharusnya setelan dari opsi, {expected}, ditemukan {found}",
        "expected the settings of the options, {expected}, found {found}",
    );
    Err(CheckError { place: "audit".to_owned(), reason })
}

/// A plan of another programme than the one that was asked for is refused, however good it is.
fn check_programme(plan: &PlanFile, expected: Option<&str>) -> Result<(), CheckError> {
    match expected {
        Some(expected) if plan.programme != expected => {
            let found = &plan.programme;
            let reason = said!("seharusnya {expected}, ditemukan {found}", "expected {expected}, found {found}");
            Err(CheckError { place: "programme".to_owned(), reason })
        }
        _ => Ok(()),
    }
}

/// The checker knows schools only; that no row was lost on the way to them is checked here.
fn check_rows(plan: &PlanFile, data: &Dataset) -> Result<(), CheckError> {
    let refused = data.audit.refused.len() as u64;
    for (place, stated, found) in
        [("counts.rows", plan.counts.rows, data.audit.rows), ("counts.refused", plan.counts.refused, refused)]
    {
        if stated != found {
            let reason = said!("seharusnya {found}, ditemukan {stated}", "expected {found}, found {stated}");
            return Err(CheckError { place: place.to_owned(), reason });
        }
    }
    Ok(())
}

fn same_files(plan: &PlanFile, data: &Dataset) -> bool {
    let mut stated: Vec<&str> = plan.inputs.iter().map(|input| input.sha256.as_str()).collect();
    let mut found: Vec<&str> = data.files.iter().map(|file| file.sha256.as_str()).collect();
    stated.sort_unstable();
    found.sort_unstable();
    stated == found
}
