//! `plan.json`: a plan as a file that anybody can check.
//!
//! In: a plan and what it was made of; or the bytes of such a file. Out: JSON with one line per school, in NPSN order, so that two
//! plans can be compared line by line; the same rows in any order give the same bytes, apart from the hashes of the files.
//! Must not know: how a plan is found or checked.

mod rows;
mod rules_text;
mod text;

pub use rows::{
    AssignmentRow, BaselineRow, BaselineRows, Format, HubRow, InputFile, Mark, NearestRow, NeedsCheckRow, OutOfScopeRow,
    PlanCounts, UnlockRow, UnreachedRow,
};
pub use rules_text::{PairText, PerLevel, RegionText, RulesText, SchoolText, ScopeText};

use crate::audit::Settings;
use crate::geodesy;
use crate::model::{Said, School};
use crate::plan::{Baselines, Objective, Plan, Rules, State, UnreachedSchool};
use crate::regions::Regions;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The number of this shape of `plan.json`; a change that old programs cannot read raises it.
pub const FORMAT: u32 = 2;

/// The content of `plan.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanFile {
    /// Shape of the file and program that wrote it.
    pub version: Format,
    /// The input files, as given.
    pub inputs: Vec<InputFile>,
    /// Short name of the programme whose rules these are, overridden or not.
    pub programme: String,
    /// The name of the distance: [`geodesy::METHOD`].
    pub distance: Cow<'static, str>,
    /// The settings of the audit that decided which positions are usable.
    pub audit: Settings,
    /// The rules, complete.
    pub rules: RulesText,
    /// The account.
    pub counts: PlanCounts,
    /// What the plan achieves.
    pub objective: Objective,
    /// What practice would achieve under the same rules.
    pub baselines: BaselineRows,
    /// Hubs in NPSN order, with the prices that prove the plan.
    pub hubs: Vec<HubRow>,
    /// Members in NPSN order.
    pub assignments: Vec<AssignmentRow>,
    /// Schools that no hub can serve, in NPSN order.
    pub unreached: Vec<UnreachedRow>,
    /// Schools without a usable position, hubs first, then in NPSN order.
    pub needs_check: Vec<NeedsCheckRow>,
    /// Schools that the rules leave out, in NPSN order.
    pub out_of_scope: Vec<OutOfScopeRow>,
}

/// What a plan file is made of.
#[derive(Debug)]
pub struct PlanParts<'a> {
    /// The input files, as given.
    pub inputs: Vec<InputFile>,
    /// Short name of the programme.
    pub programme: &'a str,
    /// Rows read: `refused` and every school.
    pub rows: u64,
    /// Rows refused.
    pub refused: u64,
    /// The schools, in NPSN order.
    pub schools: &'a [School],
    /// The regions that they name.
    pub regions: &'a Regions,
    /// The settings of the audit.
    pub settings: &'a Settings,
    /// The rules.
    pub rules: &'a Rules,
    /// Their plan.
    pub plan: &'a Plan,
    /// Why schools are unreached.
    pub reasons: &'a [UnreachedSchool],
    /// What practice would do.
    pub baselines: &'a Baselines,
}

/// Why a file is no plan that can be checked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanFileError {
    /// Longer than any plan.
    #[error("expected at most {limit} bytes of plan, found {found}")]
    TooLarge {
        /// The limit.
        limit: usize,
        /// The file's size.
        found: usize,
    },
    /// Not the shape of a plan.
    #[error("not a plan: line {line}, column {column}: {reason}")]
    Shape {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What was expected and what was found.
        reason: String,
    },
    /// A plan of another format.
    #[error("expected plan format {FORMAT}, found {found} (written by imbas {program})")]
    Format {
        /// Its format.
        found: u32,
        /// The program that wrote it.
        program: String,
    },
    /// Rules that are none.
    #[error("{place}: {}", .reason.english())]
    Rules {
        /// The key.
        place: String,
        /// What was expected and what was found.
        reason: Said,
    },
}

impl PlanFile {
    /// Writes down a plan.
    #[must_use]
    pub fn new(parts: PlanParts<'_>) -> Self {
        let PlanParts { inputs, programme, rows, refused, schools, regions, settings, rules, plan, reasons, baselines } = parts;
        let mut file = Self {
            version: Format { format: FORMAT, program: env!("CARGO_PKG_VERSION").to_owned() },
            inputs,
            programme: programme.to_owned(),
            distance: Cow::Borrowed(geodesy::METHOD),
            audit: settings.clone(),
            rules: RulesText::new(rules, regions),
            counts: PlanCounts::new(rows, refused, plan.counts),
            objective: plan.objective,
            baselines: BaselineRows::new(baselines),
            hubs: plan.hubs.iter().map(|hub| HubRow::new(schools, hub)).collect(),
            assignments: Vec::with_capacity(usize::try_from(plan.counts.members).unwrap_or(0)),
            unreached: reasons.iter().map(|why| UnreachedRow::new(schools, why)).collect(),
            needs_check: Vec::new(),
            out_of_scope: Vec::new(),
        };
        file.take_states(schools, plan);
        file
    }

    /// Sorts the schools that are neither hub nor unreached into their lists.
    fn take_states(&mut self, schools: &[School], plan: &Plan) {
        for (at, school) in (0..).zip(schools) {
            let (npsn, mark) = (school.npsn, Mark::of(school));
            match plan.states[at] {
                State::OutOfScope(reason) => self.out_of_scope.push(OutOfScopeRow { npsn, reason: reason.as_str().into() }),
                State::NeedsCheck => self.needs_check.push(NeedsCheckRow::new(school)),
                State::Member { hub, metres, crosses, required } => {
                    let hub = schools[plan.hubs[hub as usize].school as usize].npsn;
                    self.assignments.push(AssignmentRow { npsn, hub, metres, crosses, required, mark });
                }
                State::Hub(_) | State::Unreached => {}
            }
        }
        // A stable sort: within both parts the NPSN order stays.
        self.needs_check.sort_by_key(|row| !row.hub);
    }

    /// The rules that the file states, for the same regions.
    ///
    /// # Errors
    /// [`PlanFileError::Rules`] when a word is no word of the rules or a region is in no table.
    pub fn rules(&self, regions: &Regions) -> Result<Rules, PlanFileError> {
        self.rules.read(regions)
    }
}
