//! The hubs near a point, nearest first.

use crate::geodesy::{Point, whole_metres};
use rstar::primitives::GeomWithData;
use rstar::{AABB, PointDistance, RTree, RTreeObject};

/// An R-tree over earth-centred points, numbered as they were given.
#[derive(Debug)]
pub struct HubTree {
    tree: RTree<GeomWithData<Hub, u32>>,
}

impl HubTree {
    /// Loads the points in one go.
    ///
    /// Cost: O(n log n).
    #[must_use]
    pub fn new<'p>(points: impl IntoIterator<Item = &'p Point>) -> Self {
        let points = points.into_iter().zip(0..).map(|(point, at)| GeomWithData::new(Hub(*point), at)).collect();
        Self { tree: RTree::bulk_load(points) }
    }

    /// All points by growing chord, as number and chord in metres; equal chords in no fixed order.
    ///
    /// A chord is a lower bound of its arc, and of the arcs of all that follow.
    pub fn by_chord(&self, from: &Point) -> impl Iterator<Item = (u32, f64)> {
        let found = self.tree.nearest_neighbor_iter_with_distance_2(from.xyz);
        found.map(|(hub, chord_squared)| (hub.data, chord_squared.sqrt()))
    }

    /// All points whose arc is at most `reach_m`, as number and arc in metres, by whole planning metres and then by number.
    #[must_use]
    pub fn within(&self, from: &Point, reach_m: f64) -> Vec<(u32, f64)> {
        // No arc is shorter than its chord; the margin covers rounding.
        let chord_m = reach_m * (1.0 + 1e-12) + 1e-3;
        let near = self.tree.locate_within_distance(from.xyz, chord_m * chord_m);
        let mut found: Vec<(u32, f64)> = near.map(|hub| (hub.data, from.arc_m(&hub.geom().0))).collect();
        found.retain(|(_, arc_m)| *arc_m <= reach_m);
        found.sort_unstable_by_key(|(hub, arc_m)| (whole_metres(*arc_m), *hub));
        found
    }
}

/// A point with its radius, so that arcs need no second look-up.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Hub(Point);

impl RTreeObject for Hub {
    type Envelope = AABB<[f64; 3]>;

    fn envelope(&self) -> Self::Envelope {
        AABB::from_point(self.0.xyz)
    }
}

impl PointDistance for Hub {
    fn distance_2(&self, point: &[f64; 3]) -> f64 {
        rstar::PointDistance::distance_2(&self.0.xyz, point)
    }
}
