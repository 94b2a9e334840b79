//! Distance on WGS84: positions to earth-centred points, chords to arcs.
//!
//! In: [`LonLat`]. Out: earth-centred, earth-fixed (ECEF) points in metres and arcs in metres. Must not know: schools.
//!
//! **Planning metres are defined here.** The chord `c` between two ECEF points becomes the arc `2 R asin(c / 2 R)`, where R is the
//! mean of the two points' Gaussian radii of curvature `a sqrt(1 - e²) / (1 - e² sin² lat)`. The tests hold it against Karney's
//! geodesic: under 1 mm to 50 km and under 10 mm to 100 km, from latitude -11 to +6 and at the antimeridian.

use crate::model::LonLat;

/// Semi-major axis of WGS84 in metres.
pub const EQUATOR_RADIUS_M: f64 = 6_378_137.0;
/// First eccentricity squared of WGS84.
pub const ECCENTRICITY_SQUARED: f64 = 6.694_379_990_14e-3;
/// The name of this method in every output.
pub const METHOD: &str = "straight_line_wgs84";

/// A point on the ellipsoid: ECEF metres and the Gaussian radius of curvature there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// ECEF coordinates in metres.
    pub xyz: [f64; 3],
    /// Gaussian radius of curvature in metres.
    pub radius_m: f64,
}

impl Point {
    /// The ellipsoid's point under a position.
    #[must_use]
    pub fn new(position: LonLat) -> Self {
        let (sin_lat, cos_lat) = position.lat().to_radians().sin_cos();
        let (sin_lon, cos_lon) = position.lon().to_radians().sin_cos();
        let w = 1.0 - ECCENTRICITY_SQUARED * sin_lat * sin_lat;
        let n = EQUATOR_RADIUS_M / w.sqrt();
        Self {
            xyz: [n * cos_lat * cos_lon, n * cos_lat * sin_lon, n * (1.0 - ECCENTRICITY_SQUARED) * sin_lat],
            radius_m: EQUATOR_RADIUS_M * (1.0 - ECCENTRICITY_SQUARED).sqrt() / w,
        }
    }

    /// The squared chord to another point, in square metres.
    #[must_use]
    pub fn chord_squared(&self, other: &Self) -> f64 {
        // Written out: a closure over the axes stays a call, and this is the innermost line of every search.
        let (x, y, z) = (self.xyz[0] - other.xyz[0], self.xyz[1] - other.xyz[1], self.xyz[2] - other.xyz[2]);
        x * x + y * y + z * z
    }

    /// The arc to another point, in metres; symmetric to the last bit.
    #[must_use]
    pub fn arc_m(&self, other: &Self) -> f64 {
        self.arc_of_chord_m(other, self.chord_squared(other))
    }

    /// As [`Point::arc_m`], where the squared chord is known.
    #[must_use]
    pub fn arc_of_chord_m(&self, other: &Self, chord_squared: f64) -> f64 {
        let diameter = self.radius_m + other.radius_m;
        // Antipodes may give a chord a hair longer than the diameter.
        diameter * (chord_squared.sqrt() / diameter).min(1.0).asin()
    }
}

/// Rounds an arc to whole planning metres, half up.
#[must_use]
pub fn whole_metres(arc_m: f64) -> u32 {
    // The cast cuts off the fraction; at most 20,037,509 m, half the earth, so that it loses nothing else.
    (arc_m + 0.5) as u32
}

/// The straight-line distance between two positions, in metres.
#[must_use]
pub fn distance_m(a: LonLat, b: LonLat) -> f64 {
    Point::new(a).arc_m(&Point::new(b))
}

/// Metres of a degree of longitude and of latitude on WGS84.
#[must_use]
pub fn metres_per_degree(lat: f64) -> [f64; 2] {
    let (sin, cos) = lat.to_radians().sin_cos();
    let w = 1.0 - ECCENTRICITY_SQUARED * sin * sin;
    let normal = EQUATOR_RADIUS_M / w.sqrt();
    let meridian = normal * (1.0 - ECCENTRICITY_SQUARED) / w;
    // Never zero, so that dividing by it stays harmless at the poles.
    [(normal * cos).max(1.0).to_radians(), meridian.to_radians()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_metre_rounds_up() {
        assert_eq!(whole_metres(0.499_999), 0);
        assert_eq!(whole_metres(0.5), 1);
        assert_eq!(whole_metres(1.5), 2);
    }

    #[test]
    fn even_antipodes_have_a_finite_distance() {
        let [north, south] = [90.0, -90.0].map(|lat| LonLat::new(0.0, lat).unwrap());
        // Far beyond what the formula is made for, so that only its order of magnitude is promised.
        assert!((15_000_000.0..21_000_000.0).contains(&distance_m(north, south)));
    }
}
