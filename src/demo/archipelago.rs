//! Where made-up islands lie and what their regions are called.

use crate::model::LonLat;

/// Schools of a full island; more schools make more islands, never denser ones.
pub(super) const SCHOOLS_PER_ISLAND: u64 = 600;
/// Schools of a full district.
const SCHOOLS_PER_DISTRICT: u64 = 50;
/// Each island has one kabupaten and one kota, and a province at most 29 kota (71 to 99).
const ISLANDS_PER_PROVINCE: u64 = 29;
/// Size of an island's cell in degrees, about 56 by 38 km: the island and the sea around it.
pub(super) const CELL_LON: f64 = 0.5;
/// See [`CELL_LON`].
pub(super) const CELL_LAT: f64 = 0.34;

/// A field of cells: north-west corner in degrees, columns, rows.
struct Field {
    west: f64,
    north: f64,
    columns: u64,
    rows: u64,
}

impl Field {
    const fn cells(&self) -> u64 {
        self.columns * self.rows
    }

    fn centre(&self, cell: u64) -> (f64, f64) {
        let (column, row) = (cell % self.columns, cell / self.columns);
        (self.west + (column as f64 + 0.5) * CELL_LON, self.north - (row as f64 + 0.5) * CELL_LAT)
    }
}

/// Open sea inside the country's box, without any real island; the first cell straddles the equator.
///
/// Source: none of the islands of the national list of islands (`idn-area-data` 4.0.1, `islands.csv`) lies in these
/// fields or within 100 km of them; neither do Christmas Island and the Cocos (Keeling) Islands.
const OPEN_SEA: [Field; 3] = [
    Field { west: 94.5, north: 0.14, columns: 4, rows: 27 },
    Field { west: 97.0, north: -6.2, columns: 9, rows: 9 },
    Field { west: 101.5, north: -8.7, columns: 6, rows: 4 },
];

/// The whole box of the country, for more islands than the open sea holds; these lie over real land too.
const WHOLE_BOX: Field = Field { west: 94.25, north: 6.7, columns: 95, rows: 54 };

const fn open_sea_cells() -> u64 {
    OPEN_SEA[0].cells() + OPEN_SEA[1].cells() + OPEN_SEA[2].cells()
}

/// The most schools that fit.
pub const MAX_SCHOOLS: u64 = WHOLE_BOX.cells() * SCHOOLS_PER_ISLAND;
/// The most schools whose islands all lie in open sea.
pub const MAX_OPEN_SEA_SCHOOLS: u64 = open_sea_cells() * SCHOOLS_PER_ISLAND;

/// One island of the archipelago.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lot {
    /// Its number, from 0.
    pub(super) number: u64,
    /// Number of its first school, from 0.
    pub(super) first_school: u64,
    /// Its schools.
    pub(super) schools: u64,
    /// Its districts.
    pub(super) districts: usize,
    /// The middle of its cell.
    pub(super) centre: LonLat,
}

/// The islands of a list of this many schools, as even as can be.
pub(super) fn lots(schools: u64) -> impl Iterator<Item = Lot> {
    let islands = schools.div_ceil(SCHOOLS_PER_ISLAND);
    (0..islands).map(move |number| {
        let first_school = schools * number / islands;
        let own = schools * (number + 1) / islands - first_school;
        let (lon, lat) = if schools <= MAX_OPEN_SEA_SCHOOLS { open_sea(number) } else { WHOLE_BOX.centre(number) };
        Lot {
            number,
            first_school,
            schools: own,
            districts: (own / SCHOOLS_PER_DISTRICT).clamp(2, 12) as usize,
            centre: LonLat::new(lon, lat).expect("every cell lies in the country's box"),
        }
    })
}

fn open_sea(mut cell: u64) -> (f64, f64) {
    for field in &OPEN_SEA {
        if cell < field.cells() {
            return field.centre(cell);
        }
        cell -= field.cells();
    }
    unreachable!("the caller asks only for cells of the open sea")
}

/// Codes and names of one island's regions, all made up and all saying so.
#[derive(Clone, Debug)]
pub(super) struct Names {
    /// Code of the province, `99`, then `99B`, `99C` ...: letters, so that no real code can ever be meant.
    pub(super) province_code: String,
    /// Name of the province.
    pub(super) province: String,
    /// Codes of the kabupaten and the kota.
    pub(super) regency_codes: [String; 2],
    /// Names of the kabupaten and the kota.
    pub(super) regencies: [String; 2],
    /// Stays empty on the first island, " 2" on the second ...
    suffix: String,
}

/// Words for districts; the second word tells that they are made up.
const DISTRICT_WORDS: [&str; 12] =
    ["Teluk", "Bukit", "Tanjung", "Muara", "Lembah", "Pantai", "Hulu", "Gunung", "Padang", "Rawa", "Sungai", "Batu"];

impl Names {
    pub(super) fn new(island: u64) -> Self {
        let (province, own) = (island / ISLANDS_PER_PROVINCE, island % ISLANDS_PER_PROVINCE);
        let province_code = format!("99{}", letters(province));
        let suffix = if island == 0 { String::new() } else { format!(" {}", island + 1) };
        Self {
            province: if province == 0 {
                "Pulau Contoh (rekaan)".into()
            } else {
                format!("Pulau Contoh {} (rekaan)", province + 1)
            },
            regency_codes: [format!("{province_code}.{:02}", own + 1), format!("{province_code}.{:02}", own + 71)],
            regencies: [format!("Kab. Contoh Rekaan{suffix}"), format!("Kota Contoh Rekaan{suffix}")],
            province_code,
            suffix,
        }
    }

    /// Name of a district, "Teluk Rekaan".
    pub(super) fn district(&self, district: usize) -> String {
        format!("{} Rekaan{}", DISTRICT_WORDS[district % DISTRICT_WORDS.len()], self.suffix)
    }
}

/// 0 is nothing, 1 is `B`, 25 is `Z`, 26 is `BA`.
fn letters(mut number: u64) -> String {
    let mut text = String::new();
    while number > 0 {
        text.insert(0, char::from(b'A' + (number % 26) as u8));
        number /= 26;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn islands_share_all_schools_evenly() {
        for schools in [1, 599, 600, 601, 220_000, MAX_SCHOOLS] {
            assert_eq!(lots(schools).map(|lot| lot.schools).sum::<u64>(), schools);
            assert!(lots(schools).all(|lot| lot.schools <= SCHOOLS_PER_ISLAND && lot.districts >= 2));
        }
    }

    #[test]
    fn every_cell_lies_in_the_countrys_box() {
        for lot in lots(MAX_OPEN_SEA_SCHOOLS).chain(lots(MAX_SCHOOLS)) {
            let (lon, lat) = (lot.centre.lon(), lot.centre.lat());
            assert!(lon - CELL_LON / 2.0 >= 94.0 && lon + CELL_LON / 2.0 <= 142.0, "{lot:?}");
            assert!(lat - CELL_LAT / 2.0 >= -12.0 && lat + CELL_LAT / 2.0 <= 7.0, "{lot:?}");
        }
    }

    #[test]
    fn provinces_get_letters_after_the_first() {
        let codes = [0, 28, 29, 29 * 26].map(|island| Names::new(island).regency_codes[1].clone());
        assert_eq!(codes, ["99.71", "99.99", "99B.71", "99BA.71"]);
    }
}
