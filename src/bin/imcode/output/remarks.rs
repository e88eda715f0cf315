//! What an answer says beside its results: notes and misses as sentences.

use imcode::Entry;

use crate::language;
use crate::lookup::{Miss, Note};
use crate::output::messages;
use crate::request::Fault;

/// Longer texts are quoted in part, in characters.
const MAX_QUOTED: usize = 60;

pub(crate) fn note(note: &Note) -> String {
    match note {
        Note::Success => messages::success(),
        Note::Unsigned(asked, code) => messages::unsigned(*asked, *code),
        Note::Renumbered(name, former, today) => messages::renumbered(name, *former, *today),
        Note::NotKnown(number) => messages::not_known(*number),
        Note::AlsoACode(number) => messages::also_a_code(*number),
        Note::NoCodeInLines(1) => messages::one_line_without_code(),
        Note::NoCodeInLines(lines) => messages::lines_without_code(*lines),
    }
}

pub(crate) fn miss(miss: &Miss) -> String {
    match miss {
        Miss::Code(code) => messages::unknown_code(*code),
        Miss::Range(first, last) if first == last => messages::unknown_code(*first),
        Miss::Range(first, last) => messages::no_code_between(*first, *last),
        Miss::Name(name) => messages::unknown_name(&quoted(name)),
        Miss::File(names) => messages::is_a_file(&format!("`{names}`")),
        Miss::NoCode(text) => messages::no_code_in(&quoted(text)),
        Miss::NoCodeInLines(lines) => messages::no_code_in_lines(*lines),
        Miss::NothingFits(query) => messages::no_match(&quoted(query)),
        Miss::NothingPasses => messages::no_code_for_filters(),
        Miss::Refused(text, fault) => messages::cannot_look_up(&quoted(text), &cause(*fault)),
    }
}

/// A text in backticks.
pub(crate) fn quoted(text: &str) -> String {
    format!("`{}`", shortened(text))
}

fn cause(fault: Fault) -> String {
    match fault {
        Fault::NotWhole => messages::not_whole(),
        Fault::NoDigits => messages::no_digits(),
        Fault::TooLarge => messages::too_large(),
        Fault::Backwards => messages::backwards(),
        Fault::NotUtf8 => messages::not_utf8(),
        Fault::Empty => messages::empty(),
    }
}

/// A code and its summary.
pub(crate) fn brief(entry: Entry<'_>) -> String {
    let summary = entry.text(language::current()).summary;
    messages::brief(&entry.label(), summary)
}

pub(crate) fn shortened(text: &str) -> String {
    let mut chars = text.trim().chars();
    let start: String = chars.by_ref().take(MAX_QUOTED).collect();
    if chars.next().is_some() { start + "…" } else { start }
}
