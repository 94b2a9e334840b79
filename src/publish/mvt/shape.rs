//! Lines and areas on a tile's whole-number grid: clipped to the tile with its buffer, and valid afterwards.
//!
//! Corners are first put on the grid and then clipped, so that neighbours that share a border still share it.

use crate::publish::mvt::BUFFER;
use crate::tile::EXTENT;
use i_overlay::core::fill_rule::FillRule;
use i_overlay::core::overlay::IntOverlayOptions;
use i_overlay::core::simplify::Simplify;
use i_overlay::i_float::int::point::IntPoint;

/// A corner on the grid.
type Corner = [i64; 2];

const LEAST: f64 = -BUFFER as f64;
const MOST: f64 = (EXTENT + BUFFER) as f64;

/// A line whose ends differ: one shorter than the grid can show is drawn one unit long rather than not at all.
pub(super) fn widened([from, to]: [Corner; 2]) -> [Corner; 2] {
    if from == to { [from, [to[0] + 1, to[1]]] } else { [from, to] }
}

/// The part of a line on the tile and its buffer; `None` when it is less than a unit.
pub(super) fn clip_line([from, to]: [Corner; 2]) -> Option<[Corner; 2]> {
    let (start, end) = (from.map(|at| at as f64), to.map(|at| at as f64));
    let (mut first, mut last) = (0.0_f64, 1.0_f64);
    for axis in 0..2 {
        let length = end[axis] - start[axis];
        for (edge, side) in [(LEAST, -1.0), (MOST, 1.0)] {
            let (away, along) = (side * (edge - start[axis]), side * length);
            if along == 0.0 && away < 0.0 {
                return None;
            } else if along > 0.0 {
                last = last.min(away / along);
            } else if along < 0.0 {
                first = first.max(away / along);
            }
        }
    }
    let at = |share: f64| std::array::from_fn(|axis| (start[axis] + share * (end[axis] - start[axis])).round() as i64);
    let part: [Corner; 2] = [at(first), at(last)];
    (first < last && part[0] != part[1]).then_some(part)
}

/// The part of a ring on the tile and its buffer, by Sutherland and Hodgman; a ring that is not convex may run along the edge twice.
pub(super) fn clip_ring(ring: &[Corner]) -> Vec<Corner> {
    let mut corners: Vec<[f64; 2]> = ring.iter().map(|corner| corner.map(|at| at as f64)).collect();
    for (axis, edge, side) in [(0, LEAST, 1.0), (0, MOST, -1.0), (1, LEAST, 1.0), (1, MOST, -1.0)] {
        let inside = |corner: &[f64; 2]| side * (corner[axis] - edge) >= 0.0;
        if corners.iter().all(inside) {
            continue;
        }
        let mut kept = Vec::with_capacity(corners.len() + 4);
        for (place, corner) in corners.iter().enumerate() {
            let before = &corners[(place + corners.len() - 1) % corners.len()];
            if inside(before) != inside(corner) {
                let share = (edge - before[axis]) / (corner[axis] - before[axis]);
                let mut crossing: [f64; 2] = std::array::from_fn(|axis| before[axis] + share * (corner[axis] - before[axis]));
                crossing[axis] = edge;
                kept.push(crossing);
            }
            if inside(corner) {
                kept.push(*corner);
            }
        }
        corners = kept;
    }
    let mut clipped: Vec<Corner> = corners.into_iter().map(|corner| corner.map(|at| at.round() as i64)).collect();
    clipped.dedup();
    clipped
}

/// The convex ring around corners; one without extent becomes the smallest area there is.
pub(super) fn hull(mut corners: Vec<Corner>) -> Vec<Corner> {
    corners.sort_unstable();
    corners.dedup();
    let mut ring = half_hull(corners.iter().copied());
    ring.extend(half_hull(corners.iter().rev().copied()));
    if ring.len() < 3 { dot(corners[0]) } else { ring }
}

