//! Refusals of an address, its parameters and its headers, before anything is looked up.

use crate::cql2::{FilterError, Place};
use crate::model::Said;
use crate::serve::parameters::{self, Kind, Parameter};
use crate::serve::problem::{Problem, shorten};
use axum::http::StatusCode;

impl Problem {
    /// A parameter that the address does not take.
    pub(in crate::serve) fn unknown_parameter(name: &str, known: &[&'static Parameter]) -> Self {
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
    pub(in crate::serve) fn repeated_parameter(name: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "repeated_parameter", "Repeated query parameter")
            .saying(format!("parameter {name} is given more than once"), format!("parameter {name} tertulis lebih dari sekali"))
            .with("parameter", name)
    }

    /// A query that is no percent-encoded UTF-8.
    pub(in crate::serve) fn broken_encoding(part: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "broken_encoding", "Broken percent-encoding")
            .saying(
                "expected percent-encoded UTF-8 without control characters",
                "alamat harus berupa UTF-8 berkode persen tanpa karakter kendali",
            )
            .with("found", shorten(part))
    }

    /// A value that the parameter does not take.
    pub(in crate::serve) fn bad_value(parameter: &Parameter, expected: &Said, found: &str) -> Self {
        let name = parameter.name;
        let problem = Self::new(StatusCode::BAD_REQUEST, "bad_parameter", "Bad value of a query parameter")
            .saying(
                format!("{name}: expected {}, found {:?}", expected.english(), shorten(found)),
                format!("{name}: seharusnya {}, ditemukan {:?}", expected.indonesian(), shorten(found)),
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
    pub(in crate::serve) fn unknown_code(found: &str, known: Vec<&'static str>) -> Self {
        Self::bad_value(&parameters::CODE, &Said::fixed("kode aturan audit", "a code of the audit"), found).with("known", known)
    }

    /// A filter that cannot be understood.
    pub(in crate::serve) fn bad_filter(parameter: &Parameter, error: &FilterError) -> Self {
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

    /// A part of the address that should be a number.
    pub(in crate::serve) fn not_a_number(name: &str, found: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "not_a_number", "Not a number")
            .saying(
                format!("{name}: expected a whole number, found {:?}", shorten(found)),
                format!("{name} harus bilangan bulat, ditemukan {:?}", shorten(found)),
            )
            .with("parameter", name)
            .with("found", shorten(found))
    }

    /// An address that is too long.
    pub(in crate::serve) fn address_too_long(limit: usize, found: usize) -> Self {
        Self::new(StatusCode::URI_TOO_LONG, "address_too_long", "Address too long")
            .saying(
                format!("an address is limited to {limit} bytes, found {found}"),
                format!("alamat paling panjang {limit} bita, ditemukan {found}"),
            )
            .with("limit", limit)
            .with("found", found)
    }

    /// Headers that are too many or too large.
    pub(in crate::serve) fn headers_too_large(limit: usize, found: usize, unit: &Said) -> Self {
        Self::new(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, "headers_too_large", "Header fields too large")
            .saying(
                format!("header fields are limited to {limit} {}, found {found}", unit.english()),
                format!("tajuk permintaan dibatasi {limit} {}, ditemukan {found}", unit.indonesian()),
            )
            .with("limit", limit)
            .with("found", found)
    }

    /// No form of the answer that the client accepts.
    pub(in crate::serve) fn not_acceptable(offered: &[&'static str]) -> Self {
        Self::new(StatusCode::NOT_ACCEPTABLE, "not_acceptable", "Not acceptable")
            .saying(format!("this address answers as {}", offered.join(", ")), format!("bentuk jawaban: {}", offered.join(", ")))
            .with("offered", offered.to_vec())
    }

    /// A part of a file that begins behind its end.
    pub(in crate::serve) fn behind_the_end(bytes: u64) -> Self {
        Self::new(StatusCode::RANGE_NOT_SATISFIABLE, "behind_the_end", "Range behind the end")
            .saying(
                format!("expected a range that begins within the {bytes} bytes of the file"),
                format!("bagian yang diminta harus mulai di dalam {bytes} bita berkas ini"),
            )
            .with("limit", bytes)
    }

    /// A verb that is not served.
    pub(in crate::serve) fn method_not_allowed() -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", "Method not allowed")
            .saying("this server is read-only: GET and HEAD", "server ini hanya dapat dibaca: GET dan HEAD")
    }

    /// An address that is not there.
    pub(in crate::serve) fn no_such_address() -> Self {
        Self::new(StatusCode::NOT_FOUND, "no_such_address", "No such address").saying(
            "nothing is served here; /openapi.json lists every address",
            "alamat ini tidak ada; daftar alamat: /openapi.json",
        )
    }
}
