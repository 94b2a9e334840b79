//! What practice would do under the same rules: the nearest hub, or first come first served.
//!
//! Both keep to what is allowed (level, region, reach, forbidden pairs) and honour required pairs first; neither knows tiers,
//! priorities or minima, which is what the proven plan is compared for. "Nearest" is the shortest straight line before rounding, then NPSN.

use crate::geodesy::whole_metres;
use crate::plan::hub_field::HubField;
use crate::plan::{Group, GroupSchool, Objective, Problem, State};
use rayon::prelude::*;

/// The open hubs of the greedy practice are indexed anew when this part of them has filled up: often enough that few full ones are
/// met on the way to an open one, and seldom enough that a group is indexed some hundred times at most.
const STALE_PART: usize = 32;

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
    /// Makes both.
    ///
    /// Cost: O(n log m) for n schools and m hubs, times the few hubs that each search passes over.
    #[must_use]
    pub fn new(problem: &Problem<'_>) -> Self {
        let of = |practice: fn(&Problem<'_>, &Group) -> Vec<Pair>| {
            let planned: Vec<_> = problem.groups.par_iter().map(|group| practice(problem, group)).collect();
            Baseline::new(problem, planned.concat())
        };
        Self { nearest: of(nearest), greedy: of(greedy) }
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
}

fn nearest(problem: &Problem<'_>, group: &Group) -> Vec<Pair> {
    let field = open_hubs(group, |_| true);
    group.schools.par_iter().filter_map(|school| nearest_allowed(problem, group, &field, school, |_| true)).collect()
}

fn greedy(problem: &Problem<'_>, group: &Group) -> Vec<Pair> {
    let mut places: Vec<u32> = group.hubs.iter().map(|hub| hub.places.saturating_sub(hub.required)).collect();
    let mut open = places.iter().filter(|places| **places > 0).count();
    let mut filled = 0;
    let mut field = open_hubs(group, |at| places[at] > 0);
    let mut assignments = Vec::new();
    for school in &group.schools {
        let found = nearest_allowed(problem, group, &field, school, |at| places[at as usize] > 0);
        let Some((_, hub, _)) = found else { continue };
        assignments.extend(found);
        let at = group.hubs.binary_search_by_key(&hub, |hub| hub.school).expect("the hub was found in the group");
        // No limit stays none: a group has fewer schools.
        places[at] -= 1;
        filled += usize::from(places[at] == 0);
        if filled * STALE_PART > open {
            open -= filled;
            filled = 0;
            field = open_hubs(group, |at| places[at] > 0);
        }
    }
    assignments
}

fn open_hubs(group: &Group, is_open: impl Fn(usize) -> bool) -> HubField {
    let hubs = (0_u32..).zip(&group.hubs).filter(|(at, _)| is_open(*at as usize));
    HubField::new(hubs.map(|(at, hub)| (at, hub.point)).collect())
}

/// A school, its nearest allowed hub in the field for which `is_open` holds (both as indices into the schools), and the metres.
fn nearest_allowed(
    problem: &Problem<'_>,
    group: &Group,
    field: &HubField,
    school: &GroupSchool,
    is_open: impl Fn(u32) -> bool,
) -> Option<Pair> {
    let npsn = |at: u32| problem.schools[at as usize].npsn;
    let hub_of = |at: u32| group.hubs[at as usize].school;
    let near = field.nearest(&school.point, group.reach_m, |near| {
        is_open(near.hub) && !problem.rules.forbids(npsn(school.school), npsn(hub_of(near.hub)))
    })?;
    Some((school.school, hub_of(near.hub), whole_metres(near.arc_m)))
}
