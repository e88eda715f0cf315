//! How results look: one small file for each format.

mod card;
pub(crate) mod columns;
pub(crate) mod json;
pub(crate) mod messages;
pub(crate) mod stdout;
mod tsv;

use std::collections::HashMap;
use std::io::{self, Write as _};

use imcode::{Catalog, TableError};

use crate::args::Format;
use crate::lookup::Found;
use crate::output::stdout::Output;

/// Writes what was asked for: a card where it is one code, else as [`listing`].
pub(crate) fn entries(out: &mut Output, catalog: &Catalog, found: &[Found<'_>]) -> io::Result<()> {
    let one_code = found.windows(2).all(|pair| pair[0].entry.code() == pair[1].entry.code());
    match out.format {
        Format::Table if one_code => card::write(out, catalog, found, Output::width())?,
        _ => return listing(out, found),
    }
    out.flush()
}

/// Writes a list.
pub(crate) fn listing(out: &mut Output, found: &[Found<'_>]) -> io::Result<()> {
    match out.format {
        Format::Table => columns::write(out, found, Output::width())?,
        Format::Plain => tsv::write(out, found)?,
        Format::Json => json::array(out, found.iter().map(json::FoundRecord::new))?,
        Format::Jsonl => json::lines(out, found.iter().map(json::FoundRecord::new))?,
    }
    // Before anything is said on standard error.
    out.flush()
}

/// Writes the categories with the number of codes in each.
pub(crate) fn categories(out: &mut Output, catalog: &Catalog) -> io::Result<()> {
    let mut codes: HashMap<&str, usize> = HashMap::new();
    for entry in catalog.entries() {
        *codes.entry(entry.category().id()).or_default() += 1;
    }
    let categories = catalog.categories().map(|category| json::CategoryRecord {
        category: category.id(),
        layer: category.layer(),
        title: category.title(),
        codes: codes.get(category.id()).copied().unwrap_or_default(),
    });
    match out.format {
        Format::Table => columns::categories(out, categories, Output::width()),
        Format::Plain => tsv::categories(out, categories),
        Format::Json => json::array(out, categories),
        Format::Jsonl => json::lines(out, categories),
    }
}

/// Writes the faults of tables: `file:line: cause`, or as JSON.
pub(crate) fn faults(out: &mut Output, errors: &[TableError]) -> io::Result<()> {
    let mut records = errors.iter().flat_map(json::FaultRecord::all);
    match out.format {
        Format::Table | Format::Plain => {
            errors.iter().try_for_each(|error| writeln!(out, "{error}"))
        }
        Format::Json => json::array(out, records),
        Format::Jsonl => json::lines(out, &mut records),
    }
}