/// One side of a hull without its last corner, which begins the other side.
fn half_hull(corners: impl Iterator<Item = Corner>) -> Vec<Corner> {
    let mut side: Vec<Corner> = Vec::new();
    for corner in corners {
        while let [.., a, b] = side[..] {
            if (b[0] - a[0]) * (corner[1] - a[1]) - (b[1] - a[1]) * (corner[0] - a[0]) > 0 {
                break;
            }
            side.pop();
        }
        side.push(corner);
    }
    side.pop();
    side
}

/// The smallest area at a place, within the buffer.
pub(super) fn dot([x, y]: Corner) -> Vec<Corner> {
    let most = EXTENT + BUFFER - 1;
    let (x, y) = (x.min(most), y.min(most));
    vec![[x, y], [x + 1, y], [x, y + 1]]
}

/// Valid areas of any rings, outer ones and holes: each an outer ring with its holes, none crossing itself or another.
pub(super) fn mended(rings: &[Vec<Corner>]) -> Vec<Vec<Vec<Corner>>> {
    let point = |[x, y]: &Corner| IntPoint::new(*x as i32, *y as i32);
    let rings: Vec<Vec<IntPoint>> = rings.iter().map(|ring| ring.iter().map(point).collect()).collect();
    let areas = rings.simplify(FillRule::NonZero, IntOverlayOptions::ogc());
    let corner = |point: IntPoint| [i64::from(point.x), i64::from(point.y)];
    let ring = |ring: Vec<IntPoint>| ring.into_iter().map(corner).collect();
    areas.into_iter().map(|area| area.into_iter().map(ring).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_at_the_buffer_and_keeps_its_ends_inside() {
        assert_eq!(clip_line([[10, 10], [20, 30]]), Some([[10, 10], [20, 30]]));
        assert_eq!(clip_line([[-1000, 100], [5000, 100]]), Some([[-64, 100], [4160, 100]]));
        assert_eq!(clip_line([[-1000, 100], [-100, 100]]), None);
        assert_eq!(clip_line([[-1000, -1000], [5000, -900]]), None);
        assert_eq!(clip_line(widened([[7, 7], [7, 7]])), Some([[7, 7], [8, 7]]));
        let far = 1 << 34;
        assert_eq!(clip_line([[-far, 2000], [far, 2000]]), Some([[-64, 2000], [4160, 2000]]));
    }

    #[test]
    fn a_ring_around_the_tile_becomes_the_tile() {
        let far = 1 << 34;
        let around = clip_ring(&[[-far, -far], [far, -far], [far, far], [-far, far]]);
        assert_eq!(hull(around), [[-64, -64], [4160, -64], [4160, 4160], [-64, 4160]]);
        assert!(clip_ring(&[[5000, 0], [6000, 0], [6000, 100]]).is_empty());
    }

    #[test]
    fn what_has_no_extent_becomes_the_smallest_area() {
        for corners in [vec![[5, 5]], vec![[5, 5], [9, 9], [7, 7]], vec![[4160, 4160]]] {
            let ring = hull(corners);
            let doubled: i64 = (0..3).map(|at| ring[at][0] * (ring[(at + 1) % 3][1] - ring[(at + 2) % 3][1])).sum();
            assert_eq!((ring.len(), doubled.abs()), (3, 1), "{ring:?}");
            assert!(ring.iter().flatten().all(|at| *at <= EXTENT + BUFFER));
        }
    }

    #[test]
    fn a_ring_that_crosses_itself_becomes_areas_that_do_not() {
        let areas = mended(&[vec![[0, 0], [10, 10], [10, 0], [0, 10]]]);
        assert_eq!(areas.len(), 2, "{areas:?}");
        let hole = mended(&[vec![[0, 0], [10, 0], [10, 10], [0, 10]], vec![[2, 2], [2, 8], [8, 8], [8, 2]]]);
        assert_eq!((hole.len(), hole[0].len()), (1, 2), "{hole:?}");
        assert!(mended(&[vec![[0, 0], [5, 0], [9, 0]]]).is_empty());
    }
}
