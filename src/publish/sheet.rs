//! Sheets as CSV, for programs and for the spreadsheets of two languages.

use std::io::{self, Write};

/// Whose spreadsheets a CSV is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Locale {
    /// Comma between cells, decimal point: what programs read.
    #[default]
    En,
    /// Semicolon between cells, decimal comma: what a spreadsheet with Indonesian settings opens on a double click.
    Id,
}

/// Spreadsheets take a CSV for UTF-8 only when it begins so.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

impl Locale {
    /// The words of the locales.
    pub const WORDS: [&'static str; 2] = ["en", "id"];

    /// Reads one of [`Self::WORDS`], in any case.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word.to_ascii_lowercase().as_str() {
            "en" => Some(Self::En),
            "id" => Some(Self::Id),
            _ => None,
        }
    }

    /// Begins a sheet.
    ///
    /// # Errors
    /// Those of the writer.
    pub(super) fn begin(self, out: &mut dyn Write) -> io::Result<CsvSheet<'_>> {
        let mut builder = csv::WriterBuilder::new();
        if self == Self::Id {
            out.write_all(BYTE_ORDER_MARK)?;
            builder.delimiter(b';');
        }
        Ok(CsvSheet(builder.from_writer(out)))
    }

    /// A decimal number as text.
    pub(super) fn decimal(self, number: impl ToString) -> String {
        let text = number.to_string();
        if self == Self::Id { text.replace('.', ",") } else { text }
    }
}

/// A sheet that is being written.
pub(super) struct CsvSheet<'w>(csv::Writer<&'w mut dyn Write>);

impl CsvSheet<'_> {
    /// Writes a row.
    ///
    /// # Errors
    /// Those of the writer, as they are: by itself `csv` hides what kind they were.
    pub(super) fn write_record(&mut self, cells: impl IntoIterator<Item = impl AsRef<[u8]>>) -> io::Result<()> {
        self.0.write_record(cells).map_err(of_writer)
    }

    /// Writes one cell of a row, which an empty record ends.
    ///
    /// # Errors
    /// As [`Self::write_record`].
    pub(super) fn write_field(&mut self, cell: impl AsRef<[u8]>) -> io::Result<()> {
        self.0.write_field(cell).map_err(of_writer)
    }

    /// Writes what is still held back.
    ///
    /// # Errors
    /// Those of the writer.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

fn of_writer(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
