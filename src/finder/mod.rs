//! Finds error codes in the bytes of a log, a crash report or a chat message.
//!
//! First a few fragments of words are searched for, which is fast; only around a hit are numbers
//! read and judged. Nothing here knows of files or terminals.

mod bytes;
mod context;
mod cues;
mod key;
pub(crate) mod list;
mod number;
mod rules;
mod topic;
mod vocabulary;

use std::ops::Range;

use memchr::{memchr, memchr2_iter, memmem, memrchr};

use crate::codes::catalog::Catalog;
use crate::codes::set::{Code, Table};
use crate::finder::list::list;
use bytes::Words;
use context::{Context, REACH};
use number::Number;

/// A code at a place in a text.
///
/// ```
/// use imcode::{Catalog, Finder};
///
/// let catalog = Catalog::builtin();
/// let found = Finder::new(&catalog).find(b"errcode=-10001");
/// assert_eq!((found[0].start, found[0].end), (8, 14));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// Where it begins, in bytes; a minus sign belongs to it.
    pub start: usize,
    /// Where it ends, in bytes.
    pub end: usize,
    /// The code; [`Catalog::code`] has the entries that stand for it.
    pub code: Code,
}

/// Finds the codes of a catalog in texts of any encoding that holds ASCII, and of any length.
///
/// A number is a code where what stands around it says so: a key (`ErrorCode`, `错误码`), an error
/// word (`failed (10025)`, `报6012`), the words that describe it, or a sentence that names this
/// product and counts nothing. A number in a line that names another product, or that looks like
/// another service's answer about something else, is none. A constant's name is a code wherever it
/// stands. A number that only a range holds, as 120001-130000, needs a key. A code that no table
/// knows is never found, nor is 0, which says that all is well.
///
/// ```
/// use imcode::{Catalog, Finder};
///
/// let catalog = Catalog::builtin();
/// let log = b"09:12:44.070 I 6012-6014 Login failed, code:6206|msg:userSig expired\n";
/// let found = Finder::new(&catalog).find(log);
/// assert_eq!(found.len(), 1);
/// assert_eq!(&log[found[0].start..found[0].end], b"6206");
/// assert_eq!(found[0].code.get(), 6206);
/// ```
#[derive(Debug)]
pub struct Finder<'c> {
    catalog: &'c Catalog,
    known: Known,
    loose: bool,
    /// The names in the order of their bytes.
    names: Vec<(&'c str, Code)>,
    /// Whether there are names that begin otherwise than the embedded constants.
    other_names: bool,
}

impl<'c> Finder<'c> {
    /// How far around a number it is looked, in bytes. Whoever cuts a text into pieces keeps this
    /// much of it on both sides and asks [`find_in`](Self::find_in) for what lies between.
    ///
    /// ```
    /// assert!(imcode::Finder::REACH < 1 << 16);
    /// ```
    pub const REACH: usize = REACH + LONGEST;

    /// A finder of the codes in `catalog`.
    ///
    /// ```
    /// use imcode::{Catalog, Finder};
    ///
    /// let catalog = Catalog::builtin();
    /// assert_eq!(Finder::new(&catalog).find(b"ERR_USER_SIG_EXPIRED")[0].code.get(), 6206);
    /// ```
    #[must_use]
    pub fn new(catalog: &'c Catalog) -> Self {
        let names = names(catalog);
        let other_names = names.iter().any(|(name, _)| !name.contains(CONSTANT));
        Self { catalog, known: Known::new(catalog), loose: false, names, other_names }
    }

    /// Takes every known number that stands alone, whatever is written around it.
    ///
    /// ```
    /// use imcode::{Catalog, Finder};
    ///
    /// let catalog = Catalog::builtin();
    /// assert!(Finder::new(&catalog).find(b"6206 6208").is_empty());
    /// assert_eq!(Finder::new(&catalog).loose().find(b"6206 6208").len(), 2);
    /// ```
    #[must_use]
    pub fn loose(mut self) -> Self {
        self.loose = true;
        self
    }

    /// The codes in `text`, in the order in which they stand there. A line break ends what can be
    /// said of a number; the text may have any number of lines.
    ///
    /// ```
    /// use imcode::{Catalog, Finder};
    ///
    /// let catalog = Catalog::builtin();
    /// let found = Finder::new(&catalog).find("报错6012\nerror code: 70001".as_bytes());
    /// assert!(found.iter().map(|finding| finding.code.get()).eq([6012, 70001]));
    /// ```
    #[must_use]
    pub fn find(&self, text: &[u8]) -> Vec<Finding> {
        self.find_in(text, 0..text.len())
    }

