//! Files that are broken, wrong, or meant to hurt: a clear error, never a panic.

use super::shapes::{package, workbook};
use super::{read, refusals, source, try_read};
use imbas::import::{self, Limits};

#[track_caller]
fn check_refused(bytes: impl Into<Vec<u8>>, expected: &str) {
    let error = try_read(bytes).unwrap_err().to_string();
    assert!(error.contains(expected), "expected {expected:?} in {error:?}");
}

#[test]
fn files_that_are_no_list_are_refused_with_the_reason() {
    check_refused("", "empty file");
    check_refused(" \r\n ", "empty file");
    check_refused("\u{feff}", "empty file");
    check_refused(b"PK\x03\x04 and then nothing".to_vec(), "broken zip");
    check_refused(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), ".xls");
    check_refused("%PDF-1.7", "PDF");
    check_refused("<html><table></table></html>", "HTML");
    check_refused(b"npsn,nama,bentuk\n\0\x01\x02\0,A\x7f,SD\n".to_vec(), "binary");
    check_refused((0..=255).collect::<Vec<u8>>(), "binary");
    check_refused("[{\"npsn\": 1", "list:1: expected JSON");
    check_refused("[1, 2, 3]", "not a school list");
    check_refused("{\"status\": \"error\"}", "not a school list");
    check_refused("{\"data\": []}", "not a school list");
    check_refused("{\"type\":\"FeatureCollection\",\"features\":[]}", "not a school list");
    check_refused("npsn,nama,bentuk\n", "list: expected rows below the header");
}

#[test]
fn a_workbook_cut_short_is_refused() {
    let whole = workbook(&[("S", &[&["NPSN", "Nama"], &["10300001", "A"]])]);
    assert_eq!(read(whole.clone()).records.len(), 1);
    for length in (4..whole.len()).step_by(37) {
        check_refused(&whole[..length], "broken");
    }
}

#[test]
fn utf16_of_odd_length_loses_no_row() {
    let mut bytes: Vec<u8> = "\u{feff}npsn,nama\n10300001,A\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.push(b'x');
    let import = read(bytes);
    assert_eq!((import.records.len(), refusals(&import)), (1, vec![(3, "refused_npsn")]));
}

#[test]
fn a_stray_quote_is_named_by_its_line() {
    let rows = |count: usize| (2..count).map(|n| format!("{},SDN {n},SD\n", 10_300_000 + n)).collect::<String>();
    let open = "npsn,nama,bentuk\n10300001,\"SDN 1,SD\n";
    check_refused(format!("{open}{}", rows(5)), "list:2: a quote opens here and is never closed");
    check_refused(format!("{open}{}10399999,\"SDN\",SD\n", rows(5)), "list:2: a quote opens here and swallows other rows");
    check_refused(format!("{open}{}10399999,\"SDN\",SD\n", rows(50)), "list:2: a quote opens here and the cell has");
    check_refused(format!("{open}{}", rows(100_000)), "list:2: bytes of a record is limited to 262144");
    check_refused("npsn,nama,bentuk\n10300001,A,\"SD", "list:2: a quote opens here and is never closed");
}

#[test]
fn an_address_of_several_lines_is_no_stray_quote() {
    let import = read("npsn,nama,alamat\r\n10300001,A,\"Jl. Raya 1,\r\nDesa X, RT 1\"\r\n\r\n10300002,\"B \"\"b\"\"\",\r\n");
    assert_eq!(import.records.iter().map(|record| record.place.line).collect::<Vec<_>>(), [2, 5]);
    assert_eq!(import.records[0].cells.get(import::Column::Address), "Jl. Raya 1, Desa X, RT 1");
    assert_eq!(import.records[1].cells.get(import::Column::Name), "B \"b\"");
}

/// Reads once at the limit and once with the limit one lower.
#[track_caller]
fn check_limit(bytes: impl Into<Vec<u8>>, set: impl Fn(&mut Limits, u64), at: u64, what: &str) {
    let bytes = bytes.into();
    let read = |limit| {
        let mut limits = Limits::default();
        set(&mut limits, limit);
        import::read_within(&[source("list", bytes.clone())], &limits)
    };
    read(at).unwrap();
    let error = read(at - 1).unwrap_err().to_string();
    assert!(error.contains(&format!("{what} is limited to {}, found {at}", at - 1)), "{error}");
}

fn size(number: u64) -> usize {
    usize::try_from(number).unwrap()
}

