//! A position on WGS84: longitude first, latitude second.

use crate::model::Bilingual;
use std::fmt;
use std::num::NonZeroU64;

/// A finite WGS84 position in degrees, longitude in -180 to 180 and latitude in -90 to 90.
///
/// An `Option` of it takes no more room: a country's lists hold two for every school.
#[derive(Clone, Copy)]
pub struct LonLat {
    /// The bits of the longitude turned over, which are all zero for no finite number.
    lon: NonZeroU64,
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
            let lon = NonZeroU64::new(!lon.to_bits()).expect("a finite number has a bit that is not set");
            Ok(Self { lon, lat })
        } else {
            Err(PositionError { lon, lat })
        }
    }

    /// Degrees east of Greenwich.
    #[must_use]
    pub fn lon(self) -> f64 {
        f64::from_bits(!self.lon.get())
    }

    /// Degrees north of the equator.
    #[must_use]
    pub fn lat(self) -> f64 {
        self.lat
    }
}

impl PartialEq for LonLat {
    fn eq(&self, other: &Self) -> bool {
        self.lon() == other.lon() && self.lat == other.lat
    }
}

impl fmt::Debug for LonLat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LonLat({}, {})", self.lon(), self.lat)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_that_may_be_missing_takes_no_more_room() {
        assert_eq!(size_of::<Option<LonLat>>(), size_of::<LonLat>());
        for lon in [-180.0, -0.0, 0.0, f64::MIN_POSITIVE, 100.365, 180.0] {
            assert_eq!(LonLat::new(lon, 0.0).unwrap().lon().to_bits(), f64::to_bits(lon));
        }
        assert_eq!(LonLat::new(-0.0, 0.0), LonLat::new(0.0, -0.0));
    }

    #[test]
    fn only_finite_numbers_in_range_are_positions() {
        assert!(LonLat::new(100.365, -0.303_808).is_ok());
        for (lon, lat) in [(f64::NAN, 0.0), (0.0, f64::INFINITY), (180.1, 0.0), (0.0, -90.1)] {
            assert!(LonLat::new(lon, lat).is_err(), "{lon}, {lat}");
        }
    }
}
