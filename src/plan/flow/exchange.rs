//! What it costs a full hub to pass a member on: to every other hub, or out of the plan.

use crate::plan::candidates::Candidates;
use crate::plan::packed::Packed;

/// The cheapest way to pass one member from this hub to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Exchange<P> {
    /// Cost there less cost here.
    pub(super) weight: P,
    /// The other hub.
    pub(super) hub: u32,
    /// The member.
    pub(super) via: u32,
}

/// All exchanges of one hub, cheapest first.
///
/// They do not depend on prices, so that a table is good until the hub's members change. Trials on 137,000 schools: without the
/// table, scanning every member's arcs at each visit, the kernel took four times as long.
#[derive(Debug)]
pub(super) struct ExchangeTable<P> {
    pub(super) exchanges: Vec<Exchange<P>>,
    /// The cheapest way to leave one member unreached.
    pub(super) exit: Option<(P, u32)>,
    /// Exchanges that are not in the table cost at least this; infinite when there are none.
    pub(super) rest: P,
    pub(super) fresh: bool,
}

impl<P: Packed> ExchangeTable<P> {
    pub(super) fn new() -> Self {
        Self { exchanges: Vec::new(), exit: None, rest: P::INFINITE, fresh: false }
    }

    /// Makes the table anew, and says how many arcs were looked at. `members` come with their cost here and the cost of leaving them unreached.
    pub(super) fn rebuild(
        &mut self,
        here: u32,
        members: impl Iterator<Item = (u32, P, P)>,
        candidates: &Candidates<'_>,
        seen: &mut Seen,
    ) -> usize {
        let mut looks = 0;
        self.exchanges.clear();
        (self.exit, self.rest, self.fresh) = (None, P::INFINITE, true);
        seen.begin();
        for (member, cost, unreached) in members {
            looks += candidates.known(member).len() + 1;
            self.add(here, member, cost, candidates, seen);
            let exit = (unreached - cost, member);
            self.exit = Some(self.exit.map_or(exit, |least| least.min(exit)));
        }
        self.exchanges.sort_unstable();
        looks
    }

    fn add(&mut self, here: u32, member: u32, cost: P, candidates: &Candidates<'_>, seen: &mut Seen) {
        for arc in candidates.known(member) {
            if arc.hub == here {
                continue;
            }
            let exchange = Exchange { weight: arc.cost.pack::<P>() - cost, hub: arc.hub, via: member };
            match seen.place(arc.hub, self.exchanges.len()) {
                Some(at) => self.exchanges[at] = self.exchanges[at].min(exchange),
                None => self.exchanges.push(exchange),
            }
        }
        if let Some(rest) = candidates.rest(member) {
            self.rest = self.rest.min(rest.pack::<P>() - cost);
        }
    }
}

/// Remembers where each hub stands in the table that is being made.
#[derive(Debug)]
pub(super) struct Seen {
    round: u32,
    places: Vec<(u32, u32)>,
}

impl Seen {
    pub(super) fn new(hubs: usize) -> Self {
        Self { round: 0, places: vec![(0, 0); hubs] }
    }

    fn begin(&mut self) {
        self.round += 1;
    }

    /// The place of a hub that was seen in this round, or notes that it will stand at `next`.
    fn place(&mut self, hub: u32, next: usize) -> Option<usize> {
        let (round, at) = &mut self.places[hub as usize];
        if *round == self.round {
            return Some(*at as usize);
        }
        (*round, *at) = (self.round, next as u32);
        None
    }
}
