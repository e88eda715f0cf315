//! Reading a code file: its blocks are parsed, checked against the rules and packed one by one.
#![expect(clippy::ref_option, reason = "a field of a block is passed as it is")]

mod check;
pub(crate) mod diagnostic;
#[cfg(library)]
mod file;
mod pack;
mod parse;

use crate::codes::set::CodeSet;
use crate::codes::toml::diagnostic::{CodeFileError, Diagnostics, Message, message};
use crate::codes::toml::pack::Packer;
use crate::codes::toml::parse::{CategoryBlock, CodeBlock, LayerBlock, blocks, synonyms};

/// The largest text that is read, in bytes.
pub(crate) const MAX_BYTES: usize = 64 << 20;

pub(crate) fn too_large() -> Message {
    message!("is larger than 64 MiB; split it"; "超过 64 MiB；拆成几个文件")
}

/// Reads the text of a code file. `below` are the sets whose categories and codes it may name.
pub(crate) fn read(source: &str, text: &str, below: &[&CodeSet]) -> Result<CodeSet, CodeFileError> {
    if text.len() > MAX_BYTES {
        return Err(CodeFileError::unread(source, too_large()));
    }
    let mut found = Diagnostics::default();
    match read_blocks(source, text, below, &mut found) {
        Some(set) if found.is_empty() => Ok(set),
        _ => Err(found.into_error(source, text)),
    }
}

fn read_blocks(
    source: &str,
    text: &str,
    below: &[&CodeSet],
    found: &mut Diagnostics,
) -> Option<CodeSet> {
    let mut document = parse::parse(text, found)?;
    let document = &mut document;
    let mut packer = Packer::new(below);

    let layers = below.iter().flat_map(|set| set.layers().map(|it| (it.id(), set.source())));
    let mut defined = layers.map(|(id, source)| (id.to_owned(), Some(source))).collect();
    blocks(document, "layer", found, |at, block: LayerBlock, found| {
        check::missing("[[layer]]", at, &block.missing, found);
        check::once("layer", at, &block.id, &mut defined, found);
        packer.layer(&block);
    });

    let categories =
        below.iter().flat_map(|set| set.categories().map(|it| (it.id(), set.source())));
    let mut defined = categories.map(|(id, source)| (id.to_owned(), Some(source))).collect();
    let mut all_named = true;
    let whole = blocks(document, "category", found, |at, block: CategoryBlock, found| {
        check::missing("[[category]]", at, &block.missing, found);
        check::once("category", at, &block.id, &mut defined, found);
        packer.category(&block);
        all_named &= block.id.is_some();
    });
    // A category that seems to be missing may be one that was left out.
    let categories = (whole && all_named).then_some(&defined);

    let mut all_packed = true;
    let whole = blocks(document, "code", found, |at, block: CodeBlock, found| {
        check::code(at, &block, categories, below.is_empty(), found);
        all_packed &= packer.code(at, &block).is_some() && !block.is_mistyped;
    });

    synonyms(document, found, |term, words, found| {
        check::term(term.span().start, term.get_ref(), found);
        packer.synonym(term.get_ref(), &words);
    });

    let (data, places) = packer.finish();
    let set = CodeSet::new(source, data);
    check::overlaps(&set, &places, found);
    check::names(&set, &places, found);
    // A related code that seems to be missing may be one that was left out.
    if whole && all_packed {
        check::related(&set, &places, below, found);
    }
    Some(set)
}
