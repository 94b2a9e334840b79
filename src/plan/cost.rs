//! The ordered objective as one value.

use std::ops::{Add, AddAssign, Neg, Sub};

/// A cost of the lexicographic objective: what comes first decides, the rest breaks ties.
///
/// An ordered group and not one big number, so that no weight can be too small for a larger country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cost {
    /// Priority of schools left unreached.
    pub priority: i64,
    /// Members missing below the hubs' minimum.
    pub shortfall: i64,
    /// Members whose hub lies in another tier region.
    pub crossings: i64,
    /// Straight-line metres.
    pub metres: i64,
}

impl Cost {
    /// Nothing.
    pub const ZERO: Self = Self { priority: 0, shortfall: 0, crossings: 0, metres: 0 };

    /// One member missing below a hub's minimum.
    pub const SHORTFALL: Self = Self { priority: 0, shortfall: 1, crossings: 0, metres: 0 };

    /// A school of this priority left unreached.
    #[must_use]
    pub fn unreached(priority: u16) -> Self {
        Self { priority: i64::from(priority), ..Self::ZERO }
    }

    /// A member at a distance, in its own tier region or not.
    #[must_use]
    pub fn pair(crosses: bool, metres: u32) -> Self {
        Self { crossings: i64::from(crosses), metres: i64::from(metres), ..Self::ZERO }
    }
}

impl Add for Cost {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            priority: self.priority + other.priority,
            shortfall: self.shortfall + other.shortfall,
            crossings: self.crossings + other.crossings,
            metres: self.metres + other.metres,
        }
    }
}

impl Neg for Cost {
    type Output = Self;

    fn neg(self) -> Self {
        Self { priority: -self.priority, shortfall: -self.shortfall, crossings: -self.crossings, metres: -self.metres }
    }
}

impl Sub for Cost {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl AddAssign for Cost {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl std::iter::Sum for Cost {
    fn sum<I: Iterator<Item = Self>>(costs: I) -> Self {
        costs.fold(Self::ZERO, Add::add)
    }
}
