//! Why schools are left over, made anew: reason, nearest hub, and the cheapest unlock as `plan::reasons` defines it.

use super::members::Assigned;
use super::prices::Shown;
use super::world::World;
use super::{CheckError, differs, unequal};
use crate::geodesy::{Point, whole_metres};
use crate::model::{Form, Level, Npsn, RegionId, Said, said};
use crate::plan::file::{NearestRow, UnlockRow, UnreachedRow};
use crate::plan::{Cost, PlanFile, Reason};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(world: &World<'_>, assigned: &Assigned, plan: &PlanFile) -> Result<(), CheckError> {
    let mut peers: BTreeMap<PeerKey<'_>, Vec<Peer>> = BTreeMap::new();
    for (at, hub) in world.hubs.iter().enumerate() {
        let is_free = hub.places.is_none_or(|places| assigned.loads[at] < places);
        let peer = Peer { at, point: hub.point, region: hub.kind.region, is_free, price: assigned.prices[at] };
        peers.entry((hub.kind.level, hub.kind.form.as_ref())).or_default().push(peer);
    }
    let forbidden = world.rules.pairs.forbidden.iter().map(|(school, _)| *school).collect();
    let peers = Peers { peers, forbidden };
    let faults: Vec<Option<CheckError>> = plan.unreached.par_iter().map(|row| check_row(world, &peers, row).err()).collect();
    faults.into_iter().flatten().next().map_or(Ok(()), Err)
}

type PeerKey<'a> = (Level, Option<&'a Form>);

/// What unreached schools look at.
struct Peers<'a> {
    /// The hubs of each level and form, in NPSN order.
    peers: BTreeMap<PeerKey<'a>, Vec<Peer>>,
    /// Schools for which some hub is forbidden.
    forbidden: BTreeSet<Npsn>,
}

/// A hub as unreached schools see it.
struct Peer {
    /// Place in [`World::hubs`].
    at: usize,
    point: Point,
    region: Option<Option<RegionId>>,
    /// Whether it has a free place.
    is_free: bool,
    price: Cost,
}

fn check_row(world: &World<'_>, peers: &Peers<'_>, row: &UnreachedRow) -> Result<(), CheckError> {
    let school = world.find(row.npsn).expect("the account was checked");
    let view = View::new(world, peers, school);
    let field = |name: &str| format!("unreached[npsn={}].{name}", row.npsn);
    if view.reason().as_str() != row.reason {
        return Err(unequal(&field("reason"), &view.reason().as_str(), &row.reason));
    }
    let nearest = view.nearest.map(|(arc_m, hub)| NearestRow { hub: view.npsn(hub), metres: whole_metres(arc_m) });
    if nearest != row.nearest {
        return Err(differs(&field("nearest"), near(nearest), near(row.nearest)));
    }
    let unlock = view.unlock();
    if unlock != row.unlock {
        return Err(differs(&field("unlock"), said_of(unlock), said_of(row.unlock)));
    }
    Ok(())
}

/// The nearest hub of a row.
fn near(row: Option<NearestRow>) -> Said {
    row.map_or(Said::fixed("tidak ada hub", "no hub"), |NearestRow { hub, metres }| at(hub, metres))
}

fn at(hub: Npsn, metres: u32) -> Said {
    said!("hub {hub} berjarak {metres} m", "hub {hub} at {metres} m", metres = metres)
}

/// The way out of a row.
fn said_of(unlock: UnlockRow) -> Said {
    match unlock {
        UnlockRow::Reach { hub, metres } => said!("reach ke {hub}", "reach to {hub}", hub = at(hub, metres)),
        UnlockRow::Place { hub, gain } => {
            let gain = Shown(gain);
            said!("place di hub {hub} ({gain})", "place at hub {hub} ({gain})")
        }
        UnlockRow::CrossRegion { hub, metres } => said!("cross_region ke {hub}", "cross_region to {hub}", hub = at(hub, metres)),
        UnlockRow::Allow { hub, metres } => said!("allow dengan {hub}", "allow with {hub}", hub = at(hub, metres)),
        UnlockRow::Assign {} => Said::fixed("assign", "assign"),
        UnlockRow::NewHub {} => Said::fixed("new_hub", "new_hub"),
    }
}

/// An arc and a hub, place in [`World::hubs`].
type Near = Option<(f64, usize)>;

/// All hubs of its level and form as one unreached school sees them.
struct View<'a> {
    world: &'a World<'a>,
    school: usize,
    point: Point,
    region: Option<Option<RegionId>>,
    reach_m: f64,
    /// Whether any hub is forbidden for it.
    has_forbidden: bool,
    any_in_region: bool,
    any_in_reach: bool,
    nearest: Near,
    /// Nearest with a free place: forbidden; beyond the reach; in another decision region.
    forbidden: Near,
    beyond: Near,
    elsewhere: Near,
    /// The allowed hub where this school would fit best if there were one more place: `c + v`, arc, hub and its price.
    place: Option<(Cost, f64, usize, Cost)>,
}

