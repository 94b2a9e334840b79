//! Where a cluster's learning group meets.

use crate::geodesy::Point;

/// The school of a cluster with the least total distance to the others, as a place in `points`; ties go to the first.
///
/// In: the cluster's schools in NPSN order, the hub among them. Out: `None` when there are none.
#[must_use]
pub fn meeting_place(points: &[Point]) -> Option<usize> {
    let _ = points;
    todo!("meeting place")
}
