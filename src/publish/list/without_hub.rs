//! The schools of an area that have no hub, as rows: unreached, and those that need a check.

use super::district_name;
use crate::model::School;
use crate::plan::State;
use crate::publish::assignments::reason_text;
use crate::publish::{Assignments, sentences};
use crate::snapshot::View;

/// The columns that both lists begin with.
pub(super) const FIRST_COLUMNS: [&str; 6] = ["No", "Kecamatan", "NPSN", "Sekolah", "Bentuk", "Status"];

/// A school without a hub.
pub(super) struct Row<'a> {
    /// The school.
    pub(super) school: &'a School,
    /// Name of its kecamatan.
    pub(super) district: &'a str,
    /// Why it has no hub.
    pub(super) reason: String,
    /// The nearest hub anywhere and the straight line to it; only of an unreached school.
    pub(super) nearest: Option<(&'a School, u32)>,
    /// The cheapest change that helps; only of an unreached school.
    pub(super) unlock: String,
}

impl<'a> Row<'a> {
    fn new(view: &View<'a>, at: u32) -> Self {
        let school = view.school(at);
        let why = view.reason(at);
        Self {
            school,
            district: district_name(view, school),
            reason: reason_text(view, at).unwrap_or_default(),
            nearest: why.and_then(|why| why.nearest).map(|nearest| (view.school(nearest.school), nearest.metres)),
            unlock: why.map_or_else(String::new, |why| sentences::unlock(view, why.unlock)),
        }
    }
}

/// The own columns of the list of unreached schools.
pub(super) fn unreached_columns(view: &View<'_>) -> [String; 4] {
    let nearest = format!("{} terdekat", sentences::capital(&view.programme.labels_id.hub));
    ["Sebab".to_owned(), nearest, "Jarak (km, garis lurus)".to_owned(), "Jalan keluar termurah".to_owned()]
}

/// The own columns of the list of schools that need a check.
pub(super) const CHECK_COLUMNS: [&str; 1] = ["Yang perlu diperiksa"];

/// The unreached schools of the area.
pub(super) fn unreached<'a>(answer: &Assignments<'a>) -> Vec<Row<'a>> {
    of_state(answer, State::Unreached)
}

/// The schools of the area that need a check.
pub(super) fn needs_check<'a>(answer: &Assignments<'a>) -> Vec<Row<'a>> {
    of_state(answer, State::NeedsCheck)
}

fn of_state<'a>(answer: &Assignments<'a>, state: State) -> Vec<Row<'a>> {
    let of_state = answer.located.iter().filter(|at| answer.view.state(**at) == state);
    of_state.map(|at| Row::new(&answer.view, *at)).collect()
}
