//! The files with which people decide, through the real program: hubs, accepted repairs, decisions about single schools.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A made-up list: four schools and a madrasah in one regency.
const LIST: &str = "npsn,nama,bentuk,status,kecamatan,kabupaten,provinsi,lintang,bujur,kapasitas
00000001,SDN 1 Contoh,SD,N,Baso,Kab. Agam,Sumatera Barat,-0.3001,100.1001,
00000002,SDN 2 Contoh,SD,N,Baso,Kab. Agam,Sumatera Barat,-0.3011,100.1011,2
00000003,SDN 3 Contoh,SD,N,Baso,Kab. Agam,Sumatera Barat,-0.3021,100.1021,
00000004,SDN 4 Contoh,SD,N,Baso,Kab. Agam,Sumatera Barat,-0.3031,100.1031,
00000005,MIN 5 Contoh,MI,N,Baso,Kab. Agam,Sumatera Barat,-0.3041,100.1041,
00000006,SMPN 6 Contoh,SMP,N,Baso,Kab. Agam,Sumatera Barat,-0.3051,100.1051,
";

/// A folder with files for the program.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        desk.put("sekolah.csv", LIST);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn put(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    /// Runs the program in the folder and expects an exit code; the answer is standard output and error.
    #[track_caller]
    fn run(&self, code: i32, words: &str) -> (String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_imbas"));
        let output = command.current_dir(&self.0).args(words.split_whitespace()).stdin(Stdio::null()).output().unwrap();
        let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
        assert_eq!(output.status.code(), Some(code), "{words}\n{out}\n{err}");
        (out, err)
    }

    /// The plan without the hashes of its inputs, and what the program says of it.
    #[track_caller]
    fn plan(&self, words: &str) -> (String, String) {
        let (plan, told) = self.run(0, &format!("plan sekolah.csv {words} --output -"));
        (plan.lines().filter(|line| !line.contains("sha256")).collect::<Vec<_>>().join("\n"), told)
    }
}

#[track_caller]
fn assert_has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part} in\n{text}");
    }
}

#[test]
fn two_lines_about_one_hub_give_one_plan_in_any_order_and_are_told_with_both_places() {
    let desk = Desk::new();
    let header = "npsn,kapasitas";
    let lines = ["00000001,1", "00000001,3"];
    desk.put("hub.csv", &[header, lines[0], lines[1]].join("\n"));
    let (plan, told) = desk.plan("--hubs hub.csv");
    assert_has(&told, &["duplicate_hub hub.csv:3 SDN 1 Contoh", "hub.csv:2 yang dipakai", "Beban: 1 sampai 1"]);
    desk.put("hub.csv", &[header, lines[1], lines[0]].join("\n"));
    let (again, told) = desk.plan("--hubs hub.csv");
    assert_eq!(plan, again);
    assert_has(&told, &["duplicate_hub hub.csv:2 SDN 1 Contoh", "hub.csv:3 yang dipakai"]);
    let (table, _) = desk.run(1, "audit sekolah.csv --hubs hub.csv");
    assert_has(&table, &["duplicate_hub hub.csv:2", "hub.csv:3 yang dipakai"]);
    // The same twice contradicts nothing.
    desk.put("hub.csv", &[header, lines[1], lines[1]].join("\n"));
    desk.run(0, "audit sekolah.csv --hubs hub.csv");
}

#[test]
fn an_unreadable_number_of_places_is_told_with_what_the_hub_gets() {
    let desk = Desk::new();
    desk.put("hub.csv", "npsn,kapasitas\n00000001,banyak\n00000002,tiga\n");
    let expected = [
        "unknown_value hub.csv:2 SDN 1 Contoh",
        "\"banyak\"; hub ini memakai jumlah tempat menurut program",
        "unknown_value hub.csv:3 SDN 2 Contoh",
        "\"tiga\"; hub ini memakai 2 tempat dari daftar sekolah",
    ];
    assert_has(&desk.plan("--hubs hub.csv").1, &expected);
    assert_has(&desk.run(0, "audit sekolah.csv --hubs hub.csv").0, &expected);
}

#[test]
fn decisions_without_effect_are_told_with_their_lines() {
    let desk = Desk::new();
    desk.put("hub.csv", "npsn\n00000001\n00000002\n");
    desk.put(
        "keputusan.csv",
        "npsn,hub,aturan
99999999,00000001,larang
00000003,99999998,larang
00000003,00000004,larang
00000002,00000001,larang
00000006,00000001,larang
00000005,00000001,larang
00000003,00000001,larang
",
    );
    let of_lists = [
        "Masukan yang tidak terpakai: 5",
        "pair_unused keputusan.csv:2: seharusnya NPSN dari daftar sekolah, tertulis 99999999",
        "pair_unused keputusan.csv:3 SDN 3 Contoh (00000003): seharusnya NPSN hub dari daftar sekolah, tertulis 99999998",
        "keputusan.csv:4 SDN 3 Contoh (00000003): seharusnya hub, 00000004 bukan hub",
        "keputusan.csv:5 SDN 2 Contoh (00000002): seharusnya bukan hub, 00000002 sendiri hub",
        "keputusan.csv:6 SMPN 6 Contoh (00000006): seharusnya satu jenjang",
    ];
    let (table, _) = desk.run(0, "audit sekolah.csv --hubs hub.csv --pairs keputusan.csv");
    assert_has(&table, &of_lists);
    let (_, told) = desk.plan("--hubs hub.csv --pairs keputusan.csv");
    assert_has(&told, &["Masukan yang tidak terpakai: 6", "dan 1 lagi"]);
    // Alone, so that it is among the first few.
    desk.put("keputusan.csv", "npsn,hub,aturan\n00000005,00000001,larang\n");
    let (_, told) = desk.plan("--hubs hub.csv --pairs keputusan.csv");
    assert_has(&told, &["keputusan.csv:2 MIN 5 Contoh (00000005): seharusnya sekolah dalam cakupan rencana", "(madrasah)"]);
}

