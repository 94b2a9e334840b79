//! The account of any schools: every one is hub, member, unreached, needs-check, or out of scope.

use crate::plan::Counts;
use crate::snapshot::View;
use serde::Serialize;

/// Counts schools by what became of them.
pub(super) fn of(view: &View<'_>, schools: impl Iterator<Item = u32>) -> Counts {
    let mut counts = Counts::default();
    schools.for_each(|at| counts.add(view.state(at)));
    counts
}

/// Members among all schools that could have a hub, those whose position must be checked first among them; `None` when there are none.
pub(super) fn coverage(counts: &Counts) -> Option<f64> {
    let wanting = counts.schools - counts.hubs;
    (wanting > 0).then(|| counts.members as f64 / wanting as f64)
}

/// The account as answers write it.
#[derive(Serialize)]
pub(super) struct Account {
    out_of_scope: u64,
    schools: u64,
    hubs: u64,
    members: u64,
    unreached: u64,
    needs_check: u64,
}

impl From<Counts> for Account {
    fn from(counts: Counts) -> Self {
        let Counts { out_of_scope, schools, hubs, members, unreached, needs_check } = counts;
        Self { out_of_scope, schools, hubs, members, unreached, needs_check }
    }
}
