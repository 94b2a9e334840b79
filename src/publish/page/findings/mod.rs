//! The page of what the audit found: how often and where, then each finding with the point as given and the proposed one.
//!
//! In: a filter and the findings that fit it. Out: HTML, complete without scripts; every narrowing is a link. Must not know: how
//! findings are selected.

mod overview;
mod rows;

use crate::model::{RegionId, Severity};
use crate::publish::findings::{Filter, Selected};
use crate::publish::page::frame;
use crate::publish::text::{Html, address};
use crate::publish::words::Reader;
use crate::snapshot::View;
use std::io::{self, BufWriter, Write};

/// Findings of one page, unless a limit is given: below 100 KB with both tables above them.
pub const ROWS: usize = 60;
/// The parameter that says where a reader is within the list, and not what is listed.
const PLACE: &str = "page";

/// What of the findings is shown.
#[derive(Debug)]
pub struct FindingsPage<'a> {
    /// The data, and the plan that names its regions.
    pub view: View<'a>,
    /// What was asked for.
    pub filter: &'a Filter,
    /// The findings of this page.
    pub selected: &'a Selected<'a>,
    /// Whether the page at `/` is a map, so that a school can be shown there.
    pub mapped: bool,
    /// Who reads it.
    pub reader: &'a Reader,
}

impl FindingsPage<'_> {
    /// Writes the page.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let out = &mut BufWriter::new(out);
        frame::open_for(self.reader, &self.title(), out)?;
        self.crumbs(out)?;
        writeln!(out, "<h1>{}</h1>", Html(&self.title()))?;
        if self.filter.after.is_none() {
            self.head(out)?;
        }
        rows::write(self, out)?;
        self.files(out)?;
        frame::close(out)?;
        out.flush()
    }

    /// What stands above the list on its first page.
    fn head(&self, out: &mut dyn Write) -> io::Result<()> {
        let words = self.reader.words();
        writeln!(out, "<p class=\"lead\">{}</p>", words.findings_lead)?;
        frame::synthetic(self.reader, &self.view, out)?;
        self.narrowed(out)?;
        overview::write(self, out)?;
        self.school_form(out)
    }

    fn title(&self) -> String {
        let word = self.reader.words().findings;
        self.filter.region.map_or_else(|| word.to_owned(), |id| format!("{word}: {}", self.view.regions().get(id).name))
    }

    /// This page with another value of a parameter, or without it, from the first finding on.
    fn with(&self, name: &str, value: Option<&str>) -> String {
        let added = value.map(|value| (name, value));
        self.reader.here(&[PLACE, name], &added.into_iter().collect::<Vec<_>>())
    }

    /// This page for a region.
    fn of_region(&self, id: RegionId) -> String {
        self.with("region", Some(&address(&self.view.regions().get(id).code.text)))
    }

    /// The regions above the one that is asked for, each a link that keeps the question.
    fn crumbs(&self, out: &mut dyn Write) -> io::Result<()> {
        let Some(region) = self.filter.region else { return Ok(()) };
        let above = |id: RegionId| self.view.regions().get(id).parent;
        let mut parents: Vec<RegionId> = std::iter::successors(above(region), |id| above(*id)).collect();
        parents.reverse();
        let all = self.with("region", None);
        write!(out, "<p class=\"crumbs\"><a href=\"{}\">{}</a>", Html(&all), self.reader.words().all_regions)?;
        for parent in parents {
            let (name, link) = (Html(&self.view.regions().get(parent).name), self.of_region(parent));
            write!(out, " › <a href=\"{}\"><bdi>{name}</bdi></a>", Html(&link))?;
        }
        out.write_all(b"</p>\n")
    }

    /// What narrows the list, each with the way out of it.
    fn narrowed(&self, out: &mut dyn Write) -> io::Result<()> {
        let (words, language) = (self.reader.words(), self.reader.language());
        let narrowing = [
            ("code", self.filter.code.map(|code| code.title(language).to_owned())),
            ("severity", self.filter.severity.map(|severity| self.reader.severity(severity).to_owned())),
            ("npsn", self.filter.npsn.map(|npsn| format!("NPSN {npsn}"))),
        ];
        for (name, what) in narrowing {
            let Some(what) = what else { continue };
            let link = self.with(name, None);
            writeln!(
                out,
                "<p>{}: <strong>{}</strong> (<a href=\"{}\">{}</a>)</p>",
                words.only,
                Html(&what),
                Html(&link),
                words.all_again
            )?;
        }
        if let Some(code) = self.filter.code {
            writeln!(out, "<p>{}</p>", Html(code.advice(language)))?;
        }
        Ok(())
    }

    /// The way to what was found about one school.
    fn school_form(&self, out: &mut dyn Write) -> io::Result<()> {
        let words = self.reader.words();
        let language = if words.code == "id" { "" } else { "<input type=\"hidden\" name=\"lang\" value=\"en\">" };
        writeln!(
            out,
            "<form action=\"/findings\" method=\"get\" role=\"search\"><label>{}<input name=\"npsn\" inputmode=\"numeric\" \
             minlength=\"8\" maxlength=\"8\" required></label>{language}<button type=\"submit\">{}</button></form>",
            words.findings_of_school, words.search,
        )
    }

    fn files(&self, out: &mut dyn Write) -> io::Result<()> {
        let words = self.reader.words();
        let query = self.reader.query(&[PLACE, "limit", "f"]);
        let and = query.replacen('?', "&", 1);
        let links = [
            (format!("/findings.csv?locale=id{and}"), words.repairs_csv_id),
            (format!("/findings.csv{query}"), words.repairs_csv),
            (format!("/findings.geojson{query}"), words.findings_geojson),
            (format!("/findings?f=json{and}"), words.findings_json),
        ];
        writeln!(out, "<h2>{}</h2>\n<ul class=\"formats\">", words.findings_files)?;
        for (address, word) in links {
            writeln!(out, "<li><a href=\"{}\">{word}</a></li>", Html(&address))?;
        }
        writeln!(out, "</ul>\n<p>{}</p>", words.repairs_note)
    }
}

/// Severities, the worst first.
const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];
