//! The independent checker: believes nothing that the solver says.
//!
//! In: schools, regions, rules and a plan file. Out: accepted, or the place where the plan is wrong. It recomputes every distance
//! with `geodesy` by a plain scan and shares `model`, `geodesy` and `rules` with the solver, nothing else.
//!
//! Five stages, one file each: [`account`] finds every school exactly once and in its class; [`members`] recomputes what each
//! assignment is and holds it against the rules; [`prices`] proves by the hubs' prices that no plan is better, and that the prices are
//! the least ones; [`unreached`] recomputes why schools are left over; [`practice`] what the two practices would achieve. Not verified,
//! because the inputs are not here: the rows refused and the hashes of the files.

mod account;
mod members;
mod practice;
mod prices;
mod scan;
mod unreached;
mod world;

use crate::model::{Bilingual, Npsn, Said, School, said};
use crate::plan::file::RulesText;
use crate::plan::{PlanFile, Rules};
use crate::regions::Regions;
use world::World;

const OTHER_RULES: Said = Said::fixed(
    "seharusnya aturan yang dipakai memeriksa, ditemukan aturan lain",
    "expected the rules that the plan is checked under, found others",
);
/// What is said of a number that no list has.
const UNKNOWN_NPSN: Said = Said::fixed(
    "seharusnya sekolah dalam masukan, NPSN ini tidak dikenal",
    "expected a school of the inputs, found an unknown NPSN",
);

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
#[error("{place}: {}", .reason.english())]
pub struct CheckError {
    /// The school, hub or number of the plan file.
    pub place: String,
    /// What was expected and what was found.
    pub reason: Said,
}

impl CheckError {
    fn new(place: impl Into<String>, reason: Said) -> Self {
        Self { place: place.into(), reason }
    }

    /// A fault in the row of a list that is about this school.
    fn row(list: &str, npsn: Npsn, reason: Said) -> Self {
        Self::new(format!("{list}[npsn={npsn}]"), reason)
    }
}

/// Verifies the account, feasibility, optimality by the prices, and that the prices are the least ones.
///
/// In:     schools in NPSN order; the rules that the plan should follow, which its own must equal.
/// Cost:   every school is compared with every hub of its level and decision region, in parallel.
///
/// # Errors
/// [`CheckError`] at the first fault: stage by stage, within a stage by list and NPSN.
pub fn check(schools: &[School], regions: &Regions, rules: &Rules, plan: &PlanFile) -> Result<Checked, CheckError> {
    check_rules(regions, rules, plan)?;
    let world = World::new(schools, regions, rules)?;
    account::check(&world, plan)?;
    let assigned = members::check(&world, plan)?;
    let pairs = prices::check(&world, &assigned)?;
    unreached::check(&world, &assigned, plan)?;
    practice::check(&world, &assigned, &plan.baselines)?;
    Ok(Checked { schools: schools.len() as u64, pairs })
}

/// The file must state exactly the rules that it is checked under.
fn check_rules(regions: &Regions, rules: &Rules, plan: &PlanFile) -> Result<(), CheckError> {
    rules.check().map_err(|error| CheckError::new("rules", error.said()))?;
    if plan.distance != crate::geodesy::METHOD {
        return Err(unequal("distance", &crate::geodesy::METHOD, &plan.distance));
    }
    if plan.rules == RulesText::new(rules, regions) { Ok(()) } else { Err(CheckError::new("rules", OTHER_RULES)) }
}

fn unequal(place: &str, expected: &dyn std::fmt::Display, found: &dyn std::fmt::Display) -> CheckError {
    CheckError::new(place, said!("seharusnya {expected}, ditemukan {found}", "expected {expected}, found {found}"))
}

/// [`unequal`] for what reads differently in the two languages.
fn differs(place: &str, expected: Said, found: Said) -> CheckError {
    let reason = said!(
        "seharusnya {expected}, ditemukan {found}",
        "expected {expected}, found {found}",
        expected = expected,
        found = found,
    );
    CheckError::new(place, reason)
}
