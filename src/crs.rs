//! Coordinate reference systems: WGS84 in degrees, in Web Mercator and in the UTM zones of Indonesia.
//!
//! In: a system's name, positions. Out: positions, easting first until they are [`written`](Crs::written). Must not know: what lies there.
//!
//! Transverse Mercator is `proj4rs`, which agreed with PROJ 9 to a micrometre for every zone and up to a hundred degrees from its
//! meridian; `.ci/clients` holds every system against PROJ.

use geo::Coord;
use proj4rs::Proj;
use std::f64::consts::FRAC_PI_2;
use std::fmt;
use std::sync::LazyLock;

/// Zones of Indonesia, from Aceh to Papua.
const ZONES: std::ops::RangeInclusive<u8> = 46..=54;
/// Farther than this from its meridian a zone is no longer calculated: the series loses its millimetres from here on.
const FARTHEST_DEGREES: f64 = 80.0;
/// Nearer to a pole Web Mercator goes to infinity.
const FARTHEST_NORTH: f64 = 89.9;
/// Radius of the sphere of Web Mercator. Source: EPSG dataset, method 1024.
const MERCATOR_RADIUS_M: f64 = 6_378_137.0;

/// A coordinate reference system.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Crs {
    /// WGS84, longitude first.
    #[default]
    Crs84,
    /// WGS84, latitude first: EPSG:4326.
    LatLon,
    /// Web Mercator, metres: EPSG:3857.
    WebMercator,
    /// Universal Transverse Mercator on WGS84, metres: EPSG:326xx and 327xx.
    Utm {
        /// 46 to 54.
        zone: u8,
        /// Whether northings begin ten million metres south of the equator.
        south: bool,
    },
}

impl Crs {
    /// All of them, CRS84 first.
    pub fn all() -> impl Iterator<Item = Self> {
        let zones = [false, true].into_iter().flat_map(|south| ZONES.map(move |zone| Self::Utm { zone, south }));
        [Self::Crs84, Self::LatLon, Self::WebMercator].into_iter().chain(zones)
    }

    /// Finds a system by its URI.
    #[must_use]
    pub fn from_uri(uri: &str) -> Option<Self> {
        let rest = uri.strip_prefix("https://").or_else(|| uri.strip_prefix("http://"))?;
        Self::all().find(|crs| crs.to_string()[7..] == *rest)
    }

    /// The number in the EPSG dataset.
    #[must_use]
    pub fn epsg(self) -> Option<u16> {
        match self {
            Self::Crs84 => None,
            Self::LatLon => Some(4326),
            Self::WebMercator => Some(3857),
            Self::Utm { zone, south } => Some(if south { 32_700 } else { 32_600 } + u16::from(zone)),
        }
    }

    /// Whether latitude is written first.
    #[must_use]
    pub fn north_first(self) -> bool {
        self == Self::LatLon
    }

    /// Whether it counts degrees.
    #[must_use]
    pub fn in_degrees(self) -> bool {
        matches!(self, Self::Crs84 | Self::LatLon)
    }

    /// A position in degrees, longitude first, in this system, easting first; `None` where the system does not reach.
    #[must_use]
    pub fn from_degrees(self, at: Coord) -> Option<Coord> {
        match self {
            Self::Crs84 | Self::LatLon => Some(at),
            Self::WebMercator if at.y.abs() > FARTHEST_NORTH => None,
            Self::WebMercator => {
                let (lon, lat) = (at.x.to_radians(), at.y.to_radians());
                Some(Coord { x: MERCATOR_RADIUS_M * lon, y: MERCATOR_RADIUS_M * lat.tan().asinh() })
            }
            Self::Utm { zone, south } => {
                let from_meridian = (at.x - meridian(zone) + 540.0).rem_euclid(360.0) - 180.0;
                if from_meridian.abs() > FARTHEST_DEGREES {
                    return None;
                }
                transformed(&SYSTEMS.degrees, SYSTEMS.utm(zone, south), Coord { x: at.x.to_radians(), y: at.y.to_radians() })
            }
        }
    }

    /// A position in this system, easting first, in degrees, longitude first; `None` where the system does not reach.
    #[must_use]
    pub fn to_degrees(self, at: Coord) -> Option<Coord> {
        let found = match self {
            Self::Crs84 | Self::LatLon => at,
            Self::WebMercator => {
                let lat = FRAC_PI_2 - 2.0 * (-at.y / MERCATOR_RADIUS_M).exp().atan();
                Coord { x: (at.x / MERCATOR_RADIUS_M).to_degrees(), y: lat.to_degrees() }
            }
            Self::Utm { zone, south } => {
                // Half the earth away nothing is near the zone, and the series is not asked.
                if at.x.abs() > 1.5e7 || at.y.abs() > 2.5e7 {
                    return None;
                }
                let found = transformed(SYSTEMS.utm(zone, south), &SYSTEMS.degrees, at)?;
                let found = Coord { x: found.x.to_degrees(), y: found.y.to_degrees() };
                // Where the way there and back does not end where it began, the system does not reach.
                let again = self.from_degrees(found)?;
                if (again.x - at.x).abs() > 0.01 || (again.y - at.y).abs() > 0.01 {
                    return None;
                }
                found
            }
        };
        ((-180.0..=180.0).contains(&found.x) && (-90.0..=90.0).contains(&found.y)).then_some(found)
    }

