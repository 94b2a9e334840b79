//! The box of `bbox`, in the coordinate reference system that it is written in.

use crate::crs::Crs;
use crate::model::Said;
use crate::publish::BBox;
use geo::{BoundingRect, Coord, Geometry, Intersects, MapCoords, Rect};

/// Points on each edge that are turned into degrees to find the box around it.
const EDGE_POINTS: u32 = 32;
/// How much wider the search is, in degrees, because an edge may bend between two of these points.
const BEND: f64 = 0.01;

/// A box in a coordinate reference system.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    crs: Crs,
    /// Easting first.
    low: Coord,
    high: Coord,
}

/// Why numbers are no box.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected {}", .0.english())]
pub struct WindowError(Said);

impl WindowError {
    /// What was expected.
    #[must_use]
    pub fn expected(&self) -> &Said {
        &self.0
    }
}

impl Window {
    /// A box of four numbers in the system's axis order, or of six with heights that are left. In degrees, one that begins east of
    /// its end crosses 180 degrees.
    ///
    /// # Errors
    /// [`WindowError`] when the numbers are not four or six, not finite, not on earth, or not in order.
    pub fn new(crs: Crs, numbers: &[f64]) -> Result<Self, WindowError> {
        let [a, b, c, d] = match *numbers {
            [a, b, c, d] | [a, b, _, c, d, _] => [a, b, c, d],
            _ => {
                return Err(WindowError(Said::fixed(
                    "empat bilangan, atau enam dengan ketinggian",
                    "four numbers, or six with heights",
                )));
            }
        };
        if !numbers.iter().all(|number| number.is_finite()) {
            return Err(WindowError(Said::fixed("bilangan berhingga", "finite numbers")));
        }
        let ordered = |x, y| if crs.north_first() { Coord { x: y, y: x } } else { Coord { x, y } };
        let (low, high) = (ordered(a, b), ordered(c, d));
        if low.y > high.y || (!crs.in_degrees() && low.x > high.x) {
            return Err(WindowError(Said::fixed("sudut bawah lebih dahulu", "the lower corner first")));
        }
        let on_earth = |at: Coord| (-180.0..=180.0).contains(&at.x) && (-90.0..=90.0).contains(&at.y);
        if crs.in_degrees() && !(on_earth(low) && on_earth(high)) {
            return Err(WindowError(Said::fixed(
                "bujur -180..180 dan lintang -90..90, menurut urutan bbox-crs",
                "longitudes in -180..180 and latitudes in -90..90, in the order of bbox-crs",
            )));
        }
        Ok(Self { crs, low, high })
    }

    /// The box in degrees, when it is exactly one.
    pub(super) fn exact(&self) -> Option<BBox> {
        let Self { low, high, .. } = self;
        self.crs.in_degrees().then(|| BBox::new([low.x, low.y, high.x, high.y]).ok()).flatten()
    }

    /// A box in degrees that holds everything that lies in this one; `None` when none is known.
    pub(super) fn around(&self) -> Option<BBox> {
        if self.crs.in_degrees() {
            return self.exact();
        }
        let corners = Rect::new(self.low, self.high).to_polygon();
        let edges = corners.exterior().0.windows(2).flat_map(|edge| {
            let (from, way) = (edge[0], edge[1] - edge[0]);
            (0..EDGE_POINTS).map(move |at| from + way * (f64::from(at) / f64::from(EDGE_POINTS)))
        });
        let points: Vec<Coord> = edges.map(|at| self.crs.to_degrees(at)).collect::<Option<_>>()?;
        let bounds = geo::MultiPoint::from(points).bounding_rect()?;
        let (low, high) = (bounds.min(), bounds.max());
        // A box that seems to go round the world may as well cross 180 degrees.
        if high.x - low.x > 180.0 {
            return None;
        }
        let (west, east) = ((low.x - BEND).max(-180.0), (high.x + BEND).min(180.0));
        BBox::new([west, (low.y - BEND).max(-90.0), east, (high.y + BEND).min(90.0)]).ok()
    }

