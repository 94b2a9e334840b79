//! The same as pages for people: plain tables, in Indonesian, without scripts.

use crate::publish::Collection;
use crate::publish::columns::{Kind, Value, columns};
use crate::publish::geojson::geometry;
use crate::publish::ogc::{CONFORMANCE, Form, Links, Page, Population, SchemaKind, description, title};
use crate::publish::page::frame;
use crate::publish::text::{Html, address, whole};
use serde_json::Value as Json;
use std::io::{self, BufWriter, Write};

/// Writes the page of the collections.
///
/// # Errors
/// Those of the writer.
pub fn write_collections_page(out: &mut dyn Write) -> io::Result<()> {
    let out = &mut BufWriter::new(out);
    frame::open("Koleksi", out)?;
    writeln!(out, "<h1>Koleksi</h1>\n<p class=\"lead\">OGC API - Features: untuk QGIS, ArcGIS, GDAL, dan program lain.</p>")?;
    out.write_all(b"<div class=\"wide\"><table>\n")?;
    frame::table_head(&["Koleksi", "Isi"], out)?;
    out.write_all(b"<tbody>\n")?;
    for collection in Collection::ALL {
        let (name, title) = (collection.as_str(), title(collection));
        writeln!(
            out,
            "<tr><th scope=\"row\"><a href=\"/collections/{name}\">{title}</a></th><td>{}</td></tr>",
            description(collection)
        )?;
    }
    out.write_all(b"</tbody></table></div>\n")?;
    writeln!(out, "<ul class=\"formats\"><li><a href=\"/collections?f=json\">JSON</a></li></ul>")?;
    frame::close(out)?;
    out.flush()
}

/// Writes the page of a collection.
///
/// # Errors
/// Those of the writer.
pub fn write_collection_page(collection: Collection, out: &mut dyn Write) -> io::Result<()> {
    let out = &mut BufWriter::new(out);
    let (name, title) = (collection.as_str(), title(collection));
    frame::open(title, out)?;
    writeln!(out, "<h1>{title}</h1>\n<p class=\"lead\">{}</p>\n<ul class=\"formats\">", description(collection))?;
    for (address, word) in [
        ("/items", "tabel"),
        ("/items?f=json", "GeoJSON"),
        ("/schema", "kolom"),
        ("/queryables", "kolom untuk penyaringan"),
        ("/sortables", "kolom untuk pengurutan"),
        ("?f=json", "JSON"),
    ] {
        writeln!(out, "<li><a href=\"/collections/{name}{address}\">{word}</a></li>")?;
    }
    out.write_all(b"</ul>\n")?;
    frame::close(out)?;
    out.flush()
}

/// Writes the page of a schema.
///
/// # Errors
/// Those of the writer.
pub fn write_schema_page(collection: Collection, kind: SchemaKind, out: &mut dyn Write) -> io::Result<()> {
    let out = &mut BufWriter::new(out);
    let word = match kind {
        SchemaKind::Returnables => "Kolom",
        SchemaKind::Queryables => "Kolom untuk penyaringan",
        SchemaKind::Sortables => "Kolom untuk pengurutan",
    };
    let (name, title) = (collection.as_str(), title(collection));
    frame::open(&format!("{word}: {title}"), out)?;
    writeln!(out, "<h1>{word}</h1>\n<p class=\"lead\"><a href=\"/collections/{name}\">{title}</a></p>")?;
    out.write_all(b"<div class=\"wide\"><table>\n")?;
    frame::table_head(&["Kolom", "Jenis", "Keterangan"], out)?;
    out.write_all(b"<tbody>\n")?;
    for (_, column) in kind.columns(collection) {
        let of = match column.kind {
            Kind::Text => "teks",
            Kind::Integer => "bilangan bulat",
            Kind::Number => "bilangan",
            Kind::Boolean => "ya atau tidak",
            Kind::TextList => "daftar teks",
        };
        writeln!(out, "<tr><th scope=\"row\">{}</th><td>{of}</td><td lang=\"en\">{}</td></tr>", column.name, Html(column.about))?;
    }
    out.write_all(b"</tbody></table></div>\n")?;
    writeln!(out, "<ul class=\"formats\"><li><a href=\"/collections/{name}/{}?f=json\">JSON</a></li></ul>", kind.as_str())?;
    frame::close(out)?;
    out.flush()
}

/// Writes the page of the conformance classes.
///
/// # Errors
/// Those of the writer.
pub fn write_conformance_page(out: &mut dyn Write) -> io::Result<()> {
    let out = &mut BufWriter::new(out);
    frame::open("Kesesuaian", out)?;
    writeln!(out, "<h1>Kesesuaian</h1>\n<p class=\"lead\">Kelas kesesuaian yang dipenuhi seluruhnya.</p>\n<ul>")?;
    for class in CONFORMANCE {
        writeln!(out, "<li><code>{class}</code></li>")?;
    }
    out.write_all(b"</ul>\n")?;
    frame::close(out)?;
    out.flush()
}

