//! The schools around a school, nearest first.

use crate::geodesy::Point;
use crate::model::{Level, Npsn, RegionId, Status};
use crate::snapshot::View;

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
        let own = self.find(of)?;
        let from = Point::new(self.school(own).position?);
        let limit_m = nearby.within_m.unwrap_or(f64::INFINITY);
        let mut found: Vec<Neighbour> = self
            .located(nearby.region)
            .filter(|at| *at != own && self.fits(*at, nearby))
            .filter_map(|school| {
                let arc_m = from.arc_m(&Point::new(self.school(school).position?));
                (arc_m <= limit_m).then_some(Neighbour { school, arc_m })
            })
            .collect();
        found.sort_by(|a, b| a.arc_m.total_cmp(&b.arc_m).then(a.school.cmp(&b.school)));
        found.truncate(nearby.count.unwrap_or(usize::MAX));
        Some(found)
    }

    fn fits(&self, at: u32, nearby: &Nearby) -> bool {
        let school = self.school(at);
        nearby.level.is_none_or(|level| school.level() == Some(level))
            && nearby.form.as_ref().is_none_or(|form| school.form.as_str().eq_ignore_ascii_case(form))
            && nearby.status.is_none_or(|status| school.status == Some(status))
            && nearby.hub.is_none_or(|hub| school.hub.is_some() == hub)
    }
}
