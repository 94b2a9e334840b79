//! The independent checker accepts every plan of ours and refuses every planted fault with its place.

use crate::witness::{Dice, best, country, hub, random_case, rank, school, solve_and_check};
use imbas::geodesy::{distance_m, whole_metres};
use imbas::model::{Form, Grade, Npsn, School};
use imbas::plan::file::{AssignmentRow, Mark, OutOfScopeRow, UnlockRow};
use imbas::plan::{Cost, LevelMap, PlanFile, Rules, check};
use imbas::regions::Regions;
use serde_json::Value;

/// Cases per run; the seeds are 0 to this.
const CASES: u64 = 3_000;

#[test]
fn every_tiny_plan_is_the_best_by_brute_force_and_is_accepted() {
    for seed in 0..CASES {
        let (schools, regions, rules) = random_case(seed);
        let (plan, file, _) = solve_and_check(&schools, &regions, &rules);
        let best = best(&schools, &regions, &rules);
        assert_eq!(rank(&plan.objective), rank(&best), "seed {seed}");
        assert!(rank(&file.baselines.greedy.objective) >= rank(&best), "seed {seed}");
    }
}

/// The least price of each hub is unique, so that every other one must be refused.
#[test]
fn every_other_price_is_refused() {
    let steps = [
        Cost { metres: 1, ..Cost::ZERO },
        Cost { crossings: 1, ..Cost::ZERO },
        Cost::SHORTFALL,
        Cost::unreached(1),
        Cost { metres: 1 << 48, ..Cost::ZERO },
    ];
    for seed in 0..CASES / 4 {
        let (schools, regions, rules) = random_case(seed);
        let (_, file, _) = solve_and_check(&schools, &regions, &rules);
        for at in 0..file.hubs.len() {
            for step in steps.into_iter().flat_map(|step| [step, -step]) {
                let mut other = file.clone();
                other.hubs[at].price += step;
                assert!(check(&schools, &regions, &rules, &other).is_err(), "seed {seed}, hub {at}, {step:?}");
            }
        }
    }
}

/// Every value of a plan file means something: whatever is changed, the file is refused.
#[test]
fn every_change_of_a_value_is_refused() {
    for seed in 0..CASES / 30 {
        let (schools, regions, rules) = random_case(seed);
        let (_, file, _) = solve_and_check(&schools, &regions, &rules);
        let whole = serde_json::to_value(&file).unwrap();
        for part in
            ["rules", "counts", "objective", "distance", "hubs", "assignments", "unreached", "needs_check", "out_of_scope"]
        {
            for changed in changes(&whole[part]) {
                let mut other = whole.clone();
                other[part] = changed;
                let bytes = serde_json::to_vec(&other).unwrap();
                let accepted = PlanFile::read(&bytes).is_ok_and(|other| check(&schools, &regions, &rules, &other).is_ok());
                assert!(!accepted, "seed {seed}: {part} became {}", other[part]);
            }
        }
    }
}

/// The value with each single number, text, truth value or row of it changed.
fn changes(value: &Value) -> Vec<Value> {
    match value {
        Value::Null => vec![Value::from(1)],
        Value::Bool(bool) => vec![Value::from(!bool)],
        Value::Number(number) => number.as_i64().map_or_else(Vec::new, |number| vec![(number + 1).into(), (number - 1).into()]),
        Value::String(text) => {
            vec![Value::from(format!("{text}x")), Value::from("10000001")].into_iter().filter(|v| v != value).collect()
        }
        Value::Array(rows) => {
            let fewer = (0..rows.len()).map(|at| {
                let mut fewer = rows.clone();
                fewer.remove(at);
                Value::from(fewer)
            });
            let doubled = rows.iter().take(1).map(|row| Value::from([rows.as_slice(), std::slice::from_ref(row)].concat()));
            let changed = rows.iter().enumerate().flat_map(|(at, row)| {
                changes(row).into_iter().map(move |changed| {
                    let mut other = rows.clone();
                    other[at] = changed;
                    Value::from(other)
                })
            });
            fewer.chain(doubled).chain(changed).collect()
        }
        Value::Object(fields) => {
            let changed = fields.iter().flat_map(|(key, field)| {
                changes(field).into_iter().map(move |changed| {
                    let mut other = fields.clone();
                    other.insert(key.clone(), changed);
                    Value::from(other)
                })
            });
            changed.collect()
        }
    }
}

