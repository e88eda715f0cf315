//! Columns that fit the terminal, without borders.

use std::borrow::Cow;
use std::io::{self, Write};

use anstyle::Style;
use comfy_table::{
    ColumnConstraint, ContentArrangement, ContentLineStyle, LineStyle, Table, TableStyle,
};

use crate::output::style::DIM;

/// `comfy-table` draws these between columns and rows, so that what it has laid out can be taken
/// apart again, whatever the width of a character. No text holds them: control characters are
/// escaped in paths and refused in code files.
const COLUMN_END: char = '\u{1f}';
const ROW_END: char = '\u{1e}';

/// A text with its style.
#[derive(Clone)]
pub(crate) struct Cell<'t> {
    text: Cow<'t, str>,
    style: Style,
    /// The first word, if only that is styled.
    word: Option<&'t str>,
}

impl<'t> Cell<'t> {
    pub(crate) fn new(text: impl Into<Cow<'t, str>>) -> Self {
        Self::styled(text, Style::new())
    }

    pub(crate) fn styled(text: impl Into<Cow<'t, str>>, style: Style) -> Self {
        Self { text: text.into(), style, word: None }
    }

    /// A styled word and a plain rest.
    pub(crate) fn led_by(word: &'t str, style: Style, rest: &str) -> Self {
        Self { text: format!("{word}{rest}").into(), style, word: Some(word) }
    }

    /// A line of the laid-out text, split into its styled and its plain part.
    fn split<'l>(&self, line: &'l str, is_first: bool) -> (&'l str, &'l str) {
        match self.word {
            None => (line, ""),
            Some(word) if is_first && line.starts_with(word) => line.split_at(word.len()),
            Some(_) => ("", line),
        }
    }
}

/// Writes a table with a heading, or nothing if there are no rows. The first `narrow` columns are
/// never wrapped.
pub(crate) fn table<'t>(
    out: &mut impl Write,
    head: &[&'t str],
    rows: impl Iterator<Item = Vec<Cell<'t>>>,
    narrow: usize,
    width: u16,
) -> io::Result<()> {
    let head = head.iter().map(|&text| Cell::styled(text, DIM)).collect();
    let rows: Vec<Vec<Cell<'_>>> = std::iter::once(head).chain(rows).collect();
    if rows.len() == 1 {
        return Ok(());
    }
    write(out, &rows, &vec![ColumnConstraint::ContentWidth; narrow], width)
}

/// Writes rows whose first columns keep to `constraints`; the others share what is left of the width.
pub(crate) fn write(
    out: &mut impl Write,
    rows: &[Vec<Cell<'_>>],
    constraints: &[ColumnConstraint],
    width: u16,
) -> io::Result<()> {
    let (mut row, mut is_first) = (0, true);
    for line in layout(rows, constraints, width).lines() {
        if line.starts_with(ROW_END) {
            (row, is_first) = (row + 1, true);
            continue;
        }
        let mut gap = 0;
        for (column, padded) in line.split(COLUMN_END).enumerate() {
            let text = padded.trim_end_matches(' ');
            let cell = rows.get(row).and_then(|cells| cells.get(column));
            if let Some(cell) = cell.filter(|_| !text.is_empty()) {
                let (styled, plain) = cell.split(text, is_first);
                let style = if styled.is_empty() { Style::new() } else { cell.style };
                write!(out, "{:gap$}{style}{styled}{style:#}{plain}", "")?;
                gap = 0;
            }
            gap += padded.len() - text.len() + 1;
        }
        writeln!(out)?;
        is_first = false;
    }
    Ok(())
}

fn layout(rows: &[Vec<Cell<'_>>], constraints: &[ColumnConstraint], width: u16) -> Table {
    let style = TableStyle::new()
        .content_lines(ContentLineStyle::none().junction(COLUMN_END))
        .row_separator(LineStyle::none().fill(ROW_END).junction(ROW_END));
    let mut table = Table::new();
    table.load_style(style).set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    table.add_rows(rows.iter().map(|row| row.iter().map(|cell| cell.text.as_ref())));
    let count = table.column_count();
    for (at, column) in table.column_iter_mut().enumerate() {
        // Two blanks between columns: the separator is one of them.
        column.set_padding((0, if at + 1 == count { 2 } else { 1 }));
        if let Some(constraint) = constraints.get(at) {
            column.set_constraint(*constraint);
        }
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
        table(&mut out, &["代码", "摘要"], rows.into_iter(), 1, 24).expect("a vector takes all");
        let text = String::from_utf8(out).expect("UTF-8");
        let expected = "\u{1b}[2m代码\u{1b}[0m      \u{1b}[2m摘要\u{1b}[0m\n\
                        \u{1b}[1m签名过期\u{1b}[0m  登录票据已经\n          过期，请重新\n          登录\n\
                        \u{1b}[1m10\u{1b}[0m        ok\n";
        assert_eq!(text, expected);
    }
}
