//! Whether a number is an error code, told by what stands around it. Called by the finder with
//! numbers that some table knows.
//!
//! Nothing farther away than [`REACH`] bytes and nothing beyond the line counts, so that a verdict
//! never depends on how a log was cut into pieces.

use std::cell::OnceCell;

use memchr::{memchr, memmem, memrchr};

use super::key::{self, Key};
use super::text::{self, contains_any, ends_with_any, is_any, is_word, list, starts_with_any};
use super::words;
use crate::catalog::Catalog;
use crate::table::Entry;

/// How far a verdict looks to either side of a number, in bytes.
pub(super) const REACH: usize = 256;
/// Items of one list that are read: `6012/6014/6017`.
const MAX_LIST: usize = 8;

/// A number in a text: where it stands, its sign included, and its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) value: i32,
}

impl Number {
    /// The number whose digits begin at `digits`; none where they are part of a longer word, too
    /// many, or written with a zero in front.
    pub(super) fn read(text: &[u8], digits: usize) -> Option<Self> {
        let count = text[digits..].iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
        if count == 0 || count > 9 || (count > 1 && text[digits] == b'0') {
            return None;
        }
        let end = digits + count;
        let magnitude =
            text[digits..end].iter().fold(0, |sum, byte| sum * 10 + i32::from(byte - b'0'));
        let sign = sign(&text[digits.saturating_sub(4)..digits]);
        let value = if sign > 0 { -magnitude } else { magnitude };
        Some(Self { start: digits - sign, end, value })
    }

    /// The same digits without the sign, which may as well be a hyphen: `code-6012`.
    pub(super) fn unsigned(self, digits: usize) -> Self {
        Self { start: digits, value: self.value.abs(), ..self }
    }
}

/// The bytes of the minus sign at the end; none where it joins two words.
fn sign(before: &[u8]) -> usize {
    for minus in ["-", "\u{2212}", "\u{FF0D}"] {
        if let Some(rest) = before.strip_suffix(minus.as_bytes()) {
            let joins = rest
                .last()
                .is_some_and(|&byte| is_word(byte) || matches!(byte, b')' | b'-' | b'.'));
            return if joins { 0 } else { minus.len() };
        }
    }
    0
}

/// How surely a number is a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A key says that it is one.
    Named,
    /// Its surroundings tell.
    Told,
    No,
}

/// Judges one number of `text`.
pub(super) fn judge(catalog: &Catalog, text: &[u8], number: Number) -> Verdict {
    Around::new(catalog, text, number).judge(0)
}

/// Whether the number stands alone, whatever it means.
pub(super) fn stands_alone(catalog: &Catalog, text: &[u8], number: Number) -> bool {
    let around = Around::new(catalog, text, number);
    let joined =
        |byte: Option<&u8>| byte.is_some_and(|&byte| matches!(byte, b'-' | b':' | b'/' | b'.'));
    let goes_on = around.right.get(1).is_some_and(|&byte| is_word(byte));
    let part = joined(around.left.last()) || (joined(around.right.first()) && goes_on);
    around.is_apart(true) && !part && !around.is_app_defined()
}

/// A number and its line, as far as it counts.
struct Around<'t> {
    catalog: &'t Catalog,
    left: &'t [u8],
    right: &'t [u8],
    number: Number,
    /// Nothing of the line is missing in `left`.
    from_start: bool,
    lower: OnceCell<Vec<u8>>,
    all: &'t [u8],
}

impl<'t> Around<'t> {
    fn new(catalog: &'t Catalog, text: &'t [u8], number: Number) -> Self {
        let from = number.start.saturating_sub(REACH);
        let to = text.len().min(number.end + REACH);
        let line = line_start(&text[from..number.start]).map(|at| from + at);
        let start = line.unwrap_or(from);
        let end = memchr(b'\n', &text[number.end..to]).map_or(to, |at| number.end + at);
        Self {
            catalog,
            left: &text[start..number.start],
            right: text[number.end..end].trim_ascii_end(),
            number,
            from_start: line.is_some() || from == 0,
            lower: OnceCell::new(),
            all: &text[start..end],
        }
    }

