//! OpenAPI 3.1 as 3.0: what the newer edition took from JSON Schema is said in the older one's words.
//!
//! In: a document of ours. Out: the same in 3.0.3, with `components.parameters.limit`, in which GIS programs look for the size of pages.

use serde_json::{Map, Value, json};

/// Says a document in OpenAPI 3.0; `limit` is the parameter of the pages of features.
pub(super) fn convert(mut document: Value, limit: Value) -> Value {
    downgrade(&mut document);
    document["openapi"] = json!("3.0.3");
    if let Some(info) = document["info"].as_object_mut() {
        info.remove("summary");
        info.insert("license".to_owned(), json!({ "name": "MIT OR Apache-2.0", "url": "https://spdx.org/licenses/MIT" }));
    }
    let reference = json!({ "$ref": "#/components/parameters/limit" });
    for operation in document["paths"].as_object_mut().into_iter().flatten().filter_map(|(_, path)| path["get"].as_object_mut()) {
        for parameter in operation["parameters"].as_array_mut().into_iter().flatten() {
            if *parameter == limit {
                *parameter = reference.clone();
            }
        }
    }
    document["components"]["parameters"] = json!({ "limit": limit });
    document
}

/// Rewrites every schema inside a value.
fn downgrade(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(downgrade),
        Value::Object(members) => {
            members.values_mut().for_each(downgrade);
            constant(members);
            nullable_type(members);
            nullable_choice(members);
        }
        _ => {}
    }
}

/// `const` becomes a list of one word.
fn constant(members: &mut Map<String, Value>) {
    if let Some(word) = members.remove("const") {
        if word.is_string() {
            members.insert("type".to_owned(), json!("string"));
        }
        members.insert("enum".to_owned(), json!([word]));
    }
}

/// A list of types becomes one type, or a choice of types, with `nullable`.
fn nullable_type(members: &mut Map<String, Value>) {
    let Some(Value::Array(types)) = members.get("type") else { return };
    let mut types = types.clone();
    let before = types.len();
    types.retain(|one| one != "null");
    if types.len() < before {
        members.insert("nullable".to_owned(), json!(true));
    }
    match types.as_slice() {
        [only] => drop(members.insert("type".to_owned(), only.clone())),
        several => {
            let choices: Vec<Value> = several.iter().map(|one| json!({ "type": one })).collect();
            members.remove("type");
            members.insert("anyOf".to_owned(), json!(choices));
        }
    }
}

/// A choice with nothing becomes the other choice with `nullable`.
fn nullable_choice(members: &mut Map<String, Value>) {
    let Some(Value::Array(choices)) = members.get_mut("anyOf") else { return };
    let before = choices.len();
    choices.retain(|one| one["type"] != "null");
    if choices.len() == before {
        return;
    }
    let choices = std::mem::take(choices);
    members.remove("anyOf");
    members.insert("nullable".to_owned(), json!(true));
    match <[Value; 1]>::try_from(choices) {
        Ok([Value::Object(only)]) if !only.contains_key("$ref") => members.extend(only),
        Ok(only) => drop(members.insert("allOf".to_owned(), json!(only))),
        Err(several) => drop(members.insert("anyOf".to_owned(), json!(several))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(schema: Value, expected: Value) {
        let mut found = schema.clone();
        downgrade(&mut found);
        assert_eq!(found, expected, "{schema}");
    }

    #[test]
    fn nothing_and_constants_are_said_in_the_older_words() {
        check(
            json!({ "type": ["string", "null"], "description": "x" }),
            json!({ "type": "string", "nullable": true, "description": "x" }),
        );
        check(json!({ "type": ["integer", "string"] }), json!({ "anyOf": [{ "type": "integer" }, { "type": "string" }] }));
        check(json!({ "const": "Feature" }), json!({ "type": "string", "enum": ["Feature"] }));
        check(json!({ "anyOf": [{ "type": "object" }, { "type": "null" }] }), json!({ "type": "object", "nullable": true }));
        check(
            json!({ "anyOf": [{ "$ref": "#/a" }, { "type": "null" }] }),
            json!({ "allOf": [{ "$ref": "#/a" }], "nullable": true }),
        );
        check(json!({ "items": { "const": 1 } }), json!({ "items": { "enum": [1] } }));
    }
}
