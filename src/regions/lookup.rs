//! Regions by the code or the words of a user.

use crate::model::{RegionId, RegionLevel};
use crate::regions::codes::{Shape, with_dots};
use crate::regions::names::{self, Name};
use crate::regions::national::{ALIASES, CROSSWALK};
use crate::regions::{Lookup, Regions};

/// How many near regions an unknown code is answered with.
const NEAR: usize = 5;

/// Every name of every region, read once.
#[derive(Clone, Debug)]
pub(super) struct SearchTable {
    entries: Vec<Entry>,
}

#[derive(Clone, Debug)]
struct Entry {
    id: RegionId,
    level: RegionLevel,
    name: Name,
}

impl Regions {
    /// What a code given by a user means; a bare four-digit code is never resolved silently.
    ///
    /// A name stands for a code when one province or regency bears it, or else one district; a name with a slip in it is near, not
    /// found.
    #[must_use]
    pub fn lookup(&self, code: &str) -> Lookup {
        let code = code.trim();
        let shape = Shape::read(code);
        let meanings = self.meanings(code, &shape);
        match meanings.as_slice() {
            [] => self.lookup_name(code, &shape),
            [only] if !matches!(shape, Shape::Four(_)) || !self.is_national(*only) => Lookup::Found(*only),
            _ => Lookup::Ambiguous(meanings),
        }
    }

    /// Every region that has this code in some system: Kemendagri's first, then Kemdikbud's, BPS's and the list's own.
    fn meanings(&self, code: &str, shape: &Shape) -> Vec<RegionId> {
        let mut codes: Vec<String> = Vec::new();
        match shape {
            Shape::Dotted(dotted) if dotted.len() == code.len() => codes.push(dotted.clone()),
            Shape::Four(digits) => {
                codes.push(with_dots(digits));
                let bps = CROSSWALK.iter().filter(|row| row.bps.contains(&digits.as_str()));
                codes.extend(bps.map(|row| row.kemendagri.to_owned()));
            }
            Shape::Six(digits) => {
                codes.push(with_dots(digits));
                let kemdikbud = CROSSWALK.iter().filter(|row| row.kemdikbud == digits);
                codes.extend(kemdikbud.map(|row| row.kemendagri.to_owned()));
            }
            // A village is no region of the table; its district is near, not found.
            Shape::Dotted(_) | Shape::Empty | Shape::Other => {}
        }
        let national = codes.iter().filter_map(|code| self.national_by_code(code));
        let mut ids: Vec<RegionId> = Vec::new();
        for id in national.chain(self.locals.by_text(code)) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }

    fn lookup_name(&self, text: &str, shape: &Shape) -> Lookup {
        let table = self.search_table();
        let exact = |levels: &[RegionLevel]| -> Vec<RegionId> {
            levels
                .iter()
                .filter(|level| fits_prefix(text, **level))
                .flat_map(|level| table.equal(*level, text, Name::EXACT))
                .collect()
        };
        let mut exactly = exact(&[RegionLevel::Province, RegionLevel::Regency]);
        if exactly.is_empty() {
            exactly = exact(&[RegionLevel::District]);
        }
        match exactly.as_slice() {
            [] => Lookup::Unknown(self.near(text, shape)),
            [only] => Lookup::Found(*only),
            _ => Lookup::Ambiguous(exactly),
        }
    }

    /// The regions of any level that have this name, in the strictest reading that any has; several when it does not decide.
    pub(super) fn named(&self, text: &str) -> Vec<RegionId> {
        let levels = [RegionLevel::Province, RegionLevel::Regency, RegionLevel::District];
        let fitting = levels.into_iter().filter(|level| fits_prefix(text, *level));
        let table = self.search_table();
        fitting.flat_map(|level| table.equal(level, text, &Name::KEYS)).collect()
    }

    /// The innermost region that the code begins with, or whose name is like it.
    fn near(&self, text: &str, shape: &Shape) -> Vec<RegionId> {
        if let Shape::Dotted(dotted) = shape {
            let prefixes = [8, 5, 2].into_iter().filter_map(|length| dotted.get(..length));
            return prefixes.filter_map(|code| self.national_by_code(code)).take(1).collect();
        }
        self.search(text, NEAR)
    }

