//! Near prices by an auction: what every hub's places are about worth, and who would then sit where.
//!
//! In: a [`Group`] and its arcs. Out: a [`Guess`], which nobody has to trust: the kernel makes it exact. Must not know: seats, tables.
//!
//! Every school bids for its cheapest hub as much as that is worth to it over the second cheapest, and a little more; the lowest bid
//! of a full hub leaves. Bids rise by coarse steps first, and then by finer ones from below where the coarse ones ended, until prices
//! are right to a small part of a metre: rounded, nearly all of them are exact. Prices of a whole plateau of full hubs rise together
//! that way, where shortest paths alone raise them by a few metres with each school.
//!
//! Source: Bertsekas and Castañón, *The auction algorithm for the transportation problem* (1989).

mod scale;
mod shortlist;

use crate::plan::Group;
use crate::plan::candidates::Candidates;
use crate::plan::effort::TooLarge;
use crate::plan::flow::auction::scale::Scale;
use crate::plan::flow::auction::shortlist::{Shortlist, TwoCheapest};
use crate::plan::packed::Packed;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// What an auction ends with.
pub(super) struct Guess<P> {
    pub(super) prices: Vec<P>,
    /// The hub of each school; [`NOWHERE`] for none.
    pub(super) seats: Vec<u32>,
}

/// No hub.
pub(super) const NOWHERE: u32 = u32::MAX;

/// Steps of bids shrink by this from round to round. 5 and 12 take a quarter more bids, 20 half as many again.
const SHRINK: i64 = 8;

/// Prices start so many old steps below where the last round ended. 1 leads to price wars of a hundred times as many bids, 5 takes a
/// quarter more.
const BACK: i64 = 3;

/// The last step, in the units of [`Scale`]. Half of it costs a round more, and finds half of the few schools that still have to move.
const LAST: i64 = 2;

/// No round lets more bids than this happen for each school; what is left open then is for the shortest paths.
const MOST_BIDS: u64 = 100;

/// A hub's places and the bids for them.
struct Stall {
    /// Where the bids of this round began.
    start: i64,
    bids: BinaryHeap<Reverse<(i64, u32)>>,
}

/// The auction of one group.
pub(super) struct Auction<'c, 'a> {
    group: &'a Group,
    candidates: &'c mut Candidates<'a>,
    scale: Scale,
    stalls: Vec<Stall>,
    /// What the next bidder has to beat at each hub.
    prices: Vec<i64>,
    seats: Vec<u32>,
    shortlists: Vec<Shortlist>,
    /// The least price when the round began; prices only rise in a round.
    floor: i64,
    /// How far prices have been lowered since shortlists were last thrown away.
    lowered: i64,
}

impl<'c, 'a> Auction<'c, 'a> {
    pub(super) fn new(group: &'a Group, candidates: &'c mut Candidates<'a>) -> Self {
        let scale = Scale::new(group, candidates);
        let stalls = group.hubs.iter().map(|_| Stall { start: i64::MIN, bids: BinaryHeap::new() }).collect();
        let (prices, seats) = (vec![0; group.hubs.len()], vec![NOWHERE; group.schools.len()]);
        let shortlists = vec![Shortlist::EMPTY; group.schools.len()];
        Self { group, candidates, scale, stalls, prices, seats, shortlists, floor: 0, lowered: 0 }
    }

    /// Holds all rounds; `order` brings neighbours one after another.
    pub(super) fn run<P: Packed>(mut self, order: &[u32]) -> Result<Guess<P>, TooLarge> {
        let mut step = self.scale.first_step.max(LAST);
        loop {
            self.round(order, step)?;
            if step == LAST {
                break;
            }
            self.lower(step);
            step = (step / SHRINK).max(LAST);
        }
        // A hub without any place has no price that anybody could pay.
        let most = self.group.schools.iter().map(|school| self.scale.alone(school.priority)).max().unwrap_or(0);
        let prices = self.prices.iter().map(|price| P::pack(self.scale.cost(*price.min(&most)))).collect();
        Ok(Guess { prices, seats: self.seats })
    }

