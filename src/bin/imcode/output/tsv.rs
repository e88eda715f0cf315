//! One line per result, columns separated by tabs: for `grep`, `cut` and `awk`. Never cut, never
//! wrapped; no text of a table holds a tab or a line break.

use std::io::{self, Write};

use crate::lookup::Found;
use crate::output::json::CategoryRecord;

/// Code, name, category, retry, summary, action.
pub(crate) fn write(out: &mut impl Write, found: &[Found<'_>]) -> io::Result<()> {
    for result in found {
        let entry = result.entry;
        writeln!(
            out,
            "{}\t{}\t{}\t{}\t{}\t{}",
            result.label(),
            entry.name().unwrap_or_default(),
            entry.category().id(),
            entry.retry(),
            entry.summary(),
            entry.action(),
        )?;
    }
    Ok(())
}

/// Category, layer, title, number of codes.
pub(crate) fn categories<'c>(
    out: &mut impl Write,
    mut categories: impl Iterator<Item = CategoryRecord<'c>>,
) -> io::Result<()> {
    categories.try_for_each(|row| {
        writeln!(out, "{}\t{}\t{}\t{}", row.category, row.layer, row.title, row.codes)
    })
}
