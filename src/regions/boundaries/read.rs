//! Boundary files: GeoJSON becomes polygons of regions; what cannot be used becomes a finding.

use crate::model::{Bilingual, Code, Finding, Place, RegionId, RegionLevel, Said, said};
use crate::regions::boundaries::feature::{self, Label};
use crate::regions::boundaries::{Boundaries, Shape};
use crate::regions::codes::stated_level;
use crate::regions::{Lookup, Names, Regions};
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

/// The largest file that is read.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// Why a boundary file could not be used at all.
#[derive(Debug, thiserror::Error)]
pub enum BoundaryError {
    /// The file is no GeoJSON of polygons.
    #[error("{file}: expected GeoJSON polygons with a region code or name: {}", .reason.english())]
    NotBoundaries {
        /// File name without folders.
        file: String,
        /// What was found.
        reason: Said,
    },
}

impl Bilingual for BoundaryError {
    fn in_indonesian(&self) -> String {
        let Self::NotBoundaries { file, reason } = self;
        format!("{file}: seharusnya poligon GeoJSON dengan kode atau nama wilayah: {}", reason.indonesian())
    }
}

/// The outside of a GeoJSON file; its features stay text, so that a bad one costs no other.
#[derive(serde::Deserialize)]
struct Collection<'a> {
    #[serde(rename = "type")]
    kind: String,
    #[serde(borrow, default)]
    features: Vec<&'a RawValue>,
}

impl Boundaries {
    /// Reads GeoJSON polygons from files, each a name for reports and its bytes; each feature names its region by a code property or, failing that, by name.
    ///
    /// A feature whose code is in no table becomes a local region when the code is dotted (99.01) or a property tells the level.
    /// What names no region, is no valid polygon, or comes a second time is a finding.
    ///
    /// # Errors
    /// [`BoundaryError`] when a file is no GeoJSON or holds no usable polygon.
    pub fn read(files: &[(Arc<str>, &[u8])], regions: &mut Regions) -> Result<(Self, Vec<Finding>), BoundaryError> {
        let mut shapes = BTreeMap::new();
        let mut findings = Vec::new();
        for (file, bytes) in files {
            let error = |reason| BoundaryError::NotBoundaries { file: file.to_string(), reason };
            let unused = findings.len();
            let features = features(bytes).map_err(error)?;
            for (at, text) in features.iter().enumerate() {
                if let Err(reason) = read_feature(text, regions, &mut shapes) {
                    findings.push(finding(file, at, &reason));
                }
            }
            if findings.len() - unused == features.len() {
                let none = Said::fixed("tidak ada fitur", "no feature");
                let reason = findings.get(unused).map_or(none, |finding| finding.found.clone());
                return Err(error(said!(
                    "tidak ada poligon yang dapat dipakai: {reason}",
                    "no usable polygon: {reason}",
                    reason = reason,
                )));
            }
        }
        Ok((Self::new(shapes, |region| regions.get(region).level), findings))
    }
}

/// The features of a file as text: those of a collection, or the only one.
fn features(bytes: &[u8]) -> Result<Vec<&str>, Said> {
    if bytes.len() > MOST_BYTES {
        return Err(said!(
            "ukuran berkas paling banyak {most} bita, ditemukan {found}",
            "files are limited to {most} bytes, found {found}",
            most = MOST_BYTES,
            found = bytes.len(),
        ));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| said!("isinya bukan teks UTF-8 ({error})", "{error}"))?;
    let text = text.trim_start_matches('\u{feff}');
    let collection: Collection<'_> = serde_json::from_str(text).map_err(|error| broken(&error))?;
    match collection.kind.as_str() {
        "FeatureCollection" => Ok(collection.features.into_iter().map(RawValue::get).collect()),
        "Feature" => Ok(vec![text]),
        other => Err(said!("jenisnya {other:.40}", "found type {other:.40}")),
    }
}

