//! Places that cost something beside the way there: which may be cheap from a point.
//!
//! In: earth-centred points with prices, neighbours one after another. Out: the places that may cost less than a budget, likely ones
//! first. Must not know: what a price pays for.
//!
//! A tree of boxes that knows the least price in each. A box whose distance and least price together reach the budget is left out,
//! so that where all prices are high no more places are looked at than where all are low.

use crate::geodesy::Point;
use crate::index::batch::BATCH;
use crate::index::order::middle;
use std::ops::Range;

/// A leaf has no right half.
const NONE: u32 = u32::MAX;

/// A tree over points, each with a price, whose leaves are batches of neighbours.
#[derive(Debug)]
pub struct PricedTree<V> {
    points: Vec<Point>,
    prices: Vec<V>,
    nodes: Vec<Node<V>>,
}

/// A box, its left half right behind it.
#[derive(Clone, Copy, Debug)]
struct Node<V> {
    low: [f64; 3],
    high: [f64; 3],
    least: V,
    /// The right half; [`NONE`] in a leaf.
    right: u32,
    /// The first place.
    first: u32,
}

/// Who asks: from where, how far at most, and what the way costs. A way of a given length must never cost less than a shorter one.
#[derive(Clone, Copy, Debug)]
pub struct Asker<'p, C> {
    /// From where.
    pub from: &'p Point,
    /// The longest chord in metres.
    pub within_m: f64,
    /// The least cost of a way with a chord of so many whole metres.
    pub way: C,
}

impl<V: Copy + Ord> Node<V> {
    /// Of two halves, of which this is the left one.
    fn joined(&self, right: u32, other: &Self) -> Self {
        Self {
            low: [0, 1, 2].map(|axis| self.low[axis].min(other.low[axis])),
            high: [0, 1, 2].map(|axis| self.high[axis].max(other.high[axis])),
            least: self.least.min(other.least),
            right,
            first: self.first,
        }
    }
}

impl<V: Copy + Ord + std::ops::Add<Output = V>> PricedTree<V> {
    /// Loads points and their prices, in the order that [`spatial_order`] gives for leaves of [`BATCH`]; in any other the answers are
    /// the same, and take longer.
    ///
    /// Cost: O(n).
    ///
    /// [`spatial_order`]: crate::index::spatial_order
    #[must_use]
    pub fn new(points: Vec<Point>, prices: Vec<V>) -> Self {
        let mut tree = Self { points, prices, nodes: Vec::new() };
        if !tree.points.is_empty() {
            tree.grow(0..tree.points.len());
        }
        tree
    }

    /// Makes the node of some places, and all below it.
    fn grow(&mut self, places: Range<usize>) -> u32 {
        let at = self.nodes.len();
        let batches = places.len().div_ceil(BATCH);
        // Until it knows its halves, a node is the leaf that it begins with.
        self.nodes.push(self.leaf_node(self.leaf(places.start)));
        if batches > 1 {
            let middle = places.start + middle(batches) * BATCH;
            let left = self.grow(places.start..middle);
            let right = self.grow(middle..places.end);
            self.nodes[at] = self.nodes[left as usize].joined(right, &self.nodes[right as usize]);
        }
        at as u32
    }

    /// The node of some places, of which there is at least one.
    fn leaf_node(&self, places: Range<usize>) -> Node<V> {
        let least = self.least(places.clone());
        let (mut low, mut high) = ([f64::INFINITY; 3], [f64::NEG_INFINITY; 3]);
        for point in &self.points[places.clone()] {
            for axis in 0..3 {
                low[axis] = low[axis].min(point.xyz[axis]);
                high[axis] = high[axis].max(point.xyz[axis]);
            }
        }
        Node { low, high, least, right: NONE, first: places.start as u32 }
    }

    fn least(&self, places: Range<usize>) -> V {
        self.prices[places].iter().copied().min().expect("a leaf has places")
    }

    /// Changes the price of a place.
    ///
    /// Cost: O(log n).
    pub fn set_price(&mut self, place: u32, price: V) {
        self.prices[place as usize] = price;
        self.find_least(0, place);
    }

    /// Finds the least price of a node anew, and of all below it that hold a place.
    fn find_least(&mut self, at: u32, place: u32) {
        let Node { right, first, .. } = self.nodes[at as usize];
        let least = if right == NONE {
            self.least(self.leaf(first as usize))
        } else {
            let left = at + 1;
            self.find_least(if place < self.nodes[right as usize].first { left } else { right }, place);
            self.nodes[left as usize].least.min(self.nodes[right as usize].least)
        };
        self.nodes[at as usize].least = least;
    }

