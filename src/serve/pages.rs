//! The page that opens the service, and the one style sheet of all pages.

use crate::publish::page;
use crate::serve::call::Call;
use crate::serve::map;
use crate::serve::ogc::{F, landing};
use crate::serve::parameters::LANG;
use crate::serve::problem::Problem;
use crate::serve::resource::{CSS, HTML, JSON, Resource, Schema};
use crate::snapshot::View;
use axum::http::header;
use axum::response::Response;
use std::io::Write;

/// `/`
pub(super) const INDEX: Resource = Resource {
    path: "/",
    summary: "The page that opens the service, in Indonesian or English; for programs, which do not ask for HTML, the landing page of OGC API - Features",
    parameters: &[&F, &LANG],
    forms: &[(JSON, Schema::Object("Landing")), (HTML, Schema::Text)],
};
/// `/style.css`
pub(super) const STYLE: Resource =
    Resource { path: page::STYLE_PATH, summary: "The style sheet of all pages", parameters: &[], forms: &[(CSS, Schema::Text)] };

pub(super) async fn index(call: Call) -> Result<Response, Problem> {
    if landing::wants_json(&call, &[JSON, HTML])? {
        return landing::as_json(&call).await;
    }
    let reader = call.reader();
    let write = move |view: &View<'_>, out: &mut dyn Write| page::write_index(view, &reader, map::files(), out);
    let policy = map::files().map(|_| call.app.map_policy());
    let mut response = call.answer_served(HTML, write).await?;
    if let Some(policy) = policy {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    Ok(response)
}

pub(super) async fn style(call: Call) -> Result<Response, Problem> {
    // The program's version names it: it does not change with the data.
    call.answer(env!("CARGO_PKG_VERSION"), CSS, |out: &mut dyn Write| out.write_all(page::STYLE.as_bytes())).await
}
