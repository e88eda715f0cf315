//! JSON: an array or lines, and every shape but the record of an entry, [`imcode::Record`].

use std::io::{self, Write};

use imcode::{Code, CodeFileError, Entry, Field, Record};
use serde::ser::Error as _;
use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::language;
use crate::lookup::Found;
use crate::output::escape;

/// An entry, with the score if a search found it.
impl Serialize for Found<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut record = Record::new(self.entry, self.asked);
        record.by = self.by.map(Into::into);
        let hit = self.hit.as_ref();
        let of_word = |(word, field): (_, Field)| MatchRecord { word, field: field.as_str() };
        let found = FoundRecord {
            record,
            // Further digits carry no information.
            score: hit.map(|hit| (f64::from(hit.score) * 1000.0).round() / 1000.0),
            matched: hit.map(|hit| hit.matched().into_iter().map(of_word).collect()),
        };
        found.serialize(serializer)
    }
}

#[derive(Serialize)]
struct FoundRecord<'f> {
    #[serde(flatten)]
    record: Record<'f>,
    /// Above 0, at most 1; comparable between the results of one query.
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    matched: Option<Vec<MatchRecord<'f>>>,
}

/// A word of the query, or Chinese characters in a row, and the field it matched.
#[derive(Serialize)]
struct MatchRecord<'f> {
    word: &'f str,
    field: &'static str,
}

/// A fault of a code file.
#[derive(Serialize)]
pub(crate) struct FaultRecord<'e> {
    /// The path as it was given.
    file: &'e str,
    /// From 1; null if the fault concerns the whole file.
    line: Option<usize>,
    /// What is wrong and what to do about it, in the language of this run.
    cause: &'e str,
}

impl<'e> FaultRecord<'e> {
    pub(crate) fn all(error: &'e CodeFileError) -> impl Iterator<Item = Self> {
        error.diagnostics.iter().map(|fault| Self {
            file: &error.path,
            line: fault.line,
            cause: fault.message_in(language::current()),
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

/// A code in an object of a log: what a search in the log needs.
#[derive(Serialize)]
pub(crate) struct ShortRecord<'c> {
    /// As found, also within a range.
    code: Code,
    name: Option<&'c str>,
    layer: &'c str,
    retry: &'static str,
    /// In the language of this run.
    summary: &'c str,
    action: &'c str,
}

impl<'c> ShortRecord<'c> {
    pub(crate) fn new(code: Code, entry: Entry<'c>) -> Self {
        let text = entry.text_in(language::current());
        Self {
            code,
            name: entry.name(),
            layer: entry.category().layer(),
            retry: entry.retry().as_str(),
            summary: text.summary,
            action: text.action,
        }
    }
}

/// A line of a file.
#[derive(Clone, Copy, Serialize)]
pub(crate) struct Position<'c> {
    /// The path as it was given; `-` is standard input.
    pub(crate) file: &'c str,
    /// From 1.
    pub(crate) line: u64,
}

/// The keys of a record that were chosen, in that order; without a choice, all.
pub(crate) struct Chosen<'f, T>(pub(crate) T, pub(crate) &'f [String]);

impl<T: Serialize> Serialize for Chosen<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(record, fields) = self;
        if fields.is_empty() {
            return record.serialize(serializer);
        }
        let value = serde_json::to_value(record).map_err(S::Error::custom)?;
        serializer.collect_map(fields.iter().map(|field| (field, value.get(field))))
    }
}

/// A field of a record as text: empty for `null`, the items of a list behind commas.
pub(crate) fn text(record: &impl Serialize, field: &str) -> String {
    fn plain(value: &Value) -> String {
        match value {
            Value::Null => String::new(),
            Value::String(text) => escape::text(text),
            // Objects stay JSON.
            Value::Array(items) if !items.iter().any(Value::is_object) => {
                items.iter().map(plain).collect::<Vec<_>>().join(", ")
            }
            other => escape::text(&other.to_string()),
        }
    }
    serde_json::to_value(record)
        .ok()
        .and_then(|record| record.get(field).map(plain))
        .unwrap_or_default()
}

/// Writes an array.
pub(crate) fn array<T: Serialize>(
    out: &mut impl Write,
    records: impl Iterator<Item = T>,
) -> io::Result<()> {
    let mut before = "[\n  ";
    for record in records {
        // One at a time, or millions of them would be held at once.
        let record = serde_json::to_string_pretty(&record)?.replace('\n', "\n  ");
        write!(out, "{before}")?;
        escape::json(out, &record)?;
        before = ",\n  ";
    }
    writeln!(out, "{}", if before.starts_with('[') { "[]" } else { "\n]" })
}

/// Writes an object per line.
pub(crate) fn lines<T: Serialize>(
    out: &mut impl Write,
    mut records: impl Iterator<Item = T>,
) -> io::Result<()> {
    records.try_for_each(|record| {
        write(out, &record)?;
        writeln!(out)
    })
}

/// Records that are written as they come: lines, or an array with an object per line.
pub(crate) struct Stream {
    is_array: bool,
    /// What is between a record and what is before it.
    before: &'static str,
}

impl Stream {
    pub(crate) fn new(is_array: bool) -> Self {
        Self { is_array, before: if is_array { "[\n" } else { "" } }
    }

    pub(crate) fn write(
        &mut self,
        out: &mut impl Write,
        record: &impl Serialize,
    ) -> io::Result<()> {
        write!(out, "{}", self.before)?;
        write(out, record)?;
        if !self.is_array {
            return writeln!(out);
        }
        self.before = ",\n";
        Ok(())
    }

    pub(crate) fn finish(self, out: &mut impl Write) -> io::Result<()> {
        match self.before {
            "" => Ok(()),
            "[\n" => writeln!(out, "[]"),
            _ => writeln!(out, "\n]"),
        }
    }
}

/// Writes a value without a line break behind it.
pub(crate) fn write(out: &mut impl Write, record: &impl Serialize) -> io::Result<()> {
    escape::json(out, &serde_json::to_string(record)?)
}
