//! Part 1: landing page, definition, conformance, collections, features.

use super::{COLLECTIONS, ids, link, ok};
use crate::http::server::Server;
use serde_json::Value;

const OPENAPI: &str = "application/vnd.oai.openapi+json;version=3.0";

#[test]
fn landing_page_leads_to_definition_conformance_and_data() {
    let server = Server::start();
    let landing = ok(&server, "/?f=json");
    assert_eq!(landing.header("content-type"), Some("application/json"));
    let landing = landing.json();
    assert!(landing["title"].is_string() && landing["description"].is_string());
    for rel in ["self", "alternate", "service-desc", "service-doc", "conformance", "data"] {
        let target = link(&landing, rel).unwrap_or_else(|| panic!("no link {rel}"));
        ok(&server, &target);
    }
    assert_eq!(server.get("/").text_of("content-type"), "application/json");
    assert_eq!(server.get_with("/", &[("accept", "application/json")]).text_of("content-type"), "application/json");
    let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    assert_eq!(server.get_with("/", &[("accept", browser)]).text_of("content-type"), "text/html; charset=utf-8");
    assert_eq!(server.get("/?f=html").text_of("content-type"), "text/html; charset=utf-8");
}

#[test]
fn api_definition_is_openapi_3_0_with_the_size_of_pages_where_clients_look() {
    let server = Server::start();
    let accept = "application/vnd.oai.openapi+json;version=3.0, application/openapi+json;version=3.0, application/json";
    let answer = server.get_with("/api", &[("accept", accept)]);
    assert_eq!((answer.status, answer.header("content-type")), (200, Some(OPENAPI)));
    let document = answer.json();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.0."));
    let limit = &document["components"]["parameters"]["limit"];
    assert_eq!((&limit["name"], &limit["in"], &limit["style"]), (&"limit".into(), &"query".into(), &"form".into()));
    assert_eq!(
        (limit["schema"]["minimum"].as_u64(), limit["schema"]["maximum"].as_u64(), limit["schema"]["default"].as_u64()),
        (Some(1), Some(10_000), Some(100))
    );
    let items = &document["paths"]["/collections/{collection}/items"]["get"];
    let parameters = items["parameters"].as_array().unwrap();
    assert!(parameters.iter().any(|one| one["$ref"] == "#/components/parameters/limit"));
    let text = answer.text();
    for newer in ["\"const\"", "\"null\"", "\"identifier\""] {
        assert!(!text.contains(newer), "{newer} is no word of OpenAPI 3.0");
    }
    assert_eq!(server.get("/openapi.json").json()["openapi"], "3.1.0");
}

#[test]
fn collections_describe_themselves_and_lead_to_their_features() {
    let server = Server::start();
    let collections = ok(&server, "/collections").json();
    let all = collections["collections"].as_array().unwrap();
    assert_eq!(all.iter().map(|one| one["id"].as_str().unwrap()).collect::<Vec<_>>(), COLLECTIONS);
    for one in all {
        let name = one["id"].as_str().unwrap();
        let alone = ok(&server, &format!("/collections/{name}")).json();
        assert_eq!(&alone, one);
        assert_eq!(one["itemType"], "feature");
        for rel in ["self", "alternate", "items", "describedby"] {
            ok(&server, &link(one, rel).unwrap_or_else(|| panic!("{name} has no link {rel}")));
        }
    }
    let bounds = &all[0]["extent"]["spatial"]["bbox"][0];
    let features = ok(&server, "/collections/schools/items?limit=1000").json();
    for feature in features["features"].as_array().unwrap().iter().filter(|feature| !feature["geometry"].is_null()) {
        let at = &feature["geometry"]["coordinates"];
        let number = |value: &Value| value.as_f64().unwrap();
        assert!(number(&bounds[0]) <= number(&at[0]) && number(&at[0]) <= number(&bounds[2]), "{feature}");
        assert!(number(&bounds[1]) <= number(&at[1]) && number(&at[1]) <= number(&bounds[3]), "{feature}");
    }
}

#[test]
fn features_are_those_of_the_other_addresses() {
    let server = Server::start();
    for name in ["schools", "clusters", "links"] {
        let here = ok(&server, &format!("/collections/{name}/items?limit=10000")).json();
        let there = ok(&server, &format!("/{name}.geojson")).json();
        assert_eq!(here["features"], there["features"], "{name}");
        assert_eq!(here["numberMatched"], there["features"].as_array().unwrap().len(), "{name}");
    }
    let findings = ok(&server, "/collections/findings/items?limit=10000").json();
    assert_eq!(findings["numberMatched"], ok(&server, "/findings").json()["numberMatched"]);
}

#[test]
fn every_feature_is_found_by_its_id() {
    let server = Server::start();
    for name in COLLECTIONS {
        let features = ok(&server, &format!("/collections/{name}/items?limit=1000")).json();
        for feature in features["features"].as_array().unwrap() {
            let id = feature["id"].as_str().unwrap();
            let answer = ok(&server, &format!("/collections/{name}/items/{id}"));
            assert_eq!(answer.header("content-type"), Some("application/geo+json"));
            let alone = answer.json();
            for member in ["type", "id", "geometry", "properties"] {
                assert_eq!(alone[member], feature[member], "{name} {id}");
            }
            for rel in ["self", "alternate", "collection"] {
                assert!(link(&alone, rel).is_some(), "{name} {id}: {rel}");
            }
        }
    }
}

