//! Laws of the proven plan, beyond the brute-force witness in `check.rs`.

use crate::witness::{Dice, best, country, give_a_place, hub, random_case, rank, school, solve_and_check};
use imbas::model::{Npsn, School};
use imbas::plan::{Cost, Decided, Objective, Plan, Problem, Rules, State, solve, why};
use imbas::regions::Regions;

/// Cases per law; the seeds are 0 to this.
const CASES: u64 = 3_000;

/// The seed of the larger random lists.
const LIST_SEED: u64 = 20_261_123;

fn cost(objective: &Objective) -> Cost {
    Cost {
        priority: -objective.priority,
        shortfall: objective.shortfall as i64,
        crossings: objective.crossings as i64,
        metres: objective.metres as i64,
    }
}

/// Schools around a few villages, every tenth a hub.
fn villages(seed: u64, count: u32) -> Vec<School> {
    let mut dice = Dice::new(seed);
    let mut metre = |from: f64, spread: u32| from + f64::from(dice.roll(spread)) * 1e-4;
    let centres: Vec<(f64, f64)> = (0..8).map(|_| (metre(100.0, 3000), metre(-0.2, 3000))).collect();
    let place = |number: u32, dice: &mut Dice| {
        let (lon, lat) = centres[dice.roll(8) as usize];
        let (lon, lat) = (lon + f64::from(dice.roll(400)) * 1e-4, lat + f64::from(dice.roll(400)) * 1e-4);
        if number.is_multiple_of(10) { hub(number, lon, lat, None) } else { school(number, lon, lat) }
    };
    let mut dice = Dice::new(seed + 1);
    (0..count).map(|number| place(number, &mut dice)).collect()
}

fn with(change: impl FnOnce(&mut Rules)) -> Rules {
    let mut rules = country();
    change(&mut rules);
    rules
}

fn all<T: Copy>(value: T) -> imbas::plan::LevelMap<T> {
    imbas::plan::LevelMap::all(value)
}

#[test]
fn the_extra_cost_of_another_hub_is_what_requiring_it_costs() {
    let mut compared = 0;
    for seed in 0..CASES {
        let (schools, regions, rules) = random_case(seed);
        let plan = solve(&schools, &regions, &rules).unwrap();
        let problem = Problem::new(&schools, &regions, &rules).unwrap();
        for at in 0..schools.len() as u32 {
            let Some(why) = why(&problem, &plan, at, 3).unwrap() else { continue };
            for other in &why.alternatives {
                let other_hub = schools[plan.hubs[other.hub as usize].school as usize].npsn;
                let mut forced = rules.clone();
                forced.pairs.required.insert(schools[at as usize].npsn, other_hub);
                let forced = solve(&schools, &regions, &forced).unwrap();
                assert_eq!(other.extra, cost(&forced.objective) - cost(&plan.objective), "seed {seed}, school {at}");
                compared += 1;
            }
        }
    }
    assert!(compared > 500, "only {compared} alternatives in {CASES} cases");
}

#[test]
fn the_same_schools_give_the_same_plan_whichever_thread_is_first() {
    let schools = villages(LIST_SEED, 600);
    let rules = with(|rules| rules.max = all(Some(8)));
    let once = solve_and_check(&schools, &Regions::default(), &rules).0;
    let again = solve_and_check(&schools, &Regions::default(), &rules).0;
    assert_eq!(once, again);
}

/// So many that the two halves of the group bid side by side, with a strip between them.
#[test]
fn a_plan_made_in_two_halves_is_accepted_in_shortage_and_surplus() {
    let schools = villages(LIST_SEED, 6_000);
    for max in [4, 9, 12] {
        let rules = with(|rules| {
            rules.max = all(Some(max));
            rules.reach_m = all(Some(2_000.0));
        });
        let once = solve_and_check(&schools, &Regions::default(), &rules).0;
        let again = solve(&schools, &Regions::default(), &rules).unwrap();
        assert_eq!(once, again);
    }
}

#[test]
fn villages_are_accepted_under_every_kind_of_rule() {
    let schools = villages(LIST_SEED, 900);
    let kinds: [&dyn Fn(&mut Rules); 7] = [
        &|_| {},
        &|rules| rules.max = all(Some(3)),
        &|rules| (rules.max, rules.reach_m) = (all(Some(9)), all(Some(5_000.0))),
        &|rules| (rules.min, rules.max) = (all(8), all(Some(10))),
        &|rules| (rules.min, rules.max) = (all(9), all(Some(9))),
        &|rules| (rules.min, rules.max) = (all(30), all(None)),
        &|rules| (rules.min, rules.reach_m) = (all(12), all(Some(3_000.0))),
    ];
    for change in kinds {
        let rules = with(change);
        let (plan, _, checked) = solve_and_check(&schools, &Regions::default(), &rules);
        assert_eq!(plan.counts.schools, 900);
        assert!(checked.pairs > 0);
    }
}

