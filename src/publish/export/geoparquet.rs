//! GeoParquet 1.1: WKB in CRS84 with a bbox covering, zstd, without Arrow.
//!
//! Source: <https://geoparquet.org/releases/v1.1.0/>. A row group is all that is held in memory.

use super::{Items, Shape, flat, flat_kind, provenance, wkb};
use crate::publish::columns::{Column, Kind, Record, Value, columns};
use crate::publish::geojson::geometry;
use crate::publish::{Collection, Geometry};
use crate::snapshot::View;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;
use serde_json::json;
use std::fs::File;
use std::io::{self, BufWriter, Seek, Write};
use std::sync::Arc;

/// Rows that are written together.
const GROUP: usize = 8_192;
/// The corners of the box around a geometry, in the order of its columns.
const CORNERS: [&str; 4] = ["xmin", "ymin", "xmax", "ymax"];

/// Writes the file.
pub(super) fn write(view: &View<'_>, collection: Collection, items: &Items<'_>, out: &mut dyn Write) -> io::Result<()> {
    // The format is written to something that may change threads; what is written to may be a channel that cannot.
    let mut file = tempfile::tempfile()?;
    to_file(view, collection, items, BufWriter::new(file.try_clone()?)).map_err(failure)?;
    file.rewind()?;
    io::copy(&mut file, out).map(drop)
}

fn failure(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(source) => match source.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(source) => io::Error::other(source),
        },
        other => io::Error::other(other),
    }
}

fn to_file(view: &View<'_>, collection: Collection, items: &Items<'_>, out: BufWriter<File>) -> Result<()> {
    let columns = columns(collection);
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?))
        .set_created_by(concat!("imbas ", env!("CARGO_PKG_VERSION")).to_owned())
        .build();
    let mut file = SerializedFileWriter::new(out, Arc::new(schema(&columns)?), Arc::new(properties))?;
    let mut around = None;
    for start in (0..items.len()).step_by(GROUP) {
        let end = items.len().min(start + GROUP);
        let records: Vec<Record<'_>> = (start..end).map(|at| items.record(view, at)).collect();
        around = write_group(&columns, &records, around, file.next_row_group()?)?;
    }
    file.append_key_value_metadata(KeyValue::new("geo".to_owned(), geo(collection, around)));
    file.append_key_value_metadata(KeyValue::new(
        "imbas".to_owned(),
        provenance(view).map_err(|error| ParquetError::External(error.into()))?,
    ));
    let mut out = file.into_inner()?;
    out.flush().map_err(|error| ParquetError::External(error.into()))
}

/// The key `geo`, which makes a Parquet file a GeoParquet file; without `crs` it is in CRS84.
fn geo(collection: Collection, around: Option<[f64; 4]>) -> String {
    let corner = |name| json!(["bbox", name]);
    let covering =
        json!({ "bbox": { "xmin": corner("xmin"), "ymin": corner("ymin"), "xmax": corner("xmax"), "ymax": corner("ymax") } });
    let mut column = json!({
        "encoding": "WKB",
        "geometry_types": [Shape::of(collection).as_str()],
        "orientation": "counterclockwise",
        "edges": "planar",
        "covering": covering,
    });
    if let Some(around) = around {
        column["bbox"] = json!(around);
    }
    json!({ "version": "1.1.0", "primary_column": "geometry", "columns": { "geometry": column } }).to_string()
}

