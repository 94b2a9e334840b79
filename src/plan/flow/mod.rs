//! The exact kernel: successive shortest paths on the graph of hubs.
//!
//! In: a [`Group`]. Out: a seat for every school and a price for every hub that together prove the optimum. Must not know: files,
//! names, other groups.
//!
//! An auction finds prices that are nearly right. Whoever has a place at them is seated, which is nearly everybody; the others enter
//! one by one. Such a school goes to the hub where its whole chain of consequences is cheapest: a full hub passes one of
//! its members on, and so forth, until some hub has a free place or some member stays unreached. Dijkstra finds that chain; prices
//! of hubs are the potentials that keep all lengths from being negative.
//!
//! Source: Ahuja, Magnanti and Orlin, *Network Flows* (1993), section 9.7; the graph of hubs instead of schools is the usual
//! contraction for a transportation problem with unit supplies.

mod auction;
mod certificate;
mod detour;
mod exchange;
mod search;
mod start;
mod wanting;

use crate::plan::candidates::{ArcCost, Candidates};
use crate::plan::effort::TooLarge;
use crate::plan::flow::auction::Auction;
use crate::plan::flow::exchange::{ExchangeTable, Seen};
use crate::plan::flow::search::{Event, Search, Step};
use crate::plan::packed::Packed;
use crate::plan::problem::index;
use crate::plan::{Cost, Group};
use std::cmp::Reverse;

/// Where a school sits: its hub in the group and what that costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::plan) struct Seat {
    pub(in crate::plan) hub: u32,
    pub(in crate::plan) cost: ArcCost,
}

/// A hub while the plan grows.
#[derive(Debug)]
struct Hub<P> {
    price: P,
    places: u32,
    min: u32,
    /// Members that required pairs put here.
    required: u32,
    load: u32,
    /// Members that may be moved; the required ones count in `load` only.
    members: Vec<u32>,
    table: ExchangeTable<P>,
}

/// How a chain ends.
#[derive(Clone, Copy, Debug)]
enum End {
    /// The new school itself stays unreached.
    Alone,
    /// A free place of this hub.
    Place(u32),
    /// This member of this hub stays unreached.
    Exit(u32, u32),
}

/// The growing plan of one group.
pub(in crate::plan) struct Flow<'a, P> {
    group: &'a Group,
    candidates: Candidates<'a>,
    hubs: Vec<Hub<P>>,
    seats: Vec<Option<Seat>>,
    /// No hub's price is below this.
    price_floor: P,
    search: Search<P>,
    seen: Seen,
    /// Steps that have not been counted yet.
    looks: usize,
}

// Shortest paths alone, school after school, took 1.3 times the processor time at a country's 20 km and 15 places, 1.9 times at 3 places
// and 3 times at 30 km and 14 places. They took half at 60 places with tiers, minimum and priorities, where nobody fights for places.

/// The price floor is looked up again after so many schools; a stale one is only lower, hence still right.
const FLOOR_INTERVAL: usize = 256;

impl<'a, P: Packed> Flow<'a, P> {
    pub(in crate::plan) fn new(group: &'a Group, candidates: Candidates<'a>) -> Self {
        let hubs: Vec<Hub<P>> = group
            .hubs
            .iter()
            .map(|hub| Hub {
                price: if hub.required < hub.min { P::ZERO - P::pack(Cost::SHORTFALL) } else { P::ZERO },
                places: hub.places,
                min: hub.min,
                required: hub.required,
                load: hub.required,
                members: Vec::new(),
                table: ExchangeTable::new(),
            })
            .collect();
        let search = Search::new(hubs.len());
        let seen = Seen::new(hubs.len());
        let mut flow = Self {
            group,
            candidates,
            hubs,
            seats: vec![None; group.schools.len()],
            price_floor: P::ZERO,
            search,
            seen,
            looks: 0,
        };
        flow.find_floor();
        flow
    }

    /// Takes up a plan that is there already: who sits where, and what the hubs' places are worth.
    pub(in crate::plan) fn restore(&mut self, seats: &[Option<Seat>], prices: &[P]) {
        for (hub, price) in self.hubs.iter_mut().zip(prices) {
            hub.price = *price;
        }
        for (school, seat) in seats.iter().enumerate() {
            if let Some(seat) = seat {
                let hub = &mut self.hubs[seat.hub as usize];
                hub.members.push(index(school));
                hub.load += 1;
            }
        }
        self.seats.copy_from_slice(seats);
        self.find_floor();
    }

