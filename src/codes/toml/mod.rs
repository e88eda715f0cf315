//! Reading a code file: parse the TOML into blocks, check them against the rules, pack them.

pub(crate) mod check;
pub(crate) mod diagnostic;
#[cfg(library)]
mod file;
pub(crate) mod parse;
pub(crate) mod resolve;

use crate::codes::packed;
use crate::codes::set::CodeSet;
use crate::codes::toml::diagnostic::{CodeFileError, Diagnostics};

/// The largest text that is read, in bytes.
pub(crate) const MAX_BYTES: usize = 64 << 20;
pub(crate) const TOO_LARGE: &str = "is larger than 64 MiB; split it";

/// Reads the text of a code file. `below` are the sets whose categories and codes it may name.
pub(crate) fn read(source: &str, text: &str, below: &[&CodeSet]) -> Result<CodeSet, CodeFileError> {
    if text.len() > MAX_BYTES {
        return Err(CodeFileError::unread(source, TOO_LARGE));
    }
    let mut diagnostics = Diagnostics::default();
    if let Some(file) = parse::parse(text, &mut diagnostics) {
        check::blocks(&file, below.is_empty(), &mut diagnostics);
        let resolved = resolve::resolve(&file, below, &mut diagnostics);
        check::codes(&resolved, below, &mut diagnostics);
        if diagnostics.is_empty() {
            return Ok(CodeSet::new(source, packed::pack(&resolved)));
        }
    }
    Err(diagnostics.into_error(source, text))
}
