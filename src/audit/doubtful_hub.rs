//! Hubs whose position is doubtful or unusable, named before everything else: one wrong hub misplaces a whole cluster.

use crate::audit::ledger::Ledger;
use crate::audit::scene::{Scene, km};
use crate::model::{Code, Confidence, Grade, LonLat, Npsn, Said, Severity, said};
use std::collections::BTreeMap;

/// Repeats for hubs what the rules before found; it is the last rule.
pub(super) fn judge(scene: &Scene<'_>, ledger: &mut Ledger) {
    let proposals: BTreeMap<Npsn, (LonLat, Confidence)> =
        ledger.findings().iter().filter_map(|finding| Some((finding.npsn?, (finding.proposal?, finding.confidence?)))).collect();
    for (at, case) in scene.cases.iter().enumerate().filter(|(_, case)| case.school.hub.is_some()) {
        let (grade, Some(reason)) = ledger.verdict(at) else { continue };
        let outside = scene.outside[at].district_m.or(scene.outside[at].regency_m).filter(|metres| *metres > 0.0);
        let outside = outside.map(|metres| {
            said!(", {metres} di luar wilayahnya sendiri", ", {metres} outside its own region", metres = km(metres))
        });
        let reason = reason.as_str();
        let found = said!(
            "titik hub ini {grade}: {reason}{outside}",
            "expected a hub's position to be ok, found it {grade}: {reason}{outside}",
            grade = word(grade),
            outside = outside,
        );
        let mut finding = scene.finding(at, Code::DoubtfulHub, None, found);
        // A doubtful hub is planned with; only one that offers no place is an error, and stands first.
        finding.severity = if grade == Grade::Unusable { Severity::Error } else { Severity::Warning };
        if let Some((proposal, confidence)) = proposals.get(&case.school.npsn) {
            finding = finding.with_proposal(*proposal, *confidence);
        }
        ledger.count(Code::DoubtfulHub, grade == Grade::Unusable);
        ledger.report(finding);
    }
}

fn word(grade: Grade) -> Said {
    match grade {
        Grade::Ok => Said::fixed("baik", "ok"),
        Grade::Doubtful => Said::fixed("meragukan", "doubtful"),
        Grade::Unusable => Said::fixed("tidak dapat dipakai", "unusable"),
    }
}
