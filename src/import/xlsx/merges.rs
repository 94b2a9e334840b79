//! Merged cells: what one cell says for several rows is said in each of them.
//!
//! In: the merged cells of a sheet, its rows in order. Out: rows without the gaps. Must not know: what the columns mean.

use super::transcript::{Refusal, broken};
use calamine::Xlsx;
use csv::StringRecord;
use std::collections::BTreeMap;
use std::io::Cursor;

/// Cells merged over several rows, as the kecamatan of a group of schools: the file has their text in the first row only.
#[derive(Default)]
pub(super) struct Merges {
    /// By their first row: column and last row.
    starts: BTreeMap<u32, Vec<(usize, u32)>>,
    /// Those that are not at their end, by column: last row and text.
    open: BTreeMap<usize, (u32, String)>,
}

impl Merges {
    /// Reads those of a sheet.
    pub(super) fn read(xlsx: &mut Xlsx<Cursor<&[u8]>>, sheet: &str) -> Result<Self, Refusal> {
        let mut merges = Self::default();
        let cells = xlsx.merge_cells_by_sheet_name(sheet).map_err(|error| broken(&error))?;
        for merged in cells.iter().filter(|merged| merged.end.0 > merged.start.0) {
            let [first, last] = [merged.start, merged.end].map(|(row, _)| row.saturating_add(1));
            merges.starts.entry(first).or_default().push((merged.start.1 as usize, last));
        }
        Ok(merges)
    }

    /// Fills what a row leaves empty under a merged cell; rows come in order.
    pub(super) fn fill(&mut self, line: u32, row: &mut StringRecord) {
        self.open.retain(|_, (last, _)| *last >= line);
        let is_empty = |column: &usize| row.get(*column).is_none_or(|cell| cell.trim().is_empty());
        if self.open.keys().any(is_empty) {
            let width = self.open.keys().last().map_or(0, |last| last + 1).max(row.len());
            let filled = (0..width).map(|column| match self.open.get(&column) {
                Some((_, text)) if is_empty(&column) => text.as_str(),
                _ => row.get(column).unwrap_or_default(),
            });
            *row = filled.collect();
        }
        for (column, last) in self.starts.remove(&line).unwrap_or_default() {
            if let Some(text) = row.get(column).filter(|text| !text.trim().is_empty()) {
                self.open.insert(column, (last, text.to_owned()));
            }
        }
    }
}
