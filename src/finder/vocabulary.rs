//! The words that the rules use, packed by the build script from `vocabulary.toml`.

use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::packed::Searcher;
use memchr::memmem;

include!(concat!(env!("OUT_DIR"), "/vocabulary.rs"));

/// Words one after the other, each behind its length. A slice of strings would hold an address for
/// each of 1,400 words, and the program relocates each address whenever it starts.
#[derive(Clone, Copy, Debug)]
pub(super) struct List(&'static [u8]);

impl List {
    fn iter(self) -> impl Iterator<Item = &'static [u8]> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let (&length, after) = rest.split_first()?;
            let (word, after) = after.split_at_checked(usize::from(length))?;
            rest = after;
            Some(word)
        })
    }

    /// Whether `word` is one of them, in any case.
    pub(super) fn contain(self, word: &[u8]) -> bool {
        self.iter().any(|each| each.eq_ignore_ascii_case(word))
    }

    /// Whether `text` begins with one.
    pub(super) fn begin(self, text: &[u8]) -> bool {
        self.strip_from_start(text).is_some()
    }

    /// Whether `text` ends with one.
    pub(super) fn end(self, text: &[u8]) -> bool {
        self.strip_from_end(text).is_some()
    }

    /// What follows the first one that `text` begins with.
    pub(super) fn strip_from_start(self, text: &[u8]) -> Option<&[u8]> {
        // Most differ in the first byte, and to compare that one is faster.
        let mut likely = self.iter().filter(|word| word.first() == text.first());
        likely.find_map(|word| text.strip_prefix(word))
    }

    /// What precedes the first one that `text` ends with.
    pub(super) fn strip_from_end(self, text: &[u8]) -> Option<&[u8]> {
        let mut likely = self.iter().filter(|word| word.last() == text.last());
        likely.find_map(|word| text.strip_suffix(word))
    }

    /// Whether `word`, in lower case, is one or ends with one: with a short one only behind `_`.
    pub(super) fn end_compound(self, word: &[u8]) -> bool {
        let likely = self.iter().filter(|each| each.last() == word.last());
        let mut ends = likely.filter_map(|each| Some((each, word.strip_suffix(each)?)));
        ends.any(|(each, before)| each.len() > 3 || before.last().is_none_or(|&byte| byte == b'_'))
    }
}

/// Words that match anywhere in a text: all searched for at once with vector instructions, or one
/// after the other on a machine without them.
pub(super) struct Substrings {
    words: List,
    searchers: OnceLock<Option<Vec<Searcher>>>,
}

impl Substrings {
    /// Words that one searcher takes.
    const AT_ONCE: usize = 64;

    const fn new(words: List) -> Self {
        Self { words, searchers: OnceLock::new() }
    }

    /// Whether `text` contains one of the words.
    pub(super) fn are_in(&self, text: &[u8]) -> bool {
        match self.searchers() {
            Some(searchers) => searchers.iter().any(|searcher| searcher.find(text).is_some()),
            None => self.words.iter().any(|word| memmem::find(text, word).is_some()),
        }
    }

    /// Calls `found` with the index and the position of each match. Of overlapping matches, one may
    /// be left out.
    pub(super) fn each(&self, text: &[u8], mut found: impl FnMut(usize, Range<usize>)) {
        let Some(searchers) = self.searchers() else {
            for (index, word) in self.words.iter().enumerate() {
                memmem::find_iter(text, word).for_each(|at| found(index, at..at + word.len()));
            }
            return;
        };
        for (part, searcher) in searchers.iter().enumerate() {
            for hit in searcher.find_iter(text) {
                found(part * Self::AT_ONCE + hit.pattern().as_usize(), hit.range());
            }
        }
    }

    fn searchers(&self) -> Option<&[Searcher]> {
        let build = || {
            let words: Vec<&[u8]> = self.words.iter().collect();
            words.chunks(Self::AT_ONCE).map(Searcher::new).collect()
        };
        self.searchers.get_or_init(build).as_deref()
    }
}
