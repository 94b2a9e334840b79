//! Names of regions, reduced to what tells one from its siblings.
//!
//! In: a name as a list writes it, and its level. Out: a [`Name`] with a strict and a loose key. Must not know: the table.

use crate::model::RegionLevel;

/// A kabupaten and a kota may bear one name and are never the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Kabupaten,
    Kota,
}

/// A name without prefix, case and punctuation, in four keys that forgive more and more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// Words joined: `Simpang Empat` is `simpangempat`.
    pub(super) plain: String,
    /// The same with numbers as digits: `VI Lingkung` is `6lingkung`.
    pub(super) strict: String,
    /// The same with the spellings of Minangkabau and older Indonesian folded: `Anam Lingkuang` is `6lingkung`.
    dialect: String,
    /// The same with doubled letters as one: `Padangg` is `padang`.
    pub(super) loose: String,
    /// Words that must agree before two names may be called similar: numbers, directions, old and new.
    marks: Vec<String>,
    /// Kabupaten or kota, where the name of a regency says so.
    pub(super) kind: Option<Kind>,
}

/// A reading of a name by which two may be equal.
pub(super) type Key = fn(&Name) -> &str;

/// Longer names are no names of regions; they are kept as they are and never compared.
const MOST_BYTES: usize = 320;

impl Name {
    /// The keys by which names are equal, the strictest first.
    pub(super) const KEYS: [Key; 4] = [|name| &name.plain, |name| &name.strict, |name| &name.dialect, |name| &name.loose];
    /// The keys of what is the same name, however it is spelled; the others forgive a slip too.
    pub(super) const EXACT: &[Key] = Self::KEYS.first_chunk::<3>().expect("there are more");

    /// Reads a name of this level; `None` when it holds no letter and no digit.
    pub(super) fn read(level: RegionLevel, text: &str) -> Option<Self> {
        if text.len() > MOST_BYTES {
            return None;
        }
        Self::from_words(level, words(text))
    }

    /// Reads a name whose prefix is glued to it (`KecTigo Nagari`), when it is.
    pub(super) fn read_glued(level: RegionLevel, text: &str) -> Option<Self> {
        let mut words = words(text);
        let first = words.first_mut()?;
        let is_glued = |prefix: &&&str| first.strip_prefix(**prefix).is_some_and(|rest| rest.len() > 2);
        let prefix = prefixes(level).iter().find(is_glued)?;
        let rest = first.split_off(prefix.len());
        words.insert(1, rest);
        Self::from_words(level, words)
    }

    fn from_words(level: RegionLevel, mut words: Vec<String>) -> Option<Self> {
        let kind = strip_prefix(level, &mut words);
        let plain = words.concat();
        let words: Vec<String> = words.iter().map(|word| canonical(word)).collect();
        let strict = words.concat();
        if strict.is_empty() || strict.len() > MOST_BYTES {
            return None;
        }
        let dialect: Vec<String> = words.iter().map(|word| folded(word)).collect();
        let loose = dialect.iter().map(|word| without_doubles(word)).collect();
        let dialect = dialect.concat();
        let marks = words.iter().filter(|word| is_mark(word)).cloned().collect();
        Some(Self { plain, strict, dialect, loose, marks, kind })
    }

    /// Whether the kinds do not contradict each other.
    pub(super) fn fits_kind_of(&self, official: &Self) -> bool {
        self.kind.is_none() || self.kind == official.kind
    }

    /// Whether the names are equal but for a leading "Kota", which lists add to and take from districts of a town.
    pub(super) fn equals_without_town(&self, other: &Self) -> bool {
        let town = |name: &Self| name.strict.strip_prefix("kota").map(str::to_owned);
        town(self).as_deref() == Some(&other.strict) || town(other).as_deref() == Some(&self.strict)
    }

    /// How many letters differ, when the names may be compared at all.
    pub(super) fn distance(&self, other: &Self) -> Option<usize> {
        let (a, b) = (&self.loose, &other.loose);
        let comparable = self.marks == other.marks && a.len().abs_diff(b.len()) <= 3;
        comparable.then(|| strsim::osa_distance(a, b))
    }
}

