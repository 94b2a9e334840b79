//! Delimited text: comma, semicolon, tab or pipe.
//!
//! In: decoded text. Out: rows. Must not know: what the columns mean.
//!
//! The `csv` crate reads anything, which is its virtue and the danger: a stray quote makes one cell of a thousand rows, without a
//! word. So the reader is fed no more than one record may hold, a mark after the end shows whether the last quote was closed, and
//! a quoted cell with rows inside is an error that names the line where the quote opened.
//!
//! Long texts are read in parts side by side. A part begins after some line break, which may be one inside a quoted cell: whether
//! it was the end of a record is known when the part before it has been read, and if it was not, the rest is read in one go.

use super::header;
use super::table::{Context, Row, Visit, is_blank};
use super::text;
use super::{ImportError, What};
use crate::model::{Said, said};
use csv::{Reader, ReaderBuilder, StringRecord};
use rayon::prelude::*;
use std::cell::Cell;
use std::io::Read;
use std::ops::{ControlFlow, Range};

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// How many rows decide which delimiter a file uses.
const SNIFFED_ROWS: usize = 40;
const BUFFER_BYTES: usize = 64 << 10;
/// How much text is a part, and how many parts are read before their rows are handed on.
const PART_BYTES: usize = 256 << 10;
const PARTS: usize = 8;
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
        self.walk_range(0..self.text.len(), 1, visit).map(|_| ())
    }

    /// Makes something of every row, part by part side by side, and hands it on in order.
    ///
    /// `read` gets the rows of a part one after the other, with what it keeps from row to row.
    pub(super) fn walk_in_parts<T: Send, K: Default>(
        &self,
        read: impl Fn(&mut K, Row<'_>) -> T + Sync,
        act: &mut dyn FnMut(u32, T) -> Result<ControlFlow<()>, ImportError>,
    ) -> Result<(), ImportError> {
        self.walk_parts_of(PART_BYTES, read, act)
    }

    fn walk_parts_of<T: Send, K: Default>(
        &self,
        bytes: usize,
        read: impl Fn(&mut K, Row<'_>) -> T + Sync,
        act: &mut dyn FnMut(u32, T) -> Result<ControlFlow<()>, ImportError>,
    ) -> Result<(), ImportError> {
        let read_part = |range: Range<usize>, line: u32| {
            let (mut kept, mut rows) = (K::default(), Vec::new());
            let end = self.walk_range(range, line, &mut |line, row| {
                rows.push((line, read(&mut kept, row)));
                Ok(ControlFlow::Continue(()))
            });
            (rows, end)
        };
        let parts = self.parts(bytes);
        let mut from = 0;
        for window in parts.chunks(PARTS) {
            let read: Vec<_> = window.par_iter().map(|(range, line)| read_part(range.clone(), *line)).collect();
            for ((range, _), (rows, end)) in window.iter().zip(read) {
                if from >= self.text.len() && from > range.start {
                    return Ok(());
                }
                if from > self.first_record(range.start) {
                    // The part began inside a record: what was made of it is nothing, and where the next ones begin is as doubtful.
                    return self.walk_rest(from, read_part, act);
                }
                for (line, made) in rows {
                    if act(line, made)?.is_break() {
                        return Ok(());
                    }
                }
                from = end?;
            }
        }
        Ok(())
    }

    /// The text in parts that begin after a line break, with the line that each begins on.
    fn parts(&self, bytes: usize) -> Vec<(Range<usize>, u32)> {
        let text = self.text.as_bytes();
        let mut starts = vec![0];
        loop {
            let last = starts[starts.len() - 1];
            let Some(after) = text.get(last + bytes..) else { break };
            let Some(at) = after.iter().position(|byte| *byte == b'\n') else { break };
            let start = last + bytes + at + 1;
            if start >= text.len() {
                break;
            }
            starts.push(start);
        }
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        let ranges: Vec<Range<usize>> = starts.iter().zip(ends).map(|(start, end)| *start..end).collect();
        let lines: Vec<u32> = ranges.par_iter().map(|range| breaks(&text[range.clone()])).collect();
        let before = lines.iter().scan(1, |line, inside| Some(std::mem::replace(line, *line + inside)));
        let before: Vec<u32> = before.collect();
        ranges.into_iter().zip(before).collect()
    }

    /// Where the first record at or after a line break begins.
    fn first_record(&self, from: usize) -> usize {
        Lines { text: self.text.as_bytes(), at: from, line: 1 }.skip_breaks(from)
    }

    /// Reads on from a place that is known to begin a record.
    fn walk_rest<T>(
        &self,
        from: usize,
        read_part: impl Fn(Range<usize>, u32) -> (Vec<(u32, T)>, Result<usize, ImportError>),
        act: &mut dyn FnMut(u32, T) -> Result<ControlFlow<()>, ImportError>,
    ) -> Result<(), ImportError> {
        let (rows, end) = read_part(from..self.text.len(), 1 + breaks(&self.text.as_bytes()[..from]));
        for (line, made) in rows {
            if act(line, made)?.is_break() {
                return Ok(());
            }
        }
        end.map(|_| ())
    }

    /// Walks the rows that begin in a range, which begins with a record on a line of this number; says where the walk ended.
    fn walk_range(&self, range: Range<usize>, line: u32, visit: &mut Visit<'_>) -> Result<usize, ImportError> {
        // With the line break before it: where the reader begins it takes a byte order mark for one, and only there.
        let base = range.start.saturating_sub(1);
        let text = &self.text.as_bytes()[base..];
        let (stop, line) = (range.end - base, line - breaks(&text[..range.start - base]));
        let allowed = Cell::new(0);
        let mut reader = self.reader(text, &allowed);
        let mut row = StringRecord::new();
        let mut lines = Lines { text, at: 0, line };
        loop {
            let before = offset(&reader);
            let start = lines.skip_breaks(before);
            if start >= stop && range.end < self.text.len() {
                return Ok(base + start);
            }
            allowed.set(before + 2 * self.context.limits.record_bytes + BUFFER_BYTES);
            let line = lines.line;
            if reader.read_record(&mut row).is_err() {
                return Err(self.endless_record(base + start, line, base + allowed.get()));
            }
            if start >= text.len() {
                return Ok(self.text.len());
            }
            let end = offset(&reader);
            if end > text.len() + 1 {
                let open = line + self.open_quote(base + start, self.text.len());
                return Err(self.context.malformed(open, NEVER_CLOSED));
            }
            self.context.check_row(line, &row)?;
            if lines.advance(end) > 1 {
                self.check_breaks(line, &row)?;
            }
            if !is_blank(&row) && visit(line, Ok(&row))?.is_break() {
                return Ok(base + end);
            }
        }
    }

    fn reader<'r>(&self, text: &'r [u8], allowed: &'r Cell<usize>) -> Reader<Metered<'r>> {
        let feed = Metered { parts: [text, END_MARK], given: 0, allowed };
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Limits;
    use proptest::prelude::*;
    use std::sync::Arc;

    type Rows = Vec<(u32, Vec<String>)>;

    fn cells(row: Row<'_>) -> Vec<String> {
        row.map(|row| row.iter().map(str::to_owned).collect()).unwrap_or_default()
    }

    /// The rows until the end or the first error, read in one go or in parts.
    fn rows(text: &str, part_bytes: Option<usize>) -> (Rows, Option<String>) {
        let (file, limits) = (Arc::from("list"), Limits { record_bytes: 64, cell_line_breaks: 2, ..Limits::default() });
        let delimited = Delimited { text, delimiter: b',', context: Context { file: &file, limits: &limits } };
        let mut rows = Rows::new();
        let walked = match part_bytes {
            None => delimited.walk(&mut |line, row| {
                rows.push((line, cells(row)));
                Ok(ControlFlow::Continue(()))
            }),
            Some(bytes) => delimited.walk_parts_of(bytes, |(), row| cells(row), &mut |line, cells| {
                rows.push((line, cells));
                Ok(ControlFlow::Continue(()))
            }),
        };
        (rows, walked.err().map(|error| error.to_string()))
    }

    const WORDS: &str = "(a|,|10300001|\n|\r\n|\r|\n\n|\"x\ny\"|\"\"|\"|\u{feff}|é){1,4}\n?";

    proptest! {
        #[test]
        fn parts_are_the_whole_wherever_they_are_cut(
            words in proptest::collection::vec(WORDS, 0..40),
            part_bytes in 1_usize..60,
        ) {
            let text = words.concat();
            prop_assert_eq!(rows(&text, Some(part_bytes)), rows(&text, None));
        }
    }
}
