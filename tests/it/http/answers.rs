//! What each address answers on the small list.

use super::server::{SCHOOLS, Server};
use imbas::serve::Limits;
use serde_json::Value;
use std::collections::BTreeSet;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

fn features(server: &Server, target: &str) -> Vec<Value> {
    let answer = server.get(target);
    assert_eq!(answer.status, 200, "{target}: {}", answer.text());
    assert_eq!(answer.header("content-type"), Some("application/geo+json"), "{target}");
    let collection = answer.json();
    assert_eq!(collection["type"], "FeatureCollection", "{target}");
    collection["features"].as_array().expect("features").clone()
}

fn ids(server: &Server, target: &str) -> Vec<String> {
    features(server, target).iter().map(|feature| feature["id"].as_str().expect("an NPSN").to_owned()).collect()
}

#[test]
fn collections_can_be_cut_by_region_level_hub_and_box() {
    let server = Server::start();
    assert_eq!(features(&server, "/schools.geojson").len(), 15, "all but the madrasah, which is out of scope");
    assert_eq!(ids(&server, "/clusters.geojson"), ["00000001", "00000006", "00000008", "00000013", "00000014"]);
    assert_eq!(ids(&server, "/clusters.geojson?region=13.06"), ["00000013", "00000014"]);
    assert_eq!(ids(&server, "/clusters.geojson?level=smp"), ["00000008"]);
    assert_eq!(ids(&server, "/clusters.geojson?hub=00000006"), ["00000006"]);
    assert_eq!(ids(&server, "/links.geojson?region=13.06"), ["00000010", "00000012"], "a link belongs to both its ends");
    assert_eq!(ids(&server, "/schools.geojson?bbox=100.374,-0.335,100.381,-0.329"), ["00000012", "00000013", "00000014"]);
    assert!(ids(&server, "/schools.geojson?bbox=170,-11,-170,6").is_empty(), "a box across 180 degrees");
    let member = features(&server, "/links.geojson")[0]["id"].as_str().unwrap().to_owned();
    let cluster = ids(&server, &format!("/clusters.geojson?hub={member}"));
    assert_eq!(cluster.len(), 1, "a member names its cluster");
    assert_eq!(
        ids(&server, &format!("/links.geojson?hub={member}")),
        ids(&server, &format!("/links.geojson?hub={}", cluster[0]))
    );
    assert!(ids(&server, "/clusters.geojson?hub=00000011").is_empty(), "a school to be checked has no cluster");
}

#[test]
fn pages_meet_every_feature_exactly_once() {
    let server = Server::start();
    for collection in ["/schools.geojson?region=13", "/links.geojson?level=SD", "/clusters.geojson?region=13.75"] {
        let whole = ids(&server, collection);
        let mut paged = Vec::new();
        let mut next = format!("{collection}&limit=2");
        loop {
            let page = server.get(&next).json();
            assert_eq!(page["numberMatched"], whole.len(), "{next}");
            let features = page["features"].as_array().unwrap();
            assert_eq!(page["numberReturned"], features.len(), "{next}");
            assert!(features.len() <= 2);
            paged.extend(features.iter().map(|feature| feature["id"].as_str().unwrap().to_owned()));
            let links = page["links"].as_array().cloned().unwrap_or_default();
            let Some(link) = links.iter().find(|link| link["rel"] == "next") else { break };
            let href = link["href"].as_str().unwrap();
            let base = format!("http://{}", server.address);
            next = href.strip_prefix(&base).expect("links point to the server and never to the Host header").to_owned();
        }
        assert_eq!(paged, whole, "{collection}");
    }
    assert_eq!(features(&server, "/schools.geojson?limit=99999999").len(), 15);
}

