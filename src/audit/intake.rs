//! Records become schools: every cell that is understood becomes a value, every one that is not is noted.
//!
//! In: records in NPSN order. Out: cases in the same order, and notes of what was not understood. Must not know: positions'
//! rules; the two coordinates are only read.

use crate::audit::coordinate::Axis;
use crate::audit::scene::Case;
use crate::audit::value;
use crate::import::{Cells, Column, Record};
use crate::model::{Code, Form, Grade, HubStatus, PositionOrigin, RegionId, School, SchoolRegions, Status};
use crate::regions::{Names, Regions};
use std::collections::BTreeMap;

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
    /// Reads the records one by one, in NPSN order, because local regions are numbered as they are met.
    pub(super) fn read(records: &[Record], regions: &mut Regions) -> Self {
        let mut intake = Self { cases: Vec::with_capacity(records.len()), ..Self::default() };
        for record in records {
            let case = intake.case(record, regions);
            intake.cases.push(case);
        }
        intake
    }

    fn case(&mut self, record: &Record, regions: &mut Regions) -> Case {
        let cells = &record.cells;
        let abroad = is_abroad(cells);
        let form = Form::new(cells.get(Column::Form));
        if matches!(form, Form::Other(_)) {
            self.note(Code::UnknownForm, record, Column::Form);
        }
        let capacity = self.value(record, Column::Capacity, value::whole_number);
        let is_hub = self.value(record, Column::Hub, value::yes_or_no) == Some(true);
        let priority = self.value(record, Column::Priority, |text| {
            value::whole_number(text).and_then(|number| u16::try_from(number).ok()).filter(|number| (1..=1_000).contains(number))
        });
        let school = School {
            npsn: record.npsn,
            name: tidy(cells.get(Column::Name)),
            form,
            status: self.value(record, Column::Status, Status::from_word),
            address: text(cells, Column::Address),
            village: text(cells, Column::Village),
            regions: self.regions(cells, regions, abroad),
            given: None,
            position: None,
            origin: PositionOrigin::Given,
            grade: Grade::Ok,
            grade_reason: None,
            abroad,
            hub: is_hub.then(|| HubStatus { cohort: text(cells, Column::Cohort), capacity }),
            priority: priority.unwrap_or(1),
            accreditation: self.value(record, Column::Accreditation, value::accreditation),
            trained_teachers: self.value(record, Column::TrainedTeachers, value::whole_number),
            pupils: self.value(record, Column::Pupils, value::whole_number),
        };
        let axis = |column| Axis::read(cells.get(column));
        let mut case =
            Case { school, place: record.place, lon: axis(Column::Longitude), lat: axis(Column::Latitude), repaired: None };
        case.school.given = case.point();
        case
    }

    /// Reads a cell that may be empty; one that is not understood is noted.
    fn value<T>(&mut self, record: &Record, column: Column, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = record.cells.get(column);
        if text.is_empty() {
            return None;
        }
        let value = read(text);
        if value.is_none() {
            self.note(Code::UnknownValue, record, column);
        }
        value
    }

    fn note(&mut self, code: Code, record: &Record, column: Column) {
        let key = (code, record.place.file, column, record.cells.get(column).into());
        self.oddities.entry(key).or_default().push(self.cases.len());
    }

    fn regions(&mut self, cells: &Cells, regions: &mut Regions, abroad: bool) -> SchoolRegions {
        let resolved = regions.resolve(names(cells));
        let known = SchoolRegions { province: resolved.province, regency: resolved.regency, district: resolved.district };
        // Countries are no regions of any table, so that a school abroad is not one more unknown region.
        for level in resolved.unknown.into_iter().filter(|_| !abroad) {
            if let Some(region) = known.at(level) {
                self.unknown_regions.entry(region).or_default().push(self.cases.len());
            }
        }
        known
    }
}

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
    let mut words = text.split_whitespace();
    let mut tidied = String::with_capacity(text.len());
    tidied.extend(words.next());
    for word in words {
        tidied.push(' ');
        tidied.push_str(word);
    }
    tidied.into()
}
