//! Web Mercator: the square world of map tiles, and the grid of tiles over it.
//!
//! In: [`LonLat`], or the three numbers of a tile. Out: places on the world in whole units, in an order in which every tile is one
//! stretch. Must not know: what is drawn.
//!
//! The world is a square of 2^32 units a side (nine millimetres each at the equator), x to the east from 180 degrees west, y to the
//! south from latitude 85.0511. Interleaving the bits of y and x gives the Z-order: the units of a tile, of any zoom, follow each
//! other without a gap.
//!
//! Source: EPSG:3857 and the XYZ scheme of OpenStreetMap; OGC 17-083r4 calls it WebMercatorQuad.

use crate::model::LonLat;
use std::f64::consts::PI;

/// The deepest zoom that is served.
pub const DEEPEST: u8 = 22;
/// Units of a tile's own grid on each side, as in the Mapbox Vector Tile specification.
pub const EXTENT: i64 = 4_096;
/// Units of the world on each side.
const WORLD: f64 = (1_u64 << 32) as f64;
/// At this zoom a unit of the world is a unit of the tile.
const FINEST: u8 = 20;

/// A place on the square world.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct World {
    /// Units east of 180 degrees west.
    pub x: u32,
    /// Units south of the northern edge.
    pub y: u32,
}

impl World {
    /// The place of a position; `None` north or south of the square.
    #[must_use]
    pub fn new(at: LonLat) -> Option<Self> {
        let [x, y] = mercator(at);
        (0.0..WORLD).contains(&y).then(|| Self { x: units(x), y: units(y) })
    }

    /// The place of a position, drawn to the edge of the square where it lies beyond.
    #[must_use]
    pub fn clamped(at: LonLat) -> Self {
        let [x, y] = mercator(at);
        Self { x: units(x), y: units(y) }
    }

    /// The place in Z-order.
    #[must_use]
    pub fn code(self) -> u64 {
        spread(self.x) | spread(self.y) << 1
    }

    /// The place of a code.
    #[must_use]
    pub fn from_code(code: u64) -> Self {
        Self { x: gather(code), y: gather(code >> 1) }
    }
}

/// Units from the north-western corner; infinite at the poles.
fn mercator(at: LonLat) -> [f64; 2] {
    let x = (at.lon() + 180.0) / 360.0;
    let y = 0.5 - at.lat().to_radians().tan().asinh() / (2.0 * PI);
    [x * WORLD, y * WORLD]
}

/// The cast saturates, so that the eastern edge belongs to the last unit.
fn units(place: f64) -> u32 {
    place as u32
}

/// Puts a zero before each bit.
fn spread(number: u32) -> u64 {
    let mut spread = u64::from(number);
    spread = (spread | spread << 16) & 0x0000_ffff_0000_ffff;
    spread = (spread | spread << 8) & 0x00ff_00ff_00ff_00ff;
    spread = (spread | spread << 4) & 0x0f0f_0f0f_0f0f_0f0f;
    spread = (spread | spread << 2) & 0x3333_3333_3333_3333;
    (spread | spread << 1) & 0x5555_5555_5555_5555
}

/// Takes every second bit.
fn gather(code: u64) -> u32 {
    let mut gathered = code & 0x5555_5555_5555_5555;
    gathered = (gathered | gathered >> 1) & 0x3333_3333_3333_3333;
    gathered = (gathered | gathered >> 2) & 0x0f0f_0f0f_0f0f_0f0f;
    gathered = (gathered | gathered >> 4) & 0x00ff_00ff_00ff_00ff;
    gathered = (gathered | gathered >> 8) & 0x0000_ffff_0000_ffff;
    (gathered | gathered >> 16) as u32
}

/// A square of the grid of a zoom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tile {
    z: u8,
    x: u32,
    y: u32,
}

impl Tile {
    /// The tile of three numbers; `None` outside the grid, or deeper than [`DEEPEST`].
    #[must_use]
    pub fn new(z: u8, x: u32, y: u32) -> Option<Self> {
        let is_inside = |number: u32| u64::from(number) < 1 << z;
        (z <= DEEPEST && is_inside(x) && is_inside(y)).then_some(Self { z, x, y })
    }

    /// The tile of a zoom in which a place lies.
    ///
    /// # Panics
    /// When the zoom is deeper than [`DEEPEST`].
    #[must_use]
    pub fn around(place: World, z: u8) -> Self {
        assert!(z <= DEEPEST, "zooms end at {DEEPEST}");
        let tile = |units: u32| (u64::from(units) >> (32 - z)) as u32;
        Self { z, x: tile(place.x), y: tile(place.y) }
    }

    /// The tiles of the rectangle from this one, its north-western corner, to another of the same zoom.
    pub fn to(self, last: Self) -> impl Iterator<Item = Self> {
        (self.y..=last.y).flat_map(move |y| (self.x..=last.x).map(move |x| Self { z: self.z, x, y }))
    }

    /// The zoom.
    #[must_use]
    pub fn z(self) -> u8 {
        self.z
    }

    /// The place in its zoom's grid, from the west.
    #[must_use]
    pub fn x(self) -> u32 {
        self.x
    }

    /// The place in its zoom's grid, from the north.
    #[must_use]
    pub fn y(self) -> u32 {
        self.y
    }

