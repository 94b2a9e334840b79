//! What another plan changes in a region: before and after, school by school.

use crate::model::{Level, RegionId};
use crate::plan::{Cost, Objective, State, Summary};
use crate::publish::columns::{reason, role};
use crate::publish::provenance::Provenance;
use crate::publish::regions::{RegionName, write_line};
use crate::publish::school::CostOut;
use crate::publish::summary::Measures;
use crate::snapshot::{Decision, DecisionCost, View};
use serde::Serialize;
use std::io::{self, Write};

/// The served plan and another one beside it.
#[derive(Clone, Copy, Debug)]
pub struct Changes<'a> {
    /// The served plan.
    pub before: View<'a>,
    /// A what-if, or what practice would do.
    pub after: View<'a>,
    /// The region that is asked about.
    pub region: RegionId,
    /// Only this level.
    pub level: Option<Level>,
    /// The schools that are decided together with the region's, as indices in NPSN order.
    pub part: &'a [u32],
    /// What each decision of the question costs.
    pub decisions: &'a [DecisionCost],
}

/// Which of the changed schools are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rows {
    /// How many come before.
    pub skip: usize,
    /// At most so many.
    pub limit: usize,
}

#[derive(Serialize)]
struct Answer<'a> {
    version: &'a str,
    version_before: &'a str,
    region: RegionName<'a>,
    level: Option<&'static str>,
    practice: Option<&'static str>,
    before: Side,
    after: Side,
    difference: Difference,
    /// All that is decided together with the region.
    planned: Planned,
    decisions: Vec<DecisionOut<'a>>,
    /// Whether every decision that applies tells its own cost.
    decisions_weighed: bool,
    #[serde(rename = "numberMatched")]
    matched: usize,
    #[serde(rename = "numberReturned")]
    returned: usize,
    changes: Vec<Moved<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
    provenance: Provenance<'a>,
}

/// The region under one plan.
#[derive(Serialize)]
struct Side {
    objective: Objective,
    /// Hubs with more members than places; only a practice has them.
    overloaded_hubs: u64,
    #[serde(flatten)]
    measures: Measures,
}

/// After less before, in the region; missing where one side has no member.
#[derive(Serialize)]
struct Difference {
    priority: i64,
    reached: i64,
    unreached: i64,
    shortfall: i64,
    crossings: i64,
    metres: i64,
    median_m: Option<i64>,
    p90_m: Option<i64>,
    max_m: Option<i64>,
}

/// Both plans for all schools that are decided together with the region's, and what the second costs more.
#[derive(Serialize)]
struct Planned {
    schools: usize,
    before: Objective,
    after: Objective,
    cost: CostOut,
    /// Whether the served plan has no pair of which only one end is among these schools; else such members count on one side only.
    closed: bool,
}

#[derive(Serialize)]
struct DecisionOut<'a> {
    kind: &'static str,
    npsn: &'a str,
    name: &'a str,
    hub: Option<&'a str>,
    hub_name: Option<&'a str>,
    /// Whether the school is among those that were planned and wants a hub.
    applies: bool,
    cost: Option<CostOut>,
}

/// A school whose state, hub or distance differs.
#[derive(Serialize)]
struct Moved<'a> {
    npsn: &'a str,
    name: &'a str,
    level: Option<&'static str>,
    /// Whether it lies in the region itself.
    located: bool,
    before: Place<'a>,
    after: Place<'a>,
}

#[derive(Serialize)]
struct Place<'a> {
    state: &'static str,
    reason: Option<&'static str>,
    hub: Option<&'a str>,
    hub_name: Option<&'a str>,
    distance_m: Option<u32>,
}

impl<'a> Place<'a> {
    fn new(view: &View<'a>, at: u32) -> Self {
        let hub = view.hub_place(at).map(|place| view.school(view.hub(place).school));
        Self {
            state: role(view.state(at)),
            reason: reason(view, at),
            hub: hub.map(|hub| hub.npsn.as_str()),
            hub_name: hub.map(|hub| &*hub.name),
            distance_m: match view.state(at) {
                State::Member { metres, .. } => Some(metres),
                _ => None,
            },
        }
    }
}

