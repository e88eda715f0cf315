//! JSON for scripts: an array, or one object per line. The record of an entry is
//! [`imcode::Record`].

use std::io::{self, Write};

use imcode::{CodeFileError, Record};
use serde::Serialize;

use crate::lookup::Found;

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

/// An entry as JSON; one that a search found says how well it fits and why.
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
    /// Which word of the query met which field.
    matched: Vec<MatchRecord<'f>>,
}

#[derive(Serialize)]
struct MatchRecord<'f> {
    word: &'f str,
    field: &'static str,
}

impl<'f> FoundRecord<'f> {
    pub(crate) fn new(found: &'f Found<'_>) -> Self {
        let hit = found.hit.as_ref().map(|hit| HitRecord {
            // What is behind the third digit tells nothing.
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

/// A fault of a table as JSON.
#[derive(Serialize)]
pub(crate) struct FaultRecord<'e> {
    /// The path of the table, as it was given.
    file: &'e str,
    /// From 1; null where the fault concerns the whole file.
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

pub(crate) fn array<T: Serialize>(
    out: &mut impl Write,
    records: impl Iterator<Item = T>,
) -> io::Result<()> {
    let records: Vec<T> = records.collect();
    write_harmless(out, &serde_json::to_string_pretty(&records)?)?;
    writeln!(out)
}

pub(crate) fn lines<T: Serialize>(
    out: &mut impl Write,
    mut records: impl Iterator<Item = T>,
) -> io::Result<()> {
    records.try_for_each(|record| line(out, &record))
}

/// An object on a line of its own.
pub(crate) fn line(out: &mut impl Write, record: &impl Serialize) -> io::Result<()> {
    object(out, record)?;
    writeln!(out)
}

/// An object that nothing follows yet.
pub(crate) fn object(out: &mut impl Write, record: &impl Serialize) -> io::Result<()> {
    write_harmless(out, &serde_json::to_string(record)?)
}

/// A path or a log may hold anything: what could drive a terminal and JSON allows as it is stands
/// in a string, where an escape means the same.
fn write_harmless(out: &mut impl Write, json: &str) -> io::Result<()> {
    let mut rest = json;
    let odd = |char: char| !char.is_ascii() && char.escape_debug().len() > 1 || char == '\u{7f}';
    while let Some(at) = rest.find(odd) {
        let char = rest[at..].chars().next().unwrap_or_default();
        write!(out, "{}", &rest[..at])?;
        for unit in char.encode_utf16(&mut [0; 2]) {
            write!(out, "\\u{unit:04x}")?;
        }
        rest = &rest[at + char.len_utf8()..];
    }
    write!(out, "{rest}")
}
