//! How large an input may be. Every limit is checked before a parser could be blown up by what it reads.

use crate::model::{Language, Say};
use std::fmt;

/// The limits of one reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one file.
    pub file_bytes: u64,
    /// Data rows of one file.
    pub rows: u64,
    /// Rows of one file that are refused: each is listed with its reason, which takes more memory than the row did.
    pub refused_rows: u64,
    /// Columns of one table.
    pub columns: usize,
    /// Bytes of one cell.
    pub cell_bytes: usize,
    /// Bytes of one record.
    pub record_bytes: usize,
    /// Line breaks inside one quoted cell. An address has a few; more of them mean that a stray quote swallows rows.
    pub cell_line_breaks: usize,
    /// How deep JSON may be nested.
    pub json_depth: usize,
    /// Entries of a workbook's zip directory.
    pub zip_entries: usize,
    /// Inflated bytes of one part of a workbook.
    pub part_bytes: u64,
    /// Inflated bytes of a whole workbook.
    pub inflated_bytes: u64,
    /// Shared strings of a workbook, counted and not believed.
    pub shared_strings: u64,
    /// Cells of one workbook.
    pub sheet_cells: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 2 << 30,
            // RELIABILITY asks for one million, for uploads over HTTP. Files named on the command line may be the demonstration at
            // ten times the country's size, 2.2 million schools.
            rows: 5_000_000,
            refused_rows: 200_000,
            columns: 256,
            cell_bytes: 32 << 10,
            record_bytes: 256 << 10,
            cell_line_breaks: 20,
            json_depth: 32,
            zip_entries: 512,
            part_bytes: 256 << 20,
            inflated_bytes: 512 << 20,
            shared_strings: 4_000_000,
            sheet_cells: 20_000_000,
        }
    }
}

/// What limits are about.
///
/// One table, so that a limit without words in both languages does not compile; the English ones stand in transcripts of workbooks too.
macro_rules! whats {
    ($($(#[$doc:meta])* $name:ident, $id:literal, $en:literal;)*) => {
        /// What a limit is about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum What { $($(#[$doc])* $name,)* }

        impl What {
            /// Everything that is limited.
            pub(super) const ALL: &'static [Self] = &[$(Self::$name,)*];

            fn words(self, language: Language) -> &'static str {
                match language {
                    Language::Indonesian => match self { $(Self::$name => $id,)* },
                    Language::English => match self { $(Self::$name => $en,)* },
                }
            }
        }
    };
}

whats! {
    /// Files of one reading.
    Files, "jumlah berkas", "input files";
    /// Bytes of a file.
    FileBytes, "ukuran berkas dalam bita", "bytes of a file";
    /// Rows of a file.
    Rows, "jumlah baris berkas", "rows of a file";
    /// Refused rows of a file.
    RefusedRows, "jumlah baris yang ditolak", "refused rows of a file";
    /// Columns of a table.
    Columns, "jumlah kolom", "columns of a table";
    /// Bytes of a record.
    RecordBytes, "panjang satu baris data dalam bita", "bytes of a record";
    /// Bytes of a cell.
    CellBytes, "panjang sel dalam bita", "bytes of a cell";
    /// How deep JSON is nested.
    JsonDepth, "kedalaman JSON", "depth of JSON";
    /// Sheets of all workbooks.
    Sheets, "jumlah lembar semua buku kerja", "sheets of all workbooks";
    /// Entries of a workbook's zip.
    ZipEntries, "jumlah bagian buku kerja", "entries of a workbook";
    /// Bytes of one part of a workbook.
    PartBytes, "ukuran satu bagian buku kerja dalam bita", "bytes of a part of a workbook";
    /// Bytes of a workbook's content.
    InflatedBytes, "ukuran isi buku kerja dalam bita", "bytes of a workbook, inflated";
    /// Shared strings of a workbook.
    SharedStrings, "jumlah teks bersama buku kerja", "shared strings of a workbook";
    /// Cells of a sheet.
    SheetCells, "jumlah sel lembar", "cells of a sheet";
    /// Regions of an office.
    OfficeRegions, "jumlah wilayah satu kantor", "regions of an office";
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.say(Language::English, f)
    }
}

impl Say for What {
    fn say(&self, language: Language, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words(language))
    }
}
