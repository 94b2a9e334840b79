//! Findings: what is wrong with the data, where, and what to do about it.

use crate::model::{LonLat, Npsn, RegionId, Said};
use std::sync::Arc;

/// Where in the inputs something was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file's name without its folders.
    pub file: Arc<str>,
    /// The sheet of a workbook.
    pub sheet: Option<Arc<str>>,
    /// Where in the file or sheet.
    pub spot: Spot,
    /// The column's heading as the file writes it.
    pub column: Option<Arc<str>>,
}

/// Where in a file or sheet something was read; numbers count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spot {
    /// All of it.
    Whole,
    /// A line of text, or a row of a sheet.
    Line(u32),
    /// A record of JSON: many of them may stand on one line.
    Record(u32),
}

/// A line; 0 means the whole.
impl From<u32> for Spot {
    fn from(line: u32) -> Self {
        if line == 0 { Self::Whole } else { Self::Line(line) }
    }
}

impl Place {
    /// The whole of a file.
    #[must_use]
    pub fn file(file: &Arc<str>) -> Self {
        Self { file: Arc::clone(file), sheet: None, spot: Spot::Whole, column: None }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.file)?;
        if let Some(sheet) = &self.sheet {
            write!(f, "[{sheet}]")?;
        }
        match self.spot {
            Spot::Whole => {}
            Spot::Line(line) => write!(f, ":{line}")?,
            Spot::Record(number) => write!(f, "#{number}")?,
        }
        if let Some(column) = &self.column {
            write!(f, " ({column})")?;
        }
        Ok(())
    }
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing changes.
    Info,
    /// The school is planned with, but marked.
    Warning,
    /// The row is refused or the position is not used.
    Error,
}

impl Severity {
    /// The stable lower-case word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// How far a proposed repair may be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Shown as a possibility only.
    Low,
    /// Fits every test there is.
    High,
}

impl Confidence {
    /// The stable lower-case word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::High => "high",
        }
    }
}

/// Which side of a misfit between points and a polygon is probably wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Suspect {
    /// The schools' positions.
    Points,
    /// The region's polygon.
    Polygon,
}

impl Suspect {
    /// The stable lower-case word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Points => "points",
            Self::Polygon => "polygon",
        }
    }
}

/// The language of a sentence for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// Indonesian, the default for planners and officials.
    #[default]
    Indonesian,
    /// English.
    English,
}

/// One thing that is wrong, or worth knowing, about the data.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule that speaks.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// The school, when it is about one.
    pub npsn: Option<Npsn>,
    /// The region, when it is about one, or the school's own district.
    pub region: Option<RegionId>,
    /// Where it was read.
    pub place: Option<Place>,
    /// What was expected and what was found, without a full stop.
    pub found: Said,
    /// The proposed position, never applied silently.
    pub proposal: Option<LonLat>,
    /// How far the proposal may be trusted.
    pub confidence: Option<Confidence>,
    /// For a group: which side is probably wrong.
    pub suspect: Option<Suspect>,
    /// For a group: the schools it is about, in NPSN order.
    pub schools: Vec<Npsn>,
}

impl Finding {
    /// A finding with a code, its usual severity and what was found; the rest is filled with the `with_` functions.
    #[must_use]
    pub fn new(code: Code, found: Said) -> Self {
        Self {
            code,
            severity: code.severity(),
            npsn: None,
            region: None,
            place: None,
            found,
            proposal: None,
            confidence: None,
            suspect: None,
            schools: Vec::new(),
        }
    }

    /// Names the school.
    #[must_use]
    pub fn with_npsn(mut self, npsn: Npsn) -> Self {
        self.npsn = Some(npsn);
        self
    }

    /// Names the region.
    #[must_use]
    pub fn with_region(mut self, region: Option<RegionId>) -> Self {
        self.region = region;
        self
    }

    /// Names the place.
    #[must_use]
    pub fn with_place(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Adds a proposed position.
    #[must_use]
    pub fn with_proposal(mut self, proposal: LonLat, confidence: Confidence) -> Self {
        self.proposal = Some(proposal);
        self.confidence = Some(confidence);
        self
    }
}

/// The stable code of a rule, with its usual severity and its advice.
///
/// One table, so that a code without advice in both languages does not compile.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident, $text:literal, $severity:ident, $id:literal, $en:literal;)*) => {
        /// The stable code of a rule of import or audit.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The stable text.
            #[must_use]
            pub fn as_str(self) -> &'static str { match self { $(Self::$name => $text,)* } }

            /// The severity unless a rule says otherwise.
            #[must_use]
            pub fn severity(self) -> Severity { match self { $(Self::$name => Severity::$severity,)* } }

