//! Schools and rules become independent groups: one per level (or form) and decision region.

use crate::geodesy::Point;
use crate::model::{Level, RegionId, School};
use crate::plan::{Rules, RulesError, State};
use crate::regions::Regions;

/// A school that wants a hub.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupSchool {
    /// Index in the schools.
    pub school: u32,
    /// Where it lies.
    pub point: Point,
    /// Weight of reaching it.
    pub priority: u16,
    /// Its tier region, where the rules have tiers and it is known.
    pub tier: Option<RegionId>,
}

/// A hub that offers places.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupHub {
    /// Index in the schools.
    pub school: u32,
    /// Where it lies.
    pub point: Point,
    /// Its tier region, where the rules have tiers and it is known.
    pub tier: Option<RegionId>,
    /// Its places; `u32::MAX` for no limit.
    pub places: u32,
    /// The members it should have at least.
    pub min: u32,
    /// Places taken by required pairs.
    pub required: u32,
}

/// Schools and hubs that may come together: the same level (and form, where the rules ask), the same decision region.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The level.
    pub level: Level,
    /// The decision region; `None` for the whole country, or for schools that state none (they have no hubs then).
    pub region: Option<RegionId>,
    /// The reach in metres; infinite for no limit.
    pub reach_m: f64,
    /// Schools that want a hub, in NPSN order; schools of required pairs are not among them.
    pub schools: Vec<GroupSchool>,
    /// Hubs, in NPSN order.
    pub hubs: Vec<GroupHub>,
}

/// A whole plan's work.
#[derive(Debug)]
pub struct Problem<'a> {
    /// The schools, in NPSN order.
    pub schools: &'a [School],
    /// The regions that they name.
    pub regions: &'a Regions,
    /// The rules.
    pub rules: &'a Rules,
    /// What is decided before any planning: out of scope, needs check, hubs, required members. The others stand as unreached.
    pub states: Vec<State>,
    /// The groups, in a fixed order.
    pub groups: Vec<Group>,
}

impl<'a> Problem<'a> {
    /// Splits the work.
    ///
    /// # Errors
    /// [`RulesError`] when rules contradict each other or a required pair cannot be.
    pub fn new(schools: &'a [School], regions: &'a Regions, rules: &'a Rules) -> Result<Self, RulesError> {
        let _ = (schools, regions, rules);
        todo!("problem")
    }
}
