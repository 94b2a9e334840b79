//! The features of a collection, page by page.

use super::finds::Asked;
use super::parameters::{BBOX, BBOX_CRS, CRS, DATETIME, F, FILTER, FILTER_CRS, FILTER_LANG, OFFSET, PROPERTIES, SORTBY};
use super::walk::{self, Walk};
use crate::cql2;
use crate::model::Said;
use crate::publish::Collection;
use crate::publish::ogc::{self, Found, Links, Page, Population, Question, Start, Window};
use crate::serve::App;
use crate::serve::call::Call;
use crate::serve::parameters::{Kind, PAGE, Parameter};
use crate::serve::problem::Problem;
use crate::serve::query::Query;
use crate::serve::resource::{GEOJSON, HTML, JSON, Resource, Schema};
use crate::snapshot::Snapshot;
use axum::response::Response;
use std::io::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Features on a page, unless a limit is given.
pub(in crate::serve) const LIMIT_UNSAID: u32 = 100;
/// A page of so many features is written at once.
const SHORT: usize = 200;
/// No question is worked on longer.
const LONGEST: Duration = Duration::from_secs(5);

/// Most features on a page.
pub(in crate::serve) const LIMIT: Parameter = Parameter {
    name: "limit",
    kind: Kind::Integer { least: 1, most: 10_000, clamped: true },
    about: "Most features on a page; 100 without it, and above 10000 it is taken as 10000.",
};

/// `/collections/{collection}/items`
pub(in crate::serve) const ITEMS: Resource = Resource {
    path: "/collections/{collection}/items",
    summary: "Features of a collection, page by page; a walk along next or prev links stays in one version of the data",
    parameters: &[
        &F,
        &LIMIT,
        &OFFSET,
        &PAGE,
        &BBOX,
        &BBOX_CRS,
        &DATETIME,
        &FILTER,
        &FILTER_LANG,
        &FILTER_CRS,
        &SORTBY,
        &PROPERTIES,
        &CRS,
    ],
    forms: &[(GEOJSON, Schema::Object("Items")), (HTML, Schema::Text), (JSON, Schema::Object("Items"))],
};

pub(in crate::serve) async fn items(call: Call) -> Result<Response, Problem> {
    let collection = super::collection(&call, 0)?;
    let media_type = super::media_type(&call, &[GEOJSON, HTML, JSON])?;
    let form = super::form(&call.query, collection)?;
    check_time(&call.query)?;
    let question = question(&call.query, collection)?;
    let Walk { snapshot, start } = Walk::read(&call)?;
    let limit = call.query.integer(&LIMIT).unwrap_or(LIMIT_UNSAID) as usize;
    let version = snapshot.version.clone();

    if let Some(response) = call.unchanged(&version, media_type) {
        return Ok(response);
    }
    let found = found(&call, collection, question, &snapshot).await?;
    let page = Page::new(&found, start, limit).ok_or_else(|| walk::forged(call.query.text(&PAGE).unwrap_or_default()))?;
    let links = links(&call, collection, &page, &version, media_type);
    let header = links.clone();
    let crs = form.crs;
    let write = move |out: &mut dyn Write| {
        let view = snapshot.view();
        let population = Population::new(&view, collection);
        match media_type {
            HTML => ogc::write_items_page(&population, &page, &form, &links, out),
            _ => ogc::write_items(&population, &page, &form, &links, out),
        }
    };
    let answer = if limit <= SHORT {
        call.answer_shortly(&version, media_type, write)?
    } else {
        call.answer(&version, media_type, write).await?
    };
    let response = super::with_links(answer, &header);
    Ok(if media_type == HTML { response } else { super::with_crs(response, crs) })
}

