//! Nothing is missing and nothing is twice, at any zoom, singly or in sums.

use super::decoder::{Feature, Value};
use super::world::{ARCHIPELAGO, STACK, World, tile_of, tiles_between};
use imbas::model::{Level, LonLat};
use imbas::plan::State;
use imbas::publish::mvt::{MapLayer, feature_id, tilejson};
use imbas::publish::{
    Assignments, Layer, Selection,
    columns::{Record, columns},
    list, select,
};
use imbas::regions::Lookup;
use std::collections::{BTreeMap, BTreeSet};

/// Where each school is drawn: at its position, or at the point of its list when it needs a check.
fn drawn(world: &World) -> BTreeMap<String, (LonLat, &'static str)> {
    let view = world.snapshot.view();
    let schools = (0..).zip(view.schools()).filter_map(|(at, school)| {
        let (position, source) = match view.state(at) {
            State::OutOfScope(_) => return None,
            State::NeedsCheck => (school.given?, "needs_check"),
            _ => (school.position?, "schools"),
        };
        (position.lat().abs() < 85.0).then(|| (school.npsn.as_str().to_owned(), (position, source)))
    });
    schools.collect()
}

fn check_schools(world: &World, z: u8) {
    let drawn = drawn(world);
    let tiles: BTreeSet<_> = drawn.values().map(|(at, _)| tile_of(at.lon(), at.lat(), z)).collect();
    let mut found = BTreeSet::new();
    let mut counted = [0; 2];
    for tile in &tiles {
        for layer in world.layers(MapLayer::Schools, *tile, None) {
            assert_eq!(
                layer.name == "school_cells",
                z < world.atlas.singly_from(MapLayer::Schools, None) || is_full(&layer.features)
            );
            for feature in &layer.features {
                if layer.name == "school_cells" {
                    let sum: u64 = ["hubs", "members", "unreached"].map(|name| feature.number(name)).iter().sum();
                    assert_eq!(feature.number("schools"), sum);
                    counted[0] += sum;
                    counted[1] += feature.number("needs_check");
                    continue;
                }
                let npsn = feature.text("npsn");
                let (at, source) = drawn[npsn];
                assert_eq!((tile_of(at.lon(), at.lat(), z), source), (*tile, layer.name.as_str()), "{npsn}");
                assert_eq!(feature.id, feature_id(npsn));
                assert!(found.insert(npsn.to_owned()), "{npsn} twice at zoom {z}");
                counted[usize::from(source == "needs_check")] += 1;
            }
        }
    }
    let expected = ["schools", "needs_check"].map(|source| drawn.values().filter(|(_, own)| *own == source).count() as u64);
    assert_eq!(counted, expected, "zoom {z}");
}

/// Whether a cell of a tile holds more than a tile may hold singly.
fn is_full(features: &[Feature]) -> bool {
    features.iter().filter(|one| one.properties.contains_key("schools")).map(|one| one.number("schools")).sum::<u64>() > 4_000
}

#[test]
fn every_school_is_in_one_tile_of_each_zoom_or_in_one_sum() {
    assert!((1..8).contains(&ARCHIPELAGO.atlas.singly_from(MapLayer::Schools, None)));
    (0..=22).for_each(|z| check_schools(&ARCHIPELAGO, z));
}

#[test]
fn a_stack_that_no_zoom_parts_is_a_sum_at_every_zoom() {
    assert_eq!(STACK.atlas.singly_from(MapLayer::Schools, None), 14);
    (0..=22).for_each(|z| check_schools(&STACK, z));
}

#[test]
fn a_tile_without_schools_is_empty() {
    let (z, x, y) = tile_of(-30.0, 40.0, 9);
    for layer in MapLayer::ALL {
        assert!(ARCHIPELAGO.layers(layer, (z, x, y), None).is_empty());
    }
}

#[test]
fn levels_part_the_schools() {
    let count = |level: Option<Level>| {
        let cells = ARCHIPELAGO.layers(MapLayer::Schools, (0, 0, 0), level);
        let all = cells.iter().flat_map(|layer| &layer.features);
        all.map(|one| if one.properties.contains_key("npsn") { 1 } else { one.number("schools") + one.number("needs_check") })
            .sum::<u64>()
    };
    assert_eq!(Level::ALL.map(|level| count(Some(level))).iter().sum::<u64>(), count(None));
    assert!(count(Some(Level::Smp)) > 0);
}

