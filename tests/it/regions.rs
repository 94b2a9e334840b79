//! Codes, names and boundaries of regions.

use imbas::model::{Code, Finding, LonLat, RegionCode, RegionId, RegionLevel};
use imbas::regions::{Boundaries, BoundaryError, Lookup, Names, Regions, Resolved};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

/// Third-party data beside the project; tests that need it say so when it is absent.
fn shared_data(file: &str) -> Option<PathBuf> {
    let path = crate::shared::folder()?.join(file);
    if !path.exists() {
        println!("skipped: {} is absent", path.display());
        return None;
    }
    Some(path)
}

fn code(regions: &Regions, id: Option<RegionId>) -> &str {
    id.map_or("", |id| &regions.get(id).code.text)
}

fn codes<'r>(regions: &'r Regions, found: &Resolved) -> [&'r str; 3] {
    [code(regions, found.province), code(regions, found.regency), code(regions, found.district)]
}

fn check_row(names: Names<'_>, expected: [&str; 3]) {
    let mut regions = Regions::national();
    let found = regions.resolve(names);
    assert_eq!(codes(&regions, &found), expected, "{names:?}");
    assert!(found.unknown.is_empty(), "{:?}", found.unknown);
}

fn named<'a>(province: &'a str, regency: &'a str, district: &'a str) -> Names<'a> {
    Names { province: (province, ""), regency: (regency, ""), district: (district, ""), code: "" }
}

#[test]
fn names_are_found_inside_their_parents() {
    check_row(named("Prov. Sumatera Barat", "Kota Bukittinggi", "Kec. Guguk Panjang"), ["13", "13.75", "13.75.01"]);
    check_row(named("PROV. JAWA BARAT", "KAB. BANDUNG", "KEC. CIWIDEY"), ["32", "32.04", "32.04.39"]);
    check_row(named("", "Kab. Agam", "Kec.Sungai Pua"), ["13", "13.06", "13.06.12"]);
    check_row(named("Prop. Sumatera Barat", "", ""), ["13", "", ""]);
    check_row(named("Prov. Papua", "Kab. Merauke", ""), ["93", "93.01", ""]);
}

#[test]
fn a_kabupaten_and_a_kota_of_one_name_are_two() {
    check_row(named("Sumatera Barat", "Kab. Solok", ""), ["13", "13.02", ""]);
    check_row(named("Sumatera Barat", "KOTA SOLOK", ""), ["13", "13.72", ""]);
    let mut regions = Regions::national();
    let found = regions.resolve(named("Sumatera Barat", "Solok", ""));
    assert_eq!(found.unknown, [RegionLevel::Regency]);
    assert_eq!(codes(&regions, &found), ["13", "Solok", ""]);
}

#[test]
fn codes_of_several_systems_are_read() {
    let coded = |province, regency, district| Names {
        province: ("", province),
        regency: ("", regency),
        district: ("", district),
        code: "",
    };
    check_row(coded("080000  ", "086000  ", ""), ["13", "13.75", ""]);
    check_row(coded("80000", "80100", ""), ["13", "13.06", ""]);
    check_row(coded("", "", "13.75.02"), ["13", "13.75", "13.75.02"]);
    check_row(coded("", "13.06", "130612"), ["13", "13.06", "13.06.12"]);
    check_row(Names { code: "13.75.02.1001", ..Names::default() }, ["13", "13.75", "13.75.02"]);
    check_row(Names { code: "086001", district: ("Kec. Guguk Panjang", ""), ..Names::default() }, ["13", "13.75", "13.75.01"]);
}

#[test]
fn six_digits_of_another_system_do_not_make_a_district() {
    // 110101 is Bakongan (Aceh) without dots, and a district of Sumatera Selatan in Dapodik's digits.
    let mut regions = Regions::national();
    let names = Names {
        province: ("Prov. Sumatera Selatan", ""),
        regency: ("Kab. Muara Enim", "110100"),
        district: ("Kec. Tak Ada", "110101"),
        code: "",
    };
    let found = regions.resolve(names);
    assert_eq!(codes(&regions, &found), ["16", "16.03", "110101"]);
    assert_eq!(found.unknown, [RegionLevel::District]);
}

