//! Every refusal is a problem document that names what was wrong.

use super::client;
use super::server::Server;
use serde_json::Value;

/// Asks and expects a problem; gives the document back.
fn refused(server: &Server, target: &str, status: u16, code: &str) -> Value {
    let answer = server.get(target);
    assert_eq!(answer.status, status, "{target}: {}", answer.text());
    assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{target}");
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{target}");
    let problem = answer.json();
    assert_eq!(problem["type"], format!("urn:imbas:problem:{code}"), "{target}");
    assert_eq!(problem["status"], status, "{target}");
    assert_eq!(problem["request_id"], answer.text_of("x-request-id"), "{target}");
    assert!(problem["detail"].as_str().is_some_and(|text| !text.is_empty()), "{target}");
    assert!(problem["detail_id"].as_str().is_some_and(|text| !text.is_empty()), "{target}");
    problem
}

#[test]
fn unknown_and_repeated_parameters_are_refused_by_name() {
    let server = Server::start();
    for path in [
        "/",
        "/style.css",
        "/clusters.geojson",
        "/schools.geojson",
        "/links.geojson",
        "/regions.geojson",
        "/regions",
        "/regions/13.75",
        "/regions/13.75/summary",
        "/regions/13.75/assignments",
        "/regions/13.75/assignments.json",
        "/regions/13.75/assignments.csv",
        "/regions/13.75/assignments.html",
        "/schools/00000001",
        "/schools/00000001/neighbours",
        "/schools/00000001/assignment",
        "/findings",
        "/findings.csv",
        "/findings.geojson",
        "/plan",
        "/livez",
        "/readyz",
        "/openapi.json",
    ] {
        let problem = refused(&server, &format!("{path}?district=1"), 400, "unknown_parameter");
        assert_eq!(problem["parameter"], "district", "{path}");
    }
    let problem = refused(&server, "/clusters.geojson?limit=1&limit=2", 400, "repeated_parameter");
    assert_eq!(problem["parameter"], "limit");
}

#[test]
fn values_out_of_range_are_refused_with_the_parameter() {
    let server = Server::start();
    let clusters = |query: &str| (format!("/clusters.geojson?{query}"), query.split('=').next().unwrap().to_owned());
    let mut cases: Vec<(String, String)> = [
        "limit=0",
        "limit=-1",
        "limit=1.5",
        "limit=",
        "limit=abc",
        "limit=%D9%A1",
        "bbox=",
        "bbox=1,2,3",
        "bbox=nan,0,1,1",
        "bbox=inf,0,1,1",
        "bbox=1e400,0,1,1",
        "bbox=0,5,1,4",
        "bbox=0,0,181,1",
        "bbox=0,0,1,1,2",
        "level=SDX",
        "level=",
        "hub=",
        "hub=10-3",
        "hub=1234567890123",
        "reach_km=nan",
        "reach_km=-1",
        "reach_km=inf",
        "reach_km=20039",
        "reach_km=2,5",
        "min=-1",
        "min=100001",
        "max=1.0",
        "max=99999999999999999999",
        "within=village",
        "within=",
        "page=",
        "page=nonsense",
    ]
    .into_iter()
    .map(clusters)
    .collect();
    for (path, query) in [
        ("/regions", "q="),
        ("/regions", "level=SD"),
        ("/regions", "limit=0"),
        ("/regions.geojson", "level=country"),
        ("/schools/00000001/neighbours", "count=0"),
        ("/schools/00000001/neighbours", "within_km=NaN"),
        ("/schools/00000001/neighbours", "form="),
        ("/schools/00000001/neighbours", "status=x"),
        ("/schools/00000001/neighbours", "role=inti"),
        ("/findings", "code=no_such_code"),
        ("/findings", "severity=fatal"),
    ] {
        cases.push((format!("{path}?{query}"), query.split('=').next().unwrap().to_owned()));
    }
    for (target, parameter) in cases {
        let problem = refused(&server, &target, 400, "bad_parameter");
        assert_eq!(problem["parameter"], *parameter, "{target}");
    }
}

