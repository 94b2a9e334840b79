//! What practice would do under the same rules: the nearest hub, or first come first served.
//!
//! Both keep to what is allowed (level, region, reach, forbidden pairs) and honour required pairs first; neither knows tiers,
//! priorities or minima, which is what the proven plan is compared for. "Nearest" is the shortest straight line before rounding, then NPSN.

use crate::geodesy::{Point, whole_metres};
use crate::index::{BATCH, Scan, spatial_order};
use crate::plan::hub_field::{HubField, Near};
use crate::plan::solve::counts;
use crate::plan::{Cost, Group, GroupSchool, HubPlan, Objective, Plan, Problem, State};
use rayon::prelude::*;

/// The open hubs of the greedy practice are indexed anew when this part of them has filled up: often enough that few full ones are
/// met on the way to an open one, and seldom enough that a group is indexed some hundred times at most.
const STALE_PART: usize = 32;

/// School and hub (indices into the schools) and metres.
type Pair = (u32, u32, u32);

/// So many hubs are looked up for each school at once, for both practices: more than nearly all schools need.
const FEW: usize = 8;

/// So many batches of neighbours look before what they found is put in its place.
const BATCHES: usize = 256;

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
    ///
    /// Cost: O(n log m) for n schools and m hubs, times the few hubs that each search passes over.
    #[must_use]
    pub fn new(problem: &Problem<'_>) -> Self {
        let practices: Vec<_> = problem.groups.par_iter().map(|group| Practice::new(problem, group)).collect();
        let nearest = practices.iter().flat_map(Practice::nearest).collect();
        let greedy: Vec<_> = practices.par_iter().map(Practice::greedy).collect();
        Self { nearest: Baseline::new(problem, nearest), greedy: Baseline::new(problem, greedy.concat()) }
    }
}

impl Baseline {
    /// Adds the required pairs and measures the whole.
    fn new(problem: &Problem<'_>, mut assignments: Vec<Pair>) -> Self {
        for (school, state) in (0_u32..).zip(&problem.states) {
            if let State::Member { hub, metres, .. } = state {
                assignments.push((school, problem.hubs[*hub as usize], *metres));
            }
        }
        assignments.sort_unstable();
        let mut objective = Objective::default();
        let mut loads = vec![0_u32; problem.schools.len()];
        for (school, hub, metres) in &assignments {
            let (member, host) = (&problem.schools[*school as usize], &problem.schools[*hub as usize]);
            objective.priority += i64::from(problem.rules.priority(member));
            objective.reached += 1;
            objective.crossings += u64::from(problem.rules.crosses_tier(member, host));
            objective.metres += u64::from(*metres);
            loads[*hub as usize] += 1;
        }
        let mut overloaded = 0;
        for at in &problem.hubs {
            let (hub, load) = (&problem.schools[*at as usize], loads[*at as usize]);
            let level = hub.level().expect("a hub of the plan takes part, so that its form has a level");
            objective.shortfall += u64::from(problem.rules.minimum(hub, level).saturating_sub(load));
            overloaded += u64::from(problem.rules.places(hub, level).is_some_and(|places| load > places));
        }
        Self { objective, overloaded, assignments }
    }

