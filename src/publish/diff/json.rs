//! The difference as JSON.

use super::{Diff, Reached, Tally, farther};
use crate::model::Npsn;
use crate::plan::{Change, ChangeKind, Standing};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Head<'a> {
    before: &'a str,
    after: &'a str,
    region: Option<Named<'a>>,
    #[serde(flatten)]
    total: Figures,
    regions: Vec<OfRegion<'a>>,
}

#[derive(Serialize)]
struct Named<'a> {
    code: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct OfRegion<'a> {
    #[serde(flatten)]
    region: Named<'a>,
    #[serde(flatten)]
    figures: Figures,
}

#[derive(Serialize)]
struct Figures {
    members_before: u64,
    members_after: u64,
    metres_before: u64,
    metres_after: u64,
    added: u64,
    moved: u64,
    dropped: u64,
    measured: u64,
    role: u64,
}

impl From<Tally> for Figures {
    fn from(tally: Tally) -> Self {
        let Reached { members: members_before, metres: metres_before } = tally.before;
        let Reached { members: members_after, metres: metres_after } = tally.after;
        let of = |kind: ChangeKind| tally.kinds[kind as usize];
        Self {
            members_before,
            members_after,
            metres_before,
            metres_after,
            added: of(ChangeKind::Added),
            moved: of(ChangeKind::Moved),
            dropped: of(ChangeKind::Dropped),
            measured: of(ChangeKind::Measured),
            role: of(ChangeKind::Role),
        }
    }
}

#[derive(Serialize)]
struct Row<'a> {
    npsn: &'a str,
    name: Option<&'a str>,
    district_code: Option<&'a str>,
    change: &'static str,
    before: Side<'a>,
    after: Side<'a>,
    difference_m: Option<i64>,
}

#[derive(Serialize)]
struct Side<'a> {
    role: &'static str,
    hub: Option<String>,
    hub_name: Option<&'a str>,
    distance_m: Option<u32>,
}

impl<'a> Side<'a> {
    fn new(diff: &Diff<'a>, standing: Standing) -> Self {
        let hub: Option<Npsn> = standing.hub();
        Self {
            role: standing.as_str(),
            hub: hub.map(|hub| hub.as_str().to_owned()),
            hub_name: hub.map(|hub| diff.name(hub)).filter(|name| !name.is_empty()),
            distance_m: standing.metres(),
        }
    }
}

/// Writes the difference as JSON.
///
/// # Errors
/// Those of the writer.
pub fn write_json(diff: &Diff<'_>, out: &mut dyn Write) -> io::Result<()> {
    let named = |id| {
        let [code, name] = diff.region_name(Some(id));
        Named { code, name }
    };
    let regions = diff.regions.iter().map(|(id, tally)| OfRegion { region: named(*id), figures: (*tally).into() });
    let head = serde_json::to_string(&Head {
        before: diff.names[0],
        after: diff.names[1],
        region: diff.region.map(named),
        total: diff.total.into(),
        regions: regions.collect(),
    })?;
    write!(out, "{},\"changes\":[", &head[..head.len() - 1])?;
    let mut line = Vec::new();
    for (at, change) in diff.changes.iter().enumerate() {
        line.clear();
        line.extend_from_slice(if at == 0 { b"\n" } else { b",\n" });
        serde_json::to_writer(&mut line, &row(diff, change))?;
        out.write_all(&line)?;
    }
    out.write_all(b"\n]}\n")
}

fn row<'a>(diff: &Diff<'a>, change: &'a Change) -> Row<'a> {
    let school = diff.school(change.npsn);
    Row {
        npsn: change.npsn.as_str(),
        name: school.map(|school| &*school.name),
        district_code: school.and_then(|school| school.regions.district).map(|id| diff.region_name(Some(id))[0]),
        change: change.kind.as_str(),
        before: Side::new(diff, change.before),
        after: Side::new(diff, change.after),
        difference_m: farther(change),
    }
}
