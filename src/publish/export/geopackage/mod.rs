//! GeoPackage: every collection a layer of one SQLite file, with R-tree, provenance and styles for QGIS.

mod styles;

use super::{Items, Shape, flat, flat_kind, provenance, wkb};
use crate::publish::Collection;
use crate::publish::columns::{Column, Kind, Record, Value, columns};
use crate::publish::geojson::geometry;
use crate::snapshot::View;
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, Statement, params, params_from_iter};
use std::fs::File;
use std::io::{self, Write};

/// No clock: the same plan gives the same bytes.
const LAST_CHANGE: &str = "2000-01-01T00:00:00.000Z";
/// "GPKG" as SQLite's application id, and version 1.3.0.
const IDENTITY: &str = "PRAGMA application_id = 0x47504B47; PRAGMA user_version = 10300;";
/// Nothing reads the file before it is complete, and what breaks off is thrown away.
const CARELESS: &str =
    "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -16000;";

/// Writes the file.
pub(super) fn write(view: &View<'_>, all: &[(Collection, Items<'_>)], out: &mut dyn Write) -> io::Result<()> {
    let file = tempfile::Builder::new().suffix(".gpkg").tempfile()?;
    let origin = provenance(view)?;
    fill(view, all, &origin, file.path()).map_err(failure)?;
    io::copy(&mut File::open(file.path())?, out).map(drop)
}

fn failure(error: rusqlite::Error) -> io::Error {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DiskFull) => io::Error::new(io::ErrorKind::StorageFull, error),
        _ => io::Error::other(error),
    }
}

fn fill(view: &View<'_>, all: &[(Collection, Items<'_>)], origin: &str, path: &std::path::Path) -> rusqlite::Result<()> {
    let mut database = Connection::open(path)?;
    database.execute_batch(CARELESS)?;
    database.execute_batch(IDENTITY)?;
    let transaction = database.transaction()?;
    transaction.execute_batch(include_str!("tables.sql"))?;
    transaction.execute(
        "INSERT INTO gpkg_metadata VALUES (1, 'dataset', 'https://www.rfc-editor.org/rfc/rfc8259', 'application/json', ?1)",
        [origin],
    )?;
    transaction
        .execute("INSERT INTO gpkg_metadata_reference VALUES ('geopackage', NULL, NULL, NULL, ?1, 1, NULL)", [LAST_CHANGE])?;
    for (collection, items) in all {
        layer(view, *collection, items, &transaction)?;
    }
    transaction.commit()?;
    database.close().map_err(|(_, error)| error)
}

/// Makes and fills the table of a collection.
fn layer(view: &View<'_>, collection: Collection, items: &Items<'_>, database: &Connection) -> rusqlite::Result<()> {
    let (table, shape) = (collection.as_str(), Shape::of(collection).as_str().to_uppercase());
    let columns = columns(collection);
    database.execute_batch(&create(table, &shape, &columns))?;
    // The triggers' functions are the reader's: rows are indexed here, and the triggers come after them.
    database.execute_batch(&format!("CREATE VIRTUAL TABLE rtree_{table}_geom USING rtree(id, minx, maxx, miny, maxy)"))?;
    let around = rows(view, items, &columns, table, database)?;
    database.execute_batch(&include_str!("rtree.sql").replace("{t}", table))?;
    let [west, south, east, north] = around.map_or([None; 4], |around| around.map(Some));
    database.execute(
        "INSERT INTO gpkg_contents VALUES (?1, 'features', ?1, ?2, ?3, ?4, ?5, ?6, ?7, 4326)",
        params![table, styles::description(view, collection), LAST_CHANGE, west, south, east, north],
    )?;
    database.execute("INSERT INTO gpkg_geometry_columns VALUES (?1, 'geom', ?2, 4326, 0, 0)", [table, &shape])?;
    database.execute(
        "INSERT INTO layer_styles VALUES (NULL, '', '', ?1, 'geom', ?1, ?2, NULL, 1, ?3, 'imbas', NULL, ?4)",
        [table, &styles::qml(view, collection), &styles::description(view, collection), LAST_CHANGE],
    )?;
    Ok(())
}

