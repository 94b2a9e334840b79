//! Where things are: nearest in exact WGS84 order, and boxes in degrees.
//!
//! In: positions. Out: indices, nearest first. Must not know: plans.

mod hubs;

pub use hubs::HubTree;
