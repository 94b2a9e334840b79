//! What all tiles of a plan need, made once: places along the curve, boxes of clusters, boundaries on the world.

use crate::index::{Bounds, Curve, Windows};
use crate::model::{Level, LonLat, RegionLevel};
use crate::plan::State;
use crate::publish::mvt::regions::Border;
use crate::publish::mvt::{BUFFER, DEEPEST_SUMS, MapLayer, clusters, numbers};
use crate::snapshot::View;
use crate::tile::{DEEPEST, Tile, World};

/// No slot of the curve.
const NOWHERE: u32 = u32::MAX;

/// What became of a school that has a place on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Hub,
    Member,
    Unreached,
    /// Its place is the point as the list gives it, which cannot be used.
    NeedsCheck,
}

/// What sums need to know of a school, kept beside its place so that they read one short stretch of memory.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) role: Role,
    level: Option<Level>,
}

/// How many schools have a place on the map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Placed {
    /// Schools at their usable position.
    pub schools: u64,
    /// Schools that need a check, at the point that their list gives.
    pub needs_check_at_given: u64,
    /// Schools that need a check and have no point at all, or one beyond the edge of the map.
    pub nowhere: u64,
    /// Schools that the rules leave out.
    pub out_of_scope: u64,
}

/// What all tiles of a plan need, made once; about 20 bytes a school.
#[derive(Debug)]
pub struct Atlas {
    pub(super) curve: Curve,
    marks: Vec<Mark>,
    /// The slot of each school on the curve.
    slots: Vec<u32>,
    /// The boxes of the clusters' areas, by the place of the hub in the plan.
    pub(super) boxes: Windows,
    /// The numbers of the clusters, by the place of the hub in the plan.
    pub(super) numbers: Vec<u32>,
    pub(super) borders: Vec<Border>,
    /// For each layer: from which zoom on features stand singly, for all levels and then for each.
    singly_from: [[u8; Level::ALL.len() + 1]; MapLayer::ALL.len()],
    /// West, south, east and north of all that is drawn of schools at usable positions and of clusters.
    extent: Option<[f64; 4]>,
}

impl Atlas {
    /// Prepares the tiles of a plan.
    #[must_use]
    pub fn new(view: &View<'_>) -> Self {
        let schools = (0_u32..).zip(view.schools());
        let curve = Curve::new(schools.filter_map(|(at, _)| Some((at, place(view, at)?.1))));
        let marks: Vec<Mark> = curve.items().iter().filter_map(|at| mark(view, *at)).collect();
        let mut slots = vec![NOWHERE; view.schools().len()];
        for (slot, at) in (0_u32..).zip(curve.items()) {
            slots[*at as usize] = slot;
        }
        let rings = (0_u32..).zip(&view.plan.hubs).filter_map(|(place, _)| Some((place, clusters::ring(view, place)?)));
        let boxes: Vec<(u32, [f64; 4])> = rings.map(|(place, ring)| (place, around(ring.into_iter()))).collect();
        let borders = Border::all(view);
        let mut atlas = Self {
            extent: extent(view, &boxes, &borders),
            boxes: Windows::new(
                boxes.into_iter().filter_map(|(place, [w, s, e, n])| Some((place, Bounds::new(w, s, e, n).ok()?))),
            ),
            numbers: numbers::numbers(view),
            singly_from: Default::default(),
            curve,
            marks,
            slots,
            borders,
        };
        atlas.singly_from = MapLayer::ALL.map(|layer| atlas.zooms(layer));
        atlas
    }

    fn zooms(&self, layer: MapLayer) -> [u8; Level::ALL.len() + 1] {
        let levels = std::iter::once(None).chain(Level::ALL.map(Some));
        let zooms = levels.map(|level| {
            let counts = |slot: usize| self.is(slot, level) && self.is_drawn(layer, slot);
            if layer == MapLayer::Regions { 0 } else { self.curve.least_zoom(layer.most(), DEEPEST_SUMS, counts) }
        });
        let zooms: Vec<u8> = zooms.collect();
        zooms.try_into().expect("one for all and one for each level")
    }

    /// Whether a school's slot is a feature of a layer.
    fn is_drawn(&self, layer: MapLayer, slot: usize) -> bool {
        match layer {
            MapLayer::Schools => true,
            MapLayer::Clusters => self.marks[slot].role == Role::Hub,
            MapLayer::Links => self.marks[slot].role == Role::Member,
            MapLayer::Regions => false,
        }
    }

    /// The least zoom at which the features of a layer stand singly.
    #[must_use]
    pub fn singly_from(&self, layer: MapLayer, level: Option<Level>) -> u8 {
        let column = level.and_then(|level| Level::ALL.iter().position(|other| *other == level)).map_or(0, |at| at + 1);
        self.singly_from[layer as usize][column]
    }

    /// The ranks of the boundaries, upper ones first, each with the zoom from which on it is drawn.
    pub(super) fn ranks(&self, view: &View<'_>) -> Vec<(RegionLevel, u8)> {
        let mut ranks: Vec<_> = self.borders.iter().map(|border| (border.rank(view), border.from())).collect();
        ranks.dedup();
        ranks
    }

