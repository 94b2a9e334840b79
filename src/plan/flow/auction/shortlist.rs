//! The few hubs that a school may bid for next.

use crate::plan::candidates::{Arc, ArcCost};
use crate::plan::flow::auction::NOWHERE;
use crate::plan::flow::auction::scale::Scale;

/// So many hubs are kept: a full scan for every bid was the larger part of the work where many hubs are in reach.
const KEPT: usize = 4;

/// The cheapest hubs of a school when all were looked at, and what every other one costs at least.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shortlist {
    arcs: [Arc; KEPT],
    others: i64,
}

/// The cheapest hub, and the cost of the second cheapest.
#[derive(Clone, Copy, Debug)]
pub(super) struct TwoCheapest {
    pub(super) best: i64,
    pub(super) second: i64,
    pub(super) hub: u32,
}

impl TwoCheapest {
    fn new(alone: i64) -> Self {
        Self { best: alone, second: alone, hub: NOWHERE }
    }

    fn look_at(&mut self, hub: u32, value: i64) {
        if value < self.best {
            (self.best, self.second, self.hub) = (value, self.best, hub);
        } else if value < self.second {
            self.second = value;
        }
    }
}

impl Shortlist {
    const NO_ARC: Arc = Arc { cost: ArcCost::MAX, hub: NOWHERE };

    /// Knows nothing yet.
    pub(super) const EMPTY: Self = Self { arcs: [Self::NO_ARC; KEPT], others: i64::MIN / 2 };

    /// Looks at all arcs that are known; arcs that are not cost at least `rest`, and prices are at least `floor`.
    pub(super) fn of(known: &[Arc], rest: i64, prices: &[i64], scale: &Scale, floor: i64, alone: i64) -> (Self, TwoCheapest) {
        let mut values = [i64::MAX; KEPT];
        let mut list = Self { arcs: [Self::NO_ARC; KEPT], others: rest };
        for arc in known {
            let cost = scale.arc(arc.cost);
            if cost + floor >= values[KEPT - 1].min(alone) {
                list.others = list.others.min(cost + floor);
                break;
            }
            let value = cost + prices[arc.hub as usize];
            if value >= values[KEPT - 1] {
                list.others = list.others.min(value);
                continue;
            }
            list.others = list.others.min(values[KEPT - 1]);
            let mut at = KEPT - 1;
            while at > 0 && values[at - 1] > value {
                (values[at], list.arcs[at]) = (values[at - 1], list.arcs[at - 1]);
                at -= 1;
            }
            (values[at], list.arcs[at]) = (value, *arc);
        }
        let mut found = TwoCheapest::new(alone);
        for (arc, value) in list.arcs.iter().zip(values).take_while(|(arc, _)| arc.hub != NOWHERE) {
            found.look_at(arc.hub, value);
        }
        (list, found)
    }

    /// The same, where prices have been lowered so far.
    pub(super) fn since(self, lowered: i64) -> Self {
        Self { others: self.others + lowered, ..self }
    }

    /// The answer, if no other hub can be among the two.
    pub(super) fn two_cheapest(&self, prices: &[i64], scale: &Scale, alone: i64, lowered: i64) -> Option<TwoCheapest> {
        let mut found = TwoCheapest::new(alone);
        for arc in self.arcs.iter().take_while(|arc| arc.hub != NOWHERE) {
            found.look_at(arc.hub, scale.arc(arc.cost) + prices[arc.hub as usize]);
        }
        (found.second <= self.others - lowered).then_some(found)
    }
}
