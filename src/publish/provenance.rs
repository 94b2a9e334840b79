//! Where an answer comes from: inputs, programme, rules, method, version. In every output, so that it can be repeated a year later.

use crate::audit;
use crate::geodesy::METHOD;
use crate::model::Level;
use crate::plan::{CapacityRule, PriorityRule, Rules};
use crate::snapshot::{InputFile, View};
use serde::Serialize;

/// The program that made an answer.
const PROGRAM: &str = concat!("imbas ", env!("CARGO_PKG_VERSION"));

/// How distances are made, in a sentence for developers.
pub(super) const FORMULA: &str =
    "chord between WGS84 earth-centred points turned into an arc with the mean Gaussian radius; whole metres, half up";

/// The provenance of an answer.
#[derive(Serialize)]
pub(super) struct Provenance<'a> {
    program: &'static str,
    version: &'a str,
    programme: ProgrammeName<'a>,
    synthetic: bool,
    rules: RulesUsed<'a>,
    audit: &'a audit::Settings,
    distance_method: &'static str,
    distance_formula: &'static str,
    inputs: Vec<Input<'a>>,
}

/// The provenance of a collection of features, whose version stands beside it; short, because map programs show it as it is.
#[derive(Serialize)]
pub(super) struct Origin<'a> {
    program: &'static str,
    programme: ProgrammeName<'a>,
    synthetic: bool,
    distance_method: &'static str,
    inputs: Vec<Input<'a>>,
}

#[derive(Serialize)]
struct ProgrammeName<'a> {
    id: &'a str,
    name: &'a str,
    legal_basis: Option<&'a str>,
    period: Option<&'a str>,
    hub: &'a str,
    member: &'a str,
    cluster: &'a str,
    hub_en: &'a str,
    member_en: &'a str,
    cluster_en: &'a str,
}

#[derive(Serialize)]
struct Input<'a> {
    role: &'static str,
    name: &'a str,
    sha256: &'a str,
    rows: Option<u64>,
}

/// The rules of a plan as answers write them.
#[derive(Serialize)]
struct RulesUsed<'a> {
    levels: Vec<LevelRules>,
    tier: Option<&'static str>,
    exact_form: bool,
    madrasah: bool,
    status: Option<&'static str>,
    region: Option<&'a str>,
    priority: &'static str,
    capacity: &'static str,
    required_pairs: usize,
    forbidden_pairs: usize,
    unassigned_schools: usize,
}

/// The rules of one level.
#[derive(Serialize)]
pub(super) struct LevelRules {
    pub(super) level: &'static str,
    pub(super) within: &'static str,
    pub(super) reach_km: Option<f64>,
    pub(super) min: u32,
    pub(super) max: Option<u32>,
}

impl<'a> Provenance<'a> {
    pub(super) fn new(view: &View<'a>) -> Self {
        Self {
            program: PROGRAM,
            version: view.version,
            programme: ProgrammeName::new(view),
            synthetic: view.data.synthetic,
            rules: RulesUsed::new(view),
            audit: &view.data.settings,
            distance_method: METHOD,
            distance_formula: FORMULA,
            inputs: inputs(view),
        }
    }
}

impl<'a> Origin<'a> {
    pub(super) fn new(view: &View<'a>) -> Self {
        Self {
            program: PROGRAM,
            programme: ProgrammeName::new(view),
            synthetic: view.data.synthetic,
            distance_method: METHOD,
            inputs: inputs(view),
        }
    }
}

impl<'a> ProgrammeName<'a> {
    fn new(view: &View<'a>) -> Self {
        let programme = view.programme;
        Self {
            id: &programme.id,
            name: &programme.name,
            legal_basis: programme.legal_basis.as_deref(),
            period: programme.period.as_deref(),
            hub: &programme.labels_id.hub,
            member: &programme.labels_id.member,
            cluster: &programme.labels_id.cluster,
            hub_en: &programme.labels_en.hub,
            member_en: &programme.labels_en.member,
            cluster_en: &programme.labels_en.cluster,
        }
    }
}

fn inputs<'a>(view: &View<'a>) -> Vec<Input<'a>> {
    let input = |file: &'a InputFile| Input { role: file.role.as_str(), name: &file.name, sha256: &file.sha256, rows: file.rows };
    view.data.files.iter().map(input).collect()
}

impl<'a> RulesUsed<'a> {
    fn new(view: &View<'a>) -> Self {
        let rules = view.rules;
        Self {
            levels: level_rules(rules),
            tier: rules.tier.map(crate::model::RegionLevel::as_str),
            exact_form: rules.exact_form,
            madrasah: rules.scope.madrasah,
            status: rules.scope.status.map(crate::model::Status::as_str),
            region: rules.scope.region.map(|id| &*view.regions().get(id).code.text),
            priority: match rules.priority {
                PriorityRule::Equal => "equal",
                PriorityRule::Column => "column",
                PriorityRule::Accreditation(_) => "accreditation",
            },
            capacity: match rules.capacity {
                CapacityRule::Column => "column",
                CapacityRule::TrainedTeachers { .. } => "trained_teachers",
            },
            required_pairs: rules.pairs.required.len(),
            forbidden_pairs: rules.pairs.forbidden.len(),
            unassigned_schools: rules.pairs.unassigned.len(),
        }
    }
}

/// The rules of every level that takes part, youngest first.
pub(super) fn level_rules(rules: &Rules) -> Vec<LevelRules> {
    let takes_part = |level: &Level| rules.scope.levels.as_ref().is_none_or(|levels| levels.contains(level));
    let levels = Level::ALL.into_iter().filter(takes_part);
    let rules_of = |level: Level| LevelRules {
        level: level.as_str(),
        within: rules.within.get(level).as_str(),
        reach_km: rules.reach_m.get(level).map(|metres| metres / 1000.0),
        min: rules.min.get(level),
        max: rules.max.get(level),
    };
    levels.map(rules_of).collect()
}
