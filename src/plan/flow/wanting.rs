//! Wanting places: held to be taken at their price, and not.
//!
//! A place that nobody comes for is worth less than the guess said. The cheapest way to fill it is a chain backwards from its hub: a
//! member of another hub comes, one of a third hub for that one, and so forth, until a school that was unreached comes in or a hub
//! can do with one member less. Prices along the way fall by what the chain costs.

use crate::geodesy::Point;
use crate::index::{Asker, PricedTree};
use crate::plan::Cost;
use crate::plan::effort::TooLarge;
use crate::plan::flow::search::{Event, Search, Step};
use crate::plan::flow::{Flow, unreached};
use crate::plan::packed::Packed;
use crate::plan::problem::index;
use std::cmp::Reverse;

/// Chains that cost less are looked for first.
const FIRST_CHAIN_M: u32 = 50;

/// Where a chain backwards begins.
#[derive(Clone, Copy, Debug)]
enum Source {
    /// This hub does with one member less, or its place stays empty.
    Hub(u32),
    /// This school was unreached, and comes to this hub.
    School(u32, u32),
}

impl<P: Packed> Flow<'_, P> {
    /// Fills every wanting place, or lets its hub's price fall until it is not wanting any more.
    pub(super) fn fill_wanting(&mut self) -> Result<(), TooLarge> {
        if (0..index(self.hubs.len())).all(|hub| self.wanting(hub) == 0) {
            return Ok(());
        }
        let mut schools = self.schools_by_cost();
        for hub in 0..index(self.hubs.len()) {
            while self.wanting(hub) > 0 {
                self.fill(hub, &mut schools)?;
            }
        }
        Ok(())
    }

    /// The places of a hub that are held to be taken at its price and are not.
    fn wanting(&self, hub: u32) -> u32 {
        let hub = &self.hubs[hub as usize];
        if hub.price > P::ZERO {
            hub.places - hub.load
        } else if hub.load < hub.min && hub.price > P::ZERO - P::pack(Cost::SHORTFALL) {
            hub.min - hub.load
        } else {
            0
        }
    }

    /// What it costs a hub beyond its ways to do with one member less.
    pub(super) fn one_less(&self, hub: u32) -> P {
        let state = &self.hubs[hub as usize];
        let is_needed = state.min > 0 && state.load + self.wanting(hub) <= state.min;
        if is_needed { P::pack(Cost::SHORTFALL) } else { P::ZERO }
    }

    /// All schools, each at the negative of what it costs now: whoever costs much has most to gain elsewhere.
    ///
    /// That cost only falls while places are filled, so that the tree's bounds stay true; who is met at a bound that is stale gets the
    /// cost of today. With bounds of the beginning, minima and tiers take three times as long to fill.
    fn schools_by_cost(&self) -> PricedTree<P> {
        let points: Vec<Point> = self.group.schools.iter().map(|school| school.point).collect();
        let costs: Vec<P> = (0..index(self.seats.len())).map(|school| P::ZERO - self.cost_now(school)).collect();
        PricedTree::new(points, costs)
    }

    /// What a school costs where it is, its hub's price included.
    fn cost_now(&self, school: u32) -> P {
        match self.seats[school as usize] {
            Some(seat) => seat.cost.pack::<P>() + self.hubs[seat.hub as usize].price,
            None => unreached(self.group, school),
        }
    }

    /// Fills one wanting place of a hub by the cheapest chain.
    fn fill(&mut self, wanting: u32, schools: &mut PricedTree<P>) -> Result<(), TooLarge> {
        let (total, source) = self.cheapest_chain(wanting, schools)?;
        for (hub, distance) in &self.search.settled {
            if *distance < total {
                let price = &mut self.hubs[*hub as usize].price;
                *price = *price + *distance - total;
            }
        }
        self.follow(source, wanting);
        Ok(())
    }

    /// The cheapest chain that fills a wanting place: what it costs and where it begins.
    ///
    /// Most chains are cheap, so that the search looks for cheap ones first and, when there is none, farther.
    fn cheapest_chain(&mut self, wanting: u32, schools: &mut PricedTree<P>) -> Result<(P, Source), TooLarge> {
        let mut most = P::pack(Cost::pair(false, FIRST_CHAIN_M));
        loop {
            let best = self.chain_below(wanting, most, schools)?;
            // The hub's own price is a bound: for so much its place stays empty.
            if best.0 <= most {
                return Ok(best);
            }
            for _ in 0..3 {
                most += most;
            }
        }
    }

    /// As [`Flow::cheapest_chain`], among chains that cost less than a bound; what comes out above the bound need not be the cheapest.
    fn chain_below(&mut self, wanting: u32, most: P, schools: &mut PricedTree<P>) -> Result<(P, Source), TooLarge> {
        self.search.begin();
        let mut best = (P::INFINITE, Source::Hub(wanting));
        self.search.reach(wanting, P::ZERO, P::ZERO, best.0, Step { school: 0, leaves: None });
        while let Some(Reverse((distance, event))) = self.search.heap.pop() {
            if distance >= best.0.min(most) {
                break;
            }
            let Event::Hub(hub) = event else { continue };
            if self.search.settle(hub, distance) {
                let total = distance + self.hubs[hub as usize].price + self.one_less(hub);
                if total < best.0 {
                    best = (total, Source::Hub(hub));
                }
                self.come_to(hub, distance, most, schools, &mut best)?;
            }
        }
        Ok(best)
    }

    /// Goes on from a hub to those whose members may come to it.
    fn come_to(
        &mut self,
        hub: u32,
        distance: P,
        most: P,
        schools: &mut PricedTree<P>,
        best: &mut (P, Source),
    ) -> Result<(), TooLarge> {
        let price = self.hubs[hub as usize].price;
        let asker = Asker {
            from: &self.group.hubs[hub as usize].point,
            within_m: self.group.reach_m,
            way: |chord_m| P::pack(Cost::pair(false, chord_m)),
        };
        let (mut total, mut source) = *best;
        let mut search = std::mem::replace(&mut self.search, Search::new(0));
        let mut cheaper: Vec<u32> = Vec::new();
        let looks = schools.cheap(&asker, total.min(most) - distance - price, |school, way| {
            let seat = self.seats[school as usize];
            let before = distance + price - self.cost_now(school);
            // Most ways need not be measured: with the least that they may cost they are no news.
            let is_news = seat.is_none_or(|seat| search.is_shorter(seat.hub, before + way));
            if before + way >= total.min(most) {
                cheaper.push(school);
            } else if let Some(arc) = is_news.then(|| self.candidates.arc_between(school, hub)).flatten() {
                let there = before + arc.cost.pack();
                match seat {
                    Some(seat) => search.reach(seat.hub, there, there, total.min(most), Step { school, leaves: Some(hub) }),
                    None if there < total => (total, source) = (there, Source::School(school, hub)),
                    None => {}
                }
            }
            total.min(most) - distance - price
        });
        self.search = search;
        *best = (total, source);
        for school in cheaper {
            schools.set_price(school, P::ZERO - self.cost_now(school));
        }
        self.candidates.effort().spend(looks)
    }

    /// Moves everybody along the chain, from its source to the hub with the wanting place.
    fn follow(&mut self, source: Source, wanting: u32) {
        let mut at = match source {
            Source::Hub(hub) => hub,
            Source::School(school, hub) => {
                self.sit(school, hub);
                hub
            }
        };
        while at != wanting {
            let Step { school, leaves } = self.search.step(at);
            let next = leaves.expect("only the chain's end has no next hub");
            self.leave(school, at);
            self.sit(school, next);
            at = next;
        }
    }
}
