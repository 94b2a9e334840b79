//! Codes of findings: one for each rule of import and audit, with what people read about it.

use crate::model::{Language, Severity};

/// The stable code of a rule, with its usual severity, its title and its advice.
///
/// One table, so that a code without title or advice in both languages does not compile.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident, $text:literal, $severity:ident, $title_id:literal, $title_en:literal, $id:literal, $en:literal;)*) => {
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

            /// What is wrong, in a few words.
            #[must_use]
            pub fn title(self, language: Language) -> &'static str {
                match language {
                    Language::Indonesian => match self { $(Self::$name => $title_id,)* },
                    Language::English => match self { $(Self::$name => $title_en,)* },
                }
            }

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
        "Berkas tidak terbaca", "File cannot be read",
        "Periksa apakah berkas ini daftar sekolah (CSV, XLSX, JSON, GeoJSON) dan dapat dibuka.",
        "Check that the file is a school list (CSV, XLSX, JSON, GeoJSON) and opens.";
    /// Every coordinate of the file is a whole degree.
    WholeDegreeFile, "whole_degree_file", Error,
        "Berkas dengan derajat bulat", "File in whole degrees",
        "Ekspor ulang berkas dengan desimal; koordinat berderajat bulat menumpuk semua sekolah pada satu titik.",
        "Export the file again with decimals; whole degrees put all schools on a few points.";
    /// A row that cannot be read: a broken feature, something else among records.
    UnreadableRow, "unreadable_row", Error,
        "Baris tidak terbaca", "Row cannot be read",
        "Baris ini rusak dan tidak terbaca; perbaiki isinya di berkas asal.",
        "This row is broken and cannot be read; correct it in the source file.";
    /// A row without NPSN.
    MissingNpsn, "missing_npsn", Error,
        "NPSN kosong", "NPSN missing",
        "Lengkapi NPSN pada baris ini; tanpa NPSN sekolah tidak dapat dihitung.",
        "Fill in the NPSN of this row; without it the school cannot be counted.";
    /// An NPSN that is not eight digits.
    MalformedNpsn, "malformed_npsn", Warning,
        "NPSN tidak lazim", "Unusual NPSN",
        "Cocokkan NPSN dengan Data Referensi; angka nol di depan mungkin hilang.",
        "Compare the NPSN with the reference site; a leading zero may be lost.";
    /// A row that cannot be kept because its NPSN is no NPSN at all.
    RefusedNpsn, "refused_npsn", Error,
        "NPSN tidak dapat dipakai", "NPSN that is none",
        "NPSN terdiri atas 8 karakter (angka, kadang huruf); perbaiki baris ini.",
        "An NPSN has 8 characters (digits, sometimes letters); correct this row.";
    /// A second row with the same NPSN in one file.
    DuplicateNpsn, "duplicate_npsn", Error,
        "NPSN tercatat dua kali", "NPSN listed twice",
        "Satu NPSN satu baris: hapus salah satu atau perbaiki NPSN-nya.",
        "One NPSN, one row: remove one of them or correct its NPSN.";
    /// A cell that a later file filled.
    FilledCell, "filled_cell", Info,
        "Sel diisi dari berkas lain", "Cell filled from another file",
        "Sel kosong diisi dari berkas yang lebih baru; periksa bila ragu.",
        "An empty cell was filled from a later file; check it when in doubt.";
    /// A later file that says something else than an earlier one.
    ConflictingCell, "conflicting_cell", Info,
        "Dua berkas berbeda isi", "Two files differ",
        "Dua berkas berbeda isi; nilai dari berkas pertama yang dipakai.",
        "Two files differ; the value of the first one is used.";
    /// A value of a known column that is not understood.
    UnknownValue, "unknown_value", Warning,
        "Isi tidak dikenal", "Value not understood",
        "Nilai ini tidak dikenal dan tidak dipakai; perbaiki ejaannya.",
        "This value is not understood and not used; correct its spelling.";
    /// A form that is in no table.
    UnknownForm, "unknown_form", Info,
        "Bentuk pendidikan tidak dikenal", "Form of education not known",
        "Bentuk pendidikan ini belum dikenal; sekolah dimuat tetapi di luar cakupan rencana.",
        "This form is not known; the school is loaded but out of the plan's scope.";
    /// A region that is in no table.
    UnknownRegion, "unknown_region", Warning,
        "Wilayah tidak dikenal", "Region not known",
        "Nama atau kode wilayah tidak ada dalam daftar Kemendagri; periksa ejaan atau pemekaran.",
        "The region's name or code is not in the Kemendagri table; check the spelling or a split.";
    /// A hub list names an NPSN that no list has.
    UnknownHub, "unknown_hub", Error,
        "Hub tidak ada dalam daftar sekolah", "Hub that is in no school list",
        "NPSN pada daftar hub tidak ditemukan dalam daftar sekolah.",
        "This NPSN of the hub list is in no school list.";
    /// A hub list has a second line about a hub.
    DuplicateHub, "duplicate_hub", Error,
        "Hub tercatat dua kali", "Hub listed twice",
        "Satu hub satu baris: hapus salah satu baris daftar hub, atau samakan isinya.",
        "One hub, one line: remove one of the lines of the hub list, or make them the same.";
    /// A hub list gives a name only; a school that may be meant is proposed.
    HubNameProposal, "hub_name_proposal", Warning,
        "Hub hanya bernama, tanpa NPSN", "Hub with a name only, without NPSN",
        "Daftar hub hanya memuat nama; pastikan NPSN-nya lalu tuliskan.",
        "The hub list has a name only; make sure of the NPSN and write it down.";
    /// No coordinates at all.
    MissingPosition, "missing_position", Error,
        "Titik kosong", "Point missing",
        "Isi lintang dan bujur di Verval SP.",
        "Fill in latitude and longitude in Verval SP.";
    /// A coordinate that is not a number.
    NotANumber, "not_a_number", Error,
        "Titik bukan angka", "Point is no number",
        "Tulis lintang dan bujur sebagai derajat desimal, misalnya -0.303808 dan 100.365000.",
        "Write latitude and longitude as decimal degrees, for example -0.303808 and 100.365000.";
    /// Zero in one axis or both.
    ZeroPosition, "zero_position", Error,
        "Titik nol", "Point is zero",
        "Nol berarti belum diisi; isi lintang dan bujur di Verval SP.",
        "Zero means not filled in; fill in latitude and longitude in Verval SP.";
    /// Latitude and longitude are exchanged.
    SwappedAxes, "swapped_axes", Error,
        "Lintang dan bujur tertukar", "Latitude and longitude exchanged",
        "Lintang dan bujur tertukar; tukarkan di Verval SP.",
        "Latitude and longitude are exchanged; exchange them in Verval SP.";
    /// A decimal point at the wrong place.
    DecimalShift, "decimal_shift", Error,
        "Koma desimal bergeser", "Decimal point shifted",
        "Letak koma desimal keliru; perbaiki di Verval SP.",
        "The decimal point is at the wrong place; correct it in Verval SP.";
    /// Outside the country's box.
    OutsideCountry, "outside_country", Error,
        "Di luar Indonesia", "Outside Indonesia",
        "Titik di luar Indonesia; perbaiki di Verval SP.",
        "The point is outside Indonesia; correct it in Verval SP.";
    /// An Indonesian school abroad.
    SchoolAbroad, "school_abroad", Info,
        "Sekolah di luar negeri", "School abroad",
        "Sekolah Indonesia di luar negeri tidak direncanakan.",
        "An Indonesian school abroad is not planned for.";
    /// A default point that many schools share, or half of one.
    SentinelPosition, "sentinel_position", Error,
        "Titik bawaan sistem", "Default point of the system",
        "Titik bawaan sistem, bukan titik sekolah; isi yang sebenarnya di Verval SP.",
        "A default point of the system, not the school's; fill in the true one in Verval SP.";
    /// The latitude's sign was lost.
    LostSign, "lost_sign", Error,
        "Tanda minus hilang", "Minus sign lost",
        "Tanda minus pada lintang hilang; tambahkan di Verval SP.",
        "The minus sign of the latitude is lost; add it in Verval SP.";
    /// Outside the regency that the row states.
    OutsideRegency, "outside_regency", Error,
        "Di luar kabupaten/kotanya", "Outside its regency",
        "Titik di luar kabupaten/kota yang tertulis; periksa titik dan wilayahnya.",
        "The point is outside the stated regency; check the point and the region.";
    /// Outside the district that the row states.
    OutsideDistrict, "outside_district", Warning,
        "Di luar kecamatannya", "Outside its district",
        "Titik di luar kecamatan yang tertulis; periksa titik dan wilayahnya.",
        "The point is outside the stated district; check the point and the region.";
    /// Most schools of a district lie outside it.
    DisplacedDistrict, "displaced_district", Error,
        "Seluruh kecamatan bergeser", "Whole district displaced",
        "Sebagian besar sekolah kecamatan ini di luar batasnya; periksa bersama-sama, bukan satu per satu.",
        "Most schools of this district lie outside it; check them together, not one by one.";
    /// Many schools on exactly one point.
    StackedPosition, "stacked_position", Info,
        "Titik sama dengan sekolah lain", "Same point as another school",
        "Beberapa sekolah pada satu titik; wajar bila satu kompleks, selain itu periksa.",
        "Several schools on one point; fine on one campus, otherwise check.";
    /// Few decimals.
    FewDecimals, "few_decimals", Info,
        "Titik kasar", "Coarse point",
        "Koordinat berdesimal sedikit hanya teliti sampai puluhan atau ratusan meter.",
        "A coordinate with few decimals is only good to tens or hundreds of metres.";
    /// Two schools of one name and one place.
    DoubledSchool, "doubled_school", Warning,
        "Sekolah tercatat ganda", "School listed twice",
        "Nama dan tempat sama dengan NPSN berbeda; pastikan bukan sekolah yang sama.",
        "Same name and place with another NPSN; make sure it is not the same school.";
    /// A hub whose position is doubtful or unusable.
    DoubtfulHub, "doubtful_hub", Error,
        "Hub dengan titik meragukan", "Hub with a doubtful point",
        "Periksa titik hub ini lebih dahulu: satu hub keliru menggeser satu gugus.",
        "Check this hub's position first: one wrong hub misplaces a cluster.";
    /// An accepted repair that was applied.
    RepairApplied, "repair_applied", Info,
        "Titik sudah diperbaiki", "Point repaired",
        "Posisi diganti menurut berkas perbaikan yang disetujui.",
        "The position was replaced by the file of accepted repairs.";
    /// An accepted repair for a school that is not in the list, or one that cannot be read.
    RepairUnused, "repair_unused", Warning,
        "Baris perbaikan tidak terpakai", "Repair not used",
        "Baris berkas perbaikan ini tidak terpakai; periksa NPSN dan angkanya.",
        "This line of the repair file was not used; check its NPSN and numbers.";
    /// A decision about a school that changes nothing.
    PairUnused, "pair_unused", Warning,
        "Keputusan tanpa pengaruh", "Decision without effect",
        "Keputusan ini tidak berpengaruh; periksa NPSN sekolah dan hub, atau hapus barisnya.",
        "This decision has no effect; check the NPSN of school and hub, or remove its line.";
    /// Polygons of villages that were put together to districts.
    DissolvedVillages, "dissolved_villages", Info,
        "Batas kecamatan dari desa/kelurahan", "District boundaries made of villages",
        "Pastikan semua desa/kelurahan tiap kecamatan ada dalam berkas; yang tidak ada membuat batas kecamatannya terlalu kecil.",
        "Make sure that every village of each district is in the file; a missing one makes the district's boundary too small.";
    /// A boundary that cannot be used.
    BoundaryUnused, "boundary_unused", Warning,
        "Batas wilayah tidak terpakai", "Boundary not used",
        "Batas wilayah ini tidak terpakai; periksa kode, nama, dan poligonnya.",
        "This boundary was not used; check its code, name and polygon.";
}
