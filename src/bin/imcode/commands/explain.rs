//! `imcode` without a subcommand: explains what is typed, pasted or piped in.

use std::collections::HashSet;
use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Read as _};
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use imcode::Catalog;

use crate::args::Encoding;
use crate::logs::sources;
use crate::lookup::{self, Answer, Miss};
use crate::output;
use crate::output::stdout::{Outcome, Output};
use crate::output::{escape, messages};
use crate::request::{self, Fault, Reading, Request};
use crate::suggest;

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
    exact: bool,
    out: &mut Output,
) -> Result<Outcome> {
    if what.is_empty() && io::stdin().is_terminal() {
        bail!(messages::nothing_to_look_up());
    }
    let Some(texts) = texts(what)? else { return Ok(Outcome::Refused) };
    let mut answer = Answer::default();
    for text in texts {
        let readings = request::read(catalog, &text.text);
        if readings.is_empty() {
            if text.is_input {
                bail!(messages::empty_input());
            }
            answer.misses.push(Miss::Refused(text.text, Fault::Empty));
            continue;
        }
        let mut more = lookup::look_up(catalog, &readings, exact);
        let is_code = |reading: &Reading<'_>| matches!(reading.request, Request::Codes(_));
        let is_answered = more.misses.is_empty() && readings.iter().all(is_code);
        if !is_answered && !text.is_input && what.iter().all(|name| Path::new(name).is_file()) {
            let names = what.iter().map(|name| escape::path_for_shell(&name.to_string_lossy()));
            let files = names.collect::<Vec<_>>().join(" ");
            more = Answer { misses: vec![Miss::File(files)], ..Answer::default() };
        }
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
    mistyped.into_iter().for_each(messages::hint);
    Ok(outcome)
}

/// Says on standard error what is worth it, and what came of the look-up.
pub(crate) fn report(catalog: &Catalog, answer: &Answer<'_>) -> Outcome {
    answer.notes.iter().map(messages::of_note).for_each(messages::note);
    if io::stderr().is_terminal() {
        let asked = answer.found.iter().filter(|found| found.asked.is_some()).take(MAX_TWINS);
        let twins = asked.filter_map(|found| suggest::twin(catalog, found.entry));
        twins.map(|twin| messages::other_sign(&messages::brief(twin))).for_each(messages::note);
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

/// Arguments joined, or standard input.
struct Given {
    text: String,
    is_input: bool,
}

/// What is to be read, in its order: the arguments between every `-`, and standard input for it.
/// None if that is refused, which is reported.
fn texts(what: &[OsString]) -> Result<Option<Vec<Given>>> {
    let mut texts: Vec<Given> = Vec::new();
    let standard = [OsString::from("-")];
    let what = if what.is_empty() { &standard } else { what };
    for (at, word) in what.iter().enumerate() {
        if word == "-" && !is_range(what, at) {
            let Some(text) = input()? else { return Ok(None) };
            texts.push(Given { text, is_input: true });
        } else if let Some(word) = word.to_str() {
            match texts.last_mut().filter(|last| !last.is_input) {
                Some(last) => last.text.extend([" ", word]),
                None => texts.push(Given { text: word.to_owned(), is_input: false }),
            }
        }
    }
    Ok(Some(texts))
}

/// Whether the hyphen at `at` is between two numbers: `70001 - 70003`.
fn is_range(what: &[OsString], at: usize) -> bool {
    let word = |at: Option<usize>| at.and_then(|at| what.get(at)?.to_str()).unwrap_or_default();
    word(at.checked_sub(1)).ends_with(char::is_numeric)
        && word(Some(at + 1)).starts_with(|char: char| char.is_numeric() || char == '\u{2212}')
}

/// Standard input, decoded. None if it is packed, which is reported.
fn input() -> Result<Option<String>> {
    let Some(text) = sources::sources(&[])[0].open(Some(Encoding::Auto), "annotate") else {
        return Ok(None);
    };
    let mut input = Vec::new();
    text.take(MAX_INPUT + 1).read_to_end(&mut input).with_context(messages::standard_input)?;
    if input.len() as u64 > MAX_INPUT {
        bail!(messages::input_too_large(MAX_INPUT >> 20));
    }
    Ok(Some(String::from_utf8_lossy(&input).into_owned()))
}
