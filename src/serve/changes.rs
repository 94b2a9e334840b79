//! What another plan changes in a region, and the decisions behind it as a file.

use crate::publish::{ChangedRows, Changes, pairs};
use crate::serve::call::Call;
use crate::serve::parameters::{FORBID, LEVEL, LIMIT, MAX, MIN, PAGE, PIN, PRACTICE, REACH_KM, UNASSIGN, WITHIN};
use crate::serve::problem::Problem;
use crate::serve::resource::{CSV, JSON, Resource, Schema};
use axum::http::HeaderValue;
use axum::http::header::CONTENT_DISPOSITION;
use axum::response::Response;
use std::borrow::Cow;

/// Changed schools on a page unless a limit is given.
const ROWS: usize = 1_000;

/// `/regions/{code}/changes`
pub(super) const CHANGES: Resource = Resource {
    path: "/regions/{code}/changes",
    summary: "Before and after: what reach_km, min, max, within, pin, forbid, unassign or practice change against the served plan, which schools move, and what each decision costs exactly",
    parameters: &[&LEVEL, &REACH_KM, &MIN, &MAX, &WITHIN, &PIN, &FORBID, &UNASSIGN, &PRACTICE, &LIMIT, &PAGE],
    forms: &[(JSON, Schema::Object("Changes"))],
};
/// `/pairs.csv`
pub(super) const PAIRS: Resource = Resource {
    path: "/pairs.csv",
    summary: "The decisions that the served plan follows, with pin, forbid and unassign in their place where they differ, as the file that imbas plan --pairs reads",
    parameters: &[&PIN, &FORBID, &UNASSIGN],
    forms: &[(CSV, Schema::Text)],
};

pub(super) async fn changes(call: Call) -> Result<Response, Problem> {
    let (region, level) = (call.region()?, call.query.level(&LEVEL));
    let shown = call.shown(Some(region)).await?;
    let version = shown.view().version.to_owned();
    let limit = call.query.integer(&LIMIT).map_or(ROWS, |limit| limit as usize);
    let rows = ChangedRows { skip: call.page_number(&version)?, limit };
    let next_page = call.next_pages(&version);
    let write = move |out: &mut dyn std::io::Write| {
        let snapshot = &shown.snapshot;
        let (part, decisions) = match &shown.what_if {
            Some(what_if) => (Cow::from(what_if.part()), what_if.decision_costs(snapshot).as_slice()),
            None => (Cow::from(snapshot.part(region, &snapshot.rules)), [].as_slice()),
        };
        let changes = Changes { before: snapshot.view(), after: shown.view(), region, level, part: &part, decisions };
        changes.write_json(rows, |after| next_page(&after.to_string()), out)
    };
    call.answer(&version, JSON, write).await
}

pub(super) async fn pairs_file(call: Call) -> Result<Response, Problem> {
    let mut decided = call.snapshot.rules.pairs.clone();
    decided.overlay(&call.overrides()?.pairs);
    let version = call.snapshot.version.clone();
    let mut response = call.answer(&version, CSV, move |out| pairs::write_csv(&decided, out)).await?;
    let name = HeaderValue::from_static("attachment; filename=\"pasangan.csv\"");
    response.headers_mut().insert(CONTENT_DISPOSITION, name);
    Ok(response)
}
