//! The styles of what people read.

use anstyle::{AnsiColor, Style};
use imcode::Retry;

pub(crate) const STRONG: Style = Style::new().bold();
pub(crate) const DIM: Style = Style::new().dimmed();
pub(crate) const PLAIN: Style = Style::new();

/// The color of a verdict; most codes need an action first and are plain.
pub(crate) fn retry(retry: Retry) -> Style {
    let color = match retry {
        Retry::Yes => AnsiColor::Green,
        Retry::Wait => AnsiColor::Yellow,
        Retry::Login => AnsiColor::Cyan,
        _ => return Style::new(),
    };
    color.on_default()
}