/// Two hubs with two places each on a line along the equator, five schools that want one of them, one of each other class.
///
/// Schools 3, 4 and 5 lie nearer to hub 1, but one of the three must go to hub 2: number 5, whose way grows least.
fn scene() -> (Vec<School>, Rules) {
    let mut schools = vec![hub(1, 100.00, 0.0, None), hub(2, 100.05, 0.0, None)];
    let places = [100.01, 100.015, 100.02, 100.045, 100.2, 100.08];
    schools.extend((3..).zip(places).map(|(number, lon)| school(number, lon, 0.0)));
    schools.push(School { position: None, grade: Grade::Unusable, ..school(9, 100.0, 0.0) });
    schools.push(School { form: Form::new("PKBM"), ..school(10, 100.0, 0.0) });
    let mut rules = country();
    rules.reach_m = LevelMap::all(Some(5_000.0));
    rules.max = LevelMap::all(Some(2));
    rules.pairs.forbidden.insert((npsn(8), npsn(2)));
    (schools, rules)
}

fn npsn(number: u32) -> Npsn {
    Npsn::new(&format!("{:08}", 10_000_000 + number)).unwrap()
}

/// Plants a fault into the plan of the scene and expects it to be refused at the place, with a reason that says so.
fn refused(place: &str, reason: &str, plant: impl FnOnce(&mut PlanFile, &[School])) {
    let (schools, rules) = scene();
    let regions = Regions::default();
    let (_, mut file, _) = solve_and_check(&schools, &regions, &rules);
    plant(&mut file, &schools);
    let error = check(&schools, &regions, &rules, &file).expect_err(place);
    assert_eq!(error.place, place, "{error}");
    assert!(error.reason.english().contains(reason), "{error}");
}

/// Sends a member elsewhere and recomputes all that follows from it but the prices.
fn send(file: &mut PlanFile, schools: &[School], member: u32, to: u32) {
    let row = file.assignments.iter_mut().find(|row| row.npsn == npsn(member)).unwrap();
    let position = |number: u32| schools[number as usize - 1].position.unwrap();
    let metres = whole_metres(distance_m(position(member), position(to)));
    file.objective.metres = file.objective.metres + u64::from(metres) - u64::from(row.metres);
    for hub in &mut file.hubs {
        hub.load = hub.load + u32::from(hub.npsn == npsn(to)) - u32::from(hub.npsn == row.hub);
    }
    (row.hub, row.metres) = (npsn(to), metres);
}

#[test]
fn the_scene_is_what_its_description_says() {
    let (schools, rules) = scene();
    let (_, file, checked) = solve_and_check(&schools, &Regions::default(), &rules);
    let hubs: Vec<(Npsn, Npsn)> = file.assignments.iter().map(|row| (row.npsn, row.hub)).collect();
    assert_eq!(hubs, [(3, 1), (4, 1), (5, 2), (6, 2)].map(|(member, hub)| (npsn(member), npsn(hub))));
    let reasons: Vec<(Npsn, &str)> = file.unreached.iter().map(|row| (row.npsn, &*row.reason)).collect();
    assert_eq!(reasons, [(npsn(7), "beyond_reach"), (npsn(8), "forbidden")]);
    // School 5 would save 1,114 m with one more place at hub 1.
    assert_eq!(file.hubs.iter().map(|hub| hub.price.metres).collect::<Vec<_>>(), [1114, 0]);
    assert_eq!((checked.schools, checked.pairs), (10, 12));
}

