//! Boxes in degrees: what lies in a window of the map.
//!
//! In: numbered boxes, or points as boxes without extent. Out: the numbers of those that meet a window. Must not know: what they are.

use crate::model::LonLat;
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

/// A box in degrees; west of 180 and east of -180 when `west` is greater than `east`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    west: f64,
    south: f64,
    east: f64,
    north: f64,
}

/// Why four numbers are no box.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum BoundsError {
    /// A corner is no position.
    #[error(transparent)]
    Corner(#[from] crate::model::PositionError),
    /// South lies north of north.
    #[error("expected south not above north, found {south} and {north}")]
    Inverted {
        /// The southern edge.
        south: f64,
        /// The northern edge.
        north: f64,
    },
}

impl Bounds {
    /// A box; with west greater than east it crosses 180 degrees.
    ///
    /// # Errors
    /// [`BoundsError`] when a corner is no position or south lies north of north.
    pub fn new(west: f64, south: f64, east: f64, north: f64) -> Result<Self, BoundsError> {
        LonLat::new(west, south)?;
        LonLat::new(east, north)?;
        if south > north {
            return Err(BoundsError::Inverted { south, north });
        }
        Ok(Self { west, south, east, north })
    }

    /// The box of one point.
    #[must_use]
    pub fn point(position: LonLat) -> Self {
        let (lon, lat) = (position.lon(), position.lat());
        Self { west: lon, south: lat, east: lon, north: lat }
    }

    /// Whether a point lies in the box, edges included.
    #[must_use]
    pub fn holds(&self, at: LonLat) -> bool {
        let (lon, lat) = (at.lon(), at.lat());
        let lon =
            if self.west <= self.east { self.west <= lon && lon <= self.east } else { lon >= self.west || lon <= self.east };
        lon && self.south <= lat && lat <= self.north
    }

    /// The parts on either side of 180 degrees.
    pub(super) fn parts(self) -> impl Iterator<Item = Rectangle<[f64; 2]>> {
        let Self { west, south, east, north } = self;
        let spans = if west <= east { [Some((west, east)), None] } else { [Some((west, 180.0)), Some((-180.0, east))] };
        spans.into_iter().flatten().map(move |(west, east)| Rectangle::from_corners([west, south], [east, north]))
    }
}

/// A flat R-tree over longitudes and latitudes.
#[derive(Debug)]
pub struct Windows {
    tree: RTree<GeomWithData<Rectangle<[f64; 2]>, u32>>,
}

impl Windows {
    /// Loads numbered boxes in one go.
    #[must_use]
    pub fn new(items: impl IntoIterator<Item = (u32, Bounds)>) -> Self {
        let parts = items.into_iter().flat_map(|(index, bounds)| bounds.parts().map(move |part| GeomWithData::new(part, index)));
        Self { tree: RTree::bulk_load(parts.collect()) }
    }

    /// The numbers of all boxes that meet the window, edges included, in growing order.
    #[must_use]
    pub fn meeting(&self, window: Bounds) -> Vec<u32> {
        let mut found: Vec<u32> = self.parts_in(window).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether any box meets the window.
    #[must_use]
    pub fn meets(&self, window: Bounds) -> bool {
        self.parts_in(window).next().is_some()
    }

    /// The numbers of all parts of boxes that meet the window.
    fn parts_in(&self, window: Bounds) -> impl Iterator<Item = u32> + '_ {
        let envelopes = window.parts().map(|part| AABB::from_corners(part.lower(), part.upper()));
        envelopes.flat_map(|envelope| self.tree.locate_in_envelope_intersecting(envelope)).map(|part| part.data)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bounds: [f64; 4], expected: &[u32]) {
        let at = |lon, lat| Bounds::point(LonLat::new(lon, lat).unwrap());
        let wide = Bounds::new(179.0, -1.0, -179.0, 1.0).unwrap();
        let windows =
            Windows::new([(4, wide), (0, at(100.0, 0.0)), (1, at(179.5, 0.0)), (2, at(-179.5, 0.0)), (3, at(-170.0, 80.0))]);
        let [west, south, east, north] = bounds;
        let window = Bounds::new(west, south, east, north).unwrap();
        assert_eq!((windows.meeting(window), windows.meets(window)), (expected.to_vec(), !expected.is_empty()), "{bounds:?}");
    }

    #[test]
    fn a_window_meets_what_it_touches() {
        check([99.0, -1.0, 101.0, 1.0], &[0]);
        check([100.0, 0.0, 100.0, 0.0], &[0]);
        check([-180.0, -90.0, 180.0, 90.0], &[0, 1, 2, 3, 4]);
        check([10.0, 0.0, 20.0, 1.0], &[]);
    }

    #[test]
    fn a_window_may_cross_the_antimeridian() {
        check([170.0, -1.0, -170.0, 1.0], &[1, 2, 4]);
        check([179.4, -1.0, -179.6, 1.0], &[1, 4]);
    }

    #[test]
    fn no_box_is_built_of_what_is_none() {
        assert!(Bounds::new(f64::NAN, 0.0, 1.0, 1.0).is_err());
        assert!(Bounds::new(0.0, 0.0, f64::INFINITY, 1.0).is_err());
        assert_eq!(Bounds::new(0.0, 2.0, 1.0, 1.0), Err(BoundsError::Inverted { south: 2.0, north: 1.0 }));
    }
}
