//! How large an input may be. Every limit is checked before a parser could be blown up by what it reads.

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
