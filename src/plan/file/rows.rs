//! The lines of a plan file.

use crate::model::{Grade, Npsn, School};
use crate::plan::{Baseline, Baselines, Cost, Counts, HubPlan, NearestHub, Objective, Unlock, UnreachedSchool};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Shape of the file and program that wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Format {
    /// Number of the shape.
    pub format: u32,
    /// Version of imbas.
    pub program: String,
}

/// An input file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InputFile {
    /// Its name without folders.
    pub name: String,
    /// SHA-256 of its content, lower-case hexadecimal.
    pub sha256: String,
}

/// The account: `rows = refused + out_of_scope + schools`, `schools = hubs + members + unreached + needs_check`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanCounts {
    /// Rows read.
    pub rows: u64,
    /// Rows refused.
    pub refused: u64,
    /// Schools whom the rules leave out.
    pub out_of_scope: u64,
    /// Schools that take part.
    pub schools: u64,
    /// Hubs with a usable position.
    pub hubs: u64,
    /// Schools with a hub.
    pub members: u64,
    /// Schools without a hub.
    pub unreached: u64,
    /// Schools whose position cannot be used.
    pub needs_check: u64,
}

impl PlanCounts {
    pub(super) fn new(rows: u64, refused: u64, counts: Counts) -> Self {
        let Counts { out_of_scope, schools, hubs, members, unreached, needs_check } = counts;
        Self { rows, refused, out_of_scope, schools, hubs, members, unreached, needs_check }
    }
}

/// What one practice achieves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BaselineRow {
    /// What it achieves.
    pub objective: Objective,
    /// Hubs with more members than places.
    pub overloaded: u64,
}

/// What the two practices achieve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BaselineRows {
    /// Every school to its nearest allowed hub, places ignored.
    pub nearest: BaselineRow,
    /// Schools in NPSN order, each to the nearest allowed hub that still has a place.
    pub greedy: BaselineRow,
}

impl BaselineRows {
    pub(super) fn new(baselines: &Baselines) -> Self {
        let row = |baseline: &Baseline| BaselineRow { objective: baseline.objective, overloaded: baseline.overloaded };
        Self { nearest: row(&baselines.nearest), greedy: row(&baselines.greedy) }
    }
}

/// How far a position can be trusted; only what is not good is marked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// A good position.
    #[default]
    Good,
    /// Planned with, but not trusted.
    Doubtful,
    /// The middle of the school's own district.
    Approximate,
}

impl Mark {
    /// The mark of a school.
    #[must_use]
    pub fn of(school: &School) -> Self {
        if school.is_approximate() {
            Self::Approximate
        } else if school.grade == Grade::Ok {
            Self::Good
        } else {
            Self::Doubtful
        }
    }

    /// The stable lower-case word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Doubtful => "doubtful",
            Self::Approximate => "approximate",
        }
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
    fn is_good(&self) -> bool {
        *self == Self::Good
    }
}

/// A hub.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HubRow {
    /// Its number.
    #[serde(with = "npsn_text")]
    pub npsn: Npsn,
    /// Its places; `null` for no limit.
    pub places: Option<u32>,
    /// The members it should have at least.
    pub min: u32,
    /// Its members.
    pub load: u32,
    /// The least feasible price.
    pub price: Cost,
    /// Of its position; written only where it is not good.
    #[serde(default, rename = "position", skip_serializing_if = "Mark::is_good")]
    pub mark: Mark,
}

impl HubRow {
    pub(super) fn new(schools: &[School], hub: &HubPlan) -> Self {
        Self {
            npsn: npsn(schools, hub.school),
            places: hub.places,
            min: hub.min,
            load: u32::try_from(hub.members.len()).expect("members are schools, which are numbered in 32 bits"),
            price: hub.price,
            mark: Mark::of(&schools[hub.school as usize]),
        }
    }
}

/// A member and its hub.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssignmentRow {
    /// The member.
    #[serde(with = "npsn_text")]
    pub npsn: Npsn,
    /// Its hub.
    #[serde(with = "npsn_text")]
    pub hub: Npsn,
    /// Straight line, whole planning metres.
    pub metres: u32,
    /// Whether the hub lies in another tier region; written only where true.
    #[serde(default, skip_serializing_if = "is_false")]
    pub crosses: bool,
    /// Whether a required pair decided; written only where true.
    #[serde(default, skip_serializing_if = "is_false")]
    pub required: bool,
    /// Of its position; written only where it is not good.
    #[serde(default, rename = "position", skip_serializing_if = "Mark::is_good")]
    pub mark: Mark,
}

