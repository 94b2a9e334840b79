//! JSON in the shapes that school lists have, and GeoJSON.
//!
//! In: decoded text. Out: rows. Must not know: what the columns mean.
//!
//! A list of records, `{"data": [...]}`, keyed by a code, or nested by kecamatan: whatever lies between the top and the records is
//! passed through, and what it says of regions is inherited. An object is a record when it has no container below it, when it has
//! the number of a school, or when it has a name and no list of objects.
//! GeoJSON is read feature by feature, because the `geojson` crate refuses a whole collection for one bad feature.

use super::headings::{self, GEOMETRY_LAT, GEOMETRY_LON};
use super::json_path::{self, Inherited, Standing};
use super::table::{Context, Visit};
use super::{Column, FileKind, ImportError, What};
use crate::model::{Said, Spot, said};
use csv::StringRecord;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;

/// The records of a JSON file.
pub(super) struct Records<'a> {
    leaves: Vec<Leaf<'a>>,
    /// What the leaves inherit.
    paths: Vec<Inherited<'a>>,
    keys: Vec<String>,
    /// From a key as written to its place.
    places: HashMap<Cow<'a, str>, usize>,
    is_geojson: bool,
    context: Context<'a>,
}

/// A record: its number, its text, and the place of what it inherits.
#[derive(Clone, Copy)]
struct Leaf<'a> {
    number: u32,
    record: &'a RawValue,
    path: usize,
}

impl Leaf<'_> {
    fn spot(&self) -> Spot {
        Spot::Record(self.number)
    }
}

/// A key with its value, neither of them looked into.
type Member<'a> = (Cow<'a, str>, &'a RawValue);

/// The keys and cells of a record.
type Fields<'a> = Vec<(Cow<'a, str>, Cow<'a, str>)>;

impl<'a> Records<'a> {
    /// Finds the records and their keys.
    pub(super) fn find(text: &'a str, context: Context<'a>) -> Result<Self, ImportError> {
        check_depth(text, context)?;
        let root: &RawValue = serde_json::from_str(text).map_err(|error| {
            let line = u32::try_from(error.line()).unwrap_or(0);
            context.malformed(line, said!("seharusnya JSON: {fault}", "expected JSON, found {fault}", fault = fault(&error)))
        })?;
        let mut finder = Finder::new();
        let features = features(root);
        let is_geojson = features.is_some();
        match features {
            Some(features) => features.into_iter().for_each(|feature| finder.add(feature, 0)),
            None => finder.descend(root, Standing::default(), 0),
        }
        let Finder { leaves, paths, .. } = finder;
        let mut records = Self { leaves, paths, keys: Vec::new(), places: HashMap::new(), is_geojson, context };
        context.limit(0, What::Rows, context.limits.rows, records.leaves.len() as u64)?;
        records.collect_keys()?;
        Ok(records)
    }

    pub(super) fn kind(&self) -> FileKind {
        if self.is_geojson { FileKind::GeoJson } else { FileKind::Json }
    }

    pub(super) fn keys(&self) -> &[String] {
        &self.keys
    }

    /// Keys that differ in case or punctuation only are one column. They are sorted, so that the order of records does not matter.
    fn collect_keys(&mut self) -> Result<(), ImportError> {
        let mut written: BTreeSet<Cow<'a, str>> = BTreeSet::new();
        for leaf in &self.leaves {
            written.extend(self.fields(leaf).unwrap_or_default().into_iter().map(|(key, _)| key));
            self.context.limit(leaf.spot(), What::Columns, self.context.limits.columns as u64, written.len() as u64)?;
        }
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        for key in written {
            let place = *places.entry(headings::plain(&key)).or_insert(self.keys.len());
            if place == self.keys.len() {
                self.keys.push(key.clone().into_owned());
            }
            self.places.insert(key, place);
        }
        Ok(())
    }

    /// Walks the records; see [`super::table::Tables::walk`].
    pub(super) fn walk(&self, visit: &mut Visit<'_>) -> Result<(), ImportError> {
        let mut row = StringRecord::new();
        let mut cells: Vec<Cow<'_, str>> = Vec::new();
        for leaf in &self.leaves {
            cells.clear();
            cells.resize(self.keys.len(), Cow::Borrowed(""));
            let found = self.fields(leaf).map(|fields| {
                for (key, cell) in fields {
                    if let Some(place) = self.places.get(&key) {
                        cells[*place] = cell;
                    }
                }
                row.clear();
                cells.iter().for_each(|cell| row.push_field(cell));
            });
            if found.is_ok() {
                self.context.check_row(leaf.spot(), &row)?;
            }
            if visit(leaf.number, found.map(|()| &row))?.is_break() {
                break;
            }
        }
        Ok(())
    }

