//! What a programme's own choices cost: the same plan without each of them.

use crate::model::School;
use crate::plan::{Baseline, CapacityRule, Plan, PriorityRule, Rules, RulesError, State, solve};
use crate::regions::Regions;

/// A rule that the programme derives from a column of the list, and the plan without it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The rule: `priority` or `capacity`.
    pub rule: &'static str,
    /// The column that it uses.
    pub column: &'static str,
    /// The best plan when every school counts the same, or every hub has the places of the plain rules.
    pub without: Baseline,
}

/// Plans once more without each rule that is derived from a column: priority from accreditation, places from trained teachers.
///
/// # Errors
/// As [`solve`].
pub fn choices(schools: &[School], regions: &Regions, rules: &Rules) -> Result<Vec<Choice>, RulesError> {
    let mut choices = Vec::new();
    let mut add = |rule, column, plain: Rules| -> Result<(), RulesError> {
        let without = plain_plan(&solve(schools, regions, &plain)?);
        choices.push(Choice { rule, column, without });
        Ok(())
    };
    if let PriorityRule::Accreditation(_) = rules.priority {
        add("priority", "akreditasi", Rules { priority: PriorityRule::Equal, ..rules.clone() })?;
    }
    if let CapacityRule::TrainedTeachers { .. } = rules.capacity {
        add("capacity", "guru_penggerak", Rules { capacity: CapacityRule::Column, ..rules.clone() })?;
    }
    Ok(choices)
}

fn plain_plan(plan: &Plan) -> Baseline {
    let pair = |(at, state): (u32, State)| match state {
        State::Member { hub, metres, .. } => Some((at, plan.hubs[hub as usize].school, metres)),
        _ => None,
    };
    Baseline { objective: plan.objective, overloaded: 0, assignments: plan.states.iter().filter_map(pair).collect() }
}
