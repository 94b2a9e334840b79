//! The stages on synthetic lists: import with audit, and the exact plan, in three sizes; and the plan under heavy shortage, where
//! every place is fought for. The result is asserted inside.

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use imbas::demo;
use imbas::import::Source;
use imbas::plan::{LevelMap, Rules, solve};
use imbas::snapshot::{Dataset, Inputs};
use std::borrow::Cow;
use std::hint::black_box;

const SEED: u64 = 20_261_123;
const SIZES: [u64; 3] = [600, 6_000, 60_000];

fn list(schools: u64) -> Source {
    let mut bytes = Vec::new();
    let settings = demo::Settings { schools, seed: SEED, defects: false };
    demo::write(&settings, &mut bytes, None::<&mut Vec<u8>>).expect("a vector takes every byte");
    Source::Bytes { name: "sekolah.csv".into(), bytes: Cow::Owned(bytes) }
}

fn load(list: Source) -> Dataset {
    let inputs = Inputs { lists: vec![list], ..Inputs::default() };
    Dataset::load(&inputs, &mut |_| {}).expect("a synthetic list can be read")
}

fn rules(max: u32) -> Rules {
    Rules { max: LevelMap::all(Some(max)), reach_m: LevelMap::all(Some(20_000.0)), ..Rules::default() }
}

fn import_and_audit(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("import_and_audit");
    group.sample_size(10);
    for schools in SIZES {
        let list = list(schools);
        group.bench_function(BenchmarkId::from_parameter(schools), |bencher| {
            bencher.iter(|| {
                let data = load(black_box(list.clone()));
                assert_eq!(data.audit.rows, schools);
                data
            });
        });
    }
}

fn plan(criterion: &mut Criterion, name: &str, max: u32) {
    let mut group = criterion.benchmark_group(name);
    group.sample_size(10);
    for schools in SIZES {
        let data = load(list(schools));
        let rules = rules(max);
        let expected = solve(&data.audit.schools, &data.regions, &rules).expect("the rules fit").objective;
        group.bench_function(BenchmarkId::from_parameter(schools), |bencher| {
            bencher.iter(|| {
                let plan = solve(black_box(&data.audit.schools), &data.regions, &rules).expect("the rules fit");
                assert_eq!(plan.objective, expected);
                plan
            });
        });
    }
}

fn plans(criterion: &mut Criterion) {
    plan(criterion, "plan_max_15", 15);
    plan(criterion, "plan_shortage_max_3", 3);
}

criterion_group!(benches, import_and_audit, plans);
criterion_main!(benches);