/// The name with single blanks, as people may read it.
pub(super) fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lower-case words; apostrophes join, all other punctuation and the border of letters and digits part.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut last_is_digit = false;
    for c in text.chars() {
        if matches!(c, '\'' | '"' | '`' | '´' | '’' | '‘') {
            continue;
        }
        if !c.is_alphanumeric() {
            words.push(String::new());
            continue;
        }
        let current = words.last().expect("there is always a word");
        if !current.is_empty() && last_is_digit != c.is_numeric() {
            words.push(String::new());
        }
        last_is_digit = c.is_numeric();
        words.last_mut().expect("there is always a word").extend(c.to_lowercase());
    }
    words.retain(|word| !word.is_empty());
    words
}

/// What a name of this level may begin with.
fn prefixes(level: RegionLevel) -> &'static [&'static str] {
    match level {
        RegionLevel::Province => &["provinsi", "propinsi", "prov", "prop"],
        RegionLevel::Regency => &["kabupaten", "kab", "kotamadya", "kodya", "kota", "koto"],
        RegionLevel::District => &["kecamatan", "kec", "distrik"],
        RegionLevel::Country | RegionLevel::Village => &[],
    }
}

/// Takes off what only says the rank.
fn strip_prefix(level: RegionLevel, words: &mut Vec<String>) -> Option<Kind> {
    let mut kind = None;
    while words.len() > 1 && prefixes(level).contains(&words[0].as_str()) {
        let prefix = words.remove(0);
        if level == RegionLevel::Regency {
            kind = Some(if prefix.starts_with("kab") { Kind::Kabupaten } else { Kind::Kota });
            // "Kab. Kota Baru" is Kotabaru: what follows the rank belongs to the name.
            break;
        }
    }
    match level {
        RegionLevel::Regency if words.len() > 1 && words[0].starts_with("adm") => {
            words.remove(0);
        }
        RegionLevel::Province => drop_titles(words),
        _ => {}
    }
    kind
}

/// The special provinces are written with their titles, in letters, or without.
fn drop_titles(words: &mut Vec<String>) {
    const TITLES: &[&str] = &[
        "daerah",
        "khusus",
        "ibukota",
        "ibu",
        "kota",
        "istimewa",
        "dki",
        "dkj",
        "diy",
        "di",
        "d",
        "k",
        "i",
        "nanggroe",
        "darussalam",
    ];
    if words.iter().any(|word| !TITLES.contains(&word.as_str())) {
        words.retain(|word| !TITLES.contains(&word.as_str()));
    }
}

/// One spelling for numbers and usual short forms.
fn canonical(word: &str) -> String {
    if let Some(number) = number(word) {
        return number.to_string();
    }
    match word {
        "kep" => "kepulauan",
        "gn" => "gunung",
        "sei" => "sungai",
        "bl" => "balubur",
        "tj" | "tjg" | "tnjng" => "tanjung",
        word => word,
    }
    .to_owned()
}

/// The number that a word says: digits, Roman, Indonesian or Minangkabau.
fn number(word: &str) -> Option<u32> {
    const WORDS: &[(&str, u32)] = &[
        ("satu", 1),
        ("dua", 2),
        ("duo", 2),
        ("tiga", 3),
        ("tigo", 3),
        ("empat", 4),
        ("ampek", 4),
        ("lima", 5),
        ("limo", 5),
        ("enam", 6),
        ("anam", 6),
        ("tujuh", 7),
        ("tujuah", 7),
        ("delapan", 8),
        ("lapan", 8),
        ("salapan", 8),
        ("sembilan", 9),
        ("sambilan", 9),
        ("sepuluh", 10),
        ("sapuluah", 10),
        ("sebelas", 11),
        ("sabaleh", 11),
    ];
    if word.bytes().all(|byte| byte.is_ascii_digit()) {
        return word.parse().ok();
    }
    WORDS.iter().find(|(known, _)| *known == word).map(|(_, number)| *number).or_else(|| roman(word))
}

/// A Roman number of `i`, `v` and `x`, written as it should be.
fn roman(word: &str) -> Option<u32> {
    const UNITS: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let units = word.trim_start_matches('x');
    let tens = word.len() - units.len();
    let found = UNITS.iter().position(|known| *known == units).filter(|_| tens <= 3 && !word.is_empty());
    found.map(|at| u32::try_from(10 * tens + at).expect("below forty"))
}