    /// The codes that begin inside `within`; the rest of `text` only tells what they are.
    ///
    /// ```
    /// use imcode::{Catalog, Finder};
    ///
    /// let catalog = Catalog::builtin();
    /// let log = b"errcode=6012 errcode=70001";
    /// let found = Finder::new(&catalog).find_in(log, 13..log.len());
    /// assert!(found.iter().map(|finding| finding.code.get()).eq([70001]));
    /// ```
    ///
    /// # Panics
    ///
    /// Where `within` is no part of `text`.
    #[must_use]
    pub fn find_in(&self, text: &[u8], within: Range<usize>) -> Vec<Finding> {
        assert!(within.start <= within.end && within.end <= text.len(), "a part of the text");
        let mut leads = Leads::default();
        let from = within.start.saturating_sub(REACH);
        let to = text.len().min(within.end + REACH);
        for start in (from..to).step_by(BLOCK) {
            let block = start..to.min(start + BLOCK);
            if self.loose {
                let overlapping = block.start..to.min(block.end + CONSTANT.len());
                let constants = memmem::find_iter(&text[overlapping], CONSTANT);
                leads.names.extend(constants.map(|at| block.start + at));
            } else {
                self.lead(text, block.clone(), &mut leads);
            }
            if self.other_names {
                lead_to_names(text, block, &mut leads);
            }
        }
        let mut findings = Vec::new();
        let places = if self.loose { vec![within.clone()] } else { leads.places() };
        let mut next = within.start;
        for place in places {
            let begin = next.max(place.start);
            let end = place.end.min(within.end);
            for digits in numbers(text, begin..end) {
                findings
                    .extend(self.judge(text, digits).filter(|found| within.contains(&found.start)));
            }
            next = next.max(end);
        }
        let named = leads.names.iter().filter_map(|&at| self.name_at(text, at));
        findings.extend(named.filter(|found| within.contains(&found.start)));
        findings.sort_unstable_by_key(|found| (found.start, found.end));
        findings.dedup();
        findings
    }

    /// Where in a block it is worth while to read numbers.
    fn lead(&self, text: &[u8], block: Range<usize>, leads: &mut Leads) {
        let overlapping = block.start..text.len().min(block.end + LONGEST);
        let bytes = &text[overlapping];
        WORDS.each(bytes, |word, hit| {
            let at = block.start + hit.start;
            if word < KEYS {
                self.follow_key(text, block.start + hit.end, leads);
                return;
            }
            if text[at..].starts_with(CONSTANT.as_bytes()) {
                leads.names.push(at);
            }
            self.follow_error(text, at, leads);
        });
        self.follow_chinese(text, block.clone(), leads);
        if block.start == 0 {
            self.follow_line(text, 0, leads);
        }
        for at in memchr2_iter(b'\n', b')', &text[block.clone()]) {
            let at = block.start + at;
            if text[at] == b'\n' {
                self.follow_line(text, at + 1, leads);
            } else {
                self.follow_bracket(text, at, leads);
            }
        }
    }

    /// A key of a number was found: is there a known number behind it?
    fn follow_key(&self, text: &[u8], after: usize, leads: &mut Leads) {
        let rest = &text[after..text.len().min(after + NEAR)];
        let gap = rest.iter().take_while(|&&byte| is_gap(byte)).count();
        let place = || after..after + key_line(rest).len();
        match rest.get(gap) {
            // Most are `code:0`.
            None | Some(b'0') => {}
            Some(b'1'..=b'9') => {
                let digits = after + gap;
                let count =
                    text[digits..].iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
                let listed = text.get(digits + count).is_some_and(|&byte| {
                    matches!(byte, b',' | b'/' | b' ' | b';' | b'|' | b'&' | 0x80..)
                });
                if self.reads_known(text, digits) || (listed && count > 2) {
                    leads.places.push(place());
                }
            }
            // `returned 6012`
            Some(b'u') if gap == 0 => {
                let near = key_line(&rest[..rest.len().min(RETURNED)]);
                let digits = near.iter().position(u8::is_ascii_digit);
                if digits.is_some_and(|at| self.reads_known(text, after + at)) {
                    leads.places.push(place());
                }
            }
            // `code is 6012`, `codes 6012`, `code/desc: 6012`; not `decode|code:0`.
            Some(byte) if byte.is_ascii_alphabetic() || matches!(byte, b'/' | b',') => {
                let filled = gap > 0 && byte.is_ascii_alphabetic() && rest[gap - 1] != b'|';
                let joined = gap == 0 && (!byte.is_ascii_alphabetic() || rest.starts_with(b"s"));
                if (filled || joined) && self.has_known(text, place()) {
                    leads.places.push(place());
                }
            }
            Some(0x80.. | b'_' | b'%' | b'\n') => leads.places.push(place()),
            Some(_) => {}
        }
    }

