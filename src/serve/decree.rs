//! The draft of a decree for a region.

use crate::publish::decree::{Paper, write_decree};
use crate::serve::call::Call;
use crate::serve::parameters::{LEVEL, PAPER};
use crate::serve::problem::Problem;
use crate::serve::resource::{HTML, Resource, Schema};
use axum::response::Response;

/// `/regions/{code}/decree`
pub(super) const DECREE: Resource = Resource {
    path: "/regions/{code}/decree",
    summary: "A draft of the decree with its annex, in Indonesian, to print; without level for those that the region's government decides",
    parameters: &[&LEVEL, &PAPER],
    forms: &[(HTML, Schema::Text)],
};

pub(super) async fn decree(call: Call) -> Result<Response, Problem> {
    let (region, level) = (call.region()?, call.query.level(&LEVEL));
    let paper = call.query.word(&PAPER).and_then(Paper::from_word).unwrap_or_default();
    call.answer_served(HTML, move |view, out| write_decree(view, region, level, paper, out)).await
}
