//! Where the schools are: trees that questions go to, each made when it is first needed.

use crate::index::{Bounds, Neighbours, PointWindows, Windows};
use crate::model::{Level, LonLat};
use crate::plan::{HubPlan, Plan, State};
use crate::snapshot::Dataset;
use std::sync::OnceLock;

/// The trees over the schools of a snapshot.
///
/// A command that only plans never asks them, so that they are not made with the snapshot; a server makes them before it is ready.
#[derive(Debug, Default)]
pub struct Places {
    neighbours: OnceLock<Neighbours>,
    /// Schools that take part in the plan, by level; those of no level never do.
    by_level: OnceLock<[PointWindows; Level::ALL.len()]>,
    /// The boxes around each hub and its members.
    clusters: OnceLock<Windows>,
}

impl Places {
    /// Nearest schools in exact order.
    pub(super) fn neighbours(&self, data: &Dataset) -> &Neighbours {
        self.neighbours.get_or_init(|| data.tree())
    }

    /// How many schools of a plan, of one level or of all, lie in a window.
    pub(super) fn count(&self, data: &Dataset, plan: &Plan, level: Option<Level>, window: Bounds) -> usize {
        self.windows(data, plan, level).map(|windows| windows.count(window)).sum()
    }

    /// These schools as indices, in NPSN order.
    pub(super) fn meeting(&self, data: &Dataset, plan: &Plan, level: Option<Level>, window: Bounds) -> Vec<u32> {
        let mut found: Vec<u32> = self.windows(data, plan, level).flat_map(|windows| windows.meeting(window)).collect();
        found.sort_unstable();
        found
    }

    /// The clusters of which the box around the hub and its members meets a window, as places of their hubs in the plan.
    pub(super) fn clusters(&self, data: &Dataset, plan: &Plan, window: Bounds) -> Vec<u32> {
        let boxes = || (0_u32..).zip(&plan.hubs).filter_map(|(place, hub)| Some((place, around(data, hub)?)));
        self.clusters.get_or_init(|| Windows::new(boxes())).meeting(window)
    }

    /// Makes all trees, side by side.
    pub(super) fn make(&self, data: &Dataset, plan: &Plan) {
        let everywhere = Bounds::new(-180.0, -90.0, 180.0, 90.0).expect("the world is a box");
        let flat = || (self.windows(data, plan, None).count(), self.clusters(data, plan, everywhere));
        rayon::join(|| self.neighbours(data), flat);
    }

    fn windows(&self, data: &Dataset, plan: &Plan, level: Option<Level>) -> impl Iterator<Item = &PointWindows> {
        let by_level = self.by_level.get_or_init(|| Level::ALL.map(|level| windows_of(data, plan, level)));
        Level::ALL.iter().zip(by_level).filter(move |(of, _)| level.is_none_or(|level| level == **of)).map(|(_, windows)| windows)
    }
}

/// The box around a hub and its members; one that seems to go round the world may as well cross 180 degrees.
fn around(data: &Dataset, hub: &HubPlan) -> Option<Bounds> {
    let schools = std::iter::once(hub.school).chain(hub.members.iter().copied());
    let mut positions = schools.filter_map(|at| data.audit.schools[at as usize].position).map(|at: LonLat| [at.lon(), at.lat()]);
    let [lon, lat] = positions.next()?;
    let [west, south, east, north] =
        positions.fold([lon, lat, lon, lat], |[w, s, e, n], [lon, lat]| [w.min(lon), s.min(lat), e.max(lon), n.max(lat)]);
    let [west, east] = if east - west > 180.0 { [-180.0, 180.0] } else { [west, east] };
    Bounds::new(west, south, east, north).ok()
}

fn windows_of(data: &Dataset, plan: &Plan, level: Level) -> PointWindows {
    let school = |at: u32| &data.audit.schools[at as usize];
    let takes_part = |(at, state): &(u32, State)| !matches!(state, State::OutOfScope(_)) && school(*at).level() == Some(level);
    let part = plan.states.iter().filter(takes_part);
    PointWindows::new(part.filter_map(|(at, _)| Some((at, school(at).position?))))
}
