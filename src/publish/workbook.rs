//! XLSX workbooks: sheets written row by row in constant memory, ready to print on A4.
//!
//! In: titles, columns and rows. Out: the bytes of a workbook. Must not know: what the rows are about. Text stays text, whatever it
//! begins with; there are no formulas, and the same rows give the same bytes.

use crate::publish::text::Plain;
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};
use std::collections::BTreeSet;
use std::io::{self, Seek, Write};

/// The most characters (UTF-16) of the name of a sheet.
const SHEET_NAME: usize = 31;
/// The most characters (UTF-16) of a cell.
const CELL: usize = 32_767;
/// The width of a column that nobody set.
const DEFAULT_WIDTH: f64 = 8.43;
/// The height of a line in points, and the most of a row.
const LINE: f64 = 15.0;
const TALLEST: f64 = 409.0;
/// The number of A4 among the paper sizes of Excel.
const A4: u8 = 9;

/// A column of a sheet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column<'a> {
    /// The heading.
    pub(super) heading: &'a str,
    /// The width in characters.
    pub(super) width: f64,
}

/// A cell.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cell<'a> {
    /// Nothing.
    Empty,
    /// Text, also where it looks like a number or a formula.
    Text(&'a str),
    /// The heading of a column.
    Heading(&'a str),
    /// Text that stands out.
    Bold(&'a str),
    /// Text over this column and all that follow.
    Wide(&'a str),
    /// A whole number.
    Whole(f64),
    /// A number with two decimals.
    Hundredths(f64),
    /// Any other number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
}

/// What stands above the rows of a sheet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head<'a> {
    /// Lines above the headings, the first one large.
    pub(super) titles: &'a [&'a str],
    /// The columns; their headings are frozen and printed on every page.
    pub(super) columns: &'a [Column<'a>],
}

/// A workbook that is being made.
pub(super) struct Book {
    workbook: Workbook,
    style: Style,
    names: BTreeSet<String>,
    footer: String,
}

/// How cells look.
struct Style {
    title: Format,
    heading: Format,
    text: Format,
    bold: Format,
    whole: Format,
    hundredths: Format,
    number: Format,
}

impl Style {
    fn new() -> Self {
        let line = Format::new().set_border(FormatBorder::Hair).set_align(FormatAlign::Top);
        let text = line.clone().set_text_wrap().set_num_format("@");
        Self {
            title: Format::new().set_bold().set_font_size(14),
            heading: text.clone().set_bold().set_background_color(Color::RGB(0x00E8_ECEA)).set_border(FormatBorder::Thin),
            bold: text.clone().set_bold(),
            text,
            whole: line.clone().set_num_format("#,##0"),
            hundredths: line.clone().set_num_format("#,##0.00"),
            number: line,
        }
    }
}

impl Book {
    /// Begins a workbook; the footer stands on every printed page, before the page number.
    ///
    /// # Errors
    /// When the beginning of the calendar is none.
    pub(super) fn new(title: &str, footer: &str) -> io::Result<Self> {
        let mut workbook = Workbook::new();
        // No clock: the same rows give the same bytes.
        let created = ExcelDateTime::from_ymd(2000, 1, 1).map_err(failure)?;
        let properties =
            DocProperties::new().set_title(clean(title, 255)).set_author(concat!("imbas ", env!("CARGO_PKG_VERSION")));
        workbook.set_properties(&properties.set_creation_datetime(&created));
        Ok(Self { workbook, style: Style::new(), names: BTreeSet::new(), footer: clean(footer, 120).replace('&', "&&") })
    }

    /// Begins a sheet; its name is the one that is wished for as far as Excel allows it and no other sheet has it.
    ///
    /// # Errors
    /// Those of the workbook's temporary files.
    pub(super) fn sheet(&mut self, wished: &str, head: Head<'_>) -> io::Result<Sheet<'_>> {
        let name = self.free_name(wished);
        let sheet = self.workbook.add_worksheet_with_constant_memory().map_err(failure)?;
        sheet.set_name(&name).map_err(failure)?;
        sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0).set_margins(0.5, 0.5, 0.6, 0.7, 0.3, 0.3);
        sheet.set_footer(format!("&L{}&R&A · &P/&N", self.footer));
        let widths = head.columns.iter().map(|column| column.width).collect();
        let mut sheet = Sheet { sheet, style: &self.style, widths, row: 0 };
        sheet.head(head)?;
        Ok(sheet)
    }

    fn free_name(&mut self, wished: &str) -> String {
        let plain: String = clean(wished, usize::MAX).chars().map(|c| if "[]:*?/\\'".contains(c) { ' ' } else { c }).collect();
        let plain = if plain.trim().is_empty() { "Lembar" } else { plain.trim() };
        let named = |number: u32| {
            let suffix = if number == 1 { String::new() } else { format!(" ({number})") };
            format!("{}{suffix}", clean(plain, SHEET_NAME - suffix.len()).trim_end())
        };
        let free = (1..).map(named).find(|name| self.names.insert(name.to_lowercase()));
        free.expect("numbers do not end")
    }

    /// Writes the workbook.
    ///
    /// # Errors
    /// Those of the writer and of temporary files.
    pub(super) fn write(mut self, out: &mut dyn Write) -> io::Result<()> {
        // The archive is made in a file, because what it is written to may be a channel that cannot change threads.
        let mut file = tempfile::tempfile()?;
        self.workbook.save_to_writer(io::BufWriter::new(&mut file)).map_err(failure)?;
        file.rewind()?;
        io::copy(&mut file, out).map(drop)
    }
}

/// A sheet that is being written, from the top.
pub(super) struct Sheet<'b> {
    sheet: &'b mut Worksheet,
    style: &'b Style,
    widths: Vec<f64>,
    row: u32,
}

