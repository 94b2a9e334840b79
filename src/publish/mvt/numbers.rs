//! The numbers of clusters, as the annex of their regency counts them: what names an area on a map without colours.

use crate::publish::list::annex;
use crate::snapshot::View;
use std::collections::BTreeMap;

/// The number of every cluster, by the place of its hub in the plan: its place in the annex (*lampiran*) of the regency in which its
/// hub is located; of hubs without a regency among each other.
pub(super) fn numbers(view: &View<'_>) -> Vec<u32> {
    let mut lists: BTreeMap<_, Vec<u32>> = BTreeMap::new();
    for (place, plan) in (0_u32..).zip(&view.plan.hubs) {
        let schools = std::iter::once(&plan.school).chain(&plan.members);
        let mut touched: Vec<_> = schools.map(|at| view.school(*at).regions.regency).collect();
        touched.sort_unstable();
        touched.dedup();
        touched.into_iter().for_each(|regency| lists.entry(regency).or_default().push(place));
    }
    let mut numbers = vec![0; view.plan.hubs.len()];
    for (regency, mut places) in lists {
        places.sort_by_key(|place| (annex::key(view, *place), *place));
        for (number, place) in (1..).zip(places) {
            if view.school(view.hub(place).school).regions.regency == regency {
                numbers[place as usize] = number;
            }
        }
    }
    numbers
}
