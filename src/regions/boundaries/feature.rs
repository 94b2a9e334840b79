//! One feature of a boundary file: its polygon and what names its region.
//!
//! In: a GeoJSON feature. Out: a [`Polygons`] with its [`Label`], or why it cannot be used. Must not know: the table.

use crate::model::{Bilingual, LonLat, RegionLevel, Said, said};
use geo::{Area, Coord, LineString, MultiPolygon, Polygon};
use geojson::{Feature, GeometryValue, Position};
use std::collections::BTreeMap;

/// The most positions that one feature may have.
pub(super) const MOST_POSITIONS: usize = 10_000;

/// What the properties of a feature say about its region; empty where they say nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Label {
    pub(super) code: String,
    pub(super) name: String,
    /// The level, where a property or the heading of the code says so.
    pub(super) level: Option<RegionLevel>,
    /// Names of regions around it or of itself: province, regency, district.
    pub(super) around: [String; 3],
    /// The polygon is that of a village; the label is its district's.
    pub(super) is_village: bool,
}

/// Headings of codes and names, lower case without blanks and underscores, best first; a heading may tell the level.
const CODES: &[(&str, Option<RegionLevel>)] = &[
    ("kode", None),
    ("code", None),
    ("kodewilayah", None),
    ("kodekemendagri", None),
    ("kodekecamatan", Some(RegionLevel::District)),
    ("kodekec", Some(RegionLevel::District)),
    ("kodekabupaten", Some(RegionLevel::Regency)),
    ("kodekabkota", Some(RegionLevel::Regency)),
    ("kodekab", Some(RegionLevel::Regency)),
    ("kodeprovinsi", Some(RegionLevel::Province)),
    ("kodeprop", Some(RegionLevel::Province)),
    ("kodeprov", Some(RegionLevel::Province)),
    // The national mapping agency's own, innermost first: a feature has the codes of all that is around it.
    ("kdepum", Some(RegionLevel::Village)),
    ("kdcpum", Some(RegionLevel::District)),
    ("kdpkab", Some(RegionLevel::Regency)),
    ("kdppum", Some(RegionLevel::Province)),
];
const NAMES: &[&str] = &["nama", "name", "namawilayah", "wilayah", "namobj"];
const AROUND: [&[&str]; 3] = [
    &["provinsi", "propinsi", "province", "namaprovinsi", "namapropinsi", "namaprov", "prov", "prop", "wadmpr"],
    &[
        "kabupatenkota",
        "kabkota",
        "kabupaten",
        "kota",
        "regency",
        "namakabupaten",
        "namakabkota",
        "namakabupatenkota",
        "namakab",
        "kab",
        "wadmkk",
    ],
    &["kecamatan", "district", "namakecamatan", "namakec", "kec", "distrik", "wadmkc"],
];
const RANKS: [RegionLevel; 3] = [RegionLevel::Province, RegionLevel::Regency, RegionLevel::District];
const VILLAGES: &[&str] =
    &["desakelurahan", "kelurahandesa", "desa", "kelurahan", "nagari", "namadesa", "namakelurahan", "village", "wadmkd"];

const NO_GEOMETRY: Said = Said::fixed("seharusnya poligon, geometri kosong", "expected a polygon, found no geometry");
const NO_AREA: Said = Said::fixed("poligon ini tidak mempunyai luas", "expected a polygon with an area, found none");
const VILLAGE_ALONE: Said = Said::fixed(
    "seharusnya batas kecamatan atau kabupaten/kota, ditemukan desa/kelurahan tanpa nama atau kode kecamatannya \
     (KECAMATAN, WADMKC, atau kode bertitik seperti 13.06.08.2001)",
    "expected a district or regency, found a village without the name or code of its district (KECAMATAN, WADMKC, \
     or a dotted code like 13.06.08.2001)",
);
const NO_RING: Said = Said::fixed("poligon ini tidak mempunyai cincin", "expected a ring, found none");
const NOT_CLOSED: Said = Said::fixed(
    "seharusnya cincin tertutup, titik awal dan akhirnya berbeda",
    "expected a closed ring, found different first and last positions",
);
const NO_POSITION: Said = Said::fixed("seharusnya dua angka untuk satu titik", "expected two numbers for a position");

/// Reads the label and the polygon of a feature.
///
/// # Errors
/// What was expected and what was found.
pub(super) fn read(feature: Feature) -> Result<(Label, MultiPolygon), Said> {
    let label = label(&feature)?;
    let value = feature.geometry.map(|geometry| geometry.value);
    let polygons = match value {
        Some(GeometryValue::Polygon { coordinates }) => vec![coordinates],
        Some(GeometryValue::MultiPolygon { coordinates }) => coordinates,
        Some(other) => {
            let kind = other.type_name();
            return Err(said!("seharusnya poligon, ditemukan {kind}", "expected a polygon, found {kind}"));
        }
        None => return Err(NO_GEOMETRY),
    };
    Ok((label, multi_polygon(&polygons)?))
}

fn label(feature: &Feature) -> Result<Label, Said> {
    let properties = properties(feature);
    let first = |headings: &[&str]| headings.iter().find_map(|heading| properties.get(*heading)).cloned().unwrap_or_default();
    let coded = CODES.iter().find_map(|(heading, level)| Some((properties.get(*heading)?.clone(), *level)));
    let (code, level) = coded.or_else(|| Some((identifier(feature, &properties)?, None))).unwrap_or_default();
    let stated = ["level", "tingkat"].iter().find_map(|heading| level_of_word(properties.get(*heading)?));
    let mut label = Label { code, name: first(NAMES), level: stated.or(level), around: AROUND.map(first), is_village: false };
    if label.is_of_village(&first(VILLAGES)) {
        let of_districts = CODES.iter().filter(|(_, level)| *level == Some(RegionLevel::District));
        let district = of_districts.filter_map(|(heading, _)| properties.get(*heading)).next();
        label.become_district(district)?;
    }
    label.name_itself();
    Ok(label)
}