#[test]
fn the_officials_answer_accounts_for_every_school_of_the_region() {
    let server = Server::start();
    let answer = server.get("/regions/13.75/assignments").json();
    let counts = &answer["counts"];
    let count = |name: &str| counts[name].as_u64().unwrap_or_else(|| panic!("{name} in {counts}"));
    assert_eq!(count("schools"), count("hubs") + count("members") + count("unreached") + count("needs_check"));
    let csv = server.get("/regions/13.75/assignments.csv");
    assert!(csv.text_of("content-disposition").contains("penugasan-13.75.csv"));
    assert!(csv.text().contains("00000004"));
    assert!(csv.text().contains("'=HYPERLINK"), "a formula is made text: {}", csv.text());
    assert_eq!(server.get("/regions/13.75/assignments.json").json(), answer);
}

#[test]
fn hostile_names_stay_text_on_every_page() {
    let server = Server::start();
    let html = [("accept", "text/html")];
    for target in [
        "/",
        "/regions",
        "/regions/13.75",
        "/regions/13.75/assignments",
        "/regions?q=%3Cscript%3Ealert(1)%3C/script%3E",
        "/findings",
    ] {
        let answer = server.get_with(target, &html);
        assert_eq!(answer.status, 200, "{target}");
        assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"), "{target}");
        let page = answer.page().to_ascii_lowercase();
        assert!(!page.contains("<script"), "{target}");
        assert!(page.contains("<html lang=\"id\""), "{target}");
        assert!(page.contains("/style.css"), "{target}");
    }
    assert!(server.get_with("/regions/13.75/assignments", &html).text().contains("&lt;script&gt;"));
}

#[test]
fn regions_are_found_by_name_and_code() {
    let server = Server::start();
    let codes = |target: &str| -> Vec<String> {
        let list = server.get(target).json();
        list["regions"].as_array().expect("regions").iter().map(|one| one["code"].as_str().unwrap().to_owned()).collect()
    };
    assert!(codes("/regions?q=bukittinggi").contains(&"13.75".to_owned()));
    assert_eq!(codes("/regions?q=agam&level=regency&limit=1"), ["13.06"]);
    assert_eq!(codes("/regions?level=regency"), ["13.06", "13.75"]);
    assert_eq!(codes("/regions"), ["13"]);
    let one = server.get("/regions/13.75").json();
    assert_eq!(one["code"], "13.75");
    let counted = features(&server, "/regions.geojson?level=regency");
    assert!(counted.len() == 2 && counted.iter().all(|one| one["geometry"].is_null()), "no boundaries are loaded");
    for same in ["/exports/regions.geojson", "/collections/regions/items?limit=100"] {
        assert_eq!(features(&server, same), features(&server, "/regions.geojson"), "{same}");
    }
}

#[test]
fn a_school_its_neighbours_and_its_assignment() {
    let server = Server::start();
    let one = server.get("/schools/00000002").json();
    assert_eq!((&one["type"], &one["id"]), (&"Feature".into(), &"00000002".into()));
    let neighbours = |query: &str| -> Vec<String> { ids(&server, &format!("/schools/00000002/neighbours{query}")) };
    assert_eq!(neighbours("?count=3").len(), 3);
    assert_eq!(neighbours("").len(), 10);
    assert_eq!(neighbours("?role=hub&level=SMP"), ["00000008"]);
    assert_eq!(neighbours("?form=mi"), ["00000015"]);
    assert_eq!(neighbours("?region=13.06&count=99999").len(), 3);
    assert!(neighbours("?within_km=0").is_empty());
    let matched = |query: &str| server.get(&format!("/schools/00000002/neighbours{query}")).json()["numberMatched"].as_u64();
    assert_eq!(matched("?count=3"), None, "the search stopped at the third");
    assert_eq!(matched("?region=13.06"), Some(3));
    assert_eq!(matched("?region=13.06&within_km=500&count=1"), Some(3), "counted before the answer is cut");
    let private: BTreeSet<String> = neighbours("?status=swasta").into_iter().collect();
    assert_eq!(private, ["00000003", "00000004", "00000009"].map(str::to_owned).into());

    let why = server.get("/schools/00000002/assignment").json();
    assert_eq!(why["school"]["npsn"], "00000002", "{why}");
    let unreached = server.get("/schools/00000011/assignment");
    assert_eq!(unreached.status, 200);
}

