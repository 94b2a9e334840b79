//! Regions of Indonesia and their codes.

use std::fmt;
use std::num::NonZeroU32;

/// The rank of a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RegionLevel {
    /// The whole of Indonesia; no region has this level, rules do.
    Country,
    /// *Provinsi*, `13`.
    Province,
    /// *Kabupaten* or *kota*, `13.75`.
    Regency,
    /// *Kecamatan*, in Papua *distrik*, `13.75.02`.
    District,
    /// *Kelurahan*, *desa* or *nagari*, `13.75.02.1001`.
    Village,
}

impl RegionLevel {
    /// The stable English word used in rules, parameters and outputs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Province => "province",
            Self::Regency => "regency",
            Self::District => "district",
            Self::Village => "village",
        }
    }

    /// Reads the stable English word, in any case.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Country, Self::Province, Self::Regency, Self::District, Self::Village]
            .into_iter()
            .find(|level| level.as_str().eq_ignore_ascii_case(word))
    }
}

/// Who gives a code its meaning: the same digits name different places in different systems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CodeSystem {
    /// Ministry of Home Affairs, with dots: `13.06` is Agam.
    Kemendagri,
    /// Statistics Indonesia: `1306` is Padang Pariaman.
    Bps,
    /// Ministry of education (Dapodik), six digits: `080100` is Agam.
    Kemdikbud,
    /// A code or name of the list itself that is in no table; it still groups schools.
    Local,
}

impl CodeSystem {
    /// The stable lower-case word of the system.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Kemendagri => "kemendagri",
            Self::Bps => "bps",
            Self::Kemdikbud => "kemdikbud",
            Self::Local => "local",
        }
    }
}

/// A region code with the system that gives it its meaning.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegionCode {
    /// The system.
    pub system: CodeSystem,
    /// The code as that system writes it.
    pub text: Box<str>,
}

impl RegionCode {
    /// A Kemendagri code, with dots.
    #[must_use]
    pub fn kemendagri(text: &str) -> Self {
        Self { system: CodeSystem::Kemendagri, text: text.into() }
    }

    /// A code that only this list knows.
    #[must_use]
    pub fn local(text: &str) -> Self {
        Self { system: CodeSystem::Local, text: text.into() }
    }
}

impl fmt::Display for RegionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

/// The number of a region in the table of one snapshot; it never leaves the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegionId(NonZeroU32);

impl RegionId {
    /// The region at a place of the table.
    ///
    /// # Panics
    /// When `index` does not fit 32 bits; tables hold some thousands of regions.
    #[must_use]
    pub fn from_index(index: usize) -> Self {
        let number = u32::try_from(index + 1).expect("a region table is small");
        Self(NonZeroU32::new(number).expect("one is added"))
    }

    /// The place in the table.
    #[must_use]
    pub fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}