    /// Whether a geometry in degrees meets the box, edges included.
    pub(super) fn meets(&self, geometry: &Geometry) -> bool {
        let Self { crs, low, high } = *self;
        if low.x > high.x {
            let west = Rect::new(low, Coord { x: 180.0, y: high.y });
            let east = Rect::new(Coord { x: -180.0, y: low.y }, high);
            return geometry.intersects(&west) || geometry.intersects(&east);
        }
        let bounds = Rect::new(low, high);
        if crs.in_degrees() {
            return geometry.intersects(&bounds);
        }
        geometry.try_map_coords(|at| crs.from_degrees(at).ok_or(())).is_ok_and(|own| own.intersects(&bounds))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{LineString, Point};

    fn meets(crs: Crs, numbers: &[f64], geometry: impl Into<Geometry>) -> bool {
        let geometry = geometry.into();
        let window = Window::new(crs, numbers).unwrap();
        window.meets(&geometry)
    }

    #[test]
    fn axes_are_read_in_the_order_of_the_system() {
        let school = Point::new(100.365, -0.3038);
        assert!(meets(Crs::Crs84, &[100.0, -1.0, 101.0, 0.0], school));
        assert!(meets(Crs::LatLon, &[-1.0, 100.0, 0.0, 101.0], school));
        assert!(meets(Crs::Crs84, &[100.0, -1.0, -50.0, 101.0, 0.0, 50.0], school));
        assert!(!meets(Crs::Crs84, &[100.0, 0.0, 101.0, 1.0], school));
        let utm = Crs::Utm { zone: 47, south: true };
        assert!(meets(utm, &[651_902.0, 9_966_411.0, 651_903.0, 9_966_412.0], school));
        assert!(!meets(utm, &[651_903.0, 9_966_411.0, 651_904.0, 9_966_412.0], school));
        assert!(meets(Crs::WebMercator, &[11_172_580.0, -33_820.0, 11_172_581.0, -33_819.0], school));
    }

    #[test]
    fn a_box_may_cross_180_degrees() {
        assert!(meets(Crs::Crs84, &[170.0, -1.0, -170.0, 1.0], Point::new(175.0, 0.0)));
        assert!(meets(Crs::Crs84, &[170.0, -1.0, -170.0, 1.0], Point::new(-175.0, 0.0)));
        assert!(!meets(Crs::Crs84, &[170.0, -1.0, -170.0, 1.0], Point::new(0.0, 0.0)));
    }

    #[test]
    fn a_line_through_the_box_meets_it() {
        let line = LineString::from(vec![(99.0, -2.0), (102.0, 2.0)]);
        assert!(meets(Crs::Crs84, &[100.0, -1.0, 101.0, 1.0], line));
    }

    #[test]
    fn what_lies_in_the_box_lies_in_the_one_around_it() {
        for crs in Crs::all().filter(|crs| !crs.in_degrees()) {
            let middle = crs.from_degrees(Coord { x: 117.0, y: -3.0 }).unwrap();
            let window = Window::new(crs, &[middle.x - 3e5, middle.y - 3e5, middle.x + 3e5, middle.y + 3e5]).unwrap();
            let Some(around) = window.around() else { continue };
            for (x, y) in (-30..=30).flat_map(|x| (-30..=30).map(move |y| (x, y))) {
                let at = Coord { x: 117.0 + f64::from(x) * 0.12, y: -3.0 + f64::from(y) * 0.12 };
                if window.meets(&Point(at).into()) {
                    let position = crate::model::LonLat::new(at.x, at.y).unwrap();
                    assert!(around.bounds().holds(position), "{crs}: {at:?}");
                }
            }
        }
    }

    #[test]
    fn what_is_no_box_is_refused() {
        let broken: [(Crs, &[f64]); 8] = [
            (Crs::Crs84, &[]),
            (Crs::Crs84, &[1.0, 2.0, 3.0]),
            (Crs::Crs84, &[1.0, 2.0, 3.0, 4.0, 5.0]),
            (Crs::Crs84, &[0.0, 1.0, 1.0, 0.0]),
            (Crs::Crs84, &[0.0, 0.0, 181.0, 1.0]),
            (Crs::LatLon, &[95.0, -11.0, 141.0, 6.0]),
            (Crs::WebMercator, &[1.0, 0.0, 0.0, 1.0]),
            (Crs::Crs84, &[f64::NAN, 0.0, 1.0, 1.0]),
        ];
        for (crs, numbers) in broken {
            assert!(Window::new(crs, numbers).is_err(), "{numbers:?}");
        }
    }
}
