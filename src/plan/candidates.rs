//! The hubs that each school may be sent to, cheapest first, and only as far as anybody has asked.
//!
//! In: a [`Group`]. Out: for every school a growing list of arcs and a bound below which the list is complete.

use crate::geodesy::{Point, whole_metres};
use crate::index::{BATCH, PointTree, Ranked, Scan};
use crate::model::{RegionId, School};
use crate::plan::effort::{Effort, MAX_ARCS, TooLarge};
use crate::plan::packed::Packed;
use crate::plan::problem::index;
use crate::plan::{Cost, Group, GroupHub, GroupSchool, Rules};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// What a batch of neighbours has found.
#[derive(Default)]
struct Looks {
    /// Each school's list, which starts at a place of `arcs`.
    lists: Vec<(u32, List)>,
    arcs: Vec<Arc>,
    steps: usize,
}

/// Lazily growing arc lists of one group.
pub(super) struct Candidates<'a> {
    schools: &'a [School],
    rules: &'a Rules,
    group: &'a Group,
    tree: PointTree,
    /// The hubs of each tier region, where the rules have tiers.
    tiers: BTreeMap<RegionId, Vec<u32>>,
    arcs: Vec<Arc>,
    lists: Vec<List>,
    effort: Effort,
}

/// To find an arc in the tree takes as long as so many steps.
const SEARCH_STEPS: usize = 16;

/// So many neighbours look farther together: enough to share them out between threads.
const BLOCK: u32 = 1024;

/// So many schools look before what they found is put in its place, so that it does not lie about twice.
const PART: usize = 16_384;

/// How many hubs a school's first list looks at; each further look takes four times as many.
const FIRST_LOOK: u32 = 12;

