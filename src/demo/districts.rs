//! Districts and regencies of an island as polygons that fit together exactly.
//!
//! In: the number of districts. Out: for every spot of the disk its district, and rings of points, counter-clockwise and closed.

use crate::demo::island::Spot;
use crate::demo::random::Random;
use std::collections::BTreeMap;
use std::f64::consts::TAU;

/// Corners of the disk.
const COAST_CORNERS: u32 = 72;
/// Borders are cut into pieces of at most this length on the disk, so that they bend with the coast.
const PIECE: f64 = 0.04;
/// Corners nearer than this are one corner, computed twice.
const SAME_CORNER: f64 = 1e-9;
/// The angle by which leaves follow each other on a stem: it spreads points evenly over a disk.
const GOLDEN_ANGLE: f64 = 2.399_963_229_728_653;

/// The districts of an island: Voronoi cells of the disk, the last `urban` of them belong to the kota.
#[derive(Clone, Debug)]
pub(super) struct Districts {
    sites: Vec<Spot>,
    urban: usize,
    corners: Vec<Spot>,
    cells: Vec<Vec<usize>>,
}

impl Districts {
    pub(super) fn new(count: usize, random: &mut Random) -> Self {
        let urban = (count / 4).max(1);
        let mut districts = Self { sites: sites(count, random), urban, corners: Vec::new(), cells: Vec::new() };
        districts.cells = (0..count)
            .map(|district| {
                let cell = cell(&districts.sites, district);
                let mut ring: Vec<usize> = cell.into_iter().map(|spot| districts.corner(spot)).collect();
                ring.dedup();
                if ring.first() == ring.last() {
                    ring.pop();
                }
                ring
            })
            .collect();
        districts
    }

    /// How many.
    pub(super) fn len(&self) -> usize {
        self.sites.len()
    }

    /// 0 for the kabupaten, 1 for the kota.
    pub(super) fn regency(&self, district: usize) -> usize {
        usize::from(district >= self.len() - self.urban)
    }

    /// The number of a district in its regency, from 1.
    pub(super) fn number(&self, district: usize) -> usize {
        if self.regency(district) == 0 { district + 1 } else { district + 1 - (self.len() - self.urban) }
    }

    /// The middle of a district, roughly.
    pub(super) fn site(&self, district: usize) -> Spot {
        self.sites[district]
    }

    /// The district of a spot.
    pub(super) fn containing(&self, spot: Spot) -> usize {
        let nearer =
            |a: &usize, b: &usize| self.sites[*a].distance_squared(spot).total_cmp(&self.sites[*b].distance_squared(spot));
        (0..self.len()).min_by(nearer).expect("an island has districts")
    }

    /// The ring of a district.
    pub(super) fn ring(&self, district: usize) -> Vec<Spot> {
        self.bend(&self.cells[district])
    }

    /// The rings of a regency: the borders of its districts that no two of them share.
    ///
    /// There are no holes: the kota are the districts nearest to one point of the coast, so it is in one piece and touches the
    /// sea, and the path away from that point leads from every other district to the sea, too.
    pub(super) fn regency_rings(&self, regency: usize) -> Vec<Vec<Spot>> {
        let own = (0..self.len()).filter(|district| self.regency(*district) == regency);
        let mut next: BTreeMap<usize, usize> = BTreeMap::new();
        let edges: Vec<(usize, usize)> = own.flat_map(|district| edges(&self.cells[district])).collect();
        for (from, to) in &edges {
            if !edges.contains(&(*to, *from)) {
                next.insert(*from, *to);
            }
        }
        let mut rings = Vec::new();
        while let Some((first, mut at)) = next.pop_first() {
            let mut ring = vec![first];
            while at != first {
                ring.push(at);
                at = next.remove(&at).expect("three districts meet at a corner at most, so that every border goes on");
            }
            rings.push(self.bend(&ring));
        }
        rings
    }

    fn corner(&mut self, spot: Spot) -> usize {
        let same = |corner: &Spot| corner.distance_squared(spot) < SAME_CORNER * SAME_CORNER;
        self.corners.iter().position(same).unwrap_or_else(|| {
            self.corners.push(spot);
            self.corners.len() - 1
        })
    }

