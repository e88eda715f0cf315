//! A line per record, columns separated by tabs. Never wrapped; no text of an entry holds a tab or a
//! line break.

use std::io::{self, Write};

/// Writes a row. An empty column is `-`: `read` of a shell takes two tabs for one.
pub(crate) fn row(out: &mut impl Write, cells: &[&str]) -> io::Result<()> {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.write_all(b"\t")?;
        }
        out.write_all(if cell.is_empty() { b"-" } else { cell.as_bytes() })?;
    }
    out.write_all(b"\n")
}