#[test]
fn more_places_never_cost_more() {
    let schools = villages(LIST_SEED, 500);
    let plans = (1..14).map(|max| solve(&schools, &Regions::default(), &with(|rules| rules.max = all(Some(max)))).unwrap());
    let ranks: Vec<_> = plans.map(|plan| rank(&plan.objective)).collect();
    assert!(ranks.is_sorted_by(|less, more| more <= less), "{ranks:?}");
}

#[test]
fn a_longer_reach_never_costs_more() {
    let schools = villages(LIST_SEED, 500);
    let rules = |km: u32| with(|rules| (rules.max, rules.reach_m) = (all(Some(6)), all(Some(f64::from(km) * 1000.0))));
    let plans = (1..12).map(|km| solve(&schools, &Regions::default(), &rules(km)).unwrap());
    let ranks: Vec<_> = plans.map(|plan| (rank(&plan.objective).0, plan.objective.reached)).collect();
    assert!(ranks.is_sorted_by(|less, more| more.0 <= less.0), "{ranks:?}");
}

#[test]
fn the_price_of_a_hub_is_what_one_more_place_saves() {
    let schools = villages(LIST_SEED, 300);
    let rules = with(|rules| rules.max = all(Some(7)));
    let plan = solve(&schools, &Regions::default(), &rules).unwrap();
    for at in plan.hubs.iter().map(|hub| hub.school as usize) {
        let (mut roomier, mut rules) = (schools.clone(), rules.clone());
        give_a_place(&mut roomier, &mut rules, &plan, u32::try_from(at).unwrap());
        let better = solve(&roomier, &Regions::default(), &rules).unwrap();
        let number = plan.states.hub_number(at as u32) as usize;
        assert_eq!(plan.hubs[number].price, cost(&plan.objective) - cost(&better.objective), "{}", schools[at].npsn);
    }
}

#[test]
fn no_hub_passes_the_maximum_of_the_rules_and_none_its_own_places() {
    for max in [3, 5, 10] {
        let mut schools = villages(LIST_SEED, 300);
        for (at, school) in schools.iter_mut().enumerate() {
            if let Some(hub) = &mut school.hub {
                hub.capacity = [None, Some(1), Some(40)][at % 3];
            }
        }
        let plan = solve(&schools, &Regions::default(), &with(|rules| rules.max = all(Some(max)))).unwrap();
        for hub in &plan.hubs {
            let own = schools[hub.school as usize].hub.as_ref().unwrap().capacity.unwrap_or(u32::MAX);
            assert_eq!(hub.places, Some(own.min(max)));
            assert!(hub.members.len() as u64 <= u64::from(own.min(max)));
        }
    }
}

/// Three schools on one point, one hub with two places: the smallest numbers go.
#[test]
fn schools_that_nothing_tells_apart_go_in_npsn_order() {
    let schools = [school(3, 100.01, 0.0), school(4, 100.01, 0.0), school(5, 100.01, 0.0), hub(9, 100.0, 0.0, Some(2))];
    let (plan, _, _) = solve_and_check(&schools, &Regions::default(), &country());
    assert_eq!(reached(&plan), [true, true, false, false]);
}

/// Two hubs on one point: the smaller number is first.
#[test]
fn hubs_that_nothing_tells_apart_fill_in_npsn_order() {
    let schools = [hub(1, 100.0, 0.0, None), hub(2, 100.0, 0.0, None), school(3, 100.01, 0.0)];
    let (plan, _, _) = solve_and_check(&schools, &Regions::default(), &country());
    assert!(matches!(plan.states[2], State::Member { hub: 0, metres: 1113, .. }), "{:?}", plan.states[2]);
}

