//! Another plan for a part of the country, beside the snapshot's own.

use crate::index::Set;
use crate::model::{Form, Level, Npsn, RegionId, School};
use crate::plan::{self, Overrides, Plan, Problem, Reason, Rules, RulesError, UnreachedSchool};
use crate::snapshot::decisions::DecisionCosts;
use crate::snapshot::{Practices, Snapshot, View, version};
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// A what-if never plans more schools than this, which is more than any province has.
///
/// The largest province had 29,532 of the country's 215,372 units in 2019 without PAUD; with PAUD it has about 60,000 of 439,000.
pub const REPLAN_LIMIT: usize = 100_000;

/// A plan under changed rules, for the decision regions that a region touches.
#[derive(Debug)]
pub struct WhatIf {
    /// The region it was asked for.
    pub region: RegionId,
    /// The levels it was asked for; none means those of the programme.
    pub levels: Vec<Level>,
    /// What it was asked to change.
    pub overrides: Overrides,
    /// The changed rules.
    pub rules: Rules,
    /// The proven plan of the schools that were planned; the others stand as out of scope by their region.
    pub plan: Plan,
    /// Why schools are unreached, in NPSN order.
    pub unreached: Vec<UnreachedSchool>,
    /// What practice would do for the same schools under the same rules.
    pub practices: Practices,
    /// Names this answer: the snapshot's version and the parameters.
    pub version: String,
    /// What each asked decision costs; made when first asked for.
    pub(super) decisions: OnceLock<DecisionCosts>,
}

/// Why a what-if was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReplanError {
    /// More schools than a what-if may plan.
    #[error(
        "a what-if is limited to {limit} schools, found {found}; ask for a smaller region, fewer levels or nearer decision regions"
    )]
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
    /// The schools that were planned, as indices in NPSN order.
    #[must_use]
    pub fn part(&self) -> &[u32] {
        self.plan.states.part().expect("a what-if plans a part")
    }

    /// What the outputs read; `snapshot` is the one that made this answer.
    #[must_use]
    pub fn view<'a>(&'a self, snapshot: &'a Snapshot) -> View<'a> {
        View {
            rules: &self.rules,
            plan: &self.plan,
            unreached: &self.unreached,
            practices: &self.practices,
            proven: &self.plan,
            choices: &[],
            version: &self.version,
            ..snapshot.view()
        }
    }
}

impl Snapshot {
    /// Plans again the decision regions that a region's schools belong to, under changed rules; of these all schools take part.
    ///
    /// `levels` narrows the levels of the programme; none means all of them.
    ///
    /// # Errors
    /// [`ReplanError`] above [`REPLAN_LIMIT`] schools, or when the changed rules contradict each other.
    pub fn replan(&self, region: RegionId, levels: &[Level], overrides: &Overrides) -> Result<WhatIf, ReplanError> {
        overrides.pairs.check()?;
        let rules = self.changed_rules(levels, overrides)?;
        self.check_decisions(&overrides.pairs)?;
        let part = self.part(region, &rules);
        if part.len() > REPLAN_LIMIT {
            return Err(ReplanError::TooLarge { limit: REPLAN_LIMIT, found: part.len() });
        }
        let problem = Problem::of_part(&self.data.audit.schools, &self.data.regions, &rules, part)?;
        let (plan, baselines) = plan::solve_with_baselines(&problem)?;
        let mut unreached = plan::reasons(&problem, &plan);
        drop(problem);
        let version = version::of_what_if(&self.version, region, &rules);
        let mut what_if = WhatIf {
            region,
            levels: levels.to_vec(),
            overrides: overrides.clone(),
            rules,
            plan,
            unreached: Vec::new(),
            practices: baselines.into(),
            version,
            decisions: OnceLock::new(),
        };
        look_outside(&what_if.view(self), &mut unreached);
        what_if.unreached = unreached;
        Ok(what_if)
    }

    /// The rules of this snapshot with changes.
    pub(super) fn changed_rules(&self, levels: &[Level], overrides: &Overrides) -> Result<Rules, RulesError> {
        let mut rules = self.rules.clone();
        overrides.apply(&mut rules);
        narrow(&mut rules, levels);
        rules.check()?;
        Ok(rules)
    }