impl<'a> Candidates<'a> {
    pub(super) fn new(schools: &'a [School], rules: &'a Rules, group: &'a Group) -> Self {
        let tree = PointTree::new(group.hubs.iter().map(|hub| &hub.point));
        let rest = (!group.hubs.is_empty()).then_some(ArcCost(0));
        let list = List { start: 0, len: 0, seen: 0, rest };
        let mut tiers: BTreeMap<RegionId, Vec<u32>> = BTreeMap::new();
        for (hub, at) in group.hubs.iter().zip(0..) {
            if let Some(tier) = hub.tier {
                tiers.entry(tier).or_default().push(at);
            }
        }
        let lists = vec![list; group.schools.len()];
        Self { schools, rules, group, tree, tiers, arcs: Vec::new(), lists, effort: Effort::new() }
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
    pub(super) fn extend(&mut self, school: u32) -> Result<(), TooLarge> {
        self.extend_all(&[school])
    }

    /// Looks farther for some schools, and for those of their neighbours that have looked as far.
    ///
    /// Alone every school took twice the time at a country's 30 km and 14 places, and 1.1 times at 20 km and 15 places.
    pub(super) fn extend_all(&mut self, schools: &[u32]) -> Result<(), TooLarge> {
        // By how far they have looked, the first school of each block; one without a list stays alone.
        let mut asking: BTreeMap<u32, BTreeSet<(u32, u32)>> = BTreeMap::new();
        for school in schools {
            let list = self.lists[*school as usize];
            if list.rest.is_some() {
                let first = school / BLOCK * BLOCK;
                let block = if list.seen == 0 { (*school, 1) } else { (first, BLOCK) };
                asking.entry(list.seen).or_default().insert(block);
            }
        }
        for (seen, blocks) in asking {
            let schools = index(self.lists.len());
            let together = blocks.into_iter().flat_map(|(first, count)| first..schools.min(first + count));
            let is_alike = |list: List| list.seen == seen && list.rest.is_some();
            let alike: Vec<u32> = together.filter(|school| is_alike(self.lists[*school as usize])).collect();
            self.look(&alike, (seen * 4).max(FIRST_LOOK))?;
        }
        Ok(())
    }

    /// Looks for the first time for all schools.
    pub(super) fn first_looks(&mut self) -> Result<(), TooLarge> {
        let all: Vec<u32> = (0..index(self.lists.len())).collect();
        self.arcs.reserve(all.len() * FIRST_LOOK as usize);
        self.look(&all, FIRST_LOOK)
    }

    /// Looks at so many hubs of each of some schools, neighbours together and batches side by side.
    fn look(&mut self, schools: &[u32], look: u32) -> Result<(), TooLarge> {
        for part in schools.chunks(PART) {
            for looks in self.look_side_by_side(part, look) {
                self.effort.spend(looks.steps)?;
                if self.arcs.len() + looks.arcs.len() > MAX_ARCS {
                    return Err(TooLarge::Pairs);
                }
                let first = index(self.arcs.len());
                for (school, list) in looks.lists {
                    self.lists[school as usize] = List { start: first + list.start, ..list };
                }
                self.arcs.extend_from_slice(&looks.arcs);
            }
        }
        Ok(())
    }

    fn look_side_by_side(&self, schools: &[u32], look: u32) -> Vec<Looks> {
        if schools.len() <= BATCH {
            return vec![self.look_together(schools, look, &mut Scan::default())];
        }
        let batches = schools.par_chunks(BATCH);
        batches.map_init(Scan::default, |scan, batch| self.look_together(batch, look, scan)).collect()
    }

    /// The allowed arcs to the `look` nearest hubs of each of some neighbours, cheapest first, and a bound for all others.
    fn look_together(&self, batch: &[u32], look: u32, scan: &mut Scan) -> Looks {
        let schools: Vec<&GroupSchool> = batch.iter().map(|at| &self.group.schools[*at as usize]).collect();
        let places: Vec<Point> = schools.iter().map(|school| school.point).collect();
        let (most, reach_m) = (look as usize, self.group.reach_m);
        let mut looks = Looks { lists: Vec::with_capacity(batch.len()), ..Looks::default() };
        scan.nearest_together(&self.tree, &places, most + 1, reach_m, |at, found| {
            // No arc is shorter than its chord, so that nothing beyond can be within reach.
            let next_m = found.get(most).map(|(bits, _)| f64::from_bits(*bits).sqrt()).filter(|chord_m| *chord_m <= reach_m);
            let start = looks.arcs.len();
            self.add_arcs(schools[at], &found[..most.min(found.len())], next_m, &mut looks.arcs);
            let arcs = &mut looks.arcs[start..];
            arcs.sort_unstable_by_key(|arc| (arc.cost, arc.hub));
            // By NPSN only where costs are equal: hubs lie far away in memory.
            for equal in arcs.chunk_by_mut(|a, b| a.cost == b.cost).filter(|equal| equal.len() > 1) {
                equal.sort_unstable_by_key(|arc| self.group.hubs[arc.hub as usize].school);
            }
            let rest = next_m.map(|chord_m| ArcCost::new(self.has_tiers(), chord_m as u32));
            looks.lists.push((batch[at], List { start: index(start), len: index(arcs.len()), seen: look, rest }));
        });
        looks.steps = batch.len() * scan.gathered() + SEARCH_STEPS * (looks.arcs.len() + batch.len());
        looks
    }

    /// Adds the allowed arcs to the hubs that were seen; `next_m` is the chord from which on there are others.
    fn add_arcs(&self, school: &GroupSchool, seen: &[Ranked], next_m: Option<f64>, arcs: &mut Vec<Arc>) {
        let start = arcs.len();
        arcs.extend(seen.iter().filter_map(|(bits, hub)| self.arc_of_chord(school, *hub, f64::from_bits(*bits))));
        // Then only crossings are left for later.
        if self.has_tiers() && next_m.is_some() {
            let own = school.tier.and_then(|tier| self.tiers.get(&tier));
            for hub in own.into_iter().flatten() {
                if !arcs[start..].iter().any(|arc| arc.hub == *hub) {
                    arcs.extend(self.arc(school, *hub));
                }
            }
        }
    }

    fn forbids(&self, school: &GroupSchool, hub: &GroupHub) -> bool {
        // Nearly no list has such pairs, and numbers of schools lie far away in memory.
        let npsn = |at: u32| self.schools[at as usize].npsn;
        !self.rules.pairs.forbidden.is_empty() && self.rules.forbids(npsn(school.school), npsn(hub.school))
    }

    pub(super) fn has_tiers(&self) -> bool {
        self.rules.tier.is_some()
    }

    /// The arc of a school to a hub, if the rules allow it.
    pub(super) fn arc_between(&self, school: u32, hub: u32) -> Option<Arc> {
        self.arc(&self.group.schools[school as usize], hub)
    }

    /// The arc to a hub, if the rules allow it.
    fn arc(&self, school: &GroupSchool, at: u32) -> Option<Arc> {
        self.arc_of_chord(school, at, school.point.chord_squared(&self.group.hubs[at as usize].point))
    }

    /// As [`Candidates::arc`], where the squared chord is known: measured again, plans take 4 % longer.
    fn arc_of_chord(&self, school: &GroupSchool, at: u32, chord_squared: f64) -> Option<Arc> {
        let hub = &self.group.hubs[at as usize];
        let arc_m = school.point.arc_of_chord_m(&hub.point, chord_squared);
        let allowed = arc_m <= self.group.reach_m && !self.forbids(school, hub);
        let crosses = self.has_tiers() && crosses(school, hub);
        allowed.then(|| Arc { cost: ArcCost::new(crosses, whole_metres(arc_m)), hub: at })
    }
}

/// Whether two tier regions differ; one that is not stated is another one.
fn crosses(school: &GroupSchool, hub: &GroupHub) -> bool {
    school.tier.is_none() || school.tier != hub.tier
}
