//! What the rules look at: the schools with their raw coordinates, regions, polygons and distances to them.

use crate::audit::Settings;
use crate::audit::coordinate::Axis;
use crate::audit::doubled;
use crate::audit::ledger::Ledger;
use crate::import::{Column, Import, RowPlace};
use crate::model::{Code, Decimals, Finding, HubStatus, LonLat, Place, Quoted, RegionId, RegionLevel, Said, Say, School, said};
use crate::regions::{Boundaries, Regions};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Longitudes and latitudes of the country, a little wider than the land.
const COUNTRY_LON: std::ops::RangeInclusive<f64> = 94.0..=142.0;
const COUNTRY_LAT: std::ops::RangeInclusive<f64> = -12.0..=7.0;

/// The longest part of a cell that a finding repeats, in characters.
const QUOTED: usize = 60;

/// A school under audit.
#[derive(Debug)]
pub(super) struct Case {
    /// The school so far.
    pub(super) school: School,
    /// Where its row was read.
    pub(super) place: RowPlace,
    /// Longitude and latitude as the list or the accepted repair gives them.
    pub(super) lon: Axis,
    /// See `lon`.
    pub(super) lat: Axis,
    /// What the row says of the school as a hub, whether or not it says that it is one; nothing where it says nothing.
    pub(super) as_hub: Option<Box<HubStatus>>,
    /// Where the accepted repair was read, when there is one.
    pub(super) repaired: Option<Box<Place>>,
}

impl Case {
    /// Both axes as numbers, longitude first, however senseless.
    pub(super) fn numbers(&self) -> Option<(f64, f64)> {
        Some((self.lon.degrees()?, self.lat.degrees()?))
    }

    /// The position: two numbers in range, neither of them zero, because zero is how lists write nothing.
    pub(super) fn point(&self) -> Option<LonLat> {
        let (lon, lat) = self.numbers()?;
        LonLat::new(lon, lat).ok().filter(|_| lon != 0.0 && lat != 0.0)
    }

    /// The position, where it lies in the country's box.
    pub(super) fn point_in_country(&self) -> Option<LonLat> {
        self.point().filter(|point| in_country(point.lon(), point.lat()))
    }
}

/// A school, by its number, with its point.
pub(super) type Placed = (usize, LonLat);

/// How far a school lies outside its own regions, in metres; `None` without a position or a polygon.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Outside {
    pub(super) district_m: Option<f64>,
    pub(super) regency_m: Option<f64>,
}

/// All that rules may look at.
pub(super) struct Scene<'a> {
    /// The schools in NPSN order.
    pub(super) cases: &'a [Case],
    /// One per school.
    pub(super) outside: Vec<Outside>,
    /// The schools whose position is more than a point in the country's box: none, another place, or a school abroad.
    pub(super) odd: Vec<usize>,
    /// All that have a point, by longitude, latitude and number, so that those on one point stand together.
    pub(super) by_point: Vec<Placed>,
    /// Schools that have a name, a form and a region in common, by number.
    pub(super) namesakes: Vec<Vec<usize>>,
    /// Spells out places.
    pub(super) import: &'a Import,
    pub(super) regions: &'a Regions,
    pub(super) boundaries: &'a Boundaries,
    pub(super) settings: &'a Settings,
}

impl<'a> Scene<'a> {
    /// Measures every school against its own polygons.
    pub(super) fn new(
        cases: &'a [Case],
        import: &'a Import,
        regions: &'a Regions,
        boundaries: &'a Boundaries,
        settings: &'a Settings,
    ) -> Self {
        let outside = if boundaries.is_empty() {
            vec![Outside::default(); cases.len()]
        } else {
            cases.par_iter().map(|case| outside(case, boundaries)).collect()
        };
        let (by_point, namesakes) = rayon::join(|| by_point(cases), || doubled::namesakes(cases));
        let is_odd = |case: &Case| case.school.abroad || case.point_in_country().is_none();
        let odd = cases.par_iter().enumerate().filter(|(_, case)| is_odd(case)).map(|(at, _)| at).collect();
        Self { cases, outside, odd, by_point, namesakes, import, regions, boundaries, settings }
    }

