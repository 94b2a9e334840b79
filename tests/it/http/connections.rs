//! Clients that are slow, many, silent or gone; and the end of the server.

use super::client::{Answer, connect, raw, read_all};
use super::server::{SCHOOLS, Server};
use imbas::serve::Limits;
use std::io::{Read, Write};
use std::time::{Duration, Instant};

/// Short enough for a test, long enough for a busy machine.
const SHORT: Duration = Duration::from_millis(300);
/// Later than this a limit did not hold.
const LATE: Duration = Duration::from_secs(20);

fn hasty() -> Limits {
    Limits { headers: SHORT, idle: SHORT, progress: SHORT, ..Limits::default() }
}

/// A list of so many schools that its answer fills the buffers of a socket.
fn long_list(schools: usize) -> String {
    let mut list = SCHOOLS.to_owned();
    for at in 0..schools {
        let (lat, lon) = (-0.29 - 0.000_3 * (at % 100) as f64, 100.36 + 0.000_3 * (at / 100) as f64);
        list += &format!(
            "1{at:07},SD Panjang {at},SD,Negeri,Guguk Panjang,Kota Bukittinggi,Prov. Sumatera Barat,{lat:.6},{lon:.6},0,B\n"
        );
    }
    list
}

#[test]
fn a_client_that_does_not_finish_its_headers_is_dropped() {
    let server = Server::with(SCHOOLS, hasty());
    for start in ["", "GET /livez HTTP/1.1\r\nhost: x\r\n"] {
        let began = Instant::now();
        let mut socket = connect(server.address);
        socket.write_all(start.as_bytes()).unwrap();
        let said = read_all(&mut socket);
        assert_eq!(said.starts_with(b"HTTP/1.1 408 "), !start.is_empty(), "{start:?}");
        assert!(began.elapsed() < LATE, "{start:?}");
    }
    assert_eq!(server.get("/livez").status, 200);
}

#[test]
fn what_is_no_http_is_told_so() {
    let server = Server::start();
    let long = format!("GET /{} HTTP/1.1\r\nhost: x\r\n\r\n", "a".repeat(200_000));
    let many = format!("GET / HTTP/1.1\r\n{}\r\n", "x: y\r\n".repeat(5_000));
    for (request, status, code) in [
        ("GARBAGE\r\n\r\n", 400, "no_request"),
        ("GET /regions/Sungai Pua HTTP/1.1\r\nhost: x\r\n\r\n", 400, "no_request"),
        (&long, 431, "request_too_large"),
        (&many, 431, "request_too_large"),
    ] {
        let answer = raw(server.address, request.as_bytes());
        let problem = answer.json();
        assert_eq!((answer.status, &problem["status"]), (status, &status.into()), "{problem}");
        assert_eq!(problem["type"], format!("urn:imbas:problem:{code}"));
        assert_eq!(answer.header("content-type"), Some("application/problem+json"));
        assert_eq!(answer.header("x-request-id"), problem["request_id"].as_str());
        assert!(!problem["detail_id"].as_str().unwrap().is_empty());
    }
    assert_eq!(server.get("/livez").status, 200);
}

#[test]
fn a_client_that_drips_its_headers_is_dropped() {
    let server = Server::with(SCHOOLS, hasty());
    let mut socket = connect(server.address);
    let began = Instant::now();
    // Each byte is progress, but the whole has its limit.
    while socket.write_all(b"G").is_ok() && began.elapsed() < LATE {
        std::thread::sleep(SHORT / 10);
    }
    assert!(began.elapsed() < LATE);
}

#[test]
fn an_idle_connection_is_closed_and_a_used_one_stays() {
    let server = Server::with(SCHOOLS, hasty());
    let mut socket = connect(server.address);
    for _ in 0..3 {
        std::thread::sleep(SHORT / 3);
        socket.write_all(b"GET /livez HTTP/1.1\r\nhost: x\r\n\r\n").unwrap();
        let mut piece = [0; 4096];
        let read = socket.read(&mut piece).unwrap();
        assert_eq!(Answer::parse(&piece[..read]).status, 200);
    }
    let began = Instant::now();
    assert!(read_all(&mut socket).is_empty());
    assert!(began.elapsed() < LATE);
}

