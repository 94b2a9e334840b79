//! Every refusal of the server: RFC 9457 `application/problem+json`.
//!
//! In: what went wrong. Out: a [`Problem`], rendered by [`render`] once the request's id is known. Nothing else in `serve` writes an
//! error. The client's fault names the parameter; ours shows a fixed sentence, and its cause goes to the log, once.

use crate::cql2::{FilterError, Place};
use crate::publish::Collection;
use crate::serve::parameters::{self, Kind, Parameter};
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

    /// A parameter that the address does not take.
    pub(super) fn unknown_parameter(name: &str, known: &[&'static Parameter]) -> Self {
        let known: Vec<_> = known.iter().map(|parameter| parameter.name).collect();
        let list = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
        Self::new(StatusCode::BAD_REQUEST, "unknown_parameter", "Unknown query parameter")
            .saying(
                format!("unknown parameter {:?}; this address takes {list}", shorten(name)),
                format!("parameter {:?} tidak dikenal; alamat ini menerima: {list}", shorten(name)),
            )
            .with("parameter", shorten(name))
            .with("known", known)
    }

    /// A parameter that is given twice.
    pub(super) fn repeated_parameter(name: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "repeated_parameter", "Repeated query parameter")
            .saying(format!("parameter {name} is given more than once"), format!("parameter {name} tertulis lebih dari sekali"))
            .with("parameter", name)
    }

    /// A query that is no percent-encoded UTF-8.
    pub(super) fn broken_encoding(part: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "broken_encoding", "Broken percent-encoding")
            .saying(
                "expected percent-encoded UTF-8 without control characters",
                "alamat harus berupa UTF-8 berkode persen tanpa karakter kendali",
            )
            .with("found", shorten(part))
    }

    /// A value that the parameter does not take.
    pub(super) fn bad_value(parameter: &Parameter, expected: &str, found: &str) -> Self {
        let name = parameter.name;
        let problem = Self::new(StatusCode::BAD_REQUEST, "bad_parameter", "Bad value of a query parameter")
            .saying(
                format!("{name}: expected {expected}, found {:?}", shorten(found)),
                format!("nilai parameter {name} tidak dapat dipakai: {:?}", shorten(found)),
            )
            .with("parameter", name)
            .with("found", shorten(found));
        let words = parameters::words(&parameter.kind);
        match parameter.kind {
            Kind::Integer { most, .. } => problem.with("limit", most),
            Kind::Kilometres => problem.with("limit", parameters::FARTHEST_KM),
            Kind::Text(characters) => problem.with("limit", characters),
            _ if words.is_empty() => problem,
            _ => problem.with("known", words),
        }
    }

    /// A code that the audit does not have.
    pub(super) fn unknown_code(found: &str, known: Vec<&'static str>) -> Self {
        Self::bad_value(&parameters::CODE, "a code of the audit", found).with("known", known)
    }

    /// A filter that cannot be understood.
    pub(super) fn bad_filter(parameter: &Parameter, error: &FilterError) -> Self {
        let problem = Self::new(StatusCode::BAD_REQUEST, "bad_filter", "Filter that cannot be understood")
            .saying(format!("{}: {error}", parameter.name), format!("penyaring tidak dapat dipakai: {error}"))
            .with("parameter", parameter.name);
        let problem = match &error.place {
            Place::Whole => problem,
            Place::Character(number) => problem.with("character", *number),
            Place::Pointer(pointer) => problem.with("pointer", shorten(pointer)),
        };
        match &error.property {
            Some(property) => problem.with("property", shorten(property)),
            None => problem,
        }
    }

    /// A question that takes too long.
    pub(super) fn search_too_long(limit_s: u64) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "search_too_long", "Search takes too long")
            .saying(
                format!("filter: the search is limited to {limit_s} seconds; narrow it with bbox or a condition on region"),
                format!("pencarian dibatasi {limit_s} detik; persempit dengan bbox atau syarat region"),
            )
            .with("parameter", "filter")
            .with("limit", limit_s)
    }

    /// A collection that is not there.
    pub(super) fn unknown_collection(found: &str) -> Self {
        let known = Collection::ALL.map(Collection::as_str);
        let found = shorten(found);
        Self::new(StatusCode::NOT_FOUND, "unknown_collection", "Unknown collection")
            .saying(
                format!("no collection is named {found:?}; there are {}", known.join(", ")),
                format!("tidak ada koleksi bernama {found:?}; yang ada: {}", known.join(", ")),
            )
            .with("found", found)
            .with("known", known.to_vec())
    }

    /// A feature that is not in its collection.
    pub(super) fn unknown_feature(collection: &str, found: &str) -> Self {
        let found = shorten(found);
        Self::new(StatusCode::NOT_FOUND, "unknown_feature", "Unknown feature")
            .saying(
                format!("the collection {collection} has no feature {found:?}"),
                format!("koleksi {collection} tidak mempunyai {found:?}"),
            )
            .with("found", found)
    }

    /// An address that is not there.
    pub(super) fn no_such_address() -> Self {
        Self::new(StatusCode::NOT_FOUND, "no_such_address", "No such address").saying(
            "nothing is served here; /openapi.json lists every address",
            "alamat ini tidak ada; daftar alamat: /openapi.json",
        )
    }

    /// A part of a file that begins behind its end.
    pub(super) fn behind_the_end(bytes: u64) -> Self {
        Self::new(StatusCode::RANGE_NOT_SATISFIABLE, "behind_the_end", "Range behind the end")
            .saying(
                format!("expected a range that begins within the {bytes} bytes of the file"),
                format!("bagian yang diminta harus mulai di dalam {bytes} bita berkas ini"),
            )
            .with("limit", bytes)
    }

    /// A verb that is not served.
    pub(super) fn method_not_allowed() -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", "Method not allowed")
            .saying("this server is read-only: GET and HEAD", "server ini hanya dapat dibaca: GET dan HEAD")
    }

    /// A region that no table has; `near` are regions whose name or code is near.
    pub(super) fn unknown_region(parameter: Option<&str>, found: &str, near: Vec<Value>) -> Self {
        let found = shorten(found);
        let problem = Self::new(StatusCode::NOT_FOUND, "unknown_region", "Unknown region")
            .saying(format!("no region has the code {found:?}"), format!("tidak ada wilayah berkode {found:?}"))
            .with("found", found)
            .with("near", near);
        problem.with_parameter(parameter)
    }

    /// A code that means two places or does not say its system, or a name that several regions bear.
    pub(super) fn ambiguous_region(parameter: Option<&str>, found: &str, candidates: Vec<Value>) -> Self {
        let found = shorten(found);
        let (english, indonesian) = ambiguity(&found, &candidates);
        let problem = Self::new(StatusCode::NOT_FOUND, "ambiguous_region", "Ambiguous region")
            .saying(english, indonesian)
            .with("found", found)
            .with("candidates", candidates);
        problem.with_parameter(parameter)
    }

    /// Names the parameter at fault.
    pub(super) fn with_parameter(self, parameter: Option<&str>) -> Self {
        match parameter {
            Some(name) => self.with("parameter", name),
            None => self,
        }
    }

    /// A school that no list has.
    pub(super) fn unknown_school(found: &str) -> Self {
        let found = shorten(found);
        Self::new(StatusCode::NOT_FOUND, "unknown_school", "Unknown school")
            .saying(format!("no school has the NPSN {found:?}"), format!("tidak ada sekolah dengan NPSN {found:?}"))
            .with("found", found)
    }

    /// A comparison without a second plan.
    pub(super) fn nothing_to_compare() -> Self {
        Self::new(StatusCode::NOT_FOUND, "nothing_to_compare", "No plan to compare with").saying(
            "the service was started without --compare-plan FILE",
            "layanan ini dijalankan tanpa --compare-plan BERKAS, sehingga tidak ada rencana pembanding",
        )
    }

    /// An office that the operator did not name.
    pub(super) fn unknown_office(found: &str, known: Vec<String>) -> Self {
        let found = shorten(found);
        Self::new(StatusCode::NOT_FOUND, "unknown_office", "Unknown office")
            .saying(format!("no office has the id {found:?}"), format!("tidak ada kantor dengan id {found:?}"))
            .with("found", found)
            .with("known", known)
    }

    /// A question that needs a position which the school does not have.
    pub(super) fn no_position(npsn: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "no_position", "No usable position")
            .saying(
                format!("school {npsn} has no usable position, so that it has no neighbours"),
                format!("sekolah {npsn} perlu diperiksa: titiknya tidak dapat dipakai, sehingga tetangganya tidak diketahui"),
            )
            .with("found", npsn)
    }

    /// A page of a version that is no longer served.
    pub(super) fn page_expired() -> Self {
        Self::new(StatusCode::GONE, "page_expired", "Page expired")
            .saying(
                "the data changed since this page walk began; begin again",
                "data telah berganti; mulai lagi dari halaman pertama",
            )
            .with("parameter", "page")
    }

    /// A version of the data that is no longer served.
    pub(super) fn version_gone(asked: &str, current: &str) -> Self {
        Self::new(StatusCode::GONE, "version_gone", "Version gone")
            .saying(
                format!("expected version {current}, which is served now, found {:?}", shorten(asked)),
                format!("data telah berganti: versi yang dilayani sekarang {current}"),
            )
            .with("parameter", "version")
            .with("found", shorten(asked))
            .with("known", vec![current])
    }

    /// A layer of the map that there is none of.
    pub(super) fn unknown_layer(found: &str, known: Vec<&'static str>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "unknown_layer", "Unknown layer")
            .saying(
                format!("expected a layer of {}, found {:?}", known.join(", "), shorten(found)),
                format!("tidak ada lapisan bernama {:?}; yang ada: {}", shorten(found), known.join(", ")),
            )
            .with("found", shorten(found))
            .with("known", known)
    }

    /// A tile outside the grid of its zoom.
    pub(super) fn no_such_tile(deepest: u8) -> Self {
        Self::new(StatusCode::NOT_FOUND, "no_such_tile", "No such tile")
            .saying(
                format!("expected z from 0 to {deepest}, x and y from 0 to 2^z - 1"),
                format!("z dari 0 sampai {deepest}, x dan y dari 0 sampai 2^z - 1"),
            )
            .with("limit", deepest)
    }

    /// A part of the address that should be a number.
    pub(super) fn not_a_number(name: &str, found: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "not_a_number", "Not a number")
            .saying(
                format!("{name}: expected a whole number, found {:?}", shorten(found)),
                format!("{name} harus bilangan bulat, ditemukan {:?}", shorten(found)),
            )
            .with("parameter", name)
            .with("found", shorten(found))
    }

    /// No form of the answer that the client accepts.
    pub(super) fn not_acceptable(offered: &[&'static str]) -> Self {
        Self::new(StatusCode::NOT_ACCEPTABLE, "not_acceptable", "Not acceptable")
            .saying(format!("this address answers as {}", offered.join(", ")), format!("bentuk jawaban: {}", offered.join(", ")))
            .with("offered", offered.to_vec())
    }

    /// An address that is too long.
    pub(super) fn address_too_long(limit: usize, found: usize) -> Self {
        Self::new(StatusCode::URI_TOO_LONG, "address_too_long", "Address too long")
            .saying(
                format!("an address is limited to {limit} bytes, found {found}"),
                format!("alamat paling panjang {limit} bita"),
            )
            .with("limit", limit)
            .with("found", found)
    }

    /// Headers that are too many or too large.
    pub(super) fn headers_too_large(limit: usize, found: usize, unit: &str) -> Self {
        Self::new(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, "headers_too_large", "Header fields too large")
            .saying(
                format!("header fields are limited to {limit} {unit}, found {found}"),
                format!("tajuk permintaan dibatasi {limit} {unit}"),
            )
            .with("limit", limit)
            .with("found", found)
    }

    /// A what-if question without a region.
    pub(super) fn what_if_needs_region(parameter: &str) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "what_if_too_large", "What-if too large")
            .saying(
                format!("{parameter} plans anew, which is limited to one province: give a region"),
                format!("{parameter} menghitung ulang rencana, paling luas satu provinsi: sebutkan region"),
            )
            .with("parameter", "region")
            .with("limit", "one province")
            .with("found", "the whole list")
    }

    /// A what-if question about too many schools.
    pub(super) fn what_if_too_large(limit: usize, found: usize) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "what_if_too_large", "What-if too large")
            .saying(
                format!("a what-if plan is limited to {limit} schools, found {found}; give a smaller region, a level, or a narrower within"),
                format!("perhitungan ulang dibatasi {limit} sekolah, ditemukan {found}; persempit wilayah, jenjang, atau within"),
            )
            .with("limit", limit)
            .with("found", found)
    }

    /// Rules that contradict each other.
    pub(super) fn contradictory_rules(reason: &str, reason_id: &str) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "contradictory_rules", "Rules cannot be followed")
            .saying(reason, format!("aturan bertentangan atau tidak dapat dijalankan: {reason_id}"))
    }

    /// More decisions about single schools than one address may hold.
    pub(super) fn too_many_decisions(limit: usize, found: usize) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "too_many_decisions", "Too many decisions")
            .saying(
                format!("pin, forbid and unassign are limited to {limit} decisions together, found {found}; use a pairs file"),
                format!("pin, forbid, dan unassign paling banyak {limit} keputusan, ditemukan {found}; pakai berkas pasangan"),
            )
            .with("limit", limit)
            .with("found", found)
    }

    /// Work that has to wait; the client may come back.
    pub(super) fn busy(retry_after_s: u32) -> Self {
        let mut problem = Self::new(StatusCode::SERVICE_UNAVAILABLE, "busy", "Busy").saying(
            format!("too much planning at once; try again in {retry_after_s} seconds"),
            format!("server sedang sibuk menghitung; coba lagi {retry_after_s} detik lagi"),
        );
        problem.retry_after_s = Some(retry_after_s);
        problem
    }

    /// A bug of ours: one fixed sentence, the cause is in the log.
    pub(super) fn internal() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "Internal error").saying(
            "the server failed on this request; the log has the cause under the request id",
            "terjadi kesalahan pada server; sebabnya tercatat menurut nomor permintaan",
        )
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

/// What is not clear about a region, in English and in Indonesian.
fn ambiguity(found: &str, candidates: &[Value]) -> (String, String) {
    let text = |candidate: &Value, member: &str| candidate[member].as_str().unwrap_or_default().to_owned();
    match candidates {
        [only] => {
            let (code, name) = (text(only, "code"), text(only, "name"));
            (
                format!("{found:?}: a bare four-digit code does not say its system; did you mean {code} ({name})?"),
                format!("{found:?}: kode empat angka tanpa titik tidak menyebut sistemnya; maksud Anda {code} ({name})?"),
            )
        }
        _ if found.chars().any(char::is_alphabetic) => (
            format!("several regions are named {found:?}; use the code of one of the candidates"),
            format!("beberapa wilayah bernama {found:?}; pilih salah satu kode"),
        ),
        _ => (
            format!("{found:?} means different places in different code systems; use the code of one of the candidates"),
            format!("{found:?} berarti tempat yang berbeda pada sistem kode yang berbeda; pilih salah satu kode"),
        ),
    }
}

/// At most eighty characters of what the client wrote.
pub(super) fn shorten(text: &str) -> String {
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
