//! The kernels one at a time on a small list, for `.ci/counts`, which counts their instructions under valgrind.
//!
//! ```text
//! cargo bench --bench counts                    runs every kernel once
//! cargo bench --bench counts -- names           names them, each behind what it needs
//! cargo bench --bench counts -- NEED [KERNEL]   makes what it needs, and runs it where it is named
//! ```
//!
//! Instructions are the same on a quiet and on a busy machine, so that a kernel that does more work is seen where times would hide it.

mod random;

use imbas::audit::{self, Decisions};
use imbas::geodesy::Point;
use imbas::import::{self, Import, Source};
use imbas::index::PointTree;
use imbas::model::{RegionLevel, School};
use imbas::plan::{Baseline, LevelMap, Overrides, Problem, Rules, built_in, read_programme, reasons, solve_with_baselines};
use imbas::publish::mvt::{self, Atlas, MapLayer};
use imbas::publish::{BBox, Layer, Selection, select, write_features};
use imbas::regions::{Boundaries, Regions};
use imbas::snapshot::{Dataset, Inputs, Snapshot};
use imbas::tile::{Tile, World};
use random::Random;
use std::borrow::Cow;
use std::fmt::Write as _;
use std::hint::black_box;

const SEED: u64 = 20_261_125;
const SCHOOLS: usize = 4_000;
/// One school in so many is a hub.
const HUB_EVERY: usize = 13;
const REGENCIES: usize = 20;
/// A kernel that takes few instructions is run so often: what it needs is made with some tens of thousands more or less.
const TIMES: usize = 5;
const LEVELS: [&str; 5] = ["SD", "SD", "SD", "SMP", "SMA"];
/// Places of each hub at which demand is about equal to supply.
const EQUAL: u32 = 12;

/// Schools in a strip along the equator, four to a square of a hundredth of a degree, in regencies of two hundred.
fn list() -> Source {
    let mut random = Random(SEED);
    let mut text = String::from("npsn,nama,bentuk_pendidikan,status,kode_kabupaten,lintang,bujur,penggerak\n");
    for number in 0..SCHOOLS {
        let (lon, lat) = (95.0 + random.unit() * SCHOOLS as f64 / 40_000.0, random.unit() - 0.5);
        let (level, hub) = (LEVELS[number % LEVELS.len()], u8::from(number % HUB_EVERY == 0));
        let npsn = 10_000_000 + number;
        let _ = writeln!(text, "{npsn},{level} {number},{level},Negeri,K{:03},{lat:.6},{lon:.6},{hub}", number % REGENCIES);
    }
    Source::Bytes { name: "sekolah.csv".into(), bytes: Cow::Owned(text.into_bytes()) }
}

