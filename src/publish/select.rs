//! Which features are asked for, and the page of them that is answered.

use crate::index::Bounds;
use crate::model::{Level, LonLat, Npsn, RegionId};
use crate::plan::{HubPlan, State};
use crate::publish::geojson::CLUSTER_MARGIN_M;
use crate::snapshot::View;

/// A collection over schools; a feature's id is an NPSN in all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Layer {
    /// One point a school.
    Schools,
    /// One polygon a hub with its members.
    Clusters,
    /// One line from a hub to a member.
    Links,
}

/// A box in degrees; west above east crosses 180 degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BBox {
    west: f64,
    south: f64,
    east: f64,
    north: f64,
}

/// Why four numbers are no box.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum BBoxError {
    /// A corner is no position.
    #[error("expected west,south,east,north as degrees in -180..180 and -90..90")]
    Range,
    /// South lies above north.
    #[error("expected south at most north, found {south} above {north}")]
    Inverted {
        /// The second number.
        south: f64,
        /// The fourth number.
        north: f64,
    },
}

impl BBox {
    /// A box from west, south, east and north.
    ///
    /// # Errors
    /// [`BBoxError`] when a number is not finite or out of range, or south lies above north.
    pub fn new([west, south, east, north]: [f64; 4]) -> Result<Self, BBoxError> {
        if LonLat::new(west, south).is_err() || LonLat::new(east, north).is_err() {
            return Err(BBoxError::Range);
        }
        if south > north {
            return Err(BBoxError::Inverted { south, north });
        }
        Ok(Self { west, south, east, north })
    }

    pub(super) fn bounds(&self) -> Bounds {
        Bounds::new(self.west, self.south, self.east, self.north).expect("the corners were checked when the box was made")
    }

    /// The box with so many metres more on each side.
    fn widened(&self, metres: f64) -> Self {
        // A degree of longitude is never longer than 111,320 m; divided by the cosine it is widened enough.
        let margin = metres / 110_000.0;
        let aside = margin / self.south.abs().max(self.north.abs()).to_radians().cos().max(0.01);
        // West of 180 degrees is east of it.
        let around = |lon: f64| if lon.abs() > 180.0 { lon - 360.0_f64.copysign(lon) } else { lon };
        let whole = self.west <= self.east && self.east - self.west + 2.0 * aside >= 360.0;
        let [west, east] = if whole { [-180.0, 180.0] } else { [around(self.west - aside), around(self.east + aside)] };
        Self { west, south: (self.south - margin).max(-90.0), east, north: (self.north + margin).min(90.0) }
    }

    /// Whether the box shares a point with the box around some positions, widened by `margin_m` metres.
    fn meets(&self, positions: impl Iterator<Item = LonLat>, margin_m: f64) -> bool {
        let Some([mut west, mut south, mut east, mut north]) = extent(positions) else { return false };
        // A degree of longitude is never longer than 111,320 m; divided by the cosine it is widened enough.
        let margin = margin_m / 110_000.0;
        let shrink = south.abs().max(north.abs()).to_radians().cos().max(0.01);
        (west, east, south, north) = (west - margin / shrink, east + margin / shrink, south - margin, north + margin);
        let lat = south <= self.north && north >= self.south;
        lat && if self.west <= self.east {
            west <= self.east && east >= self.west
        } else {
            east >= self.west || west <= self.east
        }
    }
}

fn extent(positions: impl Iterator<Item = LonLat>) -> Option<[f64; 4]> {
    positions.fold(None, |extent, at| {
        let [west, south, east, north] = extent.unwrap_or([at.lon(), at.lat(), at.lon(), at.lat()]);
        Some([west.min(at.lon()), south.min(at.lat()), east.max(at.lon()), north.max(at.lat())])
    })
}

/// What is asked for; everything given must hold.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Selection {
    /// Schools located there; clusters of which the hub or any member is; links of which an end is.
    pub region: Option<RegionId>,
    /// This level only.
    pub level: Option<Level>,
    /// Only the cluster of this hub or member; nothing when it has none.
    pub hub: Option<Npsn>,
    /// What touches this box; a school without a usable position touches none.
    pub bbox: Option<BBox>,
    /// At most so many features.
    pub limit: Option<usize>,
    /// Only ids after this one.
    pub after: Option<Npsn>,
    /// Whether schools that the rules leave out are among the schools.
    pub out_of_scope: bool,
}

/// The features of one answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Indices of the schools that give the features their ids, in NPSN order.
    pub items: Vec<u32>,
    /// Features that fit the question on all pages together.
    pub matched: u64,
    /// `after` of the next page; `None` on the last one.
    pub next: Option<Npsn>,
}

/// So many matches are listed at once; of more, only as many are looked for as the page shows.
const FEW: usize = 4_096;

/// Finds the features of a question.
///
/// Cost: for schools, with or without a box and a level, some microseconds and the page; else one pass over the schools of the
/// region, or of the country.
#[must_use]
pub fn select(view: &View<'_>, layer: Layer, selection: &Selection) -> Page {
    match count(view, layer, selection) {
        Some(matched) if matched > FEW => walk(view, layer, selection, matched),
        _ => list(view, layer, selection),
    }
}

/// How many features fit, where that is known without looking at each.
fn count(view: &View<'_>, layer: Layer, selection: &Selection) -> Option<usize> {
    if layer != Layer::Schools || selection.region.is_some() || selection.hub.is_some() || selection.out_of_scope {
        return None;
    }
    match (selection.bbox, selection.level) {
        (Some(bbox), level) => view.count_in(bbox.bounds(), level),
        (None, None) => usize::try_from(view.plan.counts.schools).ok(),
        (None, Some(_)) => None,
    }
}

