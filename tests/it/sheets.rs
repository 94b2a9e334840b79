//! Sheets and workbooks as a spreadsheet program reads them.

use crate::support::{HOSTILE, npsn, tiny_snapshot};
use calamine::{Data, DataType, Range, Reader, Xlsx};
use imbas::model::RegionId;
use imbas::publish::{Area, Assignments, Locale, list};
use imbas::regions::Lookup;
use imbas::snapshot::Snapshot;
use std::io::{Cursor, Read};

fn region(snapshot: &Snapshot, code: &str) -> RegionId {
    match snapshot.data.regions.lookup(code) {
        Lookup::Found(id) => id,
        other => panic!("expected one region {code}, found {other:?}"),
    }
}

fn workbook(answer: &Assignments<'_>) -> Vec<u8> {
    let mut bytes = Vec::new();
    list::write_xlsx(answer, &mut bytes).expect("a vector takes all bytes");
    bytes
}

fn sheets(bytes: &[u8]) -> Vec<(String, Range<Data>)> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook");
    book.worksheets()
}

/// The parts of a workbook that describe its sheets, as text.
fn parts(bytes: &[u8], of: &str) -> Vec<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let names: Vec<String> =
        archive.file_names().map(|name| name.expect("UTF-8").into_owned()).filter(|name| name.contains(of)).collect();
    let mut read = |name: String| {
        let mut text = String::new();
        archive.by_name(&name).unwrap().read_to_string(&mut text).expect("XML in UTF-8");
        text
    };
    names.into_iter().map(&mut read).collect()
}

fn text(cell: &Data) -> &str {
    match cell {
        Data::String(text) => text,
        other => panic!("expected text, found {other:?}"),
    }
}

#[test]
fn the_lampiran_has_a_cover_a_sheet_per_kecamatan_and_every_school() {
    let snapshot = tiny_snapshot();
    let answer = Assignments::new(snapshot.view(), region(&snapshot, "99.01"), None);
    let bytes = workbook(&answer);
    let sheets = sheets(&bytes);
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Sampul", "Kec. Contoh 99.01.01", "Belum terjangkau", "Perlu diperiksa", "Daftar lengkap"]);

    let cover: Vec<String> = sheets[0].1.used_cells().map(|(_, _, cell)| cell.to_string()).collect();
    for expected in ["Sekolah pengampu", "Periksa lebih dahulu", "Program Contoh", &"0".repeat(64), snapshot.version.as_str()] {
        assert!(cover.iter().any(|cell| cell.contains(expected)), "{expected}: {cover:?}");
    }
    assert!(cover.iter().any(|cell| cell.starts_with("USULAN, belum ditetapkan")));

    let annex: Vec<Vec<Data>> = sheets[1].1.rows().map(<[Data]>::to_vec).collect();
    assert_eq!(text(&annex[2][0]), "No");
    assert_eq!(text(&annex[2][10]), "Jarak (km, garis lurus)");
    let members: Vec<&str> = annex[3..6].iter().map(|row| text(&row[5])).collect();
    assert_eq!(members, ["01000001", "01000002", "02000002"], "nearest first, numbers as text");
    assert_eq!(annex[3][10], Data::Float(1.11));
    assert_eq!(text(&annex[6][1]), "Jumlah");
    assert_eq!(sheets[4].1.height(), 1 + 7);
}

#[test]
fn text_stays_text_and_no_cell_computes() {
    let snapshot = tiny_snapshot();
    let bytes = workbook(&Assignments::new(snapshot.view(), region(&snapshot, "99.01"), None));
    for sheet in parts(&bytes, "worksheets/sheet") {
        assert!(!sheet.contains("<f>") && !sheet.contains("<f "), "a formula");
    }
    let table = &sheets(&bytes)[4].1;
    let name = text(table.get((3, 2)).expect("the third row has a name"));
    assert_eq!(name, HOSTILE.replace(['\u{202e}', '\u{1b}'], "\u{fffd}"), "what XML cannot hold or turns text around is marked");
    let long = table.rows().filter_map(|row| row[2].get_string()).map(str::len).max();
    assert_eq!(long, Some(10_000));
}

