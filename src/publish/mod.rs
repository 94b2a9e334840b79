//! Bytes out: GeoJSON, JSON, CSV, XLSX, HTML. Pure functions of a snapshot's view.
//!
//! In: a [`View`](crate::snapshot::View) and what is asked for. Out: bytes, written to any [`std::io::Write`], so that the caller streams.
//! Must not know: HTTP, files, clocks. The same view and question give the same bytes.
//!
//! | function | answers |
//! | --- | --- |
//! | [`select`] then [`write_features`] | `/schools.geojson`, `/clusters.geojson`, `/links.geojson` |
//! | [`columns`] | what a feature says about itself, for GeoJSON, schemas, filters and exports |
//! | [`regions`] | `/regions`, `/regions/{code}`, their boundaries |
//! | [`summary`] | `/regions/{code}/summary` |
//! | [`Assignments`] with [`assignments`], [`list`] | `/regions/{code}/assignments` as JSON, CSV, XLSX and page |
//! | [`Changes`], [`pairs`] | `/regions/{code}/changes`, `/pairs.csv` |
//! | [`decree`], [`diff`], [`offices`] | `/regions/{code}/decree`, `/regions/{code}/diff` and `imbas diff`, `/offices` |
//! | [`MapSheet`] | `/regions/{code}/map.svg` |
//! | [`export`] | `/exports/...` and `imbas export`: collections as files |
//! | [`plan`] | `/plan` |
//! | [`school`] | `/schools/{npsn}`, its neighbours, its assignment |
//! | [`findings`] | `/findings` and `imbas audit` |
//! | [`mvt`] | `/tiles/{layer}`, `/tiles/{layer}/{z}/{x}/{y}` |
//! | [`ogc`] | `/collections` and all that leads there and lies below |
//! | [`page`] | pages for people |
//! | [`write_plan_report`], [`write_neighbours_report`] | `imbas plan` and `imbas neighbours` |

mod account;
mod area;
pub mod assignments;
mod changes;
pub mod columns;
pub mod decree;
pub mod diff;
pub mod export;
pub mod findings;
mod geojson;
pub mod list;
mod map_sheet;
pub mod mvt;
mod neighbours_report;
pub mod offices;
pub mod ogc;
pub mod page;
pub mod pairs;
pub mod plan;
mod plan_report;
mod provenance;
pub mod regions;
pub mod school;
mod search;
mod select;
mod sentences;
mod sheet;
pub mod summary;
mod text;
pub mod words;
mod workbook;

pub use area::Area;
pub use assignments::Assignments;
pub use changes::{Changes, Rows as ChangedRows};
pub use columns::Collection;
pub use geojson::{Geometry, Position, geometry, write_features};
pub use map_sheet::{MapSheet, Size as PaperSize};
pub use neighbours_report::write_neighbours_report;
pub use plan_report::write_plan_report;
pub use search::{Found, write_found};
pub use select::{BBox, BBoxError, Layer, Page, Selection, select};
pub use sheet::Locale;
