//! A plan as one set of tiles, all layers in each, zoom by zoom from the whole world to the deepest that is needed.
//!
//! In: a view, layers, a level of schools. Out: the tiles in which something is drawn, and what describes them. Must not know: files.

use crate::model::Level;
use crate::publish::columns::Kind;
use crate::publish::mvt::{Atlas, MapLayer, sources, tile};
use crate::snapshot::View;
use crate::tile::Tile;
use serde_json::{Map, Value, json};

/// The deepest zoom at least: a unit of a tile's grid is less than three metres there, and clients stretch these tiles beyond it.
const LEAST_DEPTH: u8 = 12;

/// The tiles of a plan.
#[derive(Debug)]
pub struct Pyramid<'a> {
    view: View<'a>,
    atlas: Atlas,
    layers: Vec<MapLayer>,
    level: Option<Level>,
}

impl<'a> Pyramid<'a> {
    /// Prepares the tiles of these layers, of all levels of schools or one.
    #[must_use]
    pub fn new(view: View<'a>, layers: Vec<MapLayer>, level: Option<Level>) -> Self {
        Self { atlas: Atlas::new(&view), view, layers, level }
    }

    /// The zoom of the deepest tiles: features of all layers stand singly there, unless a tile is too full at any zoom.
    #[must_use]
    pub fn depth(&self) -> u8 {
        let singly = self.layers.iter().map(|layer| self.atlas.singly_from(*layer, self.level));
        singly.fold(LEAST_DEPTH, u8::max)
    }

    /// Whether anything lies on a tile or in its buffer, so that it or one below it may have features.
    #[must_use]
    pub fn touches(&self, tile: Tile) -> bool {
        self.layers.iter().any(|layer| self.atlas.touches(*layer, tile))
    }

    /// The bytes of a tile: its layers one after the other, as the format has it; none when nothing lies in it.
    #[must_use]
    pub fn draw(&self, at: Tile) -> Vec<u8> {
        self.layers.iter().flat_map(|layer| tile(&self.view, &self.atlas, *layer, at, self.level)).collect()
    }

    /// West, south, east and north of everything that is drawn, schools that need a check too; `None` when nothing is.
    #[must_use]
    pub fn bounds(&self) -> Option<[f64; 4]> {
        self.atlas.whole_extent()
    }

    /// The middle of what has a usable position.
    #[must_use]
    pub fn center(&self) -> Option<[f64; 2]> {
        self.atlas.extent().map(|[west, south, east, north]| [west.midpoint(east), south.midpoint(north)])
    }

    /// Schools that have no place on the map, so that no tile holds them.
    #[must_use]
    pub fn nowhere(&self) -> u64 {
        if self.layers.contains(&MapLayer::Schools) { self.atlas.placed(&self.view, self.level).nowhere } else { 0 }
    }

    /// The source layers with the types of their fields, as TileJSON and MBTiles call them.
    #[must_use]
    pub fn vector_layers(&self) -> Vec<Value> {
        let depth = self.depth();
        let of = |layer: &MapLayer| sources::of(*layer, self.atlas.singly_from(*layer, self.level));
        let described = self.layers.iter().flat_map(of).map(|source| {
            let fields: Map<String, Value> =
                source.fields.iter().map(|field| (field.name.to_owned(), json!(type_name(field.kind)))).collect();
            json!({ "id": source.id, "description": source.about, "minzoom": source.from, "maxzoom": depth, "fields": fields })
        });
        described.collect()
    }
}

/// The word for a type, by which GDAL makes the columns.
fn type_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::TextList => "String",
        Kind::Integer | Kind::Number => "Number",
        Kind::Boolean => "Boolean",
    }
}
