//! Every school against every hub that it might use: a plain scan, no index.
//!
//! A pair can only matter when its arc is short enough to bring `c + v` down to `u`, and a chord is never longer than its arc. So
//! squared chords decide nearly all pairs, many at a time, and arcs are computed only for the few that are left.

use super::CheckError;
use super::members::Assigned;
use super::prices::Shown;
use super::world::{Class, Kind, World};
use crate::geodesy::{Point, whole_metres};
use crate::model::{RegionId, said};
use crate::plan::Cost;
use std::collections::BTreeMap;

/// Slack in metres, far above the rounding of chords and prices and far below what would let many pairs through.
pub(super) const SLACK_M: f64 = 0.25;

/// Hubs whose chords are compared at once.
const LANES: usize = 16;

/// Schools that want a hub and hubs, sorted by what they must share.
#[derive(Debug)]
pub(super) struct Groups<'a> {
    world: &'a World<'a>,
    assigned: &'a Assigned,
    groups: Vec<Group>,
    /// Schools that want a hub and about which nobody has decided, in NPSN order, each with its group.
    pub(super) wanting: Vec<(usize, usize)>,
}

#[derive(Debug, Default)]
struct Group {
    tables: Vec<Table>,
    hubs: u64,
    wanting: u64,
}

/// Hubs whose prices differ in nothing but metres.
#[derive(Debug, Default)]
struct Table {
    /// The common part of the prices; metres are 0.
    head: Cost,
    hubs: Vec<u32>,
    tier: Vec<Option<RegionId>>,
    /// The hubs by sixteens; the places behind the last hub are left as they are and never looked at.
    blocks: Vec<Block>,
}

/// What decides whether a hub is near enough, laid out so that the compiler compares several at a time.
#[derive(Clone, Debug)]
struct Block {
    xyz: [[f64; LANES]; 3],
    price_m: [f64; LANES],
}

/// What the scan of one school found.
#[derive(Debug)]
pub(super) struct Seen {
    /// Its own hub; `None` when it is unreached.
    pub(super) hub: Option<usize>,
    /// Other hubs that would be just as good: the school holds their prices up.
    pub(super) tight: Vec<u32>,
    /// A hub that would be better.
    pub(super) fault: Option<CheckError>,
}

/// A school and what it is compared with.
struct Wanting {
    school: usize,
    hub: Option<usize>,
    point: Point,
    has_tiers: bool,
    tier: Option<RegionId>,
    reach_m: f64,
    /// The reach with some slack.
    widest_m: f64,
    /// What it has: `c + v` of its hub, or the cost of staying unreached.
    cost: Cost,
}

/// How long an arc may be to matter, plus the hub's price in metres: for pairs inside one tier region, and for pairs across, which
/// never may be longer.
#[derive(Clone, Copy)]
struct Limits {
    inside: f64,
    across: f64,
}

impl<'a> Groups<'a> {
    pub(super) fn new(world: &'a World<'a>, assigned: &'a Assigned) -> Self {
        let mut places: BTreeMap<Kind, usize> = BTreeMap::new();
        let mut groups = Self { world, assigned, groups: Vec::new(), wanting: Vec::new() };
        for (at, hub) in world.hubs.iter().enumerate() {
            // Without a decision region it shares it with nobody.
            if hub.kind.region.is_some() {
                let group = *places.entry(hub.kind.clone()).or_insert_with(|| {
                    groups.groups.push(Group::default());
                    groups.groups.len() - 1
                });
                groups.push_hub(group, at);
            }
        }
        for (at, class) in world.classes.iter().enumerate() {
            let is_fixed = || {
                assigned.places[at].is_some_and(|place| place.required) || world.rules.leaves_unassigned(world.schools[at].npsn)
            };
            if *class == Class::Wants
                && !is_fixed()
                && let Some(group) = places.get(&world.wanting(at).0)
            {
                groups.groups[*group].wanting += 1;
                groups.wanting.push((at, *group));
            }
        }
        groups
    }

    fn push_hub(&mut self, group: usize, at: usize) {
        let price = self.assigned.prices[at];
        let group = &mut self.groups[group];
        group.hubs += 1;
        let head = Cost { metres: 0, ..price };
        // Few heads differ unless priorities do; then tables are short and most are passed over whole.
        let table = group.tables.binary_search_by_key(&head, |table| table.head).unwrap_or_else(|place| {
            group.tables.insert(place, Table { head, ..Table::default() });
            place
        });
        group.tables[table].push(self.world, at, price.metres);
    }

    /// Pairs of school and hub that the scan compares.
    pub(super) fn pairs(&self) -> u64 {
        self.groups.iter().map(|group| group.hubs * group.wanting).sum()
    }

    /// Compares a school with every hub of its group.
    pub(super) fn see(&self, school: usize, group: usize) -> Seen {
        let wanting = self.wanting(school);
        let mut seen = Seen { hub: wanting.hub, tight: Vec::new(), fault: self.check_staying(&wanting) };
        for table in &self.groups[group].tables {
            let limits = Limits::new(wanting.cost - table.head);
            table.each_within(&wanting, limits, |hub| self.compare(&wanting, hub, &mut seen));
        }
        seen
    }

    fn wanting(&self, school: usize) -> Wanting {
        let (kind, point) = self.world.wanting(school);
        let place = self.assigned.places[school];
        Wanting {
            school,
            hub: place.map(|place| place.hub),
            point,
            has_tiers: self.world.rules.tier.is_some(),
            tier: self.world.rules.tier.and_then(|rank| self.world.schools[school].regions.at(rank)),
            reach_m: self.world.reach_m(&kind),
            widest_m: self.world.reach_m(&kind) + SLACK_M,
            cost: place.map_or_else(|| self.staying(school), |place| place.cost + self.assigned.prices[place.hub]),
        }
    }

