//! Forms, encodings, tags, HEAD, CORS and the headers that every answer has.

use super::client;
use super::server::{SCHOOLS, Server};
use imbas::serve::Limits;

/// One address of every kind.
const TARGETS: [&str; 13] = [
    "/",
    "/style.css",
    "/clusters.geojson",
    "/schools.geojson?region=13.75",
    "/links.geojson?level=SD",
    "/regions.geojson",
    "/regions?q=bukittinggi",
    "/regions/13.75/summary",
    "/regions/13.75/assignments.csv",
    "/schools/00000001",
    "/findings",
    "/plan",
    "/openapi.json",
];

#[test]
fn every_answer_has_a_tag_and_304_when_the_client_has_it() {
    let server = Server::start();
    for target in TARGETS {
        let answer = server.get(target);
        assert_eq!(answer.status, 200, "{target}: {}", answer.text());
        let tag = answer.header("etag").unwrap_or_else(|| panic!("{target} has a tag")).to_owned();
        assert_eq!(answer.header("cache-control"), Some("public, no-cache"), "{target}");
        assert!(answer.text_of("vary").contains("accept-encoding"), "{target}");
        for known in [tag.clone(), format!("\"other\", W/{tag}"), "*".to_owned()] {
            let unchanged = server.get_with(target, &[("if-none-match", &known)]);
            assert_eq!(unchanged.status, 304, "{target}");
            assert_eq!(unchanged.header("etag"), Some(tag.as_str()), "{target}");
            assert!(unchanged.text_of("vary").contains("accept-encoding"), "{target}");
            assert!(unchanged.body.is_empty(), "{target}");
        }
        assert_eq!(server.get_with(target, &[("if-none-match", "\"other\"")]).status, 200, "{target}");
    }
}

#[test]
fn tags_differ_by_form_encoding_and_query() {
    let server = Server::start();
    let tag = |target: &str, headers: &[(&str, &str)]| server.get_with(target, headers).text_of("etag").to_owned();
    let target = "/regions/13.75/assignments";
    let tags = [
        tag(target, &[]),
        tag(target, &[("accept-encoding", "gzip")]),
        tag(target, &[("accept-encoding", "br")]),
        tag(target, &[("accept", "text/csv")]),
        tag(target, &[("accept", "text/html")]),
        tag("/regions/13.75/assignments?level=SD", &[]),
        tag("/regions/13.06/assignments", &[]),
    ];
    for (at, one) in tags.iter().enumerate() {
        assert!(!one.is_empty() && !tags[at + 1..].contains(one), "{tags:?}");
    }
}

#[test]
fn answers_are_compressed_as_the_client_likes() {
    let server = Server::start();
    let plain = server.get("/openapi.json");
    assert_eq!(plain.header("content-encoding"), None);
    let gzip = server.get_with("/openapi.json", &[("accept-encoding", "gzip")]);
    assert_eq!(gzip.header("content-encoding"), Some("gzip"));
    assert_eq!(gzip.body[..2], [0x1f, 0x8b]);
    assert!(gzip.body.len() * 2 < plain.body.len());
    let brotli = server.get_with("/openapi.json", &[("accept-encoding", "gzip, deflate, br, zstd")]);
    assert_eq!(brotli.header("content-encoding"), Some("br"));
    assert_eq!(server.get_with("/openapi.json", &[("accept-encoding", "gzip;q=0")]).body, plain.body);
    assert_eq!(server.get_with("/openapi.json", &[("accept-encoding", "zstd, identity;q=0")]).status, 200);
}

#[test]
fn head_answers_like_get_without_a_body() {
    let server = Server::start();
    for target in TARGETS {
        let get = server.get(target);
        let head = client::request(server.address, "HEAD", target, &[]);
        assert_eq!(head.status, 200, "{target}");
        assert!(head.body.is_empty(), "{target}");
        for name in ["etag", "content-type", "cache-control", "vary"] {
            assert_eq!(head.header(name), get.header(name), "{target}: {name}");
        }
    }
    assert_eq!(client::request(server.address, "HEAD", "/nothing", &[]).status, 404);
}

