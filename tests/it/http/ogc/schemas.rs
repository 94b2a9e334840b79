//! Part 5 and what builds on it: schema, queryables, sortables, chosen properties, sorting.

use super::{COLLECTIONS, encoded, ids, ok};
use crate::http::server::Server;
use serde_json::Value;
use std::collections::BTreeSet;

fn names(schema: &Value) -> BTreeSet<String> {
    schema["properties"].as_object().unwrap().keys().cloned().collect()
}

#[test]
fn schemas_name_what_features_have() {
    let server = Server::start();
    for name in COLLECTIONS {
        let answer = ok(&server, &format!("/collections/{name}/schema"));
        assert_eq!(answer.header("content-type"), Some("application/schema+json"));
        assert!(answer.text_of("link").contains("rel=\"collection\""), "{}", answer.text_of("link"));
        let schema = answer.json();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert!(schema["$id"].as_str().unwrap().ends_with(&format!("/collections/{name}/schema")));
        let roles: Vec<_> =
            schema["properties"].as_object().unwrap().values().filter_map(|one| one["x-ogc-role"].as_str()).collect();
        assert_eq!(roles.iter().filter(|role| **role == "id").count(), 1);
        assert_eq!(roles.iter().filter(|role| **role == "primary-geometry").count(), 1);
        assert!(schema["properties"].as_object().unwrap().values().all(|one| one["readOnly"] == true));
        let features = ok(&server, &format!("/collections/{name}/items")).json();
        let mut expected = names(&schema);
        expected.remove("id");
        expected.remove("geometry");
        for feature in features["features"].as_array().unwrap() {
            let own: BTreeSet<String> = feature["properties"].as_object().unwrap().keys().cloned().collect();
            assert_eq!(own, expected, "{name}");
        }
    }
}

#[test]
fn every_queryable_can_be_filtered_by_and_every_sortable_sorted_by() {
    let server = Server::start();
    for name in COLLECTIONS {
        let queryables = ok(&server, &format!("/collections/{name}/queryables")).json();
        assert_eq!(queryables["additionalProperties"], false);
        for (property, schema) in queryables["properties"].as_object().unwrap() {
            let filter = match schema["type"].as_str() {
                Some("string") => format!("\"{property}\" <> 'x'"),
                Some("integer" | "number") => format!("{property} > 0"),
                Some("boolean") => format!("{property} = TRUE"),
                _ => format!("S_INTERSECTS({property}, BBOX(-180, -90, 180, 90))"),
            };
            ok(&server, &format!("/collections/{name}/items?filter={}", encoded(&filter)));
            ok(&server, &format!("/collections/{name}/items?filter={}", encoded(&format!("{property} IS NOT NULL"))));
        }
        let sortables = ok(&server, &format!("/collections/{name}/sortables")).json();
        assert!(!names(&sortables).contains("geometry"));
        for property in names(&sortables) {
            for sign in ["", "-", "%2B", "+"] {
                ok(&server, &format!("/collections/{name}/items?sortby={sign}{property}"));
            }
        }
    }
}

#[test]
fn sortby_orders_by_several_keys_with_nothing_at_the_end() {
    let server = Server::start();
    let sorted = ok(&server, "/collections/schools/items?sortby=level,-distance_m").json();
    let key = |feature: &Value| {
        let of = &feature["properties"];
        (of["level"].as_str().unwrap().to_owned(), of["distance_m"].as_i64())
    };
    let keys: Vec<_> = sorted["features"].as_array().unwrap().iter().map(key).collect();
    for pair in keys.windows(2) {
        let ((level, metres), (next_level, next_metres)) = (&pair[0], &pair[1]);
        assert!(level <= next_level, "{keys:?}");
        if level == next_level {
            // Downwards turns everything round: what has no distance comes first.
            assert!(metres.is_none() || next_metres.is_some_and(|next| next <= metres.unwrap()), "{keys:?}");
        }
    }
    let mut all = ids(&ok(&server, "/collections/schools/items").json());
    let mut found = ids(&sorted);
    all.sort();
    found.sort();
    assert_eq!(found, all);
}

#[test]
fn properties_chooses_columns() {
    let server = Server::start();
    let few = ok(&server, "/collections/schools/items?properties=level,name&limit=2").json();
    let first = few["features"][0]["properties"].as_object().unwrap();
    assert_eq!(first.keys().map(String::as_str).collect::<BTreeSet<_>>(), BTreeSet::from(["level", "name"]));
    assert!(few["features"][0]["geometry"].is_object());
    let one = ok(&server, "/collections/schools/items/00000001?properties=hub").json();
    assert_eq!(one["properties"].as_object().unwrap().len(), 1);
    let page = ok(&server, "/collections/schools/items?properties=level&f=html");
    assert!(page.text().contains("<th scope=\"col\">level</th>") && !page.text().contains("<th scope=\"col\">hub</th>"));
}
