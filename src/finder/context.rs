//! Whether a number is an error code, told by what stands around it. Called by the finder with
//! numbers that some table knows.
//!
//! Nothing farther away than [`REACH`] bytes and nothing beyond the line counts, so that a verdict
//! never depends on how a log was cut into pieces.

use std::cell::OnceCell;

use memchr::{memchr, memrchr};

use super::bytes::{self, ends_with_any, is_any, is_word, starts_with_any};
use super::key::{self, Key};
use super::vocabulary;
use crate::codes::catalog::Catalog;
use crate::codes::set::Entry;
use crate::finder::list::list;

/// How far a verdict looks to either side of a number, in bytes.
pub(super) const REACH: usize = 256;
/// Items of one list that are read: `6012/6014/6017`.
pub(super) const MAX_LIST: usize = 8;

/// A number in a text: where it stands, its sign included, and its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) value: i32,
}

impl Number {
    /// The number whose digits begin at `digits`; none where they are part of a longer word, too
    /// many, or written with a zero in front.
    pub(super) fn read(text: &[u8], digits: usize) -> Option<Self> {
        let count = text[digits..].iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
        if count == 0 || count > 9 || (count > 1 && text[digits] == b'0') {
            return None;
        }
        let end = digits + count;
        let magnitude =
            text[digits..end].iter().fold(0, |sum, byte| sum * 10 + i32::from(byte - b'0'));
        let sign = sign(&text[digits.saturating_sub(4)..digits]);
        let value = if sign > 0 { -magnitude } else { magnitude };
        Some(Self { start: digits - sign, end, value })
    }

    /// The same digits without the sign, which may as well be a hyphen: `code-6012`.
    pub(super) fn unsigned(self, digits: usize) -> Self {
        Self { start: digits, value: self.value.abs(), ..self }
    }
}

/// The bytes of the minus sign at the end; none where it joins two words.
fn sign(before: &[u8]) -> usize {
    for minus in ["-", "\u{2212}", "\u{FF0D}"] {
        if let Some(rest) = before.strip_suffix(minus.as_bytes()) {
            let joins = rest
                .last()
                .is_some_and(|&byte| is_word(byte) || matches!(byte, b')' | b'-' | b'.'));
            return if joins { 0 } else { minus.len() };
        }
    }
    0
}

/// How surely a number is a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A key says that it is one.
    Named,
    /// Its surroundings tell.
    Told,
    No,
}

/// Judges one number of `text`.
pub(super) fn judge(catalog: &Catalog, text: &[u8], number: Number) -> Verdict {
    Around::new(catalog, text, number).judge(0)
}

/// Whether the number stands alone, whatever it means.
pub(super) fn stands_alone(catalog: &Catalog, text: &[u8], number: Number) -> bool {
    let around = Around::new(catalog, text, number);
    let joined =
        |byte: Option<&u8>| byte.is_some_and(|&byte| matches!(byte, b'-' | b':' | b'/' | b'.'));
    let goes_on = around.right.get(1).is_some_and(|&byte| is_word(byte));
    let part = joined(around.left.last()) || (joined(around.right.first()) && goes_on);
    let apart = around.is_apart_on_the_left() && around.is_apart_on_the_right(Key::Code);
    apart && !part && !around.is_app_defined()
}

/// A number and its line, as far as it counts.
pub(super) struct Around<'t> {
    catalog: &'t Catalog,
    pub(super) left: &'t [u8],
    pub(super) right: &'t [u8],
    pub(super) number: Number,
    /// Nothing of the line is missing in `left`.
    pub(super) from_start: bool,
    lower: OnceCell<Vec<u8>>,
    pub(super) all: &'t [u8],
}

impl<'t> Around<'t> {
    fn new(catalog: &'t Catalog, text: &'t [u8], number: Number) -> Self {
        let from = number.start.saturating_sub(REACH);
        let to = text.len().min(number.end + REACH);
        let line = line_start(&text[from..number.start]).map(|at| from + at);
        let start = line.unwrap_or(from);
        let end = memchr(b'\n', &text[number.end..to]).map_or(to, |at| number.end + at);
        Self {
            catalog,
            left: &text[start..number.start],
            right: text[number.end..end].trim_ascii_end(),
            number,
            from_start: line.is_some() || from == 0,
            lower: OnceCell::new(),
            all: &text[start..end],
        }
    }

