//! Escaping: text of users, files and logs never drives the terminal.

use std::io::{self, Write};

use memchr::memrchr;

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

/// The name of a file as a shell takes it.
pub(crate) fn path_for_shell(path: &str) -> String {
    if path.starts_with('-') { quoted_for_shell(path) } else { for_shell(path, "/._-+,:@%") }
}

/// Words as a shell takes them; the blanks between them part arguments.
pub(crate) fn words_for_shell(words: &str) -> String {
    for_shell(words, " /._-+,:@%")
}

fn for_shell(text: &str, plain: &str) -> String {
    let is_plain = |char: char| char.is_alphanumeric() || plain.contains(char);
    if text.chars().all(is_plain) { text.to_owned() } else { quoted_for_shell(text) }
}

fn quoted_for_shell(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// The text of a log for a terminal, which comes in pieces. Of control characters, line breaks, tabs
/// and colors stay as they are; the others are escaped, and those that change the direction of text.
/// What is not UTF-8 is replaced. Without color, colors are taken out.
#[derive(Default)]
pub(crate) struct Screen {
    has_color: bool,
    /// The start of a character or of a sequence that may go on in the next piece.
    held: Vec<u8>,
    /// The colors that have no end yet.
    open: String,
}

/// Longer sequences are no colors.
const LONGEST_COLOR: usize = 64;
/// More than these never end: only the last ones count.
const MOST_OPEN: usize = 4 * LONGEST_COLOR;
/// What ends a color.
pub(super) const END_OF_COLOR: &str = "\u{1b}[0m";

impl Screen {
    pub(crate) fn new(has_color: bool) -> Self {
        Self { has_color, ..Self::default() }
    }

    /// The next piece.
    pub(crate) fn piece(&mut self, bytes: &[u8]) -> String {
        self.held.extend_from_slice(bytes);
        let held = self.held.split_off(self.held.len() - unfinished(&self.held));
        let whole = std::mem::replace(&mut self.held, held);
        self.escape(&String::from_utf8_lossy(&whole))
    }

    /// What was held, and the end of a color that has none.
    pub(crate) fn end(&mut self) -> String {
        let held = std::mem::take(&mut self.held);
        let mut escaped = self.escape(&String::from_utf8_lossy(&held));
        if !std::mem::take(&mut self.open).is_empty() {
            escaped.push_str(END_OF_COLOR);
        }
        escaped
    }

    /// What brings back the color of a log behind another text.
    pub(super) fn color(&self) -> &str {
        &self.open
    }

    fn escape(&mut self, text: &str) -> String {
        let mut escaped = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(char) = rest.chars().next() {
            let length = match char {
                '\u{1b}' => color(rest.as_bytes()).unwrap_or(0),
                '\r' if rest.starts_with("\r\n") => 2,
                '\t' | '\n' => 1,
                _ => 0,
            };
            if length == 0 {
                escape_char(&mut escaped, char);
            } else if char != '\u{1b}' {
                escaped.push_str(&rest[..length]);
            } else if self.has_color {
                let sequence = &rest[..length];
                let is_end = !sequence.contains(|char: char| ('1'..='9').contains(&char));
                if is_end || self.open.len() > MOST_OPEN {
                    self.open.clear();
                }
                if !is_end {
                    self.open.push_str(sequence);
                }
                escaped.push_str(sequence);
            }
            rest = &rest[length.max(char.len_utf8())..];
        }
        escaped
    }
}

fn escape_char(escaped: &mut String, char: char) {
    match char {
        '\u{061c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => escaped.extend(char.escape_unicode()),
        char if char.is_control() => escaped.extend(char.escape_default()),
        char => escaped.push(char),
    }
}

/// The length of the color (`ESC [ digits ; m`) that a text starts with.
fn color(text: &[u8]) -> Option<usize> {
    let parameters = text.strip_prefix(b"\x1b[")?;
    let length =
        parameters.iter().take(LONGEST_COLOR).take_while(|byte| is_parameter(**byte)).count();
    // Concealed text is no color.
    let is_hidden = matches!(parameters[..length], [b'8'] | [b'8', b';', ..] | [b'0', b';', b'8']);
    (parameters.get(length) == Some(&b'm') && !is_hidden).then_some(length + 3)
}

fn is_parameter(byte: u8) -> bool {
    byte.is_ascii_digit() || byte == b';'
}

/// How many bytes at the end may be the start of a character, a color or a line break.
fn unfinished(text: &[u8]) -> usize {
    let tail = &text[text.len().saturating_sub(LONGEST_COLOR)..];
    if let Some(start) = memrchr(b'\x1b', tail) {
        let is_open = match &tail[start + 1..] {
            [] => true,
            [b'[', parameters @ ..] => parameters.iter().copied().all(is_parameter),
            _ => false,
        };
        if is_open {
            return tail.len() - start;
        }
    }
    if text.ends_with(b"\r") {
        return 1;
    }
    let is_open = |length: &usize| {
        let start = &text[text.len().saturating_sub(*length)..];
        start.first().is_some_and(|byte| *byte >= 0xc0)
            && str::from_utf8(start).is_err_and(|error| error.error_len().is_none())
    };
    (1..4).find(is_open).unwrap_or(0)
}

/// Writes JSON with everything escaped that JSON allows but a terminal may act on. It can only occur
/// in strings, in which the escape means the same.
pub(crate) fn json(out: &mut impl Write, json: &str) -> io::Result<()> {
    let mut rest = json;
    // Most characters beyond ASCII are Chinese; without this, a list takes twice as long.
    let is_chinese = |char: char| matches!(char, '\u{3001}'..='\u{3011}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}');
    let is_odd = |char: char| match char {
        '\u{7f}' => true,
        _ => !char.is_ascii() && !is_chinese(char) && char.escape_debug().len() > 1,
    };
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

#[cfg(test)]
mod tests {
    use super::Screen;

    const LOG: &[u8] =
        "\u{1b}[1;31mred\u{1b}[m \u{1b}[0;mplain \u{1b}[2J\u{1b}]0;x\u{7}\u{1b} 码\u{9b}\u{202e}\
                        a\r\nb\rc\td \u{1b}[38;5;0mleft open\n\u{1b}[3"
            .as_bytes();

    fn shown(has_color: bool, at_a_time: usize) -> String {
        let mut screen = Screen::new(has_color);
        let mut shown: String = LOG.chunks(at_a_time).map(|piece| screen.piece(piece)).collect();
        shown.push_str(&screen.end());
        shown
    }

    #[test]
    fn only_colors_pass_and_the_last_one_is_ended() {
        let expected = "\u{1b}[1;31mred\u{1b}[m \u{1b}[0;mplain \\u{1b}[2J\\u{1b}]0;x\\u{7}\\u{1b} 码\\u{9b}\\u{202e}\
                        a\r\nb\\rc\td \u{1b}[38;5;0mleft open\n\\u{1b}[3\u{1b}[0m";
        for at_a_time in 1..=LOG.len() {
            assert_eq!(shown(true, at_a_time), expected, "{at_a_time}");
        }
    }

    #[test]
    fn hidden_text_is_shown() {
        for hidden in ["\u{1b}[8m", "\u{1b}[8;31m", "\u{1b}[0;8m"] {
            let shown = Screen::new(true).piece(format!("{hidden}x\n").as_bytes());
            assert_eq!(shown, format!("{}x\n", hidden.replace('\u{1b}', "\\u{1b}")));
        }
        assert_eq!(
            Screen::new(true).piece(b"\x1b[38;5;8mgray\x1b[m"),
            "\u{1b}[38;5;8mgray\u{1b}[m"
        );
    }

    #[test]
    fn colors_are_taken_out_without_color() {
        for at_a_time in 1..=LOG.len() {
            let shown = shown(false, at_a_time);
            assert!(shown.starts_with("red plain \\u{1b}[2J"), "{shown:?}");
            assert!(!shown.contains('\u{1b}'), "{shown:?}");
        }
    }

    #[test]
    fn what_is_no_utf_8_is_replaced() {
        let mut screen = Screen::new(true);
        assert_eq!(screen.piece(b"\xff\x9b2J \xe7\xa0"), "\u{fffd}\u{fffd}2J ");
        assert_eq!(screen.piece(b"x\xe7"), "\u{fffd}x");
        assert_eq!(screen.end(), "\u{fffd}");
    }
}
