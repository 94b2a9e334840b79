//! What indexes know of a question: the features that can answer it.
//!
//! In: a question. Out: keys, growing, with every feature that fits among them. Must not know: whether these really fit.

use crate::cql2::{Need, Predicate};
use crate::publish::columns::columns;
use crate::publish::ogc::{Population, Question};
use crate::publish::select::touches;
use crate::publish::{BBox, Layer};
use geo::Rect;

/// The features that can fit, growing: all of them, or what an index finds.
pub(super) fn candidates(population: &Population<'_>, question: &Question) -> Vec<u32> {
    let needs: Vec<Need<'_>> = question.filter.iter().flat_map(|(filter, columns)| needs(filter, columns)).collect();
    let bbox = question.window.and_then(|window| window.around());
    let from_window = bbox.and_then(|bbox| in_box(population, &bbox));
    let found = needs.iter().filter_map(|need| indexed(population, need)).chain(from_window);
    let mut found = found.min_by_key(Vec::len).unwrap_or_else(|| population.keys());
    if population.layer().is_some() {
        let view = population.view();
        found.retain(|key| population.stands_for(view.state(*key)));
        // A level is seen at a glance, a record has to be made.
        for texts in needs.iter().filter_map(|need| levels(population, need)) {
            found.retain(|key| view.school(*key).level().is_some_and(|level| texts.contains(&level.as_str())));
        }
    }
    found
}

/// The levels of which a need wants one.
fn levels<'n>(population: &Population<'_>, need: &'n Need<'_>) -> Option<&'n [&'n str]> {
    match need {
        Need::OneOf(column, texts) if is_named(population, *column, &["level"]) => Some(texts),
        _ => None,
    }
}

/// What the filter needs, in columns of the collection's table.
fn needs<'f>(filter: &'f Predicate, columns: &'f [Option<usize>]) -> impl Iterator<Item = Need<'f>> {
    filter.needs().into_iter().filter_map(|need| match need {
        Need::OneOf(column, texts) => Some(Need::OneOf(columns[column]?, texts)),
        Need::Begins(column, text) => Some(Need::Begins(columns[column]?, text)),
        Need::Meets(bounds) => Some(Need::Meets(bounds)),
    })
}

/// The features that meet a need, where an index knows them, and perhaps others.
fn indexed(population: &Population<'_>, need: &Need<'_>) -> Option<Vec<u32>> {
    match need {
        Need::Meets(bounds) => in_box(population, &bounds_of(bounds)?),
        Need::OneOf(column, texts) if is_code(population, *column) => Some(in_regions(population, &|code| texts.contains(&code))),
        Need::Begins(column, text) if !text.is_empty() && is_code(population, *column) => {
            Some(in_regions(population, &|code| code.starts_with(text.as_str())))
        }
        Need::OneOf(..) | Need::Begins(..) => None,
    }
}

/// Whether a column is the code of a region in which the feature's school is located.
fn is_code(population: &Population<'_>, column: usize) -> bool {
    is_named(population, column, &["region", "province_code", "regency_code", "district_code"])
}

/// Whether a column of features that stand for schools has one of these names.
fn is_named(population: &Population<'_>, column: usize, names: &[&str]) -> bool {
    population.layer().is_some_and(|layer| names.contains(&columns(layer.into())[column].name))
}

/// The schools located in the regions whose code fits, growing.
fn in_regions(population: &Population<'_>, fits: &dyn Fn(&str) -> bool) -> Vec<u32> {
    let view = population.view();
    // A school is in the lists of all its regions: marks are cheaper than sorting the lists together.
    let mut marks = vec![0_u64; view.schools().len().div_ceil(64)];
    for (id, _) in view.regions().iter().filter(|(_, region)| fits(&region.code.text)) {
        for school in view.lists.of(id) {
            marks[*school as usize / 64] |= 1 << (school % 64);
        }
    }
    let bits =
        (0..).zip(marks).flat_map(|(word, mark)| (0..64).filter(move |bit| mark >> bit & 1 == 1).map(move |bit| word * 64 + bit));
    bits.collect()
}

fn bounds_of(bounds: &Rect) -> Option<BBox> {
    BBox::new([bounds.min().x, bounds.min().y, bounds.max().x, bounds.max().y]).ok()
}

/// The features in a box of degrees: schools exactly, clusters and links by the boxes around them.
pub(super) fn in_box(population: &Population<'_>, bbox: &BBox) -> Option<Vec<u32>> {
    let view = population.view();
    match population.layer()? {
        Layer::Schools => view.meeting(bbox.bounds(), None),
        layer => Some(population.keys().into_iter().filter(|key| touches(view, layer, bbox, *key)).collect()),
    }
}
