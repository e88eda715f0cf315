//! The rules of a code file, one function each; `tests` has an example that breaks each of them.

use std::collections::HashSet;

use toml::Spanned;

use crate::codes::code::{Basis, Retry};
use crate::codes::packed::Packed;
use crate::codes::set::CodeSet;
use crate::codes::toml::categories::text;
use crate::codes::toml::diagnostic::{Diagnostics, quoted};
use crate::codes::toml::parse::{
    CategoryBlock, CodeBlock, CodeFile, LayerBlock, List, Str, Synonym,
};

const MAX_SUMMARY: usize = 72;
const MAX_ZH_SUMMARY: usize = 36;
const MAX_TEXT: usize = 1000;
const MAX_WORD: usize = 128;
const MAX_ITEMS: usize = 64;

/// The rules for all blocks but those of codes.
pub(crate) fn file(file: &CodeFile<'_>, below: &[&CodeSet], diagnostics: &mut Diagnostics) {
    for block in &file.layers {
        layer(block, diagnostics);
    }
    layers_once(file, below, diagnostics);
    for block in &file.categories {
        category(block, diagnostics);
    }
    for synonym in &file.synonyms {
        term(synonym, diagnostics);
        items("synonyms", synonym.words.as_ref(), diagnostics);
    }
}

/// The rules between codes; `places` are those of the rows in the file.
pub(crate) fn set(set: &Packed, places: &[usize], diagnostics: &mut Diagnostics) {
    overlaps(set, places, diagnostics);
    names(set, places, diagnostics);
}

fn layer(block: &Spanned<LayerBlock<'_>>, diagnostics: &mut Diagnostics) {
    let (at, block) = (block.span().start, block.get_ref());
    let needed = [("id", block.id.is_some()), ("title", block.title.is_some())];
    required("[[layer]]", at, &needed, diagnostics);
    if let Some(id) = &block.id {
        word("id", id, diagnostics);
    }
    if let Some(prefix) = &block.constant_prefix {
        name("constant_prefix", prefix, diagnostics);
    }
    let zh = block.zh.as_ref().map(Spanned::get_ref);
    for (field, text, most) in [
        ("title", block.title.as_ref(), MAX_SUMMARY),
        ("note", block.note.as_ref(), MAX_TEXT),
        ("zh.title", zh.and_then(|zh| zh.title.as_ref()), MAX_ZH_SUMMARY),
        ("zh.note", zh.and_then(|zh| zh.note.as_ref()), MAX_TEXT),
    ] {
        if let Some(text) = text {
            line(field, text, most, diagnostics);
        }
    }
}

/// A layer is declared once, here or below.
fn layers_once(file: &CodeFile<'_>, below: &[&CodeSet], diagnostics: &mut Diagnostics) {
    let mut declared = HashSet::new();
    for block in &file.layers {
        let (at, Some(id)) = (block.span().start, text(block.get_ref().id.as_ref())) else {
            continue;
        };
        let is_known = |set: &&&CodeSet| set.layers().any(|layer| layer.id() == id);
        if let Some(set) = below.iter().find(is_known) {
            let (id, source) = (quoted(id), quoted(set.source()));
            let message = format!("layer `{id}` is already defined in {source}; remove this one");
            diagnostics.add(at, message);
        } else if !declared.insert(id) {
            diagnostics.add(at, format!("layer `{}` is defined twice; remove one", quoted(id)));
        }
    }
}

fn category(block: &Spanned<CategoryBlock<'_>>, diagnostics: &mut Diagnostics) {
    let (at, block) = (block.span().start, block.get_ref());
    let fields = [("id", &block.id), ("layer", &block.layer), ("title", &block.title)];
    required("[[category]]", at, &fields.map(|(field, text)| (field, text.is_some())), diagnostics);
    for (field, text) in fields.iter().filter_map(|(field, text)| Some((*field, text.as_ref()?))) {
        if field == "title" {
            line(field, text, MAX_SUMMARY, diagnostics);
        } else {
            word(field, text, diagnostics);
        }
    }
    if let Some(title) = block.zh.as_ref().and_then(|zh| zh.get_ref().title.as_ref()) {
        line("zh.title", title, MAX_ZH_SUMMARY, diagnostics);
    }
}

