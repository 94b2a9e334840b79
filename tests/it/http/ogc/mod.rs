//! OGC API - Features: the abstract tests of the standards, by their names where they have one, and what imbas promises beyond.

mod core;
mod crs;
mod filter;
mod refusals;
mod schemas;
mod walks;

use super::client::Answer;
use super::server::Server;
use serde_json::Value;

/// The collections, in their order.
const COLLECTIONS: [&str; 5] = ["schools", "clusters", "links", "regions", "findings"];

fn ok(server: &Server, target: &str) -> Answer {
    let answer = server.get(target);
    assert_eq!(answer.status, 200, "{target}: {}", answer.text());
    answer
}

/// The ids of the features of an answer.
fn ids(answer: &Value) -> Vec<String> {
    let features = answer["features"].as_array().unwrap_or_else(|| panic!("no features in {answer}"));
    features.iter().map(|feature| feature["id"].as_str().unwrap().to_owned()).collect()
}

/// The address of a link, as a target for this server.
fn link(answer: &Value, rel: &str) -> Option<String> {
    let links = answer["links"].as_array().unwrap();
    let href = links.iter().find(|link| link["rel"] == rel)?["href"].as_str().unwrap();
    let (_, rest) = href.split_once("://").unwrap();
    Some(rest[rest.find('/').unwrap()..].to_owned())
}

/// A text as a value in an address.
fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
