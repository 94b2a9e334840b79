//! Part 2: coordinate reference systems by reference.

use super::{encoded, ids, ok};
use crate::http::server::Server;
use imbas::crs::Crs;

const LAT_LON: &str = "http://www.opengis.net/def/crs/EPSG/0/4326";
const UTM_47_SOUTH: &str = "http://www.opengis.net/def/crs/EPSG/0/32747";

#[test]
fn crs_and_storage_crs_are_listed() {
    let server = Server::start();
    let collection = ok(&server, "/collections/schools").json();
    let listed: Vec<&str> = collection["crs"].as_array().unwrap().iter().map(|uri| uri.as_str().unwrap()).collect();
    assert_eq!(listed, Crs::all().map(|crs| crs.to_string()).collect::<Vec<_>>());
    assert_eq!(listed.len(), 21);
    assert_eq!(listed[0], "http://www.opengis.net/def/crs/OGC/1.3/CRS84");
    assert!(listed.contains(&collection["storageCrs"].as_str().unwrap()));
}

#[test]
fn crs_parameter_turns_positions_and_says_so_in_a_header() {
    let server = Server::start();
    let first = |crs: &str| {
        let answer = ok(&server, &format!("/collections/schools/items/00000001?crs={}", encoded(crs)));
        assert_eq!(answer.header("content-crs"), Some(format!("<{crs}>").as_str()));
        let at = answer.json()["geometry"]["coordinates"].clone();
        [at[0].as_f64().unwrap(), at[1].as_f64().unwrap()]
    };
    assert_eq!(first("http://www.opengis.net/def/crs/OGC/1.3/CRS84"), [100.369, -0.304]);
    assert_eq!(first(LAT_LON), [-0.304, 100.369]);
    // What PROJ 9.5.1 makes of them.
    assert_eq!(first(UTM_47_SOUTH), [652_347.888, 9_966_389.205]);
    assert_eq!(first("http://www.opengis.net/def/crs/EPSG/0/3857"), [11_173_025.971, -33_841.284]);
    let without = ok(&server, "/collections/schools/items/00000001");
    assert_eq!(without.header("content-crs"), Some("<http://www.opengis.net/def/crs/OGC/1.3/CRS84>"));
}

#[test]
fn every_system_is_good_for_every_collection() {
    let server = Server::start();
    for name in super::COLLECTIONS {
        let plain = ok(&server, &format!("/collections/{name}/items")).json();
        for crs in Crs::all() {
            let answer = ok(&server, &format!("/collections/{name}/items?crs={}", encoded(&crs.to_string())));
            assert_eq!(answer.header("content-crs"), Some(format!("<{crs}>").as_str()));
            assert_eq!(ids(&answer.json()), ids(&plain), "{name} {crs}");
        }
    }
}

#[test]
fn bbox_crs_parameter_says_how_the_box_is_written() {
    let server = Server::start();
    let found = |bbox: &str, crs: &str| {
        ids(&ok(&server, &format!("/collections/schools/items?bbox={bbox}&bbox-crs={}", encoded(crs))).json())
    };
    let expected = found("100.3685,-0.3045,100.3695,-0.3035", "http://www.opengis.net/def/crs/OGC/1.3/CRS84");
    assert_eq!(expected, ["00000001"]);
    assert_eq!(found("-0.3045,100.3685,-0.3035,100.3695", LAT_LON), expected);
    assert_eq!(found("652300,9966350,652400,9966450", UTM_47_SOUTH), expected);
    assert_eq!(found("11172990,-33880,11173060,-33800", "http://www.opengis.net/def/crs/EPSG/0/3857"), expected);
}
