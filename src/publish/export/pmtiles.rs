//! PMTiles 3: the whole plan as vector tiles in one file, from which any file host serves a map.
//!
//! A tile holds all layers that are asked for. Tiles stand in the order of the format's Hilbert curve, zoom by zoom, and equal ones
//! are stored once. Findings are no layer: schools that need a check stand where their list puts them.
//!
//! Source: <https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md>.

use super::Export;
use crate::model::Level;
use crate::publish::mvt::{MapLayer, Pyramid};
use crate::publish::provenance::Provenance;
use crate::snapshot::View;
use crate::tile::Tile;
use flate2::write::GzEncoder;
use pmtiles::{Compression, PmTilesStreamWriter, PmTilesWriter, PmtError, TileCoord, TileId, TileType};
use rayon::prelude::*;
use serde_json::json;
use std::fs::File;
use std::io::{self, Seek, Write};

/// Tiles that are drawn at once and held until they are written: a few megabytes.
const TOGETHER: usize = 128;
/// Zoom at which a map opens.
const OPENS_AT: u8 = 5;
/// What a tile of the walk is: the walk begins at the one tile that is the world.
const WORLD: &str = "the world is a tile";

/// Writes the file; says how many schools have no place on the map and are left out.
pub(super) fn write(view: &View<'_>, export: &Export, out: &mut dyn Write) -> io::Result<usize> {
    let is_wanted = |layer: &MapLayer| export.collections.contains(&layer.collection());
    let level = export.part.level;
    let pyramid = Pyramid::new(*view, MapLayer::ALL.into_iter().filter(is_wanted).collect(), level);
    // The head of the file is known last, and what is written to cannot go back.
    let mut file = tempfile::tempfile()?;
    to_file(view, level, &pyramid, file.try_clone()?).map_err(failure)?;
    file.rewind()?;
    io::copy(&mut file, out)?;
    Ok(pyramid.nowhere() as usize)
}

fn failure(error: PmtError) -> io::Error {
    match error {
        PmtError::Reading(source) => source,
        other => io::Error::other(other),
    }
}

fn to_file(view: &View<'_>, level: Option<Level>, pyramid: &Pyramid<'_>, out: File) -> Result<(), PmtError> {
    let mut archive = PmTilesWriter::new(TileType::Mvt)
        .precompressed(Compression::Gzip)
        .metadata(metadata(view, level, pyramid)?)
        .min_zoom(0)
        .max_zoom(pyramid.depth())
        .center_zoom(OPENS_AT);
    if let Some([west, south, east, north]) = pyramid.bounds() {
        archive = archive.bounds(west, south, east, north);
    }
    if let Some([lon, lat]) = pyramid.center() {
        archive = archive.center(lon, lat);
    }
    let mut archive = archive.create(out)?;
    let mut tiles = vec![Tile::new(0, 0, 0).expect(WORLD)];
    for _ in 0..=pyramid.depth() {
        tiles.retain(|tile| pyramid.touches(*tile));
        tiles.sort_by_cached_key(|tile| TileId::from(coordinate(*tile)));
        for together in tiles.chunks(TOGETHER) {
            add(&mut archive, pyramid, together)?;
        }
        tiles = tiles.into_iter().flat_map(Tile::quarters).collect();
    }
    archive.finalize()
}

/// Draws tiles on all cores and writes them in their order; what is empty is left out by the writer.
fn add(archive: &mut PmTilesStreamWriter<File>, pyramid: &Pyramid<'_>, tiles: &[Tile]) -> Result<(), PmtError> {
    let drawn: Vec<io::Result<Vec<u8>>> = tiles.par_iter().map(|tile| compressed(&pyramid.draw(*tile))).collect();
    for (tile, bytes) in tiles.iter().zip(drawn) {
        archive.add_tile(coordinate(*tile), &bytes?)?;
    }
    Ok(())
}

fn compressed(bytes: &[u8]) -> io::Result<Vec<u8>> {
    if bytes.is_empty() {
        return Ok(Vec::new());
    }
    let mut out = GzEncoder::new(Vec::new(), flate2::Compression::default());
    out.write_all(bytes)?;
    out.finish()
}

fn coordinate(tile: Tile) -> TileCoord {
    TileCoord::new(tile.z(), tile.x(), tile.y()).expect("a tile lies in the grid of its zoom")
}

/// What the file says about itself; `vector_layers` is what map programs make their layers from.
fn metadata(view: &View<'_>, level: Option<Level>, pyramid: &Pyramid<'_>) -> io::Result<String> {
    let programme = view.programme;
    let document = json!({
        "name": programme.name,
        "description": "Schools, clusters, links and regions of a dissemination plan; where features would be too many, their sums",
        "type": "overlay",
        "format": "pbf",
        "version": view.version,
        "generator": concat!("imbas ", env!("CARGO_PKG_VERSION")),
        "level": level.map(Level::as_str),
        "vector_layers": pyramid.vector_layers(),
        "imbas": Provenance::new(view),
    });
    Ok(serde_json::to_string(&document)?)
}
