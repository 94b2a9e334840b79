//! The hubs that each school may be sent to, cheapest first, and only as far as anybody has asked.
//!
//! In: a [`Group`]. Out: for every school a growing list of arcs and a bound below which the list is complete.

use crate::geodesy::{Point, whole_metres};
use crate::index::HubTree;
use crate::model::School;
use crate::plan::packed::Packed;
use crate::plan::problem::index;
use crate::plan::{Cost, Group, GroupHub, GroupSchool, Rules};
use rayon::prelude::*;

/// The cost of an allowed pair in 32 bits: whole metres, and above them whether the pair crosses tiers.
///
/// Its order is the order of the cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ArcCost(u32);

impl ArcCost {
    const CROSSES: u32 = 1 << 31;

    pub(super) fn new(crosses: bool, metres: u32) -> Self {
        Self(metres | if crosses { Self::CROSSES } else { 0 })
    }

    pub(super) fn crosses(self) -> bool {
        self.0 & Self::CROSSES != 0
    }

    pub(super) fn metres(self) -> u32 {
        self.0 & !Self::CROSSES
    }

    pub(super) fn pack<P: Packed>(self) -> P {
        P::pack(Cost::pair(self.crosses(), self.metres()))
    }
}

/// An allowed pair, seen from its school.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Arc {
    pub(super) cost: ArcCost,
    /// The hub's place in the group.
    pub(super) hub: u32,
}

/// One school's arcs: where they lie in the common store, and the cost from which on more may follow.
#[derive(Clone, Copy, Debug)]
struct List {
    start: u32,
    len: u32,
    /// How many hubs by chord have been looked at.
    seen: u32,
    /// Every arc that is not in the list costs at least this; `None` when there is no other.
    rest: Option<ArcCost>,
}

/// Lazily growing arc lists of one group.
pub(super) struct Candidates<'a> {
    schools: &'a [School],
    rules: &'a Rules,
    group: &'a Group,
    tree: HubTree,
    arcs: Vec<Arc>,
    lists: Vec<List>,
    limit: usize,
}

/// How many hubs a school's first list looks at; each further look doubles it.
const FIRST_LOOK: u32 = 12;

/// How many neighbours look for their first hubs together.
const BATCH: usize = 32;

/// The most arcs of one group, so that work and memory are bounded: 8 bytes each.
pub(super) const MAX_ARCS: usize = 150_000_000;

/// The arcs passed [`MAX_ARCS`].
#[derive(Clone, Copy, Debug)]
pub(super) struct TooManyArcs;

impl<'a> Candidates<'a> {
    pub(super) fn new(schools: &'a [School], rules: &'a Rules, group: &'a Group) -> Self {
        let tree = HubTree::new(group.hubs.iter().map(|hub| &hub.point));
        let rest = (!group.hubs.is_empty()).then_some(ArcCost(0));
        let list = List { start: 0, len: 0, seen: 0, rest };
        Self { schools, rules, group, tree, arcs: Vec::new(), lists: vec![list; group.schools.len()], limit: MAX_ARCS }
    }

    /// The arcs of a school that are known so far, cheapest first, ties in NPSN order of the hubs.
    pub(super) fn known(&self, school: u32) -> &[Arc] {
        let list = self.lists[school as usize];
        &self.arcs[list.start as usize..(list.start + list.len) as usize]
    }

    /// A lower bound of every arc that is not known yet; `None` when all are known.
    pub(super) fn rest(&self, school: u32) -> Option<ArcCost> {
        self.lists[school as usize].rest
    }

    /// Looks farther for one school.
    pub(super) fn extend(&mut self, school: u32) -> Result<(), TooManyArcs> {
        let list = self.lists[school as usize];
        if list.rest.is_none() {
            return Ok(());
        }
        let look = (list.seen * 2).max(FIRST_LOOK);
        let (mut arcs, rest) = self.look(&self.group.schools[school as usize], look);
        arcs.sort_unstable();
        if self.arcs.len() + arcs.len() > self.limit {
            return Err(TooManyArcs);
        }
        self.lists[school as usize] = List { start: index(self.arcs.len()), len: index(arcs.len()), seen: look, rest };
        self.arcs.extend_from_slice(&arcs);
        Ok(())
    }

    /// Looks for the first time for all schools, neighbours together and batches side by side.
    ///
    /// `order` brings neighbours one after another. One search in the tree serves a batch: its centre's nearest hubs, up to where
    /// nothing farther can be among the first of any school in the batch.
    pub(super) fn first_looks(&mut self, order: &[u32]) {
        let batches: Vec<_> = order.par_chunks(BATCH).map(|batch| self.look_together(batch)).collect();
        self.arcs.reserve(order.len() * FIRST_LOOK as usize);
        for (school, arcs, rest) in batches.into_iter().flatten() {
            self.lists[school as usize] = List { start: index(self.arcs.len()), len: index(arcs.len()), seen: FIRST_LOOK, rest };
            self.arcs.extend_from_slice(&arcs);
        }
    }

