//! One code for a person: everything its table says of it, label by label.

use std::io::{self, Write};

use anstyle::Style;
use imcode::{Catalog, Entry};

use crate::lookup::Found;
use crate::output::columns::{self, DIM, STRONG};

/// A card for each result, a blank line between two.
pub(crate) fn write(
    out: &mut impl Write,
    catalog: &Catalog,
    found: &[Found<'_>],
    width: u16,
) -> io::Result<()> {
    for (at, result) in found.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        card(out, catalog, result, width)?;
    }
    Ok(())
}

fn card(out: &mut impl Write, catalog: &Catalog, result: &Found<'_>, width: u16) -> io::Result<()> {
    let entry = result.entry;
    let head = format!("{}  {}", result.label(), entry.summary());
    for line in columns::layout([[head]], &[], width).lines() {
        writeln!(out, "{STRONG}{}{STRONG:#}", line.trim_end())?;
    }
    let mut rows: Vec<[String; 2]> = Vec::new();
    let mut row = |label: &str, value: String| rows.push([label.to_owned(), value]);
    let names: Vec<&str> = entry.name().into_iter().chain(entry.aliases()).collect();
    if !names.is_empty() {
        row("name", names.join(", "));
    }
    row("from", format!("{} › {}", entry.category().layer(), entry.category().title()));
    if let Some(detail) = entry.detail() {
        row("detail", detail.to_owned());
    }
    row("action", entry.action().to_owned());
    row("retry", format!("{}: {}", entry.retry(), entry.retry().advice()));
    let related: Vec<Entry<'_>> = related(catalog, entry).collect();
    let widest = related.iter().map(|entry| entry.label().len()).max().unwrap_or_default();
    for (at, entry) in related.iter().enumerate() {
        let (code, layer) = (entry.label(), entry.category().layer());
        let label = if at == 0 { "related" } else { "" };
        row(label, format!("{code:widest$}  {} ({layer})", entry.summary()));
    }
    if let Some(note) = entry.note() {
        row("note", note.to_owned());
    }
    if !entry.is_builtin() {
        row("source", crate::output::stdout::printable(entry.source()));
    }
    labelled(out, rows, entry, width)
}

fn related<'c>(catalog: &'c Catalog, entry: Entry<'c>) -> impl Iterator<Item = Entry<'c>> {
    entry.related().iter().flat_map(|&code| catalog.code(code))
}

fn labelled(
    out: &mut impl Write,
    rows: Vec<[String; 2]>,
    entry: Entry<'_>,
    width: u16,
) -> io::Result<()> {
    /// The widest label and the gap behind it.
    const LABELS: u16 = 7 + 2;
    let retry = format!("{}:", entry.retry());
    for line in columns::layout(rows, &[LABELS], width).lines() {
        let (label, value) = line.split_at(usize::from(LABELS));
        let value = value.trim_end();
        write!(out, "{DIM}{label}{DIM:#}")?;
        match value.strip_prefix(&retry) {
            Some(advice) if label.starts_with("retry") => {
                let style: Style = columns::retry_style(entry.retry());
                writeln!(out, "{style}{}{style:#}:{advice}", entry.retry())?;
            }
            _ => writeln!(out, "{value}")?,
        }
    }
    Ok(())
}
