//! One code in full: number and summary, what to do, whether to retry; the rest below.

use std::io;

use imcode::{Basis, Catalog, Code, Entry, Lang};

use crate::language;
use crate::lookup::Found;
use crate::output::columns::{self, Cell};
use crate::output::stdout::Output;
use crate::output::{escape, messages, style};

/// The vendor's page of error codes.
const PAGE: &str = "https://www.tencentcloud.com/document/product/1047/34348";
const PAGE_ZH: &str = "https://cloud.tencent.com/document/product/269/1671";

/// The indent of a summary below its code, at most.
const INDENT: usize = 8;

/// Writes a card; of a number with several meanings, the layer is emphasized.
pub(crate) fn write(
    out: &mut Output,
    catalog: &Catalog,
    found: &Found<'_>,
    is_ambiguous: bool,
) -> io::Result<()> {
    let text = found.entry.text_in(language::current());
    let label = found.label();
    let head = Cell::styled(format!("{label}  {}", text.summary), style::STRONG);
    let head = head.indented((label.len() + 2).min(INDENT));
    let width = out.width;
    columns::write(out, &[vec![head]], width)?;
    let rows = rows(catalog, found.entry, out.is_terminal(), is_ambiguous).into_iter();
    let rows =
        rows.map(|(label, value)| vec![Cell::styled(messages::label(label), style::DIM), value]);
    columns::write(out, &rows.collect::<Vec<_>>(), width)
}

fn rows<'c>(
    catalog: &'c Catalog,
    entry: Entry<'c>,
    is_terminal: bool,
    is_ambiguous: bool,
) -> Vec<(&'c str, Cell<'c>)> {
    let text = entry.text_in(language::current());
    let mut rows = vec![("action", Cell::new(text.action))];
    rows.push(("retry", style::verdict(entry.retry(), true)));
    rows.extend(text.detail.map(|detail| ("detail", Cell::new(detail))));
    let names: Vec<&str> = entry.names().collect();
    if !names.is_empty() {
        rows.push(("name", Cell::new(names.join(", "))));
    }
    rows.push(("from", origin(catalog, entry, is_ambiguous)));
    rows.extend(related(catalog, entry));
    rows.extend(text.note.map(|note| ("note", Cell::new(note))));
    rows.extend(basis(entry.basis()).map(|basis| ("basis", Cell::new(basis))));
    let since = entry.since().map(messages::since_version);
    let versions: Vec<String> =
        since.into_iter().chain(entry.until().map(messages::until_version)).collect();
    if !versions.is_empty() {
        rows.push(("versions", Cell::new(versions.join(", "))));
    }
    if !entry.is_builtin() {
        rows.push(("source", Cell::new(escape::text(entry.source()))));
    } else if entry.basis() == Basis::Page {
        let address = if language::current() == Lang::Zh { PAGE_ZH } else { PAGE };
        rows.push(("more", if is_terminal { Cell::link } else { Cell::new }(address)));
    }
    rows
}

/// The title of a layer, if it has one.
pub(super) fn layer<'c>(catalog: &'c Catalog, id: &'c str) -> &'c str {
    catalog.layer(id).map_or(id, |layer| layer.title_in(language::current()))
}

/// The layer and the category.
fn origin<'c>(catalog: &'c Catalog, entry: Entry<'c>, is_ambiguous: bool) -> Cell<'c> {
    let category = entry.category();
    let layer = layer(catalog, category.layer());
    let title = category.title_in(language::current());
    let rest = if title == layer { String::new() } else { format!(" / {title}") };
    let style = if is_ambiguous { style::STRONG } else { style::PLAIN };
    Cell::led_by(layer, style, &rest)
}

fn related<'c>(catalog: &'c Catalog, entry: Entry<'c>) -> Vec<(&'c str, Cell<'c>)> {
    let related = entry.related().iter().flat_map(|&code| meant(catalog, entry, code));
    let related: Vec<_> = related.collect();
    let widest = related.iter().map(|entry| entry.label().len()).max().unwrap_or_default();
    let row = |(at, entry): (usize, &Entry<'c>)| {
        let summary = entry.text_in(language::current()).summary;
        let cell = Cell::new(format!("{:widest$}  {summary}", entry.label()));
        (if at == 0 { "related" } else { "" }, cell.indented(widest + 2))
    };
    related.iter().enumerate().map(row).collect()
}

/// The entries of `code` that name `entry` in their turn: a number may have other meanings.
fn meant<'c>(catalog: &'c Catalog, entry: Entry<'c>, code: Code) -> Vec<Entry<'c>> {
    let entries: Vec<_> = catalog.code(code).collect();
    let last = entry.through().unwrap_or(entry.code());
    let names = |other: &Entry<'_>| {
        let mut related = other.related().iter();
        related.any(|&code| (entry.code()..=last).contains(&code))
    };
    let meant: Vec<_> = entries.iter().copied().filter(names).collect();
    if meant.is_empty() { entries } else { meant }
}

fn basis(basis: Basis) -> Option<String> {
    match basis {
        Basis::Docs => Some(messages::basis_docs()),
        Basis::Header => Some(messages::basis_header()),
        Basis::Sdk => Some(messages::basis_sdk()),
        Basis::Name => Some(messages::basis_name()),
        Basis::Report => Some(messages::basis_report()),
        _ => None,
    }
}
