//! Vector tiles of the map, and what they hold.

mod cache;
mod compress;

pub(super) use cache::Tiles;
pub(super) use compress::Encoded;

use crate::publish::mvt::{self, MapLayer};
use crate::serve::call::Call;
use crate::serve::parameters::{LEVEL, VERSION};
use crate::serve::problem::Problem;
use crate::serve::resource::{JSON, MVT, Resource, Schema};
use crate::tile::{DEEPEST, Tile};
use axum::response::Response;
use cache::Key;
use std::io::Write;

/// `/tiles/{layer}`
pub(super) const LAYER: Resource = Resource {
    path: "/tiles/{layer}",
    summary: "TileJSON of a layer: address and fields of its tiles, from which zoom on features stand singly, and how many schools \
        have no place on the map",
    parameters: &[&LEVEL, &VERSION],
    forms: &[(JSON, Schema::Object("TileJson"))],
};
/// `/tiles/{layer}/{z}/{x}/{y}`
pub(super) const TILE: Resource = Resource {
    path: "/tiles/{layer}/{z}/{x}/{y}",
    summary: "One Mapbox Vector Tile: features singly, or where they would be too many their sums for each cell of a grid, never a \
        part of them; empty where nothing lies",
    parameters: &[&LEVEL, &VERSION],
    forms: &[(MVT, Schema::Binary)],
};

pub(super) async fn layer(call: Call) -> Result<Response, Problem> {
    let (layer, level) = (layer_of(&call)?, call.query.level(&LEVEL));
    call.check_version()?;
    let version = &call.snapshot.version;
    let level_of = level.map_or_else(String::new, |level| format!("&level={}", level.as_str()));
    let template = format!("{}/tiles/{}/{{z}}/{{x}}/{{y}}?version={version}{level_of}", call.app.base_url(), layer.as_str());
    let atlas = call.app.tiles().atlas(&call.snapshot).await?;
    let write = move |view: &crate::snapshot::View<'_>, out: &mut dyn Write| {
        Ok(serde_json::to_writer(out, &mvt::tilejson(view, &atlas, layer, level, &template))?)
    };
    call.answer_served(JSON, write).await
}

pub(super) async fn tile(call: Call) -> Result<Response, Problem> {
    let layer = layer_of(&call)?;
    let tile = tile_of(&call)?;
    call.check_version()?;
    let key = Key { layer, tile, level: call.query.level(&LEVEL) };
    call.answer_made(MVT, call.app.tiles().bytes(&call.snapshot, key, call.encoding())).await
}

fn layer_of(call: &Call) -> Result<MapLayer, Problem> {
    let name = call.segment(0);
    MapLayer::from_name(name).ok_or_else(|| Problem::unknown_layer(name, MapLayer::ALL.map(MapLayer::as_str).to_vec()))
}

fn tile_of(call: &Call) -> Result<Tile, Problem> {
    let [z, x, y] = [("z", 1), ("x", 2), ("y", 3)].map(|(name, at)| number(name, call.segment(at)));
    let (z, x, y) = (z?, x?, y?);
    let tile = || Tile::new(u8::try_from(z?).ok()?, x?, y?);
    tile().ok_or_else(|| Problem::no_such_tile(DEEPEST))
}

/// A whole number of the address; `None` where no grid has it.
fn number(name: &str, text: &str) -> Result<Option<u32>, Problem> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Problem::not_a_number(name, text));
    }
    Ok(text.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_outside_every_grid_is_a_number_all_the_same() {
        assert_eq!(number("x", "7").unwrap(), Some(7));
        assert_eq!(number("x", "-1").unwrap(), None);
        assert_eq!(number("x", "99999999999999999999").unwrap(), None);
        for broken in ["", "-", "1.5", "1e3", "+1", "x", "٣", "{x}"] {
            assert!(number("x", broken).is_err(), "{broken}");
        }
    }
}
