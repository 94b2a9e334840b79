//! The map sheet of a region: one page of paper as SVG, for print and for those who have no map in their browser.
//!
//! In: the officials' answer, whose cluster numbers it bears, and a paper size. Out: SVG in millimetres. North is up, lengths are true at
//! the sheet's middle latitude, marks are told apart by shape and grey value. Only presentation attributes are used: no style, no
//! script, nothing from elsewhere. Must not know: HTTP.
//!
//! | file | what |
//! | --- | --- |
//! | [`paper`] | where the parts stand |
//! | [`projection`] | degrees to millimetres, scale bar, graticule |
//! | [`content`] | what is drawn |
//! | [`map`], [`mark`], [`labels`] | inside the frame |
//! | [`margin`] | around it |

mod content;
mod labels;
mod map;
mod margin;
mod mark;
mod paper;
mod projection;

use crate::publish::Assignments;
use crate::publish::text::Html;
use crate::publish::words::Reader;
use content::Content;
use map::Map;
use paper::{Layout, Paper};
use projection::{Extent, Projection};
use std::fmt;
use std::io::{self, BufWriter, Write};

/// A size of paper; which side is up may be left to the shape of the region.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Size {
    /// A3 instead of A4.
    pub is_a3: bool,
    /// The long side up, or across; `None` as the region is taller or wider.
    pub portrait: Option<bool>,
}

/// A map sheet.
#[derive(Clone, Copy, Debug)]
pub struct MapSheet<'r, 'a> {
    /// What is shown, with the numbers of its annex.
    pub answer: &'r Assignments<'a>,
    /// The paper.
    pub size: Size,
    /// Who reads it.
    pub reader: &'r Reader,
}

/// Text of the data inside SVG: as in HTML, and without the two characters that XML forbids beyond.
struct Svg<'t>(&'t str);

impl fmt::Display for Svg<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let allowed = self.0.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}");
        Html(&allowed).fmt(f)
    }
}

impl MapSheet<'_, '_> {
    /// Writes the sheet.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write_svg(&self, out: &mut dyn Write) -> io::Result<()> {
        let out = &mut BufWriter::new(out);
        let content = Content::new(self.answer, self.answer.area.region());
        let extent = content.extent(&self.answer.view);
        let portrait = self.size.portrait.unwrap_or_else(|| extent.is_some_and(|extent| extent.is_tall()));
        let paper = if self.size.is_a3 { Paper::a3(portrait) } else { Paper::a4(portrait) };
        let Paper { width, height } = paper;
        let layout = Layout::new(paper);
        writeln!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}mm\" height=\"{height}mm\" viewBox=\"0 0 {width} {height}\" \
             font-family=\"system-ui, 'Noto Sans', 'DejaVu Sans', Arial, sans-serif\" role=\"img\" lang=\"{}\">\n<title>{}</title>\n\
             <rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>",
            self.reader.words().code,
            Svg(&self.area_name()),
        )?;
        self.title(layout.title, out)?;
        // Nothing to draw is a sheet too: its legend tells that every school needs a check.
        let extent = extent.unwrap_or(Extent { west: 0.0, south: 0.0, east: 0.0, north: 0.0 });
        let projection = Projection::new(extent, layout.map);
        Map { view: &self.answer.view, reader: self.reader, content: &content, projection }.write(out)?;
        self.side(&layout, paper, &projection, &content, out)?;
        self.foot(layout.foot, out)?;
        out.write_all(b"</svg>\n")?;
        out.flush()
    }

    fn area_name(&self) -> String {
        self.answer.area.name(&self.answer.view)
    }
}
