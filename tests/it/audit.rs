//! The audit: every rule by a made-up case, its laws, and the real list of West Sumatra.

mod real;
mod world;

use imbas::audit::{Audit, Decisions, Settings, Unlocated};
use imbas::import::{Column, PairRule, Source};
use imbas::model::{Accreditation, Code, Confidence, Finding, Grade, Language, LonLat, PositionOrigin, Said, Severity, Suspect};
use imbas::regions::{Boundaries, Regions};
use proptest::prelude::*;
use std::borrow::Cow;
use world::{Row, World, file, hub, import, pair, repair, row, school, with_code};

/// The codes that other stages report.
const OF_OTHER_STAGES: [Code; 9] = [
    Code::UnreadableFile,
    Code::UnreadableRow,
    Code::MissingNpsn,
    Code::RefusedNpsn,
    Code::DuplicateNpsn,
    Code::FilledCell,
    Code::ConflictingCell,
    Code::BoundaryUnused,
    Code::DissolvedVillages,
];

/// A code and the world in which its rule speaks.
type Case = (Code, fn() -> World);

/// A case for every code of the audit.
const CASES: &[Case] = &[
    (Code::WholeDegreeFile, || World::plain(vec![row("1", "13.06.01", "-1", "100"), row("2", "13.06.01", "-2", "101.000")])),
    (Code::MalformedNpsn, || World::plain(vec![row("1030001", "13.06.01", "-0.3001", "100.1001")])),
    (Code::UnknownValue, || World::plain(vec![good().with(Column::Priority, "5000")])),
    (Code::UnknownForm, || World::plain(vec![good().with(Column::Form, "Sekolah Alam")])),
    (Code::UnknownRegion, || World::plain(vec![good().with(Column::DistrictCode, "Z9").with(Column::RegencyCode, "Z")])),
    (Code::UnknownHub, || World { hubs: vec![hub("99999999", "SDN 9", &[])], ..World::plain(vec![good()]) }),
    (Code::DuplicateHub, || {
        let line = |places| hub("10000001", "", &[(Column::Capacity, places)]);
        World { hubs: vec![line("3"), line("4")], ..World::plain(vec![good()]) }
    }),
    (Code::HubNameProposal, || World { hubs: vec![hub("", "SD Negeri 1 Jauh", &[])], ..World::plain(vec![good()]) }),
    (Code::MissingPosition, || World::plain(vec![good().with(Column::Latitude, "")])),
    (Code::NotANumber, || World::plain(vec![good().with(Column::Longitude, "1e400")])),
    (Code::ZeroPosition, || World::plain(vec![good().with(Column::Longitude, ".0000000")])),
    (Code::SwappedAxes, || World::plain(vec![row("10000001", "13.06.01", "100.1001", "-0.3001")])),
    (Code::DecimalShift, || World::with_polygons(vec![row("10000001", "13.06.01", "-0.3001", "1001.001")])),
    (Code::OutsideCountry, || World::plain(vec![row("10000001", "13.06.01", "-.1256000", "55.1234")])),
    (Code::SchoolAbroad, || World::plain(vec![good().with(Column::Province, "Prop. Luar Negeri")])),
    (Code::SentinelPosition, || World::with_polygons(vec![row("10000001", "13.06.01", ".1563", "114.4211000")])),
    (Code::LostSign, || World::with_polygons(vec![row("10000001", "13.06.01", ".3001", "100.1001")])),
    (Code::OutsideRegency, || World::with_polygons(vec![row("10000001", "13.06.01", "3.4841", "98.6855")])),
    (Code::OutsideDistrict, || World::with_polygons(vec![row("10000001", "13.06.01", "-0.3001", "100.2501")])),
    (Code::DisplacedDistrict, || World::with_polygons(displaced("13.06.01", -0.3, 100.33))),
    (Code::StackedPosition, || World::plain(vec![good(), good().with(Column::Npsn, "10000002").with(Column::Name, "SMP")])),
    (Code::FewDecimals, || World::plain(vec![row("10000001", "13.06.01", "-0.300", "100.100")])),
    (Code::DoubledSchool, || {
        let name = |npsn, name| good().with(Column::Npsn, npsn).with(Column::Name, name);
        World::plain(vec![
            name("10000001", "SDN 04 Sikabu"),
            name("10000002", "SD Negeri 4 Sikabu").with(Column::Latitude, "-.3002"),
        ])
    }),
    (Code::DoubtfulHub, || World::plain(vec![good().with(Column::Hub, "ya").with(Column::Latitude, "")])),
    (Code::RepairApplied, || World { repairs: vec![repair("10000001", "100.1001", "-0.3001")], ..World::plain(vec![good()]) }),
    (Code::RepairUnused, || World { repairs: vec![repair("10000009", "100.1", "-0.3")], ..World::plain(vec![good()]) }),
    (Code::PairUnused, || World { pairs: vec![pair("10000009", PairRule::Unassigned)], ..World::plain(vec![good()]) }),
];

