//! Reads a number and its sign from bytes.

use super::bytes::{is_word, strip_suffix_any};
use super::known::Known;

/// Digits of the longest code, -2147483648.
pub(super) const MAX_DIGITS: usize = 10;

/// Bytes of the longest minus sign.
pub(super) const MAX_SIGN: usize = 3;

/// A number in a text: its position, sign included, and its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) value: i32,
    /// Whether it is written in hexadecimal.
    pub(super) is_hex: bool,
}

impl Number {
    /// The number whose digits begin at `digits`; `None` if it has a leading zero or does not fit.
    /// If it is not known with its sign, the sign is a hyphen: `code-6012`.
    pub(super) fn read(text: &[u8], digits: usize, known: &Known<'_>) -> Option<Self> {
        if let Some((value, length)) = hexadecimal(&text[digits..]) {
            return Some(Self { start: digits, end: digits + length, value, is_hex: true });
        }
        let count = digit_count(&text[digits..]);
        if !(1..=MAX_DIGITS).contains(&count) || (count > 1 && text[digits] == b'0') {
            return None;
        }
        let end = digits + count;
        let value = text[digits..end].iter().fold(0, |sum, byte| sum * 10 + i64::from(byte - b'0'));
        let sign = sign(&text[digits.saturating_sub(MAX_SIGN + 1)..digits]);
        if sign > 0
            && let Ok(negative) = i32::try_from(-value)
            && known.has(negative)
        {
            return Some(Self { start: digits - sign, end, value: negative, is_hex: false });
        }
        Some(Self { start: digits, end, value: i32::try_from(value).ok()?, is_hex: false })
    }
}

/// The number in hexadecimal that `text` begins with, `0x11171`, and its length.
pub(super) fn hexadecimal(text: &[u8]) -> Option<(i32, usize)> {
    let [b'0', b'x' | b'X', digits @ ..] = text else { return None };
    let count = digits.iter().take(9).take_while(|byte| byte.is_ascii_hexdigit()).count();
    let digits = std::str::from_utf8(&digits[..count]).ok()?;
    Some((u32::from_str_radix(digits, 16).ok()?.cast_signed(), count + 2))
}

/// The number of digits that `text` begins with, as far as it matters.
pub(super) fn digit_count(text: &[u8]) -> usize {
    text.iter().take(MAX_DIGITS + 1).take_while(|byte| byte.is_ascii_digit()).count()
}

/// The length of the minus sign that ends `before`; 0 if there is none, or if it joins two words.
fn sign(before: &[u8]) -> usize {
    let rest = strip_suffix_any(before, &["-", "\u{2212}", "\u{FF0D}"]).unwrap_or(before);
    let joins = rest.last().is_some_and(|&byte| is_word(byte) || b")-.".contains(&byte));
    if joins { 0 } else { before.len() - rest.len() }
}
