//! The properties of each layer.
//!
//! Every feature has every property, as null where there is nothing to say and with one type otherwise: GDAL learns the columns
//! from the first features.

use crate::geodesy::{METHOD, Point};
use crate::model::{Grade, RegionId, School};
use crate::plan::{self, State};
use crate::publish::text::kilometres;
use crate::snapshot::View;
use serde::Serialize;

/// Codes and names of a school's regions.
#[derive(Serialize)]
pub(in crate::publish) struct RegionColumns<'a> {
    province_code: Option<&'a str>,
    province: Option<&'a str>,
    regency_code: Option<&'a str>,
    regency: Option<&'a str>,
    district_code: Option<&'a str>,
    district: Option<&'a str>,
}

impl<'a> RegionColumns<'a> {
    pub(in crate::publish) fn new(view: &View<'a>, school: &School) -> Self {
        let code = |id: Option<RegionId>| id.map(|id| &*view.regions().get(id).code.text);
        let name = |id: Option<RegionId>| id.map(|id| &*view.regions().get(id).name);
        let regions = school.regions;
        Self {
            province_code: code(regions.province),
            province: name(regions.province),
            regency_code: code(regions.regency),
            regency: name(regions.regency),
            district_code: code(regions.district),
            district: name(regions.district),
        }
    }
}

/// What a school became: its stable word, and its reason where it has no hub.
pub(in crate::publish) fn role(state: State) -> &'static str {
    match state {
        State::OutOfScope(_) => "out_of_scope",
        State::NeedsCheck => "needs_check",
        State::Hub(_) => "hub",
        State::Member { .. } => "member",
        State::Unreached => "unreached",
    }
}

/// The stable code of why a school has no hub; hubs and members have none.
pub(in crate::publish) fn reason(view: &View<'_>, at: u32) -> Option<&'static str> {
    match view.state(at) {
        State::Hub(_) | State::Member { .. } => None,
        State::OutOfScope(reason) => Some(reason.as_str()),
        State::NeedsCheck => view.school(at).grade_reason.map(crate::model::Code::as_str),
        State::Unreached => view.reason(at).map(|unreached| unreached.reason.as_str()),
    }
}

/// Properties of a school.
#[derive(Serialize)]
pub(super) struct SchoolProperties<'a> {
    npsn: &'a str,
    name: &'a str,
    form: &'a str,
    level: Option<&'static str>,
    status: Option<&'static str>,
    role: &'static str,
    role_label: Option<&'a str>,
    is_hub: bool,
    hub: Option<&'a str>,
    hub_name: Option<&'a str>,
    distance_m: Option<u32>,
    distance_km: Option<f64>,
    distance_method: Option<&'static str>,
    crosses_tier: Option<bool>,
    required: Option<bool>,
    reason: Option<&'static str>,
    grade: &'static str,
    grade_reason: Option<&'static str>,
    approximate: bool,
    accreditation: Option<&'static str>,
    cohort: Option<&'a str>,
    address: Option<&'a str>,
    village: Option<&'a str>,
    #[serde(flatten)]
    regions: RegionColumns<'a>,
}

impl<'a> SchoolProperties<'a> {
    pub(super) fn new(view: &View<'a>, at: u32) -> Self {
        let school = view.school(at);
        let state = view.state(at);
        let member = match state {
            State::Member { hub, metres, crosses, required } => Some((hub, metres, crosses, required)),
            _ => None,
        };
        let hub = view.hub_place(at).map(|place| view.school(view.hub(place).school));
        let metres = member.map(|(_, metres, _, _)| metres);
        let labels = &view.programme.labels_id;
        Self {
            npsn: school.npsn.as_str(),
            name: &school.name,
            form: school.form.as_str(),
            level: school.level().map(crate::model::Level::as_str),
            status: school.status.map(crate::model::Status::as_str),
            role: role(state),
            role_label: match state {
                State::Hub(_) => Some(&labels.hub),
                State::Member { .. } => Some(&labels.member),
                _ => None,
            },
            is_hub: school.hub.is_some(),
            hub: hub.map(|hub| hub.npsn.as_str()),
            hub_name: hub.map(|hub| &*hub.name),
            distance_m: metres,
            distance_km: metres.map(kilometres),
            distance_method: metres.map(|_| METHOD),
            crosses_tier: member.map(|(_, _, crosses, _)| crosses),
            required: member.map(|(_, _, _, required)| required),
            reason: reason(view, at),
            grade: school.grade.as_str(),
            grade_reason: school.grade_reason.map(crate::model::Code::as_str),
            approximate: school.is_approximate(),
            accreditation: school.accreditation.map(crate::model::Accreditation::as_str),
            cohort: school.hub.as_ref().and_then(|hub| hub.cohort.as_deref()),
            address: school.address.as_deref(),
            village: school.village.as_deref(),
            regions: RegionColumns::new(view, school),
        }
    }
}

