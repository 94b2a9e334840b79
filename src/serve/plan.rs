//! The plan as a whole.

use crate::publish::plan as publish;
use crate::serve::call::Call;
use crate::serve::problem::Problem;
use crate::serve::resource::{JSON, Resource, Schema};
use axum::response::Response;

/// `/plan`
pub(super) const PLAN: Resource = Resource {
    path: "/plan",
    summary: "Objective, account, baselines, rules and inputs of the served plan",
    parameters: &[],
    forms: &[(JSON, Schema::Object("Plan"))],
};

pub(super) async fn plan(call: Call) -> Result<Response, Problem> {
    call.answer_served(JSON, publish::write_json).await
}
