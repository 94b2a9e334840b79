//! One school: itself, its neighbours, its assignment with the reasons.

use crate::model::Status;
use crate::plan::State;
use crate::publish::{Area, Collection, page, school as publish};
use crate::serve::assignments;
use crate::serve::call::Call;
use crate::serve::parameters::{
    COUNT, FORBID, FORM, LANG, LEVEL, LOCALE, MAX, MIN, PIN, PRACTICE, REACH_KM, REGION, ROLE, STATUS, UNASSIGN, WITHIN,
    WITHIN_KM,
};
use crate::serve::problem::Problem;
use crate::serve::query::Query;
use crate::serve::resource::{CSV, GEOJSON, HTML, JSON, Resource, Schema};
use crate::snapshot::{Nearby, View};
use axum::response::Response;

/// Neighbours, unless a count or a distance is given.
const COUNT_UNSAID: usize = 10;
/// Neighbours at most.
const COUNT_MOST: usize = 1_000;

/// `/schools/{npsn}`
pub(super) const ONE: Resource = Resource {
    path: "/schools/{npsn}",
    summary: "One school with its role, hub and reason",
    parameters: &[],
    forms: &[(GEOJSON, Schema::Feature(Collection::Schools))],
};
/// `/schools/{npsn}/neighbours`
pub(super) const NEIGHBOURS: Resource = Resource {
    path: "/schools/{npsn}/neighbours",
    summary: "The schools around a school, nearest first in exact WGS84 order, ties by NPSN",
    parameters: &[&COUNT, &WITHIN_KM, &LEVEL, &FORM, &STATUS, &ROLE, &REGION],
    forms: &[(GEOJSON, Schema::Object("NeighbourFeatures"))],
};
/// `/schools/{npsn}/assignment`
pub(super) const ASSIGNMENT: Resource = Resource {
    path: "/schools/{npsn}/assignment",
    summary: "Why a school has its hub and what the next three would cost, or why it has none and the cheapest way to reach it",
    parameters: &[&REGION, &LEVEL, &REACH_KM, &MIN, &MAX, &WITHIN, &PIN, &FORBID, &UNASSIGN, &PRACTICE, &LANG, &LOCALE],
    forms: ASSIGNMENT_FORMS,
};

const ASSIGNMENT_FORMS: &[(&str, Schema)] = &[(JSON, Schema::Object("Assignment")), (CSV, Schema::Text), (HTML, Schema::Text)];

pub(super) async fn one(call: Call) -> Result<Response, Problem> {
    let school = call.school()?;
    call.answer_served(GEOJSON, move |view, out| publish::write_one(view, school, out)).await
}

pub(super) async fn neighbours(call: Call) -> Result<Response, Problem> {
    let at = call.school()?;
    let school = &call.snapshot.data.audit.schools[at as usize];
    let npsn = school.npsn;
    if school.position.is_none() {
        return Err(Problem::no_position(npsn.as_str()));
    }
    let (nearby, count, role) = (nearby(&call.query), count(&call.query), call.query.word(&ROLE));
    let write = move |view: &View<'_>, out: &mut dyn std::io::Write| {
        let mut found = view.neighbours(npsn, &nearby).unwrap_or_default();
        found.retain(|neighbour| role.is_none_or(|role| role_of(view.state(neighbour.school)) == role));
        // A search that stopped at the count does not know what lies behind it.
        let all = nearby.count.is_none_or(|count| found.len() < count);
        let matched = all.then_some(found.len() as u64);
        found.truncate(count);
        publish::write_neighbours(view, at, &found, matched, out)
    };
    call.answer_served(GEOJSON, write).await
}

fn nearby(query: &Query) -> Nearby {
    Nearby {
        // A role is known only after the search, so that the search must not stop at the count; one within a distance finds all anyway.
        count: (!query.has(&ROLE) && !query.has(&WITHIN_KM)).then(|| count(query)),
        within_m: query.kilometres(&WITHIN_KM).map(|km| km * 1000.0),
        level: query.level(&LEVEL),
        form: query.text(&FORM).map(str::to_owned),
        status: query.word(&STATUS).and_then(Status::from_word),
        region: query.region(&REGION),
        ..Nearby::default()
    }
}

fn count(query: &Query) -> usize {
    let unsaid = if query.has(&WITHIN_KM) { COUNT_MOST } else { COUNT_UNSAID };
    query.integer(&COUNT).map_or(unsaid, |count| count as usize)
}

fn role_of(state: State) -> &'static str {
    match state {
        State::Hub(_) => "hub",
        State::Member { .. } => "member",
        State::Unreached => "unreached",
        State::NeedsCheck => "needs_check",
        State::OutOfScope(_) => "out_of_scope",
    }
}

pub(super) async fn assignment(call: Call) -> Result<Response, Problem> {
    let school = call.school()?;
    let (form, reader) = (call.liked(ASSIGNMENT_FORMS)?, call.reader());
    let own = call.snapshot.data.audit.schools[school as usize].regions;
    let own = own.regency.or(own.province).or(own.district);
    // A map that names the region it shows meets the plan that it has already.
    let mut shown = call.shown(call.query.region(&REGION).or(own)).await?;
    if shown.what_if.as_ref().is_some_and(|what_if| what_if.part().binary_search(&school).is_err()) {
        shown = call.shown(own).await?;
    }
    if form == CSV {
        // The sheet has the school's row of the officials' answer; the reasons have no columns.
        return assignments::of_plan(&call, shown, Area::School(school), CSV).await;
    }
    let version = shown.view().version.to_owned();
    if form == JSON {
        call.answer(&version, JSON, move |out| publish::write_assignment(&shown.view(), &reader, school, out)).await
    } else {
        call.answer(&version, HTML, move |out| page::write_school(&shown.view(), &reader, school, out)).await
    }
}
