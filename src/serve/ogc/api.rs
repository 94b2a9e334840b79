//! The definition of the API in OpenAPI 3.0, which is what GIS programs read.

use super::parameters::F;
use crate::publish::ogc;
use crate::serve::call::Call;
use crate::serve::openapi;
use crate::serve::problem::Problem;
use crate::serve::resource::{HTML, JSON, Resource, Schema};
use axum::response::Response;
use std::io::Write;

/// OpenAPI 3.0 as JSON.
const OPENAPI: &str = "application/vnd.oai.openapi+json;version=3.0";

/// `/api`
pub(in crate::serve) const API: Resource = Resource {
    path: "/api",
    summary: "This API in OpenAPI 3.0, or as a page; /openapi.json is the same in 3.1",
    parameters: &[&F],
    forms: &[(OPENAPI, Schema::Object("OpenApi")), (HTML, Schema::Text), (JSON, Schema::Object("OpenApi"))],
};

pub(in crate::serve) async fn api(call: Call) -> Result<Response, Problem> {
    // It changes with the program and not with the data.
    let version = env!("CARGO_PKG_VERSION");
    let document = openapi::build(call.app.base_url());
    match super::media_type(&call, &[OPENAPI, HTML, JSON])? {
        HTML => call.answer(version, HTML, move |out: &mut dyn Write| ogc::write_api_page(&document, out)).await,
        media_type => {
            let document = openapi::three_zero(document);
            call.answer(version, media_type, move |out: &mut dyn Write| Ok(serde_json::to_writer(out, &document)?)).await
        }
    }
}