    /// An error word was found: any known number of its line may be told by it.
    fn follow_error(&self, text: &[u8], at: usize, leads: &mut Leads) {
        let from = at.saturating_sub(REACH);
        let from = memrchr(b'\n', &text[from..at]).map_or(from, |newline| from + newline + 1);
        let to = text.len().min(at + REACH);
        let to = memchr(b'\n', &text[at..to]).map_or(to, |newline| at + newline);
        // Several such words in one line are common.
        if leads.line != (from..to) {
            leads.line = from..to;
            if self.has_known(text, from..to) {
                leads.places.push(from..to);
            }
        }
    }

    fn follow_chinese(&self, text: &[u8], block: Range<usize>, leads: &mut Leads) {
        for start in block.clone().step_by(STRETCH) {
            let end = text.len().min(start + STRETCH + LONGEST_WIDE);
            if text[start..end].is_ascii() {
                continue;
            }
            CHINESE.each(&text[start..end], |_, hit| {
                self.follow_error(text, start + hit.start, leads);
            });
        }
    }

    /// A bracket closes: does it hold a known number?
    fn follow_bracket(&self, text: &[u8], close: usize, leads: &mut Leads) {
        let from = close.saturating_sub(7);
        let count = text[from..close].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        if count > 2 && self.reads_known(text, close - count) {
            leads.places.push(close - count..close);
        }
    }

    /// A line begins: is the first thing in it a known number, or a list that may hold one?
    fn follow_line(&self, text: &[u8], start: usize, leads: &mut Leads) {
        // Most lines begin with a date or a word.
        if !text.get(start).is_some_and(|&byte| MARKS[usize::from(byte)] || byte.is_ascii_digit())
            || text.get(start + 4) == Some(&b'-')
        {
            return;
        }
        let mut digits = start;
        while text.get(digits).is_some_and(|&byte| MARKS[usize::from(byte)]) && digits < start + 16
        {
            digits += 1;
        }
        let mut end = digits;
        let mut value = 0;
        while let Some(byte @ b'0'..=b'9') = text.get(end).filter(|_| end < digits + 7) {
            value = value * 10 + i32::from(byte - b'0');
            end += 1;
        }
        if end < digits + 3 {
            return;
        }
        let listed =
            text.get(end).is_some_and(|&byte| byte == b'/' || byte == b',' || byte >= 0x80);
        if listed || self.known.has_digits(value) {
            let near = &text[start..text.len().min(start + NEAR)];
            leads.places.push(start..start + memchr(b'\n', near).unwrap_or(near.len()));
        }
    }

    /// Whether a known number, of either sign, stands in `place`.
    fn has_known(&self, text: &[u8], place: Range<usize>) -> bool {
        let (mut value, mut digits) = (0_i32, 0);
        for &byte in &text[place] {
            if byte.is_ascii_digit() {
                value = value.wrapping_mul(10).wrapping_add(i32::from(byte - b'0'));
                digits += 1;
                continue;
            }
            if (1..10).contains(&digits) && self.known.has_digits(value) {
                return true;
            }
            (value, digits) = (0, 0);
        }
        (1..10).contains(&digits) && self.known.has_digits(value)
    }

    fn reads_known(&self, text: &[u8], digits: usize) -> bool {
        Number::read_known(text, digits, |code| self.known.has(code)).is_some()
    }

    fn judge(&self, text: &[u8], digits: usize) -> Option<Finding> {
        let number = Number::read_known(text, digits, |code| self.known.has(code))?;
        let context = || Context::new(self.catalog, text, number);
        let accepted = rules::classify(context()).confidence.is_some();
        (accepted || self.loose && context().is_separate()).then(|| Finding {
            start: number.start,
            end: number.end,
            code: Code::new(number.value),
        })
    }

