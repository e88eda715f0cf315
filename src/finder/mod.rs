//! Finds error codes in the bytes of a log, a crash report or a chat message.
//!
//! The prefilter finds the regions of a text that may contain a code; the rules decide on each known
//! number in them. Nothing here knows of files or terminals.

mod agreement;
mod bytes;
mod context;
mod cues;
mod encoded;
pub mod evidence;
mod key;
mod known;
mod number;
mod prefilter;
mod record;
mod rules;
mod topic;
mod vocabulary;

use std::ops::{Bound, Range, RangeBounds};

use crate::codes::catalog::Catalog;
use crate::codes::code::Code;
use crate::codes::set::CodeSet;
use context::{Context, Decision, REACH};
use encoded::{Decoded, MAX_RATIO};
use known::Known;
pub use known::Product;
use number::{MAX_SIGN, Number};
use prefilter::{CONSTANT, Candidates, LONGEST};
use record::WINDOW;

/// A code in a text.
///
/// ```
/// use imcode::{Catalog, Finder};
///
/// let catalog = Catalog::builtin();
/// let found = Finder::new(&catalog).find(b"errcode=-10001");
/// assert_eq!((found[0].start, found[0].end), (8, 14));
/// assert_eq!(found[0].rule, "behind a word for codes");
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
    /// The byte from which on the text no longer matters: `start`, unless lines behind its own
    /// decided. Lines before that byte's can be passed on before the finding is known.
    pub settled: usize,
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
/// assert_eq!(verdict.finding.rule, "its line names another product");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Verdict {
    /// The number, and the rule that decided.
    pub finding: Finding,
    /// The name of the evidence that kept or dropped it, if a rule accepts it and there is any.
    pub evidence: Option<&'static str>,
    /// Whether it is a code.
    pub accepted: bool,
}

/// Finds the codes of a catalog in texts of any length, in any encoding that contains ASCII.
///
/// A number is a code if its context says so: a key (`ErrorCode`, `错误码`), an error word
/// (`failed (10025)`, `报6012`), the words that describe it, or a sentence about this product in
/// which it does not count anything. It is not a code in a line about another product, or in another
/// service's reply about something else. A constant with `ERR_` in its name is a code anywhere, and so is
/// any name with `_` of a code file; other built-in names, as `BAN_DURATION_INVALID`, only make the
/// number beside them a code. A number that only a range holds, as 120001-130000, needs a key, and so
/// does one in hexadecimal: `code: 0x11171`. Full-width digits and Chinese keys in escapes
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
    /// Bytes of context that a verdict depends on. To search a text in chunks of whole lines, keep
    /// this much before a chunk and use [`find_in`](Self::find_in); keep it behind a chunk too that ends
    /// within a line.
    pub const REACH: usize = MAX_RATIO * (3 * WINDOW + REACH) + LONGEST;

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

    /// Says whose log it is: [`Product::Auto`] unless called.
    #[must_use]
    pub fn product(mut self, product: Product) -> Self {
        self.known.product = product;
        self
    }

    /// The codes in `text`, from its beginning to its end. The context of a number is its line, and
    /// the few lines around it that are one record with it: a stack trace, a body, what the same tag
    /// of `logcat` said before.
    pub fn find(&self, text: &[u8]) -> Vec<Finding> {
        self.find_in(text, ..)
    }

    /// The codes that are settled in the part `within` of `text`; the rest is only their context.
    /// A part without an end goes on to the end of the log.
    ///
    /// ```
    /// use imcode::{Catalog, Finder};
    ///
    /// let catalog = Catalog::builtin();
    /// let log = b"IMSDK errcode=6012 errcode=70001";
    /// let found = Finder::new(&catalog).find_in(log, 19..);
    /// assert!(found.iter().map(|finding| finding.code.get()).eq([70001]));
    /// ```
    ///
    /// # Panics
    ///
    /// If `within` is not a part of `text`.
    pub fn find_in(&self, text: &[u8], within: impl RangeBounds<usize>) -> Vec<Finding> {
        let within = part(text, within);
        let found = match Decoded::new(text, &within) {
            None => self.accepted(text, &within),
            Some(decoded) => decoded.place(self.accepted(&decoded.text, &EVERYTHING)),
        };
        due(found, &within).map(|verdict| verdict.finding).collect()
    }

    /// Every known number in `text`, each with the rule and the evidence that accept or reject it;
    /// and the names.
    pub fn explain(&self, text: &[u8]) -> Vec<Verdict> {
        self.explain_in(text, ..)
    }

    /// As [`explain`](Self::explain), of what is settled in the part `within` of `text`. Those
    /// accepted are what [`find_in`](Self::find_in) finds.
    ///
    /// # Panics
    ///
    /// If `within` is not a part of `text`.
    pub fn explain_in(&self, text: &[u8], within: impl RangeBounds<usize>) -> Vec<Verdict> {
        let within = part(text, within);
        let verdicts = match Decoded::new(text, &within) {
            None => self.decide(text, &within),
            Some(decoded) => decoded.place(self.decide(&decoded.text, &EVERYTHING)),
        };
        due(verdicts, &within).collect()
    }

    /// The verdicts on a part of `text` and what may have to wait for it, in order: of the numbers that
    /// the prefilter never looked at, too.
    fn decide(&self, text: &[u8], within: &Range<usize>) -> Vec<Verdict> {
        let accepted = self.accepted(text, within);
        let start = |verdict: &Verdict| verdict.finding.start;
        let mut verdicts: Vec<Verdict> = self.verdicts(text, context(text, within)).collect();
        verdicts.retain(|it| accepted.binary_search_by_key(&start(it), start).is_err());
        for missed in verdicts.iter_mut().filter(|verdict| verdict.accepted) {
            missed.finding.rule = NO_TRIGGER;
            missed.evidence = None;
            missed.accepted = false;
        }
        verdicts.extend(accepted);
        verdicts.sort_by_key(start);
        verdicts
    }

    /// The accepted numbers and names of a part of `text` and what may have to wait for it, in order;
    /// each is settled when those before it are.
    fn accepted(&self, text: &[u8], within: &Range<usize>) -> Vec<Verdict> {
        let part = context(text, within);
        let mut candidates = Candidates::new(&self.known, text);
        let to = text.len().min(part.end + REACH);
        for start in (part.start.saturating_sub(REACH)..to).step_by(BLOCK) {
            let block = start..to.min(start + BLOCK);
            candidates.search(block.clone());
            if self.other_names {
                candidates.search_names(block);
            }
        }
        if self.loose {
            candidates.regions.clear();
            candidates.regions.push(part.clone());
        }
        let mut found = Vec::new();
        let mut next = part.start;
        candidates.regions.sort_unstable_by_key(|region| region.start);
        for region in candidates.regions {
            let end = region.end.min(part.end);
            let verdicts = self.verdicts(text, next.max(region.start)..end);
            found.extend(verdicts);
            next = next.max(end);
        }
        let names = candidates.names.iter().filter_map(|&at| self.name_at(text, at));
        let name = |finding| Verdict { finding, evidence: None, accepted: true };
        found.extend(names.filter(|name| name.start >= part.start).map(name));
        found.sort_unstable_by_key(|verdict| (verdict.finding.start, verdict.finding.end));
        found.dedup();
        let mut settled = 0;
        for verdict in &mut found {
            settled = verdict.finding.settled.max(settled);
            verdict.finding.settled = settled;
        }
        // A number that its record rejects has held up those behind it as well.
        found.retain(|verdict| verdict.accepted);
        found
    }

    /// The verdicts on the known numbers whose digits begin in a part of `text`.
    fn verdicts(&self, text: &[u8], part: Range<usize>) -> impl Iterator<Item = Verdict> {
        let is_start =
            |&at: &usize| text[at].is_ascii_digit() && (at == 0 || !text[at - 1].is_ascii_digit());
        part.filter(is_start).filter_map(|digits| {
            let number = Number::read(text, digits, &self.known)?;
            self.known.has(number.value).then(|| self.verdict(text, number))
        })
    }

    fn verdict(&self, text: &[u8], number: Number) -> Verdict {
        let mut context = Context::new(&self.known, text, number);
        let rule = rules::classify(&mut context);
        let mut accepted = rule.decision != Decision::Reject;
        let evidence = if accepted { rules::weigh(&context) } else { None };
        accepted &= evidence.is_none_or(|evidence| evidence.decision != Decision::Reject);
        let mut finding = Finding {
            start: number.start,
            end: number.end,
            code: Code::new(number.value),
            settled: context.settled(),
            rule: rule.name,
        };
        if !accepted && self.loose && context.is_separate() {
            (accepted, finding.rule) = (true, ANY_NUMBER);
        }
        Verdict { finding, evidence: evidence.map(|evidence| evidence.name), accepted }
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
        Some(Finding { start, end, code: self.names[found].1, settled: start, rule: NAME })
    }
}