/// All members, and all clusters, over the tiles that their schools and the lines between them may touch.
fn check_plan(world: &World, z: u8) {
    let view = world.snapshot.view();
    let (mut tiles, mut links, mut clusters) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for plan in &view.plan.hubs {
        let hub = view.school(plan.school);
        let at = hub.position.unwrap();
        clusters.insert(hub.npsn.as_str());
        tiles.insert(tile_of(at.lon(), at.lat(), z));
        for member in &plan.members {
            links.insert(view.school(*member).npsn.as_str());
            let end = view.school(*member).position.unwrap();
            let corner = |pick: fn(f64, f64) -> f64| (pick(at.lon(), end.lon()), pick(at.lat(), end.lat()));
            tiles.extend(tiles_between(corner(f64::min), corner(f64::max), z));
        }
    }
    for (layer, id, sum, expected) in
        [(MapLayer::Links, "npsn", "links", &links), (MapLayer::Clusters, "hub", "clusters", &clusters)]
    {
        let features = world.features(layer, layer.as_str(), &tiles);
        let cells = world.features(layer, &format!("{}_cells", layer.as_str().trim_end_matches('s')), &tiles);
        let singly: BTreeSet<&str> = features.iter().map(|feature| feature.text(id)).collect();
        let summed: u64 = cells.iter().map(|cell| cell.number(sum)).sum();
        if z < world.atlas.singly_from(layer, None) {
            assert_eq!((singly.len(), summed), (0, expected.len() as u64), "{layer:?} at zoom {z}");
        } else if cells.is_empty() {
            assert_eq!(&singly, expected, "{layer:?} at zoom {z}");
        }
    }
}

#[test]
fn every_link_and_every_cluster_is_on_the_map() {
    [0, 1, 2, 3, 5, 7, 8, 10, 12].into_iter().for_each(|z| check_plan(&ARCHIPELAGO, z));
    [0, 1, 2, 4, 6].into_iter().for_each(|z| check_plan(&STACK, z));
}

#[test]
fn every_region_with_a_boundary_is_on_the_map_with_its_label_once() {
    let view = ARCHIPELAGO.snapshot.view();
    let code = |id| view.regions().get(id).code.text.to_string();
    let boxes: Vec<_> =
        view.data.boundaries.iter().map(|(id, polygon)| (code(id), geo::BoundingRect::bounding_rect(polygon).unwrap())).collect();
    assert!(boxes.len() > 20);
    for z in [0, 2, 5, 8, 10] {
        let tiles =
            boxes.iter().flat_map(|(_, at)| tiles_between((at.min().x, at.min().y), (at.max().x, at.max().y), z)).collect();
        let areas = ARCHIPELAGO.features(MapLayer::Regions, "regions", &tiles);
        let labels = ARCHIPELAGO.features(MapLayer::Regions, "region_labels", &tiles);
        let expected: BTreeSet<&str> = boxes.iter().map(|(code, _)| code.as_str()).collect();
        assert_eq!(areas.iter().map(|area| area.text("code")).collect::<BTreeSet<_>>(), expected, "zoom {z}");
        let mut once: Vec<&str> = labels.iter().map(|label| label.text("code")).collect();
        once.sort_unstable();
        assert_eq!(once, expected.into_iter().collect::<Vec<_>>(), "zoom {z}");
        for label in labels {
            assert_eq!(
                label.number("schools"),
                ["hubs", "members", "unreached", "needs_check"].map(|name| label.number(name)).iter().sum::<u64>()
            );
        }
    }
}

#[test]
fn tiles_say_what_geojson_says() {
    let view = ARCHIPELAGO.snapshot.view();
    let z = 9;
    for (layer, collection) in
        [(MapLayer::Schools, Layer::Schools), (MapLayer::Links, Layer::Links), (MapLayer::Clusters, Layer::Clusters)]
    {
        let page = select(&view, collection, &Selection { limit: Some(300), ..Selection::default() });
        let mut tiles = BTreeMap::new();
        for at in page.items {
            let record = Record::new(&view, collection, at);
            let values = columns(layer.collection()).into_iter().enumerate();
            let said: serde_json::Map<_, _> =
                values.map(|(at, column)| (column.name.to_owned(), serde_json::to_value(record.value(at)).unwrap())).collect();
            let Some(position) = view.school(at).position else { continue };
            let tile = tile_of(position.lon(), position.lat(), z);
            let draw = || ARCHIPELAGO.features(layer, layer.as_str(), &BTreeSet::from([tile]));
            let features = tiles.entry(tile).or_insert_with(draw);
            let feature = features.iter().find(|feature| feature.id == feature_id(record.id())).expect("it is drawn where it is");
            for (name, value) in feature.properties.iter().filter(|(name, _)| said.contains_key(*name)) {
                let same = match value {
                    Value::Text(text) => said[name] == **text,
                    Value::Number(number) => said[name].as_f64() == Some(*number),
                    Value::YesNo(yes) => said[name] == *yes,
                };
                assert!(same, "{} {name}: {value:?} and {}", record.id(), said[name]);
            }
        }
    }
}