#[test]
fn every_sheet_of_the_annex_is_ready_to_print_on_a4() {
    let snapshot = tiny_snapshot();
    let bytes = workbook(&Assignments::new(snapshot.view(), region(&snapshot, "99.01"), None));
    for sheet in parts(&bytes, "worksheets/sheet") {
        assert!(sheet.contains("paperSize=\"9\"") && sheet.contains("orientation=\"landscape\""), "{sheet:.2000}");
        assert!(sheet.contains("fitToHeight=\"0\"") && sheet.contains("&amp;P/&amp;N"), "{sheet:.2000}");
    }
    let book = parts(&bytes, "xl/workbook.xml").pop().expect("a workbook part");
    assert_eq!(book.matches("_xlnm.Print_Titles").count(), 4, "headings are printed on every page: {book}");
    let frozen = parts(&bytes, "worksheets/sheet").iter().filter(|sheet| sheet.contains("state=\"frozen\"")).count();
    assert_eq!(frozen, 4);
}

#[test]
fn the_same_answer_gives_the_same_workbook() {
    let bytes = || {
        let snapshot = tiny_snapshot();
        workbook(&Assignments::new(snapshot.view(), region(&snapshot, "99"), None))
    };
    assert_eq!(bytes(), bytes());
}

#[test]
fn an_area_without_schools_has_the_sheets_and_their_headings() {
    let snapshot = tiny_snapshot();
    let bytes = workbook(&Assignments::new(snapshot.view(), region(&snapshot, "13.75"), None));
    let sheets = sheets(&bytes);
    assert_eq!(sheets[1].0, "Lampiran");
    assert_eq!(text(sheets[1].1.get((2, 11)).expect("the headings")), "Keterangan");
    assert_eq!(sheets[4].1.height(), 1);
}

#[test]
fn a_cluster_is_a_list_of_its_own() {
    let snapshot = tiny_snapshot();
    let view = snapshot.view();
    let rows = |number: &str, area: fn(u32) -> Area| {
        let answer = Assignments::new(view, area(view.find(npsn(number)).expect("it is in the list")), None);
        let mut bytes = Vec::new();
        list::write_csv(&answer, Locale::En, &mut bytes).expect("a vector takes all bytes");
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        reader.records().map(|row| row.expect("a row")[1].to_owned()).collect::<Vec<_>>()
    };
    let whole = ["01000000", "01000001", "01000002", "02000002"];
    assert_eq!(
        rows("01000000", Area::Cluster).iter().collect::<std::collections::BTreeSet<_>>(),
        whole.map(str::to_owned).iter().collect()
    );
    assert_eq!(rows("02000002", Area::Cluster).len(), 4, "a member names its cluster");
    assert_eq!(rows("01000003", Area::Cluster), ["01000003"], "a school without a cluster stands alone");
    assert_eq!(rows("02000002", Area::School), ["02000002"]);
}

#[test]
fn an_indonesian_spreadsheet_opens_the_sheet_as_it_is() {
    let snapshot = tiny_snapshot();
    let answer = Assignments::new(snapshot.view(), region(&snapshot, "99.01"), None);
    let write = |locale| {
        let mut bytes = Vec::new();
        list::write_csv(&answer, locale, &mut bytes).expect("a vector takes all bytes");
        String::from_utf8(bytes).expect("UTF-8")
    };
    let (en, id) = (write(Locale::En), write(Locale::Id));
    let id = id.strip_prefix('\u{feff}').expect("a byte order mark");
    let read = |text: &str, delimiter| {
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
        rows
    };
    let (en, id) = (read(&en, b','), read(id, b';'));
    assert_eq!(en.len(), id.len());
    for (en, id) in en.iter().zip(&id) {
        assert_eq!(en[18].replace('.', ","), id[18], "kilometres");
        assert_eq!((&en[2], &en[17]), (&id[2], &id[17]), "everything else is the same");
    }
    assert!(id.iter().any(|row| row[18].contains(',')));
}
