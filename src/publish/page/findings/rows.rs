//! The findings one by one: whom they are about, what was found, the point as given and the proposed one.

use super::{FindingsPage, PLACE};
use crate::model::{Finding, LonLat};
use crate::publish::findings::{self, school};
use crate::publish::page::frame;
use crate::publish::text::Html;
use std::io::{self, Write};

/// Writes the findings of the page and the way to the next ones.
pub(super) fn write(page: &FindingsPage<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (reader, words, selected) = (page.reader, page.reader.words(), page.selected);
    if selected.items.is_empty() {
        return writeln!(out, "<h2 id=\"list\">{}</h2>\n<p>{}</p>", words.findings, words.none_here);
    }
    let count = words.rows_of.replace("{count}", &reader.whole(selected.items.len() as u64));
    let count = count.replace("{total}", &reader.whole(selected.matched));
    frame::table_open("list", &format!("{} ({count})", words.findings), "findings", out)?;
    frame::table_head(
        &[
            words.school_or_region,
            words.finding,
            words.what_was_found,
            words.given_point,
            words.proposed_point,
            words.place_in_file,
        ],
        out,
    )?;
    out.write_all(b"<tbody>\n")?;
    for (_, finding) in &selected.items {
        row(page, finding, out)?;
    }
    frame::table_close(out)?;
    out.write_all(b"<p class=\"more\">")?;
    if page.filter.after.is_some() {
        let first = reader.here(&[PLACE], &[]);
        write!(out, "<a rel=\"first\" href=\"{}#list\">{}</a> ", Html(&first), words.first_rows)?;
    }
    if let Some(after) = &selected.next {
        let token = format!("{}.{after}", page.view.version);
        let next = reader.here(&[PLACE], &[(PLACE, &token)]);
        write!(out, "<a rel=\"next\" href=\"{}#list\">{}</a>", Html(&next), words.next_rows)?;
    }
    out.write_all(b"</p>\n")
}

fn row(page: &FindingsPage<'_>, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let (reader, language) = (page.reader, page.reader.language());
    let given = school(page.view.data, finding).and_then(|school| school.given);
    out.write_all(b"<tr>")?;
    subject(page, finding, out)?;
    write!(
        out,
        "<td>{}<br><small>{}</small></td><td><bdi>{}</bdi></td><td class=\"n\">{}</td><td class=\"n\">{}",
        Html(finding.code.title(language)),
        reader.severity(finding.severity),
        Html(finding.found.text(language)),
        point(given),
        point(finding.proposal),
    )?;
    if let Some(confidence) = finding.confidence {
        write!(out, "<br><small>{}</small>", reader.confidence(confidence))?;
    }
    let place = finding.place.as_ref().map(ToString::to_string).unwrap_or_default();
    writeln!(out, "</td><td><small><bdi>{}</bdi></small></td></tr>", Html(&place))
}

/// The school with its page, or the region and how many of its schools are meant, or the file.
fn subject(page: &FindingsPage<'_>, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let (reader, words, view) = (page.reader, page.reader.words(), &page.view);
    if finding.npsn.is_none() && finding.region.is_none() {
        let file = finding.place.as_ref().map_or("–", |place| &place.file);
        return write!(out, "<th scope=\"row\"><bdi>{}</bdi></th>", Html(file));
    }
    out.write_all(b"<th scope=\"row\">")?;
    let about = school(view.data, finding);
    if let Some(school) = about {
        let link = reader.link(&format!("/schools/{}/assignment", school.npsn));
        write!(out, "<a href=\"{}\"><bdi>{}</bdi></a><br>", Html(&link), Html(&school.name))?;
    }
    out.write_all(b"<small>")?;
    match (about, finding.npsn) {
        (Some(school), _) if school.hub.is_some() => write!(out, "{} · {}", school.npsn, Html(&reader.labelled(view, "{hub}")))?,
        (_, Some(npsn)) => write!(out, "{npsn}")?,
        (_, None) => {}
    }
    if let Some(id) = finding.region {
        let link = reader.link(&frame::region_address(view, id));
        let separator = if finding.npsn.is_some() { " · " } else { "" };
        write!(out, "{separator}<a href=\"{}\"><bdi>{}</bdi></a>", Html(&link), Html(&view.regions().get(id).name))?;
    }
    if !finding.schools.is_empty() {
        let count = words.schools_meant.replace("{count}", &reader.whole(finding.schools.len() as u64));
        write!(out, " · {count}")?;
    }
    if let Some(suspect) = finding.suspect {
        write!(out, " · {}", reader.suspect(suspect))?;
    }
    on_map(page, finding, out)?;
    out.write_all(b"</small></th>")
}

/// The way to the map, which shows both points or, of a group, all of them.
fn on_map(page: &FindingsPage<'_>, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let shown = finding.npsn.or_else(|| finding.schools.first().copied());
    let Some(school) = shown.and_then(|npsn| findings::school_of(page.view.data, npsn)) else { return Ok(()) };
    if !page.mapped || school.given.is_none() {
        return Ok(());
    }
    let label = page.reader.words().on_the_map;
    write!(out, " · <a href=\"{}#school={}\">{label}</a>", page.reader.link("/"), school.npsn)
}

/// Latitude above longitude with a decimal point, ready to be copied into Verval SP, which takes no other.
fn point(at: Option<LonLat>) -> String {
    at.map_or_else(|| "–".to_owned(), |at| format!("{}<br>{}", at.lat(), at.lon()))
}
