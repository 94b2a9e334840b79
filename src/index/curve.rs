//! Places of the map along the Z-order curve: what lies in a tile is one stretch of a list.
//!
//! In: numbered positions. Out: places and numbers in the order of the curve. Must not know: what the numbers mean.
//!
//! Tried beside it: a flat R-tree asked with the tile's box. It costs four times the memory, and sums over the cells of a grid would
//! need a search each, where here the cells follow each other.

use crate::model::LonLat;
use crate::tile::{DEEPEST, Tile, World};
use std::ops::Range;

/// Numbered places in Z-order; 12 bytes each.
#[derive(Debug, Default)]
pub struct Curve {
    codes: Vec<u64>,
    items: Vec<u32>,
}

impl Curve {
    /// Sorts numbered positions along the curve; equal places stand in the order of their numbers. Positions beyond the edge of the
    /// map are left out.
    #[must_use]
    pub fn new(positions: impl IntoIterator<Item = (u32, LonLat)>) -> Self {
        let places = positions.into_iter().filter_map(|(item, at)| Some((World::new(at)?.code(), item)));
        let mut sorted: Vec<(u64, u32)> = places.collect();
        sorted.sort_unstable();
        let (codes, items) = sorted.into_iter().unzip();
        Self { codes, items }
    }

    /// The numbers, in the order of the curve.
    #[must_use]
    pub fn items(&self) -> &[u32] {
        &self.items
    }

    /// The code of a slot.
    #[must_use]
    pub fn code(&self, slot: usize) -> u64 {
        self.codes[slot]
    }

    /// The slots of a tile.
    #[must_use]
    pub fn slots(&self, tile: Tile) -> Range<usize> {
        let (first, last) = tile.codes();
        self.codes.partition_point(|code| *code < first)..self.codes.partition_point(|code| *code <= last)
    }

    /// The least zoom, at most `deepest`, at which no tile has more than `most` of the slots that count.
    ///
    /// Cost: one pass for each zoom that is too small.
    #[must_use]
    pub fn least_zoom(&self, most: usize, deepest: u8, counts: impl Fn(usize) -> bool) -> u8 {
        let fits = |z: &u8| self.fullest(*z, &counts) <= most;
        (0..deepest.min(DEEPEST)).find(fits).unwrap_or(deepest)
    }

    /// The most slots that count of any tile of a zoom.
    fn fullest(&self, z: u8, counts: &impl Fn(usize) -> bool) -> usize {
        let (mut fullest, mut run, mut current) = (0, 0, None);
        for slot in (0..self.codes.len()).filter(|slot| counts(*slot)) {
            // At zoom 0 the shift would be that of the whole word.
            let tile = self.codes[slot].checked_shr(64 - 2 * u32::from(z)).unwrap_or(0);
            if current != Some(tile) {
                (run, current) = (0, Some(tile));
            }
            run += 1;
            fullest = fullest.max(run);
        }
        fullest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curve() -> Curve {
        let at = |lon, lat| LonLat::new(lon, lat).unwrap();
        Curve::new([
            (7, at(100.0, -0.3)),
            (3, at(100.0, -0.3)),
            (5, at(100.1, -0.3)),
            (1, at(-70.0, 40.0)),
            (9, at(0.0, 89.0)),
            (2, at(140.0, -8.0)),
        ])
    }

    #[test]
    fn every_place_of_the_map_is_in_one_tile_of_each_zoom() {
        let curve = curve();
        assert_eq!(curve.items().len(), 5, "the one near the pole is beyond the edge");
        for z in 0..=3_u8 {
            let grid = (0..1_u32 << z).flat_map(|x| (0..1_u32 << z).map(move |y| (x, y)));
            let slots = grid.flat_map(|(x, y)| curve.slots(Tile::new(z, x, y).unwrap()));
            let mut found: Vec<usize> = slots.collect();
            found.sort_unstable();
            assert_eq!(found, [0, 1, 2, 3, 4], "zoom {z}");
        }
    }

    #[test]
    fn equal_places_stand_in_the_order_of_their_numbers() {
        let curve = curve();
        let at = curve.items().iter().position(|item| *item == 3).unwrap();
        assert_eq!(curve.items()[at + 1], 7);
    }

    #[test]
    fn the_least_zoom_is_where_every_tile_fits() {
        let curve = curve();
        assert_eq!(curve.least_zoom(5, 14, |_| true), 0);
        assert_eq!(curve.least_zoom(4, 14, |_| true), 1, "the east is full of four");
        let zoom = curve.least_zoom(2, 14, |_| true);
        assert!((8..14).contains(&zoom), "a tenth of a degree parts the third from the two: {zoom}");
        assert_eq!(curve.least_zoom(1, 14, |_| true), 14, "two at one place never part");
        assert_eq!(curve.least_zoom(1, 14, |slot| curve.items()[slot] == 3), 0);
    }
}
