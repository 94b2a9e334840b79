//! The map sheet of a region, for print and for browsers without a map.

use crate::publish::{Assignments, MapSheet, PaperSize};
use crate::serve::call::Call;
use crate::serve::parameters::{
    FORBID, LANG, LEVEL, MAX, MIN, ORIENTATION, PIN, PRACTICE, REACH_KM, SHEET_SIZE, UNASSIGN, WITHIN,
};
use crate::serve::problem::Problem;
use crate::serve::resource::{Resource, SVG, Schema};
use axum::response::Response;

/// `/regions/{code}/map.svg`
pub(super) const SHEET: Resource = Resource {
    path: "/regions/{code}/map.svg",
    summary: "A map sheet of a region as SVG for A4 or A3: clusters with the numbers of the annex, schools told apart by shape, scale, legend",
    parameters: &[&LEVEL, &SHEET_SIZE, &ORIENTATION, &LANG, &REACH_KM, &MIN, &MAX, &WITHIN, &PIN, &FORBID, &UNASSIGN, &PRACTICE],
    forms: &[(SVG, Schema::Text)],
};

pub(super) async fn sheet(call: Call) -> Result<Response, Problem> {
    let (region, level, reader) = (call.region()?, call.query.level(&LEVEL), call.reader());
    let size = PaperSize {
        is_a3: call.query.word(&SHEET_SIZE) == Some("a3"),
        portrait: call.query.word(&ORIENTATION).map(|word| word == "portrait"),
    };
    let shown = call.shown(Some(region)).await?;
    let version = shown.view().version.to_owned();
    let write = move |out: &mut dyn std::io::Write| {
        let answer = Assignments::new(shown.view(), region, level);
        MapSheet { answer: &answer, size, reader: &reader }.write_svg(out)
    };
    call.answer(&version, SVG, write).await
}
