//! The points near a point, nearest first.
//!
//! In: earth-centred points. Out: their numbers with chords or arcs. Must not know: who asks.

use crate::geodesy::{Point, whole_metres};
use crate::index::order::spatial_order;
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

/// Points of one leaf of the tree, which are scanned together.
///
/// A tree whose leaves are single points, as `rstar` alone has them, takes four times as long for sixteen neighbours.
const LEAF: usize = 16;

/// An R-tree over earth-centred points, numbered as they were given.
///
/// The tree holds boxes of sixteen neighbours; their coordinates lie one after another in flat arrays.
#[derive(Debug)]
pub struct PointTree {
    tree: RTree<GeomWithData<Rectangle<[f64; 3]>, u32>>,
    pub(super) numbers: Vec<u32>,
    pub(super) points: Vec<Point>,
}

impl PointTree {
    /// Loads the points in one go.
    ///
    /// Cost: O(n log n).
    #[must_use]
    pub fn new<'p>(points: impl IntoIterator<Item = &'p Point>) -> Self {
        let given: Vec<Point> = points.into_iter().copied().collect();
        let numbers = spatial_order(&given, LEAF);
        let points: Vec<Point> = numbers.iter().map(|number| given[*number as usize]).collect();
        let leaves = points.chunks(LEAF).zip(0..).map(|(leaf, at)| {
            let aabb = AABB::from_points(leaf.iter().map(|point| &point.xyz));
            GeomWithData::new(Rectangle::from_aabb(aabb), at)
        });
        Self { tree: RTree::bulk_load(leaves.collect()), numbers, points }
    }

    /// All points by growing chord, as number and chord in metres; equal chords in no fixed order.
    ///
    /// A chord is a lower bound of its arc, and of the arcs of all that follow.
    pub fn by_chord(&self, from: &Point) -> impl Iterator<Item = (u32, f64)> {
        self.places_by_chord(*from).map(|(place, chord_m)| (self.numbers[place as usize], chord_m))
    }

    /// As [`PointTree::by_chord`], but with the points' places in the flat arrays.
    pub(super) fn places_by_chord(&self, from: Point) -> impl Iterator<Item = (u32, f64)> {
        let mut leaves = self.tree.nearest_neighbor_iter_with_distance_2(from.xyz).peekable();
        let mut near: BinaryHeap<Reverse<(u64, u32)>> = BinaryHeap::new();
        std::iter::from_fn(move || {
            // Squares of chords are not negative, so that their bits have their order.
            while let Some((leaf, squared)) = leaves.peek() {
                if near.peek().is_some_and(|Reverse((bits, _))| f64::from_bits(*bits) < squared * (1.0 - 1e-12)) {
                    break;
                }
                let places = self.leaf(leaf.data as usize * LEAF);
                let first = leaf.data * LEAF as u32;
                let squares = self.points[places].iter().map(|point| from.chord_squared(point).to_bits());
                near.extend(squares.zip(first..).map(Reverse));
                leaves.next();
            }
            near.pop().map(|Reverse((bits, place))| (place, f64::from_bits(bits).sqrt()))
        })
    }

    /// All points whose arc is at most `reach_m`, as number and arc in metres, by whole planning metres and then by number.
    #[must_use]
    pub fn within(&self, from: &Point, reach_m: f64) -> Vec<(u32, f64)> {
        let mut found = Vec::new();
        for first in self.leaves_around(from, from, reach_m) {
            found.extend(self.leaf(first).map(|place| (self.numbers[place], from.arc_m(&self.points[place]))));
        }
        found.retain(|(_, arc_m)| *arc_m <= reach_m);
        found.sort_unstable_by_key(|(number, arc_m)| (whole_metres(*arc_m), *number));
        found
    }

    /// The first places of all leaves that come nearer than a reach to the box between two corners, in growing order.
    pub(super) fn leaves_around(&self, low: &Point, high: &Point, reach_m: f64) -> Vec<usize> {
        // No arc is shorter than its chord; the margin covers rounding, also of the boxes' corners.
        let margin_m = reach_m * (1.0 + 1e-12) + 1e-3;
        let around = AABB::from_corners(low.xyz.map(|metres| metres - margin_m), high.xyz.map(|metres| metres + margin_m));
        let found = self.tree.locate_in_envelope_intersecting(around);
        let mut leaves: Vec<usize> = found.map(|leaf| leaf.data as usize * LEAF).collect();
        leaves.sort_unstable();
        leaves
    }

    /// All leaves by growing chord, each as its places with the chord to its box, a hair shortened for rounding.
    pub(super) fn leaves_by_chord(&self, from: &Point) -> impl Iterator<Item = (Range<usize>, f64)> {
        let leaves = self.tree.nearest_neighbor_iter_with_distance_2(from.xyz);
        leaves.map(|(leaf, squared)| (self.leaf(leaf.data as usize * LEAF), squared.sqrt() * (1.0 - 1e-12)))
    }

    /// The places of the leaf that begins at one.
    pub(super) fn leaf(&self, first: usize) -> Range<usize> {
        first..(first + LEAF).min(self.points.len())
    }
}
