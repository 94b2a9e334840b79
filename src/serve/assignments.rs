//! The officials' answer: every school of a region with its hub, and the outside members of the region's hubs.

use crate::publish::{Assignments, assignments as publish, list};
use crate::serve::call::Call;
use crate::serve::parameters::{FORBID, LEVEL, MAX, MIN, PIN, PRACTICE, Parameter, REACH_KM, UNASSIGN, WITHIN};
use crate::serve::problem::Problem;
use crate::serve::resource::{CSV, HTML, JSON, Resource, Schema};
use axum::http::HeaderValue;
use axum::http::header::CONTENT_DISPOSITION;
use axum::response::Response;
use std::io::{self, Write};

const PARAMETERS: &[&Parameter] = &[&LEVEL, &REACH_KM, &MIN, &MAX, &WITHIN, &PIN, &FORBID, &UNASSIGN, &PRACTICE];
/// A form of the answer.
type Writer = fn(&Assignments<'_>, &mut dyn Write) -> io::Result<()>;

const SUMMARY: &str =
    "Every school located in a region with its hub, state and reason, then, marked, outside members of its hubs";

/// `/regions/{code}/assignments`
pub(super) const BY_ACCEPT: Resource = Resource {
    path: "/regions/{code}/assignments",
    summary: SUMMARY,
    parameters: PARAMETERS,
    forms: &[(JSON, Schema::Object("Assignments")), (CSV, Schema::Text), (HTML, Schema::Text)],
};
/// `/regions/{code}/assignments.json`
pub(super) const AS_JSON: Resource = Resource {
    path: "/regions/{code}/assignments.json",
    summary: SUMMARY,
    parameters: PARAMETERS,
    forms: &[(JSON, Schema::Object("Assignments"))],
};
/// `/regions/{code}/assignments.csv`
pub(super) const AS_CSV: Resource =
    Resource { path: "/regions/{code}/assignments.csv", summary: SUMMARY, parameters: PARAMETERS, forms: &[(CSV, Schema::Text)] };
/// `/regions/{code}/assignments.html`
pub(super) const AS_HTML: Resource = Resource {
    path: "/regions/{code}/assignments.html",
    summary: SUMMARY,
    parameters: PARAMETERS,
    forms: &[(HTML, Schema::Text)],
};

pub(super) async fn by_accept(call: Call) -> Result<Response, Problem> {
    match call.form(&[JSON, CSV, HTML])? {
        0 => as_json(call).await,
        1 => as_csv(call).await,
        _ => as_html(call).await,
    }
}

pub(super) async fn as_json(call: Call) -> Result<Response, Problem> {
    answer(&call, JSON, publish::write_json).await
}

pub(super) async fn as_csv(call: Call) -> Result<Response, Problem> {
    let code = &call.snapshot.data.regions.get(call.region()?).code.text;
    let name = format!("attachment; filename=\"penugasan-{}.csv\"", plain(code));
    let mut response = answer(&call, CSV, list::write_csv).await?;
    if let Ok(name) = HeaderValue::from_str(&name) {
        response.headers_mut().insert(CONTENT_DISPOSITION, name);
    }
    Ok(response)
}

pub(super) async fn as_html(call: Call) -> Result<Response, Problem> {
    answer(&call, HTML, list::write_html).await
}

async fn answer(call: &Call, media_type: &'static str, write: Writer) -> Result<Response, Problem> {
    let (region, level) = (call.region()?, call.query.level(&LEVEL));
    let shown = call.shown(Some(region)).await?;
    let version = shown.view().version.to_owned();
    call.answer(&version, media_type, move |out| write(&Assignments::new(shown.view(), region, level), out)).await
}

/// Codes that only one list knows may hold anything; a file name is letters, digits and points.
fn plain(code: &str) -> String {
    code.chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' }).collect()
}
