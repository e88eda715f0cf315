//! Helpers for byte strings that are probably UTF-8.

use memchr::memmem;

/// Whether a byte can be part of a word or a constant.
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

pub(super) fn starts_with_any(text: &[u8], words: &[&str]) -> bool {
    words.iter().any(|word| text.starts_with(word.as_bytes()))
}

pub(super) fn ends_with_any(text: &[u8], words: &[&str]) -> bool {
    words.iter().any(|word| text.ends_with(word.as_bytes()))
}

/// Whether `text` contains one of a few words.
pub(super) fn contains_any(text: &[u8], words: &[&str]) -> bool {
    words.iter().any(|word| memmem::find(text, word.as_bytes()).is_some())
}

/// What precedes the last word of `text`, and that word: ASCII letters, digits, `_`, `.` and `$`.
pub(super) fn last_word(text: &[u8]) -> (&[u8], &[u8]) {
    let inside = |&byte: &u8| is_word(byte) || byte == b'.' || byte == b'$';
    let length = text.iter().rev().take_while(|byte| inside(byte)).count();
    text.split_at(text.len() - length)
}

/// The first word of `text`: ASCII letters, digits and `_`.
pub(super) fn first_word(text: &[u8]) -> &[u8] {
    let length = text.iter().take_while(|&&byte| is_word(byte)).count();
    &text[..length]
}

/// Whether `text` begins with a letter beyond ASCII: a Chinese character, for our purposes.
pub(super) fn starts_with_wide_letter(text: &[u8]) -> bool {
    text.first().is_some_and(|byte| (0xE4..0xEF).contains(byte))
}

/// What follows the first of a few words that `text` begins with.
pub(super) fn strip_prefix_any<'t>(text: &'t [u8], words: &[&str]) -> Option<&'t [u8]> {
    words.iter().find_map(|word| text.strip_prefix(word.as_bytes()))
}

/// What precedes the first of a few words that `text` ends with.
pub(super) fn strip_suffix_any<'t>(text: &'t [u8], words: &[&str]) -> Option<&'t [u8]> {
    words.iter().find_map(|word| text.strip_suffix(word.as_bytes()))
}

const WIDE_BLANKS: &[&str] = &["\u{3000}", "\u{A0}"];

/// `text` without the blanks at its beginning, ideographic ones too.
pub(super) fn trim_start(text: &[u8]) -> &[u8] {
    let text = text.trim_ascii_start();
    strip_prefix_any(text, WIDE_BLANKS).map_or(text, trim_start)
}

/// `text` without the blanks at its end, ideographic ones too.
pub(super) fn trim_end(text: &[u8]) -> &[u8] {
    let text = text.trim_ascii_end();
    strip_suffix_any(text, WIDE_BLANKS).map_or(text, trim_end)
}
