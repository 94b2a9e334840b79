//! Tiles drawn anew, none of them kept: over an island as crowded as Java, in a country of 220,000 schools, at the zooms that a reader of the
//! map passes. Throughput is tiles; that none is larger than the bound, and that some hold schools, is asserted inside.

mod random;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use imbas::import::Source;
use imbas::model::LonLat;
use imbas::plan::{LevelMap, Rules, built_in, read_programme};
use imbas::publish::mvt::{self, Atlas, MapLayer};
use imbas::snapshot::{Dataset, Inputs, Snapshot};
use imbas::tile::{Tile, World};
use random::Random;
use std::borrow::Cow;
use std::fmt::Write as _;
use std::hint::black_box;

const SEED: u64 = 20_261_124;
const SCHOOLS: usize = 220_000;
const LEVELS: [&str; 5] = ["SD", "SD", "SD", "SMP", "SMA"];
/// West, south, east, north of the crowded island.
const ISLAND: [f64; 4] = [105.2, -8.3, 114.5, -6.1];
const COUNTRY: [f64; 4] = [95.3, -9.5, 140.8, 5.5];
const ZOOMS: [u8; 4] = [6, 8, 10, 12];
/// Tiles of one round.
const ROUND: usize = 64;

impl Random {
    fn within(&mut self, [west, south, east, north]: [f64; 4]) -> [f64; 2] {
        [west + self.unit() * (east - west), south + self.unit() * (north - south)]
    }
}

/// Villages of forty schools; half of them on the island.
fn list() -> Source {
    let mut random = Random(SEED);
    let mut text = String::from("npsn,nama,bentuk_pendidikan,status,kode_kabupaten,lintang,bujur,penggerak\n");
    let mut village = [0.0; 2];
    for number in 0..SCHOOLS {
        if number % 40 == 0 {
            let place = if random.unit() < 0.5 { ISLAND } else { COUNTRY };
            village = random.within(place);
        }
        let [lon, lat] = village.map(|degrees| degrees + 0.03 * (random.unit() - 0.5));
        let (level, hub) = (LEVELS[number % LEVELS.len()], u8::from(random.unit() < 0.065));
        let npsn = 10_000_000 + number;
        let _ = writeln!(text, "{npsn},{level} {number},{level},Negeri,K{:03},{lat:.6},{lon:.6},{hub}", number / 440 % 500);
    }
    Source::Bytes { name: "sekolah.csv".into(), bytes: Cow::Owned(text.into_bytes()) }
}

fn snapshot() -> Snapshot {
    let inputs = Inputs { lists: vec![list()], synthetic: true, ..Inputs::default() };
    let (_, text) = built_in().iter().find(|(id, _)| *id == "netral").expect("the neutral programme ships");
    let (programme, _) = read_programme("netral", text).expect("a programme that ships can be read");
    let rules = Rules { max: LevelMap::all(Some(15)), reach_m: LevelMap::all(Some(10_000.0)), ..Rules::default() };
    let data = Dataset::load(&inputs, &mut |_| {}).expect("a synthetic list can be read");
    let snapshot = Snapshot::build(data, programme, rules, &mut |_| {}).expect("the rules fit");
    snapshot.make_places();
    snapshot
}

/// Tiles around places of the island, drawn by lot.
fn tiles(zoom: u8) -> Vec<Tile> {
    let mut random = Random(SEED ^ u64::from(zoom));
    let place = |[lon, lat]: [f64; 2]| World::clamped(LonLat::new(lon, lat).expect("the island is on the earth"));
    (0..ROUND).map(|_| Tile::around(place(random.within(ISLAND)), zoom)).collect()
}

fn cold(criterion: &mut Criterion) {
    let snapshot = snapshot();
    let view = snapshot.view();
    let atlas = Atlas::new(&view);
    let mut group = criterion.benchmark_group("tiles drawn");
    group.sample_size(10).throughput(Throughput::Elements(ROUND as u64));
    for layer in [MapLayer::Schools, MapLayer::Clusters, MapLayer::Links] {
        for zoom in ZOOMS {
            let tiles = tiles(zoom);
            group.bench_function(BenchmarkId::new(layer.as_str(), zoom), |bencher| {
                bencher.iter(|| {
                    let drawn: Vec<usize> =
                        tiles.iter().map(|tile| mvt::tile(&view, &atlas, layer, black_box(*tile), None).len()).collect();
                    assert!(drawn.iter().all(|bytes| *bytes <= mvt::MOST_BYTES), "{drawn:?}");
                    assert!(drawn.iter().any(|bytes| *bytes > 0), "no tile holds anything");
                    drawn
                });
            });
        }
    }
    group.finish();
}

criterion_group!(benches, cold);
criterion_main!(benches);
