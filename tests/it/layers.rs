//! Data flows one way: a module names only modules on lower lines of the list in `src/lib.rs`, and packages keep to their place.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Packages that only these modules may name; `main` is the program.
const PLACES: &[(&str, &[&str])] = &[
    ("rstar", &["index", "regions"]),
    ("geojson", &["import", "regions", "publish", "cql2"]),
    ("proj4rs", &["crs"]),
    ("axum", &["serve"]),
    ("tower_http", &["serve"]),
    ("tower", &["serve"]),
    ("utoipa", &["serve"]),
    ("tokio", &["serve", "cli"]),
    ("clap", &["cli"]),
    ("indicatif", &["cli"]),
    ("csv", &["import", "regions", "snapshot", "publish"]),
    ("calamine", &["import"]),
    ("zip", &["import"]),
    ("rust_xlsxwriter", &["publish"]),
    ("rusqlite", &["publish"]),
    ("parquet", &["publish"]),
    ("flatgeobuf", &["publish"]),
    ("geozero", &["publish"]),
    ("toml", &["plan", "import"]),
    ("fast_mvt", &["publish"]),
    ("i_overlay", &["publish"]),
    ("pmtiles", &["publish"]),
];

/// Packages that these modules must not name: words and arithmetic know nothing of files and how they are written.
const STRANGERS: &[(&str, &[&str])] = &[
    ("model", &["serde", "serde_json"]),
    ("geodesy", &["serde", "serde_json"]),
    ("tile", &["serde", "serde_json"]),
    ("demo", &["serde", "serde_json", "csv"]),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every module's line number in the list of `src/lib.rs`: higher lines may name lower ones.
fn lines() -> BTreeMap<String, u32> {
    let text = fs::read_to_string(root().join("lib.rs")).unwrap();
    let list = text.split("//! ```").nth(1).expect("src/lib.rs has the list of layers");
    let mut lines = BTreeMap::new();
    for line in list.lines().filter_map(|line| line.strip_prefix("//! ")) {
        let mut words = line.split_whitespace();
        let Some(number) = words.next().and_then(|word| word.parse().ok()) else { continue };
        let names = line.trim_start().trim_start_matches(char::is_numeric).trim_start();
        // Names end where the description begins, after three blanks or more; names themselves stand apart by two or more.
        for name in words.take_while(|word| is_module(word) && names.contains(word)) {
            lines.insert(name.trim_end_matches(',').to_owned(), number);
        }
    }
    lines
}

fn is_module(word: &str) -> bool {
    let name = word.trim_end_matches(',');
    name == "main" || root().join(name).is_dir() || root().join(format!("{name}.rs")).is_file()
}

/// Rust files below a folder, with the module of the first level that each belongs to.
fn sources() -> Vec<(String, PathBuf)> {
    let mut found = Vec::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            // The packages of the map page are no sources of ours.
            if path.ends_with("node_modules") {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let first = path.strip_prefix(root()).unwrap().components().next().unwrap();
                let module = first.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned();
                found.push((module, path));
            }
        }
    }
    found.sort();
    found
}

/// The lines of code of a file, comments left out.
fn code(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap();
    text.lines().map(|line| line.split("//").next().unwrap_or_default().to_owned()).collect()
}

/// The modules that a line of code names after `crate::`.
fn named_modules(line: &str) -> impl Iterator<Item = &str> {
    line.split("crate::").skip(1).map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default())
}

fn names_package(line: &str, package: &str) -> bool {
    line.match_indices(package).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = &line[at + package.len()..];
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':' || c == '.') && after.starts_with("::")
    })
}

#[test]
fn every_module_stands_in_the_list() {
    let lines = lines();
    for (module, _) in sources() {
        assert!(module == "lib" || lines.contains_key(&module), "{module} is not in the list of src/lib.rs: {lines:?}");
    }
}

#[test]
fn modules_name_only_modules_on_lower_lines() {
    let lines = lines();
    for (module, path) in sources().iter().filter(|(module, _)| !["lib", "main"].contains(&module.as_str())) {
        for (number, line) in code(path).iter().enumerate() {
            for named in named_modules(line).filter(|named| *named != module && lines.contains_key(*named)) {
                assert!(lines[named] < lines[module], "{}:{}: {module} names {named}", path.display(), number + 1);
            }
        }
    }
}

#[test]
fn packages_keep_to_their_place() {
    for (module, path) in sources() {
        for (number, line) in code(&path).iter().enumerate() {
            for (package, places) in PLACES {
                let misplaced = names_package(line, package) && !places.contains(&module.as_str());
                assert!(!misplaced, "{}:{}: {module} names {package}", path.display(), number + 1);
            }
            let strangers = STRANGERS.iter().filter(|(name, _)| *name == module).flat_map(|(_, packages)| *packages);
            for package in strangers {
                assert!(!names_package(line, package), "{}:{}: {module} names {package}", path.display(), number + 1);
            }
        }
    }
}

#[test]
fn the_test_sees_what_it_looks_for() {
    assert_eq!(named_modules("use crate::model::Npsn; crate::serve::run()").collect::<Vec<_>>(), ["model", "serve"]);
    assert!(names_package("use rstar::RTree;", "rstar") && names_package("#[tokio::main]", "tokio"));
    assert!(!names_package("use crate::import::csv::Reader;", "csv") && !names_package("let geojson = 1;", "geojson"));
    let lines = lines();
    assert!(lines["model"] < lines["import"] && lines["import"] == lines["regions"] && lines["plan"] < lines["serve"]);
}
