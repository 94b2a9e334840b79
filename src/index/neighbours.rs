//! The schools near a place, in exact WGS84 order.
//!
//! In: positions with their numbers. Out: [`Neighbour`]s, nearest first, ties by number. Must not know: schools, plans.

use crate::geodesy::{ECCENTRICITY_SQUARED, EQUATOR_RADIUS_M, Point};
use crate::index::PointTree;
use crate::model::LonLat;
use geo::{Distance, Geodesic};
use rayon::prelude::*;
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// Up to here the planning arc is the distance; beyond, Karney's geodesic.
pub const ARC_LIMIT_M: f64 = 100_000.0;

/// One found place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Neighbour {
    /// The number it was given.
    pub index: u32,
    /// Straight line on WGS84, in metres.
    pub distance_m: f64,
}

/// An R-tree over earth-centred points: no antimeridian, no poles, and a box in space is a true lower bound.
///
/// ```
/// use imbas::index::Neighbours;
/// use imbas::model::LonLat;
///
/// let at = |lon| LonLat::new(lon, -0.3).unwrap();
/// let schools = Neighbours::new([(0, at(100.36)), (1, at(100.37)), (2, at(100.39))]);
/// let nearest = schools.nearest(at(100.38), 2, |index| index != 1);
/// assert_eq!(nearest.iter().map(|found| found.index).collect::<Vec<_>>(), [2, 0]);
/// ```
#[derive(Debug)]
pub struct Neighbours {
    tree: PointTree,
    /// Numbers and positions, in the order in which they were given.
    given: Vec<(u32, LonLat)>,
}

impl Neighbours {
    /// Loads numbered positions in one go; numbers need not be dense, schools without position are left out.
    ///
    /// Cost: O(n log n).
    #[must_use]
    pub fn new(positions: impl IntoIterator<Item = (u32, LonLat)>) -> Self {
        let given: Vec<(u32, LonLat)> = positions.into_iter().collect();
        let points: Vec<Point> = given.par_iter().map(|(_, position)| Point::new(*position)).collect();
        Self { tree: PointTree::new(&points), given }
    }

    /// The `count` nearest of those that are accepted.
    ///
    /// Cost: O(log n + those looked at); a filter that accepts few looks at many.
    #[must_use]
    pub fn nearest(&self, from: LonLat, count: usize, accepts: impl Fn(u32) -> bool) -> Vec<Neighbour> {
        let origin = Origin::new(from);
        let mut best: BinaryHeap<Ranked> = BinaryHeap::new();
        for (place, chord_m) in self.tree.places_by_chord(origin.point) {
            let farthest_m = best.peek().filter(|_| best.len() >= count).map(|worst| worst.0.distance_m);
            // The tree goes by chord; a longer chord may have the shorter arc, but none shorter than its bound.
            if count == 0 || farthest_m.is_some_and(|farthest_m| lower_bound_m(chord_m) > farthest_m) {
                break;
            }
            let located = self.located(place as usize);
            if accepts(located.index) {
                best.push(Ranked(origin.neighbour(&located)));
                if best.len() > count {
                    best.pop();
                }
            }
        }
        best.into_sorted_vec().into_iter().map(|ranked| ranked.0).collect()
    }

    /// All that are accepted and not farther than `reach_m`; an infinite reach is no limit.
    #[must_use]
    pub fn within(&self, from: LonLat, reach_m: f64, accepts: impl Fn(u32) -> bool) -> Vec<Neighbour> {
        let origin = Origin::new(from);
        let leaves = self.tree.leaves_around(&origin.point, &origin.point, reach_m);
        let located = leaves.into_iter().flat_map(|first| self.tree.leaf(first)).map(|place| self.located(place));
        let accepted = located.filter(|located| accepts(located.index));
        let mut found: Vec<Neighbour> =
            accepted.map(|located| origin.neighbour(&located)).filter(|found| found.distance_m <= reach_m).collect();
        found.sort_unstable_by(Neighbour::order);
        found
    }

    /// What stands at a place of the tree.
    fn located(&self, place: usize) -> Located {
        let (index, position) = self.given[self.tree.numbers[place] as usize];
        Located { point: self.tree.points[place], position, index }
    }
}

impl Neighbour {
    /// By distance, then by number.
    fn order(&self, other: &Self) -> Ordering {
        self.distance_m.total_cmp(&other.distance_m).then(self.index.cmp(&other.index))
    }
}

/// Where a question is asked from.
struct Origin {
    position: LonLat,
    point: Point,
}

impl Origin {
    fn new(position: LonLat) -> Self {
        Self { position, point: Point::new(position) }
    }

    fn neighbour(&self, located: &Located) -> Neighbour {
        let arc_m = self.point.arc_m(&located.point);
        let distance_m = if arc_m <= ARC_LIMIT_M { arc_m } else { geodesic_m(self.position, located.position) };
        Neighbour { index: located.index, distance_m }
    }
}

/// Karney's distance on WGS84.
fn geodesic_m(a: LonLat, b: LonLat) -> f64 {
    Geodesic.distance(geo::Point::new(a.lon(), a.lat()), geo::Point::new(b.lon(), b.lat()))
}

/// The shortest that a geodesic with this chord can be: the arc on a sphere as flat as the ellipsoid is at its poles.
///
/// Source: Schur's comparison theorem; no normal curvature of the ellipsoid is below `b / a²`, its value at the poles.
fn lower_bound_m(chord_m: f64) -> f64 {
    let diameter = 2.0 * EQUATOR_RADIUS_M / (1.0 - ECCENTRICITY_SQUARED).sqrt();
    // A hair less, because chords are rounded.
    diameter * (chord_m / diameter).min(1.0).asin() * (1.0 - 1e-9) - 1e-3
}

/// A numbered position of the tree.
#[derive(Clone, Copy)]
struct Located {
    point: Point,
    position: LonLat,
    index: u32,
}

/// The farthest of the best stands on top of the heap.
struct Ranked(Neighbour);

impl Ord for Ranked {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.order(&other.0)
    }
}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Eq for Ranked {}

impl PartialEq for Ranked {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}
