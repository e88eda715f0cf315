//! What a number belongs to: the word before it, read backwards over the marks between the two.

use super::token::{Kind, Token};
use super::vocabulary as words;

/// What marks a number, from the strongest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// A key of error codes: `ErrorCode: 70001`, `错误码70001`.
    Code,
    /// Something failed with it: `failed (70001)`, `报70001`.
    Error,
    /// A key that may have a code: `status: 70001`, or a key and a comma.
    Vague,
    /// A status, of HTTP most of the time: `statusCode: 404`.
    Status,
    /// The next of a list behind a code's key.
    Listed,
    /// Nothing.
    Free,
    /// A word that counts or names something: `user 10025`.
    Noun,
    /// A key of something else, or a part of something longer: `port=6013`, `1.6206`, `6206ms`.
    Other,
}

/// A word before a number, or before the marks in front of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    Code,
    Error,
    Vague,
    Noun,
    /// A code of something else: `exit code`, `验证码`.
    Foreign,
    Other,
    None,
}

/// Words between a key and its number.
const MAX_FILLERS: usize = 5;
/// Tokens between a key and its number.
const MAX_TOKENS: usize = 24;

/// What stands between a key and its number.
#[allow(clippy::struct_excessive_bools, reason = "any of them may stand there")]
#[derive(Default)]
struct Gap {
    assigned: bool,
    quoted: bool,
    comma: bool,
    /// Something ended in between.
    ended: bool,
    blank: bool,
}

/// What the text before the token `at` makes of the number there.
pub(super) fn mark_before(text: &str, tokens: &[Token], at: usize) -> Mark {
    let mut relayed = false;
    match walk_back(text, tokens, at, &mut relayed) {
        Mark::Free | Mark::Noun | Mark::Other if relayed => Mark::Error,
        mark => mark,
    }
}

/// From the token `at` back to its key; `relayed` is set by a word such as `returned` on the way.
fn walk_back(text: &str, tokens: &[Token], at: usize, relayed: &mut bool) -> Mark {
    let mut gap = Gap::default();
    let mut fillers = 0;
    for before in (at.saturating_sub(MAX_TOKENS)..at).rev() {
        let token = &tokens[before];
        let said = token.of(text);
        match token.kind {
            Kind::Blank => gap.blank = true,
            Kind::Break if gap.assigned || ends_assigning(text, tokens, before) => {}
            Kind::Break | Kind::Clock | Kind::Digits | Kind::Hex | Kind::Bad => return Mark::Free,
            Kind::Mark => match said {
                ":" | "=" => gap.assigned = true,
                "\"" | "'" | "`" => gap.quoted = true,
                "," | "，" | "、" => gap.comma = true,
                ">" => gap.assigned |= is_tag(text, tokens, before),
                "." | ";" | "。" | "；" | "…" => gap.ended = true,
                "{" | "}" | ")" => gap.ended |= !gap.assigned,
                "/" if tokens[..before].last().is_some_and(|token| token.kind == Kind::Word)
                    && fillers == 0 =>
                {
                    return Mark::Other;
                }
                _ => {}
            },
            Kind::Text => {
                let key = key_of_text(said);
                let is_filler = key == Key::None && is_filler_text(said) && fillers < MAX_FILLERS;
                if is_filler {
                    fillers += 1;
                    continue;
                }
                return marked(key, &gap);
            }
            Kind::Word => {
                let lower = said.to_ascii_lowercase();
                let second = words::SECOND_KEYS.contains(&&*lower)
                    && before > 0
                    && matches!(tokens[before - 1].of(text), "/" | "|");
                let is_field = gap.assigned && gap.quoted && fillers == 0 && !second;
                let relays =
                    !is_field && words::RELAYS.contains(&&*lower) && !gap.comma && !gap.ended;
                *relayed |= relays;
                if second || relays || !is_field && words::FILLERS.contains(&&*lower) {
                    fillers += 1;
                    if fillers > MAX_FILLERS {
                        return Mark::Free;
                    }
                    continue;
                }
                return marked(key_of_word(text, tokens, before), &gap);
            }
        }
    }
    Mark::Free
}

/// Whether a line ends with a colon or an arrow, as a dump breaks its lines.
fn ends_assigning(text: &str, tokens: &[Token], line_break: usize) -> bool {
    let last = tokens[..line_break].iter().rev().find(|token| token.kind != Kind::Blank);
    last.is_some_and(|token| matches!(token.of(text), ":" | "=" | ">"))
}

/// `<ErrorCode>` or `=>`.
fn is_tag(text: &str, tokens: &[Token], close: usize) -> bool {
    let said = |back: usize| close.checked_sub(back).map_or("", |at| tokens[at].of(text));
    said(2) == "<" || said(1) == "="
}

