//! What all pages share: head, foot, small parts.

use crate::audit::Unlocated;
use crate::model::{RegionId, RegionLevel};
use crate::publish::page::MapFiles;
use crate::publish::provenance::level_rules;
use crate::publish::text::{Html, address};
use crate::publish::words::Reader;
use crate::snapshot::View;
use std::io::{self, Write};

/// A hub with its members, so that a browser asks for no other icon.
const ICON: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Cpath d='M16 16 6 7M16 16l12-6M16 16l-3 13' \
    stroke='%230b5d66' stroke-width='2'/%3E%3Cg fill='%231f77b4'%3E%3Ccircle cx='6' cy='7' r='3.5'/%3E%3Ccircle cx='28' cy='10' r='3.5'/%3E%3Ccircle cx='13' cy='28' \
    r='3.5'/%3E%3C/g%3E%3Ccircle cx='16' cy='16' r='7' fill='%230b5d66'/%3E%3C/svg%3E";

/// Writes everything before the content of a page, for readers of Indonesian.
pub(in crate::publish) fn open(title: &str, out: &mut dyn Write) -> io::Result<()> {
    open_for(&Reader::default(), title, out)
}

/// Writes everything before the content of a page.
pub(in crate::publish) fn open_for(reader: &Reader, title: &str, out: &mut dyn Write) -> io::Result<()> {
    open_with(reader, title, None, out)
}

/// The same, with the files of the map.
pub(in crate::publish) fn open_with(reader: &Reader, title: &str, map: Option<&MapFiles>, out: &mut dyn Write) -> io::Result<()> {
    let words = reader.words();
    write!(
        out,
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{} · imbas</title>\n\
         <link rel=\"icon\" href=\"{ICON}\">\n<link rel=\"stylesheet\" href=\"{}\">\n",
        words.code,
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
    out.write_all(b"</head>\n<body>\n")?;
    bar(reader, out)?;
    out.write_all(b"<main id=\"main\">\n")
}

/// The first lines of every page: the way past them, the service, and the other language.
fn bar(reader: &Reader, out: &mut dyn Write) -> io::Result<()> {
    let words = reader.words();
    write!(
        out,
        "<a class=\"skip\" href=\"#main\">{}</a>\n<header class=\"bar\"><a class=\"brand\" href=\"{}\">imbas</a>\
         <nav aria-label=\"{}\"><a href=\"{}\">{}</a> <a href=\"{}\">{}</a> <a href=\"/openapi.json\">{}</a>",
        words.skip,
        reader.link("/"),
        words.main_menu,
        reader.link("/regions"),
        words.regions,
        reader.link("/findings"),
        words.findings,
        words.api,
    )?;
    if let Some(switched) = reader.switched() {
        let other = if words.code == "id" { "en" } else { "id" };
        let (link, word) = (Html(&switched), words.other_language);
        write!(out, " <a href=\"{link}\" lang=\"{other}\" hreflang=\"{other}\">{word}</a>")?;
    }
    out.write_all(b"</nav></header>\n")
}

/// Writes everything after the content of a page.
pub(in crate::publish) fn close(out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"</main>\n</body>\n</html>\n")
}

/// Begins a table that scrolls sideways on narrow screens, by keyboard too; its caption is a heading, to jump to.
pub(in crate::publish) fn table_open(id: &str, caption: &str, class: &str, out: &mut dyn Write) -> io::Result<()> {
    table_at("h2", id, caption, class, out)
}

fn table_at(heading: &str, id: &str, caption: &str, class: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "<div class=\"wide\" role=\"region\" aria-labelledby=\"{id}\" tabindex=\"0\"><table class=\"{class}\">\n\
         <caption><{heading} id=\"{id}\">{}</{heading}></caption>",
        Html(caption)
    )
}

/// Ends a table that [`table_open`] began.
pub(in crate::publish) fn table_close(out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"</tbody></table></div>\n")
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

