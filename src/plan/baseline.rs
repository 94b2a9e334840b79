//! What practice would do under the same rules: the nearest hub, or first come first served.
//!
//! Both keep to what is allowed (level, region, reach, forbidden pairs) and honour required pairs first; neither knows tiers,
//! priorities or minima, which is what the proven plan is compared for. "Nearest" is the shortest straight line before rounding, then NPSN.

use crate::geodesy::whole_metres;
use crate::index::{Asker, PricedTree};
use crate::plan::candidates::Candidates;
use crate::plan::hub_field::Near;
use crate::plan::problem::index;
use crate::plan::solve::{counts, hub_number};
use crate::plan::{Cost, Group, GroupHub, GroupSchool, HubPlan, Objective, Plan, Problem, State};
use std::borrow::Cow;

/// School and hub (indices into the schools) and metres.
type Pair = (u32, u32, u32);

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
    /// Puts the groups together.
    pub(super) fn new(problem: &Problem<'_>, practices: Vec<GroupPractice>) -> Self {
        let (nearest, greedy): (Vec<_>, Vec<_>) =
            practices.into_iter().map(|practice| (practice.nearest, practice.greedy)).unzip();
        let (nearest, greedy) =
            rayon::join(|| Baseline::new(problem, nearest.concat()), || Baseline::new(problem, greedy.concat()));
        Self { nearest, greedy }
    }
}

impl Baseline {
    /// Adds the required pairs and measures the whole.
    fn new(problem: &Problem<'_>, mut assignments: Vec<Pair>) -> Self {
        for (school, state) in problem.states.iter() {
            if let State::Member { hub, metres, .. } = state {
                assignments.push((school, problem.hubs[hub as usize], metres));
            }
        }
        assignments.sort_unstable();
        let mut objective = Objective::default();
        let mut loads = vec![0_u32; problem.hubs.len()];
        for (school, hub, metres) in &assignments {
            let (member, host) = (&problem.schools[*school as usize], &problem.schools[*hub as usize]);
            objective.priority += i64::from(problem.rules.priority(member));
            objective.reached += 1;
            objective.crossings += u64::from(problem.rules.crosses_tier(member, host));
            objective.metres += u64::from(*metres);
            loads[hub_number(&problem.states, *hub) as usize] += 1;
        }
        let mut overloaded = 0;
        for (at, load) in problem.hubs.iter().zip(loads) {
            let hub = &problem.schools[*at as usize];
            let level = hub.level().expect("a hub of the plan takes part, so that its form has a level");
            objective.shortfall += u64::from(problem.rules.minimum(hub, level).saturating_sub(load));
            overloaded += u64::from(problem.rules.places(hub, level).is_some_and(|places| load > places));
        }
        Self { objective, overloaded, assignments }
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
            let place = proven.hub_at(*hub).expect("a practice sends schools to hubs of the plan");
            let member = &problem.schools[*school as usize];
            states[*school] = State::Member {
                hub: place,
                metres: *metres,
                crosses: problem.rules.crosses_tier(member, &problem.schools[*hub as usize]),
                required: problem.rules.pairs.required.contains_key(&member.npsn),
            };
            hubs[place as usize].members.push(*school);
        }
        let counts = counts(&states);
        Plan { states, hubs, objective: self.objective, counts }
    }
}

/// What both practices do in one group, required pairs aside.
pub(super) struct GroupPractice {
    nearest: Vec<Pair>,
    greedy: Vec<Pair>,
}

impl GroupPractice {
    /// Reads the lists that the kernel has made for itself; whoever finds no open hub there is looked up alone.
    pub(super) fn new(problem: &Problem<'_>, group: &Group, candidates: &Candidates<'_>) -> Self {
        let queue = Queue::new(problem, group, candidates);
        let places = group.hubs.iter().map(|hub| hub.places.saturating_sub(hub.required)).collect();
        let (nearest, greedy) = rayon::join(|| queue.pairs(vec![u32::MAX; group.hubs.len()]), || queue.pairs(places));
        Self { nearest, greedy }
    }
}

/// The schools of a group as they come to their hubs.
struct Queue<'p> {
    problem: &'p Problem<'p>,
    group: &'p Group,
    candidates: &'p Candidates<'p>,
    /// In NPSN order, as places in the group.
    schools: Vec<u32>,
}

