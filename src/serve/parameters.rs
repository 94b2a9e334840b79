//! The query parameters of the API: one table that the parser and `/openapi.json` both read.

use crate::model::{Level, RegionLevel, Said, Severity, said};
use crate::publish::Locale;
use crate::publish::decree::Paper;

/// A query parameter.
#[derive(Debug)]
pub(super) struct Parameter {
    /// Its name in the address.
    pub(super) name: &'static str,
    /// What its value may be.
    pub(super) kind: Kind,
    /// One sentence for developers.
    pub(super) about: &'static str,
}

/// What a value may be; everything else is refused by name.
#[derive(Debug)]
pub(super) enum Kind {
    /// A region's code, looked up in the table of the snapshot.
    Region,
    /// A group of equivalent forms.
    Level,
    /// A school's number.
    Npsn,
    /// Four numbers: west, south, east, north. West above east crosses 180 degrees.
    Bbox,
    /// A whole number. Above `most` it is refused, or taken as `most` where `clamped`.
    Integer {
        /// Least value.
        least: u64,
        /// Greatest value.
        most: u64,
        /// Whether a greater value is taken as the greatest.
        clamped: bool,
    },
    /// A finite number of kilometres, from 0.
    Kilometres,
    /// One of these words, in any case.
    Word(&'static [&'static str]),
    /// Pairs of a member's and a hub's number, `NPSN:HUB,NPSN:HUB`.
    Pairs,
    /// Numbers of schools, `NPSN,NPSN`.
    Npsns,
    /// Finite numbers with commas between.
    Numbers,
    /// The URI of a coordinate reference system.
    Crs,
    /// Free text of at most so many characters.
    Text(usize),
}

impl Kind {
    /// What a value should be, for refusals.
    pub(super) fn expected(&self) -> Said {
        match self {
            Self::Region => Said::fixed("kode wilayah", "the code of a region"),
            Self::Npsn => Said::fixed("satu NPSN: 1 sampai 12 huruf atau angka", "one NPSN: 1 to 12 letters or digits"),
            Self::Pairs => Said::fixed("NPSN:HUB,NPSN:HUB", "NPSN:HUB,NPSN:HUB"),
            Self::Npsns => Said::fixed("NPSN,NPSN", "NPSN,NPSN"),
            Self::Bbox => Said::fixed(
                "empat bilangan barat,selatan,timur,utara: bujur -180..180, lintang -90..90, selatan di bawah utara",
                "four finite numbers west,south,east,north with longitudes in -180..180, latitudes in -90..90 and south below north",
            ),
            Self::Integer { least, most, .. } => {
                said!(
                    "bilangan bulat dari {least} sampai {most}",
                    "a whole number from {least} to {most}",
                    least = least,
                    most = most
                )
            }
            Self::Kilometres => Said::fixed("jarak dari 0 sampai 20038 km, desimal dengan titik", "kilometres from 0 to 20038"),
            Self::Level | Self::Word(_) => {
                let words = words(self).join(", ");
                said!("salah satu dari {words}", "one of {words}")
            }
            Self::Numbers => Said::fixed("bilangan dengan koma di antaranya", "finite numbers with commas between"),
            Self::Crs => Said::fixed(
                "URI sistem koordinat yang tercantum pada /collections di bawah crs",
                "the URI of a coordinate reference system that /collections lists under crs",
            ),
            Self::Text(most) => said!("teks 1 sampai {most} karakter", "text of 1 to {most} characters", most = most),
        }
    }
}

/// Half the earth: no straight line is longer.
pub(super) const FARTHEST_KM: f64 = 20_038.0;

/// Only what touches a region.
pub(super) const REGION: Parameter = Parameter {
    name: "region",
    kind: Kind::Region,
    about: "Code of a province, regency or district (13, 13.75, 13.75.02). A cluster belongs to a region when its hub or any member does.",
};
/// Only a level of schools.
pub(super) const LEVEL: Parameter = Parameter { name: "level", kind: Kind::Level, about: "Group of equivalent forms." };
/// Only one cluster.
pub(super) const HUB: Parameter =
    Parameter { name: "hub", kind: Kind::Npsn, about: "NPSN of a hub or of a member: the cluster that it belongs to, only." };
