//! A workbook: a sheet for each collection, and one that says where it comes from.

use super::{Items, Shape, flat};
use crate::publish::columns::{Value, columns};
use crate::publish::geojson::geometry;
use crate::publish::provenance::level_rules;
use crate::publish::workbook::{Book, Cell, Column, Head};
use crate::publish::{Collection, Geometry};
use crate::snapshot::View;
use std::io::{self, Write};

/// Width of a column that nobody asked for by name.
const WIDTH: f64 = 16.0;

/// Writes the workbook.
pub(super) fn write(view: &View<'_>, all: &[(Collection, Items<'_>)], out: &mut dyn Write) -> io::Result<()> {
    let mut book = Book::new(&view.programme.name, &format!("{} · versi {}", view.programme.name, view.version))?;
    for (collection, items) in all {
        sheet(view, *collection, items, &mut book)?;
    }
    origin(view, &mut book)?;
    book.write(out)
}

fn sheet(view: &View<'_>, collection: Collection, items: &Items<'_>, book: &mut Book) -> io::Result<()> {
    let named = columns(collection);
    // Lines and areas do not fit a cell; points do.
    let place: &[&str] = if Shape::of(collection) == Shape::Point { &["lon", "lat"] } else { &[] };
    let headings = ["id"].into_iter().chain(named.iter().map(|column| column.name)).chain(place.iter().copied());
    let columns: Vec<Column<'_>> = headings.map(|heading| Column { heading, width: WIDTH }).collect();
    let mut sheet = book.sheet(collection.as_str(), Head { titles: &[], columns: &columns })?;
    for record in items.records(view) {
        let values: Vec<Value<'_>> = (0..named.len()).map(|at| flat(record.value(at))).collect();
        let mut cells = vec![Cell::Text(record.id())];
        cells.extend(values.iter().map(cell));
        if let Some(Geometry::Point([lon, lat])) = geometry(&record) {
            cells.extend([Cell::Number(lon), Cell::Number(lat)]);
        }
        sheet.row(&cells)?;
    }
    sheet.filter(0, columns.len())
}

fn cell<'v>(value: &'v Value<'_>) -> Cell<'v> {
    match value {
        Value::Null | Value::TextList(_) => Cell::Empty,
        Value::Text(text) => Cell::Text(text),
        #[expect(clippy::cast_precision_loss, reason = "a cell holds 52 bits; counts and metres have fewer")]
        Value::Integer(number) => Cell::Number(*number as f64),
        Value::Number(number) => Cell::Number(*number),
        Value::Boolean(yes) => Cell::Flag(*yes),
    }
}

fn origin(view: &View<'_>, book: &mut Book) -> io::Result<()> {
    let columns = [26.0, 20.0, 20.0, 20.0, 20.0].map(|width| Column { heading: "", width });
    let mut sheet = book.sheet("provenance", Head { titles: &[&view.programme.name], columns: &columns })?;
    let period = view.programme.period.as_deref().unwrap_or_default();
    let legal_basis = view.programme.legal_basis.as_deref().unwrap_or_default();
    for (word, text) in [
        ("program", concat!("imbas ", env!("CARGO_PKG_VERSION"))),
        ("version", view.version),
        ("programme", &view.programme.id),
        ("legal_basis", legal_basis),
        ("period", period),
        ("distance_method", crate::geodesy::METHOD),
    ] {
        sheet.row(&[Cell::Bold(word), Cell::Wide(text)])?;
    }
    for file in &view.data.files {
        let text = format!("{} · {} · {}", file.role.as_str(), file.name, file.sha256);
        sheet.row(&[Cell::Bold("input"), Cell::Wide(&text)])?;
    }
    sheet.row(&["level", "within", "reach_km", "min", "max"].map(Cell::Bold))?;
    for level in level_rules(view.rules) {
        let number = |number: u32| Cell::Number(number.into());
        let (reach, max) = (level.reach_km.map_or(Cell::Empty, Cell::Number), level.max.map_or(Cell::Empty, number));
        sheet.row(&[Cell::Text(level.level), Cell::Text(level.within), reach, number(level.min), max])?;
    }
    Ok(())
}