/// A row without a fault.
fn good() -> Row {
    row("10000001", "13.06.01", "-0.3001", "100.1001")
}

/// Seven schools of a district around a point, with five decimals.
fn displaced(district: &str, lat: f64, lon: f64) -> Vec<Row> {
    (0..7)
        .map(|i| {
            let step = f64::from(i) * 0.006_11;
            row(&format!("1000000{i}"), district, &format!("{:.5}", lat + step), &format!("{:.5}", lon + step))
        })
        .collect()
}

#[test]
fn every_code_of_the_audit_has_a_case() {
    let without: Vec<&Code> = Code::ALL
        .iter()
        .filter(|code| !OF_OTHER_STAGES.contains(code) && !CASES.iter().any(|(known, _)| known == *code))
        .collect();
    assert!(without.is_empty(), "{without:?}");
}

#[test]
fn every_case_is_found_with_place_advice_and_effect() {
    for (code, world) in CASES {
        let audit = world().audit();
        let found = with_code(&audit, *code);
        assert!(!found.is_empty(), "{code:?}: {:?}", audit.findings);
        for finding in found {
            assert!(finding.place.is_some(), "{finding:?}");
            assert!(!finding.found.english().is_empty() && !finding.found.english().ends_with('.'), "{finding:?}");
            assert!(!code.advice(Language::Indonesian).is_empty());
            assert_indonesian(finding.found.indonesian());
        }
        assert!(audit.effects.iter().any(|effect| effect.code == *code), "{code:?}: {:?}", audit.effects);
    }
}

/// No word of the English texts stands in an Indonesian one.
#[track_caller]
fn assert_indonesian(text: &str) {
    let english = ["expected", "found", "of", "the", "in", "outside", "with", "rows", "and", "more", "latitude", "longitude"];
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    assert!(!text.is_empty() && !text.ends_with('.') && words.all(|word| !english.contains(&word)), "{text}");
}

#[test]
fn a_good_row_has_no_finding() {
    let audit = World::with_polygons(vec![good()]).audit();
    assert!(audit.findings.is_empty(), "{:?}", audit.findings);
    let school = school(&audit, "10000001");
    assert_eq!((school.grade, school.origin), (Grade::Ok, PositionOrigin::Given));
    assert_eq!(school.position, LonLat::new(100.1001, -0.3001).ok());
    assert_eq!(school.regions.district.is_some(), school.regions.province.is_some());
}

