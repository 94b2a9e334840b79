//! The schools of one island: villages along the coast and the valleys, schools about the villages.

use crate::demo::archipelago::Lot;
use crate::demo::districts::Districts;
use crate::demo::island::Spot;
use crate::demo::random::Random;
use std::collections::BTreeMap;
use std::f64::consts::TAU;

/// Schools per village, on average.
const SCHOOLS_PER_VILLAGE: usize = 10;
/// Valleys that lead from the coast into the mountains.
const VALLEYS: usize = 5;
/// How far schools lie from the middle of their village, on the disk: about 400 m on a full island.
const VILLAGE_SPREAD: f64 = 0.025;
/// Nothing is built farther out: the beach.
const BEACH: f64 = 0.975;

/// Shares of the levels, those of the standard instance.
const LEVELS: [(&str, f64); 5] = [("SD", 0.67), ("SMP", 0.19), ("SMA", 0.065), ("SMK", 0.065), ("SLB", 0.01)];
/// Share of hubs.
const HUBS: f64 = 0.065;
/// Share of public schools.
const PUBLIC: f64 = 0.7;
/// Accreditation and its share.
const ACCREDITATION: [(&str, f64); 5] = [("A", 0.24), ("B", 0.48), ("C", 0.20), ("TT", 0.05), ("", 0.03)];

/// A village.
#[derive(Clone, Copy, Debug)]
pub(super) struct Village {
    pub(super) district: usize,
    middle: Spot,
    /// Weights of this village and all before it.
    weight: f64,
}

/// A made-up school.
#[derive(Clone, Debug)]
pub(super) struct School {
    /// The number of its NPSN.
    pub(super) number: u64,
    pub(super) form: &'static str,
    /// Its number among the schools of its form and district.
    pub(super) ordinal: u32,
    pub(super) public: bool,
    pub(super) village: usize,
    pub(super) district: usize,
    pub(super) spot: Spot,
    pub(super) hub: bool,
    pub(super) capacity: Option<usize>,
    pub(super) priority: Option<usize>,
    pub(super) accreditation: &'static str,
    pub(super) trained_teachers: usize,
    pub(super) pupils: usize,
}

/// Settles an island.
pub(super) fn settle(lot: &Lot, districts: &Districts, random: &mut Random) -> Vec<School> {
    let villages = villages(lot, districts, random);
    let mut ordinals = BTreeMap::new();
    (0..lot.schools)
        .map(|at| {
            let village = pick_village(&villages, random);
            let mut school = school(lot.first_school + at, village, &villages[village], districts, random);
            let ordinal = ordinals.entry((school.district, school.form)).or_insert(0);
            *ordinal += 1;
            school.ordinal = *ordinal;
            school
        })
        .collect()
}

/// One village in every district first, then more wherever people settle.
fn villages(lot: &Lot, districts: &Districts, random: &mut Random) -> Vec<Village> {
    let valleys: [f64; VALLEYS] = std::array::from_fn(|valley| (valley as f64 + random.between(0.1, 0.9)) / VALLEYS as f64 * TAU);
    let count = (lot.schools as usize / SCHOOLS_PER_VILLAGE).max(districts.len());
    let mut weight = 0.0;
    (0..count)
        .map(|at| {
            let middle =
                if at < districts.len() { founding_spot(at, districts, &valleys, random) } else { spot(&valleys, random) };
            let district = districts.containing(middle);
            let size = 0.5 + 1.5 * random.unit();
            weight += if districts.regency(district) == 1 { 1.4 * size } else { size };
            Village { district, middle, weight }
        })
        .collect()
}

/// A place where people settle in this district, or its middle when none is found.
fn founding_spot(district: usize, districts: &Districts, valleys: &[f64; VALLEYS], random: &mut Random) -> Spot {
    let tries: Vec<Spot> = (0..64).map(|_| spot(valleys, random)).collect();
    tries.into_iter().find(|spot| districts.containing(*spot) == district).unwrap_or_else(|| districts.site(district))
}

/// Six of ten villages lie along the coast, three in the valleys, one anywhere; the middle of the island is mountains.
fn spot(valleys: &[f64; VALLEYS], random: &mut Random) -> Spot {
    match random.weighted(&[0.6, 0.3, 0.1]) {
        0 => Spot::polar(random.between(0.78, 0.96), random.between(0.0, TAU)),
        1 => {
            let valley = valleys[random.below(VALLEYS)];
            Spot::polar(random.between(0.3, 0.9), valley + 0.06 * random.normal())
        }
        _ => Spot::polar(random.between(0.1, 0.9).sqrt(), random.between(0.0, TAU)),
    }
}

fn pick_village(villages: &[Village], random: &mut Random) -> usize {
    let total = villages.last().map_or(0.0, |village| village.weight);
    let drawn = random.between(0.0, total);
    villages.partition_point(|village| village.weight <= drawn).min(villages.len() - 1)
}

fn school(number: u64, village: usize, home: &Village, districts: &Districts, random: &mut Random) -> School {
    let form = form(random);
    let hub = random.chance(HUBS);
    School {
        number,
        form,
        ordinal: 0,
        public: random.chance(PUBLIC),
        village,
        district: home.district,
        spot: spot_near(home, districts, random),
        hub,
        capacity: (random.chance(0.2) && hub).then(|| 4 + random.below(9)),
        priority: random.chance(0.1).then(|| 2 + random.below(4)),
        accreditation: ACCREDITATION[random.weighted(&ACCREDITATION.map(|(_, share)| share))].0,
        trained_teachers: random.below(7),
        pupils: 40 + random.below(360),
    }
}

/// A form of the level: now and then a madrasah, seldom a school without level.
fn form(random: &mut Random) -> &'static str {
    let level = LEVELS[random.weighted(&LEVELS.map(|(_, share)| share))].0;
    match (level, random.unit()) {
        ("SD", rare) if rare < 0.02 => "MI",
        ("SMP", rare) if rare < 0.04 => "MTs",
        ("SD", rare) if rare > 0.995 => "PKBM",
        _ => level,
    }
}

/// A spot near the village that is on dry land and in its district.
fn spot_near(home: &Village, districts: &Districts, random: &mut Random) -> Spot {
    for _ in 0..8 {
        let mut offset = || VILLAGE_SPREAD * random.normal();
        let spot = Spot { x: home.middle.x + offset(), y: home.middle.y + offset() };
        if spot.radius() < BEACH && districts.containing(spot) == home.district {
            return spot;
        }
    }
    home.middle
}
