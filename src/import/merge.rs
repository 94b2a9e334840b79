//! Rows of all files become one record per NPSN.
//!
//! In: rows with their numbers. Out: records in NPSN order, refusals, fills and conflicts. Must not know: how files are read.
//!
//! Within one file the row that comes first by its cells as text stays, wherever it stands. A later file fills what the earlier
//! ones leave empty; where both say something, the earlier one stands. A position is one value: a whole one takes the place of half
//! of one and of zeros, and the latitude of one file never meets the longitude of another, which makes a place where nobody is.

use super::{Cells, Column, FileReport, Import, Record, Refused, RowPlace};
use crate::model::{Code, Finding, Form, Said, Status, said};
use rayon::prelude::*;
use std::borrow::Cow;

/// The longest value that a finding repeats.
const SHOWN_CHARS: usize = 80;

/// Sorts the rows and makes them one record per NPSN.
pub(super) fn merge(import: &mut Import) {
    let mut records = std::mem::take(&mut import.records);
    records.par_sort_unstable_by(|a, b| {
        let order = |record: &Record| (record.npsn, record.place.file);
        // The line comes last of all: it decides only between rows that say the same.
        order(a).cmp(&order(b)).then_with(|| a.cells.cmp(&b.cells)).then(a.place.cmp(&b.place))
    });
    // The file of the last row with the number of the record that is kept; rows of one file come one after the other.
    let mut last = None;
    records.dedup_by(|row, kept| {
        let file = row.place.file;
        if row.npsn != kept.npsn {
            last = Some(file);
            return false;
        }
        if last.unwrap_or(kept.place.file) == file {
            import.refuse_duplicate(row, kept.place);
        } else {
            import.join(kept, row);
        }
        last = Some(file);
        true
    });
    for record in &records {
        import.files[usize::from(record.place.file)].kept += 1;
    }
    import.records = records;
}

impl Import {
    /// Puts a row on the list of refused ones.
    pub(super) fn refuse(&mut self, place: RowPlace, finding: Finding) {
        self.files[usize::from(place.file)].refused += 1;
        self.refused.push(Refused { place, finding });
    }

    fn refuse_duplicate(&mut self, row: &Record, kept: RowPlace) {
        let kept = self.place(kept, None);
        let npsn = row.npsn;
        let found = said!(
            "seharusnya satu baris untuk {npsn}, ditemukan baris lain; {kept} yang dipakai",
            "expected one row of {npsn}, found another; {kept} is used",
        );
        let finding =
            Finding::new(Code::DuplicateNpsn, found).with_npsn(row.npsn).with_place(self.place(row.place, Some(Column::Npsn)));
        self.refuse(row.place, finding);
    }

    /// Fills the empty cells of a record from a row of a later file, and reports where they differ.
    fn join(&mut self, kept: &mut Record, row: &Record) {
        let (filled, conflicts) = compare(&kept.cells, &row.cells);
        let file = &mut self.files[usize::from(row.place.file)];
        file.merged += 1;
        file.filled += filled.len() as u64;
        if !filled.is_empty() {
            let from = |column: Column| if filled.contains(&column) { &row.cells } else { &kept.cells };
            let cells = Column::ALL.iter().map(|column| Cow::Borrowed(from(*column).get(*column))).collect::<Vec<_>>();
            let cells: [Cow<'_, str>; Column::ALL.len()] = cells.try_into().expect("one per column");
            let cells = Cells::new(&cells);
            let columns = list(&filled, |column| filled_cell(column, kept.cells.get(column)));
            self.note(Code::FilledCell, row, said!("terisi {columns}", "filled {columns}", columns = columns));
            kept.cells = cells;
        }
        if !conflicts.is_empty() {
            let difference = |column: Column| {
                let (first, later) = (shown(kept.cells.get(column)), shown(row.cells.get(column)));
                let column = column.as_str();
                if first.is_empty() {
                    // Only half of a position is left empty beside a value.
                    return said!(
                        "{column} tetap kosong, di sini {later:?}: satu titik tidak disusun dari dua berkas",
                        "{column} stays empty, found {later:?}: no position is put together from two files",
                    );
                }
                said!("{column} tetap {first:?}, di sini {later:?}", "{column} {first:?} stands, found {later:?}")
            };
            self.note(Code::ConflictingCell, row, list(&conflicts, difference));
        }
    }

    fn note(&mut self, code: Code, row: &Record, found: Said) {
        let finding = Finding::new(code, found).with_npsn(row.npsn).with_place(self.place(row.place, None));
        self.findings.push(finding);
    }
}

/// How much of a position a row states: zero is how lists write nothing.
#[derive(PartialEq)]
enum Stated {
    Nothing,
    Half,
    Whole,
}

impl Stated {
    fn of(cells: &Cells) -> Self {
        let says = |axis| !cells.get(axis).is_empty() && super::text::decimal(cells.get(axis)) != Some(0.0);
        match (says(Column::Latitude), says(Column::Longitude)) {
            (true, true) => Self::Whole,
            (false, false) => Self::Nothing,
            _ => Self::Half,
        }
    }
}

/// The columns that a later row fills, and those in which it says something else.
fn compare(first: &Cells, later: &Cells) -> (Vec<Column>, Vec<Column>) {
    let is_whole = |cells| Stated::of(cells) == Stated::Whole;
    // A whole position takes the place of what is none; half of one only fills what is empty.
    let replaces = !is_whole(first) && is_whole(later);
    let is_empty = AXES.iter().all(|axis| first.get(*axis).is_empty());
    let (mut filled, mut conflicts) = (Vec::new(), Vec::new());
    for &column in Column::ALL {
        let (here, there) = (first.get(column), later.get(column));
        if there.is_empty() || is_same(column, here, there) {
            continue;
        }
        let fills = if AXES.contains(&column) { replaces || is_empty } else { here.is_empty() };
        if fills { &mut filled } else { &mut conflicts }.push(column);
    }
    (filled, conflicts)
}

const AXES: [Column; 2] = [Column::Latitude, Column::Longitude];

/// Whether two cells say the same: case does not count, nor how a coordinate, a status (S, Swasta) or a form is written.
fn is_same(column: Column, here: &str, there: &str) -> bool {
    if here.eq_ignore_ascii_case(there) {
        return true;
    }
    match column {
        Column::Latitude | Column::Longitude => same(here, there, super::text::decimal),
        Column::Status => same(here, there, Status::from_word),
        Column::Form => Form::new(here) == Form::new(there),
        _ => false,
    }
}

/// Whether both can be read, as the same.
fn same<T: PartialEq>(here: &str, there: &str, read: impl Fn(&str) -> Option<T>) -> bool {
    read(here).is_some_and(|value| read(there) == Some(value))
}

/// A column that was filled, with what it held before where that was half a position.
fn filled_cell(column: Column, before: &str) -> Said {
    let column = column.as_str();
    if before.is_empty() {
        return Said::fixed(column, column);
    }
    let before = shown(before);
    said!("{column} (sebelumnya {before:?})", "{column} (before {before:?})")
}

fn list(columns: &[Column], part: impl Fn(Column) -> Said) -> Said {
    let parts: Vec<Said> = columns.iter().map(|column| part(*column)).collect();
    Said::list(&parts)
}

/// A value as far as a finding shows it.
pub(super) fn shown(text: &str) -> &str {
    text.char_indices().nth(SHOWN_CHARS).map_or(text, |(end, _)| &text[..end])
}

impl FileReport {
    /// Whether the account adds up.
    #[must_use]
    pub fn is_balanced(&self) -> bool {
        self.rows == self.kept + self.merged + self.refused
    }
}
