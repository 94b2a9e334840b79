//! The officials' answer as lists: a sheet for a spreadsheet and a page to print.

use crate::publish::Assignments;
use std::io::{self, Write};

/// Writes the answer as CSV: UTF-8, stable columns, safe for spreadsheets.
///
/// # Errors
/// Those of the writer.
pub fn write_csv(answer: &Assignments<'_>, out: &mut dyn Write) -> io::Result<()> {
    let _ = (answer, out);
    todo!("csv")
}

/// Writes the answer as a page to print, in Indonesian.
///
/// # Errors
/// Those of the writer.
pub fn write_html(answer: &Assignments<'_>, out: &mut dyn Write) -> io::Result<()> {
    let _ = (answer, out);
    todo!("html")
}
