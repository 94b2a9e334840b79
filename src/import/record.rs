//! What import hands to the audit.
//!
//! In: nothing. Out: the types of an [`Import`]. Must not know: how files are read.

use crate::import::{Column, What};
use crate::model::{Bilingual, Finding, Language, Npsn, Place, Said, Spoken, Spot};
use std::borrow::Cow;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

/// Something to read.
#[derive(Clone, Debug)]
pub enum Source {
    /// A file or a folder.
    Path(PathBuf),
    /// Bytes that are already here, the embedded demonstration for example.
    Bytes {
        /// A file name for reports.
        name: Arc<str>,
        /// The content.
        bytes: Cow<'static, [u8]>,
    },
}

/// The shape in which a file was found to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// Delimited text.
    Csv,
    /// An Office Open XML workbook.
    Xlsx,
    /// JSON in one of the known shapes.
    Json,
    /// GeoJSON.
    GeoJson,
    /// TOML.
    Toml,
}

impl FileKind {
    /// Where a row of such a file stands: records of JSON are counted, because many may share a line.
    pub(super) fn spot(self, number: u32) -> Spot {
        match self {
            Self::Csv | Self::Xlsx | Self::Toml => Spot::Line(number),
            Self::Json | Self::GeoJson => Spot::Record(number),
        }
    }

    /// The stable lower-case word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Toml => "toml",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
            Self::GeoJson => "geojson",
        }
    }
}

/// One input file and what became of its rows: `rows = kept + merged + refused`.
#[derive(Clone, Debug, PartialEq)]
pub struct FileReport {
    /// File name without folders.
    pub name: Arc<str>,
    /// SHA-256 of the content, lower-case hexadecimal.
    pub sha256: String,
    /// Its shape.
    pub kind: FileKind,
    /// Data rows found.
    pub rows: u64,
    /// Rows that became a record of their own.
    pub kept: u64,
    /// Rows about a school that an earlier file has already.
    pub merged: u64,
    /// Rows refused.
    pub refused: u64,
    /// Cells that this file filled in earlier records.
    pub filled: u64,
    /// The known columns, with the heading each was found under.
    pub columns: Vec<(Column, Arc<str>)>,
    /// How many columns are not known; their names are not kept.
    pub unknown_columns: usize,
}

/// Where a row was read: compact, because there is one per school. [`Import::place`] spells it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowPlace {
    /// Index into [`Import::files`].
    pub file: u16,
    /// Index into [`Import::sheets`], 0 for none.
    pub sheet: u16,
    /// Line of a text, row of a sheet or record of JSON, from 1.
    pub line: u32,
}

/// The known cells of one row as text, blanks around them taken off; an absent cell is empty.
///
/// One allocation per row and one byte per column: a national list has some hundred thousand rows, and most cells are short.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Cells {
    text: Box<str>,
    /// The length of each cell, or [`LONG`].
    lengths: [u8; Column::ALL.len()],
    /// All lengths, where one of them is too large for a byte.
    long: Option<Box<[u32; Column::ALL.len()]>>,
}

/// Says that the true length stands among the long ones.
const LONG: u8 = u8::MAX;

impl Cells {
    /// Packs one text per column, in the order of [`Column::ALL`].
    #[must_use]
    pub fn new(cells: &[Cow<'_, str>; Column::ALL.len()]) -> Self {
        Self::pack(&mut String::new(), Column::ALL, |column, text| text.push_str(&cells[column as usize]))
    }

    /// Packs what `push` appends for each of some columns, given in their fixed order, using a buffer that the caller keeps from row to
    /// row; cells of other columns are absent.
    pub(super) fn pack(buffer: &mut String, columns: &[Column], mut push: impl FnMut(Column, &mut String)) -> Self {
        buffer.clear();
        let mut all = [0_u32; Column::ALL.len()];
        for column in columns {
            let before = buffer.len();
            push(*column, buffer);
            all[*column as usize] = u32::try_from(buffer.len() - before).expect("records are limited far below 4 GiB");
        }
        let lengths = all.map(|length| u8::try_from(length).unwrap_or(LONG));
        let long = lengths.contains(&LONG).then(|| Box::new(all));
        Self { text: buffer.as_str().into(), lengths, long }
    }

    /// The text of a column, empty when absent.
    #[must_use]
    pub fn get(&self, column: Column) -> &str {
        &self.text[self.range(column)]
    }

    /// Where the text of a column stands.
    fn range(&self, column: Column) -> Range<usize> {
        let at = column as usize;
        let (start, length): (usize, usize) = match &self.long {
            None => (self.lengths[..at].iter().map(|length| usize::from(*length)).sum(), self.lengths[at].into()),
            Some(all) => (all[..at].iter().map(|length| *length as usize).sum(), all[at] as usize),
        };
        start..start + length
    }

    /// The cells from one column to another as one value: equal runs are equal cell by cell.
    pub(crate) fn run(&self, first: Column, last: Column) -> Run<'_> {
        let columns = first as usize..last as usize + 1;
        let lengths = &self.lengths[columns.clone()];
        let long = self.long.as_ref().filter(|_| lengths.contains(&LONG)).map(|all| &all[columns]);
        Run { text: &self.text[self.range(first).start..self.range(last).end], lengths, long }
    }

    fn in_order(&self) -> impl Iterator<Item = &str> {
        Column::ALL.iter().map(|column| self.get(*column))
    }
}