    /// West, south, east and north of what is drawn; `None` when nothing is.
    #[must_use]
    pub fn extent(&self) -> Option<[f64; 4]> {
        self.extent
    }

    /// The same with schools that need a check, which may lie anywhere.
    #[must_use]
    pub(super) fn whole_extent(&self) -> Option<[f64; 4]> {
        let places = (0..self.marks.len()).map(|slot| self.place(slot)).map(|place| Tile::around(place, DEEPEST).degrees(0));
        let corners = places.chain(self.extent).flat_map(|[west, south, east, north]| [[west, south], [east, north]]);
        let mut corners = corners.peekable();
        corners.peek().is_some().then(|| around(corners))
    }

    /// Whether a layer may draw something on a tile or in its buffer, of any level and any rank.
    pub(super) fn touches(&self, layer: MapLayer, tile: Tile) -> bool {
        let meets_cluster = || {
            let [west, south, east, north] = tile.degrees(BUFFER);
            self.boxes.meets(Bounds::new(west, south, east, north).expect("a tile has an extent"))
        };
        match layer {
            MapLayer::Schools => !self.curve.slots(tile).is_empty(),
            MapLayer::Clusters | MapLayer::Links => meets_cluster(),
            MapLayer::Regions => self.borders.iter().any(|border| border.touches(tile)),
        }
    }

    /// How many schools have a place on the map.
    #[must_use]
    pub fn placed(&self, view: &View<'_>, level: Option<Level>) -> Placed {
        let mut placed = Placed::default();
        for at in (0_u32..).zip(view.schools()).filter(|(_, school)| level.is_none() || school.level() == level).map(|(at, _)| at)
        {
            let slot = self.slots[at as usize];
            *match view.state(at) {
                State::OutOfScope(_) => &mut placed.out_of_scope,
                _ if slot == NOWHERE => &mut placed.nowhere,
                State::NeedsCheck => &mut placed.needs_check_at_given,
                _ => &mut placed.schools,
            } += 1;
        }
        placed
    }

    /// The slots of a tile that belong to a level, in the order of the curve.
    pub(super) fn slots(&self, tile: Tile, level: Option<Level>) -> impl Iterator<Item = usize> + '_ {
        self.curve.slots(tile).filter(move |slot| self.is(*slot, level))
    }

    /// The same, of one layer.
    pub(super) fn drawn(&self, layer: MapLayer, tile: Tile, level: Option<Level>) -> impl Iterator<Item = usize> + '_ {
        self.slots(tile, level).filter(move |slot| self.is_drawn(layer, *slot))
    }

    pub(super) fn mark(&self, slot: usize) -> Mark {
        self.marks[slot]
    }

    /// The school of a slot.
    pub(super) fn school(&self, slot: usize) -> u32 {
        self.curve.items()[slot]
    }

    /// The place of a slot.
    pub(super) fn place(&self, slot: usize) -> World {
        World::from_code(self.curve.code(slot))
    }

    /// The place of a school.
    pub(super) fn place_of(&self, school: u32) -> Option<World> {
        let slot = self.slots[school as usize];
        (slot != NOWHERE).then(|| self.place(slot as usize))
    }

    fn is(&self, slot: usize, level: Option<Level>) -> bool {
        level.is_none() || self.marks[slot].level == level
    }
}

/// Where a school is drawn, and as what.
fn place(view: &View<'_>, at: u32) -> Option<(Role, LonLat)> {
    let school = view.school(at);
    let used = |role| Some((role, school.position?));
    match view.state(at) {
        State::OutOfScope(_) => None,
        State::NeedsCheck => Some((Role::NeedsCheck, school.position.or(school.given)?)),
        State::Hub(_) => used(Role::Hub),
        State::Member { .. } => used(Role::Member),
        State::Unreached => used(Role::Unreached),
    }
}

fn mark(view: &View<'_>, at: u32) -> Option<Mark> {
    place(view, at).map(|(role, _)| Mark { role, level: view.school(at).level() })
}

fn extent(view: &View<'_>, boxes: &[(u32, [f64; 4])], borders: &[Border]) -> Option<[f64; 4]> {
    let located =
        (0_u32..).zip(view.schools()).filter(|(at, _)| !matches!(view.state(*at), State::NeedsCheck | State::OutOfScope(_)));
    let positions = located.filter_map(|(_, school)| school.position).map(|at| [at.lon(), at.lat()]);
    let corners = boxes.iter().flat_map(|(_, [west, south, east, north])| [[*west, *south], [*east, *north]]);
    let mut all = positions.chain(corners).chain(borders.iter().flat_map(Border::corners)).peekable();
    all.peek().is_some().then(|| around(all))
}

/// The box around positions.
fn around(positions: impl Iterator<Item = [f64; 2]>) -> [f64; 4] {
    let start = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    positions.fold(start, |[west, south, east, north], [lon, lat]| [west.min(lon), south.min(lat), east.max(lon), north.max(lat)])
}
