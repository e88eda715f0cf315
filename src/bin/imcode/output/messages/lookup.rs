//! What a look-up, a list or a search says beside its results.

use imcode::Entry;

use crate::lookup::{Miss, Note};
use crate::request::Fault;
use crate::suggest::Hint;

pub(crate) const NOTHING_TO_LOOK_UP: &str =
    "nothing to look up; try `imcode 70001` or `imcode --help`";
pub(crate) const EMPTY_INPUT: &str =
    "no code on standard input; try `imcode 70001` or `imcode --help`";
pub(crate) const WAITING: &str = "reading standard input; Ctrl-D ends it";

/// More of a text is not quoted, in characters.
const MAX_QUOTED: usize = 60;

pub(crate) fn note(note: &Note<'_>) -> String {
    match note {
        Note::Success => "0 means success: there is nothing to explain".to_owned(),
        Note::Unsigned { asked, code } => {
            format!("{asked} is {code}, printed as an unsigned 32-bit number")
        }
        Note::Renumbered { name, entry, former } => {
            format!("`{name}` was renumbered: {} is {} now", former.code(), entry.code())
        }
        Note::Unknown(number) => format!("{number} is no known code"),
        Note::Untaken(number) => {
            format!("{number} is a code too; `imcode {number}` explains it")
        }
        Note::LinesWithoutCode(1) => "1 line has no code".to_owned(),
        Note::LinesWithoutCode(lines) => format!("{lines} lines have no code"),
    }
}

pub(crate) fn miss(miss: &Miss) -> String {
    match miss {
        Miss::Code(code) => format!("unknown code {code}"),
        Miss::Range(first, last) if first == last => format!("unknown code {first}"),
        Miss::Range(first, last) => format!("no codes between {first} and {last}"),
        Miss::Name(name) => format!("unknown name {}", quoted(name)),
        Miss::NoCode(text) => format!("no code in {}", quoted(text)),
        Miss::NoCodeInLines(lines) => format!("no code in {lines} lines"),
        Miss::NothingFits(query) => format!("no code matches {}", quoted(query)),
        Miss::NothingPasses => "no code matches the filters".to_owned(),
        Miss::Refused(text, fault) => format!("cannot look up {}: {}", quoted(text), cause(*fault)),
    }
}

pub(crate) fn hint(hint: &Hint<'_>) -> String {
    match hint {
        Hint::Code(entry) => format!("did you mean {}?", brief(*entry)),
        Hint::OtherSign(entry) => format!("with the other sign it is {}", brief(*entry)),
        Hint::Name(name, entry) => format!("did you mean `{name}`, {}?", brief(*entry)),
        Hint::Former(entry) => {
            format!("{}: {}", entry.label(), entry.note().unwrap_or_default())
        }
        Hint::Around(category) => {
            format!("the codes around it belong to {} ({})", category.title(), category.id())
        }
        Hint::Before(entry) => format!("before it: {}", brief(*entry)),
        Hint::After(entry) => format!("after it: {}", brief(*entry)),
        Hint::Subcommand(name) => format!("did you mean `imcode {name}`?"),
        Hint::Search(words) => format!("`imcode search {}` searches for words", shortened(words)),
        Hint::ListOption(option, text) => format!("try `imcode list --{option} {text}`"),
    }
}

pub(crate) fn other_sign(entry: Entry<'_>) -> String {
    format!("with the other sign: {}", brief(entry))
}

pub(crate) fn not_a_range(text: &str) -> String {
    format!("{} is neither a code nor a range", quoted(text))
}

pub(crate) fn unknown_category(name: &str) -> String {
    format!("unknown category {}; `imcode categories` lists all", quoted(name))
}

pub(crate) fn unknown_layer(name: &str) -> String {
    format!("unknown layer {}; `imcode categories` lists all", quoted(name))
}

pub(crate) fn words_before_subcommand(word: &str) -> String {
    format!("{} before a subcommand; put it behind, or leave the subcommand out", quoted(word))
}

pub(crate) fn input_too_large(mebibytes: u64) -> String {
    format!("standard input is larger than {mebibytes} MiB; `imcode annotate` reads logs")
}

fn cause(fault: Fault) -> &'static str {
    match fault {
        Fault::NotWhole => "it is not a whole number",
        Fault::NoDigits => "its digits are missing",
        Fault::TooLarge => "it is too large for an error code",
        Fault::Backwards => "the range runs backwards",
        Fault::NotUtf8 => "it is not UTF-8",
        Fault::Empty => "there is nothing to look up in it",
    }
}

/// A code, what it means and who reports it.
fn brief(entry: Entry<'_>) -> String {
    format!("{} ({}; {})", entry.label(), entry.summary(), entry.category().layer())
}

fn quoted(text: &str) -> String {
    format!("`{}`", shortened(text))
}

fn shortened(text: &str) -> String {
    let mut chars = text.trim().chars();
    let start: String = chars.by_ref().take(MAX_QUOTED).collect();
    if chars.next().is_some() { start + "…" } else { start }
}
