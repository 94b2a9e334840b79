//! Schemas of answers for `/openapi.json`.

use serde_json::{Value, json};

/// Every schema by its name.
pub(super) fn all() -> Value {
    json!({
        "Problem": problem(),
        "FeatureCollection": feature_collection(),
        "Feature": feature(),
        "RegionList": { "type": "object" },
        "Region": { "type": "object" },
        "Summary": { "type": "object" },
        "Assignments": { "type": "object" },
        "Neighbours": { "type": "object" },
        "Assignment": { "type": "object" },
        "Findings": { "type": "object" },
        "Plan": { "type": "object" },
        "Live": object(&["status"], json!({ "status": { "const": "live" } })),
        "Ready": ready(),
        "OpenApi": { "type": "object" },
    })
}

/// An object that may grow: more members are no break.
fn object(required: &[&str], properties: Value) -> Value {
    json!({ "type": "object", "required": required, "properties": properties })
}

fn problem() -> Value {
    object(
        &["type", "title", "status", "detail", "detail_id", "request_id"],
        json!({
            "type": { "type": "string", "format": "uri" },
            "title": { "type": "string" },
            "status": { "type": "integer" },
            "detail": { "type": "string", "description": "In English" },
            "detail_id": { "type": "string", "description": "In Indonesian" },
            "request_id": { "type": "string" },
            "parameter": { "type": "string", "description": "The parameter at fault" },
            "known": { "type": "array", "items": { "type": "string" }, "description": "What would be taken" },
            "limit": { "type": ["integer", "number", "string"] },
            "found": { "type": ["integer", "string"], "description": "At most 80 characters of the input" },
            "near": { "type": "array", "items": { "type": "object" }, "description": "Regions whose name or code is near" },
            "candidates": { "type": "array", "items": { "type": "object" }, "description": "Regions that the code may mean" },
            "offered": { "type": "array", "items": { "type": "string" } },
        }),
    )
}

fn feature_collection() -> Value {
    object(
        &["type", "features"],
        json!({
            "type": { "const": "FeatureCollection" },
            "features": { "type": "array", "items": { "$ref": "#/components/schemas/Feature" } },
            "numberMatched": { "type": "integer" },
            "numberReturned": { "type": "integer" },
            "links": { "type": "array", "items": { "type": "object" } },
        }),
    )
}

fn feature() -> Value {
    object(
        &["type", "geometry", "properties"],
        json!({
            "type": { "const": "Feature" },
            "id": { "type": "string" },
            "geometry": { "type": ["object", "null"] },
            "properties": { "type": "object" },
        }),
    )
}

fn ready() -> Value {
    object(
        &["status", "version", "schools", "reloads", "last_reload_failure"],
        json!({
            "status": { "const": "ready" },
            "version": { "type": "string" },
            "schools": { "type": "integer" },
            "reloads": object(&["done", "failed"], json!({ "done": { "type": "integer" }, "failed": { "type": "integer" } })),
            "last_reload_failure": { "type": ["string", "null"] },
        }),
    )
}
