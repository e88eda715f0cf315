//! JSON: an array or lines, and every shape but the record of an entry, [`imcode::Record`].

use std::io::{self, Write};

use imcode::{CodeFileError, Record};
use serde::Serialize;

use crate::lookup::Found;
use crate::output::escape;

/// A category.
#[derive(Serialize)]
pub(crate) struct CategoryRecord<'c> {
    /// Its identifier, for example `server.account`.
    pub(crate) category: &'c str,
    /// The part of the product that answers.
    pub(crate) layer: &'c str,
    /// Its title in English.
    pub(crate) title: &'c str,
    /// Its title in the language of this run.
    #[serde(skip)]
    pub(crate) title_in: &'c str,
    /// How many entries it has.
    pub(crate) codes: usize,
}

/// An entry, with the score if a search found it.
#[derive(Serialize)]
pub(crate) struct FoundRecord<'f> {
    #[serde(flatten)]
    record: Record<'f>,
    #[serde(flatten)]
    hit: Option<HitRecord<'f>>,
}

#[derive(Serialize)]
struct HitRecord<'f> {
    /// Above 0, at most 1; comparable between the results of one query.
    score: f32,
    matched: Vec<MatchRecord<'f>>,
}

/// A word of the query and the field it matched.
#[derive(Serialize)]
struct MatchRecord<'f> {
    word: &'f str,
    field: &'static str,
}

impl<'f> FoundRecord<'f> {
    pub(crate) fn new(found: &'f Found<'_>) -> Self {
        let hit = found.hit.as_ref().map(|hit| HitRecord {
            // Further digits carry no information.
            score: (hit.score * 1000.0).round() / 1000.0,
            matched: hit
                .matched()
                .into_iter()
                .map(|(word, field)| MatchRecord { word, field: field.as_str() })
                .collect(),
        });
        Self { record: found.record(), hit }
    }
}

/// A fault of a code file.
#[derive(Serialize)]
pub(crate) struct FaultRecord<'e> {
    /// The path as it was given.
    file: &'e str,
    /// From 1; null if the fault concerns the whole file.
    line: Option<usize>,
    /// What is wrong and what to do about it.
    cause: &'e str,
}

impl<'e> FaultRecord<'e> {
    pub(crate) fn all(error: &'e CodeFileError) -> impl Iterator<Item = Self> {
        error.diagnostics.iter().map(|fault| Self {
            file: &error.source,
            line: (fault.line > 0).then_some(fault.line),
            cause: &fault.message,
        })
    }
}

/// A code in a log. The keys of the record follow on the same level.
#[derive(Serialize)]
pub(crate) struct FindingRecord<'c> {
    /// The path as it was given; `-` is standard input.
    pub(crate) file: &'c str,
    /// From 1.
    pub(crate) line: u64,
    /// In bytes, from 1.
    pub(crate) column: u64,
    /// The code as written in the log.
    pub(crate) text: &'c str,
    #[serde(flatten)]
    pub(crate) record: Record<'c>,
}

/// How often a code occurs in a log. The keys of the record follow on the same level.
#[derive(Serialize)]
pub(crate) struct CountRecord<'c> {
    pub(crate) count: u64,
    /// Of all codes in the log, from 0 to 1.
    pub(crate) share: f64,
    pub(crate) first: Position<'c>,
    pub(crate) last: Position<'c>,
    #[serde(flatten)]
    pub(crate) record: Record<'c>,
}

/// A line of a file.
#[derive(Clone, Copy, Serialize)]
pub(crate) struct Position<'c> {
    /// The path as it was given; `-` is standard input.
    pub(crate) file: &'c str,
    /// From 1.
    pub(crate) line: u64,
}

/// Writes an array.
pub(crate) fn array<T: Serialize>(
    out: &mut impl Write,
    records: impl Iterator<Item = T>,
) -> io::Result<()> {
    let records: Vec<T> = records.collect();
    escape::json(out, &serde_json::to_string_pretty(&records)?)?;
    writeln!(out)
}

/// Writes an object per line.
pub(crate) fn lines<T: Serialize>(
    out: &mut impl Write,
    mut records: impl Iterator<Item = T>,
) -> io::Result<()> {
    records.try_for_each(|record| {
        object(out, &record)?;
        writeln!(out)
    })
}

/// Records that are written as they come: lines, or an array with an object per line.
pub(crate) struct Stream {
    is_array: bool,
    is_empty: bool,
}

impl Stream {
    pub(crate) fn start(out: &mut impl Write, is_array: bool) -> io::Result<Self> {
        if is_array {
            write!(out, "[")?;
        }
        Ok(Self { is_array, is_empty: true })
    }

    pub(crate) fn write(
        &mut self,
        out: &mut impl Write,
        record: &impl Serialize,
    ) -> io::Result<()> {
        if self.is_array {
            write!(out, "{}", if self.is_empty { "\n" } else { ",\n" })?;
        }
        self.is_empty = false;
        object(out, record)?;
        if self.is_array { Ok(()) } else { writeln!(out) }
    }

    pub(crate) fn finish(self, out: &mut impl Write) -> io::Result<()> {
        match (self.is_array, self.is_empty) {
            (true, true) => writeln!(out, "]"),
            (true, false) => writeln!(out, "\n]"),
            (false, _) => Ok(()),
        }
    }
}

fn object(out: &mut impl Write, record: &impl Serialize) -> io::Result<()> {
    escape::json(out, &serde_json::to_string(record)?)
}
