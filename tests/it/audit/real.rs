//! The real list of West Sumatra of 2019 against its real polygons: the rows that must and must not be found.
//!
//! Skipped, with a printed line, where the shared data is absent. Rows and figures: DATA.md of the shared folder.

use super::world::{school, with_code};
use crate::shared;
use geo::{BooleanOps, MultiPolygon, Rect, coord};
use geojson::{FeatureCollection, GeometryValue};
use imbas::audit::{self, Audit, Decisions, Effect, Settings};
use imbas::import::{self, Source};
use imbas::model::{Code, Finding, Grade, RegionId, Suspect};
use imbas::regions::{Boundaries, Lookup, Regions};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

/// The whole list before both files of polygons.
static SUMBAR: LazyLock<Option<(Audit, Regions)>> = LazyLock::new(|| audited(std::convert::identity));

/// Audits the list; the polygons of the districts pass through `change` first.
fn audited(change: impl Fn(String) -> String) -> Option<(Audit, Regions)> {
    let folder = shared::folder()?;
    let list = import::read(&lists(&folder)).expect("the list is readable");
    let read = |name: &str| std::fs::read_to_string(folder.join("batas-sumbar").join(name)).expect("the polygons are readable");
    let districts = change(read("kecamatan_13.geojson"));
    let regencies = read("kabkota_13.geojson");
    let files: [(Arc<str>, &[u8]); 2] =
        [("kecamatan_13.geojson".into(), districts.as_bytes()), ("kabkota_13.geojson".into(), regencies.as_bytes())];
    let mut regions = Regions::national();
    let (boundaries, _) = Boundaries::read(&files, &mut regions).expect("the polygons are readable");
    let audit = audit::run(list, Decisions::default(), &mut regions, &boundaries, &Settings::default());
    Some((audit, regions))
}

/// The files of the list one by one: what a folder holds besides is the import's own test.
fn lists(folder: &Path) -> Vec<Source> {
    let files = std::fs::read_dir(folder.join("sekolah-sumbar-2019")).expect("the folder is readable");
    let mut lists: Vec<PathBuf> = files.map(|file| file.expect("a file").path()).collect();
    lists.retain(|path| path.extension().is_some_and(|end| end == "json"));
    lists.sort();
    lists.into_iter().map(Source::Path).collect()
}

fn region(regions: &Regions, code: &str) -> RegionId {
    match regions.lookup(code) {
        Lookup::Found(region) => region,
        other => panic!("{code} is {other:?}"),
    }
}

fn displaced<'a>(audit: &'a Audit, regions: &Regions, code: &str) -> &'a Finding {
    let district = region(regions, code);
    let found = with_code(audit, Code::DisplacedDistrict);
    found.into_iter().find(|finding| finding.region == Some(district)).unwrap_or_else(|| panic!("{code} is not displaced"))
}

fn effect(audit: &Audit, code: Code) -> Effect {
    *audit.effects.iter().find(|effect| effect.code == code).expect("the rule spoke")
}

#[test]
fn every_row_is_accounted_for() {
    let Some((audit, _)) = &*SUMBAR else { return };
    assert_eq!(audit.rows, 5_594);
    assert_eq!(audit.schools.len() + audit.refused.len(), 5_594);
}

/// The figures of DATA.md sections 4 and 6, to the row. Displaced are 28 districts; 485 of their 697 schools lie outside, three of these far from all others of their district, and of the 868 rows
/// beyond 2 km those and the sentinels, the lost sign and the rows outside their regency have a reason of their own.
#[test]
fn the_effects_show_the_price_of_the_thresholds() {
    let Some((audit, _)) = &*SUMBAR else { return };
    let district = effect(audit, Code::OutsideDistrict);
    assert_eq!((district.schools, district.unusable_alone), (868, 425));
    assert_eq!(effect(audit, Code::OutsideRegency).schools, 62);
    assert_eq!(effect(audit, Code::MissingPosition).schools, 12);
    assert_eq!(effect(audit, Code::ZeroPosition).schools, 8 + 71);
    assert_eq!(effect(audit, Code::OutsideCountry).schools, 2);
    assert_eq!(effect(audit, Code::DecimalShift).schools, 1);
    assert_eq!(effect(audit, Code::SentinelPosition).schools, 8);
    assert_eq!(effect(audit, Code::StackedPosition).schools, 149);
    println!("{:#?}", audit.effects);
    let graded = |grade| audit.schools.iter().filter(|school| school.grade == grade).count();
    assert_eq!(audit.effects.iter().map(|effect| effect.unusable).sum::<usize>(), graded(Grade::Unusable));
    assert_eq!(audit.effects.iter().map(|effect| effect.doubtful).sum::<usize>(), graded(Grade::Doubtful));
}

