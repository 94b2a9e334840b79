//! Displaced districts: the middle school of a district lies outside it, so that either the points are wrong together or the polygon is.
//!
//! One finding per district names the suspect. What decides, in this order:
//!
//! 1. Points that lie in *other* districts cannot be explained by a broken polygon of their own: the points are the suspect.
//! 2. Points that lie in no district, but in their own regency, lie in a gap that some polygon has left: the polygon is the suspect.
//! 3. Without the regency's polygon a gap looks like the edge of the file. Then the polygon is the suspect when it is smaller than the
//!    area the points cover and lies among them, as a polygon cut to a corner does; a displaced group leaves its polygon behind.
//! 4. Else, in the sea or in another regency, it is the points.
//!
//! What displaces a group moves its schools together. A school that lies far from all the others has a fault of its own: it is no part of
//! the finding, and the rules behind this one judge it.

use crate::audit::extent::Extent;
use crate::audit::ledger::Ledger;
use crate::audit::lost_sign;
use crate::audit::precision;
use crate::audit::scene::{Scene, km};
use crate::model::{Code, Decimals, Grade, LonLat, Npsn, RegionId, RegionLevel, Said, Suspect, said};
use geo::{Area, BoundingRect, ConvexHull, MultiPoint, Point};
use std::collections::BTreeMap;

/// Fewer schools than this are no group, only some schools; the smallest real district of West Sumatra has five.
const LEAST_SCHOOLS: usize = 5;
/// A square degree at the equator, in square kilometres; good to 2 % in the whole country.
const SQUARE_DEGREE_KM2: f64 = 110.57 * 111.32;
/// Positions with so many decimals were measured, not read from a map.
const FINE_DECIMALS: u8 = 5;

/// Judges every district that has a polygon and enough schools.
pub(super) fn judge(scene: &Scene<'_>, ledger: &mut Ledger) {
    if scene.boundaries.is_empty() {
        return;
    }
    let placed =
        scene.open(ledger).filter(|(at, case)| case.point_in_country().is_some() && scene.outside[*at].district_m.is_some());
    let groups = scene.by_region(placed.map(|(at, _)| at), |school| school.regions.district);
    for (district, members) in groups {
        let Some(evidence) = Evidence::gather(scene, district, &members) else { continue };
        report(scene, ledger, district, &evidence);
    }
}

/// What speaks for the points and what for the polygon.
#[derive(Clone, Debug, Default)]
struct Evidence {
    /// Schools of the district with a position.
    schools: usize,
    /// Those outside the district by more than the tolerance, strays left out.
    outside: Vec<usize>,
    /// How many of those outside lie far from all others.
    strays: usize,
    /// How far outside the middle school of all lies.
    median_m: f64,
    /// Of those outside: how many lie in which other district.
    in_others: BTreeMap<RegionId, usize>,
    /// Of those outside: in no district, but in their own regency; `None` without the regency's polygon.
    in_gap: Option<usize>,
    /// Of those outside: in no district at all.
    in_none: usize,
    /// The district's polygon and the points' hull, in square kilometres.
    polygon_km2: f64,
    hull_km2: f64,
    /// Whether the polygon's box meets the box of the points' middle half.
    among_points: bool,
    /// Of those outside, and of all: positions with many decimals.
    fine_outside: usize,
    fine: usize,
    /// Schools that a flipped latitude would bring home.
    flips: Vec<Npsn>,
}

impl Evidence {
    /// Gathers the evidence when the median school lies outside, else nothing.
    fn gather(scene: &Scene<'_>, district: RegionId, members: &[usize]) -> Option<Self> {
        let outside_m = |at: usize| scene.outside[at].district_m.unwrap_or_default();
        let tolerance_m = scene.settings.district_doubtful_m;
        let is_outside = |at: &usize| outside_m(*at) > tolerance_m;
        let median_m = median(members.iter().map(|at| outside_m(*at)).collect());
        if members.len() < LEAST_SCHOOLS || median_m <= tolerance_m {
            return None;
        }
        let (together, strays): (Vec<usize>, Vec<usize>) = part_strays(scene, district, members);
        let outside: Vec<usize> = together.iter().copied().filter(is_outside).collect();
        let is_fine = |at: &&usize| precision::decimals(&scene.cases[**at]).is_some_and(|decimals| decimals >= FINE_DECIMALS);
        let mut evidence = Self {
            schools: members.len(),
            median_m,
            fine: members.iter().filter(is_fine).count(),
            fine_outside: outside.iter().filter(is_fine).count(),
            strays: strays.iter().filter(|at| is_outside(at)).count(),
            outside,
            ..Self::default()
        };
        evidence.look_around(scene, district);
        evidence.measure(scene, district, &together);
        Some(evidence)
    }

