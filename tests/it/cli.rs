//! The real program: exit codes, messages, files that are whole or not there.

use crate::import::shapes::workbook;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

fn imbas(words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_imbas"));
    command.args(words).stdin(Stdio::null()).env_remove("IMBAS_LISTEN").env_remove("IMBAS_PUBLIC_URL");
    command
}

fn run(words: &[&str]) -> Output {
    imbas(words).output().unwrap()
}

/// Runs and expects an exit code; the answer is standard output and standard error.
#[track_caller]
fn expect(code: i32, words: &[&str]) -> (String, String) {
    let output = run(words);
    let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert_eq!(output.status.code(), Some(code), "{words:?}\n{out}\n{err}");
    (out, err)
}

/// A made-up list of 300 schools without defects, and its boundaries.
fn list(folder: &TempDir) -> (String, String) {
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (list, boundaries) = (path("sekolah.csv"), path("batas.geojson"));
    expect(0, &["demo", "--schools", "300", "--output", &list, "--boundaries-output", &boundaries]);
    (list, boundaries)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn help_is_indonesian_and_names_the_exit_codes() {
    let (help, _) = expect(0, &["--help"]);
    for word in ["Pemakaian:", "Kode keluar:", "serve", "audit", "plan", "check", "neighbours", "demo", "export"] {
        assert!(help.contains(word), "{word} in\n{help}");
    }
    let (help, _) = expect(0, &["plan", "--help"]);
    for flag in ["--programme", "--within", "--reach-km", "--min", "--max", "--tier", "--region", "--level", "--output"] {
        assert!(help.contains(flag), "{flag} in\n{help}");
    }
}

#[test]
fn what_cannot_be_understood_is_not_done() {
    for words in [
        &["simulasi"][..],
        &["plan"],
        &["audit", "x.csv", "--unknown"],
        &["plan", "x.csv", "--within", "village"],
        &["plan", "x.csv", "--reach-km", "nan"],
        &["plan", "x.csv", "--max", "-1"],
        &["demo", "--schools", "0", "--output", "-"],
        &["neighbours", "x.csv", "--npsn", "10-3"],
    ] {
        let (out, err) = expect(2, words);
        assert!(out.is_empty() && err.starts_with("imbas: ") && err.ends_with("imbas --help\n"), "{words:?}: {out}{err}");
    }
}

#[test]
fn what_cannot_be_read_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let (list, _) = list(&folder);
    let notes = folder.path().join("catatan.txt");
    fs::write(&notes, "bukan daftar sekolah\n").unwrap();
    for (words, message) in [
        (&["audit", "/tidak/ada.csv"][..], "ada.csv"),
        (&["audit", notes.to_str().unwrap()], "catatan.txt"),
        (&["plan", &list, "--programme", "tidak-ada", "--output", "-"], "sekolah-penggerak"),
        (&["plan", &list, "--min", "5", "--max", "3", "--output", "-"], "minimum 5 melebihi maksimum 3"),
        (&["plan", &list, "--region", "1306", "--output", "-"], "13.06"),
        (&["plan", &list, "--output", "/tidak/ada/plan.json"], "/tidak/ada/plan.json"),
        (&["neighbours", &list, "--npsn", "99999999"], "99999999"),
        (&["check", &list, &list], "sekolah.csv"),
    ] {
        let (_, err) = expect(2, words);
        assert!(err.starts_with("imbas: ") && err.contains(message) && err.lines().count() == 1, "{words:?}: {err}");
    }
}