/// Properties of a cluster.
#[derive(Serialize)]
pub(super) struct ClusterProperties<'a> {
    hub: &'a str,
    hub_name: &'a str,
    label: &'a str,
    form: &'a str,
    level: Option<&'static str>,
    members: usize,
    places: Option<u32>,
    free_places: Option<u32>,
    minimum: u32,
    below_minimum: bool,
    distance_total_m: u64,
    distance_median_m: Option<u32>,
    distance_max_m: Option<u32>,
    distance_max_km: Option<f64>,
    distance_method: &'static str,
    crossings: usize,
    doubtful_members: usize,
    hub_grade: &'static str,
    hub_approximate: bool,
    meeting_place: Option<&'a str>,
    meeting_place_name: Option<&'a str>,
    member_npsn: Vec<&'a str>,
    #[serde(flatten)]
    regions: RegionColumns<'a>,
}

impl<'a> ClusterProperties<'a> {
    pub(super) fn new(view: &View<'a>, place: u32) -> Self {
        let plan = view.hub(place);
        let hub = view.school(plan.school);
        let mut metres: Vec<u32> = plan.members.iter().filter_map(|member| distance(view, *member)).collect();
        metres.sort_unstable();
        let load = u32::try_from(plan.members.len()).unwrap_or(u32::MAX);
        let meeting = meeting_school(view, place);
        let farthest = metres.last().copied();
        Self {
            hub: hub.npsn.as_str(),
            hub_name: &hub.name,
            label: &view.programme.labels_id.cluster,
            form: hub.form.as_str(),
            level: hub.level().map(crate::model::Level::as_str),
            members: plan.members.len(),
            places: plan.places,
            free_places: plan.places.map(|places| places.saturating_sub(load)),
            minimum: plan.min,
            below_minimum: load < plan.min,
            distance_total_m: metres.iter().copied().map(u64::from).sum(),
            distance_median_m: metres.get(metres.len().saturating_sub(1) / 2).copied(),
            distance_max_m: farthest,
            distance_max_km: farthest.map(kilometres),
            distance_method: METHOD,
            crossings: plan.members.iter().filter(|at| matches!(view.state(**at), State::Member { crosses: true, .. })).count(),
            doubtful_members: plan.members.iter().filter(|at| is_doubtful(view.school(**at))).count(),
            hub_grade: hub.grade.as_str(),
            hub_approximate: hub.is_approximate(),
            meeting_place: meeting.map(|school| school.npsn.as_str()),
            meeting_place_name: meeting.map(|school| &*school.name),
            member_npsn: plan.members.iter().map(|at| view.school(*at).npsn.as_str()).collect(),
            regions: RegionColumns::new(view, hub),
        }
    }
}

/// Properties of the link from a hub to a member.
#[derive(Serialize)]
pub(super) struct LinkProperties<'a> {
    npsn: &'a str,
    name: &'a str,
    hub: &'a str,
    hub_name: &'a str,
    level: Option<&'static str>,
    distance_m: Option<u32>,
    distance_km: Option<f64>,
    distance_method: &'static str,
    crosses_tier: Option<bool>,
    required: Option<bool>,
    doubtful: bool,
    approximate: bool,
    #[serde(flatten)]
    regions: RegionColumns<'a>,
}

impl<'a> LinkProperties<'a> {
    pub(super) fn new(view: &View<'a>, at: u32, place: u32) -> Self {
        let member = view.school(at);
        let hub = view.school(view.hub(place).school);
        let (crosses_tier, required) = match view.state(at) {
            State::Member { crosses, required, .. } => (Some(crosses), Some(required)),
            _ => (None, None),
        };
        Self {
            npsn: member.npsn.as_str(),
            name: &member.name,
            hub: hub.npsn.as_str(),
            hub_name: &hub.name,
            level: member.level().map(crate::model::Level::as_str),
            distance_m: distance(view, at),
            distance_km: distance(view, at).map(kilometres),
            distance_method: METHOD,
            crosses_tier,
            required,
            doubtful: is_doubtful(member) || is_doubtful(hub),
            approximate: member.is_approximate() || hub.is_approximate(),
            regions: RegionColumns::new(view, member),
        }
    }
}

/// Whether a distance to this school must be read with care.
pub(in crate::publish) fn is_doubtful(school: &School) -> bool {
    school.grade != Grade::Ok || school.is_approximate()
}

/// A member's distance to its hub.
fn distance(view: &View<'_>, at: u32) -> Option<u32> {
    match view.state(at) {
        State::Member { metres, .. } => Some(metres),
        _ => None,
    }
}

/// The school where a cluster's learning group meets.
pub(in crate::publish) fn meeting_school<'a>(view: &View<'a>, place: u32) -> Option<&'a School> {
    let plan = view.hub(place);
    let mut schools: Vec<u32> = plan.members.iter().copied().chain([plan.school]).collect();
    schools.sort_unstable();
    let placed: Vec<(u32, Point)> =
        schools.into_iter().filter_map(|at| Some((at, Point::new(view.school(at).position?)))).collect();
    let points: Vec<Point> = placed.iter().map(|(_, point)| *point).collect();
    plan::meeting_place(&points).map(|at| view.school(placed[at].0))
}
