//! What the router, the query parser and `/openapi.json` know about an address: said once, beside its handler.

use crate::publish::Collection;
use crate::serve::parameters::Parameter;

/// JSON.
pub(super) const JSON: &str = "application/json";
/// GeoJSON.
pub(super) const GEOJSON: &str = "application/geo+json";
/// CSV in UTF-8.
pub(super) const CSV: &str = "text/csv; charset=utf-8";
/// An XLSX workbook.
pub(super) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// A page.
pub(super) const HTML: &str = "text/html; charset=utf-8";
/// A Mapbox Vector Tile.
pub(super) const MVT: &str = "application/vnd.mapbox-vector-tile";
/// A drawing.
pub(super) const SVG: &str = "image/svg+xml";
/// A style sheet.
pub(super) const CSS: &str = "text/css; charset=utf-8";

/// The media type that a word of a parameter `f` means; JSON where it is another one.
pub(super) fn media_type(word: &str) -> &'static str {
    match word {
        "csv" => CSV,
        "geojson" => GEOJSON,
        "html" => HTML,
        "xlsx" => XLSX,
        _ => JSON,
    }
}

/// One address.
#[derive(Debug)]
pub(super) struct Resource {
    /// Its template.
    pub(super) path: &'static str,
    /// One sentence for developers.
    pub(super) summary: &'static str,
    /// The query parameters that it takes; all others are refused.
    pub(super) parameters: &'static [&'static Parameter],
    /// The forms of its answer, best first, and the schema of each.
    pub(super) forms: &'static [(&'static str, Schema)],
}

/// The schema of an answer in `/openapi.json`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Schema {
    /// An RFC 7946 FeatureCollection of these features.
    Features(Collection),
    /// An RFC 7946 Feature of this collection.
    Feature(Collection),
    /// Bytes.
    Binary,
    /// Text for people or spreadsheets.
    Text,
    /// A file for other programs.
    File,
    /// A JSON object, by the name of its schema.
    Object(&'static str),
}
