//! The rules of a code file; `tests` has an example that breaks each of them. A rule for a single text
//! stands beside its field in `parse`.

use std::collections::hash_map::Entry::{Occupied, Vacant};
use std::collections::{HashMap, HashSet};

use toml::Spanned;

use crate::codes::code::{Basis, Retry};
use crate::codes::set::{CodeSet, Entry};
use crate::codes::toml::diagnostic::{Diagnostics, quoted};
use crate::codes::toml::parse::{CodeBlock, CodeZh, Field, Name};

const MAX_ITEMS: usize = 64;

/// What a field may be. A text is one line that is not empty and safe to print, of so many characters
/// at most; `fault` says what else is wrong with it.
#[derive(Clone, Copy)]
pub(super) struct Rule {
    max: usize,
    fault: fn(&str) -> Option<String>,
    pub(super) is_required: bool,
}

impl Rule {
    pub(super) const fn required(self) -> Self {
        Self { is_required: true, ..self }
    }
}

/// A field that is no text has no other rule than whether it is required.
pub(super) const ANY: Rule = TEXT;
pub(super) const TEXT: Rule = Rule { max: 1000, fault: |_| None, is_required: false };
pub(super) const TITLE: Rule = Rule { max: 72, ..TEXT };
pub(super) const ZH_TITLE: Rule = Rule { max: 36, ..TEXT };
pub(super) const VERSION: Rule = Rule { max: 128, ..TEXT };
pub(super) const ZH_SUMMARY: Rule = Rule { max: 36, ..SUMMARY };
pub(super) const SUMMARY: Rule = Rule {
    fault: |text| {
        text.ends_with(['.', '。']).then(|| "ends with a full stop; remove it".to_owned())
    },
    ..TITLE
};
/// An identifier of a category or a layer.
pub(super) const WORD: Rule = Rule {
    max: 128,
    fault: |text| {
        let is_part = |char: char| matches!(char, 'a'..='z' | '0'..='9' | '.' | '_' | '-');
        (!text.chars().all(is_part))
            .then(|| "may have small letters, digits, `.`, `_` and `-` only".to_owned())
    },
    ..TEXT
};
pub(super) const NAME: Rule = Rule {
    max: 128,
    fault: |text| {
        let is_part = |char: char| char.is_ascii_alphanumeric() || char == '_';
        (!text.chars().all(is_part) || text.starts_with(|char: char| char.is_ascii_digit()))
            .then(|| "must be a constant's name: letters, digits and `_`".to_owned())
    },
    ..TEXT
};
pub(super) const RETRY: Rule =
    Rule { fault: |text| text.parse::<Retry>().err().map(|unknown| unknown.to_string()), ..TEXT };
/// Identifiers that are defined, and the source of those that another set defines.
pub(crate) type Defined<'b> = HashMap<String, Option<&'b str>>;

/// An identifier is defined once, here or in a set below.
pub(crate) fn once(
    kind: &str,
    at: usize,
    id: &Field<String>,
    defined: &mut Defined<'_>,
    found: &mut Diagnostics,
) {
    let Some(id) = id.as_ref().map(Spanned::get_ref) else { return };
    match defined.get(id) {
        Some(source) => {
            let place = match source {
                Some(source) => &format!("already defined in {}; remove this one", quoted(source)),
                None => "defined twice; remove one",
            };
            found.add(at, format!("{kind} `{}` is {place}", quoted(id)));
        }
        None => drop(defined.insert(id.clone(), None)),
    }
}

/// The rules for one code; `categories` are those that it may name, if all are known.
pub(crate) fn code(
    at: usize,
    block: &CodeBlock,
    categories: Option<&Defined<'_>>,
    is_builtin: bool,
    found: &mut Diagnostics,
) {
    missing("[[code]]", at, &block.missing, found);
    number(at, block, found);
    if let (Some(id), Some(known)) = (&block.category, categories)
        && id.get_ref().len() <= WORD.max
        && (WORD.fault)(id.get_ref()).is_none()
        && !known.contains_key(id.get_ref())
    {
        let message = format!(
            "unknown category `{}`; add a [[category]] block with this id, or correct it",
            quoted(id.get_ref())
        );
        found.add(id.span().start, message);
    }
    if let Some(related) = &block.related {
        let mut seen = HashSet::new();
        if !related.get_ref().iter().all(|code| seen.insert(code.get_ref())) {
            found.add(related.span().start, "`related` names a code twice");
        }
    }
    if let Some(zh) = &block.zh {
        chinese(zh.span().start, zh.get_ref(), found);
    }
    basis(block, is_builtin, found);
    if let Some(met) = block.met.as_ref().filter(|met| !is_builtin || *met.get_ref() > 3) {
        let message = "`met` is 1 to 3, and for the built-in codes; remove it";
        found.add(met.span().start, message);
    }
}

/// A code is not 0, and a range ends above it.
fn number(at: usize, block: &CodeBlock, found: &mut Diagnostics) {
    let Some(code) = block.code.as_ref().map(|code| *code.get_ref()) else { return };
    if code == 0 {
        found.add(at, "0 means success, not an error; remove this block");
    }
    if let Some(through) = &block.through
        && *through.get_ref() <= code
    {
        let message = format!("`through` {} is not above `code` {code}", through.get_ref());
        found.add(through.span().start, message);
    }
}

/// A Chinese text is whole: what happened and what to do.
fn chinese(at: usize, zh: &CodeZh, found: &mut Diagnostics) {
    if [&zh.summary, &zh.detail, &zh.action, &zh.note].into_iter().any(Option::is_some) {
        missing("Chinese text", at, &zh.missing, found);
    }
}

