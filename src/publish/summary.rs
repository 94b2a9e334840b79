//! The officials' measures of a region as JSON.

use crate::geodesy::METHOD;
use crate::model::{Level, RegionId};
use crate::plan::{self, Baseline, State, Summary};
use crate::publish::account::{self, Account};
use crate::publish::provenance::Provenance;
use crate::publish::regions::{self, RegionName, write_line};
use crate::snapshot::View;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// The measures of a set of schools.
#[derive(Serialize)]
struct Measures {
    counts: Account,
    coverage: Option<f64>,
    distances: Option<Distances>,
    loads: Option<Loads>,
    unreached: BTreeMap<&'static str, u64>,
    by_accreditation: BTreeMap<&'static str, Reached>,
    doubtful_members: u64,
}

#[derive(Serialize)]
struct Distances {
    method: &'static str,
    median_m: u32,
    p90_m: u32,
    max_m: u32,
    total_m: u64,
    gini: f64,
}

#[derive(Serialize)]
struct Loads {
    min: u32,
    median: u32,
    max: u32,
    full: u64,
    below_minimum: u64,
    gini: f64,
}

#[derive(Serialize)]
struct Reached {
    members: u64,
    unreached: u64,
}

impl From<&Summary> for Measures {
    fn from(summary: &Summary) -> Self {
        let reasons = summary.unreached.iter().map(|(reason, schools)| (reason.as_str(), *schools));
        let marks = summary.by_accreditation.iter();
        Self {
            counts: summary.counts.into(),
            coverage: summary.coverage,
            distances: summary.distances.map(|distances| Distances {
                method: METHOD,
                median_m: distances.median_m,
                p90_m: distances.p90_m,
                max_m: distances.max_m,
                total_m: distances.total_m,
                gini: distances.gini,
            }),
            loads: summary.loads.map(|loads| Loads {
                min: loads.min,
                median: loads.median,
                max: loads.max,
                full: loads.full,
                below_minimum: loads.below_minimum,
                gini: loads.gini,
            }),
            unreached: reasons.collect(),
            by_accreditation: marks
                .map(|(mark, (members, unreached))| (*mark, Reached { members: *members, unreached: *unreached }))
                .collect(),
            doubtful_members: summary.doubtful_members,
        }
    }
}

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

/// How evenly the kecamatan of a region are covered: the mean of the lowest fifth over that of the highest.
#[derive(Serialize)]
struct Equity {
    districts: usize,
    least_coverage: Option<f64>,
    quintile_ratio: Option<f64>,
}

/// What a practice, or the proven plan, achieves for the schools of the answer.
#[derive(Clone, Copy, Serialize)]
struct Achieved {
    priority: u64,
    reached: u64,
    metres: u64,
    overloaded_hubs: u64,
}

#[derive(Serialize)]
struct Compared {
    proven: Achieved,
    greedy: Achieved,
    nearest: Achieved,
    gain_over_greedy: Gain,
}

/// What the proven plan has more than a practice; metres are fewer, or the price of reaching more.
#[derive(Serialize)]
struct Gain {
    priority: i64,
    reached: i64,
    metres: i64,
}

#[derive(Serialize)]
struct Answer<'a> {
    region: Option<RegionName<'a>>,
    level: Option<&'static str>,
    #[serde(flatten)]
    measures: Measures,
    levels: Vec<OfLevel>,
    regions: Vec<OfRegion<'a>>,
    districts: Vec<OfRegion<'a>>,
    equity: Equity,
    compared: Option<Compared>,
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
        region: region.map(|id| RegionName::new(view, id)),
        level: level.map(Level::as_str),
        measures: (&part.measure(region)).into(),
        levels: levels.filter_map(|own| part.of_level(region, own)).collect(),
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

    fn equity(&self, districts: &[RegionId]) -> Equity {
        let coverage = |id: &RegionId| account::coverage(&account::of(self.view, self.schools(Some(*id))));
        let shares: Vec<f64> = districts.iter().filter_map(coverage).collect();
        Equity {
            districts: shares.len(),
            least_coverage: shares.iter().copied().min_by(f64::total_cmp),
            quintile_ratio: plan::quintile_ratio(&shares),
        }
    }

    fn compare(&self, region: Option<RegionId>) -> Option<Compared> {
        let baselines = self.view.baselines?;
        let located = |at: &u32| self.has(*at) && region.is_none_or(|id| self.view.school(*at).regions.contain(id));
        let members = self.schools(region).filter_map(|at| match self.view.state(at) {
            State::Member { hub, metres, .. } => Some((at, self.view.hub(hub).school, metres)),
            _ => None,
        });
        let of = |baseline: &Baseline| {
            // A hub is overloaded by all its schools, not only by those of the region.
            let mut loads: BTreeMap<u32, u32> = BTreeMap::new();
            for (_, hub, _) in &baseline.assignments {
                *loads.entry(*hub).or_default() += 1;
            }
            let own = baseline.assignments.iter().copied().filter(|(at, _, _)| located(at));
            let serving = own.clone().map(|(_, hub, _)| hub).collect::<std::collections::BTreeSet<u32>>();
            let overloaded = serving.iter().filter(|hub| self.places(**hub).is_some_and(|places| loads[hub] > places));
            self.achieved(own, overloaded.count() as u64)
        };
        let (proven, greedy, nearest) = (self.achieved(members, 0), of(&baselines.greedy), of(&baselines.nearest));
        Some(Compared { proven, greedy, nearest, gain_over_greedy: gain(proven, greedy) })
    }

    fn achieved(&self, assignments: impl Iterator<Item = (u32, u32, u32)>, overloaded_hubs: u64) -> Achieved {
        let none = Achieved { priority: 0, reached: 0, metres: 0, overloaded_hubs };
        assignments.fold(none, |sum, (at, _, metres)| Achieved {
            priority: sum.priority + u64::from(self.view.rules.priority(self.view.school(at))),
            reached: sum.reached + 1,
            metres: sum.metres + u64::from(metres),
            ..sum
        })
    }

    fn places(&self, hub: u32) -> Option<u32> {
        self.view.hub_place(hub).and_then(|place| self.view.hub(place).places)
    }
}

fn gain(proven: Achieved, practice: Achieved) -> Gain {
    let more = |ours: u64, theirs: u64| ours.cast_signed() - theirs.cast_signed();
    Gain {
        priority: more(proven.priority, practice.priority),
        reached: more(proven.reached, practice.reached),
        metres: more(practice.metres, proven.metres),
    }
}
