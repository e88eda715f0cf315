//! The styles of what people read.

use anstyle::{AnsiColor, Style};
use imcode::Retry;

pub(crate) const STRONG: Style = Style::new().bold();
pub(crate) const DIM: Style = Style::new().dimmed();

/// The color of a retry advice.
pub(crate) fn retry(retry: Retry) -> Style {
    let color = match retry {
        Retry::Yes => AnsiColor::Green,
        Retry::Wait => AnsiColor::Yellow,
        Retry::Login => AnsiColor::Cyan,
        Retry::No => AnsiColor::Red,
        _ => return Style::new(),
    };
    color.on_default()
}
