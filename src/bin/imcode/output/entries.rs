//! Codes as results, in every format.

use std::io::{self, Write};

use imcode::Catalog;
use serde::Serialize;

use crate::args::Format;
use crate::lookup::Found;
use crate::output::columns::{self, Cell};
use crate::output::json::FoundRecord;
use crate::output::{Report, card, style, tsv};

/// From this width on there is room for the category.
const WITH_CATEGORY: u16 = 110;
/// From this width on there is room for the name too.
const WITH_NAME: u16 = 160;

pub(crate) struct Entries<'f, 'c> {
    pub(crate) catalog: &'c Catalog,
    pub(crate) found: &'f [Found<'c>],
    pub(crate) preferred: Format,
}

impl Report for Entries<'_, '_> {
    fn preferred(&self) -> Format {
        self.preferred
    }

    fn card(&self, out: &mut impl Write, width: u16) -> io::Result<()> {
        for (at, result) in self.found.iter().enumerate() {
            if at > 0 {
                writeln!(out)?;
            }
            card::write(out, self.catalog, result, width)?;
        }
        Ok(())
    }

    fn table(&self, out: &mut impl Write, width: u16) -> io::Result<()> {
        let count = match width {
            WITH_NAME.. => 5,
            WITH_CATEGORY.. => 4,
            _ => 3,
        };
        let head = ["CODE", "RETRY", "SUMMARY", "CATEGORY", "NAME"];
        let rows = self.found.iter().map(|result| {
            let entry = result.entry;
            let cells = [
                Cell::styled(result.label(), style::STRONG),
                Cell::styled(entry.retry().as_str(), style::retry(entry.retry())),
                Cell::new(entry.summary()),
                Cell::new(entry.category().id()),
                Cell::new(entry.name().unwrap_or_default()),
            ];
            cells.into_iter().take(count).collect()
        });
        columns::table(out, &head[..count], rows, 2, width)
    }

    /// Code, name, category, retry, summary, action.
    fn tsv(&self, out: &mut impl Write) -> io::Result<()> {
        self.found.iter().try_for_each(|result| {
            let entry = result.entry;
            let cells = [
                &result.label(),
                entry.name().unwrap_or_default(),
                entry.category().id(),
                entry.retry().as_str(),
                entry.summary(),
                entry.action(),
            ];
            tsv::row(out, &cells)
        })
    }

    fn records(&self) -> impl Iterator<Item = impl Serialize> {
        self.found.iter().map(FoundRecord::new)
    }
}
