//! One record per school: duplicates in a file, fills across files, rows that are refused, folders, and lists of decisions.

use super::{check_account, read, refusals, source, spelled};
use imbas::import::{self, FileKind, Import, PairRule, Source};
use imbas::model::Spot;

fn read_files(files: &[&str]) -> Import {
    let sources: Vec<_> = files.iter().enumerate().map(|(at, text)| source(&format!("{at}.csv"), *text)).collect();
    let import = import::read(&sources).unwrap();
    check_account(&import);
    import
}

fn findings(import: &Import) -> Vec<String> {
    let text = |finding: &imbas::model::Finding| format!("{} {}", finding.code.as_str(), finding.found.english());
    import.findings.iter().map(text).collect()
}

#[test]
fn the_row_that_stays_is_first_by_its_text_and_not_by_its_place() {
    for rows in [["10300001,A,SD", "10300001,B,SD"], ["10300001,B,SD", "10300001,A,SD"]] {
        let import = read(format!("npsn,nama,bentuk\n{}\n", rows.join("\n")));
        assert_eq!(spelled(&import), ["npsn=10300001 nama=A bentuk_pendidikan=SD"]);
        assert_eq!(refusals(&import).len(), 1);
        assert_eq!(import.refused[0].finding.code.as_str(), "duplicate_npsn");
    }
}

#[test]
fn a_later_file_fills_what_is_empty_and_changes_nothing() {
    let import = read_files(&[
        "npsn,nama,bentuk,status,lintang,bujur\n10300001,SDN 1,SD,,,\n",
        "npsn,nama,bentuk,status,lintang,bujur\n10300001,SDN Satu,sd,Negeri,-0.3,100.3\n10300002,SDN 2,SD,,,\n",
    ]);
    assert_eq!(spelled(&import)[0], "npsn=10300001 nama=SDN 1 bentuk_pendidikan=SD status=Negeri lintang=-0.3 bujur=100.3");
    assert_eq!((import.files[1].merged, import.files[1].kept, import.files[1].filled), (1, 1, 3));
    assert_eq!(
        findings(&import),
        ["filled_cell filled status, lintang, bujur", "conflicting_cell nama \"SDN 1\" stands, found \"SDN Satu\""]
    );
}

#[test]
fn a_position_is_one_value_and_never_put_together_from_two_files() {
    let check = |first: &str, later: &str, expected: &str, told: &[&str]| {
        let list = |position: &str| format!("npsn,nama,lintang,bujur\n10300001,A,{position}\n");
        let import = read_files(&[&list(first), &list(later)]);
        assert_eq!(spelled(&import), [format!("npsn=10300001 nama=A {expected}").trim()], "{first} and {later}");
        assert_eq!(findings(&import), told, "{first} and {later}");
    };
    let whole = "lintang=-0.3 bujur=100.3";
    check("-0.5,", "-0.3,100.3", whole, &["filled_cell filled lintang (before \"-0.5\"), bujur"]);
    check(",100.5", "-0.3,100.3", whole, &["filled_cell filled lintang, bujur (before \"100.5\")"]);
    check("-.30,", "-0.3,100.3", "lintang=-.30 bujur=100.3", &["filled_cell filled bujur"]);
    check("0,0.0", "-0.3,100.3", whole, &["filled_cell filled lintang (before \"0\"), bujur (before \"0.0\")"]);
    check("-,null", "-0.3,100.3", whole, &["filled_cell filled lintang, bujur"]);
    check(",", "-0.3,", "lintang=-0.3", &["filled_cell filled lintang"]);
    let apart = "conflicting_cell bujur stays empty, found \"100.3\": no position is put together from two files";
    check("-0.5,", ",100.3", "lintang=-0.5", &[apart]);
    check("-0.5,100.5", "-0.3,", "lintang=-0.5 bujur=100.5", &["conflicting_cell lintang \"-0.5\" stands, found \"-0.3\""]);
}

