//! The officials' measures of a region as JSON.

mod compare;
mod measures;

use crate::model::{Level, RegionId};
use crate::plan::{self, State, Summary};
use crate::publish::account;
use crate::publish::provenance::Provenance;
use crate::publish::regions::{self, RegionName, write_line};
use crate::snapshot::View;
use compare::Compared;
pub(super) use measures::Measures;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct OfLevel {
    level: &'static str,
    #[serde(flatten)]
    measures: Measures,
}

#[derive(Serialize)]
struct OfRegion<'a> {
    region: RegionName<'a>,
    #[serde(flatten)]
    measures: Measures,
}

/// A hub with fewer members than it should have.
#[derive(Serialize)]
struct BelowMinimum<'a> {
    npsn: &'a str,
    name: &'a str,
    members: usize,
    minimum: u32,
}

/// How evenly the kecamatan of a region are covered: the mean of the lowest fifth over that of the highest.
#[derive(Serialize)]
struct Equity {
    districts: usize,
    least_coverage: Option<f64>,
    quintile_ratio: Option<f64>,
}

#[derive(Serialize)]
struct Answer<'a> {
    version: &'a str,
    region: Option<RegionName<'a>>,
    level: Option<&'static str>,
    #[serde(flatten)]
    measures: Measures,
    levels: Vec<OfLevel>,
    regions: Vec<OfRegion<'a>>,
    districts: Vec<OfRegion<'a>>,
    below_minimum: Vec<BelowMinimum<'a>>,
    equity: Equity,
    compared: Compared,
    provenance: Provenance<'a>,
}

/// Writes the measures of a region, of its levels and of the regions below it; `None` means the whole country.
///
/// # Errors
/// Those of the writer.
pub fn write_json(view: &View<'_>, region: Option<RegionId>, level: Option<Level>, out: &mut dyn Write) -> io::Result<()> {
    let part = Part { view, level };
    let (children, districts) = (regions::below(view, region), regions::districts(view, region));
    let levels = Level::ALL.into_iter().filter(|own| level.is_none_or(|level| level == *own));
    let answer = Answer {
        version: view.version,
        region: region.map(|id| RegionName::new(view, id)),
        level: level.map(Level::as_str),
        measures: (&part.measure(region)).into(),
        levels: levels.filter_map(|own| part.of_level(region, own)).collect(),
        below_minimum: part.below_minimum(region),
        equity: part.equity(&districts),
        // Below a regency both lists would be the same.
        districts: if districts == children { Vec::new() } else { part.of_regions(&districts) },
        regions: part.of_regions(&children),
        compared: part.compare(region),
        provenance: Provenance::new(view),
    };
    write_line(&answer, out)
}

/// A plan, or one level of it.
#[derive(Clone, Copy)]
struct Part<'v, 'a> {
    view: &'v View<'a>,
    level: Option<Level>,
}

impl<'a> Part<'_, 'a> {
    fn has(&self, at: u32) -> bool {
        self.level.is_none_or(|level| self.view.school(at).level() == Some(level))
    }

    fn schools(&self, region: Option<RegionId>) -> impl Iterator<Item = u32> {
        self.view.located(region).filter(|at| self.has(*at))
    }

    fn measure(&self, region: Option<RegionId>) -> Summary {
        Summary::of_part(self.view.schools(), self.view.plan, self.view.unreached, self.schools(region))
    }

    fn of_level(&self, region: Option<RegionId>, level: Level) -> Option<OfLevel> {
        let summary = Part { level: Some(level), ..*self }.measure(region);
        let some = summary.counts.schools > 0;
        some.then(|| OfLevel { level: level.as_str(), measures: (&summary).into() })
    }

    fn of_regions(&self, ids: &[RegionId]) -> Vec<OfRegion<'a>> {
        let of_region =
            |id: &RegionId| OfRegion { region: RegionName::new(self.view, *id), measures: (&self.measure(Some(*id))).into() };
        ids.iter().map(of_region).collect()
    }

    /// The located hubs below their minimum, in NPSN order.
    fn below_minimum(&self, region: Option<RegionId>) -> Vec<BelowMinimum<'a>> {
        let view = self.view;
        let hub = |at: u32| match view.state(at) {
            State::Hub(place) => Some(view.hub(place)),
            _ => None,
        };
        let below = self.schools(region).filter_map(hub).filter(|hub| (hub.members.len() as u64) < u64::from(hub.min));
        let named = below.map(|hub| {
            let school = view.school(hub.school);
            BelowMinimum { npsn: school.npsn.as_str(), name: &school.name, members: hub.members.len(), minimum: hub.min }
        });
        named.collect()
    }

    fn equity(&self, districts: &[RegionId]) -> Equity {
        let coverage = |id: &RegionId| account::coverage(&account::of(self.view, self.schools(Some(*id))));
        let shares: Vec<f64> = districts.iter().filter_map(coverage).collect();
        Equity {
            districts: shares.len(),
            least_coverage: shares.iter().copied().min_by(f64::total_cmp),
            quintile_ratio: plan::quintile_ratio(&shares),
        }
    }
}