/// The rules for one code.
pub(crate) fn code(
    block: &Spanned<CodeBlock<'_>>,
    is_builtin: bool,
    diagnostics: &mut Diagnostics,
) {
    let (at, block) = (block.span().start, block.get_ref());
    let needed = [
        ("code", block.code.is_some()),
        ("category", block.category.is_some()),
        ("summary", block.summary.is_some()),
        ("action", block.action.is_some()),
        ("retry", block.retry.is_some()),
    ];
    required("[[code]]", at, &needed, diagnostics);
    number(at, block, diagnostics);
    if let Some(category) = &block.category {
        word("category", category, diagnostics);
    }
    if let Some(text) = &block.name {
        name("name", text, diagnostics);
    }
    for (field, list) in [("aliases", &block.aliases), ("former_names", &block.former_names)] {
        length(field, list.as_ref(), diagnostics);
        for text in list.iter().flat_map(Spanned::get_ref) {
            name(field, text, diagnostics);
        }
    }
    for (field, text) in block.lines() {
        if let Some(text) = text {
            let most = match field {
                "summary" => MAX_SUMMARY,
                "since" | "until" => MAX_WORD,
                _ => MAX_TEXT,
            };
            line(field, text, most, diagnostics);
        }
    }
    if let Some(summary) = &block.summary {
        full_stop("summary", summary, diagnostics);
    }
    if let Some(word) = &block.retry {
        retry(word, diagnostics);
    }
    items("keywords", block.keywords.as_ref(), diagnostics);
    length("related", block.related.as_ref(), diagnostics);
    repeated(block, diagnostics);
    zh(block, diagnostics);
    basis(block, is_builtin, diagnostics);
}

/// A Chinese text is short too, and whole: what happened and what to do.
fn zh(block: &CodeBlock<'_>, diagnostics: &mut Diagnostics) {
    let Some(zh) = &block.zh else { return };
    let (at, zh) = (zh.span().start, zh.get_ref());
    let lines = zh.lines().into_iter().filter_map(|(field, text)| Some((field, text.as_ref()?)));
    for (field, text) in lines.clone() {
        let most = if field == "zh.summary" { MAX_ZH_SUMMARY } else { MAX_TEXT };
        line(field, text, most, diagnostics);
    }
    if let Some(summary) = &zh.summary {
        full_stop("zh.summary", summary, diagnostics);
    }
    if lines.count() > 0 {
        let needed = [("zh.summary", zh.summary.is_some()), ("zh.action", zh.action.is_some())];
        required("Chinese text", at, &needed, diagnostics);
    }
    items("zh.keywords", zh.keywords.as_ref(), diagnostics);
}

/// What the built-in codes rest on. A name alone supports no verdict, if it is not the same event as
/// a code that is documented.
fn basis(block: &CodeBlock<'_>, is_builtin: bool, diagnostics: &mut Diagnostics) {
    let Some(word) = &block.basis else { return };
    let (at, basis): (usize, &str) = (word.span().start, word.get_ref());
    let known = Basis::ALL.into_iter().filter(|known| *known != Basis::Own).map(Basis::as_str);
    if !is_builtin {
        diagnostics.add(at, "`basis` is for the built-in codes; remove it");
    } else if known.clone().all(|known| known != basis) {
        let known: Vec<&str> = known.collect();
        diagnostics.add(at, format!("`basis` must be one of {}", known.join(", ")));
    } else if basis == Basis::Name.as_str() && block.related.is_none() {
        let retry = block.retry.as_ref();
        if retry.is_some_and(|retry| &**retry.get_ref() != Retry::Unknown.as_str()) {
            let message = "`retry` must be unknown if `basis` is name and no code is `related`";
            diagnostics.add(at, message);
        }
    }
}

