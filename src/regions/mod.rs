//! Region codes, names and boundaries.
//!
//! In: codes and names as lists write them; polygons. Out: one [`RegionId`](crate::model::RegionId) per region, and how far
//! outside a region a point lies. Must not know: rows, schools.

mod boundaries;
mod codes;
mod local;
mod lookup;
mod names;
mod national;
mod resolve;
mod row;
mod siblings;
mod table;

pub use boundaries::{Boundaries, BoundaryError};
pub use table::{Lookup, Names, Region, Regions, Resolved};
