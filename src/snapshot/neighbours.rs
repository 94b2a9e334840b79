//! The schools around a school, nearest first.

use crate::index::{Filter, Neighbours};
use crate::model::{Form, Level, Npsn, RegionId, Status};
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
        self.data.neighbours_in(self.tree(), of, nearby)
    }
}

impl Dataset {
    /// Where the schools are.
    #[must_use]
    pub fn tree(&self) -> Neighbours {
        let schools = &self.audit.schools;
        Neighbours::new((0..).zip(schools).filter_map(|(at, school)| Some((at, school.position?))))
    }

    /// As [`View::neighbours`], before any plan; `tree` is [`Dataset::tree`].
    #[must_use]
    pub fn neighbours_in(&self, tree: &Neighbours, of: Npsn, nearby: &Nearby) -> Option<Vec<Neighbour>> {
        let schools = &self.audit.schools;
        let own = u32::try_from(schools.binary_search_by_key(&of, |school| school.npsn).ok()?).ok()?;
        let from = schools[own as usize].position?;
        let filter = nearby.filter();
        let accepts = |at: u32| at != own && filter.accepts(&schools[at as usize]);
        let mut found = match (nearby.within_m, nearby.count) {
            (None, Some(count)) => tree.nearest(from, count, accepts),
            (limit_m, _) => tree.within(from, limit_m.unwrap_or(f64::INFINITY), accepts),
        };
        found.truncate(nearby.count.unwrap_or(usize::MAX));
        Some(found.into_iter().map(|found| Neighbour { school: found.index, arc_m: found.distance_m }).collect())
    }
}

impl Nearby {
    fn filter(&self) -> Filter {
        Filter {
            level: self.level,
            form: self.form.as_deref().map(Form::new),
            status: self.status,
            hub: self.hub,
            region: self.region,
        }
    }
}