fn read_feature(text: &str, regions: &mut Regions, shapes: &mut BTreeMap<RegionId, Shape>) -> Result<(), Said> {
    let feature: geojson::Feature = serde_json::from_str(text).map_err(|error| broken(&error))?;
    let (label, polygon) = feature::read(feature)?;
    let shape = Shape::new(polygon).ok_or(NO_EXTENT)?;
    let region = region(&label, regions)?;
    match shapes.entry(region) {
        Entry::Vacant(free) => {
            free.insert(shape);
            Ok(())
        }
        Entry::Occupied(_) => {
            let code = &regions.get(region).code;
            Err(said!(
                "seharusnya satu poligon tiap wilayah, ditemukan satu lagi untuk {code}",
                "expected one polygon for each region, found another one for {code}",
            ))
        }
    }
}

fn finding(file: &Arc<str>, at: usize, reason: &Said) -> Finding {
    let number = at + 1;
    let found = said!("fitur ke-{number}: {reason}", "feature {number}: {reason}", number = number, reason = reason);
    Finding::new(Code::BoundaryUnused, found).with_place(Place::file(file))
}

const NO_EXTENT: Said = Said::fixed("poligon ini tidak mempunyai luas", "expected a polygon with an extent, found none");

fn broken(error: &serde_json::Error) -> Said {
    said!("GeoJSON ini rusak ({error})", "{error}")
}

/// The region that a label means.
fn region(label: &Label, regions: &mut Regions) -> Result<RegionId, Said> {
    let fitting = match regions.lookup(&label.code) {
        Lookup::Found(region) => vec![region],
        // The name may decide between the meanings of a bare code.
        Lookup::Ambiguous(meanings) => {
            let named = by_name(label, regions);
            meanings.into_iter().filter(|region| named.contains(region)).collect()
        }
        Lookup::Unknown(_) if !label.code.is_empty() => match local(label, regions) {
            Some(region) => vec![region],
            None => by_name(label, regions),
        },
        Lookup::Unknown(_) => by_name(label, regions),
    };
    match fitting.as_slice() {
        [region] => Ok(*region),
        [] => Err(said!(
            "seharusnya kode atau nama wilayah, ditemukan {label}",
            "expected a region's code or name, found {label}",
            label = shown(label),
        )),
        _ => Err(said!(
            "seharusnya kode atau nama satu wilayah, ditemukan {label} untuk {count} wilayah",
            "expected a code or name of one region, found {label} for {count}",
            label = shown(label),
            count = fitting.len(),
        )),
    }
}

fn shown(label: &Label) -> Said {
    let (code, name) = (short(&label.code), short(&label.name));
    said!("kode {code:?} dan nama {name:?}", "code {code:?} and name {name:?}")
}

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

/// The regions that have the name, inside those that the label names around it.
fn by_name(label: &Label, regions: &Regions) -> Vec<RegionId> {
    let innermost = label.around.iter().rposition(|name| !name.is_empty());
    let (name, around) = match (label.name.as_str(), innermost) {
        ("", None) => return Vec::new(),
        ("", Some(at)) => (label.around[at].as_str(), &label.around[..at]),
        (name, _) => (name, label.around.as_slice()),
    };
    let mut found = regions.named(name);
    found.retain(|region| label.level.is_none_or(|level| level == regions.get(*region).level));
    for outer in around.iter().filter(|outer| !outer.is_empty()) {
        let outer = regions.named(outer);
        found.retain(|region| outer.iter().any(|outer| regions.is_within(*region, *outer)));
    }
    found
}

/// The local region of a code that is in no table, where its level is known.
fn local(label: &Label, regions: &mut Regions) -> Option<RegionId> {
    let (code, name) = (label.code.as_str(), label.name.as_str());
    let level = label.level.or_else(|| stated_level(code))?;
    let [province, regency, _] = &label.around;
    let names = match level {
        RegionLevel::Province => Names { province: (name, code), ..Names::default() },
        RegionLevel::Regency => Names { province: (province, ""), regency: (name, code), ..Names::default() },
        RegionLevel::District => Names { province: (province, ""), regency: (regency, ""), district: (name, code), code: "" },
        RegionLevel::Country | RegionLevel::Village => return None,
    };
    let found = regions.resolve(names);
    match level {
        RegionLevel::Province => found.province,
        RegionLevel::Regency => found.regency,
        _ => found.district,
    }
}
