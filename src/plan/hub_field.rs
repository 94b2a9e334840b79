//! Hubs of one kind, to be searched by distance.

use crate::geodesy::Point;
use crate::index::{HubTree, Scan};

/// Numbered hubs with their tree.
#[derive(Debug)]
pub(super) struct HubField {
    hubs: Vec<(u32, Point)>,
    tree: HubTree,
}

/// A hub and how far it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Near {
    /// The hub's number, as given.
    pub(super) hub: u32,
    /// Straight line, not rounded.
    pub(super) arc_m: f64,
}

impl HubField {
    /// Takes hubs with numbers that grow with their NPSN.
    pub(super) fn new(hubs: Vec<(u32, Point)>) -> Self {
        let tree = HubTree::new(hubs.iter().map(|(_, point)| point));
        Self { hubs, tree }
    }

    /// All hubs by growing chord, each with its chord.
    ///
    /// An arc is never shorter than its chord, so that a search may stop at the first chord that is longer than what it has.
    pub(super) fn by_chord(&self, from: &Point) -> impl Iterator<Item = (Near, f64)> {
        self.tree.by_chord(from).map(|(at, chord_m)| {
            let (hub, point) = &self.hubs[at as usize];
            (Near { hub: *hub, arc_m: from.arc_m(point) }, chord_m)
        })
    }

    /// The nearest hub within a distance for which `keep` holds; of two at the same distance the first by NPSN.
    pub(super) fn nearest(&self, from: &Point, within_m: f64, mut keep: impl FnMut(Near) -> bool) -> Option<Near> {
        let mut best: Option<Near> = None;
        for (near, chord_m) in self.by_chord(from) {
            if chord_m > best.map_or(within_m, |best| best.arc_m) {
                break;
            }
            let is_better = best.is_none_or(|best| (near.arc_m, near.hub) < (best.arc_m, best.hub));
            if is_better && near.arc_m <= within_m && keep(near) {
                best = Some(near);
            }
        }
        best
    }

    /// The nearest hubs within a distance for which `keep` holds, at most `count`, nearest first and by NPSN.
    pub(super) fn nearest_few(&self, from: &Point, within_m: f64, count: usize, keep: impl Fn(Near) -> bool) -> Vec<Near> {
        let mut few: Vec<Near> = Vec::with_capacity(count);
        for (near, chord_m) in self.by_chord(from) {
            let farthest_m = if few.len() < count { within_m } else { few[count - 1].arc_m };
            if chord_m > farthest_m {
                break;
            }
            let place = few.partition_point(|other| (other.arc_m, other.hub) < (near.arc_m, near.hub));
            if place < count && near.arc_m <= within_m && keep(near) {
                few.truncate(count - 1);
                few.insert(place, near);
            }
        }
        few
    }

    /// As [`HubField::nearest_few`] for each of some neighbours, who share one search.
    pub(super) fn nearest_few_together(
        &self,
        places: &[Point],
        within_m: f64,
        count: usize,
        keep: impl Fn(usize, Near) -> bool,
        scan: &mut Scan,
    ) -> Vec<Vec<Near>> {
        let mut all = Vec::with_capacity(places.len());
        // A longer chord may have the shorter arc, so that a few more are looked at than are wanted.
        let look = count + MARGIN;
        scan.nearest_together(&self.tree, places, look, within_m, |at, found| {
            let near = |number: u32| {
                let (hub, point) = &self.hubs[number as usize];
                Near { hub: *hub, arc_m: places[at].arc_m(point) }
            };
            let mut few: Vec<Near> = found.iter().map(|(_, number)| near(*number)).collect();
            few.retain(|near| near.arc_m <= within_m && keep(at, *near));
            few.sort_by(|a, b| a.arc_m.total_cmp(&b.arc_m).then(a.hub.cmp(&b.hub)));
            // What was not looked at lies at least as far as the last chord.
            let seen_m = found.get(look - 1).map_or(f64::INFINITY, |(bits, _)| f64::from_bits(*bits).sqrt());
            let is_complete = seen_m > within_m || few.get(count - 1).is_some_and(|last| last.arc_m < seen_m);
            few.truncate(count);
            all.push(if is_complete { few } else { self.nearest_few(&places[at], within_m, count, |near| keep(at, near)) });
        });
        all
    }
}

/// How many more by chord than are wanted by arc.
const MARGIN: usize = 2;
