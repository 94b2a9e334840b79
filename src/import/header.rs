//! Where the header is, if there is one.
//!
//! In: the first rows of a table. Out: its headings and how many rows lie above the data. Must not know: files.
//!
//! Office lists have titles above the header, headers of two lines (`Koordinat` over `Lintang`, `Bujur`) and a line that numbers
//! the columns below it.

use super::headings;
use super::{Column, text};
use csv::StringRecord;

/// How many rows may lie above the header.
pub(super) const SEARCHED_ROWS: usize = 40;

/// A header that was found.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Header {
    /// Rows of the table up to and including the header.
    pub(super) rows: usize,
    /// One text per column.
    pub(super) headings: Vec<String>,
}

/// Finds the header: the row with the most known columns, of equals the first, or two rows when together they have more.
pub(super) fn find(rows: &[StringRecord]) -> Option<Header> {
    let singles = (0..rows.len()).map(|at| single(rows, at));
    let pairs = (0..rows.len()).filter_map(|at| pair(rows, at));
    let mut best: Option<(usize, Header)> = None;
    for header in singles.chain(pairs) {
        let known = known(&header.headings);
        if known > best.as_ref().map_or(0, |(best, _)| *best) {
            best = Some((known, header));
        }
    }
    let (_, mut header) = best?;
    if rows.get(header.rows).is_some_and(numbers_columns) {
        header.rows += 1;
    }
    Some(header)
}

/// How many columns these rows let one recognise, by header or, without one, by content.
pub(super) fn recognised(rows: &[StringRecord]) -> usize {
    let by_header = find(rows).map_or(0, |header| known(&header.headings));
    // Two headings beat any guess: content alone is the last resort.
    if by_header > 1 { by_header + Column::ALL.len() } else { by_header.max(super::guess::count(rows)) }
}

/// How many different columns the headings may stand for.
fn known(headings: &[String]) -> usize {
    let mut columns: Vec<Column> =
        headings.iter().filter_map(|heading| headings::claims(heading).into_iter().next()).map(|claim| claim.column).collect();
    columns.sort_unstable();
    columns.dedup();
    columns.len()
}

fn single(rows: &[StringRecord], at: usize) -> Header {
    Header { rows: at + 1, headings: rows[at].iter().map(text::tidy).collect() }
}

/// Two rows read as one header; a lower row that holds data is none.
fn pair(rows: &[StringRecord], at: usize) -> Option<Header> {
    let (upper, lower) = (&rows[at], rows.get(at + 1)?);
    if lower.iter().any(|cell| text::decimal(cell).is_some() || text::looks_like_npsn(cell.trim())) {
        return None;
    }
    let cell = |row: &StringRecord, column| row.get(column).map(text::tidy).unwrap_or_default();
    let columns = upper.len().max(lower.len());
    let headings = (0..columns).map(|column| stacked(cell(upper, column), cell(lower, column))).collect();
    Some(Header { rows: at + 2, headings })
}

/// The heading of a column that has two texts: the lower when it is known, then both together, then the upper.
fn stacked(upper: String, lower: String) -> String {
    let is_known = |heading: &str| !headings::claims(heading).is_empty();
    let both = text::tidy(&format!("{upper} {lower}"));
    if is_known(&both) {
        both
    } else if is_known(&lower) || upper.is_empty() {
        lower
    } else {
        upper
    }
}

/// A row `1 | 2 | 3 ...` or `(1) | (2) | (3) ...` below the header.
fn numbers_columns(row: &StringRecord) -> bool {
    row.len() > 1
        && row.iter().enumerate().all(|(at, cell)| {
            let number = cell.trim().trim_matches(['(', ')']);
            number.parse() == Ok(at + 1)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rows: &[&str], expected: Option<(usize, &str)>) {
        let rows: Vec<StringRecord> = rows.iter().map(|row| row.split('|').map(str::trim).collect()).collect();
        let found = find(&rows).map(|header| (header.rows, header.headings.join("|")));
        assert_eq!(found, expected.map(|(rows, headings)| (rows, headings.to_owned())), "{rows:?}");
    }

    #[test]
    fn a_plain_header_is_the_first_row() {
        check(&["npsn|nama|bujur", "10300001|SDN 1|100.1"], Some((1, "npsn|nama|bujur")));
    }

    #[test]
    fn titles_above_the_header_are_passed_over() {
        check(&["DAFTAR SEKOLAH", "Tahun 2026", "No|NPSN|Nama Sekolah", "1|10300001|SDN 1"], Some((3, "No|NPSN|Nama Sekolah")));
    }

    #[test]
    fn two_lines_make_one_header() {
        check(
            &["No|NPSN|Nama Sekolah|Koordinat|", "|||Lintang|Bujur", "1|10300001|SDN 1|-0.3|100.3"],
            Some((2, "No|NPSN|Nama Sekolah|Koordinat Lintang|Bujur")),
        );
        check(&["NPSN|Nama|Kode|Kode", "||Kecamatan|Kabupaten"], Some((2, "NPSN|Nama|Kode Kecamatan|Kode Kabupaten")));
    }

    #[test]
    fn a_line_of_column_numbers_belongs_to_the_header() {
        check(&["No|NPSN|Nama", "(1)|(2)|(3)", "1|10300001|SDN 1"], Some((2, "No|NPSN|Nama")));
    }

    #[test]
    fn data_is_no_header() {
        check(&["10300001|SDN 1|SD", "10300002|SDN 2|SD"], None);
    }
}
