//! Why a school is unreached, which hub is nearest, and the cheapest way to reach it.

use crate::geodesy::{Point, whole_metres};
use crate::index::{Asker, BATCH, PricedTree, Scan, neighbours_together};
use crate::model::{Form, Level, Npsn, RegionId, School};
use crate::plan::hub_field::{HubField, Near};
use crate::plan::{Cost, Group, GroupHub, HubPlan, Plan, Problem, State};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Why a school is unreached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// It was decided that the school gets no hub.
    Unassigned,
    /// The list does not say the region that decides.
    RegionUnknown,
    /// No hub of the level (or form) with a usable position anywhere.
    NoHubOfLevel,
    /// None in the decision region.
    NoHubOfLevelInRegion,
    /// All hubs of the decision region lie beyond the reach.
    BeyondReach,
    /// All hubs within reach are forbidden for this school.
    Forbidden,
    /// All hubs that are allowed are full, and others gain more from their places.
    CapacityExhausted,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 7] = [
        Self::Unassigned,
        Self::RegionUnknown,
        Self::NoHubOfLevel,
        Self::NoHubOfLevelInRegion,
        Self::BeyondReach,
        Self::Forbidden,
        Self::CapacityExhausted,
    ];

    /// The stable code.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unassigned => "unassigned",
            Self::RegionUnknown => "region_unknown",
            Self::NoHubOfLevel => "no_hub_of_level",
            Self::NoHubOfLevelInRegion => "no_hub_of_level_in_region",
            Self::BeyondReach => "beyond_reach",
            Self::Forbidden => "forbidden",
            Self::CapacityExhausted => "capacity_exhausted",
        }
    }
}

/// The nearest hub of the level, whether or not the rules allow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NearestHub {
    /// Index in the schools.
    pub school: u32,
    /// Straight line, whole planning metres.
    pub metres: u32,
}

/// The cheapest change of one rule after which the school, or one that gains more from it, is reached.
///
/// What costs an office least comes first, and of each kind the nearest hub (of places, the best):
///
/// 1. `Assign`: its own decision to leave the school unassigned taken back, always for such a school: what it then gets the plan tells.
///    `Allow`: its own decision about a pair taken back; the hub has a place and lies within region and reach.
/// 2. `Place`: one hub takes one school more. Of the allowed hubs, which are all full, the one where this school comes closest to
///    getting the place, that is with the least cost and price together; what is gained is the hub's price.
/// 3. `Reach`: the rule of a whole level changes and journeys grow, but the office decides alone.
/// 4. `CrossRegion`: two offices must agree.
/// 5. `NewHub`: none of these helps.
///
/// `Allow`, `Reach` and `CrossRegion` name hubs with a free place only; chains of moves that would free one are not searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unlock {
    /// A reach of this many metres to this hub (index in the schools).
    Reach {
        /// The hub.
        hub: u32,
        /// Metres needed.
        metres: u32,
    },
    /// One more place at this hub; the price is what the whole plan gains.
    Place {
        /// The hub.
        hub: u32,
        /// What one more place saves.
        gain: Cost,
    },
    /// A hub of another decision region.
    CrossRegion {
        /// The hub.
        hub: u32,
        /// Straight line.
        metres: u32,
    },
    /// The forbidden pair with this hub.
    Allow {
        /// The hub.
        hub: u32,
        /// Straight line.
        metres: u32,
    },
    /// The decision that leaves the school unassigned.
    Assign,
    /// A new hub: no existing one can help.
    NewHub,
}

/// The answer for one unreached school.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnreachedSchool {
    /// Index in the schools.
    pub school: u32,
    /// Why.
    pub reason: Reason,
    /// The nearest hub of its level in the whole list.
    pub nearest: Option<NearestHub>,
    /// The cheapest unlock.
    pub unlock: Unlock,
}

/// Tells for every unreached school of a plan why, in NPSN order.
///
/// Cost: O(log m) for each unreached school and m hubs, times the hubs that are allowed but full.
#[must_use]
pub fn reasons(problem: &Problem<'_>, plan: &Plan) -> Vec<UnreachedSchool> {
    let fields = Fields::new(problem, plan);
    let of_groups = problem.groups.par_iter().flat_map_iter(|group| fields.explain_group(group));
    let mut all: Vec<UnreachedSchool> = of_groups.collect();
    all.extend(fields.explain_ungrouped());
    all.sort_unstable_by_key(|why| why.school);
    all
}

