//! Clusters: their areas, or their sums for each cell, counted at the hub.

use crate::index::Bounds;
use crate::model::{Level, LonLat};
use crate::publish::columns::{Collection, Record};
use crate::publish::mvt::cells::cells;
use crate::publish::mvt::drawing::{Drawing, Fields, Shape};
use crate::publish::mvt::shape::{clip_ring, hull};
use crate::publish::mvt::{Atlas, BUFFER, MapLayer, feature_id};
use crate::publish::{Geometry, Layer, Position, geometry};
use crate::snapshot::View;
use crate::tile::{Tile, World};
use std::sync::LazyLock;

/// The columns of a cluster that a tile has.
pub(super) static FIELDS: LazyLock<Fields> = LazyLock::new(|| {
    let names = ["hub", "hub_name", "level", "members", "places", "minimum", "below_minimum", "hub_grade", "hub_approximate"];
    Fields::new(Collection::Clusters, &names)
});
/// What a cluster has beside them.
pub(super) const MORE: &[(&str, &str)] = &[("number", "Number in the annex of the hub's regency.")];
/// What a cell has.
pub(super) const SUMS: &[(&str, &str)] = &[
    ("clusters", "Hubs, each with its cluster."),
    ("members", "Their members."),
    ("below_minimum", "Clusters with fewer members than they should have."),
];

/// The clusters whose box meets a tile, as places of their hubs in the plan, in NPSN order.
pub(super) fn near(view: &View<'_>, atlas: &Atlas, tile: Tile, level: Option<Level>) -> Vec<u32> {
    let [west, south, east, north] = tile.degrees(BUFFER);
    let window = Bounds::new(west, south, east, north).expect("a tile has an extent");
    let mut places = atlas.boxes.meeting(window);
    places.retain(|place| level.is_none() || view.school(view.hub(*place).school).level() == level);
    places
}

/// Every cluster whose area touches a tile; `None` when they are too many.
pub(super) fn singly(view: &View<'_>, atlas: &Atlas, tile: Tile, level: Option<Level>) -> Option<Vec<u8>> {
    let near = near(view, atlas, tile, level);
    if near.len() > MapLayer::Clusters.most() {
        return None;
    }
    let mut drawing = Drawing::new("clusters");
    for place in near {
        let Some(ring) = area(view, tile, place) else { continue };
        let record = Record::new(view, Layer::Clusters, view.hub(place).school);
        drawing.add(feature_id(record.id()), &Shape::Areas(&[vec![ring]]), |tags| {
            tags.record(&record, &FIELDS);
            tags.number("number", u64::from(atlas.numbers[place as usize]));
        });
    }
    Some(drawing.finish())
}

/// The ring around a cluster.
pub(super) fn ring(view: &View<'_>, place: u32) -> Option<Vec<Position>> {
    match geometry(&Record::new(view, Layer::Clusters, view.hub(place).school))? {
        Geometry::Polygon([ring]) => Some(ring),
        _ => None,
    }
}

/// The part of a cluster's area that touches a tile.
fn area(view: &View<'_>, tile: Tile, place: u32) -> Option<Vec<[i64; 2]>> {
    let ring = ring(view, place)?;
    let corner = |[lon, lat]: [f64; 2]| LonLat::new(lon, lat).ok().map(|at| tile.local(World::clamped(at)));
    let ring: Vec<[i64; 2]> = ring.into_iter().filter_map(corner).collect();
    // The part of a convex area in a box is convex, so that its hull on the grid mends what rounding bent.
    let clipped = clip_ring(&ring);
    (!clipped.is_empty()).then(|| hull(clipped))
}

/// The sums of the clusters whose hub lies in each cell of a tile.
pub(super) fn sums(view: &View<'_>, atlas: &Atlas, tile: Tile, level: Option<Level>) -> Vec<u8> {
    let slots: Vec<usize> = atlas.drawn(MapLayer::Clusters, tile, level).collect();
    let mut drawing = Drawing::new("cluster_cells");
    for cell in cells(atlas, tile, &slots) {
        let plans = || cell.slots.iter().filter_map(|slot| view.hub_place(atlas.school(*slot))).map(|place| view.hub(place));
        drawing.add(cell.id, &Shape::Point(cell.at), |tags| {
            tags.number("clusters", cell.slots.len() as u64);
            tags.number("members", plans().map(|plan| plan.members.len() as u64).sum::<u64>());
            tags.number("below_minimum", plans().filter(|plan| plan.members.len() < plan.min as usize).count() as u64);
        });
    }
    drawing.finish()
}
