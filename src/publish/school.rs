//! One school: itself, its neighbours, its assignment with the reasons.

use crate::geodesy::{METHOD, whole_metres};
use crate::model::{Code, Level, School, Status};
use crate::plan::file::Mark;
use crate::plan::{Alternative, Cost, NearestHub, State, Unlock, UnreachedSchool, Why};
use crate::publish::Layer;
use crate::publish::columns::{Record, RegionColumns, reason, role};
use crate::publish::geojson::{Feature, Features, Geometry, position, write_feature};
use crate::publish::regions::write_line;
use crate::publish::sentences;
use crate::publish::text::kilometres;
use crate::publish::words::Reader;
use crate::snapshot::{Neighbour, View};
use serde::Serialize;
use std::io::{self, Write};

/// How many other hubs an answer compares.
pub(super) const ALTERNATIVES: usize = 3;

/// Writes one school as a GeoJSON feature, the same as in the collection of schools.
///
/// # Errors
/// Those of the writer.
pub fn write_one(view: &View<'_>, at: u32, out: &mut dyn Write) -> io::Result<()> {
    let mut line = Vec::with_capacity(1024);
    write_feature(&Record::new(view, Layer::Schools, at), &mut line)?;
    line.push(b'\n');
    out.write_all(&line)
}

/// Properties of a neighbour.
#[derive(Serialize)]
struct NeighbourProperties<'a> {
    npsn: &'a str,
    name: &'a str,
    form: &'a str,
    level: Option<&'static str>,
    status: Option<&'static str>,
    role: &'static str,
    is_hub: bool,
    rank: usize,
    of: &'a str,
    distance_m: u32,
    distance_km: f64,
    distance_method: &'static str,
    grade: &'static str,
    approximate: bool,
    #[serde(flatten)]
    regions: RegionColumns<'a>,
}

/// Writes the neighbours of a school, which [`View::neighbours`] found, as a GeoJSON FeatureCollection, nearest first.
///
/// `matched` tells how many there are where these are not all; `None` when the search did not count them.
///
/// # Errors
/// Those of the writer.
pub fn write_neighbours(
    view: &View<'_>,
    at: u32,
    neighbours: &[Neighbour],
    matched: Option<u64>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let features = Features { view, matched, returned: neighbours.len(), next_link: None };
    let of = view.school(at).npsn.as_str();
    let feature = |(order, neighbour): (usize, &Neighbour)| {
        let school = view.school(neighbour.school);
        let metres = whole_metres(neighbour.arc_m);
        let properties = NeighbourProperties {
            npsn: school.npsn.as_str(),
            name: &school.name,
            form: school.form.as_str(),
            level: school.level().map(Level::as_str),
            status: school.status.map(Status::as_str),
            role: role(view.state(neighbour.school)),
            is_hub: school.hub.is_some(),
            rank: order + 1,
            of,
            distance_m: metres,
            distance_km: kilometres(metres),
            distance_method: METHOD,
            grade: school.grade.as_str(),
            approximate: school.is_approximate(),
            regions: RegionColumns::new(view, neighbour.school),
        };
        let point = school.position.map(|own| Geometry::Point(position(own)));
        move |line: &mut Vec<u8>| serde_json::to_writer(line, &Feature::new(school.npsn.as_str(), point, properties))
    };
    features.write(out, neighbours.iter().enumerate().map(feature))
}

/// A school named in an answer, with its distance where that says something.
#[derive(Serialize)]
struct Named<'a> {
    npsn: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    distance_m: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    distance_km: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    distance_method: Option<&'static str>,
    /// Of its position, where it is not good.
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<&'static str>,
}

impl<'a> Named<'a> {
    fn new(school: &'a School, metres: Option<u32>) -> Self {
        Self {
            npsn: school.npsn.as_str(),
            name: &school.name,
            distance_m: metres,
            distance_km: metres.map(kilometres),
            distance_method: metres.map(|_| METHOD),
            position: Some(Mark::of(school)).filter(|mark| *mark != Mark::Good).map(Mark::as_str),
        }
    }
}

/// A cost of the ordered objective.
#[derive(Serialize)]
pub(super) struct CostOut {
    priority: i64,
    shortfall: i64,
    crossings: i64,
    metres: i64,
}

impl From<Cost> for CostOut {
    fn from(cost: Cost) -> Self {
        let Cost { priority, shortfall, crossings, metres } = cost;
        Self { priority, shortfall, crossings, metres }
    }
}

