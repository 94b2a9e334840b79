//! `imbas export`: plans and writes collections, or the annex of a region, as a file.

use crate::cli::args::ExportArgs;
use crate::cli::output::{self, WholeFile};
use crate::cli::{Done, Failure, inputs};
use crate::import::Source;
use crate::model::{Level, Said, said};
use crate::publish::export::{self, Export, Format, Part, Written};
use crate::publish::{Area, Assignments, Collection, Locale, list};
use crate::snapshot::{Snapshot, View};
use std::io::{self, Write};

/// The name of the officials' list among the collections.
const ASSIGNMENTS: &str = "assignments";

/// What is written.
enum What {
    /// Collections.
    Collections(Format, Vec<Collection>),
    /// The officials' list of a region.
    Assignments(List),
}

/// The form of the officials' list.
#[derive(Clone, Copy)]
enum List {
    Csv,
    Xlsx,
    Html,
}

/// Writes the file, whole or not at all.
pub(super) fn run(mut args: ExportArgs) -> Result<Done, Failure> {
    let what = what(&args)?;
    let (region, levels) = args.rules.take_part();
    let level = one_level(&levels)?;
    if matches!(what, What::Assignments(_)) && region.is_none() && args.office.is_none() {
        return Err(Failure::Export(Said::fixed(
            "assignments adalah lampiran satu wilayah atau satu kantor: sebutkan --region KODE, atau --offices BERKAS dan --office ID",
            "assignments are the list of a region or an office: give --region CODE, or --offices FILE and --office ID",
        )));
    }
    if let What::Collections(format, _) = &what
        && region.is_some()
        && !format.narrows_to_region()
    {
        return Err(Failure::Export(said!(
            "{format} memuat seluruh rencana: hapus --region, atau pilih --format lain",
            "{format} holds the whole plan: leave --region out, or name another --format",
            format = Said::fixed(format.as_str(), format.as_str()),
        )));
    }
    // The file is begun first, so that a place that cannot be written to is known before the work.
    let file = if output::is_stdout(&args.output) { None } else { Some(WholeFile::create(&args.output)?) };
    let mut snapshot = inputs::snapshot(&args.inputs, &args.data, &args.rules)?;
    if let Some(offices) = &args.offices {
        snapshot.add_offices(&Source::Path(offices.clone()))?;
    }
    let office = args.office.as_deref().map(|id| office(&snapshot, id)).transpose()?;
    let region = region.map(|code| inputs::region(&code, &snapshot.data.regions)).transpose()?;
    let job = Job { what: &what, part: Part { region, level }, office, locale: args.locale };
    let Some(mut file) = file else {
        output::print(|out| job.write(&snapshot.view(), out).map(drop))?;
        return Ok(Done::Well);
    };
    let written = job.write(&snapshot.view(), &mut file).map_err(|source| output::failure(&args.output, source))?;
    file.finish()?;
    tell(&args, &snapshot, written)?;
    Ok(Done::Well)
}

/// What is written, of which part of the plan.
struct Job<'a> {
    what: &'a What,
    part: Part,
    office: Option<Area>,
    locale: Locale,
}

impl Job<'_> {
    /// `None` for a list, which tells its counts itself.
    fn write(&self, view: &View<'_>, out: &mut dyn Write) -> io::Result<Option<Written>> {
        match self.what {
            What::Collections(format, collections) => {
                let export = Export { format: *format, collections: collections.clone(), part: self.part, locale: self.locale };
                export::write(view, &export, out).map(Some)
            }
            What::Assignments(form) => {
                let area = self.office.or(self.part.region.map(Area::Region)).expect("checked before the work");
                let answer = Assignments::new(*view, area, self.part.level);
                match form {
                    List::Csv => list::write_csv(&answer, self.locale, out),
                    List::Xlsx => list::write_xlsx(&answer, out),
                    List::Html => list::write_html(&answer, out),
                }
                .map(|()| None)
            }
        }
    }
}

fn office(snapshot: &Snapshot, id: &str) -> Result<Area, Failure> {
    let place = (0_u32..).zip(&snapshot.offices).find(|(_, office)| office.id == id);
    place.map(|(at, _)| Area::Office(at)).ok_or_else(|| {
        let known: Vec<&str> = snapshot.offices.iter().map(|office| office.id.as_str()).collect();
        let (id, known) = (short(id), known.join(", "));
        Failure::Export(said!(
            "tidak ada kantor ber-ID {id:?}; yang ada dalam berkas: {known}",
            "no office has the id {id:?}; the file has {known}"
        ))
    })
}

