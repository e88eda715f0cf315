//! Helpers for byte strings that are probably UTF-8.

use memchr::memmem;

/// True for what a word or a constant is made of.
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

pub(super) fn starts_with_any(text: &[u8], words: &[&str]) -> bool {
    words.iter().any(|word| text.starts_with(word.as_bytes()))
}

pub(super) fn ends_with_any(text: &[u8], words: &[&str]) -> bool {
    words.iter().any(|word| text.ends_with(word.as_bytes()))
}

/// Whether `text` has one of a few words in it.
pub(super) fn contains_any(text: &[u8], words: &[&str]) -> bool {
    words.iter().any(|word| memmem::find(text, word.as_bytes()).is_some())
}

/// The word of ASCII letters, digits, `_`, `.` and `$` at the end, and what stands before it.
pub(super) fn last_word(text: &[u8]) -> (&[u8], &[u8]) {
    let inside = |&byte: &u8| is_word(byte) || byte == b'.' || byte == b'$';
    let length = text.iter().rev().take_while(|byte| inside(byte)).count();
    text.split_at(text.len() - length)
}

/// The word of ASCII letters, digits and `_` at the beginning.
pub(super) fn first_word(text: &[u8]) -> &[u8] {
    let length = text.iter().take_while(|&&byte| is_word(byte)).count();
    &text[..length]
}

/// Whether a character beyond ASCII stands at the beginning that is no punctuation: for our
/// purposes a Chinese character.
pub(super) fn starts_with_letter_beyond_ascii(text: &[u8]) -> bool {
    text.first().is_some_and(|byte| (0xE4..0xEF).contains(byte))
}

/// Without blanks at the beginning, the ideographic ones included.
pub(super) fn trim_start(mut text: &[u8]) -> &[u8] {
    loop {
        let trimmed = text.trim_ascii_start();
        let trimmed = trimmed.strip_prefix("\u{3000}".as_bytes()).unwrap_or(trimmed);
        let trimmed = trimmed.strip_prefix("\u{A0}".as_bytes()).unwrap_or(trimmed);
        if trimmed.len() == text.len() {
            return text;
        }
        text = trimmed;
    }
}

/// Without blanks at the end, the ideographic ones included.
pub(super) fn trim_end(mut text: &[u8]) -> &[u8] {
    loop {
        let trimmed = text.trim_ascii_end();
        let trimmed = trimmed.strip_suffix("\u{3000}".as_bytes()).unwrap_or(trimmed);
        let trimmed = trimmed.strip_suffix("\u{A0}".as_bytes()).unwrap_or(trimmed);
        if trimmed.len() == text.len() {
            return text;
        }
        text = trimmed;
    }
}
