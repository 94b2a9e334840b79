//! The officials' answer: every school of an area with its hub, and the outside members of the area's hubs.
//!
//! The area is a region, or the cluster of a school; each is answered as JSON, CSV, workbook and page.

use crate::publish::{Area, Assignments, assignments as publish, list};
use crate::serve::call::{Call, Shown};
use crate::serve::parameters::{
    self, FORBID, LEVEL, LIST_FORM, LOCALE, MAX, MIN, PIN, PRACTICE, Parameter, REACH_KM, UNASSIGN, WITHIN,
};
use crate::serve::problem::Problem;
use crate::serve::resource::{CSV, HTML, JSON, Resource, Schema, XLSX};
use axum::http::HeaderValue;
use axum::http::header::CONTENT_DISPOSITION;
use axum::response::Response;

const OF_REGION: &str =
    "Every school located in a region with its hub, state and reason, then, marked, outside members of its hubs";
const OF_CLUSTER: &str = "The cluster of a hub or of a member: the hub, then its members, nearest first";

/// The forms of the answer, best first, as the parts of an address name them.
pub(super) const FORMS: &[(&str, Schema)] =
    &[(JSON, Schema::Object("Assignments")), (CSV, Schema::Text), (HTML, Schema::Text), (XLSX, Schema::File)];

/// An address of the answer in one form, and the one that answers in the form that the client likes best.
macro_rules! forms {
    ($summary:expr, $parameters:expr, $(($name:ident, $path:expr, $forms:expr)),* $(,)?) => { $(
        #[doc = concat!("`", $path, "`")]
        pub(super) const $name: Resource = Resource { path: $path, summary: $summary, parameters: $parameters, forms: $forms };
    )* };
}

forms!(OF_REGION, ANY_OF_REGION, (BY_ACCEPT, "/regions/{code}/assignments", FORMS));
forms!(
    OF_REGION,
    without_form(ANY_OF_REGION),
    (AS_JSON, "/regions/{code}/assignments.json", FORMS_JSON),
    (AS_CSV, "/regions/{code}/assignments.csv", FORMS_CSV),
    (AS_XLSX, "/regions/{code}/assignments.xlsx", FORMS_XLSX),
    (AS_HTML, "/regions/{code}/assignments.html", FORMS_HTML),
);
forms!(OF_CLUSTER, ANY_OF_CLUSTER, (MEMBERS, "/schools/{npsn}/members", FORMS));
forms!(
    OF_CLUSTER,
    without_form(ANY_OF_CLUSTER),
    (MEMBERS_CSV, "/schools/{npsn}/members.csv", FORMS_CSV),
    (MEMBERS_XLSX, "/schools/{npsn}/members.xlsx", FORMS_XLSX),
    (MEMBERS_HTML, "/schools/{npsn}/members.html", FORMS_HTML),
);

/// What an address takes that answers in any form; what answers in one form takes all but the first.
const ANY_OF_REGION: &[&Parameter] =
    &[&LIST_FORM, &LEVEL, &REACH_KM, &MIN, &MAX, &WITHIN, &PIN, &FORBID, &UNASSIGN, &PRACTICE, &LOCALE];
const ANY_OF_CLUSTER: &[&Parameter] = &[&LIST_FORM, &PRACTICE, &LOCALE];
const FORMS_JSON: &[(&str, Schema)] = &[FORMS[0]];
pub(super) const FORMS_CSV: &[(&str, Schema)] = &[FORMS[1]];
pub(super) const FORMS_HTML: &[(&str, Schema)] = &[FORMS[2]];
pub(super) const FORMS_XLSX: &[(&str, Schema)] = &[FORMS[3]];

/// The parameters of an address that answers in one form only.
pub(super) const fn without_form(parameters: &'static [&'static Parameter]) -> &'static [&'static Parameter] {
    match parameters.split_first() {
        Some((_, rest)) => rest,
        None => parameters,
    }
}

/// A region's answer in the form that is asked for.
pub(super) async fn by_accept(call: Call) -> Result<Response, Problem> {
    let media_type = call.asked(&LIST_FORM, FORMS)?;
    answer(&call, call.region()?.into(), media_type).await
}

/// A region's answer in the one form of the address.
pub(super) async fn as_named(call: Call) -> Result<Response, Problem> {
    answer(&call, call.region()?.into(), call.resource.forms[0].0).await
}

/// A cluster in the form that is asked for.
pub(super) async fn members_by_accept(call: Call) -> Result<Response, Problem> {
    let media_type = call.asked(&LIST_FORM, FORMS)?;
    answer(&call, Area::Cluster(call.school()?), media_type).await
}

/// A cluster in the one form of the address.
pub(super) async fn members_as_named(call: Call) -> Result<Response, Problem> {
    answer(&call, Area::Cluster(call.school()?), call.resource.forms[0].0).await
}

/// The answer about an area in one of [`FORMS`], of the plan that the parameters ask for.
pub(super) async fn answer(call: &Call, area: Area, media_type: &'static str) -> Result<Response, Problem> {
    let shown = call.shown(area.region()).await?;
    of_plan(call, shown, area, media_type).await
}

/// The answer about an area in one of [`FORMS`], of a plan.
pub(super) async fn of_plan(call: &Call, shown: Shown, area: Area, media_type: &'static str) -> Result<Response, Problem> {
    let level = call.query.level(&LEVEL);
    let locale = parameters::locale(call.query.word(&LOCALE));
    let name = area.file_stem(&shown.view());
    let version = shown.view().version.to_owned();
    let response = call.answer(&version, media_type, move |out| {
        let answer = Assignments::new(shown.view(), area, level);
        match media_type {
            CSV => list::write_csv(&answer, locale, out),
            XLSX => list::write_xlsx(&answer, out),
            HTML => list::write_html(&answer, out),
            _ => publish::write_json(&answer, out),
        }
    });
    let response = response.await?;
    Ok(match media_type {
        CSV => named(response, &format!("penugasan-{name}.csv")),
        XLSX => named(response, &format!("penugasan-{name}.xlsx")),
        _ => response,
    })
}

/// Lets browsers keep the answer as a file of this name.
pub(super) fn named(mut response: Response, name: &str) -> Response {
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        response.headers_mut().insert(CONTENT_DISPOSITION, value);
    }
    response
}
