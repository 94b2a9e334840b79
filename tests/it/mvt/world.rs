//! The lists of these tests, and the tiles that hold them, by a formula of their own.

use super::decoder::{Feature, Layer, read};
use imbas::audit::Settings;
use imbas::demo;
use imbas::import::Source;
use imbas::model::Level;
use imbas::plan::{Overrides, built_in, read_programme};
use imbas::publish::mvt::{self, Atlas, MOST_BYTES, MapLayer};
use imbas::snapshot::{Dataset, Inputs, Snapshot};
use imbas::tile::Tile;
use std::collections::BTreeSet;
use std::f64::consts::PI;
use std::sync::LazyLock;

/// Schools of the archipelago: more than a tile may hold singly.
const SCHOOLS: u64 = 5_500;
const SEED: u64 = 20_260_102;

/// A plan with its atlas.
pub(crate) struct World {
    pub(crate) snapshot: Snapshot,
    pub(super) atlas: Atlas,
}

/// A made-up archipelago with every kind of defect and with boundaries.
pub(crate) static ARCHIPELAGO: LazyLock<World> = LazyLock::new(|| {
    let (mut list, mut boundaries) = (Vec::new(), Vec::new());
    demo::write(&demo::Settings { schools: SCHOOLS, seed: SEED, defects: true }, &mut list, Some(&mut boundaries)).unwrap();
    World::new(list, Some(boundaries), Some(10.0))
});

/// More schools at one point than any tile may hold singly, and a few far away, with hubs that reach across the world.
pub(crate) static STACK: LazyLock<World> = LazyLock::new(|| {
    let mut list = "npsn,nama,bentuk_pendidikan,kecamatan,kabupaten_kota,provinsi,lintang,bujur,penggerak\n".to_owned();
    for number in 0..4_300 {
        let (lat, lon, hub) = match number {
            0 => (-0.3, 100.4, 1),
            1..20 => (-0.3 - f64::from(number) / 10.0, 100.4 + f64::from(number), number % 2),
            _ => (-0.305, 100.369, 0),
        };
        list += &format!("{number:08},SD Contoh {number},SD,Guguk Panjang,Kota Bukittinggi,Sumatera Barat,{lat},{lon},{hub}\n");
    }
    World::new(list.into_bytes(), None, None)
});

impl World {
    fn new(list: Vec<u8>, boundaries: Option<Vec<u8>>, reach_km: Option<f64>) -> Self {
        let source = |name: &str, bytes: Vec<u8>| Source::Bytes { name: name.into(), bytes: bytes.into() };
        let inputs = Inputs {
            lists: vec![source("sekolah.csv", list)],
            boundaries: boundaries.into_iter().map(|bytes| source("batas.geojson", bytes)).collect(),
            settings: Settings { sentinel_schools: usize::MAX, ..Settings::default() },
            ..Inputs::default()
        };
        let (_, text) = built_in().iter().find(|(name, _)| *name == "netral").unwrap();
        let (programme, mut rules) = read_programme("netral", text).unwrap();
        Overrides { reach_km, max: Some(8), ..Overrides::default() }.apply(&mut rules);
        let snapshot = Snapshot::build(Dataset::load(&inputs, &mut |_| {}).unwrap(), programme, rules, &mut |_| {}).unwrap();
        let atlas = Atlas::new(&snapshot.view());
        Self { snapshot, atlas }
    }

    /// A tile, read back; its size and the number of its features are within the limits, and it is the same when drawn again.
    pub(super) fn layers(&self, layer: MapLayer, (z, x, y): (u8, u32, u32), level: Option<Level>) -> Vec<Layer> {
        let tile = Tile::new(z, x, y).expect("the tests ask for tiles of the grid");
        let draw = || mvt::tile(&self.snapshot.view(), &self.atlas, layer, tile, level);
        let bytes = draw();
        assert_eq!(bytes, draw(), "{z}/{x}/{y}");
        assert!(bytes.len() <= MOST_BYTES, "{layer:?} {z}/{x}/{y}: {} bytes", bytes.len());
        let layers = read(&bytes);
        let features: usize = layers.iter().map(|layer| layer.features.len()).sum();
        assert!(features <= 10_000 && layers.iter().all(|layer| layer.extent == 4_096), "{layer:?} {z}/{x}/{y}: {features}");
        layers
    }

    /// The features of a source layer over several tiles.
    pub(super) fn features(&self, layer: MapLayer, source: &str, tiles: &BTreeSet<(u8, u32, u32)>) -> Vec<Feature> {
        let all = tiles.iter().flat_map(|tile| self.layers(layer, *tile, None));
        all.filter(|one| one.name == source).flat_map(|one| one.features).collect()
    }
}

/// The tile of a zoom around a position, by the formula of the OpenStreetMap wiki.
pub(super) fn tile_of(lon: f64, lat: f64, z: u8) -> (u8, u32, u32) {
    let n = f64::from(1_u32 << z);
    let lat = lat.to_radians();
    let x = (lon + 180.0) / 360.0 * n;
    let y = (1.0 - (lat.tan() + 1.0 / lat.cos()).ln() / PI) / 2.0 * n;
    (z, x as u32, y as u32)
}

/// The tiles of a zoom that meet the box around two positions.
pub(super) fn tiles_between((west, south): (f64, f64), (east, north): (f64, f64), z: u8) -> BTreeSet<(u8, u32, u32)> {
    let ((_, first_x, first_y), (_, last_x, last_y)) = (tile_of(west, north, z), tile_of(east, south, z));
    (first_x..=last_x).flat_map(|x| (first_y..=last_y).map(move |y| (z, x, y))).collect()
}
