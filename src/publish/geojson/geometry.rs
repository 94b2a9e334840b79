//! The place of a feature on the map.

use crate::audit::in_country;
use crate::publish::columns::{FindingRecord, LocatedRecord, Record, RegionRecord};
use crate::publish::geojson::{area, position, seven_decimals};
use geo::orient::{Direction, Orient};
use geo::{LineString, MultiPolygon};
use serde::Serialize;

/// How far the area of a cluster reaches around each of its schools, in metres.
pub(in crate::publish) const CLUSTER_MARGIN_M: f64 = 150.0;

/// A position as outputs write it: longitude first, seven decimals, which is a centimetre.
pub type Position = [f64; 2];

/// The geometries that imbas writes; rings are closed, outer ones counter-clockwise and holes clockwise.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", content = "coordinates")]
pub enum Geometry {
    /// A school or a finding.
    Point(Position),
    /// A link, from hub to member.
    LineString([Position; 2]),
    /// A cluster.
    Polygon([Vec<Position>; 1]),
    /// A region.
    MultiPolygon(Vec<Vec<Vec<Position>>>),
}

/// The place of a record on the map; `None` where its position cannot be used or no boundary was given.
#[must_use]
pub fn geometry(record: &Record<'_>) -> Option<Geometry> {
    match record {
        Record::School(record) => record.school.position.map(|own| Geometry::Point(position(own))),
        Record::Cluster(record) => cluster(record),
        Record::Link(record) => {
            let ends = record.hub().and_then(|hub| hub.position).zip(record.school.position);
            ends.map(|(hub, own)| Geometry::LineString([position(hub), position(own)]))
        }
        Record::Region(record) => region(record),
        Record::Finding(record) => finding(record),
    }
}

fn cluster(record: &LocatedRecord<'_>) -> Option<Geometry> {
    let members = record.members().iter().filter_map(|member| record.view.school(*member).position);
    let ring = area::around(record.school.position.into_iter().chain(members), CLUSTER_MARGIN_M)?;
    Some(Geometry::Polygon([ring]))
}

fn region(record: &RegionRecord<'_>) -> Option<Geometry> {
    record.view.data.boundaries.polygon(record.id).map(|polygon| Geometry::MultiPolygon(rings(polygon)))
}

/// The point that the list gives, because that is what the finding speaks of; one outside the country's box is told in the columns only,
/// so that a map of the findings is a map of the country.
fn finding(record: &FindingRecord<'_>) -> Option<Geometry> {
    let given = record.school.and_then(|school| school.given).filter(|at| in_country(at.lon(), at.lat()));
    given.map(|at| Geometry::Point(position(at)))
}

fn rings(polygons: &MultiPolygon) -> Vec<Vec<Vec<Position>>> {
    let ring = |line: &LineString| line.coords().map(|at| [seven_decimals(at.x), seven_decimals(at.y)]).collect();
    let polygons = polygons.orient(Direction::Default);
    polygons.iter().map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(ring).collect()).collect()
}
