//! The hubs that each school may be sent to, cheapest first, and only as far as anybody has asked.
//!
//! In: a [`Group`]. Out: for every school a growing list of arcs and a bound below which the list is complete.

use crate::geodesy::{Point, whole_metres};
use crate::index::{BATCH, HubTree, Ranked, Scan};
use crate::model::{RegionId, School};
use crate::plan::effort::{Effort, MAX_ARCS, TooLarge};
use crate::plan::packed::Packed;
use crate::plan::problem::index;
use crate::plan::{Cost, Group, GroupHub, GroupSchool, Rules};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The cost of an allowed pair in 32 bits: whole metres, and above them whether the pair crosses tiers.
///
/// Its order is the order of the cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ArcCost(u32);

impl ArcCost {
    const CROSSES: u32 = 1 << 31;

    /// More than every cost.
    pub(super) const MAX: Self = Self(u32::MAX);

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
    /// The hubs of each tier region, where the rules have tiers.
    tiers: BTreeMap<RegionId, Vec<u32>>,
    arcs: Vec<Arc>,
    lists: Vec<List>,
    /// The schools, neighbours one after another, and the place of each; empty when nobody asked for first looks.
    order: Vec<u32>,
    places: Vec<u32>,
    effort: Effort,
}

/// To find an arc in the tree takes as long as so many steps.
const SEARCH_STEPS: usize = 16;

/// So many neighbours are looked at in one go: enough to share them out between threads.
const BLOCK: usize = 1024;

/// How many hubs a school's first list looks at; each further look takes four times as many.
const FIRST_LOOK: u32 = 12;

impl<'a> Candidates<'a> {
    pub(super) fn new(schools: &'a [School], rules: &'a Rules, group: &'a Group) -> Self {
        let tree = HubTree::new(group.hubs.iter().map(|hub| &hub.point));
        let rest = (!group.hubs.is_empty()).then_some(ArcCost(0));
        let list = List { start: 0, len: 0, seen: 0, rest };
        let mut tiers: BTreeMap<RegionId, Vec<u32>> = BTreeMap::new();
        for (hub, at) in group.hubs.iter().zip(0..) {
            if let Some(tier) = hub.tier {
                tiers.entry(tier).or_default().push(at);
            }
        }
        let lists = vec![list; group.schools.len()];
        Self {
            schools,
            rules,
            group,
            tree,
            tiers,
            arcs: Vec::new(),
            lists,
            order: Vec::new(),
            places: Vec::new(),
            effort: Effort::new(),
        }
    }

