//! Codes as results: what is asked for, a list, a search.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::io::{self, Write};

use imcode::{Catalog, Code, Lang};

use crate::args::Format;
use crate::language;
use crate::lookup::Found;
use crate::output::columns::Cell;
use crate::output::stdout::Output;
use crate::output::{Report, card, json, style};

/// From these widths on there is room for the action, and for the category and the name too.
const WITH_ACTION: u16 = 120;
const WITH_NAME: u16 = 180;

/// More records than these are preferably a table.
const MAX_CARDS: usize = 5;
/// A hit that fits so well, and so many times better than the second, is clearly the best: it is
/// right in 98 of 100 queries of the half `tune`, and four of ten have one.
const CLEAR_FIT: f32 = 0.3;
const CLEAR_LEAD: f32 = 1.5;

pub(crate) struct Entries<'f, 'c> {
    pub(crate) catalog: &'c Catalog,
    pub(crate) found: &'f [Found<'c>],
}

/// Whether a search found these, and the first clearly fits best. Codes that the words name come first
/// and fit in any case.
pub(super) fn has_clear_best(found: &[Found<'_>]) -> bool {
    let fit = |at: usize| match found.get(at) {
        Some(Found { hit: Some(hit), .. }) => hit.score / (1.0 - hit.score),
        Some(Found { by: Some(_), .. }) => f32::INFINITY,
        _ => 0.0,
    };
    let is_searched = found.iter().any(|found| found.hit.is_some());
    is_searched && fit(0) >= CLEAR_FIT && fit(0) > fit(1) * CLEAR_LEAD
}

impl Entries<'_, '_> {
    /// The numbers that several entries of the result have.
    fn ambiguous(&self) -> HashSet<Code> {
        let mut entries = HashMap::new();
        let entry_of = self.found.iter().map(|found| (found.entry.code(), found.entry));
        entry_of
            .filter(|(code, entry)| entries.entry(*code).or_insert(*entry) != entry)
            .map(|(code, _)| code)
            .collect()
    }
}

impl<'c> Report for Entries<'_, 'c> {
    type Row = Found<'c>;

    const TSV: &'static [&'static str] =
        &["number", "name", "category", "retry", "summary", "action"];

    /// Cards for what was asked for, if it is not much, and for what fits a search best.
    fn preferred(&self) -> Format {
        let is_asked = |found: &Found<'_>| found.by.is_some() && found.hit.is_none();
        let is_short = self.distinct().len() <= MAX_CARDS && self.found.iter().all(is_asked);
        if is_short || self.found.len() == 1 && has_clear_best(self.found) {
            Format::Card
        } else {
            Format::Table
        }
    }

    fn rows(&self) -> &[Found<'c>] {
        self.found
    }

    fn distinct(&self) -> Vec<&Found<'c>> {
        let mut seen = HashSet::new();
        let is_new = |found: &&Found<'c>| {
            seen.insert((found.label(), found.entry.category().id(), found.entry.source()))
        };
        self.found.iter().filter(is_new).collect()
    }

    fn cards(&self, out: &mut Output) -> io::Result<()> {
        let languages: &[Lang] =
            if out.both_languages { &Lang::ALL } else { &[language::current()] };
        let ambiguous = self.ambiguous();
        let mut is_first = true;
        for found in self.distinct() {
            for &lang in languages {
                if !std::mem::take(&mut is_first) {
                    writeln!(out)?;
                }
                let is_ambiguous = ambiguous.contains(&found.entry.code());
                language::within(lang, || card::write(out, self.catalog, found, is_ambiguous))?;
            }
        }
        Ok(())
    }

    fn columns(&self, width: u16) -> Vec<&'static str> {
        let has_layer = !self.ambiguous().is_empty();
        let mut columns = vec!["code", "retry"];
        columns.extend(has_layer.then_some("layer"));
        columns.push("summary");
        columns.extend((width >= WITH_ACTION).then_some("action"));
        columns.extend((width >= WITH_NAME).then_some(["category", "name"]).into_iter().flatten());
        columns
    }

    fn text<'r>(&self, found: &'r Found<'c>, field: &str) -> Cow<'r, str> {
        text(found, field)
    }

    fn cell<'r>(&self, found: &'r Found<'c>, field: &str) -> Cell<'r> {
        match field {
            "layer" => Cell::new(card::layer(self.catalog, found.entry.category().layer())),
            field => cell(found, field),
        }
    }
}

/// A field as scripts read it. The texts are those of the language of this run.
pub(super) fn text<'f>(found: &'f Found<'_>, field: &str) -> Cow<'f, str> {
    let entry = found.entry;
    let text = || entry.text_in(language::current());
    match field {
        "code" => entry.code().to_string().into(),
        // The first column of tsv: within a range, what was asked for.
        "number" => found.asked.unwrap_or(entry.code()).to_string().into(),
        "name" => entry.name().unwrap_or_default().into(),
        "category" => entry.category().id().into(),
        "layer" => entry.category().layer().into(),
        "retry" => entry.retry().as_str().into(),
        "summary" => text().summary.into(),
        "action" => text().action.into(),
        "detail" => text().detail.unwrap_or_default().into(),
        "note" => text().note.unwrap_or_default().into(),
        other => json::text(found, other).into(),
    }
}

/// A field as people read it.
pub(super) fn cell<'f>(found: &'f Found<'_>, field: &str) -> Cell<'f> {
    match field {
        "code" => Cell::styled(found.label(), style::STRONG),
        "retry" => style::verdict(found.entry.retry(), false),
        other => Cell::new(text(found, other)),
    }
}
