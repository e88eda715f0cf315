//! A number and the part of its line that the rules look at.
//!
//! Only the same line, within [`REACH`] bytes, and its record are considered, so results do not depend
//! on how a log was cut into chunks. There are no rules here.

use std::cell::OnceCell;

use memchr::{memchr, memrchr};

use super::agreement::Wording;
use super::bytes::{self, ends_with_any, is_word, starts_with_any};
use super::key::{self, Key};
use super::known::{Known, Product};
use super::number::Number;
use super::record::Record;
use super::vocabulary::{self, list_joint, unit};
use crate::codes::set::Entry;

/// Bytes on either side of a number that a verdict depends on.
pub(super) const REACH: usize = 256;
/// Bytes before a number that are compared with its meaning.
pub(super) const DESCRIPTION: usize = 48;
/// Numbers of one list that are read: `6012/6014/6017`.
const MAX_LIST: usize = 8;

/// What a rule says of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decision {
    Reject,
    /// A code, as its context says so.
    Likely,
    /// A code, as the key of one precedes it.
    Certain,
}

/// A number, its line as far as it counts, and what is known before any rule is asked.
pub(super) struct Context<'t> {
    known: &'t Known<'t>,
    text: &'t [u8],
    pub(super) number: Number,
    pub(super) left: &'t [u8],
    pub(super) right: &'t [u8],
    /// `left`, the number and `right`.
    pub(super) line: &'t [u8],
    /// Whether `left` begins where the line begins.
    pub(super) from_start: bool,
    pub(super) key: Key,
    /// The decision on the number before this one in a list.
    pub(super) previous: Decision,
    /// The byte from which on the text does not matter to that decision.
    pub(super) previous_settled: usize,
    lower: OnceCell<Vec<u8>>,
    record: OnceCell<Record<'t>>,
    wording: OnceCell<Wording>,
}

impl<'t> Context<'t> {
    pub(super) fn new(known: &'t Known<'t>, text: &'t [u8], number: Number) -> Self {
        let from = number.start.saturating_sub(REACH);
        let to = text.len().min(number.end + REACH);
        let line = line_start(&text[from..number.start]).map(|at| from + at);
        let start = line.unwrap_or(from);
        let end = memchr(b'\n', &text[number.end..to]).map_or(to, |at| number.end + at);
        let left = &text[start..number.start];
        let right = text[number.end..end].trim_ascii_end();
        Self {
            known,
            text,
            number,
            left,
            right,
            line: &text[start..end],
            from_start: line.is_some() || from == 0,
            key: printed_key(&text[from..start], left, right)
                .unwrap_or_else(|| key::key(left, right)),
            previous: Decision::Reject,
            previous_settled: 0,
            lower: OnceCell::new(),
            record: OnceCell::new(),
            wording: OnceCell::new(),
        }
    }

    /// The same line, seen from a number to the left of this one, which was read in `left`.
    pub(super) fn at(&self, number: Number) -> Self {
        let left = &self.left[..number.start];
        let right = &self.line[number.end..];
        let key = key::key(left, right);
        let line = self.number.start - self.left.len();
        Self {
            number: Number { start: line + number.start, end: line + number.end, ..number },
            left,
            right,
            key,
            previous: Decision::Reject,
            previous_settled: 0,
            lower: OnceCell::new(),
            record: OnceCell::new(),
            wording: OnceCell::new(),
            ..*self
        }
    }

    /// The line in lower case.
    pub(super) fn lower(&self) -> &[u8] {
        self.lower.get_or_init(|| self.line.to_ascii_lowercase())
    }

