//! Finds the regions of a text that may contain a code, which is fast; only their numbers are read.

use std::ops::Range;

use memchr::{memchr, memchr2_iter, memrchr};

use super::bytes;
use super::context::REACH;
use super::known::Known;
use super::number::{self, MAX_DIGITS, Number};
use super::vocabulary::prefilter::{ASCII, KEYS, WIDE};

/// The beginning of every constant of the built-in codes.
pub(super) const CONSTANT: &str = "ERR_";
/// Bytes of the longest name, and of the longest fragment with what must follow it.
pub(super) const LONGEST: usize = 128;
/// Texts are mostly ASCII; one character beyond it makes this many bytes be searched for the wide
/// fragments.
const STRETCH: usize = 1 << 8;
/// Bytes of the longest wide fragment.
const LONGEST_WIDE: usize = 16;
/// Bytes behind a key in which a number is looked for.
const NEAR: usize = 96;
/// As [`NEAR`], behind the beginning of `returned`.
const RETURNED: usize = 24;

/// Collects the regions of a text that may contain a code.
pub(super) struct Candidates<'t> {
    known: &'t Known,
    text: &'t [u8],
    pub(super) regions: Vec<Range<usize>>,
    /// Positions of a byte in what may be the name of a constant.
    pub(super) names: Vec<usize>,
    /// The line that was last searched for known numbers.
    line: Range<usize>,
}

impl<'t> Candidates<'t> {
    pub(super) fn new(known: &'t Known, text: &'t [u8]) -> Self {
        Self { known, text, regions: Vec::new(), names: Vec::new(), line: 0..0 }
    }

    /// The regions, in the order of their beginnings.
    pub(super) fn regions(&mut self) -> Vec<Range<usize>> {
        self.regions.sort_unstable_by_key(|region| region.start);
        std::mem::take(&mut self.regions)
    }

    /// Searches a block of the text.
    pub(super) fn search(&mut self, block: Range<usize>) {
        let text = self.text;
        ASCII.each(&text[block.start..text.len().min(block.end + LONGEST)], |fragment, hit| {
            let at = block.start + hit.start;
            if fragment < KEYS {
                self.at_key(block.start + hit.end);
                return;
            }
            if text[at..].starts_with(CONSTANT.as_bytes()) {
                self.names.push(at);
            }
            self.at_word(at);
        });
        for start in block.clone().step_by(STRETCH) {
            let stretch = &text[start..text.len().min(start + STRETCH + LONGEST_WIDE)];
            if !stretch.is_ascii() {
                WIDE.each(stretch, |_, hit| self.at_word(start + hit.start));
            }
        }
        if block.start == 0 {
            self.at_line_start(0);
        }
        for at in memchr2_iter(b'\n', b')', &text[block.clone()]) {
            let at = block.start + at;
            if text[at] == b'\n' {
                self.at_line_start(at + 1);
            } else {
                self.at_bracket(at);
            }
        }
    }

    /// Adds what follows a key if a known number may be in it.
    fn at_key(&mut self, after: usize) {
        let text = self.text;
        let rest = &text[after..text.len().min(after + NEAR)];
        let gap = rest.iter().take_while(|&&byte| is_gap(byte)).count();
        let region = || after..after + key_line(rest).len();
        match rest.get(gap) {
            // Most are `code:0`.
            None | Some(b'0') => {}
            Some(b'1'..=b'9') => {
                let digits = after + gap;
                let count = number::digit_count(&text[digits..]);
                let listed = text.get(digits + count).is_some_and(|&byte| {
                    matches!(byte, b',' | b'/' | b' ' | b';' | b'|' | b'&' | 0x80..)
                });
                if self.is_known_at(digits) || (listed && count > 2) {
                    self.regions.push(region());
                }
            }
            // `returned 6012`
            Some(b'u') if gap == 0 => {
                let near = key_line(&rest[..rest.len().min(RETURNED)]);
                let digits = near.iter().position(u8::is_ascii_digit);
                if digits.is_some_and(|at| self.is_known_at(after + at)) {
                    self.regions.push(region());
                }
            }
            // `code is 6012`, `codes 6012`, `code/desc: 6012`; not `decode|code:0`.
            Some(byte) if byte.is_ascii_alphabetic() || matches!(byte, b'/' | b',') => {
                let filled = gap > 0 && byte.is_ascii_alphabetic() && rest[gap - 1] != b'|';
                let joined = gap == 0 && (!byte.is_ascii_alphabetic() || rest.starts_with(b"s"));
                if (filled || joined) && self.has_known(region()) {
                    self.regions.push(region());
                }
            }
            Some(0x80.. | b'_' | b'%' | b'\n') => self.regions.push(region()),
            Some(_) => {}
        }
    }