impl<'a> View<'a> {
    fn new(world: &'a World<'a>, peers: &Peers<'_>, school: usize) -> Self {
        let (kind, point) = world.wanting(school);
        let hubs = peers.peers.get(&(kind.level, kind.form.as_ref())).map_or(&[][..], Vec::as_slice);
        let mut view = View {
            world,
            school,
            point,
            region: kind.region,
            reach_m: world.reach_m(&kind),
            has_forbidden: peers.forbidden.contains(&world.schools[school].npsn),
            any_in_region: false,
            any_in_reach: false,
            nearest: None,
            forbidden: None,
            beyond: None,
            elsewhere: None,
            place: None,
        };
        for peer in hubs {
            view.look(peer);
        }
        view
    }

    /// A chord is never longer than its arc, so that arcs are computed only where the chord does not decide.
    fn look(&mut self, peer: &Peer) {
        let chord_squared = self.point.chord_squared(&peer.point);
        let is_within = |metres: f64| chord_squared <= metres * metres;
        let arc_m = || self.point.arc_m(&peer.point);
        if is_within(far(self.nearest)) {
            nearer(&mut self.nearest, arc_m(), peer.at);
        }
        if self.region.is_none() || self.region != peer.region {
            if peer.is_free && is_within(self.reach_m.min(far(self.elsewhere))) {
                let arc_m = arc_m();
                if arc_m <= self.reach_m && !self.forbids(peer) {
                    nearer(&mut self.elsewhere, arc_m, peer.at);
                }
            }
            return;
        }
        self.any_in_region = true;
        if is_within(self.reach_m) {
            self.look_near(peer, chord_squared.sqrt());
        } else if peer.is_free && is_within(far(self.beyond)) && !self.forbids(peer) {
            nearer(&mut self.beyond, arc_m(), peer.at);
        }
    }

    /// Looks at a hub of the decision region that is within reach, or beyond it by a hair.
    fn look_near(&mut self, peer: &Peer, chord_m: f64) {
        let least = Cost::pair(false, whole_metres(chord_m)) + peer.price;
        if !self.has_forbidden && self.place.is_some_and(|(best, ..)| least > best) {
            return;
        }
        let arc_m = self.point.arc_m(&peer.point);
        let is_in_reach = arc_m <= self.reach_m;
        self.any_in_reach |= is_in_reach;
        match (is_in_reach, self.forbids(peer)) {
            (true, false) => {
                let hub = &self.world.schools[self.world.hubs[peer.at].school];
                let crosses = self.world.rules.crosses_tier(&self.world.schools[self.school], hub);
                let cost = Cost::pair(crosses, whole_metres(arc_m)) + peer.price;
                if self.place.is_none_or(|(best, best_m, ..)| (cost, arc_m) < (best, best_m)) {
                    self.place = Some((cost, arc_m, peer.at, peer.price));
                }
            }
            (true, true) if peer.is_free => nearer(&mut self.forbidden, arc_m, peer.at),
            (false, false) if peer.is_free => nearer(&mut self.beyond, arc_m, peer.at),
            _ => {}
        }
    }

    fn forbids(&self, peer: &Peer) -> bool {
        self.has_forbidden && self.world.rules.forbids(self.world.schools[self.school].npsn, self.npsn(peer.at))
    }

    fn is_decided(&self) -> bool {
        self.world.rules.leaves_unassigned(self.world.schools[self.school].npsn)
    }

    fn reason(&self) -> Reason {
        if self.is_decided() {
            Reason::Unassigned
        } else if self.region.is_none() {
            Reason::RegionUnknown
        } else if self.nearest.is_none() {
            Reason::NoHubOfLevel
        } else if !self.any_in_region {
            Reason::NoHubOfLevelInRegion
        } else if !self.any_in_reach {
            Reason::BeyondReach
        } else if self.place.is_none() {
            Reason::Forbidden
        } else {
            Reason::CapacityExhausted
        }
    }

    fn unlock(&self) -> UnlockRow {
        if self.is_decided() {
            UnlockRow::Assign {}
        } else if let Some((arc_m, hub)) = self.forbidden {
            UnlockRow::Allow { hub: self.npsn(hub), metres: whole_metres(arc_m) }
        } else if let Some((_, _, hub, gain)) = self.place {
            UnlockRow::Place { hub: self.npsn(hub), gain }
        } else if let Some((arc_m, hub)) = self.beyond {
            // A reach is compared before rounding, so that it must not be rounded down.
            UnlockRow::Reach { hub: self.npsn(hub), metres: whole_metres(arc_m.ceil()) }
        } else if let Some((arc_m, hub)) = self.elsewhere {
            UnlockRow::CrossRegion { hub: self.npsn(hub), metres: whole_metres(arc_m) }
        } else {
            UnlockRow::NewHub {}
        }
    }

    fn npsn(&self, hub: usize) -> Npsn {
        self.world.schools[self.world.hubs[hub].school].npsn
    }
}

/// The distance that a nearer hub must not pass.
fn far(best: Near) -> f64 {
    best.map_or(f64::INFINITY, |(arc_m, _)| arc_m)
}

/// Keeps the nearer hub; of two at the same distance the one seen first, which is the first by NPSN.
fn nearer(best: &mut Near, arc_m: f64, hub: usize) {
    if best.is_none_or(|(best_m, _)| arc_m < best_m) {
        *best = Some((arc_m, hub));
    }
}