#[test]
fn a_client_that_takes_nothing_is_dropped_and_others_are_served() {
    let server = Server::with(&long_list(20_000), hasty());
    let mut lazy = connect(server.address);
    lazy.write_all(b"GET /schools.geojson HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").unwrap();
    std::thread::sleep(SHORT * 5);
    assert_eq!(server.get("/livez").status, 200);
    let broken = read_all(&mut lazy);
    assert!(!broken.ends_with(b"0\r\n\r\n"), "an answer that was cut off must not look complete");
    // A client that reads gets everything.
    let whole = server.get("/schools.geojson");
    assert_eq!(whole.json()["features"].as_array().unwrap().len(), 20_000 + 15);
}

#[test]
fn silent_connections_make_room_for_others() {
    let limits = Limits { connections: 3, ..Limits::default() };
    let server = Server::with(SCHOOLS, limits);
    let mut silent: Vec<_> = (0..3).map(|_| connect(server.address)).collect();
    assert_eq!(server.get("/livez").status, 200);
    assert!(read_all(&mut silent[0]).is_empty(), "the oldest one had to go");
}

#[test]
fn when_everybody_is_being_answered_the_next_one_hears_503() {
    let limits = Limits { connections: 1, ..Limits::default() };
    let server = Server::with(&long_list(20_000), limits);
    let mut busy = connect(server.address);
    busy.write_all(b"GET /schools.geojson HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").unwrap();
    let mut start = [0; 1];
    busy.read_exact(&mut start).unwrap();
    let mut refused = connect(server.address);
    let answer = Answer::parse(&read_all(&mut refused));
    assert_eq!((answer.status, answer.header("retry-after")), (503, Some("5")));
    assert_eq!(answer.json()["status"], 503);
    let mut bytes = start.to_vec();
    bytes.extend(read_all(&mut busy));
    assert_eq!(Answer::parse(&bytes).status, 200);
}

#[test]
fn stopping_lets_an_answer_end_and_takes_no_new_one() {
    let mut server = Server::with(&long_list(20_000), Limits::default());
    let mut busy = connect(server.address);
    busy.write_all(b"GET /schools.geojson HTTP/1.1\r\nhost: x\r\n\r\n").unwrap();
    let mut start = [0; 1];
    busy.read_exact(&mut start).unwrap();
    let mut idle = connect(server.address);
    server.stop();
    assert!(read_all(&mut idle).is_empty());
    let mut bytes = start.to_vec();
    bytes.extend(read_all(&mut busy));
    assert_eq!(Answer::parse(&bytes).json()["features"].as_array().unwrap().len(), 20_000 + 15);
    server.wait();
    assert!(std::net::TcpStream::connect(server.address).is_err());
}

#[test]
fn stopping_does_not_wait_for_ever() {
    let limits = Limits { drain: SHORT, ..Limits::default() };
    let mut server = Server::with(&long_list(20_000), limits);
    let mut lazy = connect(server.address);
    lazy.write_all(b"GET /schools.geojson HTTP/1.1\r\nhost: x\r\n\r\n").unwrap();
    lazy.read_exact(&mut [0; 1]).unwrap();
    let began = Instant::now();
    server.stop();
    server.wait();
    assert!(began.elapsed() < LATE);
}

#[test]
fn nonsense_on_the_wire_ends_the_connection_only() {
    let server = Server::start();
    for nonsense in [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".as_slice(),
        b"GET\r\n\r\n",
        b"GET /livez HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n",
        b"\0\0\0\0\r\n\r\n",
    ] {
        let mut socket = connect(server.address);
        socket.write_all(nonsense).unwrap();
        let answer = read_all(&mut socket);
        assert!(answer.is_empty() || answer.starts_with(b"HTTP/1.1 400 "), "{nonsense:?}");
    }
    assert_eq!(server.get("/livez").status, 200);
}

#[test]
fn a_body_on_a_read_is_ignored() {
    let server = Server::start();
    let request = b"GET /livez HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 5\r\n\r\nhello";
    assert_eq!(raw(server.address, request).status, 200);
}
