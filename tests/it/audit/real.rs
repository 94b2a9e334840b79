//! The real list of West Sumatra of 2019 against its real polygons: the rows that must and must not be found.
//!
//! Skipped, with a printed line, where the shared data is absent. Rows and figures: DATA.md of the shared folder.

use super::world::{school, with_code};
use geo::{BooleanOps, MultiPolygon, Rect, coord};
use geojson::{FeatureCollection, GeometryValue};
use imbas::audit::{self, Audit, Effect, Settings};
use imbas::import::{self, Source};
use imbas::model::{Code, Finding, Grade, RegionId, Suspect};
use imbas::regions::{Boundaries, Lookup, Regions};
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

/// The whole list before both files of polygons.
static SUMBAR: LazyLock<Option<(Audit, Regions)>> = LazyLock::new(|| audited(std::convert::identity));

/// The shared folder, where there is one.
pub(super) fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("IMBAS_SHARED_DATA")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data")), PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: no shared data in {}", folder.display());
    None
}

/// Audits the list; the polygons of the districts pass through `change` first.
fn audited(change: impl Fn(String) -> String) -> Option<(Audit, Regions)> {
    let folder = shared()?;
    let list = import::read(&[Source::Path(folder.join("sekolah-sumbar-2019"))]).expect("the list is readable");
    let read = |name: &str| std::fs::read_to_string(folder.join("batas-sumbar").join(name)).expect("the polygons are readable");
    let districts = change(read("kecamatan_13.geojson"));
    let regencies = read("kabkota_13.geojson");
    let files: [(Arc<str>, &[u8]); 2] =
        [("kecamatan_13.geojson".into(), districts.as_bytes()), ("kabkota_13.geojson".into(), regencies.as_bytes())];
    let mut regions = Regions::national();
    let (boundaries, _) = Boundaries::read(&files, &mut regions).expect("the polygons are readable");
    let audit = audit::run(list, None, None, &mut regions, &boundaries, &Settings::default());
    Some((audit, regions))
}

fn region(regions: &Regions, code: &str) -> RegionId {
    match regions.lookup(code) {
        Lookup::Found(region) => region,
        other => panic!("{code} is {other:?}"),
    }
}

fn displaced<'a>(audit: &'a Audit, regions: &Regions, code: &str) -> &'a Finding {
    let district = region(regions, code);
    let found = with_code(audit, Code::DisplacedDistrict);
    found.into_iter().find(|finding| finding.region == Some(district)).unwrap_or_else(|| panic!("{code} is not displaced"))
}

fn effect(audit: &Audit, code: Code) -> Effect {
    *audit.effects.iter().find(|effect| effect.code == code).expect("the rule spoke")
}

#[test]
fn every_row_is_accounted_for() {
    let Some((audit, _)) = &*SUMBAR else { return };
    assert_eq!(audit.rows, 5_594);
    assert_eq!(audit.schools.len() + audit.refused.len(), 5_594);
}
