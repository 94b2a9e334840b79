//! Which region contains a point, and how far outside a region a point lies.

use crate::model::{Finding, LonLat, RegionId, RegionLevel};
use crate::regions::Regions;
use geo::MultiPolygon;
use std::sync::Arc;

/// Polygons of regions, of any level.
#[derive(Debug, Default)]
pub struct Boundaries {}

/// Why a boundary file could not be used at all.
#[derive(Debug, thiserror::Error)]
pub enum BoundaryError {
    /// The file is no GeoJSON of polygons.
    #[error("{file}: expected GeoJSON polygons with a region code or name: {reason}")]
    NotBoundaries {
        /// File name without folders.
        file: String,
        /// What was found.
        reason: String,
    },
}

impl Boundaries {
    /// Reads GeoJSON polygons from files, each a name for reports and its bytes; each feature names its region by a code property or, failing that, by name.
    ///
    /// A feature that names no region of the table becomes a local region when it has a code; otherwise it is a finding.
    ///
    /// # Errors
    /// [`BoundaryError`] when a file is no GeoJSON or holds no usable polygon.
    pub fn read(files: &[(Arc<str>, &[u8])], regions: &mut Regions) -> Result<(Self, Vec<Finding>), BoundaryError> {
        let _ = (files, regions);
        todo!("boundaries")
    }

    /// Whether no polygon is loaded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        todo!("boundaries")
    }

    /// The polygon of a region.
    #[must_use]
    pub fn polygon(&self, region: RegionId) -> Option<&MultiPolygon> {
        let _ = region;
        todo!("boundaries")
    }

    /// How far outside a region's polygon a point lies, in metres; 0 inside, `None` without a polygon.
    #[must_use]
    pub fn outside_m(&self, region: RegionId, point: LonLat) -> Option<f64> {
        let _ = (region, point);
        todo!("boundaries")
    }

    /// The region of a level that contains a point.
    #[must_use]
    pub fn containing(&self, level: RegionLevel, point: LonLat) -> Option<RegionId> {
        let _ = (level, point);
        todo!("boundaries")
    }

    /// A point inside the polygon of a region.
    #[must_use]
    pub fn representative_point(&self, region: RegionId) -> Option<LonLat> {
        let _ = region;
        todo!("boundaries")
    }
}
