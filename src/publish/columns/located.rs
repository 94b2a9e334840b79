//! Records that stand for a school: the school itself, the cluster of a hub, the link of a member; and the regions of that school.

use crate::model::{Grade, RegionId, School};
use crate::plan::State;
use crate::publish::columns::Kind::Text;
use crate::publish::columns::clusters::Figures;
use crate::publish::columns::{Entry, Value};
use crate::snapshot::View;
use serde::ser::{Serialize, Serializer};
use std::cell::OnceCell;

/// Reads a column of a record that stands for a school.
pub(super) type Get = for<'a> fn(&LocatedRecord<'a>) -> Value<'a>;

/// A school in a view, and the hub that it is or has.
#[derive(Debug)]
pub struct LocatedRecord<'a> {
    pub(in crate::publish) view: View<'a>,
    pub(super) at: u32,
    pub(in crate::publish) school: &'a School,
    pub(super) state: State,
    /// The place in the plan of the hub that the school is or has.
    pub(super) place: Option<u32>,
    pub(super) figures: OnceCell<Figures>,
}

impl<'a> LocatedRecord<'a> {
    pub(super) fn new(view: &View<'a>, at: u32) -> Self {
        let (school, state, place) = (view.school(at), view.state(at), view.hub_place(at));
        Self { view: *view, at, school, state, place, figures: OnceCell::new() }
    }

    /// The hub that the school is or has.
    pub(in crate::publish) fn hub(&self) -> Option<&'a School> {
        self.place.map(|place| self.view.school(self.view.hub(place).school))
    }

    /// A member's distance to its hub.
    pub(super) fn metres(&self) -> Option<u32> {
        match self.state {
            State::Member { metres, .. } => Some(metres),
            _ => None,
        }
    }

    pub(super) fn value(&self, own: &[Entry<Get>], column: usize) -> Value<'a> {
        let entry = own.get(column).unwrap_or_else(|| &REGIONS[column - own.len()]);
        (entry.get)(self)
    }

    fn code(&self, id: Option<RegionId>) -> Value<'a> {
        id.map(|id| &*self.view.regions().get(id).code.text).into()
    }

    fn name(&self, id: Option<RegionId>) -> Value<'a> {
        id.map(|id| &*self.view.regions().get(id).name).into()
    }
}

/// Whether a distance to this school must be read with care.
pub(super) fn is_doubtful(school: &School) -> bool {
    school.grade != Grade::Ok || school.is_approximate()
}

/// The regions of the record's school.
pub(super) const REGIONS: &[Entry<Get>] = &[
    Entry::maybe(
        "region",
        Text,
        "Code of the smallest region that is known; it begins with the codes of the regions around it.",
        |r| {
            let regions = r.school.regions;
            r.code(regions.district.or(regions.regency).or(regions.province))
        },
    ),
    Entry::maybe("province_code", Text, "Code of the province.", |r| r.code(r.school.regions.province)),
    Entry::maybe("province", Text, "Name of the province.", |r| r.name(r.school.regions.province)),
    Entry::maybe("regency_code", Text, "Code of the kabupaten or kota.", |r| r.code(r.school.regions.regency)),
    Entry::maybe("regency", Text, "Name of the kabupaten or kota.", |r| r.name(r.school.regions.regency)),
    Entry::maybe("district_code", Text, "Code of the kecamatan.", |r| r.code(r.school.regions.district)),
    Entry::maybe("district", Text, "Name of the kecamatan.", |r| r.name(r.school.regions.district)),
];

/// The regions of a school as members of another object.
#[derive(Debug)]
pub(in crate::publish) struct RegionColumns<'a>(LocatedRecord<'a>);

impl<'a> RegionColumns<'a> {
    pub(in crate::publish) fn new(view: &View<'a>, at: u32) -> Self {
        Self(LocatedRecord::new(view, at))
    }
}

impl Serialize for RegionColumns<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(REGIONS.iter().map(|one| (one.column.name, (one.get)(&self.0))))
    }
}