#[test]
fn swapped_hubs_are_refused() {
    refused("assignments[npsn=10000004]", "not the best plan", |file, schools| {
        send(file, schools, 4, 2);
        send(file, schools, 5, 1);
    });
    refused("objective.metres", "expected", |file, schools| {
        let metres = file.objective.metres;
        send(file, schools, 4, 2);
        send(file, schools, 5, 1);
        file.objective.metres = metres;
    });
}

#[test]
fn a_plan_that_leaves_a_school_behind_is_refused() {
    refused("hubs[npsn=10000002].load", "expected 1", |file, _| {
        file.assignments.pop();
        file.counts.members -= 1;
        file.counts.unreached += 1;
        file.unreached.insert(0, imbas::plan::file::UnreachedRow { npsn: npsn(6), ..file.unreached[0].clone() });
    });
    refused("unreached[npsn=10000006]", "not the best plan", |file, _| {
        let row = file.assignments.pop().unwrap();
        file.unreached.insert(0, imbas::plan::file::UnreachedRow { npsn: npsn(6), ..file.unreached[0].clone() });
        file.counts.members -= 1;
        file.counts.unreached += 1;
        file.objective.reached -= 1;
        file.objective.priority -= 1;
        file.objective.metres -= u64::from(row.metres);
        file.hubs[1].load -= 1;
    });
}

#[test]
fn prices_that_break_the_proof_or_are_not_the_least_are_refused() {
    refused("assignments[npsn=10000005]", "not the best plan", |file, _| file.hubs[0].price.metres -= 1);
    refused("hubs[npsn=10000001].price", "which nothing holds up", |file, _| file.hubs[0].price.metres += 1);
    // Both together still prove the plan, so that only leastness refuses them.
    refused("hubs[npsn=10000001].price", "which nothing holds up", |file, _| {
        file.hubs[0].price.metres += 7;
        file.hubs[1].price.metres += 7;
    });
    refused("hubs[npsn=10000002].price", "at least", |file, _| file.hubs[1].price.metres = -1);
    refused("hubs[npsn=10000002].price", "larger", |file, _| file.hubs[1].price.priority = i64::MAX);
    refused("hubs[npsn=10000001].price", "larger", |file, _| file.hubs[0].price.metres = i64::MIN);
}

#[test]
fn a_wrong_account_is_refused() {
    refused("schools[npsn=10000006]", "found it nowhere", |file, _| file.assignments.truncate(3));
    refused("schools[npsn=10000001]", "expected the school in hubs", |file, _| file.hubs.retain(|row| row.npsn != npsn(1)));
    refused("assignments[npsn=10000099]", "unknown NPSN", |file, _| {
        file.assignments.push(AssignmentRow { npsn: npsn(99), ..file.assignments[0] });
    });
    refused("assignments[npsn=10000003]", "ascending", |file, _| file.assignments.insert(1, file.assignments[0]));
    refused("unreached[npsn=10000006]", "found it also in assignments", |file, _| {
        file.unreached.insert(0, imbas::plan::file::UnreachedRow { npsn: npsn(6), ..file.unreached[0].clone() });
    });
    refused("out_of_scope[npsn=10000009]", "expected the school in needs_check", |file, _| {
        let row = file.needs_check.remove(0);
        file.out_of_scope.insert(0, OutOfScopeRow { npsn: row.npsn, reason: row.reason });
    });
    refused("out_of_scope[npsn=10000010].reason", "form_without_level", |file, _| file.out_of_scope[0].reason = "level".into());
    refused("counts.members", "expected 4, found 5", |file, _| file.counts.members += 1);
    refused("counts.schools", "expected 9", |file, _| file.counts.schools += 1);
    refused("counts.rows", "found 11", |file, _| file.counts.rows += 1);
    refused("counts.rows", "refused", |file, _| file.counts.refused = u64::MAX);
}

