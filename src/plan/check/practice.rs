//! What the two practices achieve, made anew by a plain scan: the nearest hub, and first come first served.
//!
//! A chord is never longer than its arc, so that squared chords pass over nearly all hubs and arcs are computed for the few nearest.

use super::members::{self, Assigned};
use super::scan::SLACK_M;
use super::world::{Class, Kind, World};
use super::{CheckError, unequal};
use crate::geodesy::{Point, whole_metres};
use crate::plan::Objective;
use crate::plan::file::{BaselineRow, BaselineRows};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Hubs that are kept for each school; one that finds all of them full is scanned again.
const FEW: usize = 8;

/// A hub by its arc in metres and its place in [`World::hubs`]; of two at one distance the first by NPSN is nearer.
type Near = (f64, usize);

/// The hubs of one kind, in NPSN order.
#[derive(Default)]
struct Table {
    hubs: Vec<usize>,
    xyz: Vec<[f64; 3]>,
}

/// A school that wants a hub and about which nobody has decided.
struct Wanting<'a> {
    school: usize,
    point: Point,
    reach_m: f64,
    table: &'a Table,
}

/// A practice as far as it has come.
struct Practice<'a> {
    world: &'a World<'a>,
    objective: Objective,
    loads: Vec<u32>,
}

pub(super) fn check(world: &World<'_>, assigned: &Assigned, rows: &BaselineRows) -> Result<(), CheckError> {
    let tables = tables(world);
    let wanting = wanting(world, assigned, &tables);
    let few: Vec<Vec<Near>> = wanting.par_iter().map(|school| school.nearest(world, FEW, |_| true)).collect();
    let mut nearest = Practice::of_required(world, assigned);
    let mut greedy = Practice::of_required(world, assigned);
    for (school, few) in wanting.iter().zip(&few) {
        if let Some(first) = few.first() {
            nearest.send(school.school, *first);
        }
        let open = few.iter().find(|(_, hub)| greedy.has_place(*hub)).copied();
        // Fewer than asked for are all that there are.
        let all_are_full = open.is_none() && few.len() == FEW;
        let open = if all_are_full { school.nearest(world, 1, |hub| greedy.has_place(hub)).first().copied() } else { open };
        if let Some(near) = open {
            greedy.send(school.school, near);
        }
    }
    nearest.compare("baselines.nearest", &rows.nearest)?;
    greedy.compare("baselines.greedy", &rows.greedy)
}

fn tables(world: &World<'_>) -> BTreeMap<Kind, Table> {
    let mut tables: BTreeMap<Kind, Table> = BTreeMap::new();
    // Without a decision region a hub shares it with nobody.
    for (at, hub) in world.hubs.iter().enumerate().filter(|(_, hub)| hub.kind.region.is_some()) {
        let table = tables.entry(hub.kind.clone()).or_default();
        table.hubs.push(at);
        table.xyz.push(hub.point.xyz);
    }
    tables
}

/// In NPSN order.
fn wanting<'a>(world: &World<'_>, assigned: &Assigned, tables: &'a BTreeMap<Kind, Table>) -> Vec<Wanting<'a>> {
    let is_free = |at: usize| {
        let required = assigned.places[at].is_some_and(|place| place.required);
        !required && !world.rules.leaves_unassigned(world.schools[at].npsn)
    };
    let wants = (0..world.schools.len()).filter(|at| world.classes[*at] == Class::Wants && is_free(*at));
    wants
        .filter_map(|school| {
            let (kind, point) = world.wanting(school);
            Some(Wanting { school, point, reach_m: world.reach_m(&kind), table: tables.get(&kind)? })
        })
        .collect()
}

impl Wanting<'_> {
    /// The nearest allowed hubs that `keep` keeps, at most so many, nearest first.
    fn nearest(&self, world: &World<'_>, most: usize, keep: impl Fn(usize) -> bool) -> Vec<Near> {
        let npsn = world.schools[self.school].npsn;
        let is_allowed = |hub: usize| keep(hub) && !world.rules.forbids(npsn, world.schools[world.hubs[hub].school].npsn);
        let mut found: Vec<Near> = Vec::with_capacity(most + 1);
        let mut farthest_m = self.reach_m;
        for (xyz, hub) in self.table.xyz.iter().zip(&self.table.hubs) {
            if chord_squared(&self.point.xyz, xyz) > (farthest_m + SLACK_M).powi(2) || !is_allowed(*hub) {
                continue;
            }
            let arc_m = self.point.arc_m(&world.hubs[*hub].point);
            if arc_m > farthest_m {
                continue;
            }
            // Behind those at the same distance, which come first by NPSN.
            let place = found.partition_point(|(other_m, _)| *other_m <= arc_m);
            found.insert(place, (arc_m, *hub));
            found.truncate(most);
            if found.len() == most {
                farthest_m = found[most - 1].0;
            }
        }
        found
    }
}

fn chord_squared(a: &[f64; 3], b: &[f64; 3]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum()
}

impl<'a> Practice<'a> {
    /// Both practices honour required pairs first.
    fn of_required(world: &'a World<'a>, assigned: &Assigned) -> Self {
        let mut practice = Self { world, objective: Objective::default(), loads: vec![0; world.hubs.len()] };
        for (school, place) in assigned.places.iter().enumerate() {
            if let Some(place) = place.filter(|place| place.required) {
                let arc_m = world.wanting(school).1.arc_m(&world.hubs[place.hub].point);
                practice.send(school, (arc_m, place.hub));
            }
        }
        practice
    }

    fn has_place(&self, hub: usize) -> bool {
        self.world.hubs[hub].places.is_none_or(|places| self.loads[hub] < places)
    }

    fn send(&mut self, school: usize, (arc_m, hub): Near) {
        let (member, host) = (&self.world.schools[school], &self.world.schools[self.world.hubs[hub].school]);
        self.objective.priority += i64::from(self.world.rules.priority(member));
        self.objective.reached += 1;
        self.objective.crossings += u64::from(self.world.rules.crosses_tier(member, host));
        self.objective.metres += u64::from(whole_metres(arc_m));
        self.loads[hub] += 1;
    }

    /// Holds what the practice achieves against what the plan says of it.
    fn compare(mut self, place: &str, row: &BaselineRow) -> Result<(), CheckError> {
        let hubs = self.world.hubs.iter().zip(&self.loads);
        self.objective.shortfall = hubs.clone().map(|(hub, load)| u64::from(hub.min.saturating_sub(*load))).sum();
        let overloaded = hubs.filter(|(hub, load)| hub.places.is_some_and(|places| **load > places)).count() as u64;
        members::check_objective(&format!("{place}.objective"), &self.objective, &row.objective)?;
        if overloaded == row.overloaded {
            Ok(())
        } else {
            Err(unequal(&format!("{place}.overloaded"), &overloaded, &row.overloaded))
        }
    }
}
