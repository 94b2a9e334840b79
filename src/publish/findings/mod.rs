//! Findings: as JSON, GeoJSON, CSV, and as the report of `imbas audit`.

mod csv;
mod json;
mod report;

pub use csv::{write_audit_csv, write_csv};
pub use json::{write_audit_json, write_geojson, write_json};
pub(super) use report::write_unused;
pub use report::{write_audit_summary, write_audit_table};

use crate::model::{Code, Finding, Npsn, RegionId, School, Severity};
use crate::snapshot::Dataset;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Which findings are asked for; everything given must hold.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Filter {
    /// About this region, one within it, or a school located in it.
    pub region: Option<RegionId>,
    /// This severity.
    pub severity: Option<Severity>,
    /// This code.
    pub code: Option<Code>,
    /// About this school, alone or in a group.
    pub npsn: Option<Npsn>,
    /// At most so many.
    pub limit: Option<usize>,
    /// Only findings after the one of this id.
    pub after: Option<String>,
}

/// The findings of one answer.
#[derive(Clone, Debug)]
pub struct Selected<'a> {
    /// Stable id and finding, in the audit's order.
    pub items: Vec<(String, &'a Finding)>,
    /// Findings that fit the question on all pages together.
    pub matched: u64,
    /// `after` of the next page; `None` on the last one.
    pub next: Option<String>,
}

/// Finds the findings of a question; `None` when `after` names no finding that fits it.
#[must_use]
pub fn select<'a>(data: &'a Dataset, filter: &Filter) -> Option<Selected<'a>> {
    let mut items: Vec<(String, &Finding)> = with_ids(data).filter(|(_, finding)| fits(data, filter, finding)).collect();
    let matched = items.len() as u64;
    if let Some(after) = &filter.after {
        let last = items.iter().position(|(id, _)| id == after)?;
        items.drain(..=last);
    }
    let limit = filter.limit.unwrap_or(usize::MAX);
    let more = items.len() > limit;
    items.truncate(limit);
    let next = items.last().filter(|_| more).map(|(id, _)| id.clone());
    Some(Selected { items, matched, next })
}

/// All findings of a question, wherever its page begins and ends.
pub(super) fn fitting<'a>(data: &'a Dataset, filter: &'a Filter) -> impl Iterator<Item = &'a Finding> {
    all(data).filter(|finding| fits(data, filter, finding))
}

/// Every finding of a dataset; the audit lists those of refused rows among its own.
pub(super) fn all(data: &Dataset) -> impl Iterator<Item = &Finding> {
    data.audit.findings.iter()
}

/// Every finding with an id that stays the same while the finding does.
pub(super) fn with_ids(data: &Dataset) -> impl Iterator<Item = (String, &Finding)> {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    all(data).map(move |finding| {
        let id = id(data, finding);
        let times = seen.entry(id.clone()).or_default();
        *times += 1;
        // Two findings that say the same are told apart by their order.
        if *times == 1 { (id, finding) } else { (format!("{id}-{times}"), finding) }
    })
}

fn id(data: &Dataset, finding: &Finding) -> String {
    use std::fmt::Write as _;
    let region = finding.region.map_or("", |id| &data.regions.get(id).code.text);
    let npsn = finding.npsn.as_ref().map_or("", Npsn::as_str);
    let place = finding.place.as_ref().map(ToString::to_string).unwrap_or_default();
    let text = [finding.code.as_str(), npsn, region, &place, finding.found.english()].join("\n");
    Sha256::digest(text).iter().take(6).fold(String::with_capacity(12), |mut id, byte| {
        let _ = write!(id, "{byte:02x}");
        id
    })
}

fn fits(data: &Dataset, filter: &Filter, finding: &Finding) -> bool {
    let in_region = |region: RegionId| {
        finding.region.is_some_and(|own| data.regions.is_within(own, region))
            || school(data, finding).is_some_and(|school| school.regions.contain(region))
    };
    let about = |npsn: &Npsn| finding.npsn.as_ref() == Some(npsn) || finding.schools.binary_search(npsn).is_ok();
    filter.severity.is_none_or(|severity| finding.severity == severity)
        && filter.code.is_none_or(|code| finding.code == code)
        && filter.npsn.as_ref().is_none_or(about)
        && filter.region.is_none_or(in_region)
}

/// The school that a finding is about.
pub(super) fn school<'a>(data: &'a Dataset, finding: &Finding) -> Option<&'a School> {
    school_of(data, finding.npsn?)
}

/// The school of a number.
pub(super) fn school_of(data: &Dataset, npsn: Npsn) -> Option<&School> {
    let schools = &data.audit.schools;
    schools.binary_search_by_key(&npsn, |school| school.npsn).ok().map(|at| &schools[at])
}
