//! What indexes and known levels and regions find is what a plain look at every feature finds.

use crate::mvt::{ARCHIPELAGO, STACK};
use imbas::cql2;
use imbas::crs::Crs;
use imbas::publish::Collection;
use imbas::publish::ogc::{Found, Population, Question, Window, predicate};
use imbas::snapshot::View;
use std::time::{Duration, Instant};

/// Longer than any question of the tests takes.
const PATIENCE: Duration = Duration::from_secs(600);
const LOCATED: [Collection; 3] = [Collection::Schools, Collection::Clusters, Collection::Links];

/// Filters of every kind that an index or a known fact may answer, and some that none can.
const FILTERS: &[&str] = &[
    "level = 'SMP'",
    "level IN ('SMP', 'SLB', 'nothing')",
    "NOT level = 'SD'",
    "level IS NULL",
    "level <> 'SD' AND region LIKE '13.%'",
    "region LIKE '13%'",
    "region LIKE '13.0%'",
    "region LIKE '99.01%' AND level = 'SD'",
    "region LIKE '%.02'",
    "region = '99.01.01'",
    "regency_code IN ('99.01', '99.02', '13.75') AND NOT district_code LIKE '%3'",
    "province_code = '99'",
    "regency LIKE 'K%' AND district LIKE '_%a%'",
    "(level = 'SD' OR level = 'SMA') AND region LIKE '99.%'",
    "(level = 'SD' OR region LIKE '99.02%')",
    "region < '99.02' AND hub <> '00000000'",
    "level = 'SD' AND S_INTERSECTS(geometry, BBOX(120, -6, 124, 2))",
    "TRUE",
    "FALSE",
];

fn question(collection: Collection, filter: &str, window: Option<Window>) -> Question {
    let expr = cql2::parse_text(filter).expect("the tests write filters that can be read");
    let filter = predicate(collection, &expr, Crs::default()).expect("the columns are there");
    Question { window, filter: Some(filter), order: Vec::new() }
}

fn answer(population: &Population<'_>, question: &Question) -> Found {
    question.answer(population, Instant::now() + PATIENCE).expect("nobody is in a hurry")
}

/// The same filter so that no index and no fact knows any of it: its one condition speaks of several columns.
fn plainly(collection: Collection, filter: &str) -> Question {
    question(collection, &format!("({filter}) OR hub = 'nobody'"), None)
}

fn check(view: &View<'_>, collection: Collection, filter: &str) -> usize {
    let population = Population::new(view, collection);
    let asked = question(collection, filter, None);
    let found = answer(&population, &asked);
    assert_eq!(found, answer(&population, &plainly(collection, filter)), "{collection:?}: {filter}");
    if let Some(at_once) = asked.answer_at_once(&population) {
        assert_eq!(at_once, found, "{collection:?} at once: {filter}");
    }
    found.matched()
}

#[test]
fn a_filter_finds_what_a_plain_look_at_every_feature_finds() {
    let view = ARCHIPELAGO.snapshot.view();
    let found: usize = LOCATED.iter().flat_map(|one| FILTERS.iter().map(|filter| check(&view, *one, filter))).sum();
    assert!(found > 10_000, "the filters find something: {found}");
}

#[test]
fn a_box_finds_the_clusters_and_links_that_touch_it_also_across_180_degrees() {
    let boxes = [
        [120.0, -6.0, 124.0, 2.0],
        [95.0, -11.0, 141.0, 6.0],
        [100.0, -0.31, 100.4, -0.3],
        [100.36, -0.31, 100.37, -0.3],
        [0.0, 0.0, 1.0, 1.0],
    ];
    for (world, collection) in [&ARCHIPELAGO, &STACK].into_iter().flat_map(|world| LOCATED.map(|one| (world, one))) {
        let view = world.snapshot.view();
        let population = Population::new(&view, collection);
        for corners in boxes {
            let [west, south, east, north] = corners;
            let filter = format!("S_INTERSECTS(geometry, BBOX({west}, {south}, {east}, {north}))");
            let plain = answer(&population, &plainly(collection, &filter));
            let window = Window::new(Crs::default(), &corners).unwrap();
            let asked = question(collection, "TRUE", Some(window));
            assert_eq!(answer(&population, &asked), plain, "{collection:?} in {corners:?}");
            assert_eq!(answer(&population, &question(collection, &filter, None)), plain, "{collection:?} in {corners:?}");
            if let Some(at_once) = asked.answer_at_once(&population) {
                assert_eq!(at_once, plain, "{collection:?} in {corners:?} at once");
            }
        }
        let around = Question { window: Window::new(Crs::default(), &[119.0, -20.0, -179.0, 20.0]).ok(), ..Question::default() };
        let split = question(
            collection,
            "S_INTERSECTS(geometry, BBOX(119, -20, 180, 20)) OR S_INTERSECTS(geometry, BBOX(-180, -20, -179, 20))",
            None,
        );
        assert_eq!(answer(&population, &around), answer(&population, &split), "{collection:?} across 180 degrees");
    }
}