    fn fields(&self, leaf: &Leaf<'a>) -> Result<Fields<'a>, Said> {
        if self.is_geojson {
            return feature_fields(leaf.record);
        }
        let mut fields = record_fields(leaf.record)?;
        json_path::inherit(&mut fields, &self.paths[leaf.path]);
        Ok(fields)
    }
}

/// Collects the records on the way down; the depth has been checked.
struct Finder<'a> {
    leaves: Vec<Leaf<'a>>,
    paths: Vec<Inherited<'a>>,
    /// From a path to the same with its bare names ranked.
    ranked: HashMap<usize, usize>,
}

impl<'a> Finder<'a> {
    fn new() -> Self {
        Self { leaves: Vec::new(), paths: vec![Inherited::new()], ranked: HashMap::new() }
    }

    fn descend(&mut self, value: &'a RawValue, standing: Standing, path: usize) {
        match value.get().as_bytes()[0] {
            b'[' => list(value).into_iter().for_each(|item| self.descend(item, standing.of_items(), path)),
            b'{' => match members(value) {
                Ok(members) if !is_record(&members, standing) => self.pass(members, standing, path),
                // An object that cannot be read is a row too, and will be refused.
                _ => self.add(value, path),
            },
            // So is whatever else stands in a list of records.
            _ if standing.in_list => self.add(value, path),
            _ => {}
        }
    }

    /// Goes on below an object that is no record, with what its members and keys say.
    fn pass(&mut self, members: Vec<Member<'a>>, standing: Standing, path: usize) {
        let stated = members.iter().filter(|(_, value)| !is_container(value)).filter_map(|(key, value)| {
            let cell = cell(value).ok().filter(|cell| !cell.trim().is_empty())?;
            json_path::of_member(key, cell, standing)
        });
        let here = self.path(path, stated.collect());
        for (key, value) in members.into_iter().filter(|(_, value)| is_container(value)) {
            let below = self.path(here, json_path::of_key(&key).into_iter().collect());
            self.descend(value, Standing::below(&key), below);
        }
    }

    /// The place of a path with more said; what is said last comes first.
    fn path(&mut self, from: usize, mut said: Inherited<'a>) -> usize {
        if said.is_empty() {
            return from;
        }
        said.extend(self.paths[from].iter().cloned());
        self.paths.push(said);
        self.paths.len() - 1
    }

    /// Records come in the order of the text and are counted, from 1.
    fn add(&mut self, record: &'a RawValue, path: usize) {
        let number = u32::try_from(self.leaves.len() + 1).unwrap_or(u32::MAX);
        let path = *self.ranked.entry(path).or_insert_with(|| {
            self.paths.push(json_path::ranked(&self.paths[path]));
            self.paths.len() - 1
        });
        self.leaves.push(Leaf { number, record, path });
    }
}

fn is_container(value: &RawValue) -> bool {
    value.get().starts_with(['{', '['])
}

fn is_record(members: &[Member<'_>], standing: Standing) -> bool {
    let claims = |wanted: Column| {
        let says = |(key, value): &Member<'_>| !is_container(value) && headings::claims(key).iter().any(|c| c.column == wanted);
        members.iter().any(says)
    };
    // A region may have an empty list of schools.
    let has_objects = |value: &RawValue| {
        let items = list(value);
        items.iter().any(|item| item.get().starts_with('{')) || (items.is_empty() && standing.is_region())
    };
    !members.iter().any(|(_, value)| is_container(value))
        || claims(Column::Npsn)
        || (claims(Column::Name) && !members.iter().any(|(_, value)| has_objects(value)))
}

/// The features of GeoJSON, where the text is such.
fn features(root: &RawValue) -> Option<Vec<&RawValue>> {
    let members = members(root).ok()?;
    match string(get(&members, "type")?)?.as_ref() {
        "FeatureCollection" => Some(list(get(&members, "features")?)),
        "Feature" => Some(vec![root]),
        _ => None,
    }
}

fn record_fields(record: &RawValue) -> Result<Fields<'_>, Said> {
    members(record)?.into_iter().map(|(key, value)| Ok((key, cell(value)?))).collect()
}

