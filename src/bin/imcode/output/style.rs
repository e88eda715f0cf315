//! The styles of what people read, and the verdict on repeating a call in them.

use anstyle::{AnsiColor, Style};
use imcode::Retry;

use crate::output::columns::Cell;
use crate::output::messages;

pub(crate) const STRONG: Style = Style::new().bold();
pub(crate) const DIM: Style = Style::new().dimmed();
pub(crate) const PLAIN: Style = Style::new();

/// The verdict in a word, and what it means if that is wanted. Most codes need an action first: they
/// are plain.
pub(crate) fn verdict(retry: Retry, in_full: bool) -> Cell<'static> {
    type Message = fn() -> String;
    let (color, word, advice): (_, Message, Message) = match retry {
        Retry::Yes => (Some(AnsiColor::Green), messages::retry_yes, messages::advice_yes),
        Retry::Wait => (Some(AnsiColor::Yellow), messages::retry_wait, messages::advice_wait),
        Retry::Login => (Some(AnsiColor::Cyan), messages::retry_login, messages::advice_login),
        Retry::No => (None, messages::retry_no, messages::advice_no),
        _ => (None, messages::retry_unknown, messages::advice_unknown),
    };
    let style = color.map_or(PLAIN, AnsiColor::on_default);
    Cell::led_by(word(), style, &if in_full { advice() } else { String::new() })
}
