//! Boundary files: GeoJSON becomes polygons of regions; what cannot be used becomes a finding.

use crate::model::{Bilingual, Code, Finding, Place, RegionId, RegionLevel, Said, said};
use crate::regions::boundaries::feature::{self, Label};
use crate::regions::boundaries::{Boundaries, Shape};
use crate::regions::codes::stated_level;
use crate::regions::{Lookup, Names, Regions};
use geo::{MultiPolygon, unary_union};
use serde_json::value::RawValue;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
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
    /// Villages are put together to their districts, which a finding says. What names no region, is no valid polygon, or comes a
    /// second time is a finding.
    ///
    /// # Errors
    /// [`BoundaryError`] when a file is no GeoJSON or holds no usable polygon.
    pub fn read(files: &[(Arc<str>, &[u8])], regions: &mut Regions) -> Result<(Self, Vec<Finding>), BoundaryError> {
        Self::read_near(files, regions, &|_| BTreeSet::new())
    }

    /// [`Boundaries::read`]; of several regions that a name may mean, the one in or around those that `near` gives is meant. It is asked
    /// when a name first needs it.
    ///
    /// # Errors
    /// As [`Boundaries::read`].
    pub fn read_near(
        files: &[(Arc<str>, &[u8])],
        regions: &mut Regions,
        near: &dyn Fn(&Regions) -> BTreeSet<RegionId>,
    ) -> Result<(Self, Vec<Finding>), BoundaryError> {
        let mut reader = Reader { regions, near, known_near: None, shapes: BTreeMap::new(), villages: BTreeMap::new() };
        let mut findings = Vec::new();
        for (file, bytes) in files {
            reader.read_file(file, bytes, &mut findings)?;
        }
        reader.dissolve(&mut findings);
        let Reader { shapes, regions, .. } = reader;
        Ok((Self::new(shapes, |region| regions.get(region).level), findings))
    }
}

/// A village's polygon, and the file that has it.
struct Village {
    file: Arc<str>,
    polygon: MultiPolygon,
}

/// What has been read so far.
struct Reader<'a> {
    regions: &'a mut Regions,
    near: &'a dyn Fn(&Regions) -> BTreeSet<RegionId>,
    known_near: Option<BTreeSet<RegionId>>,
    shapes: BTreeMap<RegionId, Shape>,
    /// By their districts.
    villages: BTreeMap<RegionId, Vec<Village>>,
}

impl Reader<'_> {
    fn read_file(&mut self, file: &Arc<str>, bytes: &[u8], findings: &mut Vec<Finding>) -> Result<(), BoundaryError> {
        let error = |reason| BoundaryError::NotBoundaries { file: file.to_string(), reason };
        let unused = findings.len();
        let features = features(bytes).map_err(error)?;
        for (at, text) in features.iter().enumerate() {
            if let Err(reason) = self.read_feature(file, text) {
                findings.push(finding(file, at, &reason));
            }
        }
        if findings.len() - unused < features.len() {
            return Ok(());
        }
        let none = Said::fixed("tidak ada fitur", "no feature");
        let reason = findings.get(unused).map_or(none, |finding| finding.found.clone());
        let reason = said!("tidak ada poligon yang dapat dipakai: {reason}", "no usable polygon: {reason}", reason = reason);
        Err(error(reason))
    }

    fn read_feature(&mut self, file: &Arc<str>, text: &str) -> Result<(), Said> {
        let feature: geojson::Feature = serde_json::from_str(text).map_err(|error| broken(&error))?;
        let (label, polygon) = feature::read(feature)?;
        if label.is_village {
            let district = self.region(&label)?;
            self.villages.entry(district).or_default().push(Village { file: Arc::clone(file), polygon });
            return Ok(());
        }
        let shape = Shape::new(polygon).ok_or(NO_EXTENT)?;
        let region = self.region(&label)?;
        self.insert(region, shape)
    }

    fn insert(&mut self, region: RegionId, shape: Shape) -> Result<(), Said> {
        match self.shapes.entry(region) {
            Entry::Vacant(free) => {
                free.insert(shape);
                Ok(())
            }
            Entry::Occupied(_) => {
                let code = &self.regions.get(region).code;
                Err(said!(
                    "seharusnya satu poligon tiap wilayah, ditemukan satu lagi untuk {code}",
                    "expected one polygon for each region, found another one for {code}",
                ))
            }
        }
    }

    /// Makes districts of the villages, and says so, a finding a file.
    fn dissolve(&mut self, findings: &mut Vec<Finding>) {
        let mut made: BTreeMap<Arc<str>, (usize, BTreeSet<RegionId>)> = BTreeMap::new();
        for (district, villages) in std::mem::take(&mut self.villages) {
            let whole = unary_union(villages.iter().map(|village| &village.polygon));
            let inserted = Shape::new(whole).ok_or(NO_EXTENT).and_then(|shape| self.insert(district, shape));
            for Village { file, .. } in &villages {
                let (count, districts) = made.entry(Arc::clone(file)).or_default();
                *count += 1;
                districts.insert(district);
            }
            if let Err(reason) = inserted {
                findings.push(Finding::new(Code::BoundaryUnused, reason).with_place(Place::file(&villages[0].file)));
            }
        }
        for (file, (villages, districts)) in made {
            let found = said!(
                "{villages} poligon desa/kelurahan digabung menjadi batas {districts} kecamatan",
                "put {villages} polygons of villages together to {districts} districts",
                villages = villages,
                districts = districts.len(),
            );
            findings.push(Finding::new(Code::DissolvedVillages, found).with_place(Place::file(&file)));
        }
    }

    /// The region that a label means.
    fn region(&mut self, label: &Label) -> Result<RegionId, Said> {
        let mut fitting = fitting(label, self.regions);
        if fitting.len() > 1 {
            let near = self.known_near.get_or_insert_with(|| (self.near)(self.regions));
            let regions = &*self.regions;
            let is_near =
                |one: RegionId| near.iter().any(|other| regions.is_within(one, *other) || regions.is_within(*other, one));
            let nearer: Vec<RegionId> = fitting.iter().copied().filter(|region| is_near(*region)).collect();
            if !nearer.is_empty() {
                fitting = nearer;
            }
        }
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

fn finding(file: &Arc<str>, at: usize, reason: &Said) -> Finding {
    let number = at + 1;
    let found = said!("fitur ke-{number}: {reason}", "feature {number}: {reason}", number = number, reason = reason);
    Finding::new(Code::BoundaryUnused, found).with_place(Place::file(file))
}

const NO_EXTENT: Said = Said::fixed("poligon ini tidak mempunyai luas", "expected a polygon with an extent, found none");

fn broken(error: &serde_json::Error) -> Said {
    said!("GeoJSON ini rusak ({error})", "{error}")
}

/// The regions that a label may mean.
fn fitting(label: &Label, regions: &mut Regions) -> Vec<RegionId> {
    match regions.lookup(&label.code) {
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
    }
}

fn shown(label: &Label) -> Said {
    let (code, name) = (short(&label.code), short(&label.name));
    match (code.is_empty(), name.is_empty()) {
        (true, true) => Said::fixed("tidak satu pun", "neither"),
        (true, false) => said!("nama {name:?}", "name {name:?}"),
        (false, true) => said!("kode {code:?}", "code {code:?}"),
        (false, false) => said!("kode {code:?} dan nama {name:?}", "code {code:?} and name {name:?}"),
    }
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
