//! Schools: points, or their counts for each cell.

use crate::model::Level;
use crate::plan::State;
use crate::publish::Layer;
use crate::publish::columns::{Collection, Record};
use crate::publish::mvt::atlas::Role;
use crate::publish::mvt::cells::{Cell, cells};
use crate::publish::mvt::drawing::{Drawing, Fields, Shape, Tags};
use crate::publish::mvt::{Atlas, MapLayer, feature_id};
use crate::snapshot::View;
use crate::tile::Tile;
use std::cmp::Reverse;
use std::sync::LazyLock;

/// The columns of a school that a tile has.
pub(super) static FIELDS: LazyLock<Fields> = LazyLock::new(|| {
    let names = ["npsn", "name", "form", "level", "role", "is_hub", "hub", "distance_m", "reason", "grade", "approximate"];
    Fields::new(Collection::Schools, &names)
});
/// What a school has beside them.
pub(super) const MORE: &[(&str, &str)] = &[
    ("number", "Of a hub and its members: number of the cluster in the annex of the hub's regency."),
    ("members", "Of a hub: its members."),
    ("places", "Of a hub: most members that it may have; absent without limit."),
];
/// What a cell has.
pub(super) const SUMS: &[(&str, &str)] = &[
    ("schools", "Schools at their usable position: the sum of the next three."),
    ("hubs", "Hubs."),
    ("members", "Members."),
    ("unreached", "Schools without a hub."),
    ("needs_check", "Schools that need a check and that their list puts here; not among the schools."),
];

/// Every school of a tile; `None` when they are too many.
pub(super) fn singly(view: &View<'_>, atlas: &Atlas, tile: Tile, level: Option<Level>) -> Option<Vec<u8>> {
    let slots: Vec<usize> = atlas.slots(tile, level).collect();
    if slots.len() > MapLayer::Schools.most() {
        return None;
    }
    let (mut located, mut unlocated) = (Drawing::new("schools"), Drawing::new("needs_check"));
    for slot in slots {
        let at = atlas.school(slot);
        let drawing = if atlas.mark(slot).role == Role::NeedsCheck { &mut unlocated } else { &mut located };
        let shape = Shape::Point(tile.local(atlas.place(slot)));
        let record = Record::new(view, Layer::Schools, at);
        drawing.add(feature_id(record.id()), &shape, |tags| {
            tags.record(&record, &FIELDS);
            describe_cluster(view, atlas, at, tags);
        });
    }
    Some([located.finish(), unlocated.finish()].concat())
}

/// Adds what a label beside a hub shows, which of the school's own columns none has.
fn describe_cluster(view: &View<'_>, atlas: &Atlas, at: u32, tags: &mut Tags) {
    let Some(place) = view.hub_place(at) else { return };
    tags.number("number", u64::from(atlas.numbers[place as usize]));
    if let State::Hub(_) = view.state(at) {
        let hub = view.hub(place);
        tags.number("members", hub.members.len() as u64);
        tags.number("places", hub.places.map(u64::from));
    }
}

/// The counts of schools in each cell of a tile; schools that need a check are counted where their list puts them, and not among the
/// schools.
pub(super) fn sums(atlas: &Atlas, tile: Tile, level: Option<Level>) -> Vec<u8> {
    let slots: Vec<usize> = atlas.slots(tile, level).collect();
    let mut drawing = Drawing::new("school_cells");
    // The largest first, as they are drawn: a small sign is never hidden below a large one.
    let mut cells: Vec<Cell<'_>> = cells(atlas, tile, &slots).collect();
    cells.sort_by_key(|cell| Reverse(cell.slots.len()));
    for cell in cells {
        let mut counts = [0_u64; 4];
        cell.slots.iter().for_each(|slot| counts[atlas.mark(*slot).role as usize] += 1);
        let [hubs, members, unreached, needs_check] = counts;
        drawing.add(cell.id, &Shape::Point(cell.at), |tags| {
            tags.number("schools", hubs + members + unreached);
            tags.number("hubs", hubs);
            tags.number("members", members);
            tags.number("unreached", unreached);
            tags.number("needs_check", needs_check);
        });
    }
    drawing.finish()
}
