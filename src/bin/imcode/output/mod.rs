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

use std::io::{self, Write};

use imcode::Catalog;
use serde::Serialize;

use crate::args::Format;
use crate::lookup::Found;
use crate::output::entries::Entries;
use crate::output::stdout::Output;

/// A kind of result, in every format.
pub(crate) trait Report {
    /// The format for a person who chose none.
    fn preferred(&self) -> Format {
        Format::Table
    }

    /// Every record in full.
    fn card(&self, out: &mut impl Write, width: u16) -> io::Result<()> {
        self.table(out, width)
    }

    /// A row per record.
    fn table(&self, out: &mut impl Write, width: u16) -> io::Result<()>;

    /// A line per record.
    fn tsv(&self, out: &mut impl Write) -> io::Result<()>;

    /// Objects for JSON.
    fn records(&self) -> impl Iterator<Item = impl Serialize>;
}

/// Writes a result in the format of this run.
pub(crate) fn write(out: &mut Output, report: &impl Report) -> io::Result<()> {
    match out.format.unwrap_or_else(|| report.preferred()) {
        Format::Card => report.card(out, Output::width())?,
        Format::Table => report.table(out, Output::width())?,
        Format::Tsv => report.tsv(out)?,
        Format::Json => json::array(out, report.records())?,
        Format::Jsonl => json::lines(out, report.records())?,
    }
    // Results come before messages on standard error.
    out.flush()
}

/// Writes codes that were asked for: a single one is preferably a card.
pub(crate) fn entries(out: &mut Output, catalog: &Catalog, found: &[Found<'_>]) -> io::Result<()> {
    let same = |pair: &[Found<'_>]| pair[0].entry.code() == pair[1].entry.code();
    let preferred = if found.windows(2).all(same) { Format::Card } else { Format::Table };
    write(out, &Entries { catalog, found, preferred })
}

/// Writes a list of codes.
pub(crate) fn listing(out: &mut Output, catalog: &Catalog, found: &[Found<'_>]) -> io::Result<()> {
    write(out, &Entries { catalog, found, preferred: Format::Table })
}
