//! What practice would do, why schools are left over, and what one change of a rule would do: each against a plain loop.

use crate::witness::{Dice, country, give_a_place, hub, random_case, rank, school, solve_and_check};
use imbas::geodesy::{distance_m, whole_metres};
use imbas::model::{Accreditation, Grade, RegionId, RegionLevel, School};
use imbas::plan::{
    GroupSchool, LevelMap, Plan, Problem, Reason, Rules, State, Summary, Unlock, UnreachedSchool, check, reasons, solve,
    solve_with_baselines,
};
use imbas::regions::Regions;

/// Cases per run; the seeds are 0 to this.
const CASES: u64 = 1_000;

#[test]
fn baselines_are_those_of_a_plain_loop() {
    for seed in 0..CASES {
        let (schools, regions, rules) = if seed % 20 == 0 { town(seed) } else { random_case(seed) };
        let problem = Problem::new(&schools, &regions, &rules).unwrap();
        let (plan, baselines) = solve_with_baselines(&problem).unwrap();
        assert_eq!(baselines.nearest.assignments, plain_practice(&problem, false), "nearest, seed {seed}");
        assert_eq!(baselines.greedy.assignments, plain_practice(&problem, true), "greedy, seed {seed}");
        assert_eq!(baselines.greedy.overloaded, 0, "seed {seed}");
        assert!(rank(&baselines.greedy.objective) >= rank(&plan.objective), "seed {seed}");
        assert!(baselines.nearest.objective.reached >= plan.objective.reached, "seed {seed}");
    }
}

/// School, hub and metres of each member, in NPSN order.
fn plain_practice(problem: &Problem<'_>, has_limit: bool) -> Vec<(u32, u32, u32)> {
    let rules = problem.rules;
    let mut loads = vec![0_u32; problem.schools.len()];
    let mut assignments = Vec::new();
    for (at, state) in problem.states.iter() {
        if let State::Member { hub, metres, .. } = state {
            let hub = problem.hubs[hub as usize];
            loads[hub as usize] += 1;
            assignments.push((at, hub, metres));
        }
    }
    for group in &problem.groups {
        let mut members: Vec<&GroupSchool> = group.schools.iter().collect();
        members.sort_unstable_by_key(|member| member.school);
        for member in members {
            let nearest = group.hubs.iter().filter_map(|host| {
                let arc_m = member.point.arc_m(&host.point);
                let is_full = has_limit && loads[host.school as usize] >= host.places;
                let npsn = |at: u32| problem.schools[at as usize].npsn;
                let is_allowed = arc_m <= group.reach_m && !rules.forbids(npsn(member.school), npsn(host.school));
                (is_allowed && !is_full).then_some((arc_m, host.school))
            });
            if let Some((arc_m, host)) = nearest.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1))) {
                loads[host as usize] += 1;
                assignments.push((member.school, host, whole_metres(arc_m)));
            }
        }
    }
    assignments.sort_unstable();
    assignments
}

/// Some hundred schools around a town, too many for its hubs.
fn town(seed: u64) -> (Vec<School>, Regions, Rules) {
    let mut dice = Dice::new(seed);
    let mut schools: Vec<School> =
        (0..300).map(|number| school(number, 100.0 + 0.2 * dice.unit(), 0.2 * dice.unit() - 0.1)).collect();
    for school in &mut schools {
        school.regions.regency = Some(RegionId::from_index(dice.roll(3) as usize));
        school.regions.district = Some(RegionId::from_index(3 + dice.roll(9) as usize));
        school.priority = 1 + u16::from(dice.one_in(4));
        if dice.one_in(7) {
            school.hub = Some(Box::new(imbas::model::HubStatus { cohort: None, capacity: Some(dice.roll(8)) }));
        }
    }
    let mut rules = country();
    rules.within = LevelMap::all(if dice.one_in(2) { RegionLevel::Country } else { RegionLevel::Regency });
    rules.reach_m = LevelMap::all((!dice.one_in(3)).then(|| 2_000.0 + 1_000.0 * f64::from(dice.roll(6))));
    rules.min = LevelMap::all(dice.roll(4));
    rules.tier = dice.one_in(3).then_some(RegionLevel::District);
    for _ in 0..40 {
        let (member, hub) = (dice.roll(300) as usize, dice.roll(300) as usize);
        rules.pairs.forbidden.insert((schools[member].npsn, schools[hub].npsn));
    }
    (schools, Regions::default(), rules)
}