#[test]
fn findings_can_be_cut_and_written_in_three_forms() {
    let server = Server::start();
    let all = server.get("/findings").json();
    let listed = all["findings"].as_array().expect("findings").len();
    assert!(listed >= 2, "a missing and a zero position at least: {all}");
    let only = server.get("/findings?code=missing_position&severity=error&region=13.75").json();
    assert_eq!(only["findings"].as_array().unwrap().len(), 1, "{only}");
    assert_eq!(only["findings"][0]["npsn"], "00000011");
    assert_eq!(features(&server, "/findings.geojson").len(), listed);
    assert!(server.get("/findings.csv").text().contains("missing_position"));
    let page = server.get("/findings?limit=1").json();
    assert_eq!(page["numberReturned"], 1);
    assert!(page["next"].as_str().unwrap().starts_with(&format!("http://{}/findings?limit=1&page=", server.address)));
}

#[test]
fn the_plan_tells_what_it_achieves_and_the_account_adds_up() {
    let server = Server::start();
    let plan = server.get("/plan").json();
    let count = |name: &str| plan["counts"][name].as_u64().unwrap_or_else(|| panic!("{name} in {plan}"));
    assert_eq!(count("rows"), 16);
    assert_eq!(count("rows"), count("refused") + count("out_of_scope") + count("schools"));
    assert_eq!(count("schools"), count("hubs") + count("members") + count("unreached") + count("needs_check"));
    assert_eq!(plan["objective"]["reached"].as_u64(), Some(count("members")));
    assert!(plan["baselines"]["nearest"]["objective"]["reached"].is_u64(), "{plan}");
    assert_eq!(plan["inputs"][0]["name"], "sekolah.csv");
    assert!(plan["rules"].is_object(), "{plan}");
    assert_eq!(server.get("/readyz").json()["version"], plan["version"]);
}

#[test]
fn data_without_any_hub_is_served_plainly() {
    let list: String = SCHOOLS.lines().map(|line| line.replace(",1,A", ",0,A") + "\n").collect();
    let server = Server::with(&list, Limits::default());
    assert!(features(&server, "/clusters.geojson").is_empty());
    assert!(features(&server, "/links.geojson").is_empty());
    for school in features(&server, "/schools.geojson") {
        let role = school["properties"]["role"].as_str().unwrap().to_owned();
        assert!(["unreached", "needs_check"].contains(&role.as_str()), "{school}");
    }
    let why = server.get("/schools/00000002/assignment");
    assert!(why.text().contains("no_hub_of_level"), "{}", why.text());
    for target in ["/", "/regions/13.75/summary", "/regions/13.75/assignments", "/regions/13.75/assignments.html", "/plan"] {
        assert_eq!(server.get(target).status, 200, "{target}");
    }
    assert_eq!(server.get("/regions/13.75/summary?reach_km=5").status, 200);
}

#[test]
fn health_is_told_plainly_and_never_stored() {
    let server = Server::start();
    assert_eq!(server.get("/livez").json()["status"], "live");
    let ready = server.get("/readyz");
    assert_eq!((ready.status, ready.header("cache-control")), (200, Some("no-store")));
    assert_eq!(ready.json()["schools"], 16);
}

