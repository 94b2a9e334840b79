//! The program itself: its log, and the signals that it obeys.

#![cfg(unix)]

use super::client;
use super::server::SCHOOLS;
use serde_json::Value;
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// Later than this something hangs.
const LATE: Duration = Duration::from_secs(60);

struct Program {
    child: Child,
    address: SocketAddr,
}

impl Program {
    fn start(list: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_imbas"))
            .args(["serve", "--listen", "127.0.0.1:0"])
            .arg(list)
            .env_remove("RUST_LOG")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let said = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let address = said.filter_map(|line| line.split_once("http://").map(|(_, rest)| rest.to_owned()));
        let address = address.filter_map(|rest| rest.split('/').next()?.parse().ok()).next().expect("it prints where it listens");
        Self { child, address }
    }

    fn get(&self, target: &str) -> client::Answer {
        client::request(self.address, "GET", target, &[("x-request-id", "uji-1")])
    }

    fn signal(&self, name: &str) {
        let status = Command::new("kill").args(["-s", name, &self.child.id().to_string()]).status();
        assert!(status.is_ok_and(|status| status.success()), "kill -s {name}");
    }

    /// Asks until a condition of `/readyz` holds.
    fn wait_for(&self, holds: impl Fn(&Value) -> bool) -> Value {
        let began = Instant::now();
        loop {
            let ready = self.get("/readyz").json();
            if holds(&ready) {
                return ready;
            }
            assert!(began.elapsed() < LATE, "{ready}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Its log, after it has ended by itself.
    fn end(mut self) -> (ExitStatus, Vec<Value>) {
        let mut log = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut log).expect("the log is text");
        let lines = log.lines().filter(|line| line.starts_with('{'));
        (self.child.wait().expect("it ends"), lines.map(|line| serde_json::from_str(line).expect(line)).collect())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It has ended already unless the test failed.
        let _ = self.child.kill();
    }
}

#[test]
fn signals_reload_and_end_it_and_the_log_tells() {
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("sekolah.csv");
    std::fs::write(&list, SCHOOLS).unwrap();
    let program = Program::start(&list);
    let version = program.wait_for(|ready| ready["status"] == "ready")["version"].clone();

    std::fs::write(&list, "bukan daftar sekolah").unwrap();
    program.signal("HUP");
    let ready = program.wait_for(|ready| ready["reloads"]["failed"] == 1);
    assert_eq!(ready["version"], version);
    let failure = ready["last_reload_failure"].as_str().unwrap().to_owned();
    assert!(failure.contains("sekolah.csv"), "{failure}");
    assert!(!failure.contains(folder.path().to_str().unwrap()), "folders are nobody's business: {failure}");

    let more =
        "00000017,SD Contoh Tujuh Belas,SD,Negeri,Guguk Panjang,Kota Bukittinggi,Prov. Sumatera Barat,-0.3055,100.3711,0,B\n";
    std::fs::write(&list, format!("{SCHOOLS}{more}")).unwrap();
    program.signal("HUP");
    let ready = program.wait_for(|ready| ready["reloads"]["done"] == 1);
    assert_ne!(ready["version"], version);
    assert_eq!((ready["schools"].as_u64(), &ready["last_reload_failure"]), (Some(17), &Value::Null));

    assert_eq!(program.get("/regions/13.75/summary?level=SMP").status, 200);
    program.signal("TERM");
    let (status, log) = program.end();
    assert!(status.success(), "{status}");
    let request = log.iter().find(|line| line["path"] == "/regions/{code}/summary").expect("each request has a line");
    assert_eq!((&request["method"], &request["status"]), (&"GET".into(), &200.into()));
    assert_eq!(request["request_id"], "uji-1");
    assert!(request["bytes"].as_u64() > Some(100) && request["ms"].is_u64(), "{request}");
    assert!(!request.to_string().contains("SMP"), "what people ask for stays out of the log: {request}");
}
