//! What a number belongs to: the word before it, read backwards over the marks between the two.

use super::text::{Kind, Text};
use super::vocabulary::{self as words, has};

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

/// The text between a key and its number.
#[allow(clippy::struct_excessive_bools, reason = "any of them may stand there")]
#[derive(Default)]
struct Gap {
    assigned: bool,
    quoted: bool,
    comma: bool,
    /// Something ended in between.
    ended: bool,
    blank: bool,
    /// A word such as `returned` is in between.
    relayed: bool,
}

impl Text<'_> {
    /// What the text before the token `at` makes of the number there.
    pub(super) fn mark_before(&self, at: usize) -> Mark {
        let mut gap = Gap::default();
        let key = self.key_before(at, &mut gap);
        match marked(key, &gap) {
            Mark::Free | Mark::Noun | Mark::Other if gap.relayed => Mark::Error,
            mark => mark,
        }
    }

    /// From the token `at` back to its key.
    fn key_before(&self, at: usize, gap: &mut Gap) -> Key {
        let mut fillers = 0;
        for before in (at.saturating_sub(MAX_TOKENS)..at).rev() {
            let said = self.said(before);
            let is_filler = match self.kind(before) {
                Kind::Blank => {
                    gap.blank = true;
                    continue;
                }
                Kind::Break if gap.assigned || self.ends_assigning(before) => continue,
                Kind::Break | Kind::Clock | Kind::Digits | Kind::Hex | Kind::Bad => break,
                Kind::Mark => {
                    match said {
                        // A part of a path.
                        "/" if fillers == 0 && self.back(before, 1).kind == Kind::Word => {
                            return Key::Foreign;
                        }
                        ":" | "=" => gap.assigned = true,
                        "\"" | "'" | "`" => gap.quoted = true,
                        "," | "，" | "、" => gap.comma = true,
                        // `<ErrorCode>`
                        ">" if self.back(before, 2).said == "<" => gap.assigned = true,
                        "." | ";" | "。" | "；" | "…" => gap.ended = true,
                        "{" | "}" | ")" => gap.ended |= !gap.assigned,
                        _ => {}
                    }
                    continue;
                }
                Kind::Text
                    if words::FILLERS_ZH.contains(&said) && key_of_text(said) == Key::None =>
                {
                    true
                }
                Kind::Text => return key_of_text(said),
                Kind::Word => {
                    let is_second = has(words::SECOND_KEYS, said)
                        && matches!(self.back(before, 1).said, "/" | "|");
                    let is_field = gap.assigned && gap.quoted && fillers == 0;
                    let relays = !is_field && !gap.comma && !gap.ended && has(words::RELAYS, said);
                    gap.relayed |= relays;
                    is_second || relays || !is_field && has(words::FILLERS, said)
                }
            };
            fillers += 1;
            if !is_filler || fillers > MAX_FILLERS {
                return if is_filler { Key::None } else { self.key_of_word(before) };
            }
        }
        Key::None
    }

    /// Whether a line ends with a colon or an arrow, as a dump breaks its lines.
    fn ends_assigning(&self, line_break: usize) -> bool {
        let last = self.tokens[..line_break].iter().rfind(|token| token.kind != Kind::Blank);
        last.is_some_and(|token| matches!(token.said, ":" | "=" | ">"))
    }

    /// What the word at `at` is as a key; the word before it may change that: `exit code`.
    pub(super) fn key_of_word(&self, at: usize) -> Key {
        let snake = snake(self.said(at));
        let mut parts = snake.split('_').filter(|part| !part.is_empty()).rev();
        let Some(last) = parts.next() else {
            return Key::None;
        };
        let parent = parts.next().unwrap_or_default();
        let last = last.trim_end_matches(|char: char| char.is_ascii_digit());
        if let Some(stem) = last.strip_suffix("codes").or_else(|| last.strip_suffix("code")) {
            let of = [stem, parent, self.word_before(at)];
            let stem = of
                .into_iter()
                .find(|stem| !stem.is_empty())
                .unwrap_or_default()
                .to_ascii_lowercase();
            return if words::TRANSPORT_CODES.iter().any(|word| stem.ends_with(word)) {
                Key::Vague
            } else if has(words::OTHER_CODES, &stem) {
                Key::Foreign
            } else {
                Key::Code
            };
        }
        let of_error = matches!(parent, "err" | "error" | "ret" | "fail" | "e");
        // `kickGroupMember` does something to a member, `memberCount` is a count.
        let is_object = !parent.is_empty() && has(words::OBJECTS, last);
        if has(words::CODE_WORDS, last)
            || of_error && matches!(last, "no" | "num" | "number" | "id" | "value" | "key" | "val")
            || (parent, last) == ("code", "key")
        {
            Key::Code
        } else if has(words::VAGUE_WORDS, last) || of_error && has(words::SECOND_KEYS, last) {
            Key::Vague
        } else if has(words::ERROR_WORDS, last)
            || last.ends_with("exception")
            || last.ends_with("error")
        {
            // `http error 502`
            if has(words::TRANSPORT_CODES, self.word_before(at)) { Key::Vague } else { Key::Error }
        } else if has(words::NOUNS, last) && !is_object || last.ends_with("id") && last.len() < 8 {
            Key::Noun
        } else {
            Key::Other
        }
    }

    /// The word right before the one at `at`.
    fn word_before(&self, at: usize) -> &str {
        match (self.back(at, 1), self.back(at, 2)) {
            (between, word)
                if word.kind == Kind::Word
                    && (between.kind == Kind::Blank || matches!(between.said, "-" | ".")) =>
            {
                word.said
            }
            _ => "",
        }
    }

    /// Whether the word at `at` is a key of codes or of what failed.
    pub(super) fn is_key(&self, at: usize) -> bool {
        self.kind(at) == Kind::Word && matches!(self.key_of_word(at), Key::Code | Key::Error)
    }

    /// Whether the text behind the token `at` says that something failed with the number there.
    pub(super) fn is_error_behind(&self, at: usize) -> bool {
        let is_between = |at: &usize| {
            self.kind(*at) == Kind::Blank || matches!(self.said(*at), ")" | "]" | "\"" | "'" | "`")
        };
        let Some(next) = (at + 1..at + 4).find(|at| !is_between(at)) else {
            return false;
        };
        let said = self.said(next);
        match self.kind(next) {
            Kind::Text => words::ERRORS_AFTER_ZH.iter().any(|word| said.starts_with(word)),
            Kind::Word => has(&["error", "err", "errcode", "errorcode", "exception"], said),
            _ => false,
        }
    }

    /// Whether a text says anywhere that something went wrong.
    pub(super) fn is_troubled(&self) -> bool {
        self.tokens.iter().enumerate().any(|(at, token)| match token.kind {
            Kind::Word => self.key_of_word(at) == Key::Error || has(words::TROUBLES, token.said),
            Kind::Text => words::TROUBLES_ZH.iter().any(|word| token.said.contains(word)),
            _ => false,
        })
    }

    /// Whether the text behind the token `at` counts: `30 retries`, `500MB`, `3个`, `50%`.
    pub(super) fn is_counted(&self, at: usize) -> bool {
        let next = self.past_blank(at + 1);
        let said = self.said(next);
        match self.kind(next) {
            Kind::Text => {
                !words::ERRORS_AFTER_ZH.iter().any(|word| said.starts_with(word))
                    && words::UNITS_ZH.iter().any(|unit| said.starts_with(unit))
            }
            Kind::Word => has(words::UNITS, said),
            _ => said == "%",
        }
    }
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

