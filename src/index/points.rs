//! Points in degrees that are asked again and again: how many lie in a window, and which.
//!
//! In: numbered positions. Out: exact counts, and numbers in growing order. Must not know: what the points are.
//!
//! [`Windows`](super::Windows) finds what meets a window one by one, which is what a map needs. A page of features tells the number
//! of all that match, and a window over the country matches nearly everything; rstar's nodes keep no counts. Here points stand along
//! a Z-order curve in blocks with their boxes, so that a block that lies wholly inside is counted without looking into it.

use crate::index::Bounds;
use crate::model::LonLat;

/// Points of a leaf, and leaves of a branch.
const FAN: usize = 32;

/// A flat, static index over points with exact counts.
#[derive(Debug, Default)]
pub struct PointWindows {
    /// Along the curve.
    positions: Vec<LonLat>,
    /// The number of each.
    numbers: Vec<u32>,
    /// The box of each [`FAN`] points.
    leaves: Vec<Span>,
    /// The box of each [`FAN`] leaves.
    branches: Vec<Span>,
}

/// A box of longitudes and latitudes that does not cross 180 degrees.
#[derive(Clone, Copy, Debug)]
struct Span {
    low: [f64; 2],
    high: [f64; 2],
}

impl PointWindows {
    /// Loads numbered positions in one go.
    ///
    /// Cost: O(n log n).
    #[must_use]
    pub fn new(positions: impl IntoIterator<Item = (u32, LonLat)>) -> Self {
        let mut points: Vec<(u32, u32, LonLat)> =
            positions.into_iter().map(|(number, position)| (place_on_curve(position), number, position)).collect();
        points.sort_unstable_by_key(|(place, number, _)| (*place, *number));
        let positions: Vec<LonLat> = points.iter().map(|(_, _, position)| *position).collect();
        let leaves: Vec<Span> = positions.chunks(FAN).map(|part| part.iter().map(|at| Span::point(*at)).collect()).collect();
        Self {
            numbers: points.iter().map(|(_, number, _)| *number).collect(),
            branches: leaves.chunks(FAN).map(|part| part.iter().copied().collect()).collect(),
            leaves,
            positions,
        }
    }

    /// How many points lie in a window, edges included.
    #[must_use]
    pub fn count(&self, window: Bounds) -> usize {
        let mut count = 0;
        self.visit(window, &mut |inside| count += inside.len());
        count
    }

    /// The numbers of all points in a window, edges included, in growing order.
    #[must_use]
    pub fn meeting(&self, window: Bounds) -> Vec<u32> {
        let mut found = Vec::new();
        self.visit(window, &mut |inside| found.extend_from_slice(&self.numbers[inside]));
        found.sort_unstable();
        found
    }

    /// Hands on the runs along the curve that lie inside; parts of a window on either side of 180 degrees share no point.
    fn visit(&self, window: Bounds, act: &mut dyn FnMut(std::ops::Range<usize>)) {
        let points = self.positions.len();
        for window in window.parts().map(|part| Span { low: part.lower(), high: part.upper() }) {
            for (branch, span) in self.branches.iter().enumerate().filter(|(_, span)| window.meets(span)) {
                let leaves = branch * FAN..(branch * FAN + FAN).min(self.leaves.len());
                if window.holds(span) {
                    act(leaves.start * FAN..(leaves.end * FAN).min(points));
                    continue;
                }
                for leaf in leaves.filter(|leaf| window.meets(&self.leaves[*leaf])) {
                    let run = leaf * FAN..(leaf * FAN + FAN).min(points);
                    if window.holds(&self.leaves[leaf]) {
                        act(run);
                    } else {
                        run.filter(|at| window.holds(&Span::point(self.positions[*at]))).for_each(|at| act(at..at + 1));
                    }
                }
            }
        }
    }
}

impl Span {
    fn point(at: LonLat) -> Self {
        let corner = [at.lon(), at.lat()];
        Self { low: corner, high: corner }
    }

    fn meets(&self, other: &Self) -> bool {
        (0..2).all(|axis| self.low[axis] <= other.high[axis] && self.high[axis] >= other.low[axis])
    }

    fn holds(&self, other: &Self) -> bool {
        (0..2).all(|axis| self.low[axis] <= other.low[axis] && self.high[axis] >= other.high[axis])
    }
}

impl FromIterator<Span> for Span {
    /// The box around all; one that holds nothing for none.
    fn from_iter<I: IntoIterator<Item = Self>>(spans: I) -> Self {
        let nothing = Self { low: [f64::INFINITY; 2], high: [f64::NEG_INFINITY; 2] };
        spans.into_iter().fold(nothing, |all, span| Self {
            low: [all.low[0].min(span.low[0]), all.low[1].min(span.low[1])],
            high: [all.high[0].max(span.high[0]), all.high[1].max(span.high[1])],
        })
    }
}

/// The Z-order of a position, in steps of some 600 m by 300 m.
fn place_on_curve(at: LonLat) -> u32 {
    let step = |share: f64| (share * 65_535.0) as u32;
    spread(step((at.lon() + 180.0) / 360.0)) | spread(step((at.lat() + 90.0) / 180.0)) << 1
}

/// Puts a nought between any two of sixteen bits.
fn spread(bits: u32) -> u32 {
    [(8, 0x00ff_00ff), (4, 0x0f0f_0f0f), (2, 0x3333_3333), (1, 0x5555_5555)]
        .into_iter()
        .fold(bits, |bits, (shift, mask)| (bits | bits << shift) & mask)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn position() -> impl Strategy<Value = LonLat> {
        // Few different values, so that many points stand on edges and on each other.
        (-36_i32..=36, -18_i32..=18).prop_map(|(lon, lat)| LonLat::new(f64::from(lon) * 5.0, f64::from(lat) * 5.0).unwrap())
    }

    proptest! {
        #[test]
        fn a_plain_loop_finds_and_counts_the_same(
            points in proptest::collection::vec(position(), 0..3_000),
            (west, south) in (-36_i32..=36, -18_i32..=18),
            (width, height) in (0_i32..=72, 0_i32..=36),
        ) {
            let east = (west + width + 36).rem_euclid(73) - 36;
            let [west, south, east, north] = [west, south, east, (south + height).min(18)].map(|at| f64::from(at) * 5.0);
            let window = Bounds::new(west, south, east, north).unwrap();
            let expected: Vec<u32> = (0..).zip(&points).filter(|(_, at)| window.holds(**at)).map(|(number, _)| number).collect();
            let windows = PointWindows::new((0..).zip(points));
            prop_assert_eq!(windows.count(window), expected.len());
            prop_assert_eq!(windows.meeting(window), expected);
        }
    }

    #[test]
    fn bits_are_spread() {
        assert_eq!(spread(0b1011), 0b100_0101);
        assert_eq!(spread(0xffff), 0x5555_5555);
    }
}
