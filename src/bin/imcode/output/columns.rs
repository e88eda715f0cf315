//! Columns that fit the terminal, without borders. Texts are wrapped by the rules of Unicode, so
//! that no Chinese line begins with a punctuation mark and no identifier is cut.

use std::borrow::Cow;
use std::io::{self, Write};

use anstyle::Style;
use comfy_table::{ContentArrangement, ContentLineStyle, LineStyle, Table, TableStyle};
use textwrap::core::display_width;
use textwrap::{Options, WordSeparator, WordSplitter};

use crate::output::style::DIM;

/// `comfy-table` draws these between columns and rows, so that what it has laid out can be taken
/// apart again, whatever the width of a character. No text holds them: control characters are
/// escaped in paths and refused in code files.
const COLUMN_END: char = '\u{1f}';
const ROW_END: char = '\u{1e}';
/// The blanks between two columns.
const GAP: usize = 2;
/// A column is never narrower, even if the row is then wider than the terminal.
const MIN_WIDTH: usize = 8;

/// No line begins with one of these.
const CLOSING: [char; 11] = ['，', '。', '：', '；', '、', '」', '）', '》', '？', '！', ','];

/// A text with its style.
#[derive(Clone)]
pub(crate) struct Cell<'t> {
    text: Cow<'t, str>,
    style: Style,
    /// The length of the text's start, if only that is styled.
    styled: Option<usize>,
    is_link: bool,
}

impl<'t> Cell<'t> {
    pub(crate) fn new(text: impl Into<Cow<'t, str>>) -> Self {
        Self::styled(text, Style::new())
    }

    pub(crate) fn styled(text: impl Into<Cow<'t, str>>, style: Style) -> Self {
        Self { text: text.into(), style, styled: None, is_link: false }
    }

    /// A styled start and a plain rest.
    pub(crate) fn led_by(start: impl AsRef<str>, style: Style, rest: &str) -> Self {
        let start = start.as_ref();
        let text = format!("{start}{rest}").into();
        Self { text, style, styled: Some(start.len()), is_link: false }
    }

    /// An address that a terminal may open.
    pub(crate) fn link(address: &'t str) -> Self {
        Self { is_link: true, ..Self::new(address) }
    }

    /// The width of its longest line.
    fn width(&self) -> usize {
        self.text.lines().map(display_width).max().unwrap_or_default()
    }

    /// The text in lines of at most `width` columns, unless a word is wider.
    fn wrap(&self, width: usize) -> String {
        let fill = |width| {
            let options = Options::new(width)
                .word_separator(WordSeparator::UnicodeBreakProperties)
                .word_splitter(WordSplitter::NoHyphenation)
                .break_words(!self.is_link);
            textwrap::fill(&self.text, options)
        };
        // A word wider than the column is cut anywhere, also before the punctuation that ends it:
        // narrower lines cut it earlier.
        let narrower = (0..6).map(|less| fill(width.saturating_sub(less).max(1)));
        let mut narrower =
            narrower.filter(|text| !text.lines().any(|line| line.starts_with(CLOSING)));
        narrower.next().unwrap_or_else(|| fill(width))
    }

    /// A line of the laid-out text, split into its styled and its plain part.
    fn split<'l>(&self, line: &'l str, is_first: bool) -> (&'l str, &'l str) {
        match self.styled {
            None => (line, ""),
            Some(length) if is_first => line.split_at_checked(length).unwrap_or((line, "")),
            Some(_) => ("", line),
        }
    }

    fn write(&self, out: &mut impl Write, line: &str, is_first: bool) -> io::Result<()> {
        if self.is_link {
            // OSC 8: a terminal that does not know it shows the text alone.
            return write!(out, "\x1b]8;;{}\x1b\\{line}\x1b]8;;\x1b\\", self.text);
        }
        let (styled, plain) = self.split(line, is_first);
        let style = if styled.is_empty() { Style::new() } else { self.style };
        write!(out, "{style}{styled}{style:#}{plain}")
    }
}

