//! The searches on a whole list, timed by themselves, for `benches/peers/compare.py`: one JSON line of seconds and a sum to compare.
//!
//! ```text
//! cargo bench --bench kernels -- LIST.csv nearest|within THREADS
//! ```

use imbas::geodesy::Point;
use imbas::index::PointTree;
use imbas::model::LonLat;
use std::time::Instant;

/// As many hubs for every school, and so many metres around every school.
const COUNT: usize = 16;
const REACH_M: f64 = 5_000.0;

/// The hubs and the other schools of a list.
fn read(path: &str) -> (Vec<Point>, Vec<Point>) {
    let mut rows = csv::Reader::from_path(path).expect("a list that can be opened");
    let head = rows.headers().expect("a line of headings").clone();
    let column = |name: &str| head.iter().position(|heading| heading == name).expect("the national instance's headings");
    let (lon, lat, hub) = (column("bujur"), column("lintang"), column("penggerak"));
    let (mut hubs, mut schools) = (Vec::new(), Vec::new());
    for row in rows.records() {
        let row = row.expect("rows of text");
        let degrees = |at: usize| row[at].parse().expect("degrees");
        let point = Point::new(LonLat::new(degrees(lon), degrees(lat)).expect("a place on earth"));
        if &row[hub] == "1" { hubs.push(point) } else { schools.push(point) }
    }
    (hubs, schools)
}

fn nearest(hubs: &[Point], schools: &[Point]) -> (usize, f64) {
    let found = PointTree::new(hubs).nearest_each(schools, COUNT);
    (found.len(), found.iter().map(|(_, chord_m)| chord_m).sum())
}

fn within(all: &[Point]) -> (usize, f64) {
    let crowds = PointTree::new(all).crowd_each(all, REACH_M);
    let count = crowds.iter().map(|crowd| crowd.count as usize).sum();
    (count, crowds.iter().map(|crowd| crowd.chords_m / f64::from(crowd.count)).sum())
}

fn main() {
    let given: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let [path, kind, threads] = given.as_slice() else {
        return println!("expected LIST.csv nearest|within THREADS; nothing is measured without a list");
    };
    let threads = threads.parse().expect("a number of threads");
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be started");
    let (hubs, schools) = read(path);
    let all = [hubs.as_slice(), schools.as_slice()].concat();
    let start = Instant::now();
    let (found, metres) = pool.install(|| if kind == "nearest" { nearest(&hubs, &schools) } else { within(&all) });
    let seconds = start.elapsed().as_secs_f64();
    println!("{{\"seconds\": {seconds}, \"found\": {found}, \"metres\": {}}}", (metres / 1000.0).round());
}