fn required(block: &str, at: usize, fields: &[(&str, bool)], diagnostics: &mut Diagnostics) {
    let missing = fields.iter().filter(|(_, present)| !present);
    let missing: Vec<String> = missing.map(|(field, _)| format!("`{field}`")).collect();
    if !missing.is_empty() {
        let them = if missing.len() == 1 { "it" } else { "them" };
        diagnostics.add(at, format!("{block} has no {}; add {them}", missing.join(", ")));
    }
}

/// A code is not 0, and a range ends above it.
fn number(at: usize, block: &CodeBlock<'_>, diagnostics: &mut Diagnostics) {
    let Some(code) = block.code.as_ref().map(|code| *code.get_ref()) else { return };
    if code == 0 {
        diagnostics.add(at, "0 means success, not an error; remove this block");
    }
    if let Some(through) = &block.through
        && *through.get_ref() <= code
    {
        let message = format!("`through` {} is not above `code` {code}", through.get_ref());
        diagnostics.add(through.span().start, message);
    }
}

/// One line that is not empty, not too long, and safe to print.
fn line(field: &str, text: &Spanned<Str<'_>>, most: usize, diagnostics: &mut Diagnostics) -> bool {
    let (at, text): (usize, &str) = (text.span().start, text.get_ref());
    if is_plain(text) && text.len() <= most {
        return true;
    }
    if text.chars().all(|char| char.is_whitespace() || is_invisible(char)) {
        diagnostics.add(at, format!("`{field}` is empty"));
        return false;
    }
    if let Some(odd) = text.chars().find(|&char| drives_terminal(char)) {
        let odd = u32::from(odd);
        let message = format!("`{field}` has the control character U+{odd:04X}; remove it");
        diagnostics.add(at, message);
        return false;
    }
    if text.trim() != text {
        diagnostics.add(at, format!("`{field}` begins or ends with a space; remove it"));
    }
    let length = if text.len() <= most { 0 } else { text.chars().count() };
    if length > most {
        let message = format!("`{field}` has {length} characters; at most {most} are allowed");
        diagnostics.add(at, message);
    }
    length <= most
}

fn full_stop(field: &str, text: &Spanned<Str<'_>>, diagnostics: &mut Diagnostics) {
    if text.get_ref().ends_with(['.', '。']) {
        let message = format!("`{field}` ends with a full stop; remove it");
        diagnostics.add(text.span().start, message);
    }
}

/// An identifier of a category or a layer.
fn word(field: &str, text: &Spanned<Str<'_>>, diagnostics: &mut Diagnostics) {
    if line(field, text, MAX_WORD, diagnostics) && !is_word(text.get_ref()) {
        let message = format!("`{field}` may have small letters, digits, `.`, `_` and `-` only");
        diagnostics.add(text.span().start, message);
    }
}

/// True for a text of the letters that an identifier may have.
pub(crate) fn is_word(text: &str) -> bool {
    let part =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-".contains(&byte);
    text.len() <= MAX_WORD && text.bytes().all(part)
}

/// The name of a constant.
fn name(field: &str, text: &Spanned<Str<'_>>, diagnostics: &mut Diagnostics) {
    let part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let is_name = |text: &str| {
        text.bytes().all(part) && !text.starts_with(|char: char| char.is_ascii_digit())
    };
    if line(field, text, MAX_WORD, diagnostics) && !is_name(text.get_ref()) {
        let message = format!("`{field}` must be a constant's name: letters, digits and `_`");
        diagnostics.add(text.span().start, message);
    }
}

fn retry(word: &Spanned<Str<'_>>, diagnostics: &mut Diagnostics) {
    if let Err(unknown) = word.get_ref().parse::<Retry>() {
        diagnostics.add(word.span().start, format!("`retry` {unknown}"));
    }
}

fn length<T>(field: &str, list: Option<&Spanned<List<T>>>, diagnostics: &mut Diagnostics) {
    if let Some(list) = list
        && list.get_ref().len() > MAX_ITEMS
    {
        let message = format!("`{field}` has over {MAX_ITEMS} items; keep the best");
        diagnostics.add(list.span().start, message);
    }
}

/// A list of lines.
fn items(field: &str, list: Option<&Spanned<List<Str<'_>>>>, diagnostics: &mut Diagnostics) {
    length(field, list, diagnostics);
    for item in list.iter().flat_map(|list| list.get_ref()) {
        line(field, item, MAX_TEXT, diagnostics);
    }
}

