//! What the schools and rules say before any plan, made anew from them.

use super::CheckError;
use crate::geodesy::Point;
use crate::model::{Form, Level, Npsn, RegionId, Said, School};
use crate::plan::{OutOfScope, Rules};
use crate::regions::Regions;

/// What a school is, whatever a plan says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// The rules leave it out.
    OutOfScope(OutOfScope),
    /// Its position cannot be used.
    NeedsCheck,
    /// A hub; the number is its place in [`World::hubs`].
    Hub(usize),
    /// It wants a hub.
    Wants,
}

/// A hub with a usable position.
#[derive(Clone, Debug)]
pub(super) struct Hub {
    /// Index in the schools.
    pub(super) school: usize,
    /// Where it lies.
    pub(super) point: Point,
    /// Who may come to it.
    pub(super) kind: Kind,
    /// Its places; `None` for no limit.
    pub(super) places: Option<u32>,
    /// The members it should have at least.
    pub(super) min: u32,
}

/// What hub and member must share: level, form where the rules ask for it, and decision region.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Kind {
    pub(super) level: Level,
    pub(super) form: Option<Form>,
    /// `None` when the school does not state the region that decides; such a school shares it with nobody.
    pub(super) region: Option<Option<RegionId>>,
}

impl Kind {
    /// Whether level and form are the same.
    pub(super) fn is_peer(&self, other: &Self) -> bool {
        self.level == other.level && self.form == other.form
    }

    /// Whether both state the same decision region.
    pub(super) fn shares_region(&self, other: &Self) -> bool {
        self.region.is_some() && self.region == other.region
    }
}

const DISORDER: Said =
    Said::fixed("seharusnya NPSN dalam masukan berurutan tanpa kembar", "expected ascending NPSN without doubles in the inputs");

/// Schools, regions and rules, and what follows from them.
#[derive(Debug)]
pub(super) struct World<'a> {
    pub(super) schools: &'a [School],
    pub(super) rules: &'a Rules,
    /// One per school.
    pub(super) classes: Vec<Class>,
    /// In NPSN order.
    pub(super) hubs: Vec<Hub>,
}

impl<'a> World<'a> {
    pub(super) fn new(schools: &'a [School], regions: &Regions, rules: &'a Rules) -> Result<Self, CheckError> {
        if let Some(pair) = schools.windows(2).find(|pair| pair[0].npsn >= pair[1].npsn) {
            return Err(CheckError::row("schools", pair[1].npsn, DISORDER));
        }
        let mut world = Self { schools, rules, classes: Vec::with_capacity(schools.len()), hubs: Vec::new() };
        for (at, school) in schools.iter().enumerate() {
            let class = match (rules.takes_part(school, regions), school.position) {
                (Err(reason), _) => Class::OutOfScope(reason),
                (Ok(_), None) => Class::NeedsCheck,
                (Ok(level), Some(position)) if school.hub.is_some() => {
                    let (places, min) = (rules.places(school, level), rules.minimum(school, level));
                    let kind = world.kind_at(school, level);
                    world.hubs.push(Hub { school: at, point: Point::new(position), kind, places, min });
                    Class::Hub(world.hubs.len() - 1)
                }
                (Ok(_), Some(_)) => Class::Wants,
            };
            world.classes.push(class);
        }
        Ok(world)
    }

    /// The index of a school.
    pub(super) fn find(&self, npsn: Npsn) -> Option<usize> {
        self.schools.binary_search_by_key(&npsn, |school| school.npsn).ok()
    }

    /// The kind and the point of a school that wants a hub.
    pub(super) fn wanting(&self, school: usize) -> (Kind, Point) {
        let school = &self.schools[school];
        let level = school.level().expect("it takes part, so that its form has a level");
        (self.kind_at(school, level), Point::new(school.position.expect("a school that wants a hub has a position")))
    }

    /// The longest arc that the rules allow to this kind, in metres.
    pub(super) fn reach_m(&self, kind: &Kind) -> f64 {
        self.rules.reach_m.get(kind.level).unwrap_or(f64::INFINITY)
    }

    fn kind_at(&self, school: &School, level: Level) -> Kind {
        Kind { level, form: self.rules.shared_form(school).cloned(), region: self.rules.decision_region(school, level).ok() }
    }
}
