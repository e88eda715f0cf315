//! Part of the build script: checks the finder's `vocabulary.toml`, derives the prefilter from it,
//! and packs both as Rust.

use std::cmp::Ordering;

use toml::de::{DeTable, DeValue};

pub(crate) const SOURCE: &str = "src/finder/vocabulary.toml";
/// Fragments that are searched for in one pass.
const AT_ONCE: usize = 64;

/// The words of one table that match in the same way.
struct List<'v> {
    table: &'v str,
    kind: &'v str,
    trigger: Option<&'v str>,
    words: Vec<&'v str>,
    line: usize,
}

/// The vocabulary as Rust data; or its faults, one a line.
pub(crate) fn pack(text: &str) -> Result<String, String> {
    let line = |at: usize| 1 + text[..at].matches('\n').count();
    let document = DeTable::parse(text).map_err(|error| {
        let at = error.span().unwrap_or_default().start;
        format!("{SOURCE}:{}: {}", line(at), error.message())
    })?;
    let mut lists = Vec::new();
    for (table, value) in document.get_ref() {
        for (kind, words) in value.get_ref().as_table().into_iter().flat_map(DeTable::iter) {
            let trigger = value.get_ref().get("trigger");
            lists.push(List {
                table: table.get_ref(),
                kind: kind.get_ref(),
                trigger: trigger.and_then(|trigger| trigger.get_ref().as_str()),
                words: strings(words.get_ref()),
                line: line(words.span().start),
            });
        }
    }
    lists.retain(|list| list.kind != "trigger");
    let faults: Vec<String> = lists.iter().flat_map(List::faults).collect();
    if !faults.is_empty() {
        return Err(faults.join("\n"));
    }
    let prefilter = prefilter(&lists)?;
    lists.retain(|list| list.table != "prefilter");
    let tables = lists.chunk_by(|list, next| list.table == next.table).map(|lists| {
        let items: Vec<String> = lists.iter().map(List::item).collect();
        format!("pub(super) mod {} {{ {} }}\n", lists[0].table, items.join(" "))
    });
    Ok(tables.chain([prefilter]).collect())
}

/// The strings of an array.
fn strings<'v>(value: &'v DeValue<'_>) -> Vec<&'v str> {
    let values = value.as_array().into_iter().flatten();
    values.filter_map(|value| value.get_ref().as_str()).collect()
}

impl List<'_> {
    fn faults(&self) -> Vec<String> {
        let at = format!("{SOURCE}:{}: {}.{}", self.line, self.table, self.kind);
        let fragments = self.table == "prefilter" && matches!(self.kind, "keys" | "line" | "wide");
        if self.rust_type().is_none() && !fragments {
            return vec![format!("{at}: unknown kind of list")];
        }
        if self.trigger.is_some_and(|trigger| !matches!(trigger, "key" | "line")) {
            return vec![format!("{at}: `trigger` is \"key\" or \"line\"")];
        }
        if self.words.is_empty() || self.words.iter().any(|word| !(1..256).contains(&word.len())) {
            return vec![format!("{at}: expected an array of words of 1 to 255 bytes")];
        }
        let covered = (0..self.words.len()).filter(|&index| self.is_covered(index));
        covered.map(|index| format!("{at}: another word covers `{}`", self.words[index])).collect()
    }

    /// Whether a word can be left out: whatever it matches, another one of the list matches.
    fn is_covered(&self, index: usize) -> bool {
        let word = self.words[index];
        let covers = |other: &str| match self.kind {
            "prefixes" | "ordered_prefixes" => word.starts_with(other),
            "suffixes" | "ordered_suffixes" => word.ends_with(other),
            "compounds" => other == word || other.len() > 3 && word.ends_with(other),
            "words" => other.eq_ignore_ascii_case(word),
            _ => word.contains(other),
        };
        let ordered = self.kind.starts_with("ordered_");
        let mut others = self.words.iter().enumerate();
        others.any(|(at, other)| match at.cmp(&index) {
            Ordering::Less => covers(other),
            Ordering::Equal => false,
            // Of two equal words, the first one stays.
            Ordering::Greater => !ordered && covers(other) && !other.eq_ignore_ascii_case(word),
        })
    }

    fn rust_type(&self) -> Option<&'static str> {
        Some(match self.kind {
            "words" => "Words",
            "prefixes" | "ordered_prefixes" => "Prefixes",
            "suffixes" | "ordered_suffixes" => "Suffixes",
            "compounds" => "Compounds",
            "substrings" => "Substrings",
            _ => return None,
        })
    }

    fn item(&self) -> String {
        let of = self.rust_type().unwrap_or_default();
        let item = if of == "Substrings" { "static" } else { "const" };
        let (name, list) = (of.to_ascii_uppercase(), packed(&self.words));
        format!("pub(in crate::finder) {item} {name}: super::{of} = super::{of}::new({list});")
    }
}

/// The fragments of the prefilter: those of the vocabulary, and every trigger that has none of them
/// in it.
fn prefilter(lists: &[List<'_>]) -> Result<String, String> {
    let fragments = |kind| {
        let list = lists.iter().find(|list| list.table == "prefilter" && list.kind == kind);
        list.map(|list| list.words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>())
            .ok_or(format!("{SOURCE}: prefilter.{kind} is missing"))
    };
    let (mut keys, mut line, mut wide) =
        (fragments("keys")?, fragments("line")?, fragments("wide")?);
    let mut triggers: Vec<(&str, &str)> = Vec::new();
    for list in lists {
        let trigger = list.trigger.into_iter();
        triggers.extend(trigger.flat_map(|at| list.words.iter().map(move |&word| (at, word))));
    }
    // A short word may be in a longer one.
    triggers.sort_by_key(|(_, word)| word.len());
    for (at, word) in triggers {
        for form in forms(word, at == "key") {
            let mut known = keys.iter().chain(&line).chain(&wide);
            if known.any(|fragment| form.contains(fragment.as_str())) {
                continue;
            }
            match at {
                _ if !form.is_ascii() => wide.push(form),
                "key" => keys.push(form),
                _ => line.push(form),
            }
        }
    }
    let key_count = keys.len();
    keys.append(&mut line);
    if keys.len().max(wide.len()) > AT_ONCE {
        return Err(format!(
            "{SOURCE}: {} and {} fragments: one pass takes {AT_ONCE}",
            keys.len(),
            wide.len()
        ));
    }
    let packed = |fragments: &[String]| {
        let fragments: Vec<&str> = fragments.iter().map(String::as_str).collect();
        packed(&fragments)
    };
    Ok(format!(
        "pub(super) mod prefilter {{ \
         pub(in crate::finder) const KEYS: usize = {key_count}; \
         pub(in crate::finder) static ASCII: super::Substrings = super::Substrings::new({}); \
         pub(in crate::finder) static WIDE: super::Substrings = super::Substrings::new({}); }}\n",
        packed(&keys),
        packed(&wide),
    ))
}

/// How a trigger is written: in lower case, and keys also with a capital and in capitals.
fn forms(word: &str, is_key: bool) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    if is_key && word.is_ascii() {
        forms.push(word[..1].to_ascii_uppercase() + &word[1..]);
        forms.push(word.to_ascii_uppercase());
    }
    forms
}

/// A list as Rust: its words one after the other, each behind its length.
fn packed(words: &[&str]) -> String {
    let mut bytes = Vec::new();
    for word in words {
        bytes.extend(u8::try_from(word.len()));
        bytes.extend(word.as_bytes());
    }
    format!("super::List(b\"{}\")", bytes.escape_ascii())
}
