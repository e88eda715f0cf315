//! The verdict on repeating a call: its word, its color, its advice.

use imcode::Retry;

use crate::output::columns::Cell;
use crate::output::{messages, style};

/// The word alone.
pub(crate) fn word(retry: Retry) -> Cell<'static> {
    Cell::styled(text(retry), style::retry(retry))
}

/// The word and what it means.
pub(crate) fn in_full(retry: Retry) -> Cell<'static> {
    let advice = match retry {
        Retry::Yes => messages::advice_yes(),
        Retry::Wait => messages::advice_wait(),
        Retry::Login => messages::advice_login(),
        Retry::No => messages::advice_no(),
        _ => messages::advice_unknown(),
    };
    Cell::led_by(text(retry), style::retry(retry), &advice)
}

fn text(retry: Retry) -> String {
    match retry {
        Retry::Yes => messages::retry_yes(),
        Retry::Wait => messages::retry_wait(),
        Retry::Login => messages::retry_login(),
        Retry::No => messages::retry_no(),
        _ => messages::retry_unknown(),
    }
}
