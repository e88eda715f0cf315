//! Pasted text in one spelling: ASCII digits and marks, escapes decoded, invisible characters gone.

use imcode::fold_char;

/// `text` with full-width forms as ASCII, Traditional Chinese as Simplified, every kind of minus as
/// `-`, and the escapes of JSON, HTML, URLs and terminals decoded. Line breaks are blanks.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        let plain = rest.bytes().take_while(|byte| is_plain(*byte)).count();
        folded.push_str(&rest[..plain]);
        rest = &rest[plain..];
        let Some(char) = rest.chars().next() else {
            return folded;
        };
        let (decoded, length) = match char {
            '\\' => json_escape(rest),
            '&' => entity(rest),
            '%' => percent(rest),
            '\u{1b}' => (None, terminal_escape(rest)),
            _ => (Some(narrow(char)), char.len_utf8()),
        };
        folded.extend(decoded.filter(|char| !is_invisible(*char)));
        rest = &rest[length..];
    }
}

/// Whether a byte is ASCII that nothing is made of.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~') && !b"\\&%".contains(&byte)
}

/// Whether anything in `text` can be read: a letter or a digit.
pub(crate) fn says_something(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

fn narrow(char: char) -> char {
    match char {
        '\u{2212}' | '\u{2010}'..='\u{2013}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}' => '-',
        '\u{2015}' => '—',
        '“' | '”' | '„' | '「' | '」' | '『' | '』' | '«' | '»' => '"',
        '‘' | '’' => '\'',
        '【' | '〔' => '[',
        '】' | '〕' => ']',
        other if other.is_whitespace() => ' ',
        other => fold_char(other),
    }
}

fn is_invisible(char: char) -> bool {
    matches!(char, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// `\n`, `\t`, `\r` and `\u6206`; the backslash of `\"` is dropped.
fn json_escape(text: &str) -> (Option<char>, usize) {
    match text.as_bytes().get(1) {
        Some(b'n' | b't' | b'r') => (Some(' '), 2),
        Some(b'"' | b'\'' | b'\\' | b'/') => (None, 1),
        Some(b'u') => match hex(text.get(2..6)) {
            Some(code) => (Some(char::from_u32(code).map_or(' ', narrow)), 6),
            None => (Some('\\'), 1),
        },
        _ => (Some('\\'), 1),
    }
}

fn entity(text: &str) -> (Option<char>, usize) {
    let entities =
        [("&quot;", '"'), ("&#34;", '"'), ("&#39;", '\''), ("&amp;", '&'), ("&nbsp;", ' ')];
    let found = entities.iter().find(|(entity, _)| text.starts_with(entity));
    found.map_or((Some('&'), 1), |(entity, char)| (Some(*char), entity.len()))
}

/// The marks around a key in a URL: `%22ErrorCode%22%3A70001`.
fn percent(text: &str) -> (Option<char>, usize) {
    let mark = hex(text.get(1..3)).and_then(char::from_u32);
    match mark.filter(|char| *char == ' ' || char.is_ascii_punctuation()) {
        Some(mark) => (Some(mark), 3),
        None => (Some('%'), 1),
    }
}

fn hex(digits: Option<&str>) -> Option<u32> {
    digits.and_then(|digits| u32::from_str_radix(digits, 16).ok())
}

/// The length of a color or cursor command: `ESC [ 31 m`.
fn terminal_escape(text: &str) -> usize {
    let Some(command) = text.strip_prefix("\u{1b}[") else {
        return 1;
    };
    let is_parameter = |char: char| matches!(char, '0'..='9' | ';' | '?');
    let end = command.trim_start_matches(is_parameter);
    text.len() - end.len() + end.chars().next().map_or(0, char::len_utf8)
}
