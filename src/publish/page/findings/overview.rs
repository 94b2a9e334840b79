//! How often each kind of finding is met, and in which regions.

use super::{FindingsPage, PLACE, SEVERITIES};
use crate::model::{Code, RegionId, Severity};
use crate::publish::findings::{Filter, fitting, school};
use crate::publish::page::frame;
use crate::publish::regions;
use crate::publish::text::Html;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Where links that narrow the list lead: past what narrows it.
const LIST: &str = "#list";

/// Writes both tables, as far as there is something left to choose.
pub(super) fn write(page: &FindingsPage<'_>, out: &mut dyn Write) -> io::Result<()> {
    severities(page, out)?;
    if page.filter.code.is_none() {
        codes(page, out)?;
    }
    places(page, out)
}

/// Findings of each severity, each a link.
fn severities(page: &FindingsPage<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (reader, words) = (page.reader, page.reader.words());
    let mut counts: BTreeMap<Severity, u64> = BTreeMap::new();
    for finding in fitting(page.view.data, &Filter { severity: None, ..page.filter.clone() }) {
        *counts.entry(finding.severity).or_default() += 1;
    }
    let link = |severity: Option<Severity>| page.with("severity", severity.map(Severity::as_str));
    let entry = |severity: Option<Severity>, word: &str, count: u64| {
        let current = if severity == page.filter.severity { " aria-current=\"true\"" } else { "" };
        format!("<li><a href=\"{}\"{current}>{word}</a> {}</li>", Html(&link(severity)), reader.whole(count))
    };
    writeln!(out, "<ul class=\"formats\">{}", entry(None, words.all, counts.values().sum()))?;
    for severity in SEVERITIES {
        let count = counts.get(&severity).copied().unwrap_or_default();
        writeln!(out, "{}", entry(Some(severity), reader.severity(severity), count))?;
    }
    out.write_all(b"</ul>\n")
}

/// Findings of each code and severity with what to do about them, the worst first, then the most frequent.
fn codes(page: &FindingsPage<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (reader, words) = (page.reader, page.reader.words());
    let mut counts: BTreeMap<(Severity, Code), u64> = BTreeMap::new();
    for finding in fitting(page.view.data, page.filter) {
        *counts.entry((finding.severity, finding.code)).or_default() += 1;
    }
    let mut kinds: Vec<((Severity, Code), u64)> = counts.into_iter().collect();
    kinds.sort_by_key(|((severity, code), count)| (Reverse((*severity, *count)), *code));
    if kinds.is_empty() {
        return Ok(());
    }
    frame::table_open("codes", words.findings_by_code, "", out)?;
    frame::table_head(&[words.finding, words.severity, words.count, words.what_to_do], out)?;
    out.write_all(b"<tbody>\n")?;
    for ((severity, code), count) in kinds {
        let link = reader.here(&[PLACE, "code", "severity"], &[("code", code.as_str()), ("severity", severity.as_str())]);
        writeln!(
            out,
            "<tr><th scope=\"row\"><a href=\"{}{LIST}\">{}</a></th><td>{}</td><td class=\"n\">{}</td><td>{}</td></tr>",
            Html(&link),
            Html(code.title(reader.language())),
            reader.severity(severity),
            reader.whole(count),
            Html(code.advice(reader.language())),
        )?;
    }
    frame::table_close(out)
}

/// Findings in each of the regions below, each region a link.
fn places(page: &FindingsPage<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (reader, words) = (page.reader, page.reader.words());
    let below = regions::below(&page.view, page.filter.region);
    let counts = by_region(page, &below);
    let found: Vec<RegionId> = below.into_iter().filter(|id| counts.contains_key(id)).collect();
    if found.len() < 2 {
        return Ok(());
    }
    frame::table_open("places", words.findings_by_region, "", out)?;
    let severity = |at: usize| reader.severity(SEVERITIES[at]);
    frame::table_head(&[words.code_word, words.region, severity(0), severity(1), severity(2)], out)?;
    out.write_all(b"<tbody>\n")?;
    for id in found {
        let region = page.view.regions().get(id);
        write!(
            out,
            "<tr><td>{}</td><th scope=\"row\"><a href=\"{}\"><bdi>{}</bdi></a></th>",
            Html(&region.code.text),
            Html(&page.of_region(id)),
            Html(&region.name),
        )?;
        for severity in SEVERITIES {
            let count = counts[&id].get(&severity).copied().unwrap_or_default();
            write!(out, "<td class=\"n\">{}</td>", reader.whole(count))?;
        }
        out.write_all(b"</tr>\n")?;
    }
    frame::table_close(out)
}

type Counts = BTreeMap<Severity, u64>;

/// Counts each finding in the one of these regions that it is about, or in which its school is located.
fn by_region(page: &FindingsPage<'_>, regions: &[RegionId]) -> BTreeMap<RegionId, Counts> {
    let (data, table) = (page.view.data, page.view.regions());
    let mut counts: BTreeMap<RegionId, Counts> = regions.iter().map(|id| (*id, Counts::new())).collect();
    for finding in fitting(data, page.filter) {
        let own = school(data, finding).map(|school| school.regions).unwrap_or_default();
        let located = [own.province, own.regency, own.district].into_iter().flatten();
        let above = std::iter::successors(finding.region, |id| table.get(*id).parent);
        if let Some(region) = located.chain(above).find(|id| counts.contains_key(id)) {
            *counts.entry(region).or_default().entry(finding.severity).or_default() += 1;
        }
    }
    counts.retain(|_, counts| !counts.is_empty());
    counts
}