fn create(table: &str, shape: &str, columns: &[&Column]) -> String {
    let mut sql = format!(
        "CREATE TABLE \"{table}\" (\"fid\" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, \"geom\" {shape}, \"id\" TEXT NOT NULL UNIQUE"
    );
    for column in columns {
        let kind = match flat_kind(column.kind) {
            Kind::Integer => "INTEGER",
            Kind::Number => "REAL",
            Kind::Boolean => "BOOLEAN",
            Kind::Text | Kind::TextList => "TEXT",
        };
        let null = if column.nullable { "" } else { " NOT NULL" };
        sql += &format!(", \"{}\" {kind}{null}", column.name);
    }
    sql + ")"
}

/// Fills a table and its index; gives the box around all geometries.
fn rows(
    view: &View<'_>,
    items: &Items<'_>,
    columns: &[&Column],
    table: &str,
    database: &Connection,
) -> rusqlite::Result<Option<[f64; 4]>> {
    let marks = vec!["?"; columns.len() + 2].join(",");
    let mut row = database.prepare(&format!("INSERT INTO \"{table}\" VALUES (NULL,{marks})"))?;
    let mut index = database.prepare(&format!("INSERT INTO rtree_{table}_geom VALUES (?,?,?,?,?)"))?;
    let mut around = None;
    for record in items.records(view) {
        let envelope = insert(&record, columns.len(), &mut row)?;
        if let Some(envelope) = envelope {
            let [west, south, east, north] = envelope;
            index.execute(params![database.last_insert_rowid(), west, east, south, north])?;
            around = Some(wkb::around(around, envelope));
        }
    }
    Ok(around)
}

fn insert(record: &Record<'_>, columns: usize, row: &mut Statement<'_>) -> rusqlite::Result<Option<[f64; 4]>> {
    let geometry = geometry(record);
    let envelope = geometry.as_ref().map(wkb::envelope);
    let blob = geometry.as_ref().zip(envelope).map(|(geometry, envelope)| {
        let mut bytes = header(envelope, matches!(geometry, crate::publish::Geometry::Point(_)));
        wkb::append(geometry, &mut bytes);
        Cell::Blob(bytes)
    });
    let first = [blob.unwrap_or(Cell::Value(Value::Null)), Cell::Value(record.id().into())];
    let values = (0..columns).map(|at| Cell::Value(flat(record.value(at))));
    row.execute(params_from_iter(first.into_iter().chain(values)))?;
    Ok(envelope)
}

/// The header before the well-known binary; a point needs no box.
fn header([west, south, east, north]: [f64; 4], is_point: bool) -> Vec<u8> {
    /// Little-endian; with or without the box of two dimensions.
    const PLAIN: u8 = 0b0000_0001;
    const BOXED: u8 = 0b0000_0011;
    let mut bytes = vec![b'G', b'P', 0, if is_point { PLAIN } else { BOXED }];
    bytes.extend_from_slice(&4326_i32.to_le_bytes());
    if !is_point {
        [west, east, south, north].iter().for_each(|edge| bytes.extend_from_slice(&edge.to_le_bytes()));
    }
    bytes
}

/// What a cell of SQLite holds.
enum Cell<'a> {
    Blob(Vec<u8>),
    Value(Value<'a>),
}

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Blob(bytes) => ValueRef::Blob(bytes),
            Self::Value(Value::Null | Value::TextList(_)) => ValueRef::Null,
            Self::Value(Value::Text(text)) => ValueRef::Text(text.as_bytes()),
            Self::Value(Value::Integer(number)) => ValueRef::Integer(*number),
            Self::Value(Value::Number(number)) => ValueRef::Real(*number),
            Self::Value(Value::Boolean(yes)) => ValueRef::Integer(i64::from(*yes)),
        }))
    }
}
