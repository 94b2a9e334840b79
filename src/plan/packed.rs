//! Costs packed into one machine number, for the kernel alone.

use crate::plan::Cost;
use std::fmt::Debug;
use std::ops::{Add, AddAssign, Sub};

/// A [`Cost`] in mixed radix: sums, differences and order of the packed numbers are those of the costs.
///
/// That holds while every component stays below half its radix. Prices and path costs are sums along simple paths of hubs; with at
/// most 2^19 hubs in a group and pairs below 2^25 m (half the earth is 20,037,509 m) metres stay below 2^44 in size, crossings and
/// shortfalls below 2^20, and priorities below 2^30.
pub(super) trait Packed: Copy + Ord + Debug + Send + Sync + Add<Output = Self> + Sub<Output = Self> + AddAssign {
    const ZERO: Self;
    /// The least positive cost: one metre.
    const ONE: Self;
    /// Larger than every cost.
    const INFINITE: Self;
    fn pack(cost: Cost) -> Self;
    fn unpack(self) -> Cost;
}

const METRES_BITS: u32 = 46;
const COUNT_BITS: u32 = 22;

/// Splits off the lowest component, which may be negative.
fn split(value: i128, bits: u32) -> (i128, i64) {
    let radix = 1_i128 << bits;
    let low = (value + radix / 2).rem_euclid(radix) - radix / 2;
    (((value - low) >> bits), i64::try_from(low).expect("a component has less than 64 bits"))
}

/// All four components.
impl Packed for i128 {
    const ZERO: Self = 0;
    const ONE: Self = 1;
    const INFINITE: Self = Self::MAX / 4;

    fn pack(cost: Cost) -> Self {
        let counts = (Self::from(cost.priority) << COUNT_BITS) + Self::from(cost.shortfall);
        let counts = (counts << COUNT_BITS) + Self::from(cost.crossings);
        (counts << METRES_BITS) + Self::from(cost.metres)
    }

    fn unpack(self) -> Cost {
        let (rest, metres) = split(self, METRES_BITS);
        let (rest, crossings) = split(rest, COUNT_BITS);
        let (rest, shortfall) = split(rest, COUNT_BITS);
        let priority = i64::try_from(rest).expect("priorities have less than 64 bits");
        Cost { priority, shortfall, crossings, metres }
    }
}

/// Priority and metres only, for rules without minimum and tiers: half the size, and what most plans need.
impl Packed for i64 {
    const ZERO: Self = 0;
    const ONE: Self = 1;
    const INFINITE: Self = Self::MAX / 4;

    fn pack(cost: Cost) -> Self {
        debug_assert!(cost.shortfall == 0 && cost.crossings == 0);
        (cost.priority << METRES_BITS) + cost.metres
    }

    fn unpack(self) -> Cost {
        let (priority, metres) = split(i128::from(self), METRES_BITS);
        let priority = i64::try_from(priority).expect("priorities have less than 64 bits");
        Cost { priority, metres, ..Cost::ZERO }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cost() -> impl Strategy<Value = Cost> {
        (-1000_i64..=1000, -(1_i64 << 19)..1 << 19, -(1_i64 << 19)..1 << 19, -(1_i64 << 43)..1 << 43)
            .prop_map(|(priority, shortfall, crossings, metres)| Cost { priority, shortfall, crossings, metres })
    }

    proptest! {
        #[test]
        fn packed_costs_add_and_compare_as_costs_do(a in cost(), b in cost()) {
            let (x, y) = (i128::pack(a), i128::pack(b));
            prop_assert_eq!(x.unpack(), a);
            prop_assert_eq!((x + y).unpack(), a + b);
            prop_assert_eq!((x - y).unpack(), a - b);
            prop_assert_eq!(x.cmp(&y), a.cmp(&b));
        }

        #[test]
        fn the_short_form_agrees_where_it_applies(a in cost(), b in cost()) {
            let short = |cost: Cost| Cost { shortfall: 0, crossings: 0, ..cost };
            let (x, y) = (i64::pack(short(a)), i64::pack(short(b)));
            prop_assert_eq!((x - y).unpack(), short(a - b));
            prop_assert_eq!(x.cmp(&y), short(a).cmp(&short(b)));
        }
    }
}
