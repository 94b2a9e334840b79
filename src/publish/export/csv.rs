//! CSV: every column, the place on the map, programme and version.

use super::{Items, Shape, flat, wkb};
use crate::publish::columns::{Value, columns};
use crate::publish::geojson::geometry;
use crate::publish::text::cell;
use crate::publish::{Collection, Geometry, Locale};
use crate::snapshot::View;
use std::io::{self, Write};

/// Writes the sheet; text that would start a formula is disarmed, numbers stay bare.
pub(super) fn write(
    view: &View<'_>,
    collection: Collection,
    items: &Items<'_>,
    locale: Locale,
    out: &mut dyn Write,
) -> io::Result<()> {
    let columns = columns(collection);
    let place: &[&str] = if Shape::of(collection) == Shape::Point { &["lon", "lat"] } else { &["wkt"] };
    let mut sheet = locale.begin(out)?;
    let names = columns.iter().map(|column| column.name);
    sheet.write_record(["id"].into_iter().chain(names).chain(place.iter().copied()).chain(["programme", "version"]))?;
    for record in items.records(view) {
        sheet.write_field(cell(record.id()).as_bytes())?;
        for at in 0..columns.len() {
            sheet.write_field(written(record.value(at), locale))?;
        }
        for text in placed(geometry(&record), place.len(), locale) {
            sheet.write_field(text)?;
        }
        sheet.write_field(cell(&view.programme.id).as_bytes())?;
        sheet.write_field(view.version)?;
        sheet.write_record(None::<&[u8]>)?;
    }
    sheet.flush()
}

fn written(value: Value<'_>, locale: Locale) -> String {
    match flat(value) {
        Value::Null | Value::TextList(_) => String::new(),
        Value::Text(text) => cell(&text).into_owned(),
        Value::Integer(number) => number.to_string(),
        Value::Number(number) => locale.decimal(number),
        Value::Boolean(yes) => yes.to_string(),
    }
}

/// The cells of a geometry, empty where there is none.
fn placed(geometry: Option<Geometry>, cells: usize, locale: Locale) -> Vec<String> {
    match geometry {
        None => vec![String::new(); cells],
        Some(Geometry::Point(at)) => at.map(|degrees| locale.decimal(degrees)).to_vec(),
        Some(other) => vec![wkb::text(&other)],
    }
}
