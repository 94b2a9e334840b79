//! One region's polygon, prepared for many questions about points.
//!
//! In: a polygon in degrees. Out: whether a point is inside, and how many metres outside. Must not know: regions.

use crate::geodesy::{distance_m, metres_per_degree};
use crate::model::LonLat;
use geo::{BoundingRect, LinesIter, MultiPolygon};

/// A polygon with its edges sorted into bands of latitude.
#[derive(Debug)]
pub(super) struct Shape {
    pub(super) polygon: MultiPolygon,
    /// South-west and north-east corner.
    pub(super) corners: [[f64; 2]; 2],
    edges: Vec<Edge>,
    /// For each band, from south to north, the edges that touch it.
    bands: Vec<Vec<u32>>,
}

/// A straight edge; the southern end comes first, so that two neighbours compute the same border.
#[derive(Clone, Copy, Debug)]
struct Edge {
    south: [f64; 2],
    north: [f64; 2],
}

/// About so many edges are looked at to tell whether a point is inside.
const EDGES_PER_BAND: usize = 8;

impl Shape {
    /// Prepares a polygon; `None` when it has no extent.
    pub(super) fn new(polygon: MultiPolygon) -> Option<Self> {
        let bounds = polygon.bounding_rect().filter(|bounds| bounds.width() > 0.0 && bounds.height() > 0.0)?;
        let corners = [[bounds.min().x, bounds.min().y], [bounds.max().x, bounds.max().y]];
        let edges: Vec<Edge> = polygon.lines_iter().map(|line| Edge::new(line.start.into(), line.end.into())).collect();
        let mut shape = Self { polygon, corners, edges, bands: Vec::new() };
        shape.bands = vec![Vec::new(); shape.edges.len().div_ceil(EDGES_PER_BAND)];
        for (at, edge) in shape.edges.iter().enumerate() {
            let at = u32::try_from(at).expect("a polygon's positions are limited");
            let (first, last) = (shape.band(edge.south[1]), shape.band(edge.north[1]));
            shape.bands[first..=last].iter_mut().for_each(|band| band.push(at));
        }
        Some(shape)
    }

    /// Whether a point is inside, by the even-odd rule: of two regions that share a border exactly one has a point of it.
    pub(super) fn contains(&self, point: LonLat) -> bool {
        let [[west, south], [east, north]] = self.corners;
        let is_in_box = (west..=east).contains(&point.lon()) && (south..=north).contains(&point.lat());
        is_in_box && {
            let near = self.bands[self.band(point.lat())].iter().map(|at| &self.edges[*at as usize]);
            near.filter(|edge| edge.lies_east_of(point)).count() % 2 == 1
        }
    }

    /// Metres to the nearest edge; 0 inside.
    ///
    /// The nearest place is looked for on a plane that is true midway to the polygon, and its distance measured on the ellipsoid:
    /// exact nearby, and under 0.5 % at 500 km.
    pub(super) fn outside_m(&self, point: LonLat) -> f64 {
        if self.contains(point) {
            return 0.0;
        }
        let plane = Plane::new(point, self.corners);
        let nearest = self.edges.iter().map(|edge| plane.nearest_on(edge)).min_by(|a, b| a.square_m.total_cmp(&b.square_m));
        nearest.map_or(f64::INFINITY, |nearest| plane.distance_m(nearest))
    }

    fn band(&self, lat: f64) -> usize {
        let [[_, south], [_, north]] = self.corners;
        let share = (lat - south) / (north - south);
        // The cast saturates, so that the northern border falls into the last band.
        ((share * self.bands.len() as f64) as usize).min(self.bands.len() - 1)
    }
}

impl Edge {
    fn new(a: [f64; 2], b: [f64; 2]) -> Self {
        if (a[1], a[0]) <= (b[1], b[0]) { Self { south: a, north: b } } else { Self { south: b, north: a } }
    }

    /// Whether a line from the point to the east meets the edge; its southern end belongs to it, its northern end does not.
    fn lies_east_of(&self, point: LonLat) -> bool {
        let ([x0, y0], [x1, y1]) = (self.south, self.north);
        y0 <= point.lat() && point.lat() < y1 && point.lon() < x0 + (point.lat() - y0) / (y1 - y0) * (x1 - x0)
    }
}

