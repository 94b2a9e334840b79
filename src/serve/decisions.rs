//! The decisions about single schools in an address, and what is wrong with rules that cannot be followed, for people.
//!
//! In: `pin`, `forbid` and `unassign`. Out: [`Pairs`] about known schools without contradiction, or a problem that names both sides.

use crate::model::Npsn;
use crate::plan::{Impossible, Pairs, RulesError};
use crate::serve::parameters::{FORBID, MOST_DECISIONS, PIN, Parameter, UNASSIGN};
use crate::serve::problem::Problem;
use crate::serve::query::Query;
use crate::snapshot::Snapshot;

/// Reads the decisions of a query.
///
/// # Errors
/// A problem for too many decisions, an unknown school, or two decisions that contradict each other.
pub(super) fn pairs(query: &Query, snapshot: &Snapshot) -> Result<Pairs, Problem> {
    let (pinned, forbidden, unassigned) = (query.pairs(&PIN), query.pairs(&FORBID), query.npsns(&UNASSIGN));
    let found = pinned.len() + forbidden.len() + unassigned.len();
    if found > MOST_DECISIONS {
        return Err(Problem::too_many_decisions(MOST_DECISIONS, found));
    }
    let both = |(school, hub): &(Npsn, Npsn)| [*school, *hub];
    all_known(snapshot, &PIN, pinned.iter().flat_map(both))?;
    all_known(snapshot, &FORBID, forbidden.iter().flat_map(both))?;
    all_known(snapshot, &UNASSIGN, unassigned.iter().copied())?;
    let mut pairs = Pairs {
        forbidden: forbidden.iter().copied().collect(),
        unassigned: unassigned.iter().copied().collect(),
        ..Pairs::default()
    };
    for (school, hub) in pinned {
        if let Some(first) = pairs.required.insert(*school, *hub).filter(|first| first != hub) {
            return Err(Problem::contradictory_rules(
                &format!("school {school} is pinned to two hubs, {first} and {hub}"),
                &format!("sekolah {school} diwajibkan ke dua hub, {first} dan {hub}"),
            ));
        }
    }
    pairs.check().map_err(|error| refuse(&error))?;
    Ok(pairs)
}

fn all_known(snapshot: &Snapshot, parameter: &Parameter, mut npsns: impl Iterator<Item = Npsn>) -> Result<(), Problem> {
    let unknown = npsns.find(|npsn| snapshot.find(*npsn).is_none());
    unknown.map_or(Ok(()), |npsn| Err(Problem::unknown_school(npsn.as_str()).with_parameter(Some(parameter.name))))
}

/// The problem of rules that cannot be followed.
pub(super) fn refuse(error: &RulesError) -> Problem {
    Problem::contradictory_rules(&error.to_string(), &indonesian(error))
}

fn indonesian(error: &RulesError) -> String {
    match error {
        RulesError::MinAboveMax { level, min, max } => {
            format!("anggota minimum {min} melebihi maksimum {max} pada jenjang {level}")
        }
        RulesError::Reach(found) => format!("jangkauan harus 0 km atau lebih, ditemukan {found}"),
        RulesError::RequiredIsForbidden { school, hub } => format!("sekolah {school} diwajibkan sekaligus dilarang ke hub {hub}"),
        RulesError::RequiredIsUnassigned { school, hub } => {
            format!("sekolah {school} diwajibkan ke hub {hub} sekaligus tidak ditugaskan")
        }
        RulesError::RequiredImpossible { school, hub, reason } => {
            format!("sekolah {school} tidak dapat diwajibkan ke hub {hub}: {}", why(*reason))
        }
        RulesError::ForbiddenImpossible { school, hub, reason } => {
            format!("sekolah {school} dan hub {hub} tidak dapat dilarang: {}", why(*reason))
        }
        RulesError::UnassignedImpossible { school, reason } => {
            format!("sekolah {school} tidak dapat dilepas: {}", why(*reason))
        }
        RulesError::RequiredAboveCapacity { hub, required, capacity } => {
            format!("{required} sekolah diwajibkan ke hub {hub}, yang hanya punya {capacity} tempat")
        }
        RulesError::TooLarge { limit } => {
            format!("rencana memerlukan lebih dari {limit} pasangan sekolah dan hub; persempit jangkauan atau wilayah")
        }
        RulesError::TooLong { limit } => {
            format!("rencana memerlukan lebih dari {limit} langkah hitung; persempit jangkauan atau wilayah keputusan")
        }
    }
}

fn why(reason: Impossible) -> &'static str {
    match reason {
        Impossible::SchoolUnknown => "sekolah itu tidak ada dalam daftar",
        Impossible::HubUnknown => "hub itu tidak ada dalam daftar",
        Impossible::NeedsCheck => "titik sekolah itu perlu diperiksa",
        Impossible::IsHub => "sekolah itu hub, dan hub tidak pernah menjadi anggota",
        Impossible::NotAHub => "bukan hub rencana ini dengan titik yang dapat dipakai",
        Impossible::LevelsDiffer => "jenjang atau bentuknya berbeda",
    }
}
