//! Where the schools are: trees that questions go to, each made when it is first needed.

use crate::index::{Bounds, Neighbours, PointWindows};
use crate::model::Level;
use crate::plan::{Plan, State};
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

    /// Makes all trees, side by side.
    pub(super) fn make(&self, data: &Dataset, plan: &Plan) {
        rayon::join(|| self.neighbours(data), || self.windows(data, plan, None).count());
    }

    fn windows(&self, data: &Dataset, plan: &Plan, level: Option<Level>) -> impl Iterator<Item = &PointWindows> {
        let by_level = self.by_level.get_or_init(|| Level::ALL.map(|level| windows_of(data, plan, level)));
        Level::ALL.iter().zip(by_level).filter(move |(of, _)| level.is_none_or(|level| level == **of)).map(|(_, windows)| windows)
    }
}

fn windows_of(data: &Dataset, plan: &Plan, level: Level) -> PointWindows {
    let schools = data.audit.schools.iter().zip(&plan.states).enumerate();
    let part = schools.filter(|(_, (school, state))| !matches!(state, State::OutOfScope(_)) && school.level() == Some(level));
    let index = |at| u32::try_from(at).expect("schools are numbered in 32 bits");
    PointWindows::new(part.filter_map(|(at, (school, _))| Some((index(at), school.position?))))
}
