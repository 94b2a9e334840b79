//! Regions: their areas and a point for their label, with the counts of their schools.
//!
//! Upper ranks are drawn at every zoom, lower ones from the zoom on at which no tile holds too many. Areas are simplified by putting
//! their corners on a coarser grid, never corner by corner, so that two regions that share a border go on sharing it.

use crate::model::{Level, LonLat, RegionId, RegionLevel};
use crate::publish::account;
use crate::publish::columns::{Collection, Record};
use crate::publish::mvt::drawing::{Drawing, Fields, Shape, Tags};
use crate::publish::mvt::shape::{clip_ring, dot, mended};
use crate::publish::mvt::{Atlas, BUFFER, DEEPEST_SUMS, MOST_BYTES, MapLayer, feature_id};
use crate::snapshot::View;
use crate::tile::{EXTENT, Tile, World};
use geo::MultiPolygon;
use geo::orient::{Direction, Orient};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The columns of a region that a tile has.
pub(super) static FIELDS: LazyLock<Fields> = LazyLock::new(|| Fields::new(Collection::Regions, &["code", "name", "level"]));
/// What a region has beside them: counts of the level that is asked for.
pub(super) static COUNTS: LazyLock<Fields> =
    LazyLock::new(|| Fields::new(Collection::Regions, &["schools", "hubs", "members", "unreached", "needs_check", "coverage"]));

/// Half a pixel of a tile of 512: the grid on which borders are drawn unless a tile is too large.
const GRID: i64 = 4;
/// A box of more tiles is wide.
const WIDE: usize = 64;

/// A region's boundary on the world.
#[derive(Debug)]
pub(super) struct Border {
    region: RegionId,
    /// The least zoom at which it is drawn.
    from: u8,
    /// Outer rings turn one way, holes the other.
    rings: Vec<Vec<World>>,
    /// North-western and south-eastern corner.
    corners: [World; 2],
    /// A place inside, for its label.
    inside: Option<World>,
    /// South-western and north-eastern corner in degrees.
    degrees: [[f64; 2]; 2],
}

impl Border {
    /// All boundaries, each with the zoom from which it is drawn.
    pub(super) fn all(view: &View<'_>) -> Vec<Self> {
        let boundaries = &view.data.boundaries;
        let mut borders: Vec<Self> = boundaries.iter().filter_map(|(id, polygon)| Self::new(view, id, polygon)).collect();
        borders.sort_by_key(|border| (border.rank(view), border.region));
        let ranks = [RegionLevel::Province, RegionLevel::Regency, RegionLevel::District, RegionLevel::Village];
        for lowest in ranks {
            let drawn = borders.partition_point(|border| border.rank(view) <= lowest);
            let fits = |z: &u8| fullest(&borders[..drawn], *z) <= MapLayer::Regions.most();
            let from = (0..DEEPEST_SUMS).find(fits).unwrap_or(DEEPEST_SUMS);
            borders.iter_mut().filter(|border| border.rank(view) == lowest).for_each(|border| border.from = from);
        }
        borders
    }

    fn new(view: &View<'_>, region: RegionId, polygon: &MultiPolygon) -> Option<Self> {
        let turned = polygon.orient(Direction::Default);
        let lines = turned.iter().flat_map(|area| std::iter::once(area.exterior()).chain(area.interiors()));
        let world = |lon, lat| LonLat::new(lon, lat).ok().map(World::clamped);
        let rings: Vec<Vec<World>> = lines.map(|line| line.coords().filter_map(|at| world(at.x, at.y)).collect()).collect();
        let bounds = geo::BoundingRect::bounding_rect(polygon)?;
        let (least, most) = (bounds.min(), bounds.max());
        Some(Self {
            region,
            from: 0,
            rings,
            corners: [world(least.x, most.y)?, world(most.x, least.y)?],
            inside: view.data.boundaries.representative_point(region).map(World::clamped),
            degrees: [[least.x, least.y], [most.x, most.y]],
        })
    }

    /// The corners of its box in degrees.
    pub(super) fn corners(&self) -> [[f64; 2]; 2] {
        self.degrees
    }

    /// The rank of its region.
    pub(super) fn rank(&self, view: &View<'_>) -> RegionLevel {
        view.regions().get(self.region).level
    }

    /// The zoom from which it is drawn.
    pub(super) fn from(&self) -> u8 {
        self.from
    }

