//! Part 3 and CQL2: filters over real features; every rule of the language has its case in `src/cql2/tests.rs`.

use super::{encoded, ids, ok};
use crate::http::server::Server;
use serde_json::Value;

fn found(server: &Server, collection: &str, filter: &str) -> Vec<String> {
    ids(&ok(server, &format!("/collections/{collection}/items?limit=1000&filter={}", encoded(filter))).json())
}

/// The ids of the features that a function of their properties accepts.
fn plain(server: &Server, collection: &str, accepts: impl Fn(&Value) -> bool) -> Vec<String> {
    let all = ok(server, &format!("/collections/{collection}/items?limit=1000")).json();
    let features = all["features"].as_array().unwrap().iter().filter(|feature| accepts(&feature["properties"]));
    features.map(|feature| feature["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_filter_finds_what_a_plain_loop_finds() {
    let server = Server::start();
    type Accepts = fn(&Value) -> bool;
    let cases: [(&str, &str, Accepts); 12] = [
        ("schools", "level = 'SMP' AND region LIKE '13.%'", |of| of["level"] == "SMP"),
        ("schools", "region LIKE '13.75.%'", |of| of["region"].as_str().is_some_and(|code| code.starts_with("13.75."))),
        ("schools", "regency_code IN ('13.06', '99.99')", |of| of["regency_code"] == "13.06"),
        ("schools", "province_code = '13' AND NOT status = 'Swasta'", |of| of["status"] == "Negeri"),
        ("schools", "distance_m BETWEEN 300 AND 700", |of| {
            of["distance_m"].as_f64().is_some_and(|m| (300.0..=700.0).contains(&m))
        }),
        ("schools", "hub IS NULL", |of| of["hub"].is_null()),
        ("schools", "is_hub = TRUE OR accreditation = 'C'", |of| of["is_hub"] == true || of["accreditation"] == "C"),
        ("schools", "CASEI(name) LIKE CASEI('sd contoh %')", |of| {
            of["name"].as_str().unwrap().to_lowercase().starts_with("sd contoh ")
        }),
        ("clusters", "members >= 2 AND below_minimum = FALSE", |of| {
            of["members"].as_u64().unwrap() >= 2 && of["below_minimum"] == false
        }),
        ("links", "distance_km < 0.5", |of| of["distance_km"].as_f64().is_some_and(|km| km < 0.5)),
        ("regions", "level = 'district' AND schools > 2", |of| of["level"] == "district" && of["schools"].as_u64().unwrap() > 2),
        ("findings", "severity IN ('error', 'warning')", |of| of["severity"] == "error" || of["severity"] == "warning"),
    ];
    for (collection, filter, accepts) in cases {
        let expected = plain(&server, collection, accepts);
        assert!(!expected.is_empty() || collection == "findings", "{filter} finds nothing, so that it tests nothing");
        assert_eq!(found(&server, collection, filter), expected, "{collection}: {filter}");
    }
}

#[test]
fn filter_lang_chooses_text_or_json() {
    let server = Server::start();
    let expected = found(&server, "schools", "level = 'SMP'");
    let json = encoded(r#"{"op":"=","args":[{"property":"level"},"SMP"]}"#);
    assert_eq!(ids(&ok(&server, &format!("/collections/schools/items?filter-lang=cql2-json&filter={json}")).json()), expected);
    let text = encoded("level = 'SMP'");
    assert_eq!(ids(&ok(&server, &format!("/collections/schools/items?filter-lang=cql2-text&filter={text}")).json()), expected);
}

#[test]
fn filter_crs_says_how_geometries_are_written() {
    let server = Server::start();
    let find = |filter: &str, crs: &str| {
        let target = format!("/collections/schools/items?filter={}&filter-crs={}", encoded(filter), encoded(crs));
        ids(&ok(&server, &target).json())
    };
    let expected = found(&server, "schools", "S_INTERSECTS(geometry, BBOX(100.3685, -0.3045, 100.3695, -0.3035))");
    assert_eq!(expected, ["00000001"]);
    let swapped = "S_INTERSECTS(geometry, BBOX(-0.3045, 100.3685, -0.3035, 100.3695))";
    assert_eq!(find(swapped, "http://www.opengis.net/def/crs/EPSG/0/4326"), expected);
    let metres = "S_WITHIN(geometry, POLYGON((652300 9966350, 652400 9966350, 652400 9966450, 652300 9966450, 652300 9966350)))";
    assert_eq!(find(metres, "http://www.opengis.net/def/crs/EPSG/0/32747"), expected);
}

#[test]
fn space_and_bbox_and_filter_hold_together() {
    let server = Server::start();
    let filter = "S_INTERSECTS(geometry, POLYGON((100.36 -0.32, 100.38 -0.32, 100.38 -0.30, 100.36 -0.30, 100.36 -0.32)))";
    let both =
        format!("/collections/schools/items?bbox=100.37,-0.4,101,0&filter={}", encoded(&format!("{filter} AND level = 'SD'")));
    let expected: Vec<String> = found(&server, "schools", filter)
        .into_iter()
        .filter(|id| found(&server, "schools", "level = 'SD'").contains(id))
        .filter(|id| ids(&ok(&server, "/collections/schools/items?bbox=100.37,-0.4,101,0").json()).contains(id))
        .collect();
    assert!(!expected.is_empty());
    assert_eq!(ids(&ok(&server, &both).json()), expected);
    let hubs = found(&server, "clusters", "S_CONTAINS(geometry, POINT(100.3690 -0.3040))");
    assert!(hubs.contains(&"00000001".to_owned()), "{hubs:?}");
    assert_eq!(
        found(&server, "links", "S_TOUCHES(geometry, POINT(100.3690 -0.3040))").len(),
        found(&server, "links", "hub = '00000001'").len()
    );
}