    fn judge(&self, depth: usize) -> Verdict {
        let key = key::key(self.left, self.right);
        if self.is_process() {
            return Verdict::No;
        }
        if !self.is_apart(key == Key::Code) {
            return Verdict::No;
        }
        let verdict = match key {
            Key::Code if self.is_foreign_envelope() => Verdict::No,
            Key::Code => Verdict::Named,
            Key::Error if self.is_plain() && !self.is_counted() => Verdict::Told,
            Key::Error => Verdict::No,
            Key::Other | Key::None => match self.previous(depth) {
                Verdict::No if key == Key::Other || !self.is_plain() => Verdict::No,
                Verdict::No if self.is_told() => Verdict::Told,
                Verdict::Told if !self.is_plain() => Verdict::No,
                other => other,
            },
        };
        if verdict != Verdict::No && self.is_foreign() { Verdict::No } else { verdict }
    }

    /// Whether neither side makes it a part of a longer number, a time, a path or a name. A key
    /// right before it allows a word to be joined behind.
    fn is_apart(&self, named: bool) -> bool {
        self.is_apart_on_the_left() && self.is_apart_on_the_right(named)
    }

    fn is_apart_on_the_left(&self) -> bool {
        let Some((&last, before)) = self.left.split_last() else { return self.from_start };
        let after_digit = before.last().is_some_and(u8::is_ascii_digit);
        match last {
            b'.' => before.last().is_none_or(|&byte| !is_word(byte) && byte != b')'),
            b':' => !after_digit,
            b'/' => after_digit && self.has_item_before(),
            b'-' if self.number.value >= 0 => key::is_glued(before) || before.is_empty(),
            b'*' => before.last() == Some(&b'*'),
            b'-' | b'$' | b'@' | b'+' | b'^' | b'%' | b'~' => false,
            _ if is_word(last) => key::is_glued(self.left),
            _ => !ends_with_any(
                self.left,
                list!["¥", "￥", "€", "£", "$ ", "¥ ", "￥ ", "~", "～", "−"],
            ),
        }
    }

    fn is_apart_on_the_right(&self, named: bool) -> bool {
        let next = self.right.get(1);
        let digit = next.is_some_and(u8::is_ascii_digit);
        let word = next.is_some_and(|&byte| is_word(byte));
        let Some(&first) = self.right.first() else { return true };
        match first {
            b'.' => !digit && (!word || named || next.is_some_and(u8::is_ascii_uppercase)),
            b':' => !digit || named,
            b'-' => !digit && (!word || named),
            b'/' => {
                if digit {
                    self.has_item_after() || named
                } else {
                    !word || named
                }
            }
            b'%' | b'#' | b'@' | b'^' | b'~' => false,
            b'=' => named || next == Some(&b'='),
            b'+' => named,
            _ => {
                !is_word(first)
                    && !starts_with_any(self.right, list!["℃", "°", "％", "～", "×", "‰"])
            }
        }
    }

    /// A code that needs no key: of four digits or more, or negative; no year, and not among the
    /// numbers that apps define themselves.
    fn is_plain(&self) -> bool {
        let value = self.number.value;
        let long = value >= 1000 || value <= -100;
        long && !(1900..2100).contains(&value) && !self.is_app_defined()
    }

    /// The process in the head of an Android log line: `W/System.err(10050):`.
    fn is_process(&self) -> bool {
        let tag = self.left.trim_ascii_end();
        let Some(tag) = tag.strip_suffix(b"(").filter(|_| self.right.starts_with(b"):")) else {
            return false;
        };
        let tag = tag.trim_ascii_end();
        let start = tag.iter().rposition(u8::is_ascii_whitespace).map_or(0, |at| at + 1);
        matches!(&tag[start..], [b'V' | b'D' | b'I' | b'W' | b'E' | b'F' | b'A', b'/', ..])
    }

