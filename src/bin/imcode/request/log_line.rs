//! Lines of logs: where the header with its clock, process and thread ends.

use super::key::{self, Key};
use super::token::{Kind, Token};
use super::vocabulary as words;

/// A clock, a level or a tag begins a log line within this many tokens.
const MAX_HEADER: usize = 24;

/// The tokens before `text`'s message, if it is a line of a log.
pub(super) fn header(text: &str, tokens: &[Token]) -> Option<usize> {
    let begins = begins_with_clock(text, tokens)
        || begins_with_level(text, tokens)
        || begins_with_process(text, tokens);
    if begins {
        return Some(header_end(text, tokens));
    }
    (is_stack_frame(text) || is_fields(text, tokens)).then_some(0)
}

/// A clock with seconds, or a date with a clock, before any word of a person.
fn begins_with_clock(text: &str, tokens: &[Token]) -> bool {
    let line = tokens.iter().take(MAX_HEADER).take_while(|token| token.kind != Kind::Text);
    let mut clocks = line.filter(|token| token.kind == Kind::Clock).map(|token| token.of(text));
    clocks.any(|clock| {
        let colons = clock.bytes().filter(|byte| *byte == b':').count();
        colons > 1 || colons == 1 && clock.contains(['-', '/', '.', ' '])
    })
}

/// `E/TUIKit`, `[ERROR]`, `level=error`
fn begins_with_level(text: &str, tokens: &[Token]) -> bool {
    let mut tokens = tokens.iter().filter(|token| token.kind != Kind::Blank);
    let mut next = || tokens.next().map_or("", |token| token.of(text));
    match (next(), next(), next()) {
        ("V" | "D" | "I" | "W" | "E" | "F", "/", _) | ("level" | "lvl" | "severity", "=", _) => {
            true
        }
        ("[", level, "]") => words::LEVELS.contains(&&*level.to_ascii_lowercase()),
        _ => false,
    }
}

/// `Demo[9515:6021]`
fn begins_with_process(text: &str, tokens: &[Token]) -> bool {
    let kinds: Vec<Kind> = tokens.iter().take(4).map(|token| token.kind).collect();
    matches!(kinds[..], [Kind::Word, Kind::Mark, Kind::Digits, Kind::Mark])
        && tokens[1].of(text) == "["
        && matches!(tokens[3].of(text), "]" | ":")
        && !is_key(text, tokens, 0)
}

fn is_stack_frame(text: &str) -> bool {
    let line = text.trim_start();
    line.starts_with("at ") && line.contains('(')
        || line.starts_with("File \"") && line.contains(", line ")
        || line.strip_prefix('#').is_some_and(|rest| {
            rest.trim_start_matches(|char: char| char.is_ascii_digit()).starts_with("  ")
        })
}

/// A line of fields that a logger writes: `{"level":"info","ts":…}`, `time=… msg=…`.
fn is_fields(text: &str, tokens: &[Token]) -> bool {
    let mut found = [false; 2];
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Word) {
        let is_key = || {
            let next = tokens[at + 1..].iter().take(2).map(|token| token.of(text));
            next.clone().any(|mark| matches!(mark, "=" | ":"))
        };
        match token.of(text) {
            "level" | "lvl" | "severity" | "caller" | "logger" if is_key() => found[0] = true,
            "ts" | "time" | "timestamp" | "msg" | "@timestamp" | "hostname" if is_key() => {
                found[1] = true;
            }
            _ => {}
        }
    }
    found == [true; 2]
}

/// Past the clock, the level, the numbers of process and thread and what stands in brackets.
fn header_end(text: &str, tokens: &[Token]) -> usize {
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let said = token.of(text);
        // A tag, a process, a logger: what is behind it is read number by number.
        let goes_on = match token.kind {
            Kind::Mark if matches!(said, "[" | "(" | "<" | "{") => {
                let close = bracketed(text, tokens, at);
                at = close.unwrap_or(at);
                close.is_some()
            }
            Kind::Mark | Kind::Blank | Kind::Clock => true,
            Kind::Digits => !is_message(text, tokens, at),
            Kind::Word => is_level(said),
            Kind::Break | Kind::Text | Kind::Hex | Kind::Bad => false,
        };
        if !goes_on {
            return at;
        }
        at += 1;
    }
    at
}