#[test]
fn the_audit_fails_as_asked() {
    let folder = tempfile::tempdir().unwrap();
    let (list, boundaries) = list(&folder);
    let bounds = ["--boundaries", &boundaries];
    let (table, _) = expect(0, &[&["audit", &list][..], &bounds].concat());
    assert!(table.contains("300"), "{table}");
    let defective = folder.path().join("cacat.csv").to_str().unwrap().to_owned();
    expect(0, &["demo", "--schools", "300", "--defects", "--output", &defective]);
    expect(1, &[&["audit", &defective][..], &bounds].concat());
    expect(1, &[&["audit", &defective, "--fail-on", "warning"][..], &bounds].concat());
    let (json, _) = expect(0, &[&["audit", &defective, "--fail-on", "never", "--format", "json"][..], &bounds].concat());
    let report: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(report["rows"], 300);
    let (csv, _) = expect(0, &[&["audit", &defective, "--fail-on", "never", "--format", "csv"][..], &bounds].concat());
    assert!(csv.lines().count() > 10, "{csv}");
}

#[test]
fn a_plan_is_written_checked_and_refused_when_touched() {
    let folder = tempfile::tempdir().unwrap();
    let (list, _) = list(&folder);
    let plan = folder.path().join("plan.json").to_str().unwrap().to_owned();
    let words = ["plan", &list, "--reach-km", "10", "--max", "3", "--output", &plan];
    let (account, _) = expect(0, &words);
    assert!(account.contains("belum terjangkau") && account.contains(&plan), "{account}");
    expect(1, &[&words[..], &["--fail-on-unreached"]].concat());
    assert_eq!(names(folder.path()), ["batas.geojson", "plan.json", "sekolah.csv"]);
    let (verdict, notes) = expect(0, &["check", &plan, &list]);
    assert!(verdict.starts_with("diterima") && notes.is_empty(), "{verdict}{notes}");

    let text = fs::read_to_string(&plan).unwrap();
    let mut touched: serde_json::Value = serde_json::from_str(&text).unwrap();
    let metres = touched["assignments"][0]["metres"].as_u64().unwrap();
    touched["assignments"][0]["metres"] = (metres + 1).into();
    fs::write(&plan, touched.to_string()).unwrap();
    let (verdict, _) = expect(1, &["check", &plan, &list]);
    let npsn = touched["assignments"][0]["npsn"].as_str().unwrap();
    assert!(verdict.starts_with("ditolak") && verdict.contains(npsn), "{verdict}");
    fs::write(&plan, &text[..text.len() / 2]).unwrap();
    expect(2, &["check", &plan, &list]);
}

#[test]
fn a_plan_of_shuffled_rows_is_the_same_apart_from_the_hashes() {
    let folder = tempfile::tempdir().unwrap();
    let (list, _) = list(&folder);
    let text = fs::read_to_string(&list).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    lines[1..].reverse();
    let reversed = folder.path().join("balik.csv");
    fs::write(&reversed, lines.join("\n")).unwrap();
    let plan = |list: &str| {
        let (plan, _) = expect(0, &["plan", list, "--reach-km", "10", "--max", "5", "--output", "-"]);
        plan.lines().filter(|line| !line.contains("sha256")).collect::<Vec<_>>().join("\n")
    };
    assert!(plan(&list) == plan(reversed.to_str().unwrap()));
}

#[test]
fn neighbours_come_nearest_first() {
    let folder = tempfile::tempdir().unwrap();
    let (list, _) = list(&folder);
    let (table, _) = expect(0, &["neighbours", &list, "--npsn", "01000000", "--count", "4", "--level", "SD"]);
    assert!(table.starts_with("01000000") && table.contains("4 tetangga"), "{table}");
    let km: Vec<f64> =
        table.lines().skip(2).map(|line| line.split_whitespace().nth(1).unwrap().replace(',', ".").parse().unwrap()).collect();
    assert!(km.len() == 4 && km.is_sorted(), "{table}");
}

#[test]
fn a_closed_pipe_is_a_quiet_end() {
    let mut child =
        imbas(&["demo", "--schools", "60000", "--output", "-"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    assert!(first.starts_with("npsn,"), "{first}");
    // The reader is gone here, and the pipe with it.
    let output = child.wait_with_output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && !err.contains("panicked") && !err.contains("imbas:"), "{err}");
}

#[test]
fn a_port_in_use_is_told_before_the_work() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let (_, err) = expect(2, &["serve", "--listen", &address]);
    assert!(err.contains(&address) && err.contains("--listen"), "{err}");
}

