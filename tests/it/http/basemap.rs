//! The operator's base map: what the page hears of it, which host it may ask, and the archive in parts.

use super::server::Server;
use imbas::serve::Basemap;
use std::io::Write;
use tempfile::NamedTempFile;

const OWNER: Option<&str> = Some("© Contoh");

/// An archive with a header, no metadata, and bytes that tell their place.
fn archive(bytes: usize) -> NamedTempFile {
    let mut content: Vec<u8> = (0..bytes).map(|at| (at / 7) as u8).collect();
    content[..127].fill(0);
    content[..8].copy_from_slice(b"PMTiles\x03");
    (content[97], content[98], content[99]) = (2, 1, 2);
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(&content).unwrap();
    file
}

fn over(typed: &str) -> Server {
    Server::over(Basemap::read(Some(typed), OWNER).unwrap())
}

#[test]
fn without_a_base_map_the_page_hears_of_none_and_asks_no_other_host() {
    let server = Server::start();
    assert_eq!(server.get("/map.json").text(), r#"{"basemap":null}"#);
    assert_eq!(server.get("/basemap.pmtiles").status, 404);
    let policy = server.get_with("/", &[("accept", "text/html")]);
    assert!(!policy.text_of("content-security-policy").contains("http"));
}

#[test]
fn the_page_may_ask_the_one_host_that_the_operator_named_and_no_other_page_may() {
    let server = over("https://peta.example.id:8443/t/{z}/{x}/{y}.png");
    let described = server.get("/map.json").json();
    assert_eq!(described["basemap"]["tiles"], "https://peta.example.id:8443/t/{z}/{x}/{y}.png");
    assert_eq!(described["basemap"]["attribution"], "© Contoh");
    let page = server.get_with("/", &[("accept", "text/html")]);
    if page.text().contains("/map/main-") {
        let policy = page.text_of("content-security-policy");
        for part in
            ["connect-src 'self' https://peta.example.id:8443;", "blob: https://peta.example.id:8443;", "script-src 'self';"]
        {
            assert!(policy.contains(part), "{part}: {policy}");
        }
        let script = page.text().split('"').find(|part| part.starts_with("/map/main-")).unwrap().to_owned();
        assert_eq!(server.get(&script).text_of("content-security-policy"), policy, "a worker obeys its own file's policy");
    }
    let other = server.get_with("/regions", &[("accept", "text/html")]);
    assert!(!other.text_of("content-security-policy").contains("example"));
}

#[test]
fn an_archive_is_served_whole_and_in_parts_as_it_is() {
    let file = archive(300_000);
    let content = std::fs::read(file.path()).unwrap();
    let server = over(file.path().to_str().unwrap());
    assert_eq!(server.get("/map.json").json()["basemap"]["url"], "/basemap.pmtiles");
    let all = server.get_with("/basemap.pmtiles", &[("accept-encoding", "br, gzip")]);
    assert_eq!((all.status, all.text_of("content-length"), all.text_of("content-encoding")), (200, "300000", ""));
    assert_eq!((all.text_of("accept-ranges"), all.text_of("content-type")), ("bytes", "application/vnd.pmtiles"));
    assert!(all.body == content);
    for (range, first, last) in
        [("bytes=0-126", 0, 126), ("bytes=100000-299999", 100_000, 299_999), ("bytes=-5", 299_995, 299_999)]
    {
        let part = server.get_with("/basemap.pmtiles", &[("range", range), ("accept-encoding", "br, gzip")]);
        assert_eq!((part.status, part.text_of("content-encoding")), (206, ""), "{range}");
        assert_eq!(part.text_of("content-range"), format!("bytes {first}-{last}/300000"), "{range}");
        assert_eq!(part.text_of("content-length"), (last - first + 1).to_string(), "{range}");
        assert!(part.body == content[first..=last], "{range}");
    }
}

#[test]
fn a_part_behind_the_end_is_refused_and_a_part_of_another_file_is_not_sent() {
    let file = archive(1_000);
    let server = over(file.path().to_str().unwrap());
    let behind = server.get_with("/basemap.pmtiles", &[("range", "bytes=1000-")]);
    assert_eq!((behind.status, behind.text_of("content-range")), (416, "bytes */1000"));
    assert_eq!(behind.json()["type"], "urn:imbas:problem:behind_the_end");
    let tag = server.get("/basemap.pmtiles").text_of("etag").to_owned();
    assert!(tag.starts_with('"') && tag.len() > 4, "{tag}");
    let ranged = |known: &str| server.get_with("/basemap.pmtiles", &[("range", "bytes=0-9"), ("if-range", known)]).status;
    assert_eq!((ranged(&tag), ranged("\"other\"")), (206, 200));
    let again = server.get_with("/basemap.pmtiles", &[("if-none-match", &tag)]);
    assert_eq!((again.status, again.body.len()), (304, 0));
}

#[test]
fn a_head_tells_the_size_and_sends_nothing() {
    let file = archive(1_000);
    let server = over(file.path().to_str().unwrap());
    let head = super::client::request(server.address, "HEAD", "/basemap.pmtiles", &[("range", "bytes=0-9")]);
    assert_eq!((head.status, head.text_of("content-length"), head.body.len()), (200, "1000", 0));
}
