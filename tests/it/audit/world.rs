//! A small made-up world: square regions under real codes, and school lists built row by row.
//!
//! Everything here is invented; only the codes are those of the national table, so that regions resolve.

use imbas::audit::{self, Audit, Decisions, Settings};
use imbas::import::{Cells, Column, FileKind, FileReport, HubEntry, Import, Pair, PairRule, Record, Repair, RowPlace};
use imbas::model::{Code, Finding, Grade, Npsn, Place, School};
use imbas::regions::{Boundaries, Regions};
use std::borrow::Cow;
use std::sync::Arc;

/// Regency and district squares: code, west, south, east, north. The polygon of 13.06.04 is cut to a corner; what it lost is a gap.
const SQUARES: [(&str, [f64; 4]); 7] = [
    ("13.06", [100.0, -0.4, 100.4, 0.0]),
    ("13.06.01", [100.0, -0.4, 100.2, -0.2]),
    ("13.06.02", [100.2, -0.4, 100.4, -0.2]),
    ("13.06.03", [100.0, -0.2, 100.2, 0.0]),
    ("13.06.04", [100.2, -0.2, 100.21, -0.19]),
    ("13.08", [100.0, 0.1, 100.4, 0.5]),
    ("13.08.04", [100.0, 0.1, 100.4, 0.5]),
];

/// One row of a list: cells by column.
#[derive(Clone)]
pub(super) struct Row(Vec<(Column, String)>);

/// A row with a unique name in a district of the made-up world.
pub(super) fn row(npsn: &str, district: &str, lat: &str, lon: &str) -> Row {
    let regency = district.get(..5).unwrap_or_default();
    Row(Vec::new())
        .with(Column::Npsn, npsn)
        .with(Column::Name, &format!("SD {npsn}"))
        .with(Column::Form, "SD")
        .with(Column::Status, "N")
        .with(Column::DistrictCode, district)
        .with(Column::RegencyCode, regency)
        .with(Column::ProvinceCode, district.get(..2).unwrap_or_default())
        .with(Column::Latitude, lat)
        .with(Column::Longitude, lon)
}

impl Row {
    /// The row with another text in one column.
    pub(super) fn with(mut self, column: Column, text: &str) -> Self {
        self.0.retain(|(known, _)| *known != column);
        self.0.push((column, text.to_owned()));
        self
    }

    fn cells(&self) -> Cells {
        let text = |column: &Column| self.0.iter().find(|(known, _)| known == column).map_or("", |(_, text)| text.as_str());
        let cells: Vec<Cow<'_, str>> = Column::ALL.iter().map(|column| Cow::Borrowed(text(column))).collect();
        Cells::new(cells.as_slice().try_into().expect("one cell per column"))
    }
}

/// The import of one file with these rows, numbered from line 2 as they are given.
pub(super) fn import(rows: &[Row]) -> Import {
    let records = rows.iter().zip(2..).map(|(row, line)| Record {
        npsn: Npsn::new(row.cells().get(Column::Npsn)).expect("the tests give every row an NPSN"),
        cells: row.cells(),
        place: RowPlace { file: 0, sheet: 0, line },
    });
    let mut records: Vec<Record> = records.collect();
    records.sort_by_key(|record| record.npsn);
    Import { files: vec![file("daftar.csv", rows.len())], sheets: vec!["".into()], records, ..Import::default() }
}

/// The report of a file in which every row was kept.
pub(super) fn file(name: &str, rows: usize) -> FileReport {
    FileReport {
        name: name.into(),
        sha256: "0".repeat(64),
        kind: FileKind::Csv,
        rows: rows as u64,
        kept: rows as u64,
        merged: 0,
        refused: 0,
        filled: 0,
        columns: Column::ALL.iter().map(|column| (*column, column.as_str().into())).collect(),
        unknown_columns: 0,
    }
}

