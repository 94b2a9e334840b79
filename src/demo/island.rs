//! The shape of one made-up island: a disk, stretched and dented until it has a coast.
//!
//! Everything is drawn on the unit disk and then moved outwards by the coast's distance in that direction. Straight lines bend a
//! little, neighbours stay neighbours, and nothing has to be clipped against the coast.

use crate::demo::archipelago::{Lot, SCHOOLS_PER_ISLAND};
use crate::demo::random::Random;
use std::f64::consts::{PI, TAU};

/// Half length and half width of a full island in km.
const HALF_AXES_KM: [f64; 2] = [19.5, 12.6];
/// Kilometres of a degree near the equator (WGS84: north-south, east-west).
const KM_PER_DEGREE: [f64; 2] = [110.57, 111.32];

/// A point of the unit disk.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spot {
    pub(super) x: f64,
    pub(super) y: f64,
}

impl Spot {
    pub(super) fn polar(radius: f64, angle: f64) -> Self {
        Self { x: radius * angle.cos(), y: radius * angle.sin() }
    }

    pub(super) fn radius(self) -> f64 {
        self.x.hypot(self.y)
    }

    pub(super) fn distance_squared(self, other: Self) -> f64 {
        (self.x - other.x).powi(2) + (self.y - other.y).powi(2)
    }

    /// The point between this one and another.
    pub(super) fn towards(self, other: Self, share: f64) -> Self {
        Self { x: self.x + (other.x - self.x) * share, y: self.y + (other.y - self.y) * share }
    }
}

/// The shape of an island.
#[derive(Clone, Debug)]
pub(super) struct Island {
    lon: f64,
    lat: f64,
    axes_km: [f64; 2],
    tilt: f64,
    /// Height and phase of the coast's waves: two round the island, three, four ...
    waves: [(f64, f64); 7],
}

impl Island {
    pub(super) fn new(lot: &Lot, random: &mut Random) -> Self {
        // Area grows with the schools, so that a small list gets a small island and not an empty one.
        let scale = (lot.schools as f64 / SCHOOLS_PER_ISLAND as f64).sqrt();
        Self {
            lon: lot.centre.lon(),
            lat: lot.centre.lat(),
            axes_km: HALF_AXES_KM.map(|axis| axis * scale),
            tilt: random.between(-0.25, 0.25),
            waves: std::array::from_fn(|wave| (random.between(0.3, 1.0) * 0.16 / (wave + 2) as f64, random.between(0.0, TAU))),
        }
    }

    /// Kilometres from the middle to the coast in a direction.
    fn coast_km(&self, angle: f64) -> f64 {
        let [long, short] = self.axes_km;
        let (sin, cos) = (angle - self.tilt).sin_cos();
        let ellipse = long * short / (short * cos).hypot(long * sin);
        let waves: f64 =
            self.waves.iter().zip(2..).map(|((height, phase), n)| height * (f64::from(n) * angle + phase).cos()).sum();
        ellipse * (1.0 + waves)
    }

    /// Kilometres east and north of the middle.
    pub(super) fn km(&self, spot: Spot) -> [f64; 2] {
        let coast_km = self.coast_km(spot.y.atan2(spot.x));
        [spot.x * coast_km, spot.y * coast_km]
    }

    /// Longitude and latitude of a spot.
    pub(super) fn degrees(&self, spot: Spot) -> [f64; 2] {
        let [east, north] = self.km(spot);
        let km_per_lon = KM_PER_DEGREE[1] * (self.lat * PI / 180.0).cos();
        [self.lon + east / km_per_lon, self.lat + north / KM_PER_DEGREE[0]]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::archipelago::{CELL_LAT, CELL_LON, lots};

    #[test]
    fn islands_stay_in_their_cells() {
        for lot in lots(600 * 200) {
            let island = Island::new(&lot, &mut Random::new(7, lot.number));
            for step in 0..360 {
                let [lon, lat] = island.degrees(Spot::polar(1.0, f64::from(step).to_radians()));
                assert!((lon - lot.centre.lon()).abs() < CELL_LON / 2.0, "{lot:?}");
                assert!((lat - lot.centre.lat()).abs() < CELL_LAT / 2.0, "{lot:?}");
            }
        }
    }
}
