//! The decisions of a what-if about single schools: whether they can be, and what each of them costs.

use crate::model::Npsn;
use crate::plan::{self, Cost, Impossible, Objective, Pairs, Problem, RulesError, State};
use crate::snapshot::{Snapshot, WhatIf};

/// Schools that are planned anew, for all decisions of one answer together, to tell what each of them costs.
///
/// Counted and not timed, so that the same question always gets the same answer. About a tenth of a second.
const MOST_WORK: usize = 40_000;

/// One decision; schools are indices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The school goes to the hub.
    Pin {
        /// The school.
        school: u32,
        /// The hub.
        hub: u32,
    },
    /// The school never goes to the hub.
    Forbid {
        /// The school.
        school: u32,
        /// The hub.
        hub: u32,
    },
    /// The school goes to no hub.
    Unassign {
        /// The school.
        school: u32,
    },
}

/// A decision and its own part in the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecisionCost {
    /// The decision.
    pub decision: Decision,
    /// Whether it concerns what was planned: the school lies in the part and wants a hub.
    pub applies: bool,
    /// What the plan with all decisions costs more than without this one, exactly; less than nothing where a pin reaches a school
    /// that the rules would leave unreached. `None` where it does not apply, or where all together would be too much work.
    pub cost: Option<Cost>,
}

/// All decisions of a what-if: pins, forbidden pairs, unassigned schools, each kind in NPSN order.
pub type DecisionCosts = Vec<DecisionCost>;

impl Decision {
    /// The school that it is about.
    #[must_use]
    pub fn school(self) -> u32 {
        match self {
            Self::Pin { school, .. } | Self::Forbid { school, .. } | Self::Unassign { school } => school,
        }
    }

    /// The hub that it names.
    #[must_use]
    pub fn hub(self) -> Option<u32> {
        match self {
            Self::Pin { hub, .. } | Self::Forbid { hub, .. } => Some(hub),
            Self::Unassign { .. } => None,
        }
    }

    /// The stable lower-case word: the name of the parameter.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pin { .. } => "pin",
            Self::Forbid { .. } => "forbid",
            Self::Unassign { .. } => "unassign",
        }
    }
}

impl Snapshot {
    /// Checks that decisions name schools and hubs of the lists that can come together, wherever they lie.
    pub(super) fn check_decisions(&self, pairs: &Pairs) -> Result<(), RulesError> {
        for (school, hub) in &pairs.required {
            let fault = |reason| RulesError::RequiredImpossible { school: *school, hub: *hub, reason };
            self.check_pair(*school, *hub).map_err(fault)?;
        }
        for (school, hub) in &pairs.forbidden {
            let fault = |reason| RulesError::ForbiddenImpossible { school: *school, hub: *hub, reason };
            self.check_pair(*school, *hub).map_err(fault)?;
        }
        for school in &pairs.unassigned {
            let fault = |reason| RulesError::UnassignedImpossible { school: *school, reason };
            let at = self.find(*school).ok_or(Impossible::SchoolUnknown).map_err(fault)?;
            if self.data.audit.schools[at as usize].hub.is_some() {
                return Err(fault(Impossible::IsHub));
            }
        }
        Ok(())
    }

    fn check_pair(&self, school: Npsn, hub: Npsn) -> Result<(), Impossible> {
        let school = &self.data.audit.schools[self.find(school).ok_or(Impossible::SchoolUnknown)? as usize];
        let hub = &self.data.audit.schools[self.find(hub).ok_or(Impossible::HubUnknown)? as usize];
        if school.hub.is_some() {
            Err(Impossible::IsHub)
        } else if hub.hub.is_none() {
            Err(Impossible::NotAHub)
        } else if school.level() != hub.level() {
            Err(Impossible::LevelsDiffer)
        } else {
            Ok(())
        }
    }
}

impl WhatIf {
    /// What each decision costs; `snapshot` is the one that made this answer.
    ///
    /// Cost: plans the decision units of each decision's school once more, up to a limit; the first time only.
    pub fn decision_costs(&self, snapshot: &Snapshot) -> &DecisionCosts {
        self.decisions.get_or_init(|| {
            let mut work = 0;
            let mut costs: DecisionCosts = self.decisions(snapshot).map(|decision| self.unweighed(snapshot, decision)).collect();
            for cost in costs.iter().filter(|cost| cost.applies) {
                work += self.unit_of(snapshot, cost.decision).len();
            }
            if work <= MOST_WORK {
                for cost in costs.iter_mut().filter(|cost| cost.applies) {
                    cost.cost = self.weigh(snapshot, cost.decision).ok();
                }
            }
            costs
        })
    }

    fn decisions<'a>(&'a self, snapshot: &'a Snapshot) -> impl Iterator<Item = Decision> + 'a {
        let pairs = &self.overrides.pairs;
        let find = |npsn: &Npsn| snapshot.find(*npsn).expect("decisions were checked before anything was planned");
        let pins = pairs.required.iter().map(move |(school, hub)| Decision::Pin { school: find(school), hub: find(hub) });
        let forbids = pairs.forbidden.iter().map(move |(school, hub)| Decision::Forbid { school: find(school), hub: find(hub) });
        let unassigned = pairs.unassigned.iter().map(move |school| Decision::Unassign { school: find(school) });
        pins.chain(forbids).chain(unassigned)
    }

    fn unweighed(&self, snapshot: &Snapshot, decision: Decision) -> DecisionCost {
        let school = decision.school();
        let wants = matches!(self.plan.states[school], State::Member { .. } | State::Unreached);
        let meets = match decision {
            // A hub of another decision region would not be chosen anyway.
            Decision::Forbid { hub, .. } => snapshot.share_unit(school, hub, &self.rules),
            Decision::Pin { .. } | Decision::Unassign { .. } => true,
        };
        DecisionCost { decision, applies: wants && meets && self.part().binary_search(&school).is_ok(), cost: None }
    }

    /// The schools that are decided together with those of a decision.
    fn unit_of(&self, snapshot: &Snapshot, decision: Decision) -> Vec<u32> {
        let named: Vec<u32> = decision.hub().into_iter().chain([decision.school()]).collect();
        snapshot.part_around(&named, &self.rules)
    }

    /// What the plan costs more than without one decision.
    fn weigh(&self, snapshot: &Snapshot, decision: Decision) -> Result<Cost, RulesError> {
        let part = self.unit_of(snapshot, decision);
        let schools = &snapshot.data.audit.schools;
        let mut overrides = self.overrides.clone();
        take_back(&mut overrides.pairs, snapshot, decision);
        let rules = snapshot.changed_rules(&self.levels, &overrides)?;
        let with = Objective::of_part(schools, &self.rules, &self.plan, part.iter().copied());
        let without = plan::solve_problem(&Problem::of_part(schools, &snapshot.data.regions, &rules, part)?)?;
        Ok(with.cost_over(&without.objective))
    }
}

fn take_back(pairs: &mut Pairs, snapshot: &Snapshot, decision: Decision) {
    let npsn = |at: u32| snapshot.data.audit.schools[at as usize].npsn;
    match decision {
        Decision::Pin { school, .. } => drop(pairs.required.remove(&npsn(school))),
        Decision::Forbid { school, hub } => drop(pairs.forbidden.remove(&(npsn(school), npsn(hub)))),
        Decision::Unassign { school } => drop(pairs.unassigned.remove(&npsn(school))),
    }
}
