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
    /// The distance of a hub is its least price with the sign turned. Where places are still wanting at that price, the ways of the
    /// search lead there from places that may stay empty, and another search follows; one search serves many places.
    pub(in crate::plan) fn least_prices(&mut self) -> Result<Vec<Cost>, TooLarge> {
        loop {
            self.lower_prices()?;
            if (0..index(self.hubs.len())).any(|hub| self.wanting(hub) > 0) {
                self.fill_wanting();
            } else {
                return Ok(self.hubs.iter().map(|hub| hub.price.unpack()).collect());
            }
        }
    }

    /// Brings every hub to its least feasible price by one search.
    ///
    /// A hub is reached with less than it begins with, or not at all, so that members' arcs need no table: each is looked at once.
    fn lower_prices(&mut self) -> Result<(), TooLarge> {
        self.find_floor();
        self.search.begin();
        let nowhere = Step { school: NOBODY, leaves: None };
        let mut limit = P::ZERO;
        for hub in 0..index(self.hubs.len()) {
            let state = &self.hubs[hub as usize];
            let load = state.load + self.wanting(hub);
            let start = if state.min > 0 && load <= state.min { P::pack(Cost::SHORTFALL) } else { P::ZERO };
            limit = limit.max(start);
            self.search.reach(hub, start, start + state.price, P::INFINITE, nowhere);
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
        Ok(())
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

    /// Fills wanting places along the ways of the last search, as far as these do not touch.
    fn fill_wanting(&mut self) {
        for hub in 0..index(self.hubs.len()) {
            while self.wanting(hub) > 0 && self.can_fill(hub) {
                self.fill(hub);
            }
        }
    }

    /// Whether the way to a hub is still there.
    fn can_fill(&self, hub: u32) -> bool {
        let mut at = hub;
        loop {
            let step = self.search.step(at);
            match step.leaves {
                Some(left) if self.seats[step.school as usize].is_some_and(|seat| seat.hub == left) => at = left,
                Some(_) => return false,
                None if step.school == NOBODY => return at != hub && self.may_leave(at),
                None => return self.seats[step.school as usize].is_none(),
            }
        }
    }

    /// Whether a hub can give a place back without wanting it.
    fn may_leave(&self, hub: u32) -> bool {
        let hub = &self.hubs[hub as usize];
        let is_needed = hub.min > 0 && hub.load <= hub.min;
        let place = if is_needed { P::ZERO - P::pack(Cost::SHORTFALL) } else { P::ZERO };
        !hub.members.is_empty() && place >= hub.price
    }

    /// Moves everybody along the way to a hub.
    fn fill(&mut self, hub: u32) {
        let mut at = hub;
        loop {
            let step = self.search.step(at);
            if step.school == NOBODY {
                return;
            }
            if let Some(left) = step.leaves {
                self.leave(step.school, left);
            }
            self.sit(step.school, at);
            match step.leaves {
                Some(left) => at = left,
                None => return,
            }
        }
    }
}

/// Stands before a hub that a way begins with.
const NOBODY: u32 = u32::MAX;