/// A plane in metres with a point as its origin.
struct Plane {
    point: LonLat,
    /// The point's longitude, turned to the side of the antimeridian on which the polygon lies.
    lon: f64,
    metres_per_degree: [f64; 2],
}

/// A place on the plane.
struct Nearest {
    x_m: f64,
    y_m: f64,
    square_m: f64,
}

impl Plane {
    fn new(point: LonLat, [[west, south], [east, north]]: [[f64; 2]; 2]) -> Self {
        let middle = f64::midpoint(west, east);
        let lon = point.lon() + 360.0 * ((middle - point.lon()) / 360.0).round();
        let lat = f64::midpoint(point.lat(), point.lat().clamp(south, north));
        Self { point, lon, metres_per_degree: metres_per_degree(lat) }
    }

    fn nearest_on(&self, edge: &Edge) -> Nearest {
        let [ax, ay] = self.metres(edge.south);
        let [bx, by] = self.metres(edge.north);
        let (dx, dy) = (bx - ax, by - ay);
        let length_squared = dx * dx + dy * dy;
        let share = if length_squared > 0.0 { (-(ax * dx + ay * dy) / length_squared).clamp(0.0, 1.0) } else { 0.0 };
        let (x_m, y_m) = (ax + share * dx, ay + share * dy);
        Nearest { x_m, y_m, square_m: x_m * x_m + y_m * y_m }
    }

    fn metres(&self, [lon, lat]: [f64; 2]) -> [f64; 2] {
        [(lon - self.lon) * self.metres_per_degree[0], (lat - self.point.lat()) * self.metres_per_degree[1]]
    }

    fn distance_m(&self, nearest: Nearest) -> f64 {
        let lon = self.lon + nearest.x_m / self.metres_per_degree[0];
        let lat = self.point.lat() + nearest.y_m / self.metres_per_degree[1];
        // Rounding may carry a place on the very edge of the world a hair over it.
        let turned = if lon.abs() > 180.0 { lon - 360.0 * (lon / 360.0).round() } else { lon };
        LonLat::new(turned, lat.clamp(-90.0, 90.0))
            .map_or_else(|_| nearest.square_m.sqrt(), |place| distance_m(self.point, place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Polygon, polygon};

    fn ring() -> Shape {
        let outer = polygon![(x: 100.0, y: -1.0), (x: 101.0, y: -1.0), (x: 101.0, y: 0.0), (x: 100.0, y: 0.0)];
        let hole = polygon![(x: 100.4, y: -0.6), (x: 100.6, y: -0.6), (x: 100.6, y: -0.4), (x: 100.4, y: -0.4)];
        let island = polygon![(x: 102.0, y: 0.0), (x: 102.5, y: 0.0), (x: 102.5, y: 0.5)];
        let main = Polygon::new(outer.exterior().clone(), vec![hole.exterior().clone()]);
        Shape::new(MultiPolygon(vec![main, island])).unwrap()
    }

    fn check(lon: f64, lat: f64, expected_m: f64) {
        let found = ring().outside_m(LonLat::new(lon, lat).unwrap());
        assert!((found - expected_m).abs() <= 5e-3 * expected_m, "{lon}, {lat}: expected {expected_m}, found {found}");
    }

    #[test]
    fn distance_is_zero_inside_and_metres_outside() {
        check(100.2, -0.2, 0.0);
        check(102.4, 0.2, 0.0);
        check(100.5, 0.1, 11_057.4);
        check(99.9, -0.5, 11_131.5);
        check(100.5, -0.5, 11_057.4);
        check(100.5, -5.523_7, 500_206.0);
    }

    #[test]
    fn a_shared_border_belongs_to_one_side() {
        let square =
            |west: f64| Shape::new(MultiPolygon(vec![geo::Rect::new((west, 0.0), (west + 1.0, 1.0)).to_polygon()])).unwrap();
        let border = LonLat::new(101.0, 0.5).unwrap();
        assert_eq!([square(100.0), square(101.0)].iter().filter(|shape| shape.contains(border)).count(), 1);
    }

    #[test]
    fn the_antimeridian_is_no_wall() {
        let shape = Shape::new(MultiPolygon(vec![geo::Rect::new((179.0, 0.0), (180.0, 1.0)).to_polygon()])).unwrap();
        let found = shape.outside_m(LonLat::new(-179.9, 0.5).unwrap());
        assert!((found - 11_131.5).abs() < 20.0, "{found}");
    }
}
