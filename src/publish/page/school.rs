//! The page of one school: what it is, its hub, and why.

use crate::model::Status;
use crate::plan::State;
use crate::publish::page::frame;
use crate::publish::school::ALTERNATIVES;
use crate::publish::text::Html;
use crate::publish::words::Reader;
use crate::snapshot::View;
use std::io::{self, BufWriter, Write};

/// Writes why a school has its hub, or why it has none, as a page.
///
/// Cost: as [`View::why`]; not for an async executor.
///
/// # Errors
/// Those of the writer, and when the comparison passes the plan's limit on work.
pub fn write_school(view: &View<'_>, reader: &Reader, at: u32, out: &mut dyn Write) -> io::Result<()> {
    let out = &mut BufWriter::new(out);
    let school = view.school(at);
    let why = view.why(at, ALTERNATIVES).map_err(io::Error::other)?;
    let state = crate::publish::sentences::capital(reader.state(view, view.state(at)));
    frame::open_for(reader, &school.name, out)?;
    crumbs(view, reader, at, out)?;
    writeln!(
        out,
        "<h1><bdi>{}</bdi></h1>\n<p class=\"lead\">NPSN {} · <bdi>{}</bdi> · {}<br>{}</p>",
        Html(&school.name),
        school.npsn,
        Html(school.form.as_str()),
        school.status.map_or("", Status::as_str),
        Html(&state),
    )?;
    if let Some(notice) = reader.notice(view) {
        writeln!(out, "<p class=\"warn\">{}</p>", Html(&notice))?;
    }
    out.write_all(b"<ul>\n")?;
    for sentence in reader.explain(view, at, why.as_ref()) {
        writeln!(out, "<li><bdi>{}</bdi></li>", Html(&sentence))?;
    }
    out.write_all(b"</ul>\n")?;
    cluster(view, reader, at, out)?;
    frame::provenance_for(reader, view, out)?;
    frame::close(out)?;
    out.flush()
}

/// The regions in which the school lies, each a link.
fn crumbs(view: &View<'_>, reader: &Reader, at: u32, out: &mut dyn Write) -> io::Result<()> {
    let regions = view.school(at).regions;
    write!(out, "<p class=\"crumbs\"><a href=\"{}\">{}</a>", reader.link("/regions"), reader.words().all_regions)?;
    for id in [regions.province, regions.regency, regions.district].into_iter().flatten() {
        let link = reader.link(&frame::region_address(view, id));
        write!(out, " › <a href=\"{}\"><bdi>{}</bdi></a>", Html(&link), Html(&view.regions().get(id).name))?;
    }
    out.write_all(b"</p>\n")
}

/// The members of a hub, or of a member's hub, as a table.
fn cluster(view: &View<'_>, reader: &Reader, at: u32, out: &mut dyn Write) -> io::Result<()> {
    let (Some(place), words) = (view.hub_place(at), reader.words()) else { return Ok(()) };
    let hub = view.hub(place);
    let title = format!("{}: {}", reader.labelled(view, "{cluster}"), view.school(hub.school).name);
    frame::table_open("cluster", &title, "", out)?;
    frame::table_head(&["NPSN", words.school, words.role, words.distance_km], out)?;
    out.write_all(b"<tbody>\n")?;
    for school in [hub.school].into_iter().chain(hub.members.iter().copied()) {
        let (own, state) = (view.school(school), view.state(school));
        let link = reader.link(&format!("/schools/{}/assignment{}", own.npsn, reader.query(&[])));
        let current = if school == at { " aria-current=\"true\"" } else { "" };
        writeln!(
            out,
            "<tr{current}><td>{}</td><th scope=\"row\"><a href=\"{}\"><bdi>{}</bdi></a></th><td>{}</td><td class=\"n\">{}</td></tr>",
            own.npsn,
            Html(&link),
            Html(&own.name),
            Html(reader.state(view, state)),
            if let State::Member { metres, .. } = state { reader.km(metres) } else { String::new() },
        )?;
    }
    frame::table_close(out)
}
