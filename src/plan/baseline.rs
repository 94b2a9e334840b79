//! What practice would do under the same rules: the nearest hub, or first come first served.
//!
//! Both keep to what is allowed (level, region, reach, forbidden pairs) and honour required pairs first; neither knows tiers,
//! priorities or minima, which is what the proven plan is compared for. "Nearest" is the shortest straight line before rounding, then NPSN.

use crate::index::{Asker, PricedTree};
use crate::plan::candidates::{Arc, Candidates};
use crate::plan::hub_field::Near;
use crate::plan::problem::index;
use crate::plan::{Cost, Group, GroupHub, GroupSchool, HubPlan, Objective, Plan, Problem, State};
use rayon::prelude::*;
use std::borrow::Cow;
use std::sync::OnceLock;

/// School and hub (indices into the schools) and metres.
type Pair = (u32, u32, u32);

/// A plan made without proof.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    /// Puts the groups together.
    pub(super) fn new(problem: &Problem<'_>, practices: Vec<GroupPractice>) -> Self {
        let (nearest, greedy): (Vec<_>, Vec<_>) =
            practices.into_iter().map(|practice| (practice.nearest, practice.greedy)).unzip();
        let (nearest, greedy) = rayon::join(|| Baseline::new(problem, nearest), || Baseline::new(problem, greedy));
        Self { nearest, greedy }
    }
}

impl Baseline {
    /// Puts groups together, adds the required pairs and looks at the hubs.
    fn new(problem: &Problem<'_>, groups: Vec<Self>) -> Self {
        let count = groups.iter().map(|group| group.assignments.len()).sum();
        let mut this = Self { assignments: Vec::with_capacity(count), ..Self::default() };
        for group in groups {
            this.objective.add(&group.objective);
            this.assignments.extend(group.assignments);
        }
        for (school, state) in problem.states.iter() {
            if let State::Member { hub, metres, crosses, .. } = state {
                let priority = problem.rules.priority(&problem.schools[school as usize]);
                this.assign((school, problem.hubs[hub as usize], metres), priority, crosses);
            }
        }
        // Each group is in order already, which this sort makes use of.
        this.assignments.sort();
        let mut loads = vec![0_u32; problem.hubs.len()];
        for (_, hub, _) in &this.assignments {
            loads[problem.states.hub_number(*hub) as usize] += 1;
        }
        for (at, load) in problem.hubs.iter().zip(loads) {
            let hub = &problem.schools[*at as usize];
            let level = hub.level().expect("a hub of the plan takes part, so that its form has a level");
            this.objective.shortfall += u64::from(problem.rules.minimum(hub, level).saturating_sub(load));
            this.overloaded += u64::from(problem.rules.places(hub, level).is_some_and(|places| load > places));
        }
        this
    }

    fn assign(&mut self, pair: Pair, priority: u16, crosses: bool) {
        self.objective.add_member(priority, crosses, pair.2);
        self.assignments.push(pair);
    }

    /// The assignment of a school, given as an index.
    #[must_use]
    pub fn of(&self, school: u32) -> Option<(u32, u32, u32)> {
        let place = self.assignments.binary_search_by_key(&school, |(school, _, _)| *school).ok()?;
        Some(self.assignments[place])
    }

    /// The practice as a plan over the hubs of the proven one; hubs may be overloaded, and no price proves anything.
    #[must_use]
    pub fn plan(&self, problem: &Problem<'_>, proven: &Plan) -> Plan {
        let idle = |hub: &HubPlan| HubPlan { members: Vec::new(), price: Cost::ZERO, ..*hub };
        let mut hubs: Vec<HubPlan> = proven.hubs.iter().map(idle).collect();
        let mut states = proven.states.clone();
        for (_, state) in states.iter_mut() {
            if let State::Member { .. } = state {
                *state = State::Unreached;
            }
        }
        for (school, hub, metres) in &self.assignments {
            let place = proven.states.hub_number(*hub);
            let member = &problem.schools[*school as usize];
            states[*school] = State::Member {
                hub: place,
                metres: *metres,
                crosses: problem.rules.crosses_tier(member, &problem.schools[*hub as usize]),
                required: problem.rules.pairs.required.contains_key(&member.npsn),
            };
            hubs[place as usize].members.push(*school);
        }
        let counts = states.counts();
        Plan { states, hubs, objective: self.objective, counts }
    }
}

/// What both practices do in one group; required pairs and hubs are looked at in the whole.
pub(super) struct GroupPractice {
    nearest: Baseline,
    greedy: Baseline,
}

impl GroupPractice {
    /// Reads the lists that the kernel has made for itself; whoever finds no open hub there is looked up alone.
    pub(super) fn new(group: &Group, candidates: &Candidates<'_>) -> Self {
        let schools = index(group.schools.len());
        let crowd = Crowd { group, candidates };
        // Neighbours one after another, because their lists are: in NPSN order every list is a way through memory.
        let everywhere = OpenHubs::new(vec![u32::MAX; group.hubs.len()]);
        let nearest: Vec<Option<Arc>> = (0..schools).into_par_iter().map(|at| crowd.nearest(at, &everywhere)).collect();
        let mut queue: Vec<(u32, u32)> = (0..schools).map(|at| (group.schools[at as usize].school, at)).collect();
        queue.sort_unstable();
        let (nearest, greedy) = rayon::join(
            || crowd.baseline(queue.iter().filter_map(|(_, at)| Some((*at, nearest[*at as usize]?)))),
            || crowd.greedy(queue.iter().filter_map(|(_, at)| Some((*at, nearest[*at as usize]?)))),
        );
        Self { nearest, greedy }
    }
}

