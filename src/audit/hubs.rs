//! The hub list: numbers make hubs, names only proposals.

use crate::audit::hub_names::HubNames;
use crate::audit::ledger::Ledger;
use crate::audit::scene::{Case, quote};
use crate::audit::value;
use crate::import::{Column, HubEntry};
use crate::model::{Code, Finding, HubStatus, Said, said};
use crate::regions::Regions;

/// Marks the hubs of the list; what it says of cohort and places goes before the school list's own columns.
pub(super) fn mark(cases: &mut [Case], entries: &[HubEntry], regions: &Regions, ledger: &mut Ledger) {
    let mut named = Vec::new();
    for entry in entries {
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

fn mark_one(case: &mut Case, entry: &HubEntry, ledger: &mut Ledger) {
    let npsn = case.school.npsn;
    let hub = case.school.hub.get_or_insert_with(HubStatus::default);
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
                "seharusnya bilangan bulat untuk kapasitas, tertulis {text}",
                "expected a whole number of places, found {text}",
                text = quote(text),
            );
            ledger.report(Finding::new(Code::UnknownValue, found).with_npsn(npsn).with_place(entry.place.clone()));
        }
    }
}

fn unknown(entry: &HubEntry, found: Said) -> Finding {
    Finding::new(Code::UnknownHub, found).with_place(entry.place.clone())
}
