//! The officials' measures of a plan, for any set of schools.

use crate::model::School;
use crate::plan::{Counts, Plan, Reason, UnreachedSchool};
use std::collections::BTreeMap;

/// Distances of members to their hubs, in whole metres.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Distances {
    /// Half of the members are nearer.
    pub median_m: u32,
    /// Nine of ten members are nearer.
    pub p90_m: u32,
    /// The farthest member.
    pub max_m: u32,
    /// All of them together.
    pub total_m: u64,
    /// Gini coefficient, 0 for equal distances.
    pub gini: f64,
}

/// Members per hub.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Loads {
    /// Fewest.
    pub min: u32,
    /// Half of the hubs have fewer.
    pub median: u32,
    /// Most.
    pub max: u32,
    /// Hubs with all places taken.
    pub full: u64,
    /// Hubs below their minimum.
    pub below_minimum: u64,
    /// Gini coefficient.
    pub gini: f64,
}

/// Measures of a set of schools.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Summary {
    /// The account of the set.
    pub counts: Counts,
    /// Members among members and unreached; `None` when there are neither.
    pub coverage: Option<f64>,
    /// `None` when there is no member.
    pub distances: Option<Distances>,
    /// `None` when there is no hub.
    pub loads: Option<Loads>,
    /// Unreached schools by reason, in the order of the reasons.
    pub unreached: BTreeMap<Reason, u64>,
    /// Coverage by accreditation ("A", "B", "C", "TT", "-"): members and unreached.
    pub by_accreditation: BTreeMap<&'static str, (u64, u64)>,
    /// Members whose position, or whose hub's, is doubtful or approximate.
    pub doubtful_members: u64,
}

impl Summary {
    /// Measures the schools for which `belongs` holds. `unreached` is the plan's list of reasons.
    #[must_use]
    pub fn new(schools: &[School], plan: &Plan, unreached: &[UnreachedSchool], belongs: impl Fn(usize) -> bool) -> Self {
        let _ = (schools, plan, unreached, belongs);
        todo!("summary")
    }
}
