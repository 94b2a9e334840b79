//! What a map sheet shows: the clusters of the annex with its numbers, the schools without a hub, and the boundaries around them.

use super::projection::Extent;
use crate::model::{Grade, LonLat, RegionId, School};
use crate::plan::State;
use crate::publish::Assignments;
use crate::publish::list::annex;
use crate::snapshot::View;

/// A cluster of the annex.
pub(super) struct Cluster<'a> {
    /// Its number in the annex.
    pub(super) number: usize,
    /// Its hub.
    pub(super) hub: &'a School,
    /// The members that the annex lists.
    pub(super) members: Vec<&'a School>,
}

/// All that is drawn.
pub(super) struct Content<'a> {
    pub(super) clusters: Vec<Cluster<'a>>,
    pub(super) unreached: Vec<&'a School>,
    /// Schools to check, each at the point that the list gives, where it gives one.
    pub(super) needs_check: Vec<&'a School>,
    /// Schools to check without any point.
    pub(super) not_drawn: usize,
    /// The region's own boundary, and those of the regions below it or around it.
    pub(super) own: Option<RegionId>,
    pub(super) below: Vec<RegionId>,
}

impl<'a> Content<'a> {
    pub(super) fn new(answer: &Assignments<'a>, region: Option<RegionId>) -> Self {
        let view = answer.view;
        let clusters = annex::districts(answer).into_iter().flat_map(|district| district.clusters);
        let cluster = |cluster: annex::Cluster<'a>| Cluster {
            number: cluster.number,
            hub: cluster.hub,
            members: cluster.members.iter().map(|member| member.school).collect(),
        };
        let of = |state: State| answer.located.iter().filter(move |at| view.state(**at) == state).map(move |at| view.school(*at));
        let to_check: Vec<&School> = of(State::NeedsCheck).collect();
        Self {
            clusters: clusters.map(cluster).collect(),
            unreached: of(State::Unreached).collect(),
            not_drawn: to_check.iter().filter(|school| school.given.is_none()).count(),
            needs_check: to_check.into_iter().filter(|school| school.given.is_some()).collect(),
            own: region.filter(|id| view.data.boundaries.polygon(*id).is_some()),
            below: region.map_or_else(Vec::new, |id| boundaries_below(&view, id)),
        }
    }

    /// The schools whose positions are used.
    fn placed(&self) -> impl Iterator<Item = LonLat> {
        let clusters = self.clusters.iter().flat_map(|cluster| cluster.members.iter().copied().chain([cluster.hub]));
        clusters.chain(self.unreached.iter().copied()).filter_map(|school| school.position)
    }

    /// The degrees around everything that can be trusted; points to check may lie anywhere, and are drawn where they fall inside.
    pub(super) fn extent(&self, view: &View<'_>) -> Option<Extent> {
        let rings = self.own.and_then(|id| view.data.boundaries.polygon(id));
        let corners = rings.into_iter().flat_map(|polygon| polygon.0.iter().flat_map(|part| part.exterior().coords()));
        Extent::of(self.placed().map(|at| [at.lon(), at.lat()]).chain(corners.map(|at| [at.x, at.y])))
    }

    /// The members of all clusters.
    pub(super) fn members(&self) -> usize {
        self.clusters.iter().map(|cluster| cluster.members.len()).sum()
    }

    /// Whether any school that is drawn must be read with care.
    pub(super) fn has_doubtful(&self) -> bool {
        let clusters = self.clusters.iter().flat_map(|cluster| cluster.members.iter().copied().chain([cluster.hub]));
        clusters.chain(self.unreached.iter().copied()).any(is_doubtful)
    }
}

/// Whether a school's place on the map must be read with care.
pub(super) fn is_doubtful(school: &School) -> bool {
    school.grade != Grade::Ok || school.is_approximate()
}

/// The regions directly below a region that have a boundary, or its neighbours where there are none below.
fn boundaries_below(view: &View<'_>, id: RegionId) -> Vec<RegionId> {
    let regions = view.regions();
    let children = |of: RegionId| -> Vec<RegionId> {
        view.data.boundaries.iter().map(|(below, _)| below).filter(|below| regions.get(*below).parent == Some(of)).collect()
    };
    match (children(id), regions.get(id).parent) {
        (below, Some(parent)) if below.is_empty() => children(parent),
        (below, _) => below,
    }
}
