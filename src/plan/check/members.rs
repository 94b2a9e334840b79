//! Every assignment is allowed and what it says it is; loads and objective follow from them.

use super::world::{Class, Hub, World};
use super::{CheckError, UNKNOWN_NPSN, differs, unequal};
use crate::geodesy::whole_metres;
use crate::model::{Decimals, Npsn, Said, said};
use crate::plan::file::{AssignmentRow, HubRow};
use crate::plan::{Cost, Objective, PlanFile};

/// Prices beyond this are none: no sum of arcs, priorities or shortfalls of a country comes near, and sums of them cannot overflow.
const MAX_PRICE: u64 = 1 << 48;

const NO_POSITION: Said =
    Said::fixed("seharusnya sekolah dengan titik yang dapat dipakai", "expected a school with a usable position");
const IS_HUB: Said = Said::fixed("seharusnya sekolah yang bukan hub", "expected a school that is no hub");

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
    check_objective("objective", &assigned.objective, &plan.objective)?;
    Ok(assigned)
}

/// Every required pair can be, and its school is no longer unreached.
fn check_required(world: &World<'_>, plan: &PlanFile) -> Result<(), CheckError> {
    for (npsn, hub) in &world.rules.pairs.required {
        let fault = |reason: Said| Err(CheckError::row("rules.required", *npsn, reason));
        match world.find(*npsn).map(|school| world.classes[school]) {
            None => return fault(UNKNOWN_NPSN),
            Some(Class::NeedsCheck) => return fault(NO_POSITION),
            Some(Class::Hub(_)) => return fault(IS_HUB),
            // A pair outside the scope of the plan has nothing to say about it.
            Some(Class::OutOfScope(_)) => continue,
            Some(Class::Wants) => {}
        }
        if plan.unreached.binary_search_by_key(npsn, |row| row.npsn).is_ok() {
            let reason = said!("seharusnya sekolah ini di hub wajibnya {hub}", "expected the school at its required hub {hub}",);
            return Err(CheckError::row("unreached", *npsn, reason));
        }
    }
    Ok(())
}

/// Every school that is to stay unassigned can be a member; that none is one, its row tells.
fn check_unassigned(world: &World<'_>) -> Result<(), CheckError> {
    for npsn in &world.rules.pairs.unassigned {
        let fault = |reason: Said| Err(CheckError::row("rules.unassigned", *npsn, reason));
        match world.find(*npsn).map(|school| world.classes[school]) {
            None => return fault(UNKNOWN_NPSN),
            Some(Class::Hub(_)) => return fault(IS_HUB),
            Some(Class::NeedsCheck | Class::OutOfScope(_) | Class::Wants) => {}
        }
    }
    Ok(())
}

fn check_row(world: &World<'_>, at: usize, row: &AssignmentRow) -> Result<Assignment, CheckError> {
    let fault = |reason: Said| CheckError::row("assignments", row.npsn, reason);
    let npsn = row.hub;
    if world.rules.leaves_unassigned(row.npsn) {
        return Err(fault(said!(
            "seharusnya sekolah ini belum terjangkau sesuai keputusan, ditemukan di {npsn}",
            "expected the school unreached, as was decided, found it at {npsn}",
        )));
    }
    let hub = hub_of(world, row.hub).ok_or_else(|| {
        fault(said!(
            "seharusnya hub dengan titik yang dapat dipakai, ditemukan {npsn}",
            "expected a hub with a usable position, found {npsn}",
        ))
    })?;
    let host = &world.hubs[hub];
    let (kind, point) = world.wanting(at);
    if !kind.is_peer(&host.kind) {
        return Err(fault(said!(
            "seharusnya hub dengan jenjang dan bentuk yang sama, ditemukan {npsn}",
            "expected a hub of its level and form, found {npsn}",
        )));
    }
    let required = world.rules.pairs.required.get(&row.npsn);
    if let Some(required) = required.filter(|required| **required != row.hub) {
        return Err(fault(said!(
            "seharusnya hub wajibnya {required}, ditemukan {npsn}",
            "expected its required hub {required}, found {npsn}",
        )));
    }
    let arc_m = point.arc_m(&host.point);
    if required.is_none() {
        if !kind.shares_region(&host.kind) {
            return Err(fault(said!(
                "seharusnya hub di wilayah keputusannya, ditemukan {npsn}",
                "expected a hub of its decision region, found {npsn}",
            )));
        }
        if arc_m > world.reach_m(&kind) {
            return Err(fault(said!(
                "seharusnya hub dalam {reach} m, ditemukan {arc} m",
                "expected a hub within {reach} m, found one at {arc} m",
                reach = Decimals(world.reach_m(&kind), 0),
                arc = Decimals(arc_m, 3),
            )));
        }
        if world.rules.forbids(row.npsn, row.hub) {
            return Err(fault(said!("pasangan dengan {npsn} dilarang", "expected no forbidden pair, found {npsn}",)));
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
    if hub.places != row.places {
        return Err(differs(&field("places"), places(hub.places), places(row.places)));
    }
    same(&field("min"), hub.min, row.min)?;
    same(&field("load"), load, row.load)?;
    if hub.places.is_some_and(|places| load > places) {
        let most = said!("paling banyak {most} anggota", "at most {most} members", most = places(hub.places));
        return Err(differs(&field("load"), most, said!("{load}", "{load}", load = load)));
    }
    let Cost { priority, shortfall, crossings, metres } = row.price;
    if [priority, shortfall, crossings, metres].iter().any(|part| part.unsigned_abs() > MAX_PRICE) {
        let reason = said!(
            "seharusnya bilangan sampai {most}, ditemukan yang lebih besar",
            "expected numbers up to {most}, found larger ones",
            most = MAX_PRICE,
        );
        return Err(CheckError::new(field("price"), reason));
    }
    Ok(())
}

fn places(places: Option<u32>) -> Said {
    places.map_or(Said::fixed("tanpa batas", "no limit"), |places| said!("{places}", "{places}", places = places))
}

/// `place` names the objective in the file.
pub(super) fn check_objective(place: &str, expected: &Objective, found: &Objective) -> Result<(), CheckError> {
    same(&format!("{place}.priority"), expected.priority, found.priority)?;
    same(&format!("{place}.reached"), expected.reached, found.reached)?;
    same(&format!("{place}.shortfall"), expected.shortfall, found.shortfall)?;
    same(&format!("{place}.crossings"), expected.crossings, found.crossings)?;
    same(&format!("{place}.metres"), expected.metres, found.metres)
}

fn same<T: PartialEq + std::fmt::Display>(place: &str, expected: T, found: T) -> Result<(), CheckError> {
    if expected == found { Ok(()) } else { Err(unequal(place, &expected, &found)) }
}