/// The closing bracket of a group that names no code.
fn bracketed(text: &str, tokens: &[Token], open: usize) -> Option<usize> {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(open).take(MAX_HEADER * 2) {
        match token.of(text) {
            "[" | "(" | "<" | "{" => depth += 1,
            "]" | ")" | ">" | "}" => depth -= 1,
            _ if token.kind == Kind::Text => return None,
            _ if token.kind == Kind::Word
                && is_key(text, tokens, at)
                && !is_level(token.of(text)) =>
            {
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

fn is_key(text: &str, tokens: &[Token], at: usize) -> bool {
    matches!(key::key_of_word(text, tokens, at), Key::Code | Key::Error)
}

/// Whether the number at `at` begins what is said: it is alone behind the clock or level, and a
/// word or nothing follows.
fn is_message(text: &str, tokens: &[Token], at: usize) -> bool {
    let before = tokens[..at].iter().rev().find(|token| token.kind != Kind::Blank);
    let glued = at > 0 && tokens[at - 1].kind != Kind::Blank;
    if glued || before.is_some_and(Token::is_number) {
        return false;
    }
    let mut rest = tokens[at + 1..].iter();
    let Some(next) = rest.next() else {
        return true;
    };
    if next.kind == Kind::Break || next.kind == Kind::Text {
        return true;
    }
    if next.kind != Kind::Blank {
        return matches!(next.of(text), ":" | "," | "，" | "(" | "=");
    }
    match rest.next() {
        None => true,
        Some(word) if word.kind == Kind::Word => {
            let dotted = rest.next().is_some_and(|token| matches!(token.of(text), "." | "/"));
            !is_level(word.of(text)) && !dotted
        }
        Some(token) => token.kind == Kind::Text,
    }
}

/// In capitals, as loggers write it: `E`, `WARN`.
fn is_level(word: &str) -> bool {
    !word.bytes().any(|byte| byte.is_ascii_lowercase())
        && words::LEVELS.contains(&&*word.to_ascii_lowercase())
}

/// Whether the number at `at` is a process or a line: `Demo[9515:6021]`, `E/imsdk (7004)`,
/// `state.cc(148)`.
pub(super) fn is_process(text: &str, tokens: &[Token], at: usize) -> bool {
    let said =
        |at: Option<usize>| at.and_then(|at| tokens.get(at)).map_or("", |token| token.of(text));
    let mut open = at;
    while open > 0
        && (tokens[open - 1].kind == Kind::Blank
            || said(Some(open - 1)) == ":"
            || tokens[open - 1].kind == Kind::Digits)
    {
        open -= 1;
        if at - open > 4 {
            return false;
        }
    }
    let Some(bracket) = open.checked_sub(1) else {
        return false;
    };
    let Some(mut word) = bracket.checked_sub(1) else {
        return false;
    };
    match said(Some(bracket)) {
        "[" => tokens[word].kind == Kind::Word && !is_key(text, tokens, word),
        "(" => {
            if tokens[word].kind == Kind::Blank {
                word = word.saturating_sub(1);
            }
            let before = said(word.checked_sub(1));
            if is_tag(text, tokens, at) {
                return true;
            }
            tokens[word].kind == Kind::Word
                && matches!(before, "/" | ".")
                && !is_key(text, tokens, word)
        }
        _ => false,
    }
}

/// Whether the number at `at` is that of the tag which begins the line: `W/System.err(21005):`.
fn is_tag(text: &str, tokens: &[Token], at: usize) -> bool {
    let mut said = tokens[..at].iter().map(|token| token.of(text));
    let level = said.next().is_some_and(|said| said.len() == 1) && said.next() == Some("/");
    level && !said.any(|said| matches!(said, ":" | ")"))
}

#[cfg(test)]
mod tests {
    use super::header;
    use crate::request::token::tokens;

    /// What follows the header of `line`.
    fn message(line: &str) -> Option<&str> {
        let tokens = tokens(line);
        let end = header(line, &tokens)?;
        Some(tokens.get(end).map_or("", |token| &line[token.start as usize..]))
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