fn repeated(block: &CodeBlock<'_>, diagnostics: &mut Diagnostics) {
    let Some(list) = &block.related else { return };
    let mut codes: Vec<i32> = list.get_ref().iter().map(|code| *code.get_ref()).collect();
    codes.sort_unstable();
    if codes.windows(2).any(|pair| pair[0] == pair[1]) {
        diagnostics.add(list.span().start, "`related` names a code twice");
    }
}

fn term(synonym: &Synonym<'_>, diagnostics: &mut Diagnostics) {
    let term = synonym.term.get_ref();
    if term.trim().is_empty() || term.chars().any(drives_terminal) {
        diagnostics.add(synonym.term.span().start, "`synonyms` has a term that is no word");
    }
}

/// In one layer, a number means one thing.
fn overlaps(set: &Packed, places: &[usize], diagnostics: &mut Diagnostics) {
    let mut start = 0;
    for &end in set.layer_ends.iter() {
        let mut last = start;
        for at in start + 1..end as usize {
            let (before, row) = (&set.rows[last], &set.rows[at]);
            if row.code <= before.through {
                let layer = set.text(set.categories[row.category as usize].layer);
                let message = if (row.code, row.through) == (before.code, before.through) {
                    format!("{} is already defined in layer `{layer}`,", row.code)
                } else {
                    let (one, other) = (row.label(), before.label());
                    format!("{one} overlaps {other} of layer `{layer}`")
                };
                diagnostics.add_conflict(places[at], message, places[last]);
            }
            if row.through > before.through {
                last = at;
            }
        }
        start = end as usize;
    }
}

/// A name belongs to one code.
fn names(set: &Packed, places: &[usize], diagnostics: &mut Diagnostics) {
    for pair in set.names.windows(2) {
        let (owner, name) = (set.text(pair[0].name), set.text(pair[1].name));
        if owner.eq_ignore_ascii_case(name) {
            let (owner, name) = (set.rows[pair[0].row as usize].code, quoted(name));
            let message =
                format!("the name {name} already belongs to {owner}; a name belongs to one code");
            diagnostics.add(places[pair[1].row as usize], message);
        }
    }
}

/// Related codes are known; those of one file name each other.
pub(crate) fn related(
    set: &Packed,
    places: &[usize],
    below: &[&CodeSet],
    diagnostics: &mut Diagnostics,
) {
    for (row, &at) in set.rows.iter().zip(places) {
        let number = row.code;
        for &other in set.numbers(row.related) {
            if other.get() == number {
                let message = format!("`related` of {number} names the code itself");
                diagnostics.add(at, message);
                continue;
            }
            let mut here = set.find(other.get()).peekable();
            if here.peek().is_none() {
                if below.iter().all(|set| set.find(other.get()).next().is_none()) {
                    let message = format!("`related` of {number} names {other}, which is unknown");
                    diagnostics.add(at, message);
                }
            } else if !here.any(|found| set.numbers(found.related).contains(&number.into())) {
                let message = format!(
                    "`related` of {number} names {other}, but {other} does not name {number}; \
                     add it there"
                );
                diagnostics.add(at, message);
            }
        }
    }
}

/// True for a text that [`line`] accepts at a glance: most are such, and many bytes are compared at
/// a time.
fn is_plain(text: &str) -> bool {
    let printable = text.bytes().fold(true, |all, byte| all & (b' '..=b'~').contains(&byte));
    printable && !text.is_empty() && !text.starts_with(' ') && !text.ends_with(' ')
}

/// Control characters, line separators and marks that turn the direction of text.
fn drives_terminal(char: char) -> bool {
    char.is_control()
        || matches!(char, '\u{2028}' | '\u{2029}' | '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Characters without a glyph: joiners, fillers, variation selectors.
fn is_invisible(char: char) -> bool {
    matches!(
        char,
        '\u{00AD}' | '\u{034F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2065}'
            | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

#[cfg(test)]
mod tests;
