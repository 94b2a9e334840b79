//! The exact kernel: successive shortest paths on the graph of hubs.
//!
//! In: a [`Group`]. Out: a seat for every school and a price for every hub that together prove the optimum. Must not know: files,
//! names, other groups.
//!
//! Schools enter one by one. A school goes to the hub where its whole chain of consequences is cheapest: a full hub passes one of
//! its members on, and so forth, until some hub has a free place or some member stays unreached. Dijkstra finds that chain; prices
//! of hubs are the potentials that keep all lengths from being negative.
//!
//! Source: Ahuja, Magnanti and Orlin, *Network Flows* (1993), section 9.7; the graph of hubs instead of schools is the usual
//! contraction for a transportation problem with unit supplies.

use crate::plan::candidates::{Arc, ArcCost, Candidates, TooManyArcs};
use crate::plan::exchange::{ExchangeTable, Seen};
use crate::plan::packed::Packed;
use crate::plan::problem::index;
use crate::plan::{Cost, Group};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Where a school sits: its hub in the group and what that costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seat {
    pub(super) hub: u32,
    pub(super) cost: ArcCost,
}

/// A hub while the plan grows.
#[derive(Debug)]
struct Hub<P> {
    price: P,
    places: u32,
    min: u32,
    load: u32,
    /// Members that may be moved; those of required pairs count in `load` only.
    members: Vec<u32>,
    table: ExchangeTable<P>,
}

/// What the search may come to next; the order breaks ties between equal keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    /// A hub has its final distance.
    Hub(u32),
    /// Exchanges of a hub that are not in its table yet begin to matter.
    RestOfHub(u32),
    /// Arcs of a school that are not in its list yet begin to matter.
    RestOfSchool(u32),
    /// Free places and schools that stay unreached have their final distance.
    Sink,
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

/// Who stands before a hub in a chain: the school that comes, and the hub that it leaves.
#[derive(Clone, Copy, Debug)]
struct Step {
    school: u32,
    leaves: Option<u32>,
}

/// The state of one search, kept between searches for its memory.
#[derive(Debug)]
struct Search<P> {
    round: u32,
    marks: Vec<Mark<P>>,
    heap: BinaryHeap<Reverse<(P, Event)>>,
    settled: Vec<(u32, P)>,
}

#[derive(Clone, Copy, Debug)]
struct Mark<P> {
    round: u32,
    is_settled: bool,
    distance: P,
    step: Step,
}

/// The growing plan of one group.
pub(super) struct Flow<'a, P> {
    group: &'a Group,
    candidates: Candidates<'a>,
    hubs: Vec<Hub<P>>,
    seats: Vec<Option<Seat>>,
    /// No hub's price is below this.
    price_floor: P,
    search: Search<P>,
    seen: Seen,
}

/// The price floor is looked up again after so many schools; a stale one is only lower, hence still right.
const FLOOR_INTERVAL: usize = 256;

impl<'a, P: Packed> Flow<'a, P> {
    pub(super) fn new(group: &'a Group, candidates: Candidates<'a>) -> Self {
        let hubs: Vec<Hub<P>> = group
            .hubs
            .iter()
            .map(|hub| Hub {
                price: if hub.required < hub.min { P::ZERO - P::pack(Cost::SHORTFALL) } else { P::ZERO },
                places: hub.places,
                min: hub.min,
                load: hub.required,
                members: Vec::new(),
                table: ExchangeTable::new(),
            })
            .collect();
        let step = Step { school: 0, leaves: None };
        let mark = Mark { round: 0, is_settled: false, distance: P::ZERO, step };
        let search = Search { round: 0, marks: vec![mark; hubs.len()], heap: BinaryHeap::new(), settled: Vec::new() };
        let seen = Seen::new(hubs.len());
        let mut flow =
            Self { group, candidates, hubs, seats: vec![None; group.schools.len()], price_floor: P::ZERO, search, seen };
        flow.find_floor();
        flow
    }

    /// Takes up a plan that is there already: who sits where, and what the hubs' places are worth.
    pub(super) fn restore(&mut self, seats: &[Option<Seat>], prices: &[P]) {
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
    pub(super) fn candidates(&mut self) -> &mut Candidates<'a> {
        &mut self.candidates
    }

    /// Seats all schools, in the given order.
    pub(super) fn run(&mut self, order: &[u32]) -> Result<(), TooManyArcs> {
        for (done, school) in order.iter().enumerate() {
            if done % FLOOR_INTERVAL == 0 {
                self.find_floor();
            }
            self.insert(*school)?;
        }
        Ok(())
    }