/// The answer to "why this hub, or why none".
#[derive(Serialize)]
struct Answer<'a> {
    version: &'a str,
    school: Named<'a>,
    state: &'static str,
    state_label: &'a str,
    reason: Option<&'static str>,
    grade: &'static str,
    grade_reason: Option<&'static str>,
    hub: Option<Named<'a>>,
    why: Option<WhyOut<'a>>,
    cluster: Option<ClusterOut<'a>>,
    unreached: Option<UnreachedOut<'a>>,
    sentences: Vec<String>,
}

#[derive(Serialize)]
struct WhyOut<'a> {
    rank: u32,
    decided: &'static str,
    alternatives: Vec<AlternativeOut<'a>>,
}

#[derive(Serialize)]
struct AlternativeOut<'a> {
    hub: Named<'a>,
    rank: u32,
    extra: CostOut,
}

#[derive(Serialize)]
struct ClusterOut<'a> {
    members: Vec<Named<'a>>,
    places: Option<u32>,
    minimum: u32,
    price: CostOut,
}

#[derive(Serialize)]
struct UnreachedOut<'a> {
    nearest: Option<Named<'a>>,
    unlock: UnlockOut<'a>,
}

#[derive(Serialize)]
struct UnlockOut<'a> {
    code: &'static str,
    hub: Option<Named<'a>>,
    gain: Option<CostOut>,
}

/// Writes why a school has its hub, with the exact cost of the next three, or why it has none.
///
/// Cost: states the planning problem again; not for an async executor.
///
/// # Errors
/// Those of the writer, and when the comparison passes the plan's limit on work.
pub fn write_assignment(view: &View<'_>, reader: &Reader, at: u32, out: &mut dyn Write) -> io::Result<()> {
    let school = view.school(at);
    let state = view.state(at);
    let why = view.why(at, ALTERNATIVES).map_err(io::Error::other)?;
    let metres = match state {
        State::Member { metres, .. } => Some(metres),
        _ => None,
    };
    let hub = view.hub_place(at).map(|place| view.school(view.hub(place).school));
    let answer = Answer {
        version: view.version,
        school: Named::new(school, None),
        state: role(state),
        state_label: sentences::state(view, state),
        reason: reason(view, at),
        grade: school.grade.as_str(),
        grade_reason: school.grade_reason.map(Code::as_str),
        hub: hub.map(|hub| Named::new(hub, metres)),
        why: why.as_ref().map(|why| why_out(view, why)),
        cluster: match state {
            State::Hub(place) => Some(cluster_out(view, place)),
            _ => None,
        },
        unreached: view.reason(at).map(|unreached| unreached_out(view, unreached)),
        sentences: reader.explain(view, at, why.as_ref()),
    };
    write_line(&answer, out)
}

fn why_out<'a>(view: &View<'a>, why: &Why) -> WhyOut<'a> {
    let alternative = |other: &Alternative| AlternativeOut {
        hub: Named::new(view.school(view.hub(other.hub).school), Some(other.metres)),
        rank: other.rank,
        extra: other.extra.into(),
    };
    WhyOut { rank: why.rank, decided: why.decided.as_str(), alternatives: why.alternatives.iter().map(alternative).collect() }
}

fn cluster_out<'a>(view: &View<'a>, place: u32) -> ClusterOut<'a> {
    let hub = view.hub(place);
    let member = |at: &u32| match view.state(*at) {
        State::Member { metres, .. } => Named::new(view.school(*at), Some(metres)),
        _ => Named::new(view.school(*at), None),
    };
    ClusterOut {
        members: hub.members.iter().map(member).collect(),
        places: hub.places,
        minimum: hub.min,
        price: hub.price.into(),
    }
}

fn unreached_out<'a>(view: &View<'a>, unreached: &UnreachedSchool) -> UnreachedOut<'a> {
    let named = |at: u32, metres: Option<u32>| Some(Named::new(view.school(at), metres));
    let (hub, gain) = match unreached.unlock {
        Unlock::Reach { hub, metres } | Unlock::CrossRegion { hub, metres } | Unlock::Allow { hub, metres } => {
            (named(hub, Some(metres)), None)
        }
        Unlock::Place { hub, gain } => (named(hub, None), Some(gain.into())),
        Unlock::Assign | Unlock::NewHub => (None, None),
    };
    let nearest = |NearestHub { school, metres }| Named::new(view.school(school), Some(metres));
    UnreachedOut {
        nearest: unreached.nearest.map(nearest),
        unlock: UnlockOut { code: sentences::unlock_code(unreached.unlock), hub, gain },
    }
}