    fn meets(&self, tile: Tile) -> bool {
        let [[west, north], [east, south]] = self.corners.map(|corner| tile.local(corner));
        let most = EXTENT + BUFFER;
        west <= most && east >= -BUFFER && north <= most && south >= -BUFFER
    }

    /// Whether any of its area or of its corners lies on a tile or in its buffer.
    pub(super) fn touches(&self, tile: Tile) -> bool {
        let local = |ring: &Vec<World>| ring.iter().map(|place| tile.local(*place)).collect::<Vec<_>>();
        self.meets(tile) && self.rings.iter().any(|ring| !clip_ring(&local(ring)).is_empty())
    }

    /// The part of its area on a tile, on a grid of so many units; empty when the area leaves the tile free.
    fn areas(&self, tile: Tile, grid: i64) -> Vec<Vec<Vec<[i64; 2]>>> {
        let snap = |at: i64| (at + grid / 2).div_euclid(grid) * grid;
        let clipped = self.rings.iter().map(|ring| {
            let mut corners: Vec<[i64; 2]> = ring.iter().map(|place| tile.local(*place).map(snap)).collect();
            corners.dedup();
            clip_ring(&corners)
        });
        let rings: Vec<Vec<[i64; 2]>> = clipped.filter(|ring| !ring.is_empty()).collect();
        let areas = mended(&rings);
        match rings.first().and_then(|ring| ring.first()) {
            // Too small for the grid, and still there.
            Some(corner) if areas.is_empty() && self.is_inside(tile) => vec![vec![dot(*corner)]],
            _ => areas,
        }
    }

    /// Whether its box lies on the tile as a whole.
    fn is_inside(&self, tile: Tile) -> bool {
        self.corners.iter().flat_map(|corner| tile.local(*corner)).all(|at| (-BUFFER..=EXTENT + BUFFER).contains(&at))
    }
}

/// The most boxes that meet any tile of a zoom. Boxes of more than [`WIDE`] tiles count in none: where they are so large, few are left.
fn fullest(borders: &[Border], z: u8) -> usize {
    let mut tiles = BTreeMap::new();
    for border in borders {
        let [first, last] = border.corners.map(|corner| Tile::around(corner, z));
        let met: Vec<Tile> = first.to(last).take(WIDE + 1).collect();
        if met.len() <= WIDE {
            met.into_iter().for_each(|tile| *tiles.entry(tile).or_insert(0) += 1);
        }
    }
    tiles.into_values().max().unwrap_or(0)
}

/// The regions of a tile: never more bytes than a tile may have, whatever the boundaries hold.
pub(super) fn draw(view: &View<'_>, atlas: &Atlas, tile: Tile, level: Option<Level>) -> Vec<u8> {
    let drawn: Vec<&Border> = atlas.borders.iter().filter(|border| border.from <= tile.z() && border.meets(tile)).collect();
    let mut grid = if tile.z() < DEEPEST_SUMS { GRID } else { 1 };
    loop {
        let bytes = on_grid(view, &drawn, tile, level, grid);
        if bytes.len() <= MOST_BYTES || grid >= EXTENT {
            return bytes;
        }
        grid *= 2;
    }
}

fn on_grid(view: &View<'_>, borders: &[&Border], tile: Tile, level: Option<Level>, grid: i64) -> Vec<u8> {
    let (mut areas, mut labels) = (Drawing::new("regions"), Drawing::new("region_labels"));
    for border in borders {
        let shapes = border.areas(tile, grid);
        let id = feature_id(&view.regions().get(border.region).code.text);
        if !shapes.is_empty() {
            areas.add(id, &Shape::Areas(&shapes), |tags| describe(view, border.region, level, tags));
        }
        if let Some(inside) = border.inside.filter(|inside| Tile::around(*inside, tile.z()) == tile) {
            labels.add(id, &Shape::Point(tile.local(inside)), |tags| describe(view, border.region, level, tags));
        }
    }
    [areas.finish(), labels.finish()].concat()
}

fn describe(view: &View<'_>, region: RegionId, level: Option<Level>, tags: &mut Tags) {
    tags.record(&Record::region(view, region), &FIELDS);
    let schools = view.located(Some(region)).filter(|at| level.is_none() || view.school(*at).level() == level);
    let counts = account::of(view, schools);
    tags.number("schools", counts.schools);
    tags.number("hubs", counts.hubs);
    tags.number("members", counts.members);
    tags.number("unreached", counts.unreached);
    tags.number("needs_check", counts.needs_check);
    tags.decimal("coverage", account::coverage(&counts));
}
