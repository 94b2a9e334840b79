//! The build script alone: without npm the program is built all the same, and says so once.

use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

/// Compiles the build script as cargo does.
fn compiled(folder: &TempDir) -> std::path::PathBuf {
    let script = folder.path().join("build-script");
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("build.rs");
    let status = Command::new(rustc).args(["--edition", "2024", "-o"]).arg(&script).arg(source).status();
    assert!(status.expect("who runs cargo has rustc").success());
    script
}

fn run(script: &Path, out: &TempDir, path: &Path) -> Output {
    let mut command = Command::new(script);
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env("OUT_DIR", out.path()).env("PATH", path);
    command.output().expect("what was compiled runs")
}

#[test]
fn without_npm_the_map_is_left_out_and_one_warning_says_so() {
    let (folder, out, empty) = (TempDir::new().unwrap(), TempDir::new().unwrap(), TempDir::new().unwrap());
    let output = run(&compiled(&folder), &out, empty.path());
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{said}");
    let warnings: Vec<&str> = said.lines().filter(|line| line.starts_with("cargo::warning=")).collect();
    assert_eq!(warnings.len(), 1, "{said}");
    for word in ["the map page is left out", "npm was not found", "Node 20.19"] {
        assert!(warnings[0].contains(word), "{word}: {}", warnings[0]);
    }
    assert_eq!(std::fs::read_to_string(out.path().join("map_files.rs")).unwrap(), "[]");
}