#[test]
fn limits_hold_at_their_value_and_one_above() {
    let csv = "npsn,nama,bentuk\n10300001,A,SD\n,B,SD\n10300003,ABCDEFGH,SD\n";
    check_limit(csv, |limits, at| limits.file_bytes = at, csv.len() as u64, "bytes of a file");
    check_limit(csv, |limits, at| limits.rows = at, 3, "rows of a file");
    check_limit(csv, |limits, at| limits.refused_rows = at, 1, "refused rows of a file");
    check_limit(csv, |limits, at| limits.columns = size(at), 3, "columns of a table");
    check_limit(csv, |limits, at| limits.cell_bytes = size(at), 8, "bytes of a cell");
    check_limit(csv, |limits, at| limits.record_bytes = size(at), 18, "bytes of a record");
    let json = r#"{"a":[{"npsn":"10300001","nama":"A"}]}"#;
    check_limit(json, |limits, at| limits.json_depth = size(at), 3, "depth of JSON");
    check_limit(json, |limits, at| limits.columns = size(at), 2, "columns of a table");
    check_limit(json, |limits, at| limits.rows = at, 1, "rows of a file");
}

#[test]
fn workbooks_are_measured_before_they_are_opened() {
    let book = workbook(&[("S", &[&["NPSN", "Nama"], &["10300001", "A"]])]);
    check_limit(book.clone(), |limits, at| limits.zip_entries = size(at), 5, "entries of a workbook");
    check_limit(book.clone(), |limits, at| limits.sheet_cells = at, 4, "cells of a sheet");
    check_limit(book.clone(), |limits, at| limits.columns = size(at), 2, "columns of a table");
    let big = workbook(&[("S", &[&["NPSN", "Nama"], &["10300001", &"A".repeat(30_000)]])]);
    let error = import::read_within(&[source("list", big)], &Limits { part_bytes: 20_000, ..Limits::default() }).unwrap_err();
    assert!(error.to_string().contains("bytes of a part of a workbook is limited to 20000"), "{error}");
}

#[test]
fn deep_json_is_refused_before_it_is_parsed() {
    check_refused("[".repeat(1_000_000), "depth of JSON is limited to 32");
    check_refused("{\"a\":".repeat(1_000_000), "depth of JSON is limited to 32");
    let quoted = format!("[{{\"npsn\":\"10300001\",\"nama\":\"{}\\\"\"}}]", "[".repeat(100));
    assert_eq!(read(quoted).records.len(), 1);
}

#[test]
fn a_far_cell_costs_nothing() {
    let cell = |place: &str, text: &str| format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#);
    let near = format!("<row r=\"1\">{}</row>", cell("A1", "NPSN"));
    let far_row = format!("{near}<row r=\"1048576\">{}</row>", cell("A1048576", "10300001"));
    let import = read(package(&[("S", far_row)]));
    assert_eq!(import.records[0].place.line, 1_048_576);
    let far_column = format!("{near}<row r=\"2\">{}</row>", cell("XFD2", "10300001"));
    check_refused(package(&[("S", far_column)]), "columns of a table is limited to 256, found 16384");
    let backwards = format!("<row r=\"9\">{}</row>{near}", cell("A9", "10300001"));
    check_refused(package(&[("S", backwards)]), "expected rows in order");
}

#[test]
fn a_document_type_in_a_workbook_is_refused_by_its_name() {
    let dtd = "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&a;</t></is></c></row>";
    check_refused(package(&[("S", dtd.to_owned())]), "found <!DOCTYPE in the part \"xl/worksheets/sheet1.xml\"");
    let wide: String = dtd.chars().flat_map(|c| [c, '\0']).collect();
    check_refused(package(&[("S", wide)]), "<!DOCTYPE");
}

#[test]
fn an_error_of_a_spreadsheet_is_shown_as_the_spreadsheet_shows_it() {
    let cell = |at: &str, kind: &str, text: &str| format!(r#"<c r="{at}" t="{kind}"><v>{text}</v></c>"#);
    let header = ["NPSN", "Nama", "Lintang"].iter().zip(["A1", "B1", "C1"]).map(|(text, at)| cell(at, "str", text));
    let row = [cell("A2", "str", "10300001"), cell("B2", "str", "SDN 1"), cell("C2", "e", "#REF!")];
    let sheet = format!("<row r=\"1\">{}</row><row r=\"2\">{}</row>", header.collect::<String>(), row.concat());
    let import = read(package(&[("S", sheet)]));
    assert_eq!(super::spelled(&import), ["npsn=10300001 nama=SDN 1 lintang=#REF!"]);
}
