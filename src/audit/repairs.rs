//! Accepted repairs replace positions; they are audited like any other.

use crate::audit::coordinate::Axis;
use crate::audit::ledger::Ledger;
use crate::audit::scene::{Case, own_region, quote};
use crate::import::Repair;
use crate::model::{Code, Finding, LonLat, Npsn};
use std::collections::BTreeMap;

/// Puts accepted positions into the cases; a line that cannot be used is a finding.
///
/// Two lines about one school that differ contradict each other, so that neither is used.
pub(super) fn apply(cases: &mut [Case], repairs: &[Repair], ledger: &mut Ledger) {
    let mut accepted: BTreeMap<usize, Vec<(&Repair, LonLat)>> = BTreeMap::new();
    for repair in repairs {
        match read(cases, repair) {
            Ok((at, position)) => accepted.entry(at).or_default().push((repair, position)),
            Err(found) => ledger.report(unused(repair, found)),
        }
    }
    for (at, lines) in accepted {
        let (first, position) = lines[0];
        if lines.iter().any(|(_, other)| *other != position) {
            for (repair, _) in &lines {
                let found = format!("expected one position per school, found {} lines that differ", lines.len());
                ledger.report(unused(repair, found).with_npsn(cases[at].school.npsn));
            }
            continue;
        }
        ledger.report(replace(&mut cases[at], first, position));
    }
}

fn replace(case: &mut Case, repair: &Repair, position: LonLat) -> Finding {
    let given = case.school.given.map_or_else(|| "no position".into(), |given| format!("{}, {}", given.lon(), given.lat()));
    let note = if repair.note.is_empty() { String::new() } else { format!(": {}", quote(&repair.note)) };
    case.lon = Axis::read(&repair.lon);
    case.lat = Axis::read(&repair.lat);
    case.repaired = Some(Box::new(repair.place.clone()));
    let found = format!("replaced {given} by {}, {}{note}", position.lon(), position.lat());
    Finding::new(Code::RepairApplied, found)
        .with_npsn(case.school.npsn)
        .with_region(own_region(&case.school))
        .with_place(repair.place.clone())
}

/// The school and the position that a line means, or what is wrong with it.
fn read(cases: &[Case], repair: &Repair) -> Result<(usize, LonLat), String> {
    let npsn = Npsn::new(&repair.npsn).map_err(|fault| fault.to_string())?;
    let at = cases.binary_search_by_key(&npsn, |case| case.school.npsn);
    let at = at.map_err(|_| format!("expected an NPSN of the school list, found {npsn}"))?;
    let axis = |text: &str| Axis::read(text).degrees().ok_or_else(|| format!("expected decimal degrees, found {}", quote(text)));
    let position = LonLat::new(axis(&repair.lon)?, axis(&repair.lat)?).map_err(|fault| fault.to_string())?;
    Ok((at, position))
}

fn unused(repair: &Repair, found: String) -> Finding {
    Finding::new(Code::RepairUnused, found).with_place(repair.place.clone())
}
