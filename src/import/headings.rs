//! The spellings of headings, and what a cell of a column must look like to be understood.
//!
//! In: a heading as a file writes it. Out: the columns that it may stand for. Must not know: files.
//!
//! Case, blanks, underscores and punctuation do not count: `Nama_Sekolah` is `namasekolah`. The order of the spellings is their
//! rank: when two headings of a file fit one column, the better ranked stands (see `mapping`). `unsure` spellings are headings
//! that other files use for other things (`type`, `schoolId`); they stand only when at least half of their cells are understood.
//!
//! Source: headings met in published lists (DATA.md, section 2), and the columns of the programme of the issue.

use super::Column;
use super::text;
use crate::model::{Form, Status};

struct Spellings {
    column: Column,
    sure: &'static [&'static str],
    unsure: &'static [&'static str],
}

macro_rules! spellings {
    ($($column:ident: $($sure:literal)* | $($unsure:literal)*;)*) => {
        const SPELLINGS: &[Spellings] = &[$(Spellings { column: Column::$column, sure: &[$($sure),*], unsure: &[$($unsure),*] },)*];
    };
}

/// The heading that the reader of GeoJSON gives to the first number of a point.
pub(super) const GEOMETRY_LON: &str = "geometry longitude";
/// The heading that the reader of GeoJSON gives to the second number of a point.
pub(super) const GEOMETRY_LAT: &str = "geometry latitude";

spellings! {
    Npsn: "npsn" "nonpsn" "nomornpsn" "kodenpsn" "npsnsekolah" "npsnsatuanpendidikan" "nomorpokoksekolahnasional" | "schoolid" "featureid";
    Name: "namasekolah" "namasatuanpendidikan" "namasatuan" "sekolah" "satuanpendidikan" "nama" "schoolname" "name" "namainstansi" "namasp"
        "namasekolahmadrasah" "namalembaga" "namasatdik"
        "namadapodik2019" "namasepertitertulis" "namahub" | "sekolahpenggerak" "sekolahpengimbas" "sekolahinti";
    Form: "bentukpendidikan" "bentukpendidikannama" "namabentukpendidikan" "bentuk" "bentuksekolah" "jenissekolah" "bentukjenjang" |
        "jenjang" "jenjangpendidikannama" "jenjangpendidikan" "schoollevel" "jenissekolahnama" "level" "stage" "type" "tipe";
    Status: "status" "statussekolah" "statussatuanpendidikan" "negeriswasta" |
        "statussekolahnama" "jenissekolahnama" "schoolstatus" "type" "tipe" "kepemilikan";
    Latitude: "geometrylatitude" "lintang" "latitude" "lattitude" "lat" "koordinatlintang" "garislintang" "titikkoordinatlintang"
        "lintangselatan" "lintangls" "koordinatls" "latitudels" "latls" "ls" "lintanglu" "lu" "koordinatlatitude" "koordinatlat" | "y";
    Longitude: "geometrylongitude" "bujur" "longitude" "lon" "lng" "long" "koordinatbujur" "garisbujur" "titikkoordinatbujur"
        "bujurtimur" "bujurbt" "koordinatbt" "longitudebt" "longbt" "bt" "koordinatlongitude" "koordinatlong" | "x";
    Address: "alamat" "alamatlengkap" "alamatjalan" "alamatsekolah" "schooladdress" "address" "streetname" "jalan" |;
    Village: "desakelurahan" "desa" "kelurahan" "desakelurahannama" "namadesa" "namakelurahan" "namadesakelurahan" "kelurahandesa"
        "nagari" "village" "desakel" "keldesa" "wadmkd" |;
    District: "kecamatan" "kecamatannama" "namakecamatan" "kecamatankotaln" "indukkecamatan" "distrik" "district" "districtname"
        "kecamatansepertitertulis" "kec" "namakec" "wadmkc" |;
    Regency: "kabupatenkota" "kabupaten" "kabkota" "kotakabupaten" "namakabupatenkota" "namakabupaten" "namakabkota" "kabkotanegaraln"
        "kabupatenkotanama" "indukkabupaten" "kota" "regency" "cityname" "city" "kabkotasepertitertulis" "kab" "namakab" "kotakab" "wadmkk" |;
    Province: "provinsi" "propinsi" "namaprovinsi" "namapropinsi" "provinsinama" "province" "provincename" "propinsiluarnegeriln"
        "provinsiluarnegeriln" "indukprovinsi" "prov" "prop" "namaprov" "wadmpr" |;
    DistrictCode: "kodekecamatan" "kodekec" "kdkec" "kodewilayahindukkecamatan" "kecamatanid" "idkecamatan" "districtid" "districtcode" |;
    RegencyCode: "kodekabupaten" "kodekabkota" "kodekabupatenkota" "kodekab" "kdkab" "kodewilayahindukkabupaten" "kabupatenid"
        "idkabupaten" "cityid" "regencyid" "regencycode" |;
    ProvinceCode: "kodeprovinsi" "kodepropinsi" "kodeprop" "kodeprov" "kdprop" "kodewilayahindukprovinsi" "provinsiid" "idprovinsi"
        "provinceid" "provincecode" |;
    RegionCode: "kodewilayah" "regioncode" |;
    Hub: "penggerak" "pengimbas" "hub" "inti" "ishub" | "sekolahpenggerak" "sekolahpengimbas" "sekolahinti" "statuspenggerak";
    Cohort: "angkatan" "cohort" "angkatanke" |;
    Capacity: "kapasitas" "kapasitashub" "kapasitasimbas" "jumlahimbas" "capacity" |;
    Priority: "prioritas" "priority" "bobot" |;
    Accreditation: "akreditasi" "peringkatakreditasi" "statusakreditasi" "akreditasisekolah" "accreditation" |;
    TrainedTeachers: "gurupenggerak" "jumlahgurupenggerak" "jmlgurupenggerak" |;
    Pupils: "jumlahpesertadidik" "pesertadidik" "pesertadidiktotal" "jumlahsiswa" "siswa" "pd" "jmlpd" "jumlahpd" "jmlsiswa"
        "totalsiswa" "studentcount" "pupils" |;
}

