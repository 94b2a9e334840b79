//! The difference between two plans: as JSON, sheet, page and report; the whole of it, or a region's part.
//!
//! In: where each school stands in both plans, and the lists where they are at hand, for names and regions. Out: bytes.

mod csv;
mod html;
mod json;
mod report;

pub use csv::write_csv;
pub use html::write_html;
pub use json::write_json;
pub use report::write_report;

use crate::model::{Npsn, RegionId, RegionLevel, School};
use crate::plan::{Change, ChangeKind, PlanFile, PlanFileError, Standing, Standings, standing, standings_of_file};
use crate::snapshot::{Dataset, View, sha256};
use std::collections::BTreeMap;

/// A plan to compare with: its name, and where its schools stand.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The file's name without folders.
    pub name: String,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// Where its schools stand.
    pub standings: Standings,
}

impl Compared {
    /// Reads what is compared from the bytes of a plan file.
    ///
    /// # Errors
    /// Those of [`PlanFile::read`].
    pub fn read(name: &str, bytes: &[u8]) -> Result<Self, PlanFileError> {
        let standings = standings_of_file(&PlanFile::read(bytes)?);
        Ok(Self { name: name.to_owned(), sha256: sha256(bytes), standings })
    }

    /// What an answer about a plan of this version changes with: the version, and the plan that it is compared with.
    #[must_use]
    pub fn version(&self, of: &str) -> String {
        format!("{of}-{}", self.sha256)
    }
}

/// Members and their straight lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Reached {
    pub(super) members: u64,
    pub(super) metres: u64,
}

impl Reached {
    fn add(&mut self, standing: Standing) {
        if let Standing::Member { metres, .. } = standing {
            self.members += 1;
            self.metres += u64::from(metres);
        }
    }
}

/// What both plans reach, and how many schools changed in which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) before: Reached,
    pub(super) after: Reached,
    /// In the order of [`ChangeKind::ALL`].
    pub(super) kinds: [u64; ChangeKind::ALL.len()],
}

impl Tally {
    fn add(&mut self, before: Standing, after: Standing, change: Option<&Change>) {
        self.before.add(before);
        self.after.add(after);
        if let Some(change) = change {
            self.kinds[change.kind as usize] += 1;
        }
    }

    /// Metres of the second plan less those of the first.
    pub(super) fn metres(&self) -> i64 {
        signed(self.after.metres) - signed(self.before.metres)
    }
}

fn signed(metres: u64) -> i64 {
    i64::try_from(metres).unwrap_or(i64::MAX)
}

/// The difference between two plans.
#[derive(Clone, Debug)]
pub struct Diff<'a> {
    pub(super) data: Option<&'a Dataset>,
    /// Names of the two plans.
    pub(super) names: [&'a str; 2],
    /// The region that is asked about.
    pub(super) region: Option<RegionId>,
    pub(super) total: Tally,
    /// By the regions directly below: code, then tally; schools without such a region are in the total only.
    pub(super) regions: Vec<(RegionId, Tally)>,
    /// Every school that changed, in NPSN order.
    pub(super) changes: Vec<Change>,
}

impl<'a> Diff<'a> {
    /// Compares two plans; `data` are the lists, for names and regions.
    #[must_use]
    pub fn new(before: &'a Compared, after: &'a Compared, data: Option<&'a Dataset>) -> Self {
        let mut all: Vec<Npsn> = before.standings.keys().chain(after.standings.keys()).copied().collect();
        all.sort_unstable();
        all.dedup();
        let of = |plan: &Compared, npsn: Npsn| plan.standings.get(&npsn).copied().unwrap_or(Standing::Absent);
        let rows = all.into_iter().map(|npsn| (npsn, of(before, npsn), of(after, npsn)));
        Self::collect(data, None, [&before.name, &after.name], rows)
    }

    /// Compares the shown plan with an earlier one in a region.
    #[must_use]
    pub fn of_region(view: &View<'a>, before: &'a Compared, region: RegionId) -> Self {
        let rows = view.located(Some(region)).map(|at| {
            let npsn = view.school(at).npsn;
            let old = before.standings.get(&npsn).copied().unwrap_or(Standing::Absent);
            (npsn, old, standing(view.schools(), view.plan, at))
        });
        Self::collect(Some(view.data), Some(region), [&before.name, view.version], rows)
    }

    fn collect(
        data: Option<&'a Dataset>,
        region: Option<RegionId>,
        names: [&'a str; 2],
        rows: impl Iterator<Item = (Npsn, Standing, Standing)>,
    ) -> Self {
        let mut diff = Self { data, names, region, total: Tally::default(), regions: Vec::new(), changes: Vec::new() };
        let mut regions: BTreeMap<RegionId, Tally> = BTreeMap::new();
        for (npsn, before, after) in rows {
            let change = Change::between(npsn, before, after);
            diff.total.add(before, after, change.as_ref());
            if let Some(region) = diff.below(npsn) {
                regions.entry(region).or_default().add(before, after, change.as_ref());
            }
            diff.changes.extend(change);
        }
        diff.regions = regions.into_iter().collect();
        if let Some(data) = data {
            diff.regions.sort_by_key(|(id, _)| &data.regions.get(*id).code);
        }
        diff
    }

    /// The school of a number, where the lists have it.
    pub(super) fn school(&self, npsn: Npsn) -> Option<&'a School> {
        let schools = &self.data?.audit.schools;
        schools.binary_search_by_key(&npsn, |school| school.npsn).ok().map(|at| &schools[at])
    }

    /// The region of a school directly below the one that is asked about; for a whole plan its kabupaten or kota.
    fn below(&self, npsn: Npsn) -> Option<RegionId> {
        let regions = &self.data?.regions;
        let asked = self.region.map_or(RegionLevel::Province, |id| regions.get(id).level);
        let own = self.school(npsn)?.regions;
        if asked < RegionLevel::Regency { own.regency } else { own.district }
    }

    /// The name of a school, empty where no list has it.
    pub(super) fn name(&self, npsn: Npsn) -> &'a str {
        self.school(npsn).map_or("", |school| &school.name)
    }

    /// Code and name of a region, empty where the list does not say it.
    pub(super) fn region_name(&self, id: Option<RegionId>) -> [&'a str; 2] {
        match (self.data, id) {
            (Some(data), Some(id)) => [&data.regions.get(id).code.text, &data.regions.get(id).name],
            _ => ["", ""],
        }
    }
}

/// Metres after less metres before, of a school that is a member in both plans.
pub(super) fn farther(change: &Change) -> Option<i64> {
    let (before, after) = (change.before.metres()?, change.after.metres()?);
    Some(i64::from(after) - i64::from(before))
}
