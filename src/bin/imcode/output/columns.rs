//! Columns that fit the terminal, without borders. Texts are wrapped by the rules of Unicode, so
//! that no Chinese line begins with a punctuation mark; an identifier is cut between its words only,
//! and only if it is wider than its column.

use std::borrow::Cow;
use std::io::{self, Write};

use anstyle::Style;
use comfy_table::{
    CellAlignment, ContentArrangement, ContentLineStyle, LineStyle, Table, TableStyle,
};
use textwrap::core::display_width;
use textwrap::{Options, WordSeparator, WordSplitter};

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
/// A space without width: a line may end here.
const JOINT: char = '\u{200b}';

/// A text with its style.
#[derive(Clone)]
pub(crate) struct Cell<'t> {
    text: Cow<'t, str>,
    style: Style,
    /// The length of the text's start, if only that is styled.
    styled: Option<usize>,
    /// The indent of all lines but the first.
    indent: usize,
    is_link: bool,
    is_number: bool,
}

impl<'t> Cell<'t> {
    pub(crate) fn new(text: impl Into<Cow<'t, str>>) -> Self {
        Self::styled(text, Style::new())
    }

    pub(crate) fn styled(text: impl Into<Cow<'t, str>>, style: Style) -> Self {
        Self { text: text.into(), style, styled: None, indent: 0, is_link: false, is_number: false }
    }

    /// A styled start and a plain rest.
    pub(crate) fn led_by(start: impl AsRef<str>, style: Style, rest: &str) -> Self {
        let start = start.as_ref();
        Self { styled: Some(start.len()), ..Self::styled(format!("{start}{rest}"), style) }
    }

    /// An address that a terminal may open. It is never wrapped.
    pub(crate) fn link(address: &'t str) -> Self {
        Self { is_link: true, ..Self::new(address) }
    }

    /// A number, whose digits are below those of the others in its column.
    pub(crate) fn number(text: impl Into<Cow<'t, str>>) -> Self {
        Self { is_number: true, ..Self::new(text) }
    }

    pub(crate) fn indented(self, indent: usize) -> Self {
        Self { indent, ..self }
    }

    /// The width of its longest line.
    fn width(&self) -> usize {
        self.text.lines().map(display_width).max().unwrap_or_default()
    }

    /// The width of its longest word.
    fn least_width(&self) -> usize {
        let text = with_joints(&self.text, 0);
        let words = WordSeparator::UnicodeBreakProperties.find_words(&text);
        let longest = words.map(|word| display_width(&word)).max().filter(|_| !self.is_link);
        self.indent + longest.unwrap_or_default()
    }

