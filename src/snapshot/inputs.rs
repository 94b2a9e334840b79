//! What a snapshot is made of, and the provenance of it.

use crate::audit;
use crate::import::{FileReport, ImportError, Source, What};
use crate::model::Place;
use sha2::{Digest, Sha256};
use std::path::Path;
use std::sync::Arc;

/// A boundary or pair file above this size is refused before it is read.
const MAX_BYTES: u64 = 512 * 1024 * 1024;

/// What a snapshot is made of; the same for every command.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    /// School lists.
    pub lists: Vec<Source>,
    /// A hub list.
    pub hubs: Option<Source>,
    /// Boundary files.
    pub boundaries: Vec<Source>,
    /// Accepted repairs.
    pub repairs: Option<Source>,
    /// Required and forbidden pairs.
    pub pairs: Option<Source>,
    /// Whether the data is made up, as the demonstration is.
    pub synthetic: bool,
    /// Thresholds of the audit.
    pub settings: audit::Settings,
}

/// What a file was read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InputRole {
    /// A school list.
    List,
    /// The hub list.
    Hubs,
    /// Accepted repairs.
    Repairs,
    /// Required and forbidden pairs.
    Pairs,
    /// Boundaries.
    Boundaries,
    /// Offices that answer for several regions.
    Offices,
}

impl InputRole {
    /// The stable lower-case word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Hubs => "hubs",
            Self::Repairs => "repairs",
            Self::Pairs => "pairs",
            Self::Boundaries => "boundaries",
            Self::Offices => "offices",
        }
    }

    /// The words for people.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::List => "daftar sekolah",
            Self::Hubs => "daftar hub",
            Self::Repairs => "perbaikan titik",
            Self::Pairs => "keputusan per sekolah",
            Self::Boundaries => "batas wilayah",
            Self::Offices => "daftar kantor",
        }
    }
}

/// One input file, for the provenance of every output.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct InputFile {
    /// What it was read as.
    pub role: InputRole,
    /// File name without folders.
    pub name: Arc<str>,
    /// SHA-256 of the content, lower-case hexadecimal.
    pub sha256: String,
    /// Data rows, where the file has rows.
    pub rows: Option<u64>,
}

impl InputFile {
    /// The provenance of a file that import reported.
    pub(super) fn reported(role: InputRole, report: &FileReport) -> Self {
        Self { role, name: Arc::clone(&report.name), sha256: report.sha256.clone(), rows: Some(report.rows) }
    }

    /// The provenance of bytes.
    pub(super) fn of_bytes(role: InputRole, name: &Arc<str>, bytes: &[u8]) -> Self {
        Self { role, name: Arc::clone(name), sha256: sha256(bytes), rows: None }
    }
}

/// The SHA-256 of bytes as text, by which a file is known.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes as lower-case hexadecimal.
fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The name and the whole content of a source.
///
/// # Errors
/// [`ImportError`] when the file cannot be read or is too large.
pub(super) fn read_whole(source: &Source) -> Result<(Arc<str>, Vec<u8>), ImportError> {
    match source {
        Source::Path(path) => read_file(path),
        Source::Bytes { name, bytes } => Ok((Arc::clone(name), bytes.to_vec())),
    }
}

fn read_file(path: &Path) -> Result<(Arc<str>, Vec<u8>), ImportError> {
    let io = |source| ImportError::Io { file: path.display().to_string(), source };
    let name: Arc<str> = path.file_name().map_or_else(|| "-".into(), |name| name.to_string_lossy().into());
    let size = std::fs::metadata(path).map_err(io)?.len();
    if size > MAX_BYTES {
        let place = Place::file(&name);
        return Err(ImportError::Limit { place, what: What::FileBytes, limit: MAX_BYTES, found: size });
    }
    Ok((name, std::fs::read(path).map_err(io)?))
}
