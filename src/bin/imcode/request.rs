//! From typed text to what is asked: codes, ranges, names, words. Called by `lookup`.
//!
//! A number is either understood exactly or refused; nothing is guessed.

use std::ffi::OsString;
use std::ops::RangeInclusive;

/// One thing that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ask {
    Code(i64),
    Range(RangeInclusive<i64>),
    /// Letters, digits and `_`: a constant's name, or just a word.
    Name(String),
    /// Anything else that does not begin like a number.
    Text(String),
    /// It begins like a number and is none.
    Refused {
        text: String,
        why: &'static str,
    },
}

impl Ask {
    /// Whether it cannot be a mere word.
    fn is_code(&self) -> bool {
        match self {
            Self::Code(_) | Self::Range(_) => true,
            Self::Name(name) => name.contains('_'),
            Self::Text(_) | Self::Refused { .. } => false,
        }
    }

    fn is_joint(&self) -> bool {
        match self {
            Self::Name(word) => {
                ["and", "or", "vs", "versus"].iter().any(|joint| word.eq_ignore_ascii_case(joint))
            }
            Self::Text(word) => word.chars().all(is_chinese_joint),
            Self::Code(_) | Self::Range(_) | Self::Refused { .. } => false,
        }
    }
}

/// The command line with every negative code made acceptable to clap, which takes a leading hyphen
/// for a flag: the minus sign of a web page means the same to [`read`].
pub(crate) fn arguments(typed: impl Iterator<Item = OsString>) -> impl Iterator<Item = OsString> {
    let mut flags_end = false;
    typed.map(move |argument| {
        flags_end |= argument == "--";
        match argument.to_str() {
            Some(text) if !flags_end && is_negative(text) => {
                text.replacen('-', "\u{2212}", 1).into()
            }
            _ => argument,
        }
    })
}

/// What a piece of typed or pasted text asks for; items stand apart by blanks and commas.
pub(crate) fn read(text: &str) -> Vec<Ask> {
    let text: String = text.chars().map(fold).collect();
    let asks: Vec<Ask> = text
        .split(between_items)
        .filter(|item| says_something(item))
        .flat_map(read_items)
        .collect();
    if asks.is_empty() {
        return vec![refuse(&text, "there is nothing to look up in it")];
    }
    asks
}

/// Without the words that join two codes: `6206 and 70001`.
pub(crate) fn without_joints(asks: Vec<Ask>) -> Vec<Ask> {
    let is_code = |at: Option<usize>| at.and_then(|at| asks.get(at)).is_some_and(Ask::is_code);
    let is_joint =
        |at: usize| asks[at].is_joint() && is_code(at.checked_sub(1)) && is_code(at.checked_add(1));
    let joints: Vec<bool> = (0..asks.len()).map(is_joint).collect();
    let kept = asks.into_iter().zip(joints).filter(|(_, is_joint)| !is_joint);
    kept.map(|(ask, _)| ask).collect()
}

/// Whether a message says that a call succeeded: `"ErrorCode": 0`, `ret=0`, `返回 0`.
pub(crate) fn says_success(text: &str) -> bool {
    text.match_indices('0').any(|(at, _)| {
        let digits = text[at + 1..].trim_start_matches('.');
        if digits.starts_with(char::is_alphanumeric) {
            return false;
        }
        let before = back_to_word(&text[..at]);
        let before = ["is", "was", "为", "是"]
            .iter()
            .find_map(|filler| before.strip_suffix(filler))
            .map_or(before, back_to_word);
        KEYS.iter().any(|key| ends_with(before, key))
    })
}

