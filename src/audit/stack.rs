//! Several schools on exactly one point: one campus, or a copied position.

use crate::audit::ledger::Ledger;
use crate::audit::scene::{Placed, Scene, in_country};
use crate::model::{Code, Finding, Grade, said};

/// Reports every point with more than one school; default points have their own rule.
pub(super) fn report(scene: &Scene<'_>, ledger: &Ledger) -> Vec<Finding> {
    let mut findings = Vec::new();
    let is_default = |at| ledger.verdict(at) == (Grade::Unusable, Some(Code::SentinelPosition));
    let placed = scene.by_point.iter().copied().filter(|(at, point)| in_country(point.lon(), point.lat()) && !is_default(*at));
    let placed: Vec<Placed> = placed.collect();
    for run in placed.chunk_by(|(_, p), (_, q)| p == q).filter(|run| run.len() > 1) {
        let members: Vec<usize> = run.iter().map(|(at, _)| *at).collect();
        let (_, point) = run[0];
        let (lat, lon) = (point.lat(), point.lon());
        let found = said!(
            "seharusnya satu titik satu sekolah, ada {count} sekolah pada lintang {lat}, bujur {lon}",
            "expected one school per point, found {count} on latitude {lat}, longitude {lon}",
            count = run.len(),
        );
        let district = |at: &usize| scene.cases[*at].school.regions.district;
        let common = district(&members[0]).filter(|first| members.iter().all(|at| district(at) == Some(*first)));
        findings.push(scene.group_finding(Code::StackedPosition, &members, found).with_region(common));
    }
    findings
}
