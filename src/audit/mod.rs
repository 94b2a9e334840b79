//! Rows become schools; faults become findings.
//!
//! In: an [`Import`], hub list, accepted repairs, regions and boundaries. Out: an [`Audit`]: schools in NPSN order, each with a
//! graded position, and findings. Must not know: hubs' members, rules of a programme.

use crate::import::{FileReport, HubEntry, Import, Refused, Repair};
use crate::model::{Code, Finding, School};
use crate::regions::{Boundaries, Regions};

/// The thresholds of the audit.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// A point farther outside its district's polygon than this is doubtful, in metres.
    pub district_doubtful_m: f64,
    /// A point farther outside its district's polygon than this is unusable, in metres.
    pub district_unusable_m: f64,
    /// A point farther outside its regency's polygon than this is unusable, in metres.
    pub regency_unusable_m: f64,
    /// A lost sign is proposed only when the flipped point lies within this distance of the school's own district, in metres.
    pub flip_fit_m: f64,
    /// A lost sign is proposed only when the point as given lies farther off than this, in metres.
    pub flip_given_m: f64,
    /// So many schools on exactly one point, in more than one regency, are a default point.
    pub sentinel_schools: usize,
    /// A coordinate with fewer decimals than this is reported.
    pub few_decimals: usize,
    /// Plan a school whose position is unusable at the representative point of its own district.
    pub unlocated_at_district: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            district_doubtful_m: 2_000.0,
            district_unusable_m: 10_000.0,
            regency_unusable_m: 2_000.0,
            flip_fit_m: 1_000.0,
            flip_given_m: 10_000.0,
            sentinel_schools: 3,
            few_decimals: 4,
            unlocated_at_district: false,
        }
    }
}

/// What one rule did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The rule.
    pub code: Code,
    /// Schools that it speaks of.
    pub schools: usize,
    /// Of these, schools that are doubtful because of it.
    pub doubtful: usize,
    /// Of these, schools that are unusable because of it.
    pub unusable: usize,
}

/// All that the audit hands on: `rows = schools + refused`.
#[derive(Debug)]
pub struct Audit {
    /// Rows, those about a school that an earlier file has already not counted.
    pub rows: u64,
    /// Rows that only filled or repeated an earlier file's school.
    pub merged: u64,
    /// The schools, in NPSN order.
    pub schools: Vec<School>,
    /// Rows that are not used, with their reasons.
    pub refused: Vec<Refused>,
    /// Findings, hubs with doubtful positions first, then by severity, code, region and NPSN.
    pub findings: Vec<Finding>,
    /// What each rule did, in the order of the codes.
    pub effects: Vec<Effect>,
    /// The input files.
    pub files: Vec<FileReport>,
}

/// Turns records into schools with graded positions.
#[must_use]
pub fn run(
    import: Import,
    hubs: Option<(FileReport, Vec<HubEntry>)>,
    repairs: Option<(FileReport, Vec<Repair>)>,
    regions: &mut Regions,
    boundaries: &Boundaries,
    settings: &Settings,
) -> Audit {
    let _ = (import, hubs, repairs, regions, boundaries, settings);
    todo!("audit")
}
