//! Plants the defects that real lists have, each kind at least once on every island that is large enough.
//!
//! In: the true rows. Out: the same rows, some of which lie. The kinds, and how often they come, follow the ministry's list of
//! 2019: nearly all rows are good, whole districts are not, and the worst mistakes look like ordinary numbers.

use crate::demo::districts::Districts;
use crate::demo::island::{Island, Spot};
use crate::demo::random::Random;
use crate::demo::row::{RegionTexts, Row};
use std::collections::BTreeSet;

/// A default point of the ministry's system, in the Java Sea; half of the rows keep their own latitude.
const SENTINEL: [&str; 2] = ["114.4211000", "-5.4438000"];
/// How far a displaced district is moved, in degrees of longitude: 33 km, out into the sea.
const DISPLACEMENT: f64 = 0.3;
/// Schools of a displaced district that nevertheless lie where they should.
const SPARED: usize = 2;
/// A district with fewer schools tells nothing about its polygon.
const FEWEST_SCHOOLS: usize = 5;

/// Spoils rows of one island; tells which district's polygon is to be cut to a corner.
pub(super) fn plant(
    rows: &mut [Row],
    island: &Island,
    districts: &Districts,
    regions: &RegionTexts,
    random: &mut Random,
) -> Option<usize> {
    let mut planter = Planter { rows, island, districts, regions, random, spoilt: BTreeSet::new() };
    let (displaced, broken) = planter.suspect_districts();
    planter.displace(displaced);
    planter.spoil_numbers();
    planter.spoil_coordinates();
    planter.spoil_regions(broken);
    planter.spoil_texts();
    planter.double();
    planter.stack();
    planter.vary_spelling();
    broken
}

struct Planter<'a> {
    rows: &'a mut [Row],
    island: &'a Island,
    districts: &'a Districts,
    regions: &'a RegionTexts,
    random: &'a mut Random,
    /// Rows that have their defect; no row gets two.
    spoilt: BTreeSet<usize>,
}

/// Most defects strike members; hubs have their own.
fn member(row: &Row) -> bool {
    !row.school.hub
}

fn hub(row: &Row) -> bool {
    row.school.hub
}

