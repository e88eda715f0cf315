//! One code in full: number and summary, what to do, whether to retry; the rest below.

use std::io::{self, Write};

use imcode::{Basis, Catalog, Entry, Lang, Text};

use crate::language;
use crate::lookup::Found;
use crate::output::columns::{self, Cell};
use crate::output::stdout::Page;
use crate::output::{escape, messages, style};

/// The vendor's page of error codes.
const PAGE: &str = "https://www.tencentcloud.com/document/product/1047/34348";
const PAGE_ZH: &str = "https://cloud.tencent.com/document/product/269/1671";

/// Writes a card; of a number with several meanings, the layer is emphasized.
pub(crate) fn write(
    out: &mut impl Write,
    catalog: &Catalog,
    found: &Found<'_>,
    page: Page,
    is_ambiguous: bool,
) -> io::Result<()> {
    let entry = found.entry;
    let languages: &[Lang] =
        if page.both_languages { &[Lang::En, Lang::Zh] } else { &[language::current()] };
    let label = found.label();
    let heads = in_each(entry, languages, &label, |text| Some(text.summary));
    let heads = heads.map(|(label, summary)| {
        vec![Cell::styled(label, style::STRONG), Cell::styled(summary, style::STRONG)]
    });
    columns::write(out, &heads.collect::<Vec<_>>(), page.width)?;
    let rows = rows(catalog, entry, languages, page, is_ambiguous).into_iter();
    let rows =
        rows.map(|(label, value)| vec![Cell::styled(messages::label(label), style::DIM), value]);
    columns::write(out, &rows.collect::<Vec<_>>(), page.width)
}

/// A text in each language; the first one has the label.
fn in_each<'c>(
    entry: Entry<'c>,
    languages: &[Lang],
    label: &'c str,
    text: fn(Text<'c>) -> Option<&'c str>,
) -> impl Iterator<Item = (&'c str, &'c str)> {
    let texts = languages.iter().filter_map(move |&lang| text(entry.text(lang)));
    texts.enumerate().map(move |(at, text)| (if at == 0 { label } else { "" }, text))
}

fn rows<'c>(
    catalog: &'c Catalog,
    entry: Entry<'c>,
    languages: &[Lang],
    page: Page,
    is_ambiguous: bool,
) -> Vec<(&'c str, Cell<'c>)> {
    let texts = |label, text| {
        let texts = in_each(entry, languages, label, text);
        texts.map(|(label, text)| (label, Cell::new(text)))
    };
    let mut rows: Vec<_> = texts("action", |text| Some(text.action)).collect();
    rows.push(("retry", style::verdict(entry.retry(), true)));
    rows.extend(texts("detail", |text| text.detail));
    let names: Vec<&str> = entry.name().into_iter().chain(entry.aliases()).collect();
    if !names.is_empty() {
        rows.push(("name", Cell::new(names.join(", "))));
    }
    rows.push(("from", origin(catalog, entry, is_ambiguous)));
    rows.extend(related(catalog, entry));
    rows.extend(texts("note", |text| text.note));
    rows.extend(basis(entry.basis()).map(|basis| ("basis", Cell::new(basis))));
    let since = entry.since().map(messages::since_version);
    let versions: Vec<String> =
        since.into_iter().chain(entry.until().map(messages::until_version)).collect();
    if !versions.is_empty() {
        rows.push(("versions", Cell::new(versions.join(", "))));
    }
    if !entry.is_builtin() {
        rows.push(("source", Cell::new(escape::text(entry.source()))));
    } else if page.is_terminal {
        let page = if language::current() == Lang::Zh { PAGE_ZH } else { PAGE };
        rows.push(("more", Cell::link(page)));
    }
    rows
}

/// The layer and the category.
fn origin<'c>(catalog: &'c Catalog, entry: Entry<'c>, is_ambiguous: bool) -> Cell<'c> {
    let lang = language::current();
    let category = entry.category();
    let layer = catalog.layer(category.layer()).map_or(category.layer(), |it| it.title(lang));
    let title = category.title_in(lang);
    let rest = if title == layer { String::new() } else { format!(" / {title}") };
    let style = if is_ambiguous { style::STRONG } else { style::PLAIN };
    Cell::led_by(layer, style, &rest)
}

fn related<'c>(catalog: &'c Catalog, entry: Entry<'c>) -> Vec<(&'c str, Cell<'c>)> {
    let related: Vec<_> = entry.related().iter().flat_map(|&code| catalog.code(code)).collect();
    let widest = related.iter().map(|entry| entry.label().len()).max().unwrap_or_default();
    let row = |(at, entry): (usize, &Entry<'c>)| {
        let summary = entry.text(language::current()).summary;
        let cell = Cell::new(format!("{:widest$}  {summary}", entry.label()));
        (if at == 0 { "related" } else { "" }, cell.indented(widest + 2))
    };
    related.iter().enumerate().map(row).collect()
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
