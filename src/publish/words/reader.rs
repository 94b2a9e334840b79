//! Who reads a page: in which language, and where the reader is.

use crate::model::{Labels, Language};
use crate::publish::text;
use crate::publish::words::{self, Words};
use crate::snapshot::View;

/// The reader of a page. Links keep the language; the default reads Indonesian.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Reader {
    language: Language,
    /// The path and the parameters of the page but `lang`, still percent-encoded.
    here: String,
}

impl Reader {
    /// A reader of a language at an address; `lang` in it is left out.
    #[must_use]
    pub fn new(language: Language, address: &str) -> Self {
        Self { language, here: without(address, &["lang"]) }
    }

    /// The reader's language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// What the pages say in the reader's language.
    #[must_use]
    pub fn words(&self) -> &'static Words {
        words::of(self.language)
    }

    /// The programme's words in the reader's language.
    #[must_use]
    pub fn labels<'a>(&self, view: &View<'a>) -> &'a Labels {
        match self.language {
            Language::Indonesian => &view.programme.labels_id,
            Language::English => &view.programme.labels_en,
        }
    }

    /// A text with the programme's words in their places, the first letter a capital.
    #[must_use]
    pub fn labelled(&self, view: &View<'_>, text: &str) -> String {
        let labels = self.labels(view);
        let filled = text.replace("{hub}", &labels.hub).replace("{member}", &labels.member).replace("{cluster}", &labels.cluster);
        crate::publish::sentences::capital(&filled)
    }

    /// An address of this service that keeps the language.
    #[must_use]
    pub fn link(&self, address: &str) -> String {
        match self.language {
            Language::Indonesian => address.to_owned(),
            Language::English => with(address, "lang", "en"),
        }
    }

    /// This page in the other language; `None` for a page that has only one, as the annex of a decree does.
    #[must_use]
    pub fn switched(&self) -> Option<String> {
        (!self.here.is_empty()).then(|| match self.language {
            Language::Indonesian => with(&self.here, "lang", "en"),
            Language::English => self.here.clone(),
        })
    }

    /// This page without some of its parameters and with others, given as names and escaped values.
    #[must_use]
    pub fn here(&self, dropped: &[&str], added: &[(&str, &str)]) -> String {
        let kept = without(&self.here, dropped);
        self.link(&added.iter().fold(kept, |address, (name, value)| with(&address, name, value)))
    }

    /// The parameters of this page but some, to be put behind another path: empty, or with its question mark.
    #[must_use]
    pub fn query(&self, dropped: &[&str]) -> String {
        let kept = without(&self.here, dropped);
        kept.split_once('?').map_or_else(String::new, |(_, query)| format!("?{query}"))
    }

    /// A whole number.
    #[must_use]
    pub fn whole(&self, number: u64) -> String {
        self.points(text::whole(number))
    }

    /// A whole number that may be negative.
    #[must_use]
    pub fn signed(&self, number: i64) -> String {
        self.points(text::whole(number))
    }

    /// Metres as kilometres with two decimals.
    #[must_use]
    pub fn km(&self, metres: impl Into<u64>) -> String {
        self.points(text::km(metres))
    }

    /// A number with as many decimals as it has.
    #[must_use]
    pub fn decimal(&self, number: f64) -> String {
        // Rust writes numbers as in English.
        let text = number.to_string();
        if self.language == Language::Indonesian { text.replace('.', ",") } else { text }
    }

    /// A share in per cent.
    #[must_use]
    pub fn percent(&self, share: f64) -> String {
        self.points(text::percent(share))
    }

    /// Numbers are made as Indonesians write them; English has point and comma the other way round.
    fn points(&self, number: String) -> String {
        match self.language {
            Language::Indonesian => number,
            Language::English => number
                .chars()
                .map(|c| match c {
                    '.' => ',',
                    ',' => '.',
                    other => other,
                })
                .collect(),
        }
    }
}

/// An address with one parameter more; the value is escaped already.
fn with(address: &str, name: &str, value: &str) -> String {
    format!("{address}{}{name}={value}", if address.contains('?') { '&' } else { '?' })
}

/// An address without some parameters.
fn without(address: &str, dropped: &[&str]) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let is_kept = |pair: &&str| !pair.is_empty() && !dropped.contains(&pair.split('=').next().unwrap_or_default());
    let kept: Vec<&str> = query.split('&').filter(is_kept).collect();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_keep_the_language_and_the_switch_keeps_the_page() {
        let indonesian = Reader::new(Language::Indonesian, "/regions/13?level=SD");
        assert_eq!(indonesian.link("/regions"), "/regions");
        assert_eq!(indonesian.switched().as_deref(), Some("/regions/13?level=SD&lang=en"));
        let english = Reader::new(Language::English, "/regions/13?lang=en&level=SD");
        assert_eq!(english.link("/findings?region=13"), "/findings?region=13&lang=en");
        assert_eq!(english.switched().as_deref(), Some("/regions/13?level=SD"));
        assert_eq!(Reader::default().switched(), None);
        assert_eq!(english.here(&["level"], &[("table", "hubs")]), "/regions/13?table=hubs&lang=en");
        assert_eq!((english.query(&[]), english.query(&["level"])), ("?level=SD".into(), String::new()));
    }

    #[test]
    fn numbers_are_written_as_each_reader_expects() {
        let (ours, theirs) = (Reader::default(), Reader::new(Language::English, "/"));
        assert_eq!((ours.km(1_234_560_u32), theirs.km(1_234_560_u32)), ("1.234,56".into(), "1,234.56".into()));
        assert_eq!((ours.whole(1_234), theirs.whole(1_234)), ("1.234".into(), "1,234".into()));
        assert_eq!((ours.percent(0.845), theirs.percent(0.845)), ("84,5 %".into(), "84.5 %".into()));
    }
}
