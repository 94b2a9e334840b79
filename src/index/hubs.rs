//! The hubs near a point, nearest first.

use crate::geodesy::Point;
use rstar::RTree;
use rstar::primitives::GeomWithData;

/// An R-tree over earth-centred points, numbered as they were given.
#[derive(Debug)]
pub struct HubTree {
    tree: RTree<GeomWithData<[f64; 3], u32>>,
}

impl HubTree {
    /// Loads the points in one go.
    ///
    /// Cost: O(n log n).
    #[must_use]
    pub fn new<'p>(points: impl IntoIterator<Item = &'p Point>) -> Self {
        let points = points.into_iter().zip(0..).map(|(point, at)| GeomWithData::new(point.xyz, at)).collect();
        Self { tree: RTree::bulk_load(points) }
    }

    /// All points by growing chord, as number and chord in metres; equal chords in no fixed order.
    pub fn by_chord(&self, from: &Point) -> impl Iterator<Item = (u32, f64)> {
        let found = self.tree.nearest_neighbor_iter_with_distance_2(from.xyz);
        found.map(|(point, chord_squared)| (point.data, chord_squared.sqrt()))
    }
}