#[test]
fn lists_are_files_that_spreadsheets_open() {
    let server = Server::start();
    for (target, media_type, name) in [
        ("/regions/13.75/assignments.xlsx", XLSX, "penugasan-13.75.xlsx"),
        ("/regions/13.75/assignments.csv?locale=id", "text/csv; charset=utf-8", "penugasan-13.75.csv"),
        ("/regions/13.75/assignments?f=csv&locale=id", "text/csv; charset=utf-8", "penugasan-13.75.csv"),
        ("/schools/00000002/members.xlsx", XLSX, "penugasan-00000002.xlsx"),
        ("/schools/00000002/members.csv", "text/csv; charset=utf-8", "penugasan-00000002.csv"),
    ] {
        let answer = server.get(target);
        assert_eq!((answer.status, answer.text_of("content-type")), (200, media_type), "{target}");
        assert_eq!(answer.text_of("content-disposition"), format!("attachment; filename=\"{name}\""), "{target}");
    }
    assert!(server.get("/regions/13.75/assignments.xlsx").body.starts_with(b"PK"));
    let indonesian = server.get("/regions/13.75/assignments.csv?locale=id");
    assert_eq!(server.get("/regions/13.75/assignments?f=csv&locale=id").body, indonesian.body, "by f as by the name");
    assert_eq!(server.get("/regions/13.75/assignments?f=html").text_of("content-type"), "text/html; charset=utf-8");
    assert_eq!(server.get("/regions/13.75/assignments?f=pdf").status, 400);
    assert!(indonesian.text().starts_with("\u{feff}no;npsn;nama;"));
    assert!(server.get("/findings.csv?locale=id").text().starts_with("\u{feff}kode_kabupaten;"));
    let refused = server.get("/regions/13.75/assignments.csv?locale=fr");
    assert_eq!((refused.status, &refused.json()["parameter"]), (400, &"locale".into()));
    assert_eq!(server.get("/schools/99999999/members").status, 404);
}

#[test]
fn the_list_of_a_hub_and_of_one_school_have_the_rows_of_the_region() {
    let server = Server::start();
    let rows = |target: &str| -> Vec<Value> { server.get(target).json()["assignments"].as_array().expect("rows").clone() };
    let region = rows("/regions/13.75/assignments");
    let cluster = rows("/schools/00000001/members");
    assert!(cluster.len() > 1 && cluster.iter().all(|row| region.contains(row)), "{cluster:?}");
    assert_eq!(cluster[0]["npsn"], "00000001", "the hub comes first");
    let one = server.get_with("/schools/00000002/assignment", &[("accept", "text/csv")]);
    assert_eq!(one.text().lines().count(), 2);
}

#[test]
fn every_export_is_a_file_with_its_name_and_the_features_of_its_collection() {
    let server = Server::start();
    let schools = features(&server, "/schools.geojson?region=13.75").len();
    let exported = server.get("/exports/schools.geojson?region=13.75");
    assert_eq!(exported.text_of("content-disposition"), "attachment; filename=\"schools.geojson\"");
    assert_eq!(exported.json()["features"].as_array().unwrap().len(), schools);
    let sheet = server.get("/exports/schools.csv?region=13.75&locale=id");
    assert_eq!(sheet.text().lines().count(), schools + 1);
    for (target, begins) in [
        ("/exports/imbas.gpkg", b"SQLite format 3\0".as_slice()),
        ("/exports/imbas.xlsx", b"PK"),
        ("/exports/clusters.fgb", b"fgb"),
        ("/exports/links.parquet", b"PAR1"),
        ("/exports/imbas.pmtiles?level=SD", b"PMTiles\x03"),
    ] {
        let answer = server.get(target);
        assert_eq!(answer.status, 200, "{target}");
        assert!(answer.body.starts_with(begins), "{target}");
        let tag = answer.text_of("etag").to_owned();
        assert_eq!(server.get_with(target, &[("if-none-match", &tag)]).status, 304, "{target}");
    }
    for (target, parameter) in [
        ("/exports/schools.csv?locale=fr", "locale"),
        ("/exports/schools.csv?level=TK", "level"),
        ("/exports/imbas.gpkg?region=98.76", "region"),
        ("/exports/imbas.gpkg?region=13&region=13", "region"),
        ("/exports/schools.fgb?bbox=1,2,3,4", "bbox"),
        ("/exports/imbas.pmtiles?region=13.75", "region"),
    ] {
        let answer = server.get(target);
        assert!(matches!(answer.status, 400 | 404), "{target}");
        assert_eq!(answer.json()["parameter"], parameter, "{target}");
    }
    assert_eq!(server.get("/exports/schools.shp").status, 404);
}
