//! The officials' answer as a page to print: the annex (*lampiran*) of a decree, as a proposal.

pub(in crate::publish) mod annex;
mod without_hub;

use crate::publish::page::frame;
use crate::publish::text::{Html, whole};
use crate::publish::words::Reader;
use crate::publish::{Assignments, MapSheet, PaperSize, sentences};
use std::io::{self, BufWriter, Write};

/// Writes the answer as a page to print, in Indonesian.
///
/// # Errors
/// Those of the writer.
pub fn write_html(answer: &Assignments<'_>, out: &mut dyn Write) -> io::Result<()> {
    let out = &mut BufWriter::new(out);
    let view = &answer.view;
    let region = answer.area.name(view);
    frame::open(&format!("Usulan penugasan {region}"), out)?;
    title(answer, &region, out)?;
    check_first(answer, out)?;
    counts(answer, out)?;
    out.write_all(b"<h2>Lampiran</h2>\n")?;
    annex::write(answer, out)?;
    without_hub::write(answer, out)?;
    frame::provenance(view, out)?;
    map_sheet(answer, out)?;
    frame::close(out)?;
    out.flush()
}

/// The last sheet: the map with the numbers of the annex, on a page of its own.
fn map_sheet(answer: &Assignments<'_>, out: &mut dyn Write) -> io::Result<()> {
    let size = PaperSize { portrait: Some(false), ..PaperSize::default() };
    out.write_all(b"<section class=\"map-page\">\n")?;
    MapSheet { answer, size, reader: &Reader::default() }.write_svg(out)?;
    out.write_all(b"</section>\n")
}

fn title(answer: &Assignments<'_>, region: &str, out: &mut dyn Write) -> io::Result<()> {
    let view = &answer.view;
    let level = answer.level.map_or_else(String::new, |level| format!(" · jenjang {}", level.as_str()));
    writeln!(out, "<p class=\"draft\">USULAN <small>belum ditetapkan</small></p>")?;
    if let Some(notice) = Reader::default().notice(view) {
        writeln!(out, "<p class=\"warn\">{}</p>", Html(&notice))?;
    }
    writeln!(
        out,
        "<h1>{} per {}</h1>\n<p class=\"lead\"><bdi>{}</bdi>{level}<br><bdi>{}</bdi></p>",
        Html(&sentences::capital(&view.programme.labels_id.cluster)),
        Html(&view.programme.labels_id.hub),
        Html(region),
        Html(&view.programme.name),
    )
}

fn check_first(answer: &Assignments<'_>, out: &mut dyn Write) -> io::Result<()> {
    if answer.check_first.is_empty() {
        return Ok(());
    }
    out.write_all(b"<section class=\"warn\">\n<h2>Periksa lebih dahulu</h2>\n")?;
    writeln!(
        out,
        "<p>Titik {} berikut belum dapat dipercaya. Satu titik keliru menggeser satu {}.</p>\n<ul>",
        Html(&answer.view.programme.labels_id.hub),
        Html(&answer.view.programme.labels_id.cluster),
    )?;
    for at in &answer.check_first {
        let school = answer.view.school(*at);
        let advice = school.grade_reason.map_or("", sentences::advice);
        let place = if answer.area.holds(&answer.view, *at) { "" } else { ", di luar wilayah" };
        writeln!(
            out,
            "<li><b><bdi>{}</bdi></b>{place}: titik {}. {}</li>",
            Html(&sentences::named(school)),
            sentences::grade(school.grade),
            Html(advice),
        )?;
    }
    out.write_all(b"</ul>\n</section>\n")
}

fn counts(answer: &Assignments<'_>, out: &mut dyn Write) -> io::Result<()> {
    let counts = answer.counts;
    let labels = &answer.view.programme.labels_id;
    let rows = [
        (sentences::capital(&labels.hub), counts.hubs),
        (sentences::capital(&labels.member), counts.members),
        ("Belum terjangkau".to_owned(), counts.unreached),
        ("Perlu diperiksa".to_owned(), counts.needs_check),
    ];
    out.write_all(
        b"<h2>Ringkasan sekolah yang berada di wilayah ini</h2>\n<div class=\"wide\"><table class=\"short\">\n<tbody>\n",
    )?;
    for (word, number) in rows {
        writeln!(out, "<tr><th scope=\"row\">{}</th><td class=\"n\">{}</td></tr>", Html(&word), whole(number))?;
    }
    writeln!(
        out,
        "<tr class=\"total\"><th scope=\"row\">Jumlah sekolah</th><td class=\"n\">{}</td></tr>\n</tbody></table></div>",
        whole(counts.schools),
    )?;
    if counts.out_of_scope > 0 {
        writeln!(out, "<p>Di luar cakupan program, tidak dihitung: {} sekolah.</p>", whole(counts.out_of_scope))?;
    }
    Ok(())
}
