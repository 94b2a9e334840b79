//! The plan as a whole: what it achieves, beside what practice would, under which rules and from which files.

use crate::plan::{Baseline, Objective};
use crate::serve::call::Call;
use crate::serve::problem::Problem;
use crate::serve::resource::{JSON, Resource, Schema};
use crate::snapshot::View;
use axum::response::Response;
use serde_json::{Value, json};

/// `/plan`
pub(super) const PLAN: Resource = Resource {
    path: "/plan",
    summary: "Objective, account, baselines, rules and inputs of the served plan",
    parameters: &[],
    forms: &[(JSON, Schema::Object("Plan"))],
};

pub(super) async fn plan(call: Call) -> Result<Response, Problem> {
    call.answer_served(JSON, |view, out| Ok(serde_json::to_writer(out, &document(view))?)).await
}

fn document(view: &View<'_>) -> Value {
    let counts = view.plan.counts;
    let audit = &view.data.audit;
    json!({
        "version": view.version,
        "program": env!("CARGO_PKG_VERSION"),
        "distance": crate::geodesy::METHOD,
        "programme": {
            "id": view.programme.id,
            "name": view.programme.name,
            "legal_basis": view.programme.legal_basis,
            "period": view.programme.period,
        },
        "counts": {
            "rows": audit.rows,
            "refused": audit.refused.len(),
            "out_of_scope": counts.out_of_scope,
            "schools": counts.schools,
            "hubs": counts.hubs,
            "members": counts.members,
            "unreached": counts.unreached,
            "needs_check": counts.needs_check,
        },
        "objective": objective(&view.plan.objective),
        "baselines": view.baselines.map(|baselines| json!({
            "nearest": baseline(&baselines.nearest),
            "greedy": baseline(&baselines.greedy),
        })),
        "inputs": view.data.files.iter().map(|file| json!({
            "role": file.role.as_str(),
            "name": &*file.name,
            "sha256": file.sha256,
            "rows": file.rows,
        })).collect::<Vec<_>>(),
    })
}

fn objective(objective: &Objective) -> Value {
    let Objective { priority, reached, shortfall, crossings, metres } = *objective;
    json!({ "priority": priority, "reached": reached, "shortfall": shortfall, "crossings": crossings, "metres": metres })
}

fn baseline(baseline: &Baseline) -> Value {
    json!({ "objective": objective(&baseline.objective), "overloaded": baseline.overloaded })
}
