//! Every sentence on standard error, and how it gets there: `error:`, `hint:` or `note:`, lower case, no
//! full stop, backticks around literals.

use std::fmt::Display;
use std::io::{self, Write};

use imcode::Code;

use crate::output::escape;

/// What could not be done.
pub(crate) fn error(text: impl Display) {
    say("error", &text);
}

/// What to do instead.
pub(crate) fn hint(text: impl Display) {
    say("hint", &text);
}

/// What is worth knowing beside the result.
pub(crate) fn note(text: impl Display) {
    say("note", &text);
}

/// There is nowhere to report that this could not be written. A text may quote arguments, paths and
/// code files: all of it is escaped here.
fn say(kind: &str, text: &dyn Display) {
    let text = escape::text(&text.to_string());
    let _ = writeln!(io::stderr().lock(), "{kind}: {text}");
}

pub(crate) const NOT_UTF8: &str = "it is not UTF-8";
pub(crate) const STANDARD_INPUT: &str = "standard input";

/// A function for each message. A second language is a second column.
macro_rules! messages {
    ($($name:ident($($argument:ident: $type:ty),*) $english:literal)*) => {
        $(pub(crate) fn $name($($argument: $type),*) -> String {
            format!($english)
        })*
    };
}

messages! {
    // The command line.
    unknown_option(option: &str) "unknown option `{option}`"
    unknown_subcommand(name: &str) "unknown subcommand `{name}`"
    missing_argument(argument: &str) "missing argument {argument}"
    missing_value(option: &str) "missing value for `{option}`"
    invalid_value(value: &str, option: &str) "invalid value `{value}` for `{option}`"
    wrong_value(value: &str, option: &str, cause: &str) "invalid value `{value}` for `{option}`: {cause}"
    unexpected_value(value: &str, option: &str) "unexpected value `{value}` for `{option}`"
    did_you_mean(name: &dyn Display) "did you mean `{name}`?"
    option_of(option: &str, command: &str) "`{option}` is an option of `imcode {command}`"
    possible_values(values: &str) "possible values: {values}"
    usage(line: &str) "usage: {line}"
    words_before_subcommand(word: &str) "`{word}` before a subcommand; put it behind, or leave the subcommand out"

    // Looking up.
    nothing_to_look_up() "nothing to look up; try `imcode 70001` or `imcode --help`"
    no_code_in_input() "no code on standard input; try `imcode 70001` or `imcode --help`"
    input_too_large(mib: u64) "standard input is larger than {mib} MiB; `imcode annotate` reads logs"
    cannot_look_up(text: &str, cause: &str) "cannot look up `{text}`: {cause}"
    success() "0 means success: there is nothing to explain"
    unknown_code(code: i64) "unknown code {code}"
    unknown_name(name: &str) "unknown name `{name}`"
    no_code_in(text: &str) "no code in `{text}`"
    no_code_between(first: i64, last: i64) "no codes between {first} and {last}"
    no_match(query: &str) "no code matches `{query}`"
    renumbered(name: &str, was: Code, is: Code) "{name} was renumbered: {was} is {is} now"
    did_you_mean_subcommand(name: &str) "did you mean `imcode {name}`?"

    // Suggestions; `brief` is a code and its summary.
    other_sign(brief: &str) "with the other sign: {brief}"
    as_signed(brief: &str) "as a signed 32-bit number: {brief}"
    one_digit_away(brief: &str) "one digit away: {brief}"
    similar_name(name: &str, brief: &str) "similar name: {name} {brief}"
    former_name(code: &str, note: &str) "{code}: {note}"
    codes_around(title: &str, category: &str) "the codes around it belong to {title} ({category})"
    before(brief: &str) "before it: {brief}"
    after(brief: &str) "after it: {brief}"

    // Lists.
    no_range(text: &str) "`{text}` is neither a code nor a range"
    option_instead_of_range(text: &str, option: &str) "`{text}` is neither a code nor a range; try `imcode list --{option} {text}`"
    unknown_category(name: &str) "unknown category `{name}`; `imcode categories` lists all"
    unknown_layer(name: &str) "unknown layer `{name}`; `imcode categories` lists all"
    no_code_for_filters() "no code matches the filters"

    // Files and streams.
    standard_output(error: &io::Error) "standard output: {error}"
    unreadable(path: &str, error: &io::Error) "{path}: cannot be read: {error}"
    input_is_output(path: &str) "{path}: is also the output"
    first_fault(fault: &str) "{fault} (`imcode check` lists all faults)"
    no_code_in_log() "no code found"
    try_loose() "`--loose` accepts every known number that is a word of its own"
}
