//! Findings about a school and about a whole district: what the map needs to show them.

use super::reading::demonstration;
use super::server::Server;
use imbas::serve::Limits;
use serde_json::Value;

fn findings(server: &Server, query: &str) -> Vec<Value> {
    let answer = server.get(&format!("/findings?{query}"));
    assert_eq!(answer.status, 200, "{query}: {}", answer.text());
    answer.json()["findings"].as_array().expect("a list").clone()
}

#[test]
fn a_displaced_district_tells_the_given_point_of_each_of_its_schools() {
    let server = Server::serving(demonstration, Limits::default());
    let groups = findings(&server, "code=displaced_district");
    assert_eq!(groups.len(), 2, "the demonstration has one of points and one of a polygon");
    for group in &groups {
        let schools = group["schools"].as_array().expect("a group has schools");
        let points = group["points"].as_array().expect("and their points");
        assert!(points.len() > 10 && points.len() <= schools.len(), "{group}");
        assert!(points.iter().all(|point| schools.contains(&point["npsn"])), "{group}");
        let npsn = points[0]["npsn"].as_str().expect("a number");
        let given = server.get(&format!("/findings.geojson?npsn={npsn}")).json();
        assert!(given["features"].as_array().is_some_and(|features| !features.is_empty()), "{npsn}");
    }
    let suspects: Vec<_> = groups.iter().map(|group| group["suspect"].as_str().unwrap_or_default()).collect();
    assert!(suspects.contains(&"points") && suspects.contains(&"polygon"), "{suspects:?}");
}

#[test]
fn a_school_of_a_group_is_told_of_the_group() {
    let server = Server::serving(demonstration, Limits::default());
    let group = &findings(&server, "code=displaced_district")[0];
    for npsn in group["schools"].as_array().expect("a group has schools").iter().filter_map(Value::as_str) {
        let own = findings(&server, &format!("npsn={npsn}"));
        assert!(own.iter().any(|finding| finding["id"] == group["id"]), "{npsn}");
        for finding in &own {
            let listed = finding["schools"].as_array().is_some_and(|schools| schools.contains(&npsn.into()));
            assert!(finding["npsn"] == npsn || listed, "{npsn}: {finding}");
        }
    }
}

#[test]
fn a_lost_sign_tells_the_given_point_beside_the_proposed_one() {
    let server = Server::serving(demonstration, Limits::default());
    let found = findings(&server, "code=lost_sign");
    assert!(!found.is_empty());
    for finding in &found {
        let [given, proposed] = ["given", "proposal"].map(|point| finding[point]["lat"].as_f64().expect("a latitude"));
        assert!(given == -proposed && finding["given"]["lon"] == finding["proposal"]["lon"], "{finding}");
    }
}

#[test]
fn an_unknown_or_broken_number_finds_nothing_or_is_refused() {
    let server = Server::serving(demonstration, Limits::default());
    assert_eq!(findings(&server, "npsn=99999999").len(), 0);
    let broken = server.get("/findings?npsn=%3Cb%3E");
    assert_eq!((broken.status, &broken.json()["parameter"]), (400, &"npsn".into()));
}
