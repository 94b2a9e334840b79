//! What the sheets of a workbook say, as plain lines: written by whoever parses the workbook, read by import.
//!
//! In: the bytes of a workbook. Out: CSV lines; the first cell tells what a line is.
//!
//! | line | meaning |
//! | --- | --- |
//! | `sheet,NAME` | a sheet begins |
//! | `row,LINE,CELL,...` | a row that is not blank; cells merged over several rows say in each what they say in the first |
//! | `hidden,NAME` | a sheet that nobody sees, not read |
//! | `refused,LINE,REASON,SEBAB` or `refused,LINE,WHAT,LIMIT,FOUND` | the workbook is broken, or passes a limit; nothing follows |
//! | `end` | nothing follows |
//!
//! [`measure`] comes first; only then `calamine` sees the workbook, and only through its cell reader: `worksheet_range` allocates the
//! whole rectangle up to one far cell (2.1 GB for a file of 5.4 kB).

use super::measure::measure;
use super::merges::Merges;
use crate::import::table::{Context, is_blank};
use crate::import::{ImportError, Limits, What};
use crate::model::{Said, said};
use calamine::{DataRef, Reader, SheetVisible, Xlsx, XlsxError};
use csv::{Position, StringRecord};
use std::io::{self, Cursor, Write};

const ROWS_GO_BACK: Said = Said::fixed("urutan baris buku kerja ini mundur", "expected rows in order, found one that goes back");
const CELLS_GO_BACK: Said = Said::fixed("urutan sel buku kerja ini mundur", "expected cells in order, found one that goes back");

/// Why a workbook is refused.
#[derive(Debug)]
pub(super) enum Refusal {
    /// It is broken, at a line or as a whole.
    Broken(u32, Said),
    /// It passes a limit.
    Limit { line: u32, what: What, limit: u64, found: u64 },
}

impl Refusal {
    /// The same for the person who gave the file.
    pub(super) fn error(self, context: Context<'_>) -> ImportError {
        match self {
            Self::Broken(line, reason) => context.malformed(line, reason),
            Self::Limit { line, what, limit, found } => ImportError::Limit { place: context.at(line), what, limit, found },
        }
    }

    fn fields(&self) -> Vec<String> {
        match self {
            Self::Broken(line, reason) => {
                ["refused", &line.to_string(), reason.english(), reason.indonesian()].map(str::to_owned).to_vec()
            }
            Self::Limit { line, what, limit, found } => {
                ["refused", &line.to_string(), &what.to_string(), &limit.to_string(), &found.to_string()]
                    .map(str::to_owned)
                    .to_vec()
            }
        }
    }

    fn read(fields: &StringRecord) -> Option<Self> {
        let line = fields.get(1)?.parse().ok()?;
        match (fields.get(2)?, fields.get(3), fields.get(4)) {
            (what, Some(limit), Some(found)) => Some(Self::Limit {
                line,
                what: *What::ALL.iter().find(|known| known.to_string() == what)?,
                limit: limit.parse().ok()?,
                found: found.parse().ok()?,
            }),
            (english, indonesian, _) => {
                Some(Self::Broken(line, Said::new(indonesian.unwrap_or(english).to_owned(), english.to_owned())))
            }
        }
    }
}

pub(super) fn within(line: u32, what: What, limit: u64, found: u64) -> Result<(), Refusal> {
    if found > limit { Err(Refusal::Limit { line, what, limit, found }) } else { Ok(()) }
}

/// The cells of all rows together are more text than the workbook may have.
pub(super) fn too_much_text(limits: &Limits) -> Refusal {
    Refusal::Limit { line: 0, what: What::InflatedBytes, limit: limits.inflated_bytes, found: limits.inflated_bytes + 1 }
}

/// A line of a transcript.
pub(super) enum Line {
    Sheet(String),
    Hidden(String),
    Row(u32, Cells),
    Refused(Refusal),
    End,
}

/// The cells of a row.
pub(super) struct Cells(StringRecord);

impl Cells {
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().skip(2)
    }
}

/// The lines from a position on, each with the position of the next one; a line that is none ends them.
pub(super) fn lines(transcript: &[u8], from: Position) -> impl Iterator<Item = (Line, Position)> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(Cursor::new(transcript));
    let mut started = reader.seek(from).is_ok();
    std::iter::from_fn(move || {
        let mut fields = StringRecord::new();
        started = started && reader.read_record(&mut fields).is_ok_and(|more| more);
        let line = started.then(|| Line::read(fields)).flatten()?;
        Some((line, reader.position().clone()))
    })
}

