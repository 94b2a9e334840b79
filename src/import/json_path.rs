//! What the way down to a record says about it: the kecamatan that it is nested in, the NPSN that it is keyed by.
//!
//! "Kec. Baso" says what it is. A bare "Baso" does not: of bare names the innermost is the kecamatan, as lists are nested in
//! practice, then the kabupaten or kota, then the province, each where nothing else states that rank.
//!
//! In: keys and scalar members of the objects passed. Out: fields that a record inherits where it has none of its own.

use super::{Column, headings};
use crate::model::{Form, Npsn};
use std::borrow::Cow;

/// Keys and cells in the form of a record's own.
pub(super) type Inherited<'a> = Vec<(Cow<'a, str>, Cow<'a, str>)>;

/// Columns that a group of records may state for all of them.
const OF_GROUPS: [Column; 7] = [
    Column::District,
    Column::Regency,
    Column::Province,
    Column::DistrictCode,
    Column::RegencyCode,
    Column::ProvinceCode,
    Column::RegionCode,
];

/// A rank of regions.
struct Rank {
    /// First words of its names.
    words: &'static [&'static str],
    /// The column of its names.
    column: Column,
    /// The headings under which a name and a code are inherited.
    name: &'static str,
    code: &'static str,
}

const RANKS: [Rank; 3] = [
    Rank { words: &["kec", "kecamatan", "distrik"], column: Column::District, name: "kecamatan", code: "kode_kecamatan" },
    Rank { words: &["kab", "kabupaten", "kota"], column: Column::Regency, name: "kabupaten_kota", code: "kode_kabupaten" },
    Rank { words: &["prov", "provinsi", "prop", "propinsi"], column: Column::Province, name: "provinsi", code: "kode_provinsi" },
];

/// Where an object stands: in a list, and under a key that says of which rank it is: `"kecamatan": [{"nama": "Baso", ...}]`.
#[derive(Clone, Copy, Default)]
pub(super) struct Standing {
    pub(super) in_list: bool,
    rank: Option<usize>,
}

impl Standing {
    /// That of the items of a list that stands here.
    pub(super) fn of_items(self) -> Self {
        Self { in_list: true, ..self }
    }

    /// Whether a region stands here, as the key above says.
    pub(super) fn is_region(self) -> bool {
        self.rank.is_some()
    }

    /// That of a value under a key: `kecamatan`, `daftar_kecamatan`, `districts`, `cities`.
    pub(super) fn below(key: &str) -> Self {
        let plain = headings::plain(key);
        let bare = ["daftar", "data", "list"].iter().find_map(|word| plain.strip_prefix(word)).unwrap_or(&plain);
        let single = match bare.strip_suffix("ies") {
            Some(stem) => format!("{stem}y"),
            None => bare.strip_suffix('s').unwrap_or(bare).to_owned(),
        };
        let of = |word: &str| {
            let column = headings::claims(word).first()?.column;
            RANKS.iter().position(|rank| rank.column == column)
        };
        Self { in_list: false, rank: of(bare).or_else(|| of(&single)) }
    }
}

/// What a scalar member of a passed object says about the records below it.
pub(super) fn of_member<'a>(key: &Cow<'a, str>, cell: Cow<'a, str>, standing: Standing) -> Option<(Cow<'a, str>, Cow<'a, str>)> {
    let claims = headings::claims(key);
    if claims.iter().any(|claim| OF_GROUPS.contains(&claim.column)) {
        return Some((key.clone(), cell));
    }
    let rank = standing.rank.map(|at| &RANKS[at]);
    if claims.iter().any(|claim| claim.column == Column::Name) {
        return match of_region_name(cell.clone()) {
            Some(said) => Some(said),
            None if rank.is_some() => rank.map(|rank| (Cow::Borrowed(rank.name), cell)),
            // One of several groups has its own name; a single object may have that of the whole file.
            None if standing.in_list => of_group_name(&cell),
            None => None,
        };
    }
    let is_code = ["kode", "code", "id"].contains(&headings::plain(key).as_str());
    rank.filter(|_| is_code).map(|rank| (Cow::Borrowed(rank.code), cell))
}

/// Under this heading a bare name is kept until the whole way is known; no file can write it.
const BARE: &str = "\u{0}";

/// First words of keys that hold data together and name no place.
const ENVELOPES: [&str; 24] = [
    "data", "daftar", "list", "sekolah", "school", "schools", "satuan", "result", "results", "hasil", "rows", "row", "baris",
    "records", "record", "items", "item", "response", "payload", "body", "content", "isi", "values", "features",
];

/// What the key of a list or an object says about the records in it.
pub(super) fn of_key<'a>(key: &Cow<'a, str>) -> Option<(Cow<'a, str>, Cow<'a, str>)> {
    let is_number = Npsn::new(key).is_ok_and(|npsn| npsn.is_eight_digits());
    if is_number {
        return Some((Cow::Borrowed("npsn"), key.clone()));
    }
    of_region_name(key.clone()).or_else(|| of_group_name(key))
}