#[test]
fn an_assignment_that_the_rules_do_not_allow_is_refused() {
    refused("assignments[npsn=10000003].metres", "expected 1113, found 1112", |file, _| file.assignments[0].metres -= 1);
    refused("hubs[npsn=10000001].load", "at most 2 members", |file, schools| send(file, schools, 5, 1));
    refused("assignments[npsn=10000008]", "forbidden", |file, _| {
        file.unreached.pop();
        file.assignments.push(AssignmentRow {
            npsn: npsn(8),
            hub: npsn(2),
            metres: 3340,
            crosses: false,
            required: false,
            mark: Mark::Good,
        });
        file.counts.members += 1;
        file.counts.unreached -= 1;
    });
    refused("assignments[npsn=10000006]", "within 5000 m", |file, schools| send(file, schools, 6, 1));
    refused("assignments[npsn=10000003]", "expected a hub", |file, _| file.assignments[0].hub = npsn(4));
    refused("assignments[npsn=10000003].required", "expected false", |file, _| file.assignments[0].required = true);
    refused("hubs[npsn=10000001].places", "expected 2, found no limit", |file, _| file.hubs[0].places = None);
}

#[test]
fn wrong_words_about_a_plan_are_refused() {
    refused("unreached[npsn=10000007].reason", "expected beyond_reach", |file, _| file.unreached[0].reason = "forbidden".into());
    refused("unreached[npsn=10000007].nearest", "expected", |file, _| file.unreached[0].nearest = None);
    refused("unreached[npsn=10000007].unlock", "expected", |file, _| {
        file.unreached[0].unlock = UnlockRow::Reach { hub: npsn(2), metres: 16_698 };
    });
    refused("distance", "straight_line_wgs84", |file, _| file.distance = "great_circle".into());
    refused("rules", "found others", |file, _| file.rules.min.sd = 1);
    refused("baselines.greedy.objective.priority", "expected", |file, _| file.baselines.greedy.objective.priority += 1);
    refused("baselines.greedy.objective.metres", "expected", |file, _| file.baselines.greedy.objective.metres -= 1);
    refused("baselines.nearest.objective.shortfall", "expected", |file, _| file.baselines.nearest.objective.shortfall += 1);
    refused("baselines.nearest.overloaded", "expected", |file, _| file.baselines.nearest.overloaded += 1);
}

#[test]
fn a_required_pair_must_be_kept() {
    let (schools, mut rules) = scene();
    rules.pairs.required.insert(npsn(7), npsn(1));
    let (_, file, _) = solve_and_check(&schools, &Regions::default(), &rules);
    let row = file.assignments.iter().find(|row| row.npsn == npsn(7)).unwrap();
    assert_eq!((row.hub, row.required), (npsn(1), true));
    let mut other = file.clone();
    let at = other.assignments.iter().position(|row| row.npsn == npsn(7)).unwrap();
    other.assignments[at].hub = npsn(2);
    let error = check(&schools, &Regions::default(), &rules, &other).unwrap_err();
    assert_eq!(error.to_string(), "assignments[npsn=10000007]: expected its required hub 10000001, found 10000002");
}

/// A country's primary schools in one group: 137,000 schools and 9,600 hubs around 4,000 villages.
#[test]
#[ignore = "large: cargo test --release -- --ignored"]
fn a_country_in_one_group_is_solved_and_checked() {
    let mut dice = Dice::new(20_261_123);
    let villages: Vec<(f64, f64)> = (0..4_000).map(|_| (95.3 + 45.0 * dice.unit(), -9.5 + 15.0 * dice.unit())).collect();
    let mut schools: Vec<School> = (0..146_600)
        .map(|number| {
            let (lon, lat) = villages[dice.roll(4_000) as usize];
            school(number, lon + 0.1 * (dice.unit() - 0.5), lat + 0.1 * (dice.unit() - 0.5))
        })
        .collect();
    for at in 0..9_600 {
        schools[at * 15].hub = Some(Box::default());
    }
    let mut rules = country();
    rules.reach_m = LevelMap::all(Some(20_000.0));
    rules.max = LevelMap::all(Some(15));
    let (_, file, checked) = solve_and_check(&schools, &Regions::default(), &rules);
    assert_eq!(checked.pairs, 9_600 * 137_000);
    // What the checker proved best on this seed.
    assert_eq!((file.objective.reached, file.objective.metres), (110_627, 479_008_975));
}
