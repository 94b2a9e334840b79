//! The schools of the area that have no hub, and why, as tables.

use crate::publish::Assignments;
use crate::publish::list::without_hub::{self, CHECK_COLUMNS, FIRST_COLUMNS, Row};
use crate::publish::page::frame;
use crate::publish::text::{Html, km, whole};
use std::io::{self, Write};

/// Writes the tables of unreached schools and of those that need a check.
pub(in crate::publish) fn write(answer: &Assignments<'_>, out: &mut dyn Write) -> io::Result<()> {
    let own = without_hub::unreached_columns(&answer.view);
    table("Belum terjangkau", &own.each_ref().map(String::as_str), &without_hub::unreached(answer), out, |row, out| {
        writeln!(
            out,
            "<td>{}</td><td><bdi>{}</bdi></td><td class=\"n\">{}</td><td><bdi>{}</bdi></td></tr>",
            Html(&row.reason),
            Html(row.nearest.map_or("", |(hub, _)| &hub.name)),
            row.nearest.map_or_else(String::new, |(_, metres)| km(metres)),
            Html(&row.unlock),
        )
    })?;
    table("Perlu diperiksa", &CHECK_COLUMNS, &without_hub::needs_check(answer), out, |row, out| {
        writeln!(out, "<td>{}</td></tr>", Html(&row.reason))
    })
}

/// Writes a table, unless it is empty; `rest` writes the own columns of a row and ends it.
fn table(
    title: &str,
    own: &[&str],
    rows: &[Row<'_>],
    out: &mut dyn Write,
    rest: impl Fn(&Row<'_>, &mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let columns = [&FIRST_COLUMNS, own].concat();
    writeln!(out, "<h2>{title}</h2>\n<div class=\"wide\"><table>")?;
    frame::table_head(&columns, out)?;
    out.write_all(b"<tbody>\n")?;
    for (order, row) in rows.iter().enumerate() {
        first_cells(order + 1, row, out)?;
        rest(row, out)?;
    }
    writeln!(
        out,
        "<tr class=\"total\"><th colspan=\"{}\" scope=\"row\">Jumlah: {} sekolah</th></tr>\n</tbody></table></div>",
        columns.len(),
        whole(rows.len() as u64),
    )
}

fn first_cells(number: usize, row: &Row<'_>, out: &mut dyn Write) -> io::Result<()> {
    let school = row.school;
    write!(
        out,
        "<tr><td class=\"n\">{number}</td><td><bdi>{}</bdi></td><td>{}</td><th scope=\"row\"><bdi>{}</bdi></th><td><bdi>{}</bdi></td><td>{}</td>",
        Html(row.district),
        school.npsn,
        Html(&school.name),
        Html(school.form.as_str()),
        school.status.map_or("", crate::model::Status::as_str),
    )
}
