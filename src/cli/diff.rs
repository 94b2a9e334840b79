//! `imbas diff`: what changes from one plan file to another.

use crate::cli::args::{DiffArgs, DiffFormat};
use crate::cli::{Done, Failure, inputs, output};
use crate::publish::diff::{self, Compared, Diff};
use crate::snapshot::Dataset;
use std::fs;
use std::path::Path;

/// Compares and prints.
pub(super) fn run(args: &DiffArgs) -> Result<Done, Failure> {
    let (before, after) = (read(&args.before)?, read(&args.after)?);
    let data: Option<Dataset> =
        if args.inputs.is_empty() { None } else { Some(inputs::load(&inputs::inputs(&args.inputs, &args.data))?) };
    let difference = Diff::new(&before, &after, data.as_ref());
    output::print(|out| match args.format {
        DiffFormat::Table => diff::write_report(&difference, out),
        DiffFormat::Json => diff::write_json(&difference, out),
        DiffFormat::Csv => diff::write_csv(&difference, args.locale, out),
        DiffFormat::Html => diff::write_html(&difference, out),
    })?;
    Ok(Done::Well)
}

/// Reads a plan to compare with.
pub(super) fn read(path: &Path) -> Result<Compared, Failure> {
    let file = path.display().to_string();
    let bytes = fs::read(path).map_err(|source| Failure::Input { file: file.clone(), source })?;
    let name = path.file_name().map_or_else(|| file.clone(), |name| name.to_string_lossy().into_owned());
    Compared::read(&name, &bytes).map_err(|source| Failure::Plan { file, source })
}
