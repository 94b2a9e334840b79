//! Why a plan cannot be made, read or accepted, in Indonesian; `Display` of each error has the English.

use crate::model::{Bilingual, Language, Said, Spoken};
use crate::plan::{CheckError, Impossible, PlanFileError, ProgrammeError, RulesError};

/// Words that a rule may have.
pub(super) const LEVELS: Said = Said::fixed("PAUD, SD, SMP, SMA, SMK, atau SLB", "PAUD, SD, SMP, SMA, SMK or SLB");
/// See [`LEVELS`].
pub(super) const STATUSES: Said = Said::fixed("Negeri atau Swasta", "Negeri or Swasta");
/// See [`LEVELS`].
pub(super) const RANKS: Said = Said::fixed("country, province, regency, atau district", "country, province, regency or district");

impl Bilingual for RulesError {
    fn in_indonesian(&self) -> String {
        match self {
            Self::MinAboveMax { levels, min, max } => {
                format!("anggota minimum {min} melebihi maksimum {max} pada jenjang {levels}; tentukan keduanya bersama")
            }
            Self::Reach(found) => format!("jangkauan harus 0 km atau lebih, ditemukan {found}"),
            Self::RequiredIsForbidden { school, hub } => format!("sekolah {school} diwajibkan sekaligus dilarang ke hub {hub}"),
            Self::RequiredIsUnassigned { school, hub } => {
                format!("sekolah {school} diwajibkan ke hub {hub} sekaligus tidak ditugaskan")
            }
            Self::RequiredImpossible { school, hub, reason } => {
                format!("sekolah {school} tidak dapat diwajibkan ke hub {hub}: {}", reason.in_indonesian())
            }
            Self::ForbiddenImpossible { school, hub, reason } => {
                format!("sekolah {school} dan hub {hub} tidak dapat dilarang: {}", reason.in_indonesian())
            }
            Self::UnassignedImpossible { school, reason } => {
                format!("sekolah {school} tidak dapat dilepas: {}", reason.in_indonesian())
            }
            Self::RequiredAboveCapacity { hub, required, capacity } => {
                format!("{required} sekolah diwajibkan ke hub {hub}, yang hanya punya {capacity} tempat")
            }
            Self::TooLarge { limit } => {
                let limit = Spoken(limit, Language::Indonesian);
                format!(
                    "rencana memerlukan lebih dari {limit} pasangan sekolah dan hub; persempit jangkauan atau wilayah keputusan"
                )
            }
            Self::TooLong { limit } => {
                let limit = Spoken(limit, Language::Indonesian);
                format!("rencana memerlukan lebih dari {limit} langkah hitung; persempit jangkauan atau wilayah keputusan")
            }
        }
    }
}

impl Bilingual for Impossible {
    fn in_indonesian(&self) -> String {
        let why = match self {
            Self::SchoolUnknown => "sekolah itu tidak ada dalam daftar",
            Self::HubUnknown => "hub itu tidak ada dalam daftar",
            Self::NeedsCheck => "titik sekolah itu perlu diperiksa",
            Self::IsHub => "sekolah itu hub, dan hub tidak pernah menjadi anggota",
            Self::NotAHub => "bukan hub rencana ini dengan titik yang dapat dipakai",
            Self::LevelsDiffer => "jenjang atau bentuknya berbeda",
        };
        why.to_owned()
    }
}

impl Bilingual for ProgrammeError {
    fn in_indonesian(&self) -> String {
        format!("program {}: {}", self.name, self.reason.indonesian())
    }
}

impl Bilingual for CheckError {
    fn in_indonesian(&self) -> String {
        format!("{}: {}", self.place, self.reason.indonesian())
    }
}

impl Bilingual for PlanFileError {
    fn in_indonesian(&self) -> String {
        match self {
            Self::TooLarge { limit, found } => {
                let [limit, found] = [limit, found].map(|number| Spoken(number, Language::Indonesian));
                format!("ukuran berkas rencana paling banyak {limit} bita, ditemukan {found}")
            }
            Self::Shape { line, column, reason } => {
                format!("bukan rencana: baris {line}, kolom {column}: bentuknya tidak dikenal ({reason})")
            }
            Self::Format { found, program } => {
                let known = crate::plan::file::FORMAT;
                format!("seharusnya rencana berformat {known}, ditemukan {found} (ditulis imbas {program})")
            }
            Self::Rules { place, reason } => format!("{place}: {}", reason.indonesian()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Npsn, Said};

    fn check(error: &dyn Bilingual) {
        let (indonesian, english) = (error.in_indonesian(), error.to_string());
        assert!(!indonesian.is_empty() && indonesian != english && !indonesian.ends_with('.'), "{indonesian}");
        for word in ["expected", "found", "cannot", "school", "the"] {
            assert!(!indonesian.split(|c: char| !c.is_alphanumeric()).any(|found| found == word), "{indonesian}");
        }
    }

    #[test]
    fn every_error_is_said_in_indonesian_too() {
        let (school, hub) = (Npsn::new("10000001").unwrap(), Npsn::new("10000002").unwrap());
        let reasons = [
            Impossible::SchoolUnknown,
            Impossible::HubUnknown,
            Impossible::NeedsCheck,
            Impossible::IsHub,
            Impossible::NotAHub,
            Impossible::LevelsDiffer,
        ];
        for reason in reasons {
            check(&reason);
            check(&RulesError::RequiredImpossible { school, hub, reason });
            check(&RulesError::ForbiddenImpossible { school, hub, reason });
            check(&RulesError::UnassignedImpossible { school, reason });
        }
        check(&RulesError::MinAboveMax { levels: "SD".to_owned(), min: 5, max: 3 });
        check(&RulesError::Reach("-1".to_owned()));
        check(&RulesError::RequiredIsForbidden { school, hub });
        check(&RulesError::RequiredIsUnassigned { school, hub });
        check(&RulesError::RequiredAboveCapacity { hub, required: 4, capacity: 3 });
        check(&RulesError::TooLarge { limit: 1_000 });
        check(&RulesError::TooLong { limit: 1_000 });
        let reason = Said::fixed("seharusnya 1, ditemukan 2", "expected 1, found 2");
        check(&ProgrammeError { name: "x".to_owned(), reason: reason.clone() });
        check(&CheckError { place: "counts.rows".to_owned(), reason: reason.clone() });
        check(&PlanFileError::TooLarge { limit: 1, found: 2 });
        check(&PlanFileError::Shape { line: 1, column: 1, reason: "invalid type".to_owned() });
        check(&PlanFileError::Format { found: 9, program: "9.0.0".to_owned() });
        check(&PlanFileError::Rules { place: "rules.tier".to_owned(), reason });
    }
}