impl Sheet<'_> {
    fn head(&mut self, head: Head<'_>) -> io::Result<()> {
        for (at, title) in head.titles.iter().enumerate() {
            let style = if at == 0 { &self.style.title } else { &Format::default() };
            self.sheet.write_string_with_format(self.row, 0, clean(title, CELL), style).map_err(failure)?;
            self.row += 1;
        }
        for (at, column) in (0..).zip(head.columns) {
            self.sheet.set_column_width(at, column.width).map_err(failure)?;
        }
        if head.columns.iter().all(|column| column.heading.is_empty()) {
            return Ok(());
        }
        self.sheet.set_repeat_rows(self.row, self.row).map_err(failure)?;
        self.sheet.set_freeze_panes(self.row + 1, 0).map_err(failure)?;
        let headings: Vec<Cell<'_>> = head.columns.iter().map(|column| Cell::Heading(column.heading)).collect();
        self.row(&headings)
    }

    /// Lets readers filter by the headings; `columns` is how many there are.
    ///
    /// # Errors
    /// When there are more rows than a sheet has.
    pub(super) fn filter(&mut self, head_row: u32, columns: usize) -> io::Result<()> {
        let last = u16::try_from(columns.saturating_sub(1)).unwrap_or(u16::MAX);
        self.sheet.autofilter(head_row, 0, self.row.saturating_sub(1).max(head_row), last).map_err(failure).map(drop)
    }

    /// Writes the next row.
    ///
    /// # Errors
    /// When the sheet has no room for more rows, and those of its temporary file.
    pub(super) fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        // Not every spreadsheet makes room for text of several lines by itself.
        let lines = cells.iter().enumerate().map(|(at, cell)| self.lines(at, *cell)).fold(1, usize::max);
        if lines > 1 {
            self.sheet.set_row_height(self.row, (lines as f64 * LINE).min(TALLEST)).map_err(failure)?;
        }
        for (at, cell) in (0..).zip(cells) {
            self.cell(at, *cell).map_err(failure)?;
        }
        self.row += 1;
        Ok(())
    }

    /// How many lines the text of a cell takes in its column.
    fn lines(&self, at: usize, cell: Cell<'_>) -> usize {
        let own = self.widths.get(at).copied().unwrap_or(DEFAULT_WIDTH);
        let (text, width) = match cell {
            Cell::Text(text) => (text, own),
            // Bold letters are wider.
            Cell::Heading(text) | Cell::Bold(text) => (text, own * 0.85),
            Cell::Wide(text) => (text, self.widths[at..].iter().sum()),
            _ => return 1,
        };
        lines(text, width as usize)
    }

    fn cell(&mut self, at: u16, cell: Cell<'_>) -> Result<(), XlsxError> {
        let (sheet, style, row) = (&mut *self.sheet, self.style, self.row);
        match cell {
            Cell::Empty => Ok(()),
            Cell::Text(text) => sheet.write_string_with_format(row, at, clean(text, CELL), &style.text).map(drop),
            Cell::Heading(text) => sheet.write_string_with_format(row, at, clean(text, CELL), &style.heading).map(drop),
            Cell::Wide(text) => {
                let last = u16::try_from(self.widths.len().saturating_sub(1)).unwrap_or(at).max(at + 1);
                sheet.merge_range(row, at, row, last, &clean(text, CELL), &style.text).map(drop)
            }
            Cell::Bold(text) => sheet.write_string_with_format(row, at, clean(text, CELL), &style.bold).map(drop),
            Cell::Whole(number) => sheet.write_number_with_format(row, at, number, &style.whole).map(drop),
            Cell::Hundredths(number) => sheet.write_number_with_format(row, at, number, &style.hundredths).map(drop),
            Cell::Flag(yes) => sheet.write_boolean_with_format(row, at, yes, &style.number).map(drop),
            Cell::Number(number) => sheet.write_number_with_format(row, at, number, &style.number).map(drop),
        }
    }
}

/// How many lines a text takes that is broken between words.
fn lines(text: &str, width: usize) -> usize {
    let width = width.max(1);
    let (mut lines, mut used) = (1, 0);
    for word in text.split(' ') {
        let length = word.chars().count();
        let blank = usize::from(used > 0);
        if used + blank + length <= width {
            used += blank + length;
        } else {
            lines += usize::from(used > 0) + length.saturating_sub(1) / width;
            used = length.saturating_sub(1) % width + 1;
        }
    }
    lines
}

/// Text without control characters, which XML cannot hold, and without marks that turn its direction around; at most so many UTF-16
/// units of it, which is how Excel counts.
fn clean(text: &str, most: usize) -> String {
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= most
    };
    Plain(text).to_string().chars().take_while(fits).collect()
}

fn failure(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_broken_between_words_and_long_words_inside() {
        for (text, expected) in
            [("", 1), ("abcd", 1), ("abcde", 1), ("abcdef", 2), ("ab cd", 1), ("ab cde", 2), ("abcdefghijk", 3), ("a abcdef", 3)]
        {
            assert_eq!(lines(text, 5), expected, "{text}");
        }
    }

    #[test]
    fn names_of_sheets_are_what_excel_allows_and_differ() {
        let mut book = Book::new("", "").unwrap();
        let long = "Kec. Ranah Ampek Hulu Tapan dan sekitarnya";
        for (wished, expected) in [
            (long, "Kec. Ranah Ampek Hulu Tapan dan"),
            (long, "Kec. Ranah Ampek Hulu Tapan (2)"),
            ("a/b:c", "a b c"),
            ("'", "Lembar"),
            ("A B C", "A B C (2)"),
        ] {
            assert_eq!(book.free_name(wished), expected);
        }
    }
}
