//! From what was typed to data, programme and rules.

use crate::cli::Failure;
use crate::cli::args::{DataArgs, RuleArgs};
use crate::cli::progress::Progress;
use crate::demo;
use crate::import::Source;
use crate::model::{Bilingual, Programme, RegionId, Said, said};
use crate::plan::{self, ProgrammeError, Rules};
use crate::regions::{Lookup, Regions};
use crate::snapshot::{Dataset, Inputs, Snapshot, SnapshotError};
use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

/// The programme when none is named.
const NEUTRAL: &str = "netral";
/// The name of the demonstration's list in reports.
const DEMO_LIST: &str = "sekolah-contoh.csv";
/// The name of the demonstration's boundaries in reports.
const DEMO_BOUNDARIES: &str = "batas-contoh.geojson";
/// A larger file is no programme.
const MAX_PROGRAMME_BYTES: u64 = 1 << 20;

/// The inputs of a command: the lists that were named, or the demonstration when none was.
pub(super) fn inputs(lists: &[PathBuf], data: &DataArgs) -> Inputs {
    let source = |path: &PathBuf| Source::Path(path.clone());
    let mut inputs = Inputs {
        lists: lists.iter().map(source).collect(),
        hubs: data.hubs.as_ref().map(source),
        boundaries: data.boundaries.iter().map(source).collect(),
        repairs: data.repairs.as_ref().map(source),
        pairs: data.pairs.as_ref().map(source),
        synthetic: lists.is_empty(),
        settings: data.settings(),
    };
    if lists.is_empty() {
        inputs.lists.push(embedded(DEMO_LIST, demo::EMBEDDED_LIST));
        inputs.boundaries.push(embedded(DEMO_BOUNDARIES, demo::EMBEDDED_BOUNDARIES));
    }
    inputs
}

fn embedded(name: &str, bytes: &'static [u8]) -> Source {
    Source::Bytes { name: name.into(), bytes: Cow::Borrowed(bytes) }
}

/// Reads and audits.
pub(super) fn load(inputs: &Inputs) -> Result<Dataset, SnapshotError> {
    let progress = Progress::start("membaca");
    Dataset::load(inputs, &mut |stage| progress.stage(stage))
}

/// Reads, audits and plans. The demonstration has its own programme unless another one is named.
pub(super) fn snapshot(lists: &[PathBuf], data: &DataArgs, typed: &RuleArgs) -> Result<Snapshot, Failure> {
    // A mistake in the rules is told before a long reading begins.
    let (programme, mut rules) = programme(typed, lists.is_empty())?;
    let progress = Progress::start("membaca");
    let data = Dataset::load(&inputs(lists, data), &mut |stage| progress.stage(stage))?;
    if let Some(code) = &typed.region {
        rules.scope.region = Some(region(code, &data.regions)?);
    }
    Ok(Snapshot::build(data, programme, rules, &mut |stage| progress.stage(stage)).map_err(SnapshotError::from)?)
}

/// The programme, with the single rules that were typed in place of its own.
fn programme(typed: &RuleArgs, demonstration: bool) -> Result<(Programme, Rules), Failure> {
    let (programme, mut rules) = match &typed.programme {
        Some(named) => named_programme(named)?,
        None if demonstration => plan::read_programme("data/demo/program.toml", demo::EMBEDDED_PROGRAMME)?,
        None => named_programme(Path::new(NEUTRAL))?,
    };
    typed.overrides().apply(&mut rules);
    rules.check().map_err(SnapshotError::from)?;
    Ok((programme, rules))
}

/// A programme that ships with imbas, or else a file.
pub(super) fn named_programme(named: &Path) -> Result<(Programme, Rules), Failure> {
    let name = named.display().to_string();
    if let Some((_, text)) = plan::built_in().iter().find(|(id, _)| *id == name) {
        return Ok(plan::read_programme(&name, text)?);
    }
    let refused = |reason: Said| Failure::from(ProgrammeError { name: name.clone(), reason });
    let size = fs::metadata(named).map_err(|error| refused(unreadable(&error)))?.len();
    if size > MAX_PROGRAMME_BYTES {
        return Err(refused(said!(
            "ukuran berkas paling banyak {most} bita, ditemukan {size}",
            "expected at most {most} bytes, found {size}",
            most = MAX_PROGRAMME_BYTES,
            size = size,
        )));
    }
    let text = fs::read_to_string(named).map_err(|error| refused(unreadable(&error)))?;
    Ok(plan::read_programme(&name, &text)?)
}

fn unreadable(error: &std::io::Error) -> Said {
    let known = plan::built_in().iter().map(|(id, _)| *id).collect::<Vec<_>>().join(", ");
    said!(
        "seharusnya {known}, atau berkas TOML yang terbaca: {error}",
        "expected {known} or a readable TOML file: {error}",
        error = error.said(),
    )
}

/// The region of a code that was typed.
///
/// # Errors
/// [`Failure::Region`] with candidates when the code means several regions or none.
pub(super) fn region(code: &str, regions: &Regions) -> Result<RegionId, Failure> {
    let (reason, near) = match regions.lookup(code) {
        Lookup::Found(id) => return Ok(id),
        Lookup::Ambiguous(candidates) => (Said::fixed("berarti beberapa wilayah", "means several regions"), candidates),
        Lookup::Unknown(near) => (Said::fixed("tidak dikenal", "is no known region"), near),
    };
    let named = |id: &RegionId| {
        let region = regions.get(*id);
        format!("{} {}", region.code, region.name)
    };
    let near: Vec<String> = near.iter().map(named).collect();
    let near = Some(near.join(", ")).filter(|near| !near.is_empty());
    let perhaps = near.map(|near| said!("; mungkin {near}", "; perhaps {near}"));
    let reason = said!("{reason}{perhaps}", "{reason}{perhaps}", reason = reason, perhaps = perhaps);
    Err(Failure::Region { code: code.chars().take(80).collect(), reason })
}
