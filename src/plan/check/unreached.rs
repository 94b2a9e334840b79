//! Why schools are left over, made anew: reason, nearest hub, and the cheapest unlock as `plan::reasons` defines it.

use super::members::Assigned;
use super::world::{Hub, Kind, World};
use super::{CheckError, unequal};
use crate::geodesy::{Point, whole_metres};
use crate::model::Npsn;
use crate::plan::file::{NearestRow, UnlockRow, UnreachedRow};
use crate::plan::{Cost, PlanFile, Reason};
use rayon::prelude::*;

pub(super) fn check(world: &World<'_>, assigned: &Assigned, plan: &PlanFile) -> Result<(), CheckError> {
    let faults: Vec<Option<CheckError>> = plan.unreached.par_iter().map(|row| check_row(world, assigned, row).err()).collect();
    faults.into_iter().flatten().next().map_or(Ok(()), Err)
}

fn check_row(world: &World<'_>, assigned: &Assigned, row: &UnreachedRow) -> Result<(), CheckError> {
    let school = world.find(row.npsn).expect("the account was checked");
    let view = View::new(world, assigned, school);
    let field = |name: &str| format!("unreached[npsn={}].{name}", row.npsn);
    if view.reason().as_str() != row.reason {
        return Err(unequal(&field("reason"), &view.reason().as_str(), &row.reason));
    }
    let nearest = view.nearest.map(|(arc_m, hub)| NearestRow { hub: view.npsn(hub), metres: whole_metres(arc_m) });
    if nearest != row.nearest {
        return Err(unequal(&field("nearest"), &format_args!("{nearest:?}"), &format_args!("{:?}", row.nearest)));
    }
    let unlock = view.unlock();
    if unlock != row.unlock {
        return Err(unequal(&field("unlock"), &format_args!("{unlock:?}"), &format_args!("{:?}", row.unlock)));
    }
    Ok(())
}

/// An arc and a hub, place in [`World::hubs`].
type Near = Option<(f64, usize)>;

/// All hubs of its level and form as one unreached school sees them.
struct View<'a> {
    world: &'a World<'a>,
    kind: Kind,
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
    fn new(world: &'a World<'a>, assigned: &Assigned, school: usize) -> Self {
        let (kind, point) = world.wanting(school);
        let mut view = View {
            world,
            any_in_region: false,
            any_in_reach: false,
            nearest: None,
            forbidden: None,
            beyond: None,
            elsewhere: None,
            place: None,
            kind,
        };
        for (at, hub) in world.hubs.iter().enumerate() {
            if view.kind.is_peer(&hub.kind) {
                view.look(assigned, school, &point, at, hub);
            }
        }
        view
    }

    fn look(&mut self, assigned: &Assigned, school: usize, point: &Point, at: usize, hub: &Hub) {
        let world = self.world;
        let arc_m = point.arc_m(&hub.point);
        nearer(&mut self.nearest, arc_m, at);
        let is_free = hub.places.is_none_or(|places| assigned.loads[at] < places);
        let is_in_region = self.kind.shares_region(&hub.kind);
        let is_in_reach = arc_m <= world.reach_m(&self.kind);
        let is_forbidden = world.rules.forbids(world.schools[school].npsn, self.npsn(at));
        self.any_in_region |= is_in_region;
        self.any_in_reach |= is_in_region && is_in_reach;
        match (is_in_region, is_in_reach, is_forbidden) {
            (true, true, false) => {
                let crosses = world.rules.crosses_tier(&world.schools[school], &world.schools[hub.school]);
                let price = assigned.prices[at];
                let cost = Cost::pair(crosses, whole_metres(arc_m)) + price;
                if self.place.is_none_or(|(best, best_m, ..)| (cost, arc_m) < (best, best_m)) {
                    self.place = Some((cost, arc_m, at, price));
                }
            }
            (true, true, true) if is_free => nearer(&mut self.forbidden, arc_m, at),
            (true, false, false) if is_free => nearer(&mut self.beyond, arc_m, at),
            (false, true, false) if is_free => nearer(&mut self.elsewhere, arc_m, at),
            _ => {}
        }
    }

    fn reason(&self) -> Reason {
        if self.kind.region.is_none() {
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
        if let Some((arc_m, hub)) = self.forbidden {
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

/// Keeps the nearer hub; of two at the same distance the one seen first, which is the first by NPSN.
fn nearer(best: &mut Near, arc_m: f64, hub: usize) {
    if best.is_none_or(|(best_m, _)| arc_m < best_m) {
        *best = Some((arc_m, hub));
    }
}
