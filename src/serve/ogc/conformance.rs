//! What the service conforms to.

use super::parameters::F;
use crate::publish::ogc;
use crate::serve::call::Call;
use crate::serve::problem::Problem;
use crate::serve::resource::{HTML, JSON, Resource, Schema};
use axum::response::Response;
use std::io::Write;

/// `/conformance`
pub(in crate::serve) const CONFORMANCE: Resource = Resource {
    path: "/conformance",
    summary: "Conformance classes of OGC API - Features and CQL2 that are complete",
    parameters: &[&F],
    forms: &[(JSON, Schema::Object("Conformance")), (HTML, Schema::Text)],
};

pub(in crate::serve) async fn conformance(call: Call) -> Result<Response, Problem> {
    // It changes with the program and not with the data.
    let version = env!("CARGO_PKG_VERSION");
    match super::media_type(&call, &[JSON, HTML])? {
        HTML => call.answer(version, HTML, ogc::write_conformance_page).await,
        _ => {
            let document = ogc::conformance(call.app.base_url());
            call.answer(version, JSON, move |out: &mut dyn Write| Ok(serde_json::to_writer(out, &document)?)).await
        }
    }
}
