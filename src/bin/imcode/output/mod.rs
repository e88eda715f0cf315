//! Writing results: one file per format, one [`Report`] per kind of result.

mod card;
pub(crate) mod categories;
mod columns;
pub(crate) mod counts;
mod entries;
pub(crate) mod escape;
pub(crate) mod faults;
pub(crate) mod json;
pub(crate) mod messages;
pub(crate) mod progress;
pub(crate) mod remarks;
pub(crate) mod stdout;
pub(crate) mod style;
mod tsv;
pub(crate) mod usage;
mod verdict;

use std::io::{self, Write};

use imcode::Catalog;
use serde::Serialize;

use crate::args::Format;
use crate::lookup::Found;
use crate::output::entries::Entries;
use crate::output::stdout::{Output, Page};

/// A kind of result, in every format.
pub(crate) trait Report {
    /// The format for a person who chose none.
    fn preferred(&self) -> Format {
        Format::Table
    }

    /// Every record in full.
    fn card(&self, out: &mut impl Write, page: Page) -> io::Result<()> {
        self.table(out, page)
    }

    /// A row per record.
    fn table(&self, out: &mut impl Write, page: Page) -> io::Result<()>;

    /// A line per record.
    fn tsv(&self, out: &mut impl Write) -> io::Result<()>;

    /// Objects for JSON.
    fn records(&self) -> impl Iterator<Item = impl Serialize>;
}

/// Writes a result in the format of this run.
pub(crate) fn write(out: &mut Output, report: &impl Report) -> io::Result<()> {
    let page = out.page();
    match out.format.unwrap_or_else(|| report.preferred()) {
        Format::Card => report.card(out, page)?,
        Format::Table => report.table(out, page)?,
        Format::Tsv => report.tsv(out)?,
        Format::Json => json::array(out, report.records())?,
        Format::Jsonl => json::lines(out, report.records())?,
    }
    // Results come before messages on standard error.
    out.flush()
}

/// More codes than these are preferably a table.
const MAX_CARDS: usize = 5;

/// Writes codes that were asked for: a few are preferably cards.
pub(crate) fn entries(out: &mut Output, catalog: &Catalog, found: &[Found<'_>]) -> io::Result<()> {
    let mut codes: Vec<_> = found.iter().map(|result| result.entry.code()).collect();
    codes.sort_unstable();
    codes.dedup();
    let searched = found.iter().any(|result| result.hit.is_some());
    let preferred = if codes.len() <= MAX_CARDS && !(searched && codes.len() > 1) {
        Format::Card
    } else {
        Format::Table
    };
    write(out, &Entries { catalog, found, preferred })
}

/// Writes a list of codes.
pub(crate) fn listing(out: &mut Output, catalog: &Catalog, found: &[Found<'_>]) -> io::Result<()> {
    write(out, &Entries { catalog, found, preferred: Format::Table })
}
