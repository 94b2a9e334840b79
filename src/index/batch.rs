//! The same question from many places: neighbours ask together, and batches side by side.
//!
//! In: a [`PointTree`] and the places that ask. Out: one answer each, in their order. Must not know: what is asked for.
//!
//! One search in the tree serves a batch of neighbours; what it finds is copied into flat arrays, one for each axis, and each asker
//! scans those. That is two to three times as many points as it needs, at a small part of the price of a search of its own.

use crate::geodesy::Point;
use crate::index::PointTree;
use crate::index::order::spatial_order;
use rayon::prelude::*;

/// So many neighbours ask together: at 8 the searches weigh more, at 128 the scans.
pub const BATCH: usize = 32;

/// Chords are summed in so many lanes at once.
const LANES: usize = 8;

/// Where a scanned place lies that is there only to fill the lanes.
const NOWHERE_M: f64 = 1e12;

/// A found point: the square of its chord in bits, which have the order of the squares, and its number.
pub type Ranked = (u64, u32);

/// Who lies within a reach of a place.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Crowd {
    /// How many.
    pub count: u32,
    /// The sum of their chords in metres.
    pub chords_m: f64,
}

impl PointTree {
    /// The `count` nearest points by chord of each place, nearest first and then by number; one row of `count` for each, or of all
    /// points where there are fewer.
    ///
    /// Cost: O(n log n) for n places to bring neighbours together, and about four points scanned for each that is found.
    #[must_use]
    pub fn nearest_each(&self, from: &[Point], count: usize) -> Vec<(u32, f64)> {
        let width = count.min(self.numbers.len());
        let rows = self.ask(from, |batch, scan| {
            let mut rows = Vec::with_capacity(batch.len() * width);
            scan.nearest_together(self, batch, width, f64::INFINITY, |_, found| {
                found.sort_unstable();
                rows.extend(found.iter().map(|(bits, number)| (*number, f64::from_bits(*bits).sqrt())));
            });
            rows
        });
        scattered(rows, width, from.len())
    }

    /// How many points lie within a reach of each place, measured by chord, and how far they are together.
    #[must_use]
    pub fn crowd_each(&self, from: &[Point], reach_m: f64) -> Vec<Crowd> {
        let rows = self.ask(from, |batch, scan| {
            scan.gather_around(self, batch, reach_m);
            batch.iter().map(|place| scan.crowd(place, reach_m)).collect()
        });
        scattered(rows, 1, from.len())
    }

    /// Brings neighbours together and asks for each batch; answers come with the numbers of their places.
    fn ask<T: Send>(&self, from: &[Point], answer: impl Fn(&[Point], &mut Scan) -> Vec<T> + Sync) -> Vec<(Vec<u32>, Vec<T>)> {
        let order = spatial_order(from, BATCH);
        let batches = order.par_chunks(BATCH).map_init(Scan::default, |scan, numbers| {
            let batch: Vec<Point> = numbers.iter().map(|number| from[*number as usize]).collect();
            (numbers.to_vec(), answer(&batch, scan))
        });
        batches.collect()
    }
}

/// Puts rows back into the order of the places.
fn scattered<T: Copy + Default>(batches: Vec<(Vec<u32>, Vec<T>)>, width: usize, places: usize) -> Vec<T> {
    let mut all = vec![T::default(); places * width];
    for (numbers, rows) in batches {
        for (at, number) in numbers.iter().enumerate() {
            let to = *number as usize * width;
            all[to..to + width].copy_from_slice(&rows[at * width..(at + 1) * width]);
        }
    }
    all
}

/// The points that a batch scans, one array for each axis, kept between batches for their memory.
#[derive(Debug, Default)]
pub struct Scan {
    axes: [Vec<f64>; 3],
    numbers: Vec<u32>,
    chords: Vec<f64>,
    ranked: Vec<Ranked>,
}

impl Scan {
    /// Calls `found` for each place of a batch of neighbours with its `count` nearest points by chord and then by number; points
    /// beyond `within_m` may be left out. They have no order, but the last of `count` is the farthest.
    pub fn nearest_together(
        &mut self,
        tree: &PointTree,
        batch: &[Point],
        count: usize,
        within_m: f64,
        mut found: impl FnMut(usize, &mut [Ranked]),
    ) {
        let centre = centre(batch);
        let spread_m = batch.iter().map(|place| place.chord_squared(&centre).sqrt()).fold(0.0, f64::max);
        let kth_m = self.gather_nearest(tree, &centre, spread_m, count, within_m);
        for (at, place) in batch.iter().enumerate() {
            // The nearest of the centre lie no farther from a place than the way to the centre and from there; a metre covers rounding.
            let limit_m = (kth_m + place.chord_squared(&centre).sqrt() + 1.0).min(within_m + 1.0);
            self.rank(place, limit_m * limit_m, count);
            found(at, &mut self.ranked);
        }
    }

