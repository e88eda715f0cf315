//! Finds error codes in the bytes of a log, a crash report or a chat message.
//!
//! First a few fragments of words are searched for, which is fast; only around a hit are numbers
//! read and judged. Nothing here knows of files or terminals.

mod bytes;
mod context;
mod cues;
mod key;
mod known;
mod number;
mod prefilter;
mod rules;
mod topic;
mod vocabulary;

use std::ops::Range;

use memchr::memmem;

use crate::codes::catalog::Catalog;
use crate::codes::set::{Code, Table};
use context::{Context, REACH};
use known::Known;
use number::Number;
use prefilter::{CONSTANT, Candidates, LONGEST};

/// A code at a place in a text.
///
/// ```
/// use imcode::{Catalog, Finder};
///
/// let catalog = Catalog::builtin();
/// let found = Finder::new(&catalog).find(b"errcode=-10001");
/// assert_eq!((found[0].start, found[0].end), (8, 14));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// Where it begins, in bytes; a minus sign belongs to it.
    pub start: usize,
    /// Where it ends, in bytes.
    pub end: usize,
    /// The code; [`Catalog::code`] has the entries that stand for it.
    pub code: Code,
    /// The name of the rule behind it: `code key`.
    pub rule: &'static str,
}

/// Finds the codes of a catalog in texts of any encoding that holds ASCII, and of any length.
///
/// A number is a code where what stands around it says so: a key (`ErrorCode`, `错误码`), an error
/// word (`failed (10025)`, `报6012`), the words that describe it, or a sentence that names this
/// product and counts nothing. A number in a line that names another product, or that looks like
/// another service's answer about something else, is none. A constant's name is a code wherever it
/// stands. A number that only a range holds, as 120001-130000, needs a key. A code that no table
/// knows is never found, nor is 0, which says that all is well.
///
/// ```
/// use imcode::{Catalog, Finder};
///
/// let catalog = Catalog::builtin();
/// let log = b"09:12:44.070 I 6012-6014 Login failed, code:6206|msg:userSig expired\n";
/// let found = Finder::new(&catalog).find(log);
/// assert_eq!(found.len(), 1);
/// assert_eq!(&log[found[0].start..found[0].end], b"6206");
/// assert_eq!(found[0].code.get(), 6206);
/// ```
#[derive(Debug)]
pub struct Finder<'c> {
    catalog: &'c Catalog,
    known: Known,
    loose: bool,
    /// The names in the order of their bytes.
    names: Vec<(&'c str, Code)>,
    /// Whether there are names that begin otherwise than the embedded constants.
    other_names: bool,
}

impl<'c> Finder<'c> {
    /// How far around a number it is looked, in bytes. Whoever cuts a text into pieces keeps this
    /// much of it on both sides and asks [`find_in`](Self::find_in) for what lies between.
    ///
    /// ```
    /// assert!(imcode::Finder::REACH < 1 << 16);
    /// ```
    pub const REACH: usize = REACH + LONGEST;

    /// A finder of the codes in `catalog`.
    ///
    /// ```
    /// use imcode::{Catalog, Finder};
    ///
    /// let catalog = Catalog::builtin();
    /// assert_eq!(Finder::new(&catalog).find(b"ERR_USER_SIG_EXPIRED")[0].code.get(), 6206);
    /// ```
    #[must_use]
    pub fn new(catalog: &'c Catalog) -> Self {
        let names = names(catalog);
        let other_names = names.iter().any(|(name, _)| !name.contains(CONSTANT));
        Self { catalog, known: Known::new(catalog), loose: false, names, other_names }
    }

    /// Takes every known number that stands alone, whatever is written around it.
    ///
    /// ```
    /// use imcode::{Catalog, Finder};
    ///
    /// let catalog = Catalog::builtin();
    /// assert!(Finder::new(&catalog).find(b"6206 6208").is_empty());
    /// assert_eq!(Finder::new(&catalog).loose().find(b"6206 6208").len(), 2);
    /// ```
    #[must_use]
    pub fn loose(mut self) -> Self {
        self.loose = true;
        self
    }

    /// The codes in `text`, in the order in which they stand there. A line break ends what can be
    /// said of a number; the text may have any number of lines.
    ///
    /// ```
    /// use imcode::{Catalog, Finder};
    ///
    /// let catalog = Catalog::builtin();
    /// let found = Finder::new(&catalog).find("报错6012\nerror code: 70001".as_bytes());
    /// assert!(found.iter().map(|finding| finding.code.get()).eq([6012, 70001]));
    /// ```
    #[must_use]
    pub fn find(&self, text: &[u8]) -> Vec<Finding> {
        self.find_in(text, 0..text.len())
    }

