//! The schools of a region as tables: the first rows on the page itself, all of them on pages of their own.

use super::{PLACE, RegionPage};
use crate::model::{Finding, Npsn};
use crate::plan::State;
use crate::publish::page::frame;
use crate::publish::text::Html;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Rows of each table on the page of the region: with all tables it stays below 100 KB before compression.
const FIRST: usize = 40;
/// Rows of a page that is one table.
const ROWS: usize = 300;

/// One of the page's tables of schools.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// Hubs with their loads.
    Hubs,
    /// Schools without a hub, with the reason.
    Unreached,
    /// Schools whose position needs a check, with what was found.
    NeedsCheck,
    /// Members with their hubs.
    Members,
}

impl Table {
    /// Every table, in the order of the page.
    pub const ALL: [Self; 4] = [Self::Hubs, Self::Unreached, Self::NeedsCheck, Self::Members];

    /// The stable lower-case word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Hubs => "hubs",
            Self::Unreached => "unreached",
            Self::NeedsCheck => "needs_check",
            Self::Members => "members",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.as_str() == word)
    }

    fn holds(self, state: State) -> bool {
        match self {
            Self::Hubs => matches!(state, State::Hub(_)),
            Self::Unreached => state == State::Unreached,
            Self::NeedsCheck => state == State::NeedsCheck,
            Self::Members => matches!(state, State::Member { .. }),
        }
    }
}

/// Writes the first rows of a table and, where there are more, the way to all of them; nothing for a table without rows.
pub(super) fn write_first(page: &RegionPage<'_>, table: Table, out: &mut dyn Write) -> io::Result<()> {
    let rows = page.rows(table);
    if rows.is_empty() {
        return Ok(());
    }
    let shown = &rows[..rows.len().min(FIRST)];
    page.table(table, shown, rows.len(), out)?;
    if shown.len() < rows.len() {
        let word = page.reader.words().show_all.replace("{total}", &page.reader.whole(rows.len() as u64));
        let link = page.reader.here(PLACE, &[("table", table.as_str())]);
        writeln!(out, "<p class=\"more\"><a href=\"{}\">{word}: {}</a></p>", Html(&link), Html(&page.title(table)))?;
    }
    Ok(())
}

/// Writes the rows of a table after the first so many and, where there are more, the way to them.
pub(super) fn write_from(page: &RegionPage<'_>, table: Table, skip: usize, out: &mut dyn Write) -> io::Result<()> {
    let (words, rows) = (page.reader.words(), page.rows(table));
    let end = rows.len().min(skip.saturating_add(ROWS));
    let shown = &rows[skip.min(end)..end];
    if shown.is_empty() {
        return writeln!(out, "<h2>{}</h2>\n<p>{}</p>", Html(&page.title(table)), words.none_here);
    }
    page.table(table, shown, rows.len(), out)?;
    if end < rows.len() {
        let token = format!("{}.{end}", page.view.version);
        let link = page.reader.here(PLACE, &[("table", table.as_str()), ("page", &token)]);
        writeln!(out, "<p class=\"more\"><a rel=\"next\" href=\"{}\">{}</a></p>", Html(&link), words.next_rows)?;
    }
    Ok(())
}

