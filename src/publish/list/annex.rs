//! The annex (*lampiran*) as rows: who goes to which hub, kecamatan by kecamatan of the hubs.
//!
//! In: the answer. Out: columns and rows that the page and the workbook both write, so that they cannot differ. Must not know: how
//! anything is written.

use super::district_name;
use crate::model::{Grade, Labels, RegionId, School};
use crate::plan::State;
use crate::publish::{Assignments, sentences};
use crate::snapshot::View;
use std::collections::BTreeMap;

/// How many columns the annex has.
pub(super) const COLUMNS: usize = 12;

/// The headings of the annex in the programme's words.
pub(super) fn columns(labels: &Labels) -> [String; COLUMNS] {
    let Labels { hub, member, .. } = labels;
    [
        "No".to_owned(),
        "Kecamatan".to_owned(),
        format!("NPSN {hub}"),
        sentences::capital(hub),
        "No. urut".to_owned(),
        format!("NPSN {member}"),
        sentences::capital(member),
        "Bentuk".to_owned(),
        "Status".to_owned(),
        format!("Kecamatan {member}"),
        "Jarak (km, garis lurus)".to_owned(),
        "Keterangan".to_owned(),
    ]
}

/// The clusters of the hubs of one kecamatan.
pub(in crate::publish) struct District<'a> {
    /// The kecamatan; `None` where the list does not say it.
    pub(super) id: Option<RegionId>,
    /// Its name, empty where the list does not say it.
    pub(super) name: &'a str,
    /// Its clusters, by hub.
    pub(in crate::publish) clusters: Vec<Cluster<'a>>,
}

/// A hub with the members that concern the area.
pub(in crate::publish) struct Cluster<'a> {
    /// Number in the whole annex, from 1.
    pub(in crate::publish) number: usize,
    /// The hub.
    pub(in crate::publish) hub: &'a School,
    /// Whether the hub lies in the area.
    pub(super) located: bool,
    /// Where the cluster best meets.
    pub(super) meeting: Option<&'a School>,
    /// The members, nearest first.
    pub(in crate::publish) members: Vec<Member<'a>>,
}

/// One member.
pub(in crate::publish) struct Member<'a> {
    /// The school.
    pub(in crate::publish) school: &'a School,
    /// Name of its kecamatan.
    pub(super) district: &'a str,
    /// Straight line to the hub.
    pub(super) metres: u32,
    /// What an official must know about the row; constant words only.
    pub(super) notes: Vec<&'static str>,
}

impl District<'_> {
    /// The name, or that there is none.
    pub(super) fn title(&self) -> &str {
        if self.name.is_empty() { "tidak tertulis" } else { self.name }
    }

    /// How many members its clusters have.
    pub(super) fn members(&self) -> usize {
        self.clusters.iter().map(|cluster| cluster.members.len()).sum()
    }

    /// The straight lines of all members together.
    pub(super) fn metres(&self) -> u64 {
        self.clusters.iter().flat_map(|cluster| &cluster.members).map(|member| u64::from(member.metres)).sum()
    }
}

/// The kecamatan of a hub: its code, which gives the order, and which region it is.
pub(in crate::publish) type Key<'a> = (&'a str, Option<RegionId>);
/// Hubs by their place in the plan, each with the members that concern the area.
type Clusters = BTreeMap<u32, Vec<u32>>;

/// The annex of an answer, by code of the kecamatan.
pub(in crate::publish) fn districts<'a>(answer: &Assignments<'a>) -> Vec<District<'a>> {
    let regions = answer.view.regions();
    let mut number = 0;
    let district = |((_, id), clusters): (Key<'a>, Clusters)| {
        let cluster = |(place, members)| {
            number += 1;
            cluster(answer, number, place, members)
        };
        District { id, name: id.map_or("", |id| &regions.get(id).name), clusters: clusters.into_iter().map(cluster).collect() }
    };
    by_code(answer).into_iter().map(district).collect()
}

/// Where a cluster stands in an annex: the code of its hub's kecamatan comes first, and then the hub.
pub(in crate::publish) fn key<'a>(view: &View<'a>, place: u32) -> Key<'a> {
    let district = view.school(view.hub(place).school).regions.district;
    (district.map_or("", |id| &*view.regions().get(id).code.text), district)
}

fn by_code<'a>(answer: &Assignments<'a>) -> BTreeMap<Key<'a>, Clusters> {
    let view = &answer.view;
    let mut by_code: BTreeMap<Key<'a>, Clusters> = BTreeMap::new();
    for at in answer.located.iter().chain(&answer.outside) {
        let Some(place) = view.hub_place(*at) else { continue };
        let members = by_code.entry(key(view, place)).or_default().entry(place).or_default();
        if matches!(view.state(*at), State::Member { .. }) {
            members.push(*at);
        }
    }
    by_code
}

fn cluster<'a>(answer: &Assignments<'a>, number: usize, place: u32, mut members: Vec<u32>) -> Cluster<'a> {
    let view = &answer.view;
    let hub_at = view.hub(place).school;
    let hub = view.school(hub_at);
    members.sort_by_key(|at| (metres(view, *at), *at));
    let member = |at: u32| {
        let school = view.school(at);
        let notes = notes(answer, at, hub);
        Member { school, district: district_name(view, school), metres: metres(view, at), notes }
    };
    Cluster {
        number,
        hub,
        located: answer.area.holds(view, hub_at),
        meeting: answer.meetings.get(&place).copied(),
        members: members.into_iter().map(member).collect(),
    }
}

fn metres(view: &View<'_>, at: u32) -> u32 {
    match view.state(at) {
        State::Member { metres, .. } => metres,
        _ => 0,
    }
}

fn notes(answer: &Assignments<'_>, at: u32, hub: &School) -> Vec<&'static str> {
    let view = &answer.view;
    let school = view.school(at);
    let (crosses, required) = match view.state(at) {
        State::Member { crosses, required, .. } => (crosses, required),
        _ => (false, false),
    };
    let notes = [
        (!answer.area.holds(view, at), "di luar wilayah"),
        (required, "pasangan diwajibkan"),
        (crosses, "lintas wilayah pilihan"),
        (school.grade == Grade::Doubtful, "titik meragukan"),
        (school.is_approximate(), "titik perkiraan (kecamatan)"),
        (hub.grade == Grade::Doubtful, "titik hub meragukan"),
        (hub.is_approximate(), "titik hub perkiraan"),
    ];
    notes.into_iter().filter_map(|(holds, note)| holds.then_some(note)).collect()
}