    fn wrap(&self, width: usize) -> String {
        if self.is_link { self.text.to_string() } else { wrap(&self.text, width, self.indent) }
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

/// The text in lines of at most `width` columns, all but the first behind `indent` blanks.
pub(crate) fn wrap(text: &str, width: usize, indent: usize) -> String {
    let blanks = " ".repeat(indent);
    let text = with_joints(text, width.saturating_sub(indent));
    let fill = |less: usize| {
        let options = Options::new(width.saturating_sub(less).max(1))
            .subsequent_indent(&blanks)
            .word_separator(WordSeparator::UnicodeBreakProperties)
            .word_splitter(WordSplitter::NoHyphenation);
        textwrap::fill(&text, options)
    };
    // A word wider than the column is cut anywhere, also before the punctuation that ends it:
    // narrower lines cut it earlier.
    let starts_well =
        |text: &String| !text.lines().any(|line| line.trim_start().starts_with(CLOSING));
    (0..6).map(fill).find(starts_well).unwrap_or_else(|| fill(0)).replace(JOINT, "")
}

/// The text in lines of `width` columns, which begin as far right as a prefix ends.
pub(crate) fn wrap_behind(prefix: &str, text: &str, width: u16) -> String {
    let indent = display_width(prefix);
    let wrapped = wrap(text, usize::from(width).saturating_sub(indent), 0);
    wrapped.replace('\n', &format!("\n{:indent$}", ""))
}

/// The text with joints in runs of more than `width` ASCII letters and signs: between `aA`, and
/// between a sign and a letter, as in `ERR_NAME` and `?id=1&key=2`.
fn with_joints(text: &str, width: usize) -> Cow<'_, str> {
    let runs = || text.split_inclusive(|char: char| !char.is_ascii_graphic());
    let is_wide = |run: &str| display_width(run.trim_end()) > width;
    if text.len() <= width || !runs().any(is_wide) {
        return text.into();
    }
    let mut joined = String::with_capacity(text.len());
    for run in runs() {
        let mut before = 'A';
        for char in run.chars() {
            let is_hump = before.is_ascii_lowercase() && char.is_ascii_uppercase();
            let is_start = char.is_ascii_alphanumeric() && before.is_ascii_punctuation();
            joined.extend(((is_hump || is_start) && is_wide(run)).then_some(JOINT));
            joined.push(char);
            before = char;
        }
    }
    joined.into()
}

/// Writes rows below their heading, the first of them, which a single column does without. If a
/// column would be narrower than one of its words, they are blocks.
pub(crate) fn table(out: &mut impl Write, rows: &[Vec<Cell<'_>>], width: u16) -> io::Result<()> {
    match rows {
        [_] => Ok(()),
        [head, rows @ ..] if head.len() == 1 => write(out, rows, width),
        _ if widths(rows, usize::from(width)).1 => write(out, rows, width),
        _ => blocks(out, rows, width),
    }
}

/// Writes a block per row, with a line per column.
pub(crate) fn blocks<'t>(
    out: &mut impl Write,
    rows: &[Vec<Cell<'t>>],
    width: u16,
) -> io::Result<()> {
    for (at, row) in rows.iter().enumerate().skip(1) {
        if at > 1 {
            writeln!(out)?;
        }
        let value = |cell: &Cell<'t>| Cell { is_number: false, ..cell.clone() };
        let lines = rows[0].iter().zip(row).map(|(head, cell)| vec![head.clone(), value(cell)]);
        write(out, &lines.collect::<Vec<_>>(), width)?;
    }
    Ok(())
}

/// Writes rows in columns.
pub(crate) fn write(out: &mut impl Write, rows: &[Vec<Cell<'_>>], width: u16) -> io::Result<()> {
    let (widths, _) = widths(rows, usize::from(width));
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

/// The width of each column, and whether all words fit: a column gets what it needs, or an equal
/// share of what is left of the width, but no less than its longest word if that is possible.
fn widths(rows: &[Vec<Cell<'_>>], width: usize) -> (Vec<usize>, bool) {
    let mut widths = widest(rows, Cell::width);
    let count = widths.len();
    let mut left = width.saturating_sub(GAP * count.saturating_sub(1));
    if widths.iter().sum::<usize>() <= left {
        return (widths, true);
    }
    let mut least = widest(rows, Cell::least_width);
    let fits = least.iter().sum::<usize>() <= left;
    if !fits {
        least.fill(MIN_WIDTH);
    }
    let mut reserved: usize = least.iter().sum();
    let mut columns: Vec<usize> = (0..count).collect();
    columns.sort_by_key(|&column| widths[column]);
    for (at, &column) in columns.iter().enumerate() {
        reserved -= least[column];
        let share = (left / (count - at)).min(left.saturating_sub(reserved));
        widths[column] = widths[column].min(share.max(least[column]));
        left = left.saturating_sub(widths[column]);
    }
    (widths, fits)
}

/// The greatest width in each column.
fn widest<'t>(rows: &[Vec<Cell<'t>>], width: impl Fn(&Cell<'t>) -> usize) -> Vec<usize> {
    rows.iter().fold(Vec::new(), |mut widest, row| {
        widest.resize(widest.len().max(row.len()), 0);
        for (widest, cell) in widest.iter_mut().zip(row) {
            *widest = width(cell).max(*widest);
        }
        widest
    })
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
    let is_number =
        |at: usize| rows.last().and_then(|row| row.get(at)).is_some_and(|it| it.is_number);
    for (at, column) in table.column_iter_mut().enumerate() {
        if is_number(at) {
            column.set_cell_alignment(CellAlignment::Right);
        }
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
        let rows = [["代码", "摘要"], ["签名过期", "登录票据已经过期，请重新登录"], ["10", "ok"]];
        let rows = rows.map(|[code, text]| vec![Cell::styled(code, STRONG), Cell::new(text)]);
        let mut out = Vec::new();
        table(&mut out, &rows, 24).expect("a vector takes all");
        let text = String::from_utf8(out).expect("UTF-8");
        let expected = "\u{1b}[1m代码\u{1b}[0m      摘要\n\
                        \u{1b}[1m签名过期\u{1b}[0m  登录票据已经过\n          期，请重新登录\n\
                        \u{1b}[1m10\u{1b}[0m        ok\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn identifier_breaks_between_its_words_if_it_is_wider_than_the_column() {
        let text = "call removeFromBlacklist or ERR_SVR_GROUP_SHUTUP_DENY";
        let lines = super::wrap(text, 16, 2);
        assert_eq!(lines, "call removeFrom\n  Blacklist or\n  ERR_SVR_GROUP_\n  SHUTUP_DENY");
    }
}
