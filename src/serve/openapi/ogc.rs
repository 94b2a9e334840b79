//! Schemas of the documents of OGC API - Features.

use super::schemas::{list, object, reference};
use serde_json::{Map, Value, json};

/// Every schema by its name.
pub(super) fn all() -> Map<String, Value> {
    let links = || ("links", list(&reference("Link")));
    let texts = || list(&json!({ "type": "string" }));
    // The columns, or the chosen ones, and any coordinate reference system: the named schemas of the collections say more.
    let feature = object("id:string geometry:object? properties:object", &[("type", json!({ "const": "Feature" }))]);
    let mut item = feature.clone();
    item["properties"]["links"] = list(&reference("Link"));
    let schemas = [
        ("Link", object("rel:string type:string title:string href:string", &[])),
        ("Landing", object("title:string description:string attribution:string version:string", &[links()])),
        ("Conformance", object("", &[("conformsTo", texts()), links()])),
        ("Collections", object("", &[("collections", list(&reference("Collection"))), ("crs", texts()), links()])),
        ("Collection", collection()),
        (
            "Schema",
            object("$schema:string $id:string type:string title:string properties:object additionalProperties:boolean", &[]),
        ),
        (
            "Items",
            object(
                "numberMatched:integer numberReturned:integer version:string provenance:object",
                &[("type", json!({ "const": "FeatureCollection" })), ("features", list(&feature)), links()],
            ),
        ),
        ("Item", item),
    ];
    schemas.into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect()
}

fn collection() -> Value {
    let texts = list(&json!({ "type": "string" }));
    let mut collection = object(
        "id:string title:string description:string itemType:string storageCrs:string",
        &[("crs", texts), ("links", list(&reference("Link")))],
    );
    let bounds = json!({ "type": "array", "items": { "type": "number" }, "minItems": 4, "maxItems": 4 });
    collection["properties"]["extent"] = object("", &[("spatial", object("crs:string", &[("bbox", list(&bounds))]))]);
    collection
}
