//! Whatever is typed: no panic; every word is understood or told, once and in its order; a number
//! that is asked for stands in what was typed; and what was understood means the same when it is
//! typed again.

#![no_main]

use std::ffi::OsString;

use imcode::Catalog;
use libfuzzer_sys::fuzz_target;

#[path = "../../../src/bin/imcode/request.rs"]
mod query;

use query::{Ask, arguments, read};

/// Every character that is a minus.
const MINUS: [char; 9] = [
    '-', '\u{2212}', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{FE58}',
    '\u{FE63}',
];

static CATALOG: Catalog = Catalog::builtin();

fuzz_target!(|text: &str| {
    let typed: Vec<&str> = text.split('\n').collect();
    command_line(&typed);
    for text in typed {
        let asks = read(text);
        assert!(!asks.is_empty());
        let alone: Vec<Ask> = text.split_whitespace().flat_map(read).collect();
        assert_eq!(meant(&asks), meant(&alone), "words change each other");
        let lowered = ascii(text).to_lowercase();
        let mut rest = &*lowered;
        for ask in &asks {
            rest = behind(rest, ask);
            means_the_same(ask);
            answers(ask);
        }
        let told = |char: &char| char.is_ascii_alphanumeric();
        assert_eq!(rest.chars().find(told), None, "left out of {asks:?}");
    }
});

/// No code is a flag, every other argument is as it was, and none is lost.
fn command_line(typed: &[&str]) {
    let given: Vec<OsString> = arguments(typed.iter().map(OsString::from)).collect();
    assert_eq!(given.len(), typed.len());
    let mut flags_end = false;
    for (given, typed) in given.iter().zip(typed) {
        let given = given.to_str().expect("it was text");
        flags_end |= *typed == "--";
        let digit = |rest: &str| rest.starts_with(|char: char| char.is_ascii_digit());
        if !flags_end && typed.strip_prefix('-').is_some_and(digit) {
            assert!(!given.starts_with('-'));
            assert_eq!(read(given), read(typed));
        } else {
            assert_eq!(given, *typed);
        }
    }
}

/// What is asked, without the words that have nothing in them.
fn meant(asks: &[Ask]) -> Vec<&Ask> {
    let is_nothing =
        |ask: &&Ask| matches!(ask, Ask::Refused { why, .. } if why.starts_with("there is nothing"));
    asks.iter().filter(|ask| !is_nothing(ask)).collect()
}

/// What follows the place where `ask` is written.
fn behind<'t>(text: &'t str, ask: &Ask) -> &'t str {
    match ask {
        Ask::Code(code) => behind_number(text, *code, false),
        Ask::Range(range) => {
            assert!(range.start() <= range.end());
            behind_number(behind_number(text, *range.start(), false), *range.end(), true)
        }
        Ask::Name(name) => behind_text(text, name),
        Ask::Text(name) | Ask::Refused { text: name, .. } => behind_text(text, name),
    }
}

/// Behind its digits, which stand there with its sign; before the end of a range, the first minus
/// of several is none.
fn behind_number(text: &str, number: i64, ends_range: bool) -> &str {
    let start = text.find(|char: char| char.is_ascii_digit()).expect("its digits");
    let before = text[..start].trim_end_matches(MINUS);
    let minuses = text[before.len()..start].chars().count();
    let signs = minuses - usize::from(ends_range && before.is_empty() && minuses > 0);
    let sign = usize::from(number < 0);
    assert!(number == 0 || signs == sign, "the sign of {number} in {text:?}");
    let (radix, digits) = match text[start..].strip_prefix("0x") {
        Some(digits) => (16, digits),
        None => (10, &text[start..]),
    };
    let end = digits.find(|char: char| !char.is_digit(radix)).unwrap_or(digits.len());
    assert_eq!(u64::from_str_radix(&digits[..end], radix), Ok(number.unsigned_abs()), "{text:?}");
    &digits[end..]
}

/// All before it was of no meaning.
fn behind_text<'t>(text: &'t str, told: &str) -> &'t str {
    let told = ascii(told).to_lowercase();
    let start = text.find(&told).unwrap_or_else(|| panic!("{told:?} stands not in {text:?}"));
    let skipped = text[..start].chars().find(char::is_ascii_alphanumeric);
    assert_eq!(skipped, None, "before {told:?} in {text:?}");
    &text[start + told.len()..]
}

fn means_the_same(ask: &Ask) {
    let again = match ask {
        Ask::Code(code) => read(&code.to_string()),
        Ask::Range(range) => read(&format!("{}..{}", range.start(), range.end())),
        Ask::Name(text) | Ask::Text(text) => read(text),
        Ask::Refused { why, .. } => {
            assert!(!why.is_empty());
            return;
        }
    };
    assert_eq!(&again[..], [ask.clone()]);
}

/// What is answered was asked for.
fn answers(ask: &Ask) {
    match ask {
        Ask::Code(code) => {
            let Ok(code) = i32::try_from(*code) else { return };
            for entry in CATALOG.code(code) {
                let through = entry.through().unwrap_or(entry.code());
                assert!((entry.code().get()..=through.get()).contains(&code));
            }
        }
        Ask::Range(range) => {
            for entry in CATALOG.range(range.clone()) {
                let through = entry.through().unwrap_or(entry.code());
                assert!(i64::from(entry.code().get()) <= *range.end());
                assert!(i64::from(through.get()) >= *range.start());
            }
        }
        Ask::Name(asked) => {
            let Some(entry) = CATALOG.name(asked) else { return };
            let mut names = entry.name().into_iter().chain(entry.aliases());
            let asked = asked.to_lowercase();
            assert!(names.any(|name| name.to_lowercase().ends_with(&asked)), "{asked}: {entry}");
        }
        Ask::Text(_) | Ask::Refused { .. } => {}
    }
}

/// Full-width forms, blanks and minus signs as ASCII; the rest as it is.
fn ascii(text: &str) -> String {
    let narrow = |char: char| match u32::from(char) {
        wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(char),
        0x3000 => ' ',
        _ if MINUS.contains(&char) => '-',
        _ => char,
    };
    text.chars().map(narrow).collect()
}
