//! Every sentence on standard error: `error:`, `hint:` or `note:`, lower case, no full stop,
//! backticks around literals.

pub(crate) mod lookup;

use std::fmt::Display;
use std::io::{self, Write};

use crate::output::stdout::printable;

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

/// There is nowhere to report that this could not be written.
fn say(kind: &str, text: &dyn Display) {
    let _ = writeln!(io::stderr().lock(), "{kind}: {}", printable(&text.to_string()));
}
