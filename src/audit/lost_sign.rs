//! A lost minus sign of the latitude.
//!
//! Proposed only when the point as given is far from the school's own district and the flipped one in it or beside it: the
//! equator crosses the country, so that a flip that merely reaches the regency, or improves a point that was near already, is chance.
//! Displaced districts have been judged before; inside them a flip is no more than a hint and part of the group's finding.

use crate::audit::Settings;
use crate::audit::ledger::Ledger;
use crate::audit::scene::{Scene, km};
use crate::import::Column;
use crate::model::{Code, Confidence, LonLat, RegionId, said};

/// Condemns positions that a flip brings home, and proposes it.
pub(super) fn judge(scene: &Scene<'_>, ledger: &mut Ledger) {
    if scene.boundaries.is_empty() {
        return;
    }
    for (at, case) in scene.open(ledger) {
        let Some(district) = case.school.regions.district.filter(|district| !ledger.is_void(*district)) else { continue };
        let Some(point) = case.point() else { continue };
        let Some((proposal, flipped_m)) = flip(scene, at, district, point) else { continue };
        let given_m = scene.outside[at].district_m.unwrap_or_default();
        let (name, lat, flipped) = (scene.name(district), point.lat(), proposal.lat());
        let found = said!(
            "seharusnya titik di {name}, tertulis lintang {lat}, {given} di luarnya; dengan lintang {flipped} jaraknya {there} dari batas",
            "expected a point in {name}, found latitude {lat} {given} outside it; with latitude {flipped} it is {there} outside",
            given = km(given_m),
            there = km(flipped_m),
        );
        let finding = scene.finding(at, Code::LostSign, Some(Column::Latitude), found);
        ledger.condemn(at, finding.with_proposal(proposal, Confidence::High));
    }
}

/// The flipped point and its distance from the district, where the sign seems to be lost.
pub(super) fn flip(scene: &Scene<'_>, at: usize, district: RegionId, point: LonLat) -> Option<(LonLat, f64)> {
    let given_m = scene.outside[at].district_m.filter(|metres| *metres > scene.settings.flip_given_m)?;
    let flipped = LonLat::new(point.lon(), -point.lat()).ok()?;
    let flipped_m = scene.boundaries.outside_m(district, flipped)?;
    is_lost(given_m, flipped_m, scene.settings).then_some((flipped, flipped_m))
}

fn is_lost(given_m: f64, flipped_m: f64, settings: &Settings) -> bool {
    given_m > settings.flip_given_m && flipped_m <= settings.flip_fit_m
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flip_needs_a_far_point_and_a_fitting_one() {
        let settings = Settings::default();
        assert!(is_lost(10_001.0, 1_000.0, &settings));
        // 10301167: inside when flipped, but only 4 km outside as given.
        assert!(!is_lost(4_000.0, 0.0, &settings));
        assert!(!is_lost(50_000.0, 1_001.0, &settings));
    }
}
