//! Walks over pages: each feature exactly once, in one version of the data, also while it is renewed.

use super::{COLLECTIONS, encoded, ids, link, ok};
use crate::http::server::{SCHOOLS, Server};

/// The ids along the links of a relation, from an address on.
fn walk(server: &Server, target: &str, rel: &str) -> Vec<Vec<String>> {
    let (mut pages, mut next) = (Vec::new(), Some(target.to_owned()));
    while let Some(target) = next {
        let page = ok(server, &target).json();
        pages.push(ids(&page));
        assert_eq!(page["numberReturned"], pages.last().unwrap().len());
        next = link(&page, rel);
        assert!(pages.len() < 1_000, "{target} never ends");
    }
    pages
}

#[test]
fn a_walk_meets_each_feature_exactly_once_forwards_and_back() {
    let server = Server::start();
    let filter = encoded("level IN ('SD', 'SMP')");
    for name in COLLECTIONS {
        let mut queries = vec![String::new()];
        if name == "schools" {
            queries.extend([
                format!("&filter={filter}"),
                "&sortby=-status,name".into(),
                format!("&filter={filter}&sortby=level"),
                "&bbox=100.3,-0.4,100.4,0".into(),
            ]);
        }
        for query in queries {
            let whole = ok(&server, &format!("/collections/{name}/items?limit=1000{query}")).json();
            for limit in [1, 2, 3, 1000] {
                let target = format!("/collections/{name}/items?limit={limit}{query}");
                let pages = walk(&server, &target, "next");
                assert_eq!(pages.concat(), ids(&whole), "{target}");
                assert!(pages.iter().rev().skip(1).all(|page| page.len() == limit), "{target}");
                assert_eq!(whole["numberMatched"], pages.concat().len());
            }
            let at_the_end = format!("/collections/{name}/items?limit=2&offset={}{query}", ids(&whole).len());
            let mut back = walk(&server, &at_the_end, "prev");
            back.reverse();
            // An empty page after the end has no way back.
            assert_eq!(back.concat(), Vec::<String>::new());
            if let Some(last) = ids(&whole).len().checked_sub(1) {
                let mut back = walk(&server, &format!("/collections/{name}/items?limit=2&offset={last}{query}"), "prev");
                back.reverse();
                assert_eq!(back.concat(), ids(&whole), "{name} {query}");
            }
        }
    }
}

#[test]
fn a_walk_stays_in_its_version_over_one_reload_and_is_told_when_that_is_gone() {
    let server = Server::start();
    let begin = "/collections/schools/items?limit=4&sortby=name";
    let expected = walk(&server, begin, "next").concat();
    let first = ok(&server, begin).json();
    let more = |number: u32| {
        format!(
            "{SCHOOLS}000000{number},SD Baru {number},SD,Negeri,Guguk Panjang,Kota Bukittinggi,Prov. Sumatera Barat,-0.3055,100.3711,0,B\n"
        )
    };
    *server.list.lock().unwrap() = more(17);
    server.app.reload();
    let mut pages = vec![ids(&first)];
    pages.extend(walk(&server, &link(&first, "next").unwrap(), "next"));
    assert_eq!(pages.concat(), expected, "the walk goes on in the version that it began in");
    assert_eq!(walk(&server, begin, "next").concat().len(), expected.len() + 1, "and a new one begins in the new version");
    *server.list.lock().unwrap() = more(18);
    server.app.reload();
    let gone = server.get(&link(&first, "next").unwrap());
    assert_eq!(gone.status, 410, "{}", gone.text());
    let problem = gone.json();
    assert_eq!((&problem["type"], &problem["parameter"]), (&"urn:imbas:problem:page_expired".into(), &"page".into()));
    assert!(problem["detail"].as_str().unwrap().contains("begin again"), "{problem}");
}

#[test]
fn an_address_that_is_written_in_another_way_is_the_same_question() {
    let server = Server::start();
    let plain = "/collections/schools/items?limit=2&filter=level%20%3D%20%27SMP%27";
    let expected = walk(&server, plain, "next");
    let strange = "/collections/schools/items?%6cimit=2&%66ilter=level+%3D+%27%53MP%27";
    assert_eq!(walk(&server, strange, "next"), expected);
    let all = ok(&server, "/collections/schools/items?limit=1000").json();
    assert!(ids(&all).len() > expected.concat().len(), "a filter decides only about those who ask with it");
    let second = ok(&server, "/collections/schools/items?%6fffset=1&limit=2").json();
    assert_eq!(ids(&ok(&server, &link(&second, "next").unwrap()).json()), ids(&all)[3..5]);
}

#[test]
fn a_reload_that_changes_nothing_ends_no_walk() {
    let server = Server::start();
    let first = ok(&server, "/collections/schools/items?limit=4").json();
    for _ in 0..3 {
        server.app.reload();
    }
    ok(&server, &link(&first, "next").unwrap());
}
