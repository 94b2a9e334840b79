//! `imbas demo`: writes a made-up school list and its boundaries.

use crate::cli::args::DemoArgs;
use crate::cli::output::{self, WholeFile};
use crate::cli::progress::Progress;
use crate::cli::{Done, Failure};
use crate::demo::{self, Settings};
use std::io;

/// Writes the files.
pub(super) fn run(args: &DemoArgs) -> Result<Done, Failure> {
    let settings = Settings { schools: args.schools, seed: args.seed, defects: args.defects };
    let progress = Progress::start("menulis");
    let mut bounds = args.boundaries_output.as_deref().map(WholeFile::create).transpose()?;
    if output::is_stdout(&args.output) {
        output::print(|mut out| demo::write(&settings, &mut out, bounds.as_mut()))?;
    } else {
        let mut list = WholeFile::create(&args.output)?;
        let written = demo::write(&settings, &mut list, bounds.as_mut());
        written.map_err(|source: io::Error| output::failure(&args.output, source))?;
        list.finish()?;
    }
    bounds.map_or(Ok(()), WholeFile::finish)?;
    drop(progress);
    output::say(&format!("{} sekolah rekaan ditulis; tidak ada sekolah, wilayah, atau titik yang nyata", settings.schools));
    if settings.schools > demo::MAX_OPEN_SEA_SCHOOLS {
        output::say(
            "pulau rekaan sebanyak ini tidak muat di laut lepas: letaknya menutupi seluruh kotak negara, juga daratan nyata",
        );
    }
    Ok(Done::Well)
}