    /// The lines that are one record with this one.
    pub(super) fn record(&self) -> &Record<'t> {
        self.record.get_or_init(|| Record::new(self.text, self.number.start..self.number.end))
    }

    /// The byte from which on the text no longer matters: beyond the line only if its record was
    /// looked at.
    pub(super) fn settled(&self) -> usize {
        let own = self.record.get().map_or(self.number.start, |record| record.settled);
        own.max(self.previous_settled)
    }

    /// What the message beside it says.
    pub(super) fn wording(&self) -> Wording {
        *self.wording.get_or_init(|| self.weigh())
    }

    /// Whose log it is, as far as the caller knows.
    pub(super) fn product(&self) -> Product {
        self.known.product
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = Entry<'t>> {
        self.known.catalog.code(self.number.value)
    }

    /// Whether only a range of numbers that apps define themselves holds it.
    pub(super) fn is_app_defined(&self) -> bool {
        self.entries().all(|entry| entry.through().is_some())
    }

    /// Whether it can be a code without a key: from 1000 on, or from -100 down; not a
    /// year, and not one that apps define themselves.
    pub(super) fn is_plausible(&self) -> bool {
        let value = self.number.value;
        let long = value >= 1000 || value <= -100;
        long && !(1900..2100).contains(&value) && !self.is_app_defined()
    }

    /// Whether any log has it behind a key: a small number, or one of the Web SDK's, which are also
    /// years. Codes of a user's own are not.
    pub(super) fn is_everyday(&self) -> bool {
        let small = matches!(self.number.value, -99..=99);
        (small || self.is_of_web_sdk()) && self.entries().all(Entry::is_builtin)
    }

    /// Whether it is in the range of the Web SDK.
    pub(super) fn is_of_web_sdk(&self) -> bool {
        matches!(self.number.value, 2000..=3999)
    }

    /// Whether what is beside it makes it a code, if it is one of this product.
    pub(super) fn is_marked(&self) -> bool {
        let marked = self.has_key() || self.previous != Decision::Reject || self.is_outcome();
        marked
            || self.is_of_web_sdk()
                && (self.is_bracketed_after_complaint()
                    || self.is_object_of_verb()
                    || self.precedes_description()
                    || self.is_of_call())
    }

    /// Whether a key of a code or of an error precedes it.
    pub(super) fn has_key(&self) -> bool {
        matches!(self.key, Key::Code | Key::Error)
    }

    /// Whether a unit or a counted thing follows: `9001 ms`, `6012 条`.
    pub(super) fn is_counted(&self) -> bool {
        let rest = bytes::trim_start(self.right);
        let apart = rest.len() < self.right.len();
        let word = apart || rest.first().is_some_and(u8::is_ascii_alphabetic);
        let is_longer = |rest| vocabulary::unit_tail::PREFIXES.begin(rest);
        (word && unit::WORDS.contain(bytes::first_word(rest)))
            || matches!(rest, [b'o', b'f', b' ', b'0'..=b'9', ..])
            || unit::PREFIXES.strip_from_start(rest).is_some_and(|rest| !is_longer(rest))
    }

    /// Whether neither side makes it part of a longer token. A code key directly before it allows
    /// a word to be glued to its right.
    pub(super) fn is_token(&self) -> bool {
        self.is_free_on_the_left() && self.is_free_on_the_right(self.key)
    }

    /// Whether it is a token between blanks or the like, whatever its line is about.
    pub(super) fn is_separate(&self) -> bool {
        let joined =
            |byte: Option<&u8>| byte.is_some_and(|&byte| matches!(byte, b'-' | b':' | b'/' | b'.'));
        let goes_on = self.right.get(1).is_some_and(|&byte| is_word(byte));
        let part = joined(self.left.last()) || (joined(self.right.first()) && goes_on);
        let free = self.is_free_on_the_left() && self.is_free_on_the_right(Key::Code);
        free && !part && !self.is_app_defined()
    }

    /// Whether nothing before it makes it part of a longer number, a time, a path or a name.
    pub(super) fn is_free_on_the_left(&self) -> bool {
        let Some((&last, before)) = self.left.split_last() else { return self.from_start };
        // An offset: `Flush() + 8005`.
        let sum = self.left.strip_suffix(b" + ").and_then(<[u8]>::last);
        if sum.is_some_and(|byte| !byte.is_ascii_digit()) {
            return false;
        }
        let after_digit = before.last().is_some_and(u8::is_ascii_digit);
        match last {
            // `0..9001`
            b'.' if before.ends_with(b".") => {
                !before.iter().rev().find(|&&byte| byte != b'.').is_some_and(u8::is_ascii_digit)
            }
            b'.' => before.last().is_none_or(|&byte| !is_word(byte) && byte != b')'),
            b':' => !after_digit,
            b'/' => {
                before.ends_with(b"/")
                    || after_digit && self.follows_known()
                    || key::ends_with_error(before)
            }
            b'-' if self.number.value >= 0 => key::is_glued(before) || before.is_empty(),
            b'*' => before.last() == Some(&b'*'),
            b'-' | b'\\' | b'$' | b'@' | b'+' | b'^' | b'%' | b'~' => false,
            _ if key::ends_encoded(self.left) => true,
            _ if is_word(last) => key::is_glued(self.left),
            _ => {
                !ends_with_any(self.left, &["¥", "￥", "€", "£", "$ ", "¥ ", "￥ ", "~", "～", "−"])
            }
        }
    }

    fn is_free_on_the_right(&self, key: Key) -> bool {
        let named = key == Key::Code;
        let next = self.right.get(1);
        let digit = next.is_some_and(u8::is_ascii_digit);
        let word = next.is_some_and(|&byte| is_word(byte));
        let Some(&first) = self.right.first() else { return true };
        match first {
            b'.' => !digit && (!word || named || next.is_some_and(u8::is_ascii_uppercase)),
            b':' => !digit || named,
            b'-' => !digit && (!word || named),
            b'/' if digit => named || self.precedes_known(),
            b'/' => named || !word,
            b'%' => key::starts_encoded(self.right),
            b'#' | b'@' | b'^' | b'~' => false,
            b'=' => {
                let text =
                    |&byte: &u8| byte == b'=' || byte.is_ascii_alphabetic() || !byte.is_ascii();
                named || next.is_some_and(text)
            }
            b'+' => named,
            _ => {
                !is_word(first)
                    && !starts_with_any(self.right, &["℃", "°", "％", "～", "‰"])
                    && !self.is_multiplied()
            }
        }
    }

    /// `1920×1080`; but `70009×2` says how often an error was seen.
    fn is_multiplied(&self) -> bool {
        let Some(rest) = self.right.strip_prefix("×".as_bytes()) else { return false };
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        digits == 0 || digits > 3
    }

    fn follows_known(&self) -> bool {
        self.item_before().is_some_and(|number| self.known.has(number.value))
    }

    fn precedes_known(&self) -> bool {
        self.item_after(self.right).is_some_and(|(number, _)| self.known.has(number.value))
    }

    /// The number before this one in a list.
    pub(super) fn item_before(&self) -> Option<Number> {
        let rest = bytes::trim_end(self.left);
        let rest = rest.strip_suffix(b"#").unwrap_or(rest);
        let rest = rest.strip_suffix(b"-").filter(|_| self.number.value < 0).unwrap_or(rest);
        let rest = bytes::trim_end(list_joint::SUFFIXES.strip_from_end(rest)?);
        let digits = rest.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        (digits > 2).then(|| Number::read(rest, rest.len() - digits, self.known))?
    }

    /// The numbers before this one in a list, the nearest first.
    pub(super) fn items_before(&self) -> impl Iterator<Item = Self> {
        let item = |context: &Self| context.item_before().map(|number| context.at(number));
        std::iter::successors(item(self), move |context| item(context)).take(MAX_LIST)
    }

    /// The next number of a list, and what follows it.
    fn item_after(&self, right: &'t [u8]) -> Option<(Number, &'t [u8])> {
        let rest = list_joint::PREFIXES.strip_from_start(bytes::trim_start(right))?;
        let rest = bytes::trim_start(rest);
        let rest = rest.strip_prefix(b"#").unwrap_or(rest);
        let number = Number::read(rest, usize::from(rest.starts_with(b"-")), self.known)?;
        let after = &rest[number.end..];
        let alone = !after.first().is_some_and(|&byte| is_word(byte));
        (alone && number.value.unsigned_abs() >= 100).then_some((number, after))
    }

    /// What follows the number, or the list that begins with it.
    pub(super) fn after_list(&self) -> &'t [u8] {
        let next = |rest: &&'t [u8]| self.item_after(rest).map(|(_, after)| after);
        let ends = std::iter::successors(Some(self.right), next);
        ends.take(MAX_LIST + 1).last().unwrap_or(self.right)
    }
}

