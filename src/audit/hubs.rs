//! The hub list: numbers make hubs, names only proposals.
//!
//! Of several lines about one hub the first by its columns as text stays, wherever it stands, as in a school list.

use crate::audit::hub_names::HubNames;
use crate::audit::ledger::Ledger;
use crate::audit::scene::{Case, quote};
use crate::audit::value;
use crate::import::{Column, HubEntry};
use crate::model::{Code, Finding, Said, Severity, said};
use crate::regions::Regions;

/// Marks the hubs of the list; what it says of cohort and places goes before the school list's own columns.
pub(super) fn mark(cases: &mut [Case], entries: &[HubEntry], regions: &Regions, ledger: &mut Ledger) {
    let mut named = Vec::new();
    for entry in one_line_a_hub(entries, ledger) {
        let name = entry.cells.get(Column::Name);
        let Some(npsn) = entry.npsn else {
            match name {
                "" => {
                    let text = quote(entry.cells.get(Column::Npsn));
                    let found = said!("seharusnya NPSN, tertulis {text}", "expected an NPSN, found {text}", text = text);
                    ledger.report(unknown(entry, found));
                }
                _ => named.push(entry),
            }
            continue;
        };
        match cases.binary_search_by_key(&npsn, |case| case.school.npsn) {
            Ok(at) => mark_one(&mut cases[at], entry, ledger),
            Err(_) => {
                let name = (!name.is_empty()).then(|| said!(" ({name})", " ({name})", name = quote(name)));
                let found = said!(
                    "seharusnya NPSN dari daftar sekolah, tertulis {npsn}{name}",
                    "expected an NPSN of the school list, found {npsn}{name}",
                    name = name,
                );
                ledger.report(unknown(entry, found).with_npsn(npsn));
            }
        }
    }
    if !named.is_empty() {
        let mut names = HubNames::new(cases, regions);
        named.into_iter().for_each(|entry| ledger.report(names.propose(entry)));
    }
}

/// The lines that are used, in an order that is not the file's; the others are told.
fn one_line_a_hub<'a>(entries: &'a [HubEntry], ledger: &mut Ledger) -> Vec<&'a HubEntry> {
    let mut lines: Vec<&HubEntry> = entries.iter().collect();
    lines.sort_by(|a, b| (a.npsn, &a.cells).cmp(&(b.npsn, &b.cells)));
    lines.dedup_by(|line, kept| {
        let is_again = line.npsn.is_some() && line.npsn == kept.npsn;
        if is_again {
            ledger.report(duplicate(line, kept));
        }
        is_again
    });
    lines
}

fn duplicate(line: &HubEntry, kept: &HubEntry) -> Finding {
    let npsn = line.npsn.expect("lines are only joined by their number");
    let is_same = line.cells == kept.cells;
    let used = &kept.place;
    let found = said!(
        "seharusnya satu baris untuk hub {npsn}, ditemukan baris lain{same}; {used} yang dipakai",
        "expected one line for hub {npsn}, found another{same}; {used} is used",
        same = is_same.then_some(Said::fixed(" yang sama isinya", " that says the same")),
    );
    let finding = Finding::new(Code::DuplicateHub, found).with_npsn(npsn).with_place(line.place.clone());
    if is_same { Finding { severity: Severity::Info, ..finding } } else { finding }
}

fn mark_one(case: &mut Case, entry: &HubEntry, ledger: &mut Ledger) {
    let npsn = case.school.npsn;
    let as_hub = std::mem::take(&mut case.as_hub);
    let hub = case.school.hub.get_or_insert_with(|| as_hub.unwrap_or_default());
    let cohort = entry.cells.get(Column::Cohort);
    if !cohort.is_empty() {
        hub.cohort = Some(cohort.into());
    }
    let text = entry.cells.get(Column::Capacity);
    if text.is_empty() {
        return;
    }
    match value::whole_number(text) {
        Some(capacity) => hub.capacity = Some(capacity),
        None => {
            let found = said!(
                "seharusnya bilangan bulat untuk kapasitas, tertulis {text}; hub ini memakai {places}",
                "expected a whole number of places, found {text}; this hub gets {places}",
                text = quote(text),
                places = places(hub.capacity),
            );
            ledger.report(Finding::new(Code::UnknownValue, found).with_npsn(npsn).with_place(entry.place.clone()));
        }
    }
}

/// What a hub gets whose number of places is not understood here.
fn places(of_list: Option<u32>) -> Said {
    match of_list {
        Some(places) => said!("{places} tempat dari daftar sekolah", "the {places} places of the school list", places = places),
        None => Said::fixed("jumlah tempat menurut program", "the places of the programme"),
    }
}

fn unknown(entry: &HubEntry, found: Said) -> Finding {
    Finding::new(Code::UnknownHub, found).with_place(entry.place.clone())
}
