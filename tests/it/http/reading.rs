//! Pages for those who read without a map: complete, small, in two languages.

use super::server::Server;
use imbas::demo;
use imbas::import::Source;
use imbas::plan::read_programme;
use imbas::serve::{Limits, ReloadError};
use imbas::snapshot::{Dataset, Inputs, Snapshot};
use std::borrow::Cow;

const HTML: [(&str, &str); 1] = [("accept", "text/html")];

/// The demonstration with its boundaries.
pub(super) fn demonstration() -> Result<Snapshot, ReloadError> {
    let source = |name: &str, bytes| Source::Bytes { name: name.into(), bytes: Cow::Borrowed(bytes) };
    let inputs = Inputs {
        lists: vec![source("sekolah.csv", demo::EMBEDDED_LIST)],
        boundaries: vec![source("batas.geojson", demo::EMBEDDED_BOUNDARIES)],
        ..Inputs::default()
    };
    let (programme, rules) = read_programme("program.toml", demo::EMBEDDED_PROGRAMME)?;
    Ok(Snapshot::build(Dataset::load(&inputs, &mut |_| {})?, programme, rules, &mut |_| {})?)
}

fn page(server: &Server, target: &str) -> String {
    let answer = server.get_with(target, &HTML);
    assert_eq!(answer.status, 200, "{target}: {}", answer.text());
    assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"), "{target}");
    answer.text().to_owned()
}

/// The addresses that a page links to, with their entities taken off.
fn links(page: &str) -> Vec<String> {
    page.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap().replace("&amp;", "&")).collect()
}

/// The numbers of the schools in a page's tables.
fn schools(page: &str) -> Vec<String> {
    let rows = page.split("<tr><td>").skip(1).map(|row| row.split('<').next().unwrap().to_owned());
    rows.filter(|cell| cell.len() == 8).collect()
}

#[test]
fn a_region_is_read_whole_and_its_first_page_is_small() {
    let server = Server::serving(demonstration, Limits::default());
    let first = page(&server, "/regions/99");
    assert!(first.len() < 100_000, "{} bytes", first.len());
    for expected in
        ["<caption", "scope=\"col\"", "scope=\"row\"", "class=\"skip\" href=\"#main\"", "<main id=\"main\">", "map.svg"]
    {
        assert!(first.contains(expected), "{expected}");
    }
    let state = |at: u32| server.app.snapshot().view().state(at);
    let (mut listed, snapshot) = (Vec::new(), server.app.snapshot());
    for table in ["hubs", "unreached", "needs_check", "members"] {
        let mut next = Some(format!("/regions/99?table={table}"));
        while let Some(target) = next {
            let page = page(&server, &target);
            assert!(page.len() < 250_000, "{target}: {} bytes", page.len());
            listed.extend(schools(&page));
            next = page.contains("rel=\"next\"").then(|| links(&page).into_iter().find(|link| link.contains("page=")).unwrap());
        }
    }
    listed.sort_unstable();
    let region = snapshot.data.regions.iter().find(|(_, region)| &*region.code.text == "99").unwrap().0;
    let mut expected: Vec<String> = snapshot
        .view()
        .located(Some(region))
        .filter(|at| !matches!(state(*at), imbas::plan::State::OutOfScope(_)))
        .map(|at| snapshot.view().school(at).npsn.to_string())
        .filter(|npsn| npsn.len() == 8)
        .collect();
    expected.sort_unstable();
    assert_eq!(listed, expected, "every school stands in exactly one table");
}

#[test]
fn every_page_is_there_in_both_languages_and_its_links_keep_the_language_and_the_question() {
    let server = Server::serving(demonstration, Limits::default());
    for target in [
        "/",
        "/regions?q=contoh",
        "/regions/99.01?practice=greedy&level=SD",
        "/schools/01000001/assignment",
        "/findings?region=99.01",
    ] {
        let (indonesian, join) = (page(&server, target), if target.contains('?') { '&' } else { '?' });
        let english = page(&server, &format!("{target}{join}lang=en"));
        assert!(indonesian.contains("<html lang=\"id\">") && english.contains("<html lang=\"en\">"), "{target}");
        assert!(indonesian.contains("Langsung ke isi") && english.contains("Skip to content"), "{target}");
        assert!(links(&english).iter().any(|link| link == target), "{target}: the switch leads back");
        let pages = links(&english).into_iter().filter(|link| link.starts_with("/regions/99") && !link.contains('.'));
        assert!(pages.into_iter().all(|link| link.contains("lang=en")), "{target}");
    }
    let english = page(&server, "/regions/99.01?practice=greedy&level=SD&lang=en");
    assert!(english.contains("without proof") && english.contains("The served plan"));
    assert!(
        links(&english).contains(&"/regions/99.01/assignments.csv?practice=greedy&level=SD".to_owned()),
        "{:?}",
        links(&english)
    );
    let answer = server.get("/schools/01000001/assignment?lang=en");
    assert!(answer.text().contains("straight line") && !answer.text().contains("garis lurus"), "{}", answer.text());
}

#[test]
fn a_what_if_is_read_beside_the_served_plan() {
    let server = Server::serving(demonstration, Limits::default());
    let shown = page(&server, "/regions/99.01?reach_km=2&lang=en");
    assert!(shown.contains("This is a what-if") || shown.contains("what-if plan"), "{shown}");
    assert!(shown.contains("Shown here") && shown.contains("The served plan"));
    assert!(links(&shown).iter().any(|link| link.starts_with("/schools/") && link.contains("reach_km=2")));
}