    fn is_app_defined(&self) -> bool {
        self.entries().all(|entry| entry.through().is_some())
    }

    fn entries(&self) -> impl Iterator<Item = Entry<'t>> {
        self.catalog.code(self.number.value)
    }

    /// Whether a unit or a counted thing follows: `9001 ms`, `6012 条`.
    fn is_counted(&self) -> bool {
        let rest = text::trim_start(self.right);
        if rest.len() < self.right.len() || rest.first().is_some_and(u8::is_ascii_alphabetic) {
            let word = text::first_word(rest);
            if is_any(word, words::UNITS) {
                return true;
            }
        }
        let Some(unit) = words::UNITS_ZH.iter().find(|unit| rest.starts_with(unit.as_bytes()))
        else {
            return false;
        };
        // `人数已满` describes a group, `人` counts people.
        let longer = list![
            "数", "志", "为", "端", "称", "段", "别", "聊", "置", "目", "复", "员", "群", "限"
        ];
        !starts_with_any(&rest[unit.len()..], longer)
    }

    /// Whether a list of codes goes on with this number.
    fn previous(&self, depth: usize) -> Verdict {
        match self.item_before() {
            Some(number) if depth < MAX_LIST => {
                if self.is_counted() {
                    return Verdict::No;
                }
                let left = &self.left[..number.start];
                let whole = Self {
                    catalog: self.catalog,
                    left,
                    right: &self.all[number.end..],
                    number,
                    from_start: self.from_start,
                    lower: OnceCell::new(),
                    all: self.all,
                };
                if whole.entries().next().is_none() { Verdict::No } else { whole.judge(depth + 1) }
            }
            _ => Verdict::No,
        }
    }

    fn has_item_before(&self) -> bool {
        self.item_before().is_some_and(|number| self.catalog.code(number.value).next().is_some())
    }

    fn has_item_after(&self) -> bool {
        item_after(self.right)
            .is_some_and(|(number, _)| self.catalog.code(number.value).next().is_some())
    }

    /// The number before this one in a list of codes.
    fn item_before(&self) -> Option<Number> {
        let rest = text::trim_end(self.left);
        let rest = rest.strip_suffix(b"#").unwrap_or(rest);
        let rest = rest.strip_suffix(b"-").filter(|_| self.number.value < 0).unwrap_or(rest);
        let joints = [
            "/", "、", ",", "，", "|", "&", ";", "；", "和", "或", "或者", "与", "及", " or",
            " and", ", or", ", and",
        ];
        let joint = joints.iter().rev().find(|joint| rest.ends_with(joint.as_bytes()))?;
        let rest = text::trim_end(&rest[..rest.len() - joint.len()]);
        let digits = rest.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let number = (digits > 2).then(|| Number::read(rest, rest.len() - digits))??;
        let unsigned = number.unsigned(rest.len() - digits);
        let known = |number: Number| self.catalog.code(number.value).next().is_some();
        Some(if known(number) { number } else { unsigned })
    }

    /// What follows the number, or the list that begins with it.
    fn after_list(&self) -> &'t [u8] {
        let mut rest = self.right;
        for _ in 0..MAX_LIST {
            match item_after(rest) {
                Some((_, after)) => rest = after,
                None => break,
            }
        }
        rest
    }

    /// Whether anything but a key before it tells that it is a code.
    fn is_told(&self) -> bool {
        if self.is_counted() {
            return false;
        }
        self.is_called_error()
            || self.is_in_brackets_after_complaint()
            || self.is_told_of()
            || self.is_met()
            || self.leads_its_description()
    }

    /// `6012错误`, `6012 error`, `6012 ERR_REQUEST_TIMEOUT`.
    fn is_called_error(&self) -> bool {
        let rest = past_closers(self.after_list());
        if starts_with_any(rest, words::AFTER_ZH) {
            return true;
        }
        let word = text::first_word(rest);
        let level = word.iter().all(u8::is_ascii_uppercase);
        let named = starts_with_any(
            rest,
            list!["an error", "a known error", "is an error", "is a known error"],
        );
        named || (!level && is_any(word, words::AFTER_EN)) || word.starts_with(b"ERR_")
    }

    /// `group id is taken (10025)`.
    fn is_in_brackets_after_complaint(&self) -> bool {
        let pairs = [("(", ")"), ("（", "）"), ("【", "】"), ("[", "]"), ("<", ">"), ("{", "}")];
        let Some((open, _)) = pairs.iter().find(|(open, close)| {
            self.left.ends_with(open.as_bytes()) && self.right.starts_with(close.as_bytes())
        }) else {
            return false;
        };
        let before = text::trim_end(&self.left[..self.left.len() - open.len()]);
        let lower = before.to_ascii_lowercase();
        let complains = words::COMPLAINTS.are_in(&lower) || words::COMPLAINTS_ZH.are_in(&lower);
        match *open {
            // Threads and processes stand in these.
            "[" | "{" | "<" => {
                self.is_described_nearby()
                    && !self.right.starts_with(b"]:")
                    && !before.ends_with(b"]")
            }
            _ => (complains || self.is_described_nearby()) && !self.right.starts_with(b"):"),
        }
    }

    /// A Chinese sentence that tells of an error: `还有7006，发图的时候报的`, `6012请求超时`.
    fn is_told_of(&self) -> bool {
        let lower = self.lower();
        let before = text::trim_end(self.left);
        let rest = text::trim_start(self.right);
        let joined = ends_with_any(before, words::JOINTS_ZH);
        let clause = ends_with_any(
            before,
            list!["，", "。", "：", "；", "、", "？", "！", "（", "(", "【", "“"],
        );
        let pause = key::ends_clean(self.right) && !text::starts_with_letter_beyond_ascii(rest);
        if joined && words::ERROR_TALK.are_in(lower) {
            return true;
        }
        if clause && pause && words::ERROR_TALK.are_in(lower) && !before.is_ascii() {
            return contains_any(lower, list!["错", "报"]);
        }
        let clause_end =
            rest.iter().position(|&byte| matches!(byte, b',' | b'.' | b';')).unwrap_or(rest.len());
        let near = &rest[..clause_end.min(40)];
        text::starts_with_letter_beyond_ascii(rest)
            && words::COMPLAINTS_ZH.are_in(near)
            && !before.ends_with(b"#")
    }

    /// An English sentence of somebody who met one: `I get 6012 when`.
    fn is_met(&self) -> bool {
        let mut rest = self.left.trim_ascii_end();
        if rest.len() == self.left.len() {
            return false;
        }
        for _ in 0..2 {
            let (before, word) = text::last_word(rest);
            let asked = is_any(word, list!["is"])
                && is_any(text::last_word(before.trim_ascii_end()).1, list!["what"]);
            if asked || is_any(word, words::VERBS) {
                return self.is_object()
                    && (words::ERROR_TALK.are_in(self.lower()) || self.is_home());
            }
            if !is_any(
                word,
                list!["a", "an", "the", "some", "this", "that", "also", "code", "only"],
            ) {
                return false;
            }
            rest = before.trim_ascii_end();
        }
        false
    }

    fn is_object(&self) -> bool {
        let rest = self.after_list();
        let word = text::first_word(rest.trim_ascii_start());
        key::ends_clean(rest) || is_any(word, words::FOLLOWERS)
    }

    /// `10007 | no permission`, `6012: request timeout`, at the beginning of a line.
    fn leads_its_description(&self) -> bool {
        let Some(hash) = self.is_leading() else { return false };
        let rest = self.after_list();
        let listed = rest.len() < self.right.len() || ends_with_any(self.left, list!["、", "、#"]);
        let rest = past_closers(rest);
        let separated = rest
            .iter()
            .position(|byte| !matches!(byte, b'|' | b':' | b'.' | b'-' | b',' | b'\t' | b' '));
        let Some(at) = separated else { return false };
        let marked = rest[..at].iter().any(|byte| !matches!(byte, b' '));
        let wide = list!["：", "，", "、", "—", "–", "。", "｜"];
        let tail = wide.iter().find_map(|mark| rest[at..].strip_prefix(mark.as_bytes()));
        let marked = marked || tail.is_some();
        let tail = text::trim_start(tail.unwrap_or(&rest[at..]));
        let level = list!["ERROR", "WARN", "INFO", "DEBUG", "TRACE", "FATAL", "["];
        if starts_with_any(tail, level) || tail.first().is_none_or(u8::is_ascii_digit) {
            return false;
        }
        let lower = tail[..tail.len().min(120)].to_ascii_lowercase();
        let complains = words::COMPLAINTS.are_in(&lower) || words::COMPLAINTS_ZH.are_in(&lower);
        let described = self.is_described_in(&lower);
        let chinese = tail[..tail.len().min(24)].iter().any(|byte| (0xE4..0xEF).contains(byte));
        described || (complains && (marked || chinese) && (!hash || listed))
    }

    /// Whether only marks of a list, a heading or a table stand before it; true inside for `#`.
    fn is_leading(&self) -> Option<bool> {
        if !self.from_start {
            return None;
        }
        let mut rest = self.left;
        // The items of the list before it.
        let mut judged = Around {
            catalog: self.catalog,
            left: rest,
            right: self.right,
            number: self.number,
            from_start: true,
            lower: OnceCell::new(),
            all: self.all,
        };
        for _ in 0..MAX_LIST {
            let Some(number) = judged.item_before() else { break };
            rest = &rest[..number.start];
            judged = Around { left: rest, lower: OnceCell::new(), number, ..judged };
        }
        let marks = rest.iter().all(|byte| b" \t#>*|-\"'`([".contains(byte));
        (marks || rest == "【".as_bytes() || rest == "（".as_bytes()).then(|| rest.contains(&b'#'))
    }

    fn lower(&self) -> &[u8] {
        self.lower.get_or_init(|| self.all.to_ascii_lowercase())
    }

    /// Whether the line is of this product.
    fn is_home(&self) -> bool {
        words::HOME.are_in(self.lower())
    }

    /// Whether somebody else's product is named and this one is not. The numbers of push services
    /// stand in the tables, and their owners are named with them.
    fn is_foreign(&self) -> bool {
        let of_push = (-302..=-190).contains(&self.number.value);
        !of_push
            && words::VENDORS.are_in(self.lower())
            && (words::NAMESAKES.are_in(self.lower()) || !self.is_home())
    }

    /// Whether it stands in an answer of some other service: `{"code":…,"msg":…,"data":…}` or
    /// `{"errcode":…,"errmsg":…}`, about something that no entry of the code speaks of.
    fn is_foreign_envelope(&self) -> bool {
        let lower = self.lower();
        let has = |key: &str| memmem::find(lower, key.as_bytes()).is_some();
        // Most lines; what follows takes its time.
        if !has("\"code") && !has("\"errcode") {
            return false;
        }
        let quoted = |key: &str| {
            let plain = format!("\"{key}\"");
            let escaped = format!("\\\"{key}\\\"");
            has(&plain) || has(&escaped)
        };
        // `errCode` is what our own bindings print.
        let wechat = memmem::find(self.all, b"\"errcode").is_some() && quoted("errmsg");
        let status = ["data", "timestamp", "success", "traceid", "requestid", "result"];
        let generic = quoted("code")
            && (quoted("msg") || quoted("message") && status.iter().any(|key| quoted(key)));
        (wechat || generic) && !self.is_home() && !self.is_described_in(lower)
    }

    fn is_described_nearby(&self) -> bool {
        self.is_described_in(self.lower())
    }

    /// Whether lower-case text shares a telling word with what a table says of the code.
    fn is_described_in(&self, lower: &[u8]) -> bool {
        self.entries().any(|entry| {
            let texts = [entry.summary(), entry.detail().unwrap_or_default()];
            texts.into_iter().chain(entry.keywords()).any(|text| shares_words(text, lower))
        })
    }
}

