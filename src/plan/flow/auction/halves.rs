//! Two halves of a country that bid side by side, and the strip between them that bids afterwards.

use crate::index::{BATCH, middle};
use crate::plan::Group;
use crate::plan::problem::index;

/// Fewer bidders are not worth a second thread.
const SMALLEST: usize = 4_096;

/// Who can bid side by side: no hub is within reach of a bidder of either half and of the other half.
#[derive(Debug, Default)]
pub(super) struct Halves {
    /// The first school of the second half.
    pub(super) middle: usize,
    /// The bidders of each half that lie inside.
    pub(super) inside: [Vec<u32>; 2],
    /// Everybody else.
    pub(super) between: Vec<u32>,
    /// The hubs that only the second half can reach.
    pub(super) second_hubs: Vec<u32>,
}

impl Halves {
    /// Cuts the schools where their order does.
    pub(super) fn new(group: &Group) -> Self {
        let schools = &group.schools;
        let all = || Self { between: (0..index(schools.len())).collect(), ..Self::default() };
        if schools.len() < SMALLEST || group.reach_m.is_infinite() {
            return all();
        }
        let middle = middle(schools.len().div_ceil(BATCH)) * BATCH;
        let at = |axis: usize, school: usize| schools[school].point.xyz[axis];
        let Some((axis, cut)) = (0..3).find_map(|axis| {
            let low = (0..middle).map(|school| at(axis, school)).fold(f64::NEG_INFINITY, f64::max);
            let high = (middle..schools.len()).map(|school| at(axis, school)).fold(f64::INFINITY, f64::min);
            (low <= high).then_some((axis, low))
        }) else {
            return all();
        };
        // No arc is shorter than its chord, and no chord than the way along one axis; a metre covers rounding.
        let strip_m = group.reach_m + 1.0;
        let mut halves = Self { middle, ..Self::default() };
        for school in 0..schools.len() {
            let beyond_m = at(axis, school) - cut;
            if beyond_m.abs() <= strip_m {
                halves.between.push(index(school));
            } else {
                halves.inside[usize::from(school >= middle)].push(index(school));
            }
        }
        halves.second_hubs = (0..index(group.hubs.len())).filter(|hub| group.hubs[*hub as usize].point.xyz[axis] > cut).collect();
        halves
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geodesy::Point;
    use crate::model::{Level, LonLat};
    use crate::plan::{GroupHub, GroupSchool};

    /// Places row by row on a grid of a hundredth of a degree.
    fn places(count: u32, width: u32) -> impl Iterator<Item = Point> {
        (0..count).map(move |at| {
            let (row, column) = (f64::from(at / width), f64::from(at % width));
            Point::new(LonLat::new(100.0 + 0.01 * column, 0.01 * row).expect("in range"))
        })
    }

    fn group(count: u32, reach_m: f64) -> Group {
        let school = |point| GroupSchool { school: 0, point, priority: 1, tier: None };
        let hub = |point| GroupHub { school: 0, point, tier: None, places: 1, min: 0, required: 0 };
        let (schools, hubs) = (places(count, 150).map(school).collect(), places(count, 150).step_by(7).map(hub).collect());
        Group::joined(&[Group { level: Level::Sd, region: None, reach_m, schools, hubs }])
    }

    #[test]
    fn nobody_inside_reaches_a_hub_of_the_other_half() {
        let group = group(6_000, 5_000.0);
        let halves = Halves::new(&group);
        assert!(halves.inside.iter().all(|inside| inside.len() > 1_000), "a half is missing");
        let mut all: Vec<u32> = [&halves.inside[0][..], &halves.inside[1], &halves.between].concat();
        all.sort_unstable();
        assert!(all.into_iter().eq(0..6_000), "a bidder is lost");
        for (half, inside) in halves.inside.iter().enumerate() {
            for bidder in inside {
                assert_eq!(half == 1, *bidder as usize >= halves.middle);
                let school = &group.schools[*bidder as usize];
                for (hub, at) in group.hubs.iter().zip(0..) {
                    let is_second = halves.second_hubs.binary_search(&at).is_ok();
                    assert!(is_second == (half == 1) || school.point.arc_m(&hub.point) > group.reach_m);
                }
            }
        }
    }

    #[test]
    fn few_schools_and_reach_without_limit_are_not_cut() {
        for group in [group(1_000, 5_000.0), group(6_000, f64::INFINITY), group(0, 5_000.0)] {
            let halves = Halves::new(&group);
            assert_eq!(halves.between.len(), group.schools.len());
            assert!(halves.inside.iter().all(Vec::is_empty) && halves.second_hubs.is_empty());
        }
    }
}
