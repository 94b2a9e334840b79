//! The features of a collection, numbered in their lasting order.

use crate::model::{Finding, Npsn, RegionId};
use crate::plan::State;
use crate::publish::columns::Record;
use crate::publish::{Collection, Layer, findings, regions};
use crate::snapshot::View;

/// The features of a collection in a view; each has a key, which is good for this version of the data.
#[derive(Debug)]
pub struct Population<'a> {
    view: View<'a>,
    collection: Collection,
    /// Id and finding, where the collection is the findings: their key is the place here.
    findings: Vec<(String, &'a Finding)>,
}

impl<'a> Population<'a> {
    /// The features of a collection.
    #[must_use]
    pub fn new(view: &View<'a>, collection: Collection) -> Self {
        let findings = match collection {
            Collection::Findings => findings::with_ids(view.data).collect(),
            _ => Vec::new(),
        };
        Self { view: *view, collection, findings }
    }

    /// The collection.
    #[must_use]
    pub fn collection(&self) -> Collection {
        self.collection
    }

    /// The view.
    #[must_use]
    pub fn view(&self) -> &View<'a> {
        &self.view
    }

    /// The keys of all features, growing: schools, clusters and links in NPSN order, regions by their place in the table,
    /// findings as the audit has them.
    #[must_use]
    pub fn keys(&self) -> Vec<u32> {
        match self.collection {
            Collection::Schools | Collection::Clusters | Collection::Links => {
                self.view.plan.states.iter().filter(|(_, state)| self.stands_for(*state)).map(|(at, _)| at).collect()
            }
            Collection::Regions => regions::all(&self.view).into_iter().map(|id| number(id.index())).collect(),
            Collection::Findings => (0..).zip(&self.findings).map(|(at, _)| at).collect(),
        }
    }

    /// Whether a school of this state is, or gives its id to, a feature.
    pub(super) fn stands_for(&self, state: State) -> bool {
        match self.collection {
            Collection::Schools => !matches!(state, State::OutOfScope(_)),
            Collection::Clusters => matches!(state, State::Hub(_)),
            Collection::Links => matches!(state, State::Member { .. }),
            Collection::Regions | Collection::Findings => false,
        }
    }

    /// The layer, where features stand for schools.
    pub(super) fn layer(&self) -> Option<Layer> {
        match self.collection {
            Collection::Schools => Some(Layer::Schools),
            Collection::Clusters => Some(Layer::Clusters),
            Collection::Links => Some(Layer::Links),
            Collection::Regions | Collection::Findings => None,
        }
    }

    /// The feature of a key.
    #[must_use]
    pub fn record(&self, key: u32) -> Record<'_> {
        match self.layer() {
            Some(layer) => Record::new(&self.view, layer, key),
            None if self.collection == Collection::Regions => Record::region(&self.view, RegionId::from_index(key as usize)),
            None => {
                let (id, finding) = &self.findings[key as usize];
                Record::finding(&self.view, id, finding)
            }
        }
    }

    /// The key of the feature of an id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<u32> {
        match self.collection {
            Collection::Schools | Collection::Clusters | Collection::Links => {
                let key = self.view.find(Npsn::new(id).ok()?)?;
                // An NPSN that is written in another way is not the id.
                (self.stands_for(self.view.state(key)) && self.view.school(key).npsn.as_str() == id).then_some(key)
            }
            Collection::Regions => {
                let mut ids = regions::all(&self.view).into_iter();
                let found = ids.find(|found| &*self.view.regions().get(*found).code.text == id);
                found.map(|found| number(found.index()))
            }
            Collection::Findings => self.findings.iter().position(|(own, _)| own == id).map(number),
        }
    }
}

fn number(place: usize) -> u32 {
    u32::try_from(place).expect("tables of regions and findings are counted in 32 bits")
}