/// What a heading says about a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Claim {
    pub(super) column: Column,
    /// Place among the spellings of the column, best first.
    pub(super) rank: usize,
    /// Whether the spelling is enough without a look at the cells.
    pub(super) sure: bool,
}

/// The heading without case, blanks and punctuation.
pub(super) fn plain(heading: &str) -> String {
    heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The columns that a heading may stand for; what it says in brackets counts only where it is known so.
pub(super) fn claims(heading: &str) -> Vec<Claim> {
    let of = |plain: &str| -> Vec<Claim> { SPELLINGS.iter().filter_map(|spellings| spellings.claim(plain)).collect() };
    let claims = of(&plain(heading));
    match heading.split_once('(') {
        Some((before, _)) if claims.is_empty() => of(&plain(before)),
        _ => claims,
    }
}

/// The hemisphere that a heading states for numbers that say none themselves: `LS`, `Lintang (LS)`, `Bujur Timur`.
pub(super) fn hemisphere(heading: &str) -> Option<&'static str> {
    const HEMISPHERES: [(&str, &[&str]); 4] =
        [("LS", &["ls", "selatan"]), ("LU", &["lu", "utara"]), ("BT", &["bt", "timur"]), ("BB", &["bb", "barat"])];
    let heading = heading.to_lowercase();
    let mut stated = heading
        .split(|c: char| !c.is_alphanumeric())
        .filter_map(|word| HEMISPHERES.iter().find(|(_, words)| words.contains(&word)).map(|(hemisphere, _)| *hemisphere));
    let first = stated.next()?;
    // "LU/LS" states none.
    stated.all(|other| other == first).then_some(first)
}

/// Whether a heading is that of a column with both numbers of a position in one cell.
pub(super) fn is_of_positions(heading: &str) -> bool {
    const HEADINGS: [&str; 15] = [
        "koordinat",
        "titikkoordinat",
        "koordinatsekolah",
        "titikkoordinatsekolah",
        "lokasikoordinat",
        "koordinatlokasi",
        "latlong",
        "latlon",
        "latlng",
        "lintangbujur",
        "koordinatlintangbujur",
        "bujurlintang",
        "longlat",
        "coordinate",
        "coordinates",
    ];
    HEADINGS.contains(&plain(heading).as_str())
}

impl Spellings {
    fn claim(&self, plain: &str) -> Option<Claim> {
        let mut all = self.sure.iter().chain(self.unsure);
        let rank = all.position(|spelling| *spelling == plain)?;
        Some(Claim { column: self.column, rank, sure: rank < self.sure.len() })
    }
}