/// A place in a file beside the list.
pub(super) fn place(file: &str, line: u32) -> Place {
    Place { file: file.into(), sheet: None, spot: line.into(), column: None }
}

/// A line of a hub list with an NPSN or a name, and more cells.
pub(super) fn hub(npsn: &str, name: &str, more: &[(Column, &str)]) -> HubEntry {
    let mut row = Row(Vec::new()).with(Column::Npsn, npsn).with(Column::Name, name);
    for (column, text) in more {
        row = row.with(*column, text);
    }
    HubEntry { npsn: Npsn::new(npsn).ok(), cells: row.cells(), place: place("hub.csv", 2) }
}

/// A line of a file of accepted repairs.
pub(super) fn repair(npsn: &str, lon: &str, lat: &str) -> Repair {
    Repair {
        npsn: npsn.into(),
        lon: lon.into(),
        lat: lat.into(),
        note: "diukur".into(),
        is_open: false,
        place: place("perbaikan.csv", 2),
    }
}

/// A line of a file of decisions about single schools.
pub(super) fn pair(school: &str, rule: PairRule) -> Pair {
    Pair { school: Npsn::new(school).expect("a number"), rule, place: place("keputusan.csv", 2) }
}

/// Everything that an audit takes; the default is without polygons and decisions.
#[derive(Default)]
pub(super) struct World {
    pub(super) rows: Vec<Row>,
    pub(super) polygons: bool,
    pub(super) hubs: Vec<HubEntry>,
    pub(super) repairs: Vec<Repair>,
    pub(super) pairs: Vec<Pair>,
    pub(super) settings: Settings,
}

impl World {
    /// These rows in front of the made-up polygons.
    pub(super) fn with_polygons(rows: Vec<Row>) -> Self {
        Self { rows, polygons: true, ..Self::default() }
    }

    /// These rows alone.
    pub(super) fn plain(rows: Vec<Row>) -> Self {
        Self { rows, ..Self::default() }
    }

    /// Audits it; the account of rows is checked every time.
    pub(super) fn audit(self) -> Audit {
        let mut regions = Regions::national();
        let boundaries = if self.polygons { boundaries(&mut regions) } else { Boundaries::default() };
        let decisions = Decisions { hubs: &self.hubs, repairs: &self.repairs, pairs: &self.pairs };
        let audit = audit::run(import(&self.rows), decisions, &mut regions, &boundaries, &self.settings);
        assert_eq!(audit.rows, (audit.schools.len() + audit.refused.len()) as u64, "rows in = schools + refused");
        for school in &audit.schools {
            assert_eq!(school.grade_reason.is_none(), school.grade == Grade::Ok, "{school:?}");
        }
        audit
    }
}

fn boundaries(regions: &mut Regions) -> Boundaries {
    let features: Vec<String> = SQUARES
        .iter()
        .map(|(code, [west, south, east, north])| {
            format!(
                r#"{{"type":"Feature","properties":{{"kode":"{code}"}},"geometry":{{"type":"Polygon","coordinates":
                [[[{west},{south}],[{east},{south}],[{east},{north}],[{west},{north}],[{west},{south}]]]}}}}"#
            )
        })
        .collect();
    let text = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
    let name: Arc<str> = "batas.geojson".into();
    let (boundaries, findings) = Boundaries::read(&[(name, text.as_bytes())], regions).expect("the squares are polygons");
    assert!(findings.is_empty(), "{findings:?}");
    boundaries
}

/// The findings with a code.
pub(super) fn with_code(audit: &Audit, code: Code) -> Vec<&Finding> {
    audit.findings.iter().filter(|finding| finding.code == code).collect()
}

/// The school with a number.
pub(super) fn school<'a>(audit: &'a Audit, npsn: &str) -> &'a School {
    audit.schools.iter().find(|school| school.npsn.as_str() == npsn).unwrap_or_else(|| panic!("no school {npsn}"))
}
