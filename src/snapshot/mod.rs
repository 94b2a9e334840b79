//! Everything that belongs together and changes together: immutable, swapped whole.
//!
//! In: [`Inputs`], a programme and its rules. Out: a [`Snapshot`], or a [`WhatIf`] beside it; both are read through a [`View`].
//! Must not know: HTTP, how things are written.

mod dataset;
mod decisions;
mod inputs;
mod lists;
mod neighbours;
mod offices;
mod pair_lines;
mod places;
mod practice;
mod search;
mod version;
mod view;
mod whatif;

pub use dataset::{Dataset, SnapshotError};
pub use decisions::{Decision, DecisionCost, DecisionCosts};
pub use inputs::{InputFile, InputRole, Inputs, sha256};
pub use lists::Lists;
pub use neighbours::{Nearby, Neighbour};
pub use offices::{Office, OfficeError};
pub use places::Places;
pub use practice::{Practice, Practices};
pub use search::Names;
pub use view::View;
pub use whatif::{REPLAN_LIMIT, ReplanError, WhatIf};

use crate::import::{self, Source};
use crate::model::{Npsn, Programme};
use crate::plan::{self, Baselines, Choice, Plan, PlanFile, PlanParts, Problem, Rules, RulesError, UnreachedSchool, file};
use std::sync::OnceLock;

/// What the work is at, for a progress line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Lists, hubs, repairs and pairs are read.
    Reading,
    /// Boundaries are read.
    Boundaries,
    /// Positions are audited.
    Auditing,
    /// Clusters are planned.
    Planning,
    /// Reasons are found for the unreached schools.
    Explaining,
    /// The plan is compared with common practice.
    Comparing,
}

impl Stage {
    /// What a planner reads while waiting.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Reading => "membaca daftar",
            Self::Boundaries => "membaca batas wilayah",
            Self::Auditing => "memeriksa titik koordinat",
            Self::Planning => "menyusun rencana",
            Self::Explaining => "mencari sebab yang belum terjangkau",
            Self::Comparing => "membandingkan dengan kebiasaan",
        }
    }
}

/// Data with a plan.
#[derive(Debug)]
pub struct Snapshot {
    /// The data.
    pub data: Dataset,
    /// The programme whose words the outputs use.
    pub programme: Programme,
    /// The rules, the pairs of the dataset among them.
    pub rules: Rules,
    /// The proven plan.
    pub plan: Plan,
    /// Why schools are unreached, in NPSN order.
    pub unreached: Vec<UnreachedSchool>,
    /// What practice would do under the same rules.
    pub practices: Practices,
    /// What the programme's own choices cost.
    pub choices: Vec<Choice>,
    /// The schools of each region.
    pub lists: Lists,
    /// Where the schools are.
    pub places: Places,
    /// Offices that answer for several regions.
    pub offices: Vec<Office>,
    names: OnceLock<Names>,
    /// Names this snapshot: a hash of inputs, rules, programme and program version.
    pub version: String,
}

impl Snapshot {
    /// Plans a dataset.
    ///
    /// # Errors
    /// [`RulesError`] when the rules, together with the dataset's pairs, contradict each other.
    pub fn build(
        mut data: Dataset,
        programme: Programme,
        mut rules: Rules,
        on_stage: &mut dyn FnMut(Stage),
    ) -> Result<Self, RulesError> {
        data.add_pairs(&mut rules);
        let audit = &mut data.audit;
        audit.add_findings(pair_lines::out_of_scope(&data.pair_lines, &audit.schools, &data.regions, &rules));
        on_stage(Stage::Planning);
        let schools = &data.audit.schools;
        let problem = Problem::new(schools, &data.regions, &rules)?;
        // The last chains of the largest group are the work of one core; lists and version take the others meanwhile.
        let ((plan, baselines), unreached, (lists, version)) = std::thread::scope(|scope| {
            let beside = scope.spawn(|| (Lists::new(schools, &data.regions), version::of_snapshot(&data, &programme, &rules)));
            let (plan, baselines) = plan::solve_with_baselines(&problem)?;
            on_stage(Stage::Explaining);
            let unreached = plan::reasons(&problem, &plan);
            on_stage(Stage::Comparing);
            Ok::<_, RulesError>(((plan, baselines), unreached, beside.join().expect("lists are made without a panic")))
        })?;
        drop(problem);
        let choices = plan::choices(schools, &data.regions, &rules)?;
        Ok(Self {
            data,
            programme,
            rules,
            plan,
            unreached,
            practices: baselines.into(),
            choices,
            lists,
            places: Places::default(),
            offices: Vec::new(),
            names: OnceLock::new(),
            version,
        })
    }

