//! GeoJSON (RFC 7946): collections written feature by feature, longitude first, at most seven decimals.

mod area;
mod geometry;

use crate::model::LonLat;
use crate::publish::columns::{Record, write_text};
use crate::publish::provenance::Origin;
use crate::publish::{Layer, Page};
use crate::snapshot::View;
pub(super) use area::around as area_around;
pub(super) use geometry::CLUSTER_MARGIN_M;
pub use geometry::{Geometry, Position, geometry};
use serde::Serialize;
use std::io::{self, Write};

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

/// The features of one answer: how many there are, and where they come from.
pub(super) struct Features<'v, 'a> {
    pub(super) view: &'v View<'a>,
    /// Features that fit the question; `None` when the search ended before all were counted.
    pub(super) matched: Option<u64>,
    pub(super) returned: usize,
    pub(super) next_link: Option<&'v str>,
}

impl Features<'_, '_> {
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
    let features = Features { view, matched: Some(page.matched), returned: page.items.len(), next_link };
    features.write(out, page.items.iter().map(|at| move |line: &mut Vec<u8>| write_feature(&Record::new(view, layer, *at), line)))
}

/// Appends the feature of a record.
pub(super) fn write_feature(record: &Record<'_>, line: &mut Vec<u8>) -> serde_json::Result<()> {
    write_feature_at(record, geometry(record).as_ref(), None, line)
}

/// The same at another place, or with some columns.
pub(super) fn write_feature_at(
    record: &Record<'_>,
    place: Option<&Geometry>,
    chosen: Option<&[usize]>,
    line: &mut Vec<u8>,
) -> serde_json::Result<()> {
    line.extend_from_slice(b"{\"type\":\"Feature\",\"id\":");
    write_text(record.id(), line)?;
    line.extend_from_slice(b",\"geometry\":");
    serde_json::to_writer(&mut *line, &place)?;
    line.extend_from_slice(b",\"properties\":");
    record.write_json(chosen, line)?;
    line.push(b'}');
    Ok(())
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
