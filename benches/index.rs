//! Loading the index and asking it, at three sizes of constant density and once clustered.

mod random;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use imbas::geodesy::Point;
use imbas::index::{Bounds, Neighbours, PointTree, Windows};
use imbas::model::LonLat;
use random::Random;
use std::hint::black_box;

const SEED: u64 = 20_260_101;

fn at(lon: f64, lat: f64) -> LonLat {
    LonLat::new(lon, lat).expect("places are made inside the country's box")
}

/// Places in a strip along the equator that grows with their number: four in a square of a hundredth of a degree.
fn even(count: usize) -> Vec<LonLat> {
    let mut random = Random(SEED);
    let width = count as f64 / 40_000.0;
    (0..count).map(|_| at(95.0 + random.unit() * width, random.unit() - 0.5)).collect()
}

/// Towns of two hundred schools each, scattered over the whole country.
fn clustered(count: usize) -> Vec<LonLat> {
    let mut random = Random(SEED);
    let towns: Vec<(f64, f64)> = (0..count / 200).map(|_| (95.0 + 46.0 * random.unit(), -10.0 + 15.0 * random.unit())).collect();
    let place = |number: usize, random: &mut Random| {
        let (lon, lat) = towns[number % towns.len()];
        at(lon + 0.02 * random.unit(), lat + 0.02 * random.unit())
    };
    (0..count).map(|number| place(number, &mut random)).collect()
}

fn sets() -> Vec<(String, Vec<LonLat>)> {
    let mut sets: Vec<_> = [2_000, 20_000, 200_000].map(|count| (format!("even-{count}"), even(count))).into();
    sets.push(("clustered-200000".to_owned(), clustered(200_000)));
    sets
}

fn numbered(places: &[LonLat]) -> impl Iterator<Item = (u32, LonLat)> {
    (0..).zip(places.iter().copied())
}

fn build(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("build");
    group.sample_size(10);
    for (name, places) in sets() {
        group.bench_with_input(BenchmarkId::new("neighbours", &name), &places, |bencher, places| {
            bencher.iter(|| Neighbours::new(numbered(black_box(places))));
        });
        group.bench_with_input(BenchmarkId::new("points", &name), &places, |bencher, places| {
            let points: Vec<Point> = places.iter().copied().map(Point::new).collect();
            bencher.iter(|| PointTree::new(black_box(&points)));
        });
        group.bench_with_input(BenchmarkId::new("windows", &name), &places, |bencher, places| {
            bencher.iter(|| Windows::new(numbered(black_box(places)).map(|(index, place)| (index, Bounds::point(place)))));
        });
    }
}

fn query(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("query");
    for (name, places) in sets() {
        let neighbours = Neighbours::new(numbered(&places));
        let windows = Windows::new(numbered(&places).map(|(index, place)| (index, Bounds::point(place))));
        let from = places[places.len() / 2];
        let window = Bounds::new(from.lon() - 0.05, from.lat() - 0.05, from.lon() + 0.05, from.lat() + 0.05).expect("a box");
        group.bench_function(BenchmarkId::new("nearest-8", &name), |bencher| {
            bencher.iter(|| {
                let found = neighbours.nearest(black_box(from), 8, |_| true);
                assert!(found.len() == 8 && found[0].distance_m == 0.0);
                found
            });
        });
        group.bench_function(BenchmarkId::new("within-2-km", &name), |bencher| {
            bencher.iter(|| {
                let found = neighbours.within(black_box(from), 2_000.0, |_| true);
                assert!(found.iter().all(|found| found.distance_m <= 2_000.0) && found[0].distance_m == 0.0);
                found
            });
        });
        group.bench_function(BenchmarkId::new("window", &name), |bencher| {
            bencher.iter(|| {
                let found = windows.meeting(black_box(window));
                assert!(found.is_sorted() && !found.is_empty());
                found
            });
        });
    }
}

/// What plans and audits ask of all places together: the sixteen nearest hubs, one place in fourteen, and all within 5 km.
fn of_each(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("of each place");
    group.sample_size(10);
    for (name, places) in sets() {
        let points: Vec<Point> = places.into_iter().map(Point::new).collect();
        let hubs = PointTree::new(points.iter().step_by(14));
        group.bench_function(BenchmarkId::new("nearest-16", &name), |bencher| {
            bencher.iter(|| {
                let found = hubs.nearest_each(black_box(&points), 16);
                assert_eq!(found.len(), 16 * points.len());
                found
            });
        });
        let tree = PointTree::new(&points);
        group.bench_function(BenchmarkId::new("within-5-km", &name), |bencher| {
            bencher.iter(|| {
                let found = tree.crowd_each(black_box(&points), 5_000.0);
                assert!(found.iter().all(|crowd| crowd.count > 0));
                found
            });
        });
    }
}

/// Whether few hubs deserve a tree: the eight nearest by the tree, and by a plain scan that sorts all.
fn few_hubs(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("few hubs");
    for count in [8, 32, 128] {
        let points: Vec<Point> = even(count).into_iter().map(Point::new).collect();
        let tree = PointTree::new(&points);
        let from = Point::new(at(95.0, 0.0));
        let scan = || {
            let mut chords: Vec<(f64, u32)> = (0..).zip(&points).map(|(hub, point)| (point.chord_squared(&from), hub)).collect();
            chords.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
            chords.into_iter().take(8).map(|(_, hub)| hub).collect::<Vec<u32>>()
        };
        group.bench_function(BenchmarkId::new("tree", count), |bencher| {
            bencher.iter(|| {
                let found: Vec<u32> = tree.by_chord(black_box(&from)).take(8).map(|(hub, _)| hub).collect();
                assert_eq!(found.len(), 8);
                found
            });
        });
        assert_eq!(scan(), tree.by_chord(&from).take(8).map(|(hub, _)| hub).collect::<Vec<u32>>());
        group.bench_function(BenchmarkId::new("scan", count), |bencher| bencher.iter(&scan));
    }
}

criterion_group!(benches, build, query, of_each, few_hubs);
criterion_main!(benches);
