//! What the page asks for its base map: the description, and the archive in parts.

use crate::serve::basemap::Archive;
use crate::serve::basemap::range::{Part, part};
use crate::serve::negotiate;
use crate::serve::problem::Problem;
use crate::serve::{App, body};
use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{ACCEPT_RANGES, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use std::io::{self, Write};
use std::sync::Arc;

/// Where the page finds what the operator set for it.
pub(in crate::serve) const PAGE_PATH: &str = "/map.json";
/// Where the archive is.
pub(in crate::serve) const ARCHIVE_PATH: &str = "/basemap.pmtiles";
/// The media type of PMTiles; the compression of answers leaves it alone.
pub(in crate::serve) const PMTILES: &str = "application/vnd.pmtiles";
/// Bytes read at a time: a whole archive passes through this much memory.
const PIECE: u64 = 64 << 10;

/// `/map.json`: the base map, or null.
pub(in crate::serve) async fn page(State(app): State<App>) -> Response {
    let mut response = Json(json!({ "basemap": app.basemap().map(super::Basemap::description) })).into_response();
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

/// `/basemap.pmtiles`: the archive, or the part of it that `Range` names.
pub(in crate::serve) async fn archive(State(app): State<App>, method: Method, headers: HeaderMap) -> Result<Response, Problem> {
    let archive = app.basemap().and_then(super::Basemap::archive).ok_or_else(Problem::no_such_address)?;
    let tag = HeaderValue::from_str(&format!("\"{}\"", archive.name())).expect("hexadecimal digits");
    let mut response = if negotiate::has_already(&headers, &tag) {
        status(StatusCode::NOT_MODIFIED)
    } else {
        // `Range` has a meaning for GET alone.
        let part = if method == Method::GET { part(&headers, archive.bytes, &tag) } else { Part::Whole };
        answer(&app, archive, &part, method == Method::HEAD).await?
    };
    let about = response.headers_mut();
    about.insert(ETAG, tag);
    about.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    about.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));
    Ok(response)
}

fn status(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

async fn answer(app: &App, archive: &Arc<Archive>, part: &Part, is_head: bool) -> Result<Response, Problem> {
    let all = archive.bytes;
    let (mut response, first, length, range) = match *part {
        Part::Whole => (status(StatusCode::OK), 0, all, None),
        Part::Bytes { first, last } => {
            (status(StatusCode::PARTIAL_CONTENT), first, last - first + 1, Some(format!("{first}-{last}/{all}")))
        }
        Part::Nothing => return Ok(ranged(Problem::behind_the_end(all).into_response(), &format!("*/{all}"))),
    };
    if length > 0 && !is_head {
        let archive = Arc::clone(archive);
        let patience = app.limits().progress;
        *response.body_mut() = body::written(move |out| copy(&archive, first, length, out), patience).await?;
    }
    let about = response.headers_mut();
    about.insert(CONTENT_TYPE, HeaderValue::from_static(PMTILES));
    about.insert(CONTENT_LENGTH, length.into());
    Ok(match range {
        Some(range) => ranged(response, &range),
        None => response,
    })
}

fn ranged(mut response: Response, range: &str) -> Response {
    response.headers_mut().insert(CONTENT_RANGE, HeaderValue::from_str(&format!("bytes {range}")).expect("digits"));
    response
}

/// Copies a part of the archive piece by piece.
fn copy(archive: &Archive, first: u64, length: u64, out: &mut dyn Write) -> io::Result<()> {
    let mut piece = vec![0; PIECE.min(length) as usize];
    let end = first + length;
    let mut at = first;
    while at < end {
        let next = &mut piece[..PIECE.min(end - at) as usize];
        archive.read(next, at)?;
        out.write_all(next)?;
        at += next.len() as u64;
    }
    Ok(())
}
