//! The list of West Sumatra of 2019 with its hubs, served. Skipped, with a printed line, where the shared data is absent.

use super::server::Server;
use crate::shared::{self, west_sumatra};
use imbas::plan::{built_in, read_programme};
use imbas::serve::{Limits, ReloadError};
use imbas::snapshot::{Dataset, Snapshot};
use serde_json::Value;
use std::path::Path;

fn sumbar(folder: &Path) -> Result<Snapshot, ReloadError> {
    let (name, text) = built_in().iter().find(|(name, _)| *name == "sekolah-penggerak").expect("it ships");
    let (programme, rules) = read_programme(name, text)?;
    Ok(Snapshot::build(Dataset::load(&west_sumatra(folder), &mut |_| {})?, programme, rules, &mut |_| {})?)
}

fn adds_up(counts: &Value) {
    let count = |name: &str| counts[name].as_u64().unwrap_or_else(|| panic!("{name} in {counts}"));
    assert_eq!(count("schools"), count("hubs") + count("members") + count("unreached") + count("needs_check"), "{counts}");
}

#[test]
fn west_sumatra_is_answered_completely() {
    let Some(folder) = shared::folder() else { return };
    let server = Server::serving(move || sumbar(&folder), Limits::default());
    let plan = server.get("/plan").json();
    adds_up(&plan["counts"]);
    let count = |name: &str| plan["counts"][name].as_u64().unwrap();
    assert_eq!(count("rows"), 5_594);
    assert_eq!(count("rows"), count("refused") + count("out_of_scope") + count("schools"));

    let bukittinggi = server.get("/regions/13.75/assignments").json();
    adds_up(&bukittinggi["counts"]);
    let rows = bukittinggi["assignments"].as_array().unwrap();
    let located = rows.iter().filter(|row| row["located"] == true).count();
    assert_eq!(Some(located as u64), bukittinggi["counts"]["schools"].as_u64());

    let agam = server.get("/regions/13.06/assignments.csv");
    assert_eq!((agam.status, agam.header("content-type")), (200, Some("text/csv; charset=utf-8")));
    let province = server.get("/clusters.geojson?region=13").json();
    assert_eq!(province["features"].as_array().unwrap().len() as u64, count("hubs"));

    let first = server.get("/regions/13/assignments").json()["check_first"].clone();
    assert!(first.as_array().unwrap().iter().any(|hub| hub["npsn"] == "10301188"), "{first}");
    let near = server.get("/regions/13.07/summary?level=SMA&reach_km=3");
    assert_eq!(near.status, 200, "{}", near.text());
    assert_eq!(server.get("/regions.geojson?region=13&level=regency").json()["features"].as_array().unwrap().len(), 19);
}