fn schema(columns: &[&Column]) -> Result<Type> {
    let mut fields = vec![leaf("id", Physical::BYTE_ARRAY, Repetition::REQUIRED, Some(LogicalType::String))?];
    for column in columns {
        let repetition = if column.nullable { Repetition::OPTIONAL } else { Repetition::REQUIRED };
        let (physical, logical) = match flat_kind(column.kind) {
            Kind::Integer => (Physical::INT64, None),
            Kind::Number => (Physical::DOUBLE, None),
            Kind::Boolean => (Physical::BOOLEAN, None),
            Kind::Text | Kind::TextList => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        };
        fields.push(leaf(column.name, physical, repetition, logical)?);
    }
    fields.push(leaf("geometry", Physical::BYTE_ARRAY, Repetition::OPTIONAL, None)?);
    let corners = CORNERS.map(|corner| leaf(corner, Physical::DOUBLE, Repetition::REQUIRED, None));
    let corners = corners.into_iter().collect::<Result<_>>()?;
    let bbox = Type::group_type_builder("bbox").with_repetition(Repetition::OPTIONAL).with_fields(corners).build()?;
    fields.push(Arc::new(bbox));
    Type::group_type_builder("schema").with_fields(fields).build()
}

fn leaf(name: &str, physical: Physical, repetition: Repetition, logical: Option<LogicalType>) -> Result<Arc<Type>> {
    let leaf = Type::primitive_type_builder(name, physical).with_repetition(repetition).with_logical_type(logical);
    leaf.build().map(Arc::new)
}

/// Writes one row group, column by column; gives the box around everything so far.
fn write_group(
    columns: &[&Column],
    records: &[Record<'_>],
    mut around: Option<[f64; 4]>,
    mut group: SerializedRowGroupWriter<'_, BufWriter<File>>,
) -> Result<Option<[f64; 4]>> {
    let text = |text: &str| Some(ByteArray::from(text.as_bytes().to_vec()));
    write_column::<ByteArrayType>(&mut group, false, records.iter().map(|record| text(record.id())))?;
    for (at, column) in columns.iter().enumerate() {
        let values = records.iter().map(|record| flat(record.value(at)));
        match flat_kind(column.kind) {
            Kind::Integer => write_column::<Int64Type>(&mut group, column.nullable, values.map(integer))?,
            Kind::Number => write_column::<DoubleType>(&mut group, column.nullable, values.map(number))?,
            Kind::Boolean => write_column::<BoolType>(&mut group, column.nullable, values.map(boolean))?,
            Kind::Text | Kind::TextList => {
                let texts = values.map(|value| if let Value::Text(value) = value { text(&value) } else { None });
                write_column::<ByteArrayType>(&mut group, column.nullable, texts)?;
            }
        }
    }
    let geometries: Vec<Option<Geometry>> = records.iter().map(geometry).collect();
    write_column::<ByteArrayType>(&mut group, true, geometries.iter().map(|one| one.as_ref().map(binary)))?;
    let boxes: Vec<Option<[f64; 4]>> = geometries.iter().map(|one| one.as_ref().map(wkb::envelope)).collect();
    for corner in 0..CORNERS.len() {
        write_column::<DoubleType>(&mut group, true, boxes.iter().map(|one| one.map(|one| one[corner])))?;
    }
    group.close()?;
    for one in boxes.into_iter().flatten() {
        around = Some(wkb::around(around, one));
    }
    Ok(around)
}

fn integer(value: Value<'_>) -> Option<i64> {
    if let Value::Integer(number) = value { Some(number) } else { None }
}

fn number(value: Value<'_>) -> Option<f64> {
    if let Value::Number(number) = value { Some(number) } else { None }
}

fn boolean(value: Value<'_>) -> Option<bool> {
    if let Value::Boolean(yes) = value { Some(yes) } else { None }
}

fn binary(geometry: &Geometry) -> ByteArray {
    let mut bytes = Vec::new();
    wkb::append(geometry, &mut bytes);
    ByteArray::from(bytes)
}

fn write_column<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, BufWriter<File>>,
    nullable: bool,
    values: impl Iterator<Item = Option<T::T>>,
) -> Result<()> {
    let values: Vec<Option<T::T>> = values.collect();
    let present: Vec<i16> = values.iter().map(|value| i16::from(value.is_some())).collect();
    let values: Vec<T::T> = values.into_iter().flatten().collect();
    let mut column = group.next_column()?.expect("the schema has a column for each that is written");
    column.typed::<T>().write_batch(&values, nullable.then_some(present.as_slice()), None)?;
    column.close()
}
