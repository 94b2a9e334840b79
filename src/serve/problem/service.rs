//! Refusals of work: versions that are gone, questions that are too large, plans that cannot be made, faults of ours.

use crate::serve::problem::{Problem, shorten};
use axum::http::StatusCode;

impl Problem {
    /// A page of a version that is no longer served.
    pub(in crate::serve) fn page_expired() -> Self {
        Self::new(StatusCode::GONE, "page_expired", "Page expired")
            .saying(
                "the data changed since this page walk began; begin again",
                "data telah berganti; mulai lagi dari halaman pertama",
            )
            .with("parameter", "page")
    }

    /// A version of the data that is no longer served.
    pub(in crate::serve) fn version_gone(asked: &str, current: &str) -> Self {
        Self::new(StatusCode::GONE, "version_gone", "Version gone")
            .saying(
                format!("expected version {current}, which is served now, found {:?}", shorten(asked)),
                format!("data telah berganti: versi yang dilayani sekarang {current}"),
            )
            .with("parameter", "version")
            .with("found", shorten(asked))
            .with("known", vec![current])
    }

    /// A question that takes too long.
    pub(in crate::serve) fn search_too_long(limit_s: u64) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "search_too_long", "Search takes too long")
            .saying(
                format!("filter: the search is limited to {limit_s} seconds; narrow it with bbox or a condition on region"),
                format!("pencarian dibatasi {limit_s} detik; persempit dengan bbox atau syarat region"),
            )
            .with("parameter", "filter")
            .with("limit", limit_s)
    }

    /// A what-if question without a region.
    pub(in crate::serve) fn what_if_needs_region(parameter: &str) -> Self {
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
    pub(in crate::serve) fn what_if_too_large(limit: usize, found: usize) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "what_if_too_large", "What-if too large")
            .saying(
                format!("a what-if plan is limited to {limit} schools, found {found}; give a smaller region, a level, or a narrower within"),
                format!("perhitungan ulang dibatasi {limit} sekolah, ditemukan {found}; persempit wilayah, jenjang, atau within"),
            )
            .with("limit", limit)
            .with("found", found)
    }

    /// Rules that contradict each other.
    pub(in crate::serve) fn contradictory_rules(reason: &str, reason_id: &str) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "contradictory_rules", "Rules cannot be followed")
            .saying(reason, format!("aturan bertentangan atau tidak dapat dijalankan: {reason_id}"))
    }

    /// More decisions about single schools than one address may hold.
    pub(in crate::serve) fn too_many_decisions(limit: usize, found: usize) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "too_many_decisions", "Too many decisions")
            .saying(
                format!("pin, forbid and unassign are limited to {limit} decisions together, found {found}; use a pairs file"),
                format!("pin, forbid, dan unassign paling banyak {limit} keputusan, ditemukan {found}; pakai berkas pasangan"),
            )
            .with("limit", limit)
            .with("found", found)
    }

    /// Work that has to wait; the client may come back.
    pub(in crate::serve) fn busy(retry_after_s: u32) -> Self {
        let mut problem = Self::new(StatusCode::SERVICE_UNAVAILABLE, "busy", "Busy").saying(
            format!("too much planning at once; try again in {retry_after_s} seconds"),
            format!("server sedang sibuk menghitung; coba lagi {retry_after_s} detik lagi"),
        );
        problem.retry_after_s = Some(retry_after_s);
        problem
    }

    /// A bug of ours: one fixed sentence, the cause is in the log.
    pub(in crate::serve) fn internal() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "Internal error").saying(
            "the server failed on this request; the log has the cause under the request id",
            "terjadi kesalahan pada server; sebabnya tercatat menurut nomor permintaan",
        )
    }
}
