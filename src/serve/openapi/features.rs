//! Schemas of the collections, made of the columns that their features have.

use crate::publish::Collection;
use crate::publish::columns::{Column, Kind, columns};
use serde_json::{Map, Value, json};

/// The name of the schema of one feature.
pub(super) fn feature_name(collection: Collection) -> &'static str {
    match collection {
        Collection::Schools => "SchoolFeature",
        Collection::Clusters => "ClusterFeature",
        Collection::Links => "LinkFeature",
        Collection::Regions => "RegionFeature",
        Collection::Findings => "FindingFeature",
    }
}

/// The name of the schema of a collection.
pub(super) fn collection_name(collection: Collection) -> &'static str {
    match collection {
        Collection::Schools => "SchoolFeatures",
        Collection::Clusters => "ClusterFeatures",
        Collection::Links => "LinkFeatures",
        Collection::Regions => "RegionFeatures",
        Collection::Findings => "FindingFeatures",
    }
}

/// The schemas of all collections and their features, by name; `whole` makes the schema of a collection from that of its feature.
pub(super) fn all(whole: impl Fn(&str) -> Value) -> Map<String, Value> {
    let both = |collection| {
        let one = feature_name(collection);
        [(one.to_owned(), feature(collection)), (collection_name(collection).to_owned(), whole(one))]
    };
    Collection::ALL.into_iter().flat_map(both).collect()
}

fn feature(collection: Collection) -> Value {
    let id = match collection {
        Collection::Schools => "NPSN of the school",
        Collection::Clusters => "NPSN of the hub",
        Collection::Links => "NPSN of the member",
        Collection::Regions => "Code of the region",
        Collection::Findings => "Stable id of the finding",
    };
    json!({
        "type": "object",
        "required": ["type", "id", "geometry", "properties"],
        "properties": {
            "type": { "const": "Feature" },
            "id": { "type": "string", "description": id },
            "geometry": geometry(collection),
            "properties": properties(collection),
        },
    })
}

/// A position is `[longitude, latitude]` in degrees.
fn geometry(collection: Collection) -> Value {
    let (kind, depth) = match collection {
        Collection::Schools | Collection::Findings => ("Point", 0),
        Collection::Links => ("LineString", 1),
        Collection::Clusters => ("Polygon", 2),
        Collection::Regions => ("MultiPolygon", 3),
    };
    let position = json!({ "type": "array", "items": { "type": "number" }, "minItems": 2, "maxItems": 2 });
    let coordinates = (0..depth).fold(position, |inner, _| json!({ "type": "array", "items": inner }));
    let one = json!({
        "type": "object",
        "required": ["type", "coordinates"],
        "properties": { "type": { "const": kind }, "coordinates": coordinates },
    });
    json!({ "anyOf": [one, { "type": "null" }], "description": "null where there is no place on the map" })
}

fn properties(collection: Collection) -> Value {
    let all = columns(collection);
    let names: Vec<&str> = all.iter().map(|column| column.name).collect();
    let members: Map<String, Value> = all.iter().map(|column| (column.name.to_owned(), property(column))).collect();
    json!({ "type": "object", "required": names, "properties": members, "additionalProperties": false })
}

fn property(column: &Column) -> Value {
    let kind = match column.kind {
        Kind::Text => "string",
        Kind::Integer => "integer",
        Kind::Number => "number",
        Kind::Boolean => "boolean",
        Kind::TextList => "array",
    };
    let mut schema = json!({ "type": kind, "description": column.about });
    if column.nullable {
        schema["type"] = json!([kind, "null"]);
    }
    if column.kind == Kind::TextList {
        schema["items"] = json!({ "type": "string" });
    }
    schema
}
