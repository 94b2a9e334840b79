//! Which schools a question is about.

use crate::model::{Form, Level, RegionId, School, Status};

/// Conditions that a school must meet; what is `None` does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The level.
    pub level: Option<Level>,
    /// The form.
    pub form: Option<Form>,
    /// Public or private.
    pub status: Option<Status>,
    /// Whether it is a hub.
    pub hub: Option<bool>,
    /// The region it belongs to, of any rank.
    pub region: Option<RegionId>,
}

impl Filter {
    /// Whether a school meets all conditions.
    #[must_use]
    pub fn accepts(&self, school: &School) -> bool {
        self.level.is_none_or(|level| school.level() == Some(level))
            && self.form.as_ref().is_none_or(|form| school.form == *form)
            && self.status.is_none_or(|status| school.status == Some(status))
            && self.hub.is_none_or(|hub| school.hub.is_some() == hub)
            && self.region.is_none_or(|region| school.regions.contain(region))
    }
}