#[test]
fn a_repair_list_counts_where_a_person_has_filled_in_the_right_position() {
    let desk = Desk::new();
    // One school far off, one without a position, one with the signs exchanged.
    let wrong =
        LIST.replace("-0.3001,100.1001", "100.1001,-0.3001").replace("-0.3011,100.1011", ",").replace("-0.3021", "-30.21");
    desk.put("sekolah.csv", &wrong);
    let (list, _) = desk.run(0, "audit sekolah.csv --format csv --fail-on never");
    let mut rows: Vec<csv::StringRecord> = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(list.as_bytes())
        .records()
        .map(|row| row.expect("our own list"))
        .collect();
    let column = |name: &str| rows[0].iter().position(|heading| heading == name).expect(name);
    let (npsn, lat, lon) = (column("npsn"), column("lintang_perbaikan"), column("bujur_perbaikan"));
    let written = |rows: &[csv::StringRecord]| {
        let mut out = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
        rows.iter().for_each(|row| out.write_record(row).unwrap());
        String::from_utf8(out.into_inner().unwrap()).unwrap()
    };

    // As it stands it accepts nothing, whatever it proposes.
    desk.put("perbaikan.csv", &written(&rows));
    let (findings, _) = desk.run(0, "audit sekolah.csv --repairs perbaikan.csv --format json --fail-on never");
    assert!(findings.contains("3 baris daftar perbaikan belum diisi") && !findings.contains("repair_applied"), "{findings}");

    // A person takes over one proposal, with a decimal comma as a spreadsheet of theirs writes it.
    for row in &mut rows {
        if &row[npsn] == "00000001" {
            let cells = row.iter().enumerate().map(|(at, cell)| match at {
                _ if at == lat => "-0,3001",
                _ if at == lon => "100,1001",
                _ => cell,
            });
            *row = cells.collect();
        }
    }
    desk.put("perbaikan.csv", &written(&rows));
    let (findings, _) = desk.run(0, "audit sekolah.csv --repairs perbaikan.csv --format json --fail-on never");
    assert_eq!(findings.matches("\"repair_applied\",\"severity\"").count(), 1, "{findings}");
    assert_has(&findings, &["replaced -0.3001, 100.1001 by 100.1001, -0.3001"]);
    assert!(!findings.contains("swapped_axes") && findings.contains("missing_position"), "{findings}");

    // Without the columns to fill in, neither the old position nor a proposal is taken for an accepted one.
    let cut: Vec<csv::StringRecord> = rows.iter().map(|row| row.iter().take(lat).collect()).collect();
    desk.put("perbaikan.csv", &written(&cut));
    let (_, err) = desk.run(2, "audit sekolah.csv --repairs perbaikan.csv");
    assert_has(&err, &["perbaikan.csv", "lintang_perbaikan"]);
}

#[test]
fn a_reader_that_closes_the_pipe_ends_every_output_quietly() {
    let desk = Desk::new();
    let rows: String =
        (0..4_000).map(|at| format!("{:08},SD {at},SD,N,Baso,Kab. Agam,Sumatera Barat,x,y,\n", 100 + at)).collect();
    desk.put("sekolah.csv", &format!("{LIST}{rows}"));
    for words in [
        "audit sekolah.csv --format csv",
        "audit sekolah.csv --format json",
        "export sekolah.csv --collection schools --format csv --output -",
        "export sekolah.csv --collection schools --format fgb --output -",
        "export sekolah.csv --collection schools --format geojson --output -",
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_imbas"));
        let command = command.current_dir(&desk.0).args(words.split_whitespace()).stdin(Stdio::null());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // Nobody reads a single byte.
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() != Some(2) && !err.contains("imbas:") && !err.contains("panicked"), "{words}: {err}");
    }
}

#[test]
fn a_hub_list_without_a_line_takes_no_hub_away() {
    let desk = Desk::new();
    desk.put("hub.csv", "npsn,kapasitas\n");
    let (_, err) = desk.run(2, "plan sekolah.csv --hubs hub.csv --output -");
    assert_has(&err, &["hub.csv", "tidak berisi satu baris pun"]);
}
