//! What the program says to people: one sentence in two languages, made at one place.

use crate::model::Language;
use std::borrow::Cow;
use std::fmt;

/// A sentence or part of one in English and in Indonesian; most are made by `said!`.
///
/// English comes first, so that an order of texts is the order of the English ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Said {
    english: Cow<'static, str>,
    indonesian: Cow<'static, str>,
}

impl Said {
    /// A sentence without anything to fill in.
    #[must_use]
    pub const fn fixed(indonesian: &'static str, english: &'static str) -> Self {
        Self { english: Cow::Borrowed(english), indonesian: Cow::Borrowed(indonesian) }
    }

    /// A sentence that has been filled in.
    #[must_use]
    pub fn new(indonesian: String, english: String) -> Self {
        Self { english: Cow::Owned(english), indonesian: Cow::Owned(indonesian) }
    }

    /// Several parts, with commas between them.
    #[must_use]
    pub fn list(parts: &[Self]) -> Self {
        let join = |text: fn(&Self) -> &str| parts.iter().map(text).collect::<Vec<_>>().join(", ");
        Self::new(join(Self::indonesian), join(Self::english))
    }

    /// The English text, for programs, developers and logs.
    #[must_use]
    pub fn english(&self) -> &str {
        &self.english
    }

    /// The Indonesian text, for planners and officials.
    #[must_use]
    pub fn indonesian(&self) -> &str {
        &self.indonesian
    }

    /// The text in a language.
    #[must_use]
    pub fn text(&self, language: Language) -> &str {
        match language {
            Language::Indonesian => self.indonesian(),
            Language::English => self.english(),
        }
    }
}

/// Something that reads differently in the two languages: a number, a part of a sentence.
pub trait Say {
    /// Writes it in a language.
    ///
    /// # Errors
    /// Those of the formatter.
    fn say(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

/// Something in one language, ready to be written.
#[derive(Debug)]
pub struct Spoken<'a, T: ?Sized>(pub &'a T, pub Language);

impl<T: Say + ?Sized> fmt::Display for Spoken<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.say(self.1, f)
    }
}

impl Say for Said {
    fn say(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text(language))
    }
}

impl<T: Say + ?Sized> Say for &T {
    fn say(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).say(language, f)
    }
}

/// Nothing is said of what is not there.
impl<T: Say> Say for Option<T> {
    fn say(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_ref().map_or(Ok(()), |part| part.say(language, f))
    }
}

/// Whole numbers: `1.234` in Indonesian; English texts keep plain digits, because programs read them.
macro_rules! say_whole {
    ($($number:ty)*) => {$(
        impl Say for $number {
            fn say(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let digits = self.to_string();
                match language {
                    Language::English => f.write_str(&digits),
                    Language::Indonesian => f.write_str(&grouped(&digits)),
                }
            }
        }
    )*};
}

say_whole! { u32 u64 usize }

fn grouped(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

/// A number with so many decimals: `1.234,5` in Indonesian, `1234.5` in English.
#[derive(Clone, Copy, Debug)]
pub struct Decimals(pub f64, pub usize);

impl Say for Decimals {
    fn say(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(number, decimals) = *self;
        let text = format!("{number:.decimals$}");
        if language == Language::English {
            return f.write_str(&text);
        }
        let (sign, size) = text.strip_prefix('-').map_or(("", &*text), |size| ("-", size));
        let (whole, fraction) = size.split_once('.').unwrap_or((size, ""));
        f.write_str(sign)?;
        f.write_str(&grouped(whole))?;
        if fraction.is_empty() { Ok(()) } else { write!(f, ",{fraction}") }
    }
}

/// A text of the data: quoted, controls escaped, cut short after so many characters.
#[derive(Clone, Copy, Debug)]
pub struct Quoted<'a>(pub &'a str, pub usize);

impl Say for Quoted<'_> {
    fn say(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(text, most) = *self;
        match text.char_indices().nth(most) {
            None => write!(f, "{text:?}"),
            Some((cut, _)) => {
                let more = if language == Language::English { "and more" } else { "dan seterusnya" };
                write!(f, "{:?} {more}", &text[..cut])
            }
        }
    }
}

/// Makes a [`Said`] from two formats, Indonesian first.
///
/// What a language writes in its own way ([`Say`]: numbers, parts of sentences) is given by name after the formats; what reads the
/// same in both, a name or an NPSN, may simply stand in the braces.
macro_rules! said {
    ($indonesian:literal, $english:literal $(, $name:ident = $value:expr)* $(,)?) => {{
        $(let $name = &$value;)*
        $crate::model::Said::new(
            format!($indonesian $(, $name = $crate::model::Spoken($name, $crate::model::Language::Indonesian))*),
            format!($english $(, $name = $crate::model::Spoken($name, $crate::model::Language::English))*),
        )
    }};
}
pub(crate) use said;

/// An error that planners and officials read: `Display` says it in English, this in Indonesian.
pub trait Bilingual: std::error::Error {
    /// What could not be done and why, causes included; lower case, without a full stop.
    fn in_indonesian(&self) -> String;

    /// The error in both languages.
    fn said(&self) -> Said {
        Said::new(self.in_indonesian(), self.to_string())
    }
}

/// The system's reason; what is rare keeps the system's words.
impl Bilingual for std::io::Error {
    fn in_indonesian(&self) -> String {
        use std::io::ErrorKind;
        let known = match self.kind() {
            ErrorKind::NotFound => "berkas atau folder itu tidak ada",
            ErrorKind::PermissionDenied => "tidak ada izin",
            ErrorKind::AlreadyExists => "sudah ada",
            ErrorKind::IsADirectory => "itu folder, bukan berkas",
            ErrorKind::NotADirectory => "itu berkas, bukan folder",
            ErrorKind::AddrInUse => "alamat itu sedang dipakai",
            ErrorKind::AddrNotAvailable => "alamat itu tidak ada pada komputer ini",
            ErrorKind::StorageFull => "tempat penyimpanan penuh",
            ErrorKind::ReadOnlyFilesystem => "tempat penyimpanan hanya dapat dibaca",
            ErrorKind::InvalidData => "isinya bukan teks UTF-8",
            ErrorKind::UnexpectedEof => "isinya terputus",
            _ => return format!("pesan sistem: {self}"),
        };
        known.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_place_says_it_in_both_languages() {
        let (npsn, part) = ("10300155", said!(" ({n} baris)", " ({n} rows)", n = 1_234_usize));
        let said = said!("{npsn}: {km} km{part}", "{npsn}: {km} km{part}", km = Decimals(2_345.04, 1), part = Some(part));
        assert_eq!(said.indonesian(), "10300155: 2.345,0 km (1.234 baris)");
        assert_eq!(said.english(), "10300155: 2345.0 km (1234 rows)");
    }

    #[test]
    fn texts_of_the_data_are_quoted_and_cut() {
        let said = said!("{text}", "{text}", text = Quoted("a\nbcd", 3));
        assert_eq!((said.indonesian(), said.english()), ("\"a\\nb\" dan seterusnya", "\"a\\nb\" and more"));
    }
}
