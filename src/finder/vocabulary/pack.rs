//! Part of the build script: checks the finder's `vocabulary.toml` and packs it as Rust.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

pub(crate) const SOURCE: &str = "src/finder/vocabulary.toml";

/// The vocabulary as Rust data; or its faults, one a line.
pub(crate) fn pack(text: &str) -> Result<String, String> {
    let line = |at: usize| 1 + text[..at].matches('\n').count();
    let fault = |span: Range<usize>, cause: &str| format!("{SOURCE}:{}: {cause}", line(span.start));
    let document = DeTable::parse(text)
        .map_err(|error| fault(error.span().unwrap_or_default(), error.message()))?;
    let (mut lists, mut faults) = (Vec::new(), Vec::new());
    let mut prefilter = Prefilter::default();
    for (table, value) in document.get_ref() {
        let kinds = value.get_ref().as_table().map(DeTable::iter);
        if kinds.is_none() {
            faults.push(fault(table.span(), "a list is a table"));
        }
        for (kind, value) in kinds.into_iter().flatten() {
            match words(value.get_ref()) {
                Some(words) => {
                    for word in useless(kind.get_ref(), &words) {
                        faults.push(fault(
                            value.span(),
                            &format!("`{word}`: another word covers it"),
                        ));
                    }
                    match (table.get_ref().as_ref(), kind.get_ref().as_ref()) {
                        ("prefilter", "keys") => prefilter.keys = words,
                        ("prefilter", "line") => prefilter.line = words,
                        ("prefilter", "wide") => prefilter.wide = words,
                        (table, kind) => lists.push((table, kind, words)),
                    }
                }
                None => faults.push(fault(value.span(), "expected words of 1 to 255 bytes")),
            }
        }
    }
    if !faults.is_empty() {
        return Err(faults.join("\n"));
    }
    Ok(rust(&lists)? + &prefilter.rust()?)
}

/// The fragments that the prefilter searches for.
#[derive(Default)]
struct Prefilter<'w> {
    keys: Vec<&'w str>,
    line: Vec<&'w str>,
    wide: Vec<&'w str>,
}

impl Prefilter<'_> {
    fn rust(&self) -> Result<String, String> {
        let ascii = [self.keys.as_slice(), &self.line].concat();
        Ok(format!(
            "pub(super) mod prefilter {{ use super::Substrings; \
             pub(in crate::finder) const KEYS: usize = {}; \
             pub(in crate::finder) static ASCII: Substrings = Substrings::new({}); \
             pub(in crate::finder) static WIDE: Substrings = Substrings::new({}); }}\n",
            self.keys.len(),
            packed(&ascii)?,
            packed(&self.wide)?,
        ))
    }
}

fn words<'w>(value: &'w DeValue<'_>) -> Option<Vec<&'w str>> {
    let words = value.as_array()?.iter().map(|word| word.get_ref().as_str());
    let words: Vec<&str> = words.collect::<Option<_>>()?;
    words.iter().all(|word| (1..=255).contains(&word.len())).then_some(words)
}

/// The words of a list that can be left out: whatever they match, another one matches.
fn useless<'w>(kind: &str, words: &[&'w str]) -> Vec<&'w str> {
    let covers: fn(&str, &str) -> bool = match kind {
        "prefixes" | "ordered_prefixes" => |other, word| word.starts_with(other),
        "suffixes" | "ordered_suffixes" => |other, word| word.ends_with(other),
        "compounds" => |other, word| other == word || other.len() > 3 && word.ends_with(other),
        "words" => |other, word| other.eq_ignore_ascii_case(word),
        _ => |other, word| word.contains(other),
    };
    let is_covered = |at: usize| {
        let later = if kind.starts_with("ordered_") { &[] } else { &words[at + 1..] };
        words[..at].iter().chain(later).any(|other| covers(other, words[at]))
    };
    (0..words.len()).filter(|&at| is_covered(at)).map(|at| words[at]).collect()
}

fn rust(lists: &[(&str, &str, Vec<&str>)]) -> Result<String, String> {
    let item = |(table, kind, words): &(&str, &str, Vec<&str>)| {
        let (item, of) = match kind.trim_start_matches("ordered_") {
            "words" => ("const", "Words"),
            "prefixes" => ("const", "Prefixes"),
            "suffixes" => ("const", "Suffixes"),
            "compounds" => ("const", "Compounds"),
            "substrings" => ("static", "Substrings"),
            _ => return Err(format!("{SOURCE}: `{table}`: unknown kind of list `{kind}`")),
        };
        let (name, list) = (of.to_ascii_uppercase(), packed(words)?);
        Ok(format!("pub(in crate::finder) {item} {name}: super::{of} = super::{of}::new({list});"))
    };
    let tables = lists.chunk_by(|one, next| one.0 == next.0).map(|table| {
        let items: Vec<String> = table.iter().map(item).collect::<Result<_, _>>()?;
        Ok(format!("pub(super) mod {} {{ {} }}\n", table[0].0, items.join(" ")))
    });
    tables.collect()
}

/// A list as Rust: its words one after the other, each behind its length.
fn packed(words: &[&str]) -> Result<String, String> {
    let mut bytes = Vec::new();
    for word in words {
        bytes.push(u8::try_from(word.len()).map_err(|error| format!("`{word}`: {error}"))?);
        bytes.extend(word.as_bytes());
    }
    Ok(format!("super::List(b\"{}\")", bytes.escape_ascii()))
}
