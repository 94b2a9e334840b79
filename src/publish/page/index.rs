//! The pages that lead to a region.

use crate::model::RegionId;
use crate::publish::page::{MapFiles, frame};
use crate::publish::text::Html;
use crate::publish::words::Reader;
use crate::publish::{account, regions};
use crate::snapshot::View;
use std::io::{self, BufWriter, Write};

/// Writes the page that opens the service; with the files of the map it becomes one where scripts run.
///
/// # Errors
/// Those of the writer.
pub fn write_index(view: &View<'_>, reader: &Reader, map: Option<&MapFiles>, out: &mut dyn Write) -> io::Result<()> {
    let out = &mut BufWriter::new(out);
    let words = reader.words();
    let lead = reader.labels(view);
    let lead = words.home_lead.replace("{hub}", &lead.hub).replace("{member}", &lead.member);
    frame::open_with(reader, words.home, map, out)?;
    writeln!(
        out,
        "<h1>{}</h1>\n<p class=\"lead\"><bdi>{}</bdi>: {}</p>",
        words.home_title,
        Html(&view.programme.name),
        Html(&lead)
    )?;
    frame::synthetic(reader, view, out)?;
    account_table(view, reader, out)?;
    search_form(reader, "", out)?;
    region_table(view, reader, words.regions, &with_parents(view, &regions::below(view, None)), out)?;
    writeln!(out, "<h2>{}</h2>\n<ul class=\"formats\">", words.for_maps)?;
    for (address, word) in [
        ("/clusters.geojson", words.clusters_geojson),
        ("/schools.geojson", words.schools_geojson),
        ("/links.geojson", words.links_geojson),
        ("/exports/imbas.gpkg", words.all_gpkg),
        ("/exports/imbas.xlsx", words.all_xlsx),
        (&reader.link("/findings"), words.findings),
        ("/openapi.json", words.api),
    ] {
        writeln!(out, "<li><a href=\"{address}\">{word}</a></li>")?;
    }
    out.write_all(b"</ul>\n")?;
    frame::provenance_for(reader, view, out)?;
    frame::close(out)?;
    out.flush()
}

fn account_table(view: &View<'_>, reader: &Reader, out: &mut dyn Write) -> io::Result<()> {
    let (words, counts) = (reader.words(), view.plan.counts);
    let rows = [
        (words.rows_read.to_owned(), view.data.audit.rows),
        (words.rows_refused.to_owned(), view.data.audit.refused.len() as u64),
        (words.out_of_scope.to_owned(), counts.out_of_scope),
        (reader.labelled(view, "{hub}"), counts.hubs),
        (reader.labelled(view, "{member}"), counts.members),
        (words.unreached.to_owned(), counts.unreached),
        (words.needs_check.to_owned(), counts.needs_check),
    ];
    frame::table_open("account", words.summary, "short", out)?;
    out.write_all(b"<tbody>\n")?;
    for (word, number) in rows {
        writeln!(out, "<tr><th scope=\"row\">{}</th><td class=\"n\">{}</td></tr>", Html(&word), reader.whole(number))?;
    }
    frame::table_close(out)?;
    if counts.hubs == 0 {
        writeln!(out, "<p class=\"warn\">{}</p>", Html(&reader.labelled(view, words.no_hubs)))?;
    }
    Ok(())
}

fn search_form(reader: &Reader, text: &str, out: &mut dyn Write) -> io::Result<()> {
    let words = reader.words();
    let language = if words.code == "id" { "" } else { "<input type=\"hidden\" name=\"lang\" value=\"en\">" };
    writeln!(
        out,
        "<form action=\"/regions\" method=\"get\" role=\"search\"><label>{}\
         <input type=\"search\" name=\"q\" value=\"{}\" maxlength=\"80\" required></label>{language}<button type=\"submit\">{}</button></form>",
        words.search_label,
        Html(text),
        words.search,
    )
}

/// A table of regions with their accounts, each a link to its page.
pub(super) fn region_table(
    view: &View<'_>,
    reader: &Reader,
    title: &str,
    named: &[(RegionId, String)],
    out: &mut dyn Write,
) -> io::Result<()> {
    let words = reader.words();
    if named.is_empty() {
        return writeln!(out, "<p>{}</p>", words.no_region_found);
    }
    let (hub, member) = (reader.labelled(view, "{hub}"), reader.labelled(view, "{member}"));
    let columns =
        [words.code_word, words.region, words.schools, &hub, &member, words.unreached, words.needs_check, words.reached];
    frame::table_open("regions", title, "", out)?;
    frame::table_head(&columns, out)?;
    out.write_all(b"<tbody>\n")?;
    for (id, name) in named {
        let counts = account::of(view, view.located(Some(*id)));
        write!(
            out,
            "<tr><td>{}</td><th scope=\"row\"><a href=\"{}\"><bdi>{}</bdi></a></th>",
            Html(&view.regions().get(*id).code.text),
            Html(&reader.link(&frame::region_address(view, *id))),
            Html(name),
        )?;
        for number in [counts.schools, counts.hubs, counts.members, counts.unreached, counts.needs_check] {
            write!(out, "<td class=\"n\">{}</td>", reader.whole(number))?;
        }
        let coverage = account::coverage(&counts).map_or_else(String::new, |share| reader.percent(share));
        writeln!(out, "<td class=\"n\">{coverage}</td></tr>")?;
    }
    frame::table_close(out)
}

/// Regions named with their parents, for a table of regions from anywhere.
fn with_parents(view: &View<'_>, ids: &[RegionId]) -> Vec<(RegionId, String)> {
    ids.iter().map(|id| (*id, frame::full_name(view, *id))).collect()
}

/// Writes the page of regions found by a search text, or of the topmost ones when there is none.
///
/// # Errors
/// Those of the writer.
pub fn write_regions(
    view: &View<'_>,
    reader: &Reader,
    search: Option<&str>,
    ids: &[RegionId],
    out: &mut dyn Write,
) -> io::Result<()> {
    let out = &mut BufWriter::new(out);
    let words = reader.words();
    frame::open_for(reader, words.regions, out)?;
    writeln!(out, "<h1>{}</h1>", words.regions)?;
    search_form(reader, search.unwrap_or_default(), out)?;
    let title = if search.is_some() { words.search_results } else { words.all };
    region_table(view, reader, title, &with_parents(view, ids), out)?;
    frame::close(out)?;
    out.flush()
}

/// Writes a page with one message, for a refusal that a person meets in a browser.
///
/// # Errors
/// Those of the writer.
pub fn write_message(reader: &Reader, title: &str, message: &str, out: &mut dyn Write) -> io::Result<()> {
    frame::open_for(reader, title, out)?;
    writeln!(out, "<h1>{}</h1>\n<p>{}</p>", Html(title), Html(message))?;
    search_form(reader, "", out)?;
    frame::close(out)
}
