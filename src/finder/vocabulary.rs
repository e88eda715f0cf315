//! The words that the rules use, packed by the build script from `vocabulary.toml`.

use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::packed::Searcher;
use memchr::memmem;

include!(concat!(env!("OUT_DIR"), "/vocabulary.rs"));

/// Words one after the other, each behind its length. A slice of strings would hold an address for
/// each of 1,400 words, and the program relocates each address whenever it starts.
#[derive(Clone, Copy, Debug)]
struct List(&'static [u8]);

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
}

/// Words that match a whole word, in any case.
pub(super) struct Words(List);

impl Words {
    const fn new(list: List) -> Self {
        Self(list)
    }

    pub(super) fn contain(&self, word: &[u8]) -> bool {
        self.0.iter().any(|each| each.eq_ignore_ascii_case(word))
    }
}

/// Words that match the beginning of a text.
pub(super) struct Prefixes(List);

impl Prefixes {
    const fn new(list: List) -> Self {
        Self(list)
    }

    pub(super) fn begin(&self, text: &[u8]) -> bool {
        self.strip(text).is_some()
    }

    /// What follows the first one that matches.
    pub(super) fn strip<'t>(&self, text: &'t [u8]) -> Option<&'t [u8]> {
        self.0.iter().find_map(|word| text.strip_prefix(word))
    }
}

/// Words that match the end of a text.
pub(super) struct Suffixes(List);

impl Suffixes {
    const fn new(list: List) -> Self {
        Self(list)
    }

    pub(super) fn end(&self, text: &[u8]) -> bool {
        self.strip(text).is_some()
    }

    /// What precedes the first one that matches.
    pub(super) fn strip<'t>(&self, text: &'t [u8]) -> Option<&'t [u8]> {
        self.0.iter().find_map(|word| text.strip_suffix(word))
    }
}

/// Words that match a whole word or, from four letters on, the end of one; all in lower case.
pub(super) struct Compounds(List);

impl Compounds {
    const fn new(list: List) -> Self {
        Self(list)
    }

    pub(super) fn contain(&self, word: &[u8]) -> bool {
        self.0.iter().any(|each| each == word)
    }

    pub(super) fn end(&self, word: &[u8]) -> bool {
        self.0.iter().any(|each| each.len() > 3 && word.ends_with(each))
    }

    /// As [`contain`](Self::contain) and [`end`](Self::end); a shorter one matches behind `_` too.
    pub(super) fn end_part(&self, word: &[u8]) -> bool {
        let Some(last) = word.last() else { return false };
        let likely = self.0.iter().filter(|each| each.last() == Some(last));
        likely
            .filter_map(|each| Some((each, word.strip_suffix(each)?)))
            .any(|(each, before)| each.len() > 3 || before.is_empty() || before.ends_with(b"_"))
    }
}

/// Words that match anywhere in a text: all searched for at once with vector instructions, or one
/// after the other on a machine without them.
pub(super) struct Substrings {
    list: List,
    searchers: OnceLock<Option<Vec<Searcher>>>,
}

impl Substrings {
    /// Words that one searcher takes.
    const AT_ONCE: usize = 64;

    const fn new(list: List) -> Self {
        Self { list, searchers: OnceLock::new() }
    }

    /// Whether `text` contains one of the words.
    pub(super) fn are_in(&self, text: &[u8]) -> bool {
        match self.searchers() {
            Some(searchers) => searchers.iter().any(|searcher| searcher.find(text).is_some()),
            None => self.list.iter().any(|word| memmem::find(text, word).is_some()),
        }
    }

    /// Calls `found` with the index and the position of each match. Of overlapping matches, one may
    /// be left out.
    pub(super) fn each(&self, text: &[u8], mut found: impl FnMut(usize, Range<usize>)) {
        let Some(searchers) = self.searchers() else {
            for (index, word) in self.list.iter().enumerate() {
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
            let words: Vec<&[u8]> = self.list.iter().collect();
            words.chunks(Self::AT_ONCE).map(Searcher::new).collect()
        };
        self.searchers.get_or_init(build).as_deref()
    }
}
