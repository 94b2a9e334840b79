//! Delimited text: comma, semicolon, tab or pipe.
//!
//! In: decoded text. Out: rows. Must not know: what the columns mean.
//!
//! The `csv` crate reads anything, which is its virtue and the danger: a stray quote makes one cell of a thousand rows, without a
//! word. So the reader is fed no more than one record may hold, a mark after the end shows whether the last quote was closed, and
//! a quoted cell with rows inside is an error that names the line where the quote opened.

use super::header;
use super::table::{Context, Visit, is_blank};
use super::text;
use super::{ImportError, What};
use crate::model::{Said, said};
use csv::{Reader, ReaderBuilder, StringRecord};
use std::cell::Cell;
use std::io::Read;
use std::ops::ControlFlow;

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// How many rows decide which delimiter a file uses.
const SNIFFED_ROWS: usize = 40;
const BUFFER_BYTES: usize = 64 << 10;
/// Comes back as a record of its own unless a quote is still open.
const END_MARK: &[u8] = b"\n\x01\n";

const NEVER_CLOSED: Said =
    Said::fixed("tanda kutip dibuka di sini dan tidak pernah ditutup", "a quote opens here and is never closed");
const SWALLOWS_ROWS: Said = Said::fixed(
    "tanda kutip dibuka di sini dan menelan baris lain (kutip yang tercecer?)",
    "a quote opens here and swallows other rows (a stray quote?)",
);

/// How much sense a delimiter makes; compared field by field.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Score {
    recognised: usize,
    failed: bool,
    width: usize,
}

/// A table of delimited text.
pub(super) struct Delimited<'a> {
    text: &'a str,
    delimiter: u8,
    context: Context<'a>,
}

impl<'a> Delimited<'a> {
    /// Finds the delimiter: the one under which most columns are recognised, and of equals the one that makes most cells.
    ///
    /// When no delimiter makes sense of the text, one that meets an error is taken, so that the error is told.
    pub(super) fn sniff(text: &'a str, context: Context<'a>) -> Self {
        let mut best = (Score::default(), DELIMITERS[0]);
        for delimiter in DELIMITERS {
            let score = Self { text, delimiter, context }.score();
            if score > best.0 {
                best = (score, delimiter);
            }
        }
        Self { text, delimiter: best.1, context }
    }