#[test]
fn fc_limit_definition_and_response() {
    let server = Server::start();
    let page = ok(&server, "/collections/schools/items?limit=3").json();
    assert_eq!((ids(&page).len(), page["numberReturned"].as_u64()), (3, Some(3)));
    assert_eq!(ok(&server, "/collections/schools/items?limit=99999").json()["numberReturned"], page["numberMatched"]);
    let by_number = ok(&server, "/collections/schools/items?limit=2&offset=3").json();
    let all = ids(&ok(&server, "/collections/schools/items").json());
    assert_eq!(ids(&by_number), all[3..5]);
    assert_eq!(ids(&ok(&server, "/collections/schools/items?offset=100000").json()), Vec::<String>::new());
}

#[test]
fn fc_bbox_definition_and_response() {
    let server = Server::start();
    let all = ok(&server, "/collections/schools/items").json();
    let inside = |west: f64, south: f64, east: f64, north: f64| -> Vec<String> {
        let features = all["features"].as_array().unwrap().iter().filter(|feature| {
            let at = &feature["geometry"]["coordinates"];
            let (Some(lon), Some(lat)) = (at[0].as_f64(), at[1].as_f64()) else { return false };
            (west..=east).contains(&lon) && (south..=north).contains(&lat)
        });
        features.map(|feature| feature["id"].as_str().unwrap().to_owned()).collect()
    };
    let expected = inside(100.366, -0.31, 100.372, -0.304);
    assert!(!expected.is_empty() && expected.len() < ids(&all).len());
    for bbox in ["100.366,-0.31,100.372,-0.304", "100.366,-0.31,0,100.372,-0.304,900"] {
        assert_eq!(ids(&ok(&server, &format!("/collections/schools/items?bbox={bbox}")).json()), expected, "{bbox}");
    }
    assert_eq!(ids(&ok(&server, "/collections/schools/items?bbox=170,-10,-170,10").json()), Vec::<String>::new());
    for name in ["clusters", "links"] {
        let here = ids(&ok(&server, &format!("/collections/{name}/items?bbox=100.36,-0.32,100.38,-0.3")).json());
        let there = ids(&ok(&server, &format!("/{name}.geojson?bbox=100.36,-0.32,100.38,-0.3")).json());
        assert!(!here.is_empty() && here.iter().all(|id| there.contains(id)), "{name}: {here:?} {there:?}");
    }
}

#[test]
fn fc_time_definition_and_response() {
    let server = Server::start();
    let all = ids(&ok(&server, "/collections/schools/items").json());
    for time in ["2026-01-01T00:00:00Z", "../2026-01-01T00:00:00Z", "2026-01-01/2026-12-31"] {
        assert_eq!(ids(&ok(&server, &format!("/collections/schools/items?datetime={time}")).json()), all, "{time}");
    }
}

#[test]
fn every_resource_is_a_page_too_and_hostile_names_stay_text() {
    let server = Server::start();
    let mut targets = vec!["/".to_owned(), "/conformance".into(), "/collections".into(), "/api".into()];
    for name in COLLECTIONS {
        for below in ["", "/items", "/schema", "/queryables", "/sortables"] {
            targets.push(format!("/collections/{name}{below}"));
        }
    }
    let first = ids(&ok(&server, "/collections/schools/items").json()).remove(0);
    targets.push(format!("/collections/schools/items/{first}"));
    for target in targets {
        for (target, headers) in [(format!("{target}?f=html"), vec![]), (target.clone(), vec![("accept", "text/html")])] {
            let answer = server.get_with(&target, &headers);
            assert_eq!((answer.status, answer.text_of("content-type")), (200, "text/html; charset=utf-8"), "{target}");
            let page = answer.page();
            assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n"), "{target}");
            assert!(!page.contains("<script") && !page.contains("onerror="), "{target}");
        }
    }
}

#[test]
fn conditional_and_head_requests_work_and_links_stand_in_the_header() {
    let server = Server::start();
    for target in
        ["/?f=json", "/conformance", "/collections", "/collections/schools", "/collections/schools/items?limit=2", "/api"]
    {
        let answer = ok(&server, target);
        let tag = answer.text_of("etag").to_owned();
        let unchanged = server.get_with(target, &[("if-none-match", &tag)]);
        assert_eq!((unchanged.status, unchanged.body.len()), (304, 0), "{target}");
        let head = crate::http::client::request(server.address, "HEAD", target, &[]);
        assert_eq!((head.status, head.body.len()), (200, 0), "{target}");
        assert_eq!(head.text_of("etag"), tag, "{target}");
    }
    let answer = ok(&server, "/collections/schools/items?limit=2&f=html");
    assert!(answer.text_of("link").contains("rel=\"self\""));
}
