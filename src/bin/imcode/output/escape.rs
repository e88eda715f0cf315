//! Escaping: text of users, files and logs never drives the terminal.

use std::io::{self, Write};

/// A short text from outside, such as a path or an argument: everything that is not visible is escaped.
pub(crate) fn text(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut escaped, char| {
        match char {
            '"' | '\'' | '\\' => escaped.push(char),
            other => escaped.extend(other.escape_debug()),
        }
        escaped
    })
}

/// A line of a log: control characters except tabs are escaped, and those that change the direction
/// of text; what is not UTF-8 is replaced.
pub(crate) fn line(bytes: &[u8]) -> String {
    let mut escaped = String::with_capacity(bytes.len());
    for char in String::from_utf8_lossy(bytes).chars() {
        match char {
            '\t' => escaped.push(char),
            '\u{061c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' => escaped.extend(char.escape_unicode()),
            char if char.is_control() => escaped.extend(char.escape_default()),
            char => escaped.push(char),
        }
    }
    escaped
}

/// Writes JSON with everything escaped that JSON allows but a terminal may act on. It can only occur
/// in strings, in which the escape means the same.
pub(crate) fn json(out: &mut impl Write, json: &str) -> io::Result<()> {
    let mut rest = json;
    let is_odd = |char: char| !char.is_ascii() && char.escape_debug().len() > 1 || char == '\u{7f}';
    while let Some(at) = rest.find(is_odd) {
        let char = rest[at..].chars().next().unwrap_or_default();
        write!(out, "{}", &rest[..at])?;
        for unit in char.encode_utf16(&mut [0; 2]) {
            write!(out, "\\u{unit:04x}")?;
        }
        rest = &rest[at + char.len_utf8()..];
    }
    write!(out, "{rest}")
}