/// Writes where the answer comes from: inputs with hashes, programme, rules, version, method; for readers of Indonesian.
pub(in crate::publish) fn provenance(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    provenance_for(&Reader::default(), view, out)
}

/// Writes where the answer comes from: inputs with hashes, programme, rules, version, method.
pub(in crate::publish) fn provenance_for(reader: &Reader, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (words, programme) = (reader.words(), view.programme);
    writeln!(out, "<section class=\"provenance\">\n<h2>{}</h2>", words.provenance)?;
    synthetic(reader, view, out)?;
    out.write_all(b"<dl>\n")?;
    let optional = [(words.legal_basis, &programme.legal_basis), (words.period, &programme.period)];
    entry(words.programme, &programme.name, out)?;
    for (word, value) in optional {
        if let Some(value) = value {
            entry(word, value, out)?;
        }
    }
    entry(words.version, view.version, out)?;
    entry(words.distance, words.distance_method, out)?;
    entry(words.formula, words.formula_text, out)?;
    let settings = &view.data.settings;
    let km = |metres: f64| reader.decimal(metres / 1000.0);
    let thresholds = [settings.district_doubtful_m, settings.district_unusable_m, settings.regency_unusable_m].map(km);
    let text = (0..)
        .zip(&thresholds)
        .fold(words.thresholds_text.to_owned(), |text, (at, km): (usize, &String)| text.replace(&format!("{{{at}}}"), km));
    entry(words.thresholds, &text, out)?;
    let unlocated = if settings.unlocated == Unlocated::District { words.unlocated_district } else { words.unlocated_excluded };
    entry(words.unlocated, unlocated, out)?;
    entry(words.program, concat!("imbas ", env!("CARGO_PKG_VERSION")), out)?;
    out.write_all(b"</dl>\n")?;
    rules(reader, view, out)?;
    inputs(reader, view, out)?;
    out.write_all(b"</section>\n")
}

/// Says that the data is made up, where it is.
pub(in crate::publish) fn synthetic(reader: &Reader, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    if view.data.synthetic {
        writeln!(out, "<p class=\"synthetic\"><strong>{}</strong></p>", reader.words().synthetic)
    } else {
        Ok(())
    }
}

fn entry(word: &str, value: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<dt>{}</dt><dd>{}</dd>", Html(word), Html(value))
}

fn rules(reader: &Reader, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let words = reader.words();
    table_at("h3", "rules", words.rules_per_level, "", out)?;
    table_head(&[words.level, words.decision_region, words.reach_km, words.minimum, words.maximum], out)?;
    out.write_all(b"<tbody>\n")?;
    for level in level_rules(view.rules) {
        let within = RegionLevel::from_word(level.within).map_or_else(String::new, |rank| reader.rank(rank));
        let reach = level.reach_km.map_or_else(|| words.no_limit.to_owned(), |km| reader.decimal(km));
        let max = level.max.map_or_else(|| words.no_limit.to_owned(), |max| reader.whole(u64::from(max)));
        writeln!(
            out,
            "<tr><th scope=\"row\">{}</th><td>{within}</td><td class=\"n\">{reach}</td><td class=\"n\">{}</td><td class=\"n\">{max}</td></tr>",
            level.level,
            reader.whole(u64::from(level.min)),
        )?;
    }
    table_close(out)
}

fn inputs(reader: &Reader, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let words = reader.words();
    table_at("h3", "inputs", words.inputs, "", out)?;
    table_head(&[words.file, words.role, words.rows, "SHA-256"], out)?;
    out.write_all(b"<tbody>\n")?;
    for file in &view.data.files {
        writeln!(
            out,
            "<tr><th scope=\"row\">{}</th><td>{}</td><td class=\"n\">{}</td><td class=\"hash\">{}</td></tr>",
            Html(&file.name),
            reader.input_role(file.role),
            file.rows.map_or_else(String::new, |rows| reader.whole(rows)),
            Html(&file.sha256),
        )?;
    }
    table_close(out)
}