#[test]
fn the_description_names_every_property_that_occurs() {
    let view = ARCHIPELAGO.snapshot.view();
    for layer in MapLayer::ALL {
        let document = tilejson(&view, &ARCHIPELAGO.atlas, layer, None, "/tiles/{z}/{x}/{y}");
        let sources = document["vector_layers"].as_array().unwrap();
        let mut seen: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for z in 0..=11 {
            let tiles: BTreeSet<_> = drawn(&ARCHIPELAGO).values().map(|(at, _)| tile_of(at.lon(), at.lat(), z)).collect();
            for tile in tiles.into_iter().take(60) {
                for one in ARCHIPELAGO.layers(layer, tile, None) {
                    let source =
                        sources.iter().find(|source| source["id"] == *one.name).expect("every source layer is described");
                    assert!(source["minzoom"].as_u64().unwrap() <= u64::from(z), "{} at zoom {z}", one.name);
                    seen.entry(one.name).or_default().extend(one.features.into_iter().flat_map(|one| one.properties.into_keys()));
                }
            }
        }
        for source in sources {
            let name = source["id"].as_str().unwrap();
            let fields: BTreeSet<String> = source["fields"].as_object().unwrap().keys().cloned().collect();
            let seen = seen.remove(name).unwrap_or_default();
            assert!(seen.is_subset(&fields), "{name}: {seen:?} and {fields:?}");
        }
    }
}

#[test]
fn the_description_accounts_for_every_school() {
    let view = ARCHIPELAGO.snapshot.view();
    let document = tilejson(&view, &ARCHIPELAGO.atlas, MapLayer::Schools, None, "");
    let schools = document["schools"].as_object().unwrap();
    assert_eq!(schools.values().map(|count| count.as_u64().unwrap()).sum::<u64>(), view.schools().len() as u64);
    let drawn = drawn(&ARCHIPELAGO);
    assert_eq!(schools["on_map"], drawn.values().filter(|(_, source)| *source == "schools").count());
    assert_eq!(schools["needs_check_at_given_point"], drawn.values().filter(|(_, source)| *source == "needs_check").count());
    assert!(schools["not_on_map"].as_u64().unwrap() > 0);
}

#[test]
fn clusters_have_the_numbers_of_the_annex() {
    let view = ARCHIPELAGO.snapshot.view();
    let code = view
        .plan
        .hubs
        .iter()
        .find_map(|plan| view.school(plan.school).regions.regency)
        .map(|id| &view.regions().get(id).code.text);
    let Lookup::Found(regency) = view.regions().lookup(code.unwrap()) else { panic!("a hub's regency is known") };
    let mut page = Vec::new();
    list::write_html(&Assignments::new(view, regency, None), &mut page).unwrap();
    let page = String::from_utf8(page).unwrap();
    let hubs: Vec<_> =
        view.plan.hubs.iter().map(|plan| view.school(plan.school)).filter(|hub| hub.regions.regency == Some(regency)).collect();
    assert!(hubs.len() > 3);
    for hub in hubs {
        let at = hub.position.unwrap();
        let features = ARCHIPELAGO.features(MapLayer::Clusters, "clusters", &BTreeSet::from([tile_of(at.lon(), at.lat(), 10)]));
        let number = features.iter().find(|one| one.text("hub") == hub.npsn.as_str()).unwrap().number("number");
        let row = page
            .lines()
            .find(|line| line.contains(&format!(">{}</td>", hub.npsn)) && line.contains("rowspan"))
            .expect("the annex has it");
        assert!(row.contains(&format!(">{number}</td>")), "{} is number {number}, and not in {row}", hub.npsn);
    }
}
