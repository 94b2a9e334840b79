//! The plan as a whole as JSON: what it achieves, beside what practice would, under which rules and from which files.

use crate::plan::{Baseline, Objective};
use crate::publish::account::Account;
use crate::publish::provenance::Provenance;
use crate::snapshot::View;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Answer<'a> {
    counts: AllRows,
    objective: Objective,
    baselines: Practice,
    #[serde(flatten)]
    provenance: Provenance<'a>,
}

/// The account down to the rows of the lists: rows are refused, out of scope, or one of the schools.
#[derive(Serialize)]
struct AllRows {
    rows: u64,
    refused: usize,
    #[serde(flatten)]
    account: Account,
}

#[derive(Serialize)]
struct Practice {
    nearest: Achieved,
    greedy: Achieved,
}

#[derive(Serialize)]
struct Achieved {
    objective: Objective,
    overloaded_hubs: u64,
}

impl Achieved {
    fn new(baseline: &Baseline) -> Self {
        Self { objective: baseline.objective, overloaded_hubs: baseline.overloaded }
    }
}

/// Writes the plan's objective, account, comparison with practice, rules and inputs.
///
/// # Errors
/// Those of the writer.
pub fn write_json(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (audit, baselines) = (&view.data.audit, view.baselines());
    let answer = Answer {
        counts: AllRows { rows: audit.rows, refused: audit.refused.len(), account: view.plan.counts.into() },
        objective: view.plan.objective,
        baselines: Practice { nearest: Achieved::new(&baselines.nearest), greedy: Achieved::new(&baselines.greedy) },
        provenance: Provenance::new(view),
    };
    serde_json::to_writer(&mut *out, &answer)?;
    out.write_all(b"\n")
}
