//! Decisions about single schools that can have no effect: the school or the hub is not what the line takes it for.
//!
//! Only what the lists alone tell; whom a programme leaves out is told where the plan is made.

use crate::audit::ledger::Ledger;
use crate::audit::scene::{Case, quote};
use crate::import::{Pair, PairRule};
use crate::model::{Code, Finding, Npsn, Said, School, Severity, said};

/// Reports the decisions without effect.
pub(super) fn judge(cases: &[Case], pairs: &[Pair], ledger: &mut Ledger) {
    for pair in pairs {
        if let Some(found) = fault(cases, pair) {
            let mut finding = Finding::new(Code::PairUnused, found).with_npsn(pair.school).with_place(pair.place.clone());
            if matches!(pair.rule, PairRule::Required(_)) {
                // No plan can be made that keeps it.
                finding.severity = Severity::Error;
            }
            ledger.report(finding);
        }
    }
}

fn fault(cases: &[Case], pair: &Pair) -> Option<Said> {
    let npsn = pair.school;
    let Some(school) = find(cases, npsn) else {
        return Some(said!(
            "seharusnya NPSN dari daftar sekolah, tertulis {npsn}",
            "expected an NPSN of the school list, found {npsn}"
        ));
    };
    if school.hub.is_some() {
        return Some(said!(
            "seharusnya bukan hub, {npsn} sendiri hub",
            "expected no hub as a school, found {npsn}, which is one"
        ));
    }
    let (PairRule::Required(number) | PairRule::Forbidden(number)) = pair.rule else { return None };
    let Some(hub) = find(cases, number) else {
        return Some(said!(
            "seharusnya NPSN hub dari daftar sekolah, tertulis {number}",
            "expected the NPSN of a hub of the school list, found {number}"
        ));
    };
    if hub.hub.is_none() {
        return Some(said!("seharusnya hub, {number} bukan hub", "expected a hub, found {number}, which is none"));
    }
    (school.level() != hub.level()).then(|| {
        let (form, other) = (quote(school.form.as_str()), quote(hub.form.as_str()));
        said!(
            "seharusnya satu jenjang, {npsn} {form} dan hub {number} {other}",
            "expected one level, found {npsn} {form} and hub {number} {other}",
            form = form,
            other = other,
        )
    })
}

fn find(cases: &[Case], npsn: Npsn) -> Option<&School> {
    let at = cases.binary_search_by_key(&npsn, |case| case.school.npsn).ok()?;
    Some(&cases[at].school)
}
