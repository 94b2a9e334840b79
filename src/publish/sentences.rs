//! Stable codes as words and sentences for people, in Indonesian. A programme's own words come from its labels.

use crate::model::{Code, Confidence, Grade, Language, School, Severity, Suspect};
use crate::plan::{Decided, OutOfScope, Reason, State, Unlock};
use crate::publish::text::{km, whole};
use crate::snapshot::View;

/// What a school became, in the programme's words.
pub(super) fn state<'a>(view: &View<'a>, state: State) -> &'a str {
    match state {
        State::OutOfScope(_) => "di luar cakupan",
        State::NeedsCheck => "perlu diperiksa",
        State::Hub(_) => &view.programme.labels_id.hub,
        State::Member { .. } => &view.programme.labels_id.member,
        State::Unreached => "belum terjangkau",
    }
}

/// Why a school takes no part.
pub(super) fn out_of_scope(reason: OutOfScope) -> &'static str {
    match reason {
        OutOfScope::Abroad => "sekolah di luar negeri",
        OutOfScope::FormWithoutLevel => "bentuk pendidikan tanpa jenjang",
        OutOfScope::Madrasah => "di bawah Kementerian Agama, tidak ikut program ini",
        OutOfScope::Level => "jenjang tidak ikut program ini",
        OutOfScope::Status => "status tidak ikut program ini",
        OutOfScope::Region => "di luar wilayah rencana",
    }
}

/// Why a school is unreached.
pub(super) fn unreached(reason: Reason, hub: &str) -> String {
    match reason {
        Reason::Unassigned => "diputuskan tidak ditugaskan".to_owned(),
        Reason::RegionUnknown => "wilayah sekolah tidak tertulis dalam daftar".to_owned(),
        Reason::NoHubOfLevel => format!("tidak ada {hub} jenjang ini dengan titik yang dapat dipakai"),
        Reason::NoHubOfLevelInRegion => format!("tidak ada {hub} jenjang ini di wilayah keputusannya"),
        Reason::BeyondReach => format!("semua {hub} di wilayah keputusannya di luar jangkauan"),
        Reason::Forbidden => format!("pasangan dengan setiap {hub} dalam jangkauan dilarang"),
        Reason::CapacityExhausted => format!("semua {hub} yang dibolehkan penuh dan tempatnya lebih berguna bagi sekolah lain"),
    }
}

/// The name and number of a school.
pub(super) fn named(school: &School) -> String {
    format!("{} ({})", school.name, school.npsn)
}

/// The cheapest change of one rule that helps an unreached school.
pub(super) fn unlock(view: &View<'_>, unlock: Unlock) -> String {
    let hub = |at: u32| named(view.school(at));
    match unlock {
        Unlock::Reach { hub: at, metres } => format!("jangkauan {} km ke {}", km(metres), hub(at)),
        Unlock::Place { hub: at, .. } => {
            // The plan gives the place to whom it helps most; that need not be this school.
            format!("satu tempat lagi di {} (untuk sekolah ini atau sekolah lain yang lebih terbantu)", hub(at))
        }
        Unlock::CrossRegion { hub: at, metres } => {
            format!("penugasan lintas wilayah ke {}, {} km garis lurus", hub(at), km(metres))
        }
        Unlock::Allow { hub: at, metres } => {
            format!("mencabut larangan pasangan dengan {}, {} km garis lurus", hub(at), km(metres))
        }
        Unlock::Assign => "mencabut keputusan untuk tidak menugaskan sekolah ini".to_owned(),
        Unlock::NewHub => format!("{} baru di wilayah keputusannya", view.programme.labels_id.hub),
    }
}

/// The stable code of an unlock.
pub(super) fn unlock_code(unlock: Unlock) -> &'static str {
    match unlock {
        Unlock::Reach { .. } => "reach",
        Unlock::Place { .. } => "place",
        Unlock::CrossRegion { .. } => "cross_region",
        Unlock::Allow { .. } => "allow",
        Unlock::Assign => "assign",
        Unlock::NewHub => "new_hub",
    }
}

/// What decided a member's hub.
pub(super) fn decided(decided: Decided, rank: u32, hub: &str) -> String {
    match decided {
        Decided::Required => "Pasangan ini diwajibkan.".to_owned(),
        Decided::Nearest => format!("Ini {hub} terdekat yang dibolehkan aturan."),
        Decided::Tier => format!("{} ini terdekat ke-{}, tetapi didahulukan karena sewilayah.", capital(hub), whole(rank)),
        Decided::Capacity => {
            format!(
                "{} ini terdekat ke-{}: yang lebih dekat penuh, dan tempatnya lebih berguna bagi sekolah lain.",
                capital(hub),
                whole(rank)
            )
        }
        Decided::Minimum => {
            format!("{} ini terdekat ke-{}: tanpa sekolah ini anggotanya kurang dari batas minimum.", capital(hub), whole(rank))
        }
    }
}

/// How far a position can be trusted.
pub(super) fn grade(grade: Grade) -> &'static str {
    match grade {
        Grade::Ok => "baik",
        Grade::Doubtful => "meragukan",
        Grade::Unusable => "tidak dapat dipakai",
    }
}

/// How much a finding matters.
pub(super) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "catatan",
        Severity::Warning => "peringatan",
        Severity::Error => "kesalahan",
    }
}

/// How far a proposed repair may be trusted.
pub(super) fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Low => "rendah",
        Confidence::High => "tinggi",
    }
}

/// Which side of a misfit is probably wrong.
pub(super) fn suspect(suspect: Suspect) -> &'static str {
    match suspect {
        Suspect::Points => "titik sekolah",
        Suspect::Polygon => "batas wilayah",
    }
}

/// What to do about a rule's finding.
pub(super) fn advice(code: Code) -> &'static str {
    code.advice(Language::Indonesian)
}

/// A rank of region.
pub(super) fn rank(level: crate::model::RegionLevel) -> &'static str {
    use crate::model::RegionLevel;
    match level {
        RegionLevel::Country => "negara",
        RegionLevel::Province => "provinsi",
        RegionLevel::Regency => "kabupaten/kota",
        RegionLevel::District => "kecamatan",
        RegionLevel::Village => "desa/kelurahan",
    }
}

/// A word with its first letter as a capital.
pub(super) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
