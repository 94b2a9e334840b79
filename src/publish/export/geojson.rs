//! GeoJSON (RFC 7946), and GeoJSON text sequences (RFC 8142).

use super::Items;
use crate::publish::columns::Record;
use crate::publish::geojson::{Features, geometry, write_feature};
use crate::publish::provenance::Provenance;
use crate::snapshot::View;
use serde::Serialize;
use std::io::{self, Write};

/// The byte before every text of a sequence.
const RECORD_SEPARATOR: u8 = 0x1e;

/// Writes a FeatureCollection.
pub(super) fn write(view: &View<'_>, items: &Items<'_>, out: &mut dyn Write) -> io::Result<()> {
    let features = Features { view, matched: Some(items.len() as u64), returned: items.len(), next_link: None };
    features.write(out, items.records(view).map(|record| move |line: &mut Vec<u8>| write_feature(&record, line)))
}

/// A feature of a sequence, which has no head for what concerns all of them.
#[derive(Serialize)]
struct Text<'r, 'a> {
    r#type: &'static str,
    id: &'a str,
    geometry: Option<crate::publish::Geometry>,
    properties: &'r Record<'a>,
    version: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    provenance: Option<Provenance<'a>>,
}

/// Writes a text sequence: one feature a record.
pub(super) fn write_sequence(view: &View<'_>, items: &Items<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut line = Vec::with_capacity(1024);
    for (at, record) in items.records(view).enumerate() {
        line.clear();
        line.push(RECORD_SEPARATOR);
        let provenance = (at == 0).then(|| Provenance::new(view));
        let text = Text {
            r#type: "Feature",
            id: record.id(),
            geometry: geometry(&record),
            properties: &record,
            version: view.version,
            provenance,
        };
        serde_json::to_writer(&mut line, &text)?;
        line.push(b'\n');
        out.write_all(&line)?;
    }
    Ok(())
}