/// The start of the line that `before` ends in; `None` if it lies farther back. A dump of PHP
/// breaks its lines between key and number.
fn line_start(before: &[u8]) -> Option<usize> {
    let newline = memrchr(b'\n', before)?;
    let dumped =
        before[newline + 1..].trim_ascii_start() == b"int(" && before[..newline].ends_with(b"=>");
    if dumped { memrchr(b'\n', &before[..newline]).map(|at| at + 1) } else { Some(newline + 1) }
}

/// The key of a number that a debugger or a console prints: it is in the line before, that of the
/// prompt.
fn printed_key(before: &[u8], left: &[u8], right: &[u8]) -> Option<Key> {
    // `(int) $0 = 6208`, `< 60020`, `Out[2]: 60020`
    let is_value = matches!(left, b"" | b"< " | b"=> ")
        || left.starts_with(b"Out[")
        || left.contains(&b'$') && left.ends_with(b"= ");
    let prompt = before.strip_suffix(b"\n").filter(|_| is_value && right.is_empty())?;
    let start = memrchr(b'\n', prompt).map_or(0, |at| at + 1);
    let prompt = &prompt[start..];
    let is_prompt = starts_with_any(prompt, &["(lldb) ", "(gdb) ", "> ", ">>> ", "In [", "irb> "]);
    is_prompt.then(|| key::key(prompt.trim_ascii_end(), b""))
}