/// Whether anything but brackets, bullets and rules stands in `text`.
pub(crate) fn says_something(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// What stands before the number that says how a call went.
const KEYS: [&str; 9] =
    ["code", "error", "err", "errno", "ret", "returned", "result", "码", "返回"];

/// `text` up to its last word, where that stands in its last line.
fn back_to_word(text: &str) -> &str {
    text.trim_end_matches(|char: char| !char.is_alphanumeric() && char != '\n')
}

fn ends_with(text: &str, word: &str) -> bool {
    let end = text.len().checked_sub(word.len()).and_then(|at| text.as_bytes().get(at..));
    end.is_some_and(|end| end.eq_ignore_ascii_case(word.as_bytes()))
}

fn is_negative(text: &str) -> bool {
    let digit = |char: char| char.is_ascii_digit();
    text.strip_prefix('-').is_some_and(|number| number.starts_with(digit))
}

/// A code alone: `70001`, `-10001`, `0x11171`.
fn read_code(text: &str) -> Result<i64, &'static str> {
    let (sign, digits) = match text.as_bytes().first() {
        Some(b'-') => (-1, &text[1..]),
        Some(b'+') => (1, &text[1..]),
        _ => (1, text),
    };
    let (radix, digits) = match digits.get(..2) {
        Some("0x" | "0X") => (16, &digits[2..]),
        _ => (10, digits),
    };
    if digits.is_empty() {
        return Err("its digits are missing");
    }
    if !digits.chars().all(|char| char.is_digit(radix)) {
        return Err("it is not a whole number");
    }
    // Only the size can be wrong now; the sign is applied afterwards, which no code can overflow.
    i64::from_str_radix(digits, radix)
        .map(|number| sign * number)
        .map_err(|_| "it is too large for an error code")
}

/// `10016和10017` is two codes.
fn read_items(item: &str) -> Vec<Ask> {
    if item.contains(is_chinese_joint) {
        let parts = item.split(is_chinese_joint).filter(|part| says_something(part));
        let asks: Vec<Ask> = parts.map(read_item).collect();
        if !asks.is_empty() && asks.iter().all(Ask::is_code) {
            return asks;
        }
    }
    vec![read_item(item)]
}

/// A character of the words for "and" and "or": 和, 与, 以及, 或者.
fn is_chinese_joint(char: char) -> bool {
    matches!(char, '和' | '与' | '與' | '及' | '以' | '或' | '者' | '跟')
}

fn read_item(item: &str) -> Ask {
    let item = trim(item);
    let unsigned = item.trim_start_matches(['-', '+', '.']);
    if !unsigned.starts_with(|char: char| char.is_ascii_digit()) {
        let is_name = item.chars().all(|char| char.is_ascii_alphanumeric() || char == '_');
        return if is_name { Ask::Name(item.to_owned()) } else { Ask::Text(item.to_owned()) };
    }
    match read_code(item) {
        Ok(code) => Ask::Code(code),
        Err(why) => match split_range(item) {
            Some((first, last)) => read_range(item, first, last),
            None => refuse(item, why),
        },
    }
}

fn read_range(item: &str, first: &str, last: &str) -> Ask {
    match (read_code(first), read_code(last)) {
        (Ok(first), Ok(last)) if first <= last => Ask::Range(first..=last),
        (Ok(_), Ok(_)) => refuse(item, "the range runs backwards"),
        (Err(why), _) | (_, Err(why)) => refuse(item, why),
    }
}

fn split_range(item: &str) -> Option<(&str, &str)> {
    item.split_once("..").or_else(|| item.split_once('~')).or_else(|| {
        // A minus at the beginning is a sign.
        let at = 1 + item.get(1..)?.find('-')?;
        Some((&item[..at], &item[at + 1..]))
    })
}

fn refuse(text: &str, why: &'static str) -> Ask {
    Ask::Refused { text: text.to_owned(), why }
}

/// Takes off the brackets, quotes, stars and points that text puts around a code.
fn trim(item: &str) -> &str {
    let around = |char: char| {
        "()[]{}<>\"'`*:#!?【】「」『』《》〈〉〔〕“”‘’。\u{200B}\u{200C}\u{200D}\u{FEFF}"
            .contains(char)
    };
    let mut item = item.trim_matches(around);
    // `6000..` is half a range, not a code at the end of a sentence.
    while let Some(sentence) = item.strip_suffix('.').filter(|rest| !rest.ends_with('.')) {
        item = sentence.trim_end_matches(around);
    }
    item
}

fn between_items(char: char) -> bool {
    char.is_whitespace() || matches!(char, ',' | ';' | '|' | '/' | '、')
}

