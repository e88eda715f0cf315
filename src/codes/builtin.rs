//! The table of `codes.toml` as static data, written by the build script.

use std::borrow::Cow;

use crate::codes::set::{CategoryRow, Code, NameRow, Retry, Row, Span, SynonymRow, Table};
#[cfg(feature = "search")]
use crate::search::index::{Index, Surface, Term};

include!(concat!(env!("OUT_DIR"), "/builtin.rs"));

pub(crate) static BUILTIN: Table = Table {
    source: Cow::Borrowed("builtin"),
    text: Cow::Borrowed(TEXT),
    numbers: Cow::Borrowed(NUMBERS),
    categories: Cow::Borrowed(CATEGORIES),
    rows: Cow::Borrowed(ROWS),
    layer_ends: Cow::Borrowed(LAYER_ENDS),
    names: Cow::Borrowed(NAMES),
    synonyms: Cow::Borrowed(SYNONYMS),
};

#[cfg(feature = "search")]
include!(concat!(env!("OUT_DIR"), "/builtin_index.rs"));

/// The search index over the entries of [`BUILTIN`], ascending by code.
#[cfg(feature = "search")]
pub(crate) static INDEX: Index = Index {
    text: Cow::Borrowed(WORDS),
    terms: Cow::Borrowed(TERMS),
    postings: Cow::Borrowed(POSTINGS),
    surface_text: Cow::Borrowed(SURFACE_WORDS),
    surfaces: Cow::Borrowed(SURFACES),
};
