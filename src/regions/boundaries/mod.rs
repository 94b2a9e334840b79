//! Which region contains a point, and how far outside a region a point lies.

mod feature;
mod read;
mod shape;

use crate::model::{LonLat, RegionId, RegionLevel};
use geo::{InteriorPoint, MultiPolygon};
use rstar::RTree;
use rstar::primitives::{GeomWithData, Rectangle};
use shape::Shape;
use std::collections::BTreeMap;

pub use read::BoundaryError;

/// A polygon's box in degrees, with its region.
type Boxed = GeomWithData<Rectangle<[f64; 2]>, RegionId>;

/// Polygons of regions, of any level.
#[derive(Debug, Default)]
pub struct Boundaries {
    shapes: BTreeMap<RegionId, Shape>,
    /// The boxes of each level.
    boxes: BTreeMap<RegionLevel, RTree<Boxed>>,
}

impl Boundaries {
    /// Puts the boxes into trees, one for each level.
    fn new(shapes: BTreeMap<RegionId, Shape>, level: impl Fn(RegionId) -> RegionLevel) -> Self {
        let mut boxes: BTreeMap<RegionLevel, Vec<Boxed>> = BTreeMap::new();
        for (region, shape) in &shapes {
            let [south_west, north_east] = shape.corners;
            let boxed = Boxed::new(Rectangle::from_corners(south_west, north_east), *region);
            boxes.entry(level(*region)).or_default().push(boxed);
        }
        let boxes = boxes.into_iter().map(|(level, boxes)| (level, RTree::bulk_load(boxes))).collect();
        Self { shapes, boxes }
    }

    /// Whether no polygon is loaded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.shapes.is_empty()
    }

    /// Every region that has a polygon, in the order of the table.
    pub fn iter(&self) -> impl Iterator<Item = (RegionId, &MultiPolygon)> {
        self.shapes.iter().map(|(region, shape)| (*region, &shape.polygon))
    }

    /// The polygon of a region.
    #[must_use]
    pub fn polygon(&self, region: RegionId) -> Option<&MultiPolygon> {
        self.shapes.get(&region).map(|shape| &shape.polygon)
    }

    /// How far outside a region's polygon a point lies, in metres; 0 inside, `None` without a polygon.
    ///
    /// Cost: a few edges for a point inside, all of them for one outside.
    #[must_use]
    pub fn outside_m(&self, region: RegionId, point: LonLat) -> Option<f64> {
        self.shapes.get(&region).map(|shape| shape.outside_m(point))
    }

    /// The region of a level that contains a point; where polygons overlap, the first of the table.
    #[must_use]
    pub fn containing(&self, level: RegionLevel, point: LonLat) -> Option<RegionId> {
        let near = self.boxes.get(&level)?.locate_all_at_point([point.lon(), point.lat()]);
        near.map(|boxed| boxed.data).filter(|region| self.shapes[region].contains(point)).min()
    }

    /// A point inside the polygon of a region.
    #[must_use]
    pub fn representative_point(&self, region: RegionId) -> Option<LonLat> {
        let point = self.shapes.get(&region)?.polygon.interior_point()?;
        LonLat::new(point.x(), point.y()).ok()
    }
}
