//! `imcode check`: every fault of code files.

use std::path::PathBuf;

use anyhow::Result;
use imcode::CodeFileError;

use crate::catalog;
use crate::output;
use crate::output::faults::Faults;
use crate::output::messages;
use crate::output::stdout::{Outcome, Output};

pub(crate) fn run(in_use: &[PathBuf], files: &[PathBuf], out: &mut Output) -> Result<Outcome> {
    let errors = catalog::errors(in_use, files);
    let (unread, faulty): (Vec<_>, Vec<_>) = errors.into_iter().partition(CodeFileError::is_unread);
    let is_faulty = !faulty.is_empty();
    output::write(out, &Faults(faulty))?;
    unread.iter().for_each(messages::error);
    Ok(if !unread.is_empty() {
        Outcome::Refused
    } else if is_faulty {
        Outcome::Unknown
    } else {
        Outcome::Found
    })
}