/// The features that answer the question: kept from the page before, or looked for on a thread that may take its time.
async fn found(call: &Call, collection: Collection, question: Question, snapshot: &Arc<Snapshot>) -> Result<Arc<Found>, Problem> {
    // Said by what was understood, so that no spelling of an address is taken for another question.
    let asked = Asked { version: snapshot.version.clone(), collection, question: format!("{question:?}") };
    if let Some(found) = call.app.finds().get(&asked) {
        return Ok(found);
    }
    if let Some(found) = question.answer_at_once(&Population::new(&snapshot.view(), collection)) {
        return Ok(Arc::new(found));
    }
    let (app, snapshot): (App, _) = (call.app.clone(), Arc::clone(snapshot));
    let search = move || {
        let view = snapshot.view();
        let found = question.answer(&Population::new(&view, collection), Instant::now() + LONGEST).map(Arc::new);
        if let Some(found) = &found {
            app.finds().keep(asked, found);
        }
        found
    };
    match tokio::task::spawn_blocking(search).await {
        Ok(found) => found.ok_or_else(|| Problem::search_too_long(LONGEST.as_secs())),
        Err(error) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
        Err(_) => Err(Problem::internal()),
    }
}

fn question(query: &Query, collection: Collection) -> Result<Question, Problem> {
    Ok(Question { window: window(query)?, filter: filter(query, collection)?, order: order(query, collection)? })
}

fn window(query: &Query) -> Result<Option<Window>, Problem> {
    let Some(numbers) = query.numbers(&BBOX) else { return Ok(None) };
    let crs = query.crs(&BBOX_CRS).unwrap_or_default();
    Window::new(crs, numbers).map(Some).map_err(|error| {
        let found: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        Problem::bad_value(&BBOX, error.expected(), &found.join(","))
    })
}

type Filter = (cql2::Predicate, Vec<Option<usize>>);

fn filter(query: &Query, collection: Collection) -> Result<Option<Filter>, Problem> {
    let Some(text) = query.text(&FILTER) else { return Ok(None) };
    let parse = match query.word(&FILTER_LANG) {
        Some("cql2-json") => cql2::parse_json,
        _ => cql2::parse_text,
    };
    let crs = query.crs(&FILTER_CRS).unwrap_or_default();
    let understood = parse(text).and_then(|expr| ogc::predicate(collection, &expr, crs));
    understood.map(Some).map_err(|error| Problem::bad_filter(&FILTER, &error))
}

fn order(query: &Query, collection: Collection) -> Result<Vec<(usize, bool)>, Problem> {
    let Some(keys) = query.text(&SORTBY) else { return Ok(Vec::new()) };
    let refuse = |key: String| {
        Problem::bad_value(
            &SORTBY,
            &Said::fixed(
                "kolom pengurut koleksi ini, masing-masing sekali, dengan koma di antaranya",
                "sortables of this collection, each once, with commas between",
            ),
            &key,
        )
    };
    ogc::sort_keys(collection, keys).map_err(refuse)
}

/// A time is read, so that a wrong one is told, and decides nothing.
fn check_time(query: &Query) -> Result<(), Problem> {
    match query.text(&DATETIME) {
        Some(text) if !ogc::is_time(text) => Err(Problem::bad_value(
            &DATETIME,
            &Said::fixed(
                "waktu atau selang RFC 3339, misalnya 2026-01-01T00:00:00Z/..",
                "an instant or interval of RFC 3339, for example 2026-01-01T00:00:00Z/..",
            ),
            text,
        )),
        _ => Ok(()),
    }
}

fn links(call: &Call, collection: Collection, page: &Page, version: &str, media_type: &'static str) -> Links {
    let other = if media_type == HTML { ("json", GEOJSON) } else { ("html", HTML) };
    let base = call.app.base_url();
    let mut links = Links::default()
        .with("self", media_type, "This page", call.own_address())
        .with("alternate", other.1, "This page in another form", call.address_with(&F, other.0))
        .with("collection", JSON, "The collection", format!("{base}/collections/{}", collection.as_str()));
    let token = |start| format!("{version}.{}", walk::place(start));
    if let Some(key) = page.next {
        links = links.with("next", media_type, "Next page", call.address_with(&PAGE, &token(Start::After(key))));
    }
    if let Some(key) = page.previous {
        links = links.with("prev", media_type, "Previous page", call.address_with(&PAGE, &token(Start::Before(key))));
    }
    links
}
