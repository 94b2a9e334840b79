//! Records become schools: every cell that is understood becomes a value, every one that is not is noted.
//!
//! In: records in NPSN order. Out: cases in the same order, and notes of what was not understood. Must not know: positions'
//! rules; the two coordinates are only read.

use crate::audit::coordinate::Axis;
use crate::audit::scene::Case;
use crate::audit::value;
use crate::import::{Cells, Column, Import, Record, Run};
use crate::model::{Code, Form, Grade, HubStatus, PositionOrigin, RegionId, School, SchoolRegions, Status};
use crate::regions::{Names, Regions, Resolved};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

/// What was not understood: by code, file, column and text, the schools (by number in the list) whose rows have it.
///
/// One entry per spelling: a list whose status column holds codes is one fault, not thousands.
pub(super) type Oddities = BTreeMap<(Code, u16, Column, Box<str>), Vec<usize>>;

/// Regions that no table has, with the schools that state them.
pub(super) type UnknownRegions = BTreeMap<RegionId, Vec<usize>>;

/// Schools as far as the cells alone tell.
#[derive(Debug, Default)]
pub(super) struct Intake {
    /// In the order of the records.
    pub(super) cases: Vec<Case>,
    /// Values that were not understood.
    pub(super) oddities: Oddities,
    /// Regions that no table has.
    pub(super) unknown_regions: UnknownRegions,
}

impl Intake {
    /// Reads the records side by side.
    ///
    /// Each record goes as soon as it is read, so that its memory is there for the next schools.
    pub(super) fn read(records: Vec<Record>, regions: &mut Regions) -> Self {
        let stated = StatedRegions::resolve(&records, regions);
        let (notes, unknown_regions) = (Notes::default(), stated.unknown(&records));
        let records = records.into_par_iter().enumerate();
        let cases = records.map(|(at, record)| case(at, &record, stated.of(at), &notes)).collect();
        Self { cases, oddities: notes.into_oddities(), unknown_regions }
    }
}

/// The national regencies that the schools state, and the provinces of those that state none: where a list is about.
///
/// Cost: resolves each different statement once more.
#[must_use]
pub fn stated_regions(import: &Import, regions: &Regions) -> BTreeSet<RegionId> {
    // Local regions are numbered when the list is audited, so that those of this look must not stay.
    let mut regions = regions.clone();
    let stated = StatedRegions::resolve(&import.records, &mut regions);
    let resolved = stated.parts.iter().flat_map(|(resolved, _)| resolved);
    resolved.filter_map(|resolved| resolved.regency.or(resolved.province)).filter(|region| regions.is_national(*region)).collect()
}

/// Records whose regions are told apart by one thread.
const PART: usize = 8_192;

/// The regions of all records, each different statement of a part resolved once.
struct StatedRegions {
    parts: Vec<(Vec<Resolved>, Vec<u32>)>,
}

impl StatedRegions {
    /// Resolves what the records state, in their order, because local regions are numbered as they are met.
    fn resolve(records: &[Record], regions: &mut Regions) -> Self {
        let parts: Vec<_> = records.par_chunks(PART).map(different).collect();
        let resolve = |(different, places): (Vec<Names<'_>>, Vec<u32>)| {
            (different.into_iter().map(|names| regions.resolve(names)).collect(), places)
        };
        Self { parts: parts.into_iter().map(resolve).collect() }
    }

    fn of(&self, at: usize) -> &Resolved {
        let (resolved, places) = &self.parts[at / PART];
        &resolved[places[at % PART] as usize]
    }

    /// The schools that state a region which is in no table.
    fn unknown(&self, records: &[Record]) -> UnknownRegions {
        let mut unknown = HashMap::<RegionId, Vec<usize>>::new();
        for (at, record) in records.iter().enumerate() {
            let resolved = self.of(at);
            // Countries are no regions of any table, so that a school abroad is not one more unknown region.
            if resolved.unknown.is_empty() || is_abroad(&record.cells) {
                continue;
            }
            for region in resolved.unknown.iter().filter_map(|level| known(resolved).at(*level)) {
                unknown.entry(region).or_default().push(at);
            }
        }
        unknown.into_iter().collect()
    }
}

/// What some records state of their regions: each different statement once, and for every record its place among them.
fn different(records: &[Record]) -> (Vec<Names<'_>>, Vec<u32>) {
    let mut known: HashMap<Run<'_>, u32> = HashMap::new();
    let mut different = Vec::new();
    let place = |cells| {
        // The cells of regions are neighbours: to compare them as one text is faster than one by one.
        *known.entry(Cells::run(cells, FIRST_OF_REGION, LAST_OF_REGION)).or_insert_with(|| {
            different.push(names(cells));
            u32::try_from(different.len() - 1).expect("a part is small")
        })
    };
    let places = records.iter().map(|record| &record.cells).map(place).collect();
    (different, places)
}

fn known(resolved: &Resolved) -> SchoolRegions {
    SchoolRegions { province: resolved.province, regency: resolved.regency, district: resolved.district }
}

