//! Columns recognised by their content, for tables without a header.
//!
//! In: all rows of a table, so that their order does not matter. Out: which column holds what. Must not know: headings.

use super::{Column, text};
use crate::model::{Form, Status};
use csv::StringRecord;

/// What is counted of one column of a table.
#[derive(Clone, Default)]
struct Tally {
    filled: usize,
    fits: [usize; KINDS.len()],
}

struct Kind {
    column: Column,
    /// The heading that is reported.
    heading: &'static str,
    fits: fn(&str) -> bool,
}

/// What can be told from content alone, the surest first: a column is given to the first kind that nearly all its cells fit.
const KINDS: [Kind; 9] = [
    Kind { column: Column::Npsn, heading: "NPSN", fits: |cell| text::looks_like_npsn(&text::npsn(cell)) },
    Kind { column: Column::Form, heading: "bentuk", fits: |cell| matches!(Form::new(cell), Form::Known(_)) },
    // One letter is too little without a heading.
    Kind { column: Column::Status, heading: "status", fits: |cell| cell.len() > 1 && Status::from_word(cell).is_some() },
    Kind { column: Column::Latitude, heading: "lintang", fits: |cell| is_degrees(cell, -12.0, 7.0) },
    Kind { column: Column::Longitude, heading: "bujur", fits: |cell| is_degrees(cell, 94.0, 142.0) },
    Kind {
        column: Column::District,
        heading: "kecamatan",
        fits: |cell| starts_with(cell, &["kec.", "kec ", "kecamatan ", "distrik "]),
    },
    Kind {
        column: Column::Regency,
        heading: "kabupaten/kota",
        fits: |cell| starts_with(cell, &["kab.", "kab ", "kabupaten ", "kota "]),
    },
    Kind {
        column: Column::Province,
        heading: "provinsi",
        fits: |cell| starts_with(cell, &["prov.", "prop.", "provinsi ", "propinsi "]),
    },
    Kind { column: Column::Name, heading: "nama", fits: is_school_name },
];

/// So many of the filled cells must fit, in percent: lists have faults.
const NEEDED_PERCENT: usize = 80;

/// The content of every column, tallied row by row.
#[derive(Default)]
pub(super) struct Tallies(Vec<Tally>);

impl Tallies {
    /// Counts a row.
    pub(super) fn add(&mut self, row: &StringRecord) {
        if self.0.len() < row.len() {
            self.0.resize_with(row.len(), Tally::default);
        }
        for (tally, cell) in self.0.iter_mut().zip(row) {
            let cell = cell.trim();
            tally.filled += usize::from(!cell.is_empty());
            for (fits, kind) in tally.fits.iter_mut().zip(&KINDS) {
                *fits += usize::from(!cell.is_empty() && (kind.fits)(cell));
            }
        }
    }

    /// The number of columns seen.
    pub(super) fn width(&self) -> usize {
        self.0.len()
    }

    /// The columns that are recognised, with where they are and a heading for reports; of two that fit the first.
    pub(super) fn columns(&self) -> Vec<(Column, usize, &'static str)> {
        let mut taken = vec![false; self.0.len()];
        let mut found = Vec::new();
        for (number, kind) in KINDS.iter().enumerate() {
            let fits = |tally: &Tally| tally.filled > 0 && tally.fits[number] * 100 >= tally.filled * NEEDED_PERCENT;
            if let Some(at) = (0..self.0.len()).find(|at| !taken[*at] && fits(&self.0[*at])) {
                taken[at] = true;
                found.push((kind.column, at, kind.heading));
            }
        }
        found
    }
}

/// How many columns some rows let one recognise.
pub(super) fn count(rows: &[StringRecord]) -> usize {
    let mut tallies = Tallies::default();
    rows.iter().for_each(|row| tallies.add(row));
    tallies.columns().len()
}

/// A number with decimals in a range: a bare integer may be anything.
fn is_degrees(cell: &str, least: f64, most: f64) -> bool {
    cell.contains(['.', ',']) && text::decimal(cell).is_some_and(|number| (least..=most).contains(&number))
}

fn starts_with(cell: &str, words: &[&str]) -> bool {
    words.iter().any(|word| cell.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)))
}

/// A name begins with a form, perhaps with N, S or a number grown on to it: `SDN 04 X`, `SMP Negeri 1`, `MIS Baitul Ghofur`.
fn is_school_name(cell: &str) -> bool {
    let Some((first, _)) = cell.split_once([' ', '\u{a0}']) else { return false };
    let short = first.strip_suffix(['N', 'S', 'n', 's']).unwrap_or(first);
    first.eq_ignore_ascii_case("UPT") || [first, short].iter().any(|word| matches!(Form::new(word), Form::Known(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_told_by_their_content() {
        let mut tallies = Tallies::default();
        for row in [
            ["1", "10300001", "SDN 04 Birugo", "SD", "Negeri", "-0,30", "100,36", "Kec. Guguk Panjang"],
            ["2", "10300002", "SMPS X", "SMP", "SWASTA", "-0,31", "100,37", "Kec. Guguk Panjang"],
        ] {
            tallies.add(&StringRecord::from(row.to_vec()));
        }
        let mut found: Vec<_> = tallies.columns().into_iter().map(|(column, at, _)| (at, column)).collect();
        found.sort_unstable();
        let expected = [
            (1, Column::Npsn),
            (2, Column::Name),
            (3, Column::Form),
            (4, Column::Status),
            (5, Column::Latitude),
            (6, Column::Longitude),
            (7, Column::District),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn running_numbers_and_years_are_nothing() {
        let rows: Vec<_> =
            (1..9).map(|n: u32| StringRecord::from(vec![n.to_string(), format!("20{n:02}"), "x".into()])).collect();
        assert_eq!(count(&rows), 0);
    }
}
