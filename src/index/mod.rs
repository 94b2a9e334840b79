//! Where things are: nearest in exact WGS84 order, boxes in degrees, and tiles of the map.
//!
//! In: positions. Out: indices, nearest first. Must not know: plans.

mod batch;
mod curve;
mod filter;
mod neighbours;
mod order;
mod point_tree;
mod points;
mod priced;
mod set;
mod window;
mod words;

pub use batch::{BATCH, Crowd, Ranked, Scan};
pub use curve::Curve;
pub use filter::Filter;
pub use neighbours::{ARC_LIMIT_M, Neighbour, Neighbours};
pub use order::{middle, neighbours_together, spatial_order};
pub use point_tree::PointTree;
pub use points::PointWindows;
pub use priced::{Asker, PricedTree};
pub use set::Set;
pub use window::{Bounds, BoundsError, Windows};
pub use words::Words;
