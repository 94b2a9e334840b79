//! Where things are: nearest in exact WGS84 order, and boxes in degrees.
//!
//! In: positions. Out: indices, nearest first. Must not know: plans.

mod filter;
mod hubs;
mod neighbours;
mod points;
mod window;

pub use filter::Filter;
pub use hubs::HubTree;
pub use neighbours::{ARC_LIMIT_M, Neighbour, Neighbours};
pub use points::PointWindows;
pub use window::{Bounds, BoundsError, Windows};
