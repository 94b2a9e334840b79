//! Collections as files: for GIS programs, databases, statistics, spreadsheets and file hosts.
//!
//! In: a view, a collection and the part of it that is wanted. Out: the bytes of a file. Must not know: where the file lies, HTTP.
//! One module a format. Every format holds the columns of [`columns`](crate::publish::columns) after the stable `id`, writes features
//! one after the other in bounded memory, and carries the provenance of the answer. A part without features gives a file without
//! features, with all its columns.
//!
//! | format | collections in a file | geometry | provenance |
//! | --- | --- | --- | --- |
//! | `geojson` | one | GeoJSON | members `version`, `provenance` |
//! | `geojsonseq` | one | GeoJSON, a record a feature (RFC 8142) | members of the first record; `version` of each |
//! | `csv` | one | `lon` and `lat` of points, `wkt` of the others | columns `programme`, `version` |
//! | `xlsx` | all, a sheet each | `lon` and `lat` of points | a sheet |
//! | `gpkg` | all, a layer each | GeoPackage, R-tree, QGIS styles | `gpkg_metadata` |
//! | `fgb` | one | FlatGeobuf, R-tree; features without geometry are left out | `metadata` of the header |
//! | `parquet` | one | GeoParquet 1.1: WKB, bbox covering | key `imbas` of the file's metadata |
//! | `pmtiles` | all but findings, a layer of each tile | vector tiles to the zoom where every feature stands singly | key `imbas` of the metadata |

mod csv;
mod flatgeobuf;
mod geojson;
mod geopackage;
mod geoparquet;
mod items;
mod pmtiles;
mod wkb;
mod xlsx;

pub use items::Part;

use crate::publish::columns::{Kind, Value};
use crate::publish::provenance::Provenance;
use crate::publish::{Collection, Locale};
use crate::snapshot::View;
use items::Items;
use std::borrow::Cow;
use std::io::{self, Write};

/// The form of an exported file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// GeoJSON (RFC 7946).
    GeoJson,
    /// GeoJSON text sequence (RFC 8142).
    GeoJsonSeq,
    /// CSV.
    Csv,
    /// A workbook.
    Xlsx,
    /// GeoPackage 1.3.
    GeoPackage,
    /// FlatGeobuf.
    FlatGeobuf,
    /// GeoParquet 1.1.
    GeoParquet,
    /// PMTiles 3.
    PmTiles,
}

impl Format {
    /// All of them, in the order of the documentation.
    pub const ALL: [Self; 8] = [
        Self::GeoJson,
        Self::GeoJsonSeq,
        Self::Csv,
        Self::Xlsx,
        Self::GeoPackage,
        Self::FlatGeobuf,
        Self::GeoParquet,
        Self::PmTiles,
    ];

    /// Its word, which is also how its files end.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::GeoJson => "geojson",
            Self::GeoJsonSeq => "geojsonseq",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::GeoPackage => "gpkg",
            Self::FlatGeobuf => "fgb",
            Self::GeoParquet => "parquet",
            Self::PmTiles => "pmtiles",
        }
    }

    /// The format of a word, or of how a file's name ends.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.as_str().eq_ignore_ascii_case(word))
    }

    /// Whether a file holds several collections.
    #[must_use]
    pub fn holds_all(self) -> bool {
        matches!(self, Self::Xlsx | Self::GeoPackage | Self::PmTiles)
    }

    /// The collections that a file can hold.
    #[must_use]
    pub fn collections(self) -> &'static [Collection] {
        /// Tiles have no layer of findings.
        const LAYERS: &[Collection] = &[Collection::Schools, Collection::Clusters, Collection::Links, Collection::Regions];
        if self == Self::PmTiles { LAYERS } else { &Collection::ALL }
    }

    /// Whether a file can hold the part of a region; tiles hold the whole plan.
    #[must_use]
    pub fn narrows_to_region(self) -> bool {
        self != Self::PmTiles
    }

    /// Whether features without a place on the map are left out.
    #[must_use]
    pub fn needs_geometry(self) -> bool {
        matches!(self, Self::FlatGeobuf | Self::PmTiles)
    }
}

/// What an export holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// The form of the file.
    pub format: Format,
    /// The collections; exactly one unless the format [holds several](Format::holds_all).
    pub collections: Vec<Collection>,
    /// The part of them.
    pub part: Part,
    /// How a CSV is written.
    pub locale: Locale,
}

impl Export {
    fn fits_its_format(&self) -> bool {
        let (format, part) = (self.format, self.part);
        self.collections.iter().all(|one| format.collections().contains(one))
            && (part.region.is_none() || format.narrows_to_region())
    }
}

/// What has been written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Features in the file.
    pub features: usize,
    /// Features that the format left out.
    pub left_out: usize,
}

/// Writes an export.
///
/// # Errors
/// Those of the writer and of temporary files.
///
/// # Panics
/// When several collections, or none, are asked of a format that holds one, or what it [cannot hold](Format::collections).
pub fn write(view: &View<'_>, export: &Export, out: &mut dyn Write) -> io::Result<Written> {
    let all: Vec<(Collection, Items<'_>)> =
        export.collections.iter().map(|one| (*one, Items::new(view, *one, export.part))).collect();
    assert!(export.fits_its_format(), "{} cannot hold that", export.format.as_str());
    let mut written = Written { features: all.iter().map(|(_, items)| items.len()).sum(), left_out: 0 };
    match export.format {
        Format::Xlsx => xlsx::write(view, &all, out)?,
        Format::GeoPackage => geopackage::write(view, &all, out)?,
        Format::PmTiles => written.left_out = pmtiles::write(view, export, out)?,
        one => {
            let [(collection, items)] = all.as_slice() else { panic!("{} holds one collection", one.as_str()) };
            match one {
                Format::GeoJson => geojson::write(view, items, out)?,
                Format::GeoJsonSeq => geojson::write_sequence(view, items, out)?,
                Format::Csv => csv::write(view, *collection, items, export.locale, out)?,
                Format::FlatGeobuf => written.left_out = flatgeobuf::write(view, *collection, items, out)?,
                _ => geoparquet::write(view, *collection, items, out)?,
            }
        }
    }
    written.features -= written.left_out;
    Ok(written)
}

/// The provenance as one JSON text.
fn provenance(view: &View<'_>) -> io::Result<String> {
    Ok(serde_json::to_string(&Provenance::new(view))?)
}

/// The shape that the geometries of a collection have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Point,
    LineString,
    Polygon,
    MultiPolygon,
}

impl Shape {
    fn of(collection: Collection) -> Self {
        match collection {
            Collection::Schools | Collection::Findings => Self::Point,
            Collection::Links => Self::LineString,
            Collection::Clusters => Self::Polygon,
            Collection::Regions => Self::MultiPolygon,
        }
    }

    /// The name in GeoJSON; GeoPackage writes it in capitals.
    fn as_str(self) -> &'static str {
        match self {
            Self::Point => "Point",
            Self::LineString => "LineString",
            Self::Polygon => "Polygon",
            Self::MultiPolygon => "MultiPolygon",
        }
    }
}

/// The kind of a column in formats without lists: several texts are one, joined by commas.
fn flat_kind(kind: Kind) -> Kind {
    if kind == Kind::TextList { Kind::Text } else { kind }
}

/// A value in formats without lists.
fn flat(value: Value<'_>) -> Value<'_> {
    match value {
        Value::TextList(texts) => Value::Text(Cow::Owned(texts.join(","))),
        other => other,
    }
}