    /// The constant whose name has a byte at `at`.
    fn name_at(&self, text: &[u8], at: usize) -> Option<Finding> {
        let from = at.saturating_sub(LONGEST);
        let before = text[from..at].iter().rev().take_while(|&&byte| bytes::is_word(byte)).count();
        let to = text.len().min(at + LONGEST);
        let start = at - before;
        let end = at + bytes::first_word(&text[at..to]).len();
        let name = std::str::from_utf8(&text[start..end]).ok()?;
        let found = self.names.binary_search_by_key(&name, |(name, _)| name).ok()?;
        Some(Finding { start, end, code: self.names[found].1 })
    }
}

/// No name, and no fragment with what must follow it, is longer.
const LONGEST: usize = 128;
/// A block is searched for one fragment after the other, so it has to stay in the cache.
const BLOCK: usize = 1 << 16;
/// Texts are mostly ASCII; one character beyond it makes this many bytes be searched for Chinese.
const STRETCH: usize = 1 << 8;
/// No fragment in Chinese, Japanese or Korean is longer.
const LONGEST_WIDE: usize = 16;
/// How far behind a key a number is looked for.
const NEAR: usize = 96;
/// As [`NEAR`], behind the beginning of `returned`.
const RETURNED: usize = 24;

/// What cannot be told to be harmless without a look around it.
#[derive(Default)]
struct Leads {
    places: Vec<Range<usize>>,
    /// What was last searched for known numbers.
    line: Range<usize>,
    names: Vec<usize>,
}

impl Leads {
    fn places(&mut self) -> Vec<Range<usize>> {
        self.places.sort_unstable_by_key(|place| place.start);
        std::mem::take(&mut self.places)
    }
}

/// Pieces of words in ASCII that are searched for. Every word by which a number is told to be a
/// code has one of these, or of [`CHINESE`], in it; the first [`KEYS`] stand before a number, the
/// others anywhere in the line.
static WORDS: Words = Words::new(list![
    "code", "Code", "CODE", "ret", "Ret", "esult", "xception", //
    "err", "Err", "ERR", "fail", "Fail", "FAIL", "encent", "IMSDK", "imsdk", "V2TIM", "hrow",
    "nvalid", "rSig",
]);
const KEYS: usize = 7;

/// Pieces of words in Chinese, Japanese or Korean, anywhere in the line.
static CHINESE: Words = Words::new(list![
    "错",
    "錯",
    "码",
    "碼",
    "报",
    "報",
    "返回",
    "回传",
    "回傳",
    "提示",
    "异常",
    "異常",
    "失败",
    "失敗",
    "抛",
    "收到",
    "出现",
    "遇到",
    "碰到",
    "关于",
    "有误",
    "原因",
    "超时",
    "过期",
    "非法",
    "被踢",
    "不足",
    "无效",
    "代码",
    "什么",
    "什麼",
    "怎么",
    "怎麼",
    "如何",
    "代表",
    "表示",
    "表明",
    "意味",
    "问题",
    "腾讯",
    "云通",
    "即时通信",
    "登录",
    "消息",
    "群",
    "好友",
    "会话",
    "区别",
    "→",
    "lỗi",
    "ошибк",
    "弹",
    "必现",
    "偶现",
    "就",
    "一直",
    "全是",
    "有时",
    "大量",
    "变",
    "出来",
    "接口",
    "解决",
    "エラー",
    "에러",
    "오류"
]);

/// The beginning of every constant of the embedded table.
const CONSTANT: &str = "ERR_";

/// Names that can be told from words, by their bytes. Those of the embedded table that do not
/// begin as its constants do are left out: searching for them costs more than all the rest.
fn names(catalog: &Catalog) -> Vec<(&str, Code)> {
    let telling = |name: &str, source: &str| {
        let own = name.contains(CONSTANT) || source != "builtin";
        own && name.contains('_') && (6..LONGEST).contains(&name.len())
    };
    let entries = catalog.tables().flat_map(Table::entries);
    let mut names: Vec<(&str, Code)> = entries
        .filter(|entry| entry.code().get() != 0)
        .flat_map(|entry| {
            entry.name().into_iter().chain(entry.aliases()).map(move |name| (name, entry))
        })
        .filter(|(name, entry)| telling(name, entry.source()))
        .map(|(name, entry)| (name, entry.code()))
        .collect();
    // Stable: the table asked first comes first.
    names.sort_by_key(|(name, _)| *name);
    names.dedup_by_key(|(name, _)| *name);
    names
}

