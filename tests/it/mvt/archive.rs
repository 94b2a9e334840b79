//! A second reader of PMTiles archives, written from the specification (version 3) and sharing nothing with the writer.

use flate2::read::GzDecoder;
use std::collections::BTreeMap;
use std::io::Read;

/// A tile's place in the grid: zoom, x, y.
type Place = (u8, u32, u32);

/// An archive, read whole.
pub(super) struct Archive {
    pub(super) metadata: serde_json::Value,
    pub(super) zooms: (u8, u8),
    /// West, south, east and north.
    pub(super) bounds: [f64; 4],
    /// Tiles that the file holds, those that are the same counted once.
    pub(super) contents: u64,
    /// Every tile that has an address, as the bytes of its layers.
    pub(super) tiles: BTreeMap<Place, Vec<u8>>,
    /// The sizes of the tiles in the file.
    pub(super) largest: usize,
}

/// Tiles that follow each other and are the same.
struct Run {
    id: u64,
    length: u64,
    place: std::ops::Range<usize>,
}

/// Reads an archive.
///
/// # Panics
/// When it is none, or when its tiles do not stand in the order of the curve.
pub(super) fn open(file: &[u8]) -> Archive {
    assert!(file.starts_with(b"PMTiles\x03"));
    let number = |at: usize| u64::from_le_bytes(file[at..at + 8].try_into().unwrap());
    let part = |at: usize| &file[number(at) as usize..][..number(at + 8) as usize];
    let degrees = |at: usize| f64::from(i32::from_le_bytes(file[at..at + 4].try_into().unwrap())) / 1e7;
    assert_eq!(&file[96..100], [1, 2, 2, 1], "in the order of the curve, all gzip, vector tiles");
    assert!(number(8) == 127 && number(8) + number(16) <= 16_384, "the root directory lies in the first piece");
    let leaves = part(40);
    let mut runs = Vec::new();
    for root in directory(&gunzip(part(8))) {
        if root.length > 0 { runs.push(root) } else { runs.extend(directory(&gunzip(&leaves[root.place]))) }
    }
    assert!(runs.windows(2).all(|pair| pair[0].id + pair[0].length <= pair[1].id));
    let data = part(56);
    let places =
        runs.iter().flat_map(|run| (run.id..run.id + run.length).map(|id| (place(id), gunzip(&data[run.place.clone()]))));
    let tiles: BTreeMap<Place, Vec<u8>> = places.collect();
    assert_eq!((number(72), number(80)), (tiles.len() as u64, runs.len() as u64));
    Archive {
        metadata: serde_json::from_slice(&gunzip(part(24))).unwrap(),
        zooms: (file[100], file[101]),
        bounds: [degrees(102), degrees(106), degrees(110), degrees(114)],
        contents: number(88),
        tiles,
        largest: runs.iter().map(|run| run.place.len()).max().unwrap_or(0),
    }
}

fn gunzip(bytes: &[u8]) -> Vec<u8> {
    let mut read = Vec::new();
    GzDecoder::new(bytes).read_to_end(&mut read).unwrap();
    read
}

/// The entries of a directory: numbers of tiles as differences, lengths of runs, sizes, places (0: right behind the one before).
fn directory(mut bytes: &[u8]) -> Vec<Run> {
    let mut next = || {
        let mut number = 0;
        for shift in (0..).step_by(7) {
            let (first, rest) = bytes.split_first().expect("a number ends");
            bytes = rest;
            number |= u64::from(first & 0x7f) << shift;
            if first & 0x80 == 0 {
                break;
            }
        }
        number
    };
    let count = next() as usize;
    let mut columns: [Vec<u64>; 4] = std::array::from_fn(|_| (0..count).map(|_| next()).collect());
    let (mut id, mut end) = (0, 0);
    let [ids, lengths, sizes, places] = &mut columns;
    (0..count)
        .map(|at| {
            id += ids[at];
            let start = if places[at] == 0 { end } else { places[at] as usize - 1 };
            end = start + sizes[at] as usize;
            Run { id, length: lengths[at], place: start..end }
        })
        .collect()
}

/// The tile of a number: zooms one after the other, each along a Hilbert curve.
fn place(id: u64) -> Place {
    let (mut z, mut rest) = (0, id);
    while rest >= 1 << (2 * z) {
        rest -= 1 << (2 * z);
        z += 1;
    }
    let (mut x, mut y) = (0_u64, 0_u64);
    for half in (0..z).map(|bit| 1_u64 << bit) {
        let right = 1 & (rest / 2);
        let lower = 1 & (rest ^ right);
        if lower == 0 {
            if right == 1 {
                (x, y) = (half - 1 - x, half - 1 - y);
            }
            (x, y) = (y, x);
        }
        (x, y) = (x + half * right, y + half * lower);
        rest /= 4;
    }
    (z as u8, x as u32, y as u32)
}

#[test]
fn the_curve_is_that_of_the_specification() {
    // From the examples of the specification.
    let known = [
        (0, (0, 0, 0)),
        (1, (1, 0, 0)),
        (2, (1, 0, 1)),
        (3, (1, 1, 1)),
        (4, (1, 1, 0)),
        (5, (2, 0, 0)),
        (19_078_479, (12, 3_423, 1_763)),
    ];
    for (id, expected) in known {
        assert_eq!(place(id), expected, "{id}");
    }
}
