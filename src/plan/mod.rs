//! Who goes to which hub, why, and why not.
//!
//! In: schools in NPSN order, regions, [`Rules`]. Out: a [`Plan`] with prices that prove it. Must not know: files of schools,
//! HTTP, what a finding says.

mod alternatives;
mod baseline;
mod check;
mod cost;
pub mod file;
mod meeting;
mod packed;
mod problem;
mod programme;
mod reasons;
mod rules;
mod solution;
mod summary;

pub use alternatives::{Alternative, Decided, Why, why};
pub use baseline::{Baseline, Baselines};
pub use check::{CheckError, Checked, check};
pub use cost::Cost;
pub use file::{PlanFile, PlanFileError, PlanParts};
pub use meeting::meeting_place;
pub use problem::{Group, GroupHub, GroupSchool, Problem};
pub use programme::{Overrides, ProgrammeError, built_in, read_programme};
pub use reasons::{NearestHub, Reason, Unlock, UnreachedSchool, reasons};
pub use rules::{AccreditationWeights, CapacityRule, LevelMap, OutOfScope, Pairs, PriorityRule, Rules, RulesError, Scope};
pub use solution::{Counts, HubPlan, Objective, Plan, State};
pub use summary::{Distances, Loads, Summary};

use crate::model::School;
use crate::regions::Regions;

/// Finds the proven best plan.
///
/// In:     schools in NPSN order.
/// Out:    a state for every school, same order, and the least price of every hub.
///
/// # Errors
/// [`RulesError`] when the rules contradict each other.
pub fn solve(schools: &[School], regions: &Regions, rules: &Rules) -> Result<Plan, RulesError> {
    let _ = (schools, regions, rules);
    todo!("kernel")
}
