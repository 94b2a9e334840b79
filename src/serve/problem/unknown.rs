//! Refusals of what is well said but not there: regions, schools, collections, offices, tiles.

use crate::publish::Collection;
use crate::serve::problem::{Problem, shorten};
use axum::http::StatusCode;
use serde_json::Value;

impl Problem {
    /// A region that no table has; `near` are regions whose name or code is near.
    pub(in crate::serve) fn unknown_region(parameter: Option<&str>, found: &str, near: Vec<Value>) -> Self {
        let found = shorten(found);
        let problem = Self::new(StatusCode::NOT_FOUND, "unknown_region", "Unknown region")
            .saying(
                format!("no region has the code or the name {found:?}"),
                format!("tidak ada wilayah berkode atau bernama {found:?}"),
            )
            .with("found", found)
            .with("near", near);
        problem.with_parameter(parameter)
    }

    /// A code that means two places or does not say its system, or a name that several regions bear.
    pub(in crate::serve) fn ambiguous_region(parameter: Option<&str>, found: &str, candidates: Vec<Value>) -> Self {
        let found = shorten(found);
        let (english, indonesian) = ambiguity(&found, &candidates);
        let problem = Self::new(StatusCode::NOT_FOUND, "ambiguous_region", "Ambiguous region")
            .saying(english, indonesian)
            .with("found", found)
            .with("candidates", candidates);
        problem.with_parameter(parameter)
    }

    /// A school that no list has.
    pub(in crate::serve) fn unknown_school(found: &str) -> Self {
        let found = shorten(found);
        Self::new(StatusCode::NOT_FOUND, "unknown_school", "Unknown school")
            .saying(format!("no school has the NPSN {found:?}"), format!("tidak ada sekolah dengan NPSN {found:?}"))
            .with("found", found)
    }

    /// A question that needs a position which the school does not have.
    pub(in crate::serve) fn no_position(npsn: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "no_position", "No usable position")
            .saying(
                format!("school {npsn} has no usable position, so that it has no neighbours"),
                format!("sekolah {npsn} perlu diperiksa: titiknya tidak dapat dipakai, sehingga tetangganya tidak diketahui"),
            )
            .with("found", npsn)
    }

    /// A collection that is not there.
    pub(in crate::serve) fn unknown_collection(found: &str) -> Self {
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
    pub(in crate::serve) fn unknown_feature(collection: &str, found: &str) -> Self {
        let found = shorten(found);
        Self::new(StatusCode::NOT_FOUND, "unknown_feature", "Unknown feature")
            .saying(
                format!("the collection {collection} has no feature {found:?}"),
                format!("koleksi {collection} tidak mempunyai {found:?}"),
            )
            .with("found", found)
    }

    /// An office that the operator did not name.
    pub(in crate::serve) fn unknown_office(found: &str, known: Vec<String>) -> Self {
        let found = shorten(found);
        Self::new(StatusCode::NOT_FOUND, "unknown_office", "Unknown office")
            .saying(format!("no office has the id {found:?}"), format!("tidak ada kantor dengan id {found:?}"))
            .with("found", found)
            .with("known", known)
    }

    /// A comparison without a second plan.
    pub(in crate::serve) fn nothing_to_compare() -> Self {
        Self::new(StatusCode::NOT_FOUND, "nothing_to_compare", "No plan to compare with").saying(
            "the service was started without --compare-plan FILE",
            "layanan ini dijalankan tanpa --compare-plan BERKAS, sehingga tidak ada rencana pembanding",
        )
    }

    /// A layer of the map that there is none of.
    pub(in crate::serve) fn unknown_layer(found: &str, known: Vec<&'static str>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "unknown_layer", "Unknown layer")
            .saying(
                format!("expected a layer of {}, found {:?}", known.join(", "), shorten(found)),
                format!("tidak ada lapisan bernama {:?}; yang ada: {}", shorten(found), known.join(", ")),
            )
            .with("found", shorten(found))
            .with("known", known)
    }

    /// A tile outside the grid of its zoom.
    pub(in crate::serve) fn no_such_tile(deepest: u8) -> Self {
        Self::new(StatusCode::NOT_FOUND, "no_such_tile", "No such tile")
            .saying(
                format!("expected z from 0 to {deepest}, x and y from 0 to 2^z - 1"),
                format!("z dari 0 sampai {deepest}, x dan y dari 0 sampai 2^z - 1"),
            )
            .with("limit", deepest)
    }
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
