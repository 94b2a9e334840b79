//! The least feasible prices: with the seats they prove the optimum, and each is exactly what one more place saves.

use crate::plan::Cost;
use crate::plan::effort::TooLarge;
use crate::plan::flow::search::{Event, Step};
use crate::plan::flow::{Flow, unreached};
use crate::plan::packed::Packed;
use crate::plan::problem::index;
use std::cmp::Reverse;

impl<P: Packed> Flow<'_, P> {
    /// The least feasible price of every hub, in the order of the group.
    ///
    /// They are one more shortest-path search: from every hub at its lower bound and every unreached school, along all exchanges.
    /// The distance of a hub is its least price with the sign turned.
    ///
    /// A hub is reached with less than it begins with, or not at all, so that members' arcs need no table: each is looked at once.
    pub(in crate::plan) fn least_prices(&mut self) -> Result<Vec<Cost>, TooLarge> {
        self.find_floor();
        self.search.begin();
        let nowhere = Step { school: NOBODY, leaves: None };
        let mut limit = P::ZERO;
        for hub in 0..index(self.hubs.len()) {
            let start = self.one_less(hub);
            limit = limit.max(start);
            self.search.reach(hub, start, start + self.hubs[hub as usize].price, P::INFINITE, nowhere);
        }
        for school in 0..index(self.seats.len()) {
            if self.seats[school as usize].is_none() {
                let step = Step { school, leaves: None };
                self.lower_along(step, P::ZERO - unreached::<P>(self.group, school), limit)?;
            }
        }
        while let Some(Reverse((key, event))) = self.search.heap.pop() {
            let Event::Hub(hub) = event else { continue };
            if self.search.settle(hub, key) {
                let start = self.search.distance(hub);
                for at in 0..self.hubs[hub as usize].members.len() {
                    let school = self.hubs[hub as usize].members[at];
                    let seat = self.seats[school as usize].expect("a member has a seat");
                    self.lower_along(Step { school, leaves: Some(hub) }, start - seat.cost.pack(), limit)?;
                }
            }
        }
        for hub in 0..index(self.hubs.len()) {
            self.hubs[hub as usize].price = P::ZERO - self.search.distance(hub);
        }
        Ok(self.hubs.iter().map(|hub| hub.price.unpack()).collect())
    }

    /// Goes on along the arcs of one school, as far as they lead below a limit. `start` is the cost before it.
    fn lower_along(&mut self, step: Step, start: P, limit: P) -> Result<(), TooLarge> {
        while self.candidates.rest(step.school).is_some_and(|rest| start + rest.pack() < limit) {
            self.candidates.extend(step.school)?;
        }
        let mut looks = 1;
        for arc in self.candidates.known(step.school) {
            let distance = start + arc.cost.pack();
            if distance >= limit {
                break;
            }
            looks += 1;
            if step.leaves != Some(arc.hub) {
                self.search.reach(arc.hub, distance, distance + self.hubs[arc.hub as usize].price, P::INFINITE, step);
            }
        }
        self.candidates.effort().spend(looks)
    }
}

/// Stands before a hub that a way begins with.
const NOBODY: u32 = u32::MAX;
