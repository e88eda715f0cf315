//! Finds error codes in the bytes of a log, a crash report or a chat message.
//!
//! The prefilter finds the regions of a text that may contain a code; the rules decide on each known
//! number in them. Nothing here knows of files or terminals.

mod bytes;
mod context;
mod cues;
mod encoded;
pub mod evidence;
mod key;
mod known;
mod number;
mod prefilter;
mod rules;
mod topic;
mod vocabulary;

use std::ops::Range;

use crate::codes::catalog::Catalog;
use crate::codes::code::Code;
use crate::codes::set::CodeSet;
use context::{Context, Decision, REACH};
use encoded::{Decoded, MAX_RATIO};
use known::Known;
use number::{MAX_SIGN, Number};
use prefilter::{CONSTANT, Candidates, LONGEST};

/// A code in a text.
///
/// ```
/// use imcode::{Catalog, Finder};
///
/// let catalog = Catalog::builtin();
/// let found = Finder::new(&catalog).find(b"errcode=-10001");
/// assert_eq!((found[0].start, found[0].end), (8, 14));
/// assert_eq!(found[0].rule, "code key");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// The byte at which it begins, with its minus sign.
    pub start: usize,
    /// The byte behind its end.
    pub end: usize,
    /// The code; [`Catalog::code`] has its entries.
    pub code: Code,
    /// The name of the rule that decided.
    pub rule: &'static str,
}

/// A known number in a text, and whether it is a code there.
///
/// ```
/// use imcode::{Catalog, Finder};
///
/// let catalog = Catalog::builtin();
/// let verdict = Finder::new(&catalog).explain(b"Redis error 6012")[0];
/// assert!(!verdict.accepted);
/// assert_eq!(verdict.finding.rule, "another product");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Verdict {
    /// The number, and the rule that decided.
    pub finding: Finding,
    /// Whether it is a code.
    pub accepted: bool,
}

/// Finds the codes of a catalog in texts of any length, in any encoding that contains ASCII.
///
/// A number is a code if its context says so: a key (`ErrorCode`, `错误码`), an error word
/// (`failed (10025)`, `报6012`), the words that describe it, or a sentence about this product in
/// which it does not count anything. It is not a code in a line about another product, or in another
/// service's reply about something else. The name of a constant is a code anywhere. A number that only a range
/// holds, as 120001-130000, needs a key, and so does one in hexadecimal: `code: 0x11171`.
/// Full-width digits and Chinese keys in escapes
/// (`\u9519\u8bef\u7801`) are read as what they mean. A number that no code set knows is never found,
/// and neither is 0, which reports success.
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
    known: Known<'c>,
    loose: bool,
    /// Sorted by name.
    names: Vec<(&'c str, Code)>,
    /// Whether a name lacks the prefix of the built-in constants.
    other_names: bool,
}

impl<'c> Finder<'c> {
    /// Bytes of context that a verdict depends on. To search a text in chunks, keep this much on
    /// both sides of a chunk and use [`find_in`](Self::find_in).
    pub const REACH: usize = MAX_RATIO * REACH + LONGEST;

    /// A finder of the codes in `catalog`.
    pub fn new(catalog: &'c Catalog) -> Self {
        let names = names(catalog);
        let other_names = names.iter().any(|(name, _)| !name.contains(CONSTANT));
        Self { known: Known::new(catalog), loose: false, names, other_names }
    }

    /// Accepts every known number that is not part of a longer token, whatever its context.
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

    /// The codes in `text`, from its beginning to its end. The context of a number is its line.
    pub fn find(&self, text: &[u8]) -> Vec<Finding> {
        self.find_in(text, 0..text.len())
    }

    /// The codes that begin in the part `within` of `text`; the rest is only their context.
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
    /// If `within` is not a part of `text`.
    pub fn find_in(&self, text: &[u8], within: Range<usize>) -> Vec<Finding> {
        assert!(within.start <= within.end && within.end <= text.len(), "a part of the text");
        let Some(decoded) = Decoded::new(text, &within) else { return self.search(text, within) };
        let found = self.search(&decoded.text, 0..decoded.text.len());
        found.into_iter().filter_map(|finding| decoded.place(finding)).collect()
    }

    /// The codes of a text that is decoded, as [`find_in`](Self::find_in).
    fn search(&self, text: &[u8], within: Range<usize>) -> Vec<Finding> {
        let mut candidates = Candidates::new(&self.known, text);
        let from = within.start.saturating_sub(REACH);
        let to = text.len().min(within.end + REACH);
        for start in (from..to).step_by(BLOCK) {
            let block = start..to.min(start + BLOCK);
            candidates.search(block.clone());
            if self.other_names {
                candidates.search_names(block);
            }
        }
        // The digits of a number may be behind the part that its sign is in.
        let last = text.len().min(within.end + MAX_SIGN);
        let mut findings = Vec::new();
        if self.loose {
            candidates.regions.clear();
            candidates.regions.push(within.start..last);
        }
        let mut next = within.start;
        candidates.regions.sort_unstable_by_key(|region| region.start);
        for region in candidates.regions {
            let end = region.end.min(last);
            let verdicts = self.verdicts(text, next.max(region.start)..end);
            findings.extend(verdicts.filter(|verdict| verdict.accepted).map(|it| it.finding));
            next = next.max(end);
        }
        findings.extend(candidates.names.iter().filter_map(|&at| self.name_at(text, at)));
        findings.retain(|finding| within.contains(&finding.start));
        findings.sort_unstable_by_key(|finding| (finding.start, finding.end));
        findings.dedup();
        findings
    }