    /// The seat of every school of the group.
    pub(super) fn seats(&self) -> &[Option<Seat>] {
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
    fn insert(&mut self, school: u32) -> Result<(), TooManyArcs> {
        self.search.begin();
        let mut best = (unreached::<P>(self.group, school), End::Alone);
        self.relax_school(school, P::ZERO, best.0);
        while let Some(Reverse((key, event))) = self.search.heap.pop() {
            if key >= best.0 {
                break;
            }
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

    /// Ends the chain at a free place of a hub, if that is cheapest so far.
    fn try_place(&self, hub: u32, best: &mut (P, End)) {
        if let Some(place) = self.next_place(hub) {
            let total = self.search.distance(hub) + place;
            if total < best.0 {
                *best = (total, End::Place(hub));
            }
        }
    }

    /// Goes on from a school to the hubs it may be sent to. `start` is the cost before it.
    fn relax_school(&mut self, school: u32, start: P, bound: P) {
        let step = Step { school, leaves: None };
        for arc in self.candidates.known(school) {
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
        table.rebuild(hub, members, &self.candidates, &mut self.seen);
        self.hubs[hub as usize].table = table;
    }

    /// Looks farther for those members whose unknown arcs begin to matter first.
    fn extend_members(&mut self, hub: u32) -> Result<(), TooManyArcs> {
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
            let step = self.search.marks[at as usize].step;
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
        let arc = self.candidates.known(school).iter().find(|arc| arc.hub == hub).expect("the chain uses known arcs");
        self.seats[school as usize] = Some(Seat { hub, cost: arc.cost });
        let state = &mut self.hubs[hub as usize];
        state.members.push(school);
        state.load += 1;
        state.table.fresh = false;
    }

    /// The least feasible price of every hub, in the order of the group.
    ///
    /// They are one more shortest-path search: from every hub at its lower bound and every unreached school, along all exchanges.
    /// The distance of a hub is its least price with the sign turned.
    pub(super) fn least_prices(&mut self) -> Result<Vec<Cost>, TooManyArcs> {
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

    /// What the whole plan would lose, exactly, if a member were at another hub; `None` when that hub cannot take it.
    ///
    /// The shortest way from the other hub back to the place that the member leaves, through exchanges, free places, schools that
    /// are left unreached and schools that come in for them.
    pub(super) fn extra_cost(&mut self, school: u32, other: Arc) -> Result<Option<P>, TooManyArcs> {
        let Some(seat) = self.seats[school as usize] else { return Ok(None) };
        self.search.begin();
        let mut sink: Option<P> = None;
        let mut bound = P::INFINITE;
        let start = other.cost.pack::<P>();
        let step = Step { school, leaves: None };
        self.search.reach(other.hub, start, start + self.hubs[other.hub as usize].price, bound, step);
        while let Some(Reverse((key, event))) = self.search.heap.pop() {
            match event {
                Event::Hub(hub) if hub == seat.hub => return Ok(Some(self.search.distance(hub) - seat.cost.pack())),
                Event::Hub(hub) if self.search.settle(hub, key) => {
                    let mut end = (sink.unwrap_or(P::INFINITE), End::Alone);
                    self.try_place(hub, &mut end);
                    self.try_exit(hub, &mut end);
                    if Some(end.0) != sink && end.0 < P::INFINITE {
                        sink = Some(end.0);
                        self.search.heap.push(Reverse((end.0, Event::Sink)));
                        bound = bound.min(end.0 + self.return_place(seat.hub) + self.hubs[seat.hub as usize].price + P::ONE);
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

    /// What it costs a hub beyond its ways to give a place back.
    fn return_place(&self, hub: u32) -> P {
        let hub = &self.hubs[hub as usize];
        if hub.load <= hub.min { P::pack(Cost::SHORTFALL) } else { P::ZERO }
    }

    /// Goes on from the sink: every hub may give a place back, and every unreached school may come in.
    fn relax_sink(&mut self, total: P, target: u32, bound: P) {
        let nobody = Step { school: 0, leaves: None };
        for hub in 0..index(self.hubs.len()) {
            if hub == target || !self.hubs[hub as usize].members.is_empty() {
                let distance = total + self.return_place(hub);
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

/// The cost of leaving a school unreached.
fn unreached<P: Packed>(group: &Group, school: u32) -> P {
    P::pack(Cost::unreached(group.schools[school as usize].priority))
}

impl<P: Packed> Search<P> {
    fn begin(&mut self) {
        self.round += 1;
        self.heap.clear();
        self.settled.clear();
    }

    /// The distance of a hub that was reached.
    fn distance(&self, hub: u32) -> P {
        self.marks[hub as usize].distance
    }

    /// Notes a way to a hub if it is the best so far.
    fn reach(&mut self, hub: u32, distance: P, key: P, bound: P, step: Step) {
        let mark = &mut self.marks[hub as usize];
        if key < bound && (mark.round != self.round || distance < mark.distance) {
            *mark = Mark { round: self.round, is_settled: false, distance, step };
            self.heap.push(Reverse((key, Event::Hub(hub))));
        }
    }

    /// Makes a hub's distance final; false when it is already.
    fn settle(&mut self, hub: u32, key: P) -> bool {
        let mark = &mut self.marks[hub as usize];
        let is_first = !mark.is_settled;
        if is_first {
            mark.is_settled = true;
            self.settled.push((hub, key));
        }
        is_first
    }
}
