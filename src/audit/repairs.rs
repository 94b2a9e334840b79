//! Accepted repairs replace positions; they are audited like any other.

use crate::audit::coordinate::Axis;
use crate::audit::ledger::Ledger;
use crate::audit::not_a_number;
use crate::audit::scene::{Case, own_region, quote};
use crate::import::Repair;
use crate::model::{Bilingual, Code, Finding, LonLat, Npsn, Place, Said, Severity, said};
use std::collections::BTreeMap;

/// Puts accepted positions into the cases; a line that cannot be used is a finding.
///
/// Two lines about one school that differ contradict each other, so that neither is used.
pub(super) fn apply(cases: &mut [Case], repairs: &[Repair], ledger: &mut Ledger) {
    report_open(repairs, ledger);
    let mut accepted: BTreeMap<usize, Vec<(&Repair, LonLat)>> = BTreeMap::new();
    for repair in repairs.iter().filter(|repair| !repair.is_open) {
        match read(cases, repair) {
            Ok((at, position)) => accepted.entry(at).or_default().push((repair, position)),
            Err(found) => ledger.report(unused(repair, found)),
        }
    }
    for (at, lines) in accepted {
        let (first, position) = lines[0];
        if lines.iter().any(|(_, other)| *other != position) {
            for (repair, _) in &lines {
                let found = said!(
                    "seharusnya satu titik per sekolah, ada {count} baris yang berbeda",
                    "expected one position per school, found {count} lines that differ",
                    count = lines.len(),
                );
                ledger.report(unused(repair, found).with_npsn(cases[at].school.npsn));
            }
            continue;
        }
        ledger.report(replace(&mut cases[at], first, position));
    }
}

/// Says how many rows of a repair list wait for somebody to fill them in.
fn report_open(repairs: &[Repair], ledger: &mut Ledger) {
    let mut open = repairs.iter().filter(|repair| repair.is_open);
    let Some(first) = open.next() else { return };
    let found = said!(
        "{rows} baris daftar perbaikan belum diisi pada lintang_perbaikan dan bujur_perbaikan, jadi belum disetujui",
        "found {rows} rows of the repair list without lintang_perbaikan and bujur_perbaikan, which are not accepted",
        rows = 1 + open.count(),
    );
    let finding = Finding::new(Code::RepairUnused, found).with_place(Place::file(&first.place.file));
    ledger.report(Finding { severity: Severity::Info, ..finding });
}

fn replace(case: &mut Case, repair: &Repair, position: LonLat) -> Finding {
    let given = case.numbers().map_or(Said::fixed("titik kosong", "no position"), |(lon, lat)| shown(lon, lat));
    let note = (!repair.note.is_empty()).then(|| said!(": {note}", ": {note}", note = quote(&repair.note)));
    case.lon = Axis::read(&repair.lon);
    case.lat = Axis::read(&repair.lat);
    case.repaired = Some(Box::new(repair.place.clone()));
    let found = said!(
        "{given} diganti dengan {position}{note}",
        "replaced {given} by {position}{note}",
        given = given,
        position = shown(position.lon(), position.lat()),
        note = note,
    );
    Finding::new(Code::RepairApplied, found)
        .with_npsn(case.school.npsn)
        .with_region(own_region(&case.school))
        .with_place(repair.place.clone())
}

/// Longitude and latitude, however senseless.
fn shown(lon: f64, lat: f64) -> Said {
    said!("bujur {lon}, lintang {lat}", "{lon}, {lat}")
}

/// The school and the position that a line means, or what is wrong with it.
fn read(cases: &[Case], repair: &Repair) -> Result<(usize, LonLat), Said> {
    let npsn = Npsn::new(&repair.npsn).map_err(|fault| fault.said())?;
    let at = cases.binary_search_by_key(&npsn, |case| case.school.npsn);
    let at = at.map_err(|_| {
        said!("seharusnya NPSN dari daftar sekolah, tertulis {npsn}", "expected an NPSN of the school list, found {npsn}")
    })?;
    let axis = |text: &str| Axis::read(text).degrees().ok_or_else(|| not_a_number::found(text));
    let position = LonLat::new(axis(&repair.lon)?, axis(&repair.lat)?).map_err(|fault| fault.said())?;
    Ok((at, position))
}

fn unused(repair: &Repair, found: Said) -> Finding {
    Finding::new(Code::RepairUnused, found).with_place(repair.place.clone())
}
