//! Everything around the map: title, legend, scale, north, the list of clusters, provenance.

use super::MapSheet;
use super::content::Content;
use super::labels::{fitted, width};
use super::mark::Mark;
use super::paper::{Layout, Paper, Rect};
use super::projection::{Projection, scale_bar};
use crate::publish::map_sheet::Svg;
use crate::publish::sentences::named;
use std::io::{self, Write};

/// Height of the type of the legend and of the list.
const LEGEND_TYPE: f64 = 2.3;
const LIST_TYPE: f64 = 2.1;
/// Height of a line of each.
const LEGEND_LINE: f64 = 4.4;
const LIST_LINE: f64 = 2.9;

impl MapSheet<'_, '_> {
    pub(super) fn title(&self, place: Rect, out: &mut dyn Write) -> io::Result<()> {
        let (view, words) = (&self.answer.view, self.reader.words());
        let title = format!("{}: {}", self.reader.labelled(view, words.sheet_title), self.area_name());
        let level = self.answer.level.map_or_else(String::new, |level| format!("{} · ", level.as_str()));
        let plan = match view.practice {
            Some(crate::snapshot::Practice::Nearest) => words.plan_nearest,
            Some(crate::snapshot::Practice::Greedy) => words.plan_greedy,
            None if view.part().is_some() => words.what_if_short,
            None => words.plan_proven,
        };
        let line = format!("{level}{} · {plan} · {}", view.programme.name, words.proposal_note);
        // A long name is set smaller before it is cut.
        let size = [5.0, 4.4, 3.8, 3.2].into_iter().find(|size| width(&title, *size) <= place.w).unwrap_or(3.2);
        writeln!(
            out,
            "<text x=\"{:.2}\" y=\"{:.2}\" font-size=\"{size}\" font-weight=\"700\">{}</text>\n\
             <text x=\"{:.2}\" y=\"{:.2}\" font-size=\"2.9\">{}</text>",
            place.x,
            place.y + 4.6,
            Svg(&fitted(&title, size, place.w)),
            place.x,
            place.y + 9.2,
            Svg(&fitted(&line, 2.9, place.w)),
        )
    }

    /// Legend, scale and north, and below or beside them the clusters by number.
    pub(super) fn side(
        &self,
        layout: &Layout,
        paper: Paper,
        projection: &Projection,
        content: &Content<'_>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let side = layout.side;
        let (legend, list) = if paper.is_portrait() {
            let half = 70.0;
            (Rect { w: half, ..side }, Rect { x: side.x + half + 4.0, w: side.w - half - 4.0, ..side })
        } else {
            (side, side)
        };
        let below = self.legend(legend, content, out)?;
        let below = self.scale(Rect { y: below, ..legend }, projection, out)?;
        let list = if paper.is_portrait() { list } else { Rect { y: below, h: side.bottom() - below, ..list } };
        self.list(list, content, out)
    }

    /// Writes the legend and tells where it ends.
    fn legend(&self, place: Rect, content: &Content<'_>, out: &mut dyn Write) -> io::Result<f64> {
        let (view, words, reader) = (&self.answer.view, self.reader.words(), self.reader);
        let count = |text: String, count: usize| format!("{text} ({})", reader.whole(count as u64));
        let mut y = place.y + 3.0;
        writeln!(out, "<text x=\"{:.2}\" y=\"{y:.2}\" font-size=\"3.2\" font-weight=\"700\">{}</text>", place.x, words.legend)?;
        writeln!(out, "<g font-size=\"{LEGEND_TYPE}\">")?;
        let mut entry = |symbol: &dyn Fn(&mut dyn Write) -> io::Result<()>, text: &str, out: &mut dyn Write| {
            y += LEGEND_LINE;
            write!(out, "<g transform=\"translate({:.2} {:.2})\">", place.x + 4.0, y - 0.9)?;
            symbol(out)?;
            let text = fitted(text, LEGEND_TYPE, place.w - 10.0);
            writeln!(out, "</g><text x=\"{:.2}\" y=\"{y:.2}\">{}</text>", place.x + 9.5, Svg(&text))
        };
        let marks = [
            (Mark::Hub, reader.labelled(view, "{hub}"), content.clusters.len()),
            (Mark::Member, reader.labelled(view, "{member}"), content.members()),
            (Mark::Unreached, words.unreached.to_owned(), content.unreached.len()),
            (Mark::NeedsCheck, words.needs_check_as_given.to_owned(), content.needs_check.len()),
        ];
        for (mark, text, schools) in marks {
            entry(&|out| mark.draw(out), &count(text, schools), out)?;
        }
        if content.has_doubtful() {
            entry(&|out| Mark::Doubtful.draw(out), words.doubtful_position, out)?;
        }
        let area = "<rect x=\"-3.5\" y=\"-1.4\" width=\"7\" height=\"2.8\" fill=\"#000\" fill-opacity=\"0.07\" stroke=\"#555\" stroke-width=\"0.2\"/>\
            <text font-size=\"2.4\" font-weight=\"700\" text-anchor=\"middle\" y=\"0.9\">1</text>";
        entry(&|out| out.write_all(area.as_bytes()), &reader.labelled(view, words.cluster_area), out)?;
        let link = "<path d=\"M-3.5 0H3.5\" stroke=\"#222\" stroke-width=\"0.22\" stroke-dasharray=\"1.1 0.8\"/>";
        entry(&|out| out.write_all(link.as_bytes()), words.straight_line, out)?;
        if content.own.is_some() || !content.below.is_empty() {
            let line = "<path d=\"M-3.5 0H3.5\" stroke=\"#444\" stroke-width=\"0.6\" stroke-dasharray=\"4 1 0.8 1\"/>";
            entry(&|out| out.write_all(line.as_bytes()), words.boundary, out)?;
        }
        if content.not_drawn > 0 {
            let text = words.not_on_map.replace("{count}", &reader.whole(content.not_drawn as u64));
            entry(&|_| Ok(()), &text, out)?;
        }
        out.write_all(b"</g>\n")?;
        Ok(y + 3.0)
    }

