//! The rules of a code file; `tests` has an example that breaks each of them.

use std::collections::hash_map::Entry::{Occupied, Vacant};
use std::collections::{HashMap, HashSet};

use toml::Spanned;

use crate::codes::code::{Basis, Retry};
use crate::codes::set::{CodeSet, Entry};
use crate::codes::toml::diagnostic::{Diagnostics, quoted};
use crate::codes::toml::parse::{CategoryBlock, CodeBlock, CodeZh, Field, LayerBlock, List, Name};

const MAX_ITEMS: usize = 64;

/// What a text may be, beyond one line that is not empty and safe to print: how many characters it
/// may have, and what is wrong with it.
#[derive(Clone, Copy)]
struct Rule {
    max: usize,
    fault: fn(&str) -> Option<String>,
}

const TEXT: Rule = Rule { max: 1000, fault: |_| None };
const TITLE: Rule = Rule { max: 72, ..TEXT };
const ZH_TITLE: Rule = Rule { max: 36, ..TEXT };
const VERSION: Rule = Rule { max: 128, ..TEXT };
const ZH_SUMMARY: Rule = Rule { max: 36, ..SUMMARY };
const SUMMARY: Rule = Rule {
    max: 72,
    fault: |text| {
        text.ends_with(['.', '。']).then(|| "ends with a full stop; remove it".to_owned())
    },
};
/// An identifier of a category or a layer.
const WORD: Rule = Rule {
    max: 128,
    fault: |text| {
        let is_part = |char: char| matches!(char, 'a'..='z' | '0'..='9' | '.' | '_' | '-');
        (!text.chars().all(is_part))
            .then(|| "may have small letters, digits, `.`, `_` and `-` only".to_owned())
    },
};
const NAME: Rule = Rule {
    max: 128,
    fault: |text| {
        let is_part = |char: char| char.is_ascii_alphanumeric() || char == '_';
        (!text.chars().all(is_part) || text.starts_with(|char: char| char.is_ascii_digit()))
            .then(|| "must be a constant's name: letters, digits and `_`".to_owned())
    },
};
const RETRY: Rule =
    Rule { fault: |text| text.parse::<Retry>().err().map(|unknown| unknown.to_string()), ..TEXT };
const BASIS: Rule = Rule {
    fault: |text| {
        let known = Basis::ALL.into_iter().filter(|known| *known != Basis::Own);
        let known: Vec<&str> = known.map(Basis::as_str).collect();
        (!known.contains(&text)).then(|| format!("must be one of {}", known.join(", ")))
    },
    ..TEXT
};

/// A text field: its name, its text, the rule for it, and whether it must be there.
type Text<'f> = (&'f str, &'f Field<String>, Rule, bool);

/// Identifiers that are defined, and the source of those that another set defines.
pub(crate) type Defined<'b> = HashMap<String, Option<&'b str>>;

pub(crate) fn layer(
    at: usize,
    block: &LayerBlock,
    defined: &mut Defined<'_>,
    found: &mut Diagnostics,
) {
    let mut texts = vec![
        ("id", &block.id, WORD, true),
        ("title", &block.title, TITLE, true),
        ("constant_prefix", &block.constant_prefix, NAME, false),
        ("note", &block.note, TEXT, false),
    ];
    if let Some(zh) = block.zh.as_ref().map(Spanned::get_ref) {
        texts.push(("zh.title", &zh.title, ZH_TITLE, false));
        texts.push(("zh.note", &zh.note, TEXT, false));
    }
    fields("[[layer]]", at, None, &block.mistyped, &texts, found);
    once("layer", at, &block.id, defined, found);
}

pub(crate) fn category(
    at: usize,
    block: &CategoryBlock,
    defined: &mut Defined<'_>,
    found: &mut Diagnostics,
) {
    let mut texts = vec![
        ("id", &block.id, WORD, true),
        ("layer", &block.layer, WORD, true),
        ("title", &block.title, TITLE, true),
    ];
    texts.extend(block.zh.as_ref().map(|zh| ("zh.title", &zh.get_ref().title, ZH_TITLE, false)));
    fields("[[category]]", at, None, &block.mistyped, &texts, found);
    once("category", at, &block.id, defined, found);
}