/// Where the line of what follows `before` begins; none where that is farther back. A dump of PHP
/// breaks its lines between key and number.
fn line_start(before: &[u8]) -> Option<usize> {
    let newline = memrchr(b'\n', before)?;
    let dumped =
        before[newline + 1..].trim_ascii_start() == b"int(" && before[..newline].ends_with(b"=>");
    if dumped { memrchr(b'\n', &before[..newline]).map(|at| at + 1) } else { Some(newline + 1) }
}

/// The next item of a list, and what follows it.
fn item_after(right: &[u8]) -> Option<(Number, &[u8])> {
    let rest = text::trim_start(right);
    let joints = ["/", "、", ",", "，", "&", "和", "或者", "或", "与", "及", "or ", "and "];
    let joint = joints.iter().find(|joint| rest.starts_with(joint.as_bytes()))?;
    let rest = text::trim_start(&rest[joint.len()..]);
    let rest = rest.strip_prefix(b"#").unwrap_or(rest);
    let sign = usize::from(rest.first() == Some(&b'-'));
    let number = rest
        .get(sign)
        .filter(|byte| byte.is_ascii_digit())
        .and_then(|_| Number::read(rest, sign))?;
    let alone = !rest.get(number.end).is_some_and(|&byte| is_word(byte));
    (alone && number.value.abs() >= 100).then(|| (number, &rest[number.end..]))
}

