//! Office Open XML workbooks.
//!
//! In: the bytes of a workbook. Out: rows, sheet by sheet. Must not know: what the columns mean.
//!
//! A workbook is a zip of XML, and its parser may be led to take all memory, which ends a process. So the program reads it in a
//! child of its own ([`aside`]) with little memory and no files, which writes down what the sheets say ([`transcript`]); here only
//! that is read. Where no program was named, as in a test of the library, the transcript is made in this process.

mod aside;
mod measure;
mod merges;
mod transcript;

pub use aside::{read_workbooks_with, workbook_reader};

use super::ImportError;
use super::table::{Context, Visit};
use crate::model::Said;
use csv::{Position, StringRecord};
use std::sync::Arc;
use transcript::{Line, lines};

const UNFINISHED: Said =
    Said::fixed("buku kerja ini tidak terbaca sampai akhir", "expected a workbook, found one that cannot be read to its end");

/// A workbook with its sheets.
pub(super) struct Workbook<'a> {
    transcript: Vec<u8>,
    sheets: Vec<Arc<str>>,
    hidden: Vec<Arc<str>>,
    /// Where the rows of each sheet begin.
    starts: Vec<Position>,
    context: Context<'a>,
}

impl<'a> Workbook<'a> {
    /// Reads a workbook whose parts are within the limits.
    pub(super) fn open(bytes: &[u8], context: Context<'a>) -> Result<Self, ImportError> {
        let mut workbook = Self {
            transcript: aside::transcribe(bytes, context)?,
            sheets: Vec::new(),
            hidden: Vec::new(),
            starts: Vec::new(),
            context,
        };
        let mut is_whole = false;
        for (line, next) in lines(&workbook.transcript, Position::new()) {
            match line {
                Line::Sheet(name) => {
                    workbook.sheets.push(name.into());
                    workbook.starts.push(next);
                }
                Line::Hidden(name) => workbook.hidden.push(name.into()),
                Line::Row(..) => {}
                Line::Refused(refusal) => return Err(refusal.error(context)),
                Line::End => is_whole = true,
            }
        }
        if is_whole { Ok(workbook) } else { Err(context.malformed(0, UNFINISHED)) }
    }

    pub(super) fn sheets(&self) -> &[Arc<str>] {
        &self.sheets
    }

    /// The sheets that nobody sees, which are not read.
    pub(super) fn hidden(&self) -> &[Arc<str>] {
        &self.hidden
    }

    /// Walks the rows of a sheet; see [`super::table::Tables::walk`].
    pub(super) fn walk(&mut self, sheet: usize, visit: &mut Visit<'_>) -> Result<(), ImportError> {
        let mut row = StringRecord::new();
        for (line, _) in lines(&self.transcript, self.starts[sheet].clone()) {
            let Line::Row(number, cells) = line else { break };
            row.clear();
            cells.iter().for_each(|cell| row.push_field(cell));
            self.context.check_row(number, &row)?;
            if visit(number, Ok(&row))?.is_break() {
                break;
            }
        }
        Ok(())
    }
}
