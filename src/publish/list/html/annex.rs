//! The annex itself: who goes to which hub.

use super::district_name;
use crate::model::{Grade, School};
use crate::plan::State;
use crate::publish::page::frame;
use crate::publish::text::{Html, km, whole};
use crate::publish::{Assignments, list, sentences};
use crate::snapshot::View;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// The clusters of the annex: per kecamatan of the hub its hubs, each with the members that concern the region.
type Clusters<'a> = BTreeMap<(&'a str, &'a str), BTreeMap<u32, Vec<u32>>>;

fn clusters<'a>(answer: &Assignments<'a>) -> Clusters<'a> {
    let view = &answer.view;
    let mut clusters = Clusters::new();
    let hubs_and_members = answer.located.iter().chain(&answer.outside);
    for at in hubs_and_members {
        let Some(place) = view.hub_place(*at) else { continue };
        let rows = clusters.entry(list::district_of(view, place)).or_default().entry(place).or_default();
        if matches!(view.state(*at), State::Member { .. }) {
            rows.push(*at);
        }
    }
    for rows in clusters.values_mut().flat_map(BTreeMap::values_mut) {
        rows.sort_by_key(|at| (metres(view, *at), *at));
    }
    clusters
}

fn metres(view: &View<'_>, at: u32) -> u32 {
    match view.state(at) {
        State::Member { metres, .. } => metres,
        _ => 0,
    }
}

/// Writes the annex: per kecamatan of the hub its hubs with their members.
pub(super) fn write(answer: &Assignments<'_>, out: &mut dyn Write) -> io::Result<()> {
    let labels = &answer.view.programme.labels_id;
    let (hub, member) = (&labels.hub, &labels.member);
    writeln!(out, "<h2>Lampiran</h2>\n<div class=\"wide\"><table class=\"annex\">")?;
    let columns = [
        "No",
        "Kecamatan",
        &format!("NPSN {hub}"),
        &sentences::capital(hub),
        "No. urut",
        &format!("NPSN {member}"),
        &sentences::capital(member),
        "Bentuk",
        "Status",
        &format!("Kecamatan {member}"),
        "Jarak (km, garis lurus)",
        "Keterangan",
    ];
    frame::table_head(&columns, out)?;
    let clusters = clusters(answer);
    let mut number = 0;
    let (mut members, mut total_m) = (0, 0);
    for ((_, district), hubs) in &clusters {
        let count: usize = hubs.values().map(Vec::len).sum();
        writeln!(
            out,
            "<tbody class=\"group\"><tr><th colspan=\"12\" scope=\"rowgroup\">Kecamatan <bdi>{}</bdi> · {} {} · {} {}</th></tr></tbody>",
            Html(if district.is_empty() { "tidak tertulis" } else { district }),
            whole(hubs.len() as u64),
            Html(&labels.cluster),
            whole(count as u64),
            Html(member),
        )?;
        for (place, rows) in hubs {
            number += 1;
            cluster(answer, number, district, *place, rows, out)?;
            members += rows.len();
            total_m += rows.iter().map(|at| u64::from(metres(&answer.view, *at))).sum::<u64>();
        }
    }
    writeln!(
        out,
        "<tbody><tr class=\"total\"><th colspan=\"4\" scope=\"row\">Jumlah: {number} {}</th><td colspan=\"6\">{} {}</td><td class=\"n\">{}</td><td></td></tr></tbody>\n</table></div>",
        Html(&labels.cluster),
        whole(members as u64),
        Html(member),
        km(total_m),
    )
}

fn cluster(
    answer: &Assignments<'_>,
    number: usize,
    district: &str,
    place: u32,
    rows: &[u32],
    out: &mut dyn Write,
) -> io::Result<()> {
    let view = &answer.view;
    let plan = view.hub(place);
    let hub = view.school(plan.school);
    let outside = if hub.regions.contain(answer.region) { "" } else { "<br><small>di luar wilayah</small>" };
    let meeting = answer
        .meetings
        .get(&place)
        .map_or_else(String::new, |school| format!("<br><small>Tempat pertemuan: <bdi>{}</bdi></small>", Html(&school.name)));
    writeln!(
        out,
        "<tbody>\n<tr><td class=\"n\" rowspan=\"{span}\">{number}</td><td rowspan=\"{span}\"><bdi>{}</bdi></td>\
         <td rowspan=\"{span}\">{}</td><th scope=\"rowgroup\" rowspan=\"{span}\"><bdi>{}</bdi>{outside}{meeting}</th>",
        Html(district),
        hub.npsn,
        Html(&hub.name),
        span = rows.len().max(1),
    )?;
    if rows.is_empty() {
        writeln!(out, "<td colspan=\"8\">belum ada {}</td></tr>", Html(&view.programme.labels_id.member))?;
    }
    for (order, at) in rows.iter().enumerate() {
        out.write_all(if order == 0 { b"" } else { b"<tr>" })?;
        member_cells(answer, order + 1, *at, hub, out)?;
    }
    out.write_all(b"</tbody>\n")
}

fn member_cells(answer: &Assignments<'_>, order: usize, at: u32, hub: &School, out: &mut dyn Write) -> io::Result<()> {
    let view = &answer.view;
    let school = view.school(at);
    writeln!(
        out,
        "<td class=\"n\">{order}</td><td>{}</td><td><bdi>{}</bdi></td><td><bdi>{}</bdi></td><td>{}</td><td><bdi>{}</bdi></td>\
         <td class=\"n\">{}</td><td>{}</td></tr>",
        school.npsn,
        Html(&school.name),
        Html(school.form.as_str()),
        school.status.map_or("", crate::model::Status::as_str),
        Html(district_name(view, school)),
        km(metres(view, at)),
        notes(answer, at, hub).join("; "),
    )
}

/// What an official must know about a row; constant words only.
fn notes(answer: &Assignments<'_>, at: u32, hub: &School) -> Vec<&'static str> {
    let school = answer.view.school(at);
    let (crosses, required) = match answer.view.state(at) {
        State::Member { crosses, required, .. } => (crosses, required),
        _ => (false, false),
    };
    let notes = [
        (!school.regions.contain(answer.region), "di luar wilayah"),
        (required, "pasangan diwajibkan"),
        (crosses, "lintas wilayah pilihan"),
        (school.grade == Grade::Doubtful, "titik meragukan"),
        (school.is_approximate(), "titik perkiraan (kecamatan)"),
        (hub.grade == Grade::Doubtful, "titik hub meragukan"),
        (hub.is_approximate(), "titik hub perkiraan"),
    ];
    notes.into_iter().filter_map(|(holds, note)| holds.then_some(note)).collect()
}
