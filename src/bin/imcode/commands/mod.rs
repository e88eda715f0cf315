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

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::args::Command;

/// The name of the command whose only operand is `help`, and no file.
pub(crate) fn name_before_help(command: &Command) -> Option<&'static str> {
    let is_help = |files: &[PathBuf]| files == [Path::new("help")] && !files[0].exists();
    match command {
        Command::List(list) if list.range == [OsStr::new("help")] => Some("list"),
        Command::Annotate(annotate) if is_help(&annotate.file) => Some("annotate"),
        Command::Stats(stats) if is_help(&stats.file) => Some("stats"),
        _ => None,
    }
}
