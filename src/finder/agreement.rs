//! Whether the message beside a number says what the code means.

use memchr::memmem;

use super::bytes;
use super::context::{Context, REACH};
use super::cues::past_closers;
use super::key::Key;
use super::topic::has_word;
use super::vocabulary::{
    after_object, business, chat, code_key, complaint_zh, message_key, narration,
};
use crate::search::fit::{Fit, fit};

/// What the wording beside a number says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wording {
    Agrees,
    Disagrees,
    /// There is none, or it says nothing.
    Silent,
}

/// The share of a message that the entry has at least: nine in ten messages of other products are
/// below, and two in a hundred of this one.
const ENOUGH: f32 = 0.18;
/// The same of a text that must make a number a code.
const DESCRIBED: f32 = 0.25;
/// The same in a line on a shop or the like.
const CLEAR: f32 = 0.5;
/// A message of fewer words says nothing.
const FEW: f32 = 0.7;
/// A sentence of fewer words says nothing.
const SENTENCE: f32 = 1.5;
/// The same in Chinese, where words are pairs of characters.
const MANY_CHINESE: f32 = 2.0;
/// A Chinese sentence that speaks of other things has more words.
const FEW_FOREIGN: f32 = 1.1;
/// The share of a Chinese text in no entry if it speaks of other things.
const FOREIGN: f32 = 0.3;
/// A sentence of more words that has next to nothing of the entry is about something else.
const MANY: f32 = 3.0;
const LITTLE: f32 = 0.12;
const NOTHING: f32 = 0.05;

/// What opens an explanation directly behind a number, and what ends it.
const EXPLANATIONS: &[(&str, &str)] = &[
    ("\"", "\""),
    ("(", ")"),
    ("（", "）"),
    ("[", "]"),
    (":", "|"),
    ("：", "|"),
    ("|", "|"),
    ("=", "|"),
    ("- ", "|"),
    ("—", "|"),
    ("，说明：", "|"),
    ("，原因：", "|"),
    ("，描述：", "|"),
    ("，提示：", "|"),
];

