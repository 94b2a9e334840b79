//! Why a command could not do its work.

use crate::model::{Bilingual, Npsn, Said};
use crate::plan::{PlanFileError, ProgrammeError};
use crate::serve::{BasemapError, PublicUrlError};
use crate::snapshot::SnapshotError;
use std::io;
use std::net::SocketAddr;

/// Why the work could not be done: `Display` for logs, in Indonesian for whoever typed the command.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
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
    #[error("region {code:?} {}", .reason.english())]
    Region {
        /// The code as typed, cut to 80 characters.
        code: String,
        /// What is wrong with it, and what may have been meant.
        reason: Said,
    },
    /// Parts of an export that do not go together.
    #[error("{}", .0.english())]
    Export(Said),
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

impl Bilingual for Failure {
    fn in_indonesian(&self) -> String {
        match self {
            Self::Output { file, source } => format!("tidak dapat menulis {file}: {}", source.in_indonesian()),
            Self::Input { file, source } => format!("tidak dapat membaca {file}: {}", source.in_indonesian()),
            Self::Plan { file, source } => format!("{file} bukan rencana yang dapat diperiksa: {}", source.in_indonesian()),
            Self::Snapshot(error) => error.in_indonesian(),
            Self::Programme(error) => error.in_indonesian(),
            Self::Region { code, reason } => format!("wilayah {code:?} {}", reason.indonesian()),
            Self::Export(reason) => reason.indonesian().to_owned(),
            Self::UnknownSchool(npsn) => format!("tidak ada sekolah dengan NPSN {npsn} dalam daftar"),
            Self::NoPosition { npsn, reason } => {
                format!("sekolah {npsn} perlu diperiksa: titiknya tidak dapat dipakai ({reason})")
            }
            Self::Listen { address, source } => format!(
                "tidak dapat membuka {address}: {}; apakah port itu dipakai program lain? pilih yang lain dengan --listen HOST:PORT",
                source.in_indonesian()
            ),
            Self::PublicUrl(error) => error.in_indonesian(),
            Self::Basemap(error) => error.in_indonesian(),
            Self::Workbook(source) => format!("tidak dapat membaca buku kerja: {}", source.in_indonesian()),
            Self::Serve(source) => format!("tidak dapat melayani: {}", source.in_indonesian()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{ImportError, What};
    use crate::model::Place;
    use crate::plan::RulesError;
    use crate::regions::BoundaryError;

    #[test]
    fn every_failure_is_said_in_indonesian_too() {
        let io = || io::Error::from(io::ErrorKind::NotFound);
        let npsn = Npsn::new("10000001").unwrap();
        let reason = || Said::fixed("keliru", "wrong");
        let (file, place) = ("a.csv".to_owned(), Place::file(&"a.csv".into()));
        let imports = [
            ImportError::Io { file: file.clone(), source: io() },
            ImportError::NotASchoolList { place: place.clone(), reason: reason() },
            ImportError::Malformed { place: place.clone(), reason: reason() },
            ImportError::Limit { place: place.clone(), what: What::Rows, limit: 1_000, found: 1_001 },
            ImportError::Nothing(file.clone()),
        ];
        let mut failures: Vec<Failure> = imports.into_iter().map(|error| Failure::Snapshot(error.into())).collect();
        failures.extend([
            Failure::Output { file: file.clone(), source: io() },
            Failure::Input { file: file.clone(), source: io() },
            Failure::Plan { file: file.clone(), source: PlanFileError::TooLarge { limit: 1, found: 2 } },
            Failure::Snapshot(BoundaryError::NotBoundaries { file, reason: reason() }.into()),
            Failure::Snapshot(RulesError::Reach("-1".to_owned()).into()),
            Failure::Snapshot(SnapshotError::RequiredTwice { place, school: npsn, first: npsn, second: npsn }),
            Failure::Programme(ProgrammeError { name: "x".to_owned(), reason: reason() }),
            Failure::Region { code: "1306".to_owned(), reason: reason() },
            Failure::Export(reason()),
            Failure::UnknownSchool(npsn),
            Failure::NoPosition { npsn, reason: "missing_position" },
            Failure::Listen { address: SocketAddr::from(([127, 0, 0, 1], 80)), source: io() },
            Failure::PublicUrl(PublicUrlError("x".to_owned())),
            Failure::Basemap(BasemapError::NoAttribution),
            Failure::Basemap(BasemapError::Archive { file: "a.pmtiles".into(), why: "version 2".to_owned() }),
            Failure::Workbook(io()),
            Failure::Serve(io()),
        ]);
        for failure in failures {
            let text = failure.in_indonesian();
            assert!(text != failure.to_string() && !text.ends_with('.'), "{text}");
            for word in ["expected", "found", "cannot", "school", "the", "limited", "No"] {
                assert!(!text.split(|c: char| !c.is_alphanumeric()).any(|found| found == word), "{text}");
            }
        }
    }
}