/// Hubs of one level (and form), or of one decision region within it.
struct Field {
    all: HubField,
    /// Those with a free place.
    free: HubField,
    /// All at the prices of their places.
    priced: PricedTree<Cost>,
}

type PeerKey<'a> = (Level, Option<&'a Form>);

fn peer_key<'a>(problem: &Problem<'a>, school: u32) -> PeerKey<'a> {
    let school = &problem.schools[school as usize];
    (level_of(school), problem.rules.shared_form(school))
}

/// The hubs of a plan, as unreached schools look for them.
struct Fields<'a> {
    problem: &'a Problem<'a>,
    plan: &'a Plan,
    /// By level and form.
    peers: BTreeMap<PeerKey<'a>, Field>,
    /// The hubs that are forbidden for a school, as places in [`Plan::hubs`].
    forbidden: BTreeMap<Npsn, Vec<u32>>,
}

/// What unreached schools have in common that look for the same hubs.
struct Kind<'f> {
    /// The hubs of their level and form, wherever they are; `None` when there are none.
    peers: Option<&'f Field>,
    /// Those of their decision region, where it is known and has any.
    region: Option<&'f Field>,
    /// The decision region, where it is known.
    decides: Option<Option<RegionId>>,
    reach_m: f64,
}

/// One unreached school while it is explained.
struct Asking<'f> {
    kind: &'f Kind<'f>,
    school: u32,
    point: Point,
    /// The nearest hub of its level and form, wherever it is.
    nearest: Option<Near>,
    forbidden: &'f [u32],
}

impl Field {
    /// Of hubs as places in [`Plan::hubs`], neighbours one after another.
    fn new(plan: &Plan, hubs: Vec<(u32, Point)>) -> Self {
        let free = || HubField::new(hubs.iter().copied().filter(|(at, _)| is_free(&plan.hubs[*at as usize])).collect());
        let (free, all) = rayon::join(free, || HubField::new(hubs.clone()));
        let (points, prices) = hubs.iter().map(|(at, point)| (*point, plan.hubs[*at as usize].price)).unzip();
        Self { free, priced: PricedTree::new(points, prices), all }
    }
}

impl<'a> Fields<'a> {
    fn new(problem: &'a Problem<'a>, plan: &'a Plan) -> Self {
        let mut peers: BTreeMap<_, Vec<_>> = BTreeMap::new();
        let mut forbidden: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (at, hub) in (0..).zip(&plan.hubs) {
            let point = point_of(&problem.schools[hub.school as usize]);
            peers.entry(peer_key(problem, hub.school)).or_default().push((at, point));
        }
        for (school, hub) in &problem.rules.pairs.forbidden {
            let hub = plan.hubs.binary_search_by_key(hub, |hub| problem.schools[hub.school as usize].npsn);
            forbidden.entry(*school).or_default().extend(hub.ok().and_then(|at| u32::try_from(at).ok()));
        }
        let field = |hubs: Vec<(u32, Point)>| Field::new(plan, neighbours_together(&hubs, BATCH, |(_, point)| point));
        let peers = peers.into_par_iter().map(|(key, hubs)| (key, field(hubs))).collect();
        Self { problem, plan, peers, forbidden }
    }

    /// Explains the unreached schools of a group.
    fn explain_group(&self, group: &Group) -> Vec<UnreachedSchool> {
        let unreached = group.schools.iter().filter(|school| self.plan.states[school.school] == State::Unreached);
        let schools: Vec<(u32, Point)> = unreached.map(|school| (school.school, school.point)).collect();
        let Some((first, _)) = schools.first() else { return Vec::new() };
        let peers = self.peers.get(&peer_key(self.problem, *first));
        // Where a region has all hubs of its level and form, as a country does, they are there already.
        let is_part = peers.is_some_and(|peers| group.hubs.len() < peers.all.len());
        let hub = |hub: &GroupHub| (self.plan.states.hub_number(hub.school), hub.point);
        let own = (is_part && !group.hubs.is_empty()).then(|| Field::new(self.plan, group.hubs.iter().map(hub).collect()));
        let region = if is_part { own.as_ref() } else { peers };
        self.explain_together(&Kind { peers, region, decides: Some(group.region), reach_m: group.reach_m }, &schools)
    }

