//! The page of one region: everything that the map shows of it, as tables; complete without scripts and on a weak line.

mod measures;
mod tables;

pub use tables::Table;

use crate::model::{Level, RegionId, RegionLevel};
use crate::publish::page::frame;
use crate::publish::page::index::region_table;
use crate::publish::regions;
use crate::publish::text::Html;
use crate::publish::words::Reader;
use crate::snapshot::{Practice, View};
use std::io::{self, BufWriter, Write};

/// The parameters that say where a reader is within the page, and not what is shown.
const PLACE: &[&str] = &["table", "page"];

/// What of a region is shown.
#[derive(Clone, Copy, Debug)]
pub struct RegionPage<'a> {
    /// The plan that is shown.
    pub view: View<'a>,
    /// The served plan, where another one is shown.
    pub served: Option<View<'a>>,
    /// The region.
    pub region: RegionId,
    /// Only this level.
    pub level: Option<Level>,
    /// One table only, with its rows after the first so many; `None` for the page itself, with the first rows of each.
    pub table: Option<(Table, usize)>,
    /// Who reads it.
    pub reader: &'a Reader,
}

impl<'a> RegionPage<'a> {
    /// Writes the page.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let out = &mut BufWriter::new(out);
        frame::open_for(self.reader, &frame::full_name(&self.view, self.region), out)?;
        self.crumbs(out)?;
        match self.table {
            Some((table, skip)) => self.one_table(table, skip, out)?,
            None => self.whole(out)?,
        }
        frame::close(out)?;
        out.flush()
    }

    fn whole(&self, out: &mut dyn Write) -> io::Result<()> {
        let (view, words) = (&self.view, self.reader.words());
        let region = view.regions().get(self.region);
        let level = self.level.map_or_else(String::new, |level| format!(" · {}", level.as_str()));
        writeln!(
            out,
            "<h1><bdi>{}</bdi></h1>\n<p class=\"lead\">{} · {} {} ({}){level}<br><bdi>{}</bdi></p>",
            Html(&region.name),
            self.reader.rank(region.level),
            words.code_word.to_lowercase(),
            Html(&region.code.text),
            region.code.system.as_str(),
            Html(&view.programme.name),
        )?;
        self.notice(out)?;
        measures::write(self, out)?;
        self.map(out)?;
        for table in Table::ALL {
            tables::write_first(self, table, out)?;
        }
        if region.level < RegionLevel::District {
            // The heading of the page names the parents already.
            let own_name = |id: RegionId| (id, view.regions().get(id).name.to_string());
            let below: Vec<_> = regions::below(view, Some(self.region)).into_iter().map(own_name).collect();
            region_table(view, self.reader, words.regions_below, &below, out)?;
        }
        self.compare(out)?;
        self.files(out)?;
        frame::provenance_for(self.reader, view, out)
    }

    fn one_table(&self, table: Table, skip: usize, out: &mut dyn Write) -> io::Result<()> {
        let name = &self.view.regions().get(self.region).name;
        writeln!(out, "<h1><bdi>{}</bdi></h1>", Html(name))?;
        self.notice(out)?;
        tables::write_from(self, table, skip, out)?;
        let back = self.reader.words().back_to_region.replace("{region}", name);
        writeln!(out, "<p class=\"more\"><a href=\"{}\">{}</a></p>", Html(&self.reader.here(PLACE, &[])), Html(&back))
    }

    /// The regions above, each a link that keeps the question.
    fn crumbs(&self, out: &mut dyn Write) -> io::Result<()> {
        let (view, words) = (&self.view, self.reader.words());
        let above = |id: RegionId| view.regions().get(id).parent;
        let mut parents: Vec<RegionId> = std::iter::successors(above(self.region), |id| above(*id)).collect();
        parents.reverse();
        write!(out, "<p class=\"crumbs\"><a href=\"{}\">{}</a>", self.reader.link("/regions"), words.all_regions)?;
        for parent in parents {
            let (name, link) = (Html(&view.regions().get(parent).name), frame::region_address(view, parent));
            write!(out, " › <a href=\"{}\"><bdi>{name}</bdi></a>", Html(&self.reader.link(&link)))?;
        }
        out.write_all(b"</p>\n")
    }

    /// Says that this is not the served plan, where it is not.
    fn notice(&self, out: &mut dyn Write) -> io::Result<()> {
        let Some(text) = self.reader.notice(&self.view) else { return Ok(()) };
        writeln!(out, "<p class=\"warn\">{}</p>", Html(&text))
    }

    /// The map sheet, fetched only when somebody wants it.
    fn map(&self, out: &mut dyn Write) -> io::Result<()> {
        let (words, view) = (self.reader.words(), &self.view);
        let labels = self.reader.labels(view);
        let alt = words.map_alt.replace("{region}", &view.regions().get(self.region).name);
        let alt = alt.replace("{hub}", &labels.hub).replace("{member}", &labels.member).replace("{cluster}", &labels.cluster);
        writeln!(
            out,
            "<details><summary>{}</summary><img class=\"sheet\" loading=\"lazy\" width=\"1123\" height=\"794\" src=\"{}\" alt=\"{}\"></details>",
            words.show_map,
            Html(&self.sheet()),
            Html(&alt),
        )
    }

    /// The address of this region's map sheet.
    fn sheet(&self) -> String {
        let own = frame::region_address(&self.view, self.region);
        self.reader.link(&format!("{own}/map.svg{}", self.reader.query(PLACE)))
    }

    /// The three plans of this region, each a link.
    fn compare(&self, out: &mut dyn Write) -> io::Result<()> {
        let words = self.reader.words();
        writeln!(out, "<h2>{}</h2>\n<ul class=\"formats\">", words.compare)?;
        for (practice, word) in [
            (None, words.plan_proven),
            (Some(Practice::Nearest), words.plan_nearest),
            (Some(Practice::Greedy), words.plan_greedy),
        ] {
            let dropped = [PLACE, &["practice"]].concat();
            let added = practice.map(|practice| ("practice", practice.as_str()));
            let current = if self.view.practice == practice { " aria-current=\"true\"" } else { "" };
            let link = self.reader.here(&dropped, &added.into_iter().collect::<Vec<_>>());
            writeln!(out, "<li><a href=\"{}\"{current}>{word}</a></li>", Html(&link))?;
        }
        out.write_all(b"</ul>\n")
    }

    fn files(&self, out: &mut dyn Write) -> io::Result<()> {
        let (words, own) = (self.reader.words(), frame::region_address(&self.view, self.region));
        let code = own.trim_start_matches("/regions/");
        let query = self.reader.query(PLACE);
        let and = query.replacen('?', "&", 1);
        let links = [
            (format!("{own}/assignments.html{query}"), words.annex_to_print),
            (format!("{own}/assignments.xlsx{query}"), words.annex_xlsx),
            (format!("{own}/assignments.csv?locale=id{and}"), words.annex_csv_id),
            (format!("{own}/assignments.csv{query}"), words.annex_csv),
            (format!("{own}/assignments.json{query}"), words.annex_json),
            (format!("{own}/decree"), words.decree),
            (format!("{own}/summary{query}"), words.measures_json),
            (self.sheet(), words.map_sheet),
            (format!("/clusters.geojson?region={code}{and}"), words.clusters_geojson),
            (format!("/schools.geojson?region={code}{and}"), words.schools_geojson),
            (format!("/links.geojson?region={code}{and}"), words.links_geojson),
            (self.reader.link(&format!("/findings?region={code}")), words.findings),
        ];
        writeln!(out, "<h2>{}</h2>\n<ul class=\"formats\">", words.files)?;
        for (address, word) in links {
            writeln!(out, "<li><a href=\"{}\">{word}</a></li>", Html(&address))?;
        }
        out.write_all(b"</ul>\n")
    }
}