/// Audits one row and tells grade, reason and proposal.
#[track_caller]
fn check(row: Row, grade: Grade, reason: Option<Code>, proposal: Option<(f64, f64)>) {
    let audit = World::with_polygons(vec![row]).audit();
    let [school] = audit.schools.as_slice() else { panic!("one school") };
    assert_eq!((school.grade, school.grade_reason), (grade, reason), "{:?}", audit.findings);
    assert_eq!(school.position.is_some(), grade != Grade::Unusable);
    let finding = audit.findings.iter().find(|finding| Some(finding.code) == reason);
    assert_eq!(
        finding.and_then(|finding| finding.proposal),
        proposal.and_then(|(lon, lat)| LonLat::new(lon, lat).ok()),
        "{:?}",
        audit.findings
    );
    let settled = audit.findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    assert!(settled <= 1, "one reason, one finding: {:?}", audit.findings);
}

#[test]
fn positions_are_graded_by_the_rule_and_its_thresholds() {
    let at = |lat, lon| row("10000001", "13.06.01", lat, lon);
    let unusable = Grade::Unusable;
    check(at("-.3001000", "100,1001"), Grade::Ok, None, None);
    check(at("00°18'00.36\" S", "100°6'0.36\" BT"), Grade::Ok, None, None);
    // 1.1 km outside the district is what simplified polygons do.
    check(at("-0.3001", "100.2101"), Grade::Ok, None, None);
    check(at("-0.3001", "100.2201"), Grade::Doubtful, Some(Code::OutsideDistrict), None);
    check(at("-0.3001", "100.2880"), Grade::Doubtful, Some(Code::OutsideDistrict), None);
    check(at("-0.3001", "100.2980"), unusable, Some(Code::OutsideDistrict), None);
    // 1.1 km and 3.3 km outside the regency, both of them near the district.
    check(at("-0.4101", "100.1001"), Grade::Ok, None, None);
    check(at("-0.4301", "100.1001"), unusable, Some(Code::OutsideRegency), None);
    check(at("100.1001", "-0.3001"), unusable, Some(Code::SwappedAxes), Some((100.1001, -0.3001)));
    check(at("-0.3001", "10010010"), unusable, Some(Code::DecimalShift), Some((100.1001, -0.3001)));
    // -3.001 and -0.03001 are not in the district, -0.3001 is.
    check(at("-3001", "100.1001"), unusable, Some(Code::DecimalShift), Some((100.1001, -0.3001)));
    // A shift brings it into the country, but not home: nothing is proposed.
    check(at("-0.3001", "1111.1666"), unusable, Some(Code::DecimalShift), None);
    check(at(".3001", "100.1001"), unusable, Some(Code::LostSign), Some((100.1001, -0.3001)));
    // Flipped it reaches the regency, not the district.
    check(at(".1901", "100.1001").with(Column::DistrictCode, "13.06.01"), unusable, Some(Code::OutsideRegency), None);
    check(at("nan", "100.1"), unusable, Some(Code::NotANumber), None);
    check(at("", ""), unusable, Some(Code::MissingPosition), None);
    check(at(".0000000", "100.1"), unusable, Some(Code::ZeroPosition), None);
    check(at("91", "181"), unusable, Some(Code::OutsideCountry), None);
}

#[test]
fn a_flip_that_reaches_only_the_regency_is_not_proposed() {
    // 13.06.03 ends at -0.2: flipped to -0.25 the point is in 13.06.01.
    check(row("10000001", "13.06.03", ".2501", "100.1001"), Grade::Unusable, Some(Code::OutsideRegency), None);
}

#[test]
fn schools_in_other_districts_accuse_the_points() {
    let audit = World::with_polygons(displaced("13.06.01", -0.3, 100.33)).audit();
    let [finding] = with_code(&audit, Code::DisplacedDistrict)[..] else { panic!("{:?}", audit.findings) };
    assert_eq!((finding.suspect, finding.schools.len()), (Some(Suspect::Points), 7));
    assert!(audit.schools.iter().all(|school| school.grade_reason == Some(Code::DisplacedDistrict)));
    assert!(with_code(&audit, Code::OutsideDistrict).is_empty(), "one finding for the group");
}