#[test]
fn a_full_hub_sends_the_school_away_that_loses_least() {
    // One place each; the second school is nearer to the first hub too, but the first has no other choice nearby.
    let schools = [hub(1, 100.00, 0.0, Some(1)), hub(2, 100.05, 0.0, Some(1)), school(3, 100.02, 0.0), school(4, 99.99, 0.0)];
    let (plan, _, _) = solve_and_check(&schools, &Regions::default(), &country());
    assert!(matches!(plan.states[2], State::Member { hub: 1, .. }));
    assert!(matches!(plan.states[3], State::Member { hub: 0, .. }));
    let regions = Regions::default();
    let rules = country();
    let problem = Problem::new(&schools, &regions, &rules).unwrap();
    let why = why(&problem, &plan, 2, 3).unwrap().unwrap();
    assert_eq!((why.rank, why.decided), (2, Decided::Capacity));
    assert!(why.alternatives[0].extra > Cost::ZERO);
}

#[test]
fn no_hub_at_all_leaves_everybody_unreached() {
    let schools = [school(1, 100.0, 0.0), school(2, 100.1, 0.0)];
    let (plan, _, _) = solve_and_check(&schools, &Regions::default(), &country());
    assert_eq!(plan.counts.unreached, 2);
}

#[test]
fn contradictions_name_both_sides() {
    let schools = [hub(1, 100.0, 0.0, Some(0)), school(2, 100.0, 0.0)];
    let number = |text: &str| Npsn::new(text).unwrap();
    let refused = |rules: Rules| solve(&schools, &Regions::default(), &rules).unwrap_err().to_string();
    let pair = (number("10000002"), number("10000001"));
    assert_eq!(
        refused(with(|rules| (rules.min, rules.max) = (all(4), all(Some(3))))),
        "min 4 is above max 3 for PAUD, SD, SMP, SMA, SMK, SLB; set both together"
    );
    assert_eq!(
        refused(with(|rules| {
            rules.pairs.required.insert(pair.0, pair.1);
            rules.pairs.forbidden.insert(pair);
        })),
        "school 10000002 is both required and forbidden at hub 10000001"
    );
    assert_eq!(
        refused(with(|rules| {
            rules.pairs.required.insert(pair.0, pair.1);
        })),
        "1 schools are required at hub 10000001, which has 0 places"
    );
}

/// The brute-force witness itself, on a case that can be done by hand: 1,113 m along the equator twice.
#[test]
fn the_witness_knows_the_answer_by_hand() {
    let schools = [hub(1, 100.0, 0.0, None), school(2, 100.01, 0.0), school(3, 99.99, 0.0)];
    assert_eq!(best(&schools, &Regions::default(), &country()).metres, 2226);
}

fn reached(plan: &Plan) -> Vec<bool> {
    plan.states.iter().map(|(_, state)| matches!(state, State::Member { .. })).collect()
}

/// Small forms of the worst cases: everything on one point, one hub, one member, a line, a grid, equal ways, and far too few places.
#[test]
fn the_worst_cases_are_planned_and_accepted() {
    let is_hub = |number: u32| number.is_multiple_of(14);
    let at = |number: u32, is_hub: bool, lon: f64, lat: f64| {
        if is_hub { hub(number, lon, lat, None) } else { school(number, lon, lat) }
    };
    let turn = |number: u32| (f64::from(number) * std::f64::consts::TAU / 700.0).sin_cos();
    type Place<'a> = &'a dyn Fn(u32) -> School;
    let places: [(&str, Place<'_>); 6] = [
        ("one point", &|n| at(n, is_hub(n), 107.0, -6.0)),
        ("one hub", &|n| at(n, n == 77, 107.0 + f64::from(n % 29) * 1e-3, -6.0 + f64::from(n / 29) * 1e-3)),
        ("one member", &|n| at(n, n != 77, 107.0 + f64::from(n % 29) * 1e-3, -6.0 + f64::from(n / 29) * 1e-3)),
        ("a line", &|n| at(n, is_hub(n), 107.0 + f64::from(n) * 1e-3, 0.0)),
        ("a grid", &|n| at(n, is_hub(n), 107.0 + f64::from(n % 26) * 1e-2, -6.0 + f64::from(n / 26) * 1e-2)),
        ("a ring", &|n| if is_hub(n) { at(n, true, 107.0, 0.0) } else { at(n, false, 107.0 + turn(n).0 * 0.1, turn(n).1 * 0.1) }),
    ];
    for (name, place) in places {
        let schools: Vec<School> = (0..700).map(place).collect();
        for max in [3, 13, 14, 100] {
            let (plan, _, _) = solve_and_check(&schools, &Regions::default(), &with(|rules| rules.max = all(Some(max))));
            let hubs = plan.counts.hubs;
            assert_eq!(plan.objective.reached, (700 - hubs).min(hubs * u64::from(max)), "{name}, {max} places");
        }
    }
}