#[test]
fn the_form_follows_accept_or_the_suffix() {
    let server = Server::start();
    for (target, accept, expected) in [
        ("/regions/13.75/assignments", "*/*", "application/json"),
        ("/regions/13.75/assignments", "text/csv", "text/csv; charset=utf-8"),
        ("/regions/13.75/assignments", "text/html,application/xhtml+xml,*/*;q=0.8", "text/html; charset=utf-8"),
        ("/regions/13.75/assignments.csv", "text/html", "text/csv; charset=utf-8"),
        ("/regions/13.75/assignments.html", "*/*", "text/html; charset=utf-8"),
        ("/regions/13.75/assignments.json", "*/*", "application/json"),
        ("/regions/13.75", "*/*", "application/json"),
        ("/regions/13.75", "text/html", "text/html; charset=utf-8"),
        ("/regions", "text/html", "text/html; charset=utf-8"),
        ("/findings", "application/geo+json", "application/geo+json"),
        ("/findings", "text/csv", "text/csv; charset=utf-8"),
        ("/findings", "*/*", "application/json"),
        ("/findings", "text/html,application/xhtml+xml,*/*;q=0.8", "text/html; charset=utf-8"),
        ("/findings?f=json", "text/html", "application/json"),
        ("/findings?f=geojson", "text/html", "application/geo+json"),
        ("/findings?f=csv", "*/*", "text/csv; charset=utf-8"),
        ("/findings?f=html", "*/*", "text/html; charset=utf-8"),
        ("/findings.geojson", "*/*", "application/geo+json"),
        ("/clusters.geojson", "application/json", "application/geo+json"),
    ] {
        let answer = server.get_with(target, &[("accept", accept)]);
        assert_eq!(answer.status, 200, "{target}");
        assert_eq!(answer.header("content-type"), Some(expected), "{target} as {accept}");
    }
    let answer = server.get_with("/regions/13.75/assignments", &[("accept", "image/png")]);
    assert_eq!(answer.status, 406);
    assert_eq!(answer.json()["offered"].as_array().unwrap().len(), 4);
}

#[test]
fn every_answer_is_safe_and_has_a_request_id() {
    let server = Server::start();
    for target in TARGETS.into_iter().chain(["/livez", "/nothing", "/regions/1306"]) {
        let answer = server.get_with(target, &[("origin", "https://peta.example")]);
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{target}");
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"), "{target}");
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"), "{target}");
        let policy = answer.text_of("content-security-policy");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{target}: {policy}");
        assert!(!answer.text_of("x-request-id").is_empty(), "{target}");
    }
    assert_eq!(server.get_with("/livez", &[("x-request-id", "trace-7")]).header("x-request-id"), Some("trace-7"));
    assert_ne!(server.get_with("/livez", &[("x-request-id", "a b")]).header("x-request-id"), Some("a b"));
}

#[test]
fn a_browser_may_ask_from_another_page() {
    let server = Server::start();
    let asks = [("origin", "https://peta.example"), ("access-control-request-method", "GET")];
    let answer = client::request(server.address, "OPTIONS", "/clusters.geojson", &asks);
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    assert_eq!(answer.header("access-control-allow-methods"), Some("GET,HEAD"));
    assert_eq!(answer.header("access-control-allow-credentials"), None);
}

#[test]
fn addresses_and_headers_have_limits() {
    let limits = Limits::default();
    let (address_bytes, header_bytes, header_fields) = (limits.address_bytes, limits.header_bytes, limits.header_fields);
    let server = Server::with(SCHOOLS, limits);
    let address = |length: usize| format!("/livez?{}", "x".repeat(length - "/livez?".len()));
    assert_eq!(server.get(&address(address_bytes)).status, 400, "the longest address is read, and its parameter unknown");
    let answer = server.get(&address(address_bytes + 1));
    assert_eq!((answer.status, answer.json()["limit"].as_u64()), (414, Some(address_bytes as u64)));

    // Two headers are the client's own: host and connection.
    let own = "hostevil.exampleconnectionclose".len();
    let value = |bytes: usize| "v".repeat(bytes - own - "x".len());
    assert_eq!(server.get_with("/livez", &[("x", &value(header_bytes))]).status, 200);
    let answer = server.get_with("/livez", &[("x", &value(header_bytes + 1))]);
    assert_eq!((answer.status, answer.json()["limit"].as_u64()), (431, Some(header_bytes as u64)));

    let names: Vec<String> = (0..header_fields).map(|at| format!("x-{at}")).collect();
    let fields: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "v")).collect();
    assert_eq!(server.get_with("/livez", &fields[..header_fields - 2]).status, 200);
    let answer = server.get_with("/livez", &fields[..header_fields - 1]);
    assert_eq!((answer.status, answer.json()["limit"].as_u64()), (431, Some(header_fields as u64)));
    assert_eq!(server.get_with("/livez", &[("x", &value(header_bytes * 2))]).status, 431);
}