/// Which numbers have an entry, answered at once.
#[derive(Debug)]
struct Known {
    /// Single codes from 0 on, as far as they fit.
    low: Bits,
    /// The digits of any code, as far as they fit.
    unsigned: Bits,
    others: Vec<i32>,
    ranges: Vec<(i32, i32)>,
}

impl Known {
    /// The codes of all products known to us are smaller.
    const LOW: i32 = 1 << 17;

    fn new(catalog: &Catalog) -> Self {
        let mut known = Self {
            low: Bits::new(Self::LOW),
            unsigned: Bits::new(Self::LOW),
            others: Vec::new(),
            ranges: Vec::new(),
        };
        for entry in catalog.tables().flat_map(Table::entries) {
            let code = entry.code().get();
            let last = entry.through().map_or(code, Code::get);
            for value in code.max(1 - Self::LOW)..=last.min(Self::LOW - 1) {
                known.unsigned.set(value.unsigned_abs());
            }
            match entry.through() {
                Some(_) => known.ranges.push((code, last)),
                None if (0..Self::LOW).contains(&code) => known.low.set(code.unsigned_abs()),
                None => known.others.push(code),
            }
        }
        known.others.sort_unstable();
        known
    }

    /// Whether a number of these digits is known, with a minus sign or without one.
    fn has_digits(&self, value: i32) -> bool {
        match value {
            0..Self::LOW => value != 0 && self.unsigned.get(value.unsigned_abs()),
            _ => self.has(value) || self.has(-value),
        }
    }

    /// 0 says that nothing went wrong.
    fn has(&self, value: i32) -> bool {
        let single = match value {
            0..Self::LOW => self.low.get(value.unsigned_abs()),
            _ => self.others.binary_search(&value).is_ok(),
        };
        value != 0
            && (single || self.ranges.iter().any(|&(first, last)| (first..=last).contains(&value)))
    }
}

/// A set of small numbers.
#[derive(Debug)]
struct Bits(Vec<u64>);

impl Bits {
    fn new(size: i32) -> Self {
        Self(vec![0; size.unsigned_abs() as usize / 64])
    }

    fn set(&mut self, value: u32) {
        self.0[value as usize / 64] |= 1 << (value % 64);
    }

    fn get(&self, value: u32) -> bool {
        self.0[value as usize / 64] >> (value % 64) & 1 == 1
    }
}

/// What follows a key in its line. A dump breaks its lines between key and number.
fn key_line(rest: &[u8]) -> &[u8] {
    match memchr(b'\n', rest) {
        Some(end) if rest[..end].ends_with(b"=>") => {
            let number = end + 1;
            let end = memchr(b'\n', &rest[number..]).map_or(rest.len(), |end| number + end);
            &rest[..end]
        }
        Some(end) => &rest[..end],
        None => rest,
    }
}

/// Any name has an underscore.
fn lead_to_names(text: &[u8], block: Range<usize>, leads: &mut Leads) {
    let mut from = block.start;
    while let Some(at) = memchr(b'_', &text[from..block.end]) {
        leads.names.push(from + at);
        let word = bytes::first_word(&text[from + at..block.end]);
        from += at + word.len();
    }
}

/// Where the digits of each number in `place` begin.
fn numbers(text: &[u8], place: Range<usize>) -> impl Iterator<Item = usize> {
    let digit = |at: usize| text[at].is_ascii_digit();
    place.filter(move |&at| digit(at) && (at == 0 || !digit(at - 1)))
}

/// What may stand between a key and its number, in ASCII.
fn is_gap(byte: u8) -> bool {
    matches!(
        byte,
        b' ' | b'\t'
            | b'"'
            | b'\''
            | b'`'
            | b'\\'
            | b':'
            | b'='
            | b'>'
            | b'<'
            | b'('
            | b'['
            | b'{'
            | b'}'
            | b']'
            | b')'
            | b'!'
            | b'#'
            | b'*'
            | b'?'
            | b'&'
            | b';'
            | b'|'
            | b'~'
            | b'-'
    )
}

/// What may stand before the first number of a line, in ASCII or as an opening bracket.
const MARKS: [bool; 256] = {
    let marks = b" \t#>*|-\"'`([\xE3\x80\x90\xEF\xBC\x88";
    let mut table = [false; 256];
    let mut at = 0;
    while at < marks.len() {
        table[marks[at] as usize] = true;
        at += 1;
    }
    table
};