/// Only what lies in a box.
pub(super) const BBOX: Parameter = Parameter {
    name: "bbox",
    kind: Kind::Bbox,
    about: "west,south,east,north in degrees (WGS84, longitude first). West above east crosses 180 degrees.",
};
/// Most items on a page.
pub(super) const LIMIT: Parameter = Parameter {
    name: "limit",
    kind: Kind::Integer { least: 1, most: 10_000, clamped: true },
    about: "Most items on a page; with it the answer tells numberMatched, numberReturned and a next link. Above 10000 it is taken as 10000. Without it everything asked for is sent.",
};
/// Where a page begins.
pub(super) const PAGE: Parameter = Parameter {
    name: "page",
    kind: Kind::Text(80),
    about: "Token of a next link; it is good for one version of the data and answered with 410 afterwards.",
};
/// What the value of [`PAGE`] should be.
pub(super) const NEXT_TOKEN: Said = Said::fixed("token dari tautan next", "the token of a next link");
/// Only this version of the data.
pub(super) const VERSION: Parameter = Parameter {
    name: "version",
    kind: Kind::Text(40),
    about: "Version of the data, as the header x-imbas-version tells it; another one than the current is answered with 410, so that a map never mixes two.",
};
/// What-if: another reach.
pub(super) const REACH_KM: Parameter = Parameter {
    name: "reach_km",
    kind: Kind::Kilometres,
    about: "What if the reach of every level were so many kilometres (straight line)?",
};
/// What-if: another minimum.
pub(super) const MIN: Parameter = Parameter {
    name: "min",
    kind: Kind::Integer { least: 0, most: 100_000, clamped: false },
    about: "What if every hub should have at least so many members?",
};
/// What-if: another maximum.
pub(super) const MAX: Parameter = Parameter {
    name: "max",
    kind: Kind::Integer { least: 0, most: 100_000, clamped: false },
    about: "What if every hub could have at most so many members? One with fewer places of its own keeps these.",
};
/// What-if: another decision region.
pub(super) const WITHIN: Parameter = Parameter {
    name: "within",
    kind: Kind::Word(&["country", "province", "regency", "district"]),
    about: "What if member and hub had to lie in the same region of this rank?",
};
/// The paper of a page to print.
pub(super) const PAPER: Parameter = Parameter {
    name: "paper",
    kind: Kind::Word(&Paper::WORDS),
    about: "The paper to print on: a4 (what is taken without it) or f4 (215 x 330 mm).",
};
/// The form of a list.
pub(super) const LIST_FORM: Parameter = Parameter {
    name: "f",
    kind: Kind::Word(&["json", "csv", "html", "xlsx"]),
    about: "Form of the answer; without it the Accept header decides.",
};
/// The form of findings.
pub(super) const FINDINGS_FORM: Parameter = Parameter {
    name: "f",
    kind: Kind::Word(&["json", "geojson", "csv", "html"]),
    about: "Form of the answer; without it the Accept header decides.",
};
/// Whose spreadsheets a CSV is for.
pub(super) const LOCALE: Parameter = Parameter {
    name: "locale",
    kind: Kind::Word(&Locale::WORDS),
    about: "How a CSV is written: en (comma, decimal point; what is sent without it) or id (semicolon, decimal comma and a byte order \
        mark, as a spreadsheet with Indonesian settings opens it). Other forms do not change.",
};
/// What-if: schools that go to a hub.
pub(super) const PIN: Parameter = Parameter {
    name: "pin",
    kind: Kind::Pairs,
    about: "What if these schools had to go to these hubs? NPSN:HUB,NPSN:HUB. Overrides reach and region, never level or places. At most 200 decisions in pin, forbid and unassign together.",
};
/// What-if: pairs that do not come together.
pub(super) const FORBID: Parameter =
    Parameter { name: "forbid", kind: Kind::Pairs, about: "What if these schools must not go to these hubs? NPSN:HUB,NPSN:HUB." };
/// What-if: schools without a hub.
pub(super) const UNASSIGN: Parameter =
    Parameter { name: "unassign", kind: Kind::Npsns, about: "What if these schools got no hub? NPSN,NPSN." };
/// Decisions about single schools in one address, all kinds together.
pub(super) const MOST_DECISIONS: usize = 200;
/// Every parameter that asks for another plan.
pub(super) const WHAT_IF: [&Parameter; 7] = [&REACH_KM, &MIN, &MAX, &WITHIN, &PIN, &FORBID, &UNASSIGN];
/// What practice would do, in place of the proven plan.
pub(super) const PRACTICE: Parameter = Parameter {
    name: "practice",
    kind: Kind::Word(&["nearest", "greedy"]),
    about: "Shows what practice would do under the same rules in place of the proven plan: every school to its nearest allowed hub, places ignored (nearest); or in NPSN order to the nearest that still has a place (greedy).",
};
/// The language of a page.
pub(super) const LANG: Parameter =
    Parameter { name: "lang", kind: Kind::Word(&["id", "en"]), about: "Language of the page; Indonesian unless told." };
