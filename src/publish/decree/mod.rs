//! A draft of the decree (*naskah SK*) that a plan asks for: head, considerations, legal basis, rulings, annex.
//!
//! In: a view, a region, the programme's own texts. Out: a page to print, marked as a draft on every sheet. What no file says, a number, a
//! name, a date, is left open in brackets; the office completes, checks and signs.

mod text;

use crate::model::{Level, RegionId};
use crate::publish::list::html::annex;
use crate::publish::page::frame;
use crate::publish::text::{Html, whole};
use crate::publish::{Area, Assignments, sentences};
use crate::snapshot::View;
use std::io::{self, BufWriter, Write};
use text::Decree;

/// The paper of a decree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// 210 by 297 mm.
    #[default]
    A4,
    /// 215 by 330 mm, the paper of Indonesian offices.
    F4,
}

impl Paper {
    /// The words of the papers.
    pub const WORDS: [&'static str; 2] = ["a4", "f4"];

    /// Reads one of [`Self::WORDS`].
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "a4" => Some(Self::A4),
            "f4" => Some(Self::F4),
            _ => None,
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::F4 => "f4",
        }
    }
}

/// Writes the draft for a region: for one level, or for all that its government decides.
///
/// # Errors
/// Those of the writer.
pub fn write_decree(
    view: &View<'_>,
    region: RegionId,
    level: Option<Level>,
    paper: Paper,
    out: &mut dyn Write,
) -> io::Result<()> {
    let out = &mut BufWriter::new(out);
    let area = Area::Region(region);
    let answer = &match level {
        Some(_) => Assignments::new(*view, area, level),
        None => Assignments::of_levels(*view, area, &text::decided_levels(view, area)),
    };
    let decree = Decree::new(answer);
    frame::open(&format!("Draf SK {}", answer.area.name(&answer.view)), out)?;
    check_first(answer, &decree, paper, out)?;
    writeln!(out, "<article class=\"decree {}\">\n<p class=\"mark\" aria-hidden=\"true\">DRAF</p>", paper.as_str())?;
    head(&decree, out)?;
    reasons(&decree, out)?;
    rulings(&decree, out)?;
    signature(&decree, out)?;
    out.write_all(b"</article>\n")?;
    annex_of(answer, &decree, paper, out)?;
    frame::close(out)?;
    out.flush()
}

/// What to do before anybody signs; it is not printed.
fn check_first(answer: &Assignments<'_>, decree: &Decree, paper: Paper, out: &mut dyn Write) -> io::Result<()> {
    let other = if paper == Paper::A4 { "f4" } else { "a4" };
    writeln!(
        out,
        "<section class=\"warn screen\">\n<h2>DRAF, belum ditetapkan</h2>\n<p>Naskah ini disusun dari rencana; lengkapi isian dalam kurung \
         siku, periksa dasar hukum dan kewenangan, lalu cetak. <a href=\"?paper={other}\">Kertas {}</a></p>\n<ul>",
        other.to_uppercase(),
    )?;
    for item in decree.checks(answer) {
        writeln!(out, "<li>{}</li>", Html(&item))?;
    }
    out.write_all(b"</ul>\n</section>\n")
}

fn head(decree: &Decree, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "<header class=\"kop\"><p>{}</p><p><b>{}</b></p><p><small>{}</small></p></header>\n\
         <h1>KEPUTUSAN {}</h1>\n<p class=\"mid\">NOMOR: [..........]</p>\n<p class=\"mid\">TENTANG</p>\n<p class=\"mid\"><b>{}</b></p>\n\
         <p class=\"mid\">DENGAN RAHMAT TUHAN YANG MAHA ESA</p>\n<p class=\"mid\">{},</p>",
        Html(&decree.government),
        Html(&decree.office),
        Html(&decree.address),
        Html(&decree.signer),
        Html(&decree.title),
        Html(&decree.signer),
    )
}

fn reasons(decree: &Decree, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"<table class=\"parts\"><tbody>\n")?;
    part("Menimbang", "a", &decree.considering, out)?;
    part("Mengingat", "1", &decree.recalling, out)?;
    part("Memperhatikan", "1", &decree.noting, out)?;
    out.write_all(b"</tbody></table>\n")
}

fn part(word: &str, numbers: &str, items: &[String], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<tr><th scope=\"row\">{word}</th><td>:</td><td><ol type=\"{numbers}\">")?;
    for item in items {
        writeln!(out, "<li>{}</li>", Html(item))?;
    }
    out.write_all(b"</ol></td></tr>\n")
}

fn rulings(decree: &Decree, out: &mut dyn Write) -> io::Result<()> {
    const NUMBERS: [&str; 10] =
        ["KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA", "KEENAM", "KETUJUH", "KEDELAPAN", "KESEMBILAN", "KESEPULUH"];
    writeln!(
        out,
        "<p class=\"mid decides\"><b>MEMUTUSKAN:</b></p>\n<table class=\"parts\"><tbody>\n\
         <tr><th scope=\"row\">Menetapkan</th><td>:</td><td><b>KEPUTUSAN {} TENTANG {}.</b></td></tr>",
        Html(&decree.signer),
        Html(&decree.title),
    )?;
    for (number, ruling) in NUMBERS.iter().zip(&decree.rulings) {
        writeln!(out, "<tr><th scope=\"row\">{number}</th><td>:</td><td>{}</td></tr>", Html(ruling))?;
    }
    out.write_all(b"</tbody></table>\n")
}

fn signature(decree: &Decree, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "<p class=\"signature\">Ditetapkan di {}<br>pada tanggal [..........]<br>{},<br><br><br><br>[nama]<br>[pangkat]<br>NIP [..........]</p>",
        Html(&decree.place),
        Html(&decree.signer),
    )
}

fn annex_of(answer: &Assignments<'_>, decree: &Decree, paper: Paper, out: &mut dyn Write) -> io::Result<()> {
    let labels = &answer.view.programme.labels_id;
    writeln!(
        out,
        "<section class=\"decree-annex {}\">\n<p>LAMPIRAN<br>KEPUTUSAN {}<br>NOMOR [..........]<br>TANGGAL [..........]</p>\n<h2>{}</h2>",
        paper.as_str(),
        Html(&decree.signer),
        Html(&decree.title),
    )?;
    annex::write(answer, out)?;
    let counts = answer.counts;
    writeln!(
        out,
        "<p class=\"closing\">{} {}, {} {}, {} belum terjangkau, {} perlu diperiksa. Jarak adalah garis lurus, bukan jarak tempuh. Disusun dengan imbas {} dari \
         rencana versi {}.</p>",
        whole(counts.hubs),
        Html(&labels.hub),
        whole(counts.members),
        Html(&labels.member),
        whole(counts.unreached),
        whole(counts.needs_check),
        env!("CARGO_PKG_VERSION"),
        Html(answer.view.version),
    )?;
    signature(decree, out)?;
    writeln!(
        out,
        "<p class=\"mid\"><small>{} · DRAF, belum ditetapkan</small></p>\n</section>",
        Html(&sentences::capital(&labels.cluster))
    )
}
