//! A position on WGS84: longitude first, latitude second.

use crate::model::Bilingual;
use std::fmt;

/// A finite WGS84 position in degrees, longitude in -180 to 180 and latitude in -90 to 90.
#[derive(Clone, Copy, PartialEq)]
pub struct LonLat {
    lon: f64,
    lat: f64,
}

/// Why two numbers are no position.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("expected a longitude in -180..180 and a latitude in -90..90, found {lon}, {lat}")]
pub struct PositionError {
    lon: f64,
    lat: f64,
}

impl Bilingual for PositionError {
    fn in_indonesian(&self) -> String {
        let Self { lon, lat } = self;
        format!("seharusnya bujur -180 sampai 180 dan lintang -90 sampai 90, ditemukan {lon}, {lat}")
    }
}

impl LonLat {
    /// Builds a position.
    ///
    /// # Errors
    /// [`PositionError`] when a number is not finite or out of range.
    pub fn new(lon: f64, lat: f64) -> Result<Self, PositionError> {
        if (-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat) {
            Ok(Self { lon, lat })
        } else {
            Err(PositionError { lon, lat })
        }
    }

    /// Degrees east of Greenwich.
    #[must_use]
    pub fn lon(self) -> f64 {
        self.lon
    }

    /// Degrees north of the equator.
    #[must_use]
    pub fn lat(self) -> f64 {
        self.lat
    }
}

impl fmt::Debug for LonLat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LonLat({}, {})", self.lon, self.lat)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_finite_numbers_in_range_are_positions() {
        assert!(LonLat::new(100.365, -0.303_808).is_ok());
        for (lon, lat) in [(f64::NAN, 0.0), (0.0, f64::INFINITY), (180.1, 0.0), (0.0, -90.1)] {
            assert!(LonLat::new(lon, lat).is_err(), "{lon}, {lat}");
        }
    }
}