#[test]
fn broken_encoding_is_refused_and_hostile_text_comes_back_short() {
    let server = Server::start();
    for query in ["limit=%", "limit=%4", "limit=%zz", "region=%ff", "region=%c3%28", "region=%00", "%ff=1", "a%0d%0ab=1"] {
        refused(&server, &format!("/clusters.geojson?{query}"), 400, "broken_encoding");
    }
    refused(&server, "/regions/%ff", 400, "broken_encoding");
    refused(&server, "/schools/%ff", 400, "broken_encoding");
    let long = "x".repeat(4000);
    let answer = server.get(&format!("/clusters.geojson?{long}=1"));
    assert_eq!(answer.status, 400);
    assert_eq!(answer.json()["parameter"].as_str().unwrap().len(), 80);
    assert!(!answer.text().contains(&long[..81]));
}

#[test]
fn an_unknown_region_is_answered_with_near_ones() {
    let server = Server::start();
    let problem = refused(&server, "/clusters.geojson?region=13.75.99", 404, "unknown_region");
    assert_eq!(problem["parameter"], "region");
    let near: Vec<_> = problem["near"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
    assert!(near.contains(&"13.75"), "{problem}");
    refused(&server, "/regions/98.76", 404, "unknown_region");
    refused(&server, "/regions/98.76/assignments.csv", 404, "unknown_region");
}

#[test]
fn a_code_that_means_two_places_is_answered_with_its_candidates() {
    let server = Server::start();
    for target in ["/regions/1306", "/regions/1306/assignments", "/regions/1306/summary", "/schools.geojson?region=1306"] {
        let problem = refused(&server, target, 404, "ambiguous_region");
        let names: Vec<_> = problem["candidates"].as_array().unwrap().iter().map(|one| one["name"].to_string()).collect();
        assert_eq!(names.len(), 2, "{target}: {names:?}");
        assert!(names.iter().any(|name| name.contains("Agam")), "{names:?}");
        assert!(names.iter().any(|name| name.contains("Padang Pariaman")), "{names:?}");
    }
}

#[test]
fn unknown_schools_and_addresses_are_not_found() {
    let server = Server::start();
    for target in ["/schools/99999999", "/schools/99999999/neighbours", "/schools/x-y/assignment", "/links.geojson?hub=99999999"]
    {
        refused(&server, target, 404, "unknown_school");
    }
    refused(&server, "/schools/00000011/neighbours", 404, "no_position");
    for target in ["/nothing", "/regions/", "/clusters", "/../etc/passwd", "//", "/regions/13.75/assignments.ods"] {
        refused(&server, target, 404, "no_such_address");
    }
}

#[test]
fn only_reading_is_allowed() {
    let server = Server::start();
    for method in ["POST", "PUT", "PATCH", "DELETE"] {
        for target in ["/clusters.geojson", "/", "/regions/13.75"] {
            let answer = client::request(server.address, method, target, &[]);
            assert_eq!(answer.status, 405, "{method} {target}");
            assert_eq!(answer.header("allow"), Some("GET, HEAD"), "{method} {target}");
            assert_eq!(answer.json()["type"], "urn:imbas:problem:method_not_allowed");
        }
    }
}

#[test]
fn a_page_of_another_version_is_gone() {
    let server = Server::start();
    refused(&server, "/schools.geojson?limit=2&page=0123456789abcdef.00000002", 410, "page_expired");
    refused(&server, "/findings?limit=2&page=0123456789abcdef.x", 410, "page_expired");
    let version = server.get("/readyz").json()["version"].as_str().unwrap().to_owned();
    refused(&server, &format!("/findings?limit=2&page={version}.nonsense"), 400, "bad_parameter");
    refused(&server, &format!("/schools.geojson?limit=2&page={version}.a-b"), 400, "bad_parameter");
}