/// The checker recomputes reasons, nearest hubs and unlocks by a plain loop.
#[test]
fn towns_are_planned_and_checked() {
    for seed in 0..CASES / 50 {
        let (schools, regions, rules) = town(seed);
        solve_and_check(&schools, &regions, &rules);
    }
}

/// Whoever follows the advice reaches at least one school more, or one that counts for more.
#[test]
fn every_unlock_unlocks() {
    for seed in 0..CASES {
        let (schools, regions, rules) = random_case(seed);
        let problem = Problem::new(&schools, &regions, &rules).unwrap();
        let plan = solve(&schools, &regions, &rules).unwrap();
        for why in reasons(&problem, &plan) {
            let mut changed = (schools.clone(), rules.clone());
            if follow(&mut changed.0, &mut changed.1, &plan, &why) {
                let after = solve(&changed.0, &regions, &changed.1).unwrap().objective;
                assert!(after.priority > plan.objective.priority, "seed {seed}: {why:?}");
            }
        }
    }
}

/// Does what the unlock says; `false` where it asks for something that rules cannot say for one school.
fn follow(schools: &mut [School], rules: &mut Rules, plan: &Plan, why: &UnreachedSchool) -> bool {
    let npsn = schools[why.school as usize].npsn;
    match why.unlock {
        Unlock::Allow { hub, .. } => rules.pairs.forbidden.remove(&(npsn, schools[hub as usize].npsn)),
        Unlock::Place { hub, .. } => {
            give_a_place(schools, rules, plan, hub);
            true
        }
        Unlock::Reach { metres, .. } => {
            rules.reach_m = LevelMap::all(Some(f64::from(metres)));
            true
        }
        Unlock::CrossRegion { hub, .. } => {
            // A required pair overrides the region and nothing that would keep this hub away otherwise.
            rules.pairs.required.insert(npsn, schools[hub as usize].npsn);
            true
        }
        // What the school then gets the plan tells; it need not be anything.
        Unlock::Assign | Unlock::NewHub => false,
    }
}

/// One school at (100, 0) that nobody reaches, beside these hubs.
fn explain(mut others: Vec<School>, change: impl FnOnce(&mut Vec<School>, &mut Rules)) -> (Reason, Unlock) {
    let mut rules = country();
    rules.reach_m = LevelMap::all(Some(5_000.0));
    let mut schools = vec![school(0, 100.0, 0.0)];
    schools.append(&mut others);
    change(&mut schools, &mut rules);
    let regions = Regions::default();
    let (plan, ..) = solve_and_check(&schools, &regions, &rules);
    let problem = Problem::new(&schools, &regions, &rules).unwrap();
    let why = reasons(&problem, &plan).into_iter().next().expect("the school is unreached");
    assert_eq!(why.school, 0);
    (why.reason, why.unlock)
}

