//! What people have decided: pairs that must or must not come together, and schools that get no hub.

use crate::model::Npsn;
use crate::plan::RulesError;
use std::collections::{BTreeMap, BTreeSet};

/// Decisions of people that the plan respects.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Pairs {
    /// Member and hub that must not come together.
    pub forbidden: BTreeSet<(Npsn, Npsn)>,
    /// Member and the hub that it must go to; overrides reach, region and tier, never level or capacity.
    pub required: BTreeMap<Npsn, Npsn>,
    /// Schools that stay without a hub.
    pub unassigned: BTreeSet<Npsn>,
}

/// Why a decision about a school cannot be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Impossible {
    /// No list names the school.
    #[error("the school is in no list")]
    SchoolUnknown,
    /// No list names the hub.
    #[error("the hub is in no list")]
    HubUnknown,
    /// The school cannot be planned for.
    #[error("the school's position needs a check")]
    NeedsCheck,
    /// The school is a hub itself.
    #[error("the school is a hub, and hubs are never members")]
    IsHub,
    /// What should be the hub offers no places.
    #[error("it is no hub of this plan with a usable position")]
    NotAHub,
    /// School and hub do not go together.
    #[error("their levels or forms differ")]
    LevelsDiffer,
}

impl Pairs {
    /// Whether nothing is decided.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many decisions there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.forbidden.len() + self.required.len() + self.unassigned.len()
    }

    /// Adds newer decisions; where they contradict older ones about the same school, the newer ones stand.
    pub fn overlay(&mut self, newer: &Self) {
        for (school, hub) in &newer.required {
            self.forbidden.remove(&(*school, *hub));
            self.unassigned.remove(school);
            self.required.insert(*school, *hub);
        }
        for (school, hub) in &newer.forbidden {
            if self.required.get(school) == Some(hub) && newer.required.get(school) != Some(hub) {
                self.required.remove(school);
            }
            self.forbidden.insert((*school, *hub));
        }
        for school in &newer.unassigned {
            if !newer.required.contains_key(school) {
                self.required.remove(school);
            }
            self.unassigned.insert(*school);
        }
    }

    /// Checks that no two decisions contradict each other.
    ///
    /// # Errors
    /// The first contradiction, both sides named.
    pub fn check(&self) -> Result<(), RulesError> {
        for (school, hub) in &self.required {
            if self.forbidden.contains(&(*school, *hub)) {
                return Err(RulesError::RequiredIsForbidden { school: *school, hub: *hub });
            }
            if self.unassigned.contains(school) {
                return Err(RulesError::RequiredIsUnassigned { school: *school, hub: *hub });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn npsn(text: &str) -> Npsn {
        Npsn::new(text).unwrap()
    }

    fn pin(school: &str, hub: &str) -> Pairs {
        Pairs { required: [(npsn(school), npsn(hub))].into(), ..Pairs::default() }
    }

    fn forbid(school: &str, hub: &str) -> Pairs {
        Pairs { forbidden: [(npsn(school), npsn(hub))].into(), ..Pairs::default() }
    }

    fn unassign(school: &str) -> Pairs {
        Pairs { unassigned: [npsn(school)].into(), ..Pairs::default() }
    }

    fn check(older: &Pairs, newer: &Pairs, expected: &Pairs) {
        let mut pairs = older.clone();
        pairs.overlay(newer);
        assert_eq!(&pairs, expected);
        pairs.check().unwrap();
    }

    #[test]
    fn a_newer_decision_about_a_school_stands() {
        check(&pin("1", "8"), &pin("1", "9"), &pin("1", "9"));
        check(&pin("1", "8"), &forbid("1", "8"), &forbid("1", "8"));
        check(&pin("1", "8"), &unassign("1"), &unassign("1"));
        check(&forbid("1", "8"), &pin("1", "8"), &pin("1", "8"));
        check(&unassign("1"), &pin("1", "8"), &pin("1", "8"));
        let both = Pairs { forbidden: [(npsn("1"), npsn("9"))].into(), ..pin("1", "8") };
        check(&pin("1", "8"), &forbid("1", "9"), &both);
    }

    #[test]
    fn a_contradiction_names_both_sides() {
        let check = |pairs: Pairs, expected: &str| assert_eq!(pairs.check().unwrap_err().to_string(), expected);
        let forbidden = Pairs { forbidden: [(npsn("1"), npsn("8"))].into(), ..pin("1", "8") };
        check(forbidden, "school 1 is both required and forbidden at hub 8");
        let unassigned = Pairs { unassigned: [npsn("1")].into(), ..pin("1", "8") };
        check(unassigned, "school 1 is both required at hub 8 and to stay unassigned");
    }
}
