//! What changed since another plan, which the operator gave at the start.

use crate::publish::diff::{self as publish, Diff};
use crate::serve::assignments::named;
use crate::serve::call::Call;
use crate::serve::parameters::{self, LOCALE};
use crate::serve::problem::Problem;
use crate::serve::resource::{CSV, HTML, JSON, Resource, Schema};
use axum::response::Response;
use std::sync::Arc;

const FORMS: &[(&str, Schema)] = &[(JSON, Schema::Object("Diff")), (CSV, Schema::Text), (HTML, Schema::Text)];

/// `/regions/{code}/diff`
pub(super) const DIFF: Resource = Resource {
    path: "/regions/{code}/diff",
    summary: "What changed in a region from the plan that was given at the start (--compare-plan) to the served one: added, moved, dropped members, metres",
    parameters: &[&LOCALE],
    forms: FORMS,
};

pub(super) async fn diff(call: Call) -> Result<Response, Problem> {
    let region = call.region()?;
    let media_type = call.liked(FORMS)?;
    let compared = Arc::clone(call.app.compared().ok_or_else(Problem::nothing_to_compare)?);
    let locale = parameters::locale(call.query.word(&LOCALE));
    let (snapshot, version) = (Arc::clone(&call.snapshot), compared.version(&call.snapshot.version));
    let response = call.answer(&version, media_type, move |out| {
        let diff = Diff::of_region(&snapshot.view(), &compared, region);
        match media_type {
            CSV => publish::write_csv(&diff, locale, out),
            HTML => publish::write_html(&diff, out),
            _ => publish::write_json(&diff, out),
        }
    });
    let response = response.await?;
    Ok(if media_type == CSV { named(response, "beda-rencana.csv") } else { response })
}
