//! Tiles over the wire.

use super::server::{SCHOOLS, Server};
use crate::mvt::read;
use serde_json::json;

/// Around Bukittinggi.
const TILE: &str = "/tiles/schools/10/797/512";

#[test]
fn a_tile_holds_the_schools_of_its_square_and_the_version_of_the_data() {
    let server = Server::start();
    let answer = server.get(TILE);
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/vnd.mapbox-vector-tile")));
    assert_eq!(answer.header("x-imbas-version"), Some(server.app.snapshot().version.as_str()));
    assert_eq!(answer.header("cache-control"), Some("public, no-cache"));
    let layers = read(&answer.body);
    let names: Vec<_> = layers.iter().map(|layer| (layer.name.as_str(), layer.features.len())).collect();
    assert_eq!(names, [("schools", 13)], "16 without a madrasah, and two without a point");
    let smp = read(&server.get(&format!("{TILE}?level=SMP")).body);
    assert_eq!(smp[0].features.iter().map(|school| school.text("npsn")).collect::<Vec<_>>(), ["00000008", "00000009"]);
    for (layer, source) in [("clusters", "clusters"), ("links", "links")] {
        let layers = read(&server.get(&TILE.replace("schools", layer)).body);
        assert_eq!(layers[0].name, source);
    }
}

#[test]
fn where_nothing_lies_the_tile_is_empty() {
    let server = Server::start();
    for layer in ["schools", "clusters", "links", "regions"] {
        let answer = server.get(&format!("/tiles/{layer}/10/0/0"));
        assert_eq!((answer.status, answer.header("content-length"), answer.body.len()), (200, Some("0"), 0));
    }
}

#[test]
fn an_address_outside_the_grid_is_not_there_and_one_without_numbers_is_wrong() {
    let server = Server::start();
    for (target, status, code) in [
        ("/tiles/schools/0/1/0", 404, "no_such_tile"),
        ("/tiles/schools/23/0/0", 404, "no_such_tile"),
        ("/tiles/schools/1/-1/0", 404, "no_such_tile"),
        ("/tiles/schools/300/0/99999999999999999999", 404, "no_such_tile"),
        ("/tiles/schools/1/x/0", 400, "not_a_number"),
        ("/tiles/schools/1/0/0.5", 400, "not_a_number"),
        ("/tiles/schools/{z}/0/0", 400, "not_a_number"),
        ("/tiles/schools/1/%00/0", 400, "not_a_number"),
        ("/tiles/roads/0/0/0", 404, "unknown_layer"),
        ("/tiles/roads", 404, "unknown_layer"),
        ("/tiles/schools/0/0/0?level=kindergarten", 400, "bad_parameter"),
        ("/tiles/schools/0/0/0?region=13", 400, "unknown_parameter"),
        ("/tiles/schools/0/0/0?version=elsewhere", 410, "version_gone"),
        ("/tiles/schools?version=elsewhere", 410, "version_gone"),
        ("/tiles/schools/0/0", 404, "no_such_address"),
    ] {
        let answer = server.get(target);
        assert_eq!((answer.status, answer.header("content-type")), (status, Some("application/problem+json")), "{target}");
        assert_eq!(answer.json()["type"], format!("urn:imbas:problem:{code}"), "{target}");
    }
}

#[test]
fn the_description_leads_to_the_tiles() {
    let server = Server::start();
    let version = server.app.snapshot().version.clone();
    let document = server.get("/tiles/schools?level=SD").json();
    assert_eq!((&document["tilejson"], &document["data_version"]), (&json!("3.0.0"), &json!(version)));
    let schools = json!({ "on_map": 9, "needs_check_at_given_point": 0, "not_on_map": 2, "out_of_scope": 1 });
    assert_eq!(document["schools"], schools, "the madrasah is an SD for the account, and out of scope");
    let bounds: Vec<f64> = document["bounds"].as_array().unwrap().iter().map(|at| at.as_f64().unwrap()).collect();
    assert!(bounds[0] < 100.3684 && bounds[1] < -0.3344 && bounds[2] > 100.3873 && bounds[3] > -0.2934, "{bounds:?}");
    let address = document["tiles"][0].as_str().unwrap();
    let target = address.strip_prefix(&format!("http://{}", server.address)).unwrap();
    let answer = server.get(&target.replace("{z}", "10").replace("{x}", "797").replace("{y}", "512"));
    assert_eq!(answer.header("cache-control"), Some("public, max-age=86400, immutable"));
    assert_eq!(read(&answer.body)[0].features.len(), 9);
}

#[test]
fn a_tile_is_compressed_tagged_and_not_sent_twice() {
    let server = Server::start();
    let plain = server.get(TILE);
    let mut tags = vec![plain.text_of("etag").to_owned()];
    for encoding in ["br", "gzip"] {
        // The second answer comes out of the cache.
        for _ in 0..2 {
            let packed = server.get_with(TILE, &[("accept-encoding", encoding)]);
            assert_eq!((packed.status, packed.header("content-encoding")), (200, Some(encoding)));
            assert_eq!(packed.header("vary"), Some("accept, accept-encoding"));
            assert!(packed.body.len() < plain.body.len());
            if encoding == "gzip" {
                let mut read = Vec::new();
                std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(&*packed.body), &mut read).unwrap();
                assert_eq!(read, plain.body);
            }
            tags.push(packed.text_of("etag").to_owned());
        }
        let again = server.get_with(TILE, &[("accept-encoding", encoding), ("if-none-match", tags.last().unwrap())]);
        assert_eq!((again.status, again.body.len()), (304, 0));
        assert!(again.header("x-imbas-version").is_some());
    }
    tags.dedup();
    assert_eq!(tags.len(), 3, "{tags:?}");
    assert_eq!(server.get(&format!("{TILE}?level=SMP")).status, 200);
}

#[test]
fn a_reload_brings_new_tiles_and_tells_old_addresses_so() {
    let server = Server::start();
    let before = server.app.snapshot().version.clone();
    assert_eq!(server.get(&format!("{TILE}?version={before}")).status, 200);
    *server.list.lock().unwrap() = SCHOOLS.lines().take(9).map(|line| format!("{line}\n")).collect();
    server.app.reload();
    let answer = server.get(TILE);
    assert_eq!(read(&answer.body)[0].features.len(), 8);
    assert_ne!(answer.header("x-imbas-version"), Some(before.as_str()));
    let gone = server.get(&format!("{TILE}?version={before}"));
    assert_eq!(gone.status, 410);
    assert_eq!(gone.json()["known"][0], *server.app.snapshot().version);
}

#[test]
fn another_origin_may_read_the_version() {
    let server = Server::start();
    let answer = server.get_with(TILE, &[("origin", "https://peta.example")]);
    assert!(answer.text_of("access-control-expose-headers").contains("x-imbas-version"));
}
