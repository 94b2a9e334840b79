//! The page of one region.

use crate::model::{RegionId, RegionLevel};
use crate::plan::{State, Summary};
use crate::publish::page::frame;
use crate::publish::page::index::region_table;
use crate::publish::text::{Html, km, percent, whole};
use crate::publish::{regions, sentences};
use crate::snapshot::View;
use std::io::{self, BufWriter, Write};

/// Writes the page of one region.
///
/// # Errors
/// Those of the writer.
pub fn write_region(view: &View<'_>, id: RegionId, out: &mut dyn Write) -> io::Result<()> {
    let out = &mut BufWriter::new(out);
    let region = view.regions().get(id);
    frame::open(&frame::full_name(view, id), out)?;
    crumbs(view, id, out)?;
    writeln!(
        out,
        "<h1><bdi>{}</bdi></h1>\n<p class=\"lead\">{} · kode {} ({})</p>",
        Html(&region.name),
        sentences::capital(sentences::rank(region.level)),
        Html(&region.code.text),
        region.code.system.as_str(),
    )?;
    formats(view, id, out)?;
    let summary = Summary::of_part(view.schools(), view.plan, view.unreached, view.located(Some(id)));
    measures(view, &summary, out)?;
    reasons(view, &summary, out)?;
    clusters(view, id, out)?;
    if region.level < RegionLevel::District {
        // The heading of the page names the parents already.
        let own_name = |id: RegionId| (id, view.regions().get(id).name.to_string());
        let below: Vec<_> = regions::below(view, Some(id)).into_iter().map(own_name).collect();
        region_table(view, "Wilayah di bawahnya", &below, out)?;
    }
    frame::provenance(view, out)?;
    frame::close(out)?;
    out.flush()
}

fn crumbs(view: &View<'_>, id: RegionId, out: &mut dyn Write) -> io::Result<()> {
    let above = |id: RegionId| view.regions().get(id).parent;
    let mut parents: Vec<RegionId> = std::iter::successors(above(id), |id| above(*id)).collect();
    parents.reverse();
    out.write_all(b"<p class=\"crumbs\"><a href=\"/regions\">Semua wilayah</a>")?;
    for parent in parents {
        let name = Html(&view.regions().get(parent).name);
        write!(out, " › <a href=\"{}\"><bdi>{name}</bdi></a>", frame::region_address(view, parent))?;
    }
    out.write_all(b"</p>\n")
}

fn formats(view: &View<'_>, id: RegionId, out: &mut dyn Write) -> io::Result<()> {
    let own = frame::region_address(view, id);
    let code = own.trim_start_matches("/regions/");
    let links = [
        (format!("{own}/assignments.html"), "Daftar penugasan (cetak)"),
        (format!("{own}/assignments.xlsx"), "Lampiran (Excel)"),
        (format!("{own}/assignments.csv?locale=id"), "Daftar penugasan (CSV untuk Excel)"),
        (format!("{own}/assignments.csv"), "Daftar penugasan (CSV)"),
        (format!("{own}/assignments"), "Daftar penugasan (JSON)"),
        (format!("{own}/summary"), "Ukuran pemerataan (JSON)"),
        (format!("/clusters.geojson?region={code}"), "Gugus (GeoJSON)"),
        (format!("/schools.geojson?region={code}"), "Sekolah (GeoJSON)"),
        (format!("/links.geojson?region={code}"), "Garis (GeoJSON)"),
        (format!("/findings?region={code}"), "Temuan data"),
    ];
    out.write_all(b"<ul class=\"formats\">\n")?;
    for (address, word) in links {
        writeln!(out, "<li><a href=\"{address}\">{word}</a></li>")?;
    }
    out.write_all(b"</ul>\n")
}

