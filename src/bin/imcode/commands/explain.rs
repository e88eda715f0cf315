//! `imcode` without a subcommand: explains what is typed, pasted or piped in.

use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Read as _};

use anyhow::{Context as _, Result, bail};
use imcode::Catalog;

use crate::lookup::{self, Answer, Miss, Words};
use crate::output;
use crate::output::stdout::{Outcome, Output};
use crate::output::{messages, remarks};
use crate::request::{self, Fault};
use crate::suggest::{self, Hint};

/// More on standard input is a log for `annotate`, in bytes.
const MAX_INPUT: u64 = 16 << 20;
/// Suggestions are made for so many unknown codes: each costs a walk through the catalog.
const MAX_HINTED: usize = 3;
/// So many codes are said to have a twin of the other sign.
const MAX_TWINS: usize = 3;

/// Explains `what`; without any, or for `-`, standard input.
pub(crate) fn run(
    catalog: &Catalog,
    what: &[OsString],
    words: Words,
    out: &mut Output,
) -> Result<Outcome> {
    if what.is_empty() && io::stdin().is_terminal() {
        bail!(messages::nothing_to_look_up());
    }
    let mut answer = Answer::default();
    for text in texts(what)? {
        let readings = request::read(catalog, &text.text);
        if readings.is_empty() {
            if text.is_input {
                bail!(messages::empty_input());
            }
            answer.misses.push(Miss::Refused(text.text, Fault::Empty));
            continue;
        }
        let more = lookup::look_up(catalog, &readings, words);
        answer.found.extend(more.found);
        more.notes.into_iter().for_each(|note| answer.note(note));
        answer.misses.extend(more.misses);
    }
    let not_text = what.iter().filter(|argument| argument.to_str().is_none());
    let not_text = not_text.map(|argument| argument.to_string_lossy().into_owned());
    answer.misses.extend(not_text.map(|text| Miss::Refused(text, Fault::NotUtf8)));
    output::entries(out, catalog, &answer.found)?;
    let mistyped = what.first().and_then(|word| suggest::subcommand(catalog, word.to_str()?));
    let outcome = report(catalog, &answer);
    mistyped.iter().map(remarks::hint).for_each(messages::hint);
    Ok(outcome)
}

/// Says on standard error what is worth it, and what came of the look-up.
pub(crate) fn report(catalog: &Catalog, answer: &Answer<'_>) -> Outcome {
    answer.notes.iter().map(remarks::note).for_each(messages::note);
    if io::stderr().is_terminal() {
        let asked = answer.found.iter().filter(|found| found.asked.is_some()).take(MAX_TWINS);
        let twins = asked.filter_map(|found| suggest::twin(catalog, found.entry));
        twins.map(|twin| remarks::hint(&Hint::OtherSign(twin))).for_each(messages::note);
    }
    for (at, miss) in answer.misses.iter().enumerate() {
        messages::error(remarks::miss(miss));
        let hints = if at < MAX_HINTED { suggest::hints(catalog, miss) } else { Vec::new() };
        hints.iter().map(remarks::hint).for_each(messages::hint);
    }
    if answer.is_refused() {
        Outcome::Refused
    } else if !answer.misses.is_empty() {
        Outcome::Unknown
    } else {
        Outcome::Found
    }
}

/// Arguments joined, or standard input.
struct Given {
    text: String,
    is_input: bool,
}

/// What is to be read, in its order.
fn texts(what: &[OsString]) -> Result<Vec<Given>> {
    if what.is_empty() {
        return Ok(vec![Given { text: input()?, is_input: true }]);
    }
    let mut texts = Vec::new();
    let mut words: Vec<&str> = Vec::new();
    let end = |words: &mut Vec<&str>, texts: &mut Vec<Given>| {
        if !words.is_empty() {
            texts.push(Given { text: words.join(" "), is_input: false });
            words.clear();
        }
    };
    for (at, word) in what.iter().enumerate() {
        if word == "-" && !is_range(what, at) {
            end(&mut words, &mut texts);
            texts.push(Given { text: input()?, is_input: true });
        } else {
            words.extend(word.to_str());
        }
    }
    end(&mut words, &mut texts);
    Ok(texts)
}

/// Whether the hyphen at `at` stands between two numbers: `70001 - 70003`.
fn is_range(what: &[OsString], at: usize) -> bool {
    let ends = |word: Option<&OsString>, from_end: bool| {
        let word = word.and_then(|word| word.to_str()).unwrap_or_default();
        let char = if from_end { word.chars().next_back() } else { word.chars().next() };
        char.is_some_and(|char| char.is_numeric() || char == '\u{2212}')
    };
    at.checked_sub(1).is_some_and(|before| ends(what.get(before), true))
        && ends(what.get(at + 1), false)
}

/// Standard input; a log may be in any encoding, but its codes are ASCII.
fn input() -> Result<String> {
    if io::stdin().is_terminal() {
        messages::note(messages::waiting_for_input());
    }
    let mut input = Vec::new();
    io::stdin()
        .lock()
        .take(MAX_INPUT + 1)
        .read_to_end(&mut input)
        .with_context(messages::standard_input)?;
    if input.len() as u64 > MAX_INPUT {
        bail!(messages::input_too_large(MAX_INPUT >> 20));
    }
    Ok(match String::from_utf8_lossy(&input) {
        std::borrow::Cow::Borrowed(text) => text.to_owned(),
        std::borrow::Cow::Owned(text) => text,
    })
}