/// An unreached school.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnreachedRow {
    /// Its number.
    #[serde(with = "npsn_text")]
    pub npsn: Npsn,
    /// The code of the reason.
    pub reason: Cow<'static, str>,
    /// The nearest hub of its level in the whole list; absent when there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nearest: Option<NearestRow>,
    /// The cheapest change of one rule that helps.
    pub unlock: UnlockRow,
    /// Of its position; written only where it is not good.
    #[serde(default, rename = "position", skip_serializing_if = "Mark::is_good")]
    pub mark: Mark,
}

impl UnreachedRow {
    pub(super) fn new(schools: &[School], why: &UnreachedSchool) -> Self {
        let nearest = |near: NearestHub| NearestRow { hub: npsn(schools, near.school), metres: near.metres };
        Self {
            npsn: npsn(schools, why.school),
            reason: why.reason.as_str().into(),
            nearest: why.nearest.map(nearest),
            unlock: UnlockRow::new(schools, why.unlock),
            mark: Mark::of(&schools[why.school as usize]),
        }
    }
}

/// A hub and how far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NearestRow {
    /// The hub.
    #[serde(with = "npsn_text")]
    pub hub: Npsn,
    /// Straight line, whole planning metres.
    pub metres: u32,
}

/// The cheapest change of one rule after which the school, or one that gains more from it, is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum UnlockRow {
    /// A longer reach.
    Reach {
        /// The hub it leads to.
        #[serde(with = "npsn_text")]
        hub: Npsn,
        /// The reach that is needed.
        metres: u32,
    },
    /// One more place.
    Place {
        /// The hub that gets it.
        #[serde(with = "npsn_text")]
        hub: Npsn,
        /// What the whole plan gains.
        gain: Cost,
    },
    /// A hub of another decision region.
    CrossRegion {
        /// The hub.
        #[serde(with = "npsn_text")]
        hub: Npsn,
        /// Straight line, whole planning metres.
        metres: u32,
    },
    /// A forbidden pair allowed.
    Allow {
        /// The hub.
        #[serde(with = "npsn_text")]
        hub: Npsn,
        /// Straight line, whole planning metres.
        metres: u32,
    },
    /// The decision that leaves the school unassigned.
    Assign {},
    /// A new hub.
    NewHub {},
}

impl UnlockRow {
    fn new(schools: &[School], unlock: Unlock) -> Self {
        match unlock {
            Unlock::Reach { hub, metres } => Self::Reach { hub: npsn(schools, hub), metres },
            Unlock::Place { hub, gain } => Self::Place { hub: npsn(schools, hub), gain },
            Unlock::CrossRegion { hub, metres } => Self::CrossRegion { hub: npsn(schools, hub), metres },
            Unlock::Allow { hub, metres } => Self::Allow { hub: npsn(schools, hub), metres },
            Unlock::Assign => Self::Assign {},
            Unlock::NewHub => Self::NewHub {},
        }
    }
}

/// A school without a usable position.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NeedsCheckRow {
    /// Its number.
    #[serde(with = "npsn_text")]
    pub npsn: Npsn,
    /// The audit rule that decided; `unusable` when none is named.
    pub reason: Cow<'static, str>,
    /// Whether it is a hub, which then offers no place; written only where true.
    #[serde(default, skip_serializing_if = "is_false")]
    pub hub: bool,
}

impl NeedsCheckRow {
    pub(super) fn new(school: &School) -> Self {
        let reason = school.grade_reason.map_or("unusable", |code| code.as_str());
        Self { npsn: school.npsn, reason: reason.into(), hub: school.hub.is_some() }
    }
}

/// A school that the rules leave out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutOfScopeRow {
    /// Its number.
    #[serde(with = "npsn_text")]
    pub npsn: Npsn,
    /// The code of the reason.
    pub reason: Cow<'static, str>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

fn npsn(schools: &[School], at: u32) -> Npsn {
    schools[at as usize].npsn
}

/// An NPSN as JSON text; the words of the field know nothing of serde.
pub(super) mod npsn_text {
    use crate::model::Npsn;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};
    use std::borrow::Cow;

    pub(in crate::plan::file) fn serialize<S: Serializer>(npsn: &Npsn, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(npsn.as_str())
    }

    pub(in crate::plan::file) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Npsn, D::Error> {
        let text = Cow::<str>::deserialize(from)?;
        Npsn::new(&text).map_err(D::Error::custom)
    }
}
