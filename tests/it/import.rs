//! Import: every shape of file becomes rows, and no row gets lost.

mod hostile;
mod laws;
mod merging;
pub(crate) mod shapes;

use crate::shared;
use imbas::import::{self, Column, Import, ImportError, Source};
use std::borrow::Cow;

/// A source of bytes that are already here.
fn source(name: &str, bytes: impl Into<Vec<u8>>) -> Source {
    Source::Bytes { name: name.into(), bytes: Cow::Owned(bytes.into()) }
}

fn try_read(bytes: impl Into<Vec<u8>>) -> Result<Import, ImportError> {
    let import = import::read(&[source("list", bytes)]);
    import.iter().for_each(check_account);
    import
}

fn read(bytes: impl Into<Vec<u8>>) -> Import {
    try_read(bytes).unwrap()
}

/// The filled cells of each record as `column=text`, one line per record.
fn spelled(import: &Import) -> Vec<String> {
    let cell = |record: &import::Record, column: Column| {
        let text = record.cells.get(column);
        (!text.is_empty()).then(|| format!("{}={text}", column.as_str()))
    };
    let line = |record| Column::ALL.iter().filter_map(|column| cell(record, *column)).collect::<Vec<_>>().join(" ");
    import.records.iter().map(line).collect()
}

fn refusals(import: &Import) -> Vec<(u32, &'static str)> {
    import.refused.iter().map(|refused| (refused.place.line, refused.finding.code.as_str())).collect()
}

fn check_account(import: &Import) {
    for file in &import.files {
        assert_eq!(file.rows, file.kept + file.merged + file.refused, "{}", file.name);
    }
    assert_eq!(import.records.len() as u64, import.files.iter().map(|file| file.kept).sum::<u64>());
    assert_eq!(import.refused.len() as u64, import.files.iter().map(|file| file.refused).sum::<u64>());
    assert!(import.records.is_sorted_by(|a, b| a.npsn < b.npsn));
}

fn read_shared(paths: &[&str]) -> Option<Import> {
    let folder = shared::folder()?;
    let sources: Vec<_> = paths.iter().map(|path| Source::Path(folder.join(path))).collect();
    let import = import::read(&sources).unwrap();
    check_account(&import);
    Some(import)
}

#[test]
fn the_real_list_of_west_sumatra_is_read_whole() {
    let Some(import) = read_shared(&["sekolah-sumbar-2019"]) else { return };
    assert_eq!((import.files.len(), import.rows_read(), import.records.len()), (19, 5594, 5594));
}

#[test]
fn odd_real_lists_are_read_whole() {
    for (file, rows) in [
        ("sekolah-lain/080000_Prop. Sumatera Barat_SMA.csv", 318),
        ("sekolah-lain/referensi_kab_bandung.csv", 2223),
        ("sekolah-lain/dapodik_kota_bukittinggi.csv", 110),
    ] {
        let Some(import) = read_shared(&[file]) else { return };
        assert_eq!(import.rows_read(), rows, "{file}");
        println!("{:?}", import.files);
    }
}

#[test]
fn a_newer_list_without_coordinates_joins_by_npsn() {
    let Some(import) = read_shared(&["sekolah-sumbar-2019", "sekolah-lain/dapodik_kota_bukittinggi.csv"]) else { return };
    let newer = import.files.last().unwrap();
    assert_eq!((newer.merged, newer.kept, newer.refused), (89, 21, 0));
}

#[test]
fn real_hub_lists_are_read_whole() {
    let Some(folder) = shared::folder() else { return };
    for (file, numbers, entries) in [("penggerak_sma_sumbar_npsn.csv", 28, 28), ("penggerak_sumbar_berita.csv", 0, 53)] {
        let (report, hubs) = import::read_hubs(&Source::Path(folder.join("penggerak-sumbar").join(file))).unwrap();
        assert_eq!(hubs.iter().filter(|hub| hub.npsn.is_some()).count(), numbers, "{file}");
        assert_eq!((hubs.len(), report.rows), (entries, entries as u64), "{file}");
    }
}
