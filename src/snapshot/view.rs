//! What every output reads: the same for a snapshot and for a what-if.

use crate::index::{Bounds, Neighbours};
use crate::model::{Level, Npsn, Programme, RegionId, School};
use crate::plan::{self, Choice, HubPlan, Plan, Rules, RulesError, State, UnreachedSchool, Why};
use crate::regions::Regions;
use crate::snapshot::{Dataset, Lists, Office, Places, Practice, Practices};

/// Schools, plan and reasons that belong together.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The data.
    pub data: &'a Dataset,
    /// The programme whose words the outputs use.
    pub programme: &'a Programme,
    /// The rules of this plan.
    pub rules: &'a Rules,
    /// The plan that is shown; in a what-if, schools that it does not touch stand as out of scope.
    pub plan: &'a Plan,
    /// Why schools are unreached, in NPSN order.
    pub unreached: &'a [UnreachedSchool],
    /// The practice that is shown in place of the proven plan.
    pub practice: Option<Practice>,
    /// The proven plan, whatever is shown.
    pub proven: &'a Plan,
    /// What practice would do.
    pub practices: &'a Practices,
    /// What the programme's own choices cost; a what-if has none.
    pub choices: &'a [Choice],
    /// The schools of each region.
    pub lists: &'a Lists,
    /// Where the schools are.
    pub places: &'a Places,
    /// Offices that answer for several regions.
    pub offices: &'a [Office],
    /// The version of what is shown.
    pub version: &'a str,
}

impl<'a> View<'a> {
    /// The schools that a what-if planned, as indices in NPSN order; `None` when all are.
    #[must_use]
    pub fn part(&self) -> Option<&'a [u32]> {
        self.plan.states.part()
    }

    /// All schools, in NPSN order.
    #[must_use]
    pub fn schools(&self) -> &'a [School] {
        &self.data.audit.schools
    }

    /// The school of an index.
    #[must_use]
    pub fn school(&self, at: u32) -> &'a School {
        &self.data.audit.schools[at as usize]
    }

    /// The state of the school of an index.
    #[must_use]
    pub fn state(&self, at: u32) -> State {
        self.plan.states[at]
    }

    /// All regions.
    #[must_use]
    pub fn regions(&self) -> &'a Regions {
        &self.data.regions
    }

    /// The index of a school.
    #[must_use]
    pub fn find(&self, npsn: Npsn) -> Option<u32> {
        let at = self.schools().binary_search_by_key(&npsn, |school| school.npsn).ok()?;
        u32::try_from(at).ok()
    }

    /// The schools located in a region, as indices in NPSN order; `None` means everywhere.
    pub fn located(&self, region: Option<RegionId>) -> Box<dyn Iterator<Item = u32> + 'a> {
        match region {
            Some(region) => Box::new(self.lists.of(region).iter().copied()),
            None => Box::new((0_u32..).zip(self.schools()).map(|(at, _)| at)),
        }
    }

    /// Nearest schools in exact order.
    #[must_use]
    pub fn tree(&self) -> &'a Neighbours {
        self.places.neighbours(self.data)
    }

    /// How many schools that take part lie in a window, of one level or of all; a what-if does not know.
    #[must_use]
    pub fn count_in(&self, window: Bounds, level: Option<Level>) -> Option<usize> {
        self.part().is_none().then(|| self.places.count(self.data, self.proven, level, window))
    }

    /// These schools as indices, in NPSN order.
    #[must_use]
    pub fn meeting(&self, window: Bounds, level: Option<Level>) -> Option<Vec<u32>> {
        self.part().is_none().then(|| self.places.meeting(self.data, self.proven, level, window))
    }

    /// The clusters of which the box around the hub and its members meets a window, as places of their hubs in the plan; what-ifs and
    /// practices do not know.
    #[must_use]
    pub fn clusters_meeting(&self, window: Bounds) -> Option<Vec<u32>> {
        let proven = self.part().is_none() && self.practice.is_none();
        proven.then(|| self.places.clusters(self.data, self.proven, window))
    }

    /// The place in [`Plan::hubs`] of the hub that the school is or has.
    #[must_use]
    pub fn hub_place(&self, at: u32) -> Option<u32> {
        match self.state(at) {
            State::Hub(hub) | State::Member { hub, .. } => Some(hub),
            State::OutOfScope(_) | State::NeedsCheck | State::Unreached => None,
        }
    }

    /// The hub plan of a place in [`Plan::hubs`].
    #[must_use]
    pub fn hub(&self, place: u32) -> &'a HubPlan {
        &self.plan.hubs[place as usize]
    }

    /// Why a school is unreached.
    #[must_use]
    pub fn reason(&self, at: u32) -> Option<&'a UnreachedSchool> {
        let place = self.unreached.binary_search_by_key(&at, |unreached| unreached.school).ok()?;
        Some(&self.unreached[place])
    }

    /// Why a member has its hub, and what the next `count` hubs would cost; `None` for a school that is no member, and under a
    /// practice, which weighs nothing.
    ///
    /// Cost: states the planning problem of the school's decision region again; for a country some ten milliseconds.
    ///
    /// # Errors
    /// [`RulesError`] when the search passes the limit on work.
    pub fn why(&self, at: u32, count: usize) -> Result<Option<Why>, RulesError> {
        let (State::Member { .. }, None) = (self.state(at), self.practice) else { return Ok(None) };
        let of_region = || Some(self.lists.of(self.decision_region(at)?));
        plan::why(&self.problem(self.part().or_else(of_region)), self.plan, at, count)
    }

    /// The region that alone decides about a school; `None` for the country, and where required pairs may join regions.
    fn decision_region(&self, at: u32) -> Option<RegionId> {
        let school = self.school(at);
        let region = self.rules.decision_region(school, school.level()?).ok()?;
        region.filter(|_| self.rules.pairs.required.is_empty())
    }
}
