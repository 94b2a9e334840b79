//! Everything inside the frame of the map.

use super::content::{Content, is_doubtful};
use super::labels::{Taken, fitted, width};
use super::mark::Mark;
use super::paper::Rect;
use super::projection::{Projection, degrees};
use crate::model::{LonLat, RegionId, School};
use crate::publish::geojson::area_around;
use crate::publish::map_sheet::Svg;
use crate::publish::words::Reader;
use crate::snapshot::View;
use geo::Simplify;
use std::io::{self, Write};

/// Boundaries are drawn with this error at most, in millimetres of paper.
const BOUNDARY_ERROR: f64 = 0.08;
/// The room that a cluster's area leaves around its schools, in millimetres of paper.
const AREA_MARGIN: f64 = 2.2;
/// Height of the names of regions below.
const REGION_TYPE: f64 = 2.5;

/// The map of a sheet.
pub(super) struct Map<'m, 'a> {
    pub(super) view: &'m View<'a>,
    pub(super) reader: &'m Reader,
    pub(super) content: &'m Content<'a>,
    pub(super) projection: Projection,
}

impl Map<'_, '_> {
    pub(super) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let Rect { x, y, w, h } = self.projection.frame;
        writeln!(
            out,
            "<clipPath id=\"frame\"><rect x=\"{x:.2}\" y=\"{y:.2}\" width=\"{w:.2}\" height=\"{h:.2}\"/></clipPath>\n\
             <g clip-path=\"url(#frame)\">"
        )?;
        self.boundaries(out)?;
        self.areas(out)?;
        self.links(out)?;
        self.schools(out)?;
        self.names(out)?;
        writeln!(
            out,
            "</g>\n<rect x=\"{x:.2}\" y=\"{y:.2}\" width=\"{w:.2}\" height=\"{h:.2}\" fill=\"none\" stroke=\"#000\" stroke-width=\"0.35\"/>"
        )?;
        self.degrees(out)
    }

    fn boundaries(&self, out: &mut dyn Write) -> io::Result<()> {
        for id in &self.content.below {
            self.boundary(*id, "stroke=\"#8a8a8a\" stroke-width=\"0.25\"", out)?;
        }
        match self.content.own {
            Some(id) => self.boundary(id, "stroke=\"#444\" stroke-width=\"0.6\" stroke-dasharray=\"4 1 0.8 1\"", out),
            None => Ok(()),
        }
    }

    fn boundary(&self, id: RegionId, style: &str, out: &mut dyn Write) -> io::Result<()> {
        let Some(polygon) = self.view.data.boundaries.polygon(id) else { return Ok(()) };
        write!(out, "<path fill=\"none\" stroke-linejoin=\"round\" {style} d=\"")?;
        for part in &polygon.0 {
            for ring in [part.exterior()].into_iter().chain(part.interiors()) {
                let on_paper: geo::LineString =
                    ring.coords().map(|at| self.projection.place([at.x, at.y])).map(|[x, y]| (x, y)).collect::<Vec<_>>().into();
                let drawn = on_paper.simplify(BOUNDARY_ERROR);
                path(drawn.coords().map(|at| [at.x, at.y]), out)?;
            }
        }
        out.write_all(b"\"/>\n")
    }

    fn areas(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(
            b"<g fill=\"#000\" fill-opacity=\"0.07\" stroke=\"#555\" stroke-width=\"0.2\" stroke-linejoin=\"round\">\n",
        )?;
        for cluster in &self.content.clusters {
            let schools = cluster.members.iter().copied().chain([cluster.hub]);
            let margin_m = AREA_MARGIN * self.projection.metres_per_mm;
            let Some(ring) = area_around(schools.filter_map(|school| school.position), margin_m) else { continue };
            out.write_all(b"<path d=\"")?;
            path(ring.iter().map(|corner| self.projection.place(*corner)), out)?;
            out.write_all(b"\"/>\n")?;
        }
        out.write_all(b"</g>\n")
    }

    fn links(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"<g stroke=\"#222\" stroke-width=\"0.22\" stroke-dasharray=\"1.1 0.8\">\n")?;
        for cluster in &self.content.clusters {
            let Some([x1, y1]) = cluster.hub.position.map(|at| self.projection.at(at)) else { continue };
            for [x2, y2] in cluster.members.iter().filter_map(|school| school.position).map(|at| self.projection.at(at)) {
                writeln!(out, "<path d=\"M{x1:.2} {y1:.2}L{x2:.2} {y2:.2}\"/>")?;
            }
        }
        out.write_all(b"</g>\n")
    }

    fn schools(&self, out: &mut dyn Write) -> io::Result<()> {
        for cluster in &self.content.clusters {
            for member in &cluster.members {
                self.school(member, member.position, Mark::Member, out)?;
            }
        }
        for school in &self.content.unreached {
            self.school(school, school.position, Mark::Unreached, out)?;
        }
        for school in &self.content.needs_check {
            self.school(school, school.given, Mark::NeedsCheck, out)?;
        }
        for cluster in &self.content.clusters {
            self.school(cluster.hub, cluster.hub.position, Mark::Hub, out)?;
        }
        Ok(())
    }

    /// A school that a reader of the screen can point at, to see its name.
    fn school(&self, school: &School, at: Option<LonLat>, mark: Mark, out: &mut dyn Write) -> io::Result<()> {
        let Some([x, y]) = at.map(|at| self.projection.at(at)).filter(|at| self.projection.frame.holds(*at)) else {
            return Ok(());
        };
        let title = fitted(&school.name, 1.0, 60.0);
        write!(out, "<g transform=\"translate({x:.2} {y:.2})\"><title>{} ({})</title>", Svg(&title), school.npsn)?;
        if is_doubtful(school) && mark != Mark::NeedsCheck {
            Mark::Doubtful.draw(out)?;
        }
        mark.draw(out)?;
        out.write_all(b"</g>\n")
    }

    /// Cluster numbers beside their hubs, then names of regions where there is room.
    fn names(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut taken = Taken::default();
        let hubs =
            || self.content.clusters.iter().filter_map(|cluster| Some((cluster, self.projection.at(cluster.hub.position?))));
        for (_, at) in hubs() {
            taken.take(Rect::around(at, 2.6, 2.6));
        }
        let size = match self.content.clusters.len() {
            0..=60 => 3.4,
            61..=200 => 2.7,
            _ => 2.0,
        };
        writeln!(
            out,
            "<g font-size=\"{size}\" font-weight=\"700\" text-anchor=\"middle\" stroke=\"#fff\" stroke-width=\"0.7\" stroke-linejoin=\"round\" \
             paint-order=\"stroke\">"
        )?;
        for (cluster, at) in hubs() {
            let number = cluster.number.to_string();
            let (centre, _) = taken.place(at, 1.5, &number, size, &self.projection.frame);
            text(centre, size, &number, out)?;
        }
        out.write_all(b"</g>\n")?;
        self.region_names(&mut taken, out)
    }

    fn region_names(&self, taken: &mut Taken, out: &mut dyn Write) -> io::Result<()> {
        writeln!(
            out,
            "<g font-size=\"{REGION_TYPE}\" font-style=\"italic\" fill=\"#555\" text-anchor=\"middle\" stroke=\"#fff\" stroke-width=\"0.5\" \
             paint-order=\"stroke\">"
        )?;
        for id in &self.content.below {
            let Some(middle) = self.view.data.boundaries.representative_point(*id) else { continue };
            let name = fitted(&self.view.regions().get(*id).name, REGION_TYPE, 40.0);
            let at = self.projection.at(middle);
            if !self.projection.frame.holds(at) {
                continue;
            }
            let away = -width(&name, REGION_TYPE) / 2.0;
            // A name that would hide a number helps nobody: the table names its kecamatan anyway.
            let mut trial = Taken::clone(taken);
            let (centre, covers) = trial.place(at, away, &name, REGION_TYPE, &self.projection.frame);
            if covers < 0.5 {
                *taken = trial;
                text(centre, REGION_TYPE, &name, out)?;
            }
        }
        out.write_all(b"</g>\n")
    }

    /// Ticks on the frame with their degrees, and crosses where two of them meet.
    fn degrees(&self, out: &mut dyn Write) -> io::Result<()> {
        let (frame, words) = (self.projection.frame, self.reader.words());
        let [meridians, parallels] = self.projection.graticules();
        let degree = |seconds: i64| seconds as f64 / 3_600.0;
        let x_of = |seconds: i64| self.projection.place([degree(seconds), 0.0])[0];
        let y_of = |seconds: i64| self.projection.place([0.0, degree(seconds)])[1];
        out.write_all(b"<g stroke=\"#000\" stroke-width=\"0.15\" fill=\"none\">\n")?;
        for x in meridians.iter().map(|at| x_of(*at)) {
            writeln!(out, "<path d=\"M{x:.2} {:.2}v-1M{x:.2} {:.2}v1\"/>", frame.y, frame.bottom())?;
            for y in parallels.iter().map(|at| y_of(*at)) {
                writeln!(out, "<path d=\"M{:.2} {y:.2}h2M{x:.2} {:.2}v2\"/>", x - 1.0, y - 1.0)?;
            }
        }
        for y in parallels.iter().map(|at| y_of(*at)) {
            writeln!(out, "<path d=\"M{:.2} {y:.2}h-1M{:.2} {y:.2}h1\"/>", frame.x, frame.right())?;
        }
        out.write_all(b"</g>\n<g font-size=\"2.1\" text-anchor=\"middle\">\n")?;
        for at in meridians {
            let side = if at < 0 { words.west } else { words.east };
            text([x_of(at), frame.y - 2.2], 2.1, &format!("{} {side}", degrees(at)), out)?;
        }
        for at in parallels {
            let side = if at < 0 { words.south } else { words.north_latitude };
            let (x, y) = (frame.x - 2.2, y_of(at));
            writeln!(
                out,
                "<text transform=\"translate({x:.2} {y:.2}) rotate(-90)\" dy=\"0.7\">{} {side}</text>",
                if at == 0 { "0°".to_owned() } else { degrees(at) }
            )?;
        }
        out.write_all(b"</g>\n")
    }
}

/// A text around a point.
fn text([x, y]: [f64; 2], size: f64, text: &str, out: &mut dyn Write) -> io::Result<()> {
    // Capitals and digits are about seven tenths of the type's height.
    writeln!(out, "<text x=\"{x:.2}\" y=\"{:.2}\">{}</text>", y + size * 0.35, Svg(text))
}

/// A closed ring of a path.
fn path(points: impl Iterator<Item = [f64; 2]>, out: &mut dyn Write) -> io::Result<()> {
    for (at, [x, y]) in points.enumerate() {
        write!(out, "{}{x:.2} {y:.2}", if at == 0 { 'M' } else { 'L' })?;
    }
    out.write_all(b"Z")
}
