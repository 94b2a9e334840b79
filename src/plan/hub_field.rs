//! Hubs of one kind, to be searched by distance.

use crate::geodesy::Point;
use crate::index::{PointTree, Scan};

/// Numbered hubs with their tree.
#[derive(Debug)]
pub(super) struct HubField {
    hubs: Vec<(u32, Point)>,
    tree: PointTree,
}

/// A hub and how far it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Near {
    /// The hub's number, as given.
    pub(super) hub: u32,
    /// Straight line, not rounded.
    pub(super) arc_m: f64,
}

impl Near {
    /// Whether it is nearer than another one; of two at one distance the first by NPSN is.
    pub(super) fn is_before(&self, other: &Self) -> bool {
        (self.arc_m, self.hub) < (other.arc_m, other.hub)
    }
}

impl HubField {
    /// Takes hubs with numbers that grow with their NPSN.
    pub(super) fn new(hubs: Vec<(u32, Point)>) -> Self {
        let tree = PointTree::new(hubs.iter().map(|(_, point)| point));
        Self { hubs, tree }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.hubs.len()
    }

    /// The hub that was given at a place, and how far it is.
    pub(super) fn near(&self, from: &Point, at: u32) -> Near {
        let (hub, point) = &self.hubs[at as usize];
        Near { hub: *hub, arc_m: from.arc_m(point) }
    }

    /// All hubs by growing chord, each with its chord.
    ///
    /// An arc is never shorter than its chord, so that a search may stop at the first chord that is longer than what it has.
    fn by_chord(&self, from: &Point) -> impl Iterator<Item = (Near, f64)> {
        self.tree.by_chord(from).map(|(at, chord_m)| (self.near(from, at), chord_m))
    }

    /// The nearest hub within a distance for which `keep` holds; of two at the same distance the first by NPSN.
    pub(super) fn nearest(&self, from: &Point, within_m: f64, mut keep: impl FnMut(Near) -> bool) -> Option<Near> {
        let mut best: Option<Near> = None;
        for (near, chord_m) in self.by_chord(from) {
            if chord_m > best.map_or(within_m, |best| best.arc_m) {
                break;
            }
            let is_better = best.is_none_or(|best| near.is_before(&best));
            if is_better && near.arc_m <= within_m && keep(near) {
                best = Some(near);
            }
        }
        best
    }

    /// The nearest hub of each of some neighbours, who share one search; of two at the same distance the first by NPSN.
    pub(super) fn nearest_together(&self, places: &[Point], scan: &mut Scan) -> Vec<Option<Near>> {
        let mut all = Vec::with_capacity(places.len());
        // A longer chord may have the shorter arc, so that a few are looked at.
        scan.nearest_together(&self.tree, places, LOOK, f64::INFINITY, |at, found| {
            let seen = found.iter().map(|(_, number)| self.near(&places[at], *number));
            let nearest = seen.reduce(|nearest, near| if near.is_before(&nearest) { near } else { nearest });
            // What was not looked at lies at least as far as the last chord.
            let seen_m = found.get(LOOK - 1).map_or(f64::INFINITY, |(bits, _)| f64::from_bits(*bits).sqrt());
            let is_it = nearest.is_none_or(|near| near.arc_m < seen_m);
            all.push(if is_it { nearest } else { self.nearest(&places[at], f64::INFINITY, |_| true) });
        });
        all
    }
}

/// So many by chord are looked at for the nearest by arc.
const LOOK: usize = 3;
