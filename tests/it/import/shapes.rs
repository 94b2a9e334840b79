//! The same two schools in every shape of file.

use super::{read, refusals, spelled, try_read};
use imbas::import::{Column, FileKind, Import};
use std::io::Write;

const SCHOOLS: [&str; 2] = [
    "npsn=10300001 nama=SDN 01 Contoh bentuk_pendidikan=SD status=Negeri lintang=-0.301 bujur=100.361",
    "npsn=10300002 nama=SMP Contoh bentuk_pendidikan=SMP status=Swasta lintang=-0.302 bujur=100.362",
];

const CSV: &str = "NPSN,Nama Sekolah,Bentuk Pendidikan,Status,Lintang,Bujur\n\
    10300001,SDN 01 Contoh,SD,Negeri,-0.301,100.361\n\
    10300002,SMP Contoh,SMP,Swasta,-0.302,100.362\n";

#[track_caller]
fn check(kind: FileKind, bytes: impl Into<Vec<u8>>) -> Import {
    let import = read(bytes);
    assert_eq!(spelled(&import), SCHOOLS);
    assert_eq!(import.files[0].kind, kind);
    import
}

#[test]
fn delimiters_are_found() {
    for delimiter in [",", ";", "\t", "|"] {
        check(FileKind::Csv, CSV.replace(',', delimiter));
        check(FileKind::Csv, CSV.replace(',', delimiter).replace('\n', "\r\n"));
    }
}

#[test]
fn semicolons_leave_decimal_commas_alone() {
    let import = read(CSV.replace(',', ";").replace("0.3", "0,3").replace("100.", "100,"));
    assert_eq!(import.records[0].cells.get(Column::Latitude), "-0,301");
    assert_eq!(import.records[1].cells.get(Column::Longitude), "100,362");
}

#[test]
fn encodings_are_found() {
    let wide = |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    check(FileKind::Csv, format!("\u{feff}{CSV}"));
    check(FileKind::Csv, wide(&format!("\u{feff}{CSV}"), u16::to_le_bytes));
    check(FileKind::Csv, wide(&format!("\u{feff}{CSV}"), u16::to_be_bytes));
    check(FileKind::Csv, wide(CSV, u16::to_le_bytes));
    let windows = read(b"npsn,nama,bentuk\n10300001,TK Caf\xe9 Ceria,TK\n".to_vec());
    assert_eq!(windows.records[0].cells.get(Column::Name), "TK Café Ceria");
}

#[test]
fn titles_and_headers_of_two_lines_are_passed() {
    let data = CSV.split_once('\n').unwrap().1;
    let header =
        "DAFTAR SEKOLAH\n\nTahun 2026,,,,,\nNPSN,Nama Sekolah,Bentuk,Status,Koordinat,\n,,,,Lintang,Bujur\n1,2,3,4,5,6\n";
    let import = check(FileKind::Csv, format!("{header}{data}"));
    assert_eq!(import.records[0].place.line, 7, "lines are those of the file");
}

#[test]
fn content_is_enough_without_a_header() {
    check(FileKind::Csv, CSV.split_once('\n').unwrap().1);
}