/// A hub's place in the group, and how far it is; [`Near::hub`] is its index in the schools, which grows with its NPSN.
type Found = (u32, Near);

impl<'p> Queue<'p> {
    fn new(problem: &'p Problem<'p>, group: &'p Group, candidates: &'p Candidates<'p>) -> Self {
        let mut schools: Vec<u32> = (0..index(group.schools.len())).collect();
        schools.sort_unstable_by_key(|at| group.schools[*at as usize].school);
        Self { problem, group, candidates, schools }
    }

    /// Sends every school to the nearest hub that has a place when its turn comes.
    fn pairs(&self, places: Vec<u32>) -> Vec<Pair> {
        let mut open = OpenHubs { places, tree: None };
        let mut pairs = Vec::new();
        for school in &self.schools {
            if let Some((hub, near)) = self.nearest(*school, &mut open) {
                open.take(hub);
                pairs.push((self.group.schools[*school as usize].school, near.hub, whole_metres(near.arc_m)));
            }
        }
        pairs
    }

    fn nearest(&self, school: u32, open: &mut OpenHubs) -> Option<Found> {
        let mut arcs = Cow::from(self.candidates.known(school));
        if self.candidates.has_tiers() {
            arcs.to_mut().sort_unstable_by_key(|arc| arc.cost.metres());
        }
        let rest = self.candidates.rest(school);
        // What is not in the list lies no nearer than its rest.
        let complete = arcs.iter().take_while(|arc| rest.is_none_or(|rest| arc.cost.metres() < rest.metres()));
        let member = &self.group.schools[school as usize];
        let mut best: Option<Found> = None;
        let mut least_m = u32::MAX;
        for arc in complete {
            if arc.cost.metres() > least_m {
                break;
            }
            if open.has_place(arc.hub) {
                let near = self.near(member, arc.hub);
                if best.is_none_or(|(_, best)| near.is_before(&best)) {
                    (best, least_m) = (Some((arc.hub, near)), arc.cost.metres());
                }
            }
        }
        if best.is_none() && rest.is_some() { self.farther(member, open) } else { best }
    }

    /// Looks a school's nearest hub up among those that are open.
    fn farther(&self, member: &GroupSchool, open: &mut OpenHubs) -> Option<Found> {
        let within_m = self.group.reach_m;
        let npsn = |at: u32| self.problem.schools[at as usize].npsn;
        let asker = Asker { from: &member.point, within_m, way: |chord_m| chord_m };
        let mut best: Option<Found> = None;
        let mut least_m = FULL;
        open.tree(&self.group.hubs).cheap(&asker, FULL, |hub, _| {
            let near = self.near(member, hub);
            let is_allowed = || !self.problem.rules.forbids(npsn(member.school), npsn(near.hub));
            if near.arc_m <= within_m && is_allowed() && best.is_none_or(|(_, best)| near.is_before(&best)) {
                (best, least_m) = (Some((hub, near)), whole_metres(near.arc_m) + 1);
            }
            least_m
        });
        best
    }

    fn near(&self, member: &GroupSchool, hub: u32) -> Near {
        let hub = &self.group.hubs[hub as usize];
        Near { hub: hub.school, arc_m: member.point.arc_m(&hub.point) }
    }
}

/// The places that are left, by hub of the group.
struct OpenHubs {
    places: Vec<u32>,
    /// Open hubs cost nothing, the others [`FULL`]; made when somebody looks.
    tree: Option<PricedTree<u32>>,
}

/// More metres than there are on earth.
const FULL: u32 = u32::MAX / 2;

impl OpenHubs {
    fn has_place(&self, hub: u32) -> bool {
        self.places[hub as usize] > 0
    }

    fn take(&mut self, hub: u32) {
        // No limit stays none: a group has fewer schools.
        self.places[hub as usize] -= 1;
        if let Some(tree) = self.tree.as_mut().filter(|_| self.places[hub as usize] == 0) {
            tree.set_price(hub, FULL);
        }
    }

    fn tree(&mut self, hubs: &[GroupHub]) -> &PricedTree<u32> {
        self.tree.get_or_insert_with(|| {
            let prices = self.places.iter().map(|places| if *places > 0 { 0 } else { FULL }).collect();
            PricedTree::new(hubs.iter().map(|hub| hub.point).collect(), prices)
        })
    }
}