    /// Writes scale bar and north arrow and tells where they end.
    fn scale(&self, place: Rect, projection: &Projection, out: &mut dyn Write) -> io::Result<f64> {
        let words = self.reader.words();
        let (metres, mm) = scale_bar(projection.metres_per_mm, 38.0);
        let (x, y) = (place.x + 1.0, place.y + 7.0);
        let length =
            if metres < 1_000.0 { format!("{metres} m") } else { format!("{} km", self.reader.decimal(metres / 1_000.0)) };
        let ratio = self.reader.whole((projection.metres_per_mm * 1_000.0).round() as u64);
        writeln!(
            out,
            "<g stroke=\"#000\" stroke-width=\"0.25\"><rect x=\"{x:.2}\" y=\"{y:.2}\" width=\"{:.2}\" height=\"1.4\" fill=\"#000\"/>\
             <rect x=\"{:.2}\" y=\"{y:.2}\" width=\"{:.2}\" height=\"1.4\" fill=\"#fff\"/></g>\n\
             <g font-size=\"2.4\"><text x=\"{x:.2}\" y=\"{:.2}\">0</text><text x=\"{:.2}\" y=\"{:.2}\" text-anchor=\"end\">{length}</text>\
             <text x=\"{x:.2}\" y=\"{:.2}\">1 : {ratio}</text><text x=\"{x:.2}\" y=\"{:.2}\" font-size=\"1.9\">{}</text></g>",
            mm / 2.0,
            x + mm / 2.0,
            mm / 2.0,
            y - 0.9,
            x + mm,
            y - 0.9,
            y + 4.2,
            y + 6.8,
            words.scale_note,
        )?;
        let (nx, ny) = (place.x + place.w.min(58.0) - 6.0, place.y + 2.0);
        writeln!(
            out,
            "<path d=\"M{nx:.2} {ny:.2}l3 9l-3 -2.2l-3 2.2Z\" fill=\"#000\"/>\
             <text x=\"{nx:.2}\" y=\"{:.2}\" font-size=\"3.4\" font-weight=\"700\" text-anchor=\"middle\">{}</text>",
            ny + 13.0,
            words.north,
        )?;
        Ok(y + 10.0)
    }

    /// The clusters by number, as many as there is room for, in columns.
    fn list(&self, place: Rect, content: &Content<'_>, out: &mut dyn Write) -> io::Result<()> {
        let columns = (place.w / 56.0).floor().max(1.0) as usize;
        let lines = (place.h / LIST_LINE).floor().max(0.0) as usize;
        let room = columns * lines;
        let fits = content.clusters.len() <= room;
        let shown = if fits { content.clusters.len() } else { room.saturating_sub(1) };
        writeln!(out, "<g font-size=\"{LIST_TYPE}\">")?;
        let across = place.w / columns as f64;
        let at = |row: usize| {
            let (column, line) = (row / lines.max(1), row % lines.max(1));
            (place.x + column as f64 * across, place.y + (line as f64 + 0.8) * LIST_LINE)
        };
        for (row, cluster) in content.clusters.iter().take(shown).enumerate() {
            let (x, y) = at(row);
            writeln!(
                out,
                "<text x=\"{:.2}\" y=\"{y:.2}\" text-anchor=\"end\" font-weight=\"700\">{}</text><text x=\"{:.2}\" y=\"{y:.2}\">{}</text>",
                x + 6.0,
                cluster.number,
                x + 7.5,
                Svg(&fitted(&named(cluster.hub), LIST_TYPE, across - 9.0)),
            )?;
        }
        if !fits && room > 0 {
            let (x, y) = at(shown);
            writeln!(out, "<text x=\"{:.2}\" y=\"{y:.2}\">… {}</text>", x + 1.0, self.reader.words().rest_in_annex)?;
        }
        out.write_all(b"</g>\n")
    }

    pub(super) fn foot(&self, place: Rect, out: &mut dyn Write) -> io::Result<()> {
        let (view, words) = (&self.answer.view, self.reader.words());
        let files = view.data.files.iter().map(|file| format!("{} ({})", file.name, &file.sha256[..file.sha256.len().min(8)]));
        let lines = [
            format!(
                "imbas {} · {} {} · {}",
                env!("CARGO_PKG_VERSION"),
                words.version.to_lowercase(),
                view.version,
                words.distance_method
            ),
            format!("{}: {}", words.inputs, files.collect::<Vec<_>>().join(", ")),
        ];
        for (line, text) in lines.iter().enumerate() {
            writeln!(
                out,
                "<text x=\"{:.2}\" y=\"{:.2}\" font-size=\"1.9\" fill=\"#333\">{}</text>",
                place.x,
                place.y + 4.6 + 2.8 * line as f64,
                Svg(&fitted(text, 1.9, place.w)),
            )?;
        }
        Ok(())
    }
}
