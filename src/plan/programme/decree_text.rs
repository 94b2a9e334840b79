//! The table `[decree]` of a programme: what an office says in the draft of its decree.

use crate::model::{DecreeWords, Said, said};
use crate::plan::programme::toml_text::{expected, short, worded};
use serde::Deserialize;

/// Rulings are numbered in words, and these end at ten.
const MOST_RULINGS: usize = 10;
/// More items stand in no decree of this kind.
const MOST_ITEMS: usize = 26;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct DecreeText {
    government: Option<String>,
    office: Option<String>,
    address: Option<String>,
    signer: Option<String>,
    place: Option<String>,
    considering: Vec<String>,
    recalling: Vec<String>,
    noting: Vec<String>,
    rulings: Vec<String>,
}

/// Takes the texts over; every `{place}` in them is one that can be filled.
pub(super) fn words(text: DecreeText) -> Result<DecreeWords, Said> {
    let one = |key: &str, text: Option<String>| text.map(|text| sentence(&format!("decree.{key}"), text)).transpose();
    let list = |key: &str, most: usize, texts: Vec<String>| {
        if texts.len() > most {
            let found = texts.len();
            let most = said!("paling banyak {most} teks", "at most {most} texts");
            return Err(expected(&format!("decree.{key}"), most, said!("{found}", "{found}")));
        }
        (1..).zip(texts).map(|(number, text)| sentence(&format!("decree.{key}[{number}]"), text)).collect()
    };
    Ok(DecreeWords {
        government: one("government", text.government)?,
        office: one("office", text.office)?,
        address: one("address", text.address)?,
        signer: one("signer", text.signer)?,
        place: one("place", text.place)?,
        considering: list("considering", MOST_ITEMS, text.considering)?,
        recalling: list("recalling", MOST_ITEMS, text.recalling)?,
        noting: list("noting", MOST_ITEMS, text.noting)?,
        rulings: list("rulings", MOST_RULINGS, text.rulings)?,
    })
}

fn sentence(key: &str, text: String) -> Result<String, Said> {
    let text = worded(key, text)?;
    for (at, _) in text.match_indices('{') {
        let word = text[at + 1..].split_once('}').map(|(word, _)| word);
        if !word.is_some_and(|word| DecreeWords::PLACES.contains(&word)) {
            let known = DecreeWords::PLACES.map(|place| format!("{{{place}}}")).join(", ");
            let found = short(&text[at..]);
            return Err(expected(key, said!("{known}", "{known}"), said!("{found}", "{found}")));
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<DecreeWords, String> {
        let read = toml::from_str(text).map_err(|error| error.to_string())?;
        words(read).map_err(|said| said.english().to_owned())
    }

    #[test]
    fn what_is_given_is_taken_over() {
        let words = read("office = 'Dinas Contoh'\nrulings = ['Menetapkan {hubs} {hub} di {region}.', 'Berlaku.']").unwrap();
        assert_eq!((words.office.as_deref(), words.place, words.rulings.len()), (Some("Dinas Contoh"), None, 2));
        assert!(words.considering.is_empty());
    }

    #[test]
    fn what_cannot_be_filled_is_refused_by_its_key() {
        for (text, key) in [
            ("office = ' '", "decree.office: expected a text"),
            ("noting = ['surat {nomor}']", "decree.noting[1]: expected {hub}, {member}"),
            ("considering = ['baik', 'bahwa {hub']", "decree.considering[2]: expected {hub}"),
            (
                "rulings = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k']",
                "decree.rulings: expected at most 10 texts, found 11",
            ),
        ] {
            let found = read(text).unwrap_err();
            assert!(found.starts_with(key), "{found}");
        }
        assert!(read("kantor = 'x'").is_err());
    }
}
