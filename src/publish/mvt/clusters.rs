//! Clusters: their areas, or their sums for each cell, counted at the hub.

use crate::index::Bounds;
use crate::model::{Level, LonLat};
use crate::publish::geojson::cluster_ring;
use crate::publish::mvt::cells::cells;
use crate::publish::mvt::drawing::{Drawing, Shape};
use crate::publish::mvt::shape::{clip_ring, hull};
use crate::publish::mvt::{Atlas, BUFFER, MapLayer, feature_id, short};
use crate::snapshot::View;
use crate::tile::{Tile, World};

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
        let (plan, hub) = (view.hub(place), view.school(view.hub(place).school));
        drawing.add(feature_id(hub.npsn.as_str()), &Shape::Areas(&[vec![ring]]), |tags| {
            tags.text("hub", hub.npsn.as_str());
            tags.text("hub_name", short(&hub.name));
            tags.text("level", hub.level().map(Level::as_str));
            tags.number("number", u64::from(atlas.numbers[place as usize]));
            tags.number("members", plan.members.len() as u64);
            tags.number("places", plan.places.map(u64::from));
            tags.number("minimum", u64::from(plan.min));
            tags.yes_no("below_minimum", plan.members.len() < plan.min as usize);
            tags.text("hub_grade", hub.grade.as_str());
        });
    }
    Some(drawing.finish())
}

/// The part of a cluster's area that touches a tile.
fn area(view: &View<'_>, tile: Tile, place: u32) -> Option<Vec<[i64; 2]>> {
    let ring = cluster_ring(view, place)?;
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
