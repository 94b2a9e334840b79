//! Neighbours one after another: points cut in halves again and again, down to leaves of a few.
//!
//! In: points. Out: their numbers, leaf by leaf. Must not know: what the points are.

use crate::geodesy::Point;

/// From so many points on the two halves are cut side by side.
const SIDE_BY_SIDE: usize = 4_096;

/// The numbers of points in an order where neighbours follow each other; every `leaf` of them, from the first, lie in one small box.
///
/// The cuts go through the longest side, so that leaves are compact, and [`middle`] tells where they are. Two points at the same
/// place stand by number.
///
/// Cost: O(n log n).
#[must_use]
pub fn spatial_order<'p>(points: impl IntoIterator<Item = &'p Point>, leaf: usize) -> Vec<u32> {
    let points = points.into_iter().zip(0..);
    let mut located: Vec<Located> = points.map(|(point, number)| Located { xyz: point.xyz.map(key), number }).collect();
    cut(&mut located, leaf);
    located.into_iter().map(|located| located.number).collect()
}

/// Items in the order that [`spatial_order`] gives their points.
#[must_use]
pub fn neighbours_together<'i, T: Copy + 'i>(
    items: impl IntoIterator<Item = &'i T>,
    leaf: usize,
    point: impl Fn(&T) -> &Point,
) -> Vec<T> {
    let items: Vec<&T> = items.into_iter().collect();
    let order = spatial_order(items.iter().map(|item| point(item)), leaf);
    order.into_iter().map(|at| *items[at as usize]).collect()
}

/// Where `count` leaves are cut in two.
#[must_use]
pub fn middle(count: usize) -> usize {
    count / 2
}

/// A point with its number beside it: halves are cut without looking anything up.
#[derive(Clone, Copy)]
struct Located {
    /// See [`key`].
    xyz: [i64; 3],
    number: u32,
}

/// A coordinate as an integer of the same order, by which points are compared faster.
fn key(metres: f64) -> i64 {
    let bits = metres.to_bits().cast_signed();
    if bits < 0 { bits ^ i64::MAX } else { bits }
}

/// The coordinate of a key.
fn metres(key: i64) -> f64 {
    f64::from_bits((if key < 0 { key ^ i64::MAX } else { key }).cast_unsigned())
}

fn cut(located: &mut [Located], leaf: usize) {
    let leaves = located.len().div_ceil(leaf);
    if leaves <= 1 {
        return;
    }
    let axis = longest_side(located);
    let at = middle(leaves) * leaf;
    located.select_nth_unstable_by(at, |a, b| (a.xyz[axis], a.number).cmp(&(b.xyz[axis], b.number)));
    let is_large = located.len() >= SIDE_BY_SIDE;
    let (left, right) = located.split_at_mut(at);
    if is_large {
        rayon::join(|| cut(left, leaf), || cut(right, leaf));
    } else {
        cut(left, leaf);
        cut(right, leaf);
    }
}

fn longest_side(located: &[Located]) -> usize {
    let (mut low, mut high) = ([i64::MAX; 3], [i64::MIN; 3]);
    for Located { xyz, .. } in located {
        for axis in 0..3 {
            low[axis] = low[axis].min(xyz[axis]);
            high[axis] = high[axis].max(xyz[axis]);
        }
    }
    let side = |axis: usize| metres(high[axis]) - metres(low[axis]);
    (0..3).max_by(|a, b| side(*a).total_cmp(&side(*b))).expect("there are three axes")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::LonLat;

    fn check(points: &[Point], leaf: usize) {
        let order = spatial_order(points, leaf);
        let mut sorted = order.clone();
        sorted.sort_unstable();
        assert!(sorted.into_iter().eq(0..points.len() as u32));
        // Of two halves, one lies wholly on one side of the cut.
        let at = middle(points.len().div_ceil(leaf)) * leaf;
        let along = |axis: usize, part: &[u32]| -> (f64, f64) {
            let values = part.iter().map(|number| points[*number as usize].xyz[axis]);
            values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)))
        };
        let (left, right) = order.split_at(at);
        assert!(at == 0 || (0..3).any(|axis| along(axis, left).1 <= along(axis, right).0));
    }

    #[test]
    fn keys_have_the_order_of_the_coordinates() {
        let coordinates = [f64::MIN, -6_378_137.0, -1.5, -0.0, 0.0, 1e-300, 1.5, 6_378_137.0, f64::MAX];
        assert!(coordinates.is_sorted_by(|a, b| key(*a) < key(*b)));
        assert!(coordinates.iter().all(|metre| metres(key(*metre)).to_bits() == metre.to_bits()));
    }

    #[test]
    fn every_point_stands_once_and_halves_lie_apart() {
        let grid: Vec<Point> =
            (0..1000).map(|i| Point::new(LonLat::new(f64::from(i % 40), f64::from(i / 40)).expect("in range"))).collect();
        for leaf in [1, 3, 16, 1000, 2000] {
            check(&grid, leaf);
        }
        check(&[grid[0]; 100], 8);
        check(&[], 8);
    }
}
