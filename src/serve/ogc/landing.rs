//! The landing page as JSON; as a page it is the one that opens the service.

use crate::publish::ogc;
use crate::serve::call::Call;
use crate::serve::problem::Problem;
use crate::serve::resource::JSON;
use axum::response::Response;

/// Whether the client wants the JSON of the landing page.
pub(in crate::serve) fn wants_json(call: &Call, offered: &[&'static str]) -> Result<bool, Problem> {
    super::media_type(call, offered).map(|media| media == JSON)
}

pub(in crate::serve) async fn as_json(call: &Call) -> Result<Response, Problem> {
    let base = call.app.base_url().to_owned();
    call.answer_served(JSON, move |view, out| Ok(serde_json::to_writer(out, &ogc::landing(view, &base))?)).await
}
