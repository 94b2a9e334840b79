//! GeoJSON (RFC 7946): collections written feature by feature, longitude first, at most seven decimals.

mod area;
mod properties;

use crate::model::LonLat;
use crate::publish::provenance::Origin;
use crate::publish::{Layer, Page};
use crate::snapshot::View;
use properties::{ClusterProperties, LinkProperties, SchoolProperties};
pub(super) use properties::{RegionColumns, is_doubtful, meeting_school, reason, role};
use serde::Serialize;
use std::io::{self, Write};

/// How far the area of a cluster reaches around each of its schools, in metres.
pub(super) const CLUSTER_MARGIN_M: f64 = 150.0;

/// A position as GeoJSON writes it: longitude first, seven decimals, which is a centimetre.
pub(super) type Position = [f64; 2];

/// The geometries that imbas writes.
#[derive(Serialize)]
#[serde(tag = "type", content = "coordinates")]
pub(super) enum Geometry {
    Point(Position),
    LineString([Position; 2]),
    Polygon([Vec<Position>; 1]),
    MultiPolygon(Vec<Vec<Vec<Position>>>),
}

/// One feature; `geometry` is null where there is no place on the map.
#[derive(Serialize)]
pub(super) struct Feature<'a, P> {
    #[serde(rename = "type")]
    kind: &'static str,
    id: &'a str,
    geometry: Option<Geometry>,
    properties: P,
}

impl<'a, P: Serialize> Feature<'a, P> {
    pub(super) fn new(id: &'a str, geometry: Option<Geometry>, properties: P) -> Self {
        Self { kind: "Feature", id, geometry, properties }
    }
}

/// A link of a collection.
#[derive(Serialize)]
struct Link<'a> {
    rel: &'static str,
    r#type: &'static str,
    href: &'a str,
}

/// The members of a collection before its features.
#[derive(Serialize)]
struct Head<'a> {
    #[serde(rename = "numberMatched", skip_serializing_if = "Option::is_none")]
    matched: Option<u64>,
    #[serde(rename = "numberReturned")]
    returned: usize,
    version: &'a str,
    provenance: Origin<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    links: Option<[Link<'a>; 1]>,
}

/// How many features there are, and where they come from.
pub(super) struct Collection<'v, 'a> {
    pub(super) view: &'v View<'a>,
    /// Features that fit the question; `None` when the search ended before all were counted.
    pub(super) matched: Option<u64>,
    pub(super) returned: usize,
    pub(super) next_link: Option<&'v str>,
}

impl Collection<'_, '_> {
    /// Writes a FeatureCollection around features, each of which appends itself to a buffer.
    pub(super) fn write(
        &self,
        out: &mut dyn Write,
        features: impl Iterator<Item = impl FnOnce(&mut Vec<u8>) -> serde_json::Result<()>>,
    ) -> io::Result<()> {
        let links = self.next_link.map(|href| [Link { rel: "next", r#type: "application/geo+json", href }]);
        let (version, provenance) = (self.view.version, Origin::new(self.view));
        let head = Head { matched: self.matched, returned: self.returned, version, provenance, links };
        let head = serde_json::to_string(&head)?;
        write!(out, "{{\"type\":\"FeatureCollection\",{},\"features\":[", &head[1..head.len() - 1])?;
        // One write per feature: the caller may be a channel.
        let mut line = Vec::with_capacity(1024);
        for (at, feature) in features.enumerate() {
            line.clear();
            line.extend_from_slice(if at == 0 { b"\n" } else { b",\n" });
            feature(&mut line)?;
            out.write_all(&line)?;
        }
        out.write_all(b"\n]}\n")
    }
}

/// Writes the features of a page as a FeatureCollection.
///
/// With `next_link`, the address of the next page, the collection has a `next` link.
///
/// # Errors
/// Those of the writer.
pub fn write_features(
    view: &View<'_>,
    layer: Layer,
    page: &Page,
    next_link: Option<&str>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let collection = Collection { view, matched: Some(page.matched), returned: page.items.len(), next_link };
    collection.write(out, page.items.iter().map(|at| move |line: &mut Vec<u8>| write_feature(view, layer, *at, line)))
}

/// Appends one feature of a layer.
pub(super) fn write_feature(view: &View<'_>, layer: Layer, at: u32, line: &mut Vec<u8>) -> serde_json::Result<()> {
    let school = view.school(at);
    let id = school.npsn.as_str();
    let own = school.position;
    let place = view.hub_place(at);
    match (layer, place) {
        (Layer::Clusters, Some(place)) => {
            let ring = cluster_ring(view, place);
            let properties = ClusterProperties::new(view, place);
            serde_json::to_writer(line, &Feature::new(id, ring.map(|ring| Geometry::Polygon([ring])), properties))
        }
        (Layer::Links, Some(place)) => {
            let hub = view.school(view.hub(place).school).position;
            let line_string = hub.zip(own).map(|(hub, own)| Geometry::LineString([position(hub), position(own)]));
            serde_json::to_writer(line, &Feature::new(id, line_string, LinkProperties::new(view, at, place)))
        }
        _ => {
            let point = own.map(|own| Geometry::Point(position(own)));
            serde_json::to_writer(line, &Feature::new(id, point, SchoolProperties::new(view, at)))
        }
    }
}

/// The ring around the area of a cluster, by the place of its hub in the plan; `None` when nobody in it has a position.
pub(super) fn cluster_ring(view: &View<'_>, place: u32) -> Option<Vec<Position>> {
    let hub = view.hub(place);
    let schools = std::iter::once(&hub.school).chain(&hub.members);
    area::around(schools.filter_map(|at| view.school(*at).position), CLUSTER_MARGIN_M)
}

/// A position with the decimals that are written.
pub(super) fn position(at: LonLat) -> Position {
    [at.lon(), at.lat()].map(seven_decimals)
}

/// A number of degrees with the decimals that are written.
pub(super) fn seven_decimals(degrees: f64) -> f64 {
    // Adding zero turns a rounded -0.0 into 0.0.
    (degrees * 1e7).round() / 1e7 + 0.0
}