/// What a name without a rank says: a form of schools, or a region of the rank that is left.
fn of_group_name<'a>(name: &Cow<'a, str>) -> Option<(Cow<'a, str>, Cow<'a, str>)> {
    if Form::new(name).level().is_some() {
        return Some((Cow::Borrowed("bentuk_pendidikan"), name.clone()));
    }
    is_bare_name(name).then(|| (Cow::Borrowed(BARE), name.clone()))
}

/// Words of letters that are no heading and hold no data together: "Baso", "IV Koto".
fn is_bare_name(key: &str) -> bool {
    let key = key.trim();
    let first = key.split([' ', '.']).next().unwrap_or_default().to_lowercase();
    let is_rank = RANKS.iter().any(|rank| rank.words.contains(&first.as_str()));
    let letters = |c: char| c.is_alphabetic() || " .'-/()".contains(c);
    key.chars().count() > 2
        && key.chars().all(letters)
        && !is_rank
        && !ENVELOPES.contains(&first.as_str())
        && headings::claims(key).is_empty()
        && !Standing::below(key).is_region()
}

/// The same with every bare name under the rank that is left for it.
pub(super) fn ranked<'a>(said: &Inherited<'a>) -> Inherited<'a> {
    let mut left = RANKS.iter().map(|rank| rank.name).filter(|name| !said.iter().any(|(key, _)| key == name));
    let ranked = said.iter().filter_map(|(key, cell)| {
        let key = if key == BARE { Cow::Borrowed(left.next()?) } else { key.clone() };
        Some((key, cell.clone()))
    });
    ranked.collect()
}

/// "Kec. Guguk Panjang" is a kecamatan; a bare "kota" is a heading and no name.
fn of_region_name(name: Cow<'_, str>) -> Option<(Cow<'_, str>, Cow<'_, str>)> {
    let (first, rest) = name.trim().split_once([' ', '.'])?;
    let first = first.to_lowercase();
    let rank = RANKS.iter().find(|rank| rank.words.contains(&first.as_str()))?;
    let has_name = rest.chars().any(char::is_alphanumeric);
    has_name.then_some((Cow::Borrowed(rank.name), name))
}

/// Adds to a record's fields what it inherits and does not say itself.
pub(super) fn inherit<'a>(fields: &mut Inherited<'a>, inherited: &Inherited<'a>) {
    for (key, cell) in inherited {
        let column = headings::claims(key).first().map(|claim| claim.column);
        let says_it = |own: &str| headings::claims(own).iter().any(|claim| Some(claim.column) == column);
        // The innermost of what is said comes first, so that it wins over what lies farther out.
        if !fields.iter().any(|(own, _)| says_it(own)) {
            fields.push((key.clone(), cell.clone()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(key: &str, expected: Option<&str>) {
        let found = of_key(&Cow::Borrowed(key));
        assert_eq!(found.as_ref().map(|(heading, _)| heading.as_ref()), expected, "{key}");
    }

    #[test]
    fn bare_names_take_the_ranks_that_are_left_from_the_innermost_on() {
        let said = |names: &[&'static str]| -> Inherited<'static> {
            ranked(&names.iter().filter_map(|name| of_key(&Cow::Borrowed(*name))).collect())
        };
        let pairs = |names: &[&'static str]| -> Vec<String> {
            said(names).iter().map(|(heading, name)| format!("{heading}={name}")).collect()
        };
        assert_eq!(
            pairs(&["Baso", "Agam", "Sumatera Barat"]),
            ["kecamatan=Baso", "kabupaten_kota=Agam", "provinsi=Sumatera Barat"]
        );
        assert_eq!(pairs(&["Kec. Baso", "Agam"]), ["kecamatan=Kec. Baso", "kabupaten_kota=Agam"]);
        assert_eq!(pairs(&["Baso", "Kab. Agam"]), ["kecamatan=Baso", "kabupaten_kota=Kab. Agam"]);
    }

    #[test]
    fn keys_that_name_a_region_or_a_school_are_told_from_headings() {
        check("Kec. Guguk Panjang", Some("kecamatan"));
        check("Kec.Tigo Nagari", Some("kecamatan"));
        check("DISTRIK Agats", Some("kecamatan"));
        check("Kota Bukittinggi", Some("kabupaten_kota"));
        check("10307455", Some("npsn"));
        check("SMP", Some("bentuk_pendidikan"));
        check("IV Koto", Some(BARE));
        for heading in ["kota", "kec.", "data", "086000", "sekolah", "Daftar Sekolah", "a", "sekolah_dasar"] {
            check(heading, None);
        }
    }
}
