//! From a row's names and codes to regions: province, then regency inside it, then district inside that.

use crate::model::{RegionId, RegionLevel};
use crate::regions::codes::{Shape, kemdikbud_level, with_dots};
use crate::regions::national::CROSSWALK;
use crate::regions::row::{Row, Stated};
use crate::regions::siblings::Among;
use crate::regions::{Names, Regions, Resolved};

impl Regions {
    /// Finds the regions that a row means, national ones first; what is in no table becomes a local region.
    ///
    /// A known code decides, else the tolerant name; both only inside the region above. A code that is not known and a name that
    /// is not surely one of the table stay a group of their own. Local regions are numbered in the order of the calls, so that
    /// callers go through rows in NPSN order.
    ///
    /// Cost: each distinct row is resolved once, afterwards a look-up of its texts.
    pub fn resolve(&mut self, names: Names<'_>) -> Resolved {
        let texts = texts(names);
        if let Some(known) = self.resolved.get(&*texts) {
            return known.clone();
        }
        let resolved = self.resolve_row(Row::new(names));
        self.resolved.insert(texts.into(), resolved.clone());
        resolved
    }

    fn resolve_row(&mut self, row: Row<'_>) -> Resolved {
        let stated_province = self.national_province(row.province);
        let regency = self.national_regency(row, stated_province);
        // The regency knows its province better than a list from before a split.
        let province = regency.and_then(|regency| self.get(regency).parent).or(stated_province);
        let mut found = Resolved::default();
        found.province = self.or_local(province, RegionLevel::Province, row.province, None, &mut found.unknown);
        found.regency = self.or_local(regency, RegionLevel::Regency, row.regency, found.province, &mut found.unknown);
        let district = regency.and_then(|regency| self.national_district(row.district, regency));
        let above = found.regency.or(found.province);
        found.district = self.or_local(district, RegionLevel::District, row.district, above, &mut found.unknown);
        found
    }

    fn national_province(&mut self, stated: Stated<'_>) -> Option<RegionId> {
        self.sure_meaning(stated.code, RegionLevel::Province).or_else(|| self.siblings(Among::Provinces).find(stated.name))
    }

    /// The regency by its code, by its name, or by the code of the district.
    fn national_regency(&mut self, row: Row<'_>, province: Option<RegionId>) -> Option<RegionId> {
        if let Some(by_code) = self.sure_meaning(row.regency.code, RegionLevel::Regency)
            && self.lies_in_stated(by_code, row.province, province)
        {
            return Some(by_code);
        }
        if !row.regency.name.is_empty() {
            return match province {
                Some(province) => self.siblings(Among::Below(province)).find(row.regency.name),
                None if row.province.is_empty() => self.siblings(Among::Regencies).find_exact(row.regency.name),
                None => None,
            };
        }
        let implied = if row.regency.is_empty() { self.regency_of_district(row.district.code) } else { None };
        implied.filter(|regency| self.lies_in_stated(*regency, row.province, province))
    }

    /// Whether a regency agrees with what the row says about the province.
    fn lies_in_stated(&self, regency: RegionId, stated: Stated<'_>, province: Option<RegionId>) -> bool {
        match province {
            Some(province) => self.with_splits(province).any(|province| self.get(regency).parent == Some(province)),
            // An unknown name beside a known code is a spelling; an unknown code is another place.
            None => stated.code.is_empty(),
        }
    }

    /// Kemdikbud writes the regency into the first four digits of the district.
    fn regency_of_district(&self, code: &str) -> Option<RegionId> {
        match Shape::read(code) {
            Shape::Six(digits) if kemdikbud_level(&digits) == RegionLevel::District => {
                self.sure_meaning(&format!("{}00", &digits[..4]), RegionLevel::Regency)
            }
            _ => None,
        }
    }

    fn national_district(&mut self, stated: Stated<'_>, regency: RegionId) -> Option<RegionId> {
        let by_code = match Shape::read(stated.code) {
            Shape::Dotted(code) => self.national_by_code(&code),
            // Six digits may be of either system; in the regency that the row states they are one of Kemendagri's.
            Shape::Six(digits) => self.national_by_code(&with_dots(&digits)),
            _ => None,
        };
        by_code
            .filter(|district| self.get(*district).parent == Some(regency))
            .or_else(|| self.siblings(Among::Below(regency)).find(stated.name))
    }

    /// The only region that a row's code can mean at this level; four bare digits are never sure.
    fn sure_meaning(&self, code: &str, level: RegionLevel) -> Option<RegionId> {
        let found = match Shape::read(code) {
            Shape::Dotted(code) => self.national_by_code(&code),
            Shape::Six(digits) => {
                let row = CROSSWALK.iter().find(|row| row.kemdikbud == digits)?;
                self.national_by_code(row.kemendagri)
            }
            Shape::Empty | Shape::Four(_) | Shape::Other => None,
        };
        found.filter(|id| self.get(*id).level == level)
    }

    fn or_local(
        &mut self,
        national: Option<RegionId>,
        level: RegionLevel,
        stated: Stated<'_>,
        above: Option<RegionId>,
        unknown: &mut Vec<RegionLevel>,
    ) -> Option<RegionId> {
        if national.is_some() || stated.is_empty() {
            return national;
        }
        unknown.push(level);
        Some(self.local(level, stated, above))
    }
}

/// The row's texts as one key, each with its length so that no two rows have the same.
fn texts(names: Names<'_>) -> Vec<u8> {
    let Names { province, regency, district, code } = names;
    let texts = [province.0, province.1, regency.0, regency.1, district.0, district.1, code];
    let mut key = Vec::with_capacity(texts.iter().map(|text| text.len() + 4).sum());
    for text in texts {
        key.extend_from_slice(&(text.len() as u32).to_le_bytes());
        key.extend_from_slice(text.as_bytes());
    }
    key
}
