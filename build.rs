//! Builds the map page of `src/serve/map` and lists its files for `src/serve/map.rs`, which embeds them.
//!
//! In: the npm project and Node. Out: `OUT_DIR/map/*` and `OUT_DIR/map_files.rs`. Without npm, or when it fails, the list is empty: the
//! program builds all the same, serves its pages without the map, and one warning says why.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// The npm project.
const PROJECT: &str = "src/serve/map";
/// What the page is made of; a change of anything else does not build it again.
const SOURCES: [&str; 6] = ["package.json", "package-lock.json", "tsconfig.json", "vite.config.ts", "build", "src"];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    for source in SOURCES {
        println!("cargo::rerun-if-changed={PROJECT}/{source}");
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let page = out.join("map");
    let files = match build(Path::new(PROJECT), &page) {
        Ok(()) => list(&page),
        Err(why) => {
            // Perhaps npm comes; a page that is there is as good on any other path.
            println!("cargo::rerun-if-env-changed=PATH");
            println!("cargo::warning=the map page is left out, the other pages are served: {why}");
            String::new()
        }
    };
    fs::write(out.join("map_files.rs"), format!("[{files}]")).expect("OUT_DIR can be written");
}

/// Installs what the lock file names, unless that was done, and builds the page.
fn build(project: &Path, page: &Path) -> Result<(), String> {
    if !is_installed(project) {
        // Who works on the page has its checks installed too; who only builds the program needs none of them.
        let checks = project.join("node_modules/typescript").exists();
        let scope: &[&str] = if checks { &[] } else { &["--omit=dev"] };
        npm(project, &[&["ci", "--no-audit", "--no-fund", "--loglevel=error"], scope].concat(), page)?;
    }
    npm(project, &["run", "--silent", "build"], page)
}

/// Whether the packages were installed after the lock file was written; npm notes every installation in a file of its own.
fn is_installed(project: &Path) -> bool {
    let written = |file: &str| fs::metadata(project.join(file)).and_then(|found| found.modified()).ok();
    written("node_modules/.package-lock.json") >= written("package-lock.json")
}

fn npm(project: &Path, arguments: &[&str], page: &Path) -> Result<(), String> {
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let output = Command::new(program).args(arguments).current_dir(project).env("IMBAS_MAP_OUT", page).output();
    let output = output.map_err(|_| "npm was not found (install Node 20.19 or newer and build again)".to_owned())?;
    if output.status.success() {
        return Ok(());
    }
    let said = [output.stderr, output.stdout].map(|bytes| String::from_utf8_lossy(&bytes).trim().replace('\n', " | "));
    let said: String = said.join(" ").chars().take(600).collect();
    Err(format!("npm {} failed ({}); after mending it: touch build.rs. It said: {said}", arguments[0], output.status))
}

/// A Rust expression for every built file with its compressed twins, in order of their names.
fn list(page: &Path) -> String {
    let entries = fs::read_dir(page).expect("the build wrote this folder");
    let mut names: Vec<String> = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    names.retain(|name| !name.ends_with(".br") && !name.ends_with(".gz"));
    names.sort();
    let mut text = String::new();
    for name in names {
        let path = page.join(&name);
        let embedded = |twin: &str| format!("include_bytes!({:?})", format!("{}{twin}", path.display()));
        let _ = writeln!(
            text,
            "File {{ name: {name:?}, identity: {}, br: {}, gzip: {} }},",
            embedded(""),
            embedded(".br"),
            embedded(".gz"),
        );
    }
    text
}
