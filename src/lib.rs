//! imbas answers one question for a whole country: which schools should each hub school pass its practice on to, and why?
//!
//! Data flows one way; a module names only modules on lower lines (`tests/it/layers.rs` checks it):
//!
//! ```text
//! 10            cli, main              commands, configuration, exit codes
//!  9              serve                HTTP in, HTTP out
//!  8        publish   demo             bytes out (pure)  |  made-up lists and boundaries as text
//!  7             snapshot              schools + findings + index + plan + version; immutable, swapped whole
//!  6               plan                who goes to which hub, why, and why not
//!  5               index               where things are (rstar)
//!  4               audit               rows become schools; faults become findings
//!  3      import        regions        files become rows  |  region codes, names, boundaries
//!  2      geodesy   cql2   crs   tile  distance on WGS84  |  filters over records  |  coordinate reference systems  |  map tiles; no files, no clock
//!  1               model               words of the field; no files, no clock
//! ```

pub mod audit;
pub mod cli;
pub mod cql2;
pub mod crs;
pub mod demo;
pub mod geodesy;
pub mod import;
pub mod index;
pub mod model;
pub mod plan;
pub mod publish;
pub mod regions;
pub mod serve;
pub mod snapshot;
pub mod tile;
