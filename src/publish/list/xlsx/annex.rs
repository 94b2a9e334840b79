//! The sheets of the annex: a row a member, the hub repeated so that rows can be sorted and filtered.

use super::{Group, subtitle, title};
use crate::publish::Assignments;
use crate::publish::list::annex::{self as rows, Cluster, District, Member};
use crate::publish::text::kilometres_of;
use crate::publish::workbook::{Book, Cell, Column, Head, Sheet};
use std::io;

/// Widths of the columns, in characters.
const WIDTHS: [f64; rows::COLUMNS] = [5.0, 18.0, 11.0, 32.0, 6.0, 11.0, 32.0, 8.0, 9.0, 18.0, 11.0, 26.0];

/// Writes the sheet of a group.
pub(super) fn write(answer: &Assignments<'_>, group: &Group<'_, '_>, book: &mut Book) -> io::Result<()> {
    let labels = &answer.view.programme.labels_id;
    let headings = rows::columns(labels);
    let columns: Vec<Column<'_>> = headings.iter().zip(WIDTHS).map(|(heading, width)| Column { heading, width }).collect();
    let (title, subtitle) = (format!("{} · {}", title(answer), group.title), subtitle(answer));
    let mut sheet = book.sheet(&group.title, Head { titles: &[&title, &subtitle], columns: &columns })?;
    for district in &group.districts {
        for cluster in &district.clusters {
            write_cluster(answer, district, cluster, &mut sheet)?;
        }
    }
    let clusters: usize = group.districts.iter().map(|district| district.clusters.len()).sum();
    let members: usize = group.districts.iter().map(|district| district.members()).sum();
    let metres: u64 = group.districts.iter().map(|district| district.metres()).sum();
    let clusters = format!("{clusters} {}", labels.cluster);
    let members = format!("{members} {}", labels.member);
    let mut total = [Cell::Empty; rows::COLUMNS];
    total[1] = Cell::Bold("Jumlah");
    total[3] = Cell::Bold(&clusters);
    total[6] = Cell::Bold(&members);
    total[10] = Cell::Hundredths(kilometres_of(metres));
    sheet.row(&total)
}

fn write_cluster(
    answer: &Assignments<'_>,
    district: &District<'_>,
    cluster: &Cluster<'_>,
    sheet: &mut Sheet<'_>,
) -> io::Result<()> {
    if cluster.members.is_empty() {
        let note = format!("belum ada {}", answer.view.programme.labels_id.member);
        let mut cells = [Cell::Empty; rows::COLUMNS];
        cells[..4].copy_from_slice(&hub(district, cluster));
        cells[11] = Cell::Text(&note);
        return sheet.row(&cells);
    }
    cluster.members.iter().enumerate().try_for_each(|(order, member)| write_member(district, cluster, order + 1, member, sheet))
}

fn write_member(
    district: &District<'_>,
    cluster: &Cluster<'_>,
    order: usize,
    member: &Member<'_>,
    sheet: &mut Sheet<'_>,
) -> io::Result<()> {
    let school = member.school;
    let mut notes = member.notes.join("; ");
    if order == 1 {
        notes = cluster_notes(cluster, notes);
    }
    let [number, kecamatan, npsn, name] = hub(district, cluster);
    sheet.row(&[
        number,
        kecamatan,
        npsn,
        name,
        Cell::Whole(order as f64),
        Cell::Text(school.npsn.as_str()),
        Cell::Text(&school.name),
        Cell::Text(school.form.as_str()),
        Cell::Text(school.status.map_or("", crate::model::Status::as_str)),
        Cell::Text(member.district),
        Cell::Hundredths(kilometres_of(member.metres.into())),
        Cell::Text(&notes),
    ])
}

fn hub<'c>(district: &'c District<'_>, cluster: &'c Cluster<'_>) -> [Cell<'c>; 4] {
    [
        Cell::Whole(cluster.number as f64),
        Cell::Text(district.name),
        Cell::Text(cluster.hub.npsn.as_str()),
        Cell::Text(&cluster.hub.name),
    ]
}

/// What is to be known about the cluster stands with its first member.
fn cluster_notes(cluster: &Cluster<'_>, of_member: String) -> String {
    let outside = (!cluster.located).then(|| "hub di luar wilayah".to_owned());
    let meeting = cluster.meeting.map(|school| format!("tempat pertemuan: {}", school.name));
    let own = Some(of_member).filter(|notes| !notes.is_empty());
    [own, outside, meeting].into_iter().flatten().collect::<Vec<_>>().join("; ")
}
