//! The TOML text of a programme.
//!
//! The shape is read by serde, which refuses unknown keys; what may be one value or a table of values per level is read here, so
//! that the message names the key, what was expected and what was found.

use crate::model::{Bilingual, Labels, Level, Programme, RegionLevel, Said, Status, said};
use crate::plan::errors::{LEVELS, RANKS, STATUSES};
use crate::plan::programme::decree_text::{self, DecreeText};
use crate::plan::{AccreditationWeights, CapacityRule, LevelMap, PriorityRule, ProgrammeError, Rules};
use serde::Deserialize;
use std::collections::BTreeSet;
use toml::Value;

/// Longer texts are no programme: the largest that ships has one kilobyte.
const MAX_BYTES: usize = 256 * 1024;

/// The farthest that two places on earth can be apart, rounded up.
const MAX_REACH_KM: f64 = 20_100.0;

/// A priority is 1 to 1000, whatever it is derived from.
const PRIORITIES: std::ops::RangeInclusive<u16> = 1..=1000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProgrammeText {
    id: String,
    name: String,
    legal_basis: Option<String>,
    period: Option<String>,
    labels: BothLabels,
    #[serde(default)]
    decree: DecreeText,
    #[serde(default)]
    rules: RulesText,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BothLabels {
    id: LabelsText,
    en: LabelsText,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LabelsText {
    hub: String,
    member: String,
    cluster: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RulesText {
    levels: Option<Vec<String>>,
    within: Option<Value>,
    reach_km: Option<Value>,
    min: Option<Value>,
    max: Option<Value>,
    tier: Option<Value>,
    madrasah: bool,
    exact_form: bool,
    status: Option<String>,
    priority: PriorityRule,
    capacity: CapacityRule,
}

const MEMBERS: Said = Said::fixed("bilangan bulat anggota dari 0", "a whole number of members from 0");

/// Reads a programme's TOML text; `name` is for messages.
///
/// # Errors
/// [`ProgrammeError`] for an unknown key, a wrong value, or rules that contradict each other.
pub fn read_programme(name: &str, text: &str) -> Result<(Programme, Rules), ProgrammeError> {
    let refused = |reason| ProgrammeError { name: name.to_owned(), reason };
    if text.len() > MAX_BYTES {
        return Err(refused(said!(
            "ukuran berkas TOML paling banyak {most} bita, ditemukan {found}",
            "expected at most {most} bytes of TOML, found {found}",
            most = MAX_BYTES,
            found = text.len(),
        )));
    }
    let read: ProgrammeText = toml::from_str(text).map_err(|error| refused(place_and_message(text, &error)))?;
    let rules = rules(read.rules).map_err(refused)?;
    rules.check().map_err(|error| refused(said!("aturan: {error}", "rules: {error}", error = error.said())))?;
    let programme = Programme {
        id: worded("id", read.id).map_err(refused)?,
        name: worded("name", read.name).map_err(refused)?,
        legal_basis: read.legal_basis,
        period: read.period,
        labels_id: labels("labels.id", read.labels.id).map_err(refused)?,
        labels_en: labels("labels.en", read.labels.en).map_err(refused)?,
        decree: decree_text::words(read.decree).map_err(refused)?,
    };
    Ok((programme, rules))
}

/// The line on which the text fails, with its beginning, because serde's own message does not name the key.
fn place_and_message(text: &str, error: &toml::de::Error) -> Said {
    let message = error.message();
    let Some(line) = error.span().and_then(|span| text.get(..span.start)).map(|before| before.lines().count().max(1)) else {
        return said!("isi TOML tidak dikenal ({message})", "{message}");
    };
    // A span that starts a line counts the line before as its last one.
    let line = if error.span().is_some_and(|span| text[..span.start].ends_with('\n')) { line + 1 } else { line };
    let key: String =
        text.lines().nth(line - 1).unwrap_or_default().split('=').next().unwrap_or_default().trim().chars().take(40).collect();
    said!("baris {line} ({key}): tidak dikenal ({message})", "line {line} ({key}): {message}")
}

pub(super) fn worded(key: &str, text: String) -> Result<String, Said> {
    if text.trim().is_empty() {
        Err(expected(key, Said::fixed("teks", "a text"), Said::fixed("teks kosong", "an empty one")))
    } else {
        Ok(text)
    }
}

fn labels(key: &str, text: LabelsText) -> Result<Labels, Said> {
    Ok(Labels {
        hub: worded(&format!("{key}.hub"), text.hub)?,
        member: worded(&format!("{key}.member"), text.member)?,
        cluster: worded(&format!("{key}.cluster"), text.cluster)?,
    })
}

fn rules(text: RulesText) -> Result<Rules, Said> {
    let mut rules = Rules { exact_form: text.exact_form, ..Rules::default() };
    rules.scope.madrasah = text.madrasah;
    rules.scope.levels = text.levels.map(levels).transpose()?;
    rules.scope.status = text.status.map(|word| status(&word)).transpose()?;
    fill(&mut rules.within, "rules.within", text.within, rank)?;
    fill(&mut rules.reach_m, "rules.reach_km", text.reach_km, |key, value| reach_m(key, value).map(Some))?;
    fill(&mut rules.min, "rules.min", text.min, number)?;
    fill(&mut rules.max, "rules.max", text.max, |key, value| number(key, value).map(Some))?;
    rules.tier = text.tier.map(|value| rank("rules.tier", &value)).transpose()?;
    rules.priority = priority(text.priority)?;
    rules.capacity = text.capacity;
    Ok(rules)
}

/// Fills a map from one value for all levels, or from a table with a value per level and one for the `default`.
fn fill<T: Copy>(
    map: &mut LevelMap<T>,
    key: &str,
    value: Option<Value>,
    read: impl Fn(&str, &Value) -> Result<T, Said>,
) -> Result<(), Said> {
    let Some(value) = value else { return Ok(()) };
    let Some(table) = value.as_table() else {
        *map = LevelMap::all(read(key, &value)?);
        return Ok(());
    };
    if let Some(value) = table.get("default") {
        *map = LevelMap::all(read(&format!("{key}.default"), value)?);
    }
    for (word, value) in table.iter().filter(|(word, _)| *word != "default") {
        map.set(level(key, word)?, read(&format!("{key}.{word}"), value)?);
    }
    Ok(())
}

fn levels(words: Vec<String>) -> Result<BTreeSet<Level>, Said> {
    if words.is_empty() {
        return Err(expected(
            "rules.levels",
            Said::fixed("sedikitnya satu jenjang", "at least one level"),
            Said::fixed("daftar kosong", "none"),
        ));
    }
    words.iter().map(|word| level("rules.levels", word)).collect()
}

fn level(key: &str, word: &str) -> Result<Level, Said> {
    Level::from_word(word).ok_or_else(|| expected(key, LEVELS, quoted(word)))
}

fn status(word: &str) -> Result<Status, Said> {
    Status::from_word(word).ok_or_else(|| expected("rules.status", STATUSES, quoted(word)))
}

fn rank(key: &str, value: &Value) -> Result<RegionLevel, Said> {
    let rank = value.as_str().and_then(RegionLevel::from_word).filter(|rank| *rank != RegionLevel::Village);
    rank.ok_or_else(|| expected(key, RANKS, shown(value)))
}

fn reach_m(key: &str, value: &Value) -> Result<f64, Said> {
    #[expect(clippy::cast_precision_loss, reason = "what is compared with 20,100 km needs no more than 52 bits")]
    let km = value.as_float().or_else(|| value.as_integer().map(|km| km as f64));
    let km = km.filter(|km| (0.0..=MAX_REACH_KM).contains(km));
    km.map(|km| km * 1000.0)
        .ok_or_else(|| expected(key, said!("km dari 0 sampai {MAX_REACH_KM}", "km from 0 to {MAX_REACH_KM}"), shown(value)))
}

fn number(key: &str, value: &Value) -> Result<u32, Said> {
    let number = value.as_integer().and_then(|number| u32::try_from(number).ok());
    number.ok_or_else(|| expected(key, MEMBERS, shown(value)))
}

fn priority(rule: PriorityRule) -> Result<PriorityRule, Said> {
    if let PriorityRule::Accreditation(AccreditationWeights { a, b, c, none, unknown }) = rule {
        for (word, weight) in [("a", a), ("b", b), ("c", c), ("none", none), ("unknown", unknown)] {
            if !PRIORITIES.contains(&weight) {
                let key = format!("rules.priority.accreditation.{word}");
                return Err(expected(&key, Said::fixed("1 sampai 1000", "1 to 1000"), said!("{weight}", "{weight}")));
            }
        }
    }
    Ok(rule)
}

pub(super) fn expected(key: &str, expected: Said, found: Said) -> Said {
    said!(
        "{key}: seharusnya {expected}, ditemukan {found}",
        "{key}: expected {expected}, found {found}",
        expected = expected,
        found = found,
    )
}

fn shown(value: &Value) -> Said {
    let text = short(&value.to_string());
    said!("{text}", "{text}")
}

fn quoted(word: &str) -> Said {
    let word = short(word);
    said!("{word:?}", "{word:?}")
}

/// No message repeats more than 80 characters of the input.
pub(super) fn short(text: &str) -> String {
    text.chars().take(80).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "id = 'x'\nname = 'X'\n[labels.id]\nhub = 'h'\nmember = 'm'\ncluster = 'c'\n[labels.en]\nhub = 'h'\nmember = 'm'\ncluster = 'c'\n[rules]\n";

    fn read(rules: &str) -> Result<Rules, String> {
        read_programme("x", &format!("{HEAD}{rules}")).map(|(_, rules)| rules).map_err(|error| error.reason.english().to_owned())
    }

    #[test]
    fn a_table_gives_one_value_per_level() {
        let rules =
            read("within = { default = 'district', SMA = 'province' }\nreach_km = { SD = 3, smp = 6.5 }\nmax.SLB = 4").unwrap();
        assert_eq!((rules.within.get(Level::Sd), rules.within.get(Level::Sma)), (RegionLevel::District, RegionLevel::Province));
        assert_eq!(rules.reach_m.get(Level::Sd), Some(3000.0));
        assert_eq!(rules.reach_m.get(Level::Smp), Some(6500.0));
        assert_eq!((rules.reach_m.get(Level::Sma), rules.max.get(Level::Slb), rules.max.get(Level::Sd)), (None, Some(4), None));
    }

    #[test]
    fn a_message_names_key_expected_and_found() {
        for (rules, message) in [
            ("within = 'kabupaten'", "rules.within: expected country, province, regency or district, found \"kabupaten\""),
            ("reach_km = nan", "rules.reach_km: expected km from 0 to 20100, found nan"),
            ("reach_km = { SD = -1 }", "rules.reach_km.SD: expected km from 0 to 20100, found -1"),
            ("max = 'tiga'", "rules.max: expected a whole number of members from 0, found \"tiga\""),
            ("min.TK = 3", "rules.min: expected PAUD, SD, SMP, SMA, SMK or SLB, found \"TK\""),
            ("levels = []", "rules.levels: expected at least one level, found none"),
            ("status = 'semua'", "rules.status: expected Negeri or Swasta, found \"semua\""),
            ("min = 5\nmax = 3", "rules: min 5 is above max 3 for PAUD"),
            ("maks = 3", "line 12 (maks): unknown field `maks`"),
            ("madrasah = 'ya'", "line 12 (madrasah): invalid type: string \"ya\", expected a boolean"),
            ("min = 1\n\npriority = 'akreditasi'", "line 14 (priority): unknown variant `akreditasi`"),
            (
                "priority.accreditation = { a = 0, b = 1, c = 1, none = 1, unknown = 1 }",
                "rules.priority.accreditation.a: expected 1 to 1000, found 0",
            ),
        ] {
            let found = read(rules).unwrap_err();
            assert!(found.starts_with(message), "{found}");
        }
    }

    #[test]
    fn a_text_without_words_or_too_long_is_refused() {
        let empty = HEAD.replace("hub = 'h'", "hub = ' '");
        assert_eq!(
            read_programme("x", &empty).unwrap_err().reason.english(),
            "labels.id.hub: expected a text, found an empty one"
        );
        assert!(read_programme("x", "").unwrap_err().reason.english().contains("missing field"));
        assert!(read_programme("x", &" ".repeat(MAX_BYTES + 1)).is_err());
    }
}
