//! Decisions about single schools, and practice in place of the proven plan.

use super::server::{SCHOOLS, Server};
use crate::witness::solve_and_check;
use imbas::import::Source;
use imbas::plan::{Overrides, Pairs};
use imbas::snapshot::{Dataset, Snapshot};
use serde_json::Value;

/// A member of hub 00000001 in the served plan, and the other hub of its level and regency.
const SCHOOL: &str = "00000002";
const HUB: &str = "00000001";
const OTHER: &str = "00000006";

fn json(server: &Server, target: &str) -> Value {
    let answer = server.get(target);
    assert_eq!(answer.status, 200, "{target}: {}", answer.text());
    answer.json()
}

fn hub_of(server: &Server, query: &str) -> Value {
    json(server, &format!("/schools/{SCHOOL}/assignment?{query}"))["hub"]["npsn"].clone()
}

#[test]
fn a_school_is_pinned_kept_away_or_left_out() {
    let server = Server::start();
    assert_eq!(hub_of(&server, ""), HUB);
    assert_eq!(hub_of(&server, &format!("pin={SCHOOL}:{OTHER}")), OTHER);
    assert_eq!(hub_of(&server, &format!("forbid={SCHOOL}:{HUB}")), OTHER);
    assert_eq!(hub_of(&server, &format!("region=13.06&forbid={SCHOOL}:{HUB}")), OTHER, "its own region is planned");
    let left = json(&server, &format!("/schools/{SCHOOL}/assignment?unassign={SCHOOL}"));
    assert_eq!((&left["state"], &left["reason"]), (&"unreached".into(), &"unassigned".into()));
    assert_eq!(left["unreached"]["unlock"]["code"], "assign");
    let summary = json(&server, &format!("/regions/13.75/summary?unassign={SCHOOL}"));
    assert_eq!(summary["unreached"]["unassigned"], 1);
}

#[test]
fn every_answer_of_a_region_follows_the_decisions() {
    let server = Server::start();
    let pin = format!("region=13.75&pin={SCHOOL}:{OTHER}");
    let links = json(&server, &format!("/links.geojson?{pin}"));
    let link = links["features"].as_array().unwrap().iter().find(|link| link["id"] == SCHOOL).unwrap();
    assert_eq!((&link["properties"]["hub"], &link["properties"]["required"]), (&OTHER.into(), &true.into()));
    let rows = json(&server, &format!("/regions/13.75/assignments?pin={SCHOOL}:{OTHER}"));
    let row = rows["assignments"].as_array().unwrap().iter().find(|row| row["npsn"] == SCHOOL).unwrap();
    assert_eq!(row["hub"], OTHER);
    for form in ["csv", "html"] {
        let answer = server.get(&format!("/regions/13.75/assignments.{form}?unassign={SCHOOL}"));
        assert!(answer.text().contains("diputuskan tidak ditugaskan"), "{}", answer.text());
        assert_eq!(answer.text().contains("rencana andaian menurut alamat"), form == "html", "an annex to print says so");
    }
}

#[test]
fn changes_tell_before_and_after_and_the_exact_cost_of_each_decision() {
    let server = Server::start();
    let changes = json(&server, &format!("/regions/13.75/changes?level=SD&pin={SCHOOL}:{OTHER}"));
    let moved = changes["changes"].as_array().unwrap();
    let ways: Vec<_> = moved.iter().map(|one| [&one["npsn"], &one["before"]["hub"], &one["after"]["hub"]]).collect();
    assert_eq!(ways, [[SCHOOL, HUB, OTHER], ["00000005", OTHER, HUB]], "a full hub passes another school on");
    let metres = |side: &str| moved.iter().map(|one| one[side]["distance_m"].as_i64().unwrap()).sum::<i64>();
    let longer = metres("after") - metres("before");
    assert_eq!(changes["difference"]["metres"], longer);
    let decision = &changes["decisions"][0];
    assert_eq!(
        (&decision["kind"], &decision["applies"], &decision["cost"]["metres"]),
        (&"pin".into(), &true.into(), &longer.into())
    );
    assert_eq!(changes["planned"]["cost"], decision["cost"]);
    let why = json(&server, &format!("/schools/{SCHOOL}/assignment"));
    let told = why["why"]["alternatives"].as_array().unwrap().iter().find(|other| other["hub"]["npsn"] == OTHER).unwrap();
    assert_eq!(told["extra"], decision["cost"], "what a hub would cost is what pinning it costs");

    let left = json(&server, &format!("/regions/13.75/changes?unassign={SCHOOL},00000012"));
    assert_eq!((&left["difference"]["reached"], &left["difference"]["unreached"]), (&(-1).into(), &1.into()));
    let applies: Vec<_> = left["decisions"].as_array().unwrap().iter().map(|one| one["applies"].as_bool().unwrap()).collect();
    assert_eq!(applies, [true, false], "a decision about another regency says nothing here");
    assert_eq!(left["decisions"][0]["cost"]["priority"], 1);
    let same = json(&server, "/regions/13.75/changes");
    assert_eq!((&same["numberMatched"], &same["difference"]["metres"]), (&0.into(), &0.into()));
}