#[test]
fn good_members_of_a_displaced_group_stay_good() {
    let mut rows = displaced("13.06.01", -0.3, 100.33);
    rows.push(row("10000008", "13.06.01", "-0.3001", "100.1001"));
    let audit = World::with_polygons(rows).audit();
    assert_eq!(school(&audit, "10000008").grade, Grade::Ok);
    assert_eq!(school(&audit, "10000001").grade, Grade::Unusable);
}

#[test]
fn a_school_far_from_its_displaced_group_has_a_fault_of_its_own() {
    let mut rows = displaced("13.06.01", -0.3, 100.33);
    rows.push(row("10000008", "13.06.01", "-1.3001", "114.4001"));
    let audit = World::with_polygons(rows).audit();
    let [finding] = with_code(&audit, Code::DisplacedDistrict)[..] else { panic!("{:?}", audit.findings) };
    assert_eq!(finding.schools.len(), 7);
    assert_eq!(school(&audit, "10000008").grade_reason, Some(Code::OutsideRegency));
}

#[test]
fn a_lost_sign_in_a_displaced_group_is_a_hint_of_the_group() {
    let mut rows = displaced("13.06.01", -0.3, 100.33);
    rows.push(row("10000008", "13.06.01", ".3001", "100.1001"));
    let audit = World::with_polygons(rows).audit();
    assert!(with_code(&audit, Code::LostSign).is_empty());
    let [finding] = with_code(&audit, Code::DisplacedDistrict)[..] else { panic!("{:?}", audit.findings) };
    assert!(
        finding.found.english().contains("low confidence") && finding.found.indonesian().contains("10000008"),
        "{}",
        finding.found.english()
    );
}

#[test]
fn schools_in_a_gap_accuse_the_polygon_and_void_its_test() {
    let mut rows = displaced("13.06.04", -0.15, 100.25);
    // Outside the regency too: that test stands.
    rows.push(row("10000008", "13.06.04", "-0.1501", "100.4501"));
    let audit = World::with_polygons(rows).audit();
    let [finding] = with_code(&audit, Code::DisplacedDistrict)[..] else { panic!("{:?}", audit.findings) };
    assert_eq!(finding.suspect, Some(Suspect::Polygon), "{}", finding.found.english());
    assert_eq!(school(&audit, "10000001").grade, Grade::Ok);
    assert_eq!(school(&audit, "10000008").grade_reason, Some(Code::OutsideRegency));
}

#[test]
fn a_point_that_several_regencies_share_is_a_default() {
    let shared = |npsn, district| row(npsn, district, "-0.3001", "100.1001");
    let audit =
        World::plain(vec![shared("10000001", "13.06.01"), shared("10000002", "13.06.01"), shared("10000003", "13.08.04")])
            .audit();
    assert_eq!(with_code(&audit, Code::SentinelPosition).len(), 3);
    assert!(with_code(&audit, Code::StackedPosition).is_empty(), "a default point is no stack");
    let one_regency =
        World::plain(vec![shared("10000001", "13.06.01"), shared("10000002", "13.06.01"), shared("10000003", "13.06.01")])
            .audit();
    assert!(with_code(&one_regency, Code::SentinelPosition).is_empty());
}

#[test]
fn an_unknown_default_longitude_is_told_by_its_company() {
    let half = |npsn, district, lat| row(npsn, district, lat, "120.5555");
    let rows = vec![
        half("10000001", "13.06.01", "-0.3001"),
        half("10000002", "13.08.04", "0.3001"),
        half("10000003", "13.06.02", "-0.3101"),
    ];
    let audit = World::with_polygons(rows).audit();
    assert_eq!(with_code(&audit, Code::SentinelPosition).len(), 3);
    // Two schools on one point are one place, and two places are chance.
    let campus = vec![
        half("10000001", "13.06.01", "-0.3001"),
        half("10000002", "13.06.01", "-0.3001"),
        half("10000003", "13.08.04", "0.3001"),
    ];
    assert!(with_code(&World::with_polygons(campus).audit(), Code::SentinelPosition).is_empty());
    // A longitude shared by schools that are where they should be is chance.
    let rows = vec![
        row("10000001", "13.06.01", "-0.3001", "100.1001"),
        row("10000002", "13.08.04", "0.3001", "100.1001"),
        row("10000003", "13.06.03", "-0.1001", "100.1001"),
    ];
    assert!(with_code(&World::with_polygons(rows).audit(), Code::SentinelPosition).is_empty());
}

