//! Writing results: a [`Report`] is a kind of result, whose records are written in every format.

mod asides;
mod card;
pub(crate) mod categories;
mod columns;
pub(crate) mod counts;
mod entries;
pub(crate) mod escape;
pub(crate) mod explanations;
pub(crate) mod json;
pub(crate) mod messages;
pub(crate) mod progress;
pub(crate) mod stdout;
pub(crate) mod style;
pub(crate) mod usage;

use std::borrow::Cow;
use std::io::{self, Write};
use std::iter;

use anyhow::Result;
use imcode::Catalog;
use serde::Serialize;

use crate::args::Format;
use crate::lookup::{Answer, Found};
use crate::output::columns::Cell;
use crate::output::entries::Entries;
use crate::output::json::Chosen;
use crate::output::stdout::{Outcome, Output};

/// A kind of result. The fields of its records have the names of the keys in JSON.
pub(crate) trait Report: Sized {
    type Row: Serialize;

    /// The columns of tsv.
    const TSV: &'static [&'static str];

    /// The format for a person who chose none.
    fn preferred(&self) -> Format {
        Format::Table
    }

    fn rows(&self) -> &[Self::Row];

    /// What a person reads: each row once.
    fn distinct(&self) -> Vec<&Self::Row> {
        self.rows().iter().collect()
    }

    /// Every record in full.
    fn cards(&self, out: &mut Output) -> io::Result<()> {
        let width = out.width;
        columns::blocks(out, &rows(self, &self.columns(width)), width)
    }

    /// The columns of a table of this width.
    fn columns(&self, width: u16) -> Vec<&'static str>;

    /// A field for scripts.
    fn text<'r>(&self, row: &'r Self::Row, field: &str) -> Cow<'r, str>;

    /// A field for people.
    fn cell<'r>(&self, row: &'r Self::Row, field: &str) -> Cell<'r> {
        Cell::new(self.text(row, field))
    }
}

/// Writes a result in the format of this run: the fields of `--fields`, else those of the format.
pub(crate) fn write<R: Report>(out: &mut Output, report: &R) -> io::Result<()> {
    let width = out.width;
    let chosen = std::mem::take(&mut out.fields);
    let columns = |usual: &[&'static str]| match &chosen[..] {
        [] => usual.to_vec(),
        _ => chosen.iter().map(String::as_str).collect::<Vec<_>>(),
    };
    let records = report.rows().iter().map(|row| Chosen(row, &chosen));
    let format = out.format.unwrap_or_else(|| match &chosen[..] {
        [] => report.preferred(),
        _ => Format::Table,
    });
    match format {
        Format::Card if chosen.is_empty() => report.cards(out)?,
        Format::Card => columns::blocks(out, &rows(report, &columns(&[])), width)?,
        Format::Table => {
            let columns = columns(&report.columns(width));
            columns::table(out, &rows(report, &columns), width)?;
        }
        Format::Tsv => tsv(out, report, &columns(R::TSV))?,
        Format::Json => json::array(out, records)?,
        Format::Jsonl => json::lines(out, records)?,
    }
    if out.is_terminal() && !report.rows().is_empty() {
        messages::set_off();
    }
    // Results come before messages on standard error.
    out.flush()
}

/// The heading and each row, for people.
fn rows<'r, R: Report>(report: &'r R, columns: &[&str]) -> Vec<Vec<Cell<'r>>> {
    let head =
        columns.iter().map(|field| Cell::styled(messages::label(field).to_uppercase(), style::DIM));
    let cells = |row| columns.iter().map(|field| report.cell(row, field)).collect();
    iter::once(head.collect()).chain(report.distinct().into_iter().map(cells)).collect()
}

/// Most rows are shorter, in bytes.
const LINE: usize = 512;

/// Writes a line per row, columns separated by tabs. Never wrapped; no text of an entry holds a tab
/// or a line break. An empty column is `-`: `read` of a shell takes two tabs for one.
fn tsv<R: Report>(out: &mut impl Write, report: &R, columns: &[&str]) -> io::Result<()> {
    let mut line = String::with_capacity(LINE);
    for row in report.rows() {
        line.clear();
        for field in columns {
            let text = report.text(row, field);
            line.push_str(if text.is_empty() { "-" } else { &text });
            line.push('\t');
        }
        line.pop();
        line.push('\n');
        out.write_all(line.as_bytes())?;
    }
    Ok(())
}

/// Writes a line, which a terminal shows wrapped.
pub(crate) fn line(out: &mut Output, text: &str) -> io::Result<()> {
    if out.is_terminal() {
        let text = columns::wrap(text, out.width.into(), 4);
        writeln!(out, "{text}")
    } else {
        writeln!(out, "{text}")
    }
}

/// Writes an answer and what is said beside it.
pub(crate) fn answer(out: &mut Output, catalog: &Catalog, answer: &Answer<'_>) -> Result<Outcome> {
    entries(out, catalog, &answer.found)?;
    Ok(asides::say(catalog, answer))
}

/// Writes codes. Below what clearly fits a search best, a person reads the others as a table.
fn entries(out: &mut Output, catalog: &Catalog, found: &[Found<'_>]) -> io::Result<()> {
    if out.format.is_none() && out.fields.is_empty() && entries::has_clear_best(found) {
        let (best, others) = found.split_at(1);
        write(out, &Entries { catalog, found: best })?;
        if !others.is_empty() {
            let heading = Cell::styled(messages::also(), style::DIM);
            writeln!(out)?;
            columns::write(out, &[vec![heading]], out.width)?;
        }
        return write(out, &Entries { catalog, found: others });
    }
    write(out, &Entries { catalog, found })
}
