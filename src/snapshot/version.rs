//! One short name for everything that changes together.

use crate::model::{Programme, RegionId};
use crate::plan::Rules;
use crate::snapshot::{Dataset, Practice, sha256};

/// Half of a SHA-256 as text: enough that two versions of a country's data never meet by chance.
const DIGITS: usize = 16;

/// The name of a snapshot: inputs, settings, programme, rules and the program's version, and no clock.
pub(super) fn of_snapshot(data: &Dataset, programme: &Programme, rules: &Rules) -> String {
    let mut files: Vec<(&str, &str)> = data.files.iter().map(|file| (file.role.as_str(), file.sha256.as_str())).collect();
    // Lists are joined in the order given, so that only files of one role and one content may change places; that is no change.
    files.dedup();
    // `Debug` writes every field of a rule, also of one that is added later, in an order that does not change between runs.
    digest(&format!("{}\n{files:?}\n{:?}\n{programme:?}\n{rules:?}", env!("CARGO_PKG_VERSION"), data.settings))
}

/// The name of a what-if: its snapshot's, its region, and its rules with the levels among them.
pub(super) fn of_what_if(snapshot: &str, region: RegionId, rules: &Rules) -> String {
    digest(&format!("{snapshot}\n{}\n{rules:?}", region.index()))
}

/// The name of a practice beside a plan.
pub(super) fn of_practice(version: &str, practice: Practice) -> String {
    digest(&format!("{version}\n{}", practice.as_str()))
}

fn digest(text: &str) -> String {
    let mut name = sha256(text.as_bytes());
    name.truncate(DIGITS);
    name
}