#[test]
fn without_polygons_the_other_schools_of_the_regency_tell() {
    let mut rows = displaced("13.06.01", -0.3, 100.1);
    rows.push(row("10000008", "13.06.01", ".1563", "114.4211000"));
    rows.push(row("10000009", "13.06.01", "-.3003", "1001.001"));
    let audit = World::plain(rows).audit();
    assert_eq!(school(&audit, "10000008").grade_reason, Some(Code::SentinelPosition));
    assert_eq!(school(&audit, "10000009").grade_reason, Some(Code::DecimalShift));
    assert_eq!(audit.schools.iter().filter(|school| school.grade == Grade::Ok).count(), 7);
}

#[test]
fn a_school_on_the_default_meridian_is_no_default() {
    let audit = World::plain(vec![row("10000001", "62.03.01", "-3.0101", "114.4211")]).audit();
    assert_eq!(audit.schools[0].grade, Grade::Ok, "{:?}", audit.findings);
}

#[test]
fn a_whole_degree_file_is_refused_in_one_finding() {
    let rows = vec![
        row("10000001", "13.06.01", "-1", "100"),
        row("10000002", "13.06.01", "-2.0", "101"),
        row("10000003", "13.06.01", "", ""),
    ];
    let audit = World::plain(rows).audit();
    assert_eq!((audit.rows, audit.schools.len(), audit.refused.len()), (3, 0, 3));
    let [finding] = with_code(&audit, Code::WholeDegreeFile)[..] else { panic!("{:?}", audit.findings) };
    assert_eq!(finding.schools.len(), 3);
    assert_eq!((audit.files[0].kept, audit.files[0].refused), (0, 3));
    // One row with decimals, and the file is no longer the fault.
    let rows =
        vec![row("10000001", "13.06.01", "-1", "100"), row("10000002", "13.06.01", "-2", "101"), good().with(Column::Npsn, "3")];
    assert_eq!(World::plain(rows).audit().schools.len(), 3);
}

#[test]
fn doubtful_hubs_come_first_with_their_proposal() {
    let rows = vec![
        row("10000001", "13.06.01", "", ""),
        row("10000002", "13.06.01", ".3001", "100.1001").with(Column::Hub, "1"),
        row("10000003", "13.06.01", "-0.3001", "100.2501").with(Column::Hub, "1"),
        row("10000004", "13.06.01", "-0.3001", "100.1201").with(Column::Hub, "1"),
    ];
    let audit = World::with_polygons(rows).audit();
    let first: Vec<(Code, &str)> =
        audit.findings.iter().map(|f| (f.code, f.npsn.as_ref().map_or("", |n| n.as_str()))).take(2).collect();
    assert_eq!(first, [(Code::DoubtfulHub, "10000002"), (Code::DoubtfulHub, "10000003")]);
    assert_eq!(audit.findings[0].proposal, LonLat::new(100.1001, -0.3001).ok());
    assert_eq!(audit.findings[0].confidence, Some(Confidence::High));
    let severities: Vec<Severity> = audit.findings[2..].iter().map(|finding| finding.severity).collect();
    assert!(severities.is_sorted_by(|a, b| a >= b), "{severities:?}");
}

