//! Degrees to millimetres of paper: north is up, and a millimetre is the same length east and north at the middle latitude.

use super::paper::Rect;
use crate::geodesy::metres_per_degree;
use crate::model::LonLat;

/// No map shows less ground than this, so that one school alone has a map.
const LEAST_M: f64 = 1_500.0;
/// Room between what is drawn and the frame, as a part of its size.
const ROOM: f64 = 0.05;

/// A box of degrees: west, south, east, north.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Extent {
    pub(super) west: f64,
    pub(super) south: f64,
    pub(super) east: f64,
    pub(super) north: f64,
}

impl Extent {
    pub(super) fn of(mut points: impl Iterator<Item = [f64; 2]>) -> Option<Self> {
        let [lon, lat] = points.next()?;
        let first = Self { west: lon, south: lat, east: lon, north: lat };
        Some(points.fold(first, |extent, [lon, lat]| Self {
            west: extent.west.min(lon),
            south: extent.south.min(lat),
            east: extent.east.max(lon),
            north: extent.north.max(lat),
        }))
    }

    /// Whether it is taller on the ground than wide.
    pub(super) fn is_tall(&self) -> bool {
        let [east_m, north_m] = metres_per_degree(f64::midpoint(self.south, self.north));
        (self.north - self.south) * north_m > (self.east - self.west) * east_m
    }
}

/// A map's projection.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Projection {
    /// The frame on paper.
    pub(super) frame: Rect,
    /// Longitude and latitude of its middle.
    centre: [f64; 2],
    /// Millimetres of a degree, east and north.
    mm_per_degree: [f64; 2],
    /// Metres of ground on a millimetre of paper.
    pub(super) metres_per_mm: f64,
}

impl Projection {
    /// The largest map of an extent inside a frame.
    pub(super) fn new(extent: Extent, frame: Rect) -> Self {
        let centre = [f64::midpoint(extent.west, extent.east), f64::midpoint(extent.south, extent.north)];
        let metres = metres_per_degree(centre[1]);
        let size = [(extent.east - extent.west) * metres[0], (extent.north - extent.south) * metres[1]];
        let room = |size: f64, mm: f64| size.max(LEAST_M) * (1.0 + 2.0 * ROOM) / mm;
        let metres_per_mm = room(size[0], frame.w).max(room(size[1], frame.h));
        Self { frame, centre, mm_per_degree: metres.map(|metres| metres / metres_per_mm), metres_per_mm }
    }

    /// The place of degrees on paper.
    pub(super) fn place(&self, [lon, lat]: [f64; 2]) -> [f64; 2] {
        [
            self.frame.x + self.frame.w / 2.0 + (lon - self.centre[0]) * self.mm_per_degree[0],
            self.frame.y + self.frame.h / 2.0 - (lat - self.centre[1]) * self.mm_per_degree[1],
        ]
    }

    /// The place of a position on paper.
    pub(super) fn at(&self, position: LonLat) -> [f64; 2] {
        self.place([position.lon(), position.lat()])
    }

    /// The degrees that the frame shows.
    pub(super) fn extent(&self) -> Extent {
        let half = [self.frame.w / 2.0 / self.mm_per_degree[0], self.frame.h / 2.0 / self.mm_per_degree[1]];
        Extent {
            west: self.centre[0] - half[0],
            south: self.centre[1] - half[1],
            east: self.centre[0] + half[0],
            north: self.centre[1] + half[1],
        }
    }
}

/// The longest bar of 1, 2 or 5 times a power of ten metres that is no longer than `most_mm`: metres and millimetres.
pub(super) fn scale_bar(metres_per_mm: f64, most_mm: f64) -> (f64, f64) {
    let most_m = metres_per_mm * most_mm;
    let power = 10_f64.powf(most_m.log10().floor());
    let metres = [5.0, 2.0, 1.0].into_iter().map(|step| step * power).find(|metres| *metres <= most_m).unwrap_or(power);
    (metres, metres / metres_per_mm)
}

