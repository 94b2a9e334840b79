//! Whether the process lives, and whether it serves what it should.

use crate::serve::call::Call;
use crate::serve::problem::Problem;
use crate::serve::resource::{JSON, Resource, Schema};
use axum::body::Body;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::Response;
use serde_json::{Value, json};

/// `/livez`
pub(super) const LIVE: Resource = Resource {
    path: "/livez",
    summary: "Answers while the process lives",
    parameters: &[],
    forms: &[(JSON, Schema::Object("Live"))],
};
/// `/readyz`
pub(super) const READY: Resource = Resource {
    path: "/readyz",
    summary: "Tells what is served, and what became of the last reload",
    parameters: &[],
    forms: &[(JSON, Schema::Object("Ready"))],
};

pub(super) async fn live(_: Call) -> Result<Response, Problem> {
    Ok(fresh(&json!({ "status": "live" })))
}

/// A failed reload is no reason to take the server out of service: it still serves the snapshot before.
pub(super) async fn ready(call: Call) -> Result<Response, Problem> {
    let reloads = call.app.reloads();
    Ok(fresh(&json!({
        "status": "ready",
        "version": call.snapshot.version,
        "schools": call.snapshot.data.audit.schools.len(),
        "reloads": { "done": reloads.done, "failed": reloads.failed },
        "last_reload_failure": reloads.failure,
    })))
}

fn fresh(document: &Value) -> Response {
    let mut response = Response::new(Body::from(document.to_string()));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(JSON));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