/// The properties of a feature, its identifier, and the two numbers of its point.
fn feature_fields(feature: &RawValue) -> Result<Fields<'_>, Said> {
    let members = members(feature)?;
    if get(&members, "type").and_then(string).as_deref() != Some("Feature") {
        return Err(Said::fixed("seharusnya fitur GeoJSON, ditemukan objek lain", "expected a feature, found another object"));
    }
    let mut fields = match get(&members, "properties") {
        Some(properties) if properties.get() != "null" => record_fields(properties)?,
        _ => Vec::new(),
    };
    if let Some(id) = get(&members, "id") {
        fields.push((Cow::Borrowed("feature id"), cell(id)?));
    }
    if let Some([lon, lat]) = point(get(&members, "geometry"))? {
        fields.push((Cow::Borrowed(GEOMETRY_LON), lon));
        fields.push((Cow::Borrowed(GEOMETRY_LAT), lat));
    }
    Ok(fields)
}

fn point(geometry: Option<&RawValue>) -> Result<Option<[Cow<'_, str>; 2]>, Said> {
    let Some(geometry) = geometry.filter(|geometry| geometry.get() != "null") else { return Ok(None) };
    let members = members(geometry)?;
    if get(&members, "type").and_then(string).as_deref() != Some("Point") {
        return Err(Said::fixed(
            "seharusnya geometri Point, ditemukan geometri lain",
            "expected a Point, found another geometry",
        ));
    }
    match list(get(&members, "coordinates").ok_or(NO_COORDINATES)?)[..] {
        [lon, lat, ..] => Ok(Some([cell(lon)?, cell(lat)?])),
        _ => Err(Said::fixed("seharusnya dua koordinat, kurang dari itu", "expected two coordinates, found fewer")),
    }
}

fn get<'a>(members: &[Member<'a>], name: &str) -> Option<&'a RawValue> {
    members.iter().find(|(key, _)| key == name).map(|(_, value)| *value)
}

fn list(value: &RawValue) -> Vec<&RawValue> {
    serde_json::from_str(value.get()).unwrap_or_default()
}

fn string(value: &RawValue) -> Option<Cow<'_, str>> {
    serde_json::Deserializer::from_str(value.get()).deserialize_str(Text).ok()
}

/// The text of a scalar: numbers keep theirs, null is empty, and so is a container, which no known column has.
fn cell(value: &RawValue) -> Result<Cow<'_, str>, Said> {
    match value.get() {
        "null" => Ok(Cow::Borrowed("")),
        text if text.starts_with('"') => string(value).ok_or(BROKEN_TEXT),
        _ if is_container(value) => Ok(Cow::Borrowed("")),
        text => Ok(Cow::Borrowed(text)),
    }
}

fn members(value: &RawValue) -> Result<Vec<Member<'_>>, Said> {
    let mut json = serde_json::Deserializer::from_str(value.get());
    json.deserialize_map(Members)
        .map_err(|error| said!("seharusnya objek JSON: {fault}", "expected an object, found {fault}", fault = fault(&error)))
}

const NO_COORDINATES: Said = Said::fixed("koordinat tidak ada", "expected coordinates, found none");
const BROKEN_TEXT: Said = Said::fixed("seharusnya teks, ditemukan teks yang rusak", "expected a text, found a broken one");

/// An error of `serde_json` without its line and column, which count from the start of the part.
fn fault(error: &serde_json::Error) -> Said {
    use serde_json::error::Category;
    let text = error.to_string();
    let end = text.rfind(" at line ").unwrap_or(text.len());
    let indonesian = match error.classify() {
        Category::Eof => "isinya terputus",
        Category::Syntax => "penulisannya keliru",
        Category::Data | Category::Io => "isinya berbentuk lain",
    };
    Said::new(indonesian.to_owned(), text[..end].to_owned())
}

/// Refuses nesting beyond the limit before any parser descends.
fn check_depth(text: &str, context: Context<'_>) -> Result<(), ImportError> {
    let limit = context.limits.json_depth;
    let (mut depth, mut line, mut quoted, mut escaped) = (0_usize, 1_u32, false, false);
    for byte in text.bytes() {
        match byte {
            b'\n' => line = line.saturating_add(1),
            _ if escaped => escaped = false,
            b'\\' => escaped = quoted,
            b'"' => quoted = !quoted,
            b'[' | b'{' if !quoted => depth += 1,
            b']' | b'}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > limit {
            return context.limit(line, What::JsonDepth, limit as u64, depth as u64);
        }
    }
    Ok(())
}

/// Reads a text, borrowed where it has no escapes.
struct Text;

impl<'de> Visitor<'de> for Text {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}

impl<'de> serde::de::DeserializeSeed<'de> for Text {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Self::Value, D::Error> {
        json.deserialize_str(self)
    }
}

/// Reads an object as a list of members.
struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Vec<Member<'de>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(key) = map.next_key_seed(Text)? {
            members.push((key, map.next_value()?));
        }
        Ok(members)
    }
}
