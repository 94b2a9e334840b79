//! The page that opens the service, and the one style sheet of all pages.

use crate::publish::page;
use crate::serve::call::Call;
use crate::serve::map;
use crate::serve::problem::Problem;
use crate::serve::resource::{CSS, HTML, Resource, Schema};
use axum::response::Response;
use std::io::Write;

/// `/`
pub(super) const INDEX: Resource = Resource {
    path: "/",
    summary: "The page that opens the service, in Indonesian",
    parameters: &[],
    forms: &[(HTML, Schema::Text)],
};
/// `/style.css`
pub(super) const STYLE: Resource =
    Resource { path: page::STYLE_PATH, summary: "The style sheet of all pages", parameters: &[], forms: &[(CSS, Schema::Text)] };

pub(super) async fn index(call: Call) -> Result<Response, Problem> {
    let mut response = call.answer_served(HTML, |view, out| page::write_index(view, map::files(), out)).await?;
    if map::files().is_some() {
        response.headers_mut().insert(axum::http::header::CONTENT_SECURITY_POLICY, map::CONTENT_SECURITY_POLICY);
    }
    Ok(response)
}

pub(super) async fn style(call: Call) -> Result<Response, Problem> {
    // The program's version names it: it does not change with the data.
    call.answer(env!("CARGO_PKG_VERSION"), CSS, |out: &mut dyn Write| out.write_all(page::STYLE.as_bytes())).await
}
