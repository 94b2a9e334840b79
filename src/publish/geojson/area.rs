//! The area of a cluster: always a polygon, also around one school or schools in a row.

use crate::geodesy::Point;
use crate::model::LonLat;
use crate::publish::geojson::{Position, seven_decimals};
use geo::{ConvexHull, Coord, MultiPoint};

/// Corners of the ring around one school; twelve look round and stay small.
const CORNERS: u32 = 12;

/// The convex ring `margin_m` metres around positions, counter-clockwise and closed; `None` without a position.
///
/// It is drawn in degrees, which is exact enough for the size of a cluster. One that crosses 180 degrees would wrap the world, as
/// none in Indonesia does.
pub(in crate::publish) fn around(positions: impl Iterator<Item = LonLat>, margin_m: f64) -> Option<Vec<Position>> {
    let points: Vec<Coord> = positions.map(|at| Coord { x: at.lon(), y: at.lat() }).collect();
    // Only corners of the inner hull can become corners of the outer one, so that large clusters stay cheap.
    let inner = hull(points);
    let outer = hull(inner.iter().flat_map(|corner| circle(*corner, margin_m)).collect());
    (!outer.is_empty()).then(|| outer.iter().map(|at| [seven_decimals(at.x), seven_decimals(at.y)]).collect())
}

/// The convex hull's ring; that of one point or of points in a row is degenerate but holds its ends.
fn hull(points: Vec<Coord>) -> Vec<Coord> {
    if points.is_empty() {
        return points;
    }
    MultiPoint::from(points).convex_hull().into_inner().0.0
}

fn circle(center: Coord, radius_m: f64) -> impl Iterator<Item = Coord> {
    let earth_m = LonLat::new(center.x, center.y).map_or(crate::geodesy::EQUATOR_RADIUS_M, |at| Point::new(at).radius_m);
    let height = (radius_m / earth_m).to_degrees();
    // Near a pole a circle would be wider than the world.
    let width = height / center.y.to_radians().cos().max(0.01);
    (0..CORNERS).map(move |corner| {
        let (sin, cos) = (std::f64::consts::TAU * f64::from(corner) / f64::from(CORNERS)).sin_cos();
        Coord { x: (center.x + width * cos).clamp(-180.0, 180.0), y: (center.y + height * sin).clamp(-90.0, 90.0) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Contains, LineString, Polygon, Winding};

    fn check(positions: &[(f64, f64)]) {
        let given: Vec<LonLat> = positions.iter().map(|(lon, lat)| LonLat::new(*lon, *lat).unwrap()).collect();
        let ring = around(given.iter().copied(), 150.0).unwrap();
        assert!(ring.len() >= 8, "{positions:?}: {ring:?}");
        assert_eq!(ring.first(), ring.last());
        let ring = LineString::from(ring.iter().map(|[x, y]| (*x, *y)).collect::<Vec<_>>());
        assert!(ring.is_ccw(), "{positions:?}");
        let polygon = Polygon::new(ring, Vec::new());
        for (lon, lat) in positions {
            assert!(polygon.contains(&geo::Point::new(*lon, *lat)), "{positions:?} without {lon},{lat}");
        }
    }

    #[test]
    fn one_two_many_and_schools_in_a_row_have_an_area() {
        check(&[(100.365, -0.3038)]);
        check(&[(100.365, -0.3038), (100.365, -0.3038)]);
        check(&[(100.365, -0.3038), (100.375, -0.3138)]);
        check(&[(100.1, -0.3), (100.2, -0.3), (100.3, -0.3), (100.15, -0.3)]);
        check(&[(100.1, -0.3), (100.2, -0.1), (100.3, -0.4), (100.2, -0.25)]);
        check(&[(0.0, 80.0), (1.0, 80.0)]);
    }

    #[test]
    fn the_margin_is_in_metres() {
        let center = LonLat::new(100.365, -0.3038).unwrap();
        for [lon, lat] in around([center].into_iter(), 150.0).unwrap() {
            let away = crate::geodesy::distance_m(center, LonLat::new(lon, lat).unwrap());
            assert!((away - 150.0).abs() < 1.0, "{away}");
        }
    }

    #[test]
    fn no_position_no_area() {
        assert_eq!(around(std::iter::empty(), 150.0), None);
    }
}
