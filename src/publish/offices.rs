//! Offices that answer for several regions, as JSON and as a page.

use crate::publish::account::{self, Account};
use crate::publish::page::frame;
use crate::publish::regions::{RegionName, write_line};
use crate::publish::text::{Html, whole};
use crate::publish::{Area, sentences};
use crate::snapshot::{Office, View};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct List<'a> {
    version: &'a str,
    offices: Vec<One<'a>>,
}

#[derive(Serialize)]
struct One<'a> {
    id: &'a str,
    name: &'a str,
    regions: Vec<RegionName<'a>>,
    counts: Account,
}

/// Each office with its area.
fn each<'a>(view: &View<'a>) -> impl Iterator<Item = (&'a Office, Area)> {
    (0_u32..).zip(view.offices).map(|(at, office)| (office, Area::Office(at)))
}

/// Writes the offices with the account of their schools.
///
/// # Errors
/// Those of the writer.
pub fn write_json(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let offices = each(view).map(|(office, area)| One {
        id: &office.id,
        name: &office.name,
        regions: office.regions.iter().map(|region| RegionName::new(view, *region)).collect(),
        counts: account::of(view, area.schools(view).into_iter()).into(),
    });
    write_line(&List { version: view.version, offices: offices.collect() }, out)
}

/// Writes the offices as a page, each with links to its lists.
///
/// # Errors
/// Those of the writer.
pub fn write_html(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let labels = &view.programme.labels_id;
    frame::open("Kantor", out)?;
    out.write_all(b"<h1>Kantor</h1>\n")?;
    if view.offices.is_empty() {
        out.write_all(b"<p>Tidak ada daftar kantor: berikan dengan <code>--offices BERKAS</code>.</p>\n")?;
        return frame::close(out);
    }
    out.write_all(b"<div class=\"wide\"><table>\n")?;
    let (hub, member) = (sentences::capital(&labels.hub), sentences::capital(&labels.member));
    frame::table_head(&["Kantor", "Wilayah", "Sekolah", &hub, &member, "Belum terjangkau", "Daftar"], out)?;
    out.write_all(b"<tbody>\n")?;
    for (office, area) in each(view) {
        let counts = account::of(view, area.schools(view).into_iter());
        let names: Vec<&str> = office.regions.iter().map(|id| &*view.regions().get(*id).name).collect();
        write!(
            out,
            "<tr><th scope=\"row\"><bdi>{}</bdi></th><td><bdi>{}</bdi></td>",
            Html(&office.name),
            Html(&names.join(", "))
        )?;
        for number in [counts.schools, counts.hubs, counts.members, counts.unreached] {
            write!(out, "<td class=\"n\">{}</td>", whole(number))?;
        }
        let own = format!("/offices/{}/assignments", office.id);
        writeln!(
            out,
            "<td><a href=\"{own}.html\">cetak</a> <a href=\"{own}.xlsx\">Excel</a> <a href=\"{own}.csv?locale=id\">CSV</a></td></tr>"
        )?;
    }
    out.write_all(b"</tbody></table></div>\n")?;
    frame::close(out)
}
