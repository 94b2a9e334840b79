//! HTTP in, HTTP out.
//!
//! In: a listener, a first snapshot, and a function that makes the next one. Out: answers, and one line per request in the log.
//! Must not know: how rows are read, how plans are made, how answers are written. One pointer to the current snapshot is swapped
//! whole; planning runs on threads of its own. [`run`] is a function of a listener and a shutdown, so that tests run the real thing.

mod assignments;
mod basemap;
mod body;
mod call;
mod changes;
mod collections;
mod config;
mod connection;
mod crowd;
mod decisions;
mod decree;
mod diff;
mod exports;
mod findings;
mod health;
mod map;
mod map_sheet;
mod negotiate;
mod observe;
mod offices;
mod ogc;
mod openapi;
mod pages;
mod parameters;
mod patience;
mod plan;
mod problem;
mod process;
mod query;
mod regions;
mod replan;
mod resource;
mod schools;
mod search;
mod state;
mod summary;
mod tiles;
mod unread;

pub use basemap::{Basemap, BasemapError};
pub use config::{Config, Limits, PublicUrlError, base_url};
pub use process::{serve, start_logging};
pub use state::{App, ReloadError};

use axum::http::header::{ETAG, LINK, RETRY_AFTER};
use axum::http::{HeaderName, Method};
use axum::routing::{MethodRouter, get};
use axum::{Extension, Router, middleware};
use problem::Problem;
use resource::Resource;
use tokio::net::TcpListener;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::cors::{Any, CorsLayer};

/// Every address, in the order of `/openapi.json`.
fn resources() -> Vec<(&'static Resource, MethodRouter<App>)> {
    let mut all: Vec<(&'static Resource, MethodRouter<App>)> = vec![
        (&pages::INDEX, get(pages::index)),
        (&pages::STYLE, get(pages::style)),
        (&collections::CLUSTERS, get(collections::clusters)),
        (&collections::SCHOOLS, get(collections::schools)),
        (&collections::LINKS, get(collections::links)),
        (&regions::BOUNDARIES, get(regions::boundaries)),
        (&regions::LIST, get(regions::list)),
        (&regions::ONE, get(regions::one)),
        (&summary::SUMMARY, get(summary::summary)),
        (&summary::EVERYWHERE, get(summary::everywhere)),
        (&changes::CHANGES, get(changes::changes)),
        (&changes::PAIRS, get(changes::pairs_file)),
        (&map_sheet::SHEET, get(map_sheet::sheet)),
        (&assignments::BY_ACCEPT, get(assignments::by_accept)),
        (&assignments::AS_JSON, get(assignments::as_named)),
        (&assignments::AS_CSV, get(assignments::as_named)),
        (&assignments::AS_XLSX, get(assignments::as_named)),
        (&assignments::AS_HTML, get(assignments::as_named)),
        (&schools::ONE, get(schools::one)),
        (&schools::NEIGHBOURS, get(schools::neighbours)),
        (&schools::ASSIGNMENT, get(schools::assignment)),
        (&decree::DECREE, get(decree::decree)),
        (&diff::DIFF, get(diff::diff)),
        (&offices::LIST, get(offices::list)),
        (&offices::BY_ACCEPT, get(offices::by_accept)),
        (&offices::AS_CSV, get(offices::as_named)),
        (&offices::AS_XLSX, get(offices::as_named)),
        (&offices::AS_HTML, get(offices::as_named)),
        (&assignments::MEMBERS, get(assignments::members_by_accept)),
        (&assignments::MEMBERS_CSV, get(assignments::members_as_named)),
        (&assignments::MEMBERS_XLSX, get(assignments::members_as_named)),
        (&assignments::MEMBERS_HTML, get(assignments::members_as_named)),
        (&findings::BY_ACCEPT, get(findings::by_accept)),
        (&findings::AS_CSV, get(findings::as_csv)),
        (&findings::AS_GEOJSON, get(findings::as_geojson)),
        (&search::RESOURCE, get(search::search)),
        (&tiles::LAYER, get(tiles::layer)),
        (&tiles::TILE, get(tiles::tile)),
        (&ogc::conformance::CONFORMANCE, get(ogc::conformance::conformance)),
        (&ogc::collections::ALL, get(ogc::collections::all)),
        (&ogc::collections::ONE, get(ogc::collections::one)),
        (&ogc::schema::SCHEMA, get(ogc::schema::schema)),
        (&ogc::schema::QUERYABLES, get(ogc::schema::queryables)),
        (&ogc::schema::SORTABLES, get(ogc::schema::sortables)),
        (&ogc::items::ITEMS, get(ogc::items::items)),
        (&ogc::item::ITEM, get(ogc::item::item)),
        (&ogc::api::API, get(ogc::api::api)),
        (&plan::PLAN, get(plan::plan)),
        (&health::LIVE, get(health::live)),
        (&health::READY, get(health::ready)),
        (&openapi::DOCUMENT, get(openapi::document)),
    ];
    all.extend(exports::FILES.iter().map(|file| (&file.resource, get(exports::answer))));
    all
}

/// Serves until `shutdown`, then lets the answers under way end, for as long as the limits allow.
pub async fn run(listener: TcpListener, app: App, shutdown: impl Future<Output = ()>) {
    let limits = app.limits().clone();
    app.warm();
    connection::serve(listener, router(app), limits, shutdown).await;
}

/// The addresses with everything around them; what is listed last goes around what is listed before.
fn router(app: App) -> Router {
    let mut router = Router::new();
    for (resource, handler) in resources() {
        router = router.route(resource.path, handler.layer(Extension(resource)));
    }
    router
        .route(map::PATH, get(map::file))
        .route(basemap::PAGE_PATH, get(basemap::page))
        .route(basemap::ARCHIVE_PATH, get(basemap::archive))
        .route_layer(middleware::from_fn(observe::remember_template))
        .method_not_allowed_fallback(async || Problem::method_not_allowed())
        .fallback(async || Problem::no_such_address())
        .layer(CatchPanicLayer::custom(problem::from_panic))
        .layer(CompressionLayer::new().compress_when(DefaultPredicate::new().and(NotForContentType::const_new(basemap::PMTILES))))
        .layer(middleware::from_fn(negotiate::choose_encoding))
        .layer(cors())
        .layer(middleware::from_fn_with_state(app.clone(), observe::observe))
        .with_state(app)
}

/// Anybody's page may read, and nobody's may send a cookie.
fn cors() -> CorsLayer {
    let none: [HeaderName; 0] = [];
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::HEAD])
        .allow_headers(Any)
        .expose_headers([ETAG, LINK, RETRY_AFTER, call::SERVED_VERSION, observe::REQUEST_ID])
        .vary(none)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_is_in_the_document_with_its_parameters() {
        let document = openapi::build("http://127.0.0.1");
        for (resource, _) in resources() {
            let get = &document["paths"][resource.path]["get"];
            let documented: Vec<_> = get["parameters"].as_array().unwrap().iter().filter(|one| one["in"] == "query").collect();
            assert_eq!(documented.len(), resource.parameters.len(), "{}", resource.path);
            for (parameter, documented) in resource.parameters.iter().zip(documented) {
                assert_eq!(documented["name"], parameter.name, "{}", resource.path);
            }
        }
    }
}