fn measures(view: &View<'_>, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    let labels = &view.programme.labels_id;
    let counts = summary.counts;
    let mut rows = vec![
        ("Sekolah dalam cakupan".to_owned(), whole(counts.schools)),
        (sentences::capital(&labels.hub), whole(counts.hubs)),
        (sentences::capital(&labels.member), whole(counts.members)),
        ("Belum terjangkau".to_owned(), whole(counts.unreached)),
        ("Perlu diperiksa".to_owned(), whole(counts.needs_check)),
        ("Di luar cakupan".to_owned(), whole(counts.out_of_scope)),
        ("Terjangkau".to_owned(), summary.coverage.map_or_else(|| "-".to_owned(), percent)),
    ];
    if let Some(distances) = summary.distances {
        rows.push(("Jarak tengah (median), km garis lurus".to_owned(), km(distances.median_m)));
        rows.push(("Jarak 90 persen, km garis lurus".to_owned(), km(distances.p90_m)));
        rows.push(("Jarak terjauh, km garis lurus".to_owned(), km(distances.max_m)));
    }
    if let Some(loads) = summary.loads {
        let spread = [loads.min, loads.median, loads.max].map(whole).join(" / ");
        rows.push((format!("{} per {} (min / tengah / maks)", sentences::capital(&labels.member), labels.hub), spread));
        rows.push((format!("{} penuh", sentences::capital(&labels.hub)), whole(loads.full)));
        rows.push((format!("{} kurang dari minimum", sentences::capital(&labels.hub)), whole(loads.below_minimum)));
    }
    table("Ukuran", &rows, out)
}

fn reasons(view: &View<'_>, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    if summary.unreached.is_empty() {
        return Ok(());
    }
    let hub = &view.programme.labels_id.hub;
    let rows: Vec<(String, String)> = summary
        .unreached
        .iter()
        .map(|(reason, schools)| (sentences::capital(&sentences::unreached(*reason, hub)), whole(*schools)))
        .collect();
    table("Mengapa belum terjangkau", &rows, out)
}

fn table(title: &str, rows: &[(String, String)], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<h2>{title}</h2>\n<div class=\"wide\"><table class=\"short\">\n<tbody>")?;
    for (word, number) in rows {
        writeln!(out, "<tr><th scope=\"row\">{}</th><td class=\"n\">{}</td></tr>", Html(word), Html(number))?;
    }
    out.write_all(b"</tbody></table></div>\n")
}

/// The hubs located in the region, each with its load.
fn clusters(view: &View<'_>, id: RegionId, out: &mut dyn Write) -> io::Result<()> {
    let hubs: Vec<(u32, u32)> = view
        .located(Some(id))
        .filter_map(|at| match view.state(at) {
            State::Hub(place) => Some((at, place)),
            _ => None,
        })
        .collect();
    if hubs.is_empty() {
        return Ok(());
    }
    let labels = &view.programme.labels_id;
    writeln!(out, "<h2>{} di wilayah ini</h2>\n<div class=\"wide\"><table>", Html(&sentences::capital(&labels.hub)))?;
    frame::table_head(&["NPSN", "Sekolah", "Bentuk", &sentences::capital(&labels.member), "Tempat", "Titik"], out)?;
    out.write_all(b"<tbody>\n")?;
    for (at, place) in hubs {
        let (school, plan) = (view.school(at), view.hub(place));
        writeln!(
            out,
            "<tr><td>{npsn}</td><th scope=\"row\"><a href=\"/schools/{npsn}/assignment\"><bdi>{}</bdi></a></th><td><bdi>{}</bdi></td>\
             <td class=\"n\">{}</td><td class=\"n\">{}</td><td>{}</td></tr>",
            Html(&school.name),
            Html(school.form.as_str()),
            whole(plan.members.len() as u64),
            plan.places.map_or_else(|| "tanpa batas".to_owned(), whole),
            sentences::grade(school.grade),
            npsn = school.npsn,
        )?;
    }
    out.write_all(b"</tbody></table></div>\n")
}
