//! Doubles: two schools of one name, one form and one place.
//!
//! Names are no key (two schools of one regency may share one), so that the place has to agree as well: the same district, and
//! positions near each other as far as both have one.

use crate::audit::ledger::Ledger;
use crate::audit::name_key::name_key;
use crate::audit::scene::{Scene, own_region};
use crate::geodesy;
use crate::model::{Code, Form, RegionId, said};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// Positions nearer than this are one place, in metres.
const ONE_PLACE_M: f64 = 1_000.0;

type Identity<'a> = (Option<RegionId>, &'a Form, &'a str);

/// Reports schools that may be one.
pub(super) fn judge(scene: &Scene<'_>, ledger: &mut Ledger) {
    let keys: Vec<String> = scene.cases.par_iter().map(|case| name_key(&case.school.name)).collect();
    for group in same_names(scene, &keys) {
        let twins: Vec<usize> = group
            .iter()
            .copied()
            .filter(|at| group.iter().any(|other| at != other && is_one_place(scene, *at, *other)))
            .collect();
        let [first, ..] = twins.as_slice() else { continue };
        let school = &scene.cases[*first].school;
        let name = &school.name;
        let found = said!(
            "seharusnya satu NPSN satu sekolah, ada {count} NPSN bernama {name:?} di satu tempat",
            "expected one NPSN per school, found {count} with the name {name:?} at one place",
            count = twins.len(),
        );
        ledger.report(scene.group_finding(Code::DoubledSchool, &twins, found).with_region(own_region(school)));
    }
}

/// Groups of schools with one name, form and district, in the order of their first NPSN.
fn same_names(scene: &Scene<'_>, keys: &[String]) -> Vec<Vec<usize>> {
    let mut first_of: HashMap<Identity<'_>, usize> = HashMap::with_capacity(keys.len());
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, case) in scene.cases.iter().enumerate().filter(|(at, _)| !keys[*at].is_empty()) {
        let first = *first_of.entry((own_region(&case.school), &case.school.form, &keys[at])).or_insert(at);
        if first != at {
            groups.entry(first).or_insert_with(|| vec![first]).push(at);
        }
    }
    groups.into_values().collect()
}

/// Whether two schools of one region may stand at one place; without a region both need a position to tell.
fn is_one_place(scene: &Scene<'_>, a: usize, b: usize) -> bool {
    match (scene.cases[a].point_in_country(), scene.cases[b].point_in_country()) {
        (Some(p), Some(q)) => geodesy::distance_m(p, q) <= ONE_PLACE_M,
        _ => scene.cases[a].school.regions.district.is_some(),
    }
}
