//! Why this hub, and what another one would cost: exact, by one augmenting path each.

use crate::plan::{Cost, Plan, Problem};

/// What decided a member's hub.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decided {
    /// A required pair.
    Required,
    /// It is the nearest hub that the rules allow.
    Nearest,
    /// A hub of the own tier region goes before nearer ones elsewhere.
    Tier,
    /// Nearer hubs are full, and others gain more from their places.
    Capacity,
    /// A hub below its minimum needed members.
    Minimum,
}

impl Decided {
    /// The stable code.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Nearest => "nearest",
            Self::Tier => "tier",
            Self::Capacity => "capacity",
            Self::Minimum => "minimum",
        }
    }
}

/// Another hub that the rules allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// Place of the hub in [`Plan::hubs`].
    pub hub: u32,
    /// Straight line, whole planning metres.
    pub metres: u32,
    /// Its rank by distance among the allowed hubs, from 1.
    pub rank: u32,
    /// What the whole plan would lose if this hub were required, exactly; zero is another plan as good.
    pub extra: Cost,
}

/// Why a member has its hub.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// Rank of its hub by distance among the allowed hubs, from 1; 0 when a required pair overrides the rules.
    pub rank: u32,
    /// What decided.
    pub decided: Decided,
    /// The next hubs by distance other than its own, nearest first.
    pub alternatives: Vec<Alternative>,
}

/// Tells why a member has its hub and what the next `count` hubs would cost; `None` when the school is no member.
#[must_use]
pub fn why(problem: &Problem<'_>, plan: &Plan, school: u32, count: usize) -> Option<Why> {
    let _ = (problem, plan, school, count);
    todo!("alternatives")
}
