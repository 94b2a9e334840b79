//! OGC API - Features: one file per resource.
//!
//! In: a [`Call`]. Out: what [`publish::ogc`](crate::publish::ogc) writes. Every answer comes as JSON and as a page, by `f` or by `Accept`.

pub(super) mod api;
pub(super) mod collections;
pub(super) mod conformance;
mod finds;
pub(super) mod item;
pub(super) mod items;
pub(super) mod landing;
mod parameters;
pub(super) mod schema;
mod walk;

pub(super) use finds::Finds;
pub(super) use items::{LIMIT, LIMIT_UNSAID};

use crate::crs::Crs;
use crate::model::Said;
use crate::publish::Collection;
use crate::publish::ogc::{Form, Links};
use crate::serve::call::Call;
use crate::serve::problem::Problem;
use crate::serve::query::Query;
use crate::serve::resource::HTML;
use axum::http::HeaderValue;
use axum::response::Response;
pub(super) use parameters::F;
use parameters::{CRS, PROPERTIES};

/// The collection whose name stands at a place of the path.
fn collection(call: &Call, place: usize) -> Result<Collection, Problem> {
    let name = call.segment(place);
    Collection::from_name(name).ok_or_else(|| Problem::unknown_collection(name))
}

/// The media type to answer with: that of `f`, or the one of these that the client likes best. The first JSON is what `f=json` means.
fn media_type(call: &Call, offered: &[&'static str]) -> Result<&'static str, Problem> {
    match call.query.word(&F) {
        Some("html") => Ok(HTML),
        Some(_) => Ok(offered.iter().find(|media| **media != HTML).copied().unwrap_or(HTML)),
        None => Ok(offered[call.form(offered)?]),
    }
}

/// How features are to be written.
fn form(query: &Query, collection: Collection) -> Result<Form, Problem> {
    let columns = match query.text(&PROPERTIES) {
        Some(names) => Some(crate::publish::ogc::column_names(collection, names).map_err(|unknown| {
            Problem::bad_value(
                &PROPERTIES,
                &Said::fixed(
                    "nama kolom koleksi ini, dengan koma di antaranya",
                    "names of columns of this collection, with commas between",
                ),
                &unknown,
            )
        })?),
        None => None,
    };
    Ok(Form { crs: query.crs(&CRS).unwrap_or_default(), columns })
}

/// Says in a header in which system the positions are.
fn with_crs(mut response: Response, crs: Crs) -> Response {
    let value = HeaderValue::from_str(&format!("<{crs}>")).expect("a URI is visible ASCII");
    response.headers_mut().insert("content-crs", value);
    response
}

/// Adds links as a header, for forms that have no room for them.
fn with_links(mut response: Response, links: &Links) -> Response {
    for (href, rel, kind) in links.iter() {
        // What comes from the client's address is percent-encoded; what is not is left out of a header.
        if let Ok(value) = HeaderValue::from_str(&format!("<{href}>; rel=\"{rel}\"; type=\"{kind}\"")) {
            response.headers_mut().append(axum::http::header::LINK, value);
        }
    }
    response
}