    /// Lets the next round start below where the last one ended. A hub that did not fill up starts from nothing.
    fn lower(&mut self, step: i64) {
        for hub in 0..self.stalls.len() {
            let is_full = self.load(hub) >= self.group.hubs[hub].places as usize;
            self.stalls[hub].start = if is_full { self.prices[hub] - BACK * step } else { i64::MIN };
        }
        self.lowered += BACK * step;
        if step > self.scale.near_step {
            self.shortlists.fill(Shortlist::EMPTY);
        }
    }

    fn load(&self, hub: usize) -> usize {
        self.group.hubs[hub].required as usize + self.stalls[hub].bids.len()
    }

    /// One auction of everything.
    fn round(&mut self, order: &[u32], step: i64) -> Result<(), TooLarge> {
        for hub in 0..self.stalls.len() {
            self.stalls[hub].bids.clear();
            self.find_price(hub);
        }
        self.floor = self.prices.iter().copied().min().unwrap_or(0);
        let mut left = MOST_BIDS * order.len() as u64;
        for school in order {
            let mut bidder = Some(*school);
            while let Some(school) = bidder.filter(|_| left > 0) {
                bidder = self.bid(school, step)?;
                left -= 1;
            }
        }
        Ok(())
    }

    /// Places a bid; who loses the place for it comes back.
    fn bid(&mut self, school: u32, step: i64) -> Result<Option<u32>, TooLarge> {
        let found = self.two_cheapest(school)?;
        self.seats[school as usize] = found.hub;
        if found.hub == NOWHERE {
            return Ok(None);
        }
        let hub = found.hub as usize;
        let bid = self.prices[hub] + (found.second - found.best) + step;
        let is_free = self.empty_place(hub) == Some(self.prices[hub]);
        let bids = &mut self.stalls[hub].bids;
        let loser = if is_free { None } else { bids.pop().map(|Reverse((_, loser))| loser) };
        bids.push(Reverse((bid, school)));
        self.find_price(hub);
        Ok(loser)
    }

    /// What an empty place of a hub costs at least.
    fn empty_place(&self, hub: usize) -> Option<i64> {
        let (load, state) = (self.load(hub), &self.group.hubs[hub]);
        let least = if load < state.min as usize { -self.scale.shortfall } else { 0 };
        (load < state.places as usize).then(|| least.max(self.stalls[hub].start))
    }

    fn find_price(&mut self, hub: usize) {
        let lowest = self.stalls[hub].bids.peek().map_or(self.scale.endless, |Reverse((bid, _))| *bid);
        self.prices[hub] = self.empty_place(hub).map_or(lowest, |price| price.min(lowest));
    }

    /// The cheapest hub of a school and the cost of the second, both with their prices; staying unreached counts as one.
    fn two_cheapest(&mut self, school: u32) -> Result<TwoCheapest, TooLarge> {
        let alone = self.scale.alone(self.group.schools[school as usize].priority);
        let at = school as usize;
        if let Some(found) = self.shortlists[at].two_cheapest(&self.prices, &self.scale, alone, self.lowered) {
            self.candidates.effort().spend(1)?;
            return Ok(found);
        }
        loop {
            let (known, rest) = (self.candidates.known(school), self.candidates.rest(school));
            let rest = rest.map_or(self.scale.endless, |rest| self.scale.arc(rest) + self.floor);
            let (list, found) = Shortlist::of(known, rest, &self.prices, &self.scale, self.floor, alone);
            self.shortlists[at] = list.since(self.lowered);
            let looks = known.len();
            self.candidates.effort().spend(looks)?;
            if rest >= found.second {
                return Ok(found);
            }
            self.candidates.extend(school)?;
        }
    }
}