/// The spellings that lists mix: Minangkabau and Indonesian endings, `y` and `i`.
fn folded(word: &str) -> String {
    let mut word = word.replace("koto", "kota").replace('y', "i");
    for (minang, plain) in [("uak", "uk"), ("uang", "ung"), ("uah", "uh"), ("iang", "ing"), ("iah", "ih"), ("iak", "ik")] {
        if let Some(stem) = word.strip_suffix(minang) {
            word = format!("{stem}{plain}");
            break;
        }
    }
    word
}

fn without_doubles(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    letters.dedup_by(|a, b| a == b && !a.is_numeric());
    letters.into_iter().collect()
}

/// Whether a word makes another region of what is otherwise the same name.
fn is_mark(word: &str) -> bool {
    const MARKS: &[&str] = &[
        "utara",
        "selatan",
        "timur",
        "barat",
        "tengah",
        "tenggara",
        "laut",
        "hulu",
        "ulu",
        "hilir",
        "ilir",
        "atas",
        "bawah",
        "dalam",
        "luar",
        "baru",
        "lama",
        "raya",
        "kota",
        "pusat",
        "besar",
        "kecil",
        "kepulauan",
        "pulau",
    ];
    word.bytes().all(|byte| byte.is_ascii_digit()) || MARKS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use RegionLevel::{District, Province, Regency};

    fn check_same(level: RegionLevel, a: &str, b: &str) {
        let (a, b) = (Name::read(level, a).unwrap(), Name::read(level, b).unwrap());
        assert_eq!((&a.loose, a.kind), (&b.loose, b.kind));
    }

    #[test]
    fn spellings_of_one_name_meet() {
        check_same(District, "Kec. VI Lingkung", "Anam Lingkuang");
        check_same(District, "KEC.Tigo Nagari", "III Nagari");
        check_same(District, "Kec. Guguk Panjang", "Guguak Panjang");
        check_same(District, "2x11 VI Lingkung", "2 x 11 Anam Lingkuang");
        check_same(Regency, "KAB. LIMA PULUH KOTO", "Kabupaten Lima Puluh Kota");
        check_same(Regency, "Kota Sawah Lunto", "Kota Sawahlunto");
        check_same(Regency, "Koto Bukittinggi", "Kota Bukittinggi");
        check_same(Regency, "Kota Adm. Jakarta Pusat", "Kota Administrasi Jakarta Pusat");
        check_same(Regency, "Kab. Kota Baru", "Kabupaten Kotabaru");
        check_same(Province, "Prov. D.K.I. Jakarta", "Daerah Khusus Ibukota Jakarta");
        check_same(Province, "PROPINSI  SUMATERA BARAT", "Sumatera Barat");
    }

    #[test]
    fn a_kabupaten_is_no_kota() {
        let (kabupaten, kota) = (Name::read(Regency, "Kab. Solok").unwrap(), Name::read(Regency, "Kota Solok").unwrap());
        assert_eq!(kabupaten.strict, kota.strict);
        assert!(!kabupaten.fits_kind_of(&kota));
        assert!(Name::read(Regency, "Solok").unwrap().fits_kind_of(&kota));
    }

    #[test]
    fn east_is_not_compared_with_west() {
        let read = |text| Name::read(District, text).unwrap();
        assert_eq!(read("Polombangkeng Utara").distance(&read("Polongbangkeng Selatan")), None);
        assert_eq!(read("Polombangkeng Utara").distance(&read("Polongbangkeng Utara")), Some(2));
        assert_eq!(read("Seberang Ulu I").distance(&read("Seberang Ulu Dua")), None);
    }

    #[test]
    fn a_glued_prefix_comes_off() {
        assert_eq!(Name::read_glued(District, "KecTigo Nagari"), Name::read(District, "Tigo Nagari"));
        assert_eq!(Name::read_glued(District, "Tigo Nagari"), None);
    }

    #[test]
    fn nothing_readable_is_no_name() {
        for text in ["", " - ", "???"] {
            assert_eq!(Name::read(District, text), None, "{text}");
        }
    }
}
