//! The collections, and each of them.

use super::parameters::F;
use crate::publish::ogc;
use crate::serve::call::Call;
use crate::serve::problem::Problem;
use crate::serve::resource::{HTML, JSON, Resource, Schema};
use axum::response::Response;

/// `/collections`
pub(in crate::serve) const ALL: Resource = Resource {
    path: "/collections",
    summary: "The collections of features",
    parameters: &[&F],
    forms: &[(JSON, Schema::Object("Collections")), (HTML, Schema::Text)],
};
/// `/collections/{collection}`
pub(in crate::serve) const ONE: Resource = Resource {
    path: "/collections/{collection}",
    summary: "One collection: what it holds, how far it reaches, in which systems it is given",
    parameters: &[&F],
    forms: &[(JSON, Schema::Object("Collection")), (HTML, Schema::Text)],
};

pub(in crate::serve) async fn all(call: Call) -> Result<Response, Problem> {
    let base = call.app.base_url().to_owned();
    match super::media_type(&call, &[JSON, HTML])? {
        HTML => call.answer_served(HTML, |_, out| ogc::write_collections_page(out)).await,
        _ => call.answer_served(JSON, move |view, out| Ok(serde_json::to_writer(out, &ogc::collections(view, &base))?)).await,
    }
}

pub(in crate::serve) async fn one(call: Call) -> Result<Response, Problem> {
    let collection = super::collection(&call, 0)?;
    let base = call.app.base_url().to_owned();
    match super::media_type(&call, &[JSON, HTML])? {
        HTML => call.answer_served(HTML, move |_, out| ogc::write_collection_page(collection, out)).await,
        _ => {
            call.answer_served(JSON, move |view, out| Ok(serde_json::to_writer(out, &ogc::collection(view, &base, collection))?))
                .await
        }
    }
}
