//! Near prices by an auction: what every hub's places are about worth, and who would then sit where.
//!
//! In: a [`Group`] and its arcs. Out: a [`Guess`], which nobody has to trust: the kernel makes it exact. Must not know: seats, tables.
//!
//! Every school bids for its cheapest hub as much as that is worth to it over the second cheapest, and a little more; the lowest bid
//! of a full hub leaves. Bids rise by coarse steps first, and then by finer ones from below where the coarse ones ended, until prices
//! are right to a small part of a metre: rounded, nearly all of them are exact. Prices of a whole plateau of full hubs rise together
//! that way, where shortest paths alone raise them by a few metres with each school.
//!
//! Two halves of a country bid side by side, and the strip between them afterwards: a country's 20 km and 15 places take a
//! third less so. Which halves depends on the schools alone, so that every machine finds the same.
//!
//! Source: Bertsekas and Castañón, *The auction algorithm for the transportation problem* (1989).

mod bidding;
mod halves;
mod scale;
mod shortlist;

use crate::plan::Group;
use crate::plan::candidates::Candidates;
use crate::plan::effort::TooLarge;
use crate::plan::flow::auction::bidding::{Bidding, Ended, Hall, Terms};
use crate::plan::flow::auction::halves::Halves;
use crate::plan::flow::auction::scale::Scale;
use crate::plan::flow::auction::shortlist::Shortlist;
use crate::plan::packed::Packed;
use crate::plan::problem::index;

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

/// No round lets more bids than this happen for each school; what is left open then is for the shortest paths. The hardest standard case,
/// demand about equal to supply, takes a dozen.
const MOST_BIDS: u64 = 24;

/// The auction of one group.
pub(super) struct Auction<'c, 'a> {
    candidates: &'c mut Candidates<'a>,
    scale: Scale,
    halves: Halves,
    hall: Hall,
    /// Where the second half bids by itself.
    second_hall: Hall,
    /// By school: what it costs to leave it unreached.
    alone: Vec<i64>,
    /// By school.
    seats: Vec<u32>,
    shortlists: Vec<Shortlist>,
    /// How far prices have been lowered since shortlists were last thrown away.
    lowered: i64,
}

impl<'c, 'a> Auction<'c, 'a> {
    pub(super) fn new(group: &Group, candidates: &'c mut Candidates<'a>) -> Self {
        let hall = Hall::new(group);
        let schools = group.schools.len();
        let scale = Scale::new(group, candidates);
        Self {
            alone: group.schools.iter().map(|school| scale.alone(school.priority)).collect(),
            scale,
            candidates,
            halves: Halves::new(group),
            second_hall: hall.clone(),
            hall,
            seats: vec![NOWHERE; schools],
            shortlists: vec![Shortlist::EMPTY; schools],
            lowered: 0,
        }
    }

    /// Holds all rounds.
    pub(super) fn run<P: Packed>(mut self) -> Result<Guess<P>, TooLarge> {
        let mut step = self.scale.first_step.max(LAST);
        loop {
            self.round(step)?;
            if step == LAST {
                break;
            }
            self.lower(step);
            step = (step / SHRINK).max(LAST);
        }
        // A hub without any place has no price that anybody could pay.
        let most = self.alone.iter().copied().max().unwrap_or(0);
        let prices = self.hall.prices.iter().map(|price| P::pack(self.scale.cost(*price.min(&most)))).collect();
        Ok(Guess { prices, seats: self.seats })
    }

    /// Lets the next round start below where the last one ended.
    fn lower(&mut self, step: i64) {
        self.hall.lower(BACK * step);
        self.lowered += BACK * step;
        if step > self.scale.near_step {
            self.shortlists.fill(Shortlist::EMPTY);
        }
    }

    /// One auction of everything: both halves side by side, and then whoever lies between them.
    fn round(&mut self, step: i64) -> Result<(), TooLarge> {
        self.hall.clear(&self.scale);
        let floor = self.hall.prices.iter().copied().min().unwrap_or(0);
        self.second_hall.take(&mut self.hall, &self.halves.second_hubs);
        let mut asking = self.halves.inside.clone();
        let mut bids = [0, 1].map(|half: usize| MOST_BIDS * asking[half].len() as u64);
        while asking.iter().any(|asking| !asking.is_empty()) {
            asking = self.bid(asking, self.halves.middle, &mut bids, step, floor)?;
        }
        self.hall.take(&mut self.second_hall, &self.halves.second_hubs);
        let mut asking = [self.halves.between.clone(), Vec::new()];
        // Whoever loses a place to them may live anywhere.
        let mut bids = [MOST_BIDS * (asking[0].len() + self.seats.len() / 4) as u64, 0];
        while !asking[0].is_empty() {
            asking = self.bid(asking, self.seats.len(), &mut bids, step, floor)?;
        }
        Ok(())
    }

    /// Lets schools before and behind a place bid side by side, each side at most so often; those who must bid
    /// again, after they have looked at more hubs.
    fn bid(
        &mut self,
        asking: [Vec<u32>; 2],
        middle: usize,
        bids: &mut [u64; 2],
        step: i64,
        floor: i64,
    ) -> Result<[Vec<u32>; 2], TooLarge> {
        let most_looks = self.candidates.effort().left();
        let terms =
            Terms { alone: &self.alone, candidates: &*self.candidates, scale: &self.scale, step, floor, lowered: self.lowered };
        let (seats, second_seats) = self.seats.split_at_mut(middle);
        let (shortlists, second_shortlists) = self.shortlists.split_at_mut(middle);
        let mut first = Bidding { terms, first: 0, hall: &mut self.hall, seats, shortlists };
        let (seats, shortlists) = (second_seats, second_shortlists);
        let mut second = Bidding { terms, first: index(middle), hall: &mut self.second_hall, seats, shortlists };
        let [bids, second_bids] = bids;
        let (ended, second_ended) =
            rayon::join(|| first.bid_all(&asking[0], bids, most_looks), || second.bid_all(&asking[1], second_bids, most_looks));
        self.look_farther([ended, second_ended])
    }

    /// Looks at more hubs for those who ask.
    fn look_farther(&mut self, ended: [Ended; 2]) -> Result<[Vec<u32>; 2], TooLarge> {
        for ended in &ended {
            self.candidates.effort().spend(ended.looks)?;
            self.candidates.extend_all(&ended.asking)?;
        }
        Ok(ended.map(|ended| ended.asking))
    }
}
