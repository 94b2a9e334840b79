//! Plans under other rules, beside the served one.

use super::server::{SCHOOLS, Server};
use imbas::serve::Limits;

#[test]
fn another_reach_gives_another_plan_with_its_own_version() {
    let server = Server::start();
    let served = server.get("/regions/13.75/summary?level=SD").json();
    let near = server.get("/regions/13.75/summary?level=SD&reach_km=0.1");
    assert_eq!(near.status, 200, "{}", near.text());
    assert_ne!(near.json()["provenance"]["version"], served["provenance"]["version"]);
    assert_eq!(near.json()["counts"]["members"], 0);
    assert_eq!(near.json()["compared"]["greedy"]["reached"], 0, "practice is compared under the asked rules");
    let far = server.get("/regions/13.75/summary?level=SD&reach_km=500").json();
    assert_eq!(far["compared"]["proven"]["reached"], far["counts"]["members"], "{far}");
    assert!(far["compared"]["greedy"]["reached"].as_u64() > Some(0), "{far}");
    assert!(served["counts"]["members"].as_u64() > Some(0));
    let again = server.get("/regions/13.75/summary?level=SD&reach_km=0.1");
    assert_eq!((&again.body, again.header("etag")), (&near.body, near.header("etag")));
}

#[test]
fn clusters_follow_the_asked_rules() {
    let server = Server::start();
    let clusters = |query: &str| {
        let answer = server.get(&format!("/clusters.geojson?region=13.75&level=SD{query}"));
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()["features"].as_array().unwrap().clone()
    };
    let largest = |query: &str| clusters(query).iter().map(|one| one["properties"]["members"].as_u64().unwrap()).max();
    assert_eq!(largest("&max=1"), Some(1));
    assert_eq!(largest("&max=2"), Some(2));
    assert!(largest("&within=district") <= Some(3));
}

#[test]
fn what_cannot_be_planned_is_refused_with_the_limit() {
    let server = Server::start();
    let answer = server.get("/clusters.geojson?reach_km=5");
    assert_eq!(answer.status, 422);
    assert_eq!(answer.json()["limit"], "one province");
    let answer = server.get("/clusters.geojson?region=13&min=5&max=2");
    assert_eq!(answer.status, 422);
    assert_eq!(answer.json()["type"], "urn:imbas:problem:contradictory_rules");
    let detail = answer.json()["detail"].as_str().unwrap().to_owned();
    assert!(detail.contains('5') && detail.contains('2'), "{detail}");
}

#[test]
fn a_full_queue_answers_503_and_the_served_plan_stays_quick() {
    // No planner place at all: every new question is one too many.
    let limits = Limits { planners: 1, what_if_queue: 0, ..Limits::default() };
    let server = Server::with(SCHOOLS, limits);
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let asks: Vec<_> = (1..=12)
            .map(|km| {
                let server = &server;
                scope.spawn(move || {
                    let answer = server.get(&format!("/clusters.geojson?region=13&reach_km={km}"));
                    assert!(answer.status == 200 || answer.header("retry-after").is_some(), "{}", answer.text());
                    answer.status
                })
            })
            .collect();
        asks.into_iter().map(|ask| ask.join().unwrap()).collect()
    });
    assert!(statuses.iter().all(|status| [200, 503].contains(status)), "{statuses:?}");
    assert!(statuses.contains(&200), "{statuses:?}");
    assert_eq!(server.get("/clusters.geojson").status, 200);
}
