//! The stages, each alone: reading, auditing, planning, what stands beside a plan, writing, finding a page, finding by a filter. At
//! three sizes of constant density and once clustered; what came out is asserted inside.

mod random;

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use imbas::audit::{self, Decisions};
use imbas::cql2;
use imbas::crs::Crs;
use imbas::import::{self, Source};
use imbas::model::RegionLevel;
use imbas::plan::{LevelMap, Overrides, Problem, Rules, built_in, read_programme, reasons, solve, solve_with_baselines};
use imbas::publish::ogc::{self, Population, Question};
use imbas::publish::{BBox, Collection, Layer, Page, Selection, select, write_features};
use imbas::regions::{Boundaries, Regions};
use imbas::snapshot::{Dataset, Inputs, Snapshot};
use random::Random;
use std::borrow::Cow;
use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

const SEED: u64 = 20_261_124;
const LEVELS: [&str; 5] = ["SD", "SD", "SD", "SMP", "SMA"];

/// A strip along the equator that grows with the number of schools, four to a square of a hundredth of a degree.
fn even(_: usize, count: usize, random: &mut Random) -> (f64, f64) {
    (95.0 + random.unit() * count as f64 / 40_000.0, random.unit() - 0.5)
}

/// Towns of some two hundred schools, a tenth of a degree apart.
fn clustered(number: usize, _: usize, random: &mut Random) -> (f64, f64) {
    let town = (number % 300) as f64;
    (95.0 + town * 0.1 + 0.02 * random.unit(), (town * 0.7) % 5.0 - 2.5 + 0.02 * random.unit())
}

struct List {
    name: String,
    schools: usize,
    source: Source,
}

fn list(name: &str, schools: usize, place: fn(usize, usize, &mut Random) -> (f64, f64)) -> List {
    let mut random = Random(SEED);
    let mut text = String::from("npsn,nama,bentuk_pendidikan,status,kode_kabupaten,lintang,bujur,penggerak\n");
    for number in 0..schools {
        let (lon, lat) = place(number, schools, &mut random);
        let (level, hub) = (LEVELS[number % LEVELS.len()], u8::from(random.unit() < 0.065));
        let npsn = 10_000_000 + number;
        let _ = writeln!(text, "{npsn},{level} {number},{level},Negeri,K{:03},{lat:.6},{lon:.6},{hub}", number % 500);
    }
    let source = Source::Bytes { name: "sekolah.csv".into(), bytes: Cow::Owned(text.into_bytes()) };
    List { name: format!("{name}-{schools}"), schools, source }
}

fn lists() -> Vec<List> {
    let mut lists: Vec<List> = [600, 6_000, 60_000].map(|schools| list("even", schools, even)).into();
    lists.push(list("clustered", 60_000, clustered));
    lists
}

fn dataset(list: &List) -> Dataset {
    let inputs = Inputs { lists: vec![list.source.clone()], synthetic: true, ..Inputs::default() };
    Dataset::load(&inputs, &mut |_| {}).expect("a synthetic list can be read")
}

fn rules(within: RegionLevel, max: u32) -> Rules {
    let (within, reach_m) = (LevelMap::all(within), LevelMap::all(Some(10_000.0)));
    Rules { within, reach_m, max: LevelMap::all(Some(max)), ..Rules::default() }
}

fn snapshot(list: &List) -> Snapshot {
    let (_, text) = built_in().iter().find(|(id, _)| *id == "netral").expect("the neutral programme ships");
    let (programme, _) = read_programme("netral", text).expect("a programme that ships can be read");
    let rules = rules(RegionLevel::Regency, 15);
    let snapshot = Snapshot::build(dataset(list), programme, rules, &mut |_| {}).expect("the rules fit");
    snapshot.make_places();
    snapshot
}

fn reading(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("read");
    group.sample_size(10);
    for list in lists() {
        group.bench_function(BenchmarkId::new("import", &list.name), |bencher| {
            bencher.iter(|| {
                let import = import::read(std::slice::from_ref(black_box(&list.source))).expect("a synthetic list can be read");
                assert_eq!(import.records.len(), list.schools);
                import
            });
        });
        let import = || import::read(std::slice::from_ref(&list.source)).expect("a synthetic list can be read");
        group.bench_function(BenchmarkId::new("audit", &list.name), |bencher| {
            let settings = audit::Settings::default();
            let run = |import| {
                let audit = audit::run(import, Decisions::default(), &mut Regions::national(), &Boundaries::default(), &settings);
                assert_eq!(audit.schools.len(), list.schools);
                audit
            };
            bencher.iter_batched(import, run, BatchSize::PerIteration);
        });
    }
}

