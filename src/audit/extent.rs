//! Where a group's schools are, without polygons: a box that single wrong points cannot stretch.

use crate::audit::ledger::Ledger;
use crate::audit::scene::{Case, Scene};
use crate::model::{LonLat, RegionId};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Fewer positions than this tell nothing about a regency.
const LEAST_POINTS: usize = 5;
/// What is added on every side beside the box's own width, in degrees: some 28 km.
const MARGIN_DEGREES: f64 = 0.25;

/// One box per regency.
#[derive(Debug)]
pub(super) struct Extents(BTreeMap<RegionId, Extent>);

/// A box around the middle half of some points in either axis, widened on every side by twice its own width and the margin.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    lon: Span,
    lat: Span,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Span {
    least: f64,
    most: f64,
}

impl Extents {
    /// Measures some schools' regencies by the positions in the country that no rule has condemned so far.
    pub(super) fn around(schools: impl Iterator<Item = usize>, scene: &Scene<'_>, ledger: &Ledger) -> Self {
        let mut asked = vec![false; scene.regions.iter().count()];
        for regency in schools.filter_map(|at| scene.cases[at].school.regions.regency) {
            asked[regency.index()] = true;
        }
        let is_asked = |case: &Case| case.school.regions.regency.is_some_and(|regency| asked[regency.index()]);
        let cases = scene.cases.par_iter().enumerate();
        let placed = cases.filter(|(at, case)| !ledger.is_settled(*at) && is_asked(case) && case.point_in_country().is_some());
        let placed: Vec<usize> = placed.map(|(at, _)| at).collect();
        let groups = scene.by_region(placed.into_iter(), |school| school.regions.regency);
        let boxes = groups.into_par_iter().filter(|(_, members)| members.len() >= LEAST_POINTS).map(|(region, members)| {
            let points: Vec<LonLat> = members.iter().filter_map(|at| scene.cases[*at].point()).collect();
            (region, Extent::of(&points))
        });
        Self(boxes.collect())
    }

    /// Whether a point lies in a regency's box; `None` when the regency has too few schools to tell.
    pub(super) fn contain(&self, regency: Option<RegionId>, point: LonLat) -> Option<bool> {
        Some(self.0.get(&regency?)?.contains(point))
    }
}

impl Extent {
    /// The box of points of which there is at least one.
    pub(super) fn of(points: &[LonLat]) -> Self {
        let span = |axis: fn(LonLat) -> f64| Span::of(points.iter().map(|point| axis(*point)).collect());
        Self { lon: span(LonLat::lon), lat: span(LonLat::lat) }
    }

    /// Whether a point lies in the box.
    pub(super) fn contains(&self, point: LonLat) -> bool {
        self.lon.contains(point.lon()) && self.lat.contains(point.lat())
    }
}

impl Span {
    /// The span of values of which there is at least one.
    fn of(mut values: Vec<f64>) -> Self {
        let (count, quarter) = (values.len(), values.len() / 4);
        let mut ranked = |rank: usize| *values.select_nth_unstable_by(rank, f64::total_cmp).1;
        let (low, high) = (ranked(quarter), ranked(count - 1 - quarter));
        let margin = 2.0 * (high - low) + MARGIN_DEGREES;
        Self { least: low - margin, most: high + margin }
    }

    fn contains(self, value: f64) -> bool {
        (self.least..=self.most).contains(&value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_values_do_not_stretch_the_span() {
        let mut values: Vec<f64> = (0..6).map(|i| 100.0 + f64::from(i) * 0.01).collect();
        values.push(114.4211);
        let span = Span::of(values);
        assert!(span.contains(100.06) && !span.contains(100.6));
    }
}
