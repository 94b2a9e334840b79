//! A decimal point at the wrong place: `1003.65` or `10036500` for 100.365.
//!
//! Proposed when exactly one shift lies in the school's own district (failing its polygon, its regency), or, without any polygon,
//! in the country's box and the box of its regency's other schools. Points inside the country are left to the other rules: near the equator a
//! shifted latitude is a good latitude, so that a shift fits by chance too often.

use crate::audit::extent::Extents;
use crate::audit::ledger::Ledger;
use crate::audit::outside_country;
use crate::audit::scene::{Case, Scene, axis_outside, in_country};
use crate::model::{Code, Confidence, LonLat};

/// Divisors and factors tried: 10 to the power of these. Lost decimal points have up to nine decimals behind them.
const POWERS: std::ops::RangeInclusive<i32> = -9..=3;

/// Condemns positions outside the country that exactly one shift brings home, and proposes it; where the only shift into the
/// country leads elsewhere, nothing is proposed.
pub(super) fn judge(scene: &Scene<'_>, ledger: &mut Ledger) {
    let is_outside = |case: &Case| case.numbers().is_some_and(|(lon, lat)| !in_country(lon, lat));
    let outside: Vec<(usize, &Case)> = scene.open_odd(ledger).filter(|(_, case)| is_outside(case)).collect();
    if outside.is_empty() {
        return;
    }
    let extents = Extents::around(outside.iter().map(|(at, _)| *at), scene, ledger);
    for (at, case) in outside {
        let Some((lon, lat)) = case.numbers() else { continue };
        let regency = case.school.regions.regency;
        let fits = |point: &LonLat| match scene.outside_own_m(at, *point) {
            Some(metres) => metres <= scene.settings.flip_fit_m,
            None => extents.contain(regency, *point) == Some(true),
        };
        let shifts = shifts(lon, lat);
        let fitting: Vec<LonLat> = shifts.iter().copied().filter(fits).collect();
        let found = outside_country::found(lon, lat);
        let finding = scene.finding(at, Code::DecimalShift, Some(axis_outside(lon)), found);
        match (&fitting[..], &shifts[..]) {
            ([home], _) => ledger.condemn(at, finding.with_proposal(*home, Confidence::High)),
            // In the country but not at home: the fault is plain, the repair is not.
            ([], [_]) => ledger.condemn(at, finding),
            _ => {}
        }
    }
}

/// All positions in the country that shifting the decimal points of the axes outside it gives.
fn shifts(lon: f64, lat: f64) -> Vec<LonLat> {
    let (some_lon, some_lat) = (100.0, -1.0);
    let lons = axis_shifts(lon, |lon| in_country(lon, some_lat));
    let lats = axis_shifts(lat, |lat| in_country(some_lon, lat));
    let pairs = lons.iter().flat_map(|lon| lats.iter().map(move |lat| LonLat::new(*lon, *lat)));
    pairs.filter_map(Result::ok).collect()
}

fn axis_shifts(value: f64, is_good: impl Fn(f64) -> bool) -> Vec<f64> {
    if is_good(value) {
        return vec![value];
    }
    // Seven decimals are a centimetre; rounding takes off what the division adds.
    let shifted = POWERS.map(|power| (value * 10f64.powi(power) * 1e7).round() / 1e7);
    shifted.filter(|value| *value != 0.0 && is_good(*value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_axis_outside_the_country_is_shifted() {
        assert_eq!(shifts(1111.1666, -2.3131), [LonLat::new(111.11666, -2.3131).unwrap()]);
        assert_eq!(shifts(1_003_650_000.0, -0.3), [LonLat::new(100.365, -0.3).unwrap()]);
        assert!(shifts(55.0, -0.1256).is_empty());
    }

    #[test]
    fn a_latitude_without_its_point_has_several_readings() {
        let lats: Vec<f64> = shifts(100.365, -3038.0).iter().map(|point| point.lat()).collect();
        assert!(lats.contains(&-3.038) && lats.contains(&-0.3038));
    }
}
