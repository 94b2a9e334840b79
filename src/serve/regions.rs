//! Regions: searched, one by one, as polygons.

use crate::model::RegionId;
use crate::publish::page::RegionPage;
use crate::publish::{Collection, page, regions as publish};
use crate::serve::call::Call;
use crate::serve::parameters::{
    self, FORBID, LANG, LEVEL, LIMIT, MAX, MIN, PAGE, PIN, PRACTICE, Q, REACH_KM, REGION, REGION_LEVEL, TABLE, UNASSIGN, WITHIN,
};
use crate::serve::problem::Problem;
use crate::serve::resource::{GEOJSON, HTML, JSON, Resource, Schema};
use crate::snapshot::View;
use axum::response::Response;

/// Regions found by a search, unless a limit is given.
const FOUND: usize = 50;
/// A search looks at so many regions before the rank is filtered: more than the national table has.
const SEARCHED: usize = 100_000;

/// `/regions`
pub(super) const LIST: Resource = Resource {
    path: "/regions",
    summary: "Regions found by name or code, best first; without q those in which schools are located",
    parameters: &[&Q, &REGION_LEVEL, &LIMIT, &LANG],
    forms: &[(JSON, Schema::Object("RegionList")), (HTML, Schema::Text)],
};
/// `/regions/{code}`
pub(super) const ONE: Resource = Resource {
    path: "/regions/{code}",
    summary: "One region with its parents, children and counts; as a page its measures, hubs, unreached schools and those to check",
    parameters: &[&LEVEL, &LANG, &TABLE, &PAGE, &REACH_KM, &MIN, &MAX, &WITHIN, &PIN, &FORBID, &UNASSIGN, &PRACTICE],
    forms: &[(JSON, Schema::Object("Region")), (HTML, Schema::Text)],
};
/// `/regions.geojson`
pub(super) const BOUNDARIES: Resource = Resource {
    path: "/regions.geojson",
    summary: "Regions with their counts, as polygons where boundaries are loaded and without geometry where they are not",
    parameters: &[&REGION, &REGION_LEVEL],
    forms: &[(GEOJSON, Schema::Features(Collection::Regions))],
};

pub(super) async fn list(call: Call) -> Result<Response, Problem> {
    let search = call.query.text(&Q).map(str::to_owned);
    let level = call.query.word(&REGION_LEVEL).and_then(parameters::rank);
    let limit = call.query.integer(&LIMIT).map(|limit| limit as usize);
    let found = move |view: &View<'_>| {
        let mut ids = match &search {
            Some(text) => view.regions().search(text, SEARCHED),
            None if level.is_some() => publish::everywhere(view),
            None => publish::below(view, None),
        };
        ids.retain(|id| level.is_none_or(|level| view.regions().get(*id).level == level));
        ids.truncate(limit.unwrap_or(if search.is_some() { FOUND } else { usize::MAX }));
        (search, ids)
    };
    match call.form(&[JSON, HTML])? {
        0 => call.answer_served(JSON, |view, out| publish::write_list(view, &found(view).1, out)).await,
        _ => {
            let reader = call.reader();
            let write = move |view: &View<'_>, out: &mut dyn std::io::Write| {
                let (search, ids) = found(view);
                page::write_regions(view, &reader, search.as_deref(), &ids, out)
            };
            call.answer_served(HTML, write).await
        }
    }
}

pub(super) async fn one(call: Call) -> Result<Response, Problem> {
    let region = call.region()?;
    let form = call.form(&[JSON, HTML])?;
    let shown = call.shown(Some(region)).await?;
    let version = shown.view().version.to_owned();
    if form == 0 {
        return call.answer(&version, JSON, move |out| publish::write_one(&shown.view(), region, out)).await;
    }
    let (level, reader) = (call.query.level(&LEVEL), call.reader());
    let table = call.query.word(&TABLE).and_then(page::Table::from_word);
    let skip = call.page_number(&version)?;
    let write = move |out: &mut dyn std::io::Write| {
        let (view, served) = (shown.view(), shown.snapshot.view());
        let served = (view.version != served.version).then_some(served);
        RegionPage { view, served, region, level, table: table.map(|table| (table, skip)), reader: &reader }.write(out)
    };
    call.answer(&version, HTML, write).await
}

pub(super) async fn boundaries(call: Call) -> Result<Response, Problem> {
    let within = call.query.region(&REGION);
    let level = call.query.word(&REGION_LEVEL).and_then(parameters::rank);
    let write = move |view: &View<'_>, out: &mut dyn std::io::Write| {
        let regions = view.regions();
        let is_wanted = |id: &RegionId| {
            level.is_none_or(|level| regions.get(*id).level == level)
                && within.is_none_or(|within| regions.is_within(*id, within))
        };
        let ids: Vec<RegionId> = publish::all(view).into_iter().filter(is_wanted).collect();
        publish::write_features(view, &ids, out)
    };
    call.answer_served(GEOJSON, write).await
}
