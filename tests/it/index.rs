//! The index against brute force with Karney's geodesic, and the planning metres against the same witness.

#[path = "../../benches/random/mod.rs"]
mod random;

use geo::{Destination, Distance, Geodesic};
use imbas::geodesy::{Point, distance_m};
use imbas::index::{ARC_LIMIT_M, Bounds, Neighbour, Neighbours, PointTree, Windows};
use imbas::model::LonLat;
use proptest::prelude::*;
use random::Random;

const SEED: u64 = 20_260_101;

impl Random {
    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + self.unit() * (high - low)
    }

    fn position(&mut self, [west, east]: [f64; 2], [south, north]: [f64; 2]) -> LonLat {
        at(self.between(west, east), self.between(south, north))
    }
}

fn at(lon: f64, lat: f64) -> LonLat {
    LonLat::new(lon, lat).unwrap()
}

fn turned(lon: f64) -> f64 {
    if lon > 180.0 {
        lon - 360.0
    } else if lon < -180.0 {
        lon + 360.0
    } else {
        lon
    }
}

fn karney_m(a: LonLat, b: LonLat) -> f64 {
    Geodesic.distance(geo::Point::new(a.lon(), a.lat()), geo::Point::new(b.lon(), b.lat()))
}

/// The planning distance by a plain scan: the arc, and Karney's distance beyond its limit.
fn brute(positions: &[LonLat], from: LonLat, accepts: impl Fn(u32) -> bool) -> Vec<Neighbour> {
    let numbered = positions.iter().zip(0..).filter(|(_, index)| accepts(*index));
    let mut found: Vec<Neighbour> = numbered
        .map(|(position, index)| {
            let arc_m = distance_m(from, *position);
            let distance_m = if arc_m <= ARC_LIMIT_M { arc_m } else { karney_m(from, *position) };
            Neighbour { index, distance_m }
        })
        .collect();
    found.sort_by(|a, b| a.distance_m.total_cmp(&b.distance_m).then(a.index.cmp(&b.index)));
    found
}

/// Scattered over the country, over the world, in clusters with equal points, around the poles and at the antimeridian.
fn point_sets() -> Vec<(&'static str, Vec<LonLat>)> {
    let mut random = Random(SEED);
    let country = (0..400).map(|_| random.position([95.0, 141.0], [-11.0, 6.0])).collect();
    let world = (0..300).map(|_| random.position([-180.0, 180.0], [-90.0, 90.0])).collect();
    let mut clustered = Vec::new();
    for _ in 0..12 {
        let centre = random.position([95.0, 141.0], [-11.0, 6.0]);
        for _ in 0..25 {
            let (east, north) = (random.between(-0.05, 0.05), random.between(-0.05, 0.05));
            clustered.push(at(centre.lon() + east, centre.lat() + north));
        }
        clustered.extend([centre; 5]);
    }
    let mut poles: Vec<LonLat> = (0..100).map(|_| random.position([-180.0, 180.0], [88.0, 90.0])).collect();
    poles.extend((0..50).map(|_| random.position([-180.0, 180.0], [-90.0, -89.0])));
    let antimeridian = (0..200).map(|_| at(turned(random.between(179.0, 181.0)), random.between(-11.0, 6.0))).collect();
    vec![("country", country), ("world", world), ("clustered", clustered), ("poles", poles), ("antimeridian", antimeridian)]
}

#[test]
fn the_nearest_are_those_of_brute_force() {
    for (name, positions) in point_sets() {
        let neighbours = Neighbours::new((0..).zip(positions.iter().copied()));
        for from in positions.iter().step_by(17).copied().chain([at(100.0, 0.0), at(180.0, 0.0), at(0.0, 90.0)]) {
            for count in [0, 1, 8, 1_000] {
                let expected: Vec<Neighbour> = brute(&positions, from, |_| true).into_iter().take(count).collect();
                assert_eq!(neighbours.nearest(from, count, |_| true), expected, "{name} {from:?} {count}");
            }
            let thirds: Vec<Neighbour> = brute(&positions, from, |index| index % 3 == 0).into_iter().take(5).collect();
            assert_eq!(neighbours.nearest(from, 5, |index| index % 3 == 0), thirds, "{name} {from:?}");
        }
    }
}

#[test]
fn all_within_a_reach_are_those_of_brute_force() {
    for (name, positions) in point_sets() {
        let neighbours = Neighbours::new((0..).zip(positions.iter().copied()));
        for from in positions.iter().step_by(29).copied() {
            let all = brute(&positions, from, |_| true);
            // A reach is inclusive: exactly as far as one of the points, and infinity.
            for reach_m in [0.0, 10_000.0, 250_000.0, all[all.len() / 2].distance_m, f64::INFINITY] {
                let expected: Vec<Neighbour> = all.iter().copied().filter(|found| found.distance_m <= reach_m).collect();
                assert_eq!(neighbours.within(from, reach_m, |_| true), expected, "{name} {from:?} {reach_m}");
            }
            assert_eq!(neighbours.within(from, f64::NAN, |_| true), []);
            assert_eq!(neighbours.within(from, -1.0, |_| true), []);
        }
    }
}

