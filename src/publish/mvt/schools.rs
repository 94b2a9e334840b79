//! Schools: points, or their counts for each cell.

use crate::model::Level;
use crate::plan::State;
use crate::publish::geojson::{reason, role};
use crate::publish::mvt::atlas::Role;
use crate::publish::mvt::cells::cells;
use crate::publish::mvt::drawing::{Drawing, Shape, Tags};
use crate::publish::mvt::{Atlas, MapLayer, feature_id, short};
use crate::snapshot::View;
use crate::tile::Tile;

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
        drawing.add(feature_id(view.school(at).npsn.as_str()), &shape, |tags| describe(view, atlas, at, tags));
    }
    Some([located.finish(), unlocated.finish()].concat())
}

fn describe(view: &View<'_>, atlas: &Atlas, at: u32, tags: &mut Tags) {
    let (school, state) = (view.school(at), view.state(at));
    tags.text("npsn", school.npsn.as_str());
    tags.text("name", short(&school.name));
    tags.text("form", short(school.form.as_str()));
    tags.text("level", school.level().map(Level::as_str));
    tags.text("role", role(state));
    tags.text("reason", reason(view, at));
    tags.text("grade", school.grade.as_str());
    tags.yes_no("approximate", school.is_approximate());
    tags.yes_no("is_hub", school.hub.is_some());
    if let Some(place) = view.hub_place(at) {
        tags.text("hub", view.school(view.hub(place).school).npsn.as_str());
        tags.number("number", u64::from(atlas.numbers[place as usize]));
    }
    match state {
        State::Member { metres, .. } => tags.number("distance_m", u64::from(metres)),
        State::Hub(place) => {
            let hub = view.hub(place);
            tags.number("members", hub.members.len() as u64);
            tags.number("places", hub.places.map(u64::from));
        }
        State::OutOfScope(_) | State::NeedsCheck | State::Unreached => {}
    }
}

/// The counts of schools in each cell of a tile; schools that need a check are counted where their list puts them, and not among the
/// schools.
pub(super) fn sums(atlas: &Atlas, tile: Tile, level: Option<Level>) -> Vec<u8> {
    let slots: Vec<usize> = atlas.slots(tile, level).collect();
    let mut drawing = Drawing::new("school_cells");
    for cell in cells(atlas, tile, &slots) {
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
