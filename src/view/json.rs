//! JSON for scripts: an array, or one object per line. The record of an entry is
//! [`imcode::Record`].

use std::io::{self, Write};

use serde::Serialize;

/// A category as JSON.
#[derive(Serialize)]
pub(crate) struct CategoryRecord<'c> {
    /// Its identifier, for example `server.account`.
    pub(crate) category: &'c str,
    /// The part of the product that answers.
    pub(crate) layer: &'c str,
    /// Its title, for people.
    pub(crate) title: &'c str,
    /// How many entries it has.
    pub(crate) codes: usize,
}

pub(crate) fn array<T: Serialize>(
    out: &mut impl Write,
    records: impl Iterator<Item = T>,
) -> io::Result<()> {
    let records: Vec<T> = records.collect();
    serde_json::to_writer_pretty(&mut *out, &records)?;
    writeln!(out)
}

pub(crate) fn lines<T: Serialize>(
    out: &mut impl Write,
    mut records: impl Iterator<Item = T>,
) -> io::Result<()> {
    records.try_for_each(|record| {
        serde_json::to_writer(&mut *out, &record)?;
        writeln!(out)
    })
}
