//! Which features an export holds, in the order of every output.

use crate::model::{Finding, Level, RegionId};
use crate::publish::columns::Record;
use crate::publish::findings::{self, Filter};
use crate::publish::{Collection, Layer, Selection, select};
use crate::snapshot::View;

/// The part of a collection that is exported; everything given must hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// What touches this region, as in the collections of the service.
    pub region: Option<RegionId>,
    /// What is about schools of this level; regions have none.
    pub level: Option<Level>,
}

/// The features of one collection.
pub(super) enum Items<'a> {
    /// By the school that gives the id.
    Located(Layer, Vec<u32>),
    /// Regions with a boundary or schools.
    Regions(Vec<RegionId>),
    /// Findings with their stable ids.
    Findings(Vec<(String, &'a Finding)>),
}

impl<'a> Items<'a> {
    /// Finds the features.
    pub(super) fn new(view: &View<'a>, collection: Collection, part: Part) -> Self {
        let located = |layer| {
            let selection = Selection { region: part.region, level: part.level, ..Selection::default() };
            Self::Located(layer, select(view, layer, &selection).items)
        };
        match collection {
            Collection::Schools => located(Layer::Schools),
            Collection::Clusters => located(Layer::Clusters),
            Collection::Links => located(Layer::Links),
            Collection::Regions => Self::Regions(regions(view, part.region)),
            Collection::Findings => Self::Findings(of_level(view, part)),
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Located(_, items) => items.len(),
            Self::Regions(items) => items.len(),
            Self::Findings(items) => items.len(),
        }
    }

    /// The record of one of them.
    pub(super) fn record<'i>(&'i self, view: &View<'i>, at: usize) -> Record<'i> {
        match self {
            Self::Located(layer, items) => Record::new(view, *layer, items[at]),
            Self::Regions(items) => Record::region(view, items[at]),
            Self::Findings(items) => Record::finding(view, &items[at].0, items[at].1),
        }
    }

    /// All records, each made when it is reached.
    pub(super) fn records<'i>(&'i self, view: &'i View<'i>) -> impl Iterator<Item = Record<'i>> {
        (0..self.len()).map(move |at| self.record(view, at))
    }
}

fn regions(view: &View<'_>, within: Option<RegionId>) -> Vec<RegionId> {
    let wanted = |id: &RegionId| within.is_none_or(|within| view.regions().is_within(*id, within));
    crate::publish::regions::all(view).into_iter().filter(wanted).collect()
}

fn of_level<'a>(view: &View<'a>, part: Part) -> Vec<(String, &'a Finding)> {
    let filter = Filter { region: part.region, ..Filter::default() };
    let mut items = findings::select(view.data, &filter).map(|selected| selected.items).unwrap_or_default();
    let level = |finding: &Finding| findings::school(view.data, finding).and_then(|school| school.level());
    items.retain(|(_, finding)| part.level.is_none() || level(finding) == part.level);
    items
}