    /// Adds the line around a word if it has a known number.
    fn at_word(&mut self, at: usize) {
        let from = at.saturating_sub(REACH);
        let from = memrchr(b'\n', &self.text[from..at]).map_or(from, |newline| from + newline + 1);
        let to = self.text.len().min(at + REACH);
        let to = memchr(b'\n', &self.text[at..to]).map_or(to, |newline| at + newline);
        // Several such words in one line are common.
        if self.line != (from..to) {
            self.line = from..to;
            if self.has_known(from..to) {
                self.regions.push(from..to);
            }
        }
    }

    /// Adds a known number before a closing bracket.
    fn at_bracket(&mut self, close: usize) {
        let before = &self.text[close.saturating_sub(MAX_DIGITS + 1)..close];
        let count = before.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        if count > 2 && self.is_known_at(close - count) {
            self.regions.push(close - count..close);
        }
    }

    /// Adds the start of a line if its first number is known, or begins a list.
    fn at_line_start(&mut self, start: usize) {
        let text = self.text;
        // Most lines begin with a date or a word.
        if !text.get(start).is_some_and(|&byte| is_mark(byte) || byte.is_ascii_digit())
            || text.get(start + 4) == Some(&b'-')
        {
            return;
        }
        let mut digits = start;
        while text.get(digits).is_some_and(|&byte| is_mark(byte)) && digits < start + 16 {
            digits += 1;
        }
        let count = number::digit_count(&text[digits.min(text.len())..]);
        if count < 3 {
            return;
        }
        let end = digits + count;
        let listed =
            text.get(end).is_some_and(|&byte| byte == b'/' || byte == b',' || byte >= 0x80);
        if listed || self.has_known(digits..end) {
            let near = &text[start..text.len().min(start + NEAR)];
            self.regions.push(start..start + memchr(b'\n', near).unwrap_or(near.len()));
        }
    }

    fn is_known_at(&self, digits: usize) -> bool {
        Number::read_known(self.text, digits, |code| self.known.has(code)).is_some()
    }

    /// Whether a region has a known number, of either sign.
    fn has_known(&self, region: Range<usize>) -> bool {
        let (mut value, mut count) = (0_u64, 0);
        for &byte in &self.text[region] {
            if byte.is_ascii_digit() {
                value = value.wrapping_mul(10).wrapping_add(u64::from(byte - b'0'));
                count += 1;
                continue;
            }
            if (1..=MAX_DIGITS).contains(&count) && self.known.has_digits(value) {
                return true;
            }
            (value, count) = (0, 0);
        }
        (1..=MAX_DIGITS).contains(&count) && self.known.has_digits(value)
    }

    /// Adds every word with an underscore of a block as a name.
    pub(super) fn search_names(&mut self, block: Range<usize>) {
        let mut from = block.start;
        while let Some(at) = memchr(b'_', &self.text[from..block.end]) {
            self.names.push(from + at);
            from += at + bytes::first_word(&self.text[from + at..block.end]).len();
        }
    }
}

/// What follows a key in its line. A dump of PHP breaks its lines between key and number.
fn key_line(rest: &[u8]) -> &[u8] {
    match memchr(b'\n', rest) {
        Some(end) if rest[..end].ends_with(b"=>") => {
            let number = end + 1;
            let end = memchr(b'\n', &rest[number..]).map_or(rest.len(), |end| number + end);
            &rest[..end]
        }
        Some(end) => &rest[..end],
        None => rest,
    }
}

/// Whether a byte may be between a key and its number.
#[rustfmt::skip]
fn is_gap(byte: u8) -> bool {
    matches!(
        byte,
        b' ' | b'\t' | b'"' | b'\'' | b'`' | b'\\' | b':' | b'=' | b'>' | b'<' | b'(' | b'[' | b'{'
            | b'}' | b']' | b')' | b'!' | b'#' | b'*' | b'?' | b'&' | b';' | b'|' | b'~' | b'-'
    )
}

/// Whether a byte, in ASCII or of `【` or `（`, may be before the first number of a line.
#[rustfmt::skip]
fn is_mark(byte: u8) -> bool {
    matches!(
        byte,
        b' ' | b'\t' | b'#' | b'>' | b'*' | b'|' | b'-' | b'"' | b'\'' | b'`' | b'(' | b'['
            | 0xE3 | 0x80 | 0x90 | 0xEF | 0xBC | 0x88
    )
}
