//! The cover of the workbook: what it is, its totals, what to check first, and where it comes from.

use super::{Group, subtitle, title};
use crate::model::{Language, RegionLevel};
use crate::publish::provenance::level_rules;
use crate::publish::text::kilometres_of;
use crate::publish::workbook::{Book, Cell, Column, Head, Sheet};
use crate::publish::{Assignments, sentences, words};
use std::io;

/// Writes the cover.
pub(super) fn write(answer: &Assignments<'_>, groups: &[Group<'_, '_>], book: &mut Book) -> io::Result<()> {
    let columns = [38.0, 20.0, 20.0, 20.0, 20.0].map(|width| Column { heading: "", width });
    let (title, subtitle) = (format!("Lampiran: {}", title(answer)), subtitle(answer));
    let mut sheet = book.sheet("Sampul", Head { titles: &[&title, &subtitle, ""], columns: &columns })?;
    counts(answer, &mut sheet)?;
    totals(answer, groups, &mut sheet)?;
    check_first(answer, &mut sheet)?;
    origin(answer, &mut sheet)?;
    rules(answer, &mut sheet)?;
    inputs(answer, &mut sheet)
}

/// A heading of the cover, after an empty row.
fn section(words: &[&str], sheet: &mut Sheet<'_>) -> io::Result<()> {
    sheet.row(&[])?;
    sheet.row(&words.iter().map(|word| Cell::Bold(word)).collect::<Vec<_>>())
}

fn counts(answer: &Assignments<'_>, sheet: &mut Sheet<'_>) -> io::Result<()> {
    let (counts, labels) = (answer.counts, &answer.view.programme.labels_id);
    section(&["Sekolah di wilayah ini", "Jumlah"], sheet)?;
    let (hub, member) = (sentences::capital(&labels.hub), sentences::capital(&labels.member));
    for (word, number) in [
        (hub.as_str(), counts.hubs),
        (&member, counts.members),
        ("Belum terjangkau", counts.unreached),
        ("Perlu diperiksa", counts.needs_check),
        ("Jumlah sekolah", counts.schools),
        ("Di luar cakupan, tidak dihitung", counts.out_of_scope),
    ] {
        sheet.row(&[Cell::Text(word), Cell::Whole(number as f64)])?;
    }
    Ok(())
}

fn totals(answer: &Assignments<'_>, groups: &[Group<'_, '_>], sheet: &mut Sheet<'_>) -> io::Result<()> {
    let labels = &answer.view.programme.labels_id;
    section(&["Lembar", &sentences::capital(&labels.cluster), &sentences::capital(&labels.member), "Jumlah jarak (km)"], sheet)?;
    let mut all = (0, 0, 0);
    for group in groups.iter().filter(|group| !group.districts.is_empty()) {
        let clusters: usize = group.districts.iter().map(|district| district.clusters.len()).sum();
        let members: usize = group.districts.iter().map(|district| district.members()).sum();
        let metres: u64 = group.districts.iter().map(|district| district.metres()).sum();
        all = (all.0 + clusters, all.1 + members, all.2 + metres);
        total(Cell::Text(&group.title), clusters, members, metres, sheet)?;
    }
    total(Cell::Bold("Jumlah"), all.0, all.1, all.2, sheet)
}

fn total(name: Cell<'_>, clusters: usize, members: usize, metres: u64, sheet: &mut Sheet<'_>) -> io::Result<()> {
    sheet.row(&[name, Cell::Whole(clusters as f64), Cell::Whole(members as f64), Cell::Hundredths(kilometres_of(metres))])
}

fn check_first(answer: &Assignments<'_>, sheet: &mut Sheet<'_>) -> io::Result<()> {
    if answer.check_first.is_empty() {
        return Ok(());
    }
    section(&["Periksa lebih dahulu", "Titik dan saran"], sheet)?;
    for at in &answer.check_first {
        let school = answer.view.school(*at);
        let advice = school.grade_reason.map_or("", sentences::advice);
        let place = if answer.area.holds(&answer.view, *at) { "" } else { "di luar wilayah; " };
        let text = format!("{place}titik {}. {advice}", sentences::grade(school.grade));
        sheet.row(&[Cell::Text(&sentences::named(school)), Cell::Wide(&text)])?;
    }
    Ok(())
}

fn origin(answer: &Assignments<'_>, sheet: &mut Sheet<'_>) -> io::Result<()> {
    let view = &answer.view;
    section(&["Asal-usul"], sheet)?;
    let programme = view.programme;
    for (word, text) in [
        ("Program", Some(programme.name.as_str())),
        ("Dasar hukum", programme.legal_basis.as_deref()),
        ("Periode", programme.period.as_deref()),
        ("Versi", Some(view.version)),
        ("Jarak", Some("garis lurus pada elipsoid WGS84 (straight_line_wgs84), bukan jarak jalan")),
        ("Rumus", Some(words::of(Language::Indonesian).formula_text)),
        ("Perangkat", Some(concat!("imbas ", env!("CARGO_PKG_VERSION")))),
    ] {
        if let Some(text) = text {
            sheet.row(&[Cell::Text(word), Cell::Wide(text)])?;
        }
    }
    Ok(())
}

fn rules(answer: &Assignments<'_>, sheet: &mut Sheet<'_>) -> io::Result<()> {
    section(&["Jenjang", "Wilayah keputusan", "Jangkauan (km)", "Anggota minimum", "Anggota maksimum"], sheet)?;
    for level in level_rules(answer.view.rules) {
        let within = RegionLevel::from_word(level.within).map_or("", sentences::rank);
        let unlimited = Cell::Text("tanpa batas");
        sheet.row(&[
            Cell::Text(level.level),
            Cell::Text(within),
            level.reach_km.map_or(unlimited, Cell::Number),
            Cell::Whole(level.min.into()),
            level.max.map_or(unlimited, |max| Cell::Whole(max.into())),
        ])?;
    }
    Ok(())
}

fn inputs(answer: &Assignments<'_>, sheet: &mut Sheet<'_>) -> io::Result<()> {
    section(&["Berkas masukan", "Baris", "Peran", "SHA-256"], sheet)?;
    for file in &answer.view.data.files {
        let rows = file.rows.map_or(Cell::Empty, |rows| Cell::Whole(rows as f64));
        sheet.row(&[Cell::Text(&file.name), rows, Cell::Text(file.role.label()), Cell::Wide(&file.sha256)])?;
    }
    Ok(())
}
