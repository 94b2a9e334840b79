//! The national school number, kept as text.

use crate::model::Bilingual;
use std::fmt;

/// A national school number (*nomor pokok sekolah nasional*): 1 to 12 ASCII letters and digits.
///
/// Official numbers have eight characters, nearly always digits; a few carry letters (`NP352819`, `P9999999`). Other
/// lengths are kept, so that no row is lost, and reported by the audit. The order is the order of the text.
///
/// Source: 215,372 rows of the ministry's open data of 2019, all of eight characters, 39 of them with letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Npsn([u8; Npsn::MAX_LEN]);

/// Why a text is no NPSN.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NpsnError {
    /// Nothing but blanks.
    #[error("expected an NPSN, found an empty cell")]
    Empty,
    /// More than [`Npsn::MAX_LEN`] characters.
    #[error("expected 8 characters of NPSN, found {0}")]
    TooLong(usize),
    /// Not a single digit.
    #[error("expected digits in an NPSN, found none")]
    NoDigit,
    /// A number that a spreadsheet has rounded, so that its last digits are lost: `1.03E+07`.
    #[error("expected all digits of the NPSN, found a rounded number; make the column text and fill it in again")]
    Rounded,
    /// A character other than an ASCII letter or digit.
    #[error("expected letters and digits in an NPSN, found {0:?}")]
    Character(char),
}

impl Bilingual for NpsnError {
    fn in_indonesian(&self) -> String {
        match self {
            Self::Empty => "seharusnya NPSN, ditemukan sel kosong".to_owned(),
            Self::TooLong(length) => format!("seharusnya NPSN 8 karakter, ditemukan {length}"),
            Self::NoDigit => "seharusnya NPSN berisi angka, ditemukan teks tanpa angka".to_owned(),
            Self::Rounded => {
                "NPSN ini dibulatkan oleh lembar kerja sehingga angka akhirnya hilang; jadikan kolomnya teks, lalu isi lagi"
                    .to_owned()
            }
            Self::Character(other) => format!("seharusnya huruf dan angka dalam NPSN, ditemukan {other:?}"),
        }
    }
}

impl Npsn {
    /// The longest text kept as an NPSN.
    pub const MAX_LEN: usize = 12;

    /// Reads an NPSN as it stands, blanks around it taken off; letters become upper case.
    ///
    /// # Errors
    /// [`NpsnError`] when the text is empty, too long, or has other characters.
    pub fn new(text: &str) -> Result<Self, NpsnError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(NpsnError::Empty);
        }
        if let Some(other) = text.chars().find(|c| !c.is_ascii_alphanumeric()) {
            return Err(NpsnError::Character(other));
        }
        if text.len() > Self::MAX_LEN {
            return Err(NpsnError::TooLong(text.len()));
        }
        let mut bytes = [0; Self::MAX_LEN];
        bytes[..text.len()].copy_from_slice(text.as_bytes());
        bytes.make_ascii_uppercase();
        Ok(Self(bytes))
    }

    /// The number as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let len = self.0.iter().position(|b| *b == 0).unwrap_or(Self::MAX_LEN);
        std::str::from_utf8(&self.0[..len]).expect("only ASCII is stored")
    }

    /// Whether this is eight digits, as nearly all official numbers are.
    #[must_use]
    pub fn is_eight_digits(&self) -> bool {
        let text = self.as_str();
        text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit())
    }
}

impl fmt::Display for Npsn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Npsn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Npsn({self})")
    }
}

impl std::str::FromStr for Npsn {
    type Err = NpsnError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::new(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_the_order_of_the_text() {
        let mut numbers = ["NP352819", "10300155", "9", "103001550"].map(|t| Npsn::new(t).unwrap());
        numbers.sort();
        assert_eq!(numbers.map(|n| n.to_string()), ["10300155", "103001550", "9", "NP352819"]);
    }

    #[test]
    fn blanks_go_and_letters_are_upper_case() {
        assert_eq!(Npsn::new(" np352819 ").unwrap().as_str(), "NP352819");
        assert_eq!(Npsn::new("  "), Err(NpsnError::Empty));
        assert_eq!(Npsn::new("10-3"), Err(NpsnError::Character('-')));
        assert_eq!(Npsn::new("1234567890123"), Err(NpsnError::TooLong(13)));
    }
}
