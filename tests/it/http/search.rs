//! What people type, and what they find.

use super::server::{SCHOOLS, Server};
use imbas::serve::Limits;
use serde_json::Value;

/// Regions, then schools.
fn results(server: &Server, target: &str) -> Vec<Value> {
    let answer = server.get(target);
    assert_eq!(answer.status, 200, "{target}: {}", answer.text());
    let found = answer.json();
    let both: Vec<Value> = ["regions", "schools"].iter().flat_map(|list| found[list].as_array().unwrap().clone()).collect();
    assert_eq!(found["numberReturned"], both.len());
    both
}

fn check(server: &Server, typed: &str, expected: &[&str]) {
    let found = results(server, &format!("/search?q={}", typed.replace(' ', "+")));
    let ids: Vec<&str> = found.iter().filter_map(|one| one["npsn"].as_str().or(one["code"].as_str())).collect();
    assert_eq!(ids, expected, "{typed}");
}

fn server() -> Server {
    let rows = [
        ("20000001", "SDN 04 Sikabu", "Lubuk Alung", "Kab. Padang Pariaman"),
        ("20000002", "SD NEGERI 14 SIKABU", "Lubuk Alung", "Kab. Padang Pariaman"),
        ("20000003", "SD N 4 Guguak", "Guguk Panjang", "Kota Bukittinggi"),
        ("20000004", "SDS Al-Ma'arif 4", "Guguk Panjang", "Kota Bukittinggi"),
        ("20010005", "SD Negeri 04", "Guguk Panjang", "Kota Bukittinggi"),
    ];
    let mut list = SCHOOLS.lines().next().unwrap().to_owned();
    for (at, (npsn, name, district, regency)) in rows.into_iter().enumerate() {
        list += &format!(
            "\n{npsn},{name},SD,Negeri,{district},{regency},Prov. Sumatera Barat,-0.30{at}1,100.36{at}1,{},B",
            u8::from(at == 0)
        );
    }
    Server::with(&list, Limits::default())
}

#[test]
fn spellings_of_one_name_find_it_and_words_may_stand_in_any_order() {
    let server = server();
    for typed in ["sdn 04 sikabu", "SD Negeri 4 Sikabu", "sikabu sd n 4", "SD.N 04 SIKABU", "sdn4 sikabu"] {
        check(&server, typed, &["20000001"]);
    }
    check(&server, "al maarif", &["20000004"]);
    check(&server, "sikab", &["20000001", "20000002"]);
}

#[test]
fn whole_words_go_before_begun_ones_and_short_names_before_long_ones() {
    let server = server();
    check(&server, "sdn 4", &["20010005", "20000001", "20000003"]);
    check(&server, "sdn 1 sikabu", &["20000002"]);
}

#[test]
fn a_place_narrows_the_search_and_a_wrong_letter_is_forgiven() {
    let server = server();
    check(&server, "sdn 04 bukittinggi", &["20010005", "20000003"]);
    check(&server, "sikaub 14", &["20000002"]);
}

#[test]
fn a_number_finds_schools_by_its_beginning() {
    let server = server();
    check(&server, "20000003", &["20000003"]);
    check(&server, "2000000", &["20000001", "20000002", "20000003", "20000004"]);
    check(&server, "2001", &["20010005"]);
    assert!(results(&server, "/search?q=99999999").is_empty());
}

#[test]
fn regions_come_first_with_their_box_and_schools_with_their_place() {
    let server = server();
    let found = results(&server, "/search?q=guguak");
    assert_eq!((&found[0]["code"], &found[0]["parents"][0]["name"]), (&"13.75.01".into(), &"Kota Bukittinggi".into()));
    let bbox: Vec<f64> = found[0]["bbox"].as_array().unwrap().iter().map(|at| at.as_f64().unwrap()).collect();
    assert!(bbox[0] <= bbox[2] && bbox[1] <= bbox[3]);
    let school = found.iter().find(|one| one["npsn"] == "20000003").unwrap();
    assert_eq!((&school["district"], &school["province"]), (&"Guguak Panjang".into(), &"Sumatera Barat".into()));
    assert_eq!(school["position"], serde_json::json!([100.3621, -0.3021]));
    for nowhere in ["Papua", "Lhokseumawe"] {
        check(&server, nowhere, &[]);
    }
}

#[test]
fn a_search_is_bounded_and_takes_any_text() {
    let server = server();
    assert_eq!(results(&server, "/search?q=sd&limit=2").len(), 2);
    assert!(results(&server, "/search?q=sd&limit=5000").len() <= 50);
    assert!(results(&server, "/search").is_empty());
    for typed in ["%3Cscript%3E", "''''", "%25", "___", "%E2%82%AC", "a+b+c+d+e+f+g+h+i+j+k+l"] {
        assert!(results(&server, &format!("/search?q={typed}")).is_empty(), "{typed}");
    }
    for (target, status) in [("/search?q=", 400), ("/search?q=%ff", 400), ("/search?limit=0", 400), ("/search?query=x", 400)] {
        assert_eq!(server.get(target).status, status, "{target}");
    }
    assert_eq!(server.get(&format!("/search?q={}", "x".repeat(81))).status, 400);
}
