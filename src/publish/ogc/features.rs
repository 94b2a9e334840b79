//! Features as GeoJSON, in any coordinate reference system, with all columns or some.

use crate::crs::Crs;
use crate::publish::columns::Record;
use crate::publish::geojson::{Geometry, Position, geometry, write_feature_at};
use crate::publish::ogc::{Page, Population};
use crate::publish::provenance::Origin;
use geo::Coord;
use serde::Serialize;
use serde::ser::Serializer;
use std::io::{self, Write};

/// How features are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// The system of the positions.
    pub crs: Crs,
    /// Places of the chosen columns; `None` chooses all.
    pub columns: Option<Vec<usize>>,
}

/// The links of a page, or of a feature.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links(Vec<Link>);

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Link {
    rel: &'static str,
    r#type: &'static str,
    title: &'static str,
    href: String,
}

impl Links {
    /// One more.
    #[must_use]
    pub fn with(mut self, rel: &'static str, kind: &'static str, title: &'static str, href: String) -> Self {
        self.0.push(Link { rel, r#type: kind, title, href });
        self
    }

    /// As header fields of HTTP write them: address, relation, type.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &'static str, &'static str)> {
        self.0.iter().map(|link| (link.href.as_str(), link.rel, link.r#type))
    }

    /// The address of a relation.
    pub(super) fn to(&self, rel: &str) -> Option<&str> {
        self.0.iter().find(|link| link.rel == rel).map(|link| link.href.as_str())
    }
}

/// The members of a page before its features.
#[derive(Serialize)]
struct Head<'a> {
    #[serde(rename = "numberMatched")]
    matched: usize,
    #[serde(rename = "numberReturned")]
    returned: usize,
    version: &'a str,
    links: &'a Links,
    provenance: Origin<'a>,
}

impl Serialize for Links {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// Writes a page as a FeatureCollection.
///
/// # Errors
/// Those of the writer.
pub fn write_items(population: &Population<'_>, page: &Page, form: &Form, links: &Links, out: &mut dyn Write) -> io::Result<()> {
    let view = population.view();
    let provenance = Origin::new(view);
    let head = Head { matched: page.matched, returned: page.keys.len(), version: view.version, links, provenance };
    let head = serde_json::to_string(&head)?;
    write!(out, "{{\"type\":\"FeatureCollection\",{},\"features\":[", &head[1..head.len() - 1])?;
    // One write per feature: the caller may be a channel.
    let mut line = Vec::with_capacity(1024);
    for (at, key) in page.keys.iter().enumerate() {
        line.clear();
        line.extend_from_slice(if at == 0 { b"\n" } else { b",\n" });
        write(&population.record(*key), form, &mut line)?;
        out.write_all(&line)?;
    }
    out.write_all(b"\n]}\n")
}

/// Writes one feature, with its links.
///
/// # Errors
/// Those of the writer.
pub fn write_item(population: &Population<'_>, key: u32, form: &Form, links: &Links, out: &mut dyn Write) -> io::Result<()> {
    let mut line = Vec::with_capacity(1024);
    write(&population.record(key), form, &mut line)?;
    out.write_all(&line[..line.len() - 1])?;
    writeln!(out, ",\"links\":{}}}", serde_json::to_string(links)?)
}

fn write(record: &Record<'_>, form: &Form, line: &mut Vec<u8>) -> serde_json::Result<()> {
    let place = geometry(record).and_then(|own| moved(own, form.crs));
    write_feature_at(record, place.as_ref(), form.columns.as_deref(), line)
}

/// A geometry in the system asked for; `None` where that does not reach.
fn moved(own: Geometry, crs: Crs) -> Option<Geometry> {
    if crs == Crs::Crs84 {
        return Some(own);
    }
    let at = |position: Position| crs.written(Coord { x: position[0], y: position[1] });
    let ring = |positions: Vec<Position>| positions.into_iter().map(at).collect::<Option<Vec<_>>>();
    let polygon = |rings: Vec<Vec<Position>>| rings.into_iter().map(ring).collect::<Option<Vec<_>>>();
    Some(match own {
        Geometry::Point(position) => Geometry::Point(at(position)?),
        Geometry::LineString([from, to]) => Geometry::LineString([at(from)?, at(to)?]),
        Geometry::Polygon([outer]) => Geometry::Polygon([ring(outer)?]),
        Geometry::MultiPolygon(polygons) => {
            Geometry::MultiPolygon(polygons.into_iter().map(polygon).collect::<Option<Vec<_>>>()?)
        }
    })
}
