//! The worst cases for the planning kernel, each once, with its time: a plan, or a refusal that names its limit, and never no end.
//!
//! ```text
//! cargo bench --bench worst              all of them, at the sizes below
//! cargo bench --bench worst -- line      those whose name contains a word
//! cargo bench --bench worst -- --test    at a hundredth of the sizes
//! ```

mod random;

use imbas::import::Source;
use imbas::model::RegionLevel;
use imbas::plan::{LevelMap, Plan, Rules, RulesError, solve};
use imbas::snapshot::{Dataset, Inputs};
use random::Random;
use std::borrow::Cow;
use std::fmt::Write as _;
use std::time::Instant;

const SEED: u64 = 20_261_126;
/// One school in so many is a hub, where a case does not say another thing.
const HUB_EVERY: usize = 14;
/// What `--test` leaves of the sizes.
const SMALL: usize = 100;

/// Longitude, latitude, and whether it is a hub.
type Place = (f64, f64, bool);

/// A case: so many schools, where each stands, and the rules.
struct Case {
    name: &'static str,
    schools: usize,
    place: fn(usize, usize, &mut Random) -> Place,
    reach_km: Option<f64>,
    max: Option<u32>,
}

const CASES: [Case; 8] = [
    Case { name: "all schools at one point", schools: 200_000, place: one_point, reach_km: Some(10.0), max: Some(15) },
    Case { name: "one hub for all, without limit", schools: 200_000, place: one_hub, reach_km: None, max: None },
    Case { name: "one hub for all, with 15 places", schools: 200_000, place: one_hub, reach_km: None, max: Some(15) },
    Case { name: "every school a hub but one", schools: 200_000, place: one_member, reach_km: None, max: Some(15) },
    Case { name: "a line of schools", schools: 200_000, place: line, reach_km: Some(20.0), max: Some(13) },
    Case { name: "reach without limit on a country", schools: 200_000, place: anywhere, reach_km: None, max: Some(14) },
    Case { name: "equal distances everywhere", schools: 200_000, place: two_points, reach_km: Some(10.0), max: Some(13) },
    Case { name: "a square lattice", schools: 200_000, place: lattice, reach_km: Some(10.0), max: Some(13) },
];

fn is_hub(number: usize) -> bool {
    number.is_multiple_of(HUB_EVERY)
}

fn one_point(number: usize, _: usize, _: &mut Random) -> Place {
    (110.123_456, -7.654_321, is_hub(number))
}

fn one_hub(number: usize, _: usize, random: &mut Random) -> Place {
    let (lon, lat) = somewhere(random);
    (lon, lat, number == 0)
}

fn one_member(number: usize, _: usize, random: &mut Random) -> Place {
    let (lon, lat) = somewhere(random);
    (lon, lat, number != 0)
}

/// Along the equator, ten metres apart: every school has all others of its stretch for rivals.
fn line(number: usize, _: usize, _: &mut Random) -> Place {
    (95.0 + number as f64 * 0.000_09, 0.1, is_hub(number))
}

fn anywhere(number: usize, _: usize, random: &mut Random) -> Place {
    let (lon, lat) = somewhere(random);
    (lon, lat, is_hub(number))
}

/// All schools at one point and all hubs at another, 5 km away.
fn two_points(number: usize, _: usize, _: &mut Random) -> Place {
    if is_hub(number) { (110.173_456, -7.654_321, true) } else { one_point(number, 0, &mut Random(SEED)) }
}

/// A kilometre to each neighbour, so that most distances are met again and again.
fn lattice(number: usize, schools: usize, _: &mut Random) -> Place {
    let width = schools.isqrt().max(1);
    let [column, row] = [number % width, number / width].map(|step| step as f64 * 0.009);
    (100.000_1 + column, -1.000_1 + row, is_hub(number))
}

fn somewhere(random: &mut Random) -> (f64, f64) {
    (95.0 + 46.0 * random.unit(), -10.0 + 15.0 * random.unit())
}

impl Case {
    fn list(&self, schools: usize) -> Source {
        let mut random = Random(SEED);
        let mut text = String::from("npsn,nama,bentuk_pendidikan,kode_kabupaten,lintang,bujur,penggerak\n");
        for number in 0..schools {
            let (lon, lat, hub) = (self.place)(number, schools, &mut random);
            let _ = writeln!(text, "{},SD {number},SD,K001,{lat:.6},{lon:.6},{}", 10_000_000 + number, u8::from(hub));
        }
        Source::Bytes { name: "sekolah.csv".into(), bytes: Cow::Owned(text.into_bytes()) }
    }

    fn rules(&self) -> Rules {
        Rules {
            within: LevelMap::all(RegionLevel::Country),
            reach_m: LevelMap::all(self.reach_km.map(|km| km * 1_000.0)),
            max: LevelMap::all(self.max),
            ..Rules::default()
        }
    }

    /// Plans, asserts what came out and prints how long it took.
    fn run(&self, schools: usize) {
        let inputs = Inputs { lists: vec![self.list(schools)], synthetic: true, ..Inputs::default() };
        let data = Dataset::load(&inputs, &mut |_| {}).expect("a synthetic list can be read");
        assert_eq!(data.audit.schools.len(), schools);
        assert!(data.audit.schools.iter().all(|school| school.position.is_some()), "the audit takes no school away");
        let rules = self.rules();
        let start = Instant::now();
        let found = solve(&data.audit.schools, &data.regions, &rules);
        let seconds = start.elapsed().as_secs_f64();
        let found = match found {
            Ok(plan) => self.check(&plan, schools),
            Err(RulesError::TooLarge { limit }) => format!("refused above {limit} pairs"),
            Err(RulesError::TooLong { limit }) => format!("refused above {limit} steps"),
            Err(error) => panic!("{}: {error}", self.name),
        };
        println!("{:<36}{schools:>9} schools{seconds:>10.3} s  {found}", self.name);
    }

    /// What a plan must be: everybody has one state, and no hub more than its places.
    fn check(&self, plan: &Plan, schools: usize) -> String {
        let counts = plan.counts;
        assert_eq!(counts.hubs + counts.members + counts.unreached, schools as u64);
        assert_eq!(plan.hubs.iter().map(|hub| hub.members.len() as u64).sum::<u64>(), counts.members);
        let places = self.max.map_or(u64::MAX, |max| u64::from(max) * counts.hubs);
        assert!(plan.hubs.iter().all(|hub| hub.places.is_none_or(|places| hub.members.len() <= places as usize)));
        if self.reach_km.is_none() {
            // Without a reach nobody stays away while there is a place.
            assert_eq!(counts.members, places.min(schools as u64 - counts.hubs));
        }
        format!("{} members, {} unreached, {} m", counts.members, counts.unreached, plan.objective.metres)
    }
}

fn main() {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let is_test = given.iter().any(|argument| argument == "--test");
    let word = given.iter().find(|argument| !argument.starts_with("--"));
    for case in CASES.iter().filter(|case| word.is_none_or(|word| case.name.contains(word.as_str()))) {
        case.run(if is_test { case.schools / SMALL } else { case.schools });
    }
}
