//! What another hub for one member would cost the whole plan.

use crate::plan::candidates::Arc;
use crate::plan::effort::TooLarge;
use crate::plan::flow::search::{Event, Step};
use crate::plan::flow::{End, Flow, unreached};
use crate::plan::packed::Packed;
use crate::plan::problem::index;
use std::cmp::Reverse;

impl<P: Packed> Flow<'_, P> {
    /// What the whole plan would lose, exactly, if a member were at another hub; `None` when that hub cannot take it.
    ///
    /// The shortest way from the other hub back to the place that the member leaves, through exchanges, free places, schools that
    /// are left unreached and schools that come in for them.
    pub(in crate::plan) fn extra_cost(&mut self, school: u32, other: Arc) -> Result<Option<P>, TooLarge> {
        let Some(seat) = self.seats[school as usize] else { return Ok(None) };
        self.search.begin();
        let mut sink: Option<P> = None;
        let mut bound = P::INFINITE;
        let start = other.cost.pack::<P>();
        let step = Step { school, leaves: None };
        self.search.reach(other.hub, start, start + self.hubs[other.hub as usize].price, bound, step);
        while let Some(Reverse((key, event))) = self.search.heap.pop() {
            self.count_looks()?;
            match event {
                Event::Hub(hub) if hub == seat.hub => return Ok(Some(self.search.distance(hub) - seat.cost.pack())),
                Event::Hub(hub) if self.search.settle(hub, key) => {
                    let mut end = (sink.unwrap_or(P::INFINITE), End::Alone);
                    self.try_place(hub, &mut end);
                    self.try_exit(hub, &mut end);
                    if Some(end.0) != sink && end.0 < P::INFINITE {
                        sink = Some(end.0);
                        self.search.heap.push(Reverse((end.0, Event::Sink)));
                        bound = bound.min(end.0 + self.one_less(seat.hub) + self.hubs[seat.hub as usize].price + P::ONE);
                    }
                    self.relax_hub(hub, bound);
                }
                Event::Hub(_) => {}
                Event::RestOfHub(hub) => {
                    self.extend_members(hub)?;
                    self.relax_hub(hub, bound);
                }
                Event::RestOfSchool(school) => {
                    self.candidates.extend(school)?;
                    let start = sink.expect("only the sink brings schools in") - unreached::<P>(self.group, school);
                    self.relax_school(school, start, bound);
                }
                Event::Sink => self.relax_sink(sink.expect("the event comes from it"), seat.hub, bound),
            }
        }
        Ok(None)
    }

    /// Goes on from the sink: every hub may give a place back, and every unreached school may come in.
    fn relax_sink(&mut self, total: P, target: u32, bound: P) {
        let nobody = Step { school: 0, leaves: None };
        for hub in 0..index(self.hubs.len()) {
            if hub == target || !self.hubs[hub as usize].members.is_empty() {
                let distance = total + self.one_less(hub);
                self.search.reach(hub, distance, distance + self.hubs[hub as usize].price, bound, nobody);
            }
        }
        for school in 0..index(self.seats.len()) {
            if self.seats[school as usize].is_none() {
                self.relax_school(school, total - unreached::<P>(self.group, school), bound);
            }
        }
    }
}