    /// The four tiles of the next zoom that it is made of; none below the deepest.
    pub fn quarters(self) -> impl Iterator<Item = Self> {
        let half = |x, y| Self::new(self.z + 1, 2 * self.x + x, 2 * self.y + y);
        [half(0, 0), half(1, 0), half(0, 1), half(1, 1)].into_iter().flatten()
    }

    /// The first and the last code of the tile's units.
    #[must_use]
    pub fn codes(self) -> (u64, u64) {
        let first = World { x: self.west() as u32, y: self.north() as u32 }.code();
        (first, first + (u64::MAX >> (2 * self.z)))
    }

    /// Units of the world on each side.
    fn side(self) -> u64 {
        1 << (32 - self.z)
    }

    fn west(self) -> u64 {
        u64::from(self.x) * self.side()
    }

    fn north(self) -> u64 {
        u64::from(self.y) * self.side()
    }

    /// A place of the world on the tile's own grid, which begins at its north-western corner; what lies outside is below 0 or above
    /// [`EXTENT`].
    #[must_use]
    pub fn local(self, place: World) -> [i64; 2] {
        let scaled = |units: u32, start: u64| {
            let from = i64::from(units) - start as i64;
            if self.z <= FINEST { from >> (FINEST - self.z) } else { from << (self.z - FINEST) }
        };
        [scaled(place.x, self.west()), scaled(place.y, self.north())]
    }

    /// West, south, east and north of the tile in degrees, widened on each side by `buffer` units of its grid.
    #[must_use]
    pub fn degrees(self, buffer: i64) -> [f64; 4] {
        let side = self.side() as f64;
        let wide = side * buffer as f64 / EXTENT as f64;
        let (west, north) = (self.west() as f64, self.north() as f64);
        let lon = |x: f64| (x / WORLD * 360.0 - 180.0).clamp(-180.0, 180.0);
        let lat = |y: f64| (PI * (1.0 - 2.0 * y / WORLD)).sinh().atan().to_degrees();
        [lon(west - wide), lat(north + side + wide), lon(west + side + wide), lat(north - wide)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn world(lon: f64, lat: f64) -> World {
        World::new(LonLat::new(lon, lat).unwrap()).unwrap()
    }

    #[test]
    fn known_places_lie_in_known_tiles() {
        // Bukittinggi and the corner of the world, by the formula of the OpenStreetMap wiki.
        for (lon, lat, z, x, y) in [(100.3691, -0.3055, 10, 797, 512), (100.3691, -0.3055, 0, 0, 0), (-180.0, 85.05, 3, 0, 0)] {
            assert_eq!(Tile::around(world(lon, lat), z), Tile::new(z, x, y).unwrap());
        }
        assert_eq!(world(180.0, 0.0).x, u32::MAX, "the eastern edge belongs to the last tile");
        assert!(World::new(LonLat::new(0.0, 86.0).unwrap()).is_none());
        assert_eq!(World::clamped(LonLat::new(0.0, 90.0).unwrap()).y, 0);
        assert_eq!(World::clamped(LonLat::new(0.0, -90.0).unwrap()).y, u32::MAX);
    }

    #[test]
    fn the_grid_has_an_edge() {
        assert!(Tile::new(0, 0, 0).is_some() && Tile::new(22, (1 << 22) - 1, 0).is_some());
        for (z, x, y) in [(0, 1, 0), (0, 0, 1), (3, 8, 0), (22, 1 << 22, 0), (23, 0, 0), (255, 0, 0)] {
            assert!(Tile::new(z, x, y).is_none(), "{z}/{x}/{y}");
        }
    }

    #[test]
    fn a_tile_is_one_stretch_of_the_order() {
        for place in [world(100.3691, -0.3055), world(-180.0, 85.05), world(180.0, -85.05), world(0.0, 0.0)] {
            assert_eq!(World::from_code(place.code()), place);
            for z in 0..=DEEPEST {
                let tile = Tile::around(place, z);
                let (first, last) = tile.codes();
                assert!((first..=last).contains(&place.code()), "{tile:?}");
                let [corner, opposite] = [first, last].map(|code| Tile::around(World::from_code(code), z));
                assert_eq!((corner, opposite), (tile, tile));
                assert!(tile.local(place).iter().all(|at| (0..EXTENT).contains(at)), "{tile:?}");
            }
        }
        assert_eq!(Tile::new(0, 0, 0).unwrap().codes(), (0, u64::MAX));
    }

    #[test]
    fn the_quarters_of_a_tile_are_the_tile() {
        let tile = Tile::new(10, 797, 512).unwrap();
        let stretches: Vec<(u64, u64)> = tile.quarters().map(Tile::codes).collect();
        assert_eq!((stretches[0].0, stretches[3].1), tile.codes());
        assert!(stretches.windows(2).all(|pair| pair[0].1 + 1 == pair[1].0));
        assert_eq!(Tile::new(22, 0, 0).unwrap().quarters().count(), 0, "the grid ends there");
    }

    #[test]
    fn degrees_lead_back_to_the_tile() {
        let tile = Tile::new(10, 797, 512).unwrap();
        let [west, south, east, north] = tile.degrees(0);
        assert_eq!(Tile::around(world(west.midpoint(east), south.midpoint(north)), 10), tile);
        let [wider_west, wider_south, wider_east, wider_north] = tile.degrees(64);
        assert!(wider_west < west && wider_south < south && wider_east > east && wider_north > north);
        assert_eq!(Tile::new(0, 0, 0).unwrap().degrees(64)[0], -180.0, "no tile is wider than the world");
    }
}
