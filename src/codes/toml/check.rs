//! The rules of a code file; `tests` has an example that breaks each of them. `parse` lists the rule of
//! each field.

use std::collections::hash_map::Entry::{Occupied, Vacant};
use std::collections::{HashMap, HashSet};

use toml::Spanned;

use crate::codes::code::{Basis, Retry};
use crate::codes::set::{CodeSet, Entry};
use crate::codes::toml::diagnostic::{Diagnostics, Message, fault, message, quoted};
use crate::codes::toml::parse::{CodeBlock, CodeZh, Field, Name};

const MAX_ITEMS: usize = 64;

/// What a field may be. A text is one line that is not empty and safe to print, of so many characters
/// at most; `fault` says what else is wrong with it.
#[derive(Clone, Copy)]
pub(super) struct Rule {
    max: usize,
    fault: fn(&str) -> Option<Message>,
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
        text.ends_with(['.', '。'])
            .then(|| message!("ends with a full stop; remove it"; "末尾有句号；去掉"))
    },
    ..TITLE
};
/// An identifier of a category or a layer.
pub(super) const WORD: Rule = Rule {
    max: 128,
    fault: |text| {
        let is_part = |char: char| matches!(char, 'a'..='z' | '0'..='9' | '.' | '_' | '-');
        (!text.chars().all(is_part)).then(|| {
            message!("may have small letters, digits, `.`, `_` and `-` only";
                "只能有小写字母、数字、`.`、`_` 和 `-`")
        })
    },
    ..TEXT
};
pub(super) const NAME: Rule = Rule {
    max: 128,
    fault: |text| {
        let is_part = |char: char| char.is_ascii_alphanumeric() || char == '_';
        let is_digit = |char: char| char.is_ascii_digit();
        (!text.chars().all(is_part) || text.starts_with(is_digit)).then(|| {
            message!("must be a constant's name: letters, digits and `_`";
                "要写常量名：字母、数字和 `_`")
        })
    },
    ..TEXT
};
pub(super) const RETRY: Rule =
    Rule { fault: |text| one_of(text, &Retry::ALL.map(Retry::as_str)), ..TEXT };

fn one_of(text: &str, known: &[&str]) -> Option<Message> {
    let words = known.join(", ");
    (!known.contains(&text)).then(|| message!("must be one of {words}"; "只能是 {words} 之一"))
}

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
            let id = quoted(id);
            let message = if let Some(source) = source.map(quoted) {
                message!("{kind} `{id}` is already defined in {source}; remove this one";
                    "{kind} `{id}` 在 {source} 里已经定义了；去掉这个")
            } else {
                message!("{kind} `{id}` is defined twice; remove one";
                    "{kind} `{id}` 定义了两次；去掉一个")
            };
            found.add(at, message);
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
        let (at, id) = (id.span().start, quoted(id.get_ref()));
        fault!(found, at;
            "unknown category `{id}`; add a [[category]] block with this id, or correct it";
            "没有分类 `{id}`；加一个这个 id 的 [[category]]，或者改对");
    }
    if let Some(related) = &block.related {
        let mut seen = HashSet::new();
        if !related.get_ref().iter().all(|code| seen.insert(code.get_ref())) {
            fault!(found, related.span().start;
                "`related` names a code twice";
                "`related` 里有重复的错误码");
        }
    }
    if let Some(zh) = &block.zh {
        chinese(zh.span().start, zh.get_ref(), found);
    }
    basis(block, is_builtin, found);
    if let Some(met) = block.met.as_ref().filter(|met| !is_builtin || *met.get_ref() > 3) {
        fault!(found, met.span().start;
            "`met` is 1 to 3, and for the built-in codes; remove it";
            "`met` 只用于内置错误码；去掉");
    }
}

/// A code is not 0, and a range ends above it.
fn number(at: usize, block: &CodeBlock, found: &mut Diagnostics) {
    let Some(code) = block.code.as_ref().map(|code| *code.get_ref()) else { return };
    if code == 0 {
        fault!(found, at;
            "0 means success, not an error; remove this block";
            "0 表示成功，不是错误码；去掉这一块");
    }
    if let Some(through) = &block.through
        && *through.get_ref() <= code
    {
        let (at, last) = (through.span().start, through.get_ref());
        fault!(found, at;
            "`through` {last} is not above `code` {code}";
            "`through` 的 {last} 不大于 `code` 的 {code}");
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
        fault!(found, at;
            "`basis` is for the built-in codes; remove it";
            "`basis` 只用于内置错误码；去掉");
    } else if let Some(fault) = one_of(basis, &known) {
        found.add(at, of_field(["", "basis"], fault));
    } else if basis == Basis::Name.as_str() && block.related.is_none() && !is_open {
        fault!(found, at;
            "`retry` must be unknown if `basis` is name and no code is `related`";
            "`basis` 是 name、又没有 `related` 时，`retry` 只能是 unknown");
    }
}