#[test]
fn changes_are_paged_and_meet_every_school_once() {
    let server = Server::start();
    let whole = json(&server, "/regions/13/changes?reach_km=0");
    let (mut found, mut next) = (Vec::new(), Some("/regions/13/changes?reach_km=0&limit=2".to_owned()));
    while let Some(target) = next {
        let page = json(&server, &target);
        found.extend(page["changes"].as_array().unwrap().clone());
        next = page["next"].as_str().map(|next| next.split_once(&server.address.to_string()).unwrap().1.to_owned());
    }
    assert_eq!(Value::from(found), whole["changes"]);
    assert!(whole["numberMatched"].as_u64() > Some(2));
}

#[test]
fn what_contradicts_itself_or_cannot_be_is_refused_with_both_sides() {
    let server = Server::start();
    let check = |query: &str, status: u16, named: &[&str]| {
        let answer = server.get(&format!("/clusters.geojson?region=13.75&{query}"));
        assert_eq!(answer.status, status, "{query}: {}", answer.text());
        let problem = answer.json();
        for part in named {
            for language in ["detail", "detail_id"] {
                assert!(problem[language].as_str().unwrap().contains(part), "{query}: {part} in {problem}");
            }
        }
    };
    check(&format!("pin={SCHOOL}:{HUB}&forbid={SCHOOL}:{HUB}"), 422, &[SCHOOL, HUB]);
    check(&format!("pin={SCHOOL}:{HUB}&unassign={SCHOOL}"), 422, &[SCHOOL, HUB]);
    check(&format!("pin={SCHOOL}:{HUB},{SCHOOL}:{OTHER}"), 422, &[SCHOOL, HUB, OTHER]);
    check(&format!("pin={SCHOOL}:00000003"), 422, &[SCHOOL, "00000003"]);
    check(&format!("pin={SCHOOL}:00000008"), 422, &[SCHOOL, "00000008"]);
    check(&format!("forbid={SCHOOL}:00000008"), 422, &[SCHOOL, "00000008"]);
    check(&format!("pin={HUB}:{OTHER}"), 422, &[HUB, OTHER]);
    check(&format!("unassign={HUB}"), 422, &[HUB]);
    check("unassign=99999999", 404, &["99999999"]);
    check(&format!("pin={SCHOOL}"), 400, &[SCHOOL]);
    check("unassign=a.b", 400, &["a.b"]);
    let many: Vec<String> = (0..201).map(|_| SCHOOL.to_owned()).collect();
    check(&format!("unassign={}", many.join(",")), 400, &["200", "201"]);
    let full = format!("pin={SCHOOL}:{OTHER},00000003:{OTHER},00000004:{OTHER},00000005:{OTHER}");
    check(&full, 422, &["4", "3", OTHER]);
}

#[test]
fn the_pairs_file_of_an_address_plans_what_the_address_shows() {
    let server = Server::start();
    let query = format!("pin={SCHOOL}:{OTHER}&forbid=00000003:{HUB}&unassign=00000005");
    let file = server.get(&format!("/pairs.csv?{query}"));
    assert_eq!((file.status, file.header("content-type")), (200, Some("text/csv; charset=utf-8")));
    let lines = format!("npsn,hub,aturan\n{SCHOOL},{OTHER},wajib\n00000003,{HUB},larang\n00000005,,lepas\n");
    assert_eq!(file.text(), lines);

    let source = Source::Bytes { name: "pasangan.csv".into(), bytes: file.body.clone().into() };
    let planned = super::server::snapshot_with(SCHOOLS, Some(source)).unwrap();
    let shown = json(&server, &format!("/regions/13/changes?{query}"));
    let objective = serde_json::to_value(planned.plan.objective).unwrap();
    assert_eq!(shown["planned"]["after"], objective);
    let Snapshot { data: Dataset { audit, regions, .. }, rules, .. } = &planned;
    let (plan, ..) = solve_and_check(&audit.schools, regions, rules);
    assert_eq!(plan, planned.plan, "the independent checker accepts decisions");
}

