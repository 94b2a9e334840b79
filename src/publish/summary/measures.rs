//! The measures of a set of schools as answers write them.

use crate::geodesy::METHOD;
use crate::plan::Summary;
use crate::publish::account::Account;
use serde::Serialize;
use std::collections::BTreeMap;

/// The measures of a set of schools.
#[derive(Serialize)]
pub(in crate::publish) struct Measures {
    counts: Account,
    coverage: Option<f64>,
    distances: Option<Distances>,
    loads: Option<Loads>,
    unreached: BTreeMap<&'static str, u64>,
    by_accreditation: BTreeMap<&'static str, Reached>,
    doubtful_members: u64,
}

#[derive(Serialize)]
struct Distances {
    method: &'static str,
    median_m: u32,
    p90_m: u32,
    max_m: u32,
    total_m: u64,
    gini: f64,
    lorenz: [f64; 11],
}

#[derive(Serialize)]
struct Loads {
    min: u32,
    median: u32,
    max: u32,
    full: u64,
    below_minimum: u64,
    gini: f64,
    lorenz: [f64; 11],
}

#[derive(Serialize)]
struct Reached {
    members: u64,
    unreached: u64,
}

impl From<&Summary> for Measures {
    fn from(summary: &Summary) -> Self {
        let reasons = summary.unreached.iter().map(|(reason, schools)| (reason.as_str(), *schools));
        let marks = summary.by_accreditation.iter();
        Self {
            counts: summary.counts.into(),
            coverage: summary.coverage,
            distances: summary.distances.map(|distances| Distances {
                method: METHOD,
                median_m: distances.median_m,
                p90_m: distances.p90_m,
                max_m: distances.max_m,
                total_m: distances.total_m,
                gini: distances.gini,
                lorenz: distances.lorenz,
            }),
            loads: summary.loads.map(|loads| Loads {
                min: loads.min,
                median: loads.median,
                max: loads.max,
                full: loads.full,
                below_minimum: loads.below_minimum,
                gini: loads.gini,
                lorenz: loads.lorenz,
            }),
            unreached: reasons.collect(),
            by_accreditation: marks
                .map(|(mark, (members, unreached))| (*mark, Reached { members: *members, unreached: *unreached }))
                .collect(),
            doubtful_members: summary.doubtful_members,
        }
    }
}