    /// A position in degrees as answers write it: axes in the system's order, to a centimetre in degrees and a millimetre in metres.
    #[must_use]
    pub fn written(self, at: Coord) -> Option<[f64; 2]> {
        let Coord { x, y } = self.from_degrees(at)?;
        let scale = if self.in_degrees() { 1e7 } else { 1e3 };
        // Adding zero turns a rounded -0.0 into 0.0.
        let [x, y] = [x, y].map(|number| (number * scale).round() / scale + 0.0);
        Some(if self.north_first() { [y, x] } else { [x, y] })
    }
}

impl fmt::Display for Crs {
    /// The URI.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.epsg() {
            None => f.write_str("http://www.opengis.net/def/crs/OGC/1.3/CRS84"),
            Some(number) => write!(f, "http://www.opengis.net/def/crs/EPSG/0/{number}"),
        }
    }
}

fn meridian(zone: u8) -> f64 {
    f64::from(zone) * 6.0 - 183.0
}

struct Systems {
    degrees: Proj,
    north: Vec<Proj>,
    south: Vec<Proj>,
}

static SYSTEMS: LazyLock<Systems> = LazyLock::new(|| {
    let proj = |text: String| Proj::from_proj_string(&text).expect("the text is a constant but for the zone");
    let utm =
        |south: &str| ZONES.map(|zone| proj(format!("+proj=utm +zone={zone}{south} +datum=WGS84 +units=m +no_defs"))).collect();
    Systems { degrees: proj("+proj=longlat +datum=WGS84 +no_defs".to_owned()), north: utm(""), south: utm(" +south") }
});

impl Systems {
    fn utm(&self, zone: u8, south: bool) -> &Proj {
        let zones = if south { &self.south } else { &self.north };
        &zones[usize::from(zone - ZONES.start())]
    }
}

fn transformed(from: &Proj, to: &Proj, at: Coord) -> Option<Coord> {
    let mut point = (at.x, at.y, 0.0);
    proj4rs::transform::transform(from, to, &mut point).ok()?;
    (point.0.is_finite() && point.1.is_finite()).then_some(Coord { x: point.0, y: point.1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Positions and what PROJ 9.5.1 (pyproj) makes of them.
    const WITNESSES: [(u16, f64, f64, f64, f64); 9] = [
        (32747, 100.365, -0.3038, 651_902.669_610, 9_966_411.373_254),
        (32747, 95.3, 5.5, 89_883.711_866, 10_609_204.504_449),
        (32747, 141.0, -9.0, 5_568_960.402_438, 8_666_594.048_047),
        (32754, 141.0, -9.0, 500_000.0, 9_005_147.822_715),
        (32754, 117.1, -10.9, -2_185_421.298_274, 8_684_316.392_431),
        (32646, 95.3, 5.5, 754_829.630_474, 608_424.397_379),
        (32650, 117.1, -10.9, 510_928.055_138, -1_204_924.226_147),
        (3857, 100.365, -0.3038, 11_172_580.693_467, -33_819.019_771),
        (4326, 100.365, -0.3038, 100.365, -0.3038),
    ];

    #[test]
    fn positions_are_those_of_proj() {
        for (epsg, lon, lat, x, y) in WITNESSES {
            let crs = Crs::all().find(|crs| crs.epsg() == Some(epsg)).unwrap();
            let at = Coord { x: lon, y: lat };
            let found = crs.from_degrees(at).unwrap();
            assert!((found.x - x).abs() < 1e-4 && (found.y - y).abs() < 1e-4, "{epsg} {lon} {lat}: {found:?}");
            let back = crs.to_degrees(found).unwrap();
            assert!((back.x - lon).abs() < 1e-10 && (back.y - lat).abs() < 1e-10, "{epsg} {lon} {lat}: {back:?}");
        }
    }

    #[test]
    fn axes_are_written_in_the_order_of_the_system() {
        let at = Coord { x: 100.365, y: -0.303_8 };
        assert_eq!(Crs::Crs84.written(at), Some([100.365, -0.3038]));
        assert_eq!(Crs::LatLon.written(at), Some([-0.3038, 100.365]));
        assert_eq!(Crs::Utm { zone: 47, south: true }.written(at), Some([651_902.67, 9_966_411.373]));
    }

    #[test]
    fn what_a_system_does_not_reach_is_none() {
        let utm = Crs::Utm { zone: 47, south: false };
        assert_eq!(utm.from_degrees(Coord { x: -60.0, y: 0.0 }), None);
        assert_eq!(Crs::WebMercator.from_degrees(Coord { x: 0.0, y: 90.0 }), None);
        for (x, y) in [(1e9, 0.0), (f64::NAN, 0.0), (0.0, f64::INFINITY), (-1.4e7, 2.4e7)] {
            assert_eq!(utm.to_degrees(Coord { x, y }), None, "{x} {y}");
        }
        assert_eq!(Crs::WebMercator.to_degrees(Coord { x: 1e9, y: 0.0 }), None);
    }

    #[test]
    fn every_system_is_found_by_its_uri() {
        assert_eq!(Crs::all().count(), 21);
        for crs in Crs::all() {
            assert_eq!(Crs::from_uri(&crs.to_string()), Some(crs));
            assert_eq!(Crs::from_uri(&crs.to_string().replace("http:", "https:")), Some(crs));
        }
        for unknown in
            ["", "EPSG:4326", "http://www.opengis.net/def/crs/EPSG/0/4327", "http://www.opengis.net/def/crs/EPSG/0/32645"]
        {
            assert_eq!(Crs::from_uri(unknown), None);
        }
    }
}
