//! `imbas neighbours`: the schools around a school.

use crate::cli::args::NeighboursArgs;
use crate::cli::{Done, Failure, inputs, output};
use crate::model::Code;
use crate::publish;
use crate::snapshot::Nearby;

/// So many neighbours when neither a number nor a distance was typed.
const COUNT: usize = 10;

/// Prints the neighbours.
pub(super) fn run(args: &NeighboursArgs) -> Result<Done, Failure> {
    let data = inputs::load(&inputs::inputs(&args.inputs, &args.data))?;
    let region = args.region.as_deref().map(|code| inputs::region(code, &data.regions)).transpose()?;
    let nearby = Nearby {
        count: args.count.or(if args.within_km.is_none() { Some(COUNT) } else { None }),
        within_m: args.within_km.map(|km| km * 1000.0),
        level: args.level,
        form: args.form.clone(),
        status: args.status,
        hub: args.hub.then_some(true),
        region,
    };
    let schools = &data.audit.schools;
    let at = schools.binary_search_by_key(&args.npsn, |school| school.npsn).map_err(|_| Failure::UnknownSchool(args.npsn))?;
    let found = data.neighbours_in(&data.tree(), args.npsn, &nearby).ok_or_else(|| Failure::NoPosition {
        npsn: args.npsn,
        reason: schools[at].grade_reason.map_or(Code::MissingPosition.as_str(), Code::as_str),
    })?;
    let at = u32::try_from(at).expect("schools are numbered with 32 bits");
    output::print(|out| publish::write_neighbours_report(&data, at, &found, out))?;
    Ok(Done::Well)
}
