//! The columns that imbas knows, and the spellings of their headings.

macro_rules! columns {
    ($($(#[$doc:meta])* $name:ident $text:literal;)*) => {
        /// A column of a school list. What is not here is neither kept nor echoed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Column { $($(#[$doc])* $name,)* }

        impl Column {
            /// Every column, in the fixed order that decides which of two rows of an NPSN stays.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The stable name of the column in reports.
            #[must_use]
            pub fn as_str(self) -> &'static str { match self { $(Self::$name => $text,)* } }
        }
    };
}

columns! {
    /// National school number.
    Npsn "npsn";
    /// Name of the school.
    Name "nama";
    /// Form (*bentuk pendidikan*); a list that has only *jenjang* fills it too.
    Form "bentuk_pendidikan";
    /// Public or private.
    Status "status";
    /// Latitude.
    Latitude "lintang";
    /// Longitude.
    Longitude "bujur";
    /// Street address.
    Address "alamat";
    /// Village.
    Village "desa";
    /// Name of the kecamatan.
    District "kecamatan";
    /// Name of the kabupaten or kota.
    Regency "kabupaten_kota";
    /// Name of the province.
    Province "provinsi";
    /// Code of the kecamatan, in whatever system.
    DistrictCode "kode_kecamatan";
    /// Code of the kabupaten or kota, in whatever system.
    RegencyCode "kode_kabupaten";
    /// Code of the province, in whatever system.
    ProvinceCode "kode_provinsi";
    /// Code of the region of unstated level (`kode_wilayah`).
    RegionCode "kode_wilayah";
    /// Whether the school is a hub.
    Hub "penggerak";
    /// Cohort of a hub.
    Cohort "angkatan";
    /// Places of a hub.
    Capacity "kapasitas";
    /// Weight of reaching the school.
    Priority "prioritas";
    /// Accreditation.
    Accreditation "akreditasi";
    /// Number of trained teachers.
    TrainedTeachers "guru_penggerak";
    /// Number of pupils.
    Pupils "peserta_didik";
}
