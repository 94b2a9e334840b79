//! What an answer for officials is about.

use crate::model::RegionId;
use crate::publish::page::frame;
use crate::publish::sentences;
use crate::snapshot::View;

/// The part of a list that an answer is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// The schools located in a region.
    Region(RegionId),
    /// The schools located in the regions of an office, by its place among the offices.
    Office(u32),
    /// The cluster of a hub or of a member, by the school's index; the school alone when it has none.
    Cluster(u32),
    /// One school, by its index.
    School(u32),
}

impl From<RegionId> for Area {
    fn from(region: RegionId) -> Self {
        Self::Region(region)
    }
}

impl Area {
    /// The schools of the area, as indices in NPSN order.
    pub(super) fn schools(self, view: &View<'_>) -> Vec<u32> {
        match self {
            Self::Region(region) => view.located(Some(region)).collect(),
            Self::Office(at) => office_schools(view, at),
            Self::Cluster(at) => cluster(view, at),
            Self::School(at) => vec![at],
        }
    }

    /// Whether a school lies in the area; for one school its cluster does.
    pub(super) fn holds(self, view: &View<'_>, at: u32) -> bool {
        match self {
            Self::Region(region) => view.school(at).regions.contain(region),
            Self::Office(office) => {
                view.offices[office as usize].regions.iter().any(|region| view.school(at).regions.contain(*region))
            }
            Self::Cluster(own) | Self::School(own) => {
                at == own || view.hub_place(own).is_some_and(|place| view.hub_place(at) == Some(place))
            }
        }
    }

    /// The region, when the area is one.
    #[must_use]
    pub fn region(self) -> Option<RegionId> {
        match self {
            Self::Region(region) => Some(region),
            Self::Office(_) | Self::Cluster(_) | Self::School(_) => None,
        }
    }

    /// The name for people.
    pub(super) fn name(self, view: &View<'_>) -> String {
        match self {
            Self::Region(region) => frame::full_name(view, region),
            Self::Office(at) => view.offices[at as usize].name.clone(),
            Self::Cluster(at) => {
                let hub = view.hub_place(at).map_or(at, |place| view.hub(place).school);
                sentences::named(view.school(hub))
            }
            Self::School(at) => sentences::named(view.school(at)),
        }
    }

    /// A name for files: letters, digits and points, whatever the code holds.
    #[must_use]
    pub fn file_stem(self, view: &View<'_>) -> String {
        let code: &str = match self {
            Self::Region(region) => &view.regions().get(region).code.text,
            Self::Office(at) => &view.offices[at as usize].id,
            Self::Cluster(at) | Self::School(at) => view.school(at).npsn.as_str(),
        };
        code.chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' }).collect()
    }
}

fn office_schools(view: &View<'_>, at: u32) -> Vec<u32> {
    let regions = &view.offices[at as usize].regions;
    let mut schools: Vec<u32> = regions.iter().flat_map(|region| view.located(Some(*region))).collect();
    // Regions may lie in each other.
    schools.sort_unstable();
    schools.dedup();
    schools
}

fn cluster(view: &View<'_>, at: u32) -> Vec<u32> {
    let Some(place) = view.hub_place(at) else { return vec![at] };
    let hub = view.hub(place);
    let mut schools: Vec<u32> = hub.members.iter().copied().chain([hub.school]).collect();
    schools.sort_unstable();
    schools
}
