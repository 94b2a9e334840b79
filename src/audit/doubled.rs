//! Doubles: two schools of one name, one form and one place.
//!
//! Names are no key (two schools of one regency may share one), so that the place has to agree as well: the same district, and
//! positions near each other as far as both have one.

use crate::audit::ledger::Ledger;
use crate::audit::name_key::name_key;
use crate::audit::scene::{Case, Placed, Scene, own_region};
use crate::geodesy;
use crate::model::{Code, Finding, Form, RegionId, said};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Positions nearer than this are one place, in metres.
const ONE_PLACE_M: f64 = 1_000.0;
/// In the country's box, two positions of one place lie at most so many degrees apart on either axis.
const ONE_PLACE_DEGREES: f64 = 0.0092;

/// What schools of one group share; the last is the key of the name.
type Identity<'a> = (Option<RegionId>, &'a Form, String);

/// Reports schools that may be one.
pub(super) fn report(scene: &Scene<'_>, _: &Ledger) -> Vec<Finding> {
    let mut findings = Vec::new();
    for group in &scene.namesakes {
        let twins = twins(scene, group);
        let [first, ..] = twins.as_slice() else { continue };
        let school = &scene.cases[*first].school;
        let name = &school.name;
        let found = said!(
            "seharusnya satu NPSN satu sekolah, ada {count} NPSN bernama {name:?} di satu tempat",
            "expected one NPSN per school, found {count} with the name {name:?} at one place",
            count = twins.len(),
        );
        findings.push(scene.group_finding(Code::DoubledSchool, &twins, found).with_region(own_region(school)));
    }
    findings
}

/// Groups of schools with one name, form and district, in the order of their first NPSN.
///
/// Hashes are sorted, made side by side, and only the names of those that meet are spelled out again.
pub(super) fn namesakes(cases: &[Case]) -> Vec<Vec<usize>> {
    let mut marks: Vec<(u64, usize)> =
        cases.par_iter().enumerate().filter_map(|(at, case)| Some((mark(&identity(case)?), at))).collect();
    marks.par_sort_unstable();
    let mut groups = Vec::new();
    for run in marks.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() > 1) {
        let mut alike: BTreeMap<Identity<'_>, Vec<usize>> = BTreeMap::new();
        for (_, at) in run {
            alike.entry(identity(&cases[*at]).expect("it had a mark")).or_default().push(*at);
        }
        groups.extend(alike.into_values().filter(|group| group.len() > 1));
    }
    groups.sort_unstable();
    groups
}

/// What a school shares with its doubles; `None` when its name has neither a letter nor a digit.
fn identity(case: &Case) -> Option<Identity<'_>> {
    let key = name_key(&case.school.name);
    (!key.is_empty()).then(|| (own_region(&case.school), &case.school.form, key))
}

fn mark(identity: &Identity<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    identity.hash(&mut hasher);
    hasher.finish()
}

/// The schools of a group that may stand at one place with another one of it; without a district both need a position to tell.
fn twins(scene: &Scene<'_>, group: &[usize]) -> Vec<usize> {
    let point = |at: usize| scene.cases[at].point_in_country();
    let placed: Vec<Placed> = group.iter().filter_map(|at| Some((*at, point(*at)?))).collect();
    if placed.len() < group.len() && scene.cases[group[0]].school.regions.district.is_some() {
        return group.to_vec();
    }
    let mut squares: HashMap<[i32; 2], Vec<Placed>> = HashMap::new();
    for (at, point) in &placed {
        squares.entry(square(point.lon(), point.lat())).or_default().push((*at, *point));
    }
    let is_twin = |(at, here): &Placed| {
        let [column, row] = square(here.lon(), here.lat());
        let around = (-1..=1).flat_map(|east| (-1..=1).map(move |north| [column + east, row + north]));
        around
            .filter_map(|square| squares.get(&square))
            .flatten()
            .any(|(other, there)| other != at && geodesy::distance_m(*here, *there) <= ONE_PLACE_M)
    };
    placed.iter().filter(|placed| is_twin(placed)).map(|(at, _)| *at).collect()
}

/// The square of a grid so wide that two positions of one place stand in the same or in neighbouring ones.
fn square(lon: f64, lat: f64) -> [i32; 2] {
    [lon, lat].map(|degrees| (degrees / ONE_PLACE_DEGREES).floor() as i32)
}
