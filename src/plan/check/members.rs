//! Every assignment is allowed and what it says it is; loads and objective follow from them.

use super::world::{Class, Hub, World};
use super::{CheckError, unequal};
use crate::geodesy::whole_metres;
use crate::model::Npsn;
use crate::plan::file::{AssignmentRow, HubRow};
use crate::plan::{Cost, Objective, PlanFile};

/// Prices beyond this are none: no sum of arcs, priorities or shortfalls of a country comes near, and sums of them cannot overflow.
const MAX_PRICE: u64 = 1 << 48;

/// The plan as far as it is verified.
#[derive(Debug)]
pub(super) struct Assigned {
    /// For each school, its hub (place in [`World::hubs`]) and what it costs there; `None` for all others.
    pub(super) places: Vec<Option<Assignment>>,
    /// Members of each hub.
    pub(super) loads: Vec<u32>,
    /// The price of each hub.
    pub(super) prices: Vec<Cost>,
    /// What the plan achieves.
    pub(super) objective: Objective,
}

/// A member's hub.
#[derive(Clone, Copy, Debug)]
pub(super) struct Assignment {
    /// Place in [`World::hubs`].
    pub(super) hub: usize,
    /// What it costs to be there.
    pub(super) cost: Cost,
    /// Whether a required pair decided; such a member never moves.
    pub(super) required: bool,
}

pub(super) fn check(world: &World<'_>, plan: &PlanFile) -> Result<Assigned, CheckError> {
    check_required(world, plan)?;
    check_unassigned(world)?;
    let mut assigned = Assigned {
        places: vec![None; world.schools.len()],
        loads: vec![0; world.hubs.len()],
        prices: plan.hubs.iter().map(|row| row.price).collect(),
        objective: Objective::default(),
    };
    for row in &plan.assignments {
        let school = world.find(row.npsn).expect("the account was checked");
        let assignment = check_row(world, school, row)?;
        assigned.loads[assignment.hub] += 1;
        assigned.objective.priority += i64::from(world.rules.priority(&world.schools[school]));
        assigned.objective.reached += 1;
        assigned.objective.crossings += u64::from(row.crosses);
        assigned.objective.metres += u64::from(row.metres);
        assigned.places[school] = Some(assignment);
    }
    for ((hub, row), load) in world.hubs.iter().zip(&plan.hubs).zip(&assigned.loads) {
        check_hub(hub, row, *load)?;
        assigned.objective.shortfall += u64::from(hub.min.saturating_sub(*load));
    }
    check_objective(&assigned.objective, &plan.objective)?;
    Ok(assigned)
}

/// Every required pair can be, and its school is no longer unreached.
fn check_required(world: &World<'_>, plan: &PlanFile) -> Result<(), CheckError> {
    for (npsn, hub) in &world.rules.pairs.required {
        let fault = |reason: &str| Err(CheckError::row("rules.required", *npsn, reason));
        match world.find(*npsn).map(|school| world.classes[school]) {
            None => return fault("expected a school of the inputs, found an unknown NPSN"),
            Some(Class::NeedsCheck) => return fault("expected a school with a usable position"),
            Some(Class::Hub(_)) => return fault("expected a school that is no hub"),
            // A pair outside the scope of the plan has nothing to say about it.
            Some(Class::OutOfScope(_)) => continue,
            Some(Class::Wants) => {}
        }
        if plan.unreached.binary_search_by_key(npsn, |row| row.npsn).is_ok() {
            return Err(CheckError::row("unreached", *npsn, format!("expected the school at its required hub {hub}")));
        }
    }
    Ok(())
}

/// Every school that is to stay unassigned can be a member; that none is one, its row tells.
fn check_unassigned(world: &World<'_>) -> Result<(), CheckError> {
    for npsn in &world.rules.pairs.unassigned {
        let fault = |reason: &str| Err(CheckError::row("rules.unassigned", *npsn, reason));
        match world.find(*npsn).map(|school| world.classes[school]) {
            None => return fault("expected a school of the inputs, found an unknown NPSN"),
            Some(Class::Hub(_)) => return fault("expected a school that is no hub"),
            Some(Class::NeedsCheck | Class::OutOfScope(_) | Class::Wants) => {}
        }
    }
    Ok(())
}

