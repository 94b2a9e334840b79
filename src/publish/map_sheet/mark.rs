//! The marks of schools: told apart by shape and by grey value, so that colour is never needed.

use std::io::{self, Write};

/// The mark of a school.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A dark square.
    Hub,
    /// A white disc.
    Member,
    /// A grey triangle.
    Unreached,
    /// A cross.
    NeedsCheck,
    /// A dotted ring around any other.
    Doubtful,
}

impl Mark {
    /// Draws the mark around the origin.
    pub(super) fn draw(self, out: &mut dyn Write) -> io::Result<()> {
        let drawn = match self {
            Self::Hub => {
                "<rect x=\"-1.2\" y=\"-1.2\" width=\"2.4\" height=\"2.4\" fill=\"#0b2f3a\" stroke=\"#fff\" stroke-width=\"0.3\"/>"
            }
            Self::Member => "<circle r=\"0.85\" fill=\"#fff\" stroke=\"#000\" stroke-width=\"0.3\"/>",
            Self::Unreached => {
                "<path d=\"M0 -1.4L1.25 0.9H-1.25Z\" fill=\"#9a9a9a\" stroke=\"#000\" stroke-width=\"0.3\" stroke-linejoin=\"round\"/>"
            }
            Self::NeedsCheck => {
                "<path d=\"M-1 -1L1 1M-1 1L1 -1\" fill=\"none\" stroke=\"#fff\" stroke-width=\"1\"/>\
                 <path d=\"M-1 -1L1 1M-1 1L1 -1\" fill=\"none\" stroke=\"#000\" stroke-width=\"0.45\"/>"
            }
            Self::Doubtful => {
                "<circle r=\"1.9\" fill=\"none\" stroke=\"#000\" stroke-width=\"0.25\" stroke-dasharray=\"0.5 0.5\"/>"
            }
        };
        out.write_all(drawn.as_bytes())
    }
}
