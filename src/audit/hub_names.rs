//! Which school a line of a hub list may mean that has a name only; a proposal, never applied.

use crate::audit::intake;
use crate::audit::name_key::{name_bones, name_key};
use crate::audit::scene::{Case, quote};
use crate::import::{Column, HubEntry};
use crate::model::{Code, Finding, RegionLevel, Said, SchoolRegions, said};
use crate::regions::Regions;
use std::collections::HashMap;

/// Keys at least this alike may be one name, on `strsim`'s scale from 0 to 1: "SMAS Nurul Excelent Nurul Ikhlas" and
/// "SMAS EXCELLENT NURUL IKHLAS", a real pair, have 0.79.
const LIKENESS: f64 = 0.75;
/// So many candidates are named.
const CANDIDATES: usize = 5;

/// The names of all schools, for looking up.
pub(super) struct HubNames<'a> {
    cases: &'a [Case],
    /// A copy: resolving may add local regions, which a misspelt hub list must not do to the table of the snapshot.
    regions: Regions,
    keys: Vec<String>,
    /// Schools by form and numbers of the name; only for look-ups, so that its order does not matter.
    by_bones: HashMap<String, Vec<usize>>,
}

impl<'a> HubNames<'a> {
    /// Takes down the names.
    pub(super) fn new(cases: &'a [Case], regions: &Regions) -> Self {
        let keys: Vec<String> = cases.iter().map(|case| name_key(&case.school.name)).collect();
        let mut by_bones: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, key) in keys.iter().enumerate().filter(|(_, key)| !key.is_empty()) {
            by_bones.entry(name_bones(key)).or_default().push(at);
        }
        Self { cases, regions: regions.clone(), keys, by_bones }
    }

    /// The finding for a line: schools of the same name in the stated region, failing that of a similar one.
    pub(super) fn propose(&mut self, entry: &HubEntry) -> Finding {
        let candidates = self.candidates(entry);
        let name = quote(entry.cells.get(Column::Name));
        let found = if candidates.is_empty() {
            said!(
                "NPSN tidak diisi, hanya nama {name}; tidak ada sekolah bernama itu di sana",
                "expected an NPSN, found only the name {name}, which no school of the list has there",
                name = name,
            )
        } else {
            let named: Vec<String> = candidates.iter().map(|at| self.describe(*at)).collect();
            let (either, any) = (named.join(" atau "), named.join(" or "));
            said!(
                "NPSN tidak diisi, hanya nama {name}; mungkin {candidates}",
                "expected an NPSN, found only the name {name}; it may be {candidates}",
                name = name,
                candidates = Said::new(either, any),
            )
        };
        let mut finding = Finding::new(Code::HubNameProposal, found).with_place(entry.place.clone());
        finding.schools = candidates.into_iter().map(|at| self.cases[at].school.npsn).collect();
        finding.schools.sort_unstable();
        finding
    }

    /// At most five schools, the most alike first, ties by NPSN.
    fn candidates(&mut self, entry: &HubEntry) -> Vec<usize> {
        let key = name_key(entry.cells.get(Column::Name));
        let stated = self.stated(entry);
        let near = self.by_bones.get(&name_bones(&key)).into_iter().flatten().copied();
        let likeness = |at: usize| strsim::normalized_damerau_levenshtein(&key, &self.keys[at]);
        let mut scored: Vec<(usize, f64)> = near
            .filter(|at| is_there(&self.cases[*at].school.regions, &stated))
            .map(|at| (at, likeness(at)))
            .filter(|(_, likeness)| *likeness >= LIKENESS)
            .collect();
        scored.sort_by(|(a, x), (b, y)| y.total_cmp(x).then(a.cmp(b)));
        if scored.first().is_some_and(|(_, best)| *best == 1.0) {
            scored.retain(|(_, likeness)| *likeness == 1.0);
        }
        scored.into_iter().map(|(at, _)| at).take(CANDIDATES).collect()
    }

    /// The regency and district that the line states, as far as the table knows them.
    fn stated(&mut self, entry: &HubEntry) -> SchoolRegions {
        let resolved = self.regions.resolve(intake::names(&entry.cells));
        let known = |level, region| if resolved.unknown.contains(&level) { None } else { region };
        SchoolRegions {
            province: known(RegionLevel::Province, resolved.province),
            regency: known(RegionLevel::Regency, resolved.regency),
            district: known(RegionLevel::District, resolved.district),
        }
    }

    fn describe(&self, at: usize) -> String {
        let school = &self.cases[at].school;
        let regency = school.regions.regency.map_or("", |regency| &self.regions.get(regency).name);
        format!("{} {} {regency}", school.npsn, school.name).trim_end().to_owned()
    }
}

/// Whether a school lies in every region that is stated.
fn is_there(school: &SchoolRegions, stated: &SchoolRegions) -> bool {
    let fits = |own, stated: Option<_>| stated.is_none() || own == stated;
    fits(school.province, stated.province) && fits(school.regency, stated.regency) && fits(school.district, stated.district)
}