#[test]
fn four_bare_digits_leave_the_decision_to_the_name() {
    let mut regions = Regions::national();
    let padang_pariaman = regions.resolve(Names { regency: ("Kab. Padang Pariaman", "1306"), ..named("Sumatera Barat", "", "") });
    assert_eq!(code(&regions, padang_pariaman.regency), "13.05");
    let nameless = regions.resolve(Names { regency: ("", "1306"), ..named("Sumatera Barat", "", "") });
    assert_eq!(nameless.unknown, [RegionLevel::Regency]);
    assert_eq!(regions.get(nameless.regency.unwrap()).code, RegionCode::local("1306"));
}

#[test]
fn made_up_codes_still_group() {
    let mut regions = Regions::national();
    let national = regions.iter().count();
    let row = |code| Names { regency: ("", code), ..Names::default() };
    let first = regions.resolve(row("X000"));
    let second = regions.resolve(row("X001"));
    assert_ne!(first.regency, second.regency);
    assert_eq!(regions.resolve(row(" X000 ")), first);
    let region = regions.get(first.regency.unwrap());
    assert_eq!(
        (&region.code, &*region.name, region.level, region.parent),
        (&RegionCode::local("X000"), "X000", RegionLevel::Regency, None)
    );
    assert_eq!(regions.iter().count(), national + 2);
}

#[test]
fn a_local_region_belongs_to_its_parent() {
    let mut regions = Regions::national();
    let in_agam = regions.resolve(named("Sumatera Barat", "Kab. Agam", "Kec. Negeri Dongeng"));
    let in_solok = regions.resolve(named("Sumatera Barat", "Kab. Solok", "Negeri  Dongeng"));
    assert_ne!(in_agam.district, in_solok.district);
    assert_eq!(regions.get(in_agam.district.unwrap()).parent, in_agam.regency);
    assert_eq!(code(&regions, in_agam.district), "Kec. Negeri Dongeng");
    assert_eq!(code(&regions, in_solok.district), "Negeri Dongeng");
    assert_eq!(regions.resolve(named("Sumatera Barat", "Kab. Agam", "KEC. NEGERI DONGENG")).district, in_agam.district);
}

#[test]
fn no_two_regions_have_one_code() {
    let mut regions = Regions::national();
    let numbered = |regency| Names { district: ("", "1"), ..named("Sumatera Barat", regency, "") };
    let agam = regions.resolve(numbered("Kab. Agam"));
    let solok = regions.resolve(numbered("Kab. Solok"));
    assert_eq!([code(&regions, agam.district), code(&regions, solok.district)], ["1", "13.02:1"]);
    let odd = regions.resolve(Names { district: ("", "13"), ..named("Sumatera Barat", "Kab. Agam", "") });
    assert_eq!(code(&regions, odd.district), "13.06:13");
    assert_eq!(regions.lookup("13"), Lookup::Found(agam.province.unwrap()));
    assert_eq!(regions.lookup("13.06:13"), Lookup::Found(odd.district.unwrap()));
}

#[test]
fn the_first_row_with_a_parent_adopts_a_region_without_one() {
    let mut regions = Regions::national();
    let orphan = regions.resolve(Names { regency: ("", "X000"), ..Names::default() });
    let stated = regions.resolve(Names { regency: ("Kab. Contoh", "X000"), ..named("Sumatera Barat", "", "") });
    assert_eq!(orphan.regency, stated.regency);
    let region = regions.get(stated.regency.unwrap());
    assert_eq!((&*region.name, region.parent), ("Kab. Contoh", stated.province));
}

#[test]
fn dotted_local_codes_have_the_parents_of_their_prefix() {
    let mut regions = Regions::national();
    let district = regions.resolve(Names { code: "99.01.02", ..Names::default() });
    assert_eq!(codes(&regions, &district), ["99", "99.01", "99.01.02"]);
    let named = Names {
        province: ("Pulau Contoh", "99"),
        regency: ("Kab. Contoh", "99.01"),
        district: ("Kec. Dua", "99.01.02"),
        code: "",
    };
    let row = regions.resolve(named);
    assert_eq!((row.province, row.regency, row.district), (district.province, district.regency, district.district));
    assert_eq!(&*regions.get(row.province.unwrap()).name, "Pulau Contoh");
    assert!(regions.is_within(row.district.unwrap(), row.province.unwrap()));
    let beside = regions.resolve(Names { code: "13.06.99", ..Names::default() });
    assert_eq!(codes(&regions, &beside), ["13", "13.06", "13.06.99"]);
}

fn check_lookup(code: &str, expected: &[&str], wanted: fn(&Lookup) -> Option<Vec<RegionId>>) {
    let regions = Regions::national();
    let found = regions.lookup(code);
    let ids = wanted(&found).unwrap_or_else(|| panic!("{code}: {found:?}"));
    assert_eq!(ids.iter().map(|id| &*regions.get(*id).code.text).collect::<Vec<_>>(), expected, "{code}");
}