/// Without the brackets, quotes and blanks that close after a number.
fn past_closers(mut rest: &[u8]) -> &[u8] {
    let closers = ["\"", "'", "`", ")", "]", "|", "）", "】", "」", "』", "”", "’", "*", ":", "："];
    loop {
        let trimmed = text::trim_start(rest);
        match closers.iter().find_map(|closer| trimmed.strip_prefix(closer.as_bytes())) {
            Some(after) => rest = after,
            None => return trimmed,
        }
    }
}

/// Whether a word of `text`, or two pairs of its Chinese characters, stand in `lower`.
fn shares_words(text: &str, lower: &[u8]) -> bool {
    let dull = [
        "error",
        "code",
        "chat",
        "message",
        "server",
        "request",
        "user",
        "service",
        "internal",
        "this",
        "that",
        "with",
        "from",
        "have",
        "after",
        "before",
        "again",
        "data",
        "call",
        "when",
        "http",
        "https",
        "json",
        "failed",
        "fail",
        "must",
        "than",
        "only",
        "your",
        "account",
        "parameter",
        "parameters",
        "param",
        "invalid",
        "does",
        "there",
        "cannot",
        "more",
        "will",
        "been",
        "into",
        "which",
        "other",
        "them",
        "they",
        "network",
        "time",
        "number",
        "system",
        "response",
        "answer",
        "what",
        "rest",
        "type",
        "length",
        "list",
        "body",
        "null",
        "true",
        "false",
        "some",
        "group",
        "file",
        "name",
        "info",
        "content",
        "text",
        "value",
        "field",
        "fields",
        "empty",
        "format",
        "exist",
        "exists",
    ];
    let words = text.split(|char: char| !char.is_ascii_alphanumeric());
    let mut telling = words.filter(|word| word.len() >= 4).map(str::to_ascii_lowercase);
    if telling.any(|word| {
        !dull.contains(&word.as_str()) && memmem::find(lower, word.as_bytes()).is_some()
    }) {
        return true;
    }
    let chars: Vec<char> = text.chars().collect();
    let pairs = chars.windows(2).filter(|pair| pair.iter().all(|char| !char.is_ascii()));
    let found = pairs
        .filter(|pair| memmem::find(lower, pair.iter().collect::<String>().as_bytes()).is_some());
    found.take(2).count() == 2
}
