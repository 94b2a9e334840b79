//! `/openapi.json` holds what the server does, and the server does what it holds.

use super::server::{OFFICE, Server};
use serde_json::Value;
use std::collections::BTreeSet;

#[test]
fn every_documented_address_answers_with_a_documented_form_and_schema() {
    let server = Server::start();
    let document = server.get("/openapi.json").json();
    assert_eq!(document["openapi"], "3.1.0");
    assert_eq!(document["servers"][0]["url"], format!("http://{}", server.address));
    let paths = document["paths"].as_object().unwrap();
    assert!(paths.len() >= 20);
    for (path, operations) in paths {
        let operation = &operations["get"];
        let target = path
            .replace("{code}", "13.75")
            .replace("/offices/{id}", &format!("/offices/{OFFICE}"))
            .replace("{npsn}", "00000002")
            .replace("{collection}", "schools")
            .replace("{feature}", "00000002")
            .replace("{layer}/{z}/{x}/{y}", "schools/10/797/512")
            .replace("{layer}", "schools");
        let content = operation["responses"]["200"]["content"].as_object().unwrap();
        for (media, form) in content {
            let answer = server.get_with(&target, &[("accept", media)]);
            assert_eq!((answer.status, answer.header("content-type")), (200, Some(media.as_str())), "{path}");
            if media.contains("json") && !media.ends_with("-seq") {
                fits(&document, &form["schema"], &answer.json(), path);
            }
        }
    }
}

#[test]
fn every_reference_of_the_document_leads_somewhere() {
    let server = Server::start();
    let document = server.get("/openapi.json").json();
    let mut ids = BTreeSet::new();
    let mut open = vec![&document];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(members) => {
                if let Some(reference) = members.get("$ref").and_then(Value::as_str) {
                    assert!(document.pointer(&reference[1..]).is_some(), "{reference}");
                }
                if let Some(id) = members.get("operationId") {
                    assert!(ids.insert(id.to_string()), "{id} twice");
                }
                open.extend(members.values());
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
}

#[test]
fn every_refusal_fits_the_documented_problem() {
    let server = Server::start();
    let document = server.get("/openapi.json").json();
    let schema = &document["components"]["schemas"]["Problem"];
    for target in
        ["/nothing", "/regions/1306", "/regions/98.76", "/schools.geojson?limit=0", "/schools.geojson?x=1", "/schools/9"]
    {
        let problem = server.get(target).json();
        fits(&document, schema, &problem, target);
        for member in problem.as_object().unwrap().keys() {
            assert!(schema["properties"].get(member).is_some(), "{target}: {member} is not documented");
        }
    }
}

/// Checks the few words of JSON Schema that the document uses.
fn fits(document: &Value, schema: &Value, value: &Value, at: &str) {
    if let Some(reference) = schema["$ref"].as_str() {
        return fits(document, document.pointer(&reference[1..]).unwrap(), value, at);
    }
    if let Some(constant) = schema.get("const") {
        assert_eq!(value, constant, "{at}");
    }
    if let Some(kind) = schema.get("type") {
        let kinds: Vec<&str> = kind
            .as_array()
            .map_or_else(|| kind.as_str().into_iter().collect(), |all| all.iter().filter_map(Value::as_str).collect());
        assert!(kinds.iter().any(|kind| is(kind, value)), "{at}: expected {kinds:?}, found {value}");
    }
    for name in schema["required"].as_array().into_iter().flatten() {
        assert!(value.get(name.as_str().unwrap()).is_some(), "{at}: {name} is missing in {value}");
    }
    if schema["additionalProperties"] == false {
        for name in value.as_object().unwrap().keys() {
            assert!(schema["properties"].get(name).is_some(), "{at}: {name} is not documented");
        }
    }
    for (name, schema) in schema["properties"].as_object().into_iter().flatten() {
        if let Some(value) = value.get(name) {
            fits(document, schema, value, &format!("{at}/{name}"));
        }
    }
    if let Some(items) = schema.get("items") {
        for (place, item) in value.as_array().into_iter().flatten().enumerate() {
            fits(document, items, item, &format!("{at}/{place}"));
        }
    }
}

fn is(kind: &str, value: &Value) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("the document uses a type {other}"),
    }
}
