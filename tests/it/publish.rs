//! What leaves the program: GeoJSON that GIS tools accept, lists that officials can use, and nothing that turns text into code.

use crate::support::{HOSTILE, npsn, tiny_snapshot};
use geojson::{FeatureCollection, JsonObject, JsonValue};
use imbas::model::{DecreeWords, Language, Level, RegionId};
use imbas::plan::State;
use imbas::publish::columns::{Kind, Record, Value, columns};
use imbas::publish::decree::{Paper, write_decree};
use imbas::publish::findings::{self, Filter};
use imbas::publish::page::{RegionPage, Table};
use imbas::publish::words::Reader;
use imbas::publish::{Assignments, BBox, BBoxError, Layer, Locale, MapSheet, Page, PaperSize, Selection};
use imbas::publish::{assignments, list, page, regions, school, select, summary, write_features};
use imbas::regions::Lookup;
use imbas::snapshot::{Nearby, Practice, Snapshot, View};
use std::collections::BTreeSet;
use std::io::{self, Write};

const LAYERS: [Layer; 3] = [Layer::Schools, Layer::Clusters, Layer::Links];

fn text(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> String {
    let mut bytes = Vec::new();
    write(&mut bytes).expect("a vector takes all bytes");
    String::from_utf8(bytes).expect("every output is UTF-8")
}

fn json(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> JsonValue {
    serde_json::from_str(&text(write)).expect("the output is JSON")
}

fn region(snapshot: &Snapshot, code: &str) -> RegionId {
    match snapshot.data.regions.lookup(code) {
        Lookup::Found(id) => id,
        other => panic!("expected one region {code}, found {other:?}"),
    }
}

fn collection(view: &View<'_>, layer: Layer, selection: &Selection) -> (Page, FeatureCollection) {
    let page = select(view, layer, selection);
    let text = text(|out| write_features(view, layer, &page, None, out));
    (page, text.parse().expect("the output is a FeatureCollection"))
}

fn ids(collection: &FeatureCollection) -> Vec<String> {
    let id = |feature: &geojson::Feature| match &feature.id {
        Some(geojson::feature::Id::String(id)) => id.clone(),
        other => panic!("expected an NPSN as id, found {other:?}"),
    };
    collection.features.iter().map(id).collect()
}

fn properties(feature: &geojson::Feature) -> &JsonObject {
    feature.properties.as_ref().expect("every feature has properties")
}

#[test]
fn every_school_of_the_plan_is_a_feature_and_no_other() {
    let snapshot = tiny_snapshot();
    let (page, schools) = collection(&snapshot.view(), Layer::Schools, &Selection::default());
    assert_eq!(page.matched, 10);
    let roles: Vec<&str> = schools.features.iter().filter_map(|feature| properties(feature)["role"].as_str()).collect();
    let expected = ["hub", "member", "member", "unreached", "needs_check", "needs_check", "hub", "member", "member", "hub"];
    assert_eq!(roles, expected);
    assert!(schools.features[4].geometry.is_none(), "a school without a usable position has no place on the map");

    let (page, _) = collection(&snapshot.view(), Layer::Schools, &Selection { out_of_scope: true, ..Selection::default() });
    assert_eq!(page.matched, 11);
}

#[test]
fn every_feature_has_the_same_properties_with_one_type_each() {
    let snapshot = tiny_snapshot();
    for layer in LAYERS {
        let (_, collection) = collection(&snapshot.view(), layer, &Selection::default());
        let first: Vec<&String> = properties(&collection.features[0]).keys().collect();
        for feature in &collection.features {
            assert_eq!(properties(feature).keys().collect::<Vec<_>>(), first, "{layer:?}");
        }
        for key in first {
            let kinds: BTreeSet<&str> = collection.features.iter().filter_map(|f| kind(&properties(f)[key])).collect();
            assert!(kinds.len() <= 1, "{layer:?} {key}: {kinds:?}");
        }
    }
}

fn kind(value: &JsonValue) -> Option<&'static str> {
    match value {
        JsonValue::Null => None,
        JsonValue::Bool(_) => Some("boolean"),
        JsonValue::Number(number) if number.is_f64() => Some("real"),
        JsonValue::Number(_) => Some("integer"),
        JsonValue::String(_) => Some("string"),
        JsonValue::Array(_) => Some("array"),
        JsonValue::Object(_) => Some("object"),
    }
}

#[test]
fn every_value_is_of_its_column_and_null_only_where_that_is_said() {
    let snapshot = tiny_snapshot();
    let view = snapshot.view();
    let page = select(&view, Layer::Schools, &Selection { out_of_scope: true, ..Selection::default() });
    let schools = page.items.iter().flat_map(|at| {
        let has_hub = view.hub_place(*at).is_some();
        let layers = LAYERS.into_iter().filter(move |layer| *layer == Layer::Schools || has_hub);
        layers.map(|layer| Record::new(&view, layer, *at))
    });
    let located = regions::below(&view, None).into_iter().map(|id| Record::region(&view, id));
    let selected = findings::select(view.data, &Filter::default()).expect("the first page");
    let found = selected.items.iter().map(|(id, finding)| Record::finding(&view, id, finding));
    for record in schools.chain(located).chain(found) {
        for (at, column) in columns(record.collection()).into_iter().enumerate() {
            let fits = match record.value(at) {
                Value::Null => column.nullable,
                Value::Text(_) => column.kind == Kind::Text,
                Value::Integer(_) => column.kind == Kind::Integer,
                Value::Number(number) => column.kind == Kind::Number && number.is_finite(),
                Value::Boolean(_) => column.kind == Kind::Boolean,
                Value::TextList(_) => column.kind == Kind::TextList,
            };
            assert!(fits, "{:?} {} {}: {:?}", record.collection(), record.id(), column.name, record.value(at));
        }
    }
}

#[test]
fn rings_are_closed_counter_clockwise_and_around_their_schools() {
    use geo::{Contains, Winding};
    let snapshot = tiny_snapshot();
    let (page, clusters) = collection(&snapshot.view(), Layer::Clusters, &Selection::default());
    assert_eq!(ids(&clusters), ["01000000", "02000000", "02000003"]);
    for (place, feature) in clusters.features.iter().enumerate() {
        let polygon: geo::Polygon = feature.geometry.clone().expect("an area").try_into().expect("a polygon");
        assert!(polygon.exterior().is_ccw() && polygon.exterior().is_closed());
        let hub = &snapshot.plan.hubs[place];
        for at in hub.members.iter().chain([&page.items[place]]) {
            let position = snapshot.data.audit.schools[*at as usize].position.expect("planned");
            assert!(polygon.contains(&geo::Point::new(position.lon(), position.lat())), "{at}");
        }
    }
}

#[test]
fn positions_have_longitude_first_and_seven_decimals() {
    let snapshot = tiny_snapshot();
    for layer in LAYERS {
        let page = select(&snapshot.view(), layer, &Selection::default());
        let text = text(|out| write_features(&snapshot.view(), layer, &page, None, out));
        for coordinates in text.split("\"coordinates\":").skip(1) {
            let end = coordinates.find('}').expect("a geometry ends");
            let numbers = coordinates[..end].split(|c: char| "[],".contains(c)).filter(|number| !number.is_empty());
            for (at, number) in numbers.enumerate() {
                let degrees: f64 = number.parse().expect("a number");
                assert!(number.split_once('.').is_none_or(|(_, decimals)| decimals.len() <= 7), "{number}");
                assert_eq!(at % 2 == 0, (94.0..=142.0).contains(&degrees), "{number}");
            }
        }
    }
}

#[test]
fn a_cluster_belongs_to_a_region_when_its_hub_or_any_member_does() {
    let snapshot = tiny_snapshot();
    let view = snapshot.view();
    let own = |code: &str| Selection { region: Some(region(&snapshot, code)), ..Selection::default() };
    let of = |layer, code: &str| ids(&collection(&view, layer, &own(code)).1);
    assert_eq!(of(Layer::Clusters, "99.01"), ["01000000"]);
    assert_eq!(of(Layer::Clusters, "99.02"), ["01000000", "02000000", "02000003"]);
    assert_eq!(of(Layer::Links, "99.01"), ["01000001", "01000002", "02000002"]);
    assert_eq!(of(Layer::Links, "99.02"), ["02000001", "02000002"]);
    assert_eq!(of(Layer::Schools, "99.02"), ["02000000", "02000001", "02000002", "02000003"]);
    assert_eq!(of(Layer::Schools, "99.01.02"), ["01000002", "01000005"]);
}

#[test]
fn hub_level_and_box_narrow_the_answer() {
    let snapshot = tiny_snapshot();
    let view = snapshot.view();
    let of = |layer, selection| ids(&collection(&view, layer, &selection).1);
    let hub = Selection { hub: Some(npsn("02000000")), ..Selection::default() };
    assert_eq!(of(Layer::Schools, hub), ["02000000", "02000001"]);
    assert_eq!(of(Layer::Clusters, hub), ["02000000"]);
    assert_eq!(of(Layer::Links, hub), ["02000001"]);
    assert_eq!(of(Layer::Schools, Selection { level: Some(Level::Smp), ..Selection::default() }), ["01000003"]);
    let bbox = Selection { bbox: BBox::new([109.99, -3.005, 110.015, -2.99]).ok(), ..Selection::default() };
    assert_eq!(of(Layer::Schools, bbox), ["01000000", "01000001"]);
    assert_eq!(of(Layer::Links, bbox), ["01000001", "01000002", "02000002"], "a line may only pass through");
    assert_eq!(of(Layer::Clusters, bbox), ["01000000"]);
    let around = Selection { bbox: BBox::new([170.0, -10.0, 110.015, 10.0]).ok(), ..Selection::default() };
    assert_eq!(of(Layer::Schools, around), ["01000000", "01000001"], "west above east crosses 180 degrees");
}

#[test]
fn a_box_that_is_none_is_refused() {
    assert_eq!(BBox::new([f64::NAN, 0.0, 1.0, 1.0]), Err(BBoxError::Range));
    assert_eq!(BBox::new([0.0, 0.0, f64::INFINITY, 1.0]), Err(BBoxError::Range));
    assert_eq!(BBox::new([0.0, -91.0, 1.0, 1.0]), Err(BBoxError::Range));
    assert_eq!(BBox::new([0.0, 2.0, 1.0, 1.0]), Err(BBoxError::Inverted { south: 2.0, north: 1.0 }));
}

#[test]
fn paging_meets_every_item_exactly_once() {
    let snapshot = tiny_snapshot();
    let view = snapshot.view();
    for layer in LAYERS {
        let whole = select(&view, layer, &Selection::default());
        for limit in 1..=whole.items.len() + 1 {
            let mut met = Vec::new();
            let mut selection = Selection { limit: Some(limit), ..Selection::default() };
            loop {
                let page = select(&view, layer, &selection);
                assert_eq!(page.matched, whole.matched);
                met.extend(page.items);
                let Some(next) = page.next else { break };
                selection.after = Some(next);
            }
            assert_eq!(met, whole.items, "{layer:?} by {limit}");
        }
    }
}

#[test]
fn a_next_link_is_written_and_read_back() {
    let snapshot = tiny_snapshot();
    let page = select(&snapshot.view(), Layer::Schools, &Selection { limit: Some(2), ..Selection::default() });
    let answer = json(|out| write_features(&snapshot.view(), Layer::Schools, &page, Some("http://x/?a=\"1\""), out));
    assert_eq!(answer["numberMatched"], 10);
    assert_eq!(answer["numberReturned"], 2);
    let provenance = &answer["provenance"];
    assert_eq!(provenance["distance_method"], "straight_line_wgs84");
    assert!(provenance["program"].as_str().is_some_and(|program| program.starts_with("imbas ")), "{provenance}");
    assert_eq!(provenance["inputs"][0]["sha256"].as_str().map(str::len), Some(64), "{provenance}");
    assert_eq!(answer["links"][0]["href"], "http://x/?a=\"1\"");
    assert_eq!(answer["links"][0]["rel"], "next");
}

#[test]
fn the_answer_for_a_region_has_every_located_school_and_the_outside_members() {
    let snapshot = tiny_snapshot();
    let answer = Assignments::new(snapshot.view(), region(&snapshot, "99.01"), None);
    let written = json(|out| assignments::write_json(&answer, out));
    let counts = &written["counts"];
    assert_eq!(counts["schools"], 6);
    assert_eq!((counts["hubs"].as_u64(), counts["members"].as_u64()), (Some(1), Some(2)));
    assert_eq!((counts["unreached"].as_u64(), counts["needs_check"].as_u64()), (Some(1), Some(2)));
    assert_eq!(counts["out_of_scope"], 1);
    assert_eq!(written["outside_members"], 1);
    assert_eq!(written["check_first"][0]["npsn"], "01000005");
    let rows = written["assignments"].as_array().expect("rows");
    let located: Vec<&str> = rows.iter().filter(|row| row["located"] == true).filter_map(|row| row["npsn"].as_str()).collect();
    assert_eq!(located, ["01000005", "01000000", "01000001", "01000003", "01000004", "01000002"], "a hub to check comes first");
    assert_eq!((&rows[0]["is_hub"], &rows[0]["state"]), (&true.into(), &"needs_check".into()));
    let outside: Vec<&JsonValue> = rows.iter().filter(|row| row["located"] == false).collect();
    assert_eq!(outside.len(), 1);
    assert_eq!(outside[0]["npsn"], "02000002");
    assert_eq!(rows[3]["reason"], "no_hub_of_level_in_region");
    assert_eq!(rows[4]["reason"], "missing_position");
}

#[test]
fn a_member_whose_hub_lies_outside_names_it() {
    let snapshot = tiny_snapshot();
    let answer = Assignments::new(snapshot.view(), region(&snapshot, "99.02"), Some(Level::Sd));
    let written = json(|out| assignments::write_json(&answer, out));
    let rows = written["assignments"].as_array().expect("rows");
    let row = rows.iter().find(|row| row["npsn"] == "02000002").expect("a located member");
    assert_eq!(row["hub"], "01000000");
    assert_eq!(row["hub_located"], false);
    assert_eq!(written["check_first"][0]["npsn"], "02000000");
    assert_eq!(written["level"], "SD");
}

#[test]
fn the_sheet_is_stable_and_safe() {
    let snapshot = tiny_snapshot();
    let answer = Assignments::new(snapshot.view(), region(&snapshot, "99.01"), None);
    let sheet = text(|out| list::write_csv(&answer, Locale::En, out));
    let mut reader = csv::Reader::from_reader(sheet.as_bytes());
    let heading: Vec<String> = reader.headers().expect("a heading").iter().map(str::to_owned).collect();
    assert_eq!(heading[..5], ["no", "npsn", "nama", "bentuk", "jenjang"]);
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("every row has every column");
    assert_eq!(rows.len(), 7);
    let last = ["tempat_pertemuan", "adalah_hub", "npsn_tempat_pertemuan", "program", "versi"];
    assert_eq!(heading[25..], last, "new columns come last");
    assert!(rows.iter().all(|row| row[29] == snapshot.version), "every row says where it comes from");
    assert_eq!((&rows[0][1], &rows[0][26]), ("01000005", "ya"), "a hub to check comes first");
    assert_eq!(&rows[2][2], format!("'{HOSTILE}"), "a formula is disarmed, the rest is kept");
    let metres = heading.iter().position(|name| name == "jarak_m").expect("a column of metres");
    assert!(rows[2][metres].parse::<u32>().is_ok(), "numbers stay bare");
}

#[test]
fn the_printed_page_is_a_marked_proposal_with_everything_on_it() {
    let snapshot = tiny_snapshot();
    let answer = Assignments::new(snapshot.view(), region(&snapshot, "99.01"), None);
    let page = text(|out| list::write_html(&answer, out));
    for expected in [
        "USULAN",
        "Periksa lebih dahulu",
        "01000005",
        "Jarak (km, garis lurus)",
        "sekolah pengampu",
        "di luar wilayah",
        "Belum terjangkau",
        "Perlu diperiksa",
        &"0".repeat(64),
        snapshot.version.as_str(),
        "<html lang=\"id\">",
    ] {
        assert!(page.contains(expected), "{expected}");
    }
    assert!(page.find("Periksa lebih dahulu") < page.find("Lampiran"), "doubtful hubs come first");
    assert!(!page.contains("enggerak"), "the programme's own words only");
}

#[test]
fn hostile_names_stay_text_in_every_page() {
    let snapshot = tiny_snapshot();
    let view = snapshot.view();
    let id = region(&snapshot, "99.01");
    let answer = Assignments::new(view, id, None);
    let pages = [text(|out| list::write_html(&answer, out))];
    let readers = [Reader::default(), Reader::new(Language::English, "/?lang=en&q=%3Cscript")];
    let of_reader = |reader: &Reader| {
        // The plan is made by hand, so that only a practice, which weighs nothing, can tell of its members.
        let practice = view.under(Practice::Nearest);
        let served = RegionPage { view, served: None, region: id, level: None, table: None, reader };
        let other = RegionPage { view: practice, served: Some(view), ..served };
        let tables = Table::ALL.map(|table| RegionPage { table: Some((table, 0)), ..other });
        let pages = [served, other].into_iter().chain(tables).map(|page| text(|out| page.write(out)));
        let schools = (0..11).map(|at| text(|out| page::write_school(&practice, reader, at, out)));
        let others = [
            text(|out| page::write_index(&view, reader, None, out)),
            text(|out| page::write_regions(&view, reader, Some(HOSTILE), &[id], out)),
            text(|out| page::write_message(reader, HOSTILE, HOSTILE, out)),
        ];
        pages.chain(schools).chain(others).collect::<Vec<_>>()
    };
    for page in pages.into_iter().chain(readers.iter().flat_map(of_reader)) {
        assert!(!page.contains("<script") && !page.contains(" style=") && !page.contains("javascript:"));
        assert!(!page.contains(['\u{202e}', '\u{1b}']));
        check_tags(&page);
    }
}

/// Every element that is opened is closed, in order.
fn check_tags(page: &str) {
    const VOID: [&str; 6] = ["meta", "link", "input", "br", "img", "!doctype"];
    let mut open: Vec<&str> = Vec::new();
    for tag in page.split('<').skip(1) {
        let tag = &tag[..tag.find('>').expect("a tag ends")];
        let name = tag.split(' ').next().expect("a tag has a name");
        match name.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "{page}"),
            // Drawings close their elements themselves.
            None if VOID.contains(&name) || tag.ends_with('/') => {}
            None => open.push(name),
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn a_map_sheet_is_safe_true_and_bears_the_numbers_of_the_annex() {
    let snapshot = tiny_snapshot();
    let view = snapshot.view();
    for code in ["99.01", "99.01.02", "99"] {
        let answer = Assignments::new(view, region(&snapshot, code), None);
        for size in [PaperSize::default(), PaperSize { is_a3: true, portrait: Some(true) }] {
            let reader = Reader::new(Language::English, "/");
            let sheet = text(|out| MapSheet { answer: &answer, size, reader: &reader }.write_svg(out));
            assert!(!sheet.contains("<script") && !sheet.contains(['\u{202e}', '\u{1b}']) && !sheet.contains(" style="));
            assert!(sheet.len() < 20_000, "a name of 10,000 letters is cut: {}", sheet.len());
            check_tags(&sheet);
        }
    }
    let answer = Assignments::new(view, region(&snapshot, "99"), None);
    let sheet = text(|out| MapSheet { answer: &answer, size: PaperSize::default(), reader: &Reader::default() }.write_svg(out));
    let page = text(|out| list::write_html(&answer, out));
    for (number, hub) in [(1, "01000000"), (2, "02000000"), (3, "02000003")] {
        assert!(sheet.contains(&format!(">{number}</text>")) && sheet.contains(&format!("({hub})")), "{number}: {sheet}");
        let row = page.split(&format!(">{hub}</td><th")).next().unwrap().rsplit("<tr>").next().unwrap();
        assert!(row.contains(&format!(">{number}</td>")), "{number}: {row}");
    }
    assert_eq!(page.matches("<svg ").count(), 1, "the annex ends with its map");
    assert!(page.find("<svg ") > page.find("Berkas masukan"));
    for (word, schools) in [("Sekolah pengampu", 3), ("Sekolah imbas", 4), ("Belum terjangkau", 1)] {
        assert!(sheet.contains(&format!("{word} ({schools})")), "{word}: {sheet}");
    }
}

#[test]
fn hostile_names_come_back_as_they_are_from_json() {
    let snapshot = tiny_snapshot();
    let (_, schools) = collection(&snapshot.view(), Layer::Schools, &Selection::default());
    assert_eq!(properties(&schools.features[1])["name"], HOSTILE);
    let long = properties(&schools.features[2])["name"].as_str().expect("a name");
    assert_eq!(long.len(), 10_000);
}

#[test]
fn the_summary_has_levels_regions_and_a_comparison() {
    let snapshot = tiny_snapshot();
    let whole = json(|out| summary::write_json(&snapshot.view(), None, None, out));
    assert_eq!(whole["counts"]["schools"], 10);
    assert_eq!(whole["coverage"], 4.0 / 7.0);
    assert_eq!(whole["levels"].as_array().map(Vec::len), Some(2));
    assert_eq!(whole["regions"][0]["region"]["code"], "99");
    assert_eq!(whole["compared"]["gain_over_greedy"]["reached"], 0);
    let own = json(|out| summary::write_json(&snapshot.view(), Some(region(&snapshot, "99.01")), Some(Level::Sd), out));
    assert_eq!(own["counts"]["members"], 2);
    assert_eq!(own["regions"].as_array().map(Vec::len), Some(2));
    assert_eq!(own["regions"][0]["region"]["code"], "99.01.01");
}

#[test]
fn regions_know_their_parents_and_children() {
    let snapshot = tiny_snapshot();
    let view = snapshot.view();
    let topmost = regions::below(&view, None);
    assert_eq!(topmost, [region(&snapshot, "99")]);
    let one = json(|out| regions::write_one(&view, region(&snapshot, "99.01"), out));
    assert_eq!(one["code"], "99.01");
    assert_eq!(one["level"], "regency");
    assert_eq!(one["counts"]["schools"], 6);
    assert_eq!(one["children"].as_array().map(Vec::len), Some(2));
    let listed = json(|out| regions::write_list(&view, &topmost, out));
    assert_eq!(listed["regions"][0]["code"], "99");
}

#[test]
fn findings_page_and_filter() {
    let snapshot = tiny_snapshot();
    let data = &snapshot.data;
    let all = findings::select(data, &Filter::default()).expect("no page was named");
    assert_eq!(all.matched, 3);
    let mut met = Vec::new();
    let mut filter = Filter { limit: Some(1), ..Filter::default() };
    loop {
        let page = findings::select(data, &filter).expect("the page follows a finding");
        met.extend(page.items.into_iter().map(|(id, _)| id));
        let Some(next) = page.next else { break };
        filter.after = Some(next);
    }
    assert_eq!(met, all.items.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>());
    assert!(findings::select(data, &Filter { after: Some("none".into()), ..Filter::default() }).is_none());
    let of_region = Filter { region: Some(region(&snapshot, "99.02")), ..Filter::default() };
    assert_eq!(findings::select(data, &of_region).map(|page| page.matched), Some(1));

    let written = text(|out| findings::write_geojson(&snapshot.view(), &all, None, out));
    let read: FeatureCollection = written.parse().expect("the output is a FeatureCollection");
    assert_eq!(ids(&read), met);
    assert_eq!(properties(&read.features[0])["proposal_lon"], 110.3);
}

#[test]
fn the_audit_is_told_three_times() {
    let snapshot = tiny_snapshot();
    let data = &snapshot.data;
    let audit = json(|out| findings::write_audit_json(data, out));
    assert_eq!((audit["rows"].as_u64(), audit["schools"].as_u64(), audit["refused"].as_u64()), (Some(11), Some(11), Some(0)));
    let first = &audit["findings"][0];
    assert_eq!(first["code"], "doubtful_hub");
    assert_eq!(first["proposal"]["lon"], 110.3);
    assert_eq!(first["place"], "contoh.csv:9 (lintang)");

    let sheet = text(|out| findings::write_audit_csv(data, out));
    let mut reader = csv::Reader::from_reader(sheet.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("every row has every column");
    assert_eq!(rows.len(), 2, "mere notes are no repairs");
    assert_eq!(rows.iter().map(|row| row[4].to_owned()).collect::<Vec<_>>(), ["01000004", "02000000"]);

    let table = text(|out| findings::write_audit_table(data, out));
    assert!(table.contains("Periksa lebih dahulu") && table.contains("02000000"));
    assert!(!table.contains(['\u{1b}', '\u{202e}']), "no escape sequence reaches the terminal");
}

#[test]
fn neighbours_come_nearest_first() {
    let snapshot = tiny_snapshot();
    let view = snapshot.view();
    let near = view.neighbours(npsn("01000000"), &Nearby { count: Some(3), ..Nearby::default() }).expect("it has a position");
    let own = view.find(npsn("01000000")).expect("it is in the list");
    let written = text(|out| school::write_neighbours(&view, own, &near, None, out));
    let read: FeatureCollection = written.parse().expect("the output is a FeatureCollection");
    assert_eq!(ids(&read), ["01000001", "01000002", "01000003"]);
    assert!(!written.contains("numberMatched"), "a number that is not known is left out");
    assert_eq!(view.neighbours(npsn("01000004"), &Nearby::default()), None, "without a position nothing is near");
    let smp = Nearby { level: Some(Level::Smp), within_m: Some(5_000.0), ..Nearby::default() };
    assert_eq!(view.neighbours(npsn("01000000"), &smp).map(|found| found.len()), Some(1));
}

#[test]
fn a_school_without_hub_tells_why() {
    let snapshot = tiny_snapshot();
    let view = snapshot.view();
    let of = |number: &str| {
        let at = view.find(npsn(number)).expect("it is in the list");
        json(|out| school::write_assignment(&view, &Reader::default(), at, out))
    };
    let unreached = of("01000003");
    assert_eq!(unreached["reason"], "no_hub_of_level_in_region");
    assert_eq!(unreached["unreached"]["nearest"]["npsn"], "01000000");
    assert_eq!(unreached["unreached"]["unlock"]["code"], "new_hub");
    assert_eq!(of("01000004")["state"], "needs_check");
    assert_eq!(of("01000006")["reason"], "madrasah");
    assert_eq!(of("01000000")["cluster"]["members"].as_array().map(Vec::len), Some(3));
}

#[test]
fn the_same_view_gives_the_same_bytes() {
    let (one, other) = (tiny_snapshot(), tiny_snapshot());
    assert_eq!(one.version, other.version);
    let write = |snapshot: &Snapshot| {
        let answer = Assignments::new(snapshot.view(), region(snapshot, "99.01"), None);
        text(|out| list::write_html(&answer, out)) + &text(|out| summary::write_json(&snapshot.view(), None, None, out))
    };
    assert_eq!(write(&one), write(&other));
    assert!(matches!(one.plan.states[1], State::Member { .. }));
}

#[test]
fn a_decree_says_what_the_programme_says_and_marks_what_nobody_said() {
    let mut snapshot = tiny_snapshot();
    let page = |snapshot: &Snapshot| {
        let area = region(snapshot, "99.01");
        text(|out| write_decree(&snapshot.view(), area, None, Paper::F4, out))
    };
    let proposed = page(&snapshot);
    assert!(proposed.contains("Ditetapkan di [..........]") && proposed.contains("[dasar hukum program]"), "{proposed}");
    snapshot.programme.decree = DecreeWords {
        office: Some("Dinas Pendidikan Contoh".into()),
        place: Some("Kota Contoh".into()),
        considering: vec!["bahwa {hubs} {hub} di {region} mengimbas {members} {member};".into()],
        rulings: vec!["Menetapkan <b>{cluster}</b>.".into()],
        ..DecreeWords::default()
    };
    let own = page(&snapshot);
    for said in [
        "KEPUTUSAN KEPALA DINAS PENDIDIKAN CONTOH",
        "Ditetapkan di Kota Contoh<br>",
        "Menetapkan &lt;b&gt;gugus&lt;/b&gt;.",
        "Mengingat",
    ] {
        assert!(own.contains(said), "{said}");
    }
    assert!(own.contains("sekolah pengampu di ") && !own.contains('{') && !own.contains("KEDUA</th>"), "{own}");
}