/// An identifier is defined once, here or in a set below.
fn once(
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
    let texts = [
        ("category", &block.category, WORD, true),
        ("summary", &block.summary, SUMMARY, true),
        ("action", &block.action, TEXT, true),
        ("retry", &block.retry, RETRY, true),
        ("name", &block.name, NAME, false),
        ("detail", &block.detail, TEXT, false),
        ("note", &block.note, TEXT, false),
        ("since", &block.since, VERSION, false),
        ("until", &block.until, VERSION, false),
    ];
    let missing = block.code.is_none().then_some("code");
    fields("[[code]]", at, missing, &block.mistyped, &texts, found);
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
    list("aliases", &block.aliases, NAME, found);
    list("former_names", &block.former_names, NAME, found);
    list("keywords", &block.keywords, TEXT, found);
    length("related", &block.related, found);
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

/// A Chinese text is short too, and whole: what happened and what to do.
fn chinese(at: usize, zh: &CodeZh, found: &mut Diagnostics) {
    let is_text = [&zh.summary, &zh.detail, &zh.action, &zh.note].into_iter().any(Option::is_some);
    let texts = [
        ("zh.summary", &zh.summary, ZH_SUMMARY, is_text),
        ("zh.detail", &zh.detail, TEXT, false),
        ("zh.action", &zh.action, TEXT, is_text),
        ("zh.note", &zh.note, TEXT, false),
    ];
    fields("Chinese text", at, None, &zh.mistyped, &texts, found);
    list("zh.keywords", &zh.keywords, TEXT, found);
}

/// What the built-in codes rest on. A name alone supports no verdict, if it is not the same event as
/// a code that is documented.
fn basis(block: &CodeBlock, is_builtin: bool, found: &mut Diagnostics) {
    let Some(basis) = &block.basis else { return };
    let is = |field: &Field<String>, word| field.as_ref().is_some_and(|it| it.get_ref() == word);
    if !is_builtin {
        found.add(basis.span().start, "`basis` is for the built-in codes; remove it");
    } else if line("basis", basis, BASIS, found)
        && is(&block.basis, Basis::Name.as_str())
        && block.related.is_none()
        && !is(&block.retry, Retry::Unknown.as_str())
    {
        let message = "`retry` must be unknown if `basis` is name and no code is `related`";
        found.add(basis.span().start, message);
    }
}

/// The rules for a term and what people say in its place.
pub(crate) fn synonym(at: usize, term: &str, words: &Field<List<String>>, found: &mut Diagnostics) {
    if term.trim().is_empty() || term.chars().any(drives_terminal) {
        found.add(at, "`synonyms` has a term that is no word");
    }
    list("synonyms", words, TEXT, found);
}

/// The text fields of a block. `missing` is a field of another type that is not there.
fn fields(
    block: &str,
    at: usize,
    missing: Option<&str>,
    mistyped: &[Name],
    texts: &[Text<'_>],
    found: &mut Diagnostics,
) {
    let absent = texts.iter().filter(|(_, text, _, needed)| *needed && text.is_none());
    let missing = missing.into_iter().chain(absent.map(|(field, ..)| *field));
    let missing = missing.filter(|field| !mistyped.iter().any(|name| name.concat() == *field));
    let missing: Vec<String> = missing.map(|field| format!("`{field}`")).collect();
    if !missing.is_empty() {
        let them = if missing.len() == 1 { "it" } else { "them" };
        found.add(at, format!("{block} has no {}; add {them}", missing.join(", ")));
    }
    for (field, text, rule, _) in texts {
        if let Some(text) = text {
            line(field, text, *rule, found);
        }
    }
}

/// One line that is not empty, not too long, and safe to print; false if it breaks a rule.
fn line(field: &str, text: &Spanned<String>, rule: Rule, found: &mut Diagnostics) -> bool {
    let (at, text) = (text.span().start, text.get_ref());
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
        found.add(at, format!("`{field}` {fault}"));
    }
    fault.is_none()
}

fn list(field: &str, items: &Field<List<String>>, rule: Rule, found: &mut Diagnostics) {
    length(field, items, found);
    for item in items.iter().flat_map(Spanned::get_ref) {
        line(field, item, rule, found);
    }
}

fn length<T>(field: &str, list: &Field<List<T>>, found: &mut Diagnostics) {
    if let Some(list) = list
        && list.get_ref().len() > MAX_ITEMS
    {
        let message = format!("`{field}` has over {MAX_ITEMS} items; keep the best");
        found.add(list.span().start, message);
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
