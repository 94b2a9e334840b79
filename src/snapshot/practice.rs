//! What common practice would do beside a plan, as a plan that every output can show.

use crate::plan::{self, Baselines, Plan, Problem, UnreachedSchool};
use crate::snapshot::{View, version, whatif};
use std::sync::OnceLock;

/// A practice that a proven plan is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Practice {
    /// Every school to its nearest allowed hub, places ignored.
    Nearest,
    /// Schools in NPSN order, each to the nearest allowed hub that still has a place.
    Greedy,
}

impl Practice {
    /// The stable lower-case word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nearest => "nearest",
            Self::Greedy => "greedy",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Nearest, Self::Greedy].into_iter().find(|practice| practice.as_str() == word)
    }
}

/// What practice would do beside a plan; as a plan of its own each is made when it is first asked for.
#[derive(Debug)]
pub struct Practices {
    baselines: Baselines,
    nearest: OnceLock<PracticePlan>,
    greedy: OnceLock<PracticePlan>,
}

/// A practice with all that a view shows of a plan.
#[derive(Debug)]
struct PracticePlan {
    plan: Plan,
    unreached: Vec<UnreachedSchool>,
    version: String,
}

impl From<Baselines> for Practices {
    fn from(baselines: Baselines) -> Self {
        Self { baselines, nearest: OnceLock::new(), greedy: OnceLock::new() }
    }
}

impl<'a> View<'a> {
    /// What practice would do for the same schools under the same rules.
    #[must_use]
    pub fn baselines(&self) -> &'a Baselines {
        &self.practices.baselines
    }

    /// The same schools as a practice would assign them; reasons are made for it, unlocks and prices prove nothing.
    ///
    /// Cost: the first time, that of the reasons.
    #[must_use]
    pub fn under(&self, practice: Practice) -> Self {
        let kept = match practice {
            Practice::Nearest => &self.practices.nearest,
            Practice::Greedy => &self.practices.greedy,
        };
        let shown = kept.get_or_init(|| PracticePlan::new(self, practice));
        Self { plan: &shown.plan, unreached: &shown.unreached, version: &shown.version, practice: Some(practice), ..*self }
    }

    /// The planning problem of this plan, or of a part of it, stated again.
    pub(super) fn problem(&self, part: Option<&[u32]>) -> Problem<'a> {
        let problem = match part {
            Some(part) => Problem::of_part(self.schools(), self.regions(), self.rules, part.to_vec()),
            None => Problem::new(self.schools(), self.regions(), self.rules),
        };
        problem.expect("a plan was made under these rules")
    }
}

impl PracticePlan {
    fn new(view: &View<'_>, practice: Practice) -> Self {
        let baseline = match practice {
            Practice::Nearest => &view.baselines().nearest,
            Practice::Greedy => &view.baselines().greedy,
        };
        let problem = view.problem(view.part());
        let plan = baseline.plan(&problem, view.proven);
        let mut unreached = plan::reasons(&problem, &plan);
        if view.part().is_some() {
            whatif::look_outside(view, &mut unreached);
        }
        Self { plan, unreached, version: version::of_practice(view.version, practice) }
    }
}
