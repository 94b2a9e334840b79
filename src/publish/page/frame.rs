//! What all pages share: head, foot, small parts.

use crate::model::RegionId;
use crate::publish::page::MapFiles;
use crate::publish::provenance::{FORMULA_ID, level_rules};
use crate::publish::sentences;
use crate::publish::text::{Html, address, whole};
use crate::snapshot::View;
use std::io::{self, Write};

/// A hub with its members, so that a browser asks for no other icon.
const ICON: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Cpath d='M16 16 6 7M16 16l12-6M16 16l-3 13' \
    stroke='%230b5d66' stroke-width='2'/%3E%3Cg fill='%231f77b4'%3E%3Ccircle cx='6' cy='7' r='3.5'/%3E%3Ccircle cx='28' cy='10' r='3.5'/%3E%3Ccircle cx='13' cy='28' \
    r='3.5'/%3E%3C/g%3E%3Ccircle cx='16' cy='16' r='7' fill='%230b5d66'/%3E%3C/svg%3E";

/// Writes everything before the content of a page.
pub(in crate::publish) fn open(title: &str, out: &mut dyn Write) -> io::Result<()> {
    open_with(title, None, out)
}

/// The same, with the files of the map.
pub(in crate::publish) fn open_with(title: &str, map: Option<&MapFiles>, out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "<!doctype html>\n<html lang=\"id\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{} · imbas</title>\n\
         <link rel=\"icon\" href=\"{ICON}\">\n<link rel=\"stylesheet\" href=\"{}\">\n",
        Html(title),
        super::STYLE_PATH,
    )?;
    if let Some(MapFiles { script, style, library }) = map {
        writeln!(
            out,
            "<link rel=\"stylesheet\" href=\"{style}\">\n<script type=\"module\" src=\"{script}\"></script>\n\
             <link rel=\"modulepreload\" href=\"{library}\">"
        )?;
    }
    out.write_all(
        b"</head>\n<body>\n\
         <header class=\"bar\"><a class=\"brand\" href=\"/\">imbas</a><nav aria-label=\"Utama\"><a href=\"/regions\">Wilayah</a> \
         <a href=\"/findings\">Temuan data</a> <a href=\"/openapi.json\">API</a></nav></header>\n<main>\n",
    )
}

/// Writes everything after the content of a page.
pub(in crate::publish) fn close(out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"</main>\n</body>\n</html>\n")
}

/// A table's head cells.
pub(in crate::publish) fn table_head(columns: &[&str], out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"<thead><tr>")?;
    for column in columns {
        write!(out, "<th scope=\"col\">{}</th>", Html(column))?;
    }
    out.write_all(b"</tr></thead>\n")
}

/// The address of a region's answers.
pub(in crate::publish) fn region_address(view: &View<'_>, id: RegionId) -> String {
    format!("/regions/{}", address(&view.regions().get(id).code.text))
}

/// A region's name with its parents, nearest first: `Guguak Panjang, Kota Bukittinggi, Sumatera Barat`.
pub(in crate::publish) fn full_name(view: &View<'_>, id: RegionId) -> String {
    let mut name = view.regions().get(id).name.to_string();
    let mut above = view.regions().get(id).parent;
    while let Some(parent) = above {
        name.push_str(", ");
        name.push_str(&view.regions().get(parent).name);
        above = view.regions().get(parent).parent;
    }
    name
}

/// Writes where the answer comes from: inputs with hashes, programme, rules, version, method.
pub(in crate::publish) fn provenance(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let programme = view.programme;
    out.write_all(b"<section class=\"provenance\">\n<h2>Asal-usul</h2>\n<dl>\n")?;
    let optional = [("Dasar hukum", &programme.legal_basis), ("Periode", &programme.period)];
    entry("Program", &programme.name, out)?;
    for (word, value) in optional {
        if let Some(value) = value {
            entry(word, value, out)?;
        }
    }
    entry("Versi", view.version, out)?;
    entry("Jarak", "garis lurus pada elipsoid WGS84 (straight_line_wgs84), bukan jarak jalan", out)?;
    entry("Rumus", FORMULA_ID, out)?;
    entry("Perangkat", concat!("imbas ", env!("CARGO_PKG_VERSION")), out)?;
    out.write_all(b"</dl>\n")?;
    rules(view, out)?;
    inputs(view, out)?;
    out.write_all(b"</section>\n")
}

fn entry(word: &str, value: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<dt>{}</dt><dd>{}</dd>", Html(word), Html(value))
}

fn rules(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"<div class=\"wide\"><table>\n<caption>Aturan per jenjang</caption>\n")?;
    table_head(&["Jenjang", "Wilayah keputusan", "Jangkauan (km)", "Anggota minimum", "Anggota maksimum"], out)?;
    out.write_all(b"<tbody>\n")?;
    for level in level_rules(view.rules) {
        let within = crate::model::RegionLevel::from_word(level.within).map_or("", sentences::rank);
        let reach = level.reach_km.map_or_else(|| "tanpa batas".to_owned(), |km| km.to_string().replace('.', ","));
        let max = level.max.map_or_else(|| "tanpa batas".to_owned(), whole);
        writeln!(
            out,
            "<tr><th scope=\"row\">{}</th><td>{within}</td><td class=\"n\">{reach}</td><td class=\"n\">{}</td><td class=\"n\">{max}</td></tr>",
            level.level,
            whole(level.min),
        )?;
    }
    out.write_all(b"</tbody></table></div>\n")
}

fn inputs(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"<div class=\"wide\"><table>\n<caption>Berkas masukan</caption>\n")?;
    table_head(&["Berkas", "Peran", "Baris", "SHA-256"], out)?;
    out.write_all(b"<tbody>\n")?;
    for file in &view.data.files {
        writeln!(
            out,
            "<tr><th scope=\"row\">{}</th><td>{}</td><td class=\"n\">{}</td><td class=\"hash\">{}</td></tr>",
            Html(&file.name),
            file.role.label(),
            file.rows.map_or_else(String::new, whole),
            Html(&file.sha256),
        )?;
    }
    out.write_all(b"</tbody></table></div>\n")
}
