//! The styles of what people read, and the verdict on repeating a call in them.

use anstyle::{AnsiColor, Style};
use imcode::Retry;

use crate::language;
use crate::output::columns::Cell;
use crate::output::messages;

pub(crate) const STRONG: Style = Style::new().bold();
pub(crate) const DIM: Style = Style::new().dimmed();
pub(crate) const PLAIN: Style = Style::new();

/// The verdict in a word, and what it means if that is wanted. Most codes need an action first: they
/// are plain.
pub(crate) fn verdict(retry: Retry, in_full: bool) -> Cell<'static> {
    let color = match retry {
        Retry::Yes => Some(AnsiColor::Green),
        Retry::Wait => Some(AnsiColor::Yellow),
        Retry::Login => Some(AnsiColor::Cyan),
        _ => None,
    };
    let advice = || messages::colon() + retry.advice_in(language::current());
    let rest = if in_full { advice() } else { String::new() };
    Cell::led_by(messages::verdict(retry), color.map_or(PLAIN, AnsiColor::on_default), &rest)
}
