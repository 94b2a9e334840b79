//! A school as every stage after the audit sees it.

use crate::model::{Code, LonLat, Npsn, RegionId, RegionLevel};

/// A group of equivalent forms (*sederajat*); hubs serve schools of their own level.
///
/// Source: `bentuk_pendidikan_id` groups of the ministry's reference site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Early childhood: TK, RA, KB, TPA, SPS ...
    Paud,
    /// Primary: SD, MI ...
    Sd,
    /// Lower secondary: SMP, MTs ...
    Smp,
    /// Upper secondary: SMA, MA ...
    Sma,
    /// Vocational: SMK, MAK ...
    Smk,
    /// Special needs: SLB, SDLB, SMPLB, SMLB.
    Slb,
}

impl Level {
    /// All levels, youngest first.
    pub const ALL: [Self; 6] = [Self::Paud, Self::Sd, Self::Smp, Self::Sma, Self::Smk, Self::Slb];

    /// The official abbreviation, which is also the API's word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Paud => "PAUD",
            Self::Sd => "SD",
            Self::Smp => "SMP",
            Self::Sma => "SMA",
            Self::Smk => "SMK",
            Self::Slb => "SLB",
        }
    }

    /// Reads the abbreviation in any case.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.as_str().eq_ignore_ascii_case(word.trim()))
    }
}

/// The official kind of a school (*bentuk pendidikan*).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// A form of the table; the index is private to this module's table.
    Known(KnownForm),
    /// A form that the table does not have, as the list writes it.
    Other(Box<str>),
}

macro_rules! forms {
    ($($name:ident $text:literal $level:expr, $kemenag:literal;)*) => {
        /// The forms of the reference site.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "each is the official abbreviation")]
        pub enum KnownForm { $($name,)* }

        impl KnownForm {
            /// Every form of the table.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The official abbreviation.
            #[must_use]
            pub fn as_str(self) -> &'static str { match self { $(Self::$name => $text,)* } }

            /// The group of equivalent forms, where there is one.
            #[must_use]
            pub fn level(self) -> Option<Level> { match self { $(Self::$name => $level,)* } }

            /// Whether the Ministry of Religious Affairs (Kemenag) is in charge.
            #[must_use]
            pub fn is_kemenag(self) -> bool { match self { $(Self::$name => $kemenag,)* } }
        }
    };
}

forms! {
    Tk "TK" Some(Level::Paud), false;
    Ra "RA" Some(Level::Paud), true;
    TamanSeminari "Taman Seminari" Some(Level::Paud), true;
    SpkTk "SPK TK" Some(Level::Paud), false;
    PratamaWp "Pratama WP" Some(Level::Paud), true;
    NavaDhammasekha "Nava Dhammasekha" Some(Level::Paud), true;
    Kb "KB" Some(Level::Paud), false;
    Tpa "TPA" Some(Level::Paud), false;
    Sps "SPS" Some(Level::Paud), false;
    SpkKb "SPK KB" Some(Level::Paud), false;
    Sd "SD" Some(Level::Sd), false;
    Mi "MI" Some(Level::Sd), true;
    Sdtk "SDTK" Some(Level::Sd), true;
    SpkSd "SPK SD" Some(Level::Sd), false;
    AdiWp "Adi WP" Some(Level::Sd), true;
    MulaDhammasekha "Mula Dhammasekha" Some(Level::Sd), true;
    Smp "SMP" Some(Level::Smp), false;
    Mts "MTs" Some(Level::Smp), true;
    Smptk "SMPTK" Some(Level::Smp), true;
    SpkSmp "SPK SMP" Some(Level::Smp), false;
    MadyamaWp "Madyama WP" Some(Level::Smp), true;
    MudaDhammasekha "Muda Dhammasekha" Some(Level::Smp), true;
    Sma "SMA" Some(Level::Sma), false;
    Ma "MA" Some(Level::Sma), true;
    Smtk "SMTK" Some(Level::Sma), true;
    Smak "SMAK" Some(Level::Sma), true;
    SpkSma "SPK SMA" Some(Level::Sma), false;
    UtamaWp "Utama WP" Some(Level::Sma), true;
    UttamaDhammasekha "Uttama Dhammasekha" Some(Level::Sma), true;
    Smk "SMK" Some(Level::Smk), false;
    Mak "MAK" Some(Level::Smk), true;
    UttamaDhammasekhaKejuruan "Uttama Dhammasekha Kejuruan" Some(Level::Smk), true;
    Slb "SLB" Some(Level::Slb), false;
    Sdlb "SDLB" Some(Level::Slb), false;
    Smplb "SMPLB" Some(Level::Slb), false;
    Smlb "SMLB" Some(Level::Slb), false;
    Kursus "Kursus" None, false;
    Tbm "TBM" None, false;
    Pkbm "PKBM" None, false;
    Skb "SKB" None, false;
    PondokPesantren "Pondok Pesantren" None, true;
    PdfUla "PDF Ula" None, true;
    PdfWustha "PDF Wustha" None, true;
    PdfUlya "PDF Ulya" None, true;
    SpmUla "SPM Ula" None, true;
    SpmWustha "SPM Wustha" None, true;
}