impl Label {
    /// Whether the feature is a village, whose name a property of villages gives. Maps of districts have left-overs in such properties, so
    /// that one beside another name tells nothing.
    fn is_of_village(&self, village: &str) -> bool {
        let has_rank = ["kel.", "kel ", "kelurahan ", "desa "].iter().any(|rank| self.name.to_lowercase().starts_with(rank));
        let is_named = !village.is_empty() && (self.name.is_empty() || self.name.eq_ignore_ascii_case(village));
        self.level == Some(RegionLevel::Village) || self.code.split('.').count() == 4 || has_rank || is_named
    }

    /// Makes the label of a village that of its district.
    fn become_district(&mut self, code: Option<&String>) -> Result<(), Said> {
        self.code = match self.code.rsplit_once('.') {
            Some((district, _)) if self.code.split('.').count() == 4 => district.to_owned(),
            _ => code.cloned().unwrap_or_default(),
        };
        self.name = std::mem::take(&mut self.around[2]);
        self.level = Some(RegionLevel::District);
        self.is_village = true;
        if self.code.is_empty() && self.name.is_empty() { Err(VILLAGE_ALONE) } else { Ok(()) }
    }

    /// Takes the name and the level from what lies around, the innermost of which is the region itself where it says so.
    fn name_itself(&mut self) {
        let Some(at) = self.around.iter().rposition(|name| !name.is_empty()) else { return };
        if self.name.is_empty() && self.code.is_empty() {
            self.name = std::mem::take(&mut self.around[at]);
        } else if !self.name.eq_ignore_ascii_case(&self.around[at]) {
            return;
        }
        self.level.get_or_insert(RANKS[at]);
    }
}

/// Texts and numbers of the properties under their plain headings; the first of two equal headings stays.
fn properties(feature: &Feature) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for (heading, value) in feature.properties.iter().flatten() {
        let plain: String = heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        let text = match value {
            serde_json::Value::String(text) => text.trim().to_owned(),
            serde_json::Value::Number(number) => number.to_string(),
            _ => continue,
        };
        if !text.is_empty() {
            found.entry(plain).or_insert(text);
        }
    }
    found
}

/// An id serves as a code only when it looks like one: running numbers such as 13 are not the province of that number.
fn identifier(feature: &Feature, properties: &BTreeMap<String, String>) -> Option<String> {
    let own = match &feature.id {
        Some(geojson::feature::Id::String(text)) => Some(text.trim().to_owned()),
        _ => None,
    };
    let looks_like_a_code = |text: &String| text.contains('.') || text.len() == 6;
    properties.get("id").cloned().or(own).filter(looks_like_a_code)
}

fn level_of_word(word: &str) -> Option<RegionLevel> {
    let word = word.to_lowercase();
    RegionLevel::from_word(&word).or(match word.as_str() {
        "provinsi" | "propinsi" => Some(RegionLevel::Province),
        "kabupaten" | "kota" | "kabupaten/kota" | "kab/kota" => Some(RegionLevel::Regency),
        "kecamatan" | "distrik" => Some(RegionLevel::District),
        "desa" | "kelurahan" | "desa/kelurahan" | "nagari" => Some(RegionLevel::Village),
        _ => None,
    })
}

fn multi_polygon(polygons: &[Vec<Vec<Position>>]) -> Result<MultiPolygon, Said> {
    let positions = polygons.iter().flatten().map(Vec::len).sum::<usize>();
    if positions > MOST_POSITIONS {
        return Err(said!(
            "seharusnya paling banyak {most} titik, ditemukan {positions}",
            "expected at most {most} positions, found {positions}",
            most = MOST_POSITIONS,
            positions = positions,
        ));
    }
    let polygons = polygons.iter().map(|rings| polygon(rings)).collect::<Result<Vec<_>, _>>()?;
    let polygon = MultiPolygon(polygons);
    if polygon.unsigned_area() == 0.0 {
        return Err(NO_AREA);
    }
    Ok(polygon)
}

fn polygon(rings: &[Vec<Position>]) -> Result<Polygon, Said> {
    let mut rings = rings.iter().map(|ring| line(ring)).collect::<Result<Vec<_>, _>>()?.into_iter();
    let outer = rings.next().ok_or(NO_RING)?;
    Ok(Polygon::new(outer, rings.collect()))
}

fn line(ring: &[Position]) -> Result<LineString, Said> {
    let positions = ring.iter().map(position).collect::<Result<Vec<_>, _>>()?;
    if positions.len() < 4 {
        return Err(said!(
            "seharusnya cincin dengan 4 titik atau lebih, ditemukan {positions}",
            "expected a ring of 4 positions or more, found {positions}",
            positions = positions.len(),
        ));
    }
    if positions.first() != positions.last() {
        return Err(NOT_CLOSED);
    }
    Ok(LineString(positions))
}

fn position(position: &Position) -> Result<Coord, Said> {
    let [lon, lat, ..] = *position.as_slice() else {
        return Err(NO_POSITION);
    };
    // Indonesia lies between longitudes 94 and 142 and latitudes -12 and 7.
    if (-12.0..=7.0).contains(&lon) && (94.0..=142.0).contains(&lat) {
        return Err(said!(
            "seharusnya bujur lebih dahulu, ditemukan lintang lebih dahulu: {lon}, {lat}",
            "expected the longitude first, found the latitude first: {lon}, {lat}",
        ));
    }
    LonLat::new(lon, lat).map(|position| Coord { x: position.lon(), y: position.lat() }).map_err(|error| error.said())
}
