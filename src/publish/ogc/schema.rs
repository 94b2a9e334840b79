//! The columns of a collection as JSON Schema, and what a client says about them: filters, sort keys, chosen properties.

use crate::cql2::{self, Expr, FilterError, Predicate, Reference};
use crate::crs::Crs;
use crate::publish::Collection;
use crate::publish::columns::{Column, Kind, columns};
use crate::publish::ogc::title;
use serde_json::{Map, Value, json};

/// The name of the geometry among the queryables.
const GEOMETRY: &str = "geometry";

/// What a schema is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaKind {
    /// What a feature has: Part 5, returnables.
    Returnables,
    /// What a filter may name: Part 3.
    Queryables,
    /// What may be sorted by: Part 5, sortables.
    Sortables,
}

impl SchemaKind {
    /// Its name in addresses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Returnables => "schema",
            Self::Queryables => "queryables",
            Self::Sortables => "sortables",
        }
    }

    /// The columns that it lists, with their places in the table.
    pub(super) fn columns(self, collection: Collection) -> impl Iterator<Item = (usize, &'static Column)> {
        let all = columns(collection).into_iter().enumerate();
        all.filter(move |(_, column)| self == Self::Returnables || column.kind != Kind::TextList)
    }
}

/// A schema of a collection; `base` is the service's address.
#[must_use]
pub fn schema(base: &str, collection: Collection, kind: SchemaKind) -> Value {
    let name = collection.as_str();
    let mut properties: Map<String, Value> = Map::new();
    if kind == SchemaKind::Returnables {
        properties.insert("id".to_owned(), json!({ "type": "string", "title": "id", "x-ogc-role": "id", "readOnly": true }));
    }
    for (_, column) in kind.columns(collection) {
        properties.insert(column.name.to_owned(), property(column, kind));
    }
    if kind != SchemaKind::Sortables {
        properties.insert(GEOMETRY.to_owned(), geometry(collection, kind));
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("{base}/collections/{name}/{}", kind.as_str()),
        "type": "object",
        "title": title(collection),
        "properties": properties,
        "additionalProperties": false,
    })
}

fn property(column: &Column, kind: SchemaKind) -> Value {
    let of = match column.kind {
        Kind::Text => "string",
        Kind::Integer => "integer",
        Kind::Number => "number",
        Kind::Boolean => "boolean",
        Kind::TextList => "array",
    };
    let mut schema = json!({ "type": of, "title": column.name, "description": column.about });
    if column.kind == Kind::TextList {
        schema["items"] = json!({ "type": "string" });
    }
    if kind == SchemaKind::Returnables {
        schema["readOnly"] = json!(true);
    }
    schema
}

fn geometry(collection: Collection, kind: SchemaKind) -> Value {
    let format = match collection {
        Collection::Schools | Collection::Findings => "geometry-point",
        Collection::Links => "geometry-linestring",
        Collection::Clusters => "geometry-polygon",
        Collection::Regions => "geometry-multipolygon",
    };
    let mut schema = json!({ "format": format, "title": GEOMETRY, "x-ogc-role": "primary-geometry" });
    if kind == SchemaKind::Returnables {
        schema["readOnly"] = json!(true);
    }
    schema
}

/// Understands a filter over a collection, with the place of each of its columns in the collection's table.
///
/// # Errors
/// [`FilterError`] naming what is unknown or of another type.
pub fn predicate(collection: Collection, filter: &Expr, crs: Crs) -> Result<(Predicate, Vec<Option<usize>>), FilterError> {
    let kind = |column: &Column| match column.kind {
        Kind::Integer | Kind::Number => cql2::Kind::Number,
        Kind::Boolean => cql2::Kind::Boolean,
        Kind::Text | Kind::TextList => cql2::Kind::Text,
    };
    let queryables = SchemaKind::Queryables.columns(collection);
    let (mut places, mut known): (Vec<_>, Vec<_>) =
        queryables.map(|(at, column)| (Some(at), cql2::Column { name: column.name, kind: kind(column) })).unzip();
    places.push(None);
    known.push(cql2::Column { name: GEOMETRY, kind: cql2::Kind::Geometry });
    let to_degrees = |at| crs.to_degrees(at);
    let reference = Reference { north_first: crs.north_first(), degrees: crs.in_degrees(), to_degrees: &to_degrees };
    Ok((cql2::compile(filter, &known, reference)?, places))
}

/// The columns that a list of names chooses, in the order of the table.
///
/// # Errors
/// The name that is none of the collection.
pub fn column_names(collection: Collection, names: &str) -> Result<Vec<usize>, String> {
    let known: Vec<_> = SchemaKind::Returnables.columns(collection).collect();
    let find =
        |name: &str| known.iter().find(|(_, column)| column.name == name).map(|(at, _)| *at).ok_or_else(|| name.to_owned());
    let mut chosen = names.split(',').map(|name| find(name.trim())).collect::<Result<Vec<_>, _>>()?;
    chosen.sort_unstable();
    chosen.dedup();
    Ok(chosen)
}

/// The columns that a list of sort keys names, each with whether it goes downwards: `level,-distance_m`.
///
/// # Errors
/// The key that names no sortable column, or one named before.
pub fn sort_keys(collection: Collection, keys: &str) -> Result<Vec<(usize, bool)>, String> {
    let known: Vec<_> = SchemaKind::Sortables.columns(collection).collect();
    let mut found: Vec<(usize, bool)> = Vec::new();
    for key in keys.split(',').map(str::trim) {
        // A plus sign that nobody encoded has become a blank, and is trimmed.
        let (name, downwards) = match key.strip_prefix('-') {
            Some(name) => (name, true),
            None => (key.strip_prefix('+').unwrap_or(key), false),
        };
        let column = known.iter().find(|(_, column)| column.name == name).map(|(at, _)| *at).ok_or_else(|| key.to_owned())?;
        if found.iter().any(|(other, _)| *other == column) {
            return Err(key.to_owned());
        }
        found.push((column, downwards));
    }
    Ok(found)
}
