//! The sheets of schools: without a hub, and all of them as one table.

use super::subtitle;
use crate::publish::Assignments;
use crate::publish::list::table::{self, Cell as Value};
use crate::publish::list::without_hub::{self, CHECK_COLUMNS, FIRST_COLUMNS, Row};
use crate::publish::text::kilometres_of;
use crate::publish::workbook::{Book, Cell, Column, Head};
use std::io;

/// Widths of the columns that both lists of schools without a hub begin with.
const FIRST_WIDTHS: [f64; FIRST_COLUMNS.len()] = [5.0, 18.0, 11.0, 32.0, 8.0, 9.0];
/// Width of a column of sentences.
const SENTENCE: f64 = 44.0;
/// Width of a column of the whole table.
const PLAIN: f64 = 14.0;

/// Writes the sheet of unreached schools.
pub(super) fn write_unreached(answer: &Assignments<'_>, book: &mut Book) -> io::Result<()> {
    let own = without_hub::unreached_columns(&answer.view);
    let own: Vec<Column<'_>> =
        own.iter().zip([SENTENCE, 32.0, 11.0, SENTENCE]).map(|(heading, width)| Column { heading, width }).collect();
    write_list("Belum terjangkau", answer, &without_hub::unreached(answer), &own, book, |row| {
        let nearest = row.nearest.map(|(hub, metres)| (Cell::Text(&hub.name), Cell::Hundredths(kilometres_of(metres.into()))));
        let (hub, distance) = nearest.unwrap_or((Cell::Empty, Cell::Empty));
        vec![Cell::Text(&row.reason), hub, distance, Cell::Text(&row.unlock)]
    })
}

/// Writes the sheet of schools that need a check.
pub(super) fn write_needs_check(answer: &Assignments<'_>, book: &mut Book) -> io::Result<()> {
    let own = CHECK_COLUMNS.map(|heading| Column { heading, width: 80.0 });
    write_list("Perlu diperiksa", answer, &without_hub::needs_check(answer), &own, book, |row| vec![Cell::Text(&row.reason)])
}

fn write_list<'r>(
    title: &str,
    answer: &Assignments<'_>,
    rows: &'r [Row<'_>],
    own: &[Column<'_>],
    book: &mut Book,
    rest: impl Fn(&'r Row<'_>) -> Vec<Cell<'r>>,
) -> io::Result<()> {
    let first = FIRST_COLUMNS.iter().zip(FIRST_WIDTHS).map(|(heading, width)| Column { heading, width });
    let columns: Vec<Column<'_>> = first.chain(own.iter().copied()).collect();
    let subtitle = subtitle(answer);
    let mut sheet = book.sheet(title, Head { titles: &[title, &subtitle], columns: &columns })?;
    for (order, row) in rows.iter().enumerate() {
        let school = row.school;
        let first = [
            Cell::Whole((order + 1) as f64),
            Cell::Text(row.district),
            Cell::Text(school.npsn.as_str()),
            Cell::Text(&school.name),
            Cell::Text(school.form.as_str()),
            Cell::Text(school.status.map_or("", crate::model::Status::as_str)),
        ];
        sheet.row(&[first.as_slice(), &rest(row)].concat())?;
    }
    Ok(())
}

/// Writes the sheet of all rows, which can be filtered by every column.
pub(super) fn write_table(answer: &Assignments<'_>, book: &mut Book) -> io::Result<()> {
    let columns = table::COLUMNS.map(|heading| Column { heading, width: PLAIN });
    let mut sheet = book.sheet("Daftar lengkap", Head { titles: &[], columns: &columns })?;
    for (at, row) in answer.rows().enumerate() {
        sheet.row(&table::cells(answer, at + 1, &row).map(cell))?;
    }
    sheet.filter(0, columns.len())
}

fn cell(value: Value<'_>) -> Cell<'_> {
    match value {
        Value::Empty => Cell::Empty,
        Value::Text(text) => Cell::Text(text),
        Value::Whole(number) => Cell::Whole(number as f64),
        Value::Kilometres(km) => Cell::Hundredths(km),
        Value::Flag(flag) => Cell::Text(table::word(flag)),
    }
}
