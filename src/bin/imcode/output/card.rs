//! One code in full, label by label.

use std::io::{self, Write};

use comfy_table::{ColumnConstraint, Width};
use imcode::{Catalog, Entry};

use crate::lookup::Found;
use crate::output::columns::{self, Cell};
use crate::output::{escape, style};

/// The width of the widest label and half of the gap.
const LABELS: u16 = 7 + 1;

pub(crate) fn write(
    out: &mut impl Write,
    catalog: &Catalog,
    result: &Found<'_>,
    width: u16,
) -> io::Result<()> {
    let head = format!("{}  {}", result.label(), result.entry.summary());
    columns::write(out, &[vec![Cell::styled(head, style::STRONG)]], &[], width)?;
    let rows: Vec<Vec<Cell<'_>>> = rows(catalog, result.entry)
        .into_iter()
        .map(|(label, value)| vec![Cell::styled(label, style::DIM), value])
        .collect();
    columns::write(out, &rows, &[ColumnConstraint::Absolute(Width::Fixed(LABELS))], width)
}

fn rows<'c>(catalog: &'c Catalog, entry: Entry<'c>) -> Vec<(&'static str, Cell<'c>)> {
    let mut rows = Vec::new();
    let names: Vec<&str> = entry.name().into_iter().chain(entry.aliases()).collect();
    if !names.is_empty() {
        rows.push(("name", Cell::new(names.join(", "))));
    }
    let category = entry.category();
    rows.push(("from", Cell::new(format!("{} › {}", category.layer(), category.title()))));
    rows.extend(entry.detail().map(|detail| ("detail", Cell::new(detail))));
    rows.push(("action", Cell::new(entry.action())));
    let retry = entry.retry();
    let advice = format!(": {}", retry.advice());
    rows.push(("retry", Cell::led_by(retry.as_str(), style::retry(retry), &advice)));
    rows.extend(related(catalog, entry));
    rows.extend(entry.note().map(|note| ("note", Cell::new(note))));
    if !entry.is_builtin() {
        rows.push(("source", Cell::new(escape::text(entry.source()))));
    }
    rows
}

fn related<'c>(
    catalog: &'c Catalog,
    entry: Entry<'c>,
) -> impl Iterator<Item = (&'static str, Cell<'c>)> {
    let related: Vec<_> = entry.related().iter().flat_map(|&code| catalog.code(code)).collect();
    let widest = related.iter().map(|entry| entry.label().len()).max().unwrap_or_default();
    related.into_iter().enumerate().map(move |(at, entry)| {
        let (code, layer) = (entry.label(), entry.category().layer());
        let text = format!("{code:widest$}  {} ({layer})", entry.summary());
        (if at == 0 { "related" } else { "" }, Cell::new(text))
    })
}
