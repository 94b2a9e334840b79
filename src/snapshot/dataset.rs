//! Data that has been read and audited, before any plan.

use crate::audit::{self, Audit, Decisions};
use crate::import::{self, FileReport, Import, ImportError, Pair, Source};
use crate::model::{Bilingual, Finding, Npsn, Place};
use crate::plan::{Pairs, Rules, RulesError};
use crate::regions::{Boundaries, BoundaryError, Regions};
use crate::snapshot::inputs::{self, InputFile, InputRole, Inputs};
use crate::snapshot::{OfficeError, Stage, pair_lines};
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
    /// The lines of the pair file, for findings about them.
    pub pair_lines: Vec<Pair>,
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
        let (hub_file, hubs) = read_lines(inputs.hubs.as_ref(), import::read_hubs)?;
        let (repair_file, repairs) = read_lines(inputs.repairs.as_ref(), import::read_repairs)?;
        let (pair_file, pair_lines) = read_lines(inputs.pairs.as_ref(), import::read_pairs)?;
        let pairs = pair_lines::pairs(&pair_lines)?;
        let beside = [(InputRole::Hubs, hub_file), (InputRole::Repairs, repair_file), (InputRole::Pairs, pair_file)];
        let beside: Vec<(InputRole, FileReport)> = beside.into_iter().filter_map(|(role, file)| Some((role, file?))).collect();
        let lists = import.files.iter().map(|report| InputFile::reported(InputRole::List, report));
        let mut files: Vec<InputFile> =
            lists.chain(beside.iter().map(|(role, report)| InputFile::reported(*role, report))).collect();

        on_stage(Stage::Boundaries);
        let mut regions = Regions::national();
        let (boundaries, unused) = read_boundaries(&inputs.boundaries, &import, &mut regions, &mut files)?;

        on_stage(Stage::Auditing);
        let decisions = Decisions { hubs: &hubs, repairs: &repairs, pairs: &pair_lines };
        let mut audit = audit::run(import, decisions, &mut regions, &boundaries, &inputs.settings);
        audit.files.extend(beside.into_iter().map(|(_, report)| report));
        audit.add_findings(unused);
        let (synthetic, settings) = (inputs.synthetic, inputs.settings.clone());
        Ok(Self { audit, regions, boundaries, pairs, pair_lines, files, synthetic, settings })
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

/// The report and the lines of a file that need not be there.
fn read_lines<T>(
    source: Option<&Source>,
    read: impl Fn(&Source) -> Result<(FileReport, Vec<T>), ImportError>,
) -> Result<(Option<FileReport>, Vec<T>), ImportError> {
    let (report, lines) = source.map(read).transpose()?.unzip();
    Ok((report, lines.unwrap_or_default()))
}

fn read_boundaries(
    sources: &[Source],
    import: &Import,
    regions: &mut Regions,
    files: &mut Vec<InputFile>,
) -> Result<(Boundaries, Vec<Finding>), SnapshotError> {
    let read = sources.iter().map(inputs::read_whole).collect::<Result<Vec<_>, _>>()?;
    files.extend(read.iter().map(|(name, bytes)| InputFile::of_bytes(InputRole::Boundaries, name, bytes)));
    let named: Vec<(Arc<str>, &[u8])> = read.iter().map(|(name, bytes)| (Arc::clone(name), bytes.as_slice())).collect();
    Ok(Boundaries::read_near(&named, regions, &|regions| audit::stated_regions(import, regions))?)
}
