//! The key of a number: the word before it, read backwards over what separates the two.

use super::bytes::{self, contains_any, ends_with_any, starts_with_any, strip_suffix_any};
use super::vocabulary::{self, code_key, complaint, error_key, filler, joint, noun};

/// What the word before a number says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// The number is a code: `ErrorCode`, `错误码`.
    Code,
    /// Something failed with the number: `error`, `报`, `onError(`.
    Error,
    /// The number is something else: `port`, `cpp:`, `"id":`.
    Other,
    /// Nothing, with a colon: `revokeMessage: `.
    Label,
    /// Nothing, or there is no word.
    None,
}

/// Bytes between a key and its number at most.
const MAX_GAP: usize = 24;
/// Fillers between a key and its number; `error code returned by the server is 6012` has five.
const MAX_FILLERS: usize = 5;

/// Characters beyond ASCII that may be between a key and its number.
const WIDE: &[&str] = &[
    "：", "＝", "（", "）", "【", "】", "「", "『", "」", "“", "”", "‘", "’", "《", "〈",
    "\u{3000}", "\u{A0}", "→", "—", "–", "｜", "？",
];

/// The key of a number, by what precedes and what follows it in its line.
#[must_use]
pub fn key(left: &[u8], right: &[u8]) -> Key {
    let mut rest = left;
    let mut second = false;
    for _ in 0..=MAX_FILLERS {
        let before = strip_marks(rest, second);
        let marks = Gap(&rest[before.len()..]);
        rest = before;
        if marks.0.len() > MAX_GAP || rest.is_empty() {
            return Key::None;
        }
        let gap = Gap(&left[rest.len()..]);
        if let Some(key) = chinese(rest, gap) {
            return key;
        }
        if let Some(before) = filler::SUFFIXES.strip_from_end(rest) {
            rest = before;
            continue;
        }
        let (before, word) = bytes::last_word(rest);
        // A field of this name: `"to":"20003"`.
        let field = marks.assigns() && marks.has(b"\"") && before.ends_with(b"\"");
        if vocabulary::second_key::WORDS.contain(word) {
            second = true;
        } else if field || !filler::WORDS.contain(word) {
            return english(before, word, gap, right);
        }
        rest = before;
    }
    Key::None
}

/// Whether the letters that touch a number are a key, as if `=` were between: `code6012`, `error_6012`.
pub(super) fn is_glued(left: &[u8]) -> bool {
    let (before, word) = bytes::last_word(left);
    let plain = !word.iter().any(u8::is_ascii_digit);
    plain && matches!(english(before, word, Gap(b"="), b""), Key::Code | Key::Error)
}

/// `text` without the marks at its end. `second` allows those between two keys.
fn strip_marks(mut text: &[u8], second: bool) -> &[u8] {
    let full = text.len();
    while let Some((last, before)) = text.split_last() {
        text = match last {
            b'/' if second || ends_with_error(before) => before,
            // An arrow or a dash; not what joins two words.
            b'-' if text.len() < full || before.ends_with(b" ") => before,
            _ if is_mark(*last) => before,
            _ if ends_encoded(text) => &text[..text.len() - 3],
            _ => match strip_suffix_any(text, WIDE) {
                Some(before) => before,
                None => break,
            },
        };
    }
    text
}

/// Whether a text ends with an error word that is no part of a path: `FAIL` in `FAIL/60021`.
pub(super) fn ends_with_error(text: &[u8]) -> bool {
    let (before, word) = bytes::last_word(text);
    !before.ends_with(b"/") && is_error(&word.to_ascii_lowercase())
}

/// Whether a byte may be between a key and its number.
#[rustfmt::skip]
pub(super) fn is_mark(byte: u8) -> bool {
    matches!(
        byte,
        b' ' | b'\t' | b'\r' | b':' | b'=' | b'(' | b']' | b',' | b'"' | b'\'' | b'`' | b'\\' | b'>'
            | b'<' | b'[' | b'{' | b'}' | b')' | b'!' | b'#' | b'*' | b'?' | b'&' | b';' | b'|' | b'~'
    )
}

/// What is between a key and its number: marks and fillers.
#[derive(Clone, Copy)]
struct Gap<'t>(&'t [u8]);

impl Gap<'_> {
    /// Whether it has one of these bytes.
    fn has(self, marks: &[u8]) -> bool {
        self.0.iter().any(|byte| marks.contains(byte))
    }

    /// Whether it has a colon, an equals sign or an arrow.
    fn assigns(self) -> bool {
        self.has(b":=") || contains_any(self.0, &["：", "＝", "→", "%3A", "%3D"])
    }

    /// Whether it has an opening bracket.
    fn opens(self) -> bool {
        self.has(b"(") || contains_any(self.0, &["（"])
    }
}