impl Form {
    /// Reads a form in any case, blanks and points ignored; what the table does not have is kept as written.
    #[must_use]
    pub fn new(text: &str) -> Self {
        fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
            text.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase())
        }
        // Most lists write the abbreviation as it stands, and then no letter needs to be looked at alone.
        let exact = KnownForm::ALL.iter().find(|form| form.as_str() == text);
        exact
            .or_else(|| KnownForm::ALL.iter().find(|form| letters(form.as_str()).eq(letters(text))))
            .map_or_else(|| Self::Other(text.trim().into()), |form| Self::Known(*form))
    }

    /// The abbreviation, or the list's own text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Known(form) => form.as_str(),
            Self::Other(text) => text,
        }
    }

    /// The group of equivalent forms, where there is one.
    #[must_use]
    pub fn level(&self) -> Option<Level> {
        match self {
            Self::Known(form) => form.level(),
            Self::Other(_) => None,
        }
    }

    /// Whether the Ministry of Religious Affairs is in charge (madrasah and the like).
    #[must_use]
    pub fn is_kemenag(&self) -> bool {
        matches!(self, Self::Known(form) if form.is_kemenag())
    }
}

/// Who runs a school.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// *Negeri*.
    Public,
    /// *Swasta*.
    Private,
}

impl Status {
    /// The word that Indonesian lists use, which is also the API's.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Public => "Negeri",
            Self::Private => "Swasta",
        }
    }

    /// Reads `N`, `S`, `Negeri`, `Swasta` in any case.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        let is = |words: [&str; 3]| words.iter().any(|known| word.trim().eq_ignore_ascii_case(known));
        if is(["negeri", "n", "public"]) { Some(Self::Public) } else { is(["swasta", "s", "private"]).then_some(Self::Private) }
    }
}

/// The result of a school's last accreditation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Accreditation {
    /// *Unggul*, 91 to 100.
    A,
    /// *Baik*, 81 to 90.
    B,
    /// *Cukup*, 71 to 80.
    C,
    /// *Tidak terakreditasi*, below 71 or not yet.
    None,
}

impl Accreditation {
    /// The mark as lists write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::None => "TT",
        }
    }
}

/// How far a position can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// Nothing speaks against it.
    Ok,
    /// Planned with, marked in every output.
    Doubtful,
    /// Never used for distance; the school needs a check.
    Unusable,
}

impl Grade {
    /// The stable lower-case word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Doubtful => "doubtful",
            Self::Unusable => "unusable",
        }
    }
}

/// Where the position that is used comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PositionOrigin {
    /// The list.
    Given,
    /// The file of accepted repairs.
    Repaired,
    /// The representative point of the school's own district: approximate.
    District,
}

/// The regions of a school, each as far as known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct SchoolRegions {
    /// Province.
    pub province: Option<RegionId>,
    /// Kabupaten or kota.
    pub regency: Option<RegionId>,
    /// Kecamatan.
    pub district: Option<RegionId>,
}

impl SchoolRegions {
    /// The region of a level; `None` for the country, for villages, and where it is not known.
    #[must_use]
    pub fn at(&self, level: RegionLevel) -> Option<RegionId> {
        match level {
            RegionLevel::Province => self.province,
            RegionLevel::Regency => self.regency,
            RegionLevel::District => self.district,
            RegionLevel::Country | RegionLevel::Village => None,
        }
    }

    /// Whether the region is one of these.
    #[must_use]
    pub fn contain(&self, region: RegionId) -> bool {
        [self.province, self.regency, self.district].contains(&Some(region))
    }
}

/// What makes a school a hub.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct HubStatus {
    /// The cohort (*angkatan*) as free text.
    pub cohort: Option<Box<str>>,
    /// The hub's own number of places, where the list gives one (*kapasitas*).
    pub capacity: Option<u32>,
}

/// A school after the audit.
#[derive(Clone, Debug, PartialEq)]
pub struct School {
    /// The number that names it.
    pub npsn: Npsn,
    /// Its name, blanks tidied.
    pub name: Box<str>,
    /// Its form.
    pub form: Form,
    /// Public or private, where the list says.
    pub status: Option<Status>,
    /// Street address, as written.
    pub address: Option<Box<str>>,
    /// Village (*desa*, *kelurahan*), as written.
    pub village: Option<Box<str>>,
    /// Province, regency and district.
    pub regions: SchoolRegions,
    /// The position as the list gives it, where it is a position at all.
    pub given: Option<LonLat>,
    /// The position to plan with; `None` when the school needs a check.
    pub position: Option<LonLat>,
    /// Where `position` comes from.
    pub origin: PositionOrigin,
    /// How far the position can be trusted.
    pub grade: Grade,
    /// The rule that decided the grade; `None` exactly when the grade is `Ok`.
    pub grade_reason: Option<Code>,
    /// Whether this is an Indonesian school abroad; it is never planned for.
    pub abroad: bool,
    /// Present when the school is a hub; in a box, because few are.
    pub hub: Option<Box<HubStatus>>,
    /// Weight of reaching it, 1 to 1000, from the list; 1 when missing.
    pub priority: u16,
    /// Last accreditation, where the list says.
    pub accreditation: Option<Accreditation>,
    /// Number of trained teachers (*guru penggerak*), where the list says.
    pub trained_teachers: Option<u32>,
    /// Number of pupils, where the list says.
    pub pupils: Option<u32>,
}

impl School {
    /// The school's level: the group of its form.
    #[must_use]
    pub fn level(&self) -> Option<Level> {
        self.form.level()
    }

    /// Whether the position is only the representative point of the district.
    #[must_use]
    pub fn is_approximate(&self) -> bool {
        self.origin == PositionOrigin::District
    }
}
