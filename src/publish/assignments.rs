//! The officials' answer for an area: every school located in it, and the outside members of its hubs.

use crate::geodesy::METHOD;
use crate::model::{Code, Grade, Level, RegionId, School};
use crate::plan::{Counts, State};
use crate::publish::Area;
use crate::publish::account::{self, Account};
use crate::publish::columns::{meeting_school, reason, role};
use crate::publish::provenance::Provenance;
use crate::publish::regions::RegionName;
use crate::publish::sentences;
use crate::publish::text::kilometres;
use crate::snapshot::View;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// Every school located in an area, and the outside members of its hubs.
///
/// Counts are of located schools only. Schools out of scope are counted and not listed.
#[derive(Clone, Debug)]
pub struct Assignments<'a> {
    pub(super) view: View<'a>,
    pub(super) area: Area,
    pub(super) level: Option<Level>,
    /// Schools located in the area that take part: hubs to check first, then by kecamatan, then by hub, the hub before its
    /// members, those by distance.
    pub(super) located: Vec<u32>,
    /// Members of hubs of the area that are located elsewhere, in the same order.
    pub(super) outside: Vec<u32>,
    /// Hubs of the answer whose position is doubtful or unusable, in NPSN order.
    pub(super) check_first: Vec<u32>,
    /// The account of the located schools.
    pub(super) counts: Counts,
    /// The meeting place of every cluster of the answer, by the hub's place in the plan.
    pub(super) meetings: BTreeMap<u32, &'a School>,
}

impl<'a> Assignments<'a> {
    /// Collects the answer for an area, or for one level in it.
    #[must_use]
    pub fn new(view: View<'a>, area: impl Into<Area>, level: Option<Level>) -> Self {
        Self::of_schools(view, area.into(), level, |school| level.is_none_or(|level| school.level() == Some(level)))
    }

    /// The same for some levels.
    pub(super) fn of_levels(view: View<'a>, area: Area, levels: &[Level]) -> Self {
        let level = if let [level] = levels { Some(*level) } else { None };
        Self::of_schools(view, area, level, |school| school.level().is_some_and(|level| levels.contains(&level)))
    }

    fn of_schools(view: View<'a>, area: Area, level: Option<Level>, is_asked: impl Fn(&School) -> bool) -> Self {
        let asked = |at: &u32| is_asked(view.school(*at));
        let mut located: Vec<u32> = area.schools(&view).into_iter().filter(asked).collect();
        let counts = account::of(&view, located.iter().copied());
        located.retain(|at| !matches!(view.state(*at), State::OutOfScope(_)));
        let mut outside = outside_members(&view, area, &located);
        let check_first = doubtful_hubs(&view, &located);
        located.sort_by_cached_key(|at| row_order(&view, *at));
        outside.sort_by_cached_key(|at| row_order(&view, *at));
        let places: BTreeSet<u32> = located.iter().filter_map(|at| view.hub_place(*at)).collect();
        let meetings = places.into_iter().filter_map(|place| Some((place, meeting_school(&view, place)?))).collect();
        Self { view, area, level, located, outside, check_first, counts, meetings }
    }

    /// The account of the located schools.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// All rows in their order: located schools, then outside members.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'a>> + '_ {
        let located = self.located.iter().map(|at| Row::new(self, *at, true));
        located.chain(self.outside.iter().map(|at| Row::new(self, *at, false)))
    }
}

fn outside_members(view: &View<'_>, area: Area, located: &[u32]) -> Vec<u32> {
    let hubs = located.iter().filter_map(|at| match view.state(*at) {
        State::Hub(place) => Some(view.hub(place)),
        _ => None,
    });
    let members = hubs.flat_map(|hub| hub.members.iter().copied());
    members.filter(|at| !area.holds(view, *at)).collect()
}

/// Hubs of the area, also those whose position cannot be used, and outside hubs that serve it.
fn doubtful_hubs(view: &View<'_>, located: &[u32]) -> Vec<u32> {
    let own = located.iter().copied().filter(|at| view.school(*at).hub.is_some());
    let serving = located.iter().filter_map(|at| view.hub_place(*at)).map(|place| view.hub(place).school);
    let hubs: BTreeSet<u32> = own.chain(serving).filter(|at| view.school(*at).grade != Grade::Ok).collect();
    hubs.into_iter().collect()
}

/// The order of rows: hubs whose position is unusable, those that are doubtful, then kecamatan, hub, the hub itself first, distance, NPSN.
/// Schools without a hub come last in their kecamatan.
fn row_order<'a>(view: &View<'a>, at: u32) -> (Reverse<Option<Grade>>, &'a str, bool, u32, u32, u32) {
    let school = view.school(at);
    // One wrong position of a hub misplaces a whole cluster, so that it must not hide among hundreds of rows.
    let check_first = school.hub.as_ref().map(|_| school.grade).filter(|grade| *grade != Grade::Ok);
    let district = school.regions.district.map_or("", |id| &view.regions().get(id).code.text);
    let hub = view.hub_place(at).map(|place| view.hub(place).school);
    let metres = match view.state(at) {
        State::Member { metres, .. } => metres + 1,
        _ => 0,
    };
    (Reverse(check_first), district, hub.is_none(), hub.unwrap_or(0), metres, at)
}

