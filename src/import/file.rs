//! One file becomes rows of known columns.
//!
//! In: the bytes of a file. Out: its tables, each with a [`Mapping`], and their rows. Must not know: other files.

use super::delimited::Delimited;
use super::header;
use super::json::Records;
use super::mapping::{self, Mapping};
use super::table::{Context, Row, Tables};
use super::{Cells, Column, FileKind, FileReport, ImportError, What};
use super::{position, text};
use crate::model::{Npsn, NpsnError, Place, Said, Spot, said};
use csv::StringRecord;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::ops::ControlFlow;
use std::sync::Arc;

/// What a file is read for; it decides which columns it must have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// A school list: NPSN, or name and form.
    Schools,
    /// A hub list: NPSN or name.
    Hubs,
}

impl Purpose {
    fn is_met_by(self, mapping: &Mapping) -> bool {
        let has = |column| mapping.slot(column).is_some();
        has(Column::Npsn) || (has(Column::Name) && (self == Self::Hubs || has(Column::Form)))
    }

    fn wants(self) -> Said {
        match self {
            Self::Schools => Said::fixed("kolom NPSN, atau kolom nama dan bentuk", "a column of NPSN, or of names and forms"),
            Self::Hubs => Said::fixed("kolom NPSN atau kolom nama", "a column of NPSN or of names"),
        }
    }
}

/// A row with what import knows about it.
pub(super) struct Line<'a> {
    pub(super) sheet: Option<&'a Arc<str>>,
    pub(super) line: u32,
    pub(super) spot: Spot,
    pub(super) content: Result<Known, Said>,
}

/// The known cells of a row, and its number.
pub(super) struct Known {
    pub(super) npsn: Result<Npsn, NpsnError>,
    pub(super) cells: Cells,
}

/// Sheets that are not read, by their names.
#[derive(Default)]
pub(super) struct Unread {
    /// Those that are no list.
    pub(super) others: Vec<Arc<str>>,
    /// Those that nobody sees.
    pub(super) hidden: Vec<Arc<str>>,
}

/// Reads a file, handing every data row on.
pub(super) fn read(
    bytes: &[u8],
    purpose: Purpose,
    context: Context<'_>,
    act: &mut dyn FnMut(Line<'_>) -> Result<(), ImportError>,
) -> Result<(FileReport, Unread), ImportError> {
    let text = open_text(bytes, context)?;
    let (mut tables, kind) = open(bytes, &text, context)?;
    let mut report = FileReport::new(context.file, kind, bytes);
    let mut unread = Unread { hidden: tables.hidden_sheets().to_vec(), ..Unread::default() };
    let mut reason = None;
    let mut lists = 0;
    for table in 0..tables.len() {
        let sheet = tables.sheet(table);
        match map(&mut tables, table, purpose)? {
            Ok(Mapped { mapping, skip, width }) => {
                lists += 1;
                // Only delimited text can have more cells than headings without anybody noticing.
                let width = width.filter(|_| kind == FileKind::Csv);
                let columns = mapping.columns();
                let reading = Reading { mapping: &mapping, columns: &columns, width, kind, sheet: sheet.as_ref(), context };
                report.rows += reading.rows(&mut tables, table, skip, report.rows, act)?;
                report.add_columns(mapping);
            }
            Err(found) => {
                reason.get_or_insert(found);
                unread.others.extend(sheet);
            }
        }
    }
    match reason {
        Some(reason) if lists == 0 => Err(context.not_a_list(reason)),
        _ => Ok((report, unread)),
    }
}

const EMPTY: Said = Said::fixed("berkas ini kosong", "expected rows, found an empty file");
const BINARY: Said =
    Said::fixed("seharusnya teks atau buku kerja, isinya biner", "expected text or a workbook, found binary content");
const MARKUP: Said = Said::fixed(
    "seharusnya tabel, ditemukan halaman HTML atau XML; simpan sebagai CSV atau XLSX",
    "expected a table, found a page in HTML or XML; save it as CSV or XLSX",
);
const OLD_EXCEL: Said = Said::fixed(
    "seharusnya tabel, ditemukan buku kerja Excel lama (.xls); simpan sebagai .xlsx",
    "expected a table, found an old Excel workbook (.xls); save it as .xlsx",
);
const PDF: Said = Said::fixed("seharusnya tabel, ditemukan PDF", "expected a table, found a PDF");
const PERSONS: Said = Said::fixed("seharusnya sekolah, ditemukan data perorangan", "expected schools, found records of persons");

/// Decodes what is text; a workbook stays as it is.
pub(super) fn open_text<'a>(bytes: &'a [u8], context: Context<'_>) -> Result<Cow<'a, str>, ImportError> {
    if let Some(reason) = foreign(bytes) {
        return Err(context.not_a_list(reason));
    }
    if is_zip(bytes) {
        return Ok(Cow::Borrowed(""));
    }
    let text = text::decode(bytes);
    if text.trim().is_empty() {
        return Err(context.not_a_list(EMPTY));
    }
    if text.contains('\0') {
        return Err(context.not_a_list(BINARY));
    }
    if text.trim_start().starts_with('<') {
        return Err(context.not_a_list(MARKUP));
    }
    Ok(text)
}

/// Finds the shape by the content.
pub(super) fn open<'a>(bytes: &'a [u8], text: &'a str, context: Context<'a>) -> Result<(Tables<'a>, FileKind), ImportError> {
    if is_zip(bytes) {
        let workbook = super::xlsx::Workbook::open(bytes, context)?;
        return Ok((Tables::Workbook(Box::new(workbook)), FileKind::Xlsx));
    }
    if text.trim_start().starts_with(['{', '[']) {
        let records = Records::find(text, context)?;
        let kind = records.kind();
        return Ok((Tables::Json(records), kind));
    }
    Ok((Tables::Text(Delimited::sniff(text, context)), FileKind::Csv))
}

fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Shapes that are met under the names of lists and that are none.
fn foreign(bytes: &[u8]) -> Option<Said> {
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        Some(OLD_EXCEL)
    } else if bytes.starts_with(b"%PDF") {
        Some(PDF)
    } else {
        None
    }
}

/// Headings of lists of persons, in letters and digits only: whose rows these are is nobody's business here.
const PERSONAL: [&str; 10] = [
    "nik",
    "nisn",
    "nip",
    "nuptk",
    "namasiswa",
    "namaibu",
    "namaibukandung",
    "tanggallahir",
    "tempatlahir",
    "tempattanggallahir",
];

/// A table that is a list.
struct Mapped {
    mapping: Mapping,
    /// Rows above its data.
    skip: usize,
    /// How many headings it has; none without a header.
    width: Option<usize>,
}

/// Maps a table, or says why it is no list.
fn map(tables: &mut Tables<'_>, table: usize, purpose: Purpose) -> Result<Result<Mapped, Said>, ImportError> {
    let header = match tables.keys() {
        Some(keys) => Some(header::Header { rows: 0, headings: keys.to_vec() }),
        None => header::find(&tables.first_rows(table, header::SEARCHED_ROWS)?),
    };
    let mut columns = None;
    if let Some(header) = header {
        let mapping = mapping::by_headings(tables, table, &header.headings, header.rows)?;
        if is_of_persons(&header.headings, &mapping) {
            return Ok(Err(PERSONS));
        }
        if purpose.is_met_by(&mapping) {
            let width = tables.keys().is_none().then_some(header.headings.len());
            return Ok(Ok(Mapped { mapping, skip: header.rows, width }));
        }
        columns = Some((mapping.headings.len(), header.headings.len()));
    }
    if tables.keys().is_none() {
        let mapping = mapping::by_content(tables, table)?;
        if purpose.is_met_by(&mapping) && (purpose == Purpose::Hubs || mapping.headings.len() > 1) {
            return Ok(Ok(Mapped { mapping, skip: 0, width: None }));
        }
        columns = columns.or(Some((mapping.headings.len(), mapping.headings.len() + mapping.unknown)));
    }
    let (known, all) = columns.unwrap_or_default();
    Ok(Err(said!(
        "seharusnya ada {wants}, dikenali {known} dari {all} kolom",
        "expected {wants}, found {known} known of {all} columns",
        wants = purpose.wants(),
        known = known,
        all = all,
    )))
}

/// Whether a table tells of persons and nothing of a school beyond its number.
fn is_of_persons(headings: &[String], mapping: &Mapping) -> bool {
    let is_personal = |heading: &String| PERSONAL.contains(&super::headings::plain(heading).as_str());
    let tells_of_schools = [Column::Form, Column::Latitude].iter().any(|column| mapping.slot(*column).is_some());
    headings.iter().any(is_personal) && !tells_of_schools
}

/// How the rows of one table are read.
struct Reading<'a> {
    mapping: &'a Mapping,
    /// The columns that the mapping has.
    columns: &'a [Column],
    /// A row with more cells than this is refused: its cells stand in wrong columns.
    width: Option<usize>,
    kind: FileKind,
    sheet: Option<&'a Arc<str>>,
    context: Context<'a>,
}

