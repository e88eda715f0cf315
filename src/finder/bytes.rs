//! Small readings of bytes that may be text in UTF-8: what stands at an edge, what is contained.
//! Used by all of `scan`.

use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::packed::Searcher;
use memchr::memmem;

use crate::finder::list::List;

/// Words to be found anywhere in a text, all at once: with vector instructions, or one after the
/// other where the machine has none that would do.
#[derive(Debug)]
pub(super) struct Words {
    list: List,
    quick: OnceLock<Option<Vec<Searcher>>>,
}

impl Words {
    /// The searcher takes no more words than this.
    const AT_ONCE: usize = 64;

    pub(super) const fn new(list: List) -> Self {
        Self { list, quick: OnceLock::new() }
    }

    /// Whether one of the words stands in `text`.
    pub(super) fn are_in(&self, text: &[u8]) -> bool {
        match self.quick() {
            Some(quick) => quick.iter().any(|searcher| searcher.find(text).is_some()),
            None => contains_any(text, self.list),
        }
    }

    /// Where they stand, each with its number in the list. Of two that share bytes, only one may
    /// be met.
    pub(super) fn each(&self, text: &[u8], mut found: impl FnMut(usize, Range<usize>)) {
        let Some(quick) = self.quick() else {
            for (number, word) in self.list.iter().enumerate() {
                let places = memmem::find_iter(text, word);
                places.for_each(|at| found(number, at..at + word.len()));
            }
            return;
        };
        for (part, searcher) in quick.iter().enumerate() {
            for hit in searcher.find_iter(text) {
                found(part * Self::AT_ONCE + hit.pattern().as_usize(), hit.range());
            }
        }
    }

    fn quick(&self) -> Option<&[Searcher]> {
        let build = || {
            let words: Vec<&str> = self.list.iter().collect();
            words.chunks(Self::AT_ONCE).map(Searcher::new).collect()
        };
        self.quick.get_or_init(build).as_deref()
    }
}

/// True for what a word or a constant is made of.
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

pub(super) fn starts_with_any(text: &[u8], words: List) -> bool {
    words.iter().any(|word| text.starts_with(word.as_bytes()))
}

pub(super) fn ends_with_any(text: &[u8], words: List) -> bool {
    words.iter().any(|word| text.ends_with(word.as_bytes()))
}

/// Whether `text` has one of a few words in it.
pub(super) fn contains_any(text: &[u8], words: List) -> bool {
    words.iter().any(|word| memmem::find(text, word.as_bytes()).is_some())
}

/// Whether one of the words, in any case, is the whole of `text`.
pub(super) fn is_any(text: &[u8], words: List) -> bool {
    words.iter().any(|word| text.eq_ignore_ascii_case(word.as_bytes()))
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
