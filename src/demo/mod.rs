//! Made-up islands with made-up schools, for demonstrations and measurements; nothing of it is real, and every name says so.
//!
//! In: a number of schools and a seed. Out: a school list as CSV and its boundaries as GeoJSON, the same bytes for ever.
//! Must not know: files, other stages. It writes island by island, so that memory does not grow with the list.
//!
//! More schools make more islands, regencies and districts, never denser ones: every island has at most 600 schools in one
//! kabupaten, one kota and up to twelve districts.

mod archipelago;
mod boundaries;
mod defects;
mod districts;
mod island;
mod random;
mod row;
mod schools;

pub use archipelago::{MAX_OPEN_SEA_SCHOOLS, MAX_SCHOOLS};

use archipelago::{Lot, Names};
use districts::Districts;
use island::Island;
use random::Random;
use row::{RegionTexts, Row};
use std::io::{self, Write};

/// The seed of the demonstration that ships with imbas.
pub const EMBEDDED_SEED: u64 = 2027;
/// The schools of the demonstration that ships with imbas.
pub const EMBEDDED_SCHOOLS: u64 = 600;
/// The school list of the demonstration: `imbas demo --defects` with the constants above.
pub const EMBEDDED_LIST: &[u8] = include_bytes!("../../data/demo/sekolah.csv");
/// The boundaries of the demonstration.
pub const EMBEDDED_BOUNDARIES: &[u8] = include_bytes!("../../data/demo/batas.geojson");
/// The programme of the demonstration.
pub const EMBEDDED_PROGRAMME: &str = include_str!("../../data/demo/program.toml");

/// What to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Rows of the list, at most [`MAX_SCHOOLS`].
    pub schools: u64,
    /// Another seed, another archipelago.
    pub seed: u64,
    /// Whether every kind of defect that real lists have is planted.
    pub defects: bool,
}

/// Writes a school list, and its boundaries when there is somewhere to write them.
///
/// # Errors
/// When writing fails.
pub fn write<L: Write, B: Write>(settings: &Settings, list: &mut L, mut bounds: Option<&mut B>) -> io::Result<()> {
    writeln!(list, "{}", row::HEADER)?;
    if let Some(out) = &mut bounds {
        out.write_all(boundaries::HEAD.as_bytes())?;
    }
    for lot in archipelago::lots(settings.schools) {
        write_island(settings, &lot, list, bounds.as_deref_mut())?;
    }
    if let Some(out) = &mut bounds {
        out.write_all(boundaries::TAIL.as_bytes())?;
    }
    Ok(())
}

fn write_island<L: Write, B: Write>(settings: &Settings, lot: &Lot, list: &mut L, bounds: Option<&mut B>) -> io::Result<()> {
    let mut random = Random::new(settings.seed, lot.number);
    let island = Island::new(lot, &mut random);
    let districts = Districts::new(lot.districts, &mut random);
    let schools = schools::settle(lot, &districts, &mut random);
    let regions = RegionTexts::new(Names::new(lot.number), &districts);
    let mut rows: Vec<Row> = schools.into_iter().map(|school| Row::new(school, &island)).collect();
    let mut broken = None;
    if settings.defects {
        broken = defects::plant(&mut rows, &island, &districts, &regions, &mut random);
    }
    for row in &rows {
        row.write(&regions, list)?;
    }
    bounds.map_or(Ok(()), |out| boundaries::write(&island, &districts, &regions, broken, out))
}
