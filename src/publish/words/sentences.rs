//! Stable codes as sentences in the reader's language; the Indonesian ones are those of every other answer.

use crate::model::{Confidence, Grade, Language, RegionLevel, Severity, Suspect};
use crate::plan::{Decided, OutOfScope, Reason, State, Unlock};
use crate::publish::sentences::{self, capital, named};
use crate::publish::words::Reader;
use crate::snapshot::{InputRole, View};

impl Reader {
    /// What a school became, in the programme's words.
    pub(in crate::publish) fn state<'a>(&self, view: &View<'a>, state: State) -> &'a str {
        if self.language() == Language::Indonesian {
            return sentences::state(view, state);
        }
        match state {
            State::OutOfScope(_) => "outside the programme",
            State::NeedsCheck => "needs a check",
            State::Hub(_) => &view.programme.labels_en.hub,
            State::Member { .. } => &view.programme.labels_en.member,
            State::Unreached => "unreached",
        }
    }

    /// Why a school is unreached.
    pub(in crate::publish) fn unreached(&self, view: &View<'_>, reason: Reason) -> String {
        let hub = &self.labels(view).hub;
        if self.language() == Language::Indonesian {
            return sentences::unreached(reason, hub);
        }
        match reason {
            Reason::Unassigned => "left without a hub by decision".to_owned(),
            Reason::RegionUnknown => "the list does not say the school's region".to_owned(),
            Reason::NoHubOfLevel => format!("no {hub} of this level has a usable position"),
            Reason::NoHubOfLevelInRegion => format!("no {hub} of this level in its decision region"),
            Reason::BeyondReach => format!("every {hub} of its decision region is beyond the reach"),
            Reason::Forbidden => format!("every pair with a {hub} within reach is forbidden"),
            Reason::CapacityExhausted => format!("every {hub} that is allowed is full, and others gain more from its places"),
        }
    }

    /// Why a school takes no part.
    pub(in crate::publish) fn out_of_scope(&self, reason: OutOfScope) -> &'static str {
        if self.language() == Language::Indonesian {
            return sentences::out_of_scope(reason);
        }
        match reason {
            OutOfScope::Abroad => "a school abroad",
            OutOfScope::FormWithoutLevel => "a form of education without level",
            OutOfScope::Madrasah => "of the Ministry of Religious Affairs, which takes no part",
            OutOfScope::Level => "its level takes no part",
            OutOfScope::Status => "its status takes no part",
            OutOfScope::Region => "outside the region of the plan",
        }
    }

    /// The cheapest change of one rule that helps an unreached school.
    pub(in crate::publish) fn unlock(&self, view: &View<'_>, unlock: Unlock) -> String {
        if self.language() == Language::Indonesian {
            return sentences::unlock(view, unlock);
        }
        let hub = |at: u32| named(view.school(at));
        match unlock {
            Unlock::Reach { hub: at, metres } => format!("a reach of {} km to {}", self.km(metres), hub(at)),
            Unlock::Place { hub: at, .. } => {
                format!("one more place at {} (for this school or one that gains more from it)", hub(at))
            }
            Unlock::CrossRegion { hub: at, metres } => {
                format!("an assignment across regions to {}, {} km straight line", hub(at), self.km(metres))
            }
            Unlock::Allow { hub: at, metres } => {
                format!("allowing the pair with {}, {} km straight line", hub(at), self.km(metres))
            }
            Unlock::Assign => "taking back the decision to leave this school out".to_owned(),
            Unlock::NewHub => format!("a new {} in its decision region", self.labels(view).hub),
        }
    }

    /// What decided a member's hub.
    pub(in crate::publish) fn decided(&self, view: &View<'_>, decided: Decided, rank: u32) -> String {
        let hub = &self.labels(view).hub;
        if self.language() == Language::Indonesian {
            return sentences::decided(decided, rank, hub);
        }
        let nearest = format!("This {hub} is number {} by distance", self.whole(u64::from(rank)));
        match decided {
            Decided::Required => "This pair is required.".to_owned(),
            Decided::Nearest => format!("This is the nearest {hub} that the rules allow."),
            Decided::Tier => format!("{nearest}, but goes first because it is in the same region."),
            Decided::Capacity => format!("{nearest}: nearer ones are full, and others gain more from their places."),
            Decided::Minimum => format!("{nearest}: without this school it would fall below its minimum."),
        }
    }

    /// How far a position can be trusted.
    pub(in crate::publish) fn grade(&self, grade: Grade) -> &'static str {
        if self.language() == Language::Indonesian {
            return sentences::grade(grade);
        }
        match grade {
            Grade::Ok => "good",
            Grade::Doubtful => "doubtful",
            Grade::Unusable => "not usable",
        }
    }

    /// How much a finding matters.
    pub(in crate::publish) fn severity(&self, severity: Severity) -> &'static str {
        if self.language() == Language::Indonesian {
            return sentences::severity(severity);
        }
        match severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "note",
        }
    }

    /// How far a proposed point may be trusted.
    pub(in crate::publish) fn confidence(&self, confidence: Confidence) -> &'static str {
        match (self.language(), confidence) {
            (Language::Indonesian, Confidence::High) => "keyakinan tinggi",
            (Language::Indonesian, Confidence::Low) => "keyakinan rendah",
            (Language::English, Confidence::High) => "high confidence",
            (Language::English, Confidence::Low) => "low confidence",
        }
    }

    /// Which side of a misfit is probably wrong.
    pub(in crate::publish) fn suspect(&self, suspect: Suspect) -> &'static str {
        match (self.language(), suspect) {
            (Language::Indonesian, Suspect::Points) => "diduga titik sekolahnya yang keliru",
            (Language::Indonesian, Suspect::Polygon) => "diduga batas wilayahnya yang keliru",
            (Language::English, Suspect::Points) => "the schools' points are thought to be wrong",
            (Language::English, Suspect::Polygon) => "the boundary is thought to be wrong",
        }
    }

    /// What a file was read as.
    pub(in crate::publish) fn input_role(&self, role: InputRole) -> &'static str {
        if self.language() == Language::Indonesian {
            return role.label();
        }
        match role {
            InputRole::List => "school list",
            InputRole::Hubs => "hub list",
            InputRole::Repairs => "repairs of positions",
            InputRole::Pairs => "decisions about single schools",
            InputRole::Boundaries => "boundaries",
            InputRole::Offices => "list of offices",
        }
    }

    /// A rank of region, the first letter a capital.
    pub(in crate::publish) fn rank(&self, level: RegionLevel) -> String {
        if self.language() == Language::Indonesian {
            return capital(sentences::rank(level));
        }
        let word = match level {
            RegionLevel::Country => "Country",
            RegionLevel::Province => "Province",
            RegionLevel::Regency => "Regency or city",
            RegionLevel::District => "District (kecamatan)",
            RegionLevel::Village => "Village",
        };
        word.to_owned()
    }
}
