//! Lines of logs: where the header with its clock, process and thread ends.

use super::text::{Kind, Text, Token};
use super::vocabulary::{self as words, has};

/// A clock, a level or a tag begins a log line within this many tokens.
const MAX_HEADER: usize = 24;

/// How many tokens are before the message, if `text` is a line of a log.
pub(super) fn header(line: &str, text: &Text<'_>) -> Option<usize> {
    if text.begins_with_clock() || text.begins_with_level() || text.begins_with_process() {
        return Some(text.header_end());
    }
    (is_stack_frame(line) || text.is_fields()).then_some(0)
}

fn is_stack_frame(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("at ") && line.contains('(')
        || line.starts_with("File \"") && line.contains(", line ")
        || line.strip_prefix('#').is_some_and(|rest| {
            rest.trim_start_matches(|char: char| char.is_ascii_digit()).starts_with("  ")
        })
}

impl Text<'_> {
    /// A clock with seconds, or a date with a clock, before any word of a person.
    fn begins_with_clock(&self) -> bool {
        let line = self.tokens.iter().take(MAX_HEADER);
        let mut line = line.take_while(|token| token.kind != Kind::Text);
        line.any(|token| {
            let colons = token.said.matches(':').count();
            let is_dated = token.said.contains(['-', '/', '.', ' ']);
            token.kind == Kind::Clock && (colons > 1 || colons == 1 && is_dated)
        })
    }

    /// `E/TUIKit`, `[ERROR]`, `level=error`
    fn begins_with_level(&self) -> bool {
        let mut said =
            self.tokens.iter().filter(|token| token.kind != Kind::Blank).map(|token| token.said);
        let mut next = || said.next().unwrap_or_default();
        match (next(), next(), next()) {
            ("V" | "D" | "I" | "W" | "E" | "F", "/", _)
            | ("level" | "lvl" | "severity", "=", _) => true,
            ("[", level, "]") => has(words::LEVELS, level),
            _ => false,
        }
    }

    /// `Demo[9515:6021]`
    fn begins_with_process(&self) -> bool {
        self.kind(0) == Kind::Word
            && self.said(1) == "["
            && self.kind(2) == Kind::Digits
            && matches!(self.said(3), "]" | ":")
            && !self.is_key(0)
    }

    /// A line of fields that a logger writes: `{"level":"info","ts":…}`, `time=… msg=…`.
    fn is_fields(&self) -> bool {
        let has_key = |keys: &[&str]| {
            self.tokens.iter().enumerate().any(|(at, token)| {
                keys.contains(&token.said)
                    && [at + 1, at + 2].iter().any(|at| matches!(self.said(*at), "=" | ":"))
            })
        };
        has_key(&["level", "lvl", "severity", "caller", "logger"])
            && has_key(&["ts", "time", "timestamp", "msg", "hostname"])
    }

    /// The end of the header: clock, level, process and thread numbers, and bracketed tags.
    fn header_end(&self) -> usize {
        let mut at = 0;
        loop {
            let goes_on = match self.kind(at) {
                Kind::Mark if matches!(self.said(at), "[" | "(" | "<" | "{") => {
                    let close = self.bracketed(at);
                    at = close.unwrap_or(at);
                    close.is_some()
                }
                Kind::Mark | Kind::Blank | Kind::Clock => true,
                Kind::Digits => !self.is_message(at),
                Kind::Word => is_level(self.said(at)),
                Kind::Break | Kind::Text | Kind::Hex | Kind::Bad => false,
            };
            if !goes_on {
                return at;
            }
            at += 1;
        }
    }

    /// The closing bracket of a group that names no code.
    fn bracketed(&self, open: usize) -> Option<usize> {
        if has(words::LEVELS, self.said(open + 1)) && self.said(open + 2) == "]" {
            return Some(open + 2);
        }
        let mut depth = 0;
        for at in open..open + MAX_HEADER * 2 {
            match self.said(at) {
                "[" | "(" | "<" | "{" => depth += 1,
                "]" | ")" | ">" | "}" => depth -= 1,
                said if self.kind(at) == Kind::Text || self.is_key(at) && !is_level(said) => {
                    return None;
                }
                _ => {}
            }
            if depth == 0 {
                return Some(at);
            }
        }
        None
    }

    /// Whether the number at `at` begins what is said: it is alone behind the clock or level, and a
    /// word or nothing follows.
    fn is_message(&self, at: usize) -> bool {
        let before = self.tokens[..at].iter().rfind(|token| token.kind != Kind::Blank);
        let is_glued = at > 0 && self.kind(at - 1) != Kind::Blank;
        if is_glued || before.is_some_and(|token| token.kind == Kind::Digits) {
            return false;
        }
        match (self.kind(at + 1), self.kind(at + 2)) {
            (Kind::Break | Kind::Text, _) | (Kind::Blank, Kind::Break | Kind::Text) => true,
            (Kind::Blank, Kind::Word) => {
                !is_level(self.said(at + 2)) && !matches!(self.said(at + 3), "." | "/")
            }
            _ => matches!(self.said(at + 1), ":" | "," | "，" | "(" | "="),
        }
    }

    /// Whether the number at `at` is a process or a line: `Demo[9515:6021]`, `E/imsdk (7004)`,
    /// `state.cc(148)`.
    pub(super) fn is_process(&self, at: usize) -> bool {
        let is_inside = |token: &&Token<'_>| {
            matches!(token.kind, Kind::Blank | Kind::Digits) || token.said == ":"
        };
        let before = self.tokens[at.saturating_sub(4)..at].iter().rev();
        let back = before.take_while(is_inside).count() + 1;
        let blank = usize::from(self.back(at, back + 1).kind == Kind::Blank);
        let is_named =
            |back: usize| self.back(at, back).kind == Kind::Word && !self.is_key(at - back);
        match self.back(at, back).said {
            "[" => is_named(back + 1),
            "(" => {
                let word = back + 1 + blank;
                self.is_tag(at)
                    || is_named(word) && matches!(self.back(at, word + 1).said, "/" | ".")
            }
            _ => false,
        }
    }

    /// Whether the number at `at` is that of the tag which begins the line: `W/System.err(21005):`.
    fn is_tag(&self, at: usize) -> bool {
        at < MAX_HEADER
            && self.said(0).len() == 1
            && self.said(1) == "/"
            && !self.tokens[..at].iter().any(|token| matches!(token.said, ":" | ")"))
    }
}

