//! What the features of a collection have, what filters may name, what may be sorted by.

use super::parameters::F;
use crate::publish::ogc::{self, Links, SchemaKind};
use crate::serve::call::Call;
use crate::serve::problem::Problem;
use crate::serve::resource::{HTML, JSON, Resource, Schema};
use axum::response::Response;
use std::io::Write;

/// JSON Schema.
const SCHEMA_JSON: &str = "application/schema+json";

const fn resource(path: &'static str, summary: &'static str) -> Resource {
    Resource {
        path,
        summary,
        parameters: &[&F],
        forms: &[(SCHEMA_JSON, Schema::Object("Schema")), (HTML, Schema::Text), (JSON, Schema::Object("Schema"))],
    }
}

/// `/collections/{collection}/schema`
pub(in crate::serve) const SCHEMA: Resource =
    resource("/collections/{collection}/schema", "JSON Schema of what the features of a collection have");
/// `/collections/{collection}/queryables`
pub(in crate::serve) const QUERYABLES: Resource =
    resource("/collections/{collection}/queryables", "JSON Schema of what a filter may name");
/// `/collections/{collection}/sortables`
pub(in crate::serve) const SORTABLES: Resource =
    resource("/collections/{collection}/sortables", "JSON Schema of what may be sorted by");

pub(in crate::serve) async fn schema(call: Call) -> Result<Response, Problem> {
    answer(&call, SchemaKind::Returnables).await
}

pub(in crate::serve) async fn queryables(call: Call) -> Result<Response, Problem> {
    answer(&call, SchemaKind::Queryables).await
}

pub(in crate::serve) async fn sortables(call: Call) -> Result<Response, Problem> {
    answer(&call, SchemaKind::Sortables).await
}

async fn answer(call: &Call, kind: SchemaKind) -> Result<Response, Problem> {
    let collection = super::collection(call, 0)?;
    // It changes with the program and not with the data.
    let version = env!("CARGO_PKG_VERSION");
    match super::media_type(call, &[SCHEMA_JSON, HTML, JSON])? {
        HTML => call.answer(version, HTML, move |out: &mut dyn Write| ogc::write_schema_page(collection, kind, out)).await,
        media_type => {
            let document = ogc::schema(call.app.base_url(), collection, kind);
            let href = format!("{}/collections/{}", call.app.base_url(), collection.as_str());
            let response =
                call.answer(version, media_type, move |out: &mut dyn Write| Ok(serde_json::to_writer(out, &document)?)).await?;
            let page = format!("{href}/{}?f=html", kind.as_str());
            let links =
                Links::default().with("collection", JSON, "The collection", href).with("alternate", HTML, "As a page", page);
            Ok(super::with_links(response, &links))
        }
    }
}
