//! Offices that answer for several regions, and their lists.

use crate::publish::{Area, offices as publish};
use crate::serve::assignments::{self, FORMS, FORMS_CSV, FORMS_HTML, FORMS_XLSX};
use crate::serve::call::Call;
use crate::serve::parameters::{LEVEL, LIST_FORM, LOCALE, PRACTICE, Parameter};
use crate::serve::problem::Problem;
use crate::serve::resource::{HTML, JSON, Resource, Schema};
use axum::response::Response;

const LIST_FORMS: &[(&str, Schema)] = &[(JSON, Schema::Object("Offices")), (HTML, Schema::Text)];
const ANY: &[&Parameter] = &[&LIST_FORM, &LEVEL, &PRACTICE, &LOCALE];
const SUMMARY: &str = "The officials' list of all regions of an office, as for one region";

/// `/offices`
pub(super) const LIST: Resource = Resource {
    path: "/offices",
    summary: "Offices that answer for several regions, as the operator named them, with the account of their schools",
    parameters: &[],
    forms: LIST_FORMS,
};
/// `/offices/{id}/assignments`
pub(super) const BY_ACCEPT: Resource =
    Resource { path: "/offices/{id}/assignments", summary: SUMMARY, parameters: ANY, forms: FORMS };
/// `/offices/{id}/assignments.csv`
pub(super) const AS_CSV: Resource = Resource {
    path: "/offices/{id}/assignments.csv",
    summary: SUMMARY,
    parameters: assignments::without_form(ANY),
    forms: FORMS_CSV,
};
/// `/offices/{id}/assignments.xlsx`
pub(super) const AS_XLSX: Resource = Resource {
    path: "/offices/{id}/assignments.xlsx",
    summary: SUMMARY,
    parameters: assignments::without_form(ANY),
    forms: FORMS_XLSX,
};
/// `/offices/{id}/assignments.html`
pub(super) const AS_HTML: Resource = Resource {
    path: "/offices/{id}/assignments.html",
    summary: SUMMARY,
    parameters: assignments::without_form(ANY),
    forms: FORMS_HTML,
};

pub(super) async fn list(call: Call) -> Result<Response, Problem> {
    match call.liked(LIST_FORMS)? {
        HTML => call.answer_served(HTML, publish::write_html).await,
        _ => call.answer_served(JSON, publish::write_json).await,
    }
}

/// An office's answer in the form that is asked for.
pub(super) async fn by_accept(call: Call) -> Result<Response, Problem> {
    let media_type = call.asked(&LIST_FORM, FORMS)?;
    assignments::answer(&call, office(&call)?, media_type).await
}

/// An office's answer in the one form of the address.
pub(super) async fn as_named(call: Call) -> Result<Response, Problem> {
    assignments::answer(&call, office(&call)?, call.resource.forms[0].0).await
}

fn office(call: &Call) -> Result<Area, Problem> {
    let offices = &call.snapshot.offices;
    let place = (0_u32..).zip(offices).find(|(_, office)| office.id == call.segment(0));
    let known = || offices.iter().take(50).map(|office| office.id.clone()).collect();
    place.map(|(at, _)| Area::Office(at)).ok_or_else(|| Problem::unknown_office(call.segment(0), known()))
}