impl<'a> Changes<'a> {
    /// Writes the comparison as JSON; `next` tells the address of the page that begins after so many rows.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write_json(&self, rows: Rows, next: impl Fn(usize) -> String, out: &mut dyn Write) -> io::Result<()> {
        let moved = self.moved();
        let end = moved.len().min(rows.skip.saturating_add(rows.limit));
        let page = &moved[rows.skip.min(end)..end];
        let (before, after) = (self.side(&self.before), self.side(&self.after));
        let answer = Answer {
            version: self.after.version,
            version_before: self.before.version,
            region: RegionName::new(&self.after, self.region),
            level: self.level.map(Level::as_str),
            practice: self.after.practice.map(crate::snapshot::Practice::as_str),
            difference: difference(&before, &after),
            before: before.0,
            after: after.0,
            planned: self.planned(),
            decisions: self.decisions.iter().map(|cost| self.decision(cost)).collect(),
            decisions_weighed: self.decisions.iter().all(|cost| !cost.applies || cost.cost.is_some()),
            matched: moved.len(),
            returned: page.len(),
            changes: page.iter().map(|at| self.row(*at)).collect(),
            next: (end < moved.len()).then(|| next(end)),
            provenance: Provenance::new(&self.after),
        };
        write_line(&answer, out)
    }

    /// The schools whose state, hub or distance differs: those of the region first, then by NPSN.
    #[must_use]
    pub fn moved(&self) -> Vec<u32> {
        let differs = |at: &u32| self.is_asked(*at) && self.differs(*at);
        let mut moved: Vec<u32> = self.part.iter().copied().filter(differs).collect();
        moved.sort_by_key(|at| (!self.is_located(*at), *at));
        moved
    }

    fn differs(&self, at: u32) -> bool {
        let place = |view: &View<'_>| match view.state(at) {
            State::Member { hub, metres, .. } => (3, view.hub(hub).school, metres),
            State::Hub(_) => (2, 0, 0),
            State::Unreached => (1, 0, 0),
            State::NeedsCheck | State::OutOfScope(_) => (0, 0, 0),
        };
        place(&self.before) != place(&self.after)
    }

    fn is_asked(&self, at: u32) -> bool {
        self.level.is_none_or(|level| self.before.school(at).level() == Some(level))
    }

    fn is_located(&self, at: u32) -> bool {
        self.before.school(at).regions.contain(self.region)
    }

    fn side(&self, view: &View<'_>) -> (Side, Summary) {
        let located = || view.located(Some(self.region)).filter(|at| self.is_asked(*at));
        let summary = Summary::of_part(view.schools(), view.plan, view.unreached, located());
        let overloaded = located().filter_map(|at| match view.state(at) {
            State::Hub(place) => Some(view.hub(place)),
            _ => None,
        });
        let overloaded = overloaded.filter(|hub| hub.places.is_some_and(|places| hub.members.len() > places as usize)).count();
        let objective = Objective::of_part(view.schools(), view.rules, view.plan, located());
        (Side { objective, overloaded_hubs: overloaded as u64, measures: (&summary).into() }, summary)
    }

    fn planned(&self) -> Planned {
        let asked = || self.part.iter().copied().filter(|at| self.is_asked(*at));
        let of = |view: &View<'_>| Objective::of_part(view.schools(), view.rules, view.plan, asked());
        let (before, after) = (of(&self.before), of(&self.after));
        let is_inside = |at: &u32| self.part.binary_search(at).is_ok();
        let closed = asked().all(|at| match self.before.state(at) {
            State::Member { hub, .. } => is_inside(&self.before.hub(hub).school),
            State::Hub(place) => self.before.hub(place).members.iter().all(is_inside),
            _ => true,
        });
        Planned { schools: asked().count(), before, after, cost: after.cost_over(&before).into(), closed }
    }

    fn decision(&self, cost: &DecisionCost) -> DecisionOut<'a> {
        let DecisionCost { decision, applies, cost } = *cost;
        let (school, hub) = (self.after.school(decision.school()), decision.hub().map(|hub| self.after.school(hub)));
        DecisionOut {
            kind: Decision::as_str(decision),
            npsn: school.npsn.as_str(),
            name: &school.name,
            hub: hub.map(|hub| hub.npsn.as_str()),
            hub_name: hub.map(|hub| &*hub.name),
            applies,
            cost: cost.map(<CostOut as From<Cost>>::from),
        }
    }

    fn row(&self, at: u32) -> Moved<'a> {
        let school = self.after.school(at);
        Moved {
            npsn: school.npsn.as_str(),
            name: &school.name,
            level: school.level().map(Level::as_str),
            located: self.is_located(at),
            before: Place::new(&self.before, at),
            after: Place::new(&self.after, at),
        }
    }
}

fn difference((before, from): &(Side, Summary), (after, to): &(Side, Summary)) -> Difference {
    let more = |after: u64, before: u64| after.cast_signed() - before.cast_signed();
    let metres = |of: fn(&crate::plan::Distances) -> u32| {
        let (to, from) = to.distances.as_ref().zip(from.distances.as_ref())?;
        Some(i64::from(of(to)) - i64::from(of(from)))
    };
    let (new, old) = (&after.objective, &before.objective);
    Difference {
        priority: new.priority - old.priority,
        reached: more(new.reached, old.reached),
        unreached: more(to.counts.unreached, from.counts.unreached),
        shortfall: more(new.shortfall, old.shortfall),
        crossings: more(new.crossings, old.crossings),
        metres: more(new.metres, old.metres),
        median_m: metres(|distances| distances.median_m),
        p90_m: metres(|distances| distances.p90_m),
        max_m: metres(|distances| distances.max_m),
    }
}
