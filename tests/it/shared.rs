//! Third-party data beside the project, for tests only: none of it is committed, and tests that need it say so when it is absent.

use imbas::import::Source;
use imbas::snapshot::Inputs;
use std::path::{Path, PathBuf};

/// The folder of third-party data, or the one that `IMBAS_SHARED_DATA` names; prints a line when it is not there.
pub(crate) fn folder() -> Option<PathBuf> {
    let beside = || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data"));
    let folder = std::env::var_os("IMBAS_SHARED_DATA").map_or_else(beside, PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: no shared data in {}", folder.display());
    None
}

/// The list of West Sumatra of 2019 with its hubs and polygons.
pub(crate) fn west_sumatra(folder: &Path) -> Inputs {
    let path = |name: &str| Source::Path(folder.join(name));
    Inputs {
        lists: vec![path("sekolah-sumbar-2019")],
        hubs: Some(path("penggerak-sumbar/penggerak_sma_sumbar_npsn.csv")),
        boundaries: vec![path("batas-sumbar/kecamatan_13.geojson"), path("batas-sumbar/kabkota_13.geojson")],
        ..Inputs::default()
    }
}
