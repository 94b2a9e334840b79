//! Geometries as well-known binary and text, and the box around them.

use crate::publish::{Geometry, Position};
use std::fmt::Write as _;

/// Little-endian numbers.
const LITTLE_ENDIAN: u8 = 1;

/// Appends a geometry as ISO well-known binary.
pub(super) fn append(geometry: &Geometry, bytes: &mut Vec<u8>) {
    bytes.push(LITTLE_ENDIAN);
    match geometry {
        Geometry::Point(at) => {
            count(1, bytes);
            position(*at, bytes);
        }
        Geometry::LineString(line) => {
            count(2, bytes);
            positions(line, bytes);
        }
        Geometry::Polygon(rings) => {
            count(3, bytes);
            polygon(rings, bytes);
        }
        Geometry::MultiPolygon(polygons) => {
            count(6, bytes);
            count(polygons.len(), bytes);
            for rings in polygons {
                bytes.push(LITTLE_ENDIAN);
                count(3, bytes);
                polygon(rings, bytes);
            }
        }
    }
}

fn polygon(rings: &[Vec<Position>], bytes: &mut Vec<u8>) {
    count(rings.len(), bytes);
    for ring in rings {
        positions(ring, bytes);
    }
}

fn positions(line: &[Position], bytes: &mut Vec<u8>) {
    count(line.len(), bytes);
    for at in line {
        position(*at, bytes);
    }
}

fn position([lon, lat]: Position, bytes: &mut Vec<u8>) {
    bytes.extend_from_slice(&lon.to_le_bytes());
    bytes.extend_from_slice(&lat.to_le_bytes());
}

fn count(number: usize, bytes: &mut Vec<u8>) {
    let number = u32::try_from(number).expect("no geometry has 2^32 parts");
    bytes.extend_from_slice(&number.to_le_bytes());
}

/// A geometry as well-known text.
pub(super) fn text(geometry: &Geometry) -> String {
    match geometry {
        Geometry::Point(at) => format!("POINT ({} {})", at[0], at[1]),
        Geometry::LineString(line) => format!("LINESTRING {}", line_text(line)),
        Geometry::Polygon(rings) => format!("POLYGON {}", rings_text(rings)),
        Geometry::MultiPolygon(polygons) => {
            let polygons: Vec<String> = polygons.iter().map(|rings| rings_text(rings)).collect();
            format!("MULTIPOLYGON ({})", polygons.join(","))
        }
    }
}

fn rings_text(rings: &[Vec<Position>]) -> String {
    let rings: Vec<String> = rings.iter().map(|ring| line_text(ring)).collect();
    format!("({})", rings.join(","))
}

fn line_text(line: &[Position]) -> String {
    let mut text = String::from("(");
    for (at, [lon, lat]) in line.iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        let _ = write!(text, "{comma}{lon} {lat}");
    }
    text.push(')');
    text
}

/// West, south, east and north of a geometry.
pub(super) fn envelope(geometry: &Geometry) -> [f64; 4] {
    let mut envelope = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    match geometry {
        Geometry::Point(at) => widen(&mut envelope, *at),
        Geometry::LineString(line) => line.iter().for_each(|at| widen(&mut envelope, *at)),
        Geometry::Polygon(rings) => rings.iter().flatten().for_each(|at| widen(&mut envelope, *at)),
        Geometry::MultiPolygon(polygons) => polygons.iter().flatten().flatten().for_each(|at| widen(&mut envelope, *at)),
    }
    envelope
}

fn widen(envelope: &mut [f64; 4], [lon, lat]: Position) {
    *envelope = [envelope[0].min(lon), envelope[1].min(lat), envelope[2].max(lon), envelope[3].max(lat)];
}

/// The box around two boxes.
pub(super) fn around(one: Option<[f64; 4]>, other: [f64; 4]) -> [f64; 4] {
    one.map_or(other, |one| [one[0].min(other[0]), one[1].min(other[1]), one[2].max(other[2]), one[3].max(other[3])])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_polygon_is_written_ring_by_ring() {
        let ring = vec![[0.0, 0.0], [1.0, 0.0], [1.0, 1.5], [0.0, 0.0]];
        let geometry = Geometry::Polygon([ring]);
        assert_eq!(text(&geometry), "POLYGON ((0 0,1 0,1 1.5,0 0))");
        assert_eq!(envelope(&geometry), [0.0, 0.0, 1.0, 1.5]);
        let mut bytes = Vec::new();
        append(&geometry, &mut bytes);
        assert_eq!(bytes[..13], [1, 3, 0, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0]);
        assert_eq!(bytes.len(), 13 + 4 * 16);
    }
}
