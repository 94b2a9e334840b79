//! Refusals before a request is whole: no router has seen it, so that the answer is written as bytes, and the connection ends.

use crate::serve::observe;
use crate::serve::problem::{MEDIA_TYPE, Problem};
use axum::http::StatusCode;
use std::time::Duration;

impl Problem {
    /// There is no room for the connection; its request is not read.
    pub(in crate::serve) fn full() -> Self {
        let mut problem = Self::new(StatusCode::SERVICE_UNAVAILABLE, "full", "Too many connections")
            .saying("too many connections at once; try again in 5 seconds", "terlalu banyak sambungan; coba lagi 5 detik lagi");
        problem.retry_after_s = Some(5);
        problem
    }

    /// The headers of a request did not come in time.
    pub(in crate::serve) fn too_slow(limit: Duration) -> Self {
        let limit = limit.as_secs();
        Self::new(StatusCode::REQUEST_TIMEOUT, "too_slow", "Too slow")
            .saying(
                format!("the headers of a request must come within {limit} seconds"),
                format!("tajuk permintaan harus tiba dalam {limit} detik"),
            )
            .with("limit", limit)
    }

    /// What came is no request; `status` is what the parser of HTTP makes of it.
    pub(in crate::serve) fn unreadable(status: StatusCode, limit: usize) -> Self {
        match status {
            StatusCode::URI_TOO_LONG | StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE => {
                Self::new(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, "request_too_large", "Request too large")
                    .saying(
                        format!("address and header fields together are limited to {limit} bytes"),
                        format!("alamat beserta tajuk permintaan dibatasi {limit} bita"),
                    )
                    .with("limit", limit)
            }
            _ => Self::new(StatusCode::BAD_REQUEST, "no_request", "Not a request of HTTP/1.1").saying(
                "expected a request line and header fields of HTTP/1.1",
                "yang diterima bukan permintaan HTTP/1.1; alamat tidak boleh berisi spasi atau karakter di luar ASCII",
            ),
        }
    }

    /// The whole answer, told to the log; the connection ends with it.
    pub(in crate::serve) fn early_answer(&self) -> Vec<u8> {
        let id = observe::next_request_id();
        let body = self.document(&id).to_string();
        observe::log_early(&id, self.status, body.len());
        let retry = self.retry_after_s.map(|seconds| format!("retry-after: {seconds}\r\n")).unwrap_or_default();
        let (status, request_id, length) = (self.status, observe::REQUEST_ID, body.len());
        format!(
            "HTTP/1.1 {status}\r\ncontent-type: {MEDIA_TYPE}\r\ncache-control: no-store\r\n{request_id}: {id}\r\n{retry}\
             connection: close\r\ncontent-length: {length}\r\n\r\n{body}"
        )
        .into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_early_answer_tells_its_true_length_and_speaks_both_languages() {
        let problems = [
            (503, Problem::full()),
            (408, Problem::too_slow(Duration::from_secs(10))),
            (400, Problem::unreadable(StatusCode::BAD_REQUEST, 9)),
            (431, Problem::unreadable(StatusCode::URI_TOO_LONG, 9)),
        ];
        for (status, problem) in problems {
            let text = String::from_utf8(problem.early_answer()).unwrap();
            let (head, body) = text.split_once("\r\n\r\n").unwrap();
            assert!(head.starts_with(&format!("HTTP/1.1 {status} ")), "{head}");
            assert!(head.ends_with(&format!("content-length: {}", body.len())), "{head}");
            let document: serde_json::Value = serde_json::from_str(body).unwrap();
            assert_eq!(document["status"], status);
            assert!(head.contains(&format!("x-request-id: {}\r\n", document["request_id"].as_str().unwrap())), "{head}");
            assert!(!document["detail_id"].as_str().unwrap().is_empty());
        }
    }
}
