//! Every school stands in the file exactly once, in its class, and the counts add up.

use super::world::{Class, World};
use super::{CheckError, UNKNOWN_NPSN, unequal};
use crate::model::{Npsn, Said, said};
use crate::plan::PlanFile;
use crate::plan::file::{Mark, PlanCounts};

/// The lists of the file that together hold every school once.
const LISTS: [&str; 5] = ["hubs", "assignments", "unreached", "needs_check", "out_of_scope"];
const HUBS: usize = 0;
const ASSIGNMENTS: usize = 1;
const UNREACHED: usize = 2;
const NEEDS_CHECK: usize = 3;
const OUT_OF_SCOPE: usize = 4;

const DISORDER: Said = Said::fixed("seharusnya NPSN berurutan, masing-masing sekali", "expected ascending NPSN, each once");

pub(super) fn check(world: &World<'_>, plan: &PlanFile) -> Result<(), CheckError> {
    let mut listed = vec![None; world.schools.len()];
    enter(world, &mut listed, HUBS, plan.hubs.iter().map(|row| row.npsn))?;
    enter(world, &mut listed, ASSIGNMENTS, plan.assignments.iter().map(|row| row.npsn))?;
    enter(world, &mut listed, UNREACHED, plan.unreached.iter().map(|row| row.npsn))?;
    let (hubs, others) = plan.needs_check.split_at(plan.needs_check.partition_point(|row| row.hub));
    enter(world, &mut listed, NEEDS_CHECK, hubs.iter().map(|row| row.npsn))?;
    enter(world, &mut listed, NEEDS_CHECK, others.iter().map(|row| row.npsn))?;
    enter(world, &mut listed, OUT_OF_SCOPE, plan.out_of_scope.iter().map(|row| row.npsn))?;
    for (at, list) in listed.iter().enumerate() {
        check_class(world, at, *list)?;
    }
    check_reasons(world, plan)?;
    check_marks(world, plan)?;
    check_counts(plan)
}

/// What is planned with a position that is not good says so.
fn check_marks(world: &World<'_>, plan: &PlanFile) -> Result<(), CheckError> {
    let hubs = plan.hubs.iter().map(|row| (HUBS, row.npsn, row.mark));
    let members = plan.assignments.iter().map(|row| (ASSIGNMENTS, row.npsn, row.mark));
    let unreached = plan.unreached.iter().map(|row| (UNREACHED, row.npsn, row.mark));
    for (list, npsn, mark) in hubs.chain(members).chain(unreached) {
        let Some(school) = world.find(npsn).map(|at| &world.schools[at]) else { continue };
        let expected = Mark::of(school);
        if mark != expected {
            let (expected, found) = (expected.as_str(), mark.as_str());
            let reason = said!("seharusnya titik {expected}, ditemukan {found}", "expected position {expected}, found {found}");
            return Err(CheckError::row(LISTS[list], npsn, reason));
        }
    }
    Ok(())
}

/// Enters the schools of one list, which must ascend.
fn enter(
    world: &World<'_>,
    listed: &mut [Option<usize>],
    list: usize,
    rows: impl Iterator<Item = Npsn>,
) -> Result<(), CheckError> {
    let mut last = None;
    for npsn in rows {
        let fault = |reason: Said| CheckError::row(LISTS[list], npsn, reason);
        if last.replace(npsn).is_some_and(|last| last >= npsn) {
            return Err(fault(DISORDER));
        }
        let school = world.find(npsn).ok_or_else(|| fault(UNKNOWN_NPSN))?;
        if let Some(other) = listed[school].replace(list) {
            let other = LISTS[other];
            return Err(fault(said!(
                "seharusnya sekolah ini sekali saja, ditemukan juga di {other}",
                "expected the school once, found it also in {other}",
            )));
        }
    }
    Ok(())
}

fn check_class(world: &World<'_>, at: usize, list: Option<usize>) -> Result<(), CheckError> {
    let expected: &[usize] = match world.classes[at] {
        Class::OutOfScope(_) => &[OUT_OF_SCOPE],
        Class::NeedsCheck => &[NEEDS_CHECK],
        Class::Hub(_) => &[HUBS],
        Class::Wants => &[ASSIGNMENTS, UNREACHED],
    };
    let names = |or: &str| expected.iter().map(|list| LISTS[*list]).collect::<Vec<_>>().join(or);
    let names = || Said::new(names(" atau "), names(" or "));
    let npsn = world.schools[at].npsn;
    match list {
        Some(list) if expected.contains(&list) => Ok(()),
        Some(list) => {
            let reason = said!(
                "seharusnya sekolah ini di {lists}, ditemukan di sini",
                "expected the school in {lists}, found it here",
                lists = names(),
            );
            Err(CheckError::row(LISTS[list], npsn, reason))
        }
        None => {
            let reason = said!(
                "seharusnya sekolah ini di {lists}, tidak ditemukan di mana pun",
                "expected the school in {lists}, found it nowhere",
                lists = names(),
            );
            Err(CheckError::row("schools", npsn, reason))
        }
    }
}

/// The reasons of the schools that are not planned for; those of the unreached follow from the plan.
fn check_reasons(world: &World<'_>, plan: &PlanFile) -> Result<(), CheckError> {
    for row in &plan.out_of_scope {
        let class = world.find(row.npsn).map(|at| world.classes[at]);
        if let Some(Class::OutOfScope(reason)) = class
            && reason.as_str() != row.reason
        {
            return Err(unequal(&format!("out_of_scope[npsn={}].reason", row.npsn), &reason.as_str(), &row.reason));
        }
    }
    for row in &plan.needs_check {
        let Some(school) = world.find(row.npsn).map(|at| &world.schools[at]) else { continue };
        let reason = school.grade_reason.map_or("unusable", |code| code.as_str());
        if reason != row.reason {
            return Err(unequal(&format!("needs_check[npsn={}].reason", row.npsn), &reason, &row.reason));
        }
        if school.hub.is_some() != row.hub {
            return Err(unequal(&format!("needs_check[npsn={}].hub", row.npsn), &school.hub.is_some(), &row.hub));
        }
    }
    Ok(())
}

fn check_counts(plan: &PlanFile) -> Result<(), CheckError> {
    let PlanCounts { rows, refused, out_of_scope, schools, hubs, members, unreached, needs_check } = plan.counts;
    for (name, expected, found) in [
        ("hubs", plan.hubs.len(), hubs),
        ("members", plan.assignments.len(), members),
        ("unreached", plan.unreached.len(), unreached),
        ("needs_check", plan.needs_check.len(), needs_check),
        ("out_of_scope", plan.out_of_scope.len(), out_of_scope),
    ] {
        if expected as u64 != found {
            return Err(unequal(&format!("counts.{name}"), &expected, &found));
        }
    }
    // The five numbers are lengths of lists from here on, so that their sums cannot overflow.
    if hubs + members + unreached + needs_check != schools {
        return Err(unequal("counts.schools", &(hubs + members + unreached + needs_check), &schools));
    }
    match refused.checked_add(out_of_scope + schools) {
        Some(sum) if sum == rows => Ok(()),
        _ => Err(unequal("counts.rows", &format!("refused {refused} + out_of_scope {out_of_scope} + schools {schools}"), &rows)),
    }
}