    fn judge(&self, depth: usize) -> Verdict {
        let key = self.key();
        if self.is_process() {
            return Verdict::No;
        }
        let mapped = self.is_key_of_map();
        if !self.is_apart_on_the_left() || !(mapped || self.is_apart_on_the_right(key)) {
            return Verdict::No;
        }
        let verdict = match key {
            _ if mapped => Verdict::Told,
            Key::Code if self.is_foreign_envelope() || self.is_business() => Verdict::No,
            Key::Code => Verdict::Named,
            Key::Error if self.is_plain() && !self.is_counted() => Verdict::Told,
            Key::Error => Verdict::No,
            Key::Other | Key::Label | Key::None => match self.previous(depth) {
                Verdict::No if key == Key::Other || !self.is_plain() || self.is_counted() => {
                    Verdict::No
                }
                Verdict::No if key == Key::None && self.is_told() => Verdict::Told,
                Verdict::No if self.is_outcome() || self.is_talk_of_ours(key) => Verdict::Told,
                Verdict::Told if !self.is_plain() => Verdict::No,
                other => other,
            },
        };
        if verdict != Verdict::No && self.is_foreign() { Verdict::No } else { verdict }
    }

    pub(super) fn key(&self) -> Key {
        key::key(self.left, self.right)
    }

    /// Whether nothing before it makes it a part of a longer number, a time, a path or a name.
    fn is_apart_on_the_left(&self) -> bool {
        let Some((&last, before)) = self.left.split_last() else { return self.from_start };
        let after_digit = before.last().is_some_and(u8::is_ascii_digit);
        match last {
            // Not `0..9001`.
            b'.' if before.ends_with(b".") => {
                !before.iter().rev().find(|&&byte| byte != b'.').is_some_and(u8::is_ascii_digit)
            }
            b'.' => before.last().is_none_or(|&byte| !is_word(byte) && byte != b')'),
            b':' => !after_digit,
            b'/' => after_digit && self.has_item_before(),
            b'-' if self.number.value >= 0 => key::is_glued(before) || before.is_empty(),
            b'*' => before.last() == Some(&b'*'),
            b'-' | b'$' | b'@' | b'+' | b'^' | b'%' | b'~' => false,
            _ if key::ends_encoded(self.left) => true,
            _ if is_word(last) => key::is_glued(self.left),
            _ => !ends_with_any(
                self.left,
                list!["¥", "￥", "€", "£", "$ ", "¥ ", "￥ ", "~", "～", "−"],
            ),
        }
    }

    /// As [`is_apart_on_the_left`](Self::is_apart_on_the_left). A key of a code right before it
    /// allows a word to be joined behind.
    fn is_apart_on_the_right(&self, key: Key) -> bool {
        let named = key == Key::Code;
        let next = self.right.get(1);
        let digit = next.is_some_and(u8::is_ascii_digit);
        let word = next.is_some_and(|&byte| is_word(byte));
        let Some(&first) = self.right.first() else { return true };
        match first {
            b'.' => !digit && (!word || named || next.is_some_and(u8::is_ascii_uppercase)),
            b':' => !digit || named,
            b'-' => !digit && (!word || named),
            b'/' => {
                if digit {
                    self.has_item_after() || named
                } else {
                    !word || named
                }
            }
            b'%' => key::starts_encoded(self.right),
            b'#' | b'@' | b'^' | b'~' => false,
            b'=' => named || next.is_some_and(|&byte| byte == b'=' || byte.is_ascii_alphabetic()),
            b'+' => named,
            _ => {
                !is_word(first)
                    && !starts_with_any(self.right, list!["℃", "°", "％", "～", "‰"])
                    && !self.is_multiplied()
            }
        }
    }

    /// `1920×1080`; but `70009×2` in a sentence of errors says how often it was seen.
    fn is_multiplied(&self) -> bool {
        let Some(rest) = self.right.strip_prefix("×".as_bytes()) else { return false };
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        digits == 0 || digits > 3
    }

    /// A code that needs no key: of four digits or more, or negative; no year, and not among the
    /// numbers that apps define themselves.
    pub(super) fn is_plain(&self) -> bool {
        let value = self.number.value;
        let long = value >= 1000 || value <= -100;
        long && !(1900..2100).contains(&value) && !self.is_app_defined()
    }

    /// The process in the head of an Android log line: `W/System.err(10050):`.
    fn is_process(&self) -> bool {
        let tag = self.left.trim_ascii_end();
        let Some(tag) = tag.strip_suffix(b"(").filter(|_| self.right.starts_with(b"):")) else {
            return false;
        };
        let tag = tag.trim_ascii_end();
        let start = tag.iter().rposition(u8::is_ascii_whitespace).map_or(0, |at| at + 1);
        matches!(&tag[start..], [b'V' | b'D' | b'I' | b'W' | b'E' | b'F' | b'A', b'/', ..])
    }

    /// The line in lower case.
    pub(super) fn lower(&self) -> &[u8] {
        self.lower.get_or_init(|| self.all.to_ascii_lowercase())
    }

