//! From schools and rules to a proven plan: groups are solved side by side and put together.

use crate::model::{Npsn, School};
use crate::plan::baseline::GroupPractice;
use crate::plan::candidates::Candidates;
use crate::plan::effort::TooLarge;
use crate::plan::flow::{Flow, Seat};
use crate::plan::packed::Packed;
use crate::plan::{Baselines, Cost, Group, HubPlan, Objective, Plan, Problem, Rules, RulesError, State};
use crate::regions::Regions;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Finds the proven best plan.
///
/// In:     schools in NPSN order.
/// Out:    a state for every school, same order, and the least price of every hub.
///
/// # Errors
/// [`RulesError`] when the rules contradict each other, or the work passes a limit that is counted in pairs.
pub fn solve(schools: &[School], regions: &Regions, rules: &Rules) -> Result<Plan, RulesError> {
    solve_problem(&Problem::new(schools, regions, rules)?)
}

/// Finds the proven best plan of a problem.
///
/// # Errors
/// As [`solve`].
pub fn solve_problem(problem: &Problem<'_>) -> Result<Plan, RulesError> {
    let (solved, _) = solve_groups(problem, |_, _| ())?;
    Ok(assemble(problem, &solved))
}

/// As [`solve_problem`], with what practice would do: the hubs near each school are looked up once for both.
///
/// # Errors
/// As [`solve`].
pub fn solve_with_baselines(problem: &Problem<'_>) -> Result<(Plan, Baselines), RulesError> {
    let (solved, practices) = solve_groups(problem, GroupPractice::new)?;
    Ok(rayon::join(|| assemble(problem, &solved), || Baselines::new(problem, practices)))
}

/// Solves all groups; `beside` looks at each when its lists have been made for the first time.
fn solve_groups<'p, T: Send>(
    problem: &'p Problem<'_>,
    beside: impl Fn(&Group, &Candidates<'_>) -> T + Sync,
) -> Result<(Vec<Solved<'p>>, Vec<T>), RulesError> {
    // Large groups first, so that the last thread is not left with the largest.
    let mut order: Vec<&Group> = problem.groups.iter().collect();
    order.sort_by_key(|group| std::cmp::Reverse(group.schools.len()));
    // All results first: which group is refused must not depend on which is ready first.
    // One by one, or the thread that gets the first half would have all the large ones.
    let solved: Vec<Result<_, TooLarge>> =
        order.par_iter().with_max_len(1).map(|group| solve_group(problem, group, &beside)).collect();
    let solved: Result<Vec<_>, TooLarge> = solved.into_iter().collect();
    Ok(solved?.into_iter().unzip())
}

/// What a group's kernel found.
struct Solved<'g> {
    group: &'g Group,
    seats: Vec<Option<Seat>>,
    prices: Vec<Cost>,
}

fn solve_group<'g, T>(
    problem: &'g Problem<'_>,
    group: &'g Group,
    beside: impl Fn(&Group, &Candidates<'_>) -> T,
) -> Result<(Solved<'g>, T), TooLarge> {
    let mut candidates = Candidates::new(problem.schools, problem.rules, group);
    candidates.first_looks()?;
    let made = beside(group, &candidates);
    let is_plain = problem.rules.tier.is_none() && group.hubs.iter().all(|hub| hub.min == 0);
    let solved = if is_plain { run::<i64>(problem, group, candidates) } else { run::<i128>(problem, group, candidates) };
    Ok((solved?, made))
}

fn run<'g, P: Packed>(problem: &Problem<'_>, group: &'g Group, candidates: Candidates<'g>) -> Result<Solved<'g>, TooLarge> {
    let mut flow = Flow::<P>::new(group, candidates);
    flow.run()?;
    let prices = flow.least_prices()?;
    let mut seats = flow.seats().to_vec();
    order_equal_schools(problem, group, &mut seats);
    Ok(Solved { group, seats, prices })
}

