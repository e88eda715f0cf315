//! How results look: one small file for each format.

mod card;
pub(crate) mod json;
mod plain;
pub(crate) mod table;

use std::io;

use imcode::Catalog;

use crate::cli::Format;
use crate::lookup::Found;
use crate::output::Output;

/// Writes what was asked for: a card where it is one code, else as [`listing`].
pub(crate) fn entries(out: &mut Output, catalog: &Catalog, found: &[Found<'_>]) -> io::Result<()> {
    let one_code = found.windows(2).all(|pair| pair[0].entry.code() == pair[1].entry.code());
    match out.format {
        Format::Table if one_code => card::write(out, catalog, found, Output::width()),
        _ => listing(out, found),
    }
}

/// Writes a list.
pub(crate) fn listing(out: &mut Output, found: &[Found<'_>]) -> io::Result<()> {
    match out.format {
        Format::Table => table::write(out, found, Output::width()),
        Format::Plain => plain::write(out, found),
        Format::Json => json::array(out, found.iter().map(|found| found.record())),
        Format::Jsonl => json::lines(out, found.iter().map(|found| found.record())),
    }
}

/// Writes the categories with the number of codes in each.
pub(crate) fn categories(out: &mut Output, catalog: &Catalog) -> io::Result<()> {
    let entries = catalog.entries();
    let categories = catalog.categories().map(|category| {
        let codes = entries.iter().filter(|entry| entry.category().id() == category.id()).count();
        json::CategoryRecord {
            category: category.id(),
            layer: category.layer(),
            title: category.title(),
            codes,
        }
    });
    match out.format {
        Format::Table => table::categories(out, categories, Output::width()),
        Format::Plain => plain::categories(out, categories),
        Format::Json => json::array(out, categories),
        Format::Jsonl => json::lines(out, categories),
    }
}