/// Writes the page of the API: every address of an OpenAPI document with its parameters.
///
/// # Errors
/// Those of the writer.
pub fn write_api_page(document: &Json, out: &mut dyn Write) -> io::Result<()> {
    let out = &mut BufWriter::new(out);
    frame::open("API", out)?;
    writeln!(
        out,
        "<h1>API</h1>\n<p class=\"lead\"><a href=\"/openapi.json\">OpenAPI 3.1</a> · <a href=\"/api?f=json\">OpenAPI 3.0</a></p>\n\
         <div class=\"wide\"><table lang=\"en\">"
    )?;
    frame::table_head(&["Address", "Answer", "Parameters"], out)?;
    out.write_all(b"<tbody>\n")?;
    for (path, operations) in document["paths"].as_object().into_iter().flatten() {
        let get = &operations["get"];
        let summary = get["summary"].as_str().unwrap_or_default();
        let names = get["parameters"].as_array().into_iter().flatten().filter_map(|one| one["name"].as_str());
        let names: Vec<_> = names.collect();
        writeln!(
            out,
            "<tr><th scope=\"row\"><code>{}</code></th><td>{}</td><td>{}</td></tr>",
            Html(path),
            Html(summary),
            Html(&names.join(", "))
        )?;
    }
    out.write_all(b"</tbody></table></div>\n")?;
    frame::close(out)?;
    out.flush()
}

/// Writes a page of features as a table.
///
/// # Errors
/// Those of the writer.
pub fn write_items_page(
    population: &Population<'_>,
    page: &Page,
    form: &Form,
    links: &Links,
    out: &mut dyn Write,
) -> io::Result<()> {
    let out = &mut BufWriter::new(out);
    let collection = population.collection();
    let (name, title) = (collection.as_str(), title(collection));
    frame::open(title, out)?;
    let (first, last) = (page.before + usize::from(!page.keys.is_empty()), page.before + page.keys.len());
    writeln!(
        out,
        "<h1><a href=\"/collections/{name}\">{title}</a></h1>\n<p>{} sampai {} dari {}</p>",
        whole(first as u64),
        whole(last as u64),
        whole(page.matched as u64),
    )?;
    let chosen = chosen(collection, form);
    let mut heads = vec!["id"];
    heads.extend(chosen.iter().map(|(_, name)| *name));
    out.write_all(b"<div class=\"wide\"><table>\n")?;
    frame::table_head(&heads, out)?;
    out.write_all(b"<tbody>\n")?;
    for key in &page.keys {
        let record = population.record(*key);
        let id = record.id();
        write!(
            out,
            "<tr><th scope=\"row\"><a href=\"/collections/{name}/items/{}\"><bdi>{}</bdi></a></th>",
            address(id),
            Html(id)
        )?;
        for (column, _) in &chosen {
            cell(&record.value(*column), out)?;
        }
        out.write_all(b"</tr>\n")?;
    }
    out.write_all(b"</tbody></table></div>\n<ul class=\"formats\">\n")?;
    for (rel, word) in [("prev", "halaman sebelumnya"), ("next", "halaman berikutnya"), ("alternate", "GeoJSON")] {
        if let Some(href) = links.to(rel) {
            writeln!(out, "<li><a rel=\"{rel}\" href=\"{}\">{word}</a></li>", Html(href))?;
        }
    }
    out.write_all(b"</ul>\n")?;
    frame::close(out)?;
    out.flush()
}

/// Writes the page of one feature.
///
/// # Errors
/// Those of the writer.
pub fn write_item_page(population: &Population<'_>, key: u32, form: &Form, links: &Links, out: &mut dyn Write) -> io::Result<()> {
    let out = &mut BufWriter::new(out);
    let collection = population.collection();
    let (name, title) = (collection.as_str(), title(collection));
    let record = population.record(key);
    frame::open(&format!("{title} {}", record.id()), out)?;
    writeln!(
        out,
        "<h1><bdi>{}</bdi></h1>\n<p class=\"lead\"><a href=\"/collections/{name}\">{title}</a></p>",
        Html(record.id())
    )?;
    out.write_all(b"<div class=\"wide\"><table>\n<tbody>\n")?;
    for (column, name) in chosen(collection, form) {
        write!(out, "<tr><th scope=\"row\">{name}</th>")?;
        cell(&record.value(column), out)?;
        out.write_all(b"</tr>\n")?;
    }
    let place = geometry(&record).map_or_else(|| Ok("null".to_owned()), |own| serde_json::to_string(&own))?;
    writeln!(out, "<tr><th scope=\"row\">geometry</th><td class=\"hash\">{}</td></tr>", Html(&place))?;
    out.write_all(b"</tbody></table></div>\n<ul class=\"formats\">\n")?;
    if let Some(href) = links.to("alternate") {
        writeln!(out, "<li><a rel=\"alternate\" href=\"{}\">GeoJSON</a></li>", Html(href))?;
    }
    out.write_all(b"</ul>\n")?;
    frame::close(out)?;
    out.flush()
}

fn chosen(collection: Collection, form: &Form) -> Vec<(usize, &'static str)> {
    let all = columns(collection).into_iter().map(|column| column.name).enumerate();
    all.filter(|(at, _)| form.columns.as_ref().is_none_or(|columns| columns.contains(at))).collect()
}

fn cell(value: &Value<'_>, out: &mut dyn Write) -> io::Result<()> {
    match value {
        Value::Null => out.write_all(b"<td></td>"),
        Value::Text(text) => write!(out, "<td><bdi>{}</bdi></td>", Html(text)),
        Value::Integer(number) => write!(out, "<td class=\"n\">{number}</td>"),
        Value::Number(number) => write!(out, "<td class=\"n\">{}</td>", number.to_string().replace('.', ",")),
        Value::Boolean(yes) => write!(out, "<td>{}</td>", if *yes { "ya" } else { "tidak" }),
        Value::TextList(texts) => write!(out, "<td>{}</td>", Html(&texts.join(", "))),
    }
}