/// One school of the answer.
#[derive(Serialize)]
pub(super) struct Row<'a> {
    pub(super) npsn: &'a str,
    pub(super) name: &'a str,
    pub(super) form: &'a str,
    pub(super) level: Option<&'static str>,
    pub(super) status: Option<&'static str>,
    pub(super) district_code: Option<&'a str>,
    pub(super) district: Option<&'a str>,
    pub(super) regency_code: Option<&'a str>,
    pub(super) regency: Option<&'a str>,
    pub(super) located: bool,
    /// Whether the list names it as a hub, whatever became of it.
    pub(super) is_hub: bool,
    pub(super) state: &'static str,
    pub(super) state_label: &'a str,
    pub(super) hub: Option<&'a str>,
    pub(super) hub_name: Option<&'a str>,
    pub(super) hub_district: Option<&'a str>,
    pub(super) hub_located: Option<bool>,
    pub(super) distance_m: Option<u32>,
    pub(super) distance_km: Option<f64>,
    pub(super) distance_method: Option<&'static str>,
    pub(super) reason: Option<&'static str>,
    pub(super) reason_text: Option<String>,
    pub(super) grade: &'static str,
    pub(super) grade_reason: Option<&'static str>,
    pub(super) approximate: bool,
    pub(super) meeting_place: Option<&'a str>,
    pub(super) meeting_place_name: Option<&'a str>,
}

impl<'a> Row<'a> {
    fn new(answer: &Assignments<'a>, at: u32, located: bool) -> Self {
        let view = &answer.view;
        let school = view.school(at);
        let state = view.state(at);
        let place = view.hub_place(at);
        let hub_at = place.map(|place| view.hub(place).school);
        let hub = hub_at.map(|at| view.school(at));
        let metres = match state {
            State::Member { metres, .. } => Some(metres),
            _ => None,
        };
        let meeting = place.and_then(|place| answer.meetings.get(&place));
        let named = |id: Option<RegionId>| id.map(|id| RegionName::new(view, id));
        let (district, regency) = (named(school.regions.district), named(school.regions.regency));
        Self {
            npsn: school.npsn.as_str(),
            name: &school.name,
            form: school.form.as_str(),
            level: school.level().map(Level::as_str),
            status: school.status.map(crate::model::Status::as_str),
            district_code: district.map(|region| region.code),
            district: district.map(|region| region.name),
            regency_code: regency.map(|region| region.code),
            regency: regency.map(|region| region.name),
            located,
            is_hub: school.hub.is_some(),
            state: role(state),
            state_label: sentences::state(view, state),
            hub: hub.map(|hub| hub.npsn.as_str()),
            hub_name: hub.map(|hub| &*hub.name),
            hub_district: hub.and_then(|hub| named(hub.regions.district)).map(|region| region.name),
            hub_located: hub_at.map(|at| answer.area.holds(view, at)),
            distance_m: metres,
            distance_km: metres.map(kilometres),
            distance_method: metres.map(|_| METHOD),
            reason: reason(view, at),
            reason_text: reason_text(view, at),
            grade: school.grade.as_str(),
            grade_reason: school.grade_reason.map(Code::as_str),
            approximate: school.is_approximate(),
            meeting_place: meeting.map(|school| school.npsn.as_str()),
            meeting_place_name: meeting.map(|school| &*school.name),
        }
    }
}

/// Why a school has no hub, for people.
pub(super) fn reason_text(view: &View<'_>, at: u32) -> Option<String> {
    match view.state(at) {
        State::Hub(_) | State::Member { .. } => None,
        State::OutOfScope(reason) => Some(sentences::out_of_scope(reason).to_owned()),
        State::NeedsCheck => view.school(at).grade_reason.map(|code| sentences::advice(code).to_owned()),
        State::Unreached => {
            view.reason(at).map(|unreached| sentences::unreached(unreached.reason, &view.programme.labels_id.hub))
        }
    }
}

/// A hub to check before anything else.
#[derive(Serialize)]
struct CheckFirst<'a> {
    npsn: &'a str,
    name: &'a str,
    located: bool,
    grade: &'static str,
    grade_reason: Option<&'static str>,
    advice: Option<&'static str>,
}

impl<'a> CheckFirst<'a> {
    fn new(answer: &Assignments<'a>, at: u32) -> Self {
        let school = answer.view.school(at);
        Self {
            npsn: school.npsn.as_str(),
            name: &school.name,
            located: answer.area.holds(&answer.view, at),
            grade: school.grade.as_str(),
            grade_reason: school.grade_reason.map(Code::as_str),
            advice: school.grade_reason.map(sentences::advice),
        }
    }
}

/// The members of the answer before its rows.
#[derive(Serialize)]
struct Head<'a> {
    version: &'a str,
    region: Option<RegionName<'a>>,
    level: Option<&'static str>,
    counts: Account,
    outside_members: usize,
    check_first: Vec<CheckFirst<'a>>,
    provenance: Provenance<'a>,
}

/// Writes the answer as JSON.
///
/// # Errors
/// Those of the writer.
pub fn write_json(answer: &Assignments<'_>, out: &mut dyn Write) -> io::Result<()> {
    let head = serde_json::to_string(&Head {
        version: answer.view.version,
        region: answer.area.region().map(|region| RegionName::new(&answer.view, region)),
        level: answer.level.map(Level::as_str),
        counts: answer.counts.into(),
        outside_members: answer.outside.len(),
        check_first: answer.check_first.iter().map(|at| CheckFirst::new(answer, *at)).collect(),
        provenance: Provenance::new(&answer.view),
    })?;
    write!(out, "{},\"assignments\":[", &head[..head.len() - 1])?;
    let mut line = Vec::new();
    for (at, row) in answer.rows().enumerate() {
        line.clear();
        line.extend_from_slice(if at == 0 { b"\n" } else { b",\n" });
        serde_json::to_writer(&mut line, &row)?;
        out.write_all(&line)?;
    }
    out.write_all(b"\n]}\n")
}