#[test]
fn only_true_lost_signs_are_proposed() {
    let Some((audit, _)) = &*SUMBAR else { return };
    let proposed: Vec<String> = audit
        .findings
        .iter()
        .filter(|finding| finding.code == Code::LostSign)
        .map(|finding| format!("{} {:?}", finding.npsn.expect("a row"), finding.proposal))
        .collect();
    let is_proposed = |npsn: &str| proposed.iter().any(|line| line.starts_with(npsn));
    assert!(is_proposed("10301946 Some(LonLat(100.7096, -1.6902))"));
    for npsn in ["10307596", "10308288", "10305583", "10300848", "10301167", "10304416", "10304366", "10304346"] {
        assert!(!is_proposed(npsn), "{npsn}");
        assert!(!audit.findings.iter().any(|f| f.proposal.is_some() && f.npsn.is_some_and(|n| n.as_str() == npsn)), "{npsn}");
    }
}

#[test]
fn displaced_districts_are_one_finding_each_and_accuse_the_points() {
    let Some((audit, regions)) = &*SUMBAR else { return };
    let all = with_code(audit, Code::DisplacedDistrict);
    assert_eq!(all.len(), 28);
    assert!(all.iter().all(|finding| finding.suspect == Some(Suspect::Points)));

    let sungai_pua = displaced(audit, regions, "13.06.12");
    assert_eq!((sungai_pua.schools.len(), sungai_pua.suspect), (20, Some(Suspect::Points)));
    let rows = |finding: &Finding| {
        finding.code != Code::DisplacedDistrict
            && finding.code != Code::DoubtfulHub
            && finding.severity == imbas::model::Severity::Error
    };
    assert!(!audit.findings.iter().any(|f| rows(f) && f.region == sungai_pua.region), "the group speaks for its rows");

    let lareh = displaced(audit, regions, "13.07.09");
    assert_eq!(lareh.suspect, Some(Suspect::Points));
    for npsn in ["10304366", "10304346"] {
        assert_eq!(school(audit, npsn).grade_reason, Some(Code::DisplacedDistrict), "{npsn}");
        assert!(lareh.schools.iter().any(|member| member.as_str() == npsn), "{npsn}");
        assert!(lareh.found.english().contains(npsn), "{npsn}: {}", lareh.found.english());
    }
    // The last three fit their districts when flipped, with the tolerance; both districts, Akabiluru and Lareh Sago Halaban, are displaced.
    for npsn in ["10307596", "10300848", "10304383", "10301108", "10304274"] {
        assert_eq!(school(audit, npsn).grade_reason, Some(Code::DisplacedDistrict), "{npsn}");
    }
}

#[test]
fn a_polygon_cut_to_a_corner_accuses_the_polygon() {
    let Some((audit, regions)) = audited(cut_iv_koto) else { return };
    let finding = displaced(&audit, &regions, "13.06.05");
    assert_eq!(finding.suspect, Some(Suspect::Polygon), "{}", finding.found.english());
    let district = Some(region(&regions, "13.06.05"));
    let members: Vec<_> = audit.schools.iter().filter(|school| school.regions.district == district).collect();
    assert_eq!(members.len(), 29);
    assert!(members.iter().all(|school| school.grade_reason != Some(Code::OutsideDistrict)), "its test is void");
    assert_eq!(with_code(&audit, Code::DisplacedDistrict).len(), 29, "the other findings stay as they are");
}

/// Cuts IV Koto to the box that its polygon had in a broken source.
fn cut_iv_koto(text: String) -> String {
    let mut collection: FeatureCollection = text.parse().expect("GeoJSON");
    let corner = Rect::new(coord! { x: 100.344, y: -0.344 }, coord! { x: 100.360, y: -0.320 }).to_polygon();
    for feature in &mut collection.features {
        if feature.property("kode").and_then(|code| code.as_str()) == Some("13.06.05") {
            let geometry = feature.geometry.take().expect("a polygon");
            let whole: MultiPolygon = geometry.value.try_into().expect("polygons");
            let cut = whole.intersection(&MultiPolygon::from(corner.clone()));
            feature.geometry = Some(geojson::Geometry::new(GeometryValue::from(&cut)));
        }
    }
    collection.to_string()
}

