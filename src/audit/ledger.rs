//! The book of an audit: what each rule decided, reported and would have decided alone.

use crate::audit::Effect;
use crate::model::{Code, Finding, Grade, RegionId};
use std::collections::{BTreeMap, BTreeSet};

/// How often a rule spoke, whether or not another had settled the school before.
#[derive(Clone, Copy, Debug, Default)]
struct Spoken {
    schools: usize,
    unusable_alone: usize,
}

/// Verdicts by school, findings, and counts by rule.
#[derive(Debug)]
pub(super) struct Ledger {
    verdicts: Vec<Option<(Grade, Code)>>,
    findings: Vec<Finding>,
    spoken: BTreeMap<Code, Spoken>,
    void_districts: BTreeSet<RegionId>,
}

impl Ledger {
    /// The book of so many schools, with the findings that were made before.
    pub(super) fn new(schools: usize, findings: Vec<Finding>) -> Self {
        Self { verdicts: vec![None; schools], findings, spoken: BTreeMap::new(), void_districts: BTreeSet::new() }
    }

    /// Whether the school's position is out already, so that later rules need not look at it.
    pub(super) fn is_settled(&self, at: usize) -> bool {
        matches!(self.verdicts[at], Some((Grade::Unusable, _)))
    }

    /// The grade so far and the rule that decided it.
    pub(super) fn verdict(&self, at: usize) -> (Grade, Option<Code>) {
        self.verdicts[at].map_or((Grade::Ok, None), |(grade, code)| (grade, Some(code)))
    }

    /// Grades a school; of equal grades the first rule's stays, of different ones the worse.
    pub(super) fn grade(&mut self, at: usize, grade: Grade, code: Code) {
        if self.verdicts[at].is_none_or(|(known, _)| grade > known) {
            self.verdicts[at] = Some((grade, code));
        }
    }

    /// Counts that a rule speaks of a school, and whether it alone would make it unusable.
    pub(super) fn count(&mut self, code: Code, unusable_alone: bool) {
        let spoken = self.spoken.entry(code).or_default();
        spoken.schools += 1;
        spoken.unusable_alone += usize::from(unusable_alone);
    }

    /// Adds a finding.
    pub(super) fn report(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Counts a school and makes it unusable, with the finding that says why.
    pub(super) fn condemn(&mut self, at: usize, finding: Finding) {
        self.count(finding.code, true);
        self.settle(at, finding);
    }

    /// Makes a school unusable that has been counted already.
    pub(super) fn settle(&mut self, at: usize, finding: Finding) {
        self.grade(at, Grade::Unusable, finding.code);
        self.report(finding);
    }

    /// Notes that a district's polygon is not to be trusted.
    pub(super) fn void_district(&mut self, district: RegionId) {
        self.void_districts.insert(district);
    }

    /// Whether a district's polygon is not to be trusted.
    pub(super) fn is_void(&self, district: RegionId) -> bool {
        self.void_districts.contains(&district)
    }

    /// The findings so far.
    pub(super) fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Closes the book: the findings as they came, and what each rule did in the order of the codes.
    pub(super) fn close(self) -> (Vec<Finding>, Vec<Effect>) {
        let mut effects: BTreeMap<Code, Effect> = BTreeMap::new();
        for finding in &self.findings {
            effect_of(&mut effects, finding.code).schools += usize::from(finding.npsn.is_some()).max(finding.schools.len());
        }
        for (code, spoken) in self.spoken {
            let effect = effect_of(&mut effects, code);
            effect.schools = spoken.schools;
            effect.unusable_alone = spoken.unusable_alone;
        }
        for (grade, code) in self.verdicts.into_iter().flatten() {
            let effect = effect_of(&mut effects, code);
            match grade {
                Grade::Ok => {}
                Grade::Doubtful => effect.doubtful += 1,
                Grade::Unusable => effect.unusable += 1,
            }
        }
        (self.findings, effects.into_values().collect())
    }
}

fn effect_of(effects: &mut BTreeMap<Code, Effect>, code: Code) -> &mut Effect {
    effects.entry(code).or_insert(Effect { code, schools: 0, doubtful: 0, unusable: 0, unusable_alone: 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worse_grade_stays_and_of_equals_the_first() {
        let mut ledger = Ledger::new(1, Vec::new());
        ledger.grade(0, Grade::Doubtful, Code::OutsideDistrict);
        ledger.grade(0, Grade::Unusable, Code::OutsideRegency);
        ledger.grade(0, Grade::Unusable, Code::LostSign);
        assert_eq!(ledger.verdict(0), (Grade::Unusable, Some(Code::OutsideRegency)));
    }
}
