//! Links: straight lines from hubs to members, or their sums for each cell, counted at the member.

use crate::model::Level;
use crate::plan::State;
use crate::publish::Layer;
use crate::publish::columns::{Collection, Record};
use crate::publish::mvt::cells::cells;
use crate::publish::mvt::drawing::{Drawing, Fields, Shape};
use crate::publish::mvt::shape::{clip_line, widened};
use crate::publish::mvt::{Atlas, MapLayer, clusters, feature_id};
use crate::snapshot::View;
use crate::tile::Tile;
use std::sync::LazyLock;

/// The columns of a link that a tile has.
pub(super) static FIELDS: LazyLock<Fields> = LazyLock::new(|| {
    let names = ["npsn", "hub", "level", "distance_m", "crosses_tier", "required", "doubtful", "approximate"];
    Fields::new(Collection::Links, &names)
});
/// What a cell has.
pub(super) const SUMS: &[(&str, &str)] = &[
    ("links", "Members, each with its link."),
    ("distance_total_m", "Sum of their lengths in metres."),
    ("distance_max_m", "Greatest of them."),
];

/// Every link that touches a tile; `None` when they are too many.
pub(super) fn singly(view: &View<'_>, atlas: &Atlas, tile: Tile, level: Option<Level>) -> Option<Vec<u8>> {
    let mut drawing = Drawing::new("links");
    let mut drawn = 0;
    for place in clusters::near(view, atlas, tile, level) {
        let hub = view.hub(place);
        let Some(from) = atlas.place_of(hub.school).map(|place| tile.local(place)) else { continue };
        for at in &hub.members {
            let end = atlas.place_of(*at).map(|place| tile.local(place));
            let Some(line) = end.and_then(|to| clip_line(widened([from, to]))) else { continue };
            drawn += 1;
            if drawn > MapLayer::Links.most() {
                return None;
            }
            let record = Record::new(view, Layer::Links, *at);
            drawing.add(feature_id(record.id()), &Shape::Line(line), |tags| tags.record(&record, &FIELDS));
        }
    }
    Some(drawing.finish())
}

/// The sums of the links of the members in each cell of a tile.
pub(super) fn sums(view: &View<'_>, atlas: &Atlas, tile: Tile, level: Option<Level>) -> Vec<u8> {
    let slots: Vec<usize> = atlas.drawn(MapLayer::Links, tile, level).collect();
    let mut drawing = Drawing::new("link_cells");
    for cell in cells(atlas, tile, &slots) {
        let metres = |slot: &usize| match view.state(atlas.school(*slot)) {
            State::Member { metres, .. } => u64::from(metres),
            _ => 0,
        };
        drawing.add(cell.id, &Shape::Point(cell.at), |tags| {
            tags.number("links", cell.slots.len() as u64);
            tags.number("distance_total_m", cell.slots.iter().map(metres).sum::<u64>());
            tags.number("distance_max_m", cell.slots.iter().map(metres).max());
        });
    }
    drawing.finish()
}