/// Goes through the schools in NPSN order until the page is full.
fn walk(view: &View<'_>, layer: Layer, selection: &Selection, matched: usize) -> Page {
    let schools = view.schools();
    let first = selection.after.map_or(0, |after| schools.partition_point(|school| school.npsn <= after));
    let limit = selection.limit.unwrap_or(usize::MAX);
    let rest = (0_u32..).zip(schools).map(|(at, _)| at).skip(first);
    let fitting = rest.filter(|at| fits(view, layer, selection, None, *at));
    page(view, fitting.take(limit.saturating_add(1)).collect(), limit, matched)
}

/// Lists all that fit, and cuts the page out.
fn list(view: &View<'_>, layer: Layer, selection: &Selection) -> Page {
    let from_box = in_box(view, layer, selection);
    // What the trees found fits but for the cluster.
    let selection = Selection { bbox: selection.bbox.filter(|_| from_box.is_none()), ..*selection };
    let mut items = from_box.unwrap_or_else(|| candidates(view, layer, selection.region));
    let cluster = selection.hub.map(|npsn| view.find(npsn).and_then(|at| view.hub_place(at)));
    items.retain(|at| fits(view, layer, &selection, cluster, *at));
    let matched = items.len();
    if let Some(after) = selection.after {
        let first = items.partition_point(|at| view.school(*at).npsn <= after);
        items.drain(..first);
    }
    page(view, items, selection.limit.unwrap_or(usize::MAX), matched)
}

/// The first of some items, and where the next page begins.
fn page(view: &View<'_>, mut items: Vec<u32>, limit: usize, matched: usize) -> Page {
    let more = items.len() > limit;
    items.truncate(limit);
    let next = items.last().filter(|_| more).map(|at| view.school(*at).npsn);
    Page { items, matched: matched as u64, next }
}

/// The schools whose features may fit, in NPSN order.
fn candidates(view: &View<'_>, layer: Layer, region: Option<RegionId>) -> Vec<u32> {
    let mut items: Vec<u32> = match layer {
        Layer::Schools => view.located(region).collect(),
        Layer::Clusters => {
            let places = view.located(region).filter_map(|at| view.hub_place(at));
            places.map(|place| view.hub(place).school).collect()
        }
        Layer::Links => view.located(region).flat_map(|at| linked(view, at)).copied().collect(),
    };
    items.sort_unstable();
    items.dedup();
    items
}

/// The features of a box and level, in NPSN order, where the trees can tell.
fn in_box(view: &View<'_>, layer: Layer, selection: &Selection) -> Option<Vec<u32>> {
    let alone = selection.region.is_none() && !selection.out_of_scope;
    let bbox = selection.bbox.filter(|_| alone)?;
    if layer == Layer::Schools { view.meeting(bbox.bounds(), selection.level) } else { meeting(view, layer, &bbox) }
}

/// The clusters or links whose box meets a box, in NPSN order of the schools that give them their ids, where the trees can tell.
pub(super) fn meeting(view: &View<'_>, layer: Layer, bbox: &BBox) -> Option<Vec<u32>> {
    let places = view.clusters_meeting(bbox.widened(CLUSTER_MARGIN_M).bounds())?;
    let hubs = places.into_iter().map(|place| view.hub(place));
    let schools = |hub: &'_ HubPlan| match layer {
        Layer::Links => hub.members.clone(),
        Layer::Schools | Layer::Clusters => vec![hub.school],
    };
    let mut found: Vec<u32> = hubs.flat_map(schools).filter(|at| touches(view, layer, bbox, *at)).collect();
    found.sort_unstable();
    Some(found)
}

/// The members whose links end at a school: of a hub all its members, of a member itself.
fn linked<'a>(view: &View<'a>, at: u32) -> &'a [u32] {
    match view.state(at) {
        State::Hub(place) => &view.hub(place).members,
        State::Member { hub, .. } => {
            let members = &view.hub(hub).members;
            members.binary_search(&at).map_or(&[], |found| std::slice::from_ref(&members[found]))
        }
        State::OutOfScope(_) | State::NeedsCheck | State::Unreached => &[],
    }
}

/// `cluster` is the place of the hub that is asked for: `Some(None)` when the school asked for has no cluster.
fn fits(view: &View<'_>, layer: Layer, selection: &Selection, cluster: Option<Option<u32>>, at: u32) -> bool {
    let school = view.school(at);
    if layer == Layer::Schools && !selection.out_of_scope && matches!(view.state(at), State::OutOfScope(_)) {
        return false;
    }
    selection.level.is_none_or(|level| school.level() == Some(level))
        && cluster.is_none_or(|wanted| wanted.is_some() && view.hub_place(at) == wanted)
        && selection.bbox.is_none_or(|bbox| touches(view, layer, &bbox, at))
}

/// Whether the box around a feature meets a box.
pub(super) fn touches(view: &View<'_>, layer: Layer, bbox: &BBox, at: u32) -> bool {
    let own = std::iter::once(at);
    let position = |at: u32| view.school(at).position;
    match (layer, view.hub_place(at)) {
        (Layer::Schools, _) | (_, None) => position(at).is_some_and(|position| bbox.bounds().holds(position)),
        (Layer::Clusters, Some(place)) => {
            let members = view.hub(place).members.iter().copied();
            bbox.meets(own.chain(members).filter_map(position), CLUSTER_MARGIN_M)
        }
        (Layer::Links, Some(place)) => bbox.meets(own.chain([view.hub(place).school]).filter_map(position), 0.0),
    }
}
