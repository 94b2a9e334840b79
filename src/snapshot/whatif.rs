//! Another plan for a part of the country, beside the snapshot's own.

use crate::model::{Level, RegionId};
use crate::plan::{Overrides, Plan, Rules, RulesError, UnreachedSchool};
use crate::snapshot::{Snapshot, View};

/// A what-if never plans more schools than this, which is more than any province has.
pub const REPLAN_LIMIT: usize = 50_000;

/// A plan under changed rules, for the decision regions that a region touches.
#[derive(Debug)]
pub struct WhatIf {
    /// The region it was asked for.
    pub region: RegionId,
    /// The levels it was asked for; empty for all of the programme.
    pub levels: Vec<Level>,
    /// The changed rules.
    pub rules: Rules,
    /// The proven plan; schools that it does not touch stand as out of scope.
    pub plan: Plan,
    /// Why schools are unreached, in NPSN order.
    pub unreached: Vec<UnreachedSchool>,
    /// Names this answer: the snapshot's version and the parameters.
    pub version: String,
}

/// Why a what-if was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReplanError {
    /// More schools than a what-if may plan.
    #[error("a what-if is limited to {limit} schools, found {found}; ask for a smaller region or fewer levels")]
    TooLarge {
        /// The limit.
        limit: usize,
        /// Schools that would take part.
        found: usize,
    },
    /// The changed rules contradict each other.
    #[error(transparent)]
    Rules(#[from] RulesError),
}

impl WhatIf {
    /// What the outputs read; `snapshot` is the one that made this answer.
    #[must_use]
    pub fn view<'a>(&'a self, snapshot: &'a Snapshot) -> View<'a> {
        View {
            rules: &self.rules,
            plan: &self.plan,
            unreached: &self.unreached,
            baselines: None,
            version: &self.version,
            ..snapshot.view()
        }
    }
}

impl Snapshot {
    /// Plans again the decision regions that a region's schools belong to, under changed rules.
    ///
    /// # Errors
    /// [`ReplanError`] above [`REPLAN_LIMIT`] schools, or when the changed rules contradict each other.
    pub fn replan(&self, region: RegionId, levels: &[Level], overrides: &Overrides) -> Result<WhatIf, ReplanError> {
        let _ = (region, levels, overrides);
        todo!("what-if: waits for a problem that can be cut to some of its groups")
    }
}
