//! Points outside the regency that the row states.

use crate::audit::ledger::Ledger;
use crate::audit::scene::{Scene, km};
use crate::import::Column;
use crate::model::{Code, LonLat, RegionId, RegionLevel, Said, said};

/// Condemns points farther outside their regency than simplified polygons explain.
pub(super) fn judge(scene: &Scene<'_>, ledger: &mut Ledger) {
    if scene.boundaries.is_empty() {
        return;
    }
    for (at, case) in scene.cases.iter().enumerate() {
        let Some(point) = case.point_in_country() else { continue };
        let Some(metres) = scene.outside[at].regency_m.filter(|metres| *metres > scene.settings.regency_unusable_m) else {
            continue;
        };
        ledger.count(Code::OutsideRegency, true);
        let Some(regency) = case.school.regions.regency.filter(|_| !ledger.is_settled(at)) else { continue };
        let (name, lat, lon) = (scene.name(regency), point.lat(), point.lon());
        let found = said!(
            "seharusnya titik di {name}, tertulis lintang {lat}, bujur {lon}, {metres} di luarnya{there}{province}",
            "expected a point in {name}, found latitude {lat}, longitude {lon}, {metres} outside it{there}{province}",
            metres = km(metres),
            there = scene.whereabouts(RegionLevel::Regency, point),
            province = province(scene, regency, point),
        );
        ledger.settle(at, scene.finding(at, Code::OutsideRegency, Some(Column::Latitude), found));
    }
}

/// Says that the point has left the whole province, where the polygons tell.
fn province(scene: &Scene<'_>, regency: RegionId, point: LonLat) -> Option<Said> {
    let province = scene.regions.ancestor(regency, RegionLevel::Province)?;
    let metres = outside_province_m(scene, province, point).filter(|metres| *metres > scene.settings.regency_unusable_m)?;
    let name = scene.name(province);
    Some(said!(", dan {metres} di luar provinsinya {name}", ", and {metres} outside its province {name}", metres = km(metres)))
}

/// The distance from the province's own polygon, or from the nearest of its regencies when all of them have one.
fn outside_province_m(scene: &Scene<'_>, province: RegionId, point: LonLat) -> Option<f64> {
    scene.boundaries.outside_m(province, point).or_else(|| {
        let regencies =
            scene.regions.iter().filter(|(_, region)| region.level == RegionLevel::Regency && region.parent == Some(province));
        let distances: Option<Vec<f64>> = regencies.map(|(id, _)| scene.boundaries.outside_m(id, point)).collect();
        distances?.into_iter().min_by(f64::total_cmp)
    })
}
