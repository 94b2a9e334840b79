//! Indonesian schools abroad: their own class, never planned for, whatever their position says.

use crate::audit::ledger::Ledger;
use crate::audit::scene::Scene;
use crate::import::Column;
use crate::model::{Code, Said};

const FOUND: Said = Said::fixed(
    "seharusnya sekolah di Indonesia, tertulis provinsi Luar Negeri",
    "expected a school in Indonesia, found one of the province Luar Negeri",
);

/// Takes the schools of the province "Luar Negeri" out.
pub(super) fn judge(scene: &Scene<'_>, ledger: &mut Ledger) {
    for at in scene.odd.iter().copied().filter(|at| scene.cases[*at].school.abroad) {
        ledger.condemn(at, scene.finding(at, Code::SchoolAbroad, Some(Column::Province), FOUND));
    }
}
