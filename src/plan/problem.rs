//! Schools and rules become independent groups: one per level (or form) and decision region.

use crate::geodesy::{Point, whole_metres};
use crate::index::{BATCH, neighbours_together};
use crate::model::{Form, Level, Npsn, RegionId, School};
use crate::plan::{Impossible, Rules, RulesError, State, States};
use crate::regions::Regions;
use rayon::prelude::*;
use std::collections::BTreeMap;

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
    /// Members that required pairs put here.
    pub required: u32,
}

/// Schools and hubs that may come together: the same level (and form, where the rules ask), the same decision region.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The level.
    pub level: Level,
    /// The decision region; `None` for the whole country.
    pub region: Option<RegionId>,
    /// The reach in metres, compared with the arc before rounding; infinite for no limit.
    pub reach_m: f64,
    /// Schools that want a hub, neighbours one after another; schools about which people have decided are not among them.
    pub schools: Vec<GroupSchool>,
    /// Hubs, neighbours one after another.
    pub hubs: Vec<GroupHub>,
}

impl Group {
    /// Puts the pieces of one group together.
    ///
    /// What is looked at together lies together in memory: in NPSN order, where neighbours are scattered, a country takes a third longer.
    pub(super) fn joined(pieces: &[Self]) -> Self {
        let schools = pieces.iter().flat_map(|piece| &piece.schools);
        let hubs = pieces.iter().flat_map(|piece| &piece.hubs);
        Self {
            schools: neighbours_together(schools, BATCH, |school| &school.point),
            hubs: neighbours_together(hubs, BATCH, |hub| &hub.point),
            ..pieces[0]
        }
    }
}

/// A whole plan's work.
///
/// A school that takes part but does not state the region that decides stands in no group: it stays unreached, and a hub without
/// that region gets no member. Nor does a school that is to stay unassigned.
#[derive(Debug)]
pub struct Problem<'a> {
    /// The schools, in NPSN order.
    pub schools: &'a [School],
    /// The regions that they name.
    pub regions: &'a Regions,
    /// The rules.
    pub rules: &'a Rules,
    /// What is decided before any planning: out of scope, needs check, hubs, required members. The others stand as unreached.
    pub states: States,
    /// The hubs that offer places as indices into the schools, in NPSN order; `State::Hub` counts in it.
    pub hubs: Vec<u32>,
    /// The groups, in a fixed order.
    pub groups: Vec<Group>,
    /// The schools that want a hub and stand in no group, as indices in NPSN order.
    pub ungrouped: Vec<u32>,
}

/// Schools that are sorted into groups by one thread.
const PART: usize = 8_192;

type GroupKey<'a> = (Level, Option<&'a Form>, Option<RegionId>);

impl<'a> Problem<'a> {
    /// Splits the work for all schools.
    ///
    /// # Errors
    /// [`RulesError`] when rules contradict each other or a required pair cannot be.
    pub fn new(schools: &'a [School], regions: &'a Regions, rules: &'a Rules) -> Result<Self, RulesError> {
        Self::of(schools, regions, rules, None)
    }

    /// Splits the work for a part of the schools, ascending indices; all others are out of scope by their region.
    ///
    /// # Errors
    /// As [`Problem::new`].
    pub fn of_part(schools: &'a [School], regions: &'a Regions, rules: &'a Rules, part: Vec<u32>) -> Result<Self, RulesError> {
        Self::of(schools, regions, rules, Some(part))
    }

    fn of(schools: &'a [School], regions: &'a Regions, rules: &'a Rules, part: Option<Vec<u32>>) -> Result<Self, RulesError> {
        rules.check()?;
        let states = States::new(schools.len(), part, |at| first_state(&schools[at as usize], regions, rules));
        let mut problem = Self { schools, regions, rules, states, hubs: Vec::new(), groups: Vec::new(), ungrouped: Vec::new() };
        problem.number_hubs();
        problem.check_unassigned()?;
        let required = problem.place_required()?;
        problem.gather(&required);
        Ok(problem)
    }

    fn number_hubs(&mut self) {
        for (at, state) in self.states.iter_mut() {
            if let State::Hub(number) = state {
                *number = index(self.hubs.len());
                self.hubs.push(at);
            }
        }
    }

    /// Every school that is to stay unassigned can be a member; one outside the scope, or to be checked, has no hub anyway.
    fn check_unassigned(&self) -> Result<(), RulesError> {
        for npsn in &self.rules.pairs.unassigned {
            let impossible = |reason| Err(RulesError::UnassignedImpossible { school: *npsn, reason });
            match self.find(*npsn).map(|school| self.states[school]) {
                None => return impossible(Impossible::SchoolUnknown),
                Some(State::Hub(_)) => return impossible(Impossible::IsHub),
                Some(_) => {}
            }
        }
        Ok(())
    }

