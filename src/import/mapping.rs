//! Which column of a table is which.
//!
//! In: headings, and the rows where headings do not settle it. Out: a [`Mapping`]. Must not know: merging, shapes of files.
//!
//! **When several headings fit one column**, the best ranked spelling of which at least half of the filled cells are understood
//! stands; when there is none, the best ranked sure one. So `bentuk_pendidikan` beats `jenjang`, and `jenis_sekolah_nama` beats
//! `status_sekolah` when the latter holds 1 and the former `Negeri`. All rows are counted, so that their order does not matter.

use super::guess::Tallies;
use super::headings::{self, Claim};
use super::table::{Row, Tables};
use super::{Column, ImportError};
use std::ops::ControlFlow;
use std::sync::Arc;

/// Where each known column is found in the rows of a table.
#[derive(Debug, Default)]
pub(super) struct Mapping {
    slots: [Option<usize>; Column::ALL.len()],
    /// The column with whole positions, where there is none of either axis.
    positions: Option<usize>,
    /// The hemispheres that the headings of latitude and longitude state.
    hemispheres: [Option<&'static str>; 2],
    /// The heading of each known column, as the file writes it.
    pub(super) headings: Vec<(Column, Arc<str>)>,
    /// How many columns are not known; their names are not kept.
    pub(super) unknown: usize,
}

impl Mapping {
    /// The place of a column in the rows.
    pub(super) fn slot(&self, column: Column) -> Option<usize> {
        self.slots[column as usize]
    }

    /// The place of the column with whole positions.
    pub(super) fn positions(&self) -> Option<usize> {
        self.positions
    }

    /// The columns that the rows have, in their fixed order.
    pub(super) fn columns(&self) -> Vec<Column> {
        let is_axis = |column: Column| matches!(column, Column::Latitude | Column::Longitude);
        let has = |column: &Column| self.slot(*column).is_some() || (self.positions.is_some() && is_axis(*column));
        Column::ALL.iter().copied().filter(has).collect()
    }

    /// The hemisphere that the heading of an axis states.
    pub(super) fn hemisphere(&self, axis: Column) -> Option<&'static str> {
        self.hemispheres[usize::from(axis == Column::Longitude)]
    }

    fn set(&mut self, column: Column, at: usize, heading: &str) {
        self.slots[column as usize] = Some(at);
        self.headings.push((column, heading.into()));
        if let Column::Latitude | Column::Longitude = column {
            self.hemispheres[usize::from(column == Column::Longitude)] = headings::hemisphere(heading);
        }
    }

    /// Looks for a column of whole positions, where no axis has one of its own.
    fn find_positions(&mut self, headings: &[String]) {
        let axes = [Column::Latitude, Column::Longitude];
        if axes.iter().all(|axis| self.slot(*axis).is_none()) {
            self.positions = headings.iter().position(|heading| headings::is_of_positions(heading));
        }
        if let Some(at) = self.positions {
            self.headings.extend(axes.map(|axis| (axis, headings[at].as_str().into())));
        }
    }

    fn count_unknown(&mut self, width: usize) {
        self.unknown = (0..width).filter(|at| !self.slots.contains(&Some(*at)) && self.positions != Some(*at)).count();
    }
}

/// A heading that may stand for a column.
struct Candidate {
    claim: Claim,
    at: usize,
    filled: usize,
    understood: usize,
}

impl Candidate {
    fn is_convincing(&self) -> bool {
        self.filled > 0 && self.understood * 2 >= self.filled
    }
}

/// Maps a table that has headings, `skip` rows of it lying above the data.
pub(super) fn by_headings(
    tables: &mut Tables<'_>,
    table: usize,
    headings: &[String],
    skip: usize,
) -> Result<Mapping, ImportError> {
    let mut candidates = candidates(headings);
    if candidates.chunk_by(|a, b| a.claim.column == b.claim.column).any(is_contested) {
        count_cells(tables, table, skip, &mut candidates)?;
    }
    let mut mapping = Mapping::default();
    for rivals in candidates.chunk_by(|a, b| a.claim.column == b.claim.column) {
        if let Some(best) = best(rivals) {
            mapping.set(best.claim.column, best.at, &headings[best.at]);
        }
    }
    mapping.find_positions(headings);
    mapping.count_unknown(headings.len());
    Ok(mapping)
}

/// Maps a table that has no header, by the content of its columns.
pub(super) fn by_content(tables: &mut Tables<'_>, table: usize) -> Result<Mapping, ImportError> {
    let mut tallies = Tallies::default();
    each_row(tables, table, 0, &mut |row| {
        if let Ok(row) = row {
            tallies.add(row);
        }
    })?;
    let mut mapping = Mapping::default();
    for (column, at, heading) in tallies.columns() {
        mapping.set(column, at, heading);
    }
    mapping.count_unknown(tallies.width());
    Ok(mapping)
}

/// All claims of all headings, grouped by column, best ranked and leftmost first.
fn candidates(headings: &[String]) -> Vec<Candidate> {
    let claims =
        headings.iter().enumerate().flat_map(|(at, heading)| headings::claims(heading).into_iter().map(move |claim| (at, claim)));
    let mut all: Vec<_> = claims.map(|(at, claim)| Candidate { claim, at, filled: 0, understood: 0 }).collect();
    all.sort_by_key(|candidate| (candidate.claim, candidate.at));
    all
}

fn is_contested(rivals: &[Candidate]) -> bool {
    rivals.len() > 1 || rivals.iter().any(|candidate| !candidate.claim.sure)
}

fn best(rivals: &[Candidate]) -> Option<&Candidate> {
    if !is_contested(rivals) {
        return rivals.first();
    }
    let convincing = rivals.iter().find(|candidate| candidate.is_convincing());
    convincing.or_else(|| rivals.iter().find(|candidate| candidate.claim.sure))
}

fn count_cells(tables: &mut Tables<'_>, table: usize, skip: usize, candidates: &mut [Candidate]) -> Result<(), ImportError> {
    each_row(tables, table, skip, &mut |row| {
        let Ok(row) = row else { return };
        for candidate in candidates.iter_mut() {
            let cell = row.get(candidate.at).unwrap_or_default().trim();
            candidate.filled += usize::from(!cell.is_empty());
            candidate.understood += usize::from(!cell.is_empty() && headings::understood(candidate.claim.column, cell));
        }
    })
}

fn each_row(tables: &mut Tables<'_>, table: usize, skip: usize, act: &mut dyn FnMut(Row<'_>)) -> Result<(), ImportError> {
    let mut above = skip;
    tables.walk(table, &mut |_, row| {
        if above > 0 {
            above -= 1;
        } else {
            act(row);
        }
        Ok(ControlFlow::Continue(()))
    })
}
