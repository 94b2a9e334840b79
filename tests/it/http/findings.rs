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

fn page(server: &Server, target: &str) -> String {
    let answer = server.get_with(target, &[("accept", "text/html,application/xhtml+xml,*/*;q=0.8")]);
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("text/html; charset=utf-8")), "{target}");
    assert!(answer.body.len() < 100_000, "{target}: {} bytes are much on a weak line", answer.body.len());
    answer.text().to_owned()
}

/// What stands between two marks, for each place where both are found.
fn between<'t>(text: &'t str, start: &'t str, end: &'t str) -> impl Iterator<Item = &'t str> {
    text.split(start).skip(1).filter_map(move |rest| rest.split(end).next())
}

#[test]
fn a_browser_gets_a_page_that_counts_as_the_list_does() {
    let server = Server::serving(demonstration, Limits::default());
    let all = findings(&server, "");
    let html = page(&server, "/findings");
    for finding in &all {
        let [code, severity, title] = ["code", "severity", "title"].map(|name| finding[name].as_str().expect("a text"));
        let count = all.iter().filter(|other| other["code"] == code && other["severity"] == severity).count();
        let row = format!("<a href=\"/findings?code={code}&amp;severity={severity}#list\">{title}</a></th>");
        let cells = html.split(&row).nth(1).unwrap_or_else(|| panic!("{code} has a row in {html}"));
        assert!(cells.split("</tr>").next().unwrap().contains(&format!("<td class=\"n\">{count}</td>")), "{code}: {count}");
    }
    let english = page(&server, "/findings?lang=en");
    assert!(english.contains("<html lang=\"en\">") && english.contains("By kind") && !english.contains("Menurut jenis"));
    assert!(english.contains("href=\"/findings?code=lost_sign&amp;severity=error&amp;lang=en#list\">Minus sign lost</a>"));
}

#[test]
fn the_page_shows_the_given_point_beside_the_proposed_one_as_the_ministry_s_form_takes_it() {
    let server = Server::serving(demonstration, Limits::default());
    let finding = &findings(&server, "code=lost_sign")[0];
    let [given, proposal] = ["given", "proposal"].map(|point| &finding[point]);
    let npsn = finding["npsn"].as_str().expect("a number");
    let cell = |point: &Value| format!("<td class=\"n\">{}<br>{}", point["lat"], point["lon"]);
    let english = page(&server, "/findings?code=lost_sign&lang=en");
    assert!(english.contains(&format!("{}</td>{}", cell(given), cell(proposal))), "{english}");
    assert!(english.contains(&format!("href=\"/schools/{npsn}/assignment?lang=en\"")), "{english}");
    let indonesian = page(&server, "/findings?code=lost_sign");
    assert!(indonesian.contains(&format!("{}</td>{}", cell(given), cell(proposal))), "{indonesian}");
    assert!(indonesian.contains("href=\"/findings.csv?locale=id&amp;code=lost_sign\""), "{indonesian}");
}

#[test]
fn next_links_of_the_page_meet_every_finding_once() {
    let server = Server::serving(demonstration, Limits::default());
    let expected = findings(&server, "").len();
    let (mut rows, mut next) = (0, Some("/findings".to_owned()));
    while let Some(target) = next {
        let html = page(&server, &target);
        let list = html.split("<h2 id=\"list\">").nth(1).expect("a list").split("</table>").next().unwrap().to_owned();
        rows += list.matches("<tr><th scope=\"row\">").count();
        let link = between(&html, "<a rel=\"next\" href=\"", "#list\"").next();
        next = link.map(|link| link.replace("&amp;", "&"));
    }
    assert_eq!(rows, expected);
}

#[test]
fn the_page_leads_from_a_region_to_those_below_and_back() {
    let server = Server::serving(demonstration, Limits::default());
    let html = page(&server, "/findings?region=99.01&severity=error");
    let below = between(&html, "<a href=\"/findings?severity=error&amp;region=", "\"").collect::<Vec<_>>();
    assert!(below.contains(&"99") && below.iter().any(|code| code.starts_with("99.01.")), "{below:?}");
    for code in below.iter().filter(|code| code.starts_with("99.01.")) {
        let errors = findings(&server, &format!("region={code}&severity=error")).len();
        let row = html.split(&format!("region={code}\"")).nth(1).unwrap().split("</tr>").next().unwrap();
        assert!(row.contains(&format!("<td class=\"n\">{errors}</td>")), "{code}: {errors} in {row}");
    }
    assert!(html.contains("href=\"/findings?severity=error\">Semua wilayah</a>"), "{html}");
    assert!(page(&server, "/findings?npsn=99999999").contains("Tidak ada."));
}