impl Reading<'_> {
    /// Reads the data rows below the first `skip`; `before` rows of the file have been read already.
    fn rows(
        &self,
        tables: &mut Tables<'_>,
        table: usize,
        skip: usize,
        before: u64,
        act: &mut dyn FnMut(Line<'_>) -> Result<(), ImportError>,
    ) -> Result<u64, ImportError> {
        let (mut above, mut rows) = (skip, 0);
        let read =
            |buffer: &mut String, row: Row<'_>| row.and_then(|row| self.check_width(row)).map(|row| self.known(row, buffer));
        tables.walk_in_parts(table, read, &mut |line, content| {
            if above > 0 {
                above -= 1;
                return Ok(ControlFlow::Continue(()));
            }
            rows += 1;
            let spot = self.kind.spot(line);
            self.context.limit(spot, What::Rows, self.context.limits.rows, before + rows)?;
            act(Line { sheet: self.sheet, line, spot, content })?;
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(rows)
    }

    fn check_width<'r>(&self, row: &'r StringRecord) -> Result<&'r StringRecord, Said> {
        let width = self.width.unwrap_or(usize::MAX);
        match (0..row.len()).rev().find(|at| !row[*at].trim().is_empty()) {
            Some(last) if last >= width => Err(said!(
                "seharusnya {width} sel, ditemukan {cells} (pemisah di dalam sel harus diapit tanda kutip)",
                "expected {width} cells, found {cells} (a separator inside a cell needs quotes)",
                width = width,
                cells = last + 1,
            )),
            _ => Ok(row),
        }
    }

    fn known(&self, row: &StringRecord, buffer: &mut String) -> Known {
        let npsn = read_npsn(self.cell(row, Column::Npsn));
        let position = self.mapping.positions().map(|at| position::halves(row.get(at).unwrap_or_default()));
        let cells = Cells::pack(buffer, self.columns, |column, out| match (column, position) {
            (Column::Npsn, _) if npsn.is_ok() => out.push_str(npsn.as_ref().map_or("", Npsn::as_str)),
            (Column::Latitude, Some((cell, _))) | (Column::Longitude, Some((_, cell))) => push_known(out, column, cell),
            (Column::Latitude | Column::Longitude, None) => self.push_axis(out, row, column),
            _ => push_known(out, column, self.cell(row, column)),
        });
        Known { npsn, cells }
    }

    /// Appends one axis, with the hemisphere that the heading states for a number that says none.
    fn push_axis(&self, out: &mut String, row: &StringRecord, axis: Column) {
        let before = out.len();
        push_known(out, axis, self.cell(row, axis));
        if let Some(hemisphere) = self.mapping.hemisphere(axis)
            && out.len() > before
            && !out.ends_with(|c: char| c.is_alphabetic())
        {
            out.push(' ');
            out.push_str(hemisphere);
        }
    }

    fn cell<'r>(&self, row: &'r StringRecord, column: Column) -> &'r str {
        let cell = self.mapping.slot(column).and_then(|at| row.get(at)).unwrap_or_default();
        if self.kind == FileKind::Csv { text::without_guard(cell) } else { cell }
    }
}

/// Appends a cell made tidy; what only says that there is nothing is left out, but where a column has its own words for no.
fn push_known(out: &mut String, column: Column, cell: &str) {
    if matches!(column, Column::Npsn | Column::Hub | Column::Accreditation) || !text::is_blank_word(cell) {
        text::push_tidy(out, cell);
    }
}

/// Reads an NPSN; a text without any digit is none, whatever its length: a header repeated between the rows, for example.
pub(super) fn read_npsn(cell: &str) -> Result<Npsn, NpsnError> {
    let text = text::npsn(cell);
    if text::is_rounded(&text) {
        Err(NpsnError::Rounded)
    } else if text.is_empty() || text.bytes().any(|byte| byte.is_ascii_digit()) {
        Npsn::new(&text)
    } else {
        Err(NpsnError::NoDigit)
    }
}

impl FileReport {
    /// The report of a file before its rows are counted.
    pub(super) fn new(name: &Arc<str>, kind: FileKind, bytes: &[u8]) -> Self {
        Self {
            name: Arc::clone(name),
            sha256: Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect(),
            kind,
            rows: 0,
            kept: 0,
            merged: 0,
            refused: 0,
            filled: 0,
            columns: Vec::new(),
            unknown_columns: 0,
        }
    }

    /// Adds the columns of a table; of a column that several sheets have the first heading is reported.
    fn add_columns(&mut self, mapping: Mapping) {
        for (column, heading) in mapping.headings {
            if !self.columns.iter().any(|(known, _)| *known == column) {
                self.columns.push((column, heading));
            }
        }
        self.unknown_columns += mapping.unknown;
    }

    /// Spells out a place in this file.
    pub(super) fn place(&self, sheet: Option<&Arc<str>>, line: u32, column: Option<Column>) -> Place {
        let heading = column.and_then(|column| self.columns.iter().find(|(known, _)| *known == column));
        Place {
            file: Arc::clone(&self.name),
            sheet: sheet.cloned(),
            spot: self.kind.spot(line),
            column: heading.map(|(_, heading)| Arc::clone(heading)),
        }
    }
}
