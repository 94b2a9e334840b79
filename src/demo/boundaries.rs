//! The made-up boundaries as GeoJSON text.
//!
//! Written by hand and not with a library, so that the bytes never change with a dependency.

use crate::demo::districts::Districts;
use crate::demo::island::{Island, Spot};
use crate::demo::row::RegionTexts;
use std::io::{self, Write};

/// Everything before the features.
pub(super) const HEAD: &str = concat!(
    "{\"type\":\"FeatureCollection\",\"name\":\"batas_contoh\",",
    "\"description\":\"Batas wilayah rekaan untuk demonstrasi imbas; bukan wilayah nyata. ",
    "Made-up boundaries for the demonstration of imbas; no real regions.\",\n\"features\":["
);
/// Everything after the features.
pub(super) const TAIL: &str = "\n]}\n";

/// Writes the features of one island; `broken` is a district whose polygon is cut to a corner.
pub(super) fn write(
    island: &Island,
    districts: &Districts,
    regions: &RegionTexts,
    broken: Option<usize>,
    out: &mut impl Write,
) -> io::Result<()> {
    for regency in 0..2 {
        // A comma stands before every feature but the first of the file, which is the first island's kabupaten.
        let first = regency == 0 && regions.names.regency_codes[0] == "99.01";
        out.write_all(if first { b"\n" } else { b",\n" })?;
        let rings = districts.regency_rings(regency);
        feature(&regions.names.regency_codes[regency], &regions.names.regencies[regency], &rings, island, out)?;
    }
    for (district, text) in regions.districts.iter().enumerate() {
        out.write_all(b",\n")?;
        let mut ring = districts.ring(district);
        if broken == Some(district) {
            ring = corner_of(&ring);
        }
        feature(&text.code, &text.name, &[ring], island, out)?;
    }
    Ok(())
}

fn feature(code: &str, name: &str, rings: &[Vec<Spot>], island: &Island, out: &mut impl Write) -> io::Result<()> {
    write!(
        out,
        "{{\"type\":\"Feature\",\"properties\":{{\"kode\":\"{code}\",\"nama\":\"{name}\",\"rekaan\":true}},\
         \"geometry\":{{\"type\":\"MultiPolygon\",\"coordinates\":["
    )?;
    for (at, ring) in rings.iter().enumerate() {
        out.write_all(if at == 0 { b"[[" } else { b",[[" })?;
        for (at, spot) in ring.iter().enumerate() {
            let [lon, lat] = island.degrees(*spot);
            write!(out, "{}[{lon:.6},{lat:.6}]", if at == 0 { "" } else { "," })?;
        }
        out.write_all(b"]]")?;
    }
    out.write_all(b"]}}")
}

/// What is left of a ring that was cut to a corner: the ring itself, shrunk towards its first point.
fn corner_of(ring: &[Spot]) -> Vec<Spot> {
    ring.iter().map(|spot| ring[0].towards(*spot, 0.2)).collect()
}
