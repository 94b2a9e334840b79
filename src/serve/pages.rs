//! The page that opens the service, and the one style sheet of all pages.

use crate::publish::page;
use crate::serve::call::Call;
use crate::serve::ogc::{F, landing};
use crate::serve::parameters::LANG;
use crate::serve::problem::Problem;
use crate::serve::resource::{CSS, HTML, JSON, Resource, Schema};
use axum::response::Response;
use std::io::Write;

/// `/`
pub(super) const INDEX: Resource = Resource {
    path: "/",
    summary: "The page that opens the service, in Indonesian or English; as JSON the landing page of OGC API - Features",
    parameters: &[&F, &LANG],
    forms: &[(HTML, Schema::Text), (JSON, Schema::Object("Landing"))],
};
/// `/style.css`
pub(super) const STYLE: Resource =
    Resource { path: page::STYLE_PATH, summary: "The style sheet of all pages", parameters: &[], forms: &[(CSS, Schema::Text)] };

pub(super) async fn index(call: Call) -> Result<Response, Problem> {
    if landing::wants_json(&call, &[HTML, JSON])? {
        return landing::as_json(&call).await;
    }
    let reader = call.reader();
    call.answer_served(HTML, move |view, out| page::write_index(view, &reader, out)).await
}

pub(super) async fn style(call: Call) -> Result<Response, Problem> {
    // The program's version names it: it does not change with the data.
    call.answer(env!("CARGO_PKG_VERSION"), CSS, |out: &mut dyn Write| out.write_all(page::STYLE.as_bytes())).await
}