fn marked(key: Key, gap: &Gap) -> Mark {
    match key {
        Key::Code | Key::Error | Key::Foreign if gap.ended => Mark::Free,
        Key::Code | Key::Error if gap.comma => Mark::Vague,
        Key::Code => Mark::Code,
        Key::Error => Mark::Error,
        Key::Vague if gap.assigned => Mark::Status,
        Key::Noun if gap.ended || gap.comma => Mark::Free,
        Key::Noun if gap.assigned => Mark::Other,
        Key::Noun => Mark::Noun,
        Key::Foreign => Mark::Other,
        // `"num": 6206` is a field; `login: 6206` is said.
        Key::Other if gap.assigned && (gap.quoted || !gap.blank) => Mark::Other,
        Key::Vague | Key::Other | Key::None => Mark::Free,
    }
}

/// What the word at `at` is as a key; the word before it may change that: `exit code`.
pub(super) fn key_of_word(text: &str, tokens: &[Token], at: usize) -> Key {
    let said = tokens[at].of(text);
    let parts = parts(said);
    let Some(last) = parts.last() else {
        return Key::None;
    };
    let before = || previous_word(text, tokens, at);
    let last = last.trim_end_matches(|char: char| char.is_ascii_digit());
    if let Some(stem) = last.strip_suffix("codes").or_else(|| last.strip_suffix("code")) {
        let stem = match stem {
            "" if parts.len() > 1 => parts[parts.len() - 2].clone(),
            "" => before().unwrap_or_default(),
            stem => stem.to_owned(),
        };
        return if words::TRANSPORT_CODES.iter().any(|word| stem.ends_with(word)) {
            Key::Vague
        } else if words::OTHER_CODES.contains(&&*stem) {
            Key::Foreign
        } else {
            Key::Code
        };
    }
    let is_error = |part: &str| matches!(part, "err" | "error" | "ret" | "fail" | "e");
    let after_error = parts.len() > 1 && is_error(&parts[parts.len() - 2]);
    if words::CODE_WORDS.contains(&last)
        || after_error && matches!(last, "no" | "num" | "number" | "id" | "value" | "key" | "val")
        || last == "key" && parts.len() > 2 && parts[parts.len() - 2] == "code"
    {
        return Key::Code;
    }
    if words::VAGUE_WORDS.contains(&last)
        || is_error(&parts[0])
            && parts.len() > 1
            && words::SECOND_KEYS.iter().chain(&["detail", "details"]).any(|word| *word == last)
    {
        return Key::Vague;
    }
    if words::ERROR_WORDS.contains(&last) || last.ends_with("exception") || last.ends_with("error")
    {
        // `http error 502`
        let is_transport = before().is_some_and(|word| words::TRANSPORT_CODES.contains(&&*word));
        return if is_transport { Key::Vague } else { Key::Error };
    }
    // `kickGroupMember` does something to a member, `memberCount` is a count.
    let is_noun =
        words::NOUNS.contains(&last) && (parts.len() == 1 || !words::OBJECTS.contains(&last));
    let whole = said.trim_matches('_').to_ascii_lowercase();
    if is_noun || words::NOUNS.contains(&&*whole) || last.ends_with("id") && last.len() < 8 {
        return Key::Noun;
    }
    Key::Other
}

/// The parts of `errorCode`, `error_code` and `ErrorCode`, in lower case.
fn parts(word: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut was_lower = false;
    let mut open = false;
    for char in word.chars().take(128) {
        if char == '_' {
            (open, was_lower) = (false, false);
            continue;
        }
        match parts.last_mut().filter(|_| open && !(was_lower && char.is_ascii_uppercase())) {
            Some(part) => part.push(char.to_ascii_lowercase()),
            None => parts.push(char.to_ascii_lowercase().to_string()),
        }
        open = true;
        was_lower = !char.is_ascii_uppercase();
    }
    parts
}

/// The word right before the one at `at`, in lower case.
fn previous_word(text: &str, tokens: &[Token], at: usize) -> Option<String> {
    let between = at.checked_sub(1)?;
    let before = match tokens[between].kind {
        Kind::Blank => between.checked_sub(1)?,
        Kind::Mark if matches!(tokens[between].of(text), "-" | ".") => between.checked_sub(1)?,
        _ => return None,
    };
    let word = &tokens[before];
    (word.kind == Kind::Word).then(|| word.of(text).to_ascii_lowercase())
}

/// What the end of a text in Chinese, Japanese or Korean is as a key.
fn key_of_text(said: &str) -> Key {
    let ends = |said: &str, list: &[&str]| list.iter().any(|word| said.ends_with(word));
    let mut said = said;
    for _ in 0..3 {
        if ends(said, words::OTHER_CODES_ZH) {
            return Key::Foreign;
        }
        if ends(said, words::CODES_ZH) {
            return Key::Code;
        }
        if ends(said, words::ERRORS_ZH) {
            return Key::Error;
        }
        let filler = words::FILLERS_ZH.iter().filter_map(|filler| said.strip_suffix(filler));
        match filler.min_by_key(|rest| rest.len()) {
            Some(rest) if !rest.is_empty() => said = rest,
            _ => break,
        }
    }
    if said == "群" || ends(said, words::NOUNS_ZH) { Key::Noun } else { Key::None }
}