impl Planter<'_> {
    /// A row without a defect that fits, from a random place on.
    fn victim(&mut self, wanted: impl Fn(&Row) -> bool) -> Option<usize> {
        let count = self.rows.len();
        let start = self.random.below(count);
        let found =
            (start..start + count).map(|at| at % count).find(|at| !self.spoilt.contains(at) && wanted(&self.rows[*at]))?;
        self.spoilt.insert(found);
        Some(found)
    }

    fn spoil(&mut self, count: usize, wanted: impl Fn(&Row) -> bool, spoil: impl Fn(&mut Row)) {
        for _ in 0..count {
            if let Some(at) = self.victim(&wanted) {
                spoil(&mut self.rows[at]);
            }
        }
    }

    /// The two districts of the kabupaten with the fewest schools that still tell something: one to displace, one to cut.
    fn suspect_districts(&self) -> (Option<usize>, Option<usize>) {
        let schools = |district: usize| self.rows.iter().filter(|row| row.school.district == district).count();
        let mut rural: Vec<(usize, usize)> = (0..self.districts.len())
            .filter(|district| self.districts.regency(*district) == 0)
            .map(|district| (schools(district), district))
            .filter(|(schools, _)| *schools >= FEWEST_SCHOOLS)
            .collect();
        rural.sort_unstable();
        let mut suspects = rural.into_iter().map(|(_, district)| district);
        (suspects.next(), suspects.next())
    }

    fn displace(&mut self, district: Option<usize>) {
        let Some(district) = district else { return };
        let shift = DISPLACEMENT.copysign(self.districts.site(district).x);
        let own = (0..self.rows.len()).filter(|at| self.rows[*at].school.district == district);
        for at in own.collect::<Vec<_>>().into_iter().skip(SPARED) {
            self.rows[at].position[0] += shift;
            self.spoilt.insert(at);
        }
    }

    /// Numbers of schools: twice the same, too short, with letters, none, nonsense.
    fn spoil_numbers(&mut self) {
        for _ in 0..2 {
            let other = self.random.below(self.rows.len());
            let taken = self.rows[other].npsn();
            self.spoilt.insert(other);
            self.spoil(1, member, |row| row.defects().npsn = Some(taken.clone()));
        }
        self.spoil(2, member, |row| row.defects().npsn = Some(row.npsn()[1..].to_owned()));
        self.spoil(1, member, |row| row.defects().npsn = Some(format!("NP{}", &row.npsn()[2..])));
        self.spoil(1, member, |row| row.defects().npsn = Some(format!("{}.0", row.npsn())));
        self.spoil(1, member, |row| row.defects().npsn = Some(String::new()));
        self.spoil(1, member, |row| row.defects().npsn = Some("belum ada".to_owned()));
    }

    /// Coordinates that are wrong whatever the region.
    fn spoil_coordinates(&mut self) {
        self.spoil(2, member, |row| row.defects().place("", ""));
        self.spoil(1, member, |row| row.defects().place("belum diisi", "belum diisi"));
        self.spoil(1, member, |row| row.defects().place(".0000000", ".0000000"));
        self.spoil(2, member, |row| row.defects().longitude = Some(".0000000".to_owned()));
        self.spoil(1, hub, |row| row.defects().longitude = Some(".0000000".to_owned()));
        self.spoil(2, member, |row| {
            let (latitude, longitude) = (row.latitude(), row.longitude());
            row.defects().place(&longitude, &latitude);
        });
        self.spoil(1, member, |row| row.defects().longitude = Some("55.0000000".to_owned()));
        self.spoil(1, member, |row| row.defects().longitude = Some(format!("{:.6}", row.position[0] * 10.0)));
        // A flipped point can be told from a true one only where it lands far away.
        let far_south = |row: &Row| member(row) && row.position[1] < -0.09;
        self.spoil(2, far_south, |row| row.defects().latitude = Some(row.latitude()[1..].to_owned()));
        self.spoil(4, member, |row| row.position = row.position.map(|degrees| (degrees * 100.0).round() / 100.0));
        let regions = self.regions;
        for (regency, count) in [(0, 2), (1, 1)] {
            let there = |row: &Row| member(row) && regions.districts[row.school.district].regency == regency;
            self.spoil(count, there, |row| row.defects().place(SENTINEL[1], SENTINEL[0]));
        }
        self.spoil(2, member, |row| row.defects().longitude = Some(SENTINEL[0].to_owned()));
    }

    /// Rows whose region is not where their point lies: a little, far, and in the other regency; a hub is among them.
    fn spoil_regions(&mut self, broken: Option<usize>) {
        for (count, wanted, km, same_regency) in [
            (3, member as fn(&Row) -> bool, 2.5..9.5, true),
            (1, hub, 2.5..9.5, true),
            (2, member, 10.5..99.0, true),
            (2, member, 4.0..99.0, false),
        ] {
            for _ in 0..count {
                self.misplace(wanted, broken, &km, same_regency);
            }
        }
        self.spoil(1, member, |row| {
            let defects = row.defects();
            defects.abroad = true;
            defects.name = Some("Sekolah Contoh Luar Negeri (rekaan)".to_owned());
            defects.place("24.600000", "46.700000");
        });
    }

    /// Lets a row state another district, so many kilometres away.
    fn misplace(&mut self, wanted: fn(&Row) -> bool, broken: Option<usize>, km: &std::ops::Range<f64>, same_regency: bool) {
        let (island, districts) = (self.island, self.districts);
        let elsewhere = |row: &Row| {
            let stated = |district: &usize| {
                let same = districts.regency(*district) == districts.regency(row.school.district);
                Some(*district) != broken
                    && same == same_regency
                    && km.contains(&outside_km(island, districts, *district, row.school.spot))
            };
            (0..districts.len()).find(stated)
        };
        if let Some(at) = self.victim(|row| wanted(row) && elsewhere(row).is_some())
            && let Some(district) = elsewhere(&self.rows[at])
        {
            self.rows[at].school.district = district;
        }
    }

    /// Words in the wrong place.
    fn spoil_texts(&mut self) {
        self.spoil(1, member, |row| row.defects().form = Some("SPNF"));
        self.spoil(1, member, |row| row.defects().hub = Some("mungkin"));
        self.spoil(1, member, |row| row.defects().priority = Some("tinggi"));
    }

    /// A school that stands in the list twice, under two numbers.
    fn double(&mut self) {
        let Some(first) = self.victim(member) else { return };
        let Some(second) = self.victim(|row| member(row) && row.school.form != "PKBM") else { return };
        let number = self.rows[second].school.number;
        self.rows[second].school = self.rows[first].school.clone();
        self.rows[second].school.number = number;
        self.rows[second].position = self.rows[first].position;
    }

    /// Four schools of one campus on one point.
    fn stack(&mut self) {
        let Some(first) = self.victim(member) else { return };
        let (village, position) = (self.rows[first].school.village, self.rows[first].position);
        self.spoil(3, |row| row.school.village == village && member(row), |row| row.position = position);
    }

    /// Spellings that mean the same: no leading zero, padded codes, double blanks, capitals.
    fn vary_spelling(&mut self) {
        let regions = self.regions;
        for (at, row) in self.rows.iter_mut().enumerate() {
            if at % 3 == 0 && row.position[1].abs() < 1.0 && row.defects.is_none() {
                row.defects().latitude = Some(row.latitude().replacen("0.", ".", 1));
            }
            let regency = regions.districts[row.school.district].regency;
            match at % 40 {
                7 => row.defects().regency_code = Some(format!("\"{}  \"", regions.names.regency_codes[regency])),
                17 => row.defects().regency = Some(regions.names.regencies[regency].to_uppercase()),
                27 => row.defects().name = row.defects().name.take().or_else(|| Some(row.name(regions).replacen(' ', "  ", 1))),
                _ => {}
            }
        }
    }
}

/// Kilometres from a spot to a district's border; 0 inside.
fn outside_km(island: &Island, districts: &Districts, district: usize, spot: Spot) -> f64 {
    if districts.containing(spot) == district {
        return 0.0;
    }
    let [x, y] = island.km(spot);
    let border = districts.ring(district).into_iter().map(|corner| island.km(corner));
    // Corners follow each other within a kilometre, so that the nearest of them is near enough.
    border.map(|[east, north]| (east - x).hypot(north - y)).fold(f64::INFINITY, f64::min)
}