#[test]
fn the_order_is_karney_s_to_a_centimetre() {
    for (name, positions) in point_sets() {
        let neighbours = Neighbours::new((0..).zip(positions.iter().copied()));
        let from = positions[0];
        let distances = neighbours
            .nearest(from, positions.len(), |_| true)
            .into_iter()
            .map(|found| karney_m(from, positions[found.index as usize]));
        assert!(distances.collect::<Vec<_>>().windows(2).all(|pair| pair[1] > pair[0] - 0.01), "{name}");
    }
}

#[test]
fn hubs_within_reach_are_those_of_a_plain_scan() {
    for (name, positions) in point_sets() {
        let points: Vec<Point> = positions.iter().copied().map(Point::new).collect();
        let tree = PointTree::new(&points);
        for from in points.iter().step_by(31) {
            for reach_m in [0.0, 3_000.0, 80_000.0, f64::INFINITY] {
                let mut expected: Vec<(u32, f64)> = (0..).zip(&points).map(|(hub, point)| (hub, from.arc_m(point))).collect();
                expected.retain(|(_, arc_m)| *arc_m <= reach_m);
                expected.sort_by_key(|(hub, arc_m)| (imbas::geodesy::whole_metres(*arc_m), *hub));
                assert_eq!(tree.within(from, reach_m), expected, "{name} {reach_m}");
            }
            let chords: Vec<f64> = tree.by_chord(from).map(|(_, chord_m)| chord_m).collect();
            assert!(chords.len() == points.len() && chords.is_sorted());
        }
    }
}

#[test]
fn the_nearest_of_many_places_are_those_of_a_plain_scan() {
    for (name, positions) in point_sets() {
        let points: Vec<Point> = positions.iter().copied().map(Point::new).collect();
        for (hubs, count) in [(points.as_slice(), 1), (&points, 16), (&points[..10], 16), (&points[..1], 3), (&points[..0], 2)] {
            let width = count.min(hubs.len());
            let found = PointTree::new(hubs).nearest_each(&points, count);
            for (from, row) in points.iter().zip(found.chunks(width.max(1))) {
                let mut expected: Vec<(f64, u32)> = hubs.iter().map(|hub| from.chord_squared(hub).sqrt()).zip(0..).collect();
                expected.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
                assert!(row.iter().map(|(hub, chord_m)| (*chord_m, *hub)).eq(expected.into_iter().take(width)), "{name}");
            }
            assert_eq!(found.len(), width * points.len(), "{name}");
        }
    }
}

#[test]
fn the_crowd_around_many_places_is_that_of_a_plain_scan() {
    for (name, positions) in point_sets() {
        let points: Vec<Point> = positions.iter().copied().map(Point::new).collect();
        let tree = PointTree::new(&points);
        for reach_m in [0.0, 5_000.0, 300_000.0, 1e9] {
            for (from, crowd) in points.iter().zip(tree.crowd_each(&points, reach_m)) {
                let chords = points.iter().map(|point| from.chord_squared(point)).filter(|squared| *squared <= reach_m * reach_m);
                let (count, chords_m) = chords.fold((0, 0.0), |(count, sum), squared| (count + 1, sum + squared.sqrt()));
                assert_eq!(crowd.count, count, "{name} {reach_m}");
                assert!((crowd.chords_m - chords_m).abs() <= 1e-9 * chords_m, "{name} {reach_m}");
            }
        }
    }
}

/// The largest misfit between the planning arc and Karney's geodesic at this distance.
fn misfit_m(length_m: f64, lons: [f64; 2]) -> f64 {
    let mut random = Random(SEED);
    let misfits = (0..4_000).map(|_| {
        let (lon, lat) = (turned(random.between(lons[0], lons[1])), random.between(-11.0, 6.0));
        let to = Geodesic.destination(geo::Point::new(lon, lat), random.between(0.0, 360.0), length_m);
        let (from, to) = (at(lon, lat), at(turned(to.x()), to.y()));
        (distance_m(from, to) - karney_m(from, to)).abs()
    });
    misfits.fold(0.0, f64::max)
}

#[test]
fn planning_metres_agree_with_karney() {
    for lons in [[94.0, 142.0], [179.5, 180.5]] {
        for length_m in [1.0, 100.0, 5_000.0, 20_000.0, 50_000.0] {
            assert!(misfit_m(length_m, lons) < 1e-3, "{length_m} m: {} m", misfit_m(length_m, lons));
        }
        for length_m in [75_000.0, 100_000.0] {
            assert!(misfit_m(length_m, lons) < 1e-2, "{length_m} m: {} m", misfit_m(length_m, lons));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_window_holds_what_a_plain_scan_finds(
        points in prop::collection::vec((-180.0..=180.0, -90.0..=90.0), 0..60),
        west in -180.0..=180.0, east in -180.0..=180.0, low in -90.0..=90.0, high in -90.0..=90.0,
    ) {
        let (south, north) = if low <= high { (low, high) } else { (high, low) };
        let windows = Windows::new((0..).zip(points.iter().map(|(lon, lat)| Bounds::point(at(*lon, *lat)))));
        let holds = |&(lon, lat): &(f64, f64)| {
            let by_lon = if west <= east { (west..=east).contains(&lon) } else { lon >= west || lon <= east };
            by_lon && (south..=north).contains(&lat)
        };
        let expected: Vec<u32> = (0..).zip(&points).filter(|(_, point)| holds(point)).map(|(index, _)| index).collect();
        prop_assert_eq!(windows.meeting(Bounds::new(west, south, east, north).unwrap()), expected);
    }
}
