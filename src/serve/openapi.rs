//! `/openapi.json`: the whole API, made of the same tables that the router and the query parser use.
//!
//! In: the resources and their parameters. Out: an OpenAPI 3.1 document. It cannot name an address or a parameter that is not there,
//! nor forget one that is.

mod details;
mod features;
mod ogc;
mod schemas;
mod three_zero;

use crate::crs::Crs;
use crate::publish::Collection;
use crate::publish::mvt::MapLayer;
use crate::serve::call::{Call, SERVED_VERSION};
use crate::serve::health;
use crate::serve::ogc::{LIMIT, LIMIT_UNSAID};
use crate::serve::parameters::{self, FARTHEST_KM, Kind, Parameter};
use crate::serve::problem::{MEDIA_TYPE, Problem};
use crate::serve::resource::{JSON, Resource, Schema};
use crate::serve::resources;
use crate::tile::DEEPEST;
use axum::response::Response;
use serde_json::{Map, Value, json};

/// `/openapi.json`
pub(super) const DOCUMENT: Resource =
    Resource { path: "/openapi.json", summary: "This document", parameters: &[], forms: &[(JSON, Schema::Object("OpenApi"))] };

/// Refusals that any address may answer with.
const ANYWHERE: [u16; 8] = [400, 405, 406, 408, 414, 431, 500, 503];
/// What is true for a moment only has no tag and is always sent anew.
const MOMENTARY: [&str; 2] = [health::LIVE.path, health::READY.path];

pub(super) async fn document(call: Call) -> Result<Response, Problem> {
    let document = build(call.app.base_url());
    // It changes with the program and not with the data.
    call.answer(env!("CARGO_PKG_VERSION"), JSON, move |out| Ok(serde_json::to_writer(out, &document)?)).await
}

/// The document in OpenAPI 3.0.
pub(super) fn three_zero(document: Value) -> Value {
    three_zero::convert(document, query_parameter(&LIMIT))
}

/// Makes the document.
pub(super) fn build(base_url: &str) -> Value {
    let paths: Map<String, Value> =
        resources().iter().map(|(resource, _)| (resource.path.to_owned(), json!({ "get": operation(resource) }))).collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "imbas",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "Proven dissemination clusters of schools, as GeoJSON and lists",
            "description": "Read-only. Every answer but the health checks has an ETag; unknown and repeated parameters are refused. \
                Positions are WGS84, longitude first; distances are straight lines on WGS84 in whole metres. `region` is a province, \
                regency or district, and its code decides which.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": base_url }],
        "paths": paths,
        "components": {
            "schemas": schemas::all(),
            "headers": {
                "DataVersion": {
                    "description": "Version of the data behind the answer. It changes when the server has read new data; \
                        what was answered before belongs to another plan then.",
                    "schema": { "type": "string" },
                },
            },
            "responses": {
                "Problem": {
                    "description": "A refusal (RFC 9457)",
                    "content": { MEDIA_TYPE: { "schema": { "$ref": "#/components/schemas/Problem" } } },
                },
                "NotModified": { "description": "The client has the current answer" },
            },
        },
    })
}

fn operation(resource: &Resource) -> Value {
    let parameters: Vec<Value> =
        path_parameters(resource.path).chain(resource.parameters.iter().map(|one| query_parameter(one))).collect();
    json!({
        "operationId": operation_id(resource.path),
        "summary": resource.summary,
        "parameters": parameters,
        "responses": responses(resource),
    })
}

/// `/regions/{code}/assignments.csv` becomes `regions_code_assignments_csv`.
fn operation_id(path: &str) -> String {
    let words: Vec<_> = path.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "index".to_owned() } else { words.join("_") }
}

fn path_parameters(path: &str) -> impl Iterator<Item = Value> {
    path.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| path_parameter(name))
}

fn path_parameter(name: &str) -> Value {
    let text = || json!({ "type": "string" });
    let (about, schema) = match name {
        "collection" => ("Name of a collection", json!({ "type": "string", "enum": Collection::ALL.map(Collection::as_str) })),
        "layer" => ("Layer of the map", json!({ "type": "string", "enum": MapLayer::ALL.map(MapLayer::as_str) })),
        "z" => ("Zoom", json!({ "type": "integer", "minimum": 0, "maximum": DEEPEST })),
        "x" => ("Column of the tile, from the west", json!({ "type": "integer", "minimum": 0 })),
        "y" => ("Row of the tile, from the north", json!({ "type": "integer", "minimum": 0 })),
        "id" => ("Id of an office, as /offices lists it", text()),
        "npsn" => ("NPSN of a school: letters and digits", text()),
        "feature" => ("Id of a feature: an NPSN, the code of a region, or the id of a finding", text()),
        _ => ("Code of a region; a bare code of four digits that means two places is answered with its candidates", text()),
    };
    json!({ "name": name, "in": "path", "required": true, "description": about, "schema": schema })
}

