//! One row of the list as text, and what a planted defect writes instead.

use crate::demo::archipelago::Names;
use crate::demo::districts::Districts;
use crate::demo::island::Island;
use crate::demo::schools::School;
use std::io::{self, Write};

/// The header: the columns of the standard list first, then names, districts, codes and the rest.
pub(super) const HEADER: &str = "npsn,nama,bentuk_pendidikan,status,kode_kabupaten,lintang,bujur,penggerak,provinsi,kode_provinsi,\
    kabupaten_kota,kecamatan,kode_kecamatan,desa,alamat,kapasitas,prioritas,akreditasi,guru_penggerak,peserta_didik";

/// The first NPSN. Real ones start with 1 to 7; a made-up one starts with 0.
const FIRST_NPSN: u64 = 1_000_000;

/// What a defect writes in place of the truth; `None` writes the truth.
#[derive(Clone, Debug, Default)]
pub(super) struct Defects {
    pub(super) npsn: Option<String>,
    pub(super) name: Option<String>,
    pub(super) form: Option<&'static str>,
    pub(super) latitude: Option<String>,
    pub(super) longitude: Option<String>,
    pub(super) hub: Option<&'static str>,
    pub(super) priority: Option<&'static str>,
    pub(super) regency: Option<String>,
    pub(super) regency_code: Option<String>,
    /// Whether the row states a country abroad in place of its regions.
    pub(super) abroad: bool,
}

impl Defects {
    /// Writes both coordinates.
    pub(super) fn place(&mut self, latitude: &str, longitude: &str) {
        self.latitude = Some(latitude.to_owned());
        self.longitude = Some(longitude.to_owned());
    }
}

/// A school and what its row says wrongly.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) school: School,
    /// Longitude and latitude in degrees.
    pub(super) position: [f64; 2],
    pub(super) defects: Option<Box<Defects>>,
}

impl Row {
    pub(super) fn new(school: School, island: &Island) -> Self {
        Self { position: island.degrees(school.spot), school, defects: None }
    }

    /// The place for a defect.
    pub(super) fn defects(&mut self) -> &mut Defects {
        self.defects.get_or_insert_default()
    }

    pub(super) fn npsn(&self) -> String {
        format!("{:08}", FIRST_NPSN + self.school.number)
    }

    /// The true name, "SD Contoh 014 Teluk Rekaan".
    pub(super) fn name(&self, regions: &RegionTexts) -> String {
        format!("{} Contoh {:03} {}", self.school.form, self.school.ordinal, regions.districts[self.school.district].name)
    }

    pub(super) fn latitude(&self) -> String {
        format!("{:.6}", self.position[1])
    }

    pub(super) fn longitude(&self) -> String {
        format!("{:.6}", self.position[0])
    }

    /// Writes the row; no text of ours holds a comma or a quote.
    pub(super) fn write(&self, regions: &RegionTexts, out: &mut impl Write) -> io::Result<()> {
        match &self.defects {
            None => self.write_true(regions, out),
            Some(defects) => self.write_wrong(defects, regions, out),
        }
    }

    fn write_true(&self, regions: &RegionTexts, out: &mut impl Write) -> io::Result<()> {
        let school = &self.school;
        let district = &regions.districts[school.district];
        let status = if school.public { "Negeri" } else { "Swasta" };
        write!(
            out,
            "{:08},{} Contoh {:03} {},{},{status},{},{:.6},{:.6},{},",
            FIRST_NPSN + school.number,
            school.form,
            school.ordinal,
            district.name,
            school.form,
            regions.names.regency_codes[district.regency],
            self.position[1],
            self.position[0],
            u8::from(school.hub),
        )?;
        out.write_all(district.cells.as_bytes())?;
        self.write_rest(out)
    }

    fn write_wrong(&self, defects: &Defects, regions: &RegionTexts, out: &mut impl Write) -> io::Result<()> {
        let school = &self.school;
        let district = &regions.districts[school.district];
        let status = if school.public { "Negeri" } else { "Swasta" };
        let own = || {
            let regency = defects.regency.as_deref().unwrap_or(&regions.names.regencies[district.regency]);
            let names = &regions.names;
            format!("{},{},{regency},{},{}", names.province, names.province_code, district.name, district.code)
        };
        let code = defects.regency_code.as_deref().unwrap_or(&regions.names.regency_codes[district.regency]);
        write!(
            out,
            "{},{},{},{status},{},{},{},{},",
            defects.npsn.clone().unwrap_or_else(|| self.npsn()),
            defects.name.clone().unwrap_or_else(|| self.name(regions)),
            defects.form.unwrap_or(school.form),
            if defects.abroad { "" } else { code },
            defects.latitude.clone().unwrap_or_else(|| self.latitude()),
            defects.longitude.clone().unwrap_or_else(|| self.longitude()),
            defects.hub.unwrap_or(if school.hub { "1" } else { "0" }),
        )?;
        let own = if defects.abroad { "Luar Negeri,,Negeri Contoh (rekaan),Kota Contoh (rekaan),".into() } else { own() };
        out.write_all(own.as_bytes())?;
        match defects.priority {
            None => self.write_rest(out),
            Some(priority) => self.write_after_regions(priority, out),
        }
    }

    fn write_rest(&self, out: &mut impl Write) -> io::Result<()> {
        match self.school.priority {
            Some(priority) => self.write_after_regions(&priority.to_string(), out),
            None => self.write_after_regions("", out),
        }
    }

    fn write_after_regions(&self, priority: &str, out: &mut impl Write) -> io::Result<()> {
        let school = &self.school;
        let village = school.village + 1;
        write!(out, ",Desa Rekaan {village:02},Jalan Contoh {},", school.number % 199 + 1)?;
        if let Some(capacity) = school.capacity {
            write!(out, "{capacity}")?;
        }
        writeln!(out, ",{priority},{},{},{}", school.accreditation, school.trained_teachers, school.pupils)
    }
}

/// The region cells of a district's schools.
#[derive(Clone, Debug)]
pub(super) struct DistrictText {
    pub(super) name: String,
    pub(super) code: String,
    pub(super) regency: usize,
    /// Province, its code, regency, kecamatan, its code.
    cells: String,
}

/// The region cells of an island.
#[derive(Clone, Debug)]
pub(super) struct RegionTexts {
    pub(super) names: Names,
    pub(super) districts: Vec<DistrictText>,
}

impl RegionTexts {
    pub(super) fn new(names: Names, districts: &Districts) -> Self {
        let texts = (0..districts.len())
            .map(|district| {
                let regency = districts.regency(district);
                let name = names.district(district);
                let code = format!("{}.{:02}", names.regency_codes[regency], districts.number(district));
                let cells = format!("{},{},{},{name},{code}", names.province, names.province_code, names.regencies[regency]);
                DistrictText { name, code, regency, cells }
            })
            .collect();
        Self { names, districts: texts }
    }
}
