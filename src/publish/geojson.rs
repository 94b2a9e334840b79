//! GeoJSON (RFC 7946).

use crate::publish::{Layer, Page};
use crate::snapshot::View;
use std::io::{self, Write};

/// How far the area of a cluster reaches around each of its schools, in metres.
pub(super) const CLUSTER_MARGIN_M: f64 = 150.0;

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
    let _ = (view, layer, page, next_link, out);
    todo!("geojson")
}
