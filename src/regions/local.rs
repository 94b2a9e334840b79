//! Regions that only this list knows: in no table, but they still group schools.

use crate::model::{RegionCode, RegionId, RegionLevel};
use crate::regions::names::{self, Name};
use crate::regions::row::Stated;
use crate::regions::{Region, Regions};
use std::collections::HashMap;

/// What makes two mentions the same local region: the code or, without one, the name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Mark {
    Code(Box<str>),
    Name(Box<str>),
}

/// The local regions of a table.
#[derive(Clone, Debug, Default)]
pub(super) struct Locals {
    /// By level, parent and mark.
    by_parent: HashMap<(RegionLevel, Option<RegionId>, Mark), RegionId>,
    /// The same without parent, for rows that do not state one; in the order made.
    by_mark: HashMap<(RegionLevel, Mark), Vec<RegionId>>,
    /// Local code texts, each of one region.
    by_text: HashMap<Box<str>, RegionId>,
}

impl Locals {
    pub(super) fn by_text(&self, text: &str) -> Option<RegionId> {
        self.by_text.get(text).copied()
    }
}

impl Regions {
    /// The local region of a mention, made when it is new.
    ///
    /// A row without parent means the only region of that mark, and a region without parent gets that of the first row which has one.
    pub(super) fn local(&mut self, level: RegionLevel, stated: Stated<'_>, parent: Option<RegionId>) -> RegionId {
        let mark = mark(level, stated);
        let id = self.known_local(level, &mark, parent).unwrap_or_else(|| self.new_local(level, stated, parent, mark));
        let region = &mut self.regions[id.index()];
        // Until a row brings a name, a region bears its code.
        if !stated.name.is_empty() && *region.name == *stated.code {
            region.name = names::tidy(stated.name).into();
        }
        id
    }

    fn known_local(&mut self, level: RegionLevel, mark: &Mark, parent: Option<RegionId>) -> Option<RegionId> {
        if let Some(id) = self.locals.by_parent.get(&(level, parent, mark.clone())) {
            return Some(*id);
        }
        if parent.is_none() {
            let same = self.locals.by_mark.get(&(level, mark.clone()));
            return same.filter(|ids| ids.len() == 1).map(|ids| ids[0]);
        }
        let orphan = self.locals.by_parent.remove(&(level, None, mark.clone()))?;
        self.regions[orphan.index()].parent = parent;
        self.locals.by_parent.insert((level, parent, mark.clone()), orphan);
        Some(orphan)
    }

    fn new_local(&mut self, level: RegionLevel, stated: Stated<'_>, parent: Option<RegionId>, mark: Mark) -> RegionId {
        let id = RegionId::from_index(self.regions.len());
        let own = if stated.code.is_empty() { names::tidy(stated.name) } else { stated.code.to_owned() };
        let text = self.free_text(&own, level, parent);
        self.locals.by_text.insert(text.as_str().into(), id);
        self.locals.by_mark.entry((level, mark.clone())).or_default().push(id);
        self.locals.by_parent.insert((level, parent, mark), id);
        self.regions.push(Region { code: RegionCode::local(&text), name: own.into(), level, parent });
        self.search.take();
        id
    }

    /// A code text that no other region has: the list's own or, when it is taken, the parent's before it.
    fn free_text(&self, own: &str, level: RegionLevel, parent: Option<RegionId>) -> String {
        let taken = |text: &str| self.national_by_code(text).is_some() || self.locals.by_text.contains_key(text);
        if !taken(own) {
            return own.to_owned();
        }
        let before = parent.map_or(level.as_str(), |parent| &self.get(parent).code.text);
        let text = format!("{before}:{own}");
        let mut numbered = (2..).map(|number| format!("{text}:{number}"));
        if taken(&text) { numbered.find(|text| !taken(text)).expect("numbers do not end") } else { text }
    }
}

fn mark(level: RegionLevel, stated: Stated<'_>) -> Mark {
    if !stated.code.is_empty() {
        return Mark::Code(stated.code.into());
    }
    Mark::Name(match Name::read(level, stated.name) {
        // A kabupaten and a kota of one name are two regions here as well.
        Some(name) => format!("{:?} {}", name.kind, name.strict).into(),
        None => names::tidy(stated.name).into(),
    })
}
