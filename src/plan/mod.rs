//! Who goes to which hub, why, and why not.
//!
//! In: schools in NPSN order, regions, [`Rules`]. Out: a [`Plan`] with prices that prove it. Must not know: files of schools,
//! HTTP, what a finding says.

mod alternatives;
mod baseline;
mod candidates;
mod check;
mod choices;
mod cost;
mod difference;
mod effort;
mod errors;
pub mod file;
mod flow;
mod hub_field;
mod meeting;
mod packed;
mod pairs;
mod problem;
mod programme;
mod reasons;
mod rules;
mod solution;
mod solve;
mod states;
mod summary;

pub use alternatives::{Alternative, Decided, Why, why};
pub use baseline::{Baseline, Baselines};
pub use check::{CheckError, Checked, check};
pub use choices::{Choice, choices};
pub use cost::Cost;
pub use difference::{Change, ChangeKind, Standing, Standings, difference, standing, standings_of_file};
pub use file::{PlanFile, PlanFileError, PlanParts};
pub use meeting::meeting_place;
pub use pairs::{Impossible, Pairs};
pub use problem::{Group, GroupHub, GroupSchool, Problem};
pub use programme::{Overrides, ProgrammeError, built_in, read_programme};
pub use reasons::{NearestHub, Reason, Unlock, UnreachedSchool, reasons};
pub use rules::{AccreditationWeights, CapacityRule, LevelMap, OutOfScope, PriorityRule, Rules, RulesError, Scope};
pub use solution::{Counts, HubPlan, Objective, Plan, State};
pub use solve::{solve, solve_problem, solve_with_baselines};
pub use states::States;
pub use summary::{Distances, Loads, Summary, quintile_ratio};