#[test]
fn a_school_abroad_is_its_own_class() {
    let abroad =
        row("10000001", "", "3.1390", "101.6869").with(Column::Province, "Luar Negeri").with(Column::Regency, "Malaysia");
    let audit = World::plain(vec![abroad]).audit();
    let school = &audit.schools[0];
    assert!(school.abroad && school.position.is_none());
    assert_eq!((school.grade, school.grade_reason), (Grade::Unusable, Some(Code::SchoolAbroad)));
    assert_eq!(audit.findings.len(), 1, "{:?}", audit.findings);
}

#[test]
fn an_unusable_school_may_stand_for_its_district() {
    let settings = Settings { unlocated: Unlocated::District, ..Settings::default() };
    let audit = World { settings, ..World::with_polygons(vec![row("10000001", "13.06.01", "", "")]) }.audit();
    let school = &audit.schools[0];
    assert!(school.is_approximate());
    assert_eq!((school.grade, school.grade_reason), (Grade::Unusable, Some(Code::MissingPosition)));
    let position = school.position.expect("the district has a polygon");
    assert!((100.0..=100.2).contains(&position.lon()) && (-0.4..=-0.2).contains(&position.lat()));
}

#[test]
fn accepted_repairs_are_audited_like_any_other_position() {
    let lost = || row("10000001", "13.06.01", ".3001", "100.1001");
    let repaired = |lines| World { repairs: lines, ..World::with_polygons(vec![lost()]) }.audit();
    let audit = repaired(vec![repair("10000001", "100.1001", "-.3001")]);
    let school = &audit.schools[0];
    assert_eq!((school.grade, school.origin), (Grade::Ok, PositionOrigin::Repaired));
    assert_eq!(school.given, LonLat::new(100.1001, 0.3001).ok());
    assert_eq!(school.position, LonLat::new(100.1001, -0.3001).ok());
    assert_eq!(audit.findings.len(), 1, "{:?}", audit.findings);

    let wrong = repaired(vec![repair("10000001", "105.1001", "-.3001")]);
    assert_eq!(wrong.schools[0].grade_reason, Some(Code::OutsideRegency));

    let torn = repaired(vec![repair("10000001", "100.1001", "-.3001"), repair("10000001", "100.1002", "-.3001")]);
    assert_eq!(torn.schools[0].grade_reason, Some(Code::LostSign));
    assert_eq!(with_code(&torn, Code::RepairUnused).len(), 2);

    for (npsn, lon, lat) in [("10-1", "100.1", "-0.3"), ("10000001", "inf", "-0.3"), ("10000001", "200", "-0.3")] {
        assert_eq!(with_code(&repaired(vec![repair(npsn, lon, lat)]), Code::RepairUnused).len(), 1, "{npsn} {lon} {lat}");
    }
}

#[test]
fn a_hub_list_marks_by_number_and_proposes_by_name() {
    let named = |npsn, district, name| row(npsn, district, "-0.3001", "100.1001").with(Column::Name, name);
    let rows = vec![
        named("10000001", "13.06.01", "SD NEGERI 04 SIKABU"),
        named("10000002", "13.08.04", "SD N 04 SIKABU").with(Column::Latitude, "0.3001"),
        named("10000003", "13.06.02", "SD NEGERI 05 SIKABU").with(Column::Longitude, "100.2901"),
    ];
    let hubs = vec![
        hub("10000003", "", &[(Column::Cohort, "2"), (Column::Capacity, "5")]),
        hub("", "SDN 4 Sikabu", &[(Column::RegencyCode, "13.06")]),
        hub("", "SDN 4 Sikabu", &[]),
        hub("88888888", "SDN 8", &[]),
    ];
    let audit = World { hubs, ..World::plain(rows) }.audit();
    let marked: Vec<&str> =
        audit.schools.iter().filter(|school| school.hub.is_some()).map(|school| school.npsn.as_str()).collect();
    assert_eq!(marked, ["10000003"], "names are never applied");
    let hub = school(&audit, "10000003").hub.as_ref().expect("marked");
    assert_eq!((hub.cohort.as_deref(), hub.capacity), (Some("2"), Some(5)));
    let mut proposals: Vec<Vec<&str>> =
        with_code(&audit, Code::HubNameProposal).iter().map(|f| f.schools.iter().map(|n| n.as_str()).collect()).collect();
    proposals.sort();
    assert_eq!(proposals, [vec!["10000001"], vec!["10000001", "10000002"]]);
    let [unknown] = with_code(&audit, Code::UnknownHub)[..] else { panic!("{:?}", audit.findings) };
    assert_eq!(unknown.npsn.map(|npsn| npsn.to_string()).as_deref(), Some("88888888"));
}

