//! Sums over the cells of a grid: what a tile holds where its features would be too many.

use crate::publish::mvt::Atlas;
use crate::tile::{Tile, World};

/// Cells of a tile on each side, as a power of two: 16, each 32 pixels wide on a tile of 512, so that a sign with its number finds room.
const CELLS: u8 = 4;

/// The features of a cell.
pub(super) struct Cell<'s> {
    /// Its number in the grid of its zoom; `None` where a browser could not hold it.
    pub(super) id: Option<u64>,
    /// The middle of its features on the tile's grid.
    pub(super) at: [i64; 2],
    /// The features, as slots of the curve.
    pub(super) slots: &'s [usize],
}

/// Parts slots of a tile, which stand in the order of the curve, into cells; every slot is in exactly one.
pub(super) fn cells<'s>(atlas: &'s Atlas, tile: Tile, slots: &'s [usize]) -> impl Iterator<Item = Cell<'s>> {
    // Deeper than the units of the world go, a cell is a unit.
    let bits = 2 * u32::from(32 - (tile.z() + CELLS).min(32));
    let number = move |slot: usize| atlas.curve.code(slot) >> bits;
    let same = move |a: &usize, b: &usize| number(*a) == number(*b);
    slots.chunk_by(same).map(move |slots| {
        let id = number(slots[0]);
        Cell { id: (id < 1 << 53).then_some(id), at: middle(tile, slots.iter().map(|slot| atlas.place(*slot))), slots }
    })
}

fn middle(tile: Tile, places: impl ExactSizeIterator<Item = World>) -> [i64; 2] {
    let count = places.len() as i64;
    let [x, y] = places.fold([0, 0], |[x, y], place| {
        let [own_x, own_y] = tile.local(place);
        [x + own_x, y + own_y]
    });
    [x / count, y / count]
}
