//! Each parameter of each address with wrong, doubled, huge and hostile values: an answer, or a problem that names the parameter; never
//! a failure of ours. The addresses and parameters are those of `/openapi.json`, so that a new one is asked as well.

use super::server::{OFFICE, Server};
use serde_json::Value;

/// Values that nobody means, as they stand in an address.
const HOSTILE: &[&str] = &[
    "",
    "%20",
    "-1",
    "0",
    "1e999",
    "NaN",
    "%27",
    "%22",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "%27%20OR%201=1%20--",
    "..%2F..%2Fetc%2Fpasswd",
    "%7B%7D",
    "%F0%9D%95%8F",
    "%E2%80%AE",
    "null",
    "true",
    "1,2",
    "1:2",
    "00000001:00000001",
    "18446744073709551616",
];

/// Values that only length makes hostile.
fn long() -> [String; 4] {
    ["9".repeat(400), "(".repeat(3_000), "a,".repeat(1_500), "%2B".repeat(1_000)]
}

/// Addresses with something there, for the parts of a path that are in braces.
fn address(path: &str) -> String {
    let parts = [
        ("{code}", "13.75"),
        ("/offices/{id}", &format!("/offices/{OFFICE}")),
        ("{npsn}", "00000002"),
        ("{collection}", "schools"),
        ("{feature}", "00000002"),
        ("{layer}", "schools"),
        ("{z}", "10"),
        ("{x}", "797"),
        ("{y}", "512"),
    ];
    parts.iter().fold(path.to_owned(), |path, (braces, part)| path.replace(braces, part))
}

/// Asks with one parameter: what is refused is refused by its name, and not with all that it was sent; else says what came. Rules that
/// were understood and cannot be followed are told with what they are about.
fn check(server: &Server, path: &str, name: &str, value: &str) -> Option<String> {
    let target = format!("{path}?{name}={value}");
    let answer = server.get(&target);
    let told_by_rule = || answer.status == 422 && [name, &value[..value.len().min(8)]].iter().any(|word| answer.tells(word));
    let good = answer.status < 400 || ((answer.is_about(name) || told_by_rule()) && answer.body.len() < 8_000);
    let told = || format!("{}: {} {}", &target[..target.len().min(200)], answer.status, String::from_utf8_lossy(&answer.body));
    (!good).then(told)
}

impl super::client::Answer {
    /// Whether its explanation has a word.
    fn tells(&self, word: &str) -> bool {
        self.json()["detail"].as_str().is_some_and(|detail| detail.contains(word))
    }

    /// Whether it is a problem that names a parameter.
    fn is_about(&self, name: &str) -> bool {
        self.header("content-type") == Some("application/problem+json") && self.status < 500 && self.json()["parameter"] == name
    }
}

#[test]
fn every_parameter_of_every_address_refuses_by_name_what_it_does_not_take() {
    let server = Server::start();
    let document = server.get("/openapi.json").json();
    let (mut asked, mut wrong) = (0, Vec::new());
    for (path, operations) in document["paths"].as_object().expect("paths") {
        let path = address(path);
        let parameters = operations["get"]["parameters"].as_array().into_iter().flatten();
        for parameter in parameters.map(|one| resolved(&document, one)).filter(|one| one["in"] == "query") {
            let name = parameter["name"].as_str().expect("parameters have names");
            for value in HOSTILE.iter().copied().map(str::to_owned).chain(long()) {
                wrong.extend(check(&server, &path, name, &value));
                asked += 1;
            }
            let doubled = server.get(&format!("{path}?{name}=1&{name}=1"));
            if doubled.status < 400 || !doubled.is_about(name) {
                wrong.push(format!("{path}, {name} twice: {}", doubled.status));
            }
        }
        let unknown = server.get(&format!("{path}?kelas=1"));
        assert!(unknown.status == 400 && unknown.is_about("kelas"), "{path}: {}", unknown.status);
    }
    assert!(wrong.is_empty(), "{} of {asked}: {wrong:#?}", wrong.len());
    assert!(asked > 3_000, "{asked}");
    assert_eq!(server.get("/readyz").status, 200, "and the server goes on");
}

/// A parameter, or the one that a reference leads to.
fn resolved<'d>(document: &'d Value, parameter: &'d Value) -> &'d Value {
    parameter["$ref"].as_str().and_then(|reference| document.pointer(&reference[1..])).unwrap_or(parameter)
}
