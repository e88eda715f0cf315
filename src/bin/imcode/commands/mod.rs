//! The subcommands.

pub(crate) mod annotate;
pub(crate) mod categories;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod explain;
mod filter;
pub(crate) mod list;
pub(crate) mod schema;
pub(crate) mod search;
pub(crate) mod stats;
pub(crate) mod template;