    /// Regions whose name or code fits a search text, best first; tolerant of Kota/Koto, Guguk/Guguak, Kab., Kec.
    ///
    /// Equal names go before those that begin with the text, these before those that contain it, and these before similar ones;
    /// among equals provinces go before regencies and districts, and then the code decides.
    #[must_use]
    pub fn search(&self, text: &str, limit: usize) -> Vec<RegionId> {
        let text = text.trim();
        let wanted = Wanted::read(text);
        let meanings = self.meanings(text, &Shape::read(text));
        let by_code = meanings.into_iter().map(|id| (Rank::Code, RegionLevel::Country, id));
        let by_name = self.search_table().entries.iter().filter_map(|entry| Some((wanted.rank(entry)?, entry.level, entry.id)));
        let by_prefix = self.begin_with(text).map(|id| (Rank::CodeBegins, self.get(id).level, id));
        let mut found: Vec<(Rank, RegionLevel, RegionId)> = by_code.chain(by_name).chain(by_prefix).collect();
        found.sort_unstable();
        let mut ids: Vec<RegionId> = Vec::new();
        for (_, _, id) in found {
            if ids.len() == limit {
                break;
            }
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }

    /// Regions whose code begins with the text, where the text has digits.
    fn begin_with(&self, text: &str) -> impl Iterator<Item = RegionId> {
        let is_code = text.bytes().any(|byte| byte.is_ascii_digit());
        self.iter().filter(move |(_, region)| is_code && region.code.text.starts_with(text)).map(|(id, _)| id)
    }

    fn search_table(&self) -> &SearchTable {
        self.search.get_or_init(|| {
            let official = self.iter().map(|(id, region)| (id, &*region.name));
            let aliases = ALIASES.iter().filter_map(|(code, alias)| Some((self.national_by_code(code)?, *alias)));
            let read = |(id, name): (RegionId, &str)| {
                let level = self.get(id).level;
                Some(Entry { id, level, name: Name::read(level, name)? })
            };
            SearchTable { entries: official.chain(aliases).filter_map(read).collect() }
        })
    }
}

impl SearchTable {
    /// The regions of a level that have this name by the first of the keys by which any has.
    fn equal(&self, level: RegionLevel, text: &str, keys: &[names::Key]) -> Vec<RegionId> {
        let Some(wanted) = Name::read(level, text) else { return Vec::new() };
        let of_level: Vec<&Entry> =
            self.entries.iter().filter(|entry| entry.level == level && wanted.fits_kind_of(&entry.name)).collect();
        let mut found = keys.iter().map(|key| {
            let equal = of_level.iter().filter(|entry| key(&entry.name) == key(&wanted));
            equal.map(|entry| entry.id).collect::<Vec<_>>()
        });
        found.find(|ids| !ids.is_empty()).unwrap_or_default()
    }
}

/// How well a region fits a search, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Code,
    Equal,
    SoundsEqual,
    CodeBegins,
    Begins,
    Contains,
    Similar(usize),
}

/// A search text as it reads at each level: "kota solok" is a regency, "kec. solok" a district.
struct Wanted {
    level: Option<RegionLevel>,
    province: Option<Name>,
    regency: Option<Name>,
    district: Option<Name>,
}

impl Wanted {
    fn read(text: &str) -> Self {
        let level = level_of_prefix(text);
        let read = |level| Name::read(level, text);
        Self {
            level,
            province: read(RegionLevel::Province),
            regency: read(RegionLevel::Regency),
            district: read(RegionLevel::District),
        }
    }

    fn rank(&self, entry: &Entry) -> Option<Rank> {
        if self.level.is_some_and(|level| level != entry.level) {
            return None;
        }
        let wanted = match entry.level {
            RegionLevel::Province => self.province.as_ref()?,
            RegionLevel::Regency => self.regency.as_ref()?,
            _ => self.district.as_ref()?,
        };
        let name = &entry.name;
        if !wanted.fits_kind_of(name) {
            return None;
        }
        // Folding may leave too little of a short text to look for.
        let loose = if wanted.loose.len() >= 3 { &wanted.loose } else { &wanted.plain };
        if name.plain == wanted.plain || name.strict == wanted.strict {
            Some(Rank::Equal)
        } else if name.loose == wanted.loose {
            Some(Rank::SoundsEqual)
        } else if name.plain.starts_with(&wanted.plain) || name.loose.starts_with(loose) {
            Some(Rank::Begins)
        } else if name.plain.contains(&wanted.plain) || name.loose.contains(loose) {
            Some(Rank::Contains)
        } else {
            let allowed = (wanted.loose.len() / 4).max(usize::from(wanted.loose.len() >= 3));
            wanted.distance(name).filter(|distance| *distance <= allowed).map(Rank::Similar)
        }
    }
}

/// Whether a name may be one of a region of this level, by its prefix.
fn fits_prefix(text: &str, level: RegionLevel) -> bool {
    level_of_prefix(text).is_none_or(|told| told == level)
}

/// The level that a name's prefix tells; "kota" alone says none, because districts are called so as well.
fn level_of_prefix(text: &str) -> Option<RegionLevel> {
    match names::words(text).first()?.as_str() {
        "prov" | "provinsi" | "propinsi" | "prop" => Some(RegionLevel::Province),
        "kab" | "kabupaten" | "kotamadya" | "kodya" => Some(RegionLevel::Regency),
        "kec" | "kecamatan" | "distrik" => Some(RegionLevel::District),
        _ => None,
    }
}
