//! The difference between two plans, school by school.
//!
//! In: where each school stands in each plan. Out: what changed. Must not know: files, names, regions.

use crate::model::{Npsn, School};
use crate::plan::{Plan, PlanFile, State};
use std::collections::BTreeMap;

/// What became of a school in one plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The plan does not know it.
    Absent,
    /// The rules leave it out.
    OutOfScope,
    /// Its position cannot be used.
    NeedsCheck,
    /// No hub can serve it.
    Unreached,
    /// A hub.
    Hub,
    /// A member.
    Member {
        /// Its hub.
        hub: Npsn,
        /// Straight line, whole planning metres.
        metres: u32,
    },
}

impl Standing {
    /// The stable word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::OutOfScope => "out_of_scope",
            Self::NeedsCheck => "needs_check",
            Self::Unreached => "unreached",
            Self::Hub => "hub",
            Self::Member { .. } => "member",
        }
    }

    /// The hub of a member.
    #[must_use]
    pub fn hub(self) -> Option<Npsn> {
        if let Self::Member { hub, .. } = self { Some(hub) } else { None }
    }

    /// The distance of a member.
    #[must_use]
    pub fn metres(self) -> Option<u32> {
        if let Self::Member { metres, .. } = self { Some(metres) } else { None }
    }
}

/// Where every school of a plan stands.
pub type Standings = BTreeMap<Npsn, Standing>;

/// The standings of a plan file.
#[must_use]
pub fn standings_of_file(file: &PlanFile) -> Standings {
    let hubs = file.hubs.iter().map(|row| (row.npsn, Standing::Hub));
    let members = file.assignments.iter().map(|row| (row.npsn, Standing::Member { hub: row.hub, metres: row.metres }));
    let unreached = file.unreached.iter().map(|row| (row.npsn, Standing::Unreached));
    let needs_check = file.needs_check.iter().map(|row| (row.npsn, Standing::NeedsCheck));
    let out_of_scope = file.out_of_scope.iter().map(|row| (row.npsn, Standing::OutOfScope));
    hubs.chain(members).chain(unreached).chain(needs_check).chain(out_of_scope).collect()
}

/// The standing of the school of an index.
#[must_use]
pub fn standing(schools: &[School], plan: &Plan, at: u32) -> Standing {
    match plan.states[at] {
        State::OutOfScope(_) => Standing::OutOfScope,
        State::NeedsCheck => Standing::NeedsCheck,
        State::Unreached => Standing::Unreached,
        State::Hub(_) => Standing::Hub,
        State::Member { hub, metres, .. } => {
            let hub = plan.hubs[hub as usize].school;
            Standing::Member { hub: schools[hub as usize].npsn, metres }
        }
    }
}

/// How a school changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// A member that was none.
    Added,
    /// A member of another hub.
    Moved,
    /// No longer a member.
    Dropped,
    /// A member of the same hub at another distance: a position changed.
    Measured,
    /// Another change: a new hub, a school that is unreached now and needed a check before, one that a list lost.
    Role,
}

impl ChangeKind {
    /// All of them, in the order of outputs.
    pub const ALL: [Self; 5] = [Self::Added, Self::Moved, Self::Dropped, Self::Measured, Self::Role];

    /// The stable word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Moved => "moved",
            Self::Dropped => "dropped",
            Self::Measured => "measured",
            Self::Role => "role",
        }
    }
}

/// A school that changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The school.
    pub npsn: Npsn,
    /// How it changed.
    pub kind: ChangeKind,
    /// In the first plan.
    pub before: Standing,
    /// In the second plan.
    pub after: Standing,
}

impl Change {
    /// What changed about a school; `None` when nothing did.
    #[must_use]
    pub fn between(npsn: Npsn, before: Standing, after: Standing) -> Option<Self> {
        let kind = match (before, after) {
            (Standing::Member { hub: old, .. }, Standing::Member { hub: new, .. }) if old != new => ChangeKind::Moved,
            (Standing::Member { .. }, Standing::Member { .. }) => ChangeKind::Measured,
            (Standing::Member { .. }, _) => ChangeKind::Dropped,
            (_, Standing::Member { .. }) => ChangeKind::Added,
            _ => ChangeKind::Role,
        };
        (before != after).then_some(Self { npsn, kind, before, after })
    }
}

/// Every school that changed between two plans, in NPSN order.
#[must_use]
pub fn difference(before: &Standings, after: &Standings) -> Vec<Change> {
    let gone = before.keys().filter(|npsn| !after.contains_key(npsn));
    let mut all: Vec<Npsn> = after.keys().chain(gone).copied().collect();
    all.sort_unstable();
    let of = |plan: &Standings, npsn: Npsn| plan.get(&npsn).copied().unwrap_or(Standing::Absent);
    all.into_iter().filter_map(|npsn| Change::between(npsn, of(before, npsn), of(after, npsn))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn npsn(text: &str) -> Npsn {
        Npsn::new(text).expect("tests name schools by letters and digits")
    }

    #[test]
    fn every_change_has_one_kind() {
        let member = |hub, metres| Standing::Member { hub: npsn(hub), metres };
        for (before, after, expected) in [
            (member("1", 5), member("1", 5), None),
            (member("1", 5), member("2", 5), Some(ChangeKind::Moved)),
            (member("1", 5), member("1", 6), Some(ChangeKind::Measured)),
            (member("1", 5), Standing::Unreached, Some(ChangeKind::Dropped)),
            (member("1", 5), Standing::Absent, Some(ChangeKind::Dropped)),
            (Standing::Absent, member("1", 5), Some(ChangeKind::Added)),
            (Standing::Unreached, Standing::Hub, Some(ChangeKind::Role)),
            (Standing::Hub, Standing::Hub, None),
        ] {
            let change = Change::between(npsn("10300001"), before, after);
            assert_eq!(change.map(|change| change.kind), expected, "{before:?} {after:?}");
        }
    }

    #[test]
    fn schools_of_either_plan_are_compared_once() {
        let plan = |rows: &[(&str, Standing)]| -> Standings { rows.iter().map(|(number, row)| (npsn(number), *row)).collect() };
        let before = plan(&[("1", Standing::Hub), ("2", Standing::Unreached), ("3", Standing::Unreached)]);
        let after = plan(&[("1", Standing::Hub), ("3", Standing::Hub), ("4", Standing::Unreached)]);
        let changed: Vec<Npsn> = difference(&before, &after).iter().map(|change| change.npsn).collect();
        assert_eq!(changed, ["2", "3", "4"].map(npsn));
    }
}