impl Context<'_> {
    /// What the message that belongs to it says, or else a sentence around it.
    pub(super) fn weigh(&self) -> Wording {
        if self.is_of_app() {
            return Wording::Silent;
        }
        let is_chat = chat::SUBSTRINGS.are_in(self.lower()) || has_word(self.lower(), "im");
        let remark = || if is_chat || self.has_clock() { None } else { self.remark() };
        let message = self.message().or_else(remark);
        // `登录报 6012`
        let is_narration = bytes::trim_end(self.left).ends_with("报".as_bytes())
            || narration::SUBSTRINGS.are_in(self.line);
        if message.is_none() && !is_narration && self.is_followed_by_another_matter(is_chat) {
            return Wording::Disagrees;
        }
        let is_business = !is_chat && !is_narration && business::SUBSTRINGS.are_in(self.lower());
        if message.is_none() && !is_business && (is_chat || !self.is_sentence(is_narration)) {
            return Wording::Silent;
        }
        let is_chinese = has_wide_letter(message.unwrap_or(self.line));
        let fit = match message {
            Some(message) => self.fit(message),
            None if is_chinese => self.fit(chinese(self.line).as_bytes()),
            None => self.fit(&prose(self.line)),
        };
        let Some(fit) = fit else { return Wording::Silent };
        let is_foreign = is_chinese && fit.unknown >= FOREIGN;
        let enough = if is_business || is_foreign { CLEAR } else { ENOUGH };
        let few = if is_foreign { FEW_FOREIGN } else { SENTENCE };
        match message {
            // `{"code":90003,"data":null}`
            None if fit.words < few && !is_business => Wording::Silent,
            _ if fit.shared >= enough => Wording::Agrees,
            _ if is_business => Wording::Disagrees,
            Some(_) => disagrees(fit, FEW, enough),
            None if is_foreign => Wording::Disagrees,
            None if is_chinese => disagrees(fit, MANY_CHINESE, LITTLE),
            None => disagrees(fit, MANY, LITTLE),
        }
    }

    /// Whether its line is a sentence in English or, without narration, in Chinese. Words of other
    /// languages are in no entry.
    fn is_sentence(&self, is_narration: bool) -> bool {
        let is_readable = if has_wide_letter(self.line) {
            !is_narration
        } else {
            // `–`
            self.line.iter().all(|&byte| byte < 0xC0 || byte == 0xE2)
        };
        is_readable && !self.has_clock() && memmem::find(self.line, b"://").is_none()
    }

    /// Whether a clause follows that says something else: `失败 10004，图形验证码已过期`.
    fn is_followed_by_another_matter(&self, is_chat: bool) -> bool {
        let Some(rest) = bytes::strip_prefix_any(self.right, &["，", ", "]) else { return false };
        let clause = up_to(rest, b",;.!?");
        let is_chinese = bytes::starts_with_wide_letter(rest);
        let may_be = if is_chat {
            business::SUBSTRINGS.are_in(clause)
        } else {
            !is_chinese || complaint_zh::SUBSTRINGS.are_in(clause)
        };
        let is_another = |fit: Fit| {
            let is_foreign = is_chinese && fit.unknown >= FOREIGN;
            fit.words > SENTENCE && fit.shared < NOTHING
                || is_foreign && fit.words > FEW && fit.shared < ENOUGH
        };
        let said = || if is_chinese { chinese(clause).into() } else { prose(clause) };
        may_be && self.fit(&said()).is_some_and(is_another)
    }

    /// What a message in another line of its object says.
    pub(super) fn record_wording(&self) -> Wording {
        let record = self.record();
        let object = || {
            let start = record.before.iter().rposition(|byte| b"{}".contains(byte))?;
            value(&record.before[start..], true)
        };
        let is_whole = self.is_of_app() || self.message().is_some() || self.right.contains(&b'}');
        let message = (!is_whole).then(|| value(up_to(record.after, b"{}"), true).or_else(object));
        let fit = message.flatten().and_then(|message| self.fit(message));
        fit.map_or(Wording::Silent, |fit| disagrees(fit, FEW, ENOUGH))
    }

    /// Whether a text says what one of its entries means.
    pub(super) fn is_described_in(&self, text: &[u8]) -> bool {
        self.fit(text).is_some_and(|fit| fit.words > 0.3 && fit.shared >= DESCRIBED)
    }

    /// Whether a text says so beyond doubt.
    pub(super) fn is_clearly_described_in(&self, text: &[u8]) -> bool {
        self.fit(text).is_some_and(|fit| fit.words > 0.3 && fit.shared >= CLEAR)
    }

    /// How well a text fits the best of its entries.
    fn fit(&self, text: &[u8]) -> Option<Fit> {
        let text = String::from_utf8_lossy(text);
        self.entries().map(|entry| fit(&text, entry)).max_by(|a, b| a.shared.total_cmp(&b.shared))
    }

    /// Whether the message that belongs to it clearly says what it means.
    pub(super) fn is_clear(&self) -> bool {
        let before = &self.left[self.left.len().saturating_sub(REACH / 4)..];
        let before = || (!before.is_ascii()).then_some(before);
        let text = self.message().or_else(before).filter(|_| self.has_key());
        text.is_some_and(|text| self.is_clearly_described_in(text))
    }

    /// Whether nobody knows what its message says: it is the app's own.
    fn is_of_app(&self) -> bool {
        self.entries().any(|entry| !entry.is_builtin() || entry.through().is_some())
    }

    /// The message that belongs to it: an argument behind it, the value of a key behind it, an
    /// explanation behind it, a quotation before it, or the value of a key in its object.
    fn message(&self) -> Option<&[u8]> {
        if self.left.ends_with(b"(") && self.right.starts_with(b",") {
            return Some(field(up_to(&self.right[1..], b")}")));
        }
        let object = || {
            let start = self.left.iter().rposition(|byte| b"{}".contains(byte));
            let start = start.or_else(|| self.right.starts_with(b"</").then_some(0));
            Some(&self.left[start?..])
        };
        value(before_next_object(self.right), false)
            .or_else(|| self.explanation())
            .or_else(|| self.quotation())
            .or_else(|| value(object()?, true))
            .or_else(|| self.comment())
    }

    /// `if (code == 10012) { // out of stock`
    fn comment(&self) -> Option<&[u8]> {
        self.right.iter().find(|byte| b"/#".contains(byte))?;
        let begins = ["// ", "/* ", "# "].iter();
        let at = begins.filter_map(|mark| memmem::find(self.right, mark.as_bytes())).min()?;
        Some(&self.right[at..])
    }

    /// `70003 "The UserSig is illegal"`, `40002（没有指定用户）`, `10016 | not licensed`
    fn explanation(&self) -> Option<&[u8]> {
        let closed = bytes::strip_prefix_any(self.right, &["\"", "）", ")", "】", "]"]);
        let rest = bytes::trim_start(closed.unwrap_or(self.right));
        let (rest, end) = EXPLANATIONS
            .iter()
            .find_map(|(open, end)| Some((rest.strip_prefix(open.as_bytes())?, end)))?;
        Some(field(&rest[..memmem::find(rest, end.as_bytes()).unwrap_or(rest.len())]))
    }

    /// `spool is torn (6012)`, `失败【10016】库位被锁定`, `10016 库存不足`
    fn remark(&self) -> Option<&[u8]> {
        let closed = bytes::strip_prefix_any(self.right, &["）", ")", "】", "]"]);
        let begins = || self.is_leading().is_some() && !self.is_called_error();
        if closed.is_some_and(bytes::starts_with_wide_letter) || begins() || self.is_remarked() {
            return Some(past_closers(self.after_list())).filter(|rest| !rest.is_empty());
        }
        let before = closed.and(bytes::strip_suffix_any(self.left, &["（", "(", "【", "["]))?;
        let is_sentence = before.contains(&b' ')
            && !before.contains(&b'=')
            && !bytes::trim_end(before).ends_with(b":");
        (self.key != Key::Code && is_sentence).then_some(before)
    }

    /// Whether an error word precedes it and a statement follows: `err=10018 too many positions`. What
    /// follows `when` or `after` only tells the circumstances.
    fn is_remarked(&self) -> bool {
        let Some(rest) = self.right.strip_prefix(b" ") else { return false };
        let word = bytes::first_word(rest);
        let is_said = !word.is_empty() && word.iter().all(u8::is_ascii_lowercase);
        self.has_key() && is_said && !after_object::WORDS.contain(word)
    }

    /// `“queue is full” (code 10010)`
    fn quotation(&self) -> Option<&[u8]> {
        let near = self.left.len().saturating_sub(24);
        // Most have none, and to search for each mark is slow.
        if !self.left[near..].iter().any(|byte| *byte == b'"' || !byte.is_ascii()) {
            return None;
        }
        [("“", "”"), ("「", "」"), ("\"", "\"")].iter().find_map(|(open, close)| {
            let end = near + memmem::rfind(&self.left[near..], close.as_bytes())?;
            let start = memmem::rfind(&self.left[..end], open.as_bytes())? + open.len();
            let text = &self.left[start..end];
            // The text of a log line: `msg="logging in" code=6012`.
            let is_value = bytes::trim_end(&self.left[..start - open.len()]).ends_with(b"=");
            (!is_value && (text.contains(&b' ') || !text.is_ascii())).then_some(text)
        })
    }
}

