//! The map page's files: built from `src/serve/map` by `build.rs`, embedded, and served under `/map/`.
//!
//! Their names hold a hash of their content, so that they never change and may be kept for ever; they were compressed when they were
//! built. The page itself is the one at `/`, which these files enhance. Must not know: what is on the map.

use crate::publish::page::MapFiles;
use crate::serve::negotiate::{self, Encoding};
use crate::serve::problem::Problem;
use crate::serve::{App, Basemap};
use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{self, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use std::sync::LazyLock;

/// Where the files are served.
pub(super) const PATH: &str = "/map/{file}";

/// What the page that shows the map may load: our own files, pictures that it draws itself, and from elsewhere what the one host of the
/// operator's base map has, if there is one.
pub(super) fn content_security_policy(basemap: Option<&Basemap>) -> HeaderValue {
    let host = basemap.and_then(Basemap::host).map_or_else(String::new, |host| format!(" {host}"));
    let policy = format!(
        "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; connect-src 'self'{host}; \
         img-src 'self' data: blob:{host}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    HeaderValue::from_str(&policy).expect("a host is read as letters, digits and dots")
}

/// A built file.
struct File {
    name: &'static str,
    identity: &'static [u8],
    br: &'static [u8],
    gzip: &'static [u8],
}

/// Every built file; none where npm was missing when the program was built.
static FILES: &[File] = &include!(concat!(env!("OUT_DIR"), "/map_files.rs"));

/// What the page at `/` loads to become a map; `None` when the program was built without it.
pub(super) fn files() -> Option<&'static MapFiles> {
    static FOUND: LazyLock<Option<MapFiles>> = LazyLock::new(|| {
        let address = |start: &str, end: &str| {
            let fits = |file: &&File| file.name.starts_with(start) && file.name.ends_with(end);
            FILES.iter().find(fits).map(|file| format!("/map/{}", file.name))
        };
        Some(MapFiles {
            script: address("main-", ".js")?,
            style: address("main-", ".css")?,
            library: address("maplibre-gl-", ".js")?,
        })
    });
    FOUND.as_ref()
}

/// `/map/{file}`
pub(super) async fn file(
    State(app): State<App>,
    Path(name): Path<String>,
    Extension(encoding): Extension<Encoding>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let file = FILES.iter().find(|file| file.name == name).ok_or_else(Problem::no_such_address)?;
    let tag = negotiate::tag("map", file.name, "", encoding);
    let mut response = Response::new(Body::empty());
    if negotiate::has_already(&headers, &tag) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    } else {
        let (bytes, coding) = match encoding {
            Encoding::Br => (file.br, Some("br")),
            Encoding::Gzip => (file.gzip, Some("gzip")),
            Encoding::Identity => (file.identity, None),
        };
        *response.body_mut() = Body::from(bytes);
        response.headers_mut().insert(CONTENT_TYPE, media_type(file.name));
        if let Some(coding) = coding {
            response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static(coding));
        }
    }
    let kept = response.headers_mut();
    kept.insert(ETAG, tag);
    // A worker may ask for what its own file's policy allows, whatever the page says.
    kept.insert(header::CONTENT_SECURITY_POLICY, app.map_policy());
    kept.insert(VARY, HeaderValue::from_static("accept-encoding"));
    kept.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    Ok(response)
}

fn media_type(name: &str) -> HeaderValue {
    let ending = name.rsplit('.').next().unwrap_or_default();
    HeaderValue::from_static(match ending {
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    })
}