/// Gives the better seats to the smaller NPSN among schools that nothing else tells apart: same point, priority and tier region.
fn order_equal_schools(problem: &Problem<'_>, group: &Group, seats: &mut [Option<Seat>]) {
    let key = |at: u32| {
        let school = &group.schools[at as usize];
        (school.point.xyz.map(f64::to_bits), school.priority, school.tier)
    };
    let npsn_order = |at: u32| group.schools[at as usize].school;
    let paired: BTreeSet<Npsn> = problem.rules.pairs.forbidden.iter().map(|(school, _)| *school).collect();
    let is_paired = |at: u32| paired.contains(&problem.schools[group.schools[at as usize].school as usize].npsn);
    // By one coordinate alone, which needs no look at the schools, hardly any are left to be compared.
    let mut order: Vec<(u64, u32)> = (0..).zip(&group.schools).map(|(at, school)| (school.point.xyz[2].to_bits(), at)).collect();
    order.par_sort_unstable();
    for level in order.chunk_by(|a, b| a.0 == b.0).filter(|level| level.len() > 1) {
        let mut level: Vec<u32> = level.iter().map(|(_, at)| *at).collect();
        level.sort_unstable_by_key(|at| (key(*at), npsn_order(*at)));
        for equal in level.chunk_by(|a, b| key(*a) == key(*b)).filter(|equal| equal.len() > 1) {
            let free: Vec<u32> = equal.iter().copied().filter(|at| !is_paired(*at)).collect();
            let mut found: Vec<Option<Seat>> = free.iter().map(|at| seats[*at as usize]).collect();
            found.sort_by_key(|seat| seat.map_or((true, None, 0), |seat| (false, Some(seat.cost), seat.hub)));
            for (at, seat) in free.iter().zip(found) {
                seats[*at as usize] = seat;
            }
        }
    }
}

/// Puts the groups together into one plan.
fn assemble(problem: &Problem<'_>, solved: &[Solved<'_>]) -> Plan {
    let mut states = problem.states.clone();
    let mut objective = Objective::default();
    let mut hubs: Vec<HubPlan> = problem.hubs.iter().map(|school| idle_hub(problem, *school)).collect();
    for solved in solved {
        let numbers: Vec<u32> = solved.group.hubs.iter().map(|hub| states.hub_number(hub.school)).collect();
        for (number, price) in numbers.iter().zip(&solved.prices) {
            hubs[*number as usize].price = *price;
        }
        for (school, seat) in solved.group.schools.iter().zip(&solved.seats) {
            if let Some(Seat { hub, cost }) = seat {
                let (metres, crosses) = (cost.metres(), cost.crosses());
                objective.add_member(school.priority, crosses, metres);
                states[school.school] = State::Member { hub: numbers[*hub as usize], metres, crosses, required: false };
            }
        }
    }
    for (school, state) in states.iter() {
        if let State::Member { hub, metres, crosses, required } = state {
            hubs[hub as usize].members.push(school);
            if required {
                objective.add_member(problem.rules.priority(&problem.schools[school as usize]), crosses, metres);
            }
        }
    }
    price_idle_hubs(problem, &mut hubs);
    objective.shortfall = hubs.iter().map(HubPlan::shortfall).sum();
    let counts = states.counts();
    Plan { states, hubs, objective, counts }
}

fn idle_hub(problem: &Problem<'_>, school: u32) -> HubPlan {
    let hub = &problem.schools[school as usize];
    let level = hub.level().expect("a hub of the plan has a level");
    let min = problem.rules.minimum(hub, level);
    HubPlan { school, places: problem.rules.places(hub, level), min, members: Vec::new(), price: Cost::ZERO }
}

/// Prices the hubs that stand in no group: nobody competes for their places, so that only their minimum counts.
fn price_idle_hubs(problem: &Problem<'_>, hubs: &mut [HubPlan]) {
    for hub in hubs {
        let school = &problem.schools[hub.school as usize];
        let level = school.level().expect("a hub of the plan has a level");
        let is_idle = problem.rules.decision_region(school, level).is_err();
        if is_idle && hub.min > 0 && hub.members.len() as u64 <= u64::from(hub.min) {
            hub.price = -Cost::SHORTFALL;
        }
    }
}
