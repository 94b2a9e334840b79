//! Mapbox Vector Tiles (2.1) of schools, clusters, links and regions.
//!
//! In: a view, its [`Atlas`], a tile, a level of schools. Out: the bytes of one tile; none when nothing lies in it. Must not know: HTTP,
//! caches.
//!
//! **Nothing is dropped.** A tile holds its features singly, or, where they would be too many, their sums for each cell of a grid over
//! the tile (source layer `*_cells`); never a part of them. From the zoom on that [`Atlas::singly_from`] tells, features stand
//! singly; a tile that even so would hold more than its layer's most features, as when a thousand schools share one point, or more
//! than [`MOST_BYTES`], holds sums at any zoom. A school lies in exactly one tile of a zoom; lines and areas also in the
//! [`BUFFER`] around each tile that they touch. Boundaries come in from the upper ranks to the lower, each from the zoom on at which
//! it fits, and are drawn on a coarser grid where a tile would be too large.

mod atlas;
mod cells;
mod clusters;
mod drawing;
mod links;
mod numbers;
mod pyramid;
mod regions;
mod schools;
mod shape;
mod sources;
mod tilejson;

pub use atlas::Atlas;
pub use pyramid::Pyramid;
pub use tilejson::tilejson;

use crate::model::Level;
use crate::publish::Collection;
use crate::snapshot::View;
use crate::tile::Tile;

/// No tile of a layer is larger.
pub const MOST_BYTES: usize = 500_000;
/// How far lines and areas are drawn around a tile, in units of its grid: eight pixels of 512.
pub const BUFFER: i64 = 64;
/// From this zoom on features stand singly, unless a single tile is too full. A grid unit is less than a metre there.
pub const DEEPEST_SUMS: u8 = 14;
/// Longest name in a tile, in characters; the other outputs have it whole.
const LONGEST_NAME: usize = 80;

/// A layer of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MapLayer {
    /// One point a school.
    Schools,
    /// One area a hub with its members.
    Clusters,
    /// One line from a hub to a member.
    Links,
    /// One area a region.
    Regions,
}

impl MapLayer {
    /// All of them, in the order of the documentation.
    pub const ALL: [Self; 4] = [Self::Schools, Self::Clusters, Self::Links, Self::Regions];

    /// The collection whose features it shows.
    #[must_use]
    pub fn collection(self) -> Collection {
        match self {
            Self::Schools => Collection::Schools,
            Self::Clusters => Collection::Clusters,
            Self::Links => Collection::Links,
            Self::Regions => Collection::Regions,
        }
    }

    /// Its name in addresses and tiles.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.collection().as_str()
    }

    /// The layer of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|layer| layer.as_str() == name)
    }

    /// Most features of a tile that stand singly; with the bytes that a feature takes at most it stays below [`MOST_BYTES`].
    #[must_use]
    pub fn most(self) -> usize {
        match self {
            Self::Schools | Self::Links => 4_000,
            Self::Clusters | Self::Regions => 2_000,
        }
    }
}

/// Draws one tile of a layer, with all levels of schools or one.
///
/// Cost: a search, and what lies in the tile; at low zoom one look at each school in it.
#[must_use]
pub fn tile(view: &View<'_>, atlas: &Atlas, layer: MapLayer, tile: Tile, level: Option<Level>) -> Vec<u8> {
    let singly = || match layer {
        MapLayer::Schools => schools::singly(view, atlas, tile, level),
        MapLayer::Clusters => clusters::singly(view, atlas, tile, level),
        MapLayer::Links => links::singly(view, atlas, tile, level),
        MapLayer::Regions => Some(regions::draw(view, atlas, tile, level)),
    };
    let sums = || match layer {
        MapLayer::Schools => schools::sums(atlas, tile, level),
        MapLayer::Clusters => clusters::sums(view, atlas, tile, level),
        MapLayer::Links => links::sums(view, atlas, tile, level),
        MapLayer::Regions => Vec::new(),
    };
    let fits = |bytes: &Vec<u8>| bytes.len() <= MOST_BYTES;
    if tile.z() < atlas.singly_from(layer, level) {
        return sums();
    }
    singly().filter(fits).unwrap_or_else(sums)
}

/// A number for a feature that stays the same as long as its NPSN or code: its letters and digits read in base 36, as
/// `parseInt(npsn, 36)` does; `None` for one of more than ten, which a browser could not hold.
#[must_use]
pub fn feature_id(text: &str) -> Option<u64> {
    let digits = || text.chars().filter(char::is_ascii_alphanumeric);
    (1..=10).contains(&digits().count()).then(|| {
        let value = |digit: char| u64::from(digit.to_digit(36).expect("a letter or a digit"));
        digits().fold(0, |number, digit| number * 36 + value(digit))
    })
}

/// A name as tiles hold it.
fn short(name: &str) -> &str {
    name.char_indices().nth(LONGEST_NAME).map_or(name, |(end, _)| &name[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_the_number_that_a_browser_reads() {
        assert_eq!(feature_id("10300709"), Some(78_545_571_705));
        assert_eq!(feature_id("NP352819"), feature_id("np352819"));
        assert_eq!(feature_id("13.75.02"), feature_id("137502"));
        assert!(feature_id("ZZZZZZZZZZ").unwrap() < 1 << 53);
        assert_eq!((feature_id(""), feature_id("12345678901")), (None, None));
    }

    #[test]
    fn a_name_ends_between_letters() {
        assert_eq!(short("é".repeat(200).as_str()).chars().count(), 80);
        assert_eq!(short("SDN 04"), "SDN 04");
    }
}