/// The rule behind the name of a constant.
const NAME: &str = "a constant";
/// The rule behind a number that only [`Finder::loose`] accepts.
const ANY_NUMBER: &str = "any known number counts";
/// The rule behind a number that the rules accept, but that the prefilter does not find.
const NO_TRIGGER: &str = "no word nearby that could make it a code";
/// All of a text, and what follows it.
const EVERYTHING: Range<usize> = 0..usize::MAX;
/// Bytes that are searched at a time: for one set of fragments after the other, so they have to stay
/// in the cache.
const BLOCK: usize = 1 << 16;

/// A part of a text; one without an end goes on behind the text.
fn part(text: &[u8], within: impl RangeBounds<usize>) -> Range<usize> {
    let start = match within.start_bound() {
        Bound::Included(&start) => start,
        Bound::Excluded(&before) => before + 1,
        Bound::Unbounded => 0,
    };
    let end = match within.end_bound() {
        Bound::Included(&last) => Some(last + 1),
        Bound::Excluded(&end) => Some(end),
        Bound::Unbounded => None,
    };
    let last = end.unwrap_or(text.len());
    assert!(start <= last && last <= text.len(), "a part of the text");
    start..end.unwrap_or(usize::MAX)
}

/// The bytes that a number can begin in to be settled in a part of a text, or to make such a number
/// wait.
fn context(text: &[u8], within: &Range<usize>) -> Range<usize> {
    // The digits of a number may be behind the part that its sign is in.
    let end = text.len().min(within.end.saturating_add(MAX_SIGN));
    within.start.saturating_sub(2 * WINDOW)..end
}

/// Those verdicts that are settled in a part. They are in order, and none is settled before the ones
/// in front of it.
fn due(verdicts: Vec<Verdict>, within: &Range<usize>) -> impl Iterator<Item = Verdict> {
    let mut settled = 0;
    verdicts.into_iter().filter(move |verdict| {
        settled = verdict.finding.settled.max(settled);
        within.contains(&settled)
    })
}

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