/// A term that people say something else for.
pub(crate) fn term(at: usize, term: &str, found: &mut Diagnostics) {
    if term.trim().is_empty() || term.chars().any(drives_terminal) {
        fault!(found, at;
            "`synonyms` has a term that is no word";
            "`synonyms` 里有一项不是词");
    }
}

/// The fields that a block must have and has not.
pub(crate) fn missing(block: &str, at: usize, fields: &[String], found: &mut Diagnostics) {
    if !fields.is_empty() {
        let them = if fields.len() == 1 { "it" } else { "them" };
        let (fields, block_zh) = (
            fields.join(", "),
            if block.starts_with('[') { format!("{block} ") } else { "中文".to_owned() },
        );
        fault!(found, at;
            "{block} has no {fields}; add {them}";
            "{block_zh}缺 {fields}；补上");
    }
}

/// One line that is not empty, not too long, and safe to print.
pub(crate) fn line(field: Name, at: usize, text: &str, rule: Rule, found: &mut Diagnostics) {
    let length = if text.len() <= rule.max { 0 } else { text.chars().count() };
    let fault = if text.chars().all(|char| char.is_whitespace() || is_invisible(char)) {
        Some(message!("is empty"; "是空的"))
    } else if let Some(odd) = text.chars().find(|&char| drives_terminal(char)) {
        let odd = u32::from(odd);
        Some(message!("has the control character U+{odd:04X}; remove it";
            "里有控制字符 U+{odd:04X}；去掉"))
    } else if text.trim() != text {
        Some(message!("begins or ends with a space; remove it"; "开头或末尾有空格；去掉"))
    } else if length > rule.max {
        let max = rule.max;
        Some(message!("has {length} characters; at most {max} are allowed";
            "有 {length} 个字符；最多 {max} 个"))
    } else {
        (rule.fault)(text)
    };
    if let Some(fault) = fault {
        found.add(at, of_field(field, fault));
    }
}

fn of_field(field: Name, fault: Message) -> Message {
    fault.map(|fault| format!("`{}` {fault}", field.concat()))
}

pub(crate) fn length(field: Name, at: usize, items: usize, found: &mut Diagnostics) {
    if items > MAX_ITEMS {
        let fault = message!("has over {MAX_ITEMS} items; keep the best";
            "超过 {MAX_ITEMS} 项；只留最有用的");
        found.add(at, of_field(field, fault));
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
                    let code = entry.code();
                    message!("{code} is already defined in layer `{layer}`,";
                        "{code} 在来源 `{layer}` 里已经定义了")
                } else {
                    let (one, other) = (entry.label(), before.label());
                    message!("{one} overlaps {other} of layer `{layer}`";
                        "{one} 和 {other} 重叠，同属来源 `{layer}`")
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
        for name in entry.names() {
            match owners.entry((entry.category().layer(), name.to_ascii_uppercase())) {
                Vacant(vacant) => drop(vacant.insert(entry.code())),
                Occupied(owner) => {
                    let (name, owner) = (quoted(name), owner.get());
                    fault!(found, at;
                        "the name {name} already belongs to {owner}; in a layer a name belongs to one code";
                        "常量 {name} 已经是 {owner} 的；同一来源里一个常量只属于一个错误码");
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
                message!("`related` of {number} names the code itself";
                    "{number} 的 `related` 里有它自己")
            } else if !known(set) {
                if below.iter().any(|set| known(set)) {
                    continue;
                }
                message!("`related` of {number} names {other}, which is unknown";
                    "{number} 的 `related` 里有 {other}，没有收录")
            } else if set.find(other.get()).any(|found| found.related().contains(&number)) {
                continue;
            } else {
                message!("`related` of {number} names {other}, but {other} does not name {number}; add it there";
                    "{number} 的 `related` 里有 {other}，但 {other} 的没有 {number}；在那边补上")
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
