//! The prices prove that no plan is better, and they are the least that do.
//!
//! The plan is a flow: each school sends one unit to a hub or stays unreached. With `s` for one shortfall, a hub's members cost `-s`
//! each up to its minimum (the shortfall they save), nothing up to its places, and more cannot be. By duality a plan is best exactly
//! when there are prices `v` so that
//!
//! - each hub's price fits its load (see [`bounds`]),
//! - for each school, `u` = least of `c + v` over its allowed hubs and the cost of staying unreached is what it has.
//!
//! Prices that do so form a lattice. The least one is the least solution of `v(h) >= lower bound` and `v(h) >= u - c` for every school
//! that may use `h` and is elsewhere; so it is least exactly when every price is held up: by its lower bound, by an unreached school at
//! equality, or by a member at equality whose own hub's price is held up.
//!
//! A member by a required pair never moves; it counts for the load and asks nothing of the prices. A school that is to stay
//! unassigned asks nothing either.

use super::members::Assigned;
use super::scan::{Groups, Seen};
use super::world::World;
use super::{CheckError, differs};
use crate::model::{Said, said};
use crate::plan::Cost;
use rayon::prelude::*;
use std::fmt;

/// Checks the prices; tells how many pairs of school and hub were compared with them.
pub(super) fn check(world: &World<'_>, assigned: &Assigned) -> Result<u64, CheckError> {
    for hub in 0..world.hubs.len() {
        check_bounds(world, assigned, hub)?;
    }
    let groups = Groups::new(world, assigned);
    let seen: Vec<Seen> = groups.wanting.par_iter().map(|(school, group)| groups.see(*school, *group)).collect();
    if let Some(fault) = seen.iter().find_map(|seen| seen.fault.clone()) {
        return Err(fault);
    }
    check_least(world, assigned, &seen)?;
    Ok(groups.pairs())
}

/// The least and the greatest price that fit a hub's load; `None` for no upper bound.
///
/// One member less at or below the minimum costs a shortfall; one member more below it saves one, from there to the last place
/// nothing, and beyond it is impossible.
fn bounds(load: u32, min: u32, places: Option<u32>) -> (Cost, Option<Cost>) {
    let lower = if min > 0 && load <= min { -Cost::SHORTFALL } else { Cost::ZERO };
    let upper = match places {
        _ if load < min => Some(-Cost::SHORTFALL),
        Some(places) if load >= places => None,
        _ => Some(Cost::ZERO),
    };
    (lower, upper)
}

fn bounds_of(world: &World<'_>, assigned: &Assigned, hub: usize) -> (Cost, Option<Cost>) {
    bounds(assigned.loads[hub], world.hubs[hub].min, world.hubs[hub].places)
}

fn check_bounds(world: &World<'_>, assigned: &Assigned, hub: usize) -> Result<(), CheckError> {
    let (lower, upper) = bounds_of(world, assigned, hub);
    let price = assigned.prices[hub];
    if price >= lower && upper.is_none_or(|upper| price <= upper) {
        return Ok(());
    }
    let expected = match upper {
        Some(upper) if upper == lower => shown(lower),
        Some(upper) => said!("{low} sampai {high}", "from {low} to {high}", low = shown(lower), high = shown(upper)),
        None => said!("sedikitnya {low}", "at least {low}", low = shown(lower)),
    };
    let expected = said!(
        "{expected} pada beban {load}",
        "{expected} at its load of {load}",
        expected = expected,
        load = assigned.loads[hub],
    );
    Err(differs(&place(world, hub), expected, shown(price)))
}

/// Follows what holds prices up, from the bounds and the unreached schools onwards.
fn check_least(world: &World<'_>, assigned: &Assigned, seen: &[Seen]) -> Result<(), CheckError> {
    let mut held: Vec<bool> =
        (0..world.hubs.len()).map(|hub| assigned.prices[hub] == bounds_of(world, assigned, hub).0).collect();
    let mut holds: Vec<Vec<usize>> = vec![Vec::new(); world.hubs.len()];
    for (hub, tight) in seen.iter().flat_map(|seen| seen.tight.iter().map(|tight| (seen.hub, *tight as usize))) {
        match hub {
            Some(hub) => holds[hub].push(tight),
            None => held[tight] = true,
        }
    }
    let mut next: Vec<usize> = (0..held.len()).filter(|hub| held[*hub]).collect();
    while let Some(hub) = next.pop() {
        for other in std::mem::take(&mut holds[hub]) {
            if !std::mem::replace(&mut held[other], true) {
                next.push(other);
            }
        }
    }
    match held.iter().position(|held| !held) {
        None => Ok(()),
        Some(hub) => {
            let price = shown(assigned.prices[hub]);
            let found = said!("{price}, yang tidak ditopang apa pun", "{price}, which nothing holds up", price = price);
            Err(differs(&place(world, hub), LEAST_PRICE, found))
        }
    }
}

fn place(world: &World<'_>, hub: usize) -> String {
    format!("hubs[npsn={}].price", world.schools[world.hubs[hub].school].npsn)
}

const LEAST_PRICE: Said = Said::fixed("harga terkecil yang membuktikan rencana", "the least price that proves the plan");

fn shown(cost: Cost) -> Said {
    let cost = Shown(cost);
    said!("{cost}", "{cost}")
}

/// A cost in a message, by the keys of the file.
pub(super) struct Shown(pub(super) Cost);

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Cost { priority, shortfall, crossings, metres } = self.0;
        write!(f, "priority {priority}, shortfall {shortfall}, crossings {crossings}, metres {metres}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_fits_the_load() {
        let s = -Cost::SHORTFALL;
        for (load, min, places, expected) in [
            (0, 0, Some(3), (Cost::ZERO, Some(Cost::ZERO))),
            (0, 0, Some(0), (Cost::ZERO, None)),
            (0, 2, Some(3), (s, Some(s))),
            (2, 2, Some(3), (s, Some(Cost::ZERO))),
            (2, 2, Some(2), (s, None)),
            (2, 1, Some(3), (Cost::ZERO, Some(Cost::ZERO))),
            (3, 1, Some(3), (Cost::ZERO, None)),
            (9, 1, None, (Cost::ZERO, Some(Cost::ZERO))),
        ] {
            assert_eq!(bounds(load, min, places), expected, "load {load}, min {min}, places {places:?}");
        }
    }
}