    /// Every known number in `text`, each with the rule that accepts or rejects it; and the names.
    pub fn explain(&self, text: &[u8]) -> Vec<Verdict> {
        self.explain_in(text, 0..text.len())
    }

    /// As [`explain`](Self::explain), of what begins in the part `within` of `text`. Those accepted
    /// are what [`find_in`](Self::find_in) finds.
    ///
    /// # Panics
    ///
    /// If `within` is not a part of `text`.
    pub fn explain_in(&self, text: &[u8], within: Range<usize>) -> Vec<Verdict> {
        let Some(decoded) = Decoded::new(text, &within) else { return self.decide(text, within) };
        let mut verdicts = self.decide(&decoded.text, 0..decoded.text.len());
        verdicts.retain_mut(|verdict| {
            let place = decoded.place(verdict.finding);
            place.map(|place| verdict.finding = place).is_some()
        });
        verdicts
    }

    /// The verdicts on a text that is decoded, as [`explain_in`](Self::explain_in).
    fn decide(&self, text: &[u8], within: Range<usize>) -> Vec<Verdict> {
        let found = self.search(text, within.clone());
        let last = text.len().min(within.end + MAX_SIGN);
        let mut verdicts: Vec<Verdict> = self.verdicts(text, within.start..last).collect();
        verdicts.retain(|Verdict { finding: Finding { start, .. }, .. }| {
            within.contains(start) && found.binary_search_by_key(start, |it| it.start).is_err()
        });
        for missed in verdicts.iter_mut().filter(|verdict| verdict.accepted) {
            missed.finding.rule = NO_TRIGGER;
            missed.accepted = false;
        }
        verdicts.extend(found.iter().map(|&finding| Verdict { finding, accepted: true }));
        verdicts.sort_unstable_by_key(|verdict| (verdict.finding.start, verdict.finding.end));
        verdicts
    }

    /// The verdicts on the known numbers whose digits begin in a part of `text`.
    fn verdicts(&self, text: &[u8], part: Range<usize>) -> impl Iterator<Item = Verdict> {
        let is_start =
            |&at: &usize| text[at].is_ascii_digit() && (at == 0 || !text[at - 1].is_ascii_digit());
        part.filter(is_start).filter_map(|digits| {
            let number = Number::read(text, digits, &self.known)?;
            if !self.known.has(number.value) {
                return None;
            }
            let context = || Context::new(&self.known, text, number);
            let rule = rules::classify(context());
            let accepted = rule.decision != Decision::Reject;
            let loosely = !accepted && self.loose && context().is_separate();
            let rule = if loosely { ANY_NUMBER } else { rule.name };
            let code = Code::new(number.value);
            let finding = Finding { start: number.start, end: number.end, code, rule };
            Some(Verdict { finding, accepted: accepted || loosely })
        })
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

/// The rule behind the name of a constant.
const NAME: &str = "name of a code";
/// The rule behind a number that only [`Finder::loose`] accepts.
const ANY_NUMBER: &str = "any known number";
/// The rule behind a number that the rules accept, but that the prefilter does not find.
const NO_TRIGGER: &str = "no trigger nearby";
/// Bytes that are searched at a time: for one set of fragments after the other, so they have to stay
/// in the cache.
const BLOCK: usize = 1 << 16;

/// The names that are no everyday words, sorted. Built-in names without the prefix of constants are
/// left out: searching for them costs more than all the rest.
fn names(catalog: &Catalog) -> Vec<(&str, Code)> {
    let is_distinct = |name: &str, is_builtin: bool| {
        let own = name.contains(CONSTANT) || !is_builtin;
        own && name.contains('_') && (6..LONGEST).contains(&name.len())
    };
    let entries = catalog.sets().flat_map(CodeSet::entries);
    let mut names: Vec<(&str, Code)> = entries
        .filter(|entry| entry.code().get() != 0)
        .flat_map(|entry| {
            entry.name().into_iter().chain(entry.aliases()).map(move |name| (name, entry))
        })
        .filter(|(name, entry)| is_distinct(name, entry.is_builtin()))
        .map(|(name, entry)| (name, entry.code()))
        .collect();
    // Stable: the code set that is asked first comes first.
    names.sort_by_key(|(name, _)| *name);
    names.dedup_by_key(|(name, _)| *name);
    names
}