/// The key that `rest` ends with, if it is one beyond ASCII.
fn chinese(rest: &[u8], gap: Gap<'_>) -> Option<Key> {
    if code_key::SUFFIXES.end(rest) {
        return Some(Key::Code);
    }
    if rest.last()?.is_ascii() {
        return None;
    }
    if !vocabulary::not_error_key::SUFFIXES.end(rest) && error_key::SUFFIXES.end(rest) {
        return Some(Key::Error);
    }
    if joint::SUFFIXES.end(rest) && !gap.assigns() {
        return (!filler::SUFFIXES.end(rest)).then_some(Key::None);
    }
    let is_noun = noun::SUFFIXES.end(rest) && !vocabulary::not_noun::SUFFIXES.end(rest);
    is_noun.then_some(Key::Other)
}

/// The key that a word in ASCII is.
fn english(before: &[u8], word: &[u8], gap: Gap<'_>, right: &[u8]) -> Key {
    // `code_6012`
    let word = word.strip_suffix(b"_").unwrap_or(word);
    if word.is_empty() || word.iter().all(|byte| !byte.is_ascii_alphabetic()) {
        return Key::None;
    }
    let lower = word.to_ascii_lowercase();
    if let Some(kind) = code_of(&lower) {
        let qualified = match kind {
            // The code of a call: `createGroup code=10010`.
            [] if is_call(before) => Vec::new(),
            [] => previous_word(before),
            prefix => prefix.to_vec(),
        };
        return if is_other_code(&qualified) { Key::Other } else { Key::Code };
    }
    if is_error(&lower) {
        return if is_level(before, word, gap, right) { Key::None } else { Key::Error };
    }
    // `PlatformException(Sdk_Not_Login, 6014`
    if gap.has(b",") && before.ends_with(b"xception(") {
        return Key::Error;
    }
    let callback = (gap.0 == b"(" || gap.assigns()) && lower.ends_with(b"callback");
    let result = callback || is_result(word, &lower) && (gap.assigns() || gap.opens());
    let handler = || vocabulary::handler::WORDS.contain(word) && is_error(&previous_word(before));
    if result || handler() {
        return Key::Error;
    }
    // `changeGroupOwner({groupID}) → 2620`
    let outcome = gap.has(b")") && contains_any(gap.0, &["→", "->", "=>"]);
    if is_noun(word, &lower) && !outcome {
        return Key::Other;
    }
    if gap.assigns() {
        return if gap.has(b" \t\r") && !gap.has(b"\"") { Key::Label } else { Key::Other };
    }
    // A name that touches its bracket calls or locates something: `state.cc(157)`.
    if gap.0 == b"(" {
        let complaint = complaint::SUBSTRINGS.are_in(&lower);
        return if complaint { Key::Error } else { Key::Other };
    }
    Key::None
}

/// Whether a word names something else that has numbers: `room`, `users`, `userID`, `serverPort`.
fn is_noun(word: &[u8], lower: &[u8]) -> bool {
    let single = lower.strip_suffix(b"s").unwrap_or(lower);
    let compound = noun::COMPOUNDS.end_compound(single) || noun::COMPOUNDS.contain(lower);
    let no_noun = || {
        vocabulary::call::PREFIXES.begin(last_part(lower))
            || vocabulary::not_noun::SUFFIXES.end(lower)
    };
    vocabulary::id::SUFFIXES.end(word) || (compound && !no_noun())
}

/// Whether a word calls something, and is not the name of what has a number: `getGroupCount`.
pub(super) fn calls(word: &[u8]) -> bool {
    let lower = word.to_ascii_lowercase();
    let is_quantity = || {
        let single = lower.strip_suffix(b"s").unwrap_or(&lower);
        vocabulary::quantity::SUFFIXES.end(single)
    };
    (vocabulary::call::PREFIXES.begin(&lower) || begins_class(word)) && !is_quantity()
}

/// Whether a text begins with a class or a function of the C API: `TIMConvMarkConversation`.
pub(super) fn begins_class(text: &[u8]) -> bool {
    matches!(text, [b'T', b'I', b'M', b'A'..=b'Z', b'a'..=b'z', ..])
}

/// Whether a word is written as constants are.
pub(super) fn is_constant(word: &[u8]) -> bool {
    let is_part = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b'_';
    word.contains(&b'_') && word.iter().all(is_part)
}

/// Marks in a URL: `%3A` for a colon.
const ENCODED: &[&str] = &["%3A", "%3D", "%22", "%20", "%2C", "%7B", "%7D", "%5B", "%5D", "%26"];

