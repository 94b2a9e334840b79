//! Points outside the district that the row states: doubtful from the first threshold, unusable from the second.
//!
//! Where the polygon of a displaced district is the suspect, the test is void.

use crate::audit::ledger::Ledger;
use crate::audit::scene::{Scene, km};
use crate::import::Column;
use crate::model::{Code, Grade, LonLat, RegionId, RegionLevel, Said, Severity, said};

/// Grades points by their distance from their own district.
///
/// The effect counts all of them, those that another rule has settled included, so that the price of the thresholds can be read.
pub(super) fn judge(scene: &Scene<'_>, ledger: &mut Ledger) {
    if scene.boundaries.is_empty() {
        return;
    }
    for (at, case) in scene.cases.iter().enumerate() {
        let (Some(point), Some(district)) = (case.point_in_country(), case.school.regions.district) else { continue };
        let Some(metres) = scene.outside[at].district_m.filter(|metres| *metres > scene.settings.district_doubtful_m) else {
            continue;
        };
        let is_unusable = metres > scene.settings.district_unusable_m;
        ledger.count(Code::OutsideDistrict, is_unusable);
        if ledger.is_settled(at) || ledger.is_void(district) {
            continue;
        }
        let (grade, severity) =
            if is_unusable { (Grade::Unusable, Severity::Error) } else { (Grade::Doubtful, Severity::Warning) };
        let mut finding = scene.finding(at, Code::OutsideDistrict, Some(Column::Latitude), found(scene, district, point, metres));
        finding.severity = severity;
        ledger.grade(at, grade, Code::OutsideDistrict);
        ledger.report(finding);
    }
}

fn found(scene: &Scene<'_>, district: RegionId, point: LonLat, metres: f64) -> Said {
    let (name, lat, lon) = (scene.name(district), point.lat(), point.lon());
    said!(
        "seharusnya titik di {name}, tertulis lintang {lat}, bujur {lon}, {metres} di luarnya{there}",
        "expected a point in {name}, found latitude {lat}, longitude {lon}, {metres} outside it{there}",
        metres = km(metres),
        there = scene.whereabouts(RegionLevel::District, point),
    )
}