    /// Sees where the points outside lie instead.
    fn look_around(&mut self, scene: &Scene<'_>, district: RegionId) {
        let mut has_regency = false;
        let mut in_gap = 0;
        for at in &self.outside {
            let Some(point) = scene.cases[*at].point() else { continue };
            has_regency |= scene.outside[*at].regency_m.is_some();
            match scene.boundaries.containing(RegionLevel::District, point) {
                Some(other) => *self.in_others.entry(other).or_default() += 1,
                None => {
                    self.in_none += 1;
                    let is_home = scene.outside[*at].regency_m.is_some_and(|metres| metres <= scene.settings.regency_unusable_m);
                    in_gap += usize::from(is_home);
                }
            }
            if lost_sign::flip(scene, *at, district, point).is_some() {
                self.flips.push(scene.cases[*at].school.npsn);
            }
        }
        self.in_gap = has_regency.then_some(in_gap);
    }

    /// Compares the polygon with the cloud of points.
    fn measure(&mut self, scene: &Scene<'_>, district: RegionId, members: &[usize]) {
        let points: Vec<LonLat> = members.iter().filter_map(|at| scene.cases[*at].point()).collect();
        let hull = points.iter().map(|point| Point::new(point.lon(), point.lat())).collect::<MultiPoint>().convex_hull();
        self.hull_km2 = hull.unsigned_area() * SQUARE_DEGREE_KM2;
        let Some(polygon) = scene.boundaries.polygon(district) else { return };
        self.polygon_km2 = polygon.unsigned_area() * SQUARE_DEGREE_KM2;
        self.among_points = polygon.bounding_rect().is_some_and(|bounds| {
            let meets = |axis: fn(LonLat) -> f64, least: f64, most: f64| {
                let (low, high) = middle_half(points.iter().map(|point| axis(*point)).collect());
                low <= most && least <= high
            };
            meets(LonLat::lon, bounds.min().x, bounds.max().x) && meets(LonLat::lat, bounds.min().y, bounds.max().y)
        });
    }

    /// The number of points outside that lie in other districts.
    fn elsewhere(&self) -> usize {
        self.in_others.values().sum()
    }

    fn suspect(&self) -> Suspect {
        let is_most = |part: usize| part * 2 > self.outside.len();
        let is_cut = self.polygon_km2 < self.hull_km2 && self.among_points;
        let polygon = match self.in_gap {
            _ if is_most(self.elsewhere()) => false,
            Some(in_gap) => is_most(in_gap),
            None => is_most(self.in_none) && is_cut,
        };
        if polygon { Suspect::Polygon } else { Suspect::Points }
    }
}

/// The members that lie together, and those far from them; a mirrored one belongs to the group, whose finding names it.
fn part_strays(scene: &Scene<'_>, district: RegionId, members: &[usize]) -> (Vec<usize>, Vec<usize>) {
    let point = |at: usize| scene.cases[at].point();
    let points: Vec<LonLat> = members.iter().filter_map(|at| point(*at)).collect();
    let extent = Extent::of(&points);
    let belongs = |at: usize, point: LonLat| extent.contains(point) || lost_sign::flip(scene, at, district, point).is_some();
    members.iter().partition(|at| point(**at).is_some_and(|point| belongs(**at, point)))
}

fn report(scene: &Scene<'_>, ledger: &mut Ledger, district: RegionId, evidence: &Evidence) {
    let suspect = evidence.suspect();
    let found = found(scene, district, evidence, suspect);
    let mut finding = scene.group_finding(Code::DisplacedDistrict, &evidence.outside, found).with_region(Some(district));
    finding.suspect = Some(suspect);
    ledger.report(finding);
    if suspect == Suspect::Polygon {
        ledger.void_district(district);
    }
    for at in &evidence.outside {
        ledger.count(Code::DisplacedDistrict, suspect == Suspect::Points);
        if suspect == Suspect::Points {
            ledger.grade(*at, Grade::Unusable, Code::DisplacedDistrict);
        }
    }
}

