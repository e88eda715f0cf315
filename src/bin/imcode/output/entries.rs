//! Codes as results: what is asked for, a list, a search.

use std::borrow::Cow;
use std::collections::HashSet;
use std::io::{self, Write};

use imcode::{Catalog, Entry};

use crate::args::Format;
use crate::language;
use crate::lookup::Found;
use crate::output::columns::Cell;
use crate::output::stdout::Page;
use crate::output::{Report, card, json, style};

/// From these widths on there is room for the action, and for the category and the name too.
const WITH_ACTION: u16 = 120;
const WITH_NAME: u16 = 180;

pub(crate) struct Entries<'f, 'c> {
    pub(crate) catalog: &'c Catalog,
    pub(crate) found: &'f [Found<'c>],
    pub(crate) preferred: Format,
}

impl Entries<'_, '_> {
    /// Whether another entry of the result has the same number.
    fn is_ambiguous(&self, entry: Entry<'_>) -> bool {
        let same = |other: &Found<'_>| other.entry.code() == entry.code() && other.entry != entry;
        self.found.iter().any(same)
    }
}

impl<'c> Report for Entries<'_, 'c> {
    type Row = Found<'c>;

    const TSV: &'static [&'static str] =
        &["code", "name", "category", "retry", "summary", "action"];

    fn preferred(&self) -> Format {
        self.preferred
    }

    fn rows(&self) -> &[Found<'c>] {
        self.found
    }

    fn distinct(&self) -> Vec<&Found<'c>> {
        let mut seen = HashSet::new();
        let is_new = |found: &&Found<'c>| {
            seen.insert((found.label(), found.entry.category().id(), found.entry.source()))
        };
        self.found.iter().filter(is_new).collect()
    }

    fn cards(&self, out: &mut impl Write, page: Page) -> io::Result<()> {
        for (at, found) in self.distinct().into_iter().enumerate() {
            if at > 0 {
                writeln!(out)?;
            }
            card::write(out, self.catalog, found, page, self.is_ambiguous(found.entry))?;
        }
        Ok(())
    }

    fn columns(&self, width: u16) -> Vec<&'static str> {
        let has_layer = self.found.iter().any(|found| self.is_ambiguous(found.entry));
        let mut columns = vec!["code", "retry"];
        columns.extend(has_layer.then_some("layer"));
        columns.push("summary");
        columns.extend((width >= WITH_ACTION).then_some("action"));
        columns.extend((width >= WITH_NAME).then_some(["category", "name"]).into_iter().flatten());
        columns
    }

    fn text<'r>(&self, found: &'r Found<'c>, field: &str) -> Cow<'r, str> {
        text(found, field)
    }

    fn cell<'r>(&self, found: &'r Found<'c>, field: &str) -> Cell<'r> {
        cell(found, field)
    }
}

/// A field as scripts read it. The texts are those of the language of this run.
pub(super) fn text<'f>(found: &'f Found<'_>, field: &str) -> Cow<'f, str> {
    let entry = found.entry;
    let text = || entry.text(language::current());
    match field {
        "code" => found.label().into(),
        "name" => entry.name().unwrap_or_default().into(),
        "category" => entry.category().id().into(),
        "layer" => entry.category().layer().into(),
        "retry" => entry.retry().as_str().into(),
        "summary" => text().summary.into(),
        "action" => text().action.into(),
        "detail" => text().detail.unwrap_or_default().into(),
        "note" => text().note.unwrap_or_default().into(),
        other => json::text(found, other).into(),
    }
}

/// A field as people read it.
pub(super) fn cell<'f>(found: &'f Found<'_>, field: &str) -> Cell<'f> {
    match field {
        "code" => Cell::styled(found.label(), style::STRONG),
        "retry" => style::verdict(found.entry.retry(), false),
        other => Cell::new(text(found, other)),
    }
}
