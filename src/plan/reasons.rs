//! Why a school is unreached, which hub is nearest, and the cheapest way to reach it.

use crate::plan::{Cost, Plan, Problem};

/// Why a school is unreached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The list does not say the region that decides.
    RegionUnknown,
    /// No hub of the level (or form) with a usable position anywhere.
    NoHubOfLevel,
    /// None in the decision region.
    NoHubOfLevelInRegion,
    /// All hubs of the decision region lie beyond the reach.
    BeyondReach,
    /// All hubs within reach are forbidden for this school.
    Forbidden,
    /// All hubs that are allowed are full, and others gain more from their places.
    CapacityExhausted,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 6] = [
        Self::RegionUnknown,
        Self::NoHubOfLevel,
        Self::NoHubOfLevelInRegion,
        Self::BeyondReach,
        Self::Forbidden,
        Self::CapacityExhausted,
    ];

    /// The stable code.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::RegionUnknown => "region_unknown",
            Self::NoHubOfLevel => "no_hub_of_level",
            Self::NoHubOfLevelInRegion => "no_hub_of_level_in_region",
            Self::BeyondReach => "beyond_reach",
            Self::Forbidden => "forbidden",
            Self::CapacityExhausted => "capacity_exhausted",
        }
    }
}

/// The nearest hub of the level, whether or not the rules allow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NearestHub {
    /// Index in the schools.
    pub school: u32,
    /// Straight line, whole planning metres.
    pub metres: u32,
}

/// The cheapest change of one rule after which the school, or one that gains more from it, is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unlock {
    /// A reach of this many metres to this hub (index in the schools).
    Reach {
        /// The hub.
        hub: u32,
        /// Metres needed.
        metres: u32,
    },
    /// One more place at this hub; the price is what the whole plan gains.
    Place {
        /// The hub.
        hub: u32,
        /// What one more place saves.
        gain: Cost,
    },
    /// A hub of another decision region.
    CrossRegion {
        /// The hub.
        hub: u32,
        /// Straight line.
        metres: u32,
    },
    /// The forbidden pair with this hub.
    Allow {
        /// The hub.
        hub: u32,
        /// Straight line.
        metres: u32,
    },
    /// A new hub: no existing one can help.
    NewHub,
}

/// The answer for one unreached school.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnreachedSchool {
    /// Index in the schools.
    pub school: u32,
    /// Why.
    pub reason: Reason,
    /// The nearest hub of its level in the whole list.
    pub nearest: Option<NearestHub>,
    /// The cheapest unlock.
    pub unlock: Unlock,
}

/// Tells for every unreached school of a plan why, in NPSN order.
#[must_use]
pub fn reasons(problem: &Problem<'_>, plan: &Plan) -> Vec<UnreachedSchool> {
    let _ = (problem, plan);
    todo!("reasons")
}