#[test]
fn an_address_overrides_the_decisions_of_the_file() {
    let pairs = format!("npsn,hub,aturan\n{SCHOOL},{OTHER},wajib\n00000005,,lepas\n");
    let load = move || {
        let source = Source::Bytes { name: "p.csv".into(), bytes: pairs.clone().into_bytes().into() };
        super::server::snapshot_with(SCHOOLS, Some(source))
    };
    let server = Server::serving(load, imbas::serve::Limits::default());
    assert_eq!(hub_of(&server, ""), OTHER);
    assert_eq!(hub_of(&server, &format!("pin={SCHOOL}:{HUB}")), HUB);
    let file = server.get(&format!("/pairs.csv?pin={SCHOOL}:{HUB}"));
    assert_eq!(file.text(), format!("npsn,hub,aturan\n{SCHOOL},{HUB},wajib\n00000005,,lepas\n"));
}

#[test]
fn practice_is_shown_like_a_plan() {
    let server = Server::start();
    let plan = json(&server, "/plan");
    for practice in ["nearest", "greedy"] {
        let links = json(&server, &format!("/links.geojson?practice={practice}"));
        let features = links["features"].as_array().unwrap();
        let metres: u64 = features.iter().map(|link| link["properties"]["distance_m"].as_u64().unwrap()).sum();
        let objective = &plan["baselines"][practice]["objective"];
        assert_eq!(objective["metres"], metres, "{practice}");
        assert_ne!(links["version"], plan["version"]);
        let changes = json(&server, &format!("/regions/13/changes?practice={practice}"));
        assert_eq!(&changes["planned"]["after"], objective);
        assert_eq!(changes["practice"], practice);
        let summary = json(&server, &format!("/regions/13/summary?practice={practice}"));
        assert_eq!(summary["counts"]["members"], objective["reached"]);
        assert_eq!(summary["compared"]["proven"]["reached"], plan["objective"]["reached"], "the proven plan stays what it is");
        let schools = json(&server, &format!("/schools.geojson?practice={practice}"));
        assert_eq!(schools["features"].as_array().unwrap().len(), 15);
    }
    let crowded = json(&server, "/regions/13.75/changes?practice=nearest&max=1&level=SD");
    assert!(crowded["after"]["overloaded_hubs"].as_u64() > Some(0), "{crowded}");
    let clusters = json(&server, "/clusters.geojson?region=13.75&practice=nearest&max=1&level=SD");
    let overload =
        clusters["features"].as_array().unwrap().iter().map(|one| one["properties"]["overload"].as_u64().unwrap()).max();
    assert!(overload > Some(0), "{clusters}");
    let hub = json(&server, &format!("/schools/{SCHOOL}/assignment?practice=nearest"));
    assert_eq!((&hub["hub"]["npsn"], &hub["why"]), (&HUB.into(), &Value::Null));
}

#[test]
fn each_decision_costs_what_the_plan_gains_when_it_is_taken_back() {
    let server = Server::start();
    let snapshot = server.app.snapshot();
    let region = snapshot.data.regions.iter().find(|(_, region)| &*region.code.text == "13.75").unwrap().0;
    let npsn = |text| imbas::model::Npsn::new(text).unwrap();
    let pairs = Pairs {
        required: [(npsn(SCHOOL), npsn(OTHER)), (npsn("00000005"), npsn(HUB))].into(),
        forbidden: [(npsn("00000003"), npsn(HUB))].into(),
        unassigned: [npsn("00000007")].into(),
    };
    let of = |pairs: &Pairs| {
        let overrides = Overrides { pairs: pairs.clone(), ..Overrides::default() };
        snapshot.replan(region, &[], &overrides).unwrap()
    };
    let all = of(&pairs);
    let mut without = [pairs.clone(), pairs.clone(), pairs.clone(), pairs.clone()];
    without[0].required.remove(&npsn(SCHOOL));
    without[1].required.remove(&npsn("00000005"));
    without[2].forbidden.clear();
    without[3].unassigned.clear();
    for (cost, without) in all.decision_costs(&snapshot).iter().zip(&without) {
        let expected = all.plan.objective.cost_over(&of(without).plan.objective);
        assert_eq!(cost.cost, Some(expected), "{cost:?}");
    }
}
