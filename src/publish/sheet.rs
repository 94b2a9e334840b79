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
    pub(super) fn begin(self, out: &mut dyn Write) -> io::Result<csv::Writer<&mut dyn Write>> {
        let mut builder = csv::WriterBuilder::new();
        if self == Self::Id {
            out.write_all(BYTE_ORDER_MARK)?;
            builder.delimiter(b';');
        }
        Ok(builder.from_writer(out))
    }

    /// A decimal number as text.
    pub(super) fn decimal(self, number: impl ToString) -> String {
        let text = number.to_string();
        if self == Self::Id { text.replace('.', ",") } else { text }
    }
}
