//! The columns of a cluster; the record is its hub's.

use crate::geodesy::{METHOD, Point};
use crate::model::{Level, School};
use crate::plan::{self, HubPlan, State};
use crate::publish::columns::Entry;
use crate::publish::columns::Kind::{Boolean, Integer, Number, Text, TextList};
use crate::publish::columns::located::{Get, LocatedRecord, is_doubtful};
use crate::publish::text::kilometres;
use crate::snapshot::View;

/// What is measured over all members at once.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Figures {
    total_m: u64,
    median_m: Option<u32>,
    max_m: Option<u32>,
    crossings: usize,
    doubtful: usize,
}

impl Figures {
    fn new(view: &View<'_>, members: &[u32]) -> Self {
        let mut metres = Vec::with_capacity(members.len());
        let mut crossings = 0;
        for member in members {
            if let State::Member { metres: own, crosses, .. } = view.state(*member) {
                metres.push(own);
                crossings += usize::from(crosses);
            }
        }
        metres.sort_unstable();
        Self {
            total_m: metres.iter().copied().map(u64::from).sum(),
            median_m: metres.get(metres.len().saturating_sub(1) / 2).copied(),
            max_m: metres.last().copied(),
            crossings,
            doubtful: members.iter().filter(|at| is_doubtful(view.school(**at))).count(),
        }
    }
}

impl<'a> LocatedRecord<'a> {
    fn cluster(&self) -> Option<&'a HubPlan> {
        self.place.map(|place| self.view.hub(place))
    }

    pub(in crate::publish) fn members(&self) -> &'a [u32] {
        self.cluster().map_or(&[], |cluster| &cluster.members)
    }

    fn load(&self) -> u32 {
        u32::try_from(self.members().len()).unwrap_or(u32::MAX)
    }

    fn figures(&self) -> &Figures {
        self.figures.get_or_init(|| Figures::new(&self.view, self.members()))
    }

    fn meeting(&self) -> Option<&'a School> {
        meeting_school(&self.view, self.place?)
    }
}

/// The school where a cluster's learning group meets; never one that is planned at the middle of its kecamatan, as nobody knows where
/// it is.
pub(in crate::publish) fn meeting_school<'a>(view: &View<'a>, place: u32) -> Option<&'a School> {
    let plan = view.hub(place);
    let mut schools: Vec<u32> = plan.members.iter().copied().chain([plan.school]).collect();
    schools.sort_unstable();
    let placed: Vec<(u32, Point)> = schools
        .into_iter()
        .filter(|at| !view.school(*at).is_approximate())
        .filter_map(|at| Some((at, Point::new(view.school(at).position?))))
        .collect();
    let points: Vec<Point> = placed.iter().map(|(_, point)| *point).collect();
    plan::meeting_place(&points).map(|at| view.school(placed[at].0))
}

pub(super) const COLUMNS: &[Entry<Get>] = &[
    Entry::always("hub", Text, "NPSN of the hub.", |r| r.school.npsn.as_str().into()),
    Entry::always("hub_name", Text, "Name of the hub.", |r| (&*r.school.name).into()),
    Entry::always("label", Text, "The programme's word for a cluster, in Indonesian.", |r| {
        (&*r.view.programme.labels_id.cluster).into()
    }),
    Entry::always("form", Text, "Official form of the hub.", |r| r.school.form.as_str().into()),
    Entry::maybe("level", Text, "Group of equivalent forms.", |r| r.school.level().map(Level::as_str).into()),
    Entry::always("members", Integer, "Members, the hub not among them.", |r| r.load().into()),
    Entry::maybe("places", Integer, "Most members that the hub may have; null without limit.", |r| {
        r.cluster().and_then(|cluster| cluster.places).into()
    }),
    Entry::maybe("free_places", Integer, "Places without a member.", |r| {
        let places = r.cluster().and_then(|cluster| cluster.places);
        places.map(|places| places.saturating_sub(r.load())).into()
    }),
    Entry::always("overload", Integer, "Members beyond its places; only a practice has them.", |r| {
        let places = r.cluster().and_then(|cluster| cluster.places);
        places.map_or(0, |places| r.load().saturating_sub(places)).into()
    }),
    Entry::always("minimum", Integer, "Members that the hub should have at least.", |r| {
        r.cluster().map_or(0, |cluster| cluster.min).into()
    }),
    Entry::always("below_minimum", Boolean, "Whether it has fewer.", |r| {
        r.cluster().is_some_and(|cluster| r.load() < cluster.min).into()
    }),
    Entry::always("distance_total_m", Integer, "Sum of the members' distances in metres.", |r| r.figures().total_m.into()),
    Entry::maybe("distance_median_m", Integer, "Median of them.", |r| r.figures().median_m.into()),
    Entry::maybe("distance_max_m", Integer, "Greatest of them.", |r| r.figures().max_m.into()),
    Entry::maybe("distance_max_km", Number, "The same in kilometres with two decimals.", |r| {
        r.figures().max_m.map(kilometres).into()
    }),
    Entry::always("distance_method", Text, "How distances were measured.", |_| METHOD.into()),
    Entry::always("crossings", Integer, "Members from another tier region.", |r| r.figures().crossings.into()),
    Entry::always("doubtful_members", Integer, "Members whose position is not trusted.", |r| r.figures().doubtful.into()),
    Entry::always("hub_grade", Text, "Whether the hub's position can be trusted: ok, doubtful, unusable.", |r| {
        r.school.grade.as_str().into()
    }),
    Entry::always("hub_approximate", Boolean, "Whether the hub is planned at the middle of its kecamatan.", |r| {
        r.school.is_approximate().into()
    }),
    Entry::maybe("meeting_place", Text, "NPSN of the school with the least total distance to the others.", |r| {
        r.meeting().map(|school| school.npsn.as_str()).into()
    }),
    Entry::maybe("meeting_place_name", Text, "Name of that school.", |r| r.meeting().map(|school| &*school.name).into()),
    Entry::always("member_npsn", TextList, "NPSN of the members.", |r| {
        super::Value::TextList(r.members().iter().map(|at| r.view.school(*at).npsn.as_str()).collect())
    }),
];
