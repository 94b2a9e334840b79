//! The difference as a page, in Indonesian.

use super::{Diff, Tally, farther};
use crate::plan::{Change, Standing};
use crate::publish::page::frame;
use crate::publish::text::{Html, km, signed_km, whole};
use std::io::{self, BufWriter, Write};

/// The words of the kinds, in the order of [`ChangeKind::ALL`](crate::plan::ChangeKind::ALL).
pub(super) const KINDS: [&str; 5] = ["baru diimbas", "pindah hub", "tidak lagi diimbas", "jarak berubah", "keadaan lain berubah"];

/// The words of a standing.
pub(super) fn word(standing: Standing) -> &'static str {
    match standing {
        Standing::Absent => "tidak ada",
        Standing::OutOfScope => "di luar cakupan",
        Standing::NeedsCheck => "perlu diperiksa",
        Standing::Unreached => "belum terjangkau",
        Standing::Hub => "hub",
        Standing::Member { .. } => "anggota",
    }
}

/// Writes the difference as a page.
///
/// # Errors
/// Those of the writer.
pub fn write_html(diff: &Diff<'_>, out: &mut dyn Write) -> io::Result<()> {
    let out = &mut BufWriter::new(out);
    let region = diff.region.map_or("seluruh rencana", |id| diff.region_name(Some(id))[1]);
    frame::open(&format!("Beda dua rencana: {region}"), out)?;
    writeln!(
        out,
        "<h1>Beda dua rencana</h1>\n<p class=\"lead\"><bdi>{}</bdi>: dari <bdi>{}</bdi> ke <bdi>{}</bdi>. Jarak garis lurus.</p>",
        Html(region),
        Html(diff.names[0]),
        Html(diff.names[1]),
    )?;
    tallies(diff, out)?;
    changes(diff, out)?;
    frame::close(out)?;
    out.flush()
}

fn tallies(diff: &Diff<'_>, out: &mut dyn Write) -> io::Result<()> {
    let columns = ["Wilayah", "Anggota sebelum", "Anggota sesudah", "Km sebelum", "Km sesudah", "Selisih km"];
    out.write_all(b"<h2>Ringkasan</h2>\n<div class=\"wide\"><table>\n")?;
    frame::table_head(&[columns.as_slice(), &KINDS].concat(), out)?;
    out.write_all(b"<tbody>\n")?;
    for (id, tally) in &diff.regions {
        row(diff.region_name(Some(*id))[1], "", tally, out)?;
    }
    row("Jumlah", " class=\"total\"", &diff.total, out)?;
    out.write_all(b"</tbody></table></div>\n")
}

fn row(name: &str, class: &str, tally: &Tally, out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "<tr{class}><th scope=\"row\"><bdi>{}</bdi></th><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td>\
         <td class=\"n\">{}</td><td class=\"n\">{}</td>",
        Html(name),
        whole(tally.before.members),
        whole(tally.after.members),
        km(tally.before.metres),
        km(tally.after.metres),
        signed_km(tally.metres()),
    )?;
    for number in tally.kinds {
        write!(out, "<td class=\"n\">{}</td>", whole(number))?;
    }
    out.write_all(b"</tr>\n")
}

fn changes(diff: &Diff<'_>, out: &mut dyn Write) -> io::Result<()> {
    if diff.changes.is_empty() {
        return out.write_all(b"<p>Tidak ada sekolah yang berubah.</p>\n");
    }
    out.write_all(b"<h2>Sekolah yang berubah</h2>\n<div class=\"wide\"><table>\n")?;
    frame::table_head(&["NPSN", "Sekolah", "Kecamatan", "Perubahan", "Sebelum", "Sesudah", "Selisih km"], out)?;
    out.write_all(b"<tbody>\n")?;
    for change in &diff.changes {
        let district = diff.school(change.npsn).and_then(|school| school.regions.district);
        writeln!(
            out,
            "<tr><td>{}</td><th scope=\"row\"><bdi>{}</bdi></th><td><bdi>{}</bdi></td><td>{}</td><td>{}</td><td>{}</td><td class=\"n\">{}</td></tr>",
            change.npsn,
            Html(diff.name(change.npsn)),
            Html(diff.region_name(district)[1]),
            KINDS[change.kind as usize],
            side(diff, change.before),
            side(diff, change.after),
            of_change(change),
        )?;
    }
    out.write_all(b"</tbody></table></div>\n")
}

fn side(diff: &Diff<'_>, standing: Standing) -> String {
    match standing {
        Standing::Member { hub, metres } => format!("<bdi>{}</bdi> ({hub}), {} km", Html(diff.name(hub)), km(metres)),
        other => word(other).to_owned(),
    }
}

fn of_change(change: &Change) -> String {
    farther(change).map_or_else(String::new, signed_km)
}