#[test]
fn a_code_is_found_or_told_to_be_ambiguous() {
    let found = |lookup: &Lookup| if let Lookup::Found(id) = lookup { Some(vec![*id]) } else { None };
    for (code, expected) in [
        ("13.06", "13.06"),
        ("13", "13"),
        ("13.75.02", "13.75.02"),
        ("080100", "13.06"),
        ("80100", "13.06"),
        ("080100  ", "13.06"),
        ("130602", "13.06.02"),
        ("Bukittinggi", "13.75"),
        ("kab. agam", "13.06"),
        ("Kota Sawah Lunto", "13.73"),
        ("Lima Puluh Koto", "13.07"),
        ("Koto Bukittinggi", "13.75"),
        ("Sungai Pua", "13.06.12"),
        ("kec. guguak panjang", "13.75.01"),
    ] {
        check_lookup(code, &[expected], found);
    }
    let ambiguous = |lookup: &Lookup| if let Lookup::Ambiguous(ids) = lookup { Some(ids.clone()) } else { None };
    check_lookup("1306", &["13.06", "13.05"], ambiguous);
    check_lookup("1375", &["13.75"], ambiguous);
    check_lookup("1310", &["13.10", "13.11"], ambiguous);
    check_lookup("Solok", &["13.02", "13.72"], ambiguous);
}

#[test]
fn an_unknown_code_is_answered_with_near_ones() {
    let unknown = |lookup: &Lookup| if let Lookup::Unknown(ids) = lookup { Some(ids.clone()) } else { None };
    check_lookup("13.06.99", &["13.06"], unknown);
    check_lookup("13.75.02.1001", &["13.75.02"], unknown);
    let first = |lookup: &Lookup| if let Lookup::Unknown(ids) = lookup { Some(ids[..1].to_vec()) } else { None };
    check_lookup("Bukitinggi", &["13.75"], first);
    check_lookup("Padangg", &["13.71"], first);
    check_lookup("Agm", &["13.06"], first);
    check_lookup("", &[], unknown);
    check_lookup("zzzz", &[], unknown);
}

#[test]
fn a_search_is_tolerant_and_ranked() {
    let regions = Regions::national();
    let first = |text| regions.search(text, 3).first().map(|id| &*regions.get(*id).code.text);
    for (text, expected) in [
        ("guguk panjang", "13.75.01"),
        ("GUGUAK PANJANG", "13.75.01"),
        ("kota solok", "13.72"),
        ("kab solok", "13.02"),
        ("sumatera bar", "13"),
        ("lima puluh koto", "13.07"),
        ("13.75.0", "13.75.01"),
        ("086000", "13.75"),
        ("mamuju utara", "76.01"),
        ("padang sago", "13.05.12"),
    ] {
        assert_eq!(first(text), Some(expected), "{text}");
    }
    assert_eq!(regions.search("a", 7).len(), 7);
    assert!(regions.search("", 7).is_empty());
}

/// The rows of a comma-separated file without quotes.
fn rows(path: &std::path::Path) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(path).expect("the file is text");
    text.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

#[test]
fn no_district_of_the_ministry_s_list_is_found_wrong() {
    let Some(districts) = shared_data("kode-wilayah/dapodik_kemendagri_kecamatan.csv") else { return };
    let Some(regencies) = shared_data("kode-wilayah/dapodik_kemendagri_kabkota.csv") else { return };
    let regencies: BTreeMap<String, (String, String)> =
        rows(&regencies).into_iter().map(|row| (row[0].clone(), (row[1].clone(), row[2].clone()))).collect();
    let mut regions = Regions::national();
    let (mut same, mut sumbar, mut other, mut none) = (0, 0, Vec::new(), 0);
    for row in rows(&districts) {
        let (name, regency) = &regencies[&row[2]];
        let Lookup::Found(province) = regions.lookup(&regency[..2]) else { panic!("{regency}") };
        let province = regions.get(province).name.clone();
        let found =
            regions.resolve(Names { province: (&province, ""), regency: (name, ""), district: (&row[1], &row[0]), code: "" });
        assert_eq!(code(&regions, found.regency), regency, "{name}");
        if found.unknown.contains(&RegionLevel::District) {
            none += 1;
        } else if code(&regions, found.district) == row[3] {
            same += 1;
            sumbar += usize::from(regency.starts_with("13."));
        } else {
            other.push(format!("{} {name}: {}, file {} {} ({})", row[1], code(&regions, found.district), row[3], row[4], row[5]));
        }
    }
    println!("districts: {same} as the file, {} otherwise, {none} not found\n{}", other.len(), other.join("\n"));
    assert_eq!(sumbar, 179);
    // Where this disagrees, the file has a similar name that nobody checked, or none.
    assert!(other.iter().all(|row| row.ends_with("(mirip)") || row.ends_with("(tidak_cocok)")));
    assert!(same > 6_800 && other.len() < 20 && none < 110);
}

