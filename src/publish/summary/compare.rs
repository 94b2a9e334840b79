//! What the proven plan gains over common practice, for the schools of an answer.

use crate::model::RegionId;
use crate::plan::{Baseline, State};
use crate::publish::summary::Part;
use serde::Serialize;
use std::collections::BTreeMap;

/// What a practice, or the proven plan, achieves for the schools of the answer.
#[derive(Clone, Copy, Serialize)]
struct Achieved {
    priority: u64,
    reached: u64,
    metres: u64,
    overloaded_hubs: u64,
}

#[derive(Serialize)]
pub(super) struct Compared {
    proven: Achieved,
    greedy: Achieved,
    nearest: Achieved,
    gain_over_greedy: Gain,
    choices: Vec<ChoiceCost>,
}

/// What a rule that the programme derives from a column changes against the plan without it.
#[derive(Serialize)]
struct ChoiceCost {
    rule: &'static str,
    column: &'static str,
    without: Achieved,
    gain: Gain,
}

/// What the proven plan has more than a practice; metres are fewer, or the price of reaching more.
#[derive(Serialize)]
struct Gain {
    priority: i64,
    reached: i64,
    metres: i64,
}

impl Part<'_, '_> {
    pub(super) fn compare(&self, region: Option<RegionId>) -> Compared {
        let baselines = self.view.baselines();
        let members = self.schools(region).filter_map(|at| match self.view.proven.states[at] {
            State::Member { hub, metres, .. } => Some((at, self.view.hub(hub).school, metres)),
            _ => None,
        });
        let of = |baseline: &Baseline| {
            let own: Vec<_> = self.schools(region).filter_map(|at| baseline.of(at)).collect();
            let mut loads: BTreeMap<u32, u32> = own.iter().map(|(_, hub, _)| (*hub, 0)).collect();
            // A hub is overloaded by all its schools, not only by those of the region.
            for (_, hub, _) in &baseline.assignments {
                loads.entry(*hub).and_modify(|load| *load += 1);
            }
            let overloaded = loads.iter().filter(|(hub, load)| self.places(**hub).is_some_and(|places| **load > places));
            self.achieved(own.into_iter(), overloaded.count() as u64)
        };
        let (proven, greedy, nearest) = (self.achieved(members, 0), of(&baselines.greedy), of(&baselines.nearest));
        let choices = self.view.choices.iter().map(|choice| {
            let without = of(&choice.without);
            ChoiceCost { rule: choice.rule, column: choice.column, without, gain: gain(proven, without) }
        });
        Compared { proven, greedy, nearest, gain_over_greedy: gain(proven, greedy), choices: choices.collect() }
    }

    fn achieved(&self, assignments: impl Iterator<Item = (u32, u32, u32)>, overloaded_hubs: u64) -> Achieved {
        let none = Achieved { priority: 0, reached: 0, metres: 0, overloaded_hubs };
        assignments.fold(none, |sum, (at, _, metres)| Achieved {
            priority: sum.priority + u64::from(self.view.rules.priority(self.view.school(at))),
            reached: sum.reached + 1,
            metres: sum.metres + u64::from(metres),
            ..sum
        })
    }

    fn places(&self, hub: u32) -> Option<u32> {
        self.view.hub_place(hub).and_then(|place| self.view.hub(place).places)
    }
}

fn gain(proven: Achieved, practice: Achieved) -> Gain {
    let more = |ours: u64, theirs: u64| ours.cast_signed() - theirs.cast_signed();
    Gain {
        priority: more(proven.priority, practice.priority),
        reached: more(proven.reached, practice.reached),
        metres: more(practice.metres, proven.metres),
    }
}
