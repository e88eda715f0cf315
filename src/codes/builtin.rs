//! The codes of `codes.toml` and the search index over them as static data, written by the build
//! script.

use std::borrow::Cow;

use crate::codes::code::Code;
#[allow(clippy::enum_glob_use, reason = "rows name variants as `Debug` does")]
use crate::codes::code::{Basis::*, Retry::*};
use crate::codes::packed::{CategoryRow, LayerRow, Packed, Row, Span, TextRow};
use crate::codes::set::CodeSet;
#[cfg(feature = "search")]
use crate::search::index::Index;

pub(crate) static BUILTIN: CodeSet =
    CodeSet::builtin(include!(concat!(env!("OUT_DIR"), "/builtin.rs")));

/// The search index over the entries of [`BUILTIN`], ascending by code.
#[cfg(feature = "search")]
pub(crate) static INDEX: Index = include!(concat!(env!("OUT_DIR"), "/builtin_index.rs"));