    /// The arc lists, for questions about single schools.
    pub(in crate::plan) fn candidates(&mut self) -> &mut Candidates<'a> {
        &mut self.candidates
    }

    /// Seats all schools.
    pub(in crate::plan) fn run(&mut self) -> Result<(), TooLarge> {
        let guess = Auction::new(self.group, &mut self.candidates).run()?;
        let waiting = self.start(&guess)?;
        for (done, school) in waiting.iter().enumerate() {
            if done % FLOOR_INTERVAL == 0 {
                self.find_floor();
            }
            self.insert(*school)?;
        }
        self.fill_wanting()
    }

    /// The seat of every school of the group.
    pub(in crate::plan) fn seats(&self) -> &[Option<Seat>] {
        &self.seats
    }

    fn find_floor(&mut self) {
        self.price_floor = self.hubs.iter().map(|hub| hub.price).min().unwrap_or(P::ZERO);
    }

    /// What the next member costs a hub beyond its way: a member below the minimum is a gain.
    fn next_place(&self, hub: u32) -> Option<P> {
        let hub = &self.hubs[hub as usize];
        if hub.load >= hub.places {
            None
        } else if hub.load < hub.min {
            Some(P::ZERO - P::pack(Cost::SHORTFALL))
        } else {
            Some(P::ZERO)
        }
    }

    /// Seats one more school, at least cost for the whole plan.
    fn insert(&mut self, school: u32) -> Result<(), TooLarge> {
        self.search.begin();
        let mut best = (unreached::<P>(self.group, school), End::Alone);
        self.relax_school(school, P::ZERO, best.0);
        while let Some(Reverse((key, event))) = self.search.heap.pop() {
            if key >= best.0 {
                break;
            }
            self.count_looks()?;
            match event {
                Event::RestOfSchool(school) => {
                    self.candidates.extend(school)?;
                    self.relax_school(school, P::ZERO, best.0);
                }
                Event::RestOfHub(hub) => {
                    self.extend_members(hub)?;
                    self.relax_hub(hub, best.0);
                }
                Event::Hub(hub) if self.search.settle(hub, key) => {
                    self.try_place(hub, &mut best);
                    if best.0 <= key {
                        break;
                    }
                    self.try_exit(hub, &mut best);
                    self.relax_hub(hub, best.0);
                }
                Event::Hub(_) | Event::Sink => {}
            }
        }
        self.raise_prices(best.0);
        self.shift(school, best.1);
        Ok(())
    }

    /// Counts the steps since the last time.
    fn count_looks(&mut self) -> Result<(), TooLarge> {
        self.candidates.effort().spend(std::mem::take(&mut self.looks) + 1)
    }

    /// Ends the chain at a free place of a hub, if that is cheapest so far.
    fn try_place(&self, hub: u32, best: &mut (P, End)) {
        if let Some(place) = self.next_place(hub) {
            // A wanting place is as good as its price.
            let total = self.search.distance(hub) + place.max(self.hubs[hub as usize].price);
            if total < best.0 {
                *best = (total, End::Place(hub));
            }
        }
    }

    /// Goes on from a school to the hubs it may be sent to. `start` is the cost before it.
    fn relax_school(&mut self, school: u32, start: P, bound: P) {
        let step = Step { school, leaves: None };
        for arc in self.candidates.known(school) {
            self.looks += 1;
            let distance = start + arc.cost.pack();
            if distance + self.price_floor >= bound {
                return;
            }
            self.search.reach(arc.hub, distance, distance + self.hubs[arc.hub as usize].price, bound, step);
        }
        if let Some(rest) = self.candidates.rest(school) {
            let key = start + rest.pack() + self.price_floor;
            if key < bound {
                self.search.heap.push(Reverse((key, Event::RestOfSchool(school))));
            }
        }
    }

    /// Ends the chain with a member of a hub that stays unreached, if that is cheapest so far.
    fn try_exit(&mut self, hub: u32, best: &mut (P, End)) {
        self.refresh(hub);
        if let Some((weight, member)) = self.hubs[hub as usize].table.exit {
            let total = self.search.distance(hub) + weight;
            if total < best.0 {
                *best = (total, End::Exit(hub, member));
            }
        }
    }

    /// Goes on from a hub that passes a member on.
    fn relax_hub(&mut self, hub: u32, bound: P) {
        self.refresh(hub);
        let start = self.search.distance(hub);
        let table = &self.hubs[hub as usize].table;
        for exchange in &table.exchanges {
            self.looks += 1;
            let distance = start + exchange.weight;
            if distance + self.price_floor >= bound {
                return;
            }
            let step = Step { school: exchange.via, leaves: Some(hub) };
            self.search.reach(exchange.hub, distance, distance + self.hubs[exchange.hub as usize].price, bound, step);
        }
        if table.rest < P::INFINITE {
            let key = start + table.rest + self.price_floor;
            if key < bound {
                self.search.heap.push(Reverse((key, Event::RestOfHub(hub))));
            }
        }
    }

    /// Makes the exchange table of a hub anew if its members have changed.
    fn refresh(&mut self, hub: u32) {
        if self.hubs[hub as usize].table.fresh {
            return;
        }
        let mut table = std::mem::replace(&mut self.hubs[hub as usize].table, ExchangeTable::new());
        let (seats, group) = (&self.seats, self.group);
        let members = self.hubs[hub as usize].members.iter().map(|member| {
            let seat = seats[*member as usize].expect("a member has a seat");
            (*member, seat.cost.pack(), unreached(group, *member))
        });
        self.looks += table.rebuild(hub, members, &self.candidates, &mut self.seen);
        self.hubs[hub as usize].table = table;
    }

    /// Looks farther for those members whose unknown arcs begin to matter first.
    fn extend_members(&mut self, hub: u32) -> Result<(), TooLarge> {
        let least = self.hubs[hub as usize].table.rest;
        for at in 0..self.hubs[hub as usize].members.len() {
            let member = self.hubs[hub as usize].members[at];
            let seat = self.seats[member as usize].expect("a member has a seat");
            let rest = self.candidates.rest(member).map(|rest| rest.pack::<P>() - seat.cost.pack());
            // A plan that was taken up comes without lists: then all of them are wanted at once.
            if rest == Some(least) || self.candidates.known(member).is_empty() {
                self.candidates.extend(member)?;
            }
        }
        self.hubs[hub as usize].table.fresh = false;
        Ok(())
    }

    /// Keeps all lengths from being negative after the chain is used.
    fn raise_prices(&mut self, total: P) {
        for (hub, key) in &self.search.settled {
            if *key < total {
                self.hubs[*hub as usize].price += total - *key;
            }
        }
    }

    /// Moves everybody along the chain, from its end to the new school.
    fn shift(&mut self, school: u32, end: End) {
        let mut at = match end {
            End::Alone => return,
            End::Place(hub) => hub,
            End::Exit(hub, member) => {
                self.leave(member, hub);
                hub
            }
        };
        loop {
            let step = self.search.step(at);
            if let Some(left) = step.leaves {
                self.leave(step.school, left);
            }
            self.sit(step.school, at);
            match step.leaves {
                Some(left) => at = left,
                None => break debug_assert_eq!(step.school, school),
            }
        }
    }

    fn leave(&mut self, school: u32, hub: u32) {
        let state = &mut self.hubs[hub as usize];
        let at = state.members.iter().position(|member| *member == school).expect("the chain moves members");
        state.members.swap_remove(at);
        state.load -= 1;
        state.table.fresh = false;
        self.seats[school as usize] = None;
    }

    fn sit(&mut self, school: u32, hub: u32) {
        let arc = self.candidates.arc_between(school, hub).expect("a chain uses allowed arcs");
        self.seats[school as usize] = Some(Seat { hub, cost: arc.cost });
        let state = &mut self.hubs[hub as usize];
        state.members.push(school);
        state.load += 1;
        state.table.fresh = false;
    }
}

/// The cost of leaving a school unreached.
fn unreached<P: Packed>(group: &Group, school: u32) -> P {
    P::pack(Cost::unreached(group.schools[school as usize].priority))
}