    fn is_app_defined(&self) -> bool {
        self.entries().all(|entry| entry.through().is_some())
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = Entry<'t>> {
        self.catalog.code(self.number.value)
    }

    /// Whether a unit or a counted thing follows: `9001 ms`, `6012 条`.
    pub(super) fn is_counted(&self) -> bool {
        let rest = bytes::trim_start(self.right);
        if rest.len() < self.right.len() || rest.first().is_some_and(u8::is_ascii_alphabetic) {
            let word = bytes::first_word(rest);
            if is_any(word, vocabulary::UNITS) {
                return true;
            }
        }
        let Some(unit) = vocabulary::UNITS_ZH.iter().find(|unit| rest.starts_with(unit.as_bytes()))
        else {
            return false;
        };
        // `人数已满` describes a group, `人` counts people.
        let longer = list![
            "数", "志", "为", "端", "称", "段", "别", "聊", "置", "目", "复", "员", "群", "限"
        ];
        !starts_with_any(&rest[unit.len()..], longer)
    }

    /// Whether a list of codes goes on with this number.
    fn previous(&self, depth: usize) -> Verdict {
        match self.item_before() {
            Some(number) if depth < MAX_LIST => {
                if self.is_counted() {
                    return Verdict::No;
                }
                let whole = self.item(number);
                if whole.entries().next().is_none() { Verdict::No } else { whole.judge(depth + 1) }
            }
            _ => Verdict::No,
        }
    }

    /// The same line around a number before this one.
    pub(super) fn item(&self, number: Number) -> Self {
        Self {
            catalog: self.catalog,
            left: &self.left[..number.start],
            right: &self.all[number.end..],
            number,
            from_start: self.from_start,
            lower: OnceCell::new(),
            all: self.all,
        }
    }

    fn has_item_before(&self) -> bool {
        self.item_before().is_some_and(|number| self.catalog.code(number.value).next().is_some())
    }

    fn has_item_after(&self) -> bool {
        item_after(self.right)
            .is_some_and(|(number, _)| self.catalog.code(number.value).next().is_some())
    }

    /// The number before this one in a list of codes.
    pub(super) fn item_before(&self) -> Option<Number> {
        let rest = bytes::trim_end(self.left);
        let rest = rest.strip_suffix(b"#").unwrap_or(rest);
        let rest = rest.strip_suffix(b"-").filter(|_| self.number.value < 0).unwrap_or(rest);
        let joints = [
            "/", "、", ",", "，", "|", "&", ";", "；", "和", "或", "或者", "与", "及", " or",
            " and", ", or", ", and",
        ];
        let joint = joints.iter().rev().find(|joint| rest.ends_with(joint.as_bytes()))?;
        let rest = bytes::trim_end(&rest[..rest.len() - joint.len()]);
        let digits = rest.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let number = (digits > 2).then(|| Number::read(rest, rest.len() - digits))??;
        let unsigned = number.unsigned(rest.len() - digits);
        let known = |number: Number| self.catalog.code(number.value).next().is_some();
        Some(if known(number) { number } else { unsigned })
    }

    /// What follows the number, or the list that begins with it.
    pub(super) fn after_list(&self) -> &'t [u8] {
        let mut rest = self.right;
        for _ in 0..MAX_LIST {
            match item_after(rest) {
                Some((_, after)) => rest = after,
                None => break,
            }
        }
        rest
    }
}

/// Where the line of what follows `before` begins; none where that is farther back. A dump of PHP
/// breaks its lines between key and number.
fn line_start(before: &[u8]) -> Option<usize> {
    let newline = memrchr(b'\n', before)?;
    let dumped =
        before[newline + 1..].trim_ascii_start() == b"int(" && before[..newline].ends_with(b"=>");
    if dumped { memrchr(b'\n', &before[..newline]).map(|at| at + 1) } else { Some(newline + 1) }
}

/// The next item of a list, and what follows it.
fn item_after(right: &[u8]) -> Option<(Number, &[u8])> {
    let rest = bytes::trim_start(right);
    let joints = ["/", "、", ",", "，", "&", "和", "或者", "或", "与", "及", "or ", "and "];
    let joint = joints.iter().find(|joint| rest.starts_with(joint.as_bytes()))?;
    let rest = bytes::trim_start(&rest[joint.len()..]);
    let rest = rest.strip_prefix(b"#").unwrap_or(rest);
    let sign = usize::from(rest.first() == Some(&b'-'));
    let number = rest
        .get(sign)
        .filter(|byte| byte.is_ascii_digit())
        .and_then(|_| Number::read(rest, sign))?;
    let alone = !rest.get(number.end).is_some_and(|&byte| is_word(byte));
    (alone && number.value.abs() >= 100).then(|| (number, &rest[number.end..]))
}