    /// The cost of staying unreached.
    fn staying(&self, school: usize) -> Cost {
        Cost::unreached(self.world.rules.priority(&self.world.schools[school]))
    }

    fn check_staying(&self, wanting: &Wanting) -> Option<CheckError> {
        let staying = self.staying(wanting.school);
        (wanting.cost > staying).then(|| {
            let (staying, found) = (Shown(staying), Shown(wanting.cost));
            let reason = said!(
                "bukan rencana terbaik: tetap belum terjangkau ({staying}) lebih murah daripada hubnya ({found})",
                "not the best plan: staying unreached ({staying}) is cheaper than its hub ({found})",
            );
            CheckError::row("assignments", self.world.schools[wanting.school].npsn, reason)
        })
    }

    /// Looks exactly at one pair that may matter.
    fn compare(&self, wanting: &Wanting, hub: usize, seen: &mut Seen) {
        if wanting.hub == Some(hub) || seen.fault.is_some() {
            return;
        }
        let (school, host) = (&self.world.schools[wanting.school], &self.world.hubs[hub]);
        let hub_school = &self.world.schools[host.school];
        let arc_m = wanting.point.arc_m(&host.point);
        if arc_m > wanting.reach_m || self.world.rules.forbids(school.npsn, hub_school.npsn) {
            return;
        }
        let crosses = self.world.rules.crosses_tier(school, hub_school);
        let cost = Cost::pair(crosses, whole_metres(arc_m)) + self.assigned.prices[hub];
        if cost == wanting.cost {
            seen.tight.push(u32::try_from(hub).expect("hubs are schools, which are numbered in 32 bits"));
        } else if cost < wanting.cost {
            let list = if wanting.hub.is_some() { "assignments" } else { "unreached" };
            let (found, other) = (Shown(wanting.cost), Shown(cost));
            let hub = hub_school.npsn;
            let reason = said!(
                "bukan rencana terbaik: hub {hub} ({other}) lebih murah daripada yang sekarang ({found})",
                "not the best plan: hub {hub} ({other}) is cheaper than what the school has ({found})",
            );
            seen.fault = Some(CheckError::row(list, school.npsn, reason));
        }
    }
}

impl Limits {
    /// `room` is the school's cost less the head of the hubs' prices: what may be spent on crossing and on metres.
    fn new(room: Cost) -> Self {
        // A pair costs neither priority nor shortfall, so that only its crossing and its metres are left to compare.
        let before = (room.priority, room.shortfall).cmp(&(0, 0));
        let limit = |crossing: i64| match before.then(room.crossings.cmp(&crossing)) {
            std::cmp::Ordering::Less => f64::NEG_INFINITY,
            // Half a metre, because metres are rounded half up.
            std::cmp::Ordering::Equal => to_f64(room.metres) + 0.5 + SLACK_M,
            std::cmp::Ordering::Greater => f64::INFINITY,
        };
        Self { inside: limit(0), across: limit(1) }
    }
}

impl Table {
    fn push(&mut self, world: &World<'_>, at: usize, metres: i64) {
        let hub = &world.hubs[at];
        let lane = self.hubs.len() % LANES;
        if lane == 0 {
            self.blocks.push(Block { xyz: [[0.0; LANES]; 3], price_m: [0.0; LANES] });
        }
        if let Some(block) = self.blocks.last_mut() {
            for (axis, value) in block.xyz.iter_mut().zip(hub.point.xyz) {
                axis[lane] = value;
            }
            block.price_m[lane] = to_f64(metres);
        }
        self.hubs.push(u32::try_from(at).expect("hubs are schools, which are numbered in 32 bits"));
        self.tier.push(world.rules.tier.and_then(|rank| world.schools[hub.school].regions.at(rank)));
    }

    /// Calls `see` for every hub whose chord is within the limits, and perhaps for a few more.
    fn each_within(&self, wanting: &Wanting, limits: Limits, mut see: impl FnMut(usize)) {
        if limits.inside == f64::NEG_INFINITY {
            return;
        }
        // A region that is not stated is another one, as in the rules.
        let is_inside = |at: usize| !wanting.has_tiers || (wanting.tier.is_some() && self.tier[at] == wanting.tier);
        for (start, block) in (0..).step_by(LANES).zip(&self.blocks) {
            if !block.any_near(wanting, limits.inside) {
                continue;
            }
            for at in start..self.hubs.len().min(start + LANES) {
                let limit = if is_inside(at) { limits.inside } else { limits.across };
                if block.is_near(wanting, limit, at - start) {
                    see(self.hubs[at] as usize);
                }
            }
        }
    }
}

impl Block {
    /// Whether any of the hubs is near; without a branch or a call inside, so that the compiler takes several lanes at once.
    fn any_near(&self, wanting: &Wanting, limit: f64) -> bool {
        let mut hits = 0_u64;
        for lane in 0..LANES {
            hits |= u64::from(self.is_near(wanting, limit, lane));
        }
        hits != 0
    }

    #[inline(always)]
    fn is_near(&self, wanting: &Wanting, limit: f64, lane: usize) -> bool {
        let x = self.xyz[0][lane] - wanting.point.xyz[0];
        let y = self.xyz[1][lane] - wanting.point.xyz[1];
        let z = self.xyz[2][lane] - wanting.point.xyz[2];
        let longest = limit - self.price_m[lane];
        let longest = if longest < wanting.widest_m { longest } else { wanting.widest_m };
        (x * x + y * y + z * z <= longest * longest) & (longest >= 0.0)
    }
}

#[expect(clippy::cast_precision_loss, reason = "prices are limited to 2^48, which f64 holds exactly")]
fn to_f64(metres: i64) -> f64 {
    metres as f64
}
