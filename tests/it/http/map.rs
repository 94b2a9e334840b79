//! The map page's files: named by the page, kept for ever, compressed once.

use super::server::Server;

/// The addresses that the page at `/` loads from the map, or none where the program was built without npm.
fn files(page: &str) -> Vec<&str> {
    let quoted = page.split('"').filter(|part| part.starts_with("/map/"));
    let files: Vec<&str> = quoted.collect();
    if files.is_empty() {
        println!("the program was built without the map: its files are not checked");
    }
    files
}

#[test]
fn the_page_names_its_files_and_they_are_kept_for_ever() {
    let server = Server::start();
    let page = server.get_with("/", &[("accept", "text/html")]);
    for file in files(page.text()) {
        for encoding in ["br", "gzip", "identity"] {
            let answer = server.get_with(file, &[("accept-encoding", encoding)]);
            assert_eq!(answer.status, 200, "{file}");
            assert_eq!(answer.text_of("content-encoding"), if encoding == "identity" { "" } else { encoding }, "{file}");
            assert_eq!(answer.text_of("cache-control"), "public, max-age=31536000, immutable", "{file}");
            assert_eq!(answer.text_of("x-content-type-options"), "nosniff", "{file}");
            let tag = answer.text_of("etag").to_owned();
            let again = server.get_with(file, &[("accept-encoding", encoding), ("if-none-match", &tag)]);
            assert_eq!((again.status, again.body.len()), (304, 0), "{file}");
        }
    }
}

#[test]
fn only_the_page_with_the_map_may_run_scripts_and_only_our_own() {
    let server = Server::start();
    let page = server.get_with("/", &[("accept", "text/html")]);
    if !files(page.text()).is_empty() {
        let policy = page.text_of("content-security-policy");
        assert!(policy.contains("script-src 'self'") && !policy.contains("unsafe"), "{policy}");
    }
    for other in ["/regions/13.75", "/schools.geojson", "/map/nothing.js"] {
        let policy = server.get_with(other, &[("accept", "text/html, */*")]).text_of("content-security-policy").to_owned();
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("script-src"), "{other}: {policy}");
    }
}

#[test]
fn the_page_is_complete_without_scripts() {
    let server = Server::start();
    let page = server.get_with("/", &[("accept", "text/html")]);
    assert!(page.text().contains("<h1>") && page.text().contains("href=\"/regions/"), "{}", page.text());
    assert!(!page.text().contains("<script>") && !page.text().contains("style=\"") && page.body.len() < 100_000);
}

#[test]
fn an_unknown_file_of_the_map_is_a_refusal_like_any_other() {
    let answer = Server::start().get("/map/main-none.js");
    assert_eq!((answer.status, answer.text_of("content-type")), (404, "application/problem+json"));
}

#[test]
fn every_answer_tells_the_version_of_the_served_plan_a_what_if_too() {
    let server = Server::start();
    let served = server.get("/plan").json()["version"].as_str().unwrap().to_owned();
    for target in ["/plan", "/regions/13.75/summary", "/regions/13.75/summary?max=1", "/schools.geojson"] {
        assert_eq!(server.get(target).text_of("x-imbas-version"), served, "{target}");
    }
}