/// Whether a text has a character of Chinese or its neighbors.
fn has_wide_letter(text: &[u8]) -> bool {
    text.iter().any(|byte| (0xE3..0xEE).contains(byte))
}

/// What a Chinese text says: each of its clauses once, without the keys of codes. Names of classes and
/// hosts in ASCII say nothing in it.
fn chinese(text: &[u8]) -> String {
    let text = String::from_utf8_lossy(text);
    let clauses = text.split(|char: char| char.is_ascii() || !char.is_alphanumeric());
    let mut said = Vec::new();
    for clause in clauses.filter(|clause| !clause.is_empty()) {
        let before_key = code_key::SUFFIXES.strip_from_end(clause.as_bytes());
        let clause = before_key.map_or(clause, |before| &clause[..before.len()]);
        if !said.contains(&clause) {
            said.push(clause);
        }
    }
    said.join(" ")
}

/// What a text says: each of its words once. A word alone between marks is a key, a value or a name.
fn prose(text: &[u8]) -> Vec<u8> {
    let is_mark = |byte: &u8| {
        matches!(byte, b',' | b';' | b':' | b'=' | b'"' | b'|' | b'&' | b'\\' | b'`')
            || matches!(byte, b'{' | b'}' | b'[' | b']' | b'(' | b')' | b'<' | b'>')
    };
    let is_letter = |byte: &u8| bytes::is_word(*byte) || *byte == b'\'' || !byte.is_ascii();
    let mut said: Vec<&[u8]> = Vec::new();
    for part in text.split(is_mark) {
        if part.split(u8::is_ascii_whitespace).filter(|word| is_plain(word)).nth(1).is_some() {
            for word in part.split(|byte| !is_letter(byte)).filter(|word| is_plain(word)) {
                if !said.iter().any(|it| it.eq_ignore_ascii_case(word)) {
                    said.push(word);
                }
            }
        }
    }
    said.join(&b' ')
}

