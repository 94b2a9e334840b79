//! What indexes know of a question: the features that can answer it.
//!
//! In: a question. Out: keys, growing, with every feature that fits among them. Must not know: whether these really fit.

use crate::cql2::Need;
use crate::index::Set;
use crate::model::{Level, RegionId};
use crate::publish::columns::columns;
use crate::publish::ogc::facts::Fact;
use crate::publish::ogc::{Population, Question};
use crate::publish::{BBox, Layer, select};
use geo::Rect;

/// The features that can fit, growing; `None` when no index knows any of what is asked.
pub(super) fn candidates(population: &Population<'_>, question: &Question) -> Option<Vec<u32>> {
    let layer = population.layer()?;
    let view = population.view();
    let mut marked: Option<Set> = None;
    let mut boxed: Option<Vec<u32>> = None;
    let windows = question.window.and_then(|window| window.around()).into_iter();
    let needs: Vec<Need<'_>> = question.needs().collect();
    for set in needs.iter().filter_map(|need| marks(population, layer, need)) {
        match &mut marked {
            Some(marked) => marked.cut(&set),
            None => marked = Some(set),
        }
    }
    for bbox in needs.iter().filter_map(bbox_of).chain(windows) {
        let Some(found) = in_box(population, &bbox) else { continue };
        if boxed.as_ref().is_none_or(|boxed| found.len() < boxed.len()) {
            boxed = Some(found);
        }
    }
    let mut found: Vec<u32> = match (boxed, &marked) {
        (None, None) => return None,
        (Some(boxed), None) => boxed,
        (Some(boxed), Some(marked)) => boxed.into_iter().filter(|key| marked.has(*key)).collect(),
        (None, Some(marked)) => marked.iter().collect(),
    };
    found.retain(|key| population.stands_for(view.state(*key)));
    Some(found)
}

/// The schools that meet a need for a level or a region, and perhaps others.
fn marks(population: &Population<'_>, layer: Layer, need: &Need<'_>) -> Option<Set> {
    let name = |column: usize| columns(layer.into())[column].name;
    match need {
        Need::OneOf(column, texts) if Fact::of(name(*column)) == Some(Fact::Level) => Some(of_levels(population, texts)),
        Need::OneOf(column, texts) if is_code(name(*column)) => {
            let view = population.view();
            let named = |text: &&str| {
                view.regions().beginning(text).filter(|id| &*view.regions().get(*id).code.text == *text).collect::<Vec<_>>()
            };
            Some(in_regions(population, texts.iter().flat_map(named)))
        }
        Need::Begins(column, text) if !text.is_empty() && is_code(name(*column)) => {
            let regions = population.view().regions();
            // A region lies in the one above it, whose schools are marked already.
            let is_topmost = |id: &RegionId| {
                regions.get(*id).parent.is_none_or(|above| !regions.get(above).code.text.starts_with(text.as_str()))
            };
            Some(in_regions(population, regions.beginning(text).filter(is_topmost)))
        }
        Need::OneOf(..) | Need::Begins(..) | Need::Meets(_) => None,
    }
}

/// Whether a column is the code of a region in which the feature's school is located.
fn is_code(column: &str) -> bool {
    matches!(column, "region" | "province_code" | "regency_code" | "district_code")
}

fn of_levels(population: &Population<'_>, names: &[&str]) -> Set {
    let view = population.view();
    let mut set = Set::new(view.schools().len());
    for level in Level::ALL.into_iter().filter(|level| names.contains(&level.as_str())) {
        set.unite(view.lists.of_level(level));
    }
    set
}

/// The schools located in regions.
fn in_regions(population: &Population<'_>, regions: impl Iterator<Item = RegionId>) -> Set {
    let view = population.view();
    let mut set = Set::new(view.schools().len());
    regions.flat_map(|id| view.lists.of(id)).for_each(|school| set.add(*school));
    set
}

fn bbox_of(need: &Need<'_>) -> Option<BBox> {
    if let Need::Meets(bounds) = need { bounds_of(bounds) } else { None }
}

fn bounds_of(bounds: &Rect) -> Option<BBox> {
    BBox::new([bounds.min().x, bounds.min().y, bounds.max().x, bounds.max().y]).ok()
}

/// The features in a box of degrees: schools exactly, clusters and links by the boxes around them.
pub(super) fn in_box(population: &Population<'_>, bbox: &BBox) -> Option<Vec<u32>> {
    let view = population.view();
    match population.layer()? {
        Layer::Schools => view.meeting(bbox.bounds(), None),
        layer => select::meeting(view, layer, bbox),
    }
}