impl Line {
    fn read(fields: StringRecord) -> Option<Self> {
        match fields.get(0)? {
            "sheet" => Some(Self::Sheet(fields.get(1)?.to_owned())),
            "hidden" => Some(Self::Hidden(fields.get(1)?.to_owned())),
            "row" => Some(Self::Row(fields.get(1)?.parse().ok()?, Cells(fields))),
            "refused" => Refusal::read(&fields).map(Self::Refused),
            "end" => Some(Self::End),
            _ => None,
        }
    }
}

/// Writes the transcript of a workbook; one that is refused gets a line that says why.
///
/// # Errors
/// Those of the writer.
pub(super) fn transcribe(bytes: &[u8], limits: &Limits, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = Transcript { csv: csv::WriterBuilder::new().flexible(true).from_writer(out), limits };
    match writer.workbook(bytes) {
        Ok(()) => writer.csv.write_record(["end"])?,
        Err(Trouble::Refused(refusal)) => writer.csv.write_record(refusal.fields())?,
        Err(Trouble::Write(error)) => return Err(error.into()),
    }
    writer.csv.flush()
}

/// Why a transcript ends before the workbook does.
enum Trouble {
    Refused(Refusal),
    Write(csv::Error),
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<csv::Error> for Trouble {
    fn from(error: csv::Error) -> Self {
        Self::Write(error)
    }
}

struct Transcript<'a, 'w> {
    csv: csv::Writer<&'w mut dyn Write>,
    limits: &'a Limits,
}

impl Transcript<'_, '_> {
    fn workbook(&mut self, bytes: &[u8]) -> Result<(), Trouble> {
        let has_merges = measure(bytes, self.limits)?;
        let mut xlsx = Xlsx::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
        for sheet in xlsx.sheets_metadata().to_vec() {
            let is_hidden = sheet.visible != SheetVisible::Visible;
            self.csv.write_record([if is_hidden { "hidden" } else { "sheet" }, &sheet.name])?;
            if !is_hidden {
                let merges = if has_merges { Merges::read(&mut xlsx, &sheet.name)? } else { Merges::default() };
                self.sheet(&mut xlsx, &sheet.name, merges)?;
            }
        }
        Ok(())
    }

    fn sheet(&mut self, xlsx: &mut Xlsx<Cursor<&[u8]>>, name: &str, mut merges: Merges) -> Result<(), Trouble> {
        let mut reader = match xlsx.worksheet_cells_reader(name) {
            Ok(reader) => reader,
            // A sheet that is a chart has no rows.
            Err(XlsxError::NotAWorksheet(_)) => return Ok(()),
            Err(error) => return Err(broken(&error).into()),
        };
        let mut cells = 0;
        let mut row = StringRecord::new();
        let mut at = 0;
        while let Some(cell) = reader.next_cell().map_err(|error| broken(&error))? {
            cells += 1;
            let (number, column) = cell.get_position();
            let line = number.saturating_add(1);
            within(line, What::SheetCells, self.limits.sheet_cells, cells)?;
            within(line, What::Columns, self.limits.columns as u64, u64::from(column) + 1)?;
            if line != at {
                if line < at {
                    return Err(Refusal::Broken(line, ROWS_GO_BACK).into());
                }
                self.row(at, &mut row, &mut merges)?;
                row.clear();
                at = line;
            }
            let column = column as usize;
            if column < row.len() {
                return Err(Refusal::Broken(line, CELLS_GO_BACK).into());
            }
            while row.len() < column {
                row.push_field("");
            }
            row.push_field(&text(cell.get_value()));
        }
        self.row(at, &mut row, &mut merges)
    }

    fn row(&mut self, line: u32, row: &mut StringRecord, merges: &mut Merges) -> Result<(), Trouble> {
        if !is_blank(row) {
            merges.fill(line, row);
            let line = line.to_string();
            self.csv.write_record(["row", &line].into_iter().chain(&*row))?;
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
        // As the spreadsheet shows it: #N/A, #REF!
        DataRef::Error(error) => error.to_string(),
    }
}

pub(super) fn broken(error: &XlsxError) -> Refusal {
    Refusal::Broken(0, said!("buku kerja ini rusak ({error})", "expected a workbook, found a broken one: {error}"))
}
