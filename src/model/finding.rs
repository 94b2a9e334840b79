//! Findings: what is wrong with the data, where, and what to do about it.

use crate::model::{Code, LonLat, Npsn, RegionId, Said};
use std::sync::Arc;

/// Where in the inputs something was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file's name without its folders.
    pub file: Arc<str>,
    /// The sheet of a workbook.
    pub sheet: Option<Arc<str>>,
    /// Where in the file or sheet.
    pub spot: Spot,
    /// The column's heading as the file writes it.
    pub column: Option<Arc<str>>,
}

/// Where in a file or sheet something was read; numbers count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spot {
    /// All of it.
    Whole,
    /// A line of text, or a row of a sheet.
    Line(u32),
    /// A record of JSON: many of them may stand on one line.
    Record(u32),
}

/// A line; 0 means the whole.
impl From<u32> for Spot {
    fn from(line: u32) -> Self {
        if line == 0 { Self::Whole } else { Self::Line(line) }
    }
}

impl Place {
    /// The whole of a file.
    #[must_use]
    pub fn file(file: &Arc<str>) -> Self {
        Self { file: Arc::clone(file), sheet: None, spot: Spot::Whole, column: None }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.file)?;
        if let Some(sheet) = &self.sheet {
            write!(f, "[{sheet}]")?;
        }
        match self.spot {
            Spot::Whole => {}
            Spot::Line(line) => write!(f, ":{line}")?,
            Spot::Record(number) => write!(f, "#{number}")?,
        }
        if let Some(column) = &self.column {
            write!(f, " ({column})")?;
        }
        Ok(())
    }
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing changes.
    Info,
    /// The school is planned with, but marked.
    Warning,
    /// The row is refused or the position is not used.
    Error,
}

impl Severity {
    /// The stable lower-case word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// How far a proposed repair may be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Shown as a possibility only.
    Low,
    /// Fits every test there is.
    High,
}

impl Confidence {
    /// The stable lower-case word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::High => "high",
        }
    }
}

/// Which side of a misfit between points and a polygon is probably wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Suspect {
    /// The schools' positions.
    Points,
    /// The region's polygon.
    Polygon,
}

impl Suspect {
    /// The stable lower-case word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Points => "points",
            Self::Polygon => "polygon",
        }
    }
}

/// The language of a sentence for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// Indonesian, the default for planners and officials.
    #[default]
    Indonesian,
    /// English.
    English,
}

/// One thing that is wrong, or worth knowing, about the data.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule that speaks.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// The school, when it is about one.
    pub npsn: Option<Npsn>,
    /// The region, when it is about one, or the school's own district.
    pub region: Option<RegionId>,
    /// Where it was read.
    pub place: Option<Place>,
    /// What was expected and what was found, without a full stop.
    pub found: Said,
    /// The proposed position, never applied silently.
    pub proposal: Option<LonLat>,
    /// How far the proposal may be trusted.
    pub confidence: Option<Confidence>,
    /// For a group: which side is probably wrong.
    pub suspect: Option<Suspect>,
    /// For a group: the schools it is about, in NPSN order.
    pub schools: Vec<Npsn>,
}

impl Finding {
    /// A finding with a code, its usual severity and what was found; the rest is filled with the `with_` functions.
    #[must_use]
    pub fn new(code: Code, found: Said) -> Self {
        Self {
            code,
            severity: code.severity(),
            npsn: None,
            region: None,
            place: None,
            found,
            proposal: None,
            confidence: None,
            suspect: None,
            schools: Vec::new(),
        }
    }

    /// Names the school.
    #[must_use]
    pub fn with_npsn(mut self, npsn: Npsn) -> Self {
        self.npsn = Some(npsn);
        self
    }

    /// Names the region.
    #[must_use]
    pub fn with_region(mut self, region: Option<RegionId>) -> Self {
        self.region = region;
        self
    }

    /// Names the place.
    #[must_use]
    pub fn with_place(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Adds a proposed position.
    #[must_use]
    pub fn with_proposal(mut self, proposal: LonLat, confidence: Confidence) -> Self {
        self.proposal = Some(proposal);
        self.confidence = Some(confidence);
        self
    }
}
