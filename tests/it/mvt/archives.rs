//! The whole plan as one archive of tiles: every tile that has something, each as the service draws it, and every feature at the depth.

use super::archive::{Archive, open};
use super::decoder::read;
use super::world::{ARCHIPELAGO, STACK, World};
use imbas::model::Level;
use imbas::publish::columns::Record;
use imbas::publish::export::{self, Export, Format, Part};
use imbas::publish::mvt::{self, MapLayer};
use imbas::publish::{Collection, Layer, Locale, Selection, geometry, select};
use imbas::tile::Tile;
use std::collections::BTreeSet;

fn bytes(world: &World, collections: &[Collection], level: Option<Level>) -> Vec<u8> {
    let part = Part { region: None, level };
    let export = Export { format: Format::PmTiles, collections: collections.to_vec(), part, locale: Locale::En };
    let mut bytes = Vec::new();
    export::write(&world.snapshot.view(), &export, &mut bytes).expect("a vector takes all bytes");
    bytes
}

fn whole(world: &World) -> Archive {
    open(&bytes(world, Format::PmTiles.collections(), None))
}

/// The tile as the service draws it, layer by layer.
fn drawn(world: &World, (z, x, y): (u8, u32, u32)) -> Vec<u8> {
    let tile = Tile::new(z, x, y).unwrap();
    let view = world.snapshot.view();
    MapLayer::ALL.into_iter().flat_map(|layer| mvt::tile(&view, &world.atlas, layer, tile, None)).collect()
}

#[test]
fn an_archive_holds_every_tile_in_which_something_lies_as_the_service_draws_it() {
    let archive = whole(&ARCHIPELAGO);
    assert_eq!(archive.zooms, (0, 12), "deep enough for places, and no deeper than needed");
    for (place, bytes) in archive.tiles.iter().step_by(7) {
        assert!(!bytes.is_empty() && *bytes == drawn(&ARCHIPELAGO, *place), "{place:?}");
    }
    // All tiles of the middle zooms, by brute force: what is not in the archive is empty.
    for (z, x, y) in (0..=6_u8).flat_map(|z| (0..1_u32 << z).flat_map(move |x| (0..1_u32 << z).map(move |y| (z, x, y)))) {
        let empty = drawn(&ARCHIPELAGO, (z, x, y)).is_empty();
        assert_eq!(empty, !archive.tiles.contains_key(&(z, x, y)), "{z}/{x}/{y}");
    }
    assert!(archive.contents <= archive.tiles.len() as u64 && archive.largest <= mvt::MOST_BYTES);
}

#[test]
fn every_feature_stands_singly_at_the_depth() {
    let archive = whole(&ARCHIPELAGO);
    let view = ARCHIPELAGO.snapshot.view();
    let deepest = archive.tiles.iter().filter(|((z, ..), _)| *z == archive.zooms.1);
    let layers: Vec<_> = deepest.flat_map(|(_, bytes)| read(bytes)).collect();
    let found = |source: &str, id: &str| -> BTreeSet<String> {
        let features = layers.iter().filter(|layer| layer.name == source).flat_map(|layer| &layer.features);
        features.map(|feature| feature.text(id).to_owned()).collect()
    };
    for (layer, sources, id) in [
        (Layer::Schools, &["schools", "needs_check"][..], "npsn"),
        (Layer::Clusters, &["clusters"], "hub"),
        (Layer::Links, &["links"], "npsn"),
    ] {
        let all = select(&view, layer, &Selection::default()).items.into_iter();
        let is_placed = |at: &u32| geometry(&Record::new(&view, layer, *at)).is_some();
        let expected: BTreeSet<String> = all.filter(is_placed).map(|at| Record::new(&view, layer, at).id().to_owned()).collect();
        let found: BTreeSet<String> = sources.iter().flat_map(|source| found(source, id)).collect();
        assert!(found.is_superset(&expected) && expected.len() > 100, "{layer:?}");
    }
    let codes = view.data.boundaries.iter().map(|(id, _)| view.regions().get(id).code.text.to_string());
    assert_eq!(found("regions", "code"), codes.collect());
}

#[test]
fn an_archive_tells_its_layers_its_bounds_and_where_it_comes_from() {
    let archive = whole(&ARCHIPELAGO);
    let (metadata, [west, south, east, north]) = (&archive.metadata, archive.bounds);
    let origin = &metadata["imbas"];
    assert_eq!((&metadata["version"], &origin["version"]), (&ARCHIPELAGO.snapshot.version.clone().into(), &metadata["version"]));
    assert!(origin["inputs"][0]["sha256"].as_str().unwrap().len() == 64 && origin["rules"]["levels"].is_array());
    let names: Vec<&str> = metadata["vector_layers"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert_eq!(names.len(), 9);
    assert_eq!(metadata["vector_layers"][0]["fields"]["distance_m"], "Number");
    for (place, bytes) in &archive.tiles {
        assert!(read(bytes).iter().all(|layer| names.contains(&layer.name.as_str())), "{place:?}");
    }
    let view = ARCHIPELAGO.snapshot.view();
    for at in view.schools().iter().filter_map(|school| school.position) {
        assert!((west..=east).contains(&at.lon()) && (south..=north).contains(&at.lat()), "{at:?}");
    }
}

#[test]
fn an_archive_of_one_level_or_some_layers_has_these_alone() {
    let archive = open(&bytes(&ARCHIPELAGO, &[Collection::Schools], Some(Level::Smp)));
    let layers: Vec<_> = archive.tiles.values().flat_map(|bytes| read(bytes)).collect();
    assert!(layers.iter().all(|layer| ["schools", "needs_check", "school_cells"].contains(&layer.name.as_str())));
    let levels = layers.iter().filter(|layer| layer.name == "schools").flat_map(|layer| &layer.features);
    assert!(levels.map(|feature| feature.text("level")).all(|level| level == "SMP"));
    assert_eq!(archive.metadata["level"], "SMP");
}

#[test]
fn a_plan_that_no_zoom_parts_ends_at_the_deepest_zoom_of_sums() {
    let archive = whole(&STACK);
    assert_eq!(archive.zooms.1, mvt::DEEPEST_SUMS);
    assert!(archive.largest <= mvt::MOST_BYTES);
}
