//! GeoJSON (RFC 7946), and GeoJSON text sequences (RFC 8142).

use super::Items;
use crate::publish::geojson::{Features, write_feature};
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

/// What a feature of a sequence has beside its own, because there is no head for what concerns all of them.
#[derive(Serialize)]
struct More<'a> {
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
        write_feature(&record, &mut line)?;
        // The members go on where the feature ended.
        line.pop();
        let more = More { version: view.version, provenance: (at == 0).then(|| Provenance::new(view)) };
        let start = line.len();
        serde_json::to_writer(&mut line, &more)?;
        line[start] = b',';
        line.push(b'\n');
        out.write_all(&line)?;
    }
    Ok(())
}
