//! A plan over the schools it was made for.

use crate::model::School;
use crate::plan::{Cost, OutOfScope, Rules, States};

/// What became of one school.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The rules leave it out.
    OutOfScope(OutOfScope),
    /// Its position cannot be used; a hub in this state offers no place.
    NeedsCheck,
    /// A hub; the number is its place in [`Plan::hubs`].
    Hub(u32),
    /// A member.
    Member {
        /// Place of its hub in [`Plan::hubs`].
        hub: u32,
        /// Straight line, whole planning metres.
        metres: u32,
        /// Whether the hub lies in another tier region.
        crosses: bool,
        /// Whether a required pair decided.
        required: bool,
    },
    /// No hub can serve it; `plan::reasons` tells why.
    Unreached,
}

/// One hub of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HubPlan {
    /// Index of the hub in the schools.
    pub school: u32,
    /// Its places; `None` for no limit.
    pub places: Option<u32>,
    /// The members it should have at least.
    pub min: u32,
    /// Its members as indices into the schools, in NPSN order.
    pub members: Vec<u32>,
    /// The least feasible price: what one more place here saves. Negative while the hub is at or below its minimum.
    pub price: Cost,
}

impl HubPlan {
    /// Members missing below its minimum.
    pub(super) fn shortfall(&self) -> u64 {
        u64::from(self.min).saturating_sub(self.members.len() as u64)
    }
}

/// What a plan achieves, in the order that decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Objective {
    /// Sum of the priorities of the schools reached.
    pub priority: i64,
    /// Schools reached.
    pub reached: u64,
    /// Members missing below the hubs' minimum.
    pub shortfall: u64,
    /// Members whose hub lies in another tier region.
    pub crossings: u64,
    /// Straight-line metres of all members.
    pub metres: u64,
}

impl Objective {
    /// What a plan achieves for some of its schools, given as indices; a hub among them counts with all its members.
    #[must_use]
    pub fn of_part(schools: &[School], rules: &Rules, plan: &Plan, part: impl Iterator<Item = u32>) -> Self {
        let mut objective = Self::default();
        for at in part {
            match plan.states[at] {
                State::Member { metres, crosses, .. } => {
                    objective.add_member(rules.priority(&schools[at as usize]), crosses, metres);
                }
                State::Hub(hub) => {
                    objective.shortfall += plan.hubs[hub as usize].shortfall();
                }
                State::OutOfScope(_) | State::NeedsCheck | State::Unreached => {}
            }
        }
        objective
    }

    pub(super) fn add_member(&mut self, priority: u16, crosses: bool, metres: u32) {
        self.priority += i64::from(priority);
        self.reached += 1;
        self.crossings += u64::from(crosses);
        self.metres += u64::from(metres);
    }

    /// Adds what another part of a plan achieves.
    pub(super) fn add(&mut self, other: &Self) {
        self.priority += other.priority;
        self.reached += other.reached;
        self.shortfall += other.shortfall;
        self.crossings += other.crossings;
        self.metres += other.metres;
    }

    /// What this costs more than another objective; less priority is a cost.
    #[must_use]
    pub fn cost_over(&self, other: &Self) -> Cost {
        let more = |ours: u64, theirs: u64| ours.cast_signed() - theirs.cast_signed();
        Cost {
            priority: other.priority - self.priority,
            shortfall: more(self.shortfall, other.shortfall),
            crossings: more(self.crossings, other.crossings),
            metres: more(self.metres, other.metres),
        }
    }
}

/// The account: `schools = hubs + members + unreached + needs_check`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Counts {
    /// Schools whom the rules leave out; not part of `schools`.
    pub out_of_scope: u64,
    /// Schools that take part.
    pub schools: u64,
    /// Hubs with a usable position.
    pub hubs: u64,
    /// Schools with a hub.
    pub members: u64,
    /// Schools without a hub.
    pub unreached: u64,
    /// Schools, hubs among them, whose position cannot be used.
    pub needs_check: u64,
}

impl Counts {
    /// Counts one more school.
    pub fn add(&mut self, state: State) {
        self.schools += u64::from(!matches!(state, State::OutOfScope(_)));
        match state {
            State::OutOfScope(_) => self.out_of_scope += 1,
            State::NeedsCheck => self.needs_check += 1,
            State::Hub(_) => self.hubs += 1,
            State::Member { .. } => self.members += 1,
            State::Unreached => self.unreached += 1,
        }
    }
}

/// A proven best plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// One state per school.
    pub states: States,
    /// The hubs that offer places, in NPSN order.
    pub hubs: Vec<HubPlan>,
    /// What it achieves.
    pub objective: Objective,
    /// The account.
    pub counts: Counts,
}
