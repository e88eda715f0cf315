//! Reading a code file: parse the TOML into blocks, check them against the rules, pack them.

pub(crate) mod categories;
pub(crate) mod check;
pub(crate) mod diagnostic;
#[cfg(library)]
mod file;
pub(crate) mod parse;

use toml::Spanned;

use crate::codes::packed::Packer;
use crate::codes::set::CodeSet;
use crate::codes::toml::categories::Categories;
use crate::codes::toml::diagnostic::{CodeFileError, Diagnostics};
use crate::codes::toml::parse::CodeBlock;

/// The largest text that is read, in bytes.
pub(crate) const MAX_BYTES: usize = 64 << 20;
pub(crate) const TOO_LARGE: &str = "is larger than 64 MiB; split it";

/// Reads the text of a code file. `below` are the sets whose categories and codes it may name.
pub(crate) fn read(source: &str, text: &str, below: &[&CodeSet]) -> Result<CodeSet, CodeFileError> {
    if text.len() > MAX_BYTES {
        return Err(CodeFileError::unread(source, TOO_LARGE));
    }
    let mut diagnostics = Diagnostics::default();
    let set = parse::parse(text, &mut diagnostics).map(|mut file| {
        let codes = file.codes.take();
        check::file(&file, below, &mut diagnostics);
        let mut categories = Categories::new(&file, below, &mut diagnostics);
        let mut packer = Packer::default();
        let mut whole = true;
        let take = |block: Spanned<CodeBlock<'_>>, diagnostics: &mut Diagnostics| {
            check::code(&block, below.is_empty(), diagnostics);
            let id = block.get_ref().category.as_ref();
            let category = id.and_then(|id| categories.find(id, diagnostics));
            whole &= category.is_some_and(|at| packer.code(&block, at, below.is_empty()));
        };
        let all_read = parse::codes(codes, &mut diagnostics, take);
        let (set, places) = packer.finish(&categories, &file);
        check::set(&set, &places, &mut diagnostics);
        // A code that seems to be missing may be one that was left out.
        if whole && all_read {
            check::related(&set, &places, below, &mut diagnostics);
        }
        set
    });
    match set {
        Some(set) if diagnostics.is_empty() => Ok(CodeSet::new(source, set)),
        _ => Err(diagnostics.into_error(source, text)),
    }
}
