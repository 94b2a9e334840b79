//! The officials' measures of a plan, for any set of schools.

use crate::model::{Grade, School};
use crate::plan::{Counts, HubPlan, Plan, Reason, State, UnreachedSchool};
use std::collections::BTreeMap;

/// Distances of members to their hubs, in whole metres.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Distances {
    /// Half of the members are nearer.
    pub median_m: u32,
    /// Nine of ten members are nearer.
    pub p90_m: u32,
    /// The farthest member.
    pub max_m: u32,
    /// All of them together.
    pub total_m: u64,
    /// Gini coefficient, 0 for equal distances.
    pub gini: f64,
    /// Lorenz curve: the share of all metres that the nearest 0, 10, ... 100 % of the members have together.
    pub lorenz: [f64; 11],
}

/// Members per hub.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Loads {
    /// Fewest.
    pub min: u32,
    /// Half of the hubs have fewer.
    pub median: u32,
    /// Most.
    pub max: u32,
    /// Hubs with all places taken.
    pub full: u64,
    /// Hubs below their minimum.
    pub below_minimum: u64,
    /// Gini coefficient.
    pub gini: f64,
    /// Lorenz curve: the share of all members that the 0, 10, ... 100 % least loaded hubs have together.
    pub lorenz: [f64; 11],
}

/// Measures of a set of schools.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Summary {
    /// The account of the set.
    pub counts: Counts,
    /// Members among all schools that are no hub of the plan, those that need a check among them; `None` when there are none.
    pub coverage: Option<f64>,
    /// `None` when there is no member.
    pub distances: Option<Distances>,
    /// `None` when there is no hub.
    pub loads: Option<Loads>,
    /// Unreached schools by reason, in the order of the reasons.
    pub unreached: BTreeMap<Reason, u64>,
    /// Coverage by accreditation ("A", "B", "C", "TT", "-"): members and unreached.
    pub by_accreditation: BTreeMap<&'static str, (u64, u64)>,
    /// Members whose position, or whose hub's, is doubtful or approximate.
    pub doubtful_members: u64,
}

impl Summary {
    /// Measures the schools for which `belongs` holds. `unreached` is the plan's list of reasons.
    #[must_use]
    pub fn new(schools: &[School], plan: &Plan, unreached: &[UnreachedSchool], belongs: impl Fn(usize) -> bool) -> Self {
        let part = (0..).zip(schools).map(|(at, _)| at).filter(|at: &u32| belongs(*at as usize));
        Self::of_part(schools, plan, unreached, part)
    }

    /// Measures some schools, given as indices. `unreached` is the plan's list of reasons.
    ///
    /// A member counts where it lies itself, and a hub with all its members where the hub lies.
    /// Cost: grows with the part, not with the country, so that every kecamatan can have its own.
    #[must_use]
    pub fn of_part(schools: &[School], plan: &Plan, unreached: &[UnreachedSchool], part: impl Iterator<Item = u32>) -> Self {
        let mut summary = Self::default();
        let (mut metres, mut hubs) = (Vec::new(), Vec::new());
        for at in part {
            let (school, state) = (&schools[at as usize], plan.states[at]);
            summary.count(school, state);
            match state {
                State::Hub(hub) => hubs.push(&plan.hubs[hub as usize]),
                State::Member { hub, metres: far, .. } => {
                    metres.push(far);
                    let hub = &schools[plan.hubs[hub as usize].school as usize];
                    summary.doubtful_members += u64::from([school, hub].into_iter().any(is_uncertain));
                }
                State::Unreached => {
                    if let Ok(why) = unreached.binary_search_by_key(&at, |why| why.school) {
                        *summary.unreached.entry(unreached[why].reason).or_default() += 1;
                    }
                }
                State::OutOfScope(_) | State::NeedsCheck => {}
            }
        }
        summary.coverage = share(summary.counts.members, summary.counts.schools - summary.counts.hubs);
        summary.distances = Distances::new(metres);
        summary.loads = Loads::new(hubs.into_iter());
        summary
    }

    fn count(&mut self, school: &School, state: State) {
        self.counts.add(state);
        if matches!(state, State::Member { .. } | State::Unreached) {
            let mark = school.accreditation.map_or("-", |accreditation| accreditation.as_str());
            let (members, unreached) = self.by_accreditation.entry(mark).or_default();
            *if state == State::Unreached { unreached } else { members } += 1;
        }
    }
}

impl Distances {
    fn new(mut metres: Vec<u32>) -> Option<Self> {
        metres.sort_unstable();
        Some(Self {
            median_m: at_share(&metres, 1, 2)?,
            p90_m: at_share(&metres, 9, 10)?,
            max_m: *metres.last()?,
            total_m: metres.iter().map(|metres| u64::from(*metres)).sum(),
            gini: gini(&metres),
            lorenz: lorenz(&metres),
        })
    }
}

