//! The independent checker: believes nothing that the solver says.
//!
//! In: schools, regions, rules and a plan file. Out: accepted, or the place where the plan is wrong. It recomputes every distance
//! with `geodesy` by a plain scan and shares `model`, `geodesy` and `rules` with the solver, nothing else.

use crate::model::School;
use crate::plan::{PlanFile, Rules};
use crate::regions::Regions;

/// What was verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Schools whose account was verified.
    pub schools: u64,
    /// Pairs of school and hub that were compared with the prices.
    pub pairs: u64,
}

/// Where and why a plan is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {reason}")]
pub struct CheckError {
    /// The school, hub or number of the plan file.
    pub place: String,
    /// What was expected and what was found.
    pub reason: String,
}

/// Verifies the account, feasibility, optimality by the prices, and that the prices are the least ones.
///
/// # Errors
/// [`CheckError`] at the first fault.
pub fn check(schools: &[School], regions: &Regions, rules: &Rules, plan: &PlanFile) -> Result<Checked, CheckError> {
    let _ = (schools, regions, rules, plan);
    todo!("check")
}