#[test]
fn cells_become_values_and_what_is_not_understood_is_said_once() {
    let full = good()
        .with(Column::Name, "  SD   Negeri\t1 ")
        .with(Column::Status, "Swasta")
        .with(Column::Hub, "Ya")
        .with(Column::Capacity, "4")
        .with(Column::Priority, "7")
        .with(Column::Accreditation, "Terakreditasi B")
        .with(Column::TrainedTeachers, "3.0")
        .with(Column::Pupils, "120");
    let odd = |npsn| row(npsn, "13.06.01", "-0.3101", "100.1101").with(Column::Status, "1").with(Column::Priority, "0");
    let audit = World::plain(vec![full, odd("10000002"), odd("10000003").with(Column::Latitude, "-0.3201")]).audit();
    let first = school(&audit, "10000001");
    assert_eq!((&*first.name, first.priority, first.pupils, first.trained_teachers), ("SD Negeri 1", 7, Some(120), Some(3)));
    assert_eq!((first.accreditation, first.hub.as_ref().and_then(|hub| hub.capacity)), (Some(Accreditation::B), Some(4)));
    assert_eq!(school(&audit, "10000002").priority, 1);
    let odd: Vec<usize> = with_code(&audit, Code::UnknownValue).iter().map(|finding| finding.schools.len()).collect();
    assert_eq!(odd, [2, 2], "one finding per column and spelling: {:?}", audit.findings);
}

#[test]
fn doubles_need_one_name_and_one_place() {
    let named = |npsn, lat| row(npsn, "13.06.01", lat, "100.1001").with(Column::Name, "SDN 46 GURUN PANJANG");
    let doubles = |rows| with_code(&World::plain(rows).audit(), Code::DoubledSchool).len();
    assert_eq!(doubles(vec![named("10000001", "-0.3001"), named("10000002", "-0.3002")]), 1);
    assert_eq!(doubles(vec![named("10000001", "-0.3001"), named("10000002", "")]), 1, "nothing tells them apart");
    assert_eq!(doubles(vec![named("10000001", "-0.3001"), named("10000002", "-0.3501")]), 0, "names are no key");
    assert_eq!(doubles(vec![named("10000001", "-0.3001"), named("10000002", "-0.3002").with(Column::Form, "SMP")]), 0);
}

#[test]
fn refused_rows_are_findings_and_count() {
    let mut list = import(&[good()]);
    list.files[0] = file("daftar.csv", 2);
    list.files[0].kept = 1;
    list.files[0].refused = 1;
    let finding = Finding::new(Code::DuplicateNpsn, Said::fixed("satu baris saja", "expected one row, found two"));
    list.refused.push(imbas::import::Refused { place: list.records[0].place, finding });
    let audit =
        imbas::audit::run(list, Decisions::default(), &mut Regions::national(), &Boundaries::default(), &Settings::default());
    assert_eq!((audit.rows, audit.schools.len(), audit.refused.len()), (2, 1, 1));
    assert_eq!(with_code(&audit, Code::DuplicateNpsn).len(), 1);
}