    /// Puts together what has been made: a plan for this dataset under these rules, with its reasons and comparisons; what
    /// the programme's choices cost is left out.
    #[must_use]
    pub fn assemble(
        data: Dataset,
        programme: Programme,
        rules: Rules,
        plan: Plan,
        unreached: Vec<UnreachedSchool>,
        baselines: Baselines,
    ) -> Self {
        let lists = Lists::new(&data.audit.schools, &data.regions);
        let version = version::of_snapshot(&data, &programme, &rules);
        let practices = baselines.into();
        let (choices, places, names) = (Vec::new(), Places::default(), OnceLock::new());
        Self { data, programme, rules, plan, unreached, practices, choices, lists, places, offices: Vec::new(), names, version }
    }

    /// Adds the offices of a file, which becomes one of the inputs.
    ///
    /// # Errors
    /// [`SnapshotError`] when the file cannot be read or a code is not one region.
    pub fn add_offices(&mut self, source: &Source) -> Result<(), SnapshotError> {
        let (report, entries) = import::read_offices(source)?;
        self.offices = offices::resolve(entries, &self.data.regions)?;
        self.data.files.push(InputFile::reported(InputRole::Offices, &report));
        self.version = version::of_snapshot(&self.data, &self.programme, &self.rules);
        Ok(())
    }

    /// The plan as its file, with the hashes of the inputs.
    #[must_use]
    pub fn plan_file(&self) -> PlanFile {
        let data = &self.data;
        let named = data.files.iter();
        PlanFile::new(PlanParts {
            inputs: named.map(|input| file::InputFile { name: input.name.to_string(), sha256: input.sha256.clone() }).collect(),
            programme: &self.programme.id,
            rows: data.audit.rows,
            refused: data.audit.refused.len() as u64,
            schools: &data.audit.schools,
            regions: &data.regions,
            settings: &data.settings,
            rules: &self.rules,
            plan: &self.plan,
            reasons: &self.unreached,
            baselines: self.view().baselines(),
        })
    }

    /// What the outputs read.
    #[must_use]
    pub fn view(&self) -> View<'_> {
        View {
            data: &self.data,
            programme: &self.programme,
            rules: &self.rules,
            plan: &self.plan,
            unreached: &self.unreached,
            practices: &self.practices,
            practice: None,
            proven: &self.plan,
            choices: &self.choices,
            lists: &self.lists,
            places: &self.places,
            offices: &self.offices,
            version: &self.version,
        }
    }

    /// Makes what answers need and plans do not, so that no request waits for it.
    pub fn make_places(&self) {
        self.places.make(&self.data, &self.plan);
    }

    /// The schools that fit what somebody typed, best first, as indices.
    ///
    /// Cost: for a country a few milliseconds; some hundred the first time, unless [`Snapshot::make_names`] was called before.
    #[must_use]
    pub fn search(&self, text: &str, limit: usize) -> Vec<u32> {
        self.make_names().find(&self.data.audit.schools, &self.lists, text, limit)
    }

    /// Reads the names of schools and regions for [`Snapshot::search`], once.
    pub fn make_names(&self) -> &Names {
        self.names.get_or_init(|| Names::new(&self.data.audit.schools, &self.data.regions))
    }

    /// The index of a school.
    #[must_use]
    pub fn find(&self, npsn: Npsn) -> Option<u32> {
        self.view().find(npsn)
    }
}