/// Without polygons of regencies the longitude 100.2535 is shared by three schools of two displaced districts, two of them on one point.
#[test]
fn without_polygons_of_regencies_the_default_points_are_the_same() {
    let Some(folder) = shared::folder() else { return };
    let list = import::read(&lists(&folder)).expect("the list is readable");
    let districts = std::fs::read_to_string(folder.join("batas-sumbar/kecamatan_13.geojson")).expect("the polygons are readable");
    let mut regions = Regions::national();
    let files: [(Arc<str>, &[u8]); 1] = [("kecamatan_13.geojson".into(), districts.as_bytes())];
    let (boundaries, _) = Boundaries::read(&files, &mut regions).expect("the polygons are readable");
    let audit = audit::run(list, Decisions::default(), &mut regions, &boundaries, &Settings::default());
    assert_eq!(effect(&audit, Code::SentinelPosition).schools, 8);
}

/// 1,468 km off its regency, in a district whose schools lie 11 km off: what displaced them did not displace it.
#[test]
fn a_school_far_from_its_displaced_group_is_judged_on_its_own() {
    let Some((audit, regions)) = &*SUMBAR else { return };
    assert_eq!(school(audit, "10308197").grade_reason, Some(Code::OutsideRegency));
    let group = displaced(audit, regions, "13.01.12");
    assert!(
        !group.schools.iter().any(|npsn| npsn.as_str() == "10308197") && group.found.english().contains("judged on their own")
    );
}

#[test]
fn single_rows_have_their_reasons() {
    let Some((audit, _)) = &*SUMBAR else { return };
    for (npsn, reason) in [
        ("69946102", Code::MissingPosition),
        ("10300155", Code::ZeroPosition),
        ("10300662", Code::ZeroPosition),
        ("10305496", Code::OutsideCountry),
        ("10305699", Code::OutsideCountry),
        // A shift brings it into the country, not into its own regency.
        ("10310577", Code::DecimalShift),
        ("10300922", Code::SentinelPosition),
        ("10303856", Code::SentinelPosition),
        ("10301946", Code::LostSign),
        ("10300288", Code::OutsideRegency),
        ("10301053", Code::ZeroPosition),
        ("10300114", Code::OutsideDistrict),
    ] {
        let school = school(audit, npsn);
        assert_eq!((school.grade, school.grade_reason), (Grade::Unusable, Some(reason)), "{npsn}");
        assert_eq!(school.position, None, "{npsn}");
    }
    let medan = with_code(audit, Code::OutsideRegency).into_iter().find(|f| f.npsn.is_some_and(|n| n.as_str() == "10300288"));
    assert!(medan.is_some_and(|finding| finding.found.english().contains("outside its province")), "{medan:?}");
    for npsn in ["10307460", "10307466"] {
        assert_eq!(school(audit, npsn).grade, Grade::Ok, "two schools 2 m apart are nothing: {npsn}");
        assert!(!audit.findings.iter().any(|f| f.code == Code::StackedPosition && f.schools.iter().any(|n| n.as_str() == npsn)));
    }
}

#[test]
fn names_of_hubs_are_proposed_with_their_numbers() {
    let Some(folder) = shared::folder() else { return };
    let list = import::read(&lists(&folder)).expect("the list is readable");
    let text = std::fs::read_to_string(folder.join("penggerak-sumbar/penggerak_sma_sumbar_npsn.csv")).expect("readable");
    let mut lines = csv::Reader::from_reader(text.as_bytes());
    let truth: Vec<csv::StringRecord> = lines.records().map(|line| line.expect("a line")).collect();
    let entries: Vec<_> =
        truth.iter().map(|line| super::hub("", &line[6], &[(imbas::import::Column::Regency, &line[3])])).collect();
    let mut regions = Regions::national();
    let audit = audit::run(
        list,
        Decisions { hubs: &entries, ..Decisions::default() },
        &mut regions,
        &Boundaries::default(),
        &Settings::default(),
    );
    let proposals = with_code(&audit, Code::HubNameProposal);
    assert_eq!(proposals.len(), 28);
    for line in &truth {
        let fits = |finding: &&&Finding| finding.found.english().contains(&format!("\"{}\"", &line[6]));
        let finding = proposals.iter().find(fits).unwrap_or_else(|| panic!("{} has a finding", &line[6]));
        assert!(finding.schools.iter().any(|npsn| npsn.as_str() == &line[0]), "{}: {}", &line[0], finding.found.english());
    }
    assert!(audit.schools.iter().all(|school| school.hub.is_none()), "names are never applied");
}
