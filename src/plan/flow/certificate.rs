//! The least feasible prices: with the seats they prove the optimum, and each is exactly what one more place saves.

use crate::plan::Cost;
use crate::plan::candidates::TooManyArcs;
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
    pub(in crate::plan) fn least_prices(&mut self) -> Result<Vec<Cost>, TooManyArcs> {
        self.find_floor();
        self.search.begin();
        let nowhere = Step { school: 0, leaves: None };
        for hub in 0..index(self.hubs.len()) {
            let state = &self.hubs[hub as usize];
            let bound = if state.min > 0 && state.load <= state.min { P::pack(Cost::SHORTFALL) } else { P::ZERO };
            self.search.reach(hub, bound, bound + state.price, P::INFINITE, nowhere);
        }
        for school in 0..index(self.seats.len()) {
            if self.seats[school as usize].is_none() {
                self.relax_school(school, P::ZERO - unreached::<P>(self.group, school), P::INFINITE);
            }
        }
        while self.search.settled.len() < self.hubs.len() {
            let Some(Reverse((key, event))) = self.search.heap.pop() else { break };
            match event {
                Event::RestOfSchool(school) => {
                    self.candidates.extend(school)?;
                    self.relax_school(school, P::ZERO - unreached::<P>(self.group, school), P::INFINITE);
                }
                Event::RestOfHub(hub) => {
                    self.extend_members(hub)?;
                    self.relax_hub(hub, P::INFINITE);
                }
                Event::Hub(hub) if self.search.settle(hub, key) => self.relax_hub(hub, P::INFINITE),
                Event::Hub(_) | Event::Sink => {}
            }
        }
        Ok((0..index(self.hubs.len())).map(|hub| (P::ZERO - self.search.distance(hub)).unpack()).collect())
    }
}
