//! Every refusal of the server: RFC 9457 `application/problem+json`.
//!
//! In: what went wrong. Out: a [`Problem`], rendered by [`render`] once the request's id is known. Nothing else in `serve` writes an
//! error. The client's fault names the parameter; ours shows a fixed sentence, and its cause goes to the log, once.

mod address;
mod early;
mod service;
mod unknown;

use axum::body::Body;
use axum::http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};
use std::any::Any;

/// Content type of every refusal.
pub(super) const MEDIA_TYPE: &str = "application/problem+json";
/// Most characters of the client's input that are repeated.
const ECHOED: usize = 80;

/// One refusal.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    status: StatusCode,
    code: &'static str,
    title: &'static str,
    detail: String,
    detail_id: String,
    members: Map<String, Value>,
    retry_after_s: Option<u32>,
}

impl Problem {
    fn new(status: StatusCode, code: &'static str, title: &'static str) -> Self {
        let (detail, detail_id) = (String::new(), String::new());
        Self { status, code, title, detail, detail_id, members: Map::new(), retry_after_s: None }
    }

    /// Says it in English for developers and in Indonesian for planners.
    fn saying(mut self, english: impl Into<String>, indonesian: impl Into<String>) -> Self {
        (self.detail, self.detail_id) = (english.into(), indonesian.into());
        self
    }

    fn with(mut self, member: &str, value: impl Into<Value>) -> Self {
        self.members.insert(member.to_owned(), value.into());
        self
    }

    /// Names the parameter at fault.
    pub(super) fn with_parameter(self, parameter: Option<&str>) -> Self {
        match parameter {
            Some(name) => self.with("parameter", name),
            None => self,
        }
    }

    fn document(&self, request_id: &str) -> Value {
        let mut document = json!({
            "type": format!("urn:imbas:problem:{}", self.code),
            "title": self.title,
            "status": self.status.as_u16(),
            "detail": self.detail,
            "detail_id": self.detail_id,
            "request_id": request_id,
        });
        let object = document.as_object_mut().expect("an object literal");
        object.extend(self.members.clone());
        document
    }
}

impl IntoResponse for Problem {
    /// An empty answer that carries the problem; [`render`] writes its body.
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Writes the body of a problem that an answer carries; other answers pass.
pub(super) fn render(mut response: Response, request_id: &str) -> Response {
    let Some(problem) = response.extensions_mut().remove::<Problem>() else { return response };
    *response.body_mut() = Body::from(problem.document(request_id).to_string());
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if problem.status == StatusCode::METHOD_NOT_ALLOWED {
        headers.insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    if let Some(seconds) = problem.retry_after_s {
        headers.insert(RETRY_AFTER, seconds.into());
    }
    response
}

/// A bug of ours that unwound: its cause goes to the log, the client gets the fixed sentence.
pub(super) fn from_panic(cause: Box<dyn Any + Send>) -> Response {
    let text = cause.downcast_ref::<&str>().copied().or_else(|| cause.downcast_ref::<String>().map(String::as_str));
    tracing::error!(cause = text.unwrap_or("no message"), "a handler failed");
    Problem::internal().into_response()
}

/// At most eighty characters of what the client wrote.
fn shorten(text: &str) -> String {
    text.chars().take(ECHOED).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_than_eighty_characters_of_the_input_come_back() {
        let problem = Problem::unknown_school(&"é".repeat(500));
        let document = problem.document("r1");
        assert_eq!(document["found"].as_str().unwrap().chars().count(), 80);
        assert_eq!(document["type"], "urn:imbas:problem:unknown_school");
        assert_eq!(document["request_id"], "r1");
    }

    #[test]
    fn an_unclear_region_is_told_for_what_it_is() {
        let candidate = |code: &str| json!({ "code": code, "name": "Kota Bukittinggi" });
        let check = |found: &str, codes: &[&str], expected: &str| {
            let candidates = codes.iter().map(|code| candidate(code)).collect();
            let document = Problem::ambiguous_region(None, found, candidates).document("r1");
            assert!(document["detail"].as_str().unwrap().contains(expected), "{document}");
        };
        check("1375", &["13.75"], "does not say its system; did you mean 13.75 (Kota Bukittinggi)?");
        check("1306", &["13.06", "13.05"], "different code systems");
        check("Solok", &["13.02", "13.72"], "several regions are named \"Solok\"");
    }
}