/// Size of the sheet of a map.
pub(super) const SHEET_SIZE: Parameter =
    Parameter { name: "paper", kind: Kind::Word(&["a4", "a3"]), about: "Size of the paper; A4 unless told." };
/// How paper is held.
pub(super) const ORIENTATION: Parameter = Parameter {
    name: "orientation",
    kind: Kind::Word(&["portrait", "landscape"]),
    about: "How the paper is held; as the region is taller or wider unless told.",
};
/// One table of a page.
pub(super) const TABLE: Parameter = Parameter {
    name: "table",
    kind: Kind::Word(&["hubs", "unreached", "needs_check", "members"]),
    about: "One table of the page with all its rows, in pages.",
};
/// Text to search by.
pub(super) const Q: Parameter =
    Parameter { name: "q", kind: Kind::Text(80), about: "Part of a region's name or code, tolerant of spelling." };
/// What people type to find something.
pub(super) const SEARCH: Parameter = Parameter {
    name: "q",
    kind: Kind::Text(80),
    about: "What to find: a region's name or code, words of a school's name, or the beginning of an NPSN.",
};
/// Most things found.
pub(super) const HITS: Parameter = Parameter {
    name: "limit",
    kind: Kind::Integer { least: 1, most: 50, clamped: true },
    about: "Most results; 10 unless told, and above 50 taken as 50.",
};
/// Rank of a region.
pub(super) const REGION_LEVEL: Parameter =
    Parameter { name: "level", kind: Kind::Word(&["province", "regency", "district", "village"]), about: "Rank of the region." };
/// Most neighbours.
pub(super) const COUNT: Parameter = Parameter {
    name: "count",
    kind: Kind::Integer { least: 1, most: 1_000, clamped: true },
    about: "Most neighbours, nearest first; 10 unless told, and without limit up to 1000 when within_km is given.",
};
/// Farthest neighbour.
pub(super) const WITHIN_KM: Parameter =
    Parameter { name: "within_km", kind: Kind::Kilometres, about: "Only neighbours within so many kilometres (straight line)." };
/// Only one form.
pub(super) const FORM: Parameter =
    Parameter { name: "form", kind: Kind::Text(40), about: "Official form, for example SD or MI, in any case." };
/// Only one status.
pub(super) const STATUS: Parameter =
    Parameter { name: "status", kind: Kind::Word(&["Negeri", "Swasta"]), about: "Public (Negeri) or private (Swasta)." };
/// Only one role.
pub(super) const ROLE: Parameter = Parameter {
    name: "role",
    kind: Kind::Word(&["hub", "member", "unreached", "needs_check", "out_of_scope"]),
    about: "What became of the school in the plan.",
};
/// Only one rule of the audit.
pub(super) const CODE: Parameter =
    Parameter { name: "code", kind: Kind::Text(40), about: "Stable code of an audit rule, for example lost_sign." };
/// Only what is about a school.
pub(super) const NPSN: Parameter =
    Parameter { name: "npsn", kind: Kind::Npsn, about: "NPSN of a school: only what is about it, alone or in a group." };
/// Only one severity.
pub(super) const SEVERITY: Parameter =
    Parameter { name: "severity", kind: Kind::Word(&["error", "warning", "info"]), about: "How much a finding matters." };

/// The words of a kind, for messages and for the document.
pub(super) fn words(kind: &Kind) -> Vec<&'static str> {
    match kind {
        Kind::Level => Level::ALL.map(Level::as_str).to_vec(),
        Kind::Word(words) => words.to_vec(),
        _ => Vec::new(),
    }
}

/// Reads the word of a locale; none is the locale of programs.
pub(super) fn locale(word: Option<&str>) -> Locale {
    word.and_then(Locale::from_word).unwrap_or_default()
}

/// Reads the word of a severity.
pub(super) fn severity(word: &str) -> Option<Severity> {
    [Severity::Error, Severity::Warning, Severity::Info].into_iter().find(|severity| severity.as_str() == word)
}

/// Reads the word of a rank.
pub(super) fn rank(word: &str) -> Option<RegionLevel> {
    RegionLevel::from_word(word)
}