/// Whether a word is prose, not an identifier such as `setToken`, `err_code` or `u1`.
fn is_plain(word: &[u8]) -> bool {
    let (mut is_lower, mut is_upper, mut has_inner) = (false, false, false);
    for (at, byte) in word.iter().enumerate() {
        match byte {
            b'0'..=b'9' => return false,
            b'A'..=b'Z' => (is_upper, has_inner) = (true, has_inner || at > 0),
            b'a'..=b'z' => is_lower = true,
            b'_' => (is_lower, has_inner) = (true, true),
            _ => {}
        }
    }
    (is_lower || is_upper) && !(is_lower && has_inner)
}

/// Whether a text of more than a few words has little of what it should say.
fn disagrees(fit: Fit, few: f32, little: f32) -> Wording {
    let disagrees = fit.words > few && fit.shared < little;
    if disagrees { Wording::Disagrees } else { Wording::Silent }
}

/// The value of the first key of a message: `"msg":"…"`, `|desc:…`.
fn value(text: &[u8], quoted: bool) -> Option<&[u8]> {
    let mut at = 0;
    while at < text.len() {
        let word = bytes::first_word(&text[at..]);
        let rest = &text[at + word.len()..];
        let gap = rest.iter().take_while(|byte| b"\"' :=\\@".contains(byte)).count();
        let (marks, value) = rest.split_at(gap);
        let quote = marks.last().filter(|byte| b"\"'".contains(byte));
        let optional = value.strip_prefix(b"Optional(\"");
        let (quote, value) = optional.map_or((quote, value), |value| (Some(&b'"'), value));
        let is_text = |byte: &u8| byte.is_ascii_alphabetic() || !byte.is_ascii();
        let begins = quote.is_some() || !quoted && value.first().is_some_and(is_text);
        let assigns = marks.iter().any(|byte| b":=".contains(byte));
        // `<Message>…</Message>`
        if text[..at].ends_with(b"<")
            && rest.starts_with(b">")
            && message_key::SUFFIXES.end(&word.to_ascii_lowercase())
        {
            return Some(up_to(&rest[1..], b"<"));
        }
        if assigns && begins && message_key::SUFFIXES.end(&word.to_ascii_lowercase()) {
            return Some(field(match quote {
                Some(&quote) => up_to(value, &[quote, b'\\']),
                None => up_to(value, b"|{}<>\""),
            }));
        }
        at += word.len().max(1);
    }
    None
}

/// The part of a text before the next object of the same list: `},{`.
fn before_next_object(text: &[u8]) -> &[u8] {
    let begins = |&at: &usize| {
        let rest = text[at + 1..].trim_ascii_start().strip_prefix(b",");
        rest.is_some_and(|rest| rest.trim_ascii_start().starts_with(b"{"))
    };
    &text[..memchr::memchr_iter(b'}', text).find(begins).unwrap_or(text.len())]
}

/// The part of a text before one of a few marks.
fn up_to<'t>(text: &'t [u8], marks: &[u8]) -> &'t [u8] {
    &text[..text.iter().position(|byte| marks.contains(byte)).unwrap_or(text.len())]
}

/// The part of a message before a path, an address, or the key of another field:
/// `timed out, cost=6003`.
fn field(text: &[u8]) -> &[u8] {
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let word = bytes::first_word(rest);
        let is_key = !word.is_empty() && matches!(rest.get(word.len()), Some(b'=' | b':'));
        if is_key || matches!(rest, [b' ', b'/' | b'@' | b'(', ..]) {
            return &text[..at];
        }
        at += word.len().max(1);
    }
    text
}