/// What the built-in codes rest on. A name alone supports no verdict, if it is not the same event as
/// a code that is documented.
fn basis(block: &CodeBlock, is_builtin: bool, found: &mut Diagnostics) {
    let Some(basis) = &block.basis else { return };
    let (at, basis) = (basis.span().start, &**basis.get_ref());
    let known = Basis::ALL.into_iter().filter(|known| *known != Basis::Own);
    let known: Vec<&str> = known.map(Basis::as_str).collect();
    let is_open = block.retry.as_ref().is_some_and(|retry| retry.get_ref() == "unknown");
    if !is_builtin {
        found.add(at, "`basis` is for the built-in codes; remove it");
    } else if !known.contains(&basis) {
        found.add(at, format!("`basis` must be one of {}", known.join(", ")));
    } else if basis == Basis::Name.as_str() && block.related.is_none() && !is_open {
        let message = "`retry` must be unknown if `basis` is name and no code is `related`";
        found.add(at, message);
    }
}

/// A term that people say something else for.
pub(crate) fn term(at: usize, term: &str, found: &mut Diagnostics) {
    if term.trim().is_empty() || term.chars().any(drives_terminal) {
        found.add(at, "`synonyms` has a term that is no word");
    }
}

/// The fields that a block must have and has not.
pub(crate) fn missing(block: &str, at: usize, fields: &[String], found: &mut Diagnostics) {
    if !fields.is_empty() {
        let them = if fields.len() == 1 { "it" } else { "them" };
        found.add(at, format!("{block} has no {}; add {them}", fields.join(", ")));
    }
}

/// One line that is not empty, not too long, and safe to print.
pub(crate) fn line(field: Name, at: usize, text: &str, rule: Rule, found: &mut Diagnostics) {
    let length = if text.len() <= rule.max { 0 } else { text.chars().count() };
    let fault = if text.chars().all(|char| char.is_whitespace() || is_invisible(char)) {
        Some("is empty".to_owned())
    } else if let Some(odd) = text.chars().find(|&char| drives_terminal(char)) {
        Some(format!("has the control character U+{:04X}; remove it", u32::from(odd)))
    } else if text.trim() != text {
        Some("begins or ends with a space; remove it".to_owned())
    } else if length > rule.max {
        Some(format!("has {length} characters; at most {} are allowed", rule.max))
    } else {
        (rule.fault)(text)
    };
    if let Some(fault) = &fault {
        found.add(at, format!("`{}` {fault}", field.concat()));
    }
}

pub(crate) fn length(field: Name, at: usize, items: usize, found: &mut Diagnostics) {
    if items > MAX_ITEMS {
        let message = format!("`{}` has over {MAX_ITEMS} items; keep the best", field.concat());
        found.add(at, message);
    }
}

/// In one layer, a number means one thing; `places` are those of the entries in the file.
pub(crate) fn overlaps(set: &CodeSet, places: &[usize], found: &mut Diagnostics) {
    let mut furthest: Option<(Entry<'_>, usize)> = None;
    for (entry, &at) in set.entries().zip(places) {
        let layer = entry.category().layer();
        if let Some((before, place)) = furthest
            && before.category().layer() == layer
        {
            if entry.code() <= before.last() {
                let message = if entry.code() == before.code() && entry.last() == before.last() {
                    format!("{} is already defined in layer `{layer}`,", entry.code())
                } else {
                    let (one, other) = (entry.label(), before.label());
                    format!("{one} overlaps {other} of layer `{layer}`")
                };
                found.add_conflict(at, message, place);
            }
            if entry.last() <= before.last() {
                continue;
            }
        }
        furthest = Some((entry, at));
    }
}

/// In a layer, a name belongs to one code.
pub(crate) fn names(set: &CodeSet, places: &[usize], found: &mut Diagnostics) {
    let mut owners = HashMap::new();
    for (entry, &at) in set.entries().zip(places) {
        for name in entry.name().into_iter().chain(entry.aliases()) {
            match owners.entry((entry.category().layer(), name.to_ascii_uppercase())) {
                Vacant(vacant) => drop(vacant.insert(entry.code())),
                Occupied(owner) => {
                    let (name, owner) = (quoted(name), owner.get());
                    let message = format!(
                        "the name {name} already belongs to {owner}; in a layer a name belongs to one code"
                    );
                    found.add(at, message);
                }
            }
        }
    }
}

/// Related codes are known; those of one file name each other.
pub(crate) fn related(
    set: &CodeSet,
    places: &[usize],
    below: &[&CodeSet],
    found: &mut Diagnostics,
) {
    for (entry, &at) in set.entries().zip(places) {
        let number = entry.code();
        for &other in entry.related() {
            let known = |set: &CodeSet| set.find(other.get()).next().is_some();
            let message = if other == number {
                format!("`related` of {number} names the code itself")
            } else if !known(set) {
                if below.iter().any(|set| known(set)) {
                    continue;
                }
                format!("`related` of {number} names {other}, which is unknown")
            } else if set.find(other.get()).any(|found| found.related().contains(&number)) {
                continue;
            } else {
                format!(
                    "`related` of {number} names {other}, but {other} does not name {number}; \
                     add it there"
                )
            };
            found.add(at, message);
        }
    }
}

/// Control characters, line separators and marks that turn the direction of text.
fn drives_terminal(char: char) -> bool {
    char.is_control()
        || matches!(char, '\u{2028}' | '\u{2029}' | '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Characters without a glyph: joiners, variation selectors.
fn is_invisible(char: char) -> bool {
    // What is printable is escaped with a backslash at most.
    char.escape_debug().len() > 2
}

#[cfg(test)]
mod tests;