/// Steps of a graticule in seconds of arc.
const STEPS: [i64; 15] = [10, 20, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200, 18_000, 36_000, 72_000, 108_000];

/// The multiples, in seconds of arc, of the finest step that are at least `least_mm` apart.
pub(super) fn graticule(from: f64, to: f64, mm_per_degree: f64, least_mm: f64) -> Vec<i64> {
    let wide_enough = |step: &&i64| **step as f64 / 3_600.0 * mm_per_degree >= least_mm;
    let step = *STEPS.iter().find(wide_enough).unwrap_or(&STEPS[STEPS.len() - 1]);
    let first = (from * 3_600.0 / step as f64).ceil() as i64;
    let last = (to * 3_600.0 / step as f64).floor() as i64;
    (first..=last).map(|at| at * step).collect()
}

impl Projection {
    /// Where meridians and parallels are drawn, in seconds of arc.
    pub(super) fn graticules(&self) -> [Vec<i64>; 2] {
        let extent = self.extent();
        [
            graticule(extent.west, extent.east, self.mm_per_degree[0], 35.0),
            graticule(extent.south, extent.north, self.mm_per_degree[1], 35.0),
        ]
    }
}

/// Degrees of arc as maps write them, without what is zero at the end: `100°20′`.
pub(super) fn degrees(seconds: i64) -> String {
    let seconds = seconds.abs();
    let (degrees, minutes, rest) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    match (minutes, rest) {
        (0, 0) => format!("{degrees}°"),
        (_, 0) => format!("{degrees}°{minutes:02}′"),
        _ => format!("{degrees}°{minutes:02}′{rest:02}″"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geodesy::distance_m;

    const FRAME: Rect = Rect { x: 14.0, y: 27.0, w: 207.0, h: 160.0 };

    fn padang() -> Projection {
        Projection::new(Extent { west: 100.25, south: -1.0, east: 100.45, north: -0.8 }, FRAME)
    }

    #[test]
    fn a_millimetre_is_as_long_as_the_scale_says_in_both_directions() {
        let map = padang();
        for (lon, lat) in [(100.36, -0.9), (100.35, -0.89), (100.34, -0.91)] {
            let from = LonLat::new(100.35, -0.9).unwrap();
            let to = LonLat::new(lon, lat).unwrap();
            let ([x0, y0], [x1, y1]) = (map.at(from), map.at(to));
            let drawn_m = (x1 - x0).hypot(y1 - y0) * map.metres_per_mm;
            let true_m = distance_m(from, to);
            assert!((drawn_m / true_m - 1.0).abs() < 1e-3, "{drawn_m} for {true_m}");
        }
    }

    #[test]
    fn all_of_the_extent_lies_inside_the_frame() {
        let map = padang();
        for corner in [[100.25, -1.0], [100.45, -0.8]] {
            assert!(FRAME.holds(map.place(corner)), "{corner:?}");
        }
        let point = Extent { west: 100.0, south: 0.0, east: 100.0, north: 0.0 };
        assert!(Projection::new(point, FRAME).metres_per_mm > 1.0, "one school alone has a map");
    }

    #[test]
    fn bars_and_graticules_are_round() {
        assert_eq!(scale_bar(100.0, 40.0), (2_000.0, 20.0));
        assert_eq!(scale_bar(100.0, 50.0), (5_000.0, 50.0));
        assert_eq!(scale_bar(13.0, 45.0), (500.0, 500.0 / 13.0));
        assert_eq!(
            graticule(100.21, 100.52, 700.0, 35.0),
            (6_013..=6_031).map(|minute| minute * 60).filter(|s| s % 300 == 0).collect::<Vec<_>>()
        );
        assert_eq!((degrees(361_200), degrees(-3_600), degrees(30)), ("100°20′".into(), "1°".into(), "0°00′30″".into()));
    }
}
