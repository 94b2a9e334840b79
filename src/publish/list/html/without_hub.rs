//! The schools of the region that have no hub, and why.

use super::district_name;
use crate::plan::State;
use crate::publish::assignments::reason_text;
use crate::publish::page::frame;
use crate::publish::text::{Html, km, whole};
use crate::publish::{Assignments, sentences};
use crate::snapshot::View;
use std::io::{self, Write};

/// The columns that all tables here begin with.
const FIRST_COLUMNS: [&str; 6] = ["No", "Kecamatan", "NPSN", "Sekolah", "Bentuk", "Status"];

/// Writes the tables of unreached schools and of those that need a check.
pub(super) fn write(answer: &Assignments<'_>, out: &mut dyn Write) -> io::Result<()> {
    unreached(answer, out)?;
    needs_check(answer, out)
}

fn unreached(answer: &Assignments<'_>, out: &mut dyn Write) -> io::Result<()> {
    let view = &answer.view;
    let nearest = format!("{} terdekat", sentences::capital(&view.programme.labels_id.hub));
    let columns = ["Sebab", &nearest, "Jarak (km, garis lurus)", "Jalan keluar termurah"];
    let table = Table { view, title: "Belum terjangkau", columns: &columns, schools: of_state(answer, State::Unreached) };
    table.write(out, |at, out| {
        let reason = view.reason(at);
        let nearest = reason.and_then(|reason| reason.nearest);
        writeln!(
            out,
            "<td>{}</td><td><bdi>{}</bdi></td><td class=\"n\">{}</td><td><bdi>{}</bdi></td></tr>",
            Html(&reason_text(view, at).unwrap_or_default()),
            Html(nearest.map_or("", |nearest| &view.school(nearest.school).name)),
            nearest.map_or_else(String::new, |nearest| km(nearest.metres)),
            Html(&reason.map_or_else(String::new, |reason| sentences::unlock(view, reason.unlock))),
        )
    })
}

fn needs_check(answer: &Assignments<'_>, out: &mut dyn Write) -> io::Result<()> {
    let view = &answer.view;
    let schools = of_state(answer, State::NeedsCheck);
    let table = Table { view, title: "Perlu diperiksa", columns: &["Yang perlu diperiksa"], schools };
    table.write(out, |at, out| writeln!(out, "<td>{}</td></tr>", Html(&reason_text(view, at).unwrap_or_default())))
}

fn of_state(answer: &Assignments<'_>, state: State) -> Vec<u32> {
    answer.located.iter().copied().filter(|at| answer.view.state(*at) == state).collect()
}

/// A table of schools that begins with the same columns everywhere.
struct Table<'t, 'a> {
    view: &'t View<'a>,
    title: &'t str,
    columns: &'t [&'t str],
    schools: Vec<u32>,
}

impl Table<'_, '_> {
    /// Writes the table, unless it is empty; `rest` writes the own columns of a school and ends its row.
    fn write(&self, out: &mut dyn Write, rest: impl Fn(u32, &mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        if self.schools.is_empty() {
            return Ok(());
        }
        let columns = [&FIRST_COLUMNS, self.columns].concat();
        writeln!(out, "<h2>{}</h2>\n<div class=\"wide\"><table>", self.title)?;
        frame::table_head(&columns, out)?;
        out.write_all(b"<tbody>\n")?;
        for (order, at) in self.schools.iter().enumerate() {
            self.first_cells(order + 1, *at, out)?;
            rest(*at, out)?;
        }
        writeln!(
            out,
            "<tr class=\"total\"><th colspan=\"{}\" scope=\"row\">Jumlah: {} sekolah</th></tr>\n</tbody></table></div>",
            columns.len(),
            whole(self.schools.len() as u64),
        )
    }

    fn first_cells(&self, number: usize, at: u32, out: &mut dyn Write) -> io::Result<()> {
        let school = self.view.school(at);
        write!(
            out,
            "<tr><td class=\"n\">{number}</td><td><bdi>{}</bdi></td><td>{}</td><th scope=\"row\"><bdi>{}</bdi></th><td><bdi>{}</bdi></td><td>{}</td>",
            Html(district_name(self.view, school)),
            school.npsn,
            Html(&school.name),
            Html(school.form.as_str()),
            school.status.map_or("", crate::model::Status::as_str),
        )
    }
}
