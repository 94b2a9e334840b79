//! The columns of a region: one level deep, for GIS tools.

use crate::model::RegionId;
use crate::plan::Counts;
use crate::publish::account;
use crate::publish::columns::Kind::{Integer, Number, Text};
use crate::publish::columns::{Entry, Value};
use crate::publish::regions::RegionName;
use crate::snapshot::View;
use std::cell::OnceCell;

/// Reads a column of a region.
type Get = for<'a> fn(&RegionRecord<'a>) -> Value<'a>;

/// A region in a view.
#[derive(Debug)]
pub struct RegionRecord<'a> {
    pub(in crate::publish) view: View<'a>,
    /// The region.
    pub id: RegionId,
    pub(super) name: RegionName<'a>,
    counts: OnceCell<Counts>,
}

impl<'a> RegionRecord<'a> {
    pub(super) fn new(view: &View<'a>, id: RegionId) -> Self {
        Self { view: *view, id, name: RegionName::new(view, id), counts: OnceCell::new() }
    }

    /// The account of the schools located there.
    fn counts(&self) -> &Counts {
        self.counts.get_or_init(|| account::of(&self.view, self.view.located(Some(self.id))))
    }
}

pub(super) const COLUMNS: &[Entry<Get>] = &[
    Entry::always("code", Text, "Code of the region.", |r| r.name.code.into()),
    Entry::always("system", Text, "The system of the code: kemendagri, bps, kemdikbud.", |r| r.name.system.into()),
    Entry::always("name", Text, "Name of the region.", |r| r.name.name.into()),
    Entry::always("level", Text, "Rank: province, regency, district, village.", |r| r.name.level.into()),
    Entry::always("out_of_scope", Integer, "Located schools that the rules leave out.", |r| r.counts().out_of_scope.into()),
    Entry::always("schools", Integer, "Located schools that take part: the sum of the next four.", |r| r.counts().schools.into()),
    Entry::always("hubs", Integer, "Located hubs.", |r| r.counts().hubs.into()),
    Entry::always("members", Integer, "Located members.", |r| r.counts().members.into()),
    Entry::always("unreached", Integer, "Located schools without a hub.", |r| r.counts().unreached.into()),
    Entry::always("needs_check", Integer, "Located schools whose position cannot be used.", |r| r.counts().needs_check.into()),
    Entry::maybe("coverage", Number, "Members among all schools that are no hub of the plan, 0 to 1.", |r| {
        account::coverage(r.counts()).into()
    }),
];
