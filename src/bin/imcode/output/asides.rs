//! What is said on standard error beside an answer: notes, what is unknown, and suggestions.

use std::collections::HashSet;
use std::io::{self, IsTerminal as _};

use imcode::Catalog;

use crate::lookup::{Answer, Found, Miss};
use crate::output::messages;
use crate::output::stdout::Outcome;
use crate::suggest;

/// Suggestions are made for so many unknown codes: each costs a walk through the catalog.
const MAX_HINTED: usize = 3;
/// So many codes are said to have a twin of the other sign.
const MAX_TWINS: usize = 3;

/// Says it, and what came of the look-up.
pub(crate) fn say(catalog: &Catalog, answer: &Answer<'_>) -> Outcome {
    answer.notes.iter().map(messages::of_note).for_each(messages::note);
    let mut said = HashSet::new();
    if io::stderr().is_terminal() {
        let asked = answer.found.iter().filter(|found| found.asked.is_some()).take(MAX_TWINS);
        let note = |found: &Found<'_>| {
            let twin = messages::brief(suggest::twin(catalog, found.entry)?);
            Some(messages::other_sign(&found.entry.code(), &twin))
        };
        asked.filter_map(note).filter(|it| said.insert(it.clone())).for_each(messages::note);
    }
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