fn tell(args: &ExportArgs, snapshot: &Snapshot, written: Option<Written>) -> Result<(), Failure> {
    output::print(|out| {
        writeln!(out, "Ditulis: {} (versi {})", args.output.display(), snapshot.version)?;
        let Some(written) = written else { return Ok(()) };
        writeln!(out, "Fitur: {}", written.features)?;
        if written.left_out > 0 {
            writeln!(out, "Tidak ditulis karena tanpa titik di peta: {} (bentuk ini tidak memuatnya)", written.left_out)?;
        }
        Ok(())
    })
}

/// A word that was typed, as far as a message repeats it.
fn short(word: &str) -> String {
    word.chars().take(80).collect()
}

fn one_level(levels: &[Level]) -> Result<Option<Level>, Failure> {
    match levels {
        [] => Ok(None),
        [level] => Ok(Some(*level)),
        _ => Err(Failure::Export(said!(
            "paling banyak satu --level untuk ekspor, ditemukan {count}",
            "expected at most one --level for an export, found {count}",
            count = levels.len(),
        ))),
    }
}

/// What was typed, before anything is read.
fn what(args: &ExportArgs) -> Result<What, Failure> {
    let ending = args.output.extension().map(|ending| ending.to_string_lossy().into_owned());
    let word = args.format.clone().or(ending).unwrap_or_default();
    if args.collections.iter().any(|name| name == ASSIGNMENTS) {
        return assignments(&args.collections, &word);
    }
    let format = Format::from_word(&word).ok_or_else(|| {
        let (words, word) = (Format::ALL.map(Format::as_str).join(", "), short(&word));
        Failure::Export(said!("seharusnya --format {words}, ditemukan {word:?}", "expected --format {words}, found {word:?}"))
    })?;
    let mut collections = args.collections.iter().map(|name| collection(name)).collect::<Result<Vec<_>, _>>()?;
    collections.sort_unstable();
    collections.dedup();
    if collections.is_empty() {
        collections = if format.holds_all() { format.collections().to_vec() } else { vec![Collection::Schools] };
    }
    if let Some(other) = collections.iter().find(|one| !format.collections().contains(one)) {
        let names: Vec<&str> = format.collections().iter().map(|one| one.as_str()).collect();
        let (names, other, format) = (names.join(", "), other.as_str(), format.as_str());
        return Err(Failure::Export(said!(
            "seharusnya --collection {names} untuk {format}, ditemukan {other}",
            "expected --collection {names} for {format}, found {other}",
        )));
    }
    if collections.len() > 1 && !format.holds_all() {
        return Err(Failure::Export(said!(
            "seharusnya satu --collection untuk {format}, ditemukan {count}",
            "expected one --collection for {format}, found {count}",
            format = Said::fixed(format.as_str(), format.as_str()),
            count = collections.len(),
        )));
    }
    Ok(What::Collections(format, collections))
}

fn assignments(names: &[String], word: &str) -> Result<What, Failure> {
    if names.len() > 1 {
        return Err(Failure::Export(Said::fixed(
            "assignments tidak dapat bersama koleksi lain",
            "expected assignments alone, found other collections beside it",
        )));
    }
    match word.to_ascii_lowercase().as_str() {
        "csv" => Ok(What::Assignments(List::Csv)),
        "xlsx" => Ok(What::Assignments(List::Xlsx)),
        "html" => Ok(What::Assignments(List::Html)),
        _ => Err(Failure::Export({
            let word = short(word);
            said!(
                "seharusnya --format csv, xlsx, atau html untuk assignments, ditemukan {word:?}",
                "expected --format csv, xlsx or html for assignments, found {word:?}",
            )
        })),
    }
}

fn collection(name: &str) -> Result<Collection, Failure> {
    Collection::from_name(name).ok_or_else(|| {
        let (names, name) = (Collection::ALL.map(Collection::as_str).join(", "), short(name));
        Failure::Export(said!(
            "seharusnya --collection {names}, atau assignments, ditemukan {name:?}",
            "expected --collection {names} or assignments, found {name:?}",
        ))
    })
}
