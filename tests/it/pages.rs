//! Pages of a long list: what the trees count and find is what a plain loop counts and finds.

use imbas::demo;
use imbas::import::Source;
use imbas::model::{Level, LonLat};
use imbas::plan::{LevelMap, Rules, State, built_in, read_programme};
use imbas::publish::{BBox, Layer, Selection, select};
use imbas::snapshot::{Dataset, Inputs, Snapshot, View};
use std::borrow::Cow;

const SEED: u64 = 20_261_124;
/// More than are listed at once, so that both ways of finding a page are gone.
const SCHOOLS: u64 = 9_000;

fn snapshot() -> Snapshot {
    let mut bytes = Vec::new();
    demo::write(&demo::Settings { schools: SCHOOLS, seed: SEED, defects: true }, &mut bytes, None::<&mut Vec<u8>>).unwrap();
    let inputs =
        Inputs { lists: vec![Source::Bytes { name: "sekolah.csv".into(), bytes: Cow::Owned(bytes) }], ..Inputs::default() };
    let (_, text) = built_in().iter().find(|(name, _)| *name == "netral").unwrap();
    let (programme, _) = read_programme("netral", text).unwrap();
    let rules = Rules { reach_m: LevelMap::all(Some(3_000.0)), ..Rules::default() };
    Snapshot::build(Dataset::load(&inputs, &mut |_| {}).unwrap(), programme, rules, &mut |_| {}).unwrap()
}

/// What fits, by a plain loop.
fn expected(view: &View<'_>, level: Option<Level>, corners: Option<[f64; 4]>) -> Vec<u32> {
    let holds = |at: LonLat| {
        corners.is_none_or(|[west, south, east, north]| {
            west <= at.lon() && at.lon() <= east && south <= at.lat() && at.lat() <= north
        })
    };
    let fits = |at: &u32| {
        let school = view.school(*at);
        let placed = school.position.map_or(corners.is_none(), holds);
        placed && level.is_none_or(|level| school.level() == Some(level)) && !matches!(view.state(*at), State::OutOfScope(_))
    };
    view.located(None).filter(fits).collect()
}

fn check(view: &View<'_>, level: Option<Level>, corners: Option<[f64; 4]>, limit: usize) {
    let bbox = corners.map(|corners| BBox::new(corners).unwrap());
    let expected = expected(view, level, corners);
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let selection = Selection { level, bbox, limit: Some(limit), after, ..Selection::default() };
        let page = select(view, Layer::Schools, &selection);
        assert_eq!(page.matched, expected.len() as u64, "{level:?} {corners:?}");
        assert!(page.items.len() <= limit);
        found.extend(page.items);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(found, expected, "seed {SEED}, {level:?} {corners:?}");
}

#[test]
fn pages_hold_what_a_plain_loop_finds_whatever_the_box() {
    let snapshot = snapshot();
    let view = snapshot.view();
    let positions: Vec<LonLat> = snapshot.data.audit.schools.iter().filter_map(|school| school.position).collect();
    let lons = || positions.iter().map(|at| at.lon());
    let (west, east) = (lons().fold(f64::INFINITY, f64::min), lons().fold(f64::NEG_INFINITY, f64::max));
    let middle = f64::midpoint(west, east);
    for level in [None, Some(Level::Sd), Some(Level::Slb)] {
        check(&view, level, None, 700);
        for corners in [
            [-180.0, -90.0, 180.0, 90.0],
            [west, -11.0, east, 6.0],
            [west, -11.0, middle, 6.0],
            [middle - 0.05, -11.0, middle + 0.05, 6.0],
            [0.0, 0.0, 0.0, 0.0],
        ] {
            check(&view, level, Some(corners), 700);
        }
    }
}