#[test]
fn json_is_found_in_every_nesting() {
    let one =
        r#"{"npsn":10300001,"nama":"SDN 01 Contoh","bentuk":"SD","status":"Negeri","lintang":-0.301,"bujur":100.361,"x":null}"#;
    let two = r#"{"NPSN":"10300002","nama":"SMP Contoh","bentuk":"SMP","status":"Swasta","lintang":"-0.302","bujur":"100.362"}"#;
    for text in [
        format!("[{one},\n{two}]"),
        format!(r#"{{"total":2,"status":"ok","data":[{one},{two}]}}"#),
        format!(r#"{{"086000":[{one}],"086100":[{two}]}}"#),
        format!("\u{feff}[{one},{two}]"),
    ] {
        check(FileKind::Json, text);
    }
    let import = check(FileKind::Json, format!("[{one},{two}]"));
    let place = import.place(import.records[1].place, Some(Column::Latitude));
    assert_eq!(place.to_string(), "list#2 (lintang)", "records are counted, because they may share a line");
}

#[test]
fn json_nested_by_regions_states_them() {
    let (one, two) = (r#"{"npsn":"10300001","nama":"SDN 01"}"#, r#"{"npsn":"10300002","nama":"SMP 2"}"#);
    let import = read(format!(r#"{{"data":{{"Agam":{{"Baso":[{one}],"Kec. Candung":{{"SMP":[{two}]}}}}}}}}"#));
    assert_eq!(
        spelled(&import),
        [
            "npsn=10300001 nama=SDN 01 kecamatan=Baso kabupaten_kota=Agam",
            "npsn=10300002 nama=SMP 2 bentuk_pendidikan=SMP kecamatan=Kec. Candung kabupaten_kota=Agam",
        ]
    );
}

#[test]
fn json_groups_state_their_regions_by_a_name_beside_the_list() {
    let (one, two) = (r#"{"npsn":"10300001","nama":"SDN 01"}"#, r#"{"npsn":"10300002","nama":"SDN 02"}"#);
    let expected = [
        "npsn=10300001 nama=SDN 01 kecamatan=Baso kabupaten_kota=Kab. Agam",
        "npsn=10300002 nama=SDN 02 kecamatan=Kec. Candung kabupaten_kota=Kab. Agam",
    ];
    let groups = format!(r#"[{{"nama":"Baso","sekolah":[{one}]}},{{"nama":"Kec. Candung","sekolah":[{two}]}}]"#);
    for text in [
        format!(r#"{{"nama":"Kab. Agam","kecamatan":{groups}}}"#),
        format!(r#"{{"kabupaten":"Kab. Agam","daftar_kecamatan":{groups}}}"#),
        format!(r#"{{"regencies":[{{"name":"Kab. Agam","districts":{groups}}}]}}"#),
        format!(r#"{{"Kab. Agam":{groups}}}"#),
    ] {
        assert_eq!(spelled(&read(text.clone())), expected, "{text}");
    }
    let coded =
        read(format!(r#"{{"nama":"Daftar Sekolah","kecamatan":[{{"kode":"13.06.08","nama":"Baso","sekolah":[{one}]}}]}}"#));
    assert_eq!(spelled(&coded), ["npsn=10300001 nama=SDN 01 kecamatan=Baso kode_kecamatan=13.06.08"]);
}

#[test]
fn a_bad_feature_is_refused_and_not_the_file() {
    let feature = |npsn: &str, rest: &str, geometry: &str| {
        format!(r#"{{"type":"Feature","properties":{{"npsn":"{npsn}",{rest}}},"geometry":{geometry}}}"#)
    };
    let point = |lon: &str, lat: &str| format!(r#"{{"type":"Point","coordinates":[{lon},{lat},12]}}"#);
    let features = [
        feature("10300001", r#""nama":"SDN 01 Contoh","bentuk":"SD","status":"Negeri""#, &point("100.361", "-0.301")),
        feature("10300003", r#""nama":"X""#, r#"{"type":"Point","coordinates":[100]}"#),
        feature("10300004", r#""nama":"\ud800""#, "null"),
        "17".to_owned(),
        feature("10300002", r#""nama":"SMP Contoh","bentuk":"SMP","status":"Swasta""#, &point("100.362", "-0.302")),
    ];
    let import =
        check(FileKind::GeoJson, format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}]}}", features.join(",\n")));
    assert_eq!(refusals(&import), [(2, "unreadable_row"), (3, "unreadable_row"), (4, "unreadable_row")]);
}

#[test]
fn the_better_heading_of_two_stands() {
    let import = read(
        "npsn,nama,jenjang,bentuk,status_sekolah,status_sekolah_nama,jenis_sekolah_nama,nama kecamatan,Kecamatan/Kota (LN)\n\
         10300001,MIS Contoh,SD / sederajat,MI,1,Aktif,Swasta,Baso,KEC. BASO\n",
    );
    assert_eq!(spelled(&import), ["npsn=10300001 nama=MIS Contoh bentuk_pendidikan=MI status=Swasta kecamatan=Baso"]);
}

#[test]
fn unknown_columns_leave_no_trace() {
    let import = read("npsn,nama,bentuk,nama_ibu_kandung\n10300001,SDN 1,SD,RAHASIA\n");
    assert_eq!(import.files[0].unknown_columns, 1);
    let debug = format!("{import:?}").to_lowercase();
    assert!(!debug.contains("rahasia") && !debug.contains("kandung"));
    let error = try_read("nisn,nama_ibu_kandung\n1,RAHASIA\n").unwrap_err();
    let text = format!("{error} {error:?}").to_lowercase();
    assert!(!text.contains("rahasia") && !text.contains("kandung"), "{text}");
}

#[test]
fn numbers_of_spreadsheets_and_guards_of_exports_are_undone() {
    let import = read("npsn,nama,bentuk\n10300001.0,'=SDN  01\t,SD\n'10300002,'Aisyiyah,TK\n");
    assert_eq!(
        spelled(&import),
        ["npsn=10300001 nama==SDN 01 bentuk_pendidikan=SD", "npsn=10300002 nama='Aisyiyah bentuk_pendidikan=TK"]
    );
}

/// A workbook of rows; cells are written as numbers where they are.
pub(crate) fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let data = |rows: &[&[&str]]| rows.iter().enumerate().map(|(at, cells)| row(at + 1, cells)).collect();
    package(&sheets.iter().map(|(name, rows)| (*name, data(rows))).collect::<Vec<_>>())
}

/// The smallest workbook that spreadsheets open, its sheets given as XML.
pub(super) fn package(sheets: &[(&str, String)]) -> Vec<u8> {
    const OFFICE: &str = "http://schemas.openxmlformats.org";
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let link = |id: &str, kind: &str, target: &str| {
        format!(r#"<Relationship Id="{id}" Type="{OFFICE}/officeDocument/2006/relationships/{kind}" Target="{target}"/>"#)
    };
    let links =
        |inside: String| format!(r#"<Relationships xmlns="{OFFICE}/package/2006/relationships">{inside}</Relationships>"#);
    let each = |text: &dyn Fn(usize, &str) -> String| -> String {
        sheets.iter().enumerate().map(|(at, (name, _))| text(at + 1, name)).collect()
    };
    let names = each(&|at, name| format!(r#"<sheet name="{name}" sheetId="{at}" r:id="rId{at}"/>"#));
    let sheet_links = each(&|at, _| link(&format!("rId{at}"), "worksheet", &format!("worksheets/sheet{at}.xml")));
    let relations = format!("{OFFICE}/officeDocument/2006/relationships");
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), format!(r#"<Types xmlns="{OFFICE}/package/2006/content-types"></Types>"#)),
        ("_rels/.rels".to_owned(), links(link("rId1", "officeDocument", "xl/workbook.xml"))),
        ("xl/_rels/workbook.xml.rels".to_owned(), links(sheet_links)),
        (
            "xl/workbook.xml".to_owned(),
            format!(r#"<workbook xmlns="{MAIN}" xmlns:r="{relations}"><sheets>{names}</sheets></workbook>"#),
        ),
    ];
    for (at, (_, data)) in sheets.iter().enumerate() {
        let sheet = format!(r#"<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData></worksheet>"#);
        parts.push((format!("xl/worksheets/sheet{}.xml", at + 1), sheet));
    }
    zipped(&parts)
}

fn zipped(parts: &[(String, String)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn row(number: usize, cells: &[&str]) -> String {
    let cell = |(at, text): (usize, &&str)| {
        let place = format!("{}{number}", char::from(b'A' + u8::try_from(at).unwrap()));
        match text.parse::<f64>() {
            Ok(_) => format!(r#"<c r="{place}"><v>{text}</v></c>"#),
            Err(_) => format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#),
        }
    };
    let cells: String = cells.iter().enumerate().filter(|(_, text)| !text.is_empty()).map(cell).collect();
    format!(r#"<row r="{number}">{cells}</row>"#)
}

#[test]
fn every_sheet_with_a_header_is_read() {
    let header: &[&str] = &["NPSN", "Nama Sekolah", "Bentuk", "Status", "Lintang", "Bujur"];
    let import = check(
        FileKind::Xlsx,
        workbook(&[
            ("SD", &[&["DAFTAR SD"], &[], header, &["10300001.0", "SDN 01 Contoh", "SD", "Negeri", "-0.301", "100.361"]]),
            ("Catatan", &[&["disusun oleh Dinas"]]),
            ("SMP", &[header, &["10300002", "SMP Contoh", "SMP", "Swasta", "-0.302", "100.362"]]),
        ]),
    );
    let place = import.place(import.records[0].place, Some(Column::Latitude));
    assert_eq!(place.to_string(), "list[SD]:4 (Lintang)");
    let other: Vec<_> = import.findings.iter().map(|finding| finding.place.as_ref().unwrap().to_string()).collect();
    assert_eq!(other, ["list[Catatan]"]);
}

#[test]
fn records_inherit_the_regions_that_they_are_nested_in() {
    let record = r#"{"npsn":"10307455","nama":"SD A","bentuk":"SD"}"#;
    let expected = "npsn=10307455 nama=SD A bentuk_pendidikan=SD kecamatan=Kec. Guguk Panjang";
    for text in [
        format!(r#"{{"Kec. Guguk Panjang":[{record}]}}"#),
        format!(r#"{{"kecamatan":"Kec. Guguk Panjang","sekolah":[{record}]}}"#),
        format!(r#"[{{"kecamatan":"Kec. Guguk Panjang","sekolah":[{record}]}}]"#),
        format!(r#"[{{"nama":"Kec. Guguk Panjang","sekolah":[{record}]}}]"#),
        format!(r#"{{"Kec. Lain":[],"Kec. Guguk Panjang":{{"data":[{record}]}}}}"#),
    ] {
        assert_eq!(spelled(&read(text.as_str())), [expected], "{text}");
    }
    let nested = format!(r#"{{"Kota Bukittinggi":{{"Kec. Guguk Panjang":[{record}]}}}}"#);
    assert_eq!(spelled(&read(nested)), [format!("{expected} kabupaten_kota=Kota Bukittinggi")]);
}

#[test]
fn what_a_record_says_itself_stands_before_what_it_is_nested_in() {
    let text = r#"{"Kec. Luar":[{"npsn":"10307455","nama":"SD A","kecamatan":"Kec. Dalam"}]}"#;
    assert_eq!(spelled(&read(text)), ["npsn=10307455 nama=SD A kecamatan=Kec. Dalam"]);
}

#[test]
fn records_keyed_by_npsn_have_it() {
    let text = r#"{"10307455":{"nama":"SD A","bentuk":"SD"},"10307456":{"nama":"SD B","bentuk":"SD"}}"#;
    let found = spelled(&read(text));
    assert_eq!(found, ["npsn=10307455 nama=SD A bentuk_pendidikan=SD", "npsn=10307456 nama=SD B bentuk_pendidikan=SD"]);
}

/// An unquoted comma in an address would move every later cell by one column.
#[test]
fn a_row_with_more_cells_than_headings_is_refused() {
    let text = "npsn,nama,alamat,lintang,bujur\n10307455,SD A,Jl. X,-0.3,100.3\n10307456,SD B,Jl. Y, No 3,-0.3,100.3\n\
                10307457,SD C,Jl. Z,-0.3,100.3,\n";
    let import = read(text);
    assert_eq!(refusals(&import), [(3, "unreadable_row")]);
    assert_eq!(import.records.len(), 2);
}

#[test]
fn a_list_of_persons_is_no_school_list() {
    let error = try_read("npsn,nama,nik,nisn\n10307455,Nama Rahasia,1,2\n").unwrap_err().to_string();
    assert!(error.contains("records of persons") && !error.contains("Rahasia"), "{error}");
    assert_eq!(read("npsn,nama,bentuk,nip\n10307455,SD A,SD,1\n").records.len(), 1);
}

#[test]
fn a_position_in_one_cell_is_two_coordinates() {
    let list = |heading: &str, cells: [&str; 2]| {
        read(format!("NPSN;Nama Sekolah;{heading}\n10300001;SDN 1;{}\n10300002;SDN 2;{}\n", cells[0], cells[1]))
    };
    let import = list("Titik Koordinat", ["-0.3, 100.4", "-"]);
    assert_eq!(spelled(&import), ["npsn=10300001 nama=SDN 1 lintang=-0.3 bujur=100.4", "npsn=10300002 nama=SDN 2"]);
    assert_eq!(import.place(import.records[0].place, Some(Column::Longitude)).to_string(), "list:2 (Titik Koordinat)");
    assert_eq!(import.files[0].unknown_columns, 0);
}

#[test]
fn a_heading_may_state_the_hemisphere_of_its_numbers() {
    let import = read("NPSN;Nama Sekolah;LS;BT\n10300001;SDN 1;0,3;100,4\n10300002;SDN 2;0,3 LU;\n");
    assert_eq!(
        spelled(&import),
        ["npsn=10300001 nama=SDN 1 lintang=0,3 LS bujur=100,4 BT", "npsn=10300002 nama=SDN 2 lintang=0,3 LU"]
    );
    let import = read("NPSN;Nama Sekolah;Lintang (LU/LS);Bujur\n10300001;SDN 1;-0,3;100,4\n");
    assert_eq!(spelled(&import), ["npsn=10300001 nama=SDN 1 lintang=-0,3 bujur=100,4"]);
}

#[test]
fn cells_merged_over_rows_are_said_in_each_of_them() {
    let cell = |at: &str, text: &str| format!(r#"<c r="{at}" t="str"><v>{text}</v></c>"#);
    let row = |number: usize, cells: &[(&str, &str)]| {
        let cells: String = cells.iter().map(|(column, text)| cell(&format!("{column}{number}"), text)).collect();
        format!(r#"<row r="{number}">{cells}</row>"#)
    };
    let rows = [
        row(1, &[("A", "NPSN"), ("B", "Nama"), ("C", "Kecamatan")]),
        row(2, &[("A", "10300001"), ("B", "SDN 1"), ("C", "Baso")]),
        row(3, &[("A", "10300002"), ("B", "SDN 2")]),
        row(4, &[("A", "10300003"), ("B", "SDN 3")]),
    ];
    let merged = r#"</sheetData><mergeCells count="1"><mergeCell ref="C2:C3"/></mergeCells><sheetData>"#;
    let import = read(package(&[("S", format!("{}{merged}", rows.concat()))]));
    let expected =
        ["npsn=10300001 nama=SDN 1 kecamatan=Baso", "npsn=10300002 nama=SDN 2 kecamatan=Baso", "npsn=10300003 nama=SDN 3"];
    assert_eq!(spelled(&import), expected);
}
