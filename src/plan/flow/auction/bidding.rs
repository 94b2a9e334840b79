//! Bids of some schools for the hubs that they can reach.

use crate::plan::candidates::Candidates;
use crate::plan::flow::auction::scale::Scale;
use crate::plan::flow::auction::shortlist::{Shortlist, TwoCheapest};
use crate::plan::flow::auction::{NOWHERE, SHRINK};
use crate::plan::{Group, GroupHub};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A hub's places and the bids for them.
#[derive(Clone)]
pub(super) struct Stall {
    /// Where the bids of this round began.
    start: i64,
    bids: BinaryHeap<Reverse<(i64, u32)>>,
    places: u32,
    min: u32,
    /// Members that nobody bids against.
    required: u32,
}

impl Stall {
    fn load(&self) -> usize {
        self.required as usize + self.bids.len()
    }

    fn is_full(&self) -> bool {
        self.load() >= self.places as usize
    }

    /// What an empty place costs at least.
    fn empty_place(&self, scale: &Scale) -> Option<i64> {
        let least = if self.load() < self.min as usize { -scale.shortfall } else { 0 };
        (!self.is_full()).then(|| least.max(self.start))
    }

    /// What the next bidder has to beat.
    fn price(&self, scale: &Scale) -> i64 {
        let lowest = self.bids.peek().map_or(scale.endless, |Reverse((bid, _))| *bid);
        self.empty_place(scale).map_or(lowest, |price| price.min(lowest))
    }

    /// Takes a bid; who loses the place for it.
    fn take(&mut self, bid: i64, bidder: u32, is_free: bool) -> Option<u32> {
        let bid = Reverse((bid, bidder));
        if let Some(mut lowest) = self.bids.peek_mut().filter(|_| !is_free) {
            let Reverse((_, loser)) = std::mem::replace(&mut *lowest, bid);
            return Some(loser);
        }
        self.bids.push(bid);
        None
    }
}

/// All hubs, with the bids for them.
#[derive(Clone)]
pub(super) struct Hall {
    stalls: Vec<Stall>,
    /// What the next bidder has to beat at each hub.
    pub(super) prices: Vec<i64>,
}

impl Hall {
    /// The hubs of a group, without bids.
    pub(super) fn new(group: &Group) -> Self {
        let stall = |hub: &GroupHub| {
            let GroupHub { places, min, required, .. } = *hub;
            Stall { start: i64::MIN, bids: BinaryHeap::new(), places, min, required }
        };
        Self { stalls: group.hubs.iter().map(stall).collect(), prices: vec![0; group.hubs.len()] }
    }

    /// Lets bids begin some steps below where they ended.
    ///
    /// Places that were left at a price have been too dear since the round before, whose steps were [`SHRINK`] times as large. A
    /// minimum that was missed is worth all that it can be.
    pub(super) fn lower(&mut self, by: i64) {
        for (stall, price) in self.stalls.iter_mut().zip(&self.prices) {
            stall.start = if stall.is_full() {
                price - by
            } else if *price > 0 {
                price - SHRINK * by
            } else if stall.load() >= stall.min as usize {
                price - by
            } else {
                i64::MIN
            };
        }
    }

    /// Throws away all bids.
    pub(super) fn clear(&mut self, scale: &Scale) {
        for (stall, price) in self.stalls.iter_mut().zip(&mut self.prices) {
            stall.bids.clear();
            *price = stall.price(scale);
        }
    }

    /// Moves some hubs here from another hall.
    pub(super) fn take(&mut self, other: &mut Self, hubs: &[u32]) {
        for hub in hubs {
            let hub = *hub as usize;
            self.prices[hub] = other.prices[hub];
            std::mem::swap(&mut self.stalls[hub], &mut other.stalls[hub]);
        }
    }
}

/// What bids need to know and do not change.
#[derive(Clone, Copy)]
pub(super) struct Terms<'c> {
    /// By school: what it costs to leave it unreached.
    pub(super) alone: &'c [i64],
    pub(super) candidates: &'c Candidates<'c>,
    pub(super) scale: &'c Scale,
    /// How much more than the second cheapest hub a bid offers.
    pub(super) step: i64,
    /// The least price when the round began; prices only rise in a round.
    pub(super) floor: i64,
    /// How far prices have been lowered since shortlists were last thrown away.
    pub(super) lowered: i64,
}

/// A part of the schools, one after another, with the hall where they bid.
pub(super) struct Bidding<'b> {
    pub(super) terms: Terms<'b>,
    /// The first school.
    pub(super) first: u32,
    pub(super) hall: &'b mut Hall,
    /// By school: its hub, and its shortlist.
    pub(super) seats: &'b mut [u32],
    pub(super) shortlists: &'b mut [Shortlist],
}

/// How bidding ended.
#[derive(Default)]
pub(super) struct Ended {
    /// Bidders who must first look at more hubs.
    pub(super) asking: Vec<u32>,
    /// Arcs that were looked at.
    pub(super) looks: usize,
}

impl Bidding<'_> {
    /// Lets bidders bid, and whoever loses the place for it, until all sit somewhere or ask; at most so many bids, and looks.
    pub(super) fn bid_all(&mut self, bidders: &[u32], bids: &mut u64, most_looks: u64) -> Ended {
        let mut ended = Ended::default();
        for bidder in bidders {
            let mut next = Some(*bidder);
            while let Some(bidder) = next.filter(|_| *bids > 0 && (ended.looks as u64) <= most_looks) {
                next = self.bid(bidder, &mut ended);
                *bids -= 1;
            }
        }
        ended
    }

    /// Places a bid; who loses the place for it comes back.
    fn bid(&mut self, bidder: u32, ended: &mut Ended) -> Option<u32> {
        let Some(found) = self.two_cheapest(bidder, &mut ended.looks) else {
            ended.asking.push(bidder);
            return None;
        };
        self.seats[(bidder - self.first) as usize] = found.hub;
        if found.hub == NOWHERE {
            return None;
        }
        let Terms { scale, step, .. } = self.terms;
        let (stall, price) = (&mut self.hall.stalls[found.hub as usize], &mut self.hall.prices[found.hub as usize]);
        let bid = *price + (found.second - found.best) + step;
        let is_free = stall.empty_place(scale) == Some(*price);
        let loser = stall.take(bid, bidder, is_free);
        *price = stall.price(scale);
        loser
    }

    /// The cheapest hub of a bidder and the cost of the second, both with their prices; staying unreached counts as one. `None` when
    /// more hubs must be looked at first.
    fn two_cheapest(&mut self, bidder: u32, looks: &mut usize) -> Option<TwoCheapest> {
        let Terms { alone, candidates, scale, floor, lowered, .. } = self.terms;
        let alone = alone[bidder as usize];
        let shortlist = &mut self.shortlists[(bidder - self.first) as usize];
        if let Some(found) = shortlist.two_cheapest(&self.hall.prices, scale, alone, lowered) {
            *looks += 1;
            return Some(found);
        }
        let (known, rest) = (candidates.known(bidder), candidates.rest(bidder));
        let rest = rest.map_or(scale.endless, |rest| scale.arc(rest) + floor);
        let (list, found) = Shortlist::of(known, rest, &self.hall.prices, scale, floor, alone);
        *shortlist = list.since(lowered);
        *looks += known.len() + 1;
        (rest >= found.second).then_some(found)
    }
}