    /// Looks at every place that may cost less than a budget, its way included. `look` gets the place and the least that the way
    /// there may cost, and says what the budget is from then on: never more than before.
    ///
    /// Returns how many boxes and places were looked at.
    ///
    /// Cost: O(log n) for a budget that few places keep below.
    pub fn cheap<C: Fn(u32) -> V>(&self, asker: &Asker<'_, C>, mut budget: V, mut look: impl FnMut(u32, V) -> V) -> usize {
        // Twice as deep as any tree of numbers of 32 bits.
        let mut waiting = [(0_u32, 0_u32); 64];
        let mut count = 0;
        let mut seen = 1;
        if let Some(root) = self.nodes.first() {
            waiting[0] = (0, self.chord_to(root, asker.from));
            count = 1;
        }
        while count > 0 {
            count -= 1;
            let (at, chord_m) = waiting[count];
            let node = &self.nodes[at as usize];
            if f64::from(chord_m) > asker.within_m || (asker.way)(chord_m) + node.least >= budget {
                continue;
            }
            if node.right == NONE {
                let leaf = self.leaf(node.first as usize);
                seen += leaf.len();
                for (place, (point, price)) in leaf.clone().zip(self.points[leaf.clone()].iter().zip(&self.prices[leaf])) {
                    let chord_m = floor_m(asker.from.chord_squared(point));
                    let way = (asker.way)(chord_m);
                    if f64::from(chord_m) <= asker.within_m && way + *price < budget {
                        budget = look(place as u32, way);
                    }
                }
                continue;
            }
            seen += 1;
            let [left, right] = [at + 1, node.right].map(|at| (at, self.chord_to(&self.nodes[at as usize], asker.from)));
            let value = |(at, chord_m): (u32, u32)| (asker.way)(chord_m) + self.nodes[at as usize].least;
            // What is taken last is looked at first.
            let pair = if value(left) <= value(right) { [right, left] } else { [left, right] };
            waiting[count..count + 2].copy_from_slice(&pair);
            count += 2;
        }
        seen
    }

    /// The places of the leaf that begins at one.
    fn leaf(&self, first: usize) -> Range<usize> {
        first..self.points.len().min(first + BATCH)
    }

    /// The chord to a box, in whole metres and rather too short.
    fn chord_to(&self, node: &Node<V>, from: &Point) -> u32 {
        let mut squared = 0.0;
        for axis in 0..3 {
            let beyond = (node.low[axis] - from.xyz[axis]).max(from.xyz[axis] - node.high[axis]).max(0.0);
            squared += beyond * beyond;
        }
        floor_m(squared)
    }
}

/// The root of a square of a chord, in whole metres and rather too short: an arc rounds to no less.
fn floor_m(squared: f64) -> u32 {
    squared.sqrt() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::LonLat;
    use proptest::prelude::*;

    fn places() -> impl Strategy<Value = Vec<(f64, f64, i64)>> {
        // A coarse grid, so that places fall together.
        proptest::collection::vec((0_i32..40, 0_i32..40, -5_000_i64..50_000), 0..400)
            .prop_map(|all| all.into_iter().map(|(x, y, price)| (f64::from(x) * 0.01, f64::from(y) * 0.01, price)).collect())
    }

    fn point(lon: f64, lat: f64) -> Point {
        Point::new(LonLat::new(lon, lat).expect("in range"))
    }

    /// All that cost less than a budget, by the tree, and the least that the way there costs.
    fn found(tree: &PricedTree<i64>, from: &Point, within_m: f64, budget: i64) -> Vec<(u32, i64)> {
        let asker = Asker { from, within_m, way: |chord_m: u32| i64::from(chord_m) };
        let mut found = Vec::new();
        tree.cheap(&asker, budget, |place, way| {
            found.push((place, way));
            budget
        });
        found.sort_unstable();
        found
    }

    proptest! {
        #[test]
        fn nothing_cheap_is_missed(
            places in places(),
            within_m in 0.0..60_000.0_f64,
            budget in 0_i64..60_000,
        ) {
            let points: Vec<Point> = places.iter().map(|(lon, lat, _)| point(*lon, *lat)).collect();
            let prices: Vec<i64> = places.iter().map(|(_, _, price)| *price).collect();
            let mut tree = PricedTree::new(points.clone(), vec![0; points.len()]);
            for (number, price) in (0..).zip(&prices) {
                tree.set_price(number, *price);
            }
            let from = point(0.2, 0.17);
            let chord_m = |number: usize| from.chord_squared(&points[number]).sqrt();
            let way = |at: usize| chord_m(at) as i64;
            let is_cheap = |at: &usize| chord_m(*at) <= within_m && way(*at) + prices[*at] < budget;
            let found = found(&tree, &from, within_m, budget);
            prop_assert!((0..points.len()).filter(is_cheap).all(|at| found.contains(&(at as u32, way(at)))));
            // What comes beside lies less than a metre beyond the reach.
            prop_assert!(found.iter().all(|(number, _)| chord_m(*number as usize) < within_m + 1.0));
        }
    }
}
