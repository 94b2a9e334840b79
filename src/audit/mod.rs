//! Rows become schools; faults become findings.
//!
//! In: an [`Import`], the [`Decisions`] of people, regions and boundaries. Out: an [`Audit`]: schools in NPSN order, each with a
//! graded position, and findings. Must not know: hubs' members, rules of a programme.
//!
//! One rule, one file, one code; [`run`] is their table of contents. Every rule that makes a position unusable takes the school
//! away from the rules behind it, so that a school has one reason and one finding.
//!
//! Without boundaries these rules are silent: lost sign, displaced district, outside regency, outside district. Default points and decimal
//! shifts are then judged by where the other schools of the regency are.

mod abroad;
mod coordinate;
mod decimal_shift;
mod displaced;
mod doubled;
mod doubtful_hub;
mod extent;
mod hub_names;
mod hubs;
mod identity;
mod intake;
mod ledger;
mod lost_sign;
mod missing;
mod name_key;
mod not_a_number;
mod oddity;
mod outside_country;
mod outside_district;
mod outside_regency;
mod pairs;
mod precision;
mod repairs;
mod scene;
mod sentinel;
mod stack;
mod swapped;
mod value;
mod whole_degree;
mod zero;

pub use intake::stated_regions;
pub use name_key::name_key;

use crate::audit::intake::Intake;
use crate::audit::ledger::Ledger;
pub use crate::audit::scene::in_country;
use crate::audit::scene::{Case, Scene};
use crate::import::{FileReport, HubEntry, Import, Pair, Refused, Repair};
use crate::model::{Code, Finding, Grade, PositionOrigin, School};
use crate::regions::{Boundaries, Regions};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// The thresholds of the audit; plan files and answers state them in this form, because with others other schools would be usable.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
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
    /// Where a school is planned whose position is unusable.
    pub unlocated: Unlocated,
}

/// Where a school without a usable position is planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unlocated {
    /// Nowhere.
    #[default]
    Exclude,
    /// At the representative point of its own district.
    District,
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
            unlocated: Unlocated::default(),
        }
    }
}

/// What people decided in files of their own, line by line.
#[derive(Clone, Copy, Debug, Default)]
pub struct Decisions<'a> {
    /// The hub list.
    pub hubs: &'a [HubEntry],
    /// Accepted repairs.
    pub repairs: &'a [Repair],
    /// Decisions about single schools; the audit only tells which of them can have no effect.
    pub pairs: &'a [Pair],
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
    /// Of these, schools that would be unusable by this rule alone, those that another rule settled first included.
    pub unusable_alone: usize,
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

/// The rules that decide whether a position can be used, in the order in which they are asked.
///
/// What the cells say comes first, then what whole groups say, then the single point against its regions.
const POSITION_RULES: [fn(&Scene<'_>, &mut Ledger); 12] = [
    abroad::judge,
    missing::judge,
    not_a_number::judge,
    zero::judge,
    swapped::judge,
    decimal_shift::judge,
    sentinel::judge,
    displaced::judge,
    lost_sign::judge,
    outside_country::judge,
    outside_regency::judge,
    outside_district::judge,
];

/// The rules that only report, and do so side by side.
const SIGNALS: [fn(&Scene<'_>, &Ledger) -> Vec<Finding>; 4] =
    [identity::report, stack::report, precision::report, doubled::report];

/// Turns records into schools with graded positions.
#[must_use]
pub fn run(
    mut import: Import,
    decisions: Decisions<'_>,
    regions: &mut Regions,
    boundaries: &Boundaries,
    settings: &Settings,
) -> Audit {
    let merged = import.files.iter().map(|file| file.merged).sum();
    let rows = import.rows_read() - merged;

    let mut records = std::mem::take(&mut import.records);
    let mut reported = std::mem::take(&mut import.findings);
    reported.extend(import.refused.iter().map(|refused| refused.finding.clone()));
    let whole_degree = whole_degree::refuse(&mut import, &mut records);
    reported.extend(whole_degree.findings);

    let Intake { mut cases, oddities, unknown_regions } = Intake::read(records, regions);
    let mut ledger = Ledger::new(cases.len(), reported);
    hubs::mark(&mut cases, decisions.hubs, regions, &mut ledger);
    repairs::apply(&mut cases, decisions.repairs, &mut ledger);
    pairs::judge(&cases, decisions.pairs, &mut ledger);

    let scene = Scene::new(&cases, &import, regions, boundaries, settings);
    oddity::judge(&scene, oddities, unknown_regions, &mut ledger);
    whole_degree::judge(&scene, &whole_degree.tainted, &mut ledger);
    POSITION_RULES.iter().for_each(|judge| judge(&scene, &mut ledger));
    let reported: Vec<Vec<Finding>> = SIGNALS.par_iter().with_max_len(1).map(|report| report(&scene, &ledger)).collect();
    reported.into_iter().flatten().for_each(|finding| ledger.report(finding));
    doubtful_hub::judge(&scene, &mut ledger);
    drop(scene);

    let mut schools: Vec<School> =
        cases.into_iter().enumerate().map(|(at, case)| finish(case, ledger.verdict(at), boundaries, settings)).collect();
    // The cases' memory is used again, and a case is larger than a school: a quarter would stay unused for as long as the data lives.
    schools.shrink_to_fit();
    let (mut findings, effects) = ledger.close();
    sort(&mut findings);
    Audit { rows, merged, schools, refused: import.refused, findings, effects, files: import.files }
}

impl Audit {
    /// Adds findings that were made elsewhere, in their order.
    pub(crate) fn add_findings(&mut self, more: Vec<Finding>) {
        if !more.is_empty() {
            self.findings.extend(more);
            sort(&mut self.findings);
        }
    }
}

/// Gives a school its grade, and the position that the grade allows.
fn finish(case: Case, verdict: (Grade, Option<Code>), boundaries: &Boundaries, settings: &Settings) -> School {
    let point = case.point();
    let is_repaired = case.repaired.is_some();
    let mut school = case.school;
    (school.grade, school.grade_reason) = verdict;
    if school.grade != Grade::Unusable {
        school.position = point;
        school.origin = if is_repaired { PositionOrigin::Repaired } else { PositionOrigin::Given };
    } else if settings.unlocated == Unlocated::District && !school.abroad {
        school.position = school.regions.district.and_then(|district| boundaries.representative_point(district));
        if school.position.is_some() {
            school.origin = PositionOrigin::District;
        }
    }
    school
}

/// Sorts findings as [`Audit::findings`] says; places and texts only part what else is equal.
fn sort(findings: &mut [Finding]) {
    let key = |finding: &Finding| {
        (finding.code != Code::DoubtfulHub, Reverse(finding.severity), finding.code, finding.region, finding.npsn)
    };
    findings.sort_by(|a, b| {
        key(a).cmp(&key(b)).then_with(|| (&a.schools, &a.found, &a.place).cmp(&(&b.schools, &b.found, &b.place)))
    });
}