/// A name and the work.
type Kernel<F> = (&'static str, F);

/// Kernels, by what they need.
const OF_LIST: [Kernel<fn(&Source)>; 1] = [("read", |list| assert_eq!(import(list).records.len(), SCHOOLS))];
const OF_IMPORT: [Kernel<fn(Import)>; 1] = [("audit", audit)];
const OF_DATASET: [Kernel<fn(&Dataset)>; 7] = [
    ("build the index", index),
    ("16 nearest hubs of each school", nearest),
    ("schools within 5 km of each school", within),
    ("plan, country, shortage", |data| plan(data, &rules(RegionLevel::Country, 3))),
    ("plan, country, demand about equal to supply", |data| plan(data, &rules(RegionLevel::Country, EQUAL))),
    ("plan, country, minimum and own regency first", |data| plan(data, &with_minimum(EQUAL))),
    ("plan, regency", |data| plan(data, &rules(RegionLevel::Regency, 15))),
];
const OF_SNAPSHOT: [Kernel<fn(&Snapshot)>; 5] = [
    ("reasons", explain),
    ("what-if of each regency", what_if),
    ("write the plan", write),
    ("tiles", tiles),
    ("pages of GeoJSON", pages),
];

fn import(list: &Source) -> Import {
    import::read(std::slice::from_ref(list)).expect("a synthetic list can be read")
}

fn audit(import: Import) {
    let settings = audit::Settings::default();
    let audit = audit::run(import, Decisions::default(), &mut Regions::national(), &Boundaries::default(), &settings);
    assert_eq!(audit.schools.len(), SCHOOLS);
}

fn dataset(list: Source) -> Dataset {
    let inputs = Inputs { lists: vec![list], synthetic: true, ..Inputs::default() };
    Dataset::load(&inputs, &mut |_| {}).expect("a synthetic list can be read")
}

fn snapshot(data: Dataset) -> Snapshot {
    let (_, text) = built_in().iter().find(|(id, _)| *id == "netral").expect("the neutral programme ships");
    let (programme, _) = read_programme("netral", text).expect("a programme that ships can be read");
    let rules = rules(RegionLevel::Regency, 15);
    let snapshot = Snapshot::build(data, programme, rules, &mut |_| {}).expect("the rules fit");
    snapshot.make_places();
    snapshot
}

fn rules(within: RegionLevel, max: u32) -> Rules {
    let (within, reach_m) = (LevelMap::all(within), LevelMap::all(Some(20_000.0)));
    Rules { within, reach_m, max: LevelMap::all(Some(max)), ..Rules::default() }
}

fn with_minimum(max: u32) -> Rules {
    Rules { min: LevelMap::all(2), tier: Some(RegionLevel::Regency), ..rules(RegionLevel::Country, max) }
}

fn points(data: &Dataset, belongs: impl Fn(&School) -> bool) -> Vec<Point> {
    let schools = data.audit.schools.iter().filter(|school| belongs(school));
    schools.map(|school| Point::new(school.position.expect("every made-up school has a place"))).collect()
}

fn index(data: &Dataset) {
    let points = points(data, |_| true);
    for _ in 0..TIMES {
        black_box(PointTree::new(&points));
    }
}

fn nearest(data: &Dataset) {
    let (hubs, schools) = (points(data, |school| school.hub.is_some()), points(data, |school| school.hub.is_none()));
    assert_eq!(PointTree::new(&hubs).nearest_each(&schools, 16).len(), 16 * schools.len());
}

fn within(data: &Dataset) {
    let all = points(data, |_| true);
    let crowds = PointTree::new(&all).crowd_each(&all, 5_000.0);
    assert!(crowds.iter().all(|crowd| crowd.count > 0));
}

fn plan(data: &Dataset, rules: &Rules) {
    let problem = Problem::new(&data.audit.schools, &data.regions, rules).expect("the rules fit");
    let (plan, practice) = solve_with_baselines(&problem).expect("the work is within the limits");
    assert!(plan.objective.priority >= practice.greedy.objective.priority);
}

fn explain(snapshot: &Snapshot) {
    let rules = rules(RegionLevel::Country, 3);
    let problem = Problem::new(&snapshot.data.audit.schools, &snapshot.data.regions, &rules).expect("the rules fit");
    // Three of four schools are without a hub, and every way out of it is looked for.
    let greedy = &snapshot.view().baselines().greedy;
    let assignments = greedy.assignments.iter().copied().step_by(4).collect();
    let few = Baseline { assignments, ..*greedy }.plan(&problem, &snapshot.plan);
    assert!(reasons(&problem, &few).len() > SCHOOLS / 2);
}

fn what_if(snapshot: &Snapshot) {
    let overrides = Overrides { max: Some(10), ..Overrides::default() };
    for school in &snapshot.data.audit.schools[..REGENCIES] {
        let regency = school.regions.regency.expect("every made-up school has a regency");
        let what_if = snapshot.replan(regency, &[], &overrides).expect("a regency is small");
        assert!(what_if.plan.counts.members > 0);
    }
}

fn write(snapshot: &Snapshot) {
    let file = snapshot.plan_file();
    for _ in 0..TIMES {
        let mut bytes = Vec::new();
        file.write(&mut bytes).expect("a vector takes every byte");
        assert!(bytes.ends_with(b"]\n}\n"));
    }
}

fn tiles(snapshot: &Snapshot) {
    let view = snapshot.view();
    let atlas = Atlas::new(&view);
    for school in view.schools().iter().step_by(SCHOOLS / 8) {
        let place = World::clamped(school.position.expect("every made-up school has a place"));
        for layer in [MapLayer::Schools, MapLayer::Clusters, MapLayer::Links] {
            for zoom in [8, 11] {
                assert!(mvt::tile(&view, &atlas, layer, Tile::around(place, zoom), None).len() <= mvt::MOST_BYTES);
            }
        }
    }
}

fn pages(snapshot: &Snapshot) {
    let view = snapshot.view();
    for west in 0..100 {
        let west = 95.0 + f64::from(west) * 0.001;
        let bbox = BBox::new([west, -0.5, west + 0.01, 0.5]).ok();
        let page = select(&view, Layer::Schools, &Selection { bbox, limit: Some(100), ..Selection::default() });
        let mut bytes = Vec::new();
        write_features(&view, Layer::Schools, &page, None, &mut bytes).expect("a vector takes every byte");
        assert!(!page.items.is_empty());
    }
}

/// The work of this name.
fn find<F: Copy>(kernels: &[Kernel<F>], name: &str) -> F {
    kernels.iter().find(|(known, _)| *known == name).unwrap_or_else(|| panic!("no kernel is named {name:?}")).1
}

/// Makes what is needed, and runs the kernel of this name on it.
fn run(need: &str, name: Option<&str>) {
    let list = list();
    match need {
        "list" => name.map(|name| find(&OF_LIST, name)(&list)),
        "import" => {
            let import = import(&list);
            name.map(|name| find(&OF_IMPORT, name)(import))
        }
        "dataset" => {
            let data = dataset(list);
            name.map(|name| find(&OF_DATASET, name)(&data))
        }
        "snapshot" => {
            let snapshot = snapshot(dataset(list));
            name.map(|name| find(&OF_SNAPSHOT, name)(&snapshot))
        }
        _ => panic!("nothing is named {need:?}"),
    };
}

/// All kernels, each behind what it needs.
fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    fn names<F>(need: &'static str, kernels: &'static [Kernel<F>]) -> impl Iterator<Item = (&'static str, &'static str)> {
        kernels.iter().map(move |(name, _)| (need, *name))
    }
    names("list", &OF_LIST)
        .chain(names("import", &OF_IMPORT))
        .chain(names("dataset", &OF_DATASET))
        .chain(names("snapshot", &OF_SNAPSHOT))
}

fn main() {
    let given: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    match given.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => all().for_each(|(need, name)| run(need, Some(name))),
        ["names"] => all().for_each(|(need, name)| println!("{need}\t{name}")),
        [need] => run(need, None),
        [need, name, ..] => run(need, Some(name)),
    }
}
