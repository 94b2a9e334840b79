//! The annex (*lampiran*) as a workbook: a cover, a sheet per kecamatan of the hubs, the schools without a hub, the whole table.

mod annex;
mod cover;
mod schools;

use crate::model::RegionLevel;
use crate::publish::list::annex::{self as rows, District};
use crate::publish::workbook::Book;
use crate::publish::{Assignments, sentences};
use std::io::{self, Write};

/// More kecamatan than this share a sheet with the others of their kabupaten or kota: a sheet holds a file open while it is written,
/// and nobody finds one among hundreds.
const MOST_SHEETS: usize = 200;

/// The kecamatan of one sheet.
struct Group<'d, 'a> {
    title: String,
    districts: Vec<&'d District<'a>>,
}

/// Writes the answer as a workbook, in Indonesian.
///
/// # Errors
/// Those of the writer and of temporary files.
pub fn write_xlsx(answer: &Assignments<'_>, out: &mut dyn Write) -> io::Result<()> {
    let view = &answer.view;
    let area = answer.area.name(view);
    let districts = rows::districts(answer);
    let groups = groups(answer, &districts);
    let mut book = Book::new(&format!("Usulan penugasan {area}"), &format!("USULAN · {area} · versi {}", view.version))?;
    cover::write(answer, &groups, &mut book)?;
    for group in &groups {
        annex::write(answer, group, &mut book)?;
    }
    schools::write_unreached(answer, &mut book)?;
    schools::write_needs_check(answer, &mut book)?;
    schools::write_table(answer, &mut book)?;
    book.write(out)
}

/// What stands on one sheet: a kecamatan, or a kabupaten or kota where there are too many of them. An annex without a hub has one
/// sheet too, with its headings.
fn groups<'d, 'a>(answer: &Assignments<'a>, districts: &'d [District<'a>]) -> Vec<Group<'d, 'a>> {
    let regions = answer.view.regions();
    let shared = districts.len() > MOST_SHEETS;
    let mut groups: Vec<Group<'d, 'a>> = Vec::new();
    for district in districts {
        let regency = district.id.filter(|_| shared).and_then(|id| regions.ancestor(id, RegionLevel::Regency));
        let title = match (district.id, regency) {
            (_, Some(regency)) => regions.get(regency).name.to_string(),
            (Some(_), None) => format!("Kec. {}", district.name),
            (None, None) => "Kecamatan tidak tertulis".to_owned(),
        };
        match groups.last_mut().filter(|last| shared && last.title == title) {
            Some(last) => last.districts.push(district),
            None => groups.push(Group { title, districts: vec![district] }),
        }
    }
    if groups.is_empty() {
        groups.push(Group { title: "Lampiran".to_owned(), districts: Vec::new() });
    }
    groups
}

/// The line below the title of every sheet.
fn subtitle(answer: &Assignments<'_>) -> String {
    let view = &answer.view;
    let level = answer.level.map_or_else(String::new, |level| format!(" · jenjang {}", level.as_str()));
    format!("USULAN, belum ditetapkan · {}{level} · {} · versi {}", answer.area.name(view), view.programme.name, view.version)
}

/// The title of the annex in the programme's words.
fn title(answer: &Assignments<'_>) -> String {
    let labels = &answer.view.programme.labels_id;
    format!("{} per {}", sentences::capital(&labels.cluster), labels.hub)
}
