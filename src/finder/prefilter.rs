//! Finds the regions of a text that may contain a code, which is fast; only their numbers are read.

use std::ops::Range;

use memchr::{memchr, memchr2_iter, memrchr};

use super::bytes;
use super::context::{DESCRIPTION, REACH};
use super::key;
use super::known::Known;
use super::number::{self, MAX_DIGITS};
use super::topic::names_us;
use super::vocabulary::prefilter::{ASCII, KEYS, WIDE};
use super::vocabulary::{complaint, verb};

/// The beginning of every constant of the built-in codes.
pub(super) const CONSTANT: &str = "ERR_";
/// Bytes of the longest name, and of the longest fragment with what must follow it.
pub(super) const LONGEST: usize = 128;
/// Texts are mostly ASCII; one character beyond it makes this many bytes be searched for the wide
/// fragments.
const STRETCH: usize = 1 << 8;
/// Bytes of the longest wide fragment.
const LONGEST_WIDE: usize = 16;
/// Digits of a number that counts because it ends its line, at least.
const SHORTEST: usize = 4;
/// Bytes behind a key in which a number is looked for.
const NEAR: usize = 96;

/// Collects the regions of a text that may contain a code.
pub(super) struct Candidates<'t> {
    known: &'t Known<'t>,
    text: &'t [u8],
    pub(super) regions: Vec<Range<usize>>,
    /// Positions of a byte in what may be the name of a constant.
    pub(super) names: Vec<usize>,
    /// The line that was last searched for known numbers.
    line: Range<usize>,
}

impl<'t> Candidates<'t> {
    pub(super) fn new(known: &'t Known<'t>, text: &'t [u8]) -> Self {
        Self { known, text, regions: Vec::new(), names: Vec::new(), line: 0..0 }
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
                self.at_line_end(at);
                self.at_line_start(at + 1);
            } else {
                self.at_end(at);
            }
        }
        if block.end == text.len() {
            self.at_line_end(block.end);
        }
    }

    /// Adds what follows a key if it has a known number.
    fn at_key(&mut self, after: usize) {
        let rest = &self.text[after..self.text.len().min(after + NEAR)];
        let marks = rest.iter().take_while(|&&byte| key::is_mark(byte)).count();
        // Most are `code:0` and `retry`; `codes` and `returned` count.
        let goes_on = |byte: u8| marks == 0 && byte.is_ascii_alphabetic() && !b"su".contains(&byte);
        let is_zero = |byte: u8| byte == b'0' && number::hexadecimal(&rest[marks..]).is_none();
        if rest.get(marks).is_none_or(|&byte| is_zero(byte) || goes_on(byte)) {
            return;
        }
        let region = after..after + key_line(rest).len();
        if self.has_known(region.clone()) {
            self.regions.push(region);
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

    /// Adds a known number that ends a line, behind a mark, a complaint or a verb.
    #[inline]
    fn at_line_end(&mut self, mut end: usize) {
        while let Some(b'\r' | b'"' | b'\'' | b'`' | b']' | b'.') = self.text[..end].last() {
            end -= 1;
        }
        // Most lines end with something else, a short number, or a part of a word.
        let last = self.text[..end].last_chunk::<SHORTEST>();
        if last.is_some_and(|last| last.iter().all(u8::is_ascii_digit)) {
            self.at_last_number(end);
        }
    }

    fn at_last_number(&mut self, end: usize) {
        let before = &self.text[..end - SHORTEST];
        let more = before.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let start = before.len() - more;
        if start < 2 {
            return;
        }
        let is_candidate = match self.text[start - 1] {
            b'>' | b'"' | b'\'' | b'`' | b'[' | 0x80.. => true,
            b'-' => self.text[start - 2] == b' ',
            b' ' => match self.text[start - 2] {
                // `$0 = 6208`, `< 60020`
                b':' | b'-' | b',' | b'=' | b'<' | b'>' | 0x80.. => true,
                letter => letter.is_ascii_alphabetic() && self.is_behind_word(start..end),
            },
            _ => false,
        };
        if is_candidate {
            self.at_end(end);
        }
    }

    /// Whether a complaint, a verb or this product precedes a known number: `rejected 6012`.
    fn is_behind_word(&self, number: Range<usize>) -> bool {
        let start = number.start;
        let before = &self.text[start.saturating_sub(DESCRIPTION)..start - 1];
        self.has_known(number)
            && (verb::WORDS.contain(bytes::last_word(before).1)
                || complaint::SUBSTRINGS.are_in(&before.to_ascii_lowercase())
                || names_us(before, &before.to_ascii_lowercase()))
    }

    /// Adds a known number that ends at a byte.
    fn at_end(&mut self, end: usize) {
        let before = &self.text[end.saturating_sub(MAX_DIGITS + 1)..end];
        let count = before.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let number = end - count..end;
        if count > 2 && self.has_known(number.clone()) {
            self.regions.push(number);
        }
    }

    /// Adds the start of a line if it is a number and has a known one.
    fn at_line_start(&mut self, start: usize) {
        let near = &self.text[start..self.text.len().min(start + NEAR)];
        // Most lines begin with a date or a word.
        if near.get(4) == Some(&b'-') || near.first().is_none_or(u8::is_ascii_alphabetic) {
            return;
        }
        let digits = near.iter().take_while(|&&byte| starts_line(byte)).count();
        if number::digit_count(&near[digits..]) < 3 {
            return;
        }
        let region = start..start + memchr(b'\n', near).unwrap_or(near.len());
        if self.has_known(region.clone()) {
            self.regions.push(region);
        }
    }

    /// Whether a region has a known number, of either sign; or a very long one, by mistake.
    fn has_known(&self, region: Range<usize>) -> bool {
        let region = &self.text[region];
        let mut value = 0_u64;
        for (at, &byte) in region.iter().enumerate() {
            if byte.is_ascii_digit() {
                value = value.wrapping_mul(10).wrapping_add(u64::from(byte - b'0'));
            } else if (value > 0 && self.known.has_digits(value))
                || (byte | 0x20 == b'x'
                    && self.known.has_hexadecimal(&region[at.saturating_sub(1)..]))
            {
                return true;
            } else {
                value = 0;
            }
        }
        self.known.has_digits(value)
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
    let mut newlines = memchr::memchr_iter(b'\n', rest);
    let end = newlines.find(|&end| !rest[..end].ends_with(b"=>"));
    &rest[..end.unwrap_or(rest.len())]
}

/// Whether a byte, in ASCII or of `【` or `（`, may be before the first number of a line.
#[rustfmt::skip]
fn starts_line(byte: u8) -> bool {
    matches!(
        byte,
        b' ' | b'\t' | b'#' | b'>' | b'*' | b'|' | b'-' | b'"' | b'\'' | b'`' | b'(' | b'['
            | 0xE3 | 0x80 | 0x90 | 0xEF | 0xBC | 0x88
    )
}
