//! Office Open XML workbooks.
//!
//! In: the bytes of a workbook. Out: rows, sheet by sheet. Must not know: what the columns mean.
//!
//! A workbook is a zip of XML, so that five kilobytes can claim to be gigabytes. The directory is judged first, then every part is
//! inflated once into nothing to see how large it really is; only then `calamine` sees it, and only through its cell reader:
//! `worksheet_range` allocates the whole rectangle up to one far cell (2.1 GB for a file of 5.4 kB).

use super::ImportError;
use super::table::{Context, Visit, is_blank};
use calamine::{DataRef, Reader, Xlsx, XlsxError};
use csv::StringRecord;
use std::io::{Cursor, Read};
use std::sync::Arc;
use zip::ZipArchive;

/// A workbook with its sheets.
pub(super) struct Workbook<'a> {
    xlsx: Xlsx<Cursor<&'a [u8]>>,
    sheets: Vec<Arc<str>>,
    cells: u64,
    context: Context<'a>,
}

impl<'a> Workbook<'a> {
    /// Opens a workbook whose parts are within the limits.
    pub(super) fn open(bytes: &'a [u8], context: Context<'a>) -> Result<Self, ImportError> {
        measure(bytes, context)?;
        let xlsx = Xlsx::new(Cursor::new(bytes)).map_err(|error| broken(context, &error))?;
        let sheets = xlsx.sheet_names().iter().map(|name| name.as_str().into()).collect();
        Ok(Self { xlsx, sheets, cells: 0, context })
    }

    pub(super) fn sheets(&self) -> &[Arc<str>] {
        &self.sheets
    }

    /// Walks the rows of a sheet; see [`super::table::Tables::walk`].
    pub(super) fn walk(&mut self, sheet: usize, visit: &mut Visit<'_>) -> Result<(), ImportError> {
        let context = self.context;
        let mut reader = match self.xlsx.worksheet_cells_reader(&self.sheets[sheet]) {
            Ok(reader) => reader,
            // A sheet that is a chart has no rows.
            Err(XlsxError::NotAWorksheet(_)) => return Ok(()),
            Err(error) => return Err(broken(context, &error)),
        };
        self.cells = 0;
        let mut row = StringRecord::new();
        let mut at = 0;
        while let Some(cell) = reader.next_cell().map_err(|error| broken(context, &error))? {
            self.cells += 1;
            let (number, column) = cell.get_position();
            let line = number.saturating_add(1);
            context.limit(line, "cells of a sheet", context.limits.sheet_cells, self.cells)?;
            context.limit(line, "columns of a table", context.limits.columns as u64, u64::from(column) + 1)?;
            if line != at {
                if line < at {
                    return Err(context.malformed(line, "expected rows in order, found one that goes back"));
                }
                if !is_blank(&row) && visit(at, Ok(&row))?.is_break() {
                    return Ok(());
                }
                row.clear();
                at = line;
            }
            let column = column as usize;
            if column < row.len() {
                return Err(context.malformed(line, "expected cells in order, found one that goes back"));
            }
            while row.len() < column {
                row.push_field("");
            }
            row.push_field(&text(cell.get_value()));
            context.check_row(line, &row)?;
        }
        if !is_blank(&row) {
            // Whether the visitor wants more does not matter after the last row.
            let _ = visit(at, Ok(&row))?;
        }
        Ok(())
    }
}

/// The text of a cell; a number has the fewest digits that name it, so that an NPSN read as 20254860.0 is 20254860 again.
fn text(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Empty => String::new(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(date) => date.as_f64().to_string(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        other => format!("{other:?}"),
    }
}

fn broken(context: Context<'_>, error: &XlsxError) -> ImportError {
    context.malformed(0, format!("expected a workbook, found a broken one: {error}"))
}

/// Holds a zip against the limits: by what its directory says, and by what comes out of it.
fn measure(bytes: &[u8], context: Context<'_>) -> Result<(), ImportError> {
    let limits = context.limits;
    let zip_error =
        |error: zip::result::ZipError| context.malformed(0, format!("expected a workbook, found a broken zip: {error}"));
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(zip_error)?;
    context.limit(0, "entries of a workbook", limits.zip_entries as u64, zip.len() as u64)?;
    let mut declared = 0_u64;
    for at in 0..zip.len() {
        let size = zip.by_index_raw(at).map_err(zip_error)?.size();
        context.limit(0, "bytes of a part of a workbook", limits.part_bytes, size)?;
        declared = declared.saturating_add(size);
        context.limit(0, "bytes of a workbook, inflated", limits.inflated_bytes, declared)?;
    }
    let mut inflated = 0;
    for at in 0..zip.len() {
        let part = zip.by_index(at).map_err(zip_error)?;
        let is_strings = part.name().map_err(zip_error)?.to_ascii_lowercase().ends_with("sharedstrings.xml");
        let (bytes, strings) = inflate(part, limits.part_bytes)
            .map_err(|error| context.malformed(0, format!("expected a workbook, found a broken part: {error}")))?;
        context.limit(0, "bytes of a part of a workbook", limits.part_bytes, bytes)?;
        inflated += bytes;
        context.limit(0, "bytes of a workbook, inflated", limits.inflated_bytes, inflated)?;
        if is_strings {
            context.limit(0, "shared strings of a workbook", limits.shared_strings, strings)?;
        }
    }
    Ok(())
}

/// Inflates into nothing: how many bytes come, one above the limit at most, and how many `<si` are among them.
fn inflate(part: impl Read, limit: u64) -> std::io::Result<(u64, u64)> {
    let mut part = part.take(limit + 1);
    let mut buffer = [0; 32 << 10];
    let (mut bytes, mut strings, mut tail) = (0, 0, [0; 2]);
    loop {
        let count = part.read(&mut buffer)?;
        if count == 0 {
            return Ok((bytes, strings));
        }
        for byte in &buffer[..count] {
            strings += u64::from(tail == *b"<s" && *byte == b'i');
            tail = [tail[1], *byte];
        }
        bytes += count as u64;
    }
}
