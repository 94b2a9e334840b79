//! Bids of some schools for the hubs that they can reach.

use crate::plan::Group;
use crate::plan::candidates::Candidates;
use crate::plan::flow::auction::NOWHERE;
use crate::plan::flow::auction::scale::Scale;
use crate::plan::flow::auction::shortlist::{Shortlist, TwoCheapest};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A hub's places and the bids for them.
#[derive(Clone)]
pub(super) struct Stall {
    /// Where the bids of this round began.
    pub(super) start: i64,
    bids: BinaryHeap<Reverse<(i64, u32)>>,
}

/// All hubs, with the bids for them.
#[derive(Clone)]
pub(super) struct Hall {
    pub(super) stalls: Vec<Stall>,
    /// What the next bidder has to beat at each hub.
    pub(super) prices: Vec<i64>,
}

impl Hall {
    /// Without bids.
    pub(super) fn new(hubs: usize) -> Self {
        let stall = Stall { start: i64::MIN, bids: BinaryHeap::new() };
        Self { stalls: vec![stall; hubs], prices: vec![0; hubs] }
    }

    /// Throws away all bids.
    pub(super) fn clear(&mut self, group: &Group, scale: &Scale) {
        for hub in 0..self.stalls.len() {
            self.stalls[hub].bids.clear();
            self.find_price(hub, group, scale);
        }
    }

    pub(super) fn load(&self, hub: usize, group: &Group) -> usize {
        group.hubs[hub].required as usize + self.stalls[hub].bids.len()
    }

    /// What an empty place of a hub costs at least.
    fn empty_place(&self, hub: usize, group: &Group, scale: &Scale) -> Option<i64> {
        let (load, state) = (self.load(hub, group), &group.hubs[hub]);
        let least = if load < state.min as usize { -scale.shortfall } else { 0 };
        (load < state.places as usize).then(|| least.max(self.stalls[hub].start))
    }

    fn find_price(&mut self, hub: usize, group: &Group, scale: &Scale) {
        let lowest = self.stalls[hub].bids.peek().map_or(scale.endless, |Reverse((bid, _))| *bid);
        self.prices[hub] = self.empty_place(hub, group, scale).map_or(lowest, |price| price.min(lowest));
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
    pub(super) group: &'c Group,
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
        let (hub, Terms { group, scale, step, .. }) = (found.hub as usize, self.terms);
        let bid = self.hall.prices[hub] + (found.second - found.best) + step;
        let is_free = self.hall.empty_place(hub, group, scale) == Some(self.hall.prices[hub]);
        let bids = &mut self.hall.stalls[hub].bids;
        let loser = if is_free { None } else { bids.pop().map(|Reverse((_, loser))| loser) };
        bids.push(Reverse((bid, bidder)));
        self.hall.find_price(hub, group, scale);
        loser
    }

    /// The cheapest hub of a bidder and the cost of the second, both with their prices; staying unreached counts as one. `None` when
    /// more hubs must be looked at first.
    fn two_cheapest(&mut self, bidder: u32, looks: &mut usize) -> Option<TwoCheapest> {
        let Terms { group, candidates, scale, floor, lowered, .. } = self.terms;
        let alone = scale.alone(group.schools[bidder as usize].priority);
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