#[test]
fn the_cheapest_unlock_follows_the_reason() {
    let near = hub(1, 100.03, 0.0, Some(1));
    let far = hub(1, 100.06, 0.0, Some(1));
    let metres = whole_metres(distance_m(near.position.unwrap(), school(0, 100.0, 0.0).position.unwrap()));
    assert_eq!(explain(vec![], |_, _| {}), (Reason::NoHubOfLevel, Unlock::NewHub));
    assert_eq!(explain(vec![far], |_, _| {}), (Reason::BeyondReach, Unlock::Reach { hub: 1, metres: 6_680 }));
    let forbid = |schools: &mut Vec<School>, rules: &mut Rules| {
        rules.pairs.forbidden.insert((schools[0].npsn, schools[1].npsn));
    };
    assert_eq!(explain(vec![near.clone()], forbid), (Reason::Forbidden, Unlock::Allow { hub: 1, metres }));
    let regencies = |schools: &mut Vec<School>, rules: &mut Rules| {
        rules.within = LevelMap::all(RegionLevel::Regency);
        schools[0].regions.regency = Some(RegionId::from_index(0));
        schools[1].regions.regency = Some(RegionId::from_index(1));
    };
    let crossing = Unlock::CrossRegion { hub: 1, metres };
    assert_eq!(explain(vec![near.clone()], regencies), (Reason::NoHubOfLevelInRegion, crossing));
    assert_eq!(
        explain(vec![near.clone()], |schools, rules| {
            regencies(schools, rules);
            schools[0].regions.regency = None;
        }),
        (Reason::RegionUnknown, crossing)
    );
    let (reason, unlock) = explain(vec![near, school(2, 100.03, 0.0)], |_, _| {});
    assert_eq!(reason, Reason::CapacityExhausted);
    // One more place reaches one more school, which is worth its priority less its way.
    assert!(
        matches!(unlock, Unlock::Place { hub: 1, gain } if gain.priority == 1 && gain.metres == -i64::from(metres)),
        "{unlock:?}"
    );
}

#[test]
fn a_summary_measures_what_belongs() {
    let mut schools = vec![
        hub(0, 100.0, 0.0, Some(2)),
        school(1, 100.01, 0.0),
        school(2, 100.02, 0.0),
        school(3, 100.03, 0.0),
        hub(4, 101.0, 0.0, None),
        School { position: None, grade: Grade::Unusable, ..school(5, 100.0, 0.0) },
    ];
    schools[1].accreditation = Some(Accreditation::B);
    schools[2].grade = Grade::Doubtful;
    schools[2].grade_reason = Some(imbas::model::Code::ALL[0]);
    let mut rules = country();
    rules.reach_m = LevelMap::all(Some(5_000.0));
    rules.min = LevelMap::all(1);
    let regions = Regions::default();
    let (plan, ..) = solve_and_check(&schools, &regions, &rules);
    let problem = Problem::new(&schools, &regions, &rules).unwrap();
    let why = reasons(&problem, &plan);
    let all = Summary::new(&schools, &plan, &why, |_| true);
    assert_eq!(all.counts, plan.counts);
    assert_eq!(all.coverage, Some(0.5), "the school that needs a check could have a hub too");
    let distances = all.distances.unwrap();
    assert_eq!((distances.median_m, distances.p90_m, distances.max_m, distances.total_m), (1_113, 2_226, 2_226, 3_339));
    let loads = all.loads.unwrap();
    assert_eq!((loads.min, loads.median, loads.max, loads.full, loads.below_minimum), (0, 0, 2, 1, 1));
    assert_eq!(all.unreached.into_iter().collect::<Vec<_>>(), [(Reason::CapacityExhausted, 1)]);
    assert_eq!(all.by_accreditation.into_iter().collect::<Vec<_>>(), [("-", (1, 1)), ("B", (1, 0))]);
    assert_eq!(all.doubtful_members, 1);
    let none = Summary::new(&schools, &plan, &why, |at| at == 5);
    assert_eq!((none.coverage, none.distances, none.loads, none.counts.needs_check), (Some(0.0), None, None, 1));
}

/// In towns the scan takes many hubs at once and prices differ in every part; none may be changed there either.
#[test]
fn no_price_of_a_town_may_be_changed() {
    for seed in 0..4 {
        let (schools, regions, rules) = town(seed);
        let (_, file, _) = solve_and_check(&schools, &regions, &rules);
        for at in 0..file.hubs.len() {
            for metres in [1, -1, 500, -500] {
                let mut other = file.clone();
                other.hubs[at].price.metres += metres;
                assert!(check(&schools, &regions, &rules, &other).is_err(), "seed {seed}, hub {at}, {metres}");
            }
        }
    }
}
