//! The pages that lead to a region.

use crate::model::RegionId;
use crate::publish::page::frame;
use crate::publish::text::{Html, percent, whole};
use crate::publish::{account, regions, sentences};
use crate::snapshot::View;
use std::io::{self, BufWriter, Write};

/// The answers that open in a browser or a GIS tool: address, what it is.
const FORMATS: [(&str, &str); 7] = [
    ("/clusters.geojson", "gugus sebagai GeoJSON"),
    ("/schools.geojson", "sekolah sebagai GeoJSON"),
    ("/links.geojson", "garis penugasan sebagai GeoJSON"),
    ("/exports/imbas.gpkg", "semua lapisan untuk QGIS (GeoPackage)"),
    ("/exports/imbas.xlsx", "semua tabel (Excel)"),
    ("/findings", "temuan data"),
    ("/openapi.json", "uraian API (OpenAPI)"),
];

/// Writes the page that opens the service.
///
/// # Errors
/// Those of the writer.
pub fn write_index(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let out = &mut BufWriter::new(out);
    let labels = &view.programme.labels_id;
    frame::open("Beranda", out)?;
    writeln!(
        out,
        "<h1>Siapa diampu siapa, dan mengapa</h1>\n<p class=\"lead\"><bdi>{}</bdi>: setiap {} beserta {}-nya, dengan jarak garis lurus, \
         sebab, dan temuan data. Angka di sini usulan, bukan keputusan.</p>",
        Html(&view.programme.name),
        Html(&labels.hub),
        Html(&labels.member),
    )?;
    account_table(view, out)?;
    search_form("", out)?;
    region_table(view, "Wilayah", &with_parents(view, &regions::below(view, None)), out)?;
    writeln!(out, "<h2>Untuk peta dan program</h2>\n<ul class=\"formats\">")?;
    for (address, word) in FORMATS {
        writeln!(out, "<li><a href=\"{address}\">{word}</a></li>")?;
    }
    out.write_all(b"</ul>\n")?;
    frame::provenance(view, out)?;
    frame::close(out)?;
    out.flush()
}

fn account_table(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let counts = view.plan.counts;
    let labels = &view.programme.labels_id;
    let rows = [
        ("Baris terbaca".to_owned(), view.data.audit.rows),
        ("Baris ditolak".to_owned(), view.data.audit.refused.len() as u64),
        ("Di luar cakupan program".to_owned(), counts.out_of_scope),
        (sentences::capital(&labels.hub), counts.hubs),
        (sentences::capital(&labels.member), counts.members),
        ("Belum terjangkau".to_owned(), counts.unreached),
        ("Perlu diperiksa".to_owned(), counts.needs_check),
    ];
    out.write_all(b"<h2>Ringkasan</h2>\n<div class=\"wide\"><table class=\"short\">\n<tbody>\n")?;
    for (word, number) in rows {
        writeln!(out, "<tr><th scope=\"row\">{}</th><td class=\"n\">{}</td></tr>", Html(&word), whole(number))?;
    }
    out.write_all(b"</tbody></table></div>\n")?;
    if counts.hubs == 0 {
        writeln!(
            out,
            "<p class=\"warn\">Tidak ada {} dalam data ini, sehingga tidak ada sekolah yang terjangkau.</p>",
            Html(&labels.hub)
        )?;
    }
    Ok(())
}

fn search_form(text: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "<form action=\"/regions\" method=\"get\" role=\"search\"><label>Cari provinsi, kabupaten/kota, atau kecamatan\
         <input type=\"search\" name=\"q\" value=\"{}\" maxlength=\"200\" required></label><button type=\"submit\">Cari</button></form>",
        Html(text),
    )
}

/// A table of regions with their accounts, each a link to its page.
pub(super) fn region_table(view: &View<'_>, title: &str, named: &[(RegionId, String)], out: &mut dyn Write) -> io::Result<()> {
    let labels = &view.programme.labels_id;
    writeln!(out, "<h2>{}</h2>", Html(title))?;
    if named.is_empty() {
        return writeln!(out, "<p>Tidak ada wilayah yang cocok.</p>");
    }
    let (hub, member) = (sentences::capital(&labels.hub), sentences::capital(&labels.member));
    let columns = ["Kode", "Wilayah", "Sekolah", &hub, &member, "Belum terjangkau", "Perlu diperiksa", "Terjangkau"];
    writeln!(out, "<div class=\"wide\"><table>")?;
    frame::table_head(&columns, out)?;
    out.write_all(b"<tbody>\n")?;
    for (id, name) in named {
        let counts = account::of(view, view.located(Some(*id)));
        write!(
            out,
            "<tr><td>{}</td><th scope=\"row\"><a href=\"{}\"><bdi>{}</bdi></a></th>",
            Html(&view.regions().get(*id).code.text),
            frame::region_address(view, *id),
            Html(name),
        )?;
        for number in [counts.schools, counts.hubs, counts.members, counts.unreached, counts.needs_check] {
            write!(out, "<td class=\"n\">{}</td>", whole(number))?;
        }
        writeln!(out, "<td class=\"n\">{}</td></tr>", account::coverage(&counts).map_or_else(String::new, percent))?;
    }
    out.write_all(b"</tbody></table></div>\n")
}

/// Regions named with their parents, for a table of regions from anywhere.
fn with_parents(view: &View<'_>, ids: &[RegionId]) -> Vec<(RegionId, String)> {
    ids.iter().map(|id| (*id, frame::full_name(view, *id))).collect()
}

/// Writes the page of regions found by a search text, or of the topmost ones when there is none.
///
/// # Errors
/// Those of the writer.
pub fn write_regions(view: &View<'_>, search: Option<&str>, ids: &[RegionId], out: &mut dyn Write) -> io::Result<()> {
    let out = &mut BufWriter::new(out);
    frame::open("Wilayah", out)?;
    writeln!(out, "<h1>Wilayah</h1>")?;
    search_form(search.unwrap_or_default(), out)?;
    region_table(view, if search.is_some() { "Hasil pencarian" } else { "Semua" }, &with_parents(view, ids), out)?;
    frame::close(out)?;
    out.flush()
}

/// Writes a page with one message, for a refusal that a person meets in a browser.
///
/// # Errors
/// Those of the writer.
pub fn write_message(title: &str, message: &str, out: &mut dyn Write) -> io::Result<()> {
    frame::open(title, out)?;
    writeln!(out, "<h1>{}</h1>\n<p>{}</p>", Html(title), Html(message))?;
    search_form("", out)?;
    frame::close(out)
}
