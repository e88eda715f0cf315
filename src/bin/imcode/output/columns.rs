//! Several codes for a person: a table that fits the terminal. The only file, with `card`, that
//! lays out columns.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};
use imcode::Retry;

use crate::lookup::Found;
use crate::output::json::CategoryRecord;

pub(crate) const STRONG: Style = Style::new().bold();
pub(crate) const DIM: Style = Style::new().dimmed();

/// From this many columns on there is room for the category.
const WITH_CATEGORY: u16 = 110;
/// From this many columns on there is room for the name as well.
const WITH_NAME: u16 = 160;
const GAP: usize = 2;

/// Colour tells what a caller may do: repeat, repeat later, log in, or stop.
pub(crate) fn retry_style(retry: Retry) -> Style {
    let color = match retry {
        Retry::Yes => AnsiColor::Green,
        Retry::Wait => AnsiColor::Yellow,
        Retry::Login => AnsiColor::Cyan,
        Retry::No => AnsiColor::Red,
        _ => return Style::new(),
    };
    color.on_default()
}

pub(crate) fn write(out: &mut impl Write, found: &[Found<'_>], width: u16) -> io::Result<()> {
    let columns = match width {
        WITH_NAME.. => 5,
        WITH_CATEGORY.. => 4,
        _ => 3,
    };
    let head = ["CODE", "RETRY", "SUMMARY", "CATEGORY", "NAME"];
    let body = found.iter().map(|result| {
        let entry = result.entry;
        let category = entry.category().id().to_owned();
        let name = entry.name().unwrap_or_default().to_owned();
        let row =
            [result.label(), entry.retry().to_string(), entry.summary().to_owned(), category, name];
        row.into_iter().take(columns).collect()
    });
    codes(out, &head[..columns], body.collect(), 2, width)
}

/// A table whose columns in front are code and retry; the first `narrow` ones are never wrapped.
pub(crate) fn codes(
    out: &mut impl Write,
    head: &[&str],
    mut rows: Vec<Vec<String>>,
    narrow: usize,
    width: u16,
) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    rows.insert(0, head.iter().copied().map(str::to_owned).collect());
    let widest = |column: usize| rows.iter().map(|row| row[column].chars().count()).max();
    let fixed: Vec<usize> = (0..narrow).filter_map(widest).map(|widest| widest + GAP).collect();
    let (code_width, retry_width) = (fixed[0], fixed[1]);
    let fixed: Vec<u16> = fixed.into_iter().map(to_width).collect();
    for (at, line) in layout(rows, &fixed, width).lines().enumerate() {
        if at == 0 {
            writeln!(out, "{DIM}{}{DIM:#}", line.trim_end())?;
            continue;
        }
        // Both columns in front are ASCII, so that bytes are columns.
        let (code, rest) = line.split_at(code_width);
        let (retry, rest) = rest.split_at(retry_width);
        let style = retry.trim_end().parse().map(retry_style).unwrap_or_default();
        writeln!(out, "{STRONG}{code}{STRONG:#}{style}{retry}{style:#}{}", rest.trim_end())?;
    }
    Ok(())
}

pub(crate) fn categories<'c>(
    out: &mut impl Write,
    categories: impl Iterator<Item = CategoryRecord<'c>>,
    width: u16,
) -> io::Result<()> {
    let head = ["CATEGORY", "LAYER", "CODES", "TITLE"].map(str::to_owned);
    let body = categories.map(|row| {
        [row.category.to_owned(), row.layer.to_owned(), row.codes.to_string(), row.title.to_owned()]
    });
    for (at, line) in layout(std::iter::once(head).chain(body), &[], width).lines().enumerate() {
        let style = if at == 0 { DIM } else { Style::new() };
        writeln!(out, "{style}{}{style:#}", line.trim_end())?;
    }
    Ok(())
}

/// Lays out rows without borders; the columns in front have fixed widths, their gaps included.
pub(crate) fn layout<R>(rows: impl IntoIterator<Item = R>, fixed: &[u16], width: u16) -> Table
where
    R: IntoIterator<Item = String>,
{
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width);
    table.add_rows(rows.into_iter().map(comfy_table::Row::from));
    for (at, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, to_width(GAP)));
        if let Some(&width) = fixed.get(at) {
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
        }
    }
    table
}

fn to_width(columns: usize) -> u16 {
    u16::try_from(columns).unwrap_or(u16::MAX)
}
