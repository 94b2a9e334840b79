//! Every shape of a tile is valid on the tile's whole-number grid, and lies on the tile or in its buffer.

use super::decoder::Feature;
use super::world::{ARCHIPELAGO, STACK, World, tile_of};
use geo::{Coord, LineString, MultiPolygon, Polygon, Validation};
use imbas::publish::mvt::{BUFFER, MapLayer};
use std::collections::{BTreeMap, BTreeSet};

/// Twice the area of a ring by the surveyor's formula; the specification wants it above zero for outer rings and below for holes.
fn doubled_area(ring: &[(i64, i64)]) -> i64 {
    (0..ring.len())
        .map(|at| (ring[at], ring[(at + 1) % ring.len()]))
        .map(|((x, y), (next_x, next_y))| x * next_y - next_x * y)
        .sum()
}

fn areas(feature: &Feature) -> MultiPolygon {
    let line = |ring: &[(i64, i64)]| {
        LineString::from(ring.iter().map(|(x, y)| Coord { x: *x as f64, y: *y as f64 }).collect::<Vec<_>>())
    };
    let mut polygons: Vec<Polygon> = Vec::new();
    for ring in &feature.parts {
        match doubled_area(ring) {
            1.. => polygons.push(Polygon::new(line(ring), Vec::new())),
            0 => panic!("a ring without extent: {ring:?}"),
            _ => polygons.last_mut().expect("a hole follows its outer ring").interiors_push(line(ring)),
        }
    }
    MultiPolygon(polygons)
}

fn tiles(world: &World, z: u8) -> BTreeSet<(u8, u32, u32)> {
    let schools = world.snapshot.data.audit.schools.iter().filter_map(|school| school.position);
    schools.map(|at| tile_of(at.lon(), at.lat(), z)).take(400).collect()
}

fn check(world: &World, z: u8) {
    for (layer, tile) in MapLayer::ALL.into_iter().flat_map(|layer| tiles(world, z).into_iter().map(move |tile| (layer, tile))) {
        for one in world.layers(layer, tile, None) {
            for feature in &one.features {
                let (least, most) = if feature.kind == 1 { (0, 4_095) } else { (-BUFFER, 4_096 + BUFFER) };
                let corners = feature.parts.iter().flatten().flat_map(|(x, y)| [*x, *y]);
                assert!(corners.clone().all(|at| (least..=most).contains(&at)), "{tile:?} {feature:?}");
                if feature.kind == 3 {
                    let areas = areas(feature);
                    assert!(areas.is_valid(), "{} {tile:?}: {:?}\n{feature:?}", one.name, areas.validation_errors());
                }
            }
        }
    }
}

#[test]
fn every_shape_is_valid_and_near_its_tile() {
    [0, 1, 2, 4, 5, 6, 8, 9, 11, 13, 14, 16, 19, 22].into_iter().for_each(|z| check(&ARCHIPELAGO, z));
    [0, 3, 6, 14].into_iter().for_each(|z| check(&STACK, z));
}

#[test]
fn links_end_at_the_points_of_their_schools() {
    let z = 12;
    let mut compared = 0;
    for tile in tiles(&ARCHIPELAGO, z).into_iter().take(80) {
        let only = BTreeSet::from([tile]);
        let schools = ARCHIPELAGO.features(MapLayer::Schools, "schools", &only);
        let points: BTreeMap<&str, (i64, i64)> = schools.iter().map(|school| (school.text("npsn"), school.parts[0][0])).collect();
        for link in ARCHIPELAGO.features(MapLayer::Links, "links", &only) {
            let [line] = &link.parts[..] else { panic!("a link is one line") };
            assert_eq!(line.len(), 2);
            for (end, npsn) in [(line[0], link.text("hub")), (line[1], link.text("npsn"))] {
                let Some(point) = points.get(npsn) else { continue };
                assert!(end == *point || line[0].0.abs_diff(line[1].0) <= 1, "{npsn}: {end:?} and {point:?}");
                compared += 1;
            }
        }
    }
    assert!(compared > 100);
}
