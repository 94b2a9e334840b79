//! Two halves of a country that bid side by side, and the strip between them that bids afterwards.

use crate::index::{BATCH, middle};
use crate::plan::Group;
use crate::plan::problem::index;

/// Fewer bidders are not worth a second thread.
const SMALLEST: usize = 4_096;

/// Who can bid side by side: no hub is within reach of a bidder of either half and of the other half.
#[derive(Debug, Default)]
pub(super) struct Halves {
    /// The place of the first bidder of the second half.
    pub(super) middle: usize,
    /// The bidders of each half that lie inside.
    pub(super) inside: [Vec<u32>; 2],
    /// Everybody else.
    pub(super) between: Vec<u32>,
    /// The hubs that only the second half can reach.
    pub(super) second_hubs: Vec<u32>,
}

impl Halves {
    /// Cuts the schools where their order does; `order` brings neighbours one after another.
    pub(super) fn new(group: &Group, order: &[u32]) -> Self {
        let all = || Self { between: (0..index(order.len())).collect(), ..Self::default() };
        if order.len() < SMALLEST || group.reach_m.is_infinite() {
            return all();
        }
        let middle = middle(order.len().div_ceil(BATCH)) * BATCH;
        let at = |axis: usize, place: usize| group.schools[order[place] as usize].point.xyz[axis];
        let Some((axis, cut)) = (0..3).find_map(|axis| {
            let low = (0..middle).map(|place| at(axis, place)).fold(f64::NEG_INFINITY, f64::max);
            let high = (middle..order.len()).map(|place| at(axis, place)).fold(f64::INFINITY, f64::min);
            (low <= high).then_some((axis, low))
        }) else {
            return all();
        };
        // No arc is shorter than its chord, and no chord than the way along one axis; a metre covers rounding.
        let strip_m = group.reach_m + 1.0;
        let mut halves = Self { middle, ..Self::default() };
        for place in 0..order.len() {
            let beyond_m = at(axis, place) - cut;
            if beyond_m.abs() <= strip_m {
                halves.between.push(index(place));
            } else {
                halves.inside[usize::from(place >= middle)].push(index(place));
            }
        }
        halves.second_hubs = (0..index(group.hubs.len())).filter(|hub| group.hubs[*hub as usize].point.xyz[axis] > cut).collect();
        halves
    }
}
