//! Schools, clusters and links as GeoJSON.

use crate::model::Npsn;
use crate::publish::{self, Collection, Layer, Selection};
use crate::serve::call::Call;
use crate::serve::parameters::{
    BBOX, FORBID, HUB, LEVEL, LIMIT, MAX, MIN, NEXT_TOKEN, PAGE, PIN, PRACTICE, Parameter, REACH_KM, REGION, UNASSIGN, WITHIN,
};
use crate::serve::problem::Problem;
use crate::serve::resource::{GEOJSON, Resource, Schema};
use axum::response::Response;

const PARAMETERS: &[&Parameter] =
    &[&REGION, &LEVEL, &HUB, &BBOX, &LIMIT, &PAGE, &REACH_KM, &MIN, &MAX, &WITHIN, &PIN, &FORBID, &UNASSIGN, &PRACTICE];

/// `/clusters.geojson`
pub(super) const CLUSTERS: Resource = Resource {
    path: "/clusters.geojson",
    summary: "Hubs with their members, one polygon each; with reach_km, min, max, within, pin, forbid or unassign planned anew for the region",
    parameters: PARAMETERS,
    forms: &[(GEOJSON, Schema::Features(Collection::Clusters))],
};
/// `/schools.geojson`
pub(super) const SCHOOLS: Resource = Resource {
    path: "/schools.geojson",
    summary: "Schools with their role, hub and reason, one point each, or none where the position cannot be used",
    parameters: PARAMETERS,
    forms: &[(GEOJSON, Schema::Features(Collection::Schools))],
};
/// `/links.geojson`
pub(super) const LINKS: Resource = Resource {
    path: "/links.geojson",
    summary: "Straight lines from hubs to members, with their distance; no roads",
    parameters: PARAMETERS,
    forms: &[(GEOJSON, Schema::Features(Collection::Links))],
};

pub(super) async fn clusters(call: Call) -> Result<Response, Problem> {
    features(&call, Layer::Clusters).await
}

pub(super) async fn schools(call: Call) -> Result<Response, Problem> {
    features(&call, Layer::Schools).await
}

pub(super) async fn links(call: Call) -> Result<Response, Problem> {
    features(&call, Layer::Links).await
}

/// Up to so many features are written by the thread that serves the connection.
const SHORT: usize = 1_000;

async fn features(call: &Call, layer: Layer) -> Result<Response, Problem> {
    let region = call.query.region(&REGION);
    let shown = call.shown(region).await?;
    let version = shown.view().version.to_owned();
    let selection = Selection {
        region,
        level: call.query.level(&LEVEL),
        hub: hub(call)?,
        bbox: call.query.bbox(&BBOX),
        limit: call.query.integer(&LIMIT).map(|limit| limit as usize),
        after: after(call, &version)?,
        out_of_scope: false,
    };
    let next_page = call.next_pages(&version);
    let write = move |out: &mut dyn std::io::Write| {
        let view = shown.view();
        let page = publish::select(&view, layer, &selection);
        let next = page.next.map(|after| next_page(after.as_str()));
        publish::write_features(&view, layer, &page, next.as_deref(), out)
    };
    if layer != Layer::Clusters && selection.limit.is_some_and(|limit| limit <= SHORT) {
        return call.answer_shortly(&version, GEOJSON, write);
    }
    call.answer(&version, GEOJSON, write).await
}

/// A hub that is in no list is refused: an empty map would look like a hub without members.
fn hub(call: &Call) -> Result<Option<Npsn>, Problem> {
    let hub = call.query.npsn(&HUB);
    match hub.filter(|hub| call.snapshot.find(*hub).is_none()) {
        Some(unknown) => Err(Problem::unknown_school(unknown.as_str()).with_parameter(Some(HUB.name))),
        None => Ok(hub),
    }
}

fn after(call: &Call, version: &str) -> Result<Option<Npsn>, Problem> {
    let Some(after) = call.page(version)? else { return Ok(None) };
    Npsn::new(after).map(Some).map_err(|_| Problem::bad_value(&PAGE, &NEXT_TOKEN, after))
}
