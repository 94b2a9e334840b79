//! Where a cluster's learning group meets.

use crate::geodesy::{Point, whole_metres};

/// The school of a cluster with the least total distance to the others, as a place in `points`; ties go to the first.
///
/// In:     the cluster's schools in NPSN order, the hub among them. Out: `None` when there are none.
/// Units:  sums of whole planning metres, so that ties are ties.
/// Cost:   exact; k² at worst, about k times the square root of k for schools spread over an area, because each total bounds those of
///         the schools nearby (a total of chords differs from its neighbour's by at most k times the chord between them).
/// Source: the bound is that of `trimed`, Newling and Fleuret, "A sub-quadratic exact medoid algorithm", 2017.
#[must_use]
pub fn meeting_place(points: &[Point]) -> Option<usize> {
    #[expect(clippy::cast_precision_loss, reason = "a cluster has less than 2^52 schools")]
    let count = points.len() as f64;
    let mut least_chords = vec![0.0_f64; points.len()];
    let mut best: Option<(u64, usize)> = None;
    for at in from_the_middle(points) {
        // Rounding takes at most half a metre off each arc, and no arc is shorter than its chord; the sums err far less than a metre.
        let least = least_chords[at] - count / 2.0 - 1.0;
        if best.is_some_and(|(metres, _)| least > as_f64(metres)) {
            continue;
        }
        let (metres, chords) = totals(points, at);
        best = Some(best.map_or((metres, at), |best| best.min((metres, at))));
        for (other, least) in least_chords.iter_mut().enumerate() {
            *least = least.max((chords - count * points[at].chord_squared(&points[other]).sqrt()).abs());
        }
    }
    best.map(|(_, at)| at)
}

/// All places, those near the mean of the points first: the sooner a good one is found, the more are passed over.
fn from_the_middle(points: &[Point]) -> Vec<usize> {
    let sum = points.iter().fold([0.0; 3], |sum, point| [0, 1, 2].map(|axis| sum[axis] + point.xyz[axis]));
    #[expect(clippy::cast_precision_loss, reason = "a cluster has less than 2^52 schools")]
    let middle = Point { xyz: sum.map(|axis| axis / points.len() as f64), radius_m: 0.0 };
    let mut order: Vec<usize> = (0..points.len()).collect();
    order.sort_by(|a, b| points[*a].chord_squared(&middle).total_cmp(&points[*b].chord_squared(&middle)));
    order
}

/// The sums of planning metres and of chords from one school to all.
fn totals(points: &[Point], at: usize) -> (u64, f64) {
    points.iter().fold((0, 0.0), |(metres, chords), other| {
        let chord = points[at].chord_squared(other).sqrt();
        (metres + u64::from(whole_metres(points[at].arc_m(other))), chords + chord)
    })
}

#[expect(clippy::cast_precision_loss, reason = "totals of metres stay far below 2^52")]
fn as_f64(metres: u64) -> f64 {
    metres as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::LonLat;
    use proptest::prelude::*;

    fn points(positions: &[(f64, f64)]) -> Vec<Point> {
        positions.iter().map(|(lon, lat)| Point::new(LonLat::new(*lon, *lat).unwrap())).collect()
    }

    fn by_brute_force(points: &[Point]) -> Option<usize> {
        (0..points.len()).min_by_key(|at| (totals(points, *at).0, *at))
    }

    #[test]
    fn ties_go_to_the_first() {
        assert_eq!(meeting_place(&points(&[(100.0, 0.0), (100.1, 0.0)])), Some(0));
        assert_eq!(meeting_place(&points(&[(100.0, 0.0); 5])), Some(0));
        assert_eq!(meeting_place(&[]), None);
    }

    #[test]
    fn the_school_in_the_middle_is_the_place() {
        assert_eq!(meeting_place(&points(&[(100.0, 0.0), (100.2, 0.0), (100.1, 0.001)])), Some(2));
    }

    #[test]
    fn a_large_cluster_is_still_quick() {
        let grid: Vec<(f64, f64)> =
            (0..10_000).map(|i| (100.0 + f64::from(i % 100) / 500.0, f64::from(i / 100) / 500.0)).collect();
        let place = meeting_place(&points(&grid)).unwrap();
        assert!([4949, 4950, 5049, 5050].contains(&place), "{place}");
    }

    proptest! {
        #[test]
        fn passing_over_schools_changes_nothing(positions in prop::collection::vec((95.0..141.0, -11.0..6.0), 1..60)) {
            let points = points(&positions);
            prop_assert_eq!(meeting_place(&points), by_brute_force(&points));
        }
    }
}