    /// Puts the schools of required pairs to their hubs and counts them per hub.
    fn place_required(&mut self) -> Result<Vec<u32>, RulesError> {
        let mut required = vec![0; self.hubs.len()];
        for (npsn, hub_npsn) in &self.rules.pairs.required {
            let impossible = |reason| RulesError::RequiredImpossible { school: *npsn, hub: *hub_npsn, reason };
            let school = self.find(*npsn).ok_or_else(|| impossible(Impossible::SchoolUnknown))?;
            let hub_school = self.find(*hub_npsn).ok_or_else(|| impossible(Impossible::HubUnknown))?;
            match self.states[school] {
                // A pair outside the scope of this plan has nothing to say about it.
                State::OutOfScope(_) => continue,
                State::NeedsCheck => return Err(impossible(Impossible::NeedsCheck)),
                State::Hub(_) => return Err(impossible(Impossible::IsHub)),
                State::Unreached | State::Member { .. } => {}
            }
            let State::Hub(hub) = self.states[hub_school] else {
                return Err(impossible(Impossible::NotAHub));
            };
            let (member, host) = (&self.schools[school as usize], &self.schools[hub_school as usize]);
            if member.level() != host.level() || self.rules.shared_form(member) != self.rules.shared_form(host) {
                return Err(impossible(Impossible::LevelsDiffer));
            }
            self.states[school] = State::Member {
                hub,
                metres: whole_metres(point_of(member).arc_m(&point_of(host))),
                crosses: self.rules.crosses_tier(member, host),
                required: true,
            };
            required[hub as usize] += 1;
            self.check_places(hub, required[hub as usize])?;
        }
        Ok(required)
    }

    fn check_places(&self, hub: u32, required: u32) -> Result<(), RulesError> {
        let school = &self.schools[self.hubs[hub as usize] as usize];
        let level = school.level().expect("a hub takes part, so that its form has a level");
        match self.rules.places(school, level) {
            Some(capacity) if required > capacity => {
                Err(RulesError::RequiredAboveCapacity { hub: school.npsn, required, capacity })
            }
            _ => Ok(()),
        }
    }

    fn find(&self, npsn: Npsn) -> Option<u32> {
        self.schools.binary_search_by_key(&npsn, |school| school.npsn).ok().map(index)
    }

    /// Sorts hubs and the schools that want one into groups, and brings neighbours together.
    fn gather(&mut self, required: &[u32]) {
        let parts: Vec<_> = self.states.par_chunks(PART).map(|part| self.groups_of(part, required)).collect();
        let mut places: BTreeMap<GroupKey<'a>, usize> = BTreeMap::new();
        let mut pieces: Vec<Vec<Group>> = Vec::new();
        for (groups, ungrouped) in parts {
            for (key, group) in groups {
                let place = *places.entry(key).or_insert(pieces.len());
                match pieces.get_mut(place) {
                    Some(known) => known.push(group),
                    None => pieces.push(vec![group]),
                }
            }
            self.ungrouped.extend(ungrouped);
        }
        self.groups = pieces.into_par_iter().map(|pieces| Group::joined(&pieces)).collect();
    }

    /// The groups of some schools, in the order in which they are met, and the schools that want a hub and have no group.
    fn groups_of(&self, part: impl Iterator<Item = (u32, State)>, required: &[u32]) -> (Vec<(GroupKey<'a>, Group)>, Vec<u32>) {
        let mut ungrouped = Vec::new();
        let mut places: BTreeMap<GroupKey<'a>, usize> = BTreeMap::new();
        let mut groups: Vec<(GroupKey<'a>, Group)> = Vec::new();
        for (at, state) in part {
            if !matches!(state, State::Hub(_) | State::Unreached) {
                continue;
            }
            let school = &self.schools[at as usize];
            let level = school.level().expect("the school takes part, so that its form has a level");
            let region = self.rules.decision_region(school, level).ok().filter(|_| !self.rules.leaves_unassigned(school.npsn));
            let Some(region) = region else {
                ungrouped.extend((state == State::Unreached).then_some(at));
                continue;
            };
            let key = (level, self.rules.shared_form(school), region);
            let place = *places.entry(key).or_insert_with(|| {
                let reach_m = self.rules.reach_m.get(level).unwrap_or(f64::INFINITY);
                groups.push((key, Group { level, region, reach_m, schools: Vec::new(), hubs: Vec::new() }));
                groups.len() - 1
            });
            let (_, group) = &mut groups[place];
            let point = point_of(school);
            let tier = self.rules.tier.and_then(|rank| school.regions.at(rank));
            match state {
                State::Hub(hub) => group.hubs.push(GroupHub {
                    school: at,
                    point,
                    tier,
                    places: self.rules.places(school, level).unwrap_or(u32::MAX),
                    min: self.rules.minimum(school, level),
                    required: required[hub as usize],
                }),
                _ => group.schools.push(GroupSchool { school: at, point, priority: self.rules.priority(school), tier }),
            }
        }
        (groups, ungrouped)
    }
}

/// What needs no planning; hubs have no numbers yet.
fn first_state(school: &School, regions: &Regions, rules: &Rules) -> State {
    match rules.takes_part(school, regions) {
        Err(reason) => State::OutOfScope(reason),
        Ok(_) if school.position.is_none() => State::NeedsCheck,
        Ok(_) if school.hub.is_some() => State::Hub(0),
        Ok(_) => State::Unreached,
    }
}

fn point_of(school: &School) -> Point {
    Point::new(school.position.expect("a school that is planned for has a position"))
}

/// Numbers schools and hubs in 32 bits: import stops long before.
pub(super) fn index(at: usize) -> u32 {
    u32::try_from(at).expect("import is limited to a few million rows")
}