    /// Where the group's steps are counted.
    pub(super) fn effort(&mut self) -> &mut Effort {
        &mut self.effort
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

    /// Looks farther for one school, and for those neighbours that have looked as far as it: they will ask soon.
    ///
    /// Alone every school took twice the time at a country's 30 km and 14 places, and 1.7 times at 20 km and 3 places.
    pub(super) fn extend(&mut self, school: u32) -> Result<(), TooLarge> {
        let list = self.lists[school as usize];
        if list.rest.is_none() {
            return Ok(());
        }
        let look = (list.seen * 4).max(FIRST_LOOK);
        self.look(&self.alike(school), look)
    }

    /// Looks farther for some schools, each as far as [`Candidates::extend`] does.
    pub(super) fn extend_all(&mut self, schools: &[u32]) -> Result<(), TooLarge> {
        let seen: Vec<u32> = schools.iter().map(|school| self.lists[*school as usize].seen).collect();
        for (school, seen) in schools.iter().zip(seen) {
            // A neighbour may have asked for it already.
            if self.lists[*school as usize].seen == seen {
                self.extend(*school)?;
            }
        }
        Ok(())
    }

    /// The schools around one whose lists reach as far as its own.
    fn alike(&self, school: u32) -> Vec<u32> {
        let Some(place) = self.places.get(school as usize) else { return vec![school] };
        let first = *place as usize / BLOCK * BLOCK;
        let block = &self.order[first..self.order.len().min(first + BLOCK)];
        let seen = self.lists[school as usize].seen;
        let is_alike = |list: List| list.seen == seen && list.rest.is_some();
        block.iter().copied().filter(|other| is_alike(self.lists[*other as usize])).collect()
    }

    /// Looks for the first time for all schools; `order` brings neighbours one after another.
    pub(super) fn first_looks(&mut self, order: &[u32]) -> Result<(), TooLarge> {
        self.order = order.to_vec();
        self.places = vec![0; order.len()];
        for (school, place) in order.iter().zip(0..) {
            self.places[*school as usize] = place;
        }
        self.arcs.reserve(order.len() * FIRST_LOOK as usize);
        self.look(order, FIRST_LOOK)
    }

    /// Looks at so many hubs of each of some schools, neighbours together and batches side by side.
    fn look(&mut self, order: &[u32], look: u32) -> Result<(), TooLarge> {
        let scan_batch = |scan: &mut Scan, batch: &[u32]| {
            let looks = self.look_together(batch, look, scan);
            (looks, batch.len() * scan.gathered())
        };
        let found: Vec<_> = if order.len() > BATCH {
            order.par_chunks(BATCH).map_init(Scan::default, scan_batch).collect()
        } else {
            vec![scan_batch(&mut Scan::default(), order)]
        };
        for (looks, scanned) in found {
            self.effort.spend(scanned)?;
            for (school, arcs, rest) in looks {
                if self.arcs.len() + arcs.len() > MAX_ARCS {
                    return Err(TooLarge::Pairs);
                }
                let start = index(self.arcs.len());
                self.lists[school as usize] = List { start, len: index(arcs.len()), seen: look, rest };
                self.arcs.extend_from_slice(&arcs);
                self.effort.spend(SEARCH_STEPS * (arcs.len() + 1))?;
            }
        }
        Ok(())
    }

    /// The allowed arcs to the `look` nearest hubs of each of some neighbours, cheapest first, and a bound for all others.
    fn look_together(&self, batch: &[u32], look: u32, scan: &mut Scan) -> Vec<(u32, Vec<Arc>, Option<ArcCost>)> {
        let schools: Vec<&GroupSchool> = batch.iter().map(|at| &self.group.schools[*at as usize]).collect();
        let places: Vec<Point> = schools.iter().map(|school| school.point).collect();
        let (look, reach_m) = (look as usize, self.group.reach_m);
        let mut looks = Vec::with_capacity(batch.len());
        scan.nearest_together(&self.tree, &places, look + 1, reach_m, |at, found| {
            // No arc is shorter than its chord, so that nothing beyond can be within reach.
            let next_m = found.get(look).map(|(bits, _)| f64::from_bits(*bits).sqrt());
            let seen = &found[..look.min(found.len())];
            let (mut arcs, rest) = self.arcs_to(schools[at], seen, next_m.filter(|chord_m| *chord_m <= reach_m));
            arcs.sort_unstable();
            looks.push((batch[at], arcs, rest));
        });
        looks
    }

    /// The allowed arcs to the hubs that were seen; `rest_m` is the chord from which on there are others.
    fn arcs_to(&self, school: &GroupSchool, seen: &[Ranked], rest_m: Option<f64>) -> (Vec<Arc>, Option<ArcCost>) {
        let mut arcs: Vec<Arc> = seen.iter().filter_map(|(_, hub)| self.arc(school, *hub)).collect();
        if self.has_tiers() && rest_m.is_some() {
            self.add_own_tier(school, &mut arcs);
        }
        (arcs, rest_m.map(|chord_m| ArcCost::new(self.has_tiers(), chord_m as u32)))
    }

    pub(super) fn has_tiers(&self) -> bool {
        self.rules.tier.is_some()
    }

    /// Adds what is missing of the school's own tier region, so that only crossings are left for later.
    fn add_own_tier(&self, school: &GroupSchool, arcs: &mut Vec<Arc>) {
        let own = school.tier.and_then(|tier| self.tiers.get(&tier));
        for hub in own.into_iter().flatten() {
            if !arcs.iter().any(|arc| arc.hub == *hub) {
                arcs.extend(self.arc(school, *hub));
            }
        }
    }

    /// The arc of a school to a hub, if the rules allow it.
    pub(super) fn arc_between(&self, school: u32, hub: u32) -> Option<Arc> {
        self.arc(&self.group.schools[school as usize], hub)
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
