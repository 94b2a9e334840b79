//! What is asked of the collections and cannot be answered: a problem that names the parameter, the property, the place.

use super::{COLLECTIONS, encoded, ok};
use crate::http::server::Server;
use serde_json::Value;

fn refused(server: &Server, target: &str, status: u16, parameter: &str) -> Value {
    let answer = server.get(target);
    assert_eq!(answer.status, status, "{target}: {}", answer.text());
    assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{target}");
    let problem = answer.json();
    assert_eq!(problem["parameter"], parameter, "{target}: {problem}");
    problem
}

#[test]
fn filters_are_refused_with_the_place_and_the_property() {
    let server = Server::start();
    let refuse =
        |filter: &str| refused(&server, &format!("/collections/schools/items?filter={}", encoded(filter)), 400, "filter");
    let problem = refuse("level = 'SD' AND kelas = 3");
    assert_eq!((problem["property"].as_str(), problem["character"].as_u64()), (Some("kelas"), Some(18)));
    let problem = refuse("distance_m = 'near'");
    assert_eq!((problem["property"].as_str(), problem["character"].as_u64()), (Some("distance_m"), Some(14)));
    assert!(problem["detail"].as_str().unwrap().contains("distance_m is a number, found text"), "{problem}");
    refuse("level = ");
    refuse(&"(".repeat(400));
    refuse(&"NOT ".repeat(800));
    refuse("S_INTERSECTS(geometry, POINT(500 0))");
    refuse("member_npsn = 'x'");
    let json = encoded(r#"{"op":"=","args":[{"property":"kelas"},3]}"#);
    let problem = refused(&server, &format!("/collections/schools/items?filter-lang=cql2-json&filter={json}"), 400, "filter");
    assert_eq!((problem["property"].as_str(), problem["pointer"].as_str()), (Some("kelas"), Some("/args/0")));
}

#[test]
fn unknown_systems_columns_and_orders_are_refused() {
    let server = Server::start();
    let items = "/collections/schools/items";
    for name in ["crs", "bbox-crs", "filter-crs"] {
        refused(&server, &format!("{items}?{name}={}", encoded("http://www.opengis.net/def/crs/EPSG/0/27700")), 400, name);
    }
    assert_eq!(refused(&server, &format!("{items}?properties=name,kelas"), 400, "properties")["found"], "kelas");
    assert_eq!(refused(&server, &format!("{items}?sortby=name,-kelas"), 400, "sortby")["found"], "-kelas");
    refused(&server, &format!("{items}?sortby=name,-name"), 400, "sortby");
    refused(&server, "/collections/clusters/items?sortby=member_npsn", 400, "sortby");
    refused(&server, &format!("{items}?bbox=1,2,3"), 400, "bbox");
    refused(
        &server,
        &format!("{items}?bbox=100,-1,101,0&bbox-crs={}", encoded("http://www.opengis.net/def/crs/EPSG/0/4326")),
        400,
        "bbox",
    );
    refused(&server, &format!("{items}?datetime=yesterday"), 400, "datetime");
    refused(&server, &format!("{items}?filter-lang=ecql&filter=x"), 400, "filter-lang");
}

#[test]
fn forged_tokens_are_refused_and_those_of_other_versions_are_gone() {
    let server = Server::start();
    let items = "/collections/schools/items";
    let version = ok(&server, items).json()["version"].as_str().unwrap().to_owned();
    for token in [
        "x",
        "a1",
        "...",
        &format!("{version}.a99999999"),
        &format!("{version}.c1"),
        &format!("{version}.a"),
        &format!("{version}.a-1"),
        "zz.a1",
        "%E2%82%AC.a1",
    ] {
        refused(&server, &format!("{items}?page={token}"), 400, "page");
    }
    let other = version.replace(|c: char| c.is_ascii_digit(), "f").replace('a', "b");
    refused(&server, &format!("{items}?page={other}.a1"), 410, "page");
    refused(&server, &format!("{items}?page={version}.a1&offset=3"), 400, "offset");
}

#[test]
fn what_is_not_there_is_not_found() {
    let server = Server::start();
    for target in
        ["/collections/nothing", "/collections/nothing/items", "/collections/Schools/schema", "/collections/nothing/items/1"]
    {
        let answer = server.get(target);
        assert_eq!((answer.status, &answer.json()["type"]), (404, &"urn:imbas:problem:unknown_collection".into()), "{target}");
    }
    for name in COLLECTIONS {
        for id in ["nothing", "00000099", "1", "%3Cscript%3E", &"9".repeat(300)] {
            let answer = server.get(&format!("/collections/{name}/items/{id}"));
            assert_eq!(
                (answer.status, &answer.json()["type"]),
                (404, &"urn:imbas:problem:unknown_feature".into()),
                "{name} {id}"
            );
        }
    }
    assert_eq!(server.get_with("/collections/schools/items", &[("accept", "image/png")]).status, 406);
}
