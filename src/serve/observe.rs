//! What every answer gets, whoever made it: a request id, the size limits of a request, security headers, one line in the log.
//!
//! In: a request. Out: the answer of the router behind it, with problems rendered. Must not know: what is answered.

use crate::model::Said;
use crate::serve::problem::{self, Problem};
use crate::serve::{App, Limits};
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use hyper::body::{Frame, SizeHint};
use std::hash::{BuildHasher, RandomState};
use std::pin::Pin;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Instant;

/// The header that names a request.
pub(super) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Nothing but our own style sheet and images: data never becomes a script.
const CONTENT_SECURITY_POLICY: &str =
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const SECURITY: [(HeaderName, &str); 4] = [
    (HeaderName::from_static("content-security-policy"), CONTENT_SECURITY_POLICY),
    (HeaderName::from_static("x-content-type-options"), "nosniff"),
    (HeaderName::from_static("referrer-policy"), "no-referrer"),
    (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
];

/// Tells the router's template of an address to the log, from inside the router.
#[derive(Clone)]
struct Template(MatchedPath);

/// Goes around everything else.
pub(super) async fn observe(State(app): State<App>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = request_id(request.headers());
    let method = request.method().clone();
    let mut response = match within_limits(&request, app.limits()) {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    };
    let template = response.extensions_mut().remove::<Template>().map(|Template(path)| path);
    let mut response = problem::render(response, &id);
    add_headers(response.headers_mut(), &id);
    let line = Line { id, method, template, status: response.status(), bytes: 0, started };
    response.map(|body| Body::new(Counted { body, line }))
}

/// Goes around each route, where the template of the address is known.
pub(super) async fn remember_template(request: Request, next: Next) -> Response {
    let template = request.extensions().get::<MatchedPath>().cloned();
    let mut response = next.run(request).await;
    if let Some(template) = template {
        response.extensions_mut().insert(Template(template));
    }
    response
}

fn within_limits(request: &Request, limits: &Limits) -> Result<(), Problem> {
    let address = request.uri().path_and_query().map_or(0, |address| address.as_str().len());
    if address > limits.address_bytes {
        return Err(Problem::address_too_long(limits.address_bytes, address));
    }
    let headers = request.headers();
    if headers.len() > limits.header_fields {
        return Err(Problem::headers_too_large(limits.header_fields, headers.len(), &Said::fixed("baris", "fields")));
    }
    let bytes: usize = headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    if bytes > limits.header_bytes {
        return Err(Problem::headers_too_large(limits.header_bytes, bytes, &Said::fixed("bita", "bytes")));
    }
    Ok(())
}

fn add_headers(headers: &mut HeaderMap, id: &str) {
    for (name, value) in SECURITY {
        // The page with the map says itself what it may load.
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if let Ok(id) = HeaderValue::from_str(id) {
        headers.insert(REQUEST_ID, id);
    }
}

/// The client's own id where it is harmless in a log, else the next of ours.
fn request_id(headers: &HeaderMap) -> String {
    let given = headers.get(REQUEST_ID).and_then(|id| id.to_str().ok());
    given.filter(|id| is_harmless(id)).map_or_else(next_request_id, str::to_owned)
}

/// An id that no other request of this process has.
pub(super) fn next_request_id() -> String {
    static START: LazyLock<u64> = LazyLock::new(|| RandomState::new().hash_one(std::process::id()) >> 32);
    static NEXT: AtomicU64 = AtomicU64::new(1);
    format!("{:08x}-{:06x}", *START, NEXT.fetch_add(1, Ordering::Relaxed))
}

/// The line of an answer to what never became a request.
pub(super) fn log_early(id: &str, status: StatusCode, bytes: usize) {
    tracing::info!(target: "imbas::access", request_id = id, method = "-", path = "-", status = status.as_u16(), bytes, ms = 0, "request");
}

fn is_harmless(id: &str) -> bool {
    (1..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

/// One line of the access log; the query is not in it, because people type names of schools and places there.
struct Line {
    id: String,
    method: Method,
    template: Option<MatchedPath>,
    status: StatusCode,
    bytes: u64,
    started: Instant,
}

/// A body that writes its line when it ends, sent whole or not.
struct Counted {
    body: Body,
    line: Line,
}

impl HttpBody for Counted {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = Pin::new(&mut self.body).poll_frame(cx);
        if let Poll::Ready(Some(Ok(frame))) = &frame {
            self.line.bytes += frame.data_ref().map_or(0, |data| data.len() as u64);
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        let Line { id, method, template, status, bytes, started } = &self.line;
        tracing::info!(
            target: "imbas::access",
            request_id = id,
            method = method.as_str(),
            path = template.as_ref().map_or("-", MatchedPath::as_str),
            status = status.as_u16(),
            bytes,
            ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
            "request"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clients_id_is_kept_only_when_it_is_harmless() {
        let id = |text: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(REQUEST_ID, HeaderValue::from_static(text));
            request_id(&headers)
        };
        assert_eq!(id("trace-1.a_B"), "trace-1.a_B");
        for hostile in ["", "a b", "a\"b", "<b>"] {
            assert_ne!(id(hostile), hostile);
        }
    }
}
