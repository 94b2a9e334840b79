//! Default points: positions that a system filled in, whole or in half, not the schools' own.
//!
//! Whole: exactly one point shared by several schools of more than one regency. Half: exactly one longitude, to the last decimal, shared by
//! several points of schools of more than one regency, each of them far from its own regency; the latitudes were overwritten later. Schools
//! on one point count once here: they have one longitude because they have one point. One such longitude is known by now and needs
//! no company.

use crate::audit::extent::Extents;
use crate::audit::ledger::Ledger;
use crate::audit::scene::{Case, Placed, Scene, km};
use crate::import::Column;
use crate::model::{Code, CodeSystem, LonLat, Said, said};

/// The default longitude of the ministry's snapshot of 2019: 59 schools all over the country have it to the last decimal.
const KNOWN_LONGITUDE: f64 = 114.4211;
/// Provinces that this meridian crosses, or nearly: East Java, Bali, and Kalimantan. Elsewhere no school can have it.
const PROVINCES_ON_IT: [&str; 7] = ["35", "51", "61", "62", "63", "64", "65"];

/// Condemns default points and what is left of them.
pub(super) fn judge(scene: &Scene<'_>, ledger: &mut Ledger) {
    let placed: Vec<Placed> = scene.by_point.iter().copied().filter(|(at, _)| !ledger.is_settled(*at)).collect();
    for run in placed.chunk_by(|(_, p), (_, q)| p == q).filter(|run| is_default(scene, run, run.len())) {
        for (at, point) in run {
            let (lat, lon) = (point.lat(), point.lon());
            let found = said!(
                "seharusnya titik sekolah sendiri, tertulis lintang {lat}, bujur {lon}, sama dengan {count} sekolah di beberapa kabupaten/kota",
                "expected the school's own point, found latitude {lat}, longitude {lon}, which {count} schools of several regencies have",
                count = run.len(),
            );
            ledger.condemn(*at, scene.finding(*at, Code::SentinelPosition, Some(Column::Longitude), found));
        }
    }
    let runs = placed.chunk_by(|(_, p), (_, q)| p.lon() == q.lon());
    let suspects: Vec<&[Placed]> = runs.filter(|run| is_known(run) || run.len() >= scene.settings.sentinel_schools).collect();
    if suspects.is_empty() {
        return;
    }
    let extents = Extents::around(suspects.iter().flat_map(|run| run.iter()).map(|(at, _)| *at), scene, ledger);
    for run in suspects {
        judge_longitude(scene, ledger, &extents, run);
    }
}

/// Looks at the schools of one longitude.
fn judge_longitude(scene: &Scene<'_>, ledger: &mut Ledger, extents: &Extents, run: &[Placed]) {
    let is_known = is_known(run);
    let far: Vec<Placed> = run
        .iter()
        .copied()
        .filter(|(at, point)| !ledger.is_settled(*at) && is_far(scene, extents, *at, *point, is_known))
        .collect();
    if !is_known && !is_default(scene, &far, far.chunk_by(|(_, p), (_, q)| p == q).count()) {
        return;
    }
    for (at, point) in far {
        let (lat, lon) = (point.lat(), point.lon());
        let found = said!(
            "seharusnya titik sekolah sendiri, tertulis bujur bawaan {lon} dengan lintang {lat}{outside}",
            "expected the school's own point, found the default longitude {lon} with latitude {lat}{outside}",
            outside = distance(scene, at),
        );
        ledger.condemn(at, scene.finding(at, Code::SentinelPosition, Some(Column::Longitude), found));
    }
}

fn is_known(run: &[Placed]) -> bool {
    run.first().is_some_and(|(_, point)| point.lon() == KNOWN_LONGITUDE)
}

/// So many of what counts, in more than one regency.
fn is_default(scene: &Scene<'_>, run: &[Placed], count: usize) -> bool {
    let regency = |(at, _): &Placed| scene.cases[*at].school.regions.regency;
    count >= scene.settings.sentinel_schools && {
        let mut known = run.iter().filter_map(regency);
        known.next().is_some_and(|first| known.any(|other| other != first))
    }
}

/// Whether a point is far from the school's own regency, as far as that can be told.
///
/// Without the regency's polygon its other schools tell; to be far from the district is not enough, because a displaced district's schools
/// are that too, and still in their regency.
fn is_far(scene: &Scene<'_>, extents: &Extents, at: usize, point: LonLat, is_known: bool) -> bool {
    let case = &scene.cases[at];
    let far_m = if is_known { scene.settings.regency_unusable_m } else { scene.settings.flip_given_m };
    let is_beyond = |metres: f64| metres > far_m;
    if let Some(metres) = scene.outside[at].regency_m {
        return is_beyond(metres);
    }
    let district_m = scene.outside[at].district_m;
    match extents.contain(case.school.regions.regency, point) {
        Some(inside) => !inside && district_m.is_none_or(is_beyond),
        None => district_m.map_or_else(|| is_known && is_off_the_meridian(scene, case), is_beyond),
    }
}

/// Whether the school's province is known and not one that the known longitude crosses.
fn is_off_the_meridian(scene: &Scene<'_>, case: &Case) -> bool {
    case.school.regions.province.is_some_and(|province| {
        let code = &scene.regions.get(province).code;
        code.system == CodeSystem::Kemendagri && !PROVINCES_ON_IT.contains(&&*code.text)
    })
}

fn distance(scene: &Scene<'_>, at: usize) -> Option<Said> {
    let metres = km(scene.outside[at].regency_m?);
    Some(said!(", {metres} di luar kabupaten/kotanya", ", {metres} outside its regency", metres = metres))
}
