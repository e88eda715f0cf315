//! JSON for scripts: an array, or one object per line. The record of an entry is
//! [`imcode::Record`].

use std::io::{self, Write};

use imcode::Record;
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
            score: hit.score,
            matched: hit
                .matched()
                .into_iter()
                .map(|(word, field)| MatchRecord { word, field: field.as_str() })
                .collect(),
        });
        Self { record: Record::new(found.entry, found.asked), hit }
    }
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