    /// Gathers what can be among the first `count` of any place within `spread_m` of the centre; the chord of the centre's last.
    fn gather_nearest(&mut self, tree: &PointTree, centre: &Point, spread_m: f64, count: usize, within_m: f64) -> f64 {
        self.clear();
        let mut kth_m = f64::INFINITY;
        let mut limit_m = within_m + spread_m + 1.0;
        let mut look_again = count.max(1);
        for (leaf, chord_m) in tree.leaves_by_chord(centre) {
            if chord_m > limit_m {
                break;
            }
            self.add(&tree.points[leaf.clone()], &tree.numbers[leaf]);
            // A quarter more each time, so that thousands of points at one place are not ranked once for each leaf.
            if self.numbers.len() >= look_again && count > 0 {
                look_again = self.numbers.len() + self.numbers.len() / 4;
                kth_m = self.kth_chord_m(centre, count);
                // A place's first points lie within the centre's and twice the way to the centre.
                limit_m = limit_m.min(kth_m + 2.0 * spread_m + 1.0);
            }
        }
        kth_m
    }

    /// Gathers the points of all leaves that come within a reach of a batch, and fills the lanes.
    fn gather_around(&mut self, tree: &PointTree, batch: &[Point], reach_m: f64) {
        self.clear();
        let corner = |better: fn(f64, f64) -> f64| {
            let from = batch[0].xyz;
            let xyz = batch.iter().fold(from, |corner, place| [0, 1, 2].map(|axis| better(corner[axis], place.xyz[axis])));
            Point { xyz, radius_m: 0.0 }
        };
        for first in tree.leaves_around(&corner(f64::min), &corner(f64::max), reach_m) {
            let leaf = tree.leaf(first);
            self.add(&tree.points[leaf.clone()], &tree.numbers[leaf]);
        }
        let filled = self.numbers.len().next_multiple_of(LANES);
        self.axes.iter_mut().for_each(|axis| axis.resize(filled, NOWHERE_M));
    }

    fn crowd(&self, place: &Point, reach_m: f64) -> Crowd {
        let reach_squared = reach_m * reach_m;
        let (mut counts, mut chords) = ([0_u64; LANES], [0.0; LANES]);
        let [x, y, z] = &self.axes;
        for ((x, y), z) in x.chunks_exact(LANES).zip(y.chunks_exact(LANES)).zip(z.chunks_exact(LANES)) {
            for lane in 0..LANES {
                let (x, y, z) = (x[lane] - place.xyz[0], y[lane] - place.xyz[1], z[lane] - place.xyz[2]);
                let squared = x * x + y * y + z * z;
                let is_near = squared <= reach_squared;
                counts[lane] += u64::from(is_near);
                chords[lane] += if is_near { squared } else { 0.0 }.sqrt();
            }
        }
        Crowd { count: counts.iter().sum::<u64>() as u32, chords_m: chords.iter().sum() }
    }

    /// How many points were gathered for the last batch.
    #[must_use]
    pub fn gathered(&self) -> usize {
        self.numbers.len()
    }

    fn clear(&mut self) {
        self.axes.iter_mut().for_each(Vec::clear);
        self.numbers.clear();
    }

    fn add(&mut self, points: &[Point], numbers: &[u32]) {
        for (axis, values) in self.axes.iter_mut().enumerate() {
            values.extend(points.iter().map(|point| point.xyz[axis]));
        }
        self.numbers.extend_from_slice(numbers);
    }

    /// The squares of the chords from a place to all that was gathered.
    fn measure(&mut self, place: &Point) {
        let [x, y, z] = &self.axes;
        self.chords.clear();
        self.chords.extend(x.iter().zip(y).zip(z).map(|((x, y), z)| {
            let (x, y, z) = (x - place.xyz[0], y - place.xyz[1], z - place.xyz[2]);
            x * x + y * y + z * z
        }));
    }

    fn kth_chord_m(&mut self, place: &Point, count: usize) -> f64 {
        self.measure(place);
        let (_, kth, _) = self.chords.select_nth_unstable_by(count - 1, f64::total_cmp);
        kth.sqrt()
    }

    /// Leaves in `ranked` the first `count` points within a chord.
    fn rank(&mut self, place: &Point, limit_squared: f64, count: usize) {
        self.measure(place);
        self.ranked.clear();
        for (squared, number) in self.chords.iter().zip(&self.numbers) {
            if *squared <= limit_squared {
                self.ranked.push((squared.to_bits(), *number));
            }
        }
        if (1..=self.ranked.len()).contains(&count) {
            self.ranked.select_nth_unstable(count - 1);
        }
        self.ranked.truncate(count);
    }
}

fn centre(batch: &[Point]) -> Point {
    let size = batch.len() as f64;
    let mean = |axis: usize| batch.iter().map(|place| place.xyz[axis]).sum::<f64>() / size;
    Point { xyz: [0, 1, 2].map(mean), radius_m: 0.0 }
}
