//! `plan.json`: a plan as a file that anybody can check.

/// The content of `plan.json`.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanFile {}
