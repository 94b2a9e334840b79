//! The officials' measures of a region.

use crate::publish::summary as publish;
use crate::serve::call::Call;
use crate::serve::parameters::{FORBID, LEVEL, MAX, MIN, PIN, PRACTICE, REACH_KM, UNASSIGN, WITHIN};
use crate::serve::problem::Problem;
use crate::serve::resource::{JSON, Resource, Schema};
use axum::response::Response;
use std::io::Write;

/// So few schools are measured in less than a millisecond.
const FEW: usize = 1_000;

/// `/regions/{code}/summary`
pub(super) const SUMMARY: Resource = Resource {
    path: "/regions/{code}/summary",
    summary: "Coverage, distances, loads and unreached schools by reason, per level and per region below; with reach_km, min, max, within, pin, forbid or unassign planned anew",
    parameters: &[&LEVEL, &REACH_KM, &MIN, &MAX, &WITHIN, &PIN, &FORBID, &UNASSIGN, &PRACTICE],
    forms: &[(JSON, Schema::Object("Summary"))],
};

/// `/summary`
pub(super) const EVERYWHERE: Resource = Resource {
    path: "/summary",
    summary: "The same for everything that is planned, as it is served",
    parameters: &[&LEVEL, &PRACTICE],
    forms: &[(JSON, Schema::Object("Summary"))],
};

pub(super) async fn everywhere(call: Call) -> Result<Response, Problem> {
    let level = call.query.level(&LEVEL);
    let shown = call.shown(None).await?;
    let version = shown.view().version.to_owned();
    call.answer(&version, JSON, move |out| publish::write_json(&shown.view(), None, level, out)).await
}

pub(super) async fn summary(call: Call) -> Result<Response, Problem> {
    let region = call.region()?;
    let level = call.query.level(&LEVEL);
    let shown = call.shown(Some(region)).await?;
    let version = shown.view().version.to_owned();
    let is_short = shown.snapshot.lists.of(region).len() <= FEW;
    let write = move |out: &mut dyn Write| publish::write_json(&shown.view(), Some(region), level, out);
    if is_short { call.answer_shortly(&version, JSON, write) } else { call.answer(&version, JSON, write).await }
}
