//! One feature.

use super::parameters::{CRS, F, PROPERTIES};
use crate::publish::ogc::{self, Links, Population};
use crate::serve::call::Call;
use crate::serve::problem::Problem;
use crate::serve::resource::{GEOJSON, HTML, JSON, Resource, Schema};
use axum::response::Response;
use std::io::Write;
use std::sync::Arc;

/// `/collections/{collection}/items/{feature}`
pub(in crate::serve) const ITEM: Resource = Resource {
    path: "/collections/{collection}/items/{feature}",
    summary: "One feature of a collection",
    parameters: &[&F, &PROPERTIES, &CRS],
    forms: &[(GEOJSON, Schema::Object("Item")), (HTML, Schema::Text), (JSON, Schema::Object("Item"))],
};

pub(in crate::serve) async fn item(call: Call) -> Result<Response, Problem> {
    let collection = super::collection(&call, 0)?;
    let media_type = super::media_type(&call, &[GEOJSON, HTML, JSON])?;
    let form = super::form(&call.query, collection)?;
    let id = call.segment(1);
    let key = Population::new(&call.snapshot.view(), collection).find(id);
    let key = key.ok_or_else(|| Problem::unknown_feature(collection.as_str(), id))?;
    let other = if media_type == HTML { ("json", GEOJSON) } else { ("html", HTML) };
    let href = format!("{}/collections/{}", call.app.base_url(), collection.as_str());
    let links = Links::default()
        .with("self", media_type, "This feature", call.own_address())
        .with("alternate", other.1, "This feature in another form", call.address_with(&F, other.0))
        .with("collection", JSON, "The collection", href);
    let (header, crs, snapshot) = (links.clone(), form.crs, Arc::clone(&call.snapshot));
    let write = move |out: &mut dyn Write| {
        let view = snapshot.view();
        let population = Population::new(&view, collection);
        match media_type {
            HTML => ogc::write_item_page(&population, key, &form, &links, out),
            _ => ogc::write_item(&population, key, &form, &links, out),
        }
    };
    let response = super::with_links(call.answer(&call.snapshot.version, media_type, write).await?, &header);
    Ok(if media_type == HTML { response } else { super::with_crs(response, crs) })
}