/// A square of a tenth of a degree as a feature with these properties.
fn square(west: f64, south: f64, properties: &str) -> String {
    let (east, north) = (west + 0.1, south + 0.1);
    let ring = format!("[[{west},{south}],[{east},{south}],[{east},{north}],[{west},{north}],[{west},{south}]]");
    format!(r#"{{"type":"Feature","properties":{properties},"geometry":{{"type":"Polygon","coordinates":[{ring}]}}}}"#)
}

fn read(features: &[String], regions: &mut Regions) -> Result<(Boundaries, Vec<Finding>), BoundaryError> {
    let text = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
    Boundaries::read(&[(Arc::from("batas.geojson"), text.as_bytes())], regions)
}

fn at(lon: f64, lat: f64) -> LonLat {
    LonLat::new(lon, lat).unwrap()
}

#[test]
fn boundaries_find_their_regions_by_code_or_name() {
    let mut regions = Regions::national();
    let features = [
        square(100.0, 0.0, r#"{"kode":"13.75","nama":"Kota Bukittinggi"}"#),
        square(100.1, 0.0, r#"{"Kode Wilayah":"080100"}"#),
        square(100.2, 0.0, r#"{"kode":"1306","nama":"Kabupaten Padang Pariaman"}"#),
        square(100.3, 0.0, r#"{"Nama":"Kec. Aur Birugo Tigo Baleh","KELURAHAN":"Kel. Sapiran"}"#),
        square(100.4, 0.0, r#"{"nama":"Sungai Pua","kabupaten":"Agam"}"#),
        square(100.5, 0.0, r#"{"kode":"99.01","nama":"Kabupaten Contoh"}"#),
        square(100.6, 0.0, r#"{"kode":"X000","level":"regency"}"#),
    ];
    let (boundaries, findings) = read(&features, &mut regions).unwrap();
    assert_eq!(findings, []);
    let found: Vec<&str> = boundaries.iter().map(|(region, _)| &*regions.get(region).code.text).collect();
    assert_eq!(found, ["13.05", "13.06", "13.06.12", "13.75", "13.75.03", "99.01", "X000"]);
    let row = regions.resolve(Names { regency: ("", "99.01"), ..Names::default() });
    assert_eq!(boundaries.containing(RegionLevel::Regency, at(100.55, 0.05)), row.regency);
    let made_up = regions.resolve(Names { regency: ("", "X000"), ..named("Sumatera Barat", "", "") });
    assert_eq!(boundaries.containing(RegionLevel::Regency, at(100.65, 0.05)), made_up.regency);
    assert_eq!(boundaries.containing(RegionLevel::District, at(100.65, 0.05)), None);
}

#[test]
fn a_point_is_inside_or_metres_outside() {
    let mut regions = Regions::national();
    let (boundaries, _) = read(&[square(100.0, 0.0, r#"{"kode":"13.75"}"#)], &mut regions).unwrap();
    let Lookup::Found(bukittinggi) = regions.lookup("13.75") else { panic!("13.75 is in the table") };
    assert_eq!(boundaries.outside_m(bukittinggi, at(100.05, 0.05)), Some(0.0));
    let north = boundaries.outside_m(bukittinggi, at(100.05, 0.2)).unwrap();
    assert!((north - 11_057.4).abs() < 1.0, "{north}");
    assert_eq!(boundaries.outside_m(RegionId::from_index(0), at(100.05, 0.05)), None);
    let inside = boundaries.representative_point(bukittinggi).unwrap();
    assert_eq!(boundaries.outside_m(bukittinggi, inside), Some(0.0));
    assert!(boundaries.polygon(bukittinggi).is_some() && !boundaries.is_empty());
}

#[test]
fn a_bad_boundary_is_a_finding_and_costs_no_other() {
    let polygon = |coordinates: &str| {
        format!(
            r#"{{"type":"Feature","properties":{{"kode":"13.06"}},"geometry":{{"type":"Polygon","coordinates":{coordinates}}}}}"#
        )
    };
    let many = vec!["[100,0]"; 10_001].join(",");
    let good = square(100.0, 0.0, r#"{"kode":"13.75"}"#);
    for (bad, expected) in [
        (polygon("[[[100,0],[101,0],[100,0]]]"), "ring of 4 positions"),
        (polygon("[[[100,0],[101,0],[101,1],[100,1]]]"), "closed ring"),
        (polygon("[[[0,100],[0,101],[1,101],[0,100]]]"), "latitude first"),
        (polygon("[[[100,0],[1e400,0],[101,1],[100,0]]]"), "number out of range"),
        (polygon("[[[100,0],[null,0],[101,1],[100,0]]]"), "null"),
        (polygon("[[[700000,9960000],[700001,9960000],[700001,9960001],[700000,9960000]]]"), "expected a longitude"),
        (polygon("[[[100,0],[100,0],[100,0],[100,0]]]"), "an area"),
        (polygon("[]"), "a ring"),
        (polygon(&format!("[[{many}]]")), "at most 10000 positions"),
        (r#"{"type":"Feature","properties":{"kode":"13.06"},"geometry":null}"#.to_owned(), "no geometry"),
        (r#"{"type":"Feature","properties":null,"geometry":{"type":"Point","coordinates":[100,0]}}"#.to_owned(), "found Point"),
        (r#""text""#.to_owned(), "Feature"),
        (square(100.0, 0.0, "{}"), "code or name"),
        (square(100.0, 0.0, r#"{"kode":"1306"}"#), "code or name"),
        (square(100.0, 0.0, r#"{"id":"13"}"#), "code or name"),
        (square(100.0, 0.0, r#"{"kode":"X000"}"#), "code or name"),
        (square(100.0, 0.0, r#"{"nama":"Kel. Sapiran","KELURAHAN":"Kel. Sapiran"}"#), "found a village without"),
        (square(100.0, 0.0, r#"{"KECAMATAN":"Koto Baru"}"#), "found name \"Koto Baru\" for 2"),
        (square(100.0, 0.0, r#"{"nama":"Solok"}"#), "one region"),
        (square(100.0, 0.0, r#"{"kode":"13.75"}"#), "another one for 13.75"),
    ] {
        let mut regions = Regions::national();
        let (boundaries, findings) = read(&[good.clone(), bad.clone()], &mut regions).unwrap();
        assert_eq!(boundaries.iter().count(), 1, "{bad:.200}");
        let [finding] = findings.as_slice() else { panic!("{bad:.200}: {findings:?}") };
        assert_eq!(finding.code, Code::BoundaryUnused);
        assert!(finding.found.english().contains(expected), "{bad:.200}: {}", finding.found.english());
    }
}

#[test]
fn villages_are_put_together_to_their_districts() {
    let mut regions = Regions::national();
    let village = |at: f64, name: &str| {
        square(
            at,
            0.0,
            &format!(r#"{{"NAMOBJ":"{name}","WADMKD":"{name}","WADMKC":"Baso","WADMKK":"Agam","WADMPR":"Sumatera Barat"}}"#),
        )
    };
    let coded = |at: f64, code: &str| square(at, 0.0, &format!(r#"{{"kode":"{code}","nama":"Desa"}}"#));
    // The left-over of a village on a district makes it no village.
    let left_over = r#"{"Nama":"Kec. Guguk Panjang","KECAMATAN":"Kec. Guguk Panjang","KELURAHAN":"Kel. Sapiran"}"#;
    let features =
        [village(100.0, "Padang Tarok"), village(100.1, "Salo"), coded(100.3, "13.06.05.2001"), square(100.5, 0.0, left_over)];
    let (boundaries, findings) = read(&features, &mut regions).unwrap();
    let found: Vec<&str> = boundaries.iter().map(|(region, _)| &*regions.get(region).code.text).collect();
    assert_eq!(found, ["13.06.05", "13.06.08", "13.75.01"]);
    let told: Vec<_> = findings.iter().map(|finding| (finding.code, finding.found.english())).collect();
    assert_eq!(told, [(Code::DissolvedVillages, "put 3 polygons of villages together to 2 districts")]);
    let Lookup::Found(baso) = regions.lookup("13.06.08") else { panic!("Baso is in the table") };
    assert_eq!(boundaries.polygon(baso).unwrap().0.len(), 1, "neighbours have no border between them");
    assert_eq!(boundaries.containing(RegionLevel::District, at(100.15, 0.05)), Some(baso));
}

#[test]
fn a_name_of_several_regions_is_the_one_near_the_schools() {
    let mut regions = Regions::national();
    let Lookup::Found(dharmasraya) = regions.lookup("13.10") else { panic!("13.10 is in the table") };
    let text = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, square(101.6, -1.0, r#"{"KECAMATAN":"Koto Baru"}"#));
    let files: [(Arc<str>, &[u8]); 1] = [(Arc::from("batas.geojson"), text.as_bytes())];
    let (boundaries, findings) = Boundaries::read_near(&files, &mut regions, &|_| [dharmasraya].into()).unwrap();
    assert_eq!(findings, []);
    let found: Vec<&str> = boundaries.iter().map(|(region, _)| &*regions.get(region).code.text).collect();
    assert_eq!(found, ["13.10.01"]);
}

#[test]
fn a_file_without_any_polygon_is_an_error() {
    let mut regions = Regions::national();
    for text in ["", "[]", "{", "\u{0}", r#"{"type":"Topology"}"#, r#"{"type":"FeatureCollection","features":[]}"#, "npsn,nama\n"]
    {
        let error = Boundaries::read(&[(Arc::from("batas.geojson"), text.as_bytes())], &mut regions).unwrap_err();
        assert!(error.to_string().starts_with("batas.geojson: expected GeoJSON polygons"), "{text}: {error}");
    }
    assert!(Boundaries::read(&[], &mut regions).unwrap().0.is_empty());
}

#[test]
fn real_schools_lie_as_far_outside_as_measured() {
    let Some(districts) = shared_data("batas-sumbar/kecamatan_13.geojson") else { return };
    let Some(schools) = shared_data("sekolah-sumbar-2019") else { return };
    let mut regions = Regions::national();
    let bytes = std::fs::read(districts).unwrap();
    let (boundaries, findings) = Boundaries::read(&[(Arc::from("kecamatan_13.geojson"), &bytes)], &mut regions).unwrap();
    assert_eq!((boundaries.iter().count(), findings.len()), (179, 0));
    let (mut inside, mut over_2_km, mut over_10_km) = (0, 0, 0);
    for file in std::fs::read_dir(schools)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
    {
        let lists: BTreeMap<String, Vec<serde_json::Value>> = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
        for row in lists.values().flatten() {
            let text = |key: &str| row[key].as_str().unwrap_or_default();
            let names = Names {
                province: (text("propinsi"), text("kode_prop")),
                regency: (text("kabupaten_kota"), text("kode_kab_kota")),
                district: (text("kecamatan"), text("kode_kec")),
                code: "",
            };
            let found = regions.resolve(names);
            assert!(found.unknown.is_empty(), "{names:?}");
            let (Ok(lon), Ok(lat)) = (text("bujur").parse::<f64>(), text("lintang").parse::<f64>()) else { continue };
            if !(94.8..=141.1).contains(&lon) || !(-11.2..=6.2).contains(&lat) || lat == 0.0 {
                continue;
            }
            let outside_m = boundaries.outside_m(found.district.unwrap(), at(lon, lat)).unwrap();
            inside += usize::from(outside_m == 0.0);
            over_2_km += usize::from(outside_m > 2_000.0);
            over_10_km += usize::from(outside_m > 10_000.0);
        }
    }
    // DATA.md section 4.
    assert_eq!((inside, over_2_km, over_10_km), (4_235, 868, 425));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_resolved_without_panic_and_the_same_way_twice(
        texts in prop::array::uniform7("\\PC{0,12}|[0-9. ]{0,12}|(Kab|Kota|Kec)[. ]{0,2}\\w{0,9}"),
    ) {
        static NATIONAL: LazyLock<Regions> = LazyLock::new(Regions::national);
        let [a, b, c, d, e, f, g] = &texts;
        let names = Names { province: (a, b), regency: (c, d), district: (e, f), code: g };
        let mut regions = NATIONAL.clone();
        let first = regions.resolve(names);
        let count = regions.iter().count();
        prop_assert_eq!(&regions.resolve(names), &first);
        prop_assert_eq!(regions.iter().count(), count);
        for (inner, outer) in [(first.district, first.regency), (first.regency, first.province)] {
            if let (Some(inner), Some(outer)) = (inner, outer) {
                prop_assert_eq!(regions.get(inner).parent, Some(outer));
            }
        }
        let _ = NATIONAL.lookup(a);
        let _ = NATIONAL.search(g, 10);
    }
}