/// Neighbouring cells of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Run<'a> {
    text: &'a str,
    lengths: &'a [u8],
    /// Present where a length does not fit a byte.
    long: Option<&'a [u32]>,
}

impl Ord for Cells {
    /// Column by column as text: the order that decides which of two rows of an NPSN stays.
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.in_order().cmp(other.in_order())
    }
}

impl PartialOrd for Cells {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// One school as the lists tell it.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Its number.
    pub npsn: Npsn,
    /// Its cells, those of later files filled in.
    pub cells: Cells,
    /// Where its first row was read.
    pub place: RowPlace,
}

/// A row that is not used, with the reason.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    /// Where it was read.
    pub place: RowPlace,
    /// The finding that tells why; its code is the reason.
    pub finding: Finding,
}

/// All that was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Import {
    /// One report per file, in the order read: sources as given, files of a folder by name.
    pub files: Vec<FileReport>,
    /// Names of sheets; index 0 is unused and empty.
    pub sheets: Vec<Arc<str>>,
    /// One record per NPSN, in NPSN order.
    pub records: Vec<Record>,
    /// Rows that are not used.
    pub refused: Vec<Refused>,
    /// Findings about files and cells that are not refusals: fills, conflicts, files of a folder that are no school list.
    pub findings: Vec<Finding>,
}

impl Import {
    /// Data rows read, in all files.
    #[must_use]
    pub fn rows_read(&self) -> u64 {
        self.files.iter().map(|file| file.rows).sum()
    }

    /// Spells out where a row, or one of its cells, was read.
    #[must_use]
    pub fn place(&self, place: RowPlace, column: Option<Column>) -> Place {
        let file = &self.files[usize::from(place.file)];
        Place {
            file: Arc::clone(&file.name),
            sheet: (place.sheet > 0).then(|| Arc::clone(&self.sheets[usize::from(place.sheet)])),
            spot: file.kind.spot(place.line),
            column: column.and_then(|column| {
                let found = file.columns.iter().find(|(known, _)| *known == column);
                found.map(|(_, heading)| Arc::clone(heading))
            }),
        }
    }
}

/// One line of a hub list.
#[derive(Clone, Debug, PartialEq)]
pub struct HubEntry {
    /// The number, where the line has one.
    pub npsn: Option<Npsn>,
    /// All known cells: name, kecamatan, kabupaten/kota, cohort, capacity.
    pub cells: Cells,
    /// Where it was read.
    pub place: Place,
}

/// One line of a file of accepted repairs, still as text.
#[derive(Clone, Debug, PartialEq)]
pub struct Repair {
    /// The number as written.
    pub npsn: Box<str>,
    /// Longitude as written.
    pub lon: Box<str>,
    /// Latitude as written.
    pub lat: Box<str>,
    /// Free text.
    pub note: Box<str>,
    /// A row of the repair list in which nobody has filled in the corrected position: nothing is accepted.
    pub is_open: bool,
    /// Where it was read.
    pub place: Place,
}

/// What a line of a pairs file asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PairRule {
    /// The school goes to this hub (`wajib`).
    Required(Npsn),
    /// The school never goes to this hub (`larang`).
    Forbidden(Npsn),
    /// The school goes to no hub (`lepas`).
    Unassigned,
}

/// One line of a pairs file.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The school that is to be, or not to be, a member.
    pub school: Npsn,
    /// What is asked for.
    pub rule: PairRule,
    /// Where it was read.
    pub place: Place,
}

/// An office as a file names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeEntry {
    /// Its word in addresses, where the file has one.
    pub id: Option<String>,
    /// Its name.
    pub name: String,
    /// Codes of its regions, as text.
    pub regions: Vec<String>,
    /// Where it was read.
    pub place: Place,
}

/// Why reading could not be done.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be opened or read.
    #[error("cannot read {file}")]
    Io {
        /// File name as given.
        file: String,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The file can be read but is no school list.
    #[error("{place}: not a school list: {}", .reason.english())]
    NotASchoolList {
        /// The file, and line where known.
        place: Place,
        /// What was expected and what was found.
        reason: Said,
    },
    /// The file is broken in a way that makes its rows doubtful, a quote that is never closed for example.
    #[error("{place}: {}", .reason.english())]
    Malformed {
        /// The file, and line where known.
        place: Place,
        /// What was expected and what was found.
        reason: Said,
    },
    /// A limit was passed.
    #[error("{place}: {what} is limited to {limit}, found {found}")]
    Limit {
        /// The file, and line where known.
        place: Place,
        /// What is limited.
        what: What,
        /// The limit.
        limit: u64,
        /// What was found.
        found: u64,
    },
    /// Nothing to read.
    #[error("no school list in {0}")]
    Nothing(String),
}

impl Bilingual for ImportError {
    fn in_indonesian(&self) -> String {
        match self {
            Self::Io { file, source } => format!("tidak dapat membaca {file}: {}", source.in_indonesian()),
            Self::NotASchoolList { place, reason } => format!("{place}: bukan daftar sekolah: {}", reason.indonesian()),
            Self::Malformed { place, reason } => format!("{place}: {}", reason.indonesian()),
            Self::Limit { place, what, limit, found } => {
                let said = |part| Spoken(part, Language::Indonesian);
                format!(
                    "{place}: {} paling banyak {}, ditemukan {}",
                    Spoken(what, Language::Indonesian),
                    said(limit),
                    said(found)
                )
            }
            Self::Nothing(sources) => format!("tidak ada daftar sekolah di {sources}"),
        }
    }
}