#[test]
fn a_duplicate_in_a_later_file_is_refused_there() {
    let import = read_files(&["npsn,nama\n10300001,A\n", "npsn,nama\n10300001,A\n10300001,B\n"]);
    let account: Vec<_> = import.files.iter().map(|file| (file.rows, file.kept, file.merged, file.refused)).collect();
    assert_eq!(account, [(1, 1, 0, 0), (2, 0, 1, 1)]);
}

#[test]
fn rows_without_a_number_are_refused_and_listed() {
    let import = read("npsn,nama,bentuk\n,SDN 1,SD\n10300002,SDN 2,SD\n1030-3,SDN 3,SD\nNPSN,Nama,Bentuk\n-,SDN 4,SD\n,,\n");
    assert_eq!(import.records.len(), 1);
    assert_eq!(refusals(&import), [(2, "missing_npsn"), (4, "refused_npsn"), (5, "refused_npsn"), (6, "missing_npsn")]);
    assert_eq!(import.refused[0].finding.place.as_ref().unwrap().to_string(), "list:2 (npsn)");
}

#[test]
fn a_folder_is_its_files_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let list = |npsn: &str| format!("npsn,nama,bentuk\n{npsn},A,SD\n");
    for (name, text) in [
        ("b.csv", list("10300002")),
        ("a.csv", list("10300001")),
        (".hidden.csv", list("10300009")),
        ("SOURCE.md", "columns: npsn, nama, bentuk".to_owned()),
        ("broken.json", "[{".to_owned()),
    ] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    std::fs::create_dir(folder.path().join("deeper")).unwrap();
    let source = Source::Path(folder.path().into());
    let import = import::read(std::slice::from_ref(&source)).unwrap();
    check_account(&import);
    let names: Vec<_> = import.files.iter().map(|file| file.name.as_ref()).collect();
    assert_eq!(names, ["a.csv", "b.csv"]);
    let unread: Vec<_> =
        import.findings.iter().map(|finding| (finding.severity.as_str(), finding.place.clone().unwrap().to_string())).collect();
    assert_eq!(unread, [("info", "deeper".to_owned()), ("info", "SOURCE.md".to_owned()), ("error", "broken.json".to_owned())]);
    let loaded: Vec<_> = source.load().unwrap().into_iter().map(|(name, _)| name.to_string()).collect();
    assert_eq!(loaded, ["SOURCE.md", "a.csv", "b.csv", "broken.json"]);
}

#[test]
fn a_named_file_that_is_no_list_is_an_error() {
    let missing = import::read(&[Source::Path("no/such/file.csv".into())]).unwrap_err();
    assert_eq!(missing.to_string(), "cannot read no/such/file.csv");
    let error = super::try_read("kode,name\n13.06,Agam\n").unwrap_err().to_string();
    assert_eq!(error, "list: not a school list: expected a column of NPSN, or of names and forms, found 1 known of 2 columns");
}

#[test]
fn hub_lists_keep_every_row() {
    let text = "npsn,nama,angkatan,kapasitas\n10300001,A,1,5\n,SDN tanpa nomor,2,\nsalah!,C,2,\n";
    let (report, hubs) = import::read_hubs(&source("hub.csv", text)).unwrap();
    assert_eq!((report.rows, report.kept, report.kind), (3, 3, FileKind::Csv));
    let numbers: Vec<_> = hubs.iter().map(|hub| hub.npsn.map(|npsn| npsn.to_string())).collect();
    assert_eq!(numbers, [Some("10300001".to_owned()), None, None]);
    assert_eq!(hubs[2].cells.get(import::Column::Npsn), "salah!");
    assert_eq!(hubs[1].place.to_string(), "hub.csv:3");
}

#[test]
fn repairs_keep_what_was_written() {
    let (report, repairs) = import::read_repairs(&source("r.csv", "npsn;lon;lat\n10300001;100,3;abc\n")).unwrap();
    assert_eq!(report.rows, 1);
    let repair = &repairs[0];
    assert_eq!((&*repair.npsn, &*repair.lon, &*repair.lat, &*repair.note), ("10300001", "100,3", "abc", ""));
    assert_eq!(repair.place.to_string(), "r.csv:2");
}

