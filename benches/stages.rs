//! The stages of a whole plan, one after the other as `imbas plan` runs them: how long each takes and how much memory it adds.
//!
//! ```text
//! cargo bench --bench stages -- 220000 2200000      demonstrations of so many schools, each beside the one before it
//! cargo bench --bench stages -- LIST.csv            a list
//! ```
//!
//! Each list is measured in a process of its own, because memory that one of them has left would count for the next.
//! Peaks are those of the kernel that runs the program, so that they are known on Linux only.

use imbas::demo;
use imbas::import::Source;
use imbas::model::RegionLevel;
use imbas::plan::{LevelMap, Rules, built_in, read_programme};
use imbas::snapshot::{Dataset, Inputs, Snapshot, Stage};
use std::env;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

const SEED: u64 = 20_261_125;
/// What is measured when nothing is named: enough to see that it works.
const FEW: [&str; 2] = ["1000", "2000"];
/// Set for the process that measures one list.
const ONE: &str = "IMBAS_STAGES_LIST";

/// One stage: seconds, and the peak of resident memory during it in MB.
struct Measure {
    name: String,
    seconds: f64,
    peak_mb: Option<f64>,
}

/// A clock that is read between stages.
struct Clock {
    measures: Vec<Measure>,
    current: Option<(&'static str, Instant)>,
}

impl Clock {
    /// Ends the stage that runs, and begins another one.
    fn begin(&mut self, name: Option<&'static str>) {
        if let Some((name, start)) = self.current.take() {
            let seconds = start.elapsed().as_secs_f64();
            self.measures.push(Measure { name: name.to_owned(), seconds, peak_mb: peak_mb() });
        }
        // From here on the peak is that of the next stage.
        let _ = fs::write("/proc/self/clear_refs", "5");
        self.current = name.map(|name| (name, Instant::now()));
    }
}

fn peak_mb() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse::<f64>().ok().map(|kib| kib / 1024.0)
}

fn name(stage: Stage) -> &'static str {
    match stage {
        Stage::Reading => "read",
        Stage::Boundaries => "boundaries",
        Stage::Auditing => "audit",
        Stage::Planning => "plan",
        Stage::Explaining => "reasons",
        Stage::Comparing => "practice, what is left",
    }
}

/// Reads, audits, plans and writes a list.
fn measure(path: &Path) -> Vec<Measure> {
    let mut clock = Clock { measures: Vec::new(), current: None };
    let inputs = Inputs { lists: vec![Source::Path(path.to_owned())], synthetic: true, ..Inputs::default() };
    let (_, text) = built_in().iter().find(|(id, _)| *id == "netral").expect("the neutral programme ships");
    let (programme, _) = read_programme("netral", text).expect("a programme that ships can be read");
    let within = LevelMap::all(RegionLevel::Country);
    let rules = Rules { within, max: LevelMap::all(Some(15)), reach_m: LevelMap::all(Some(10_000.0)), ..Rules::default() };
    let data = Dataset::load(&inputs, &mut |stage| clock.begin(Some(name(stage)))).expect("the list can be read");
    let snapshot = Snapshot::build(data, programme, rules, &mut |stage| clock.begin(Some(name(stage)))).expect("the rules fit");
    clock.begin(Some("write"));
    let mut out = BufWriter::new(tempfile::tempfile().expect("a place for the plan"));
    snapshot.plan_file().write(&mut out).expect("the plan can be written");
    clock.begin(Some("index for answers"));
    snapshot.make_places();
    clock.begin(None);
    let counts = snapshot.plan.counts;
    assert_eq!(counts.hubs + counts.members + counts.unreached + counts.needs_check, counts.schools);
    clock.measures
}

/// The list that an argument means; a demonstration is made in the folder.
fn list(argument: &str, folder: &Path) -> PathBuf {
    let Ok(schools) = argument.parse() else { return argument.into() };
    let path = folder.join(format!("{schools}.csv"));
    let mut out = BufWriter::new(File::create(&path).expect("a place for the demonstration"));
    let settings = demo::Settings { schools, seed: SEED, defects: false };
    demo::write(&settings, &mut out, None::<&mut Vec<u8>>).and_then(|()| out.flush()).expect("the demonstration can be written");
    path
}

/// Measures a list in a process of its own.
fn measured(path: &Path) -> Vec<Measure> {
    let program = env::current_exe().expect("a program knows itself");
    let out = Command::new(program).env(ONE, path).output().expect("it can be started again");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let text = String::from_utf8(out.stdout).expect("it prints text");
    let read = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let seconds = cells[1].parse().expect("seconds");
        Measure { name: cells[0].to_owned(), seconds, peak_mb: cells[2].parse().ok() }
    };
    text.lines().map(read).collect()
}

fn print(argument: &str, measures: &[Measure], before: &[Measure]) {
    println!("\n{argument}\n{:<24}{:>10}{:>10}{:>10}{:>10}", "stage", "s", "times", "peak MB", "times");
    for (at, now) in measures.iter().enumerate() {
        let before = before.get(at);
        let seconds = before.map(|before| format!("{:.1}", now.seconds / before.seconds)).unwrap_or_default();
        let peak = now.peak_mb.map(|peak| format!("{peak:.0}")).unwrap_or_default();
        let more = before.and_then(|before| Some(format!("{:.1}", now.peak_mb? / before.peak_mb?))).unwrap_or_default();
        println!("{:<24}{:>10.3}{seconds:>10}{peak:>10}{more:>10}", now.name, now.seconds);
    }
}

fn main() {
    if let Some(path) = env::var_os(ONE) {
        for Measure { name, seconds, peak_mb } in measure(Path::new(&path)) {
            println!("{name}\t{seconds}\t{}", peak_mb.map(|peak| peak.to_string()).unwrap_or_default());
        }
        return;
    }
    let mut given: Vec<String> = env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    if given.is_empty() {
        given.extend(FEW.map(str::to_owned));
    }
    let folder = tempfile::tempdir().expect("a folder for demonstrations");
    let mut before = Vec::new();
    for argument in &given {
        let measures = measured(&list(argument, folder.path()));
        print(argument, &measures, &before);
        before = measures;
    }
}