    fn score(&self) -> Score {
        let mut rows: Vec<StringRecord> = Vec::new();
        // A wrong delimiter may break the text anywhere; what was read until then is enough to judge it.
        let walked = self.walk(&mut |_, row| {
            rows.extend(row.ok().cloned());
            Ok(if rows.len() < SNIFFED_ROWS { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
        });
        let width = rows.iter().map(StringRecord::len).max().unwrap_or(0);
        let recognised = header::recognised(&rows);
        Score { recognised, failed: recognised == 0 && walked.is_err(), width }
    }

    /// Walks the rows; see [`super::table::Tables::walk`].
    pub(super) fn walk(&self, visit: &mut Visit<'_>) -> Result<(), ImportError> {
        let allowed = Cell::new(0);
        let mut reader = self.reader(&allowed);
        let mut row = StringRecord::new();
        let mut lines = Lines { text: self.text.as_bytes(), at: 0, line: 1 };
        loop {
            let before = offset(&reader);
            allowed.set(before + 2 * self.context.limits.record_bytes + BUFFER_BYTES);
            let start = lines.skip_breaks(before);
            let line = lines.line;
            if reader.read_record(&mut row).is_err() {
                return Err(self.endless_record(start, line, allowed.get()));
            }
            if start >= self.text.len() {
                return Ok(());
            }
            let end = offset(&reader);
            if end > self.text.len() + 1 {
                let open = line + self.open_quote(start, self.text.len());
                return Err(self.context.malformed(open, NEVER_CLOSED));
            }
            self.context.check_row(line, &row)?;
            if lines.advance(end) > 1 {
                self.check_breaks(line, &row)?;
            }
            if !is_blank(&row) && visit(line, Ok(&row))?.is_break() {
                return Ok(());
            }
        }
    }

    fn reader<'r>(&self, allowed: &'r Cell<usize>) -> Reader<Metered<'r>>
    where
        'a: 'r,
    {
        let feed = Metered { parts: [self.text.as_bytes(), END_MARK], given: 0, allowed };
        ReaderBuilder::new()
            .delimiter(self.delimiter)
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(BUFFER_BYTES)
            .from_reader(feed)
    }

    fn endless_record(&self, start: usize, line: u32, allowed: usize) -> ImportError {
        let limit = self.context.limits.record_bytes;
        let end = allowed.min(self.text.len());
        let open = line + self.open_quote(start, end);
        let found = (end - start) as u64;
        ImportError::Limit { place: self.context.at(open), what: What::RecordBytes, limit: limit as u64, found }
    }

    /// How many lines after `start` the quote opens that is still open at `end`.
    fn open_quote(&self, start: usize, end: usize) -> u32 {
        let bytes = &self.text.as_bytes()[start..end];
        let (mut open, mut quoted, mut field_start) = (0, false, true);
        for (at, &byte) in bytes.iter().enumerate() {
            if byte == b'"' && (quoted || field_start) {
                quoted = !quoted;
                open = if quoted { at } else { open };
                // A doubled quote closes and opens again, so that a quote right after a quote opens.
                field_start = true;
            } else if !quoted {
                field_start = byte == self.delimiter || byte == b'\n' || byte == b'\r';
            }
        }
        breaks(&bytes[..open])
    }

    /// Refuses a record that holds other rows in a quoted cell.
    fn check_breaks(&self, line: u32, row: &StringRecord) -> Result<(), ImportError> {
        let mut opened = line;
        for cell in row {
            let inside = breaks(cell.as_bytes());
            if inside as usize > self.context.limits.cell_line_breaks {
                let reason = said!(
                    "tanda kutip dibuka di sini dan selnya berisi {inside} ganti baris (kutip yang tercecer?)",
                    "a quote opens here and the cell has {inside} line breaks (a stray quote?)",
                    inside = inside,
                );
                return Err(self.context.malformed(opened, reason));
            }
            if inside > 0 && self.holds_rows(cell) {
                return Err(self.context.malformed(opened, SWALLOWS_ROWS));
            }
            opened += inside;
        }
        Ok(())
    }

    /// Whether a cell of several lines has an NPSN among its delimited parts: no address has one.
    fn holds_rows(&self, cell: &str) -> bool {
        let lines = cell.split(['\n', '\r']).filter(|line| line.as_bytes().contains(&self.delimiter));
        lines.flat_map(|line| line.split(char::from(self.delimiter))).any(|part| text::looks_like_npsn(part.trim()))
    }
}

fn offset(reader: &Reader<Metered<'_>>) -> usize {
    usize::try_from(reader.position().byte()).expect("the text is in memory")
}

fn breaks(bytes: &[u8]) -> u32 {
    bytes.iter().map(|byte| u32::from(*byte == b'\n')).sum()
}

/// Counts lines: the crate's own count is one behind after CRLF and blank lines.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: u32,
}

impl Lines<'_> {
    /// Moves on to `to`; says how many lines were passed.
    fn advance(&mut self, to: usize) -> u32 {
        let to = to.min(self.text.len());
        let passed = self.text.get(self.at..to).map_or(0, breaks);
        self.at = self.at.max(to);
        self.line += passed;
        passed
    }

    /// Moves past the line breaks that lie before the next record; says where it starts.
    fn skip_breaks(&mut self, from: usize) -> usize {
        self.advance(from);
        let rest = &self.text[self.at..];
        let skipped = rest.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        self.advance(self.at + skipped);
        self.at
    }
}

/// Feeds the text, then the end mark, and never more than is allowed at the moment.
struct Metered<'a> {
    parts: [&'a [u8]; 2],
    given: usize,
    allowed: &'a Cell<usize>,
}

impl Read for Metered<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let [rest, next] = &mut self.parts;
        if rest.is_empty() {
            std::mem::swap(rest, next);
        }
        let room = buffer.len().min(self.allowed.get().saturating_sub(self.given));
        if room == 0 && !rest.is_empty() && !buffer.is_empty() {
            return Err(std::io::Error::other("the record is too long"));
        }
        let count = rest.read(&mut buffer[..room])?;
        self.given += count;
        Ok(count)
    }
}
