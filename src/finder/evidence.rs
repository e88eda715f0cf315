//! What the words around a number say of it, for readers of other texts than logs.

use super::bytes::first_word;
use super::topic::has_word;
use super::vocabulary::{
    after_code, complaint, complaint_zh, namesake, product, unit, unit_tail, vendor,
};

pub use super::key::{Key, key};

/// Whether the text right behind a number counts it: `6012ms`, `6012 seconds`, `6012 条`.
#[must_use]
pub fn is_counted(right: &[u8]) -> bool {
    let rest = right.trim_ascii_start();
    let word = first_word(rest);
    // `6206 failed` and `70001 user sig` are about a code.
    let is_measure = rest.len() == right.len() || word.len() < 3 || word.ends_with(b"s");
    let is_longer = |rest| unit_tail::PREFIXES.begin(rest);
    is_measure && unit::WORDS.contain(word)
        || unit::PREFIXES.strip_from_start(rest).is_some_and(|rest| !is_longer(rest))
}

/// Whether the text right behind a number says that it is an error, or asks about it.
#[must_use]
pub fn is_called_error(right: &[u8]) -> bool {
    let rest = right.trim_ascii_start();
    let word = first_word(rest);
    // `114000|code:70001`: a key of what follows.
    let is_key = matches!(rest.get(word.len()), Some(b':' | b'=' | b'"'));
    after_code::PREFIXES.begin(rest) || !is_key && after_code::WORDS.contain(word)
}

/// Whether a text says that something went wrong.
#[must_use]
pub fn complains(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    complaint::SUBSTRINGS.are_in(lower.as_bytes())
        || complaint_zh::SUBSTRINGS.are_in(lower.as_bytes())
}

/// Whether a text names a product that numbers errors the same way, and not this one.
#[must_use]
pub fn names_another_product(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let lower = lower.as_bytes();
    namesake::SUBSTRINGS.are_in(lower) || vendor::SUBSTRINGS.are_in(lower) && !names_product(text)
}

/// Whether a text names this product.
#[must_use]
pub fn names_product(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let has = |name| has_word(lower.as_bytes(), name);
    has("im") || has("tim") || product::SUBSTRINGS.are_in(lower.as_bytes())
}
