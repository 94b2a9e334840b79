//! The schools of each region, and of each level.

use crate::index::Set;
use crate::model::{Level, RegionId, School};
use crate::regions::Regions;

/// The schools located in each province, regency and district, as indices in NPSN order.
///
/// One array for all lists and one of offsets: 12 bytes a school, 4 a region. A bit a school for each level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lists {
    starts: Vec<u32>,
    schools: Vec<u32>,
    levels: [Set; Level::ALL.len()],
}

impl Lists {
    /// Sorts the schools by their regions.
    #[must_use]
    pub fn new(schools: &[School], regions: &Regions) -> Self {
        let mut ends = vec![0_u32; regions.iter().count() + 1];
        for region in schools.iter().flat_map(regions_of) {
            ends[region.index() + 1] += 1;
        }
        for at in 1..ends.len() {
            ends[at] += ends[at - 1];
        }
        let starts = ends.clone();
        let mut next = ends;
        let mut sorted = vec![0; *starts.last().expect("one more than regions") as usize];
        for (at, school) in (0_u32..).zip(schools) {
            for region in regions_of(school) {
                let place = &mut next[region.index()];
                sorted[*place as usize] = at;
                *place += 1;
            }
        }
        Self { starts, schools: sorted, levels: Level::ALL.map(|level| of_level(schools, level)) }
    }

    /// The schools of a level, as a set of indices.
    #[must_use]
    pub fn of_level(&self, level: Level) -> &Set {
        &self.levels[level as usize]
    }

    /// The schools located in a region, as indices in NPSN order.
    #[must_use]
    pub fn of(&self, region: RegionId) -> &[u32] {
        let at = region.index();
        &self.schools[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}

fn of_level(schools: &[School], level: Level) -> Set {
    let mut set = Set::new(schools.len());
    let own = (0_u32..).zip(schools).filter(|(_, school)| school.level() == Some(level));
    own.for_each(|(at, _)| set.add(at));
    set
}

fn regions_of(school: &School) -> impl Iterator<Item = RegionId> {
    let regions = school.regions;
    [regions.province, regions.regency, regions.district].into_iter().flatten()
}
