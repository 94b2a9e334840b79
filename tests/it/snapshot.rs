//! A snapshot as a whole: built from data, planned again in part, and the same for the real list of a province.

use crate::shared::{self, west_sumatra};
use crate::support::{dataset, hub, npsn, place, programme, school, tiny_snapshot};
use imbas::model::{Level, School};
use imbas::plan::{LevelMap, Objective, Overrides, Rules, State};
use imbas::publish::page::RegionPage;
use imbas::publish::words::Reader;
use imbas::publish::{
    Assignments, Layer, Locale, Selection, assignments, findings, list, page, school as one_school, select, summary,
};
use imbas::regions::{Lookup, Regions};
use imbas::snapshot::{Dataset, Snapshot, View};
use std::path::PathBuf;

/// Printed with a failing case.
const SEED: u64 = 20_261_123;

/// A cheap generator: the tests need many places, not good chance.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// Some hundred schools in three regencies, a tenth of them hubs with few places.
fn island(seed: u64) -> Dataset {
    let mut dice = Dice(seed);
    let mut regions = Regions::national();
    let places: Vec<_> = (0..6)
        .map(|district| {
            place(&mut regions, &format!("99.0{}", district / 2 + 1), &format!("99.0{}.0{}", district / 2 + 1, district % 2 + 1))
        })
        .collect();
    let schools: Vec<School> = (0..300)
        .map(|number| {
            let district = dice.below(6);
            let form = ["SD", "SD", "SMP", "SMA"][dice.below(4) as usize];
            let spread = |dice: &mut Dice| dice.below(2_000) as f64 / 10_000.0;
            let (lon, lat) = (110.0 + 0.15 * district as f64 + spread(&mut dice), -3.0 - spread(&mut dice));
            let made = school(&format!("{:08}", 1_000_000 + number), form, places[district as usize], lon, lat);
            if dice.below(10) == 0 { hub(made) } else { made }
        })
        .collect();
    dataset(schools, regions, Vec::new())
}

fn build(data: Dataset, rules: Rules) -> Snapshot {
    let mut stages = Vec::new();
    let snapshot = Snapshot::build(data, programme(), rules, &mut |stage| stages.push(stage)).expect("the rules can be followed");
    assert!(stages.is_sorted(), "{stages:?}");
    snapshot
}

/// What a plan achieves for some schools.
fn achieved(view: &View<'_>, part: &[u32]) -> Objective {
    let mut objective = Objective::default();
    for at in part {
        if let State::Member { metres, crosses, .. } = view.state(*at) {
            objective.priority += i64::from(view.rules.priority(view.school(*at)));
            objective.reached += 1;
            objective.crossings += u64::from(crosses);
            objective.metres += u64::from(metres);
        }
    }
    objective
}

fn check_what_if(snapshot: &Snapshot, code: &str) {
    let Lookup::Found(region) = snapshot.data.regions.lookup(code) else { panic!("expected one region {code}") };
    let what_if = snapshot.replan(region, &[], &Overrides::default()).expect("small enough");
    let (own, again) = (snapshot.view(), what_if.view(snapshot));
    assert_eq!(achieved(&again, what_if.part()), achieved(&own, what_if.part()), "{code}, seed {SEED}");
    assert_ne!(again.version, own.version);
    for at in snapshot.lists.of(region) {
        assert!(what_if.part().binary_search(at).is_ok(), "{code}: every located school takes part");
    }
    for at in what_if.part() {
        assert_eq!(own.reason(*at).map(|why| why.reason), again.reason(*at).map(|why| why.reason), "{code}");
    }
}

#[test]
fn a_what_if_without_a_change_achieves_what_the_plan_does() {
    let rules = Rules { max: LevelMap::all(Some(4)), reach_m: LevelMap::all(Some(15_000.0)), ..Rules::default() };
    let snapshot = build(island(SEED), rules);
    for code in ["99", "99.01", "99.02", "99.03", "99.02.01"] {
        check_what_if(&snapshot, code);
    }
}

#[test]
fn a_what_if_changes_only_its_levels_and_says_so() {
    let snapshot = build(island(SEED), Rules { max: LevelMap::all(Some(2)), ..Rules::default() });
    let Lookup::Found(region) = snapshot.data.regions.lookup("99.01") else { panic!("expected one region") };
    let more = Overrides { max: Some(50), ..Overrides::default() };
    let what_if = snapshot.replan(region, &[Level::Sd], &more).expect("small enough");
    let view = what_if.view(&snapshot);
    assert!(what_if.plan.counts.members > 0 && what_if.plan.counts.unreached == 0, "fifty places are enough");
    for at in what_if.part() {
        let planned = !matches!(view.state(*at), State::OutOfScope(_));
        assert!(!planned || view.school(*at).level() == Some(Level::Sd));
    }
    let again = snapshot.replan(region, &[Level::Sd], &more).expect("small enough");
    assert_eq!((again.version.as_str(), again.plan), (view.version, what_if.plan.clone()));
    let impossible = Overrides { min: Some(9), max: Some(1), ..Overrides::default() };
    assert!(snapshot.replan(region, &[], &impossible).is_err(), "contradictory rules are refused");
}

