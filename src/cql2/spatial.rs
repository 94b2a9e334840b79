//! How a geometry of a record lies to one of the filter.

use crate::cql2::expr::Relation;
use geo::{BoundingRect, Geometry, Intersects, Rect, Relate};

/// A geometry of the filter with its box, so that most records need no more than a look at the box.
#[derive(Clone, Debug)]
pub(super) struct Area {
    geometry: Geometry,
    bounds: Option<Rect>,
}

impl Area {
    pub(super) fn new(geometry: Geometry) -> Self {
        let bounds = geometry.bounding_rect();
        Self { geometry, bounds }
    }

    /// The box around it.
    pub(super) fn bounds(&self) -> Option<Rect> {
        self.bounds
    }

    /// Whether the record's geometry and this one are so related; `record_first` tells which one the filter names first.
    pub(super) fn is(&self, relation: Relation, record: &Geometry, record_first: bool) -> bool {
        let apart = match (self.bounds, record.bounding_rect()) {
            (Some(own), Some(other)) => !own.intersects(&other),
            _ => true,
        };
        match relation {
            Relation::Disjoint => apart || !record.intersects(&self.geometry),
            _ if apart => false,
            Relation::Intersects => record.intersects(&self.geometry),
            _ if record_first => related(relation, record, &self.geometry),
            _ => related(relation, &self.geometry, record),
        }
    }
}

/// Whether two geometries are so related, by the dimensionally extended nine-intersection model.
pub(super) fn related(relation: Relation, first: &Geometry, second: &Geometry) -> bool {
    let matrix = first.relate(second);
    match relation {
        Relation::Intersects => matrix.is_intersects(),
        Relation::Disjoint => matrix.is_disjoint(),
        Relation::Equals => matrix.is_equal_topo(),
        Relation::Touches => matrix.is_touches(),
        Relation::Crosses => matrix.is_crosses(),
        Relation::Within => matrix.is_within(),
        Relation::Contains => matrix.is_contains(),
        Relation::Overlaps => matrix.is_overlaps(),
    }
}

/// How a geometry lies to itself.
pub(super) fn to_itself(relation: Relation) -> bool {
    matches!(relation, Relation::Intersects | Relation::Equals | Relation::Within | Relation::Contains)
}
