//! What one row says about each level, made ready for the table.
//!
//! In: [`Names`] as a list writes them. Out: a [`Row`]: blanks gone, a code in the name's column and a code of unstated level put
//! where they belong, outer codes filled from dotted inner ones. Must not know: the table.

use crate::model::RegionLevel;
use crate::regions::Names;
use crate::regions::codes::{Shape, dotted_level, kemdikbud_level, parent_code};

/// What a row says about one level; empty where it says nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Stated<'a> {
    pub(super) name: &'a str,
    pub(super) code: &'a str,
}

impl<'a> Stated<'a> {
    fn read((name, code): (&'a str, &'a str)) -> Self {
        let (name, code) = (name.trim(), code.trim());
        let name = if name.chars().any(char::is_alphanumeric) { name } else { "" };
        let code = if Shape::read(code) == Shape::Empty { "" } else { code };
        match Shape::read(name) {
            Shape::Dotted(_) | Shape::Six(_) if code.is_empty() => Self { name: "", code: name },
            _ => Self { name, code },
        }
    }

    pub(super) fn is_empty(self) -> bool {
        self.name.is_empty() && self.code.is_empty()
    }
}

/// What a row says, level by level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row<'a> {
    pub(super) province: Stated<'a>,
    pub(super) regency: Stated<'a>,
    pub(super) district: Stated<'a>,
}

impl<'a> Row<'a> {
    pub(super) fn new(names: Names<'a>) -> Self {
        let [province, regency, district] = [names.province, names.regency, names.district].map(Stated::read);
        let mut row = Self { province, regency, district };
        row.place_code(names.code.trim());
        row.district.code = without_village(row.district.code);
        fill(&mut row.regency, row.district, RegionLevel::District);
        fill(&mut row.province, row.regency, RegionLevel::Regency);
        row
    }

    /// Gives a code of unstated level to the level that its shape tells or, failing that, to the innermost one that has a name only.
    fn place_code(&mut self, code: &'a str) {
        let level = match Shape::read(code) {
            Shape::Empty => return,
            Shape::Dotted(code) => dotted_level(&code),
            Shape::Six(digits) => kemdikbud_level(&digits),
            Shape::Four(_) => RegionLevel::Regency,
            Shape::Other => {
                let named = [
                    (RegionLevel::District, self.district),
                    (RegionLevel::Regency, self.regency),
                    (RegionLevel::Province, self.province),
                ];
                let innermost = named.iter().find(|(_, stated)| stated.code.is_empty() && !stated.name.is_empty());
                innermost.map_or(RegionLevel::Regency, |(level, _)| *level)
            }
        };
        let stated = match level {
            RegionLevel::Province => &mut self.province,
            RegionLevel::Regency => &mut self.regency,
            _ => &mut self.district,
        };
        if stated.code.is_empty() {
            stated.code = without_village(code);
        }
    }
}

/// A dotted village code begins with that of its district.
fn without_village(code: &str) -> &str {
    match Shape::read(code) {
        Shape::Dotted(dotted) => &code[..dotted.len()],
        _ => code,
    }
}

/// Fills the code of the outer level from a dotted code of the inner one.
fn fill<'a>(outer: &mut Stated<'a>, inner: Stated<'a>, level: RegionLevel) {
    let is_dotted = matches!(Shape::read(inner.code), Shape::Dotted(_)) && dotted_level(inner.code) == level;
    if outer.code.is_empty() && is_dotted {
        outer.code = parent_code(inner.code).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dotted_code_fills_the_outer_ones() {
        let row = Row::new(Names { district: ("Kec. Utara", " 99.01.02 "), regency: ("-", "0"), ..Names::default() });
        assert_eq!((row.province.code, row.regency.code, row.district.code), ("99", "99.01", "99.01.02"));
        assert_eq!(row.regency.name, "");
    }

    #[test]
    fn a_code_of_unstated_level_goes_where_its_shape_says() {
        let place = |code, district| Row::new(Names { code, district: (district, ""), ..Names::default() });
        assert_eq!(place("13.75.02.1001", "").district.code, "13.75.02");
        assert_eq!(place("086000", "").regency.code, "086000");
        assert_eq!(place("086002", "").district.code, "086002");
        assert_eq!(place("K-17", "Utara").district.code, "K-17");
        assert_eq!(place("K-17", "").regency.code, "K-17");
    }

    #[test]
    fn a_code_in_the_column_of_the_name_is_a_code() {
        let row = Row::new(Names { regency: ("13.75", ""), ..Names::default() });
        assert_eq!(row.regency, Stated { name: "", code: "13.75" });
    }
}
