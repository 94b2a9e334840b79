//! New data without a failed request; broken data without a new snapshot.

use super::server::{SCHOOLS, Server};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

#[test]
fn a_reload_swaps_the_whole_snapshot() {
    let server = Server::start();
    let before = server.get("/schools.geojson");
    *server.list.lock().unwrap() = format!(
        "{SCHOOLS}00000017,SD Contoh Tujuh Belas,SD,Negeri,Guguk Panjang,Kota Bukittinggi,Prov. Sumatera Barat,-0.3055,100.3711,0,B\n"
    );
    server.app.reload();
    let after = server.get("/schools.geojson");
    assert_eq!(after.json()["features"].as_array().unwrap().len(), before.json()["features"].as_array().unwrap().len() + 1);
    assert_ne!(after.header("etag"), before.header("etag"));
    let ready = server.get("/readyz").json();
    assert_eq!((ready["reloads"]["done"].as_u64(), &ready["last_reload_failure"]), (Some(1), &serde_json::Value::Null));
    let stale = server.get_with("/schools.geojson", &[("if-none-match", before.text_of("etag"))]);
    assert_eq!(stale.status, 200);
}

#[test]
fn a_broken_file_keeps_the_old_snapshot_and_says_so() {
    let server = Server::start();
    let before = server.get("/schools.geojson");
    *server.list.lock().unwrap() = "this is no school list".to_owned();
    server.app.reload();
    assert_eq!(server.get("/schools.geojson").body, before.body);
    let answer = server.get("/readyz");
    assert_eq!(answer.status, 200);
    let ready = answer.json();
    assert_eq!(ready["reloads"]["failed"], 1);
    assert!(ready["last_reload_failure"].as_str().unwrap().contains("sekolah.csv"), "{ready}");
    *server.list.lock().unwrap() = SCHOOLS.to_owned();
    server.app.reload();
    assert_eq!(server.get("/readyz").json()["last_reload_failure"], serde_json::Value::Null);
}

#[test]
fn no_request_fails_while_reloads_run() {
    let server = Server::start();
    let (done, asked) = (AtomicBool::new(false), AtomicU32::new(0));
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    let answer = server.get("/clusters.geojson");
                    assert_eq!(answer.status, 200);
                    answer.json();
                    asked.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        for round in 0..5 {
            *server.list.lock().unwrap() = if round % 2 == 0 { SCHOOLS.to_owned() } else { "broken".to_owned() };
            server.app.reload();
        }
        done.store(true, Ordering::Relaxed);
    });
    assert!(asked.load(Ordering::Relaxed) > 0);
}