    /// The practice as a plan over the hubs of the proven one; hubs may be overloaded, and no price proves anything.
    #[must_use]
    pub fn plan(&self, problem: &Problem<'_>, proven: &Plan) -> Plan {
        let idle = |hub: &HubPlan| HubPlan { members: Vec::new(), price: Cost::ZERO, ..*hub };
        let mut hubs: Vec<HubPlan> = proven.hubs.iter().map(idle).collect();
        let mut states = proven.states.clone();
        for state in &mut states {
            if let State::Member { .. } = state {
                *state = State::Unreached;
            }
        }
        for (school, hub, metres) in &self.assignments {
            let place = proven.hub_at(*hub).expect("a practice sends schools to hubs of the plan");
            let member = &problem.schools[*school as usize];
            states[*school as usize] = State::Member {
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

/// An allowed hub of a group with its distance in whole metres.
#[derive(Clone, Copy, Default)]
struct Allowed {
    hub: u32,
    metres: u32,
}

impl From<Near> for Allowed {
    fn from(near: Near) -> Self {
        Self { hub: near.hub, metres: whole_metres(near.arc_m) }
    }
}

/// A group with the few nearest allowed hubs of each of its schools.
struct Practice<'p> {
    problem: &'p Problem<'p>,
    group: &'p Group,
    /// Room for [`FEW`] for each school, and how many there are.
    few: Vec<Allowed>,
    counts: Vec<u8>,
}

impl<'p> Practice<'p> {
    fn new(problem: &'p Problem<'p>, group: &'p Group) -> Self {
        let field = open_hubs(group, |_| true);
        let points: Vec<Point> = group.schools.iter().map(|school| school.point).collect();
        let order = spatial_order(&points, BATCH);
        let look = |scan: &mut Scan, batch: &[u32]| {
            let places: Vec<Point> = batch.iter().map(|at| points[*at as usize]).collect();
            let is_allowed = |at: usize, near| is_allowed(problem, group, &group.schools[batch[at] as usize], near);
            let found = field.nearest_few_together(&places, group.reach_m, FEW, is_allowed, scan);
            found.into_iter().map(|few| few.into_iter().map(Allowed::from).collect()).collect()
        };
        let (mut few, mut counts) = (vec![Allowed::default(); points.len() * FEW], vec![0; points.len()]);
        // Some batches at a time, so that what was found does not lie about twice.
        for part in order.chunks(BATCH * BATCHES) {
            let batches: Vec<Vec<Vec<Allowed>>> = part.par_chunks(BATCH).map_init(Scan::default, look).collect();
            for (at, found) in part.iter().map(|at| *at as usize).zip(batches.into_iter().flatten()) {
                few[at * FEW..][..found.len()].copy_from_slice(&found);
                counts[at] = found.len() as u8;
            }
        }
        Self { problem, group, few, counts }
    }

    /// The schools, each with the few that are allowed, nearest first.
    fn schools(&self) -> impl Iterator<Item = (&GroupSchool, &[Allowed])> {
        let few = self.few.chunks(FEW).zip(&self.counts).map(|(few, count)| &few[..usize::from(*count)]);
        self.group.schools.iter().zip(few)
    }

    fn nearest(&self) -> impl Iterator<Item = Pair> {
        self.schools().filter_map(|(school, few)| Some(self.pair(school, *few.first()?)))
    }

    fn greedy(&self) -> Vec<Pair> {
        let mut open = OpenHubs::new(self.group);
        let mut pairs = Vec::new();
        for (school, few) in self.schools() {
            let first = few.iter().copied().find(|allowed| open.has_place(allowed.hub));
            // Fewer than asked for are all that there are.
            let found = if first.is_none() && few.len() == FEW { self.farther(&open, school) } else { first };
            if let Some(allowed) = found {
                open.take(allowed.hub);
                pairs.push(self.pair(school, allowed));
            }
        }
        pairs
    }

    fn farther(&self, open: &OpenHubs<'_>, school: &GroupSchool) -> Option<Allowed> {
        let keep = |near: Near| open.has_place(near.hub) && is_allowed(self.problem, self.group, school, near);
        open.field.nearest(&school.point, self.group.reach_m, keep).map(Allowed::from)
    }

    fn pair(&self, school: &GroupSchool, allowed: Allowed) -> Pair {
        (school.school, self.group.hubs[allowed.hub as usize].school, allowed.metres)
    }
}

/// The hubs of a group that have a place left.
struct OpenHubs<'g> {
    group: &'g Group,
    places: Vec<u32>,
    field: HubField,
    /// Hubs in the field, and those of them that have filled up since.
    indexed: usize,
    filled: usize,
}

impl<'g> OpenHubs<'g> {
    fn new(group: &'g Group) -> Self {
        let places = group.hubs.iter().map(|hub| hub.places.saturating_sub(hub.required)).collect();
        let mut this = Self { group, places, field: HubField::new(Vec::new()), indexed: 0, filled: 0 };
        this.index();
        this
    }

    fn has_place(&self, hub: u32) -> bool {
        self.places[hub as usize] > 0
    }

    fn take(&mut self, hub: u32) {
        // No limit stays none: a group has fewer schools.
        self.places[hub as usize] -= 1;
        self.filled += usize::from(!self.has_place(hub));
        if self.filled * STALE_PART > self.indexed {
            self.index();
        }
    }

    fn index(&mut self) {
        self.field = open_hubs(self.group, |at| self.places[at] > 0);
        (self.indexed, self.filled) = (self.places.iter().filter(|places| **places > 0).count(), 0);
    }
}

fn open_hubs(group: &Group, is_open: impl Fn(usize) -> bool) -> HubField {
    let hubs = (0_u32..).zip(&group.hubs).filter(|(at, _)| is_open(*at as usize));
    HubField::new(hubs.map(|(at, hub)| (at, hub.point)).collect())
}

fn is_allowed(problem: &Problem<'_>, group: &Group, school: &GroupSchool, near: Near) -> bool {
    let npsn = |at: u32| problem.schools[at as usize].npsn;
    !problem.rules.forbids(npsn(school.school), npsn(group.hubs[near.hub as usize].school))
}
