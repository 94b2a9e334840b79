//! The officials' answer as a sheet: UTF-8, safe for spreadsheets.

use super::table::{self, COLUMNS, Cell};
use crate::publish::text::cell;
use crate::publish::{Assignments, Locale};
use std::borrow::Cow;
use std::io::{self, Write};

/// Writes the answer as CSV with stable columns.
///
/// # Errors
/// Those of the writer.
pub fn write_csv(answer: &Assignments<'_>, locale: Locale, out: &mut dyn Write) -> io::Result<()> {
    let mut sheet = locale.begin(out)?;
    sheet.write_record(COLUMNS)?;
    for (at, row) in answer.rows().enumerate() {
        let cells = table::cells(answer, at + 1, &row).map(|cell| written(cell, locale));
        sheet.write_record(cells.iter().map(|cell| cell.as_bytes()))?;
    }
    sheet.flush()
}

fn written(value: Cell<'_>, locale: Locale) -> Cow<'_, str> {
    match value {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Text(text) => cell(text),
        Cell::Whole(number) => Cow::Owned(number.to_string()),
        Cell::Kilometres(km) => Cow::Owned(locale.decimal(format!("{km:.2}"))),
        Cell::Flag(flag) => Cow::Borrowed(table::word(flag)),
    }
}
