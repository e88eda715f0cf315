//! The table of `codes.toml` as static data, written by the build script.

use std::borrow::Cow;

use crate::table::{CategoryRow, Code, NameRow, Retry, Row, Span, Table};

include!(concat!(env!("OUT_DIR"), "/builtin.rs"));

pub(crate) static BUILTIN: Table = Table {
    source: Cow::Borrowed("builtin"),
    text: Cow::Borrowed(TEXT),
    numbers: Cow::Borrowed(NUMBERS),
    categories: Cow::Borrowed(CATEGORIES),
    rows: Cow::Borrowed(ROWS),
    layer_ends: Cow::Borrowed(LAYER_ENDS),
    names: Cow::Borrowed(NAMES),
};
