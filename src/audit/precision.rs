//! Few decimals: a coordinate with less than four is good to hundreds of metres at best.
//!
//! One finding per district, or per file for schools without one. It is a signal of confidence, not a fault: of the real positions with four
//! decimals 18 in 100 lie more than 2 km outside their district, of those with seven less than one.

use crate::audit::ledger::Ledger;
use crate::audit::scene::{Case, Scene};
use crate::model::{Code, Finding, RegionId, said};
use std::collections::BTreeMap;

/// What the schools of one finding share: a district, or failing that a file.
type Group = (Option<RegionId>, u16);

/// Reports coarse positions by district or file.
pub(super) fn report(scene: &Scene<'_>, _: &Ledger) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut groups: BTreeMap<Group, (Vec<usize>, usize)> = BTreeMap::new();
    for (at, case) in scene.cases.iter().enumerate() {
        let Some(decimals) = decimals(case) else { continue };
        let district = case.school.regions.district;
        let (coarse, all) = groups.entry((district, if district.is_some() { 0 } else { case.place.file })).or_default();
        *all += 1;
        if usize::from(decimals) < scene.settings.few_decimals {
            coarse.push(at);
        }
    }
    for ((district, _), (coarse, all)) in groups.into_iter().filter(|(_, (coarse, _))| !coarse.is_empty()) {
        let found = said!(
            "seharusnya {least} desimal atau lebih, {few} dari {all} titik kurang dari itu",
            "expected {least} decimals or more, found fewer in {few} of {all} positions",
            least = scene.settings.few_decimals,
            few = coarse.len(),
            all = all,
        );
        findings.push(scene.group_finding(Code::FewDecimals, &coarse, found).with_region(district));
    }
    findings
}

/// The decimals of the finer axis: the last digits of one axis are zero by chance once in ten, those of both once in a hundred.
pub(super) fn decimals(case: &Case) -> Option<u8> {
    case.point_in_country()?;
    Some(case.lon.decimals()?.max(case.lat.decimals()?))
}