/// Full-width forms become ASCII, every kind of minus becomes `-`.
fn fold(char: char) -> char {
    match char {
        '\u{2212}' | '\u{2010}'..='\u{2014}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}' => '-',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(char as u32 - 0xFEE0).unwrap_or(char),
        '\u{3000}' => ' ',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::{Ask, read, says_success, without_joints};

    fn code(text: &str) -> Option<i64> {
        match read(text).as_slice() {
            [Ask::Code(code)] => Some(*code),
            _ => None,
        }
    }

    #[test]
    fn a_code_is_read_however_it_is_pasted() {
        for text in [
            "70001",
            " 70001 ",
            "[70001]",
            "(70001)",
            "70001:",
            "70001,",
            "７０００１",
            "【70001】",
            "（70001）",
            "70001。",
            "70001.",
            "\"70001.\".",
            "#70001",
            "\u{FEFF}70001",
            "0x11171",
            "0X11171",
            "+70001",
            "070001",
            "**70001**",
            "* 70001",
            "- 70001",
            "| 70001 |",
            "{ 70001 }",
        ] {
            assert_eq!(code(text), Some(70001), "{text}");
        }
        for text in ["-10001", "\u{2212}10001", "－１０００１", "–10001", "-0x2711", "(-10001)"]
        {
            assert_eq!(code(text), Some(-10001), "{text}");
        }
    }

    #[test]
    fn several_items_stand_apart() {
        assert_eq!(read("70001,6206"), [Ask::Code(70001), Ask::Code(6206)]);
        assert_eq!(read("10015/10010"), [Ask::Code(10015), Ask::Code(10010)]);
        assert_eq!(
            read("-10001、-10003；6208"),
            [Ask::Code(-10001), Ask::Code(-10003), Ask::Code(6208)]
        );
    }

    #[test]
    fn joining_words_are_nothing_between_codes() {
        let codes = [Ask::Code(6206), Ask::Code(-10001)];
        for text in [
            "6206 and -10001",
            "6206 OR -10001",
            "6206 vs. -10001",
            "6206 以及 -10001",
            "6206 & -10001",
        ] {
            assert_eq!(without_joints(read(text)), codes, "{text}");
        }
        for text in ["6206和-10001", "6206、-10001", "6206或者-10001", "6206 和-10001"] {
            assert_eq!(read(text), codes, "{text}");
        }
        for text in ["user or group", "6206 and group", "and 6206", "或者"] {
            assert_eq!(without_joints(read(text)), read(text), "{text}");
        }
        assert_eq!(read("用户和群"), [Ask::Text("用户和群".into())]);
    }

    #[test]
    fn a_range_is_read_with_either_sign() {
        for text in ["6000-6100", "6000..6100", "6000~6100", "6000–6100", "6000～6100"] {
            assert_eq!(read(text), [Ask::Range(6000..=6100)], "{text}");
        }
        for text in ["-10010..-10001", "-10010--10001", "-10010-\u{2212}10001"] {
            assert_eq!(read(text), [Ask::Range(-10010..=-10001)], "{text}");
        }
        assert_eq!(read("-5..5"), [Ask::Range(-5..=5)]);
    }

    #[test]
    fn what_begins_like_a_number_and_is_none_is_refused() {
        for text in [
            "1e5",
            "-1e5",
            "2.5",
            ".5",
            "70001x",
            "0x",
            "0xZZ",
            "--5",
            "99999999999999999999",
            "6000..",
            "6100-6000",
            "1-2-3",
            "2019-07-16",
            "6.5.2816",
            "",
            " ",
            "()",
            ",",
            "{",
            "-----",
            "|---|---|",
        ] {
            assert!(
                matches!(read(text).as_slice(), [Ask::Refused { .. }]),
                "{text:?}: {:?}",
                read(text)
            );
        }
    }

    #[test]
    fn a_message_says_that_a_call_succeeded() {
        for text in [
            r#"{"ActionStatus":"OK","ErrorCode":0}"#,
            "\"ErrorCode\": 0,",
            "ret=0",
            "login, code is 0.",
            "错误码：0",
            "返回码为0",
            "code: 70001, then code: 0",
        ] {
            assert!(says_success(text), "{text}");
        }
        for text in
            ["0", "code: 70001", "code: 0.5", "code 0x17", "code 10", "count: 0", "code\n0", "no 0"]
        {
            assert!(!says_success(text), "{text}");
        }
    }

    #[test]
    fn words_are_not_numbers() {
        assert_eq!(read("ERR_IN_PROGESS"), [Ask::Name("ERR_IN_PROGESS".into())]);
        assert_eq!(read("签名过期"), [Ask::Text("签名过期".into())]);
    }
}
