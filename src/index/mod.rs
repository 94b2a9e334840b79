//! Where things are: nearest in exact WGS84 order, boxes in degrees, and tiles of the map.
//!
//! In: positions. Out: indices, nearest first. Must not know: plans.

mod curve;
mod filter;
mod hubs;
mod neighbours;
mod window;

pub use curve::Curve;
pub use filter::Filter;
pub use hubs::HubTree;
pub use neighbours::{ARC_LIMIT_M, Neighbour, Neighbours};
pub use window::{Bounds, BoundsError, Windows};
