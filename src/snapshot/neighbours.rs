//! The schools around a school, nearest first.

use crate::geodesy::Point;
use crate::model::{Level, Npsn, RegionId, School, Status};
use crate::snapshot::{Dataset, View};

/// Which neighbours are asked for.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Nearby {
    /// At most so many; `None` for all.
    pub count: Option<usize>,
    /// At most so far, in metres, compared before rounding.
    pub within_m: Option<f64>,
    /// Only this level.
    pub level: Option<Level>,
    /// Only this form, any case.
    pub form: Option<String>,
    /// Only this status.
    pub status: Option<Status>,
    /// Only hubs, or only schools that are none.
    pub hub: Option<bool>,
    /// Only schools located in this region.
    pub region: Option<RegionId>,
}

/// A school near another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Neighbour {
    /// Index in the schools.
    pub school: u32,
    /// Straight line in metres, not rounded.
    pub arc_m: f64,
}

impl View<'_> {
    /// The neighbours of a school in exact WGS84 order, ties by NPSN; `None` when its own position cannot be used.
    #[must_use]
    pub fn neighbours(&self, of: Npsn, nearby: &Nearby) -> Option<Vec<Neighbour>> {
        nearest(self.schools(), self.located(nearby.region), self.find(of)?, nearby)
    }
}

impl Dataset {
    /// As [`View::neighbours`], before any plan.
    #[must_use]
    pub fn neighbours(&self, of: Npsn, nearby: &Nearby) -> Option<Vec<Neighbour>> {
        let schools = &self.audit.schools;
        let own = schools.binary_search_by_key(&of, |school| school.npsn).ok()?;
        let located = |at: &u32| nearby.region.is_none_or(|region| schools[*at as usize].regions.contain(region));
        let all = 0..u32::try_from(schools.len()).expect("schools are numbered with 32 bits");
        nearest(schools, all.filter(located), u32::try_from(own).ok()?, nearby)
    }
}

fn nearest(schools: &[School], among: impl Iterator<Item = u32>, own: u32, nearby: &Nearby) -> Option<Vec<Neighbour>> {
    let from = Point::new(schools[own as usize].position?);
    let limit_m = nearby.within_m.unwrap_or(f64::INFINITY);
    let mut found: Vec<Neighbour> = among
        .filter(|at| *at != own && nearby.fits(&schools[*at as usize]))
        .filter_map(|school| {
            let arc_m = from.arc_m(&Point::new(schools[school as usize].position?));
            (arc_m <= limit_m).then_some(Neighbour { school, arc_m })
        })
        .collect();
    found.sort_by(|a, b| a.arc_m.total_cmp(&b.arc_m).then(a.school.cmp(&b.school)));
    found.truncate(nearby.count.unwrap_or(usize::MAX));
    Some(found)
}

impl Nearby {
    fn fits(&self, school: &School) -> bool {
        self.level.is_none_or(|level| school.level() == Some(level))
            && self.form.as_ref().is_none_or(|form| school.form.as_str().eq_ignore_ascii_case(form))
            && self.status.is_none_or(|status| school.status == Some(status))
            && self.hub.is_none_or(|hub| school.hub.is_some() == hub)
    }
}
