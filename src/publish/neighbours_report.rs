//! The neighbours of a school, for people at a terminal, in Indonesian.

use crate::geodesy::whole_metres;
use crate::model::{RegionLevel, School};
use crate::publish::sentences;
use crate::publish::text::{Plain, km, whole};
use crate::snapshot::{Dataset, Neighbour};
use std::io::{self, Write};

/// Writes a table of neighbours, nearest first; `at` is the school that was asked for.
///
/// # Errors
/// Those of the writer.
pub fn write_neighbours_report(data: &Dataset, at: u32, neighbours: &[Neighbour], out: &mut dyn Write) -> io::Result<()> {
    let schools = &data.audit.schools;
    writeln!(out, "{}", line(data, &schools[at as usize]))?;
    writeln!(out, "{} tetangga, jarak garis lurus:", whole(neighbours.len() as u64))?;
    for (rank, neighbour) in neighbours.iter().enumerate() {
        let metres = whole_metres(neighbour.arc_m);
        writeln!(out, "{:>5}  {:>10} km  {}", rank + 1, km(metres), line(data, &schools[neighbour.school as usize]))?;
    }
    Ok(())
}

fn line(data: &Dataset, school: &School) -> String {
    let mut line = format!("{:<8}  {}  {}", school.npsn, school.form.as_str(), Plain(&school.name));
    if let Some(district) = school.regions.at(RegionLevel::District) {
        line.push_str(&format!(", {}", Plain(&data.regions.get(district).name)));
    }
    if school.hub.is_some() {
        line.push_str("  [hub]");
    }
    if school.grade_reason.is_some() {
        line.push_str(&format!("  [titik {}]", sentences::grade(school.grade)));
    }
    if school.is_approximate() {
        line.push_str("  [perkiraan: titik tengah kecamatan]");
    }
    line
}