    /// The schools located in a region and all that share a decision unit with one of them, in NPSN order.
    #[must_use]
    pub fn part(&self, region: RegionId, rules: &Rules) -> Vec<u32> {
        self.part_around(self.lists.of(region), rules)
    }

    /// Some schools and all that share a decision unit with one of them, in NPSN order.
    pub(super) fn part_around(&self, located: &[u32], rules: &Rules) -> Vec<u32> {
        let mut units: BTreeSet<Unit> = located.iter().filter_map(|at| self.unit(*at, rules)).collect();
        self.join_required(&mut units, rules);
        let mut part = located.to_vec();
        let areas: BTreeSet<Option<RegionId>> = units.iter().map(|unit| unit.1).collect();
        for area in areas {
            // Schools lie far away in memory: of a province's, the few of its levels alone are looked at.
            let mut of_levels = Set::new(self.data.audit.schools.len());
            units.iter().filter(|unit| unit.1 == area).for_each(|unit| of_levels.unite(self.lists.of_level(unit.0)));
            let inside = self.view().located(area).filter(|at| of_levels.has(*at));
            part.extend(inside.filter(|at| self.unit(*at, rules).is_some_and(|unit| units.contains(&unit))));
        }
        part.sort_unstable();
        part.dedup();
        part
    }

    /// The unit in which a school is decided; none when it takes no part or does not state the region.
    fn unit(&self, at: u32, rules: &Rules) -> Option<Unit> {
        let school = self.view().school(at);
        let level = rules.takes_part(school, &self.data.regions).ok()?;
        Some((level, rules.decision_region(school, level).ok()?))
    }

    /// Whether two schools are decided together.
    pub(super) fn share_unit(&self, one: u32, other: u32, rules: &Rules) -> bool {
        let unit = self.unit(one, rules);
        unit.is_some() && unit == self.unit(other, rules)
    }

    /// Adds the units of the other ends of required pairs, which may cross regions, until none is missing.
    fn join_required(&self, units: &mut BTreeSet<Unit>, rules: &Rules) {
        let unit_of = |npsn: Npsn| self.find(npsn).and_then(|at| self.unit(at, rules));
        loop {
            let before = units.len();
            for (school, hub) in &rules.pairs.required {
                if let (Some(one), Some(other)) = (unit_of(*school), unit_of(*hub))
                    && (units.contains(&one) || units.contains(&other))
                {
                    units.extend([one, other]);
                }
            }
            if units.len() == before {
                return;
            }
        }
    }
}

/// Corrects the reasons for hubs that the part does not see: "nowhere" is "not in the decision region" when one is elsewhere.
///
/// The nearest hub and the cheapest unlock of a what-if stay within its part.
pub(super) fn look_outside(view: &View<'_>, unreached: &mut [UnreachedSchool]) {
    let nowhere = |why: &UnreachedSchool| why.reason == Reason::NoHubOfLevel;
    if !unreached.iter().any(nowhere) {
        return;
    }
    let key = |school: &School| {
        let level = view.rules.takes_part(school, view.regions()).ok()?;
        Some((level, view.rules.shared_form(school).cloned()))
    };
    let usable = view.schools().iter().filter(|school| school.hub.is_some() && school.position.is_some());
    let hubs: BTreeSet<(Level, Option<Form>)> = usable.filter_map(key).collect();
    for why in unreached.iter_mut().filter(|why| nowhere(why)) {
        if key(view.school(why.school)).is_some_and(|key| hubs.contains(&key)) {
            why.reason = Reason::NoHubOfLevelInRegion;
        }
    }
}

/// What is decided together: a level in a decision region; `None` is the whole country.
type Unit = (Level, Option<RegionId>);

/// Leaves only these of the rules' levels.
fn narrow(rules: &mut Rules, levels: &[Level]) {
    if levels.is_empty() {
        return;
    }
    let asked = levels.iter().copied();
    let kept = match &rules.scope.levels {
        Some(own) => asked.filter(|level| own.contains(level)).collect(),
        None => asked.collect(),
    };
    rules.scope.levels = Some(kept);
}
