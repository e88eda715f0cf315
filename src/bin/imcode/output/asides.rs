//! What is said on standard error beside an answer: notes, what is unknown, and suggestions.

use std::collections::HashSet;
use std::io::{self, IsTerminal as _};

use imcode::Catalog;

use crate::lookup::{Answer, Miss, Note};
use crate::output::messages;
use crate::output::stdout::Outcome;
use crate::suggest;

/// Suggestions are made for so many unknown codes: each costs a walk through the catalog.
const MAX_HINTED: usize = 3;

/// Says it, and what came of the look-up.
pub(crate) fn say(catalog: &Catalog, answer: &Answer<'_>) -> Outcome {
    let is_terminal = io::stderr().is_terminal();
    let notes = answer.notes.iter().filter(|note| is_terminal || !matches!(note, Note::Cut(..)));
    notes.map(messages::of_note).for_each(messages::note);
    let first = answer.found.first().filter(|found| is_terminal && found.asked.is_some());
    // Below the cards of several codes, nobody sees which the note is about.
    let lone = first.filter(|first| answer.found.iter().all(|found| found.asked == first.asked));
    if let Some(twin) = lone.and_then(|found| suggest::twin(catalog, found.entry)) {
        let code = -i64::from(twin.code().get());
        messages::note(messages::other_sign(&code, &messages::brief(twin)));
    }
    let mut said = HashSet::new();
    for (at, miss) in answer.misses.iter().enumerate() {
        messages::error(messages::of_miss(miss));
        let hints = if at < MAX_HINTED { suggest::hints(catalog, miss) } else { Vec::new() };
        hints.into_iter().filter(|hint| said.insert(hint.clone())).for_each(messages::hint);
    }
    if answer.misses.iter().any(|miss| matches!(miss, Miss::Refused(..))) {
        Outcome::Refused
    } else if !answer.misses.is_empty() {
        Outcome::Unknown
    } else {
        Outcome::Found
    }
}
