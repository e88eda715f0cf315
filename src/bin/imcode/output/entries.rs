//! Codes as results, in every format.

use std::collections::HashSet;
use std::io::{self, Write};

use imcode::{Catalog, Entry};
use serde::Serialize;

use crate::args::Format;
use crate::language;
use crate::lookup::Found;
use crate::output::columns::{self, Cell};
use crate::output::json::FoundRecord;
use crate::output::stdout::Page;
use crate::output::{Report, card, messages, style, tsv, verdict};

/// From this width on there is room for the action.
const WITH_ACTION: u16 = 120;
/// From this width on there is room for the category and the name too.
const WITH_NAME: u16 = 180;

pub(crate) struct Entries<'f, 'c> {
    pub(crate) catalog: &'c Catalog,
    pub(crate) found: &'f [Found<'c>],
    pub(crate) preferred: Format,
}

impl<'f, 'c> Entries<'f, 'c> {
    /// What was found, each once: a person reads it.
    fn distinct(&self) -> impl Iterator<Item = &'f Found<'c>> {
        let mut seen = HashSet::new();
        self.found.iter().filter(move |result| {
            let entry = result.entry;
            seen.insert((result.label(), entry.category().id(), entry.source()))
        })
    }

    /// Whether another entry of the result has the same number.
    fn is_ambiguous(&self, entry: Entry<'_>) -> bool {
        let same = |other: &&Found<'_>| other.entry.code() == entry.code() && other.entry != entry;
        self.found.iter().any(|other| same(&other))
    }
}

impl Report for Entries<'_, '_> {
    fn preferred(&self) -> Format {
        self.preferred
    }

    fn card(&self, out: &mut impl Write, page: Page) -> io::Result<()> {
        for (at, result) in self.distinct().enumerate() {
            if at > 0 {
                writeln!(out)?;
            }
            card::write(out, self.catalog, result, page, self.is_ambiguous(result.entry))?;
        }
        Ok(())
    }

    fn table(&self, out: &mut impl Write, page: Page) -> io::Result<()> {
        let lang = language::current();
        let has_layer = self.found.iter().any(|result| self.is_ambiguous(result.entry));
        let has_action = page.width >= WITH_ACTION;
        let has_name = page.width >= WITH_NAME;
        let mut head = vec![messages::head_code(), messages::head_retry()];
        head.extend(has_layer.then(messages::head_layer));
        let narrow = head.len();
        head.push(messages::head_summary());
        head.extend(has_action.then(messages::head_action));
        head.extend(has_name.then(messages::head_category));
        head.extend(has_name.then(messages::head_name));
        let rows = self.distinct().map(|result| {
            let entry = result.entry;
            let (category, text) = (entry.category(), entry.text(lang));
            let mut cells =
                vec![Cell::styled(result.label(), style::STRONG), verdict::word(entry.retry())];
            cells.extend(has_layer.then(|| Cell::new(category.layer())));
            cells.push(Cell::new(text.summary));
            cells.extend(has_action.then(|| Cell::new(text.action)));
            cells.extend(has_name.then(|| Cell::new(category.id())));
            cells.extend(has_name.then(|| Cell::new(entry.name().unwrap_or_default())));
            cells
        });
        columns::table(out, head, rows, narrow, page.width)
    }

    /// Code, name, category, retry, summary, action; the verdict is a word for scripts.
    fn tsv(&self, out: &mut impl Write) -> io::Result<()> {
        self.found.iter().try_for_each(|result| {
            let entry = result.entry;
            let text = entry.text(language::current());
            let cells = [
                &result.label(),
                entry.name().unwrap_or_default(),
                entry.category().id(),
                entry.retry().as_str(),
                text.summary,
                text.action,
            ];
            tsv::row(out, &cells)
        })
    }

    fn records(&self) -> impl Iterator<Item = impl Serialize> {
        self.found.iter().map(FoundRecord::new)
    }
}