fn query_parameter(parameter: &Parameter) -> Value {
    let mut one = json!({
        "name": parameter.name,
        "in": "query",
        "required": false,
        "description": parameter.about,
        "schema": kind(&parameter.kind),
    });
    if parameter.name == LIMIT.name && parameter.about == LIMIT.about {
        // GIS programs take the size of their pages from here.
        one["schema"]["default"] = json!(LIMIT_UNSAID);
        one["schema"]["maximum"] = json!(10_000);
        (one["style"], one["explode"]) = (json!("form"), json!(false));
    }
    if matches!(parameter.kind, Kind::Bbox | Kind::Numbers) {
        // One value with commas, not one value for each number.
        one["style"] = json!("form");
        one["explode"] = json!(false);
    }
    one
}

fn kind(kind: &Kind) -> Value {
    match kind {
        Kind::Region | Kind::Npsn | Kind::Pairs | Kind::Npsns => json!({ "type": "string", "minLength": 1 }),
        Kind::Level | Kind::Word(_) => json!({ "type": "string", "enum": parameters::words(kind) }),
        Kind::Bbox => json!({ "type": "array", "items": { "type": "number" }, "minItems": 4, "maxItems": 4 }),
        Kind::Numbers => json!({ "type": "array", "items": { "type": "number" }, "minItems": 4, "maxItems": 6 }),
        Kind::Crs => {
            json!({ "type": "string", "format": "uri", "enum": Crs::all().map(|crs| crs.to_string()).collect::<Vec<_>>() })
        }
        // A value above a clamped maximum is taken too, so that the maximum is told in words.
        Kind::Integer { least, clamped: true, .. } => json!({ "type": "integer", "minimum": least }),
        Kind::Integer { least, most, .. } => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Kind::Kilometres => json!({ "type": "number", "minimum": 0, "maximum": FARTHEST_KM }),
        Kind::Text(most) => json!({ "type": "string", "minLength": 1, "maxLength": most }),
    }
}

fn responses(resource: &Resource) -> Map<String, Value> {
    let content: Map<String, Value> =
        resource.forms.iter().map(|(media, schema)| ((*media).to_owned(), json!({ "schema": schema_of(*schema) }))).collect();
    let headers = json!({ SERVED_VERSION.as_str(): { "$ref": "#/components/headers/DataVersion" } });
    let ok = ("200".to_owned(), json!({ "description": resource.summary, "headers": headers, "content": content }));
    let unchanged = (!MOMENTARY.contains(&resource.path))
        .then(|| ("304".to_owned(), json!({ "$ref": "#/components/responses/NotModified" })));
    let refusals = refusals(resource).into_iter();
    let refusals = refusals.map(|status| (status.to_string(), json!({ "$ref": "#/components/responses/Problem" })));
    [Some(ok), unchanged].into_iter().flatten().chain(refusals).collect()
}

fn refusals(resource: &Resource) -> Vec<u16> {
    let takes = |wanted: &Parameter| resource.parameters.iter().any(|one| one.name == wanted.name);
    let mut statuses = ANYWHERE.to_vec();
    if resource.path.contains('{') || [&parameters::REGION, &parameters::HUB, &parameters::PIN].into_iter().any(takes) {
        statuses.push(404);
    }
    if takes(&parameters::PAGE) || takes(&parameters::VERSION) {
        statuses.push(410);
    }
    if parameters::WHAT_IF.into_iter().any(takes) {
        statuses.push(422);
    }
    statuses.sort_unstable();
    statuses
}

fn schema_of(schema: Schema) -> Value {
    match schema {
        Schema::Features(collection) => schemas::reference(features::collection_name(collection)),
        Schema::Feature(collection) => schemas::reference(features::feature_name(collection)),
        Schema::Binary => json!({ "type": "string", "format": "binary" }),
        Schema::Text => json!({ "type": "string" }),
        Schema::File => json!({ "type": "string", "format": "binary" }),
        Schema::Object(name) => schemas::reference(name),
    }
}
