//! The columns of every collection: what a feature says about itself, said once for GeoJSON, schemas, filters and exports.
//!
//! In: a view and the place of a feature in it, as a [`Record`]. Out: the value of each column, made when it is asked for. Must not
//! know: formats, addresses.
//!
//! Every record of a collection has every column, as [`Value::Null`] where there is nothing to say and with one kind otherwise: GIS
//! tools learn the columns from the first features.

mod clusters;
mod findings;
mod json;
mod links;
mod located;
mod regions;
mod schools;
mod value;

pub(super) use clusters::meeting_school;
pub use findings::FindingRecord;
pub(super) use json::write_text;
pub use located::LocatedRecord;
pub(super) use located::RegionColumns;
pub use regions::RegionRecord;
pub(super) use schools::{reason, role};
pub use value::Value;

use crate::model::{Finding, RegionId};
use crate::publish::Layer;
use crate::snapshot::View;

/// A collection of features.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Collection {
    /// One point a school.
    Schools,
    /// One polygon a hub with its members.
    Clusters,
    /// One line from a hub to a member.
    Links,
    /// One boundary a region.
    Regions,
    /// What the audit found, at the place that the list gives.
    Findings,
}

impl Collection {
    /// All of them, in the order of the documentation.
    pub const ALL: [Self; 5] = [Self::Schools, Self::Clusters, Self::Links, Self::Regions, Self::Findings];

    /// Its name in addresses and files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Schools => "schools",
            Self::Clusters => "clusters",
            Self::Links => "links",
            Self::Regions => "regions",
            Self::Findings => "findings",
        }
    }

    /// The collection of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|collection| collection.as_str() == name)
    }
}

impl From<Layer> for Collection {
    fn from(layer: Layer) -> Self {
        match layer {
            Layer::Schools => Self::Schools,
            Layer::Clusters => Self::Clusters,
            Layer::Links => Self::Links,
        }
    }
}

/// What the values of a column are, where they are not null.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A number with decimals.
    Number,
    /// Yes or no.
    Boolean,
    /// Several texts.
    TextList,
}

/// A column of a collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in every format.
    pub name: &'static str,
    /// What its values are.
    pub kind: Kind,
    /// Whether a value may be null.
    pub nullable: bool,
    /// What it says, with the unit; for developers.
    pub about: &'static str,
}

/// A column with the function that reads it from a record of type `R`.
struct Entry<G> {
    column: Column,
    get: G,
}

impl<G> Entry<G> {
    const fn always(name: &'static str, kind: Kind, about: &'static str, get: G) -> Self {
        Self { column: Column { name, kind, nullable: false, about }, get }
    }

    const fn maybe(name: &'static str, kind: Kind, about: &'static str, get: G) -> Self {
        Self { column: Column { name, kind, nullable: true, about }, get }
    }
}

/// The columns of a collection, in the order of every output.
pub fn columns(collection: Collection) -> Vec<&'static Column> {
    fn of<G>(entries: &'static [Entry<G>]) -> impl Iterator<Item = &'static Column> {
        entries.iter().map(|entry| &entry.column)
    }
    match collection {
        Collection::Schools => of(schools::COLUMNS).chain(of(located::REGIONS)).collect(),
        Collection::Clusters => of(clusters::COLUMNS).chain(of(located::REGIONS)).collect(),
        Collection::Links => of(links::COLUMNS).chain(of(located::REGIONS)).collect(),
        Collection::Regions => of(regions::COLUMNS).collect(),
        Collection::Findings => of(findings::COLUMNS).collect(),
    }
}

/// One feature, from which columns are read.
#[derive(Debug)]
pub enum Record<'a> {
    /// A school.
    School(LocatedRecord<'a>),
    /// A cluster, by its hub.
    Cluster(LocatedRecord<'a>),
    /// A link, by its member.
    Link(LocatedRecord<'a>),
    /// A region.
    Region(RegionRecord<'a>),
    /// A finding.
    Finding(FindingRecord<'a>),
}

impl<'a> Record<'a> {
    /// The record of a school, of the cluster of a hub, or of the link of a member; `at` is the school's index.
    #[must_use]
    pub fn new(view: &View<'a>, layer: Layer, at: u32) -> Self {
        let record = LocatedRecord::new(view, at);
        match layer {
            Layer::Schools => Self::School(record),
            Layer::Clusters => Self::Cluster(record),
            Layer::Links => Self::Link(record),
        }
    }

    /// The record of a region.
    #[must_use]
    pub fn region(view: &View<'a>, id: RegionId) -> Self {
        Self::Region(RegionRecord::new(view, id))
    }

    /// The record of a finding; `id` is the stable one of [`findings::select`](crate::publish::findings::select).
    #[must_use]
    pub fn finding(view: &View<'a>, id: &'a str, finding: &'a Finding) -> Self {
        Self::Finding(FindingRecord::new(view.data, id, finding))
    }

    /// The collection that it belongs to.
    #[must_use]
    pub fn collection(&self) -> Collection {
        match self {
            Self::School(_) => Collection::Schools,
            Self::Cluster(_) => Collection::Clusters,
            Self::Link(_) => Collection::Links,
            Self::Region(_) => Collection::Regions,
            Self::Finding(_) => Collection::Findings,
        }
    }

    /// Its stable id within the collection: an NPSN, a region's code, or a finding's hash.
    #[must_use]
    pub fn id(&self) -> &'a str {
        match self {
            Self::School(record) | Self::Cluster(record) | Self::Link(record) => record.school.npsn.as_str(),
            Self::Region(record) => record.name.code,
            Self::Finding(record) => record.id,
        }
    }

    /// The value of a column, by its place in [`columns`].
    ///
    /// # Panics
    /// When the collection has no such column, which is a bug of the caller.
    #[must_use]
    pub fn value(&self, column: usize) -> Value<'a> {
        match self {
            Self::School(record) => record.value(schools::COLUMNS, column),
            Self::Cluster(record) => record.value(clusters::COLUMNS, column),
            Self::Link(record) => record.value(links::COLUMNS, column),
            Self::Region(record) => (regions::COLUMNS[column].get)(record),
            Self::Finding(record) => (findings::COLUMNS[column].get)(record),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_told_apart_and_every_column_says_what_it_is() {
        for collection in Collection::ALL {
            let all = columns(collection);
            let names: BTreeSet<&str> = all.iter().map(|column| column.name).collect();
            assert_eq!(names.len(), all.len(), "{collection:?}");
            for column in all {
                assert!(column.about.ends_with('.') && column.about.len() > 8, "{collection:?} {}", column.name);
            }
            assert_eq!(Collection::from_name(collection.as_str()), Some(collection));
        }
    }
}
