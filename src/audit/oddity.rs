//! Values, forms and regions that are not understood: one finding per spelling and file, or per region.

use crate::audit::intake::{Oddities, UnknownRegions};
use crate::audit::ledger::Ledger;
use crate::audit::scene::{Scene, quote};
use crate::import::Column;
use crate::model::{Code, Finding, RegionLevel};

/// Reports what was noted while the cells were read.
pub(super) fn judge(scene: &Scene<'_>, oddities: Oddities, unknown_regions: UnknownRegions, ledger: &mut Ledger) {
    for ((code, _, column, text), schools) in oddities {
        let found = if text.is_empty() {
            format!("expected {}, found an empty cell", expected(column))
        } else {
            format!("expected {}, found {}", expected(column), quote(&text))
        };
        ledger.report(finding(scene, code, Some(column), &schools, found));
    }
    // Somebody who brings the polygon of a region knows it, whatever the table says.
    for (region, schools) in unknown_regions.into_iter().filter(|(region, _)| scene.boundaries.polygon(*region).is_none()) {
        let known = scene.regions.get(region);
        let (level, column) = (known.level.as_str(), region_column(known.level));
        let found = format!(
            "expected a {level} of the Kemendagri table, found {} (code {})",
            quote(&known.name),
            quote(&known.code.text)
        );
        let finding = finding(scene, Code::UnknownRegion, column, &schools, found);
        ledger.report(finding.with_region(Some(region)));
    }
}

/// One school gives a finding with its number and place, several give one finding that lists them.
fn finding(scene: &Scene<'_>, code: Code, column: Option<Column>, schools: &[usize], found: String) -> Finding {
    match schools {
        [only] => scene.finding(*only, code, column, found),
        _ => scene.group_finding(code, schools, format!("{found} in {} rows", schools.len())),
    }
}

fn region_column(level: RegionLevel) -> Option<Column> {
    match level {
        RegionLevel::Province => Some(Column::Province),
        RegionLevel::Regency => Some(Column::Regency),
        RegionLevel::District => Some(Column::District),
        RegionLevel::Country | RegionLevel::Village => None,
    }
}

fn expected(column: Column) -> &'static str {
    match column {
        Column::Form => "a known form of school",
        Column::Status => "N, S, Negeri or Swasta",
        Column::Hub => "1, 0, ya, tidak, true or false",
        Column::Priority => "a whole number from 1 to 1000",
        Column::Accreditation => "A, B, C or TT",
        _ => "a whole number",
    }
}
