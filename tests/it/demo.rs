//! The made-up archipelago: its bytes never change, it says what it is, and it grows wider, never denser.

use imbas::demo::{self, Settings};
use imbas::import::Source;
use imbas::model::{Code, Suspect};
use imbas::snapshot::{Dataset, Inputs};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

fn make(settings: Settings) -> (String, String) {
    let (mut list, mut boundaries) = (Vec::new(), Vec::new());
    demo::write(&settings, &mut list, Some(&mut boundaries)).unwrap();
    (String::from_utf8(list).unwrap(), String::from_utf8(boundaries).unwrap())
}

fn plain(schools: u64) -> Settings {
    Settings { schools, seed: demo::EMBEDDED_SEED, defects: false }
}

/// Data rows as a map from heading to cell; our own text has no quoted cells without defects.
fn rows(list: &str) -> Vec<BTreeMap<&str, &str>> {
    let mut lines = list.lines();
    let heading: Vec<&str> = lines.next().unwrap().split(',').collect();
    lines.map(|line| heading.iter().copied().zip(line.split(',')).collect()).collect()
}

#[test]
fn the_embedded_demonstration_is_made_by_its_command() {
    let (list, boundaries) = make(Settings { defects: true, ..plain(demo::EMBEDDED_SCHOOLS) });
    assert!(list.as_bytes() == demo::EMBEDDED_LIST, "data/demo/sekolah.csv: see data/demo/README.md for the command");
    assert!(boundaries.as_bytes() == demo::EMBEDDED_BOUNDARIES, "data/demo/batas.geojson: see data/demo/README.md");
}

#[test]
fn nothing_can_be_taken_for_real() {
    let (list, boundaries) = make(plain(700));
    for row in rows(&list) {
        assert!(row["npsn"].len() == 8 && row["npsn"].starts_with('0'), "{row:?}");
        assert!(row["nama"].contains("Contoh") && row["nama"].contains("Rekaan"), "{row:?}");
        assert!(row["kode_kecamatan"].starts_with("99.") && row["provinsi"].contains("rekaan"), "{row:?}");
        let (lon, lat): (f64, f64) = (row["bujur"].parse().unwrap(), row["lintang"].parse().unwrap());
        assert!((94.5..96.5).contains(&lon) && (-9.1..0.2).contains(&lat), "{row:?}");
    }
    assert!(boundaries.contains("rekaan") && boundaries.contains("Made-up"));
}

#[test]
fn more_schools_make_more_islands_and_not_denser_ones() {
    let (list, boundaries) = make(plain(600 * 31));
    let rows = rows(&list);
    assert_eq!(rows.len(), 600 * 31);
    assert_eq!(rows.iter().map(|row| row["npsn"]).collect::<BTreeSet<_>>().len(), rows.len());
    let count = |column: &str| rows.iter().map(|row| row[column]).collect::<BTreeSet<_>>().len();
    assert_eq!((count("kode_provinsi"), count("kode_kabupaten"), count("kode_kecamatan")), (2, 62, 31 * 12));
    assert_eq!(boundaries.matches("\"Feature\"").count(), 62 + 31 * 12);
}

#[test]
fn an_island_does_not_change_with_the_number_of_islands() {
    let (one, _) = make(plain(600));
    let (two, _) = make(plain(1200));
    assert!(two.starts_with(&one));
}

#[test]
fn levels_and_hubs_have_their_shares() {
    let (list, _) = make(plain(60_000));
    let rows = rows(&list);
    let share =
        |wanted: &dyn Fn(&BTreeMap<&str, &str>) -> bool| rows.iter().filter(|row| wanted(row)).count() as f64 / rows.len() as f64;
    assert!((share(&|row| ["SD", "MI", "PKBM"].contains(&row["bentuk_pendidikan"])) - 0.67).abs() < 0.01);
    assert!((share(&|row| ["SMP", "MTs"].contains(&row["bentuk_pendidikan"])) - 0.19).abs() < 0.01);
    assert!((share(&|row| row["penggerak"] == "1") - 0.065).abs() < 0.005);
    assert!((share(&|row| row["status"] == "Negeri") - 0.7).abs() < 0.01);
}

#[test]
fn boundaries_are_closed_rings_counter_clockwise_without_crossings() {
    use geo::{Area, Validation};
    let (_, boundaries) = make(plain(3000));
    let collection: geojson::FeatureCollection = boundaries.parse().unwrap();
    assert_eq!(collection.features.len(), 5 * 14);
    for feature in collection.features {
        let shape: geo::MultiPolygon = feature.geometry.unwrap().try_into().unwrap();
        assert!(shape.is_valid() && !shape.0.is_empty(), "{:?}", feature.properties);
        assert!(shape.iter().all(|polygon| polygon.exterior().is_closed() && polygon.signed_area() > 0.0));
    }
}

#[test]
fn every_row_keeps_its_place_when_defects_are_planted() {
    let settings = plain(2400);
    let (clean, _) = make(settings);
    let (defective, _) = make(Settings { defects: true, ..settings });
    assert_eq!(clean.lines().count(), defective.lines().count());
    let cells = |line: &str| line.split(',').count();
    assert!(defective.lines().all(|line| cells(line) == cells(clean.lines().next().unwrap())));
}

#[test]
fn the_audit_finds_every_kind_of_defect_that_is_planted() {
    let source = |name: &str, bytes| Source::Bytes { name: name.into(), bytes: Cow::Borrowed(bytes) };
    let inputs = Inputs {
        lists: vec![source("sekolah.csv", demo::EMBEDDED_LIST)],
        boundaries: vec![source("batas.geojson", demo::EMBEDDED_BOUNDARIES)],
        synthetic: true,
        ..Inputs::default()
    };
    let audit = Dataset::load(&inputs, &mut |_| {}).unwrap().audit;
    assert_eq!(audit.rows, audit.schools.len() as u64 + audit.refused.len() as u64);
    let found: BTreeSet<Code> = audit.findings.iter().map(|finding| finding.code).collect();
    let planted = [
        Code::MissingNpsn,
        Code::MalformedNpsn,
        Code::RefusedNpsn,
        Code::DuplicateNpsn,
        Code::UnknownValue,
        Code::UnknownForm,
        Code::MissingPosition,
        Code::NotANumber,
        Code::ZeroPosition,
        Code::SwappedAxes,
        Code::DecimalShift,
        Code::OutsideCountry,
        Code::SchoolAbroad,
        Code::SentinelPosition,
        Code::LostSign,
        Code::OutsideRegency,
        Code::OutsideDistrict,
        Code::StackedPosition,
        Code::FewDecimals,
        Code::DoubledSchool,
        Code::DoubtfulHub,
    ];
    assert!(planted.iter().all(|code| found.contains(code)), "{:?}", planted.iter().find(|code| !found.contains(code)));
    let suspects = audit.findings.iter().filter(|finding| finding.code == Code::DisplacedDistrict);
    let suspects: Vec<Suspect> = suspects.filter_map(|finding| finding.suspect).collect();
    assert!(suspects.contains(&Suspect::Points) && suspects.contains(&Suspect::Polygon), "{suspects:?}");
}
