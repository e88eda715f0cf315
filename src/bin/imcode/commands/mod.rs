//! The subcommands.

pub(crate) mod annotate;
pub(crate) mod completions;
pub(crate) mod stats;