fn planning(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("plan");
    group.sample_size(10);
    let with_minimum = Rules { min: LevelMap::all(2), tier: Some(RegionLevel::Regency), ..rules(RegionLevel::Country, 14) };
    let kinds = [
        ("demand about equal to supply", rules(RegionLevel::Country, 14)),
        ("shortage", rules(RegionLevel::Country, 3)),
        ("minimum, own regency first", with_minimum),
        ("regency", rules(RegionLevel::Regency, 15)),
    ];
    for list in lists() {
        let data = dataset(&list);
        for (kind, rules) in &kinds {
            let expected = solve(&data.audit.schools, &data.regions, rules).expect("the rules fit").objective;
            group.bench_function(BenchmarkId::new(*kind, &list.name), |bencher| {
                bencher.iter(|| {
                    let problem = Problem::new(black_box(&data.audit.schools), &data.regions, rules).expect("the rules fit");
                    let (plan, practice) = solve_with_baselines(&problem).expect("the work is within the limits");
                    assert_eq!(plan.objective, expected);
                    (plan, practice)
                });
            });
        }
    }
}

/// What a snapshot has beside its plan, and the trees that answers need.
fn beside(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("beside the plan");
    group.sample_size(10);
    for list in lists() {
        let snapshot = snapshot(&list);
        let data = &snapshot.data;
        let problem = Problem::new(&data.audit.schools, &data.regions, &snapshot.rules).expect("the rules fit");
        let unreached = snapshot.plan.counts.unreached as usize;
        group.bench_function(BenchmarkId::new("reasons", &list.name), |bencher| {
            bencher.iter(|| {
                let found = reasons(&problem, black_box(&snapshot.plan));
                assert_eq!(found.len(), unreached);
                found
            });
        });
        let regency = data.audit.schools[0].regions.regency.expect("every made-up school has a regency");
        group.bench_function(BenchmarkId::new("what-if of a regency", &list.name), |bencher| {
            let overrides = Overrides { max: Some(10), ..Overrides::default() };
            bencher.iter(|| {
                let what_if = snapshot.replan(black_box(regency), &[], &overrides).expect("a regency is small");
                assert!(what_if.plan.counts.schools > 0);
                what_if
            });
        });
        let build = || data.tree();
        group.bench_function(BenchmarkId::new("tree of all schools", &list.name), |bencher| bencher.iter(build));
    }
}

fn writing(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("write");
    group.sample_size(10);
    for list in lists() {
        let snapshot = snapshot(&list);
        let view = snapshot.view();
        group.bench_function(BenchmarkId::new("plan file", &list.name), |bencher| {
            bencher.iter(|| {
                let file = snapshot.plan_file();
                let mut bytes = Vec::new();
                file.write(&mut bytes).expect("a vector takes every byte");
                assert!(bytes.ends_with(b"]\n}\n"));
                bytes
            });
        });
        let all = select(&view, Layer::Schools, &Selection::default());
        group.bench_function(BenchmarkId::new("all schools as GeoJSON", &list.name), |bencher| {
            bencher.iter(|| {
                let mut bytes = Vec::new();
                write_features(&view, Layer::Schools, black_box(&all), None, &mut bytes).expect("a vector takes every byte");
                assert_eq!(bytes.iter().filter(|byte| **byte == b'\n').count(), list.schools + 2);
                bytes
            });
        });
    }
}

fn paging(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("page");
    for list in lists() {
        let snapshot = snapshot(&list);
        let view = snapshot.view();
        let whole = [95.0, -11.0, 141.0, 6.0];
        for (name, corners) in [("town", [95.09, -3.0, 95.13, 3.0]), ("country", whole)] {
            let selection = Selection { bbox: BBox::new(corners).ok(), limit: Some(100), ..Selection::default() };
            let expected = select(&view, Layer::Schools, &selection);
            assert!(corners != whole || expected.matched == list.schools as u64);
            group.bench_function(BenchmarkId::new(name, &list.name), |bencher| {
                bencher.iter(|| {
                    let page: Page = select(&view, Layer::Schools, black_box(&selection));
                    assert_eq!(page, expected);
                    page
                });
            });
        }
    }
}

/// A filter that is asked for the first time: by indexes and known facts, and by a plain look at every school.
fn filtering(criterion: &mut Criterion) {
    const FILTER: &str = "level = 'SMP' AND region LIKE 'K01%' AND npsn <> 'x'";
    let question = |filter: &str| {
        let expr = cql2::parse_text(filter).expect("the bench writes filters that can be read");
        let filter = ogc::predicate(Collection::Schools, &expr, Crs::default()).expect("the columns are there");
        Question { filter: Some(filter), ..Question::default() }
    };
    let mut group = criterion.benchmark_group("filter");
    for list in lists() {
        let snapshot = snapshot(&list);
        let view = snapshot.view();
        let population = Population::new(&view, Collection::Schools);
        let answer = |question: &Question| question.answer(&population, Instant::now() + Duration::from_secs(60));
        let plain = question(&format!("({FILTER}) OR hub = 'x'"));
        let expected = answer(&plain).expect("a minute is enough");
        assert!(expected.matched() > 0);
        for (name, question) in [("first", question(FILTER)), ("plain", plain)] {
            group.bench_function(BenchmarkId::new(name, &list.name), |bencher| {
                bencher.iter(|| assert_eq!(answer(black_box(&question)).as_ref(), Some(&expected)));
            });
        }
    }
}

criterion_group!(benches, reading, planning, beside, writing, paging, filtering);
criterion_main!(benches);
