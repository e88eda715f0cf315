//! `imcode check`: every fault of code files.

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::Result;
use imcode::CodeFileError;

use crate::args::Format;
use crate::code_files;
use crate::output;
use crate::output::json::{self, FaultRecord};
use crate::output::messages;
use crate::output::stdout::{Outcome, Output};

pub(crate) fn run(in_use: &[PathBuf], files: &[PathBuf], out: &mut Output) -> Result<Outcome> {
    let (catalog, errors) = code_files::check(in_use, files);
    let (unread, faulty): (Vec<_>, Vec<_>) = errors.into_iter().partition(CodeFileError::is_unread);
    let is_faulty = !faulty.is_empty();
    let records = faulty.iter().flat_map(FaultRecord::all);
    match out.format {
        Some(Format::Json) => json::array(out, records)?,
        Some(Format::Jsonl) => json::lines(out, records)?,
        // A line `file:line: cause` for each.
        _ => {
            let mut lines = faulty.iter().flat_map(messages::faults);
            lines.try_for_each(|line| output::line(out, &line))?;
        }
    }
    out.flush()?;
    if out.is_terminal() {
        for file in catalog.sets().filter(|set| !set.is_builtin()) {
            let codes = file.entries().count();
            messages::note(messages::no_faults(file.source(), codes));
        }
    }
    unread.iter().flat_map(messages::faults).for_each(messages::error);
    Ok(if !unread.is_empty() {
        Outcome::Refused
    } else if is_faulty {
        Outcome::Unknown
    } else {
        Outcome::Found
    })
}
