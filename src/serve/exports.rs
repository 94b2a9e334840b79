//! Collections as files: one address for each collection and format, so that a link is all that a GIS program or a person needs.

use crate::publish::Collection;
use crate::publish::export::{self, Export, Format, Part};
use crate::serve::assignments::named;
use crate::serve::call::Call;
use crate::serve::parameters::{self, LEVEL, LOCALE, Parameter, REGION};
use crate::serve::problem::Problem;
use crate::serve::resource::{CSV, GEOJSON, Resource, Schema, XLSX};
use axum::response::Response;
use std::sync::LazyLock;
use std::time::Duration;
use tokio::sync::Semaphore;

/// The name of a file that holds all collections.
const ALL: &str = "imbas";
/// Files that are made at once: each needs room on the disk and a thread for as long as its client reads.
const AT_ONCE: usize = 4;
/// How long a client waits for its turn.
const PATIENCE: Duration = Duration::from_secs(20);
static TURNS: Semaphore = Semaphore::const_new(AT_ONCE);

const PARAMETERS: &[&Parameter] = &[&REGION, &LEVEL, &LOCALE];
/// Those of a file that holds the whole plan.
const OF_THE_WHOLE: &[&Parameter] = &[&LEVEL];

/// A file and its address.
#[derive(Debug)]
pub(super) struct File {
    /// What the router knows about it.
    pub(super) resource: Resource,
    format: Format,
    collection: Option<Collection>,
}

/// Every file, by format and collection.
pub(super) static FILES: LazyLock<Vec<File>> = LazyLock::new(|| {
    let of_format = |format: Format| {
        let collections = if format.holds_all() { vec![None] } else { Collection::ALL.map(Some).to_vec() };
        collections.into_iter().map(move |collection| file(format, collection))
    };
    Format::ALL.into_iter().flat_map(of_format).collect()
});

fn file(format: Format, collection: Option<Collection>) -> File {
    let forms: &'static [(&'static str, Schema)] = vec![(media_type(format), schema(format, collection))].leak();
    let name = collection.map_or(ALL, Collection::as_str);
    let resource = Resource {
        // Made once, and needed for as long as the program runs.
        path: format!("/exports/{name}.{}", format.as_str()).leak(),
        summary: "Collections as a file to download; all of them in one file where the format has room",
        parameters: if format.narrows_to_region() { PARAMETERS } else { OF_THE_WHOLE },
        forms,
    };
    File { resource, format, collection }
}

fn media_type(format: Format) -> &'static str {
    match format {
        Format::GeoJson => GEOJSON,
        Format::GeoJsonSeq => "application/geo+json-seq",
        Format::Csv => CSV,
        Format::Xlsx => XLSX,
        Format::GeoPackage => "application/geopackage+sqlite3",
        Format::FlatGeobuf => "application/vnd.flatgeobuf",
        Format::GeoParquet => "application/vnd.apache.parquet",
        Format::PmTiles => "application/vnd.pmtiles",
    }
}

fn schema(format: Format, collection: Option<Collection>) -> Schema {
    match (format, collection) {
        (Format::GeoJson, Some(collection)) => Schema::Features(collection),
        (Format::Csv, _) => Schema::Text,
        _ => Schema::File,
    }
}

/// The file of the address.
pub(super) async fn answer(call: Call) -> Result<Response, Problem> {
    let file = FILES.iter().find(|file| std::ptr::eq(&raw const file.resource, call.resource));
    let file = file.expect("the router leads here from these addresses only");
    let export = Export {
        format: file.format,
        collections: file.collection.map_or_else(|| file.format.collections().to_vec(), |one| vec![one]),
        part: Part { region: call.query.region(&REGION), level: call.query.level(&LEVEL) },
        locale: parameters::locale(call.query.word(&LOCALE)),
    };
    let turn = tokio::time::timeout(PATIENCE, TURNS.acquire()).await;
    let Ok(Ok(turn)) = turn else { return Err(Problem::busy(PATIENCE.as_secs() as u32)) };
    let write = call.answer_served(media_type(file.format), move |view, out| {
        let written = export::write(view, &export, out).map(drop);
        drop(turn);
        written
    });
    let name = file.resource.path.rsplit('/').next().unwrap_or_default();
    Ok(named(write.await?, name))
}
