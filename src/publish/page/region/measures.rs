//! The measures of a region, beside those of the served plan where another one is shown.

use super::RegionPage;
use crate::plan::{State, Summary};
use crate::publish::page::frame;
use crate::publish::text::Html;
use crate::snapshot::View;
use std::io::{self, Write};

/// A measure and its value under each plan that is shown.
type Row = (String, Vec<String>);

/// Writes the table of measures and, where schools are unreached, that of the reasons.
pub(super) fn write(page: &RegionPage<'_>, out: &mut dyn Write) -> io::Result<()> {
    let words = page.reader.words();
    let views: Vec<View<'_>> = [page.view].into_iter().chain(page.served).collect();
    let columns: Vec<Vec<(String, String)>> = views.iter().map(|view| measures(page, view)).collect();
    let names = columns[0].iter().map(|(name, _)| name.clone());
    let values = |at: usize| columns.iter().map(|column| column[at].1.clone()).collect();
    let rows: Vec<Row> = names.enumerate().map(|(at, name)| (name, values(at))).collect();
    table(page, "measures", words.measures, &rows, out)?;
    reasons(page, out)
}

/// Every measure has a row under every plan, so that two can stand side by side.
fn measures(page: &RegionPage<'_>, view: &View<'_>) -> Vec<(String, String)> {
    let (reader, words) = (page.reader, page.reader.words());
    let labelled = |text: &str| reader.labelled(view, text);
    let located = || view.located(Some(page.region)).filter(|at| page.is_asked(*at));
    let summary = Summary::of_part(view.schools(), view.plan, view.unreached, located());
    let counts = summary.counts;
    let none = || "–".to_owned();
    let km = |metres: Option<u32>| metres.map_or_else(none, |metres| reader.km(metres));
    let distances = summary.distances;
    let loads = summary.loads;
    let spread = loads
        .map_or_else(none, |loads| [loads.min, loads.median, loads.max].map(|load| reader.whole(u64::from(load))).join(" / "));
    let hubs = |count: Option<u64>| count.map_or_else(none, |count| reader.whole(count));
    let overloaded = located().filter(|at| match view.state(*at) {
        State::Hub(place) => view.hub(place).places.is_some_and(|places| view.hub(place).members.len() > places as usize),
        _ => false,
    });
    let mut rows = vec![
        (words.schools_in_scope.to_owned(), reader.whole(counts.schools)),
        (labelled("{hub}"), reader.whole(counts.hubs)),
        (labelled("{member}"), reader.whole(counts.members)),
        (words.unreached.to_owned(), reader.whole(counts.unreached)),
        (words.needs_check.to_owned(), reader.whole(counts.needs_check)),
        (words.out_of_scope.to_owned(), reader.whole(counts.out_of_scope)),
        (words.reached.to_owned(), summary.coverage.map_or_else(none, |share| reader.percent(share))),
        (words.median_km.to_owned(), km(distances.map(|distances| distances.median_m))),
        (words.p90_km.to_owned(), km(distances.map(|distances| distances.p90_m))),
        (words.max_km.to_owned(), km(distances.map(|distances| distances.max_m))),
        (labelled(words.members_per_hub), spread),
        (labelled(words.hubs_full), hubs(loads.map(|loads| loads.full))),
        (labelled(words.hubs_below_minimum), hubs(loads.map(|loads| loads.below_minimum))),
    ];
    if page.view.practice.is_some() {
        rows.push((labelled(words.hubs_overloaded), reader.whole(overloaded.count() as u64)));
    }
    rows
}

fn reasons(page: &RegionPage<'_>, out: &mut dyn Write) -> io::Result<()> {
    let view = &page.view;
    let located = view.located(Some(page.region)).filter(|at| page.is_asked(*at));
    let unreached = Summary::of_part(view.schools(), view.plan, view.unreached, located).unreached;
    if unreached.is_empty() {
        return Ok(());
    }
    let capital = crate::publish::sentences::capital;
    let row = |(reason, schools)| (capital(&page.reader.unreached(view, reason)), vec![page.reader.whole(schools)]);
    let rows: Vec<Row> = unreached.into_iter().map(row).collect();
    table(page, "reasons", page.reader.words().why_unreached, &rows, out)
}

fn table(page: &RegionPage<'_>, id: &str, caption: &str, rows: &[Row], out: &mut dyn Write) -> io::Result<()> {
    let words = page.reader.words();
    frame::table_open(id, caption, "short", out)?;
    let values: &[&str] =
        if rows[0].1.len() > 1 { &[words.measure, words.this_plan, words.served_plan] } else { &[words.measure, words.value] };
    frame::table_head(values, out)?;
    out.write_all(b"<tbody>\n")?;
    for (name, values) in rows {
        write!(out, "<tr><th scope=\"row\">{}</th>", Html(name))?;
        for value in values {
            write!(out, "<td class=\"n\">{}</td>", Html(value))?;
        }
        out.write_all(b"</tr>\n")?;
    }
    frame::table_close(out)
}