/// Texts as cells have them: blanks, numbers of all kinds, signs, letters of several scripts.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[-+]?[0-9]{0,4}[.,][0-9]{0,8}",
        "[0-9]{1,3}[°º:][0-9]{1,2}['′][0-9]{0,2}[\"″]? ?[NSEWUTB]?",
        "[0-9eE.,+-]{0,12}",
        "\\PC{0,20}",
        prop::sample::select(vec![
            "nan",
            "inf",
            "-inf",
            "1e400",
            "-0",
            "13.06.01",
            "SD",
            "ya",
            "114.4211",
            "Luar Negeri",
            "°'\"",
            "−"
        ])
        .prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_of_any_cell_panics(rows in prop::collection::vec(prop::collection::vec(cell(), Column::ALL.len()), 1..8)) {
        let rows = rows.into_iter().enumerate().map(|(at, cells)| {
            let start = row(&at.to_string(), "13.06.01", "", "");
            Column::ALL.iter().zip(cells).skip(1).fold(start, |row, (column, text)| row.with(*column, text.trim()))
        });
        let audit = World::with_polygons(rows.collect()).audit();
        for school in &audit.schools {
            prop_assert!(school.position.is_none_or(|position| position.lon() != 0.0 && position.lat() != 0.0));
        }
    }

    #[test]
    fn shuffled_rows_give_the_same_audit(order in Just((0..60usize).collect::<Vec<_>>()).prop_shuffle()) {
        prop_assert_eq!(audited(&order), audited(&(0..60).collect::<Vec<_>>()));
    }
}

/// The audit of a list of 60 rows with all kinds of faults, its lines in some order; without places, which name lines.
fn audited(order: &[usize]) -> String {
    let mut text = String::from("npsn,nama,bentuk,status,kecamatan,kabupaten,provinsi,lintang,bujur,penggerak,prioritas\n");
    for at in order {
        let (lat, lon) = (
            ["-.3001", "", ".0000000", "x", "-0.3", "6.2", "100.2"][at % 7],
            ["100.1", "114.4211", "1003.65", "0", "55"][at % 5],
        );
        let district = ["Baso", "Entah Berantah", "Banuhampu", "Lain Sekali"][at % 4];
        let (form, priority) = (["SD", "SMP", "XX"][at % 3], at % 9 * 200);
        let hub = at % 2;
        text.push_str(&format!(
            "{},SD {},{form},N,{district},Kab. Agam,Sumatera Barat,{lat},{lon},{hub},{priority}\n",
            10_000_000 + at,
            at / 2
        ));
    }
    let source = Source::Bytes { name: "daftar.csv".into(), bytes: Cow::Owned(text.into_bytes()) };
    let list = imbas::import::read(&[source]).expect("a school list");
    let mut regions = Regions::national();
    let audit: Audit = imbas::audit::run(list, Decisions::default(), &mut regions, &Boundaries::default(), &Settings::default());
    let findings: Vec<Finding> = audit.findings.into_iter().map(|finding| Finding { place: None, ..finding }).collect();
    format!("{:?}{:?}{:?}", audit.schools, findings, audit.effects)
}

/// Run with `cargo test --release --test it audit:: -- --ignored --nocapture`.
#[test]
#[ignore = "a large case: 220,000 schools without polygons"]
fn a_national_list_is_audited_in_a_moment() {
    let rows: Vec<Row> = (0..220_000u64)
        .map(|at| {
            let district = format!("13.{:02}.{:02}", 1 + at % 9, 1 + at / 9 % 6);
            let lat = format!("-{}.{:06}", at % 3, (at * 7_919) % 1_000_000);
            let lon = format!("{}.{:06}", 98 + at % 4, (at * 104_729) % 1_000_000);
            row(&(10_000_000 + at).to_string(), &district, &lat, &lon)
        })
        .collect();
    let list = import(&rows);
    let start = std::time::Instant::now();
    let audit =
        imbas::audit::run(list, Decisions::default(), &mut Regions::national(), &Boundaries::default(), &Settings::default());
    println!("220,000 schools audited in {:?}", start.elapsed());
    assert_eq!(audit.schools.len(), 220_000);
}