    /// The schools whose position no rule has condemned so far, with their number.
    ///
    /// The numbers are taken at once, so that the ledger is free to be written to on the way.
    pub(super) fn open(&self, ledger: &Ledger) -> impl Iterator<Item = (usize, &'a Case)> + use<'a> {
        let cases = self.cases;
        let open: Vec<usize> = (0..cases.len()).filter(|at| !ledger.is_settled(*at)).collect();
        open.into_iter().map(move |at| (at, &cases[at]))
    }

    /// Of the schools that [`Scene::open`] gives those that are abroad, or whose position is no point in the country's box.
    ///
    /// They are few, and most rules are about them alone: to look at every school for each rule would take longer than all the rest.
    pub(super) fn open_odd(&self, ledger: &Ledger) -> impl Iterator<Item = (usize, &'a Case)> + use<'a> {
        let cases = self.cases;
        let open: Vec<usize> = self.odd.iter().copied().filter(|at| !ledger.is_settled(*at)).collect();
        open.into_iter().map(move |at| (at, &cases[at]))
    }

    /// A finding about one school, with its number, district and place.
    pub(super) fn finding(&self, at: usize, code: Code, column: Option<Column>, found: Said) -> Finding {
        let case = &self.cases[at];
        let place = match &case.repaired {
            Some(place) => (**place).clone(),
            None => self.import.place(case.place, column),
        };
        Finding::new(code, found).with_npsn(case.school.npsn).with_region(own_region(&case.school)).with_place(place)
    }

    /// A finding about several schools, given in NPSN order; its place is the file of the first.
    pub(super) fn group_finding(&self, code: Code, members: &[usize], found: Said) -> Finding {
        let mut finding = Finding::new(code, found);
        finding.schools = members.iter().map(|at| self.cases[*at].school.npsn).collect();
        let files: BTreeSet<u16> = members.iter().map(|at| self.cases[*at].place.file).collect();
        let names = files.iter().map(|file| &self.import.files[usize::from(*file)].name);
        finding.place = names.min().map(Place::file);
        finding
    }

    /// The region's name for people.
    pub(super) fn name(&self, region: RegionId) -> &str {
        &self.regions.get(region).name
    }

    /// The region of a level that contains a point instead of the stated one: ", in Kinali".
    pub(super) fn whereabouts(&self, level: RegionLevel, point: LonLat) -> Option<Said> {
        let name = self.name(self.boundaries.containing(level, point)?);
        Some(said!(", yaitu di {name}", ", in {name}"))
    }

    /// How far outside the school's own district, or failing its polygon its regency, a point lies.
    pub(super) fn outside_own_m(&self, at: usize, point: LonLat) -> Option<f64> {
        let regions = &self.cases[at].school.regions;
        let outside = |region: Option<RegionId>| self.boundaries.outside_m(region?, point);
        outside(regions.district).or_else(|| outside(regions.regency))
    }

    /// Groups schools by a region; those without it are left out.
    pub(super) fn by_region(
        &self,
        members: impl Iterator<Item = usize>,
        region: impl Fn(&School) -> Option<RegionId>,
    ) -> BTreeMap<RegionId, Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = vec![Vec::new(); self.regions.iter().count()];
        for at in members {
            if let Some(region) = region(&self.cases[at].school) {
                groups[region.index()].push(at);
            }
        }
        let groups = groups.into_iter().enumerate().filter(|(_, members)| !members.is_empty());
        groups.map(|(index, members)| (RegionId::from_index(index), members)).collect()
    }
}

fn by_point(cases: &[Case]) -> Vec<Placed> {
    let placed = cases.par_iter().enumerate().filter_map(|(at, case)| Some((at, case.point()?)));
    let mut placed: Vec<Placed> = placed.collect();
    placed.par_sort_unstable_by(|(a, p), (b, q)| {
        p.lon().total_cmp(&q.lon()).then_with(|| p.lat().total_cmp(&q.lat())).then_with(|| a.cmp(b))
    });
    placed
}

fn outside(case: &Case, boundaries: &Boundaries) -> Outside {
    let Some(point) = case.point() else { return Outside::default() };
    let regions = &case.school.regions;
    let metres = |region: Option<RegionId>| boundaries.outside_m(region?, point);
    Outside { district_m: metres(regions.district), regency_m: metres(regions.regency) }
}

/// The smallest region that a school states.
pub(super) fn own_region(school: &School) -> Option<RegionId> {
    school.regions.district.or(school.regions.regency).or(school.regions.province)
}

/// The column of the axis that lies outside the country's box; of two the longitude.
pub(super) fn axis_outside(lon: f64) -> Column {
    if COUNTRY_LON.contains(&lon) { Column::Latitude } else { Column::Longitude }
}

/// Whether a position lies in the country's box: longitude 94 to 142, latitude -12 to 7.
#[must_use]
pub fn in_country(lon: f64, lat: f64) -> bool {
    COUNTRY_LON.contains(&lon) && COUNTRY_LAT.contains(&lat)
}

/// A cell's text for a finding: quoted, controls escaped, cut short.
pub(super) fn quote(text: &str) -> Quoted<'_> {
    Quoted(text, QUOTED)
}

/// Metres for people: "2,8 km", in English "2.8 km".
pub(super) fn km(metres: f64) -> impl Say {
    let km = Decimals(metres / 1_000.0, 1);
    said!("{km} km", "{km} km", km = km)
}