pub(super) fn ends_encoded(text: &[u8]) -> bool {
    ends_with_any(&text[text.len().saturating_sub(3)..].to_ascii_uppercase(), ENCODED)
}

pub(super) fn starts_encoded(text: &[u8]) -> bool {
    starts_with_any(&text[..text.len().min(3)].to_ascii_uppercase(), ENCODED)
}

/// Whether a word is the key of a code.
pub(super) fn is_code(word: &[u8]) -> bool {
    code_of(&word.to_ascii_lowercase()).is_some()
}

/// What precedes `code` in the key of a code: nothing in `code`, `err` in `err_code`.
fn code_of(lower: &[u8]) -> Option<&[u8]> {
    let lower = lower.strip_suffix(b"codes").map_or(lower, |_| &lower[..lower.len() - 1]);
    let of = |end: &str| lower.strip_suffix(end.as_bytes());
    let number =
        |end: &str| of(end).filter(|before| before.ends_with(b"err") || before.ends_with(b"error"));
    let before = of("code").or_else(|| {
        ["id", "_id", "no", "num", "number", "_no"].iter().find_map(|end| number(end))
    })?;
    let end = before.iter().rev().take_while(|&&byte| matches!(byte, b'_' | b'.' | b'$')).count();
    // `err.code` is the code of an error: only the last part of a path names it.
    if before.ends_with(b".") { Some(b"") } else { Some(&before[..before.len() - end]) }
}

/// Whether the last word of `before` is written as calls are: `createGroup`.
fn is_call(before: &[u8]) -> bool {
    let word = bytes::last_word(before.trim_ascii_end()).1;
    word.first().is_some_and(u8::is_ascii_lowercase) && word.iter().any(u8::is_ascii_uppercase)
}

/// The last word of `before` in lower case: `verification` in `verification code`.
fn previous_word(before: &[u8]) -> Vec<u8> {
    let trimmed = before.trim_ascii_end();
    let trimmed = trimmed.strip_suffix(b"-").unwrap_or(trimmed);
    bytes::last_word(trimmed).1.to_ascii_lowercase()
}

/// Whether the word before `code` makes it the key of something else.
fn is_other_code(qualifier: &[u8]) -> bool {
    // `cronetErrorCode`, `cronet_error_code`
    let qualifier = qualifier.strip_suffix(b"error").unwrap_or(qualifier);
    let qualifier = qualifier.strip_suffix(b"_").unwrap_or(qualifier);
    vocabulary::other_code::COMPOUNDS.end_compound(qualifier)
}

/// The last part of a path: `code` in `err.code`.
pub(super) fn last_part(word: &[u8]) -> &[u8] {
    &word[word.iter().rposition(|&byte| byte == b'.').map_or(0, |at| at + 1)..]
}

/// Whether a word, in lower case, is an error word: `loginFailed`, `err_`.
fn is_error(lower: &[u8]) -> bool {
    let last = last_part(lower.strip_suffix(b"s").unwrap_or(lower));
    let named = vocabulary::error_word::SUFFIXES.end(last);
    last.starts_with(b"err_") || (named && !last.ends_with(b"stderr") && !last.starts_with(b"no"))
}

/// Whether an error word is the level of a log line, which says nothing of the number behind it.
fn is_level(before: &[u8], word: &[u8], gap: Gap<'_>, right: &[u8]) -> bool {
    let is_object = || vocabulary::verb::WORDS.contain(bytes::last_word(before.trim_ascii_end()).1);
    let capitals =
        word.iter().all(u8::is_ascii_uppercase) && !word.starts_with(b"FAIL") && !is_object();
    let marked = gap.assigns() || gap.opens() || matches!(right.first(), Some(b':' | b','));
    (gap.has(b"]") && before.ends_with(b"[")) || (capitals && !marked)
}

/// Whether a word is the key of a return value.
pub(super) fn is_result(word: &[u8], lower: &[u8]) -> bool {
    // Not `secret`: `ret`, `iRet`, `sdk_ret`.
    let secret = lower.ends_with(b"ret")
        && lower.len() > 4
        && !ends_with_any(word, &["Ret", "_ret", ".ret"]);
    vocabulary::result_key::SUFFIXES.end(lower) && !secret
}

/// Whether a number ends its clause: a mark, a bracket, or the end of the line follows.
pub(super) fn ends_clean(right: &[u8]) -> bool {
    let rest = bytes::trim_start(right);
    let next = rest.get(1);
    match rest.first() {
        None | Some(0x80..) => true,
        Some(b'.' | b':') => !next.is_some_and(u8::is_ascii_digit),
        Some(b'-') => next == Some(&b' '),
        Some(mark) => b",;|)]}\"'!?<\\&(>`*".contains(mark),
    }
}