fn check_row(world: &World<'_>, at: usize, row: &AssignmentRow) -> Result<Assignment, CheckError> {
    let fault = |reason: String| CheckError::row("assignments", row.npsn, reason);
    if world.rules.leaves_unassigned(row.npsn) {
        return Err(fault(format!("expected the school unreached, as was decided, found it at {}", row.hub)));
    }
    let hub = hub_of(world, row.hub).ok_or_else(|| fault(format!("expected a hub with a usable position, found {}", row.hub)))?;
    let host = &world.hubs[hub];
    let (kind, point) = world.wanting(at);
    if !kind.is_peer(&host.kind) {
        return Err(fault(format!("expected a hub of its level and form, found {}", row.hub)));
    }
    let required = world.rules.pairs.required.get(&row.npsn);
    if let Some(required) = required.filter(|required| **required != row.hub) {
        return Err(fault(format!("expected its required hub {required}, found {}", row.hub)));
    }
    let arc_m = point.arc_m(&host.point);
    if required.is_none() {
        if !kind.shares_region(&host.kind) {
            return Err(fault(format!("expected a hub of its decision region, found {}", row.hub)));
        }
        if arc_m > world.reach_m(&kind) {
            return Err(fault(format!("expected a hub within {} m, found one at {arc_m:.3} m", world.reach_m(&kind))));
        }
        if world.rules.forbids(row.npsn, row.hub) {
            return Err(fault(format!("expected no forbidden pair, found {}", row.hub)));
        }
    }
    let crosses = world.rules.crosses_tier(&world.schools[at], &world.schools[host.school]);
    let metres = whole_metres(arc_m);
    let field = |name: &str| format!("assignments[npsn={}].{name}", row.npsn);
    same(&field("metres"), metres, row.metres)?;
    same(&field("crosses"), crosses, row.crosses)?;
    same(&field("required"), required.is_some(), row.required)?;
    Ok(Assignment { hub, cost: Cost::pair(crosses, metres), required: row.required })
}

fn hub_of(world: &World<'_>, npsn: Npsn) -> Option<usize> {
    match world.classes[world.find(npsn)?] {
        Class::Hub(hub) => Some(hub),
        _ => None,
    }
}

fn check_hub(hub: &Hub, row: &HubRow, load: u32) -> Result<(), CheckError> {
    let field = |name: &str| format!("hubs[npsn={}].{name}", row.npsn);
    let places = |places: Option<u32>| places.map_or("no limit".to_owned(), |places| places.to_string());
    if hub.places != row.places {
        return Err(unequal(&field("places"), &places(hub.places), &places(row.places)));
    }
    same(&field("min"), hub.min, row.min)?;
    same(&field("load"), load, row.load)?;
    if hub.places.is_some_and(|places| load > places) {
        return Err(unequal(&field("load"), &format!("at most {} members", places(hub.places)), &load));
    }
    let Cost { priority, shortfall, crossings, metres } = row.price;
    if [priority, shortfall, crossings, metres].iter().any(|part| part.unsigned_abs() > MAX_PRICE) {
        return Err(CheckError::new(field("price"), format!("expected numbers up to {MAX_PRICE}, found larger ones")));
    }
    Ok(())
}

fn check_objective(expected: &Objective, found: &Objective) -> Result<(), CheckError> {
    same("objective.priority", expected.priority, found.priority)?;
    same("objective.reached", expected.reached, found.reached)?;
    same("objective.shortfall", expected.shortfall, found.shortfall)?;
    same("objective.crossings", expected.crossings, found.crossings)?;
    same("objective.metres", expected.metres, found.metres)
}

fn same<T: PartialEq + std::fmt::Display>(place: &str, expected: T, found: T) -> Result<(), CheckError> {
    if expected == found { Ok(()) } else { Err(unequal(place, &expected, &found)) }
}
