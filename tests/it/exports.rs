//! Exported files, read back with what other programs read them with.

use crate::support::tiny_snapshot;
use flatgeobuf::{FallibleStreamingIterator, FeatureProperties, FgbReader};
use imbas::model::Level;
use imbas::publish::columns::{Record, Value, columns};
use imbas::publish::export::{self, Export, Format, Part, Written};
use imbas::publish::{Collection, Layer, Locale, Selection, select};
use imbas::regions::Lookup;
use imbas::snapshot::{Snapshot, View};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::RowAccessor;
use rusqlite::types::ValueRef;
use std::collections::BTreeMap;
use std::io::Cursor;

const LOCATED: [(Collection, Layer); 3] =
    [(Collection::Schools, Layer::Schools), (Collection::Clusters, Layer::Clusters), (Collection::Links, Layer::Links)];

fn export(view: &View<'_>, format: Format, collections: &[Collection], part: Part) -> (Written, Vec<u8>) {
    let export = Export { format, collections: collections.to_vec(), part, locale: Locale::En };
    let mut bytes = Vec::new();
    let written = export::write(view, &export, &mut bytes).expect("a vector takes all bytes");
    (written, bytes)
}

fn whole(snapshot: &Snapshot, format: Format, collection: Collection) -> Vec<u8> {
    export(&snapshot.view(), format, &[collection], Part::default()).1
}

fn records<'a>(view: &View<'a>, layer: Layer) -> Vec<Record<'a>> {
    select(view, layer, &Selection::default()).items.iter().map(|at| Record::new(view, layer, *at)).collect()
}

/// A value as a table without lists holds it.
fn flat(value: Value<'_>) -> Value<'_> {
    match value {
        Value::TextList(texts) => texts.join(",").into(),
        other => other,
    }
}

/// A part without schools: a region of the national table where the list has none.
fn nowhere(snapshot: &Snapshot) -> Part {
    let Lookup::Found(region) = snapshot.data.regions.lookup("13.75") else { panic!("13.75 is a region") };
    Part { region: Some(region), level: None }
}

/// An open GeoPackage, and the file that goes with it.
fn geopackage(bytes: &[u8]) -> (rusqlite::Connection, tempfile::NamedTempFile) {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), bytes).unwrap();
    (rusqlite::Connection::open(file.path()).unwrap(), file)
}

#[test]
fn a_geopackage_holds_every_collection_with_index_styles_and_provenance() {
    let snapshot = tiny_snapshot();
    let view = snapshot.view();
    let (_, bytes) = export(&view, Format::GeoPackage, &Collection::ALL, Part::default());
    let (database, _file) = geopackage(&bytes);
    let one = |sql: &str| -> i64 { database.query_row(sql, [], |row| row.get(0)).unwrap() };
    assert_eq!((one("PRAGMA application_id"), one("PRAGMA user_version")), (0x4750_4B47, 10_300));
    assert_eq!(database.query_row("PRAGMA integrity_check", [], |row| row.get::<_, String>(0)).unwrap(), "ok");
    assert_eq!((one("SELECT count(*) FROM gpkg_contents"), one("SELECT count(*) FROM layer_styles WHERE useAsDefault")), (5, 5));
    let origin: String = database.query_row("SELECT metadata FROM gpkg_metadata", [], |row| row.get(0)).unwrap();
    assert!(origin.contains(&snapshot.version) && origin.contains(&"0".repeat(64)), "{origin}");
    for (collection, layer) in LOCATED {
        let table = collection.as_str();
        same_rows(&database, table, collection, &records(&view, layer));
        let indexed = one(&format!("SELECT count(*) FROM rtree_{table}_geom"));
        assert_eq!(indexed, one(&format!("SELECT count(*) FROM {table} WHERE geom IS NOT NULL")), "{table}");
    }
}