    /// Explains the schools that stand in no group.
    fn explain_ungrouped(&self) -> Vec<UnreachedSchool> {
        let mut alike: BTreeMap<PeerKey<'_>, Vec<(u32, Point)>> = BTreeMap::new();
        for at in self.problem.ungrouped.iter().copied().filter(|at| self.plan.states[*at] == State::Unreached) {
            alike.entry(peer_key(self.problem, at)).or_default().push((at, point_of(&self.problem.schools[at as usize])));
        }
        let explain = |(key, schools): (PeerKey<'_>, Vec<(u32, Point)>)| {
            let reach_m = self.problem.rules.reach_m.get(key.0).unwrap_or(f64::INFINITY);
            let schools = neighbours_together(&schools, BATCH, |(_, point)| point);
            self.explain_together(&Kind { peers: self.peers.get(&key), region: None, decides: None, reach_m }, &schools)
        };
        alike.into_iter().flat_map(explain).collect()
    }

    /// Explains schools of one kind: neighbours that stand one after another look for their nearest hub together.
    fn explain_together(&self, kind: &Kind<'_>, schools: &[(u32, Point)]) -> Vec<UnreachedSchool> {
        let explain = |scan: &mut Scan, batch: &[(u32, Point)]| -> Vec<UnreachedSchool> {
            let places: Vec<Point> = batch.iter().map(|(_, point)| *point).collect();
            let mut all_nearest = vec![None; batch.len()];
            if let Some(peers) = kind.peers {
                all_nearest = peers.all.nearest_together(&places, scan);
            }
            let asking = |((school, point), nearest): (&(u32, Point), Option<Near>)| {
                let forbidden = self.forbidden(*school);
                self.explain(&Asking { kind, school: *school, point: *point, nearest, forbidden })
            };
            batch.iter().zip(all_nearest).map(asking).collect()
        };
        schools.par_chunks(BATCH).map_init(Scan::default, explain).flatten_iter().collect()
    }

    fn forbidden(&self, school: u32) -> &[u32] {
        // Nearly no list has such pairs, and numbers of schools lie far away in memory.
        if self.forbidden.is_empty() {
            return &[];
        }
        self.forbidden.get(&self.problem.schools[school as usize].npsn).map_or(&[], Vec::as_slice)
    }

    fn explain(&self, asking: &Asking<'_>) -> UnreachedSchool {
        let kind = asking.kind;
        let place = kind.region.and_then(|region| self.best_place(asking, region));
        let reason = match (kind.decides, kind.peers, kind.region) {
            (None, _, _) if self.is_unassigned(asking.school) => Reason::Unassigned,
            (None, _, _) => Reason::RegionUnknown,
            (Some(_), None, _) => Reason::NoHubOfLevel,
            (Some(_), Some(_), None) => Reason::NoHubOfLevelInRegion,
            (Some(_), Some(_), Some(_)) if place.is_some() => Reason::CapacityExhausted,
            (Some(_), Some(_), Some(region)) => asking.reason_without_hub(region),
        };
        UnreachedSchool {
            school: asking.school,
            reason,
            nearest: asking.nearest.map(|near| NearestHub { school: self.hub(near), metres: whole_metres(near.arc_m) }),
            unlock: if reason == Reason::Unassigned { Unlock::Assign } else { self.unlock(asking, place) },
        }
    }

    fn is_unassigned(&self, school: u32) -> bool {
        self.problem.rules.leaves_unassigned(self.problem.schools[school as usize].npsn)
    }

    fn unlock(&self, asking: &Asking<'_>, place: Option<Near>) -> Unlock {
        let Kind { region, peers, .. } = asking.kind;
        if let Some(near) = region.and_then(|region| asking.nearest_to_allow(region)) {
            return Unlock::Allow { hub: self.hub(near), metres: whole_metres(near.arc_m) };
        }
        if let Some(near) = place {
            return Unlock::Place { hub: self.hub(near), gain: self.plan.hubs[near.hub as usize].price };
        }
        if let Some(near) = region.and_then(|region| self.nearest_beyond(asking, region)) {
            // A reach is compared before rounding, so that it must not be rounded down.
            return Unlock::Reach { hub: self.hub(near), metres: whole_metres(near.arc_m.ceil()) };
        }
        if let Some(near) = peers.and_then(|peers| self.nearest_elsewhere(asking, peers)) {
            return Unlock::CrossRegion { hub: self.hub(near), metres: whole_metres(near.arc_m) };
        }
        Unlock::NewHub
    }

