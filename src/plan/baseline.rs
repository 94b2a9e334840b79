//! What practice would do under the same rules: the nearest hub, or first come first served.

use crate::plan::{Objective, Problem};

/// A plan made without proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Baseline {
    /// What it achieves.
    pub objective: Objective,
    /// Hubs with more members than places; only the nearest-hub practice has them.
    pub overloaded: u64,
    /// School and hub (indices into the schools) and metres, in NPSN order of the schools.
    pub assignments: Vec<(u32, u32, u32)>,
}

/// The two practices that a proven plan is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Baselines {
    /// Every school to its nearest allowed hub, places ignored.
    pub nearest: Baseline,
    /// Schools in NPSN order, each to the nearest allowed hub that still has a place.
    pub greedy: Baseline,
}

impl Baselines {
    /// Makes both.
    #[must_use]
    pub fn new(problem: &Problem<'_>) -> Self {
        let _ = problem;
        todo!("baselines")
    }
}