/// A spelling that was not understood, and whose row has it.
type Note = ((Code, u16, Column, Box<str>), usize);

/// Notes of what was not understood, taken by several threads.
#[derive(Default)]
struct Notes(Mutex<Vec<Note>>);

impl Notes {
    fn add(&self, code: Code, at: usize, record: &Record, column: Column) {
        let key = (code, record.place.file, column, record.cells.get(column).into());
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push((key, at));
    }

    /// By spelling, and then in the order of the records, whoever took them first.
    fn into_oddities(self) -> Oddities {
        let mut notes = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        notes.sort_unstable();
        let mut oddities = Oddities::new();
        for (key, at) in notes {
            oddities.entry(key).or_default().push(at);
        }
        oddities
    }
}

/// Reads one record.
fn case(at: usize, record: &Record, regions: &Resolved, notes: &Notes) -> Case {
    let cells = &record.cells;
    let form = Form::new(cells.get(Column::Form));
    if matches!(form, Form::Other(_)) {
        notes.add(Code::UnknownForm, at, record, Column::Form);
    }
    let reading = Reading { at, record, notes };
    let capacity = reading.value(Column::Capacity, value::whole_number);
    let as_hub = Some(HubStatus { cohort: text(cells, Column::Cohort), capacity });
    let as_hub = as_hub.filter(|said| *said != HubStatus::default()).map(Box::new);
    let is_hub = reading.value(Column::Hub, value::yes_or_no) == Some(true);
    let priority = reading.value(Column::Priority, |text| {
        value::whole_number(text).and_then(|number| u16::try_from(number).ok()).filter(|number| (1..=1_000).contains(number))
    });
    let school = School {
        npsn: record.npsn,
        name: tidy(cells.get(Column::Name)),
        form,
        status: reading.value(Column::Status, Status::from_word),
        address: text(cells, Column::Address),
        village: text(cells, Column::Village),
        regions: known(regions),
        given: None,
        position: None,
        origin: PositionOrigin::Given,
        grade: Grade::Ok,
        grade_reason: None,
        abroad: is_abroad(cells),
        hub: is_hub.then(|| as_hub.clone().unwrap_or_default()),
        priority: priority.unwrap_or(1),
        accreditation: reading.value(Column::Accreditation, value::accreditation),
        trained_teachers: reading.value(Column::TrainedTeachers, value::whole_number),
        pupils: reading.value(Column::Pupils, value::whole_number),
    };
    let axis = |column| Axis::read(cells.get(column));
    let (lon, lat) = (axis(Column::Longitude), axis(Column::Latitude));
    let mut case = Case { school, place: record.place, lon, lat, as_hub, repaired: None };
    case.school.given = case.point();
    case
}

/// A record while its values are read.
struct Reading<'a> {
    at: usize,
    record: &'a Record,
    notes: &'a Notes,
}

impl Reading<'_> {
    /// Reads a cell that may be empty; one that is not understood is noted.
    fn value<T>(&self, column: Column, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = self.record.cells.get(column);
        if text.is_empty() {
            return None;
        }
        let value = read(text);
        if value.is_none() {
            self.notes.add(Code::UnknownValue, self.at, self.record, column);
        }
        value
    }
}

/// The cells that tell a row's regions stand from here
const FIRST_OF_REGION: Column = Column::District;
/// to here, nothing else among them.
const LAST_OF_REGION: Column = Column::RegionCode;

/// The cells of a row that tell its regions.
pub(super) fn names(cells: &Cells) -> Names<'_> {
    Names {
        province: (cells.get(Column::Province), cells.get(Column::ProvinceCode)),
        regency: (cells.get(Column::Regency), cells.get(Column::RegencyCode)),
        district: (cells.get(Column::District), cells.get(Column::DistrictCode)),
        code: cells.get(Column::RegionCode),
    }
}

/// Lists keep the schools abroad in a province of their own, "Luar Negeri".
fn is_abroad(cells: &Cells) -> bool {
    let province = cells.get(Column::Province).as_bytes();
    let abroad = b"luar negeri";
    province.len() >= abroad.len() && province.windows(abroad.len()).any(|part| part.eq_ignore_ascii_case(abroad))
}

fn text(cells: &Cells, column: Column) -> Option<Box<str>> {
    Some(cells.get(column)).filter(|text| !text.is_empty()).map(Into::into)
}

/// Takes off outer blanks and makes inner ones single.
fn tidy(text: &str) -> Box<str> {
    let is_tidy = text.is_ascii() && text.trim().len() == text.len() && !text.contains("  ");
    if is_tidy && !text.bytes().any(|byte| byte.is_ascii_control()) {
        return text.into();
    }
    let mut words = text.split_whitespace();
    let mut tidied = String::with_capacity(text.len());
    tidied.extend(words.next());
    for word in words {
        tidied.push(' ');
        tidied.push_str(word);
    }
    tidied.into()
}
