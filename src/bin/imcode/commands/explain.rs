//! `imcode` without a subcommand: explains what is typed, pasted or piped in.

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
    let Some(texts) = texts(what, exact)? else { return Ok(Outcome::Refused) };
    let mut answer = Answer::default();
    let mut is_empty = false;
    for text in texts {
        let readings = request::read(catalog, &text.text);
        if readings.is_empty() {
            if text.is_input {
                is_empty = true;
            } else {
                answer.misses.push(Miss::Refused(text.text, Fault::Empty));
            }
            continue;
        }
        let mut more = lookup::look_up(catalog, &readings, exact, text.is_input);
        let is_code = |reading: &Reading<'_>| matches!(reading.request, Request::Codes(_));
        let is_answered = more.misses.is_empty() && readings.iter().all(is_code);
        if !is_answered && !text.is_input && what.iter().all(|name| Path::new(name).is_file()) {
            let names = what.iter().map(|name| escape::path_for_shell(&name.to_string_lossy()));
            let files = names.collect::<Vec<_>>().join(" ");
            more = Answer { misses: vec![Miss::File(files)], ..Answer::default() };
        } else if !is_answered && !text.is_input && suggest::is_name_of_log(&text.text) {
            more = Answer { misses: vec![Miss::NoFile(text.text)], ..Answer::default() };
        }
        answer.found.extend(more.found);
        more.notes.into_iter().for_each(|note| answer.note(note));
        answer.misses.extend(more.misses);
    }
    let not_text = what.iter().filter(|argument| argument.to_str().is_none());
    let not_text = not_text.map(|argument| argument.to_string_lossy().into_owned());
    answer.misses.extend(not_text.map(|text| Miss::Refused(text, Fault::NotUtf8)));
    let outcome = output::answer(out, catalog, &answer)?;
    let mistyped = suggest::subcommand(catalog, what);
    mistyped.into_iter().for_each(messages::hint);
    if is_empty {
        bail!(messages::empty_input());
    }
    Ok(outcome)
}

/// Arguments joined, or standard input.
struct Given {
    text: String,
    is_input: bool,
}

/// What is to be read, in its order: the arguments between every `-`, and standard input for it. Joined,
/// they are a text as it was typed; if they are to be `exact`, each is a line. None if that is refused,
/// which is reported.
fn texts(what: &[OsString], exact: bool) -> Result<Option<Vec<Given>>> {
    let mut texts: Vec<Given> = Vec::new();
    let standard = [OsString::from("-")];
    let what = if what.is_empty() { &standard } else { what };
    let is_item = |word: &OsString| word.to_str().is_some_and(request::says_something);
    let joint = if exact && what.iter().all(is_item) { "\n" } else { " " };
    for (at, word) in what.iter().enumerate() {
        if word == "-" && !is_range(what, at) {
            let Some(text) = input()? else { return Ok(None) };
            texts.push(Given { text, is_input: true });
        } else if let Some(word) = word.to_str() {
            match texts.last_mut().filter(|last| !last.is_input) {
                Some(last) => last.text.extend([joint, word]),
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
pub(super) fn input() -> Result<Option<String>> {
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