#[test]
fn the_version_follows_data_rules_and_programme_and_nothing_else() {
    let build = |max: u32| build(tiny_snapshot().data, Rules { max: LevelMap::all(Some(max)), ..Rules::default() });
    assert_eq!(build(3).version, build(3).version);
    assert_ne!(build(3).version, build(4).version);
}

#[test]
fn why_this_hub_is_told_with_alternatives() {
    let snapshot = build(island(SEED), Rules { max: LevelMap::all(Some(4)), ..Rules::default() });
    let view = snapshot.view();
    let member = (0..300).find(|at| matches!(view.state(*at), State::Member { .. })).expect("there are members");
    let mut bytes = Vec::new();
    one_school::write_assignment(&view, &Reader::default(), member, &mut bytes).expect("a vector takes all bytes");
    let answer: serde_json::Value = serde_json::from_slice(&bytes).expect("the output is JSON");
    assert!(answer["why"]["rank"].as_u64().is_some_and(|rank| rank > 0), "{answer}");
    assert!(answer["sentences"].as_array().is_some_and(|sentences| sentences.len() >= 2), "{answer}");
    assert_eq!(snapshot.find(npsn("01000000")), Some(0));
}

#[test]
fn the_real_list_of_a_province_is_published_whole() {
    let Some(folder) = shared::folder() else { return };
    let data = Dataset::load(&west_sumatra(&folder), &mut |_| {}).expect("the list can be read");
    let snapshot = build(data, Rules { max: LevelMap::all(Some(3)), ..Rules::default() });
    let view = snapshot.view();
    let counts = snapshot.plan.counts;
    let audit = &snapshot.data.audit;
    assert_eq!(audit.rows, audit.refused.len() as u64 + audit.schools.len() as u64);
    assert_eq!(audit.schools.len() as u64, counts.schools + counts.out_of_scope);
    assert_eq!(counts.schools, counts.hubs + counts.members + counts.unreached + counts.needs_check);
    publish_all(&view, &std::env::var_os("IMBAS_TEST_OUTPUT").map(PathBuf::from));
    check_what_if(&snapshot, "13.75");
    check_what_if(&snapshot, "13.06");
}

/// Writes every answer for the province, and keeps them for GIS tools where a folder is named.
fn publish_all(view: &View<'_>, keep: &Option<PathBuf>) {
    let Lookup::Found(region) = view.regions().lookup("13") else { panic!("expected one region 13") };
    let save = |name: &str, write: &dyn Fn(&mut Vec<u8>) -> std::io::Result<()>| {
        let mut bytes = Vec::new();
        write(&mut bytes).expect("a vector takes all bytes");
        if let Some(folder) = keep {
            std::fs::write(folder.join(name), &bytes).expect("the folder can be written");
        }
        bytes
    };
    for (layer, name) in
        [(Layer::Schools, "schools.geojson"), (Layer::Clusters, "clusters.geojson"), (Layer::Links, "links.geojson")]
    {
        let selection = Selection { region: Some(region), ..Selection::default() };
        let features = select(view, layer, &selection);
        let bytes = save(name, &|out| imbas::publish::write_features(view, layer, &features, None, out));
        let read: geojson::FeatureCollection =
            std::str::from_utf8(&bytes).expect("UTF-8").parse().expect("the output is a FeatureCollection");
        assert_eq!(read.features.len() as u64, features.matched, "{name}");
    }
    let answer = Assignments::new(*view, region, None);
    save("assignments.json", &|out| assignments::write_json(&answer, out));
    save("assignments.csv", &|out| list::write_csv(&answer, Locale::En, out));
    save("assignments.html", &|out| list::write_html(&answer, out));
    let reader = Reader::default();
    let page_of = RegionPage { view: *view, served: None, region, level: None, table: None, reader: &reader };
    save("region.html", &|out| page_of.write(out));
    save("index.html", &|out| page::write_index(view, &reader, None, out));
    save("summary.json", &|out| summary::write_json(view, Some(region), None, out));
    let all = findings::select(view.data, &findings::Filter::default()).expect("no page was named");
    save("findings.geojson", &|out| findings::write_geojson(view, &all, None, out));
    save("audit.txt", &|out| findings::write_audit_table(view.data, out));
    save("audit.csv", &|out| findings::write_audit_csv(view.data, out));
    save("audit.json", &|out| findings::write_audit_json(view.data, out));
    let ids = imbas::publish::regions::below(view, Some(region));
    save("boundaries.geojson", &|out| imbas::publish::regions::write_features(view, &ids, out));
}