/// Writes a table with a heading, or nothing if there are no rows. The first `narrow` columns are
/// never wrapped.
pub(crate) fn table<'t>(
    out: &mut impl Write,
    head: Vec<String>,
    rows: impl Iterator<Item = Vec<Cell<'t>>>,
    narrow: usize,
    width: u16,
) -> io::Result<()> {
    let head = head.into_iter().map(|text| Cell::styled(text, DIM)).collect();
    let rows: Vec<Vec<Cell<'_>>> = std::iter::once(head).chain(rows).collect();
    if rows.len() == 1 {
        return Ok(());
    }
    write(out, &rows, narrow, width)
}

/// Writes rows whose first `narrow` columns are never wrapped; the others share what is left of the
/// width.
pub(crate) fn write(
    out: &mut impl Write,
    rows: &[Vec<Cell<'_>>],
    narrow: usize,
    width: u16,
) -> io::Result<()> {
    let widths = widths(rows, narrow, usize::from(width));
    let (mut row, mut is_first) = (0, true);
    for line in layout(rows, &widths).lines() {
        if line.starts_with(ROW_END) {
            (row, is_first) = (row + 1, true);
            continue;
        }
        let mut gap = 0;
        for (column, padded) in line.split(COLUMN_END).enumerate() {
            let text = padded.trim_end();
            let cell = rows.get(row).and_then(|cells| cells.get(column));
            if let Some(cell) = cell.filter(|_| !text.is_empty()) {
                write!(out, "{:gap$}", "")?;
                cell.write(out, text, is_first)?;
                gap = 0;
            }
            gap += padded.len() - text.len() + 1;
        }
        writeln!(out)?;
        is_first = false;
    }
    Ok(())
}

/// The width of each column: narrow ones get what they need, the others an equal share of the rest,
/// or less if they need less.
fn widths(rows: &[Vec<Cell<'_>>], narrow: usize, width: usize) -> Vec<usize> {
    let count = rows.iter().map(Vec::len).max().unwrap_or_default();
    let needed = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(Cell::width).max().unwrap_or_default()
    };
    let mut widths: Vec<usize> = (0..count).map(needed).collect();
    let taken: usize = widths.iter().take(narrow).sum::<usize>() + GAP * count.saturating_sub(1);
    let mut left = width.saturating_sub(taken);
    let mut wide: Vec<usize> = (narrow..count).collect();
    wide.sort_by_key(|&column| widths[column]);
    for (at, &column) in wide.iter().enumerate() {
        let share = (left / (wide.len() - at)).max(MIN_WIDTH);
        widths[column] = widths[column].min(share);
        left = left.saturating_sub(widths[column]);
    }
    widths
}

fn layout(rows: &[Vec<Cell<'_>>], widths: &[usize]) -> Table {
    let style = TableStyle::new()
        .content_lines(ContentLineStyle::none().junction(COLUMN_END))
        .row_separator(LineStyle::none().fill(ROW_END).junction(ROW_END));
    let mut table = Table::new();
    table.load_style(style).set_content_arrangement(ContentArrangement::Disabled);
    table.add_rows(
        rows.iter().map(|row| row.iter().zip(widths).map(|(cell, &width)| cell.wrap(width))),
    );
    for column in table.column_iter_mut() {
        // The separator is the other blank between two columns.
        column.set_padding((0, 1));
    }
    table
}

#[cfg(test)]
mod tests {
    use super::{Cell, table};
    use crate::output::style::STRONG;

    #[test]
    fn wide_characters_keep_columns_and_styles() {
        let rows = [["签名过期", "登录票据已经过期，请重新登录"], ["10", "ok"]];
        let rows = rows.map(|[code, text]| vec![Cell::styled(code, STRONG), Cell::new(text)]);
        let mut out = Vec::new();
        let head = vec!["代码".to_owned(), "摘要".to_owned()];
        table(&mut out, head, rows.into_iter(), 1, 24).expect("a vector takes all");
        let text = String::from_utf8(out).expect("UTF-8");
        let expected = "\u{1b}[2m代码\u{1b}[0m      \u{1b}[2m摘要\u{1b}[0m\n\
                        \u{1b}[1m签名过期\u{1b}[0m  登录票据已经过\n          期，请重新登录\n\
                        \u{1b}[1m10\u{1b}[0m        ok\n";
        assert_eq!(text, expected);
    }
}
