//! Data that has been read and audited, before any plan.

use crate::audit::{self, Audit};
use crate::import::{self, FileReport, ImportError, Pair, PairRule, Source};
use crate::model::{Bilingual, Finding, Npsn, Place};
use crate::plan::{Pairs, Rules, RulesError};
use crate::regions::{Boundaries, BoundaryError, Regions};
use crate::snapshot::inputs::{self, InputFile, InputRole, Inputs};
use crate::snapshot::{OfficeError, Stage};
use std::sync::Arc;

/// Data that has been read and audited, before any plan.
#[derive(Debug)]
pub struct Dataset {
    /// Schools and findings.
    pub audit: Audit,
    /// Regions, national and local.
    pub regions: Regions,
    /// Boundaries.
    pub boundaries: Boundaries,
    /// The decisions of the pair file.
    pub pairs: Pairs,
    /// Every input file, in the order of roles and then as given.
    pub files: Vec<InputFile>,
    /// Whether the data is made up.
    pub synthetic: bool,
    /// The thresholds of the audit.
    pub settings: audit::Settings,
}

/// Why a snapshot could not be made.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// A list cannot be read.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// A boundary file cannot be used.
    #[error(transparent)]
    Boundaries(#[from] BoundaryError),
    /// The pair file sends one school to two hubs.
    #[error("{place}: school {school} is required at two hubs, {first} and {second}")]
    RequiredTwice {
        /// Where the second hub was read.
        place: Place,
        /// The school.
        school: Npsn,
        /// The hub that was read first.
        first: Npsn,
        /// The other hub.
        second: Npsn,
    },
    /// The offices of a file cannot be used.
    #[error(transparent)]
    Offices(#[from] OfficeError),
    /// The rules cannot be followed.
    #[error(transparent)]
    Rules(#[from] RulesError),
}

impl Bilingual for SnapshotError {
    fn in_indonesian(&self) -> String {
        match self {
            Self::Import(error) => error.in_indonesian(),
            Self::Boundaries(error) => error.in_indonesian(),
            Self::RequiredTwice { place, school, first, second } => {
                format!("{place}: sekolah {school} diwajibkan ke dua hub, {first} dan {second}")
            }
            Self::Offices(error) => error.in_indonesian(),
            Self::Rules(error) => error.in_indonesian(),
        }
    }
}

impl Dataset {
    /// Reads and audits the inputs.
    ///
    /// # Errors
    /// [`SnapshotError`] for the first input that cannot be used as a whole; faults of single rows are findings.
    pub fn load(inputs: &Inputs, on_stage: &mut dyn FnMut(Stage)) -> Result<Self, SnapshotError> {
        on_stage(Stage::Reading);
        let import = import::read(&inputs.lists)?;
        let hubs = inputs.hubs.as_ref().map(import::read_hubs).transpose()?;
        let repairs = inputs.repairs.as_ref().map(import::read_repairs).transpose()?;
        let mut files: Vec<InputFile> = import.files.iter().map(|report| InputFile::reported(InputRole::List, report)).collect();
        files.extend(provenance(InputRole::Hubs, hubs.as_ref()));
        files.extend(provenance(InputRole::Repairs, repairs.as_ref()));
        let pairs = inputs.pairs.as_ref().map(import::read_pairs).transpose()?;
        files.extend(provenance(InputRole::Pairs, pairs.as_ref()));
        let pairs = pairs.map_or_else(|| Ok(Pairs::default()), |(_, lines)| pairs_of(lines))?;

        on_stage(Stage::Boundaries);
        let mut regions = Regions::national();
        let (boundaries, unused) = read_boundaries(&inputs.boundaries, &mut regions, &mut files)?;

        on_stage(Stage::Auditing);
        let mut audit = audit::run(import, hubs, repairs, &mut regions, &boundaries, &inputs.settings);
        audit.findings.extend(unused);
        audit::sort(&mut audit.findings);
        Ok(Self { audit, regions, boundaries, pairs, files, synthetic: inputs.synthetic, settings: inputs.settings.clone() })
    }
}

impl Dataset {
    /// Puts the pairs of the dataset into the rules.
    ///
    /// The file says what people decided; where a programme says another thing about a school, the file stands.
    pub fn add_pairs(&self, rules: &mut Rules) {
        rules.pairs.overlay(&self.pairs);
    }
}

fn provenance<T>(role: InputRole, read: Option<&(FileReport, Vec<T>)>) -> Option<InputFile> {
    read.map(|(report, _)| InputFile::reported(role, report))
}

fn pairs_of(lines: Vec<Pair>) -> Result<Pairs, SnapshotError> {
    let mut pairs = Pairs::default();
    for Pair { school, rule, place } in lines {
        match rule {
            PairRule::Forbidden(hub) => {
                pairs.forbidden.insert((school, hub));
            }
            PairRule::Unassigned => {
                pairs.unassigned.insert(school);
            }
            PairRule::Required(hub) => match pairs.required.insert(school, hub) {
                Some(first) if first != hub => return Err(SnapshotError::RequiredTwice { place, school, first, second: hub }),
                _ => {}
            },
        }
    }
    pairs.check()?;
    Ok(pairs)
}

fn read_boundaries(
    sources: &[Source],
    regions: &mut Regions,
    files: &mut Vec<InputFile>,
) -> Result<(Boundaries, Vec<Finding>), SnapshotError> {
    let read = sources.iter().map(inputs::read_whole).collect::<Result<Vec<_>, _>>()?;
    files.extend(read.iter().map(|(name, bytes)| InputFile::of_bytes(InputRole::Boundaries, name, bytes)));
    let named: Vec<(Arc<str>, &[u8])> = read.iter().map(|(name, bytes)| (Arc::clone(name), bytes.as_slice())).collect();
    Ok(Boundaries::read(&named, regions)?)
}