impl RegionPage<'_> {
    /// Whether a school is of the level that is asked for.
    pub(super) fn is_asked(&self, at: u32) -> bool {
        self.level.is_none_or(|level| self.view.school(at).level() == Some(level))
    }

    /// The schools of a table, in NPSN order.
    fn rows(&self, table: Table) -> Vec<u32> {
        let own = |at: &u32| self.is_asked(*at) && table.holds(self.view.state(*at));
        self.view.located(Some(self.region)).filter(own).collect()
    }

    fn title(&self, table: Table) -> String {
        let words = self.reader.words();
        let text = match table {
            Table::Hubs => words.hubs_here,
            Table::Unreached => words.unreached,
            Table::NeedsCheck => words.needs_check,
            Table::Members => words.members_here,
        };
        self.reader.labelled(&self.view, text)
    }

    fn table(&self, table: Table, rows: &[u32], total: usize, out: &mut dyn Write) -> io::Result<()> {
        let (reader, words) = (self.reader, self.reader.words());
        let count = words.rows_of.replace("{count}", &reader.whole(rows.len() as u64));
        let count = count.replace("{total}", &reader.whole(total as u64));
        frame::table_open(table.as_str(), &format!("{} ({count})", self.title(table)), "", out)?;
        let labelled = |text: &str| reader.labelled(&self.view, text);
        let (hub, member, nearest) = (labelled("{hub}"), labelled("{member}"), labelled(words.nearest_hub));
        let own: &[&str] = match table {
            Table::Hubs => &[&member, words.places, words.farthest_km, words.position],
            Table::Unreached => &[words.reason, &nearest, words.distance_km, words.cheapest_unlock],
            Table::NeedsCheck => &[words.what_was_found, words.what_to_do],
            Table::Members => &[&hub, words.distance_km, words.position],
        };
        frame::table_head(&[&["NPSN", words.school, words.form, words.district], own].concat(), out)?;
        out.write_all(b"<tbody>\n")?;
        let findings = if table == Table::NeedsCheck { self.findings(rows) } else { BTreeMap::new() };
        for at in rows {
            self.first_cells(*at, out)?;
            match table {
                Table::Hubs => self.hub_cells(*at, out)?,
                Table::Unreached => self.unreached_cells(*at, out)?,
                Table::NeedsCheck => self.finding_cells(*at, &findings, out)?,
                Table::Members => self.member_cells(*at, out)?,
            }
            out.write_all(b"</tr>\n")?;
        }
        frame::table_close(out)
    }

    fn first_cells(&self, at: u32, out: &mut dyn Write) -> io::Result<()> {
        let school = self.view.school(at);
        let link = format!("/schools/{}/assignment{}", school.npsn, self.reader.query(PLACE));
        write!(
            out,
            "<tr><td>{}</td><th scope=\"row\"><a href=\"{}\"><bdi>{}</bdi></a></th><td><bdi>{}</bdi></td><td><bdi>{}</bdi></td>",
            school.npsn,
            Html(&self.reader.link(&link)),
            Html(&school.name),
            Html(school.form.as_str()),
            Html(school.regions.district.map_or("", |id| &self.view.regions().get(id).name)),
        )
    }

    fn hub_cells(&self, at: u32, out: &mut dyn Write) -> io::Result<()> {
        let reader = self.reader;
        let State::Hub(place) = self.view.state(at) else { return Ok(()) };
        let hub = self.view.hub(place);
        let farthest = hub.members.iter().filter_map(|member| self.metres(*member)).max();
        write!(
            out,
            "<td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td>{}</td>",
            reader.whole(hub.members.len() as u64),
            hub.places.map_or_else(|| reader.words().no_limit.to_owned(), |places| reader.whole(u64::from(places))),
            farthest.map_or_else(String::new, |metres| reader.km(metres)),
            reader.grade(self.view.school(at).grade),
        )
    }

    fn unreached_cells(&self, at: u32, out: &mut dyn Write) -> io::Result<()> {
        let (view, reader) = (&self.view, self.reader);
        let Some(why) = view.reason(at) else { return out.write_all(b"<td></td><td></td><td></td><td></td>") };
        write!(
            out,
            "<td>{}</td><td><bdi>{}</bdi></td><td class=\"n\">{}</td><td><bdi>{}</bdi></td>",
            Html(&reader.unreached(view, why.reason)),
            Html(why.nearest.map_or("", |nearest| &view.school(nearest.school).name)),
            why.nearest.map_or_else(String::new, |nearest| reader.km(nearest.metres)),
            // A practice weighs nothing, so that no way out of it is proven.
            Html(&if view.practice.is_none() { reader.unlock(view, why.unlock) } else { String::new() }),
        )
    }

    fn finding_cells(&self, at: u32, findings: &BTreeMap<Npsn, Vec<&Finding>>, out: &mut dyn Write) -> io::Result<()> {
        let school = self.view.school(at);
        let own = findings.get(&school.npsn).map_or(&[][..], Vec::as_slice);
        let found: Vec<&str> = own.iter().map(|finding| finding.found.text(self.reader.language())).collect();
        let advice = school.grade_reason.map_or("", |code| code.advice(self.reader.language()));
        write!(out, "<td><bdi>{}</bdi></td><td>{}</td>", Html(&found.join("; ")), Html(advice))
    }

    fn member_cells(&self, at: u32, out: &mut dyn Write) -> io::Result<()> {
        let State::Member { hub, .. } = self.view.state(at) else { return Ok(()) };
        let hub = self.view.school(self.view.hub(hub).school);
        write!(
            out,
            "<td><bdi>{}</bdi></td><td class=\"n\">{}</td><td>{}</td>",
            Html(&crate::publish::sentences::named(hub)),
            self.metres(at).map_or_else(String::new, |metres| self.reader.km(metres)),
            self.reader.grade(self.view.school(at).grade),
        )
    }

    fn metres(&self, at: u32) -> Option<u32> {
        match self.view.state(at) {
            State::Member { metres, .. } => Some(metres),
            _ => None,
        }
    }

    /// What was found about some schools.
    fn findings(&self, rows: &[u32]) -> BTreeMap<Npsn, Vec<&Finding>> {
        let mut findings: BTreeMap<Npsn, Vec<&Finding>> =
            rows.iter().map(|at| (self.view.school(*at).npsn, Vec::new())).collect();
        for finding in &self.view.data.audit.findings {
            if let Some(own) = finding.npsn.and_then(|npsn| findings.get_mut(&npsn)) {
                own.push(finding);
            }
        }
        findings
    }
}