/// In capitals, as loggers write it: `E`, `WARN`.
fn is_level(word: &str) -> bool {
    !word.bytes().any(|byte| byte.is_ascii_lowercase()) && has(words::LEVELS, word)
}

#[cfg(test)]
mod tests {
    use crate::request::text::Text;

    /// What follows the header of `line`.
    fn message(line: &str) -> Option<&str> {
        let text = Text::new(line);
        let header: usize = text.tokens[..text.header?].iter().map(|token| token.said.len()).sum();
        Some(&line[header..])
    }

    #[test]
    fn the_header_ends_where_the_message_begins() {
        for (line, expected) in [
            ("05-05 10:22:41.118  1234  5678 E IM: code=6206", "IM: code=6206"),
            ("05-05 10:22:44 login failed: 70001", "login failed: 70001"),
            ("2024-05-05 10:22:41,118 ERROR 12345 --- [main] c.e.Foo : 6206", "c.e.Foo : 6206"),
            ("2024-05-05 10:22:41 6206 sig expired", "6206 sig expired"),
            ("2024-05-05 10:22:41 ERROR 6206 sig expired", "6206 sig expired"),
            ("[2024-05-05 10:22:41] [7012] [E] failed", "failed"),
            ("10:22:41.118 [main] WARN  6206", "6206"),
            ("E/imsdk (7004): TIM", "imsdk (7004): TIM"),
        ] {
            let found = message(line).map(|found| found.trim_start_matches(['E', '/']));
            assert_eq!(found, Some(expected), "{line}");
        }
        for text in
            ["login failed 6206", "6206", "昨天10:22登录报6206", "code 6206", "{\"code\":6206}"]
        {
            assert_eq!(message(text), None, "{text}");
        }
    }
}