    /// The allowed hub with the least cost and price together.
    fn best_place(&self, asking: &Asking<'_>, region: &Field) -> Option<Near> {
        let member = &self.problem.schools[asking.school as usize];
        if asking.nearest.is_none_or(|near| near.arc_m > asking.kind.reach_m) {
            return None;
        }
        let asker = Asker { from: &asking.point, within_m: asking.kind.reach_m, way: |chord_m| Cost::pair(false, chord_m) };
        let mut best: Option<(Cost, Near)> = None;
        let mut budget = Cost { priority: i64::MAX, ..Cost::ZERO };
        region.priced.cheap(&asker, budget, |hub, _| {
            let near = region.all.near(&asking.point, hub);
            if asking.is_allowed(near) {
                let price = self.plan.hubs[near.hub as usize].price;
                let crosses = self.problem.rules.crosses_tier(member, &self.problem.schools[self.hub(near) as usize]);
                let cost = Cost::pair(crosses, whole_metres(near.arc_m)) + price;
                if best.is_none_or(|(other, far)| cost < other || (cost == other && near.is_before(&far))) {
                    best = Some((cost, near));
                    // Of equal ones the first by arc is wanted.
                    budget = cost + Cost::pair(false, 1);
                }
            }
            budget
        });
        best.map(|(_, near)| near)
    }

    /// The nearest hub of its decision region with a free place that only the reach keeps away.
    fn nearest_beyond(&self, asking: &Asking<'_>, region: &Field) -> Option<Near> {
        let is_beyond = |near: &Near| near.arc_m > asking.kind.reach_m && !asking.forbidden.contains(&near.hub);
        // Half of the schools are spared a search: the nearest of all is the nearest of the region where it is one of them.
        let is_of_region = |near: &Near| self.region_of(self.hub(*near)) == asking.kind.decides;
        let is_it = |near: &Near| is_beyond(near) && is_free(&self.plan.hubs[near.hub as usize]) && is_of_region(near);
        let nearest = asking.nearest.filter(is_it);
        nearest.or_else(|| region.free.nearest(&asking.point, f64::INFINITY, |near| is_beyond(&near)))
    }

    /// The nearest hub with a free place that only the decision region keeps away.
    fn nearest_elsewhere(&self, asking: &Asking<'_>, peers: &Field) -> Option<Near> {
        let own = asking.kind.decides;
        peers.free.nearest(&asking.point, asking.kind.reach_m, |near| {
            (own.is_none() || own != self.region_of(self.hub(near))) && !asking.forbidden.contains(&near.hub)
        })
    }

    /// The decision region of a school, where it is known.
    fn region_of(&self, school: u32) -> Option<Option<RegionId>> {
        let school = &self.problem.schools[school as usize];
        self.problem.rules.decision_region(school, level_of(school)).ok()
    }

    /// Index of a hub in the schools.
    fn hub(&self, near: Near) -> u32 {
        self.plan.hubs[near.hub as usize].school
    }
}

impl Asking<'_> {
    fn is_allowed(&self, near: Near) -> bool {
        near.arc_m <= self.kind.reach_m && !self.forbidden.contains(&near.hub)
    }

    /// Why no hub of its decision region is allowed.
    fn reason_without_hub(&self, region: &Field) -> Reason {
        let is_any_near = !self.forbidden.is_empty() && region.all.nearest(&self.point, self.kind.reach_m, |_| true).is_some();
        if is_any_near { Reason::Forbidden } else { Reason::BeyondReach }
    }

    fn nearest_to_allow(&self, region: &Field) -> Option<Near> {
        if self.forbidden.is_empty() {
            return None;
        }
        region.free.nearest(&self.point, self.kind.reach_m, |near| self.forbidden.contains(&near.hub))
    }
}

fn is_free(hub: &HubPlan) -> bool {
    hub.places.is_none_or(|places| hub.members.len() < places as usize)
}

fn level_of(school: &School) -> Level {
    school.level().expect("it takes part, so that its form has a level")
}

fn point_of(school: &School) -> Point {
    Point::new(school.position.expect("a school that is planned for has a position"))
}