impl Loads {
    fn new<'p>(hubs: impl Iterator<Item = &'p HubPlan>) -> Option<Self> {
        let mut this = Self::default();
        let mut loads = Vec::new();
        for hub in hubs {
            let load = u32::try_from(hub.members.len()).expect("members are schools, which are numbered in 32 bits");
            this.full += u64::from(hub.places.is_some_and(|places| load >= places));
            this.below_minimum += u64::from(load < hub.min);
            loads.push(load);
        }
        loads.sort_unstable();
        let (min, median, max) = (*loads.first()?, at_share(&loads, 1, 2)?, *loads.last()?);
        Some(Self { min, median, max, gini: gini(&loads), lorenz: lorenz(&loads), ..this })
    }
}

/// The mean of the lowest fifth of some regions' shares over the mean of the highest fifth: 1 when all are alike, 0 when the lowest
/// have nothing. `None` for fewer than five regions, or when all have nothing.
///
/// Source: the ratio of lowest to highest quintile by which Permendikbudristek 32/2022 measures evenness.
#[must_use]
pub fn quintile_ratio(shares: &[f64]) -> Option<f64> {
    let mut shares = shares.to_vec();
    shares.sort_by(f64::total_cmp);
    let fifth = shares.len() / 5;
    let lowest: f64 = shares[..fifth].iter().sum();
    let highest: f64 = shares[shares.len() - fifth..].iter().sum();
    (highest > 0.0).then(|| lowest / highest)
}

/// The first value that at least this share of the sorted values does not pass (nearest rank).
fn at_share(sorted: &[u32], part: usize, of: usize) -> Option<u32> {
    let rank = (sorted.len() * part).div_ceil(of);
    sorted.get(rank.checked_sub(1)?).copied()
}

/// The Gini coefficient of sorted values: 0 when all are equal, and when all are 0.
#[expect(clippy::cast_precision_loss, reason = "a coefficient for people; six digits would do")]
fn gini(sorted: &[u32]) -> f64 {
    let total: u64 = sorted.iter().map(|value| u64::from(*value)).sum();
    if total == 0 {
        return 0.0;
    }
    let weighted: u128 = (1_u128..).zip(sorted).map(|(rank, value)| rank * u128::from(*value)).sum();
    let count = sorted.len() as f64;
    2.0 * weighted as f64 / (count * total as f64) - (count + 1.0) / count
}

/// The Lorenz curve of sorted values at every tenth, straight between two values; the diagonal when all are 0.
#[expect(clippy::cast_precision_loss, reason = "shares for people; six digits would do")]
fn lorenz(sorted: &[u32]) -> [f64; 11] {
    let total: u64 = sorted.iter().map(|value| u64::from(*value)).sum();
    let mut sums = Vec::with_capacity(sorted.len() + 1);
    sums.push(0_u64);
    sums.extend(sorted.iter().scan(0, |sum, value| {
        *sum += u64::from(*value);
        Some(*sum)
    }));
    std::array::from_fn(|tenth| {
        if total == 0 {
            return tenth as f64 / 10.0;
        }
        let (whole, rest) = (sorted.len() * tenth / 10, sorted.len() * tenth % 10);
        let next = sorted.get(whole).map_or(0.0, |value| f64::from(*value) * rest as f64 / 10.0);
        (sums[whole] as f64 + next) / total as f64
    })
}

#[expect(clippy::cast_precision_loss, reason = "a share for people; six digits would do")]
fn share(part: u64, of: u64) -> Option<f64> {
    (of > 0).then(|| part as f64 / of as f64)
}

fn is_uncertain(school: &School) -> bool {
    school.grade != Grade::Ok || school.is_approximate()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(measured: f64, expected: f64) {
        assert!((measured - expected).abs() < 1e-12, "expected {expected}, found {measured}");
    }

    #[test]
    fn ranks_are_nearest_ranks() {
        let values: Vec<u32> = (1..=10).collect();
        assert_eq!((at_share(&values, 1, 2), at_share(&values, 9, 10)), (Some(5), Some(9)));
        assert_eq!((at_share(&[7], 9, 10), at_share(&[], 1, 2)), (Some(7), None));
    }

    #[test]
    fn gini_is_nought_for_equals_and_grows_with_inequality() {
        check(gini(&[5, 5, 5]), 0.0);
        check(gini(&[0, 0, 0]), 0.0);
        check(gini(&[0, 0, 0, 8]), 0.75);
        check(gini(&[1, 3]), 0.25);
    }

    #[test]
    fn the_lorenz_curve_runs_from_nothing_to_all_below_the_diagonal() {
        let equal = lorenz(&[5; 10]);
        for (tenth, share) in equal.into_iter().enumerate() {
            check(share, tenth as f64 / 10.0);
        }
        let curve = lorenz(&[0, 0, 0, 8]);
        check(curve[7], 0.0);
        check(curve[8], 0.2);
        check(curve[10], 1.0);
        check(lorenz(&[0, 0])[3], 0.3);
    }

    #[test]
    fn quintiles_compare_the_lowest_fifth_with_the_highest() {
        check(quintile_ratio(&[0.5, 1.0, 0.8, 0.9, 0.7]).unwrap(), 0.5);
        assert_eq!(quintile_ratio(&[0.5, 1.0]), None);
        assert_eq!(quintile_ratio(&[0.0; 9]), None);
    }
}