fn is_filler_text(said: &str) -> bool {
    words::FILLERS_ZH.contains(&said)
}

/// Whether the text behind the token `at` says that something failed with the number there.
pub(super) fn is_error_behind(text: &str, tokens: &[Token], at: usize) -> bool {
    let mut next = at + 1;
    while tokens.get(next).is_some_and(|token| {
        token.kind == Kind::Blank || matches!(token.of(text), ")" | "]" | "\"" | "'" | "`")
    }) {
        next += 1;
    }
    let Some(token) = tokens.get(next).filter(|_| next <= at + 3) else {
        return false;
    };
    match token.kind {
        Kind::Text => words::ERRORS_AFTER_ZH.iter().any(|word| token.of(text).starts_with(word)),
        Kind::Word => {
            let word = token.of(text).to_ascii_lowercase();
            matches!(&*word, "error" | "err" | "errcode" | "errorcode" | "exception")
        }
        _ => false,
    }
}

/// Whether a text says anywhere that something went wrong.
pub(super) fn is_troubled(text: &str, tokens: &[Token]) -> bool {
    tokens.iter().enumerate().any(|(at, token)| {
        let said = token.of(text);
        match token.kind {
            Kind::Word => {
                matches!(said, "E" | "W")
                    || key_of_word(text, tokens, at) == Key::Error
                    || words::TROUBLES.contains(&&*said.to_ascii_lowercase())
            }
            Kind::Text => words::TROUBLES_ZH.iter().any(|word| said.contains(word)),
            _ => false,
        }
    })
}

/// Whether the text behind the token `at` counts: `30 retries`, `500MB`, `3个`, `50%`.
pub(super) fn is_counted(text: &str, tokens: &[Token], at: usize) -> bool {
    let is_glued = |next: usize| tokens.get(next).is_some_and(|token| token.kind != Kind::Blank);
    let next = if is_glued(at + 1) { at + 1 } else { at + 2 };
    let Some(token) = tokens.get(next) else {
        return false;
    };
    let said = token.of(text);
    match token.kind {
        Kind::Text => {
            let behind = words::ERRORS_AFTER_ZH.iter().any(|word| said.starts_with(word));
            !behind && words::UNITS_ZH.iter().any(|unit| said.starts_with(unit))
        }
        Kind::Word => {
            let word = said.to_ascii_lowercase();
            words::UNITS.contains(&&*word) || super::clock::MONTHS.contains(&&*word)
        }
        Kind::Mark => next == at + 1 && said == "%",
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Mark, mark_before};
    use crate::request::token::{Kind, tokens};

    /// What marks the last number of `text`.
    fn mark(text: &str) -> Mark {
        let tokens = tokens(text);
        let at = tokens.iter().rposition(|token| token.kind == Kind::Digits).expect("a number");
        mark_before(text, &tokens, at)
    }

    #[test]
    fn a_key_marks_a_code() {
        for text in [
            "code 1",
            "errorCode=1",
            "\"ErrorCode\" : \"1",
            "error_code:1",
            "ret=1",
            "errno 1",
            "<ErrorCode>1",
            "[ErrorCode] => 1",
            "[\"ErrorCode\"]=>\n  int(1",
            "error code is 1",
            "code returned by the server is 1",
            "错误码：1",
            "错误码为1",
            "错误码 是 1",
            "code: Optional(1",
            "code/desc: 1",
            "resultCode 1",
            "_kCFStreamErrorCodeKey=1",
            "返回码:1",
            "code#1",
        ] {
            assert_eq!(mark(text), Mark::Code, "{text}");
        }
        for text in [
            "error 1",
            "failed (1",
            "onError(1",
            "报1",
            "报了个1",
            "失败：1",
            "login failed: 1",
            "PlatformException(1",
            "err -> 1",
        ] {
            assert_eq!(mark(text), Mark::Error, "{text}");
        }
        for text in ["statusCode: 1", "status=1", "failed, 1", "http error: 1", "\"status\":1"] {
            assert!(matches!(mark(text), Mark::Vague | Mark::Status), "{text}");
        }
    }

    #[test]
    fn other_keys_mark_none() {
        for text in [
            "exit code 1",
            "zipCode: 1",
            "验证码：1",
            "port=1",
            "\"seq\":1",
            "uid: 1",
            "\"code\":2,\"x\":1",
        ] {
            assert_eq!(mark(text), Mark::Other, "{text}");
        }
        for text in ["user 1", "在群1", "attempt 1"] {
            assert_eq!(mark(text), Mark::Noun, "{text}");
        }
        for text in ["login: 1", "show 1", "code. 1", "2 1"] {
            assert_eq!(mark(text), Mark::Free, "{text}");
        }
    }
}