/// Whether a cell that is not empty says something in this column; columns of free text understand everything.
pub(super) fn understood(column: Column, cell: &str) -> bool {
    match column {
        Column::Npsn => text::looks_like_npsn(&text::npsn(cell)),
        Column::Form => matches!(Form::new(cell), Form::Known(_)),
        Column::Status => Status::from_word(cell).is_some(),
        Column::Latitude | Column::Longitude => text::decimal(cell).is_some(),
        Column::Hub => is_hub_word(cell),
        Column::Name => is_name(cell),
        _ => true,
    }
}

/// The words for yes and no that hub columns are written with.
fn is_hub_word(cell: &str) -> bool {
    const WORDS: [&str; 12] = ["1", "0", "ya", "tidak", "true", "false", "yes", "no", "y", "t", "benar", "salah"];
    WORDS.contains(&cell.to_ascii_lowercase().as_str())
}

/// A name has letters, and is neither a mark for yes or no nor a bare form.
fn is_name(cell: &str) -> bool {
    cell.chars().filter(|c| c.is_alphabetic()).count() > 1 && !is_hub_word(cell) && matches!(Form::new(cell), Form::Other(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(headings: &str, column: Column) {
        for heading in headings.split('|').map(str::trim) {
            assert!(claims(heading).iter().any(|claim| claim.column == column), "{heading} is no {column:?}");
        }
    }

    #[test]
    fn the_headings_of_published_lists_are_known() {
        check("npsn | NPSN | schoolId | N.P.S.N.", Column::Npsn);
        check(
            "sekolah | SEKOLAH | nama | name | nama_sekolah | Nama Sekolah | Nama Satuan Pendidikan | nama_instansi",
            Column::Name,
        );
        check("schoolName | school_name", Column::Name);
        check("bentuk | Bentuk_Pendidikan | bentuk_pendidikan_nama | jenis_sekolah | Jenis Sekolah | jenjang", Column::Form);
        check("jenjang_pendidikan | Jenjang Pendidikan | school_level | level | stage", Column::Form);
        check("status | Status Sekolah | status_satuan_pendidikan | type | jenis_sekolah_nama", Column::Status);
        check(
            "lintang | lat | latitude | lattitude | LS | Lintang (LS) | Lintang Selatan | Latitude (derajat)",
            Column::Latitude,
        );
        check("bujur | long | lon | lng | Longitude | BT | Bujur Timur", Column::Longitude);
        check("Kab | Kab. | Kab/Kota | WADMKK", Column::Regency);
        check("Kec | Kec. | WADMKC", Column::District);
        check("Prov | Prov. | WADMPR", Column::Province);
        check("alamat_jalan | Alamat Lengkap | address | schoolAddress | street_name | jalan", Column::Address);
        check("desa | Desa_Kelurahan | Desa/Kelurahan | village | desa_kelurahan_nama | nama_desa", Column::Village);
        check("Nama Kecamatan | Kecamatan/Kota (LN) | kecamatan_nama | induk_kecamatan | district", Column::District);
        check(
            "kabupaten_kota | kab_kota | KABUPATEN/KOTA | Kab.-Kota/Negara (LN) | nama_kabupaten | kota | city_name",
            Column::Regency,
        );
        check("propinsi | PROVINSI | province_name | Propinsi/Luar Negeri (LN) | induk_provinsi", Column::Province);
        check("kode_kec | kode_kecamatan | kode_wilayah_induk_kecamatan | kecamatan_id | district_id", Column::DistrictCode);
        check("kode_kab_kota | kode_kabupaten | city_id", Column::RegencyCode);
        check("kode_prop | kode_provinsi | province_id", Column::ProvinceCode);
        check("kode_wilayah | Kode Wilayah", Column::RegionCode);
        check("penggerak | sekolah_penggerak | pengimbas | inti | hub", Column::Hub);
        check("pd | jumlah_peserta_didik | Peserta_Didik_Total | student_count | siswa | jumlah_siswa", Column::Pupils);
        check("angkatan", Column::Cohort);
        check("guru_penggerak", Column::TrainedTeachers);
    }

    #[test]
    fn no_spelling_is_sure_of_two_columns() {
        for spelling in SPELLINGS.iter().flat_map(|spellings| spellings.sure) {
            let sure = claims(spelling).into_iter().filter(|claim| claim.sure).count();
            assert_eq!(sure, 1, "{spelling}");
            assert_eq!(plain(spelling), **spelling);
        }
    }

    #[test]
    fn own_identifiers_are_not_known() {
        for heading in ["id", "No", "NO", "sekolah_id", "nik", "nama_siswa", "nama_kepala_sekolah", ""] {
            assert_eq!(claims(heading), [], "{heading}");
        }
    }
}