    /// The codes that begin inside `within`; the rest of `text` only tells what they are.
    ///
    /// ```
    /// use imcode::{Catalog, Finder};
    ///
    /// let catalog = Catalog::builtin();
    /// let log = b"errcode=6012 errcode=70001";
    /// let found = Finder::new(&catalog).find_in(log, 13..log.len());
    /// assert!(found.iter().map(|finding| finding.code.get()).eq([70001]));
    /// ```
    ///
    /// # Panics
    ///
    /// Where `within` is no part of `text`.
    #[must_use]
    pub fn find_in(&self, text: &[u8], within: Range<usize>) -> Vec<Finding> {
        assert!(within.start <= within.end && within.end <= text.len(), "a part of the text");
        let mut candidates = Candidates::new(&self.known, text);
        let from = within.start.saturating_sub(REACH);
        let to = text.len().min(within.end + REACH);
        for start in (from..to).step_by(BLOCK) {
            let block = start..to.min(start + BLOCK);
            if self.loose {
                let overlapping = block.start..to.min(block.end + CONSTANT.len());
                let constants = memmem::find_iter(&text[overlapping], CONSTANT);
                candidates.names.extend(constants.map(|at| block.start + at));
            } else {
                candidates.search(block.clone());
            }
            if self.other_names {
                candidates.search_names(block);
            }
        }
        let mut findings = Vec::new();
        let regions = if self.loose { vec![within.clone()] } else { candidates.regions() };
        let mut next = within.start;
        for region in regions {
            let begin = next.max(region.start);
            let end = region.end.min(within.end);
            for digits in numbers(text, begin..end) {
                findings.extend(
                    self.number_at(text, digits).filter(|found| within.contains(&found.start)),
                );
            }
            next = next.max(end);
        }
        let named = candidates.names.iter().filter_map(|&at| self.name_at(text, at));
        findings.extend(named.filter(|found| within.contains(&found.start)));
        findings.sort_unstable_by_key(|found| (found.start, found.end));
        findings.dedup();
        findings
    }

    /// The number whose digits begin at `digits`, if it is a code.
    fn number_at(&self, text: &[u8], digits: usize) -> Option<Finding> {
        let number = Number::read_known(text, digits, |code| self.known.has(code))?;
        let context = || Context::new(self.catalog, text, number);
        let decision = rules::classify(context());
        let rule = match decision.confidence {
            Some(_) => decision.rule,
            None if self.loose && context().is_separate() => ALL_NUMBERS,
            None => return None,
        };
        Some(Finding { start: number.start, end: number.end, code: Code::new(number.value), rule })
    }

    /// The constant whose name has a byte at `at`.
    fn name_at(&self, text: &[u8], at: usize) -> Option<Finding> {
        let from = at.saturating_sub(LONGEST);
        let before = text[from..at].iter().rev().take_while(|&&byte| bytes::is_word(byte)).count();
        let to = text.len().min(at + LONGEST);
        let start = at - before;
        let end = at + bytes::first_word(&text[at..to]).len();
        let name = std::str::from_utf8(&text[start..end]).ok()?;
        let found = self.names.binary_search_by_key(&name, |(name, _)| name).ok()?;
        Some(Finding { start, end, code: self.names[found].1, rule: NAME })
    }
}

/// The rule behind a constant's name.
const NAME: &str = "name of a code";
/// The rule behind a number that only [`Finder::loose`] takes.
const ALL_NUMBERS: &str = "any known number";
/// Bytes that are searched at a time: for one set of fragments after the other, so they have to stay
/// in the cache.
const BLOCK: usize = 1 << 16;

/// Names that can be told from words, by their bytes. Those of the embedded table that do not
/// begin as its constants do are left out: searching for them costs more than all the rest.
fn names(catalog: &Catalog) -> Vec<(&str, Code)> {
    let telling = |name: &str, source: &str| {
        let own = name.contains(CONSTANT) || source != "builtin";
        own && name.contains('_') && (6..LONGEST).contains(&name.len())
    };
    let entries = catalog.tables().flat_map(Table::entries);
    let mut names: Vec<(&str, Code)> = entries
        .filter(|entry| entry.code().get() != 0)
        .flat_map(|entry| {
            entry.name().into_iter().chain(entry.aliases()).map(move |name| (name, entry))
        })
        .filter(|(name, entry)| telling(name, entry.source()))
        .map(|(name, entry)| (name, entry.code()))
        .collect();
    // Stable: the table asked first comes first.
    names.sort_by_key(|(name, _)| *name);
    names.dedup_by_key(|(name, _)| *name);
    names
}

/// Where the digits of each number in `place` begin.
fn numbers(text: &[u8], place: Range<usize>) -> impl Iterator<Item = usize> {
    let digit = |at: usize| text[at].is_ascii_digit();
    place.filter(move |&at| digit(at) && (at == 0 || !digit(at - 1)))
}