/// The schools of a group with the hubs that are near them.
struct Crowd<'p> {
    group: &'p Group,
    candidates: &'p Candidates<'p>,
}

impl Crowd<'_> {
    /// The practice that sends schools, given as places in the group, along these arcs.
    fn baseline(&self, taken: impl Iterator<Item = (u32, Arc)>) -> Baseline {
        let mut baseline = Baseline::default();
        for (at, Arc { cost, hub }) in taken {
            let (member, hub) = (&self.group.schools[at as usize], &self.group.hubs[hub as usize]);
            baseline.assign((member.school, hub.school, cost.metres()), member.priority, cost.crosses());
        }
        baseline
    }

    /// Sends every school, one after another, to the nearest hub that has a place when its turn comes: first the nearest of all is tried.
    fn greedy(&self, nearest: impl Iterator<Item = (u32, Arc)>) -> Baseline {
        let mut open = OpenHubs::new(self.group.hubs.iter().map(|hub| hub.places.saturating_sub(hub.required)).collect());
        self.baseline(nearest.filter_map(|(at, first)| {
            let arc = if open.has_place(first.hub) { Some(first) } else { self.nearest(at, &open) }?;
            open.take(arc.hub);
            Some((at, arc))
        }))
    }

    /// The arc to the nearest open hub of a school.
    fn nearest(&self, school: u32, open: &OpenHubs) -> Option<Arc> {
        let mut arcs = Cow::from(self.candidates.known(school));
        if self.candidates.has_tiers() {
            arcs.to_mut().sort_unstable_by_key(|arc| arc.cost.metres());
        }
        let rest = self.candidates.rest(school);
        // What is not in the list lies no nearer than its rest.
        let complete = arcs.iter().take_while(|arc| rest.is_none_or(|rest| arc.cost.metres() < rest.metres()));
        let member = &self.group.schools[school as usize];
        let mut best: Option<(Arc, Near)> = None;
        let mut least_m = u32::MAX;
        for arc in complete {
            if arc.cost.metres() > least_m {
                break;
            }
            if open.has_place(arc.hub) {
                let near = self.near(member, arc.hub);
                if best.is_none_or(|(_, best)| near.is_before(&best)) {
                    (best, least_m) = (Some((*arc, near)), arc.cost.metres());
                }
            }
        }
        let best = if best.is_none() && rest.is_some() { self.farther(school, open) } else { best };
        best.map(|(arc, _)| arc)
    }

    /// Looks a school's nearest hub up among those that are open.
    fn farther(&self, school: u32, open: &OpenHubs) -> Option<(Arc, Near)> {
        let member = &self.group.schools[school as usize];
        let asker = Asker { from: &member.point, within_m: self.group.reach_m, way: |chord_m| chord_m };
        let mut best: Option<(Arc, Near)> = None;
        let mut least_m = FULL;
        open.tree(&self.group.hubs).cheap(&asker, FULL, |hub, _| {
            if let Some(arc) = self.candidates.arc_between(school, hub) {
                let near = self.near(member, hub);
                if best.is_none_or(|(_, best)| near.is_before(&best)) {
                    (best, least_m) = (Some((arc, near)), arc.cost.metres() + 1);
                }
            }
            least_m
        });
        best
    }

    /// [`Near::hub`] is the hub's index in the schools, which grows with its NPSN.
    fn near(&self, member: &GroupSchool, hub: u32) -> Near {
        let hub = &self.group.hubs[hub as usize];
        Near { hub: hub.school, arc_m: member.point.arc_m(&hub.point) }
    }
}

/// The places that are left, by hub of the group.
struct OpenHubs {
    places: Vec<u32>,
    /// Open hubs cost nothing, the others [`FULL`]; made when somebody looks.
    tree: OnceLock<PricedTree<u32>>,
}

/// More metres than there are on earth.
const FULL: u32 = u32::MAX / 2;

impl OpenHubs {
    fn new(places: Vec<u32>) -> Self {
        Self { places, tree: OnceLock::new() }
    }

    fn has_place(&self, hub: u32) -> bool {
        self.places[hub as usize] > 0
    }

    fn take(&mut self, hub: u32) {
        // No limit stays none: a group has fewer schools.
        self.places[hub as usize] -= 1;
        if let Some(tree) = self.tree.get_mut().filter(|_| self.places[hub as usize] == 0) {
            tree.set_price(hub, FULL);
        }
    }

    fn tree(&self, hubs: &[GroupHub]) -> &PricedTree<u32> {
        self.tree.get_or_init(|| {
            let prices = self.places.iter().map(|places| if *places > 0 { 0 } else { FULL }).collect();
            PricedTree::new(hubs.iter().map(|hub| hub.point).collect(), prices)
        })
    }
}