fn same_rows(database: &rusqlite::Connection, table: &str, collection: Collection, expected: &[Record<'_>]) {
    let mut statement = database.prepare(&format!("SELECT * FROM {table} ORDER BY fid")).unwrap();
    let mut rows = statement.query([]).unwrap();
    for record in expected {
        let row = rows.next().unwrap().expect("a row for each record");
        assert_eq!(row.get::<_, String>("id").unwrap(), record.id());
        for (at, column) in columns(collection).iter().enumerate() {
            let found = match row.get_ref(column.name).unwrap() {
                ValueRef::Null => Value::Null,
                ValueRef::Integer(number) if matches!(record.value(at), Value::Boolean(_)) => Value::Boolean(number == 1),
                ValueRef::Integer(number) => Value::Integer(number),
                ValueRef::Real(number) => Value::Number(number),
                ValueRef::Text(text) => std::str::from_utf8(text).unwrap().to_owned().into(),
                ValueRef::Blob(_) => panic!("{} is no blob", column.name),
            };
            assert_eq!(found, flat(record.value(at)), "{table} {} {}", record.id(), column.name);
        }
    }
    assert!(rows.next().unwrap().is_none(), "no other rows");
}

#[test]
fn geoparquet_holds_the_values_a_box_for_each_row_and_provenance() {
    let snapshot = tiny_snapshot();
    for (collection, layer) in LOCATED {
        let file = SerializedFileReader::new(bytes::Bytes::from(whole(&snapshot, Format::GeoParquet, collection))).unwrap();
        let metadata = file.metadata().file_metadata();
        let keys: BTreeMap<_, _> =
            metadata.key_value_metadata().unwrap().iter().map(|pair| (pair.key.clone(), pair.value.clone().unwrap())).collect();
        let geo: serde_json::Value = serde_json::from_str(&keys["geo"]).unwrap();
        assert_eq!((&geo["version"], &geo["columns"]["geometry"]["encoding"]), (&"1.1.0".into(), &"WKB".into()));
        assert!(keys["imbas"].contains(&snapshot.version));
        let view = snapshot.view();
        let expected = records(&view, layer);
        let names: Vec<&str> = columns(collection).iter().map(|column| column.name).collect();
        for (row, record) in file.get_row_iter(None).unwrap().map(Result::unwrap).zip(&expected) {
            assert_eq!(row.get_string(0).unwrap(), record.id());
            for (at, name) in names.iter().enumerate() {
                let same = match flat(record.value(at)) {
                    Value::Text(text) => row.get_string(at + 1).unwrap() == &*text,
                    Value::Integer(number) => row.get_long(at + 1).unwrap() == number,
                    Value::Number(number) => row.get_double(at + 1).unwrap() == number,
                    Value::Boolean(yes) => row.get_bool(at + 1).unwrap() == yes,
                    Value::Null | Value::TextList(_) => row.get_bytes(at + 1).is_err(),
                };
                assert!(same, "{collection:?} {} {name}", record.id());
            }
        }
        assert_eq!(metadata.num_rows(), expected.len() as i64);
    }
}

#[test]
fn flatgeobuf_holds_what_has_a_place_on_the_map_and_says_what_it_left_out() {
    let snapshot = tiny_snapshot();
    let (written, bytes) = export(&snapshot.view(), Format::FlatGeobuf, &[Collection::Schools], Part::default());
    assert_eq!(written, Written { features: 8, left_out: 2 });
    let reader = FgbReader::open(Cursor::new(bytes)).unwrap();
    assert!(reader.header().metadata().unwrap().contains(&snapshot.version));
    assert_eq!(reader.header().description(), Some("2 features without geometry are left out"));
    let mut features = reader.select_all().unwrap();
    let mut roles = BTreeMap::new();
    while let Some(feature) = features.next().unwrap() {
        let properties = feature.properties().unwrap();
        roles.insert(properties["id"].clone(), properties["role"].clone());
    }
    assert_eq!(roles.len(), 8);
    assert_eq!((roles["01000000"].as_str(), roles["01000003"].as_str()), ("hub", "unreached"));
}

#[test]
fn a_text_sequence_is_one_feature_a_record() {
    let snapshot = tiny_snapshot();
    let text = String::from_utf8(whole(&snapshot, Format::GeoJsonSeq, Collection::Schools)).unwrap();
    let features: Vec<serde_json::Value> = text
        .split_terminator('\n')
        .map(|line| serde_json::from_str(line.strip_prefix('\u{1e}').expect("a record separator")).unwrap())
        .collect();
    assert_eq!(features.len(), 10);
    assert_eq!(features[0]["provenance"]["version"], snapshot.version);
    assert!(features.iter().all(|feature| feature["version"] == snapshot.version && feature["type"] == "Feature"));
}

#[test]
fn a_sheet_has_a_place_on_the_map_for_each_shape() {
    let snapshot = tiny_snapshot();
    for (collection, layer) in LOCATED {
        let bytes = whole(&snapshot, Format::Csv, collection);
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let place = if collection == Collection::Schools { "lon" } else { "wkt" };
        let at = names.iter().position(|name| name == place).expect("a place on the map");
        let view = snapshot.view();
        for (row, record) in reader.records().map(Result::unwrap).zip(records(&view, layer)) {
            assert_eq!(&row[0], record.id());
            assert_eq!(row[at].is_empty(), imbas::publish::geometry(&record).is_none(), "{}", record.id());
            assert_eq!(&row[names.len() - 1], snapshot.version);
        }
    }
}

#[test]
fn a_part_without_features_is_a_file_with_its_columns() {
    let snapshot = tiny_snapshot();
    let (view, part) = (snapshot.view(), nowhere(&snapshot));
    let of = |format| export(&view, format, &[Collection::Schools], part);
    for format in Format::ALL.into_iter().filter(|format| format.narrows_to_region()) {
        let (written, bytes) = of(format);
        assert_eq!(written, Written::default(), "{format:?}");
        assert!(format == Format::GeoJsonSeq || !bytes.is_empty(), "{format:?}");
    }
    let expected = columns(Collection::Schools).len();
    let sheet = of(Format::Csv).1;
    assert_eq!(csv::Reader::from_reader(sheet.as_slice()).headers().unwrap().len(), expected + 5);
    let file = SerializedFileReader::new(bytes::Bytes::from(of(Format::GeoParquet).1)).unwrap();
    assert_eq!(file.metadata().file_metadata().schema_descr().root_schema().get_fields().len(), expected + 3);
    let reader = FgbReader::open(Cursor::new(of(Format::FlatGeobuf).1)).unwrap();
    assert_eq!((reader.header().columns().unwrap().len(), reader.header().index_node_size()), (expected + 1, 0));
    let (database, _file) = geopackage(&of(Format::GeoPackage).1);
    assert_eq!(database.prepare("SELECT * FROM schools").unwrap().column_count(), expected + 3);
}

#[test]
fn a_part_is_what_the_collection_of_the_service_holds() {
    let snapshot = tiny_snapshot();
    let Lookup::Found(region) = snapshot.data.regions.lookup("99.02") else { panic!("99.02 is a region") };
    let part = Part { region: Some(region), level: Some(Level::Sd) };
    let (written, bytes) = export(&snapshot.view(), Format::GeoJson, &[Collection::Links], part);
    let collection: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    let ids: Vec<&str> = collection["features"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert_eq!((ids.as_slice(), written.features), (["02000001", "02000002"].as_slice(), 2));
}

#[test]
fn the_same_plan_gives_the_same_file() {
    for format in Format::ALL {
        let bytes = || whole(&tiny_snapshot(), format, Collection::Clusters);
        assert!(bytes() == bytes(), "{format:?}");
    }
}