    fn look_together(&self, batch: &[u32]) -> Vec<(u32, Vec<Arc>, Option<ArcCost>)> {
        let around = self.hubs_around(batch);
        let mut near: Vec<(f64, u32)> = Vec::with_capacity(around.len());
        let mut looks = Vec::with_capacity(batch.len());
        for at in batch {
            let school = &self.group.schools[*at as usize];
            near.clear();
            near.extend(around.iter().map(|hub| (school.point.chord_squared(&self.group.hubs[*hub as usize].point), *hub)));
            let look = FIRST_LOOK as usize;
            if near.len() > look {
                near.select_nth_unstable_by(look, |a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            }
            let rest_m = near.get(look).map(|(chord_squared, _)| chord_squared.sqrt());
            let seen = near.iter().take(look).map(|(_, hub)| *hub);
            let (mut arcs, rest) = self.arcs_to(school, seen, rest_m.filter(|chord_m| *chord_m <= self.group.reach_m));
            arcs.sort_unstable();
            looks.push((*at, arcs, rest));
        }
        looks
    }

    /// All hubs that can be among the first `FIRST_LOOK + 1` of any school in the batch, or within its reach if those are fewer.
    fn hubs_around(&self, batch: &[u32]) -> Vec<u32> {
        let points = || batch.iter().map(|at| &self.group.schools[*at as usize].point);
        let size = batch.len() as f64;
        let centre =
            Point { xyz: [0, 1, 2].map(|axis| points().map(|point| point.xyz[axis]).sum::<f64>() / size), radius_m: 1.0 };
        let spread_m = points().map(|point| point.chord_squared(&centre).sqrt()).fold(0.0, f64::max);
        // A school's first hubs lie no farther from it than those of the centre and the way to the centre, and then as far again
        // from the centre; a metre more takes care of rounding.
        let mut limit_m = self.group.reach_m + spread_m + 1.0;
        let mut hubs = Vec::new();
        for (hub, chord_m) in self.tree.by_chord(&centre) {
            if chord_m > limit_m {
                break;
            }
            hubs.push(hub);
            if hubs.len() == FIRST_LOOK as usize + 1 {
                limit_m = limit_m.min(chord_m + 2.0 * spread_m + 1.0);
            }
        }
        hubs
    }

    /// The allowed arcs to the `look` nearest hubs, and a bound for all others.
    fn look(&self, school: &GroupSchool, look: u32) -> (Vec<Arc>, Option<ArcCost>) {
        // No arc is shorter than its chord, so that nothing beyond can be within reach.
        let mut within = self.tree.by_chord(&school.point).take_while(|(_, chord_m)| *chord_m <= self.group.reach_m);
        let seen: Vec<u32> = within.by_ref().take(look as usize).map(|(hub, _)| hub).collect();
        let rest_m = within.next().map(|(_, chord_m)| chord_m);
        self.arcs_to(school, seen.into_iter(), rest_m)
    }

    /// The allowed arcs to the hubs that were seen; `rest_m` is the chord from which on there are others.
    fn arcs_to(&self, school: &GroupSchool, seen: impl Iterator<Item = u32>, rest_m: Option<f64>) -> (Vec<Arc>, Option<ArcCost>) {
        let mut arcs: Vec<Arc> = seen.filter_map(|hub| self.arc(school, hub)).collect();
        if self.has_tiers() && rest_m.is_some() {
            self.add_own_tier(school, &mut arcs);
        }
        (arcs, rest_m.map(|chord_m| ArcCost::new(self.has_tiers(), chord_m as u32)))
    }

    fn has_tiers(&self) -> bool {
        self.rules.tier.is_some()
    }

    /// Adds what is missing of the school's own tier region, so that only crossings are left for later.
    fn add_own_tier(&self, school: &GroupSchool, arcs: &mut Vec<Arc>) {
        for (hub, at) in self.group.hubs.iter().zip(0..) {
            if !crosses(school, hub) && !arcs.iter().any(|arc| arc.hub == at) {
                arcs.extend(self.arc(school, at));
            }
        }
    }

    /// The arc to a hub, if the rules allow it.
    fn arc(&self, school: &GroupSchool, at: u32) -> Option<Arc> {
        let hub = &self.group.hubs[at as usize];
        let arc_m = school.point.arc_m(&hub.point);
        let npsn = |at: u32| self.schools[at as usize].npsn;
        let allowed = arc_m <= self.group.reach_m && !self.rules.forbids(npsn(school.school), npsn(hub.school));
        let crosses = self.has_tiers() && crosses(school, hub);
        allowed.then(|| Arc { cost: ArcCost::new(crosses, whole_metres(arc_m)), hub: at })
    }
}

/// Whether two tier regions differ; one that is not stated is another one.
fn crosses(school: &GroupSchool, hub: &GroupHub) -> bool {
    school.tier.is_none() || school.tier != hub.tier
}
