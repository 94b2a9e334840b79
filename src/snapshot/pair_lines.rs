//! The lines of a pair file: what they decide together, and which of them a plan cannot follow because of its scope.
//!
//! In: lines, schools, rules. Out: [`Pairs`]; findings. Must not know: what the audit tells of them already.

use crate::import::{Pair, PairRule};
use crate::model::{Code, Finding, Npsn, School, said};
use crate::plan::{OutOfScope, Pairs, Rules};
use crate::regions::Regions;
use crate::snapshot::SnapshotError;

/// What the lines decide together.
///
/// # Errors
/// When two of them contradict each other.
pub(super) fn pairs(lines: &[Pair]) -> Result<Pairs, SnapshotError> {
    let mut pairs = Pairs::default();
    for Pair { school, rule, place } in lines {
        match rule {
            PairRule::Forbidden(hub) => {
                pairs.forbidden.insert((*school, *hub));
            }
            PairRule::Unassigned => {
                pairs.unassigned.insert(*school);
            }
            PairRule::Required(hub) => match pairs.required.insert(*school, *hub) {
                Some(first) if first != *hub => {
                    return Err(SnapshotError::RequiredTwice { place: place.clone(), school: *school, first, second: *hub });
                }
                _ => {}
            },
        }
    }
    pairs.check()?;
    Ok(pairs)
}

/// The lines about a school or a hub that takes no part in a plan.
pub(super) fn out_of_scope(lines: &[Pair], schools: &[School], regions: &Regions, rules: &Rules) -> Vec<Finding> {
    let reason = |npsn: Npsn| -> Option<(Npsn, OutOfScope)> {
        let at = schools.binary_search_by_key(&npsn, |school| school.npsn).ok()?;
        rules.takes_part(&schools[at], regions).err().map(|reason| (npsn, reason))
    };
    let finding = |pair: &Pair| {
        let hub = match pair.rule {
            PairRule::Required(hub) | PairRule::Forbidden(hub) => Some(hub),
            PairRule::Unassigned => None,
        };
        let (npsn, why) = reason(pair.school).or_else(|| reason(hub?))?;
        let why = why.as_str();
        let found = said!(
            "seharusnya sekolah dalam cakupan rencana, {npsn} di luar cakupan ({why})",
            "expected a school in the scope of the plan, found {npsn} out of it ({why})",
        );
        Some(Finding::new(Code::PairUnused, found).with_npsn(pair.school).with_place(pair.place.clone()))
    };
    lines.iter().filter_map(finding).collect()
}
