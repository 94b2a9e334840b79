//! What the audit found.

use crate::model::Code;
use crate::publish::findings::{self as publish, Filter, Selected};
use crate::publish::{Collection, page};
use crate::serve::call::Call;
use crate::serve::map;
use crate::serve::parameters::{
    self, CODE, FINDINGS_FORM, LANG, LIMIT, LOCALE, NEXT_TOKEN, NPSN, PAGE, Parameter, REGION, SEVERITY,
};
use crate::serve::problem::Problem;
use crate::serve::resource::{CSV, GEOJSON, HTML, JSON, Resource, Schema};
use crate::snapshot::View;
use axum::response::Response;
use std::io::{self, Write};

const PARAMETERS: &[&Parameter] = &[&REGION, &NPSN, &CODE, &SEVERITY, &LIMIT, &PAGE, &LOCALE];
/// The address that answers in any form, the page among them, takes these as well.
const ANY_FORM: &[&Parameter] = &[&REGION, &NPSN, &CODE, &SEVERITY, &LIMIT, &PAGE, &LOCALE, &FINDINGS_FORM, &LANG];
/// The forms of the answer, best first.
const FORMS: &[(&str, Schema)] = &[
    (JSON, Schema::Object("Findings")),
    (GEOJSON, Schema::Features(Collection::Findings)),
    (CSV, Schema::Text),
    (HTML, Schema::Text),
];
const SUMMARY: &str = "What is wrong with the data: code, severity, place, what was found, proposal, advice; doubtful hubs first";

/// `/findings`
pub(super) const BY_ACCEPT: Resource = Resource { path: "/findings", summary: SUMMARY, parameters: ANY_FORM, forms: FORMS };
/// `/findings.csv`
pub(super) const AS_CSV: Resource =
    Resource { path: "/findings.csv", summary: SUMMARY, parameters: PARAMETERS, forms: &[(CSV, Schema::Text)] };
/// `/findings.geojson`
pub(super) const AS_GEOJSON: Resource = Resource {
    path: "/findings.geojson",
    summary: SUMMARY,
    parameters: PARAMETERS,
    forms: &[(GEOJSON, Schema::Features(Collection::Findings))],
};

pub(super) async fn by_accept(call: Call) -> Result<Response, Problem> {
    match call.asked(&FINDINGS_FORM, FORMS)? {
        GEOJSON => as_geojson(call).await,
        CSV => as_csv(call).await,
        HTML => as_page(&call).await,
        _ => answer(&call, JSON, |view, selected, next, out| publish::write_json(view.data, selected, next, out)).await,
    }
}

async fn as_page(call: &Call) -> Result<Response, Problem> {
    let filter = filter(call, &call.snapshot.version)?;
    let filter = Filter { limit: filter.limit.or(Some(page::FINDINGS_ROWS)), ..filter };
    let (reader, asked) = (call.reader(), filter.clone());
    selected(call, HTML, filter, move |view, selected, out| {
        let mapped = map::files().is_some();
        page::FindingsPage { view: *view, filter: &asked, selected, mapped, reader: &reader }.write(out)
    })
    .await
}

pub(super) async fn as_csv(call: Call) -> Result<Response, Problem> {
    let locale = parameters::locale(call.query.word(&LOCALE));
    answer(&call, CSV, move |view, selected, _, out| publish::write_csv(view.data, selected, locale, out)).await
}

pub(super) async fn as_geojson(call: Call) -> Result<Response, Problem> {
    answer(&call, GEOJSON, publish::write_geojson).await
}

async fn answer(
    call: &Call,
    media_type: &'static str,
    write: impl FnOnce(&View<'_>, &Selected<'_>, Option<&str>, &mut dyn Write) -> io::Result<()> + Send + 'static,
) -> Result<Response, Problem> {
    let version = call.snapshot.version.clone();
    let next_page = call.next_pages(&version);
    selected(call, media_type, filter(call, &version)?, move |view, selected, out| {
        let next = selected.next.as_deref().map(next_page);
        write(view, selected, next.as_deref(), out)
    })
    .await
}

/// Answers with the findings of a filter.
async fn selected(
    call: &Call,
    media_type: &'static str,
    filter: Filter,
    write: impl FnOnce(&View<'_>, &Selected<'_>, &mut dyn Write) -> io::Result<()> + Send + 'static,
) -> Result<Response, Problem> {
    if filter.after.is_some() && publish::select(&call.snapshot.data, &filter).is_none() {
        return Err(Problem::bad_value(&PAGE, &NEXT_TOKEN, call.query.text(&PAGE).unwrap_or_default()));
    }
    call.answer_served(media_type, move |view, out| {
        let selected = publish::select(view.data, &filter).expect("checked above, and a snapshot does not change");
        write(view, &selected, out)
    })
    .await
}

fn filter(call: &Call, version: &str) -> Result<Filter, Problem> {
    Ok(Filter {
        region: call.query.region(&REGION),
        severity: call.query.word(&SEVERITY).and_then(parameters::severity),
        code: call.query.text(&CODE).map(code).transpose()?,
        npsn: call.query.npsn(&NPSN),
        limit: call.query.integer(&LIMIT).map(|limit| limit as usize),
        after: call.page(version)?.map(str::to_owned),
    })
}

fn code(text: &str) -> Result<Code, Problem> {
    let found = Code::ALL.iter().find(|code| code.as_str() == text);
    found.copied().ok_or_else(|| Problem::unknown_code(text, Code::ALL.iter().map(|code| code.as_str()).collect()))
}