/// `errorCode`, `error_code` and `ErrorCode` as `error_code`.
fn snake(word: &str) -> String {
    let mut snake = String::new();
    let mut was_lower = false;
    for char in word.chars().take(128) {
        if was_lower && char.is_ascii_uppercase() {
            snake.push('_');
        }
        was_lower = char != '_' && !char.is_ascii_uppercase();
        snake.push(char.to_ascii_lowercase());
    }
    snake
}

/// What the end of a text in Chinese, Japanese or Korean is as a key.
fn key_of_text(said: &str) -> Key {
    let mut said = said;
    loop {
        let ends = |list: &[&str]| list.iter().any(|word| said.ends_with(word));
        if ends(words::OTHER_CODES_ZH) {
            return Key::Foreign;
        } else if ends(words::CODES_ZH) {
            return Key::Code;
        } else if ends(words::ERRORS_ZH) {
            return Key::Error;
        }
        let filler = words::FILLERS_ZH.iter().filter_map(|filler| said.strip_suffix(filler));
        match filler.min_by_key(|rest| rest.len()) {
            Some(rest) if !rest.is_empty() => said = rest,
            _ => return if ends(words::NOUNS_ZH) { Key::Noun } else { Key::None },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Mark;
    use crate::request::text::{Kind, Text};

    /// What marks the last number of `text`.
    fn mark(text: &str) -> Mark {
        let text = Text::new(text);
        let digits = text.tokens.iter().rposition(|token| token.kind == Kind::Digits);
        text.mark_before(digits.expect("a number"))
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
