//! Why this hub, and what another one would cost: exact, by one augmenting path each.

use crate::plan::candidates::{Arc, ArcCost, Candidates};
use crate::plan::effort::TooLarge;
use crate::plan::flow::{Flow, Seat};
use crate::plan::packed::Packed;
use crate::plan::problem::index;
use crate::plan::{Cost, Group, GroupSchool, Plan, Problem, RulesError, State};
use std::collections::BTreeMap;

/// What decided a member's hub.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decided {
    /// A required pair.
    Required,
    /// It is the nearest hub that the rules allow.
    Nearest,
    /// A hub of the own tier region goes before nearer ones elsewhere.
    Tier,
    /// Nearer hubs are full, and others gain more from their places.
    Capacity,
    /// A hub below its minimum needed members.
    Minimum,
}

impl Decided {
    /// The stable code.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Nearest => "nearest",
            Self::Tier => "tier",
            Self::Capacity => "capacity",
            Self::Minimum => "minimum",
        }
    }
}

/// Another hub that the rules allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// Place of the hub in [`Plan::hubs`].
    pub hub: u32,
    /// Straight line, whole planning metres.
    pub metres: u32,
    /// Its rank by distance among the allowed hubs, from 1.
    pub rank: u32,
    /// What the whole plan would lose if this hub were required, exactly; zero is another plan as good.
    pub extra: Cost,
}

/// Why a member has its hub.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// Rank of its hub by distance among the allowed hubs, from 1; 0 when a required pair overrides the rules.
    pub rank: u32,
    /// What decided.
    pub decided: Decided,
    /// The next hubs by distance other than its own, nearest first.
    pub alternatives: Vec<Alternative>,
}

/// Tells why a member has its hub and what the next `count` hubs would cost; `None` when the school is no member.
///
/// Hubs whose places are all taken by required pairs are no alternative.
///
/// # Errors
/// [`RulesError::TooLarge`] as the plan itself.
pub fn why(problem: &Problem<'_>, plan: &Plan, school: u32, count: usize) -> Result<Option<Why>, RulesError> {
    let State::Member { hub, metres, required, .. } = plan.states[school] else { return Ok(None) };
    let Some((group, at)) = group_of(problem, school).filter(|_| !required) else {
        return Ok(Some(Why { rank: 0, decided: Decided::Required, alternatives: Vec::new() }));
    };
    explain(problem, plan, group, at, (hub, metres), count).map(Some).map_err(RulesError::from)
}

/// The group that plans a school, and its place there.
fn group_of<'p>(problem: &'p Problem<'_>, school: u32) -> Option<(&'p Group, u32)> {
    problem.groups.iter().find_map(|group| {
        let at = group.schools.iter().position(|member| member.school == school)?;
        Some((group, index(at)))
    })
}

fn explain(
    problem: &Problem<'_>,
    plan: &Plan,
    group: &Group,
    at: u32,
    (hub, metres): (u32, u32),
    count: usize,
) -> Result<Why, TooLarge> {
    let numbers: Vec<u32> = group.hubs.iter().map(|hub| plan.states.hub_number(hub.school)).collect();
    let mut flow = restored(problem, plan, group, &numbers);
    let arcs = nearest_arcs(flow.candidates(), at, metres, count + 1, &numbers)?;
    let own = arcs.iter().position(|arc| numbers[arc.hub as usize] == hub).expect("the plan uses allowed arcs");
    let decided = decided(plan, &arcs[..own], arcs[own], &numbers);
    let mut alternatives = Vec::new();
    for (rank, arc) in (1..).zip(&arcs).filter(|(_, arc)| numbers[arc.hub as usize] != hub) {
        if alternatives.len() == count {
            break;
        }
        if let Some(extra) = flow.extra_cost(at, *arc)? {
            let (hub, extra) = (numbers[arc.hub as usize], extra.unpack());
            alternatives.push(Alternative { hub, metres: arc.cost.metres(), rank, extra });
        }
    }
    Ok(Why { rank: index(own + 1), decided, alternatives })
}

/// The kernel with the plan taken up.
fn restored<'p>(problem: &'p Problem<'_>, plan: &Plan, group: &'p Group, numbers: &[u32]) -> Flow<'p, i128> {
    let places: BTreeMap<u32, u32> = numbers.iter().copied().zip(0..).collect();
    let seat = |school: &GroupSchool| match plan.states[school.school] {
        State::Member { hub, metres, crosses, .. } => Some(Seat { hub: places[&hub], cost: ArcCost::new(crosses, metres) }),
        _ => None,
    };
    let seats: Vec<Option<Seat>> = group.schools.iter().map(seat).collect();
    let prices: Vec<i128> = numbers.iter().map(|number| i128::pack(plan.hubs[*number as usize].price)).collect();
    let mut flow = Flow::new(group, Candidates::new(problem.schools, problem.rules, group));
    flow.restore(&seats, &prices);
    flow
}

/// The allowed arcs of a school by distance and then by the hubs' numbers: all up to its own hub, and at least `count`.
fn nearest_arcs(
    candidates: &mut Candidates<'_>,
    school: u32,
    metres: u32,
    count: usize,
    numbers: &[u32],
) -> Result<Vec<Arc>, TooLarge> {
    loop {
        let complete_m = candidates.rest(school).map_or(u32::MAX, ArcCost::metres);
        let mut arcs: Vec<Arc> = candidates.known(school).iter().copied().filter(|arc| arc.cost.metres() < complete_m).collect();
        if candidates.rest(school).is_none() || (metres < complete_m && arcs.len() >= count) {
            arcs.sort_by_key(|arc| (arc.cost.metres(), numbers[arc.hub as usize]));
            return Ok(arcs);
        }
        candidates.extend(school)?;
    }
}

/// What kept a member from the hubs nearer than its own.
fn decided(plan: &Plan, nearer: &[Arc], own: Arc, numbers: &[u32]) -> Decided {
    let hub = |arc: &Arc| &plan.hubs[numbers[arc.hub as usize] as usize];
    let has_place = |arc: &Arc| hub(arc).places.is_none_or(|places| (hub(arc).members.len() as u64) < u64::from(places));
    if nearer.is_empty() {
        Decided::Nearest
    } else if !own.cost.crosses() && nearer.iter().all(|arc| arc.cost.crosses()) {
        Decided::Tier
    } else if nearer.iter().any(|arc| has_place(arc) && arc.cost.crosses() == own.cost.crosses()) {
        Decided::Minimum
    } else {
        Decided::Capacity
    }
}