#[test]
#[cfg(unix)]
fn the_demonstration_is_served_and_ends_when_asked_to() {
    let mut child = imbas(&["serve", "--listen", "127.0.0.1:0"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut told = String::new();
    let address = loop {
        let mut line = String::new();
        assert!(out.read_line(&mut line).unwrap() > 0, "the program ended:\n{told}");
        told.push_str(&line);
        if let Some(address) = line.trim().strip_prefix("http://") {
            break address.trim_end_matches('/').to_owned();
        }
    };
    assert!(told.contains("rekaan") && told.contains("Pemeriksaan") && told.contains("Rencana"), "{told}");
    let mut answer = String::new();
    let mut stream = connect(&address);
    std::io::Write::write_all(&mut stream, b"GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let ended = Command::new("kill").arg(child.id().to_string()).status().unwrap();
    assert!(ended.success() && child.wait().unwrap().success());
}

/// The addresses are told a moment before they are answered; the socket is bound already, so that connecting waits.
#[cfg(unix)]
fn connect(address: &str) -> std::net::TcpStream {
    std::net::TcpStream::connect(address).unwrap()
}

#[test]
fn a_workbook_is_read_like_any_list() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sekolah.xlsx");
    let header: &[&str] = &["NPSN", "Nama Sekolah", "Bentuk", "Lintang", "Bujur"];
    fs::write(&path, workbook(&[("SD", &[header, &["10300001", "SDN 01 \"Contoh\", satu", "SD", "-0.301", "100.361"]])]))
        .unwrap();
    let (out, _) = expect(0, &["audit", path.to_str().unwrap(), "--format", "json"]);
    assert!(out.contains("\"rows\":1,\"merged\":0,\"schools\":1,\"refused\":0"), "{out}");
}

/// Within every limit of the zip, and yet its reader would take all memory: the child ends, the program answers.
#[test]
fn a_workbook_that_takes_all_memory_ends_only_its_reader() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("besar.xlsx");
    let huge = "A".repeat(240 << 20);
    fs::write(&path, workbook(&[("S", &[&["NPSN", "Nama"], &["10300001", &huge]])])).unwrap();
    let (out, err) = expect(2, &["audit", path.to_str().unwrap()]);
    assert!(out.is_empty() && err.contains("besar.xlsx: buku kerja ini perlu lebih dari 768 MiB"), "{err}");
}

#[test]
fn an_export_is_whole_or_not_there() {
    let folder = TempDir::new().unwrap();
    let (list, _) = list(&folder);
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let before = names(folder.path());
    let (gpkg, geojson) = (path("rencana.gpkg"), path("garis.geojson"));
    expect(0, &["export", &list, "--output", &gpkg]);
    assert!(fs::read(&gpkg).unwrap().starts_with(b"SQLite format 3\0"));
    expect(0, &["export", &list, "--collection", "links", "--level", "SD", "--output", &geojson]);
    assert!(fs::read_to_string(&geojson).unwrap().starts_with("{\"type\":\"FeatureCollection\""));
    for (words, expected) in [
        (&["--output", &path("a.shp")][..], "--format geojson"),
        (&["--output", &path("a.csv"), "--collection", "peta"], "--collection schools"),
        (&["--output", &path("a.csv"), "--collection", "schools", "--collection", "links"], "satu --collection"),
        (&["--output", &path("a.csv"), "--collection", "assignments"], "--region"),
        (&["--output", &path("a.csv"), "--region", "98.76"], "98.76"),
        (&["--output", &path("a.csv"), "--locale", "fr"], "--locale"),
        (&["--output", &path("a.pmtiles"), "--region", "13.75"], "--region"),
        (&["--output", &path("a.pmtiles"), "--collection", "findings"], "ditemukan findings"),
    ] {
        let (_, error) = expect(2, &[&["export", &list], words].concat());
        assert!(error.contains(expected), "{words:?}: {error}");
    }
    let added: Vec<String> = names(folder.path()).into_iter().filter(|name| !before.contains(name)).collect();
    assert_eq!(added, ["garis.geojson", "rencana.gpkg"], "nothing is left of what was refused");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_by_its_name() {
    let folder = TempDir::new().unwrap();
    let (list, _) = list(&folder);
    for format in ["geojson", "gpkg", "parquet", "fgb", "xlsx", "pmtiles"] {
        let (_, error) = expect(2, &["export", &list, "--format", format, "--output", "/dev/full"]);
        assert!(error.contains("tidak dapat menulis /dev/full") && error.contains("penyimpanan penuh"), "{format}: {error}");
    }
}

#[test]
fn two_plans_are_compared_with_names_and_regions_where_the_lists_are_given() {
    let folder = TempDir::new().unwrap();
    let (list, _) = list(&folder);
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (old, new) = (path("lama.json"), path("baru.json"));
    expect(0, &["plan", &list, "--reach-km", "2", "--output", &old]);
    expect(0, &["plan", &list, "--reach-km", "4", "--max", "2", "--output", &new]);
    let (table, _) = expect(0, &["diff", &old, &new]);
    assert!(table.starts_with("Dari lama.json ke baru.json"), "{table}");
    let (json, _) = expect(0, &["diff", &old, &new, &list, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let sum = |name: &str| json["regions"].as_array().unwrap().iter().map(|one| one[name].as_u64().unwrap()).sum::<u64>();
    assert_eq!(json["members_after"], sum("members_after"), "regencies add up to the whole");
    let (sheet, _) = expect(0, &["diff", &old, &new, &list, "--format", "csv", "--locale", "id"]);
    assert_eq!(sheet.lines().count(), json["changes"].as_array().unwrap().len() + 1);
    let (same, _) = expect(0, &["diff", &old, &old, "--format", "json"]);
    assert!(serde_json::from_str::<serde_json::Value>(&same).unwrap()["changes"].as_array().unwrap().is_empty());
    let (_, error) = expect(2, &["diff", &old, &list]);
    assert!(error.contains("bukan rencana"), "{error}");
}

#[test]
fn the_annex_of_an_office_is_written_by_its_id() {
    let folder = TempDir::new().unwrap();
    let (list, _) = list(&folder);
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (offices, sheet) = (path("kantor.toml"), path("lampiran.csv"));
    fs::write(&offices, "[[office]]\nname = \"Cabdin I\"\nregions = [\"99.01\"]\n").unwrap();
    let words = ["export", &list, "--collection", "assignments", "--offices", &offices, "--output", &sheet];
    expect(0, &[&words[..], &["--office", "cabdin-i"]].concat());
    assert!(fs::read_to_string(&sheet).unwrap().lines().count() > 1);
    let (_, error) = expect(2, &[&words[..], &["--office", "cabdin-x"]].concat());
    assert!(error.contains("cabdin-i"), "{error}");
    fs::write(&offices, "[[office]]\nname = \"Cabdin I\"\nregions = [\"98.76\"]\n").unwrap();
    let (_, error) = expect(2, &[&words[..], &["--office", "cabdin-i"]].concat());
    assert!(error.contains("98.76") && error.contains("kantor.toml"), "{error}");
}

#[test]
fn a_base_map_that_cannot_be_shown_is_refused_at_the_start() {
    for (typed, words) in [
        ("tidak-ada.pmtiles", &["tidak dapat membaca", "tidak-ada.pmtiles"][..]),
        ("Cargo.toml", &["seharusnya arsip PMTiles", "Cargo.toml"]),
        ("https://{s}.peta.example/{z}/{x}/{y}.png", &["seharusnya https://HOST", "{s}"]),
        ("https://peta.example/{z}/{x}/{y}.png", &["--basemap-attribution", "tidak menyebut pemiliknya"]),
    ] {
        let (_, err) = expect(2, &["serve", "--listen", "127.0.0.1:0", "--basemap", typed]);
        assert!(words.iter().all(|word| err.contains(word)), "{typed}: {err}");
    }
}
