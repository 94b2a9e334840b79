//! Costs as plain numbers, for the auction alone.

use crate::plan::candidates::{ArcCost, Candidates};
use crate::plan::{Cost, Group};

/// The components of a cost as multiples of metres: so large that the first ones nearly always decide.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    crossing: i64,
    pub(super) shortfall: i64,
    unreached: i64,
    has_tiers: bool,
    has_minimum: bool,
    /// The step of the first round.
    pub(super) first_step: i64,
    /// From this step on prices change so little from round to round that shortlists are kept.
    pub(super) near_step: i64,
    /// More than every price.
    pub(super) endless: i64,
}

/// How much larger each component of a cost is than what comes after it. 4 and 8 were not enough: chains of exchanges add up.
const STEP: i64 = 16;

/// Bids count in this part of a metre, so that rounded prices are right at the end of a chain of exchanges, too.
const FINE: i64 = 64;

impl Scale {
    pub(super) fn new(group: &Group, candidates: &Candidates<'_>) -> Self {
        let span = span_m(group, candidates) * FINE;
        let (has_tiers, has_minimum) = (candidates.has_tiers(), group.hubs.iter().any(|hub| hub.min > 0));
        let mut unit = span;
        let mut next = |is_used: bool| {
            unit *= if is_used { STEP } else { 1 };
            unit
        };
        let (crossing, shortfall, unreached) = (next(has_tiers), next(has_minimum), next(true));
        // Where there is a place for everybody within reach nobody bids as much as staying unreached costs.
        let places: u64 = group.hubs.iter().map(|hub| u64::from(hub.places - hub.required)).sum();
        let is_roomy = group.reach_m.is_infinite() && places >= group.schools.len() as u64;
        let first_step = if is_roomy && !has_tiers && !has_minimum { span } else { unreached } / STEP;
        let endless = i64::MAX / 8;
        Self { crossing, shortfall, unreached, has_tiers, has_minimum, first_step, near_step: 64 * FINE, endless }
    }

    pub(super) fn arc(&self, cost: ArcCost) -> i64 {
        i64::from(cost.metres()) * FINE + if cost.crosses() { self.crossing } else { 0 }
    }

    /// What it costs to leave a school of a priority unreached.
    pub(super) fn alone(&self, priority: u16) -> i64 {
        i64::from(priority) * self.unreached
    }

    /// The cost that a price stands for.
    pub(super) fn cost(&self, price: i64) -> Cost {
        let mut metres = (price + FINE / 2).div_euclid(FINE);
        let mut count = |is_used: bool, unit: i64| {
            let count = if is_used { (metres + unit / 2).div_euclid(unit) } else { 0 };
            metres -= count * unit;
            count
        };
        let priority = count(true, self.unreached / FINE);
        let shortfall = count(self.has_minimum, self.shortfall / FINE);
        let crossings = count(self.has_tiers, self.crossing / FINE);
        Cost { priority, shortfall, crossings, metres }
    }
}

/// About the longest way that matters: the reach, or where there is none a few times the way to a dozen hubs.
fn span_m(group: &Group, candidates: &Candidates<'_>) -> i64 {
    if group.reach_m.is_finite() {
        return group.reach_m as i64 + 1;
    }
    let farthest = |school: u32| candidates.known(school).last().map_or(0, |arc| i64::from(arc.cost.metres()));
    let sum: i64 = (0..).take(group.schools.len()).map(farthest).sum();
    4 * sum / (group.schools.len() as i64).max(1) + 1_000
}
