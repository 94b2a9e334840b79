//! FlatGeobuf: one collection with a packed R-tree, sorted along a Hilbert curve, readable in pieces over HTTP.

use super::{Items, Shape, flat, flat_kind, provenance};
use crate::publish::columns::{Kind, Record, Value, columns};
use crate::publish::geojson::geometry;
use crate::publish::{Collection, Geometry, Position};
use crate::snapshot::View;
use flatgeobuf::{ColumnType, FgbCrs, FgbWriter, FgbWriterOptions, GeometryType};
use geozero::error::Result;
use geozero::{ColumnValue, GeomProcessor, GeozeroGeometry, PropertyProcessor};
use std::io::{self, BufWriter, Write};

/// Writes the file; says how many features have no geometry and were left out, because the format's index has no place for them.
pub(super) fn write(view: &View<'_>, collection: Collection, items: &Items<'_>, out: &mut dyn Write) -> io::Result<usize> {
    let origin = provenance(view)?;
    let placed = items.records(view).filter(|record| geometry(record).is_some()).count();
    let left_out = items.len() - placed;
    let description = format!("{left_out} features without geometry are left out");
    let options = FgbWriterOptions {
        // An index over nothing cannot be read.
        write_index: placed > 0,
        detect_type: false,
        promote_to_multi: false,
        crs: FgbCrs { org: Some("OGC"), code: 4326, name: Some("WGS 84"), code_string: Some("CRS84"), ..FgbCrs::default() },
        title: Some(&view.programme.name),
        description: Some(&description),
        metadata: Some(&origin),
        ..FgbWriterOptions::default()
    };
    let mut file = FgbWriter::create_with_options(collection.as_str(), shape(collection), options).map_err(io::Error::other)?;
    declare(collection, &mut file);
    for record in items.records(view) {
        add(collection, &record, &mut file)?;
    }
    let mut out = BufWriter::new(out);
    file.write(&mut out).map_err(io::Error::other)?;
    out.flush()?;
    Ok(left_out)
}

fn shape(collection: Collection) -> GeometryType {
    match Shape::of(collection) {
        Shape::Point => GeometryType::Point,
        Shape::LineString => GeometryType::LineString,
        Shape::Polygon => GeometryType::Polygon,
        Shape::MultiPolygon => GeometryType::MultiPolygon,
    }
}

fn declare(collection: Collection, file: &mut FgbWriter<'_>) {
    file.add_column("id", ColumnType::String, |_, column| column.nullable = false);
    for column in columns(collection) {
        let kind = match flat_kind(column.kind) {
            Kind::Integer => ColumnType::Long,
            Kind::Number => ColumnType::Double,
            Kind::Boolean => ColumnType::Bool,
            Kind::Text | Kind::TextList => ColumnType::String,
        };
        file.add_column(column.name, kind, |_, own| own.nullable = column.nullable);
    }
}

fn add(collection: Collection, record: &Record<'_>, file: &mut FgbWriter<'_>) -> io::Result<()> {
    let Some(geometry) = geometry(record) else { return Ok(()) };
    let mut result = Ok(false);
    let count = columns(collection).len();
    file.add_feature_geom(Placed(&geometry), |feature| {
        result = feature.property(0, "id", &ColumnValue::String(record.id()));
        for at in 0..count {
            let value = flat(record.value(at));
            let value = match &value {
                Value::Null | Value::TextList(_) => continue,
                Value::Text(text) => ColumnValue::String(text),
                Value::Integer(number) => ColumnValue::Long(*number),
                Value::Number(number) => ColumnValue::Double(*number),
                Value::Boolean(yes) => ColumnValue::Bool(*yes),
            };
            if result.is_ok() {
                result = feature.property(at + 1, "", &value);
            }
        }
    })
    .map_err(io::Error::other)?;
    result.map(drop).map_err(io::Error::other)
}

/// A geometry that tells itself to a writer.
struct Placed<'g>(&'g Geometry);

impl GeozeroGeometry for Placed<'_> {
    fn process_geom<P: GeomProcessor>(&self, out: &mut P) -> Result<()> {
        match self.0 {
            Geometry::Point([lon, lat]) => {
                out.point_begin(0)?;
                out.xy(*lon, *lat, 0)?;
                out.point_end(0)
            }
            Geometry::LineString(line) => self::line(line, true, 0, out),
            Geometry::Polygon(rings) => polygon(rings, true, 0, out),
            Geometry::MultiPolygon(polygons) => {
                out.multipolygon_begin(polygons.len(), 0)?;
                for (at, rings) in polygons.iter().enumerate() {
                    polygon(rings, false, at, out)?;
                }
                out.multipolygon_end(0)
            }
        }
    }
}

fn polygon(rings: &[Vec<Position>], tagged: bool, place: usize, out: &mut impl GeomProcessor) -> Result<()> {
    out.polygon_begin(tagged, rings.len(), place)?;
    for (at, ring) in rings.iter().enumerate() {
        line(ring, false, at, out)?;
    }
    out.polygon_end(tagged, place)
}

fn line(positions: &[Position], tagged: bool, place: usize, out: &mut impl GeomProcessor) -> Result<()> {
    out.linestring_begin(tagged, positions.len(), place)?;
    for (at, [lon, lat]) in positions.iter().enumerate() {
        out.xy(*lon, *lat, at)?;
    }
    out.linestring_end(tagged, place)
}