fn found(scene: &Scene<'_>, district: RegionId, evidence: &Evidence, suspect: Suspect) -> Said {
    let name = scene.name(district);
    let others = most_common(scene, &evidence.in_others);
    said!(
        "seharusnya sekolah {name} berada di dalamnya, {outside} dari {schools} lebih dari {tolerance} di luar, yang di tengah {median}; \
         dugaan: {suspect}; dari {outside} itu {elsewhere} berada di kecamatan lain{others}, {in_none} tidak di kecamatan mana pun; \
         luas poligon {polygon} km2, luas sebaran titik {hull} km2; dari {fine} titik dengan {FINE_DECIMALS} desimal atau lebih \
         {fine_outside} termasuk yang {outside} itu{flips}{strays}",
        "expected the schools of {name} in it, found {outside} of {schools} more than {tolerance} outside, the middle one {median}; \
         suspect: {suspect}; {elsewhere} of the {outside} lie in other districts{others}, {in_none} in none; \
         polygon {polygon} km2, hull of the points {hull} km2; of {fine} positions with {FINE_DECIMALS} or more decimals \
         {fine_outside} are among the {outside}{flips}{strays}",
        outside = evidence.outside.len(),
        schools = evidence.schools,
        tolerance = km(scene.settings.district_doubtful_m),
        median = km(evidence.median_m),
        suspect = word(suspect),
        elsewhere = evidence.elsewhere(),
        in_none = evidence.in_none,
        polygon = Decimals(evidence.polygon_km2, 0),
        hull = Decimals(evidence.hull_km2, 0),
        fine = evidence.fine,
        fine_outside = evidence.fine_outside,
        flips = flips(&evidence.flips),
        strays = strays(evidence.strays),
    )
}

fn word(suspect: Suspect) -> Said {
    match suspect {
        Suspect::Points => Said::fixed("titik sekolah", "points"),
        Suspect::Polygon => Said::fixed("batas wilayah", "polygon"),
    }
}

/// The schools that a lost sign would explain, as a hint.
fn flips(schools: &[Npsn]) -> Option<Said> {
    let schools: Vec<&str> = schools.iter().map(Npsn::as_str).collect();
    let schools = Some(schools.join(", ")).filter(|schools| !schools.is_empty())?;
    Some(said!(
        "; keyakinan rendah: tanda minus lintang yang hilang dapat menjelaskan {schools}",
        "; low confidence: a lost minus sign of the latitude would explain {schools}",
    ))
}

/// Schools that are judged on their own.
fn strays(count: usize) -> Option<Said> {
    (count > 0).then(|| {
        said!(
            "; {count} sekolah lain jauh dari semuanya dan dinilai sendiri",
            "; {count} other schools lie far from all of these and are judged on their own",
            count = count,
        )
    })
}

/// The two districts with most points, " (Kinali 20, Talamau 3)"; ties by region.
fn most_common(scene: &Scene<'_>, in_others: &BTreeMap<RegionId, usize>) -> String {
    let mut counts: Vec<(RegionId, usize)> = in_others.iter().map(|(region, count)| (*region, *count)).collect();
    counts.sort_by_key(|(region, count)| (std::cmp::Reverse(*count), *region));
    let named: Vec<String> = counts.iter().take(2).map(|(region, count)| format!("{} {count}", scene.name(*region))).collect();
    if named.is_empty() { String::new() } else { format!(" ({})", named.join(", ")) }
}

/// The middle value, or the mean of the two in the middle, of values of which there is at least one.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let upper = values.len() / 2;
    let lower = (values.len() - 1) / 2;
    values[lower].midpoint(values[upper])
}

/// The first and third quartile of values of which there is at least one.
fn middle_half(mut values: Vec<f64>) -> (f64, f64) {
    values.sort_by(f64::total_cmp);
    let quarter = values.len() / 4;
    (values[quarter], values[values.len() - 1 - quarter])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(evidence: Evidence, suspect: Suspect) {
        assert_eq!(evidence.suspect(), suspect, "{evidence:?}");
    }

    fn outside(schools: usize) -> Evidence {
        Evidence { schools, outside: (0..schools).collect(), ..Evidence::default() }
    }

    #[test]
    fn points_in_other_districts_are_the_suspect() {
        let in_others = BTreeMap::from([(RegionId::from_index(1), 20)]);
        check(Evidence { in_others, in_gap: Some(0), ..outside(20) }, Suspect::Points);
    }

    #[test]
    fn points_in_a_gap_of_their_own_regency_accuse_the_polygon() {
        check(Evidence { in_none: 20, in_gap: Some(18), ..outside(20) }, Suspect::Polygon);
        check(Evidence { in_none: 20, in_gap: Some(2), ..outside(20) }, Suspect::Points);
    }

    #[test]
    fn without_the_regency_a_small_polygon_among_its_points_is_the_suspect() {
        let gap = Evidence { in_none: 20, polygon_km2: 5.0, hull_km2: 70.0, among_points: true, ..outside(20) };
        check(gap.clone(), Suspect::Polygon);
        check(Evidence { among_points: false, ..gap.clone() }, Suspect::Points);
        check(Evidence { polygon_km2: 80.0, ..gap }, Suspect::Points);
    }
}
