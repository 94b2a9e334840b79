//! What all shapes of files have in common: tables whose rows can be walked more than once.
//!
//! In: decoded content. Out: rows of cells with their lines. Must not know: what the columns mean.
//!
//! Walking again is cheaper than keeping: a national list is read with one row in memory, and a second walk is only needed when
//! headings compete for a column.

use super::delimited::Delimited;
use super::json::Records;
use super::xlsx::Workbook;
use super::{ImportError, Limits, What};
use crate::model::{Place, Said, Spot};
use csv::StringRecord;
use std::ops::ControlFlow;
use std::sync::Arc;

/// The cells of a row, or why it has none.
pub(super) type Row<'a> = Result<&'a StringRecord, Said>;

/// Called with the line and the cells of each row; may end the walk.
pub(super) type Visit<'v> = dyn FnMut(u32, Row<'_>) -> Result<ControlFlow<()>, ImportError> + 'v;

/// What a reader of a file needs besides the content.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) file: &'a Arc<str>,
    pub(super) limits: &'a Limits,
}

impl Context<'_> {
    pub(super) fn at(self, spot: impl Into<Spot>) -> Place {
        Place { spot: spot.into(), ..Place::file(self.file) }
    }

    pub(super) fn malformed(self, spot: impl Into<Spot>, reason: Said) -> ImportError {
        ImportError::Malformed { place: self.at(spot), reason }
    }

    pub(super) fn not_a_list(self, reason: Said) -> ImportError {
        ImportError::NotASchoolList { place: self.at(Spot::Whole), reason }
    }

    /// Refuses a number above its limit.
    pub(super) fn limit(self, spot: impl Into<Spot>, what: What, limit: u64, found: u64) -> Result<(), ImportError> {
        if found > limit {
            return Err(ImportError::Limit { place: self.at(spot), what, limit, found });
        }
        Ok(())
    }

    /// Checks the size of a row and of its cells.
    pub(super) fn check_row(self, spot: impl Into<Spot>, row: &StringRecord) -> Result<(), ImportError> {
        let spot = spot.into();
        let limits = self.limits;
        self.limit(spot, What::Columns, limits.columns as u64, row.len() as u64)?;
        let bytes = row.as_slice().len();
        self.limit(spot, What::RecordBytes, limits.record_bytes as u64, bytes as u64)?;
        if bytes <= limits.cell_bytes {
            return Ok(());
        }
        let longest = row.iter().map(str::len).max().unwrap_or(0);
        self.limit(spot, What::CellBytes, limits.cell_bytes as u64, longest as u64)
    }
}

/// The tables of a file.
pub(super) enum Tables<'a> {
    /// Delimited text is one table.
    Text(Delimited<'a>),
    /// So is JSON, whatever its nesting.
    Json(Records<'a>),
    /// A workbook has one per sheet.
    Workbook(Box<Workbook<'a>>),
}

impl Tables<'_> {
    /// How many tables there are.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Text(_) | Self::Json(_) => 1,
            Self::Workbook(workbook) => workbook.sheets().len(),
        }
    }

    /// The name of the sheet.
    pub(super) fn sheet(&self, table: usize) -> Option<Arc<str>> {
        match self {
            Self::Text(_) | Self::Json(_) => None,
            Self::Workbook(workbook) => Some(Arc::clone(&workbook.sheets()[table])),
        }
    }

    /// The names of sheets that nobody sees, which are no tables.
    pub(super) fn hidden_sheets(&self) -> &[Arc<str>] {
        match self {
            Self::Text(_) | Self::Json(_) => &[],
            Self::Workbook(workbook) => workbook.hidden(),
        }
    }

    /// The headings, when the shape has them by itself and not in a row.
    pub(super) fn keys(&self) -> Option<&[String]> {
        match self {
            Self::Json(records) => Some(records.keys()),
            Self::Text(_) | Self::Workbook(_) => None,
        }
    }

    /// Walks the rows of a table from the first, header rows included; rows without any text are left out.
    pub(super) fn walk(&mut self, table: usize, visit: &mut Visit<'_>) -> Result<(), ImportError> {
        match self {
            Self::Text(text) => text.walk(visit),
            Self::Json(records) => records.walk(visit),
            Self::Workbook(workbook) => workbook.walk(table, visit),
        }
    }

    /// Makes something of every row and hands it on in order; long delimited text is read in parts side by side.
    ///
    /// `read` may keep something from row to row, a buffer for example, but must not depend on it.
    pub(super) fn walk_in_parts<T: Send, K: Default>(
        &mut self,
        table: usize,
        read: impl Fn(&mut K, Row<'_>) -> T + Sync,
        act: &mut dyn FnMut(u32, T) -> Result<ControlFlow<()>, ImportError>,
    ) -> Result<(), ImportError> {
        if let Self::Text(text) = self {
            return text.walk_in_parts(read, act);
        }
        let mut kept = K::default();
        self.walk(table, &mut |line, row| act(line, read(&mut kept, row)))
    }

    /// The first rows of a table, owned.
    pub(super) fn first_rows(&mut self, table: usize, count: usize) -> Result<Vec<StringRecord>, ImportError> {
        let mut rows = Vec::with_capacity(count);
        self.walk(table, &mut |_, row| {
            rows.extend(row.ok().cloned());
            Ok(if rows.len() < count { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
        })?;
        Ok(rows)
    }
}

/// Whether a row has no text at all, as the rows below a spreadsheet's last one.
pub(super) fn is_blank(row: &StringRecord) -> bool {
    row.as_slice().bytes().all(|byte| byte.is_ascii_whitespace())
}