#[test]
fn pairs_are_read_or_refused_with_their_line() {
    let lines = "NPSN,Hub,Aturan\n10300001,10300002,wajib\n10300003,10300002,Forbidden\n10300004,,lepas\n";
    let pairs = import::read_pairs(&source("p.csv", lines)).unwrap().1;
    let hub = imbas::model::Npsn::new("10300002").unwrap();
    let rules: Vec<_> = pairs.iter().map(|pair| pair.rule).collect();
    assert_eq!(rules, [PairRule::Required(hub), PairRule::Forbidden(hub), PairRule::Unassigned]);
    assert_eq!(pairs[1].place.spot, Spot::Line(3));
    for (line, expected) in [
        (
            "10300001,10300002,mungkin",
            "p.csv:2: expected wajib (required), larang (forbidden) or lepas (unassigned), found \"mungkin\"",
        ),
        ("10300001,10300002,lepas", "p.csv:2: expected no hub beside lepas (unassigned), found \"10300002\""),
        ("10300001,,larang", "p.csv:2: expected an NPSN, found an empty cell"),
        (",10300002,wajib", "p.csv:2: expected an NPSN, found an empty cell"),
    ] {
        let error = import::read_pairs(&source("p.csv", format!("npsn,hub,aturan\n{line}\n"))).unwrap_err();
        assert_eq!(error.to_string(), expected);
    }
    let json = r#"[{"npsn":"10300001","hub":"10300002","rule":"required"}]"#;
    assert_eq!(import::read_pairs(&source("p.json", json)).unwrap().1.len(), 1);
}

#[test]
fn two_spellings_of_a_status_or_form_are_no_conflict() {
    let import = imbas::import::read(&[
        source("a.csv", "npsn,nama,bentuk,status\n10307455,SD A,SD,S\n"),
        source("b.csv", "npsn,nama,bentuk,status\n10307455,SD A,sd,Swasta\n"),
    ]);
    assert_eq!(import.unwrap().findings, []);
}

#[test]
fn files_of_one_name_are_told_apart_by_their_folders() {
    let folder = tempfile::tempdir().unwrap();
    let paths = ["agam/2025/sekolah.csv", "agam/2026/sekolah.csv", "solok/2026/sekolah.csv", "lain.csv"].map(|name| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, "npsn,nama,bentuk\n10300001,A,SD\n").unwrap();
        path
    });
    let import = import::read(&paths.map(Source::Path)).unwrap();
    let names: Vec<_> = import.files.iter().map(|file| file.name.as_ref()).collect();
    assert_eq!(names, ["2025/sekolah.csv", "agam/2026/sekolah.csv", "solok/2026/sekolah.csv", "lain.csv"]);
    // A licence in each of two folders stays a licence.
    let folders = ["agam/2025", "agam/2026"].map(|name| folder.path().join(name));
    folders.iter().for_each(|folder| std::fs::write(folder.join("LICENSE"), "npsn,nama,bentuk\n").unwrap());
    let import = import::read(&folders.map(Source::Path)).unwrap();
    let told: Vec<_> = import.findings.iter().map(|f| (f.severity.as_str(), f.place.clone().unwrap().to_string())).collect();
    assert_eq!(told[..2], [("info", "2025/LICENSE".to_owned()), ("info", "2026/LICENSE".to_owned())]);
}

#[test]
fn numbers_as_spreadsheets_write_them_are_read_where_no_digit_is_lost() {
    let import = read("npsn,nama,bentuk\n=\"10000010\",A,SD\n1.0000011E7,B,SD\n1.03E+07,C,SD\nabcdefgh,D,SD\n");
    let numbers: Vec<_> = import.records.iter().map(|record| record.npsn.to_string()).collect();
    assert_eq!(numbers, ["10000010", "10000011"]);
    let told: Vec<_> = import.refused.iter().map(|refused| refused.finding.found.english()).collect();
    let rounded =
        "expected all digits of the NPSN, found a rounded number; make the column text and fill it in again (\"1.03E+07\")";
    assert_eq!(told, [rounded, "expected digits in an NPSN, found none (\"abcdefgh\")"]);
}
