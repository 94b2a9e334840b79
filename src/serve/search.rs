//! One box to find regions and schools.

use crate::publish::{Found, write_found};
use crate::serve::call::Call;
use crate::serve::parameters::{HITS, SEARCH};
use crate::serve::problem::Problem;
use crate::serve::resource::{JSON, Resource, Schema};
use crate::snapshot::{Snapshot, View};
use axum::response::Response;
use std::sync::Arc;

/// What is found, unless a limit is given.
const FOUND: usize = 10;
/// Regions that are looked at before those without schools and boundary are left out.
const SEARCHED: usize = 200;

/// `/search`
pub(super) const RESOURCE: Resource = Resource {
    path: "/search",
    summary: "Regions and schools by what people type, best first: names of regions tolerant of spelling, words of school names in \
        any order (SDN, SD N and SD Negeri are one) with the place of the school, or the beginning of an NPSN",
    parameters: &[&SEARCH, &HITS],
    forms: &[(JSON, Schema::Object("SearchResults"))],
};

pub(super) async fn search(call: Call) -> Result<Response, Problem> {
    let text = call.query.text(&SEARCH).unwrap_or_default().to_owned();
    let limit = call.query.integer(&HITS).map_or(FOUND, |limit| limit as usize);
    let snapshot = Arc::clone(&call.snapshot);
    call.answer_served(JSON, move |view, out| write_found(view, &found(&snapshot, view, &text, limit), out)).await
}

/// Regions take at most half of the places, unless schools leave more.
fn found(snapshot: &Snapshot, view: &View<'_>, text: &str, limit: usize) -> Found {
    if text.is_empty() {
        return Found::default();
    }
    let mut schools = snapshot.search(text, limit);
    let mut regions = view.regions().search(text, SEARCHED);
    regions.retain(|id| !view.lists.of(*id).is_empty() || view.data.boundaries.polygon(*id).is_some());
    regions.truncate(limit.saturating_sub(schools.len()).max(limit / 2));
    schools.truncate(limit - regions.len());
    Found { regions, schools }
}