            /// What the reader can do.
            #[must_use]
            pub fn advice(self, language: Language) -> &'static str {
                match language {
                    Language::Indonesian => match self { $(Self::$name => $id,)* },
                    Language::English => match self { $(Self::$name => $en,)* },
                }
            }
        }
    };
}

codes! {
    /// The file is no school list or cannot be read.
    UnreadableFile, "unreadable_file", Error,
        "Periksa apakah berkas ini daftar sekolah (CSV, XLSX, JSON, GeoJSON) dan dapat dibuka.",
        "Check that the file is a school list (CSV, XLSX, JSON, GeoJSON) and opens.";
    /// Every coordinate of the file is a whole degree.
    WholeDegreeFile, "whole_degree_file", Error,
        "Ekspor ulang berkas dengan desimal; koordinat berderajat bulat menumpuk semua sekolah pada satu titik.",
        "Export the file again with decimals; whole degrees put all schools on a few points.";
    /// A row that cannot be read: a broken feature, something else among records.
    UnreadableRow, "unreadable_row", Error,
        "Baris ini rusak dan tidak terbaca; perbaiki isinya di berkas asal.",
        "This row is broken and cannot be read; correct it in the source file.";
    /// A row without NPSN.
    MissingNpsn, "missing_npsn", Error,
        "Lengkapi NPSN pada baris ini; tanpa NPSN sekolah tidak dapat dihitung.",
        "Fill in the NPSN of this row; without it the school cannot be counted.";
    /// An NPSN that is not eight digits.
    MalformedNpsn, "malformed_npsn", Warning,
        "Cocokkan NPSN dengan Data Referensi; angka nol di depan mungkin hilang.",
        "Compare the NPSN with the reference site; a leading zero may be lost.";
    /// A row that cannot be kept because its NPSN is no NPSN at all.
    RefusedNpsn, "refused_npsn", Error,
        "NPSN terdiri atas 8 karakter (angka, kadang huruf); perbaiki baris ini.",
        "An NPSN has 8 characters (digits, sometimes letters); correct this row.";
    /// A second row with the same NPSN in one file.
    DuplicateNpsn, "duplicate_npsn", Error,
        "Satu NPSN satu baris: hapus salah satu atau perbaiki NPSN-nya.",
        "One NPSN, one row: remove one of them or correct its NPSN.";
    /// A cell that a later file filled.
    FilledCell, "filled_cell", Info,
        "Sel kosong diisi dari berkas yang lebih baru; periksa bila ragu.",
        "An empty cell was filled from a later file; check it when in doubt.";
    /// A later file that says something else than an earlier one.
    ConflictingCell, "conflicting_cell", Info,
        "Dua berkas berbeda isi; nilai dari berkas pertama yang dipakai.",
        "Two files differ; the value of the first one is used.";
    /// A value of a known column that is not understood.
    UnknownValue, "unknown_value", Warning,
        "Nilai ini tidak dikenal dan tidak dipakai; perbaiki ejaannya.",
        "This value is not understood and not used; correct its spelling.";
    /// A form that is in no table.
    UnknownForm, "unknown_form", Info,
        "Bentuk pendidikan ini belum dikenal; sekolah dimuat tetapi di luar cakupan rencana.",
        "This form is not known; the school is loaded but out of the plan's scope.";
    /// A region that is in no table.
    UnknownRegion, "unknown_region", Warning,
        "Nama atau kode wilayah tidak ada dalam daftar Kemendagri; periksa ejaan atau pemekaran.",
        "The region's name or code is not in the Kemendagri table; check the spelling or a split.";
    /// A hub list names an NPSN that no list has.
    UnknownHub, "unknown_hub", Error,
        "NPSN pada daftar hub tidak ditemukan dalam daftar sekolah.",
        "This NPSN of the hub list is in no school list.";
    /// A hub list has a second line about a hub.
    DuplicateHub, "duplicate_hub", Error,
        "Satu hub satu baris: hapus salah satu baris daftar hub, atau samakan isinya.",
        "One hub, one line: remove one of the lines of the hub list, or make them the same.";
    /// A hub list gives a name only; a school that may be meant is proposed.
    HubNameProposal, "hub_name_proposal", Warning,
        "Daftar hub hanya memuat nama; pastikan NPSN-nya lalu tuliskan.",
        "The hub list has a name only; make sure of the NPSN and write it down.";
    /// No coordinates at all.
    MissingPosition, "missing_position", Error,
        "Isi lintang dan bujur di Verval SP.",
        "Fill in latitude and longitude in Verval SP.";
    /// A coordinate that is not a number.
    NotANumber, "not_a_number", Error,
        "Tulis lintang dan bujur sebagai derajat desimal, misalnya -0.303808 dan 100.365000.",
        "Write latitude and longitude as decimal degrees, for example -0.303808 and 100.365000.";
    /// Zero in one axis or both.
    ZeroPosition, "zero_position", Error,
        "Nol berarti belum diisi; isi lintang dan bujur di Verval SP.",
        "Zero means not filled in; fill in latitude and longitude in Verval SP.";
    /// Latitude and longitude are exchanged.
    SwappedAxes, "swapped_axes", Error,
        "Lintang dan bujur tertukar; tukarkan di Verval SP.",
        "Latitude and longitude are exchanged; exchange them in Verval SP.";
    /// A decimal point at the wrong place.
    DecimalShift, "decimal_shift", Error,
        "Letak koma desimal keliru; perbaiki di Verval SP.",
        "The decimal point is at the wrong place; correct it in Verval SP.";
    /// Outside the country's box.
    OutsideCountry, "outside_country", Error,
        "Titik di luar Indonesia; perbaiki di Verval SP.",
        "The point is outside Indonesia; correct it in Verval SP.";
    /// An Indonesian school abroad.
    SchoolAbroad, "school_abroad", Info,
        "Sekolah Indonesia di luar negeri tidak direncanakan.",
        "An Indonesian school abroad is not planned for.";
    /// A default point that many schools share, or half of one.
    SentinelPosition, "sentinel_position", Error,
        "Titik bawaan sistem, bukan titik sekolah; isi yang sebenarnya di Verval SP.",
        "A default point of the system, not the school's; fill in the true one in Verval SP.";
    /// The latitude's sign was lost.
    LostSign, "lost_sign", Error,
        "Tanda minus pada lintang hilang; tambahkan di Verval SP.",
        "The minus sign of the latitude is lost; add it in Verval SP.";
    /// Outside the regency that the row states.
    OutsideRegency, "outside_regency", Error,
        "Titik di luar kabupaten/kota yang tertulis; periksa titik dan wilayahnya.",
        "The point is outside the stated regency; check the point and the region.";
    /// Outside the district that the row states.
    OutsideDistrict, "outside_district", Warning,
        "Titik di luar kecamatan yang tertulis; periksa titik dan wilayahnya.",
        "The point is outside the stated district; check the point and the region.";
    /// Most schools of a district lie outside it.
    DisplacedDistrict, "displaced_district", Error,
        "Sebagian besar sekolah kecamatan ini di luar batasnya; periksa bersama-sama, bukan satu per satu.",
        "Most schools of this district lie outside it; check them together, not one by one.";
    /// Many schools on exactly one point.
    StackedPosition, "stacked_position", Info,
        "Beberapa sekolah pada satu titik; wajar bila satu kompleks, selain itu periksa.",
        "Several schools on one point; fine on one campus, otherwise check.";
    /// Few decimals.
    FewDecimals, "few_decimals", Info,
        "Koordinat berdesimal sedikit hanya teliti sampai puluhan atau ratusan meter.",
        "A coordinate with few decimals is only good to tens or hundreds of metres.";
    /// Two schools of one name and one place.
    DoubledSchool, "doubled_school", Warning,
        "Nama dan tempat sama dengan NPSN berbeda; pastikan bukan sekolah yang sama.",
        "Same name and place with another NPSN; make sure it is not the same school.";
    /// A hub whose position is doubtful or unusable.
    DoubtfulHub, "doubtful_hub", Error,
        "Periksa titik hub ini lebih dahulu: satu hub keliru menggeser satu gugus.",
        "Check this hub's position first: one wrong hub misplaces a cluster.";
    /// An accepted repair that was applied.
    RepairApplied, "repair_applied", Info,
        "Posisi diganti menurut berkas perbaikan yang disetujui.",
        "The position was replaced by the file of accepted repairs.";
    /// An accepted repair for a school that is not in the list, or one that cannot be read.
    RepairUnused, "repair_unused", Warning,
        "Baris berkas perbaikan ini tidak terpakai; periksa NPSN dan angkanya.",
        "This line of the repair file was not used; check its NPSN and numbers.";
    /// A decision about a school that changes nothing.
    PairUnused, "pair_unused", Warning,
        "Keputusan ini tidak berpengaruh; periksa NPSN sekolah dan hub, atau hapus barisnya.",
        "This decision has no effect; check the NPSN of school and hub, or remove its line.";
    /// Polygons of villages that were put together to districts.
    DissolvedVillages, "dissolved_villages", Info,
        "Pastikan semua desa/kelurahan tiap kecamatan ada dalam berkas; yang tidak ada membuat batas kecamatannya terlalu kecil.",
        "Make sure that every village of each district is in the file; a missing one makes the district's boundary too small.";
    /// A boundary that cannot be used.
    BoundaryUnused, "boundary_unused", Warning,
        "Batas wilayah ini tidak terpakai; periksa kode, nama, dan poligonnya.",
        "This boundary was not used; check its code, name and polygon.";
}