    /// Cuts the sides of a ring into short pieces, the same ones from both sides of a border.
    fn bend(&self, ring: &[usize]) -> Vec<Spot> {
        let mut spots = Vec::new();
        for (from, to) in edges(ring) {
            let (low, high) = (self.corners[from.min(to)], self.corners[from.max(to)]);
            let pieces = (low.distance_squared(high).sqrt() / PIECE).ceil().max(1.0) as usize;
            let cut = |piece: usize| low.towards(high, piece as f64 / pieces as f64);
            if from < to {
                spots.extend((0..pieces).map(cut));
            } else {
                spots.extend((1..=pieces).rev().map(cut));
            }
        }
        spots.extend(spots.first().copied());
        spots
    }
}

fn edges(ring: &[usize]) -> impl Iterator<Item = (usize, usize)> + '_ {
    (0..ring.len()).map(|at| (ring[at], ring[(at + 1) % ring.len()]))
}

/// Points spread over the disk, those nearest to one point of the coast last.
fn sites(count: usize, random: &mut Random) -> Vec<Spot> {
    let turn = random.between(0.0, TAU);
    let mut sites: Vec<Spot> = (0..count)
        .map(|leaf| {
            let radius = ((leaf as f64 + 0.5) / count as f64).sqrt() * random.between(0.85, 0.98);
            Spot::polar(radius, turn + leaf as f64 * GOLDEN_ANGLE + random.between(-0.15, 0.15))
        })
        .collect();
    let harbour = Spot::polar(1.0, random.between(0.0, TAU));
    sites.sort_by(|a, b| b.distance_squared(harbour).total_cmp(&a.distance_squared(harbour)));
    sites
}

/// The part of the disk that is nearest to one of the sites, counter-clockwise.
fn cell(sites: &[Spot], own: usize) -> Vec<Spot> {
    let disk = (0..COAST_CORNERS).map(|corner| Spot::polar(1.0, f64::from(corner) / f64::from(COAST_CORNERS) * TAU)).collect();
    let others = sites.iter().enumerate().filter(|(at, _)| *at != own);
    others.fold(disk, |ring, (_, other)| nearer_part(&ring, sites[own], *other))
}

/// Cuts off what is nearer to `other` than to `own` (Sutherland and Hodgman, 1974).
fn nearer_part(ring: &[Spot], own: Spot, other: Spot) -> Vec<Spot> {
    let advantage = |spot: Spot| spot.distance_squared(other) - spot.distance_squared(own);
    let mut part = Vec::with_capacity(ring.len() + 1);
    for (at, spot) in ring.iter().enumerate() {
        let following = ring[(at + 1) % ring.len()];
        let (here, there) = (advantage(*spot), advantage(following));
        if here >= 0.0 {
            part.push(*spot);
        }
        if (here >= 0.0) != (there >= 0.0) {
            part.push(spot.towards(following, here / (here - there)));
        }
    }
    part
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(ring: &[Spot]) -> f64 {
        ring.windows(2).map(|side| side[0].x * side[1].y - side[1].x * side[0].y).sum::<f64>() / 2.0
    }

    #[test]
    fn districts_fill_the_disk_and_regencies_their_districts() {
        for seed in 0..200 {
            for count in [2, 3, 7, 12] {
                let districts = Districts::new(count, &mut Random::new(seed, 0));
                let disk = f64::from(COAST_CORNERS) / 2.0 * (TAU / f64::from(COAST_CORNERS)).sin();
                let cells: f64 = (0..count).map(|district| area(&districts.ring(district))).sum();
                let regencies = [0, 1].map(|regency| districts.regency_rings(regency));
                assert!((0..count).all(|district| area(&districts.ring(district)) > 0.0), "seed {seed}, {count}");
                assert!(regencies.iter().flatten().all(|ring| area(ring) > 0.0), "seed {seed}, {count}");
                let regencies: f64 = regencies.iter().flatten().map(|ring| area(ring)).sum();
                assert!((cells - disk).abs() < 1e-9 && (regencies - disk).abs() < 1e-9, "seed {seed}, {count}");
            }
        }
    }

    #[test]
    fn a_site_lies_in_its_own_district() {
        let districts = Districts::new(12, &mut Random::new(3, 0));
        assert!((0..12).all(|district| districts.containing(districts.site(district)) == district));
    }
}
