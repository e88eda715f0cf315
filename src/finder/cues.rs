//! Contextual cues that a number is, or is not, an error code if no key precedes it.

use super::bytes::{self, contains_any, ends_with_any};
use super::context::{Context, DESCRIPTION};
use super::key::{self, Key};
use super::topic::has_word;
use super::vocabulary;

impl Context<'_> {
    /// Whether it is the key of a map in a line about errors: `errors by code: {"6012": 40}`.
    pub(super) fn is_map_key(&self) -> bool {
        let quoted = self.left.ends_with(b"\"") && self.right.starts_with(b"\":");
        let equals = matches!(self.right, [b'=', b'1'..=b'9', ..]);
        (quoted || equals)
            && self.is_plausible()
            && self.may_be_about_this_product()
            && self.is_talk_of_errors()
    }

    /// Whether an error word follows: `6012错误`, `6012 error`, `6012 ERR_REQUEST_TIMEOUT`.
    pub(super) fn is_called_error(&self) -> bool {
        let rest = past_closers(self.after_list());
        if vocabulary::after_code::PREFIXES.begin(rest) {
            return true;
        }
        let word = bytes::first_word(rest);
        let level = word.iter().all(u8::is_ascii_uppercase);
        let constant =
            rest.strip_prefix(b",").map_or(word, |rest| bytes::first_word(past_closers(rest)));
        // `114000|code:70001`: a key of what follows.
        let key = matches!(rest.get(word.len()), Some(b':' | b'=' | b'"')) && key::is_code(word);
        (!level && !key && vocabulary::after_code::WORDS.contain(word))
            || constant.to_ascii_lowercase().starts_with(b"err_")
    }

    /// Whether it is in brackets behind a complaint: `group id is taken (10025)`.
    pub(super) fn is_bracketed_after_complaint(&self) -> bool {
        let pairs = [("(", ")"), ("（", "）"), ("【", "】"), ("[", "]"), ("<", ">"), ("{", "}")];
        let bracketed = pairs.iter().find_map(|(open, close)| {
            let before = self.left.strip_suffix(open.as_bytes())?;
            self.right.starts_with(close.as_bytes()).then_some((*open, bytes::trim_end(before)))
        });
        let Some((open, before)) = bracketed else { return false };
        let complains = complains(&before.to_ascii_lowercase());
        match open {
            // These hold threads and processes too.
            "[" | "{" | "<" => {
                let sentence = complains && self.is_talk() && !before.is_ascii();
                (sentence || self.is_described_in(self.line))
                    && !self.right.starts_with(b"]:")
                    && !before.last().is_some_and(|byte| byte.is_ascii_digit() || *byte == b']')
            }
            _ => (complains || self.is_described_in(self.line)) && !self.right.starts_with(b"):"),
        }
    }

    /// Whether a Chinese sentence reports it: `还有7006，发图的时候报的`, `6012请求超时`.
    pub(super) fn is_in_chinese_report(&self) -> bool {
        let lower = self.lower();
        let before = bytes::trim_end(self.left);
        let rest = bytes::trim_start(self.right);
        let joined = vocabulary::joint::SUFFIXES.end(before);
        let clause = ends_with_any(
            before,
            &["，", "。", "：", "；", "、", "？", "！", "（", "(", "【", "“"],
        );
        let pause = key::ends_clean(self.right) && !bytes::starts_with_wide_letter(rest);
        let chat = || vocabulary::chat::SUBSTRINGS.are_in(lower) || has_word(lower, "im");
        let chat = || self.is_talk() && !self.lists_others() && chat();
        if joined && (self.is_talk_of_errors() || chat()) {
            return true;
        }
        if clause && pause && self.is_talk_of_errors() && !before.is_ascii() {
            return contains_any(lower, &["错", "报"]);
        }
        let clause = rest.split(|byte| b",.;".contains(byte)).next().unwrap_or(rest);
        let near = &clause[..clause.len().min(40)];
        bytes::starts_with_wide_letter(rest)
            && vocabulary::complaint_zh::SUBSTRINGS.are_in(near)
            && !before.ends_with(b"#")
    }

    /// Whether it is the object of a verb in a sentence about an error: `I get 6012 when`.
    pub(super) fn is_object_of_verb(&self) -> bool {
        // `bounces with "80004"`
        let quoted = bytes::strip_suffix_any(self.left, QUOTES);
        let left = quoted.unwrap_or(self.left);
        let mut rest = left.trim_ascii_end();
        if rest.len() == left.len() {
            return false;
        }
        for _ in 0..2 {
            let (before, word) = bytes::last_word(rest);
            let word_before = bytes::last_word(before.trim_ascii_end()).1;
            let asked =
                word.eq_ignore_ascii_case(b"is") && word_before.eq_ignore_ascii_case(b"what");
            if asked || vocabulary::verb::WORDS.contain(word) {
                return self.is_object()
                    && (self.is_talk_of_errors()
                        || self.may_be_about_this_product()
                        || self.is_of_call()
                        || self.is_talk_of_chats());
            }
            if !vocabulary::article::WORDS.contain(word) {
                return false;
            }
            rest = before.trim_ascii_end();
        }
        false
    }

    /// Whether it is a case of a switch over errors: `switch (error.code) { case 20009:`
    pub(super) fn is_switch_case(&self) -> bool {
        let case = bytes::last_word(bytes::trim_end(self.left)).1 == b"case";
        case && self.right.starts_with(b":") && contains_any(self.lower(), &["code", "err"])
    }

    /// Whether its meaning is assigned to it in a line about errors: `70009 = UserSig mismatch`.
    pub(super) fn is_definition(&self) -> bool {
        let rest = bytes::trim_start(self.right);
        let marks = &["=", ":", "：", "→", "->", "—", "–", "- "];
        let Some(rest) = bytes::strip_prefix_any(rest, marks) else { return false };
        let rest = bytes::trim_start(rest);
        !rest.first().is_none_or(u8::is_ascii_digit)
            && !self.left.ends_with(b"#")
            && !self.has_clock()
            && self.is_talk_of_errors()
            && self.is_described_in(&near(rest, 48))
    }

    /// Whether it is the process in the head of an Android log line: `W/System.err(10050):`.
    pub(super) fn is_process_id(&self) -> bool {
        let tag = self.left.trim_ascii_end();
        let Some(tag) = tag.strip_suffix(b"(").filter(|_| self.right.starts_with(b"):")) else {
            return false;
        };
        let tag = tag.trim_ascii_end();
        let start = tag.iter().rposition(u8::is_ascii_whitespace).map_or(0, |at| at + 1);
        matches!(&tag[start..], [b'V' | b'D' | b'I' | b'W' | b'E' | b'F' | b'A', b'/', ..])
    }

    /// Whether an arrow or a result precedes it in a line about this product, an error or a push:
    /// `kickGroupMember → 10007`.
    pub(super) fn is_outcome(&self) -> bool {
        let before = bytes::trim_end(self.left);
        let word = bytes::last_word(before).1;
        let result = bytes::strip_suffix_any(before, &[":", "：", "是", "为"]).unwrap_or(before);
        (ends_with_any(before, &["→", "->", "=>", "⇒"])
            || ends_with_any(result, &["结果", "結果"])
            || key::is_result(word, &word.to_ascii_lowercase()))
            && (self.is_about_this_product()
                || self.is_of_call()
                || self.names_web_sdk()
                || self.is_talk_of_errors()
                || vocabulary::push::SUBSTRINGS.are_in(self.lower()))
    }

    /// Whether its constant, with its prefix or without, is beside it: `[ILLEGAL_GROUP_TYPE] 2600`.
    pub(super) fn is_beside_its_name(&self) -> bool {
        let is_between = |byte: &&u8| key::is_mark(**byte);
        let gap = self.left.iter().rev().take_while(is_between).count();
        let before = bytes::last_word(&self.left[..self.left.len() - gap]).1;
        let gap = self.right.iter().take_while(is_between).count();
        let after = bytes::first_word(&self.right[gap..]);
        [before, after].into_iter().filter(|word| key::is_constant(word)).any(|word| {
            let is_name = |name: &str| {
                let prefix = name.as_bytes().strip_suffix(word);
                prefix.is_some_and(|prefix| prefix.is_empty() || prefix.ends_with(b"_"))
            };
            let mut entries = self.entries();
            entries.any(|entry| entry.name().into_iter().chain(entry.aliases()).any(is_name))
        })
    }

    /// Whether its meaning directly follows: `8010 invalid invite id`.
    pub(super) fn precedes_description(&self) -> bool {
        let marks = [" \"", " ", "|", ": "];
        let Some(rest) = bytes::strip_prefix_any(self.right, &marks) else { return false };
        let words = rest.splitn(5, |&byte| byte == b' ').take(4);
        let near = near(rest, words.map(<[u8]>::len).sum::<usize>() + 3);
        near.first().is_some_and(u8::is_ascii_lowercase)
            && vocabulary::complaint::SUBSTRINGS.are_in(&near)
            && self.is_described_in(&near)
    }

    /// Whether it ends a clause of its meaning: `kicked offline 6208`, `消息含敏感词 80001`.
    pub(super) fn follows_description(&self) -> bool {
        let near = self.left[self.left.len().saturating_sub(DESCRIPTION)..].to_ascii_lowercase();
        ends_with_any(self.left, &[" ", "，", "："])
            && key::ends_clean(self.right)
            && self.is_talk()
            && (complains(&near) && self.is_described_in(&near)
                || (!near.is_ascii() || vocabulary::chat::SUBSTRINGS.are_in(&near))
                    && self.is_clearly_described_in(&near))
    }

    /// Whether a call of this product precedes it, up to an arrow or the like:
    /// `joinGroup(id) => 10013`.
    pub(super) fn is_of_call(&self) -> bool {
        let left = bytes::strip_suffix_any(self.left, QUOTES).unwrap_or(self.left);
        let left = bytes::trim_end(left);
        let joints = [":", "→", "->", "=>", " -", "–", "—", " returned", " returns", " got"];
        let Some(call) = bytes::strip_suffix_any(left, &joints) else { return false };
        let call = bytes::trim_end(call);
        let call = call.strip_suffix(b")").map_or(Some(call), before_bracket);
        let Some(call) = call else { return false };
        let word = key::last_part(bytes::last_word(call).1);
        vocabulary::method::SUBSTRINGS.are_in(word) && key::calls(word)
    }

    /// Whether the line is talk of what users of a chat speak of.
    fn is_talk_of_chats(&self) -> bool {
        self.is_talk() && vocabulary::chat::SUBSTRINGS.are_in(self.lower())
    }

    /// Whether a blank or a wide colon precedes it.
    pub(super) fn is_after_blank(&self) -> bool {
        self.left.ends_with(b" ") || self.left.ends_with("：".as_bytes())
    }

    /// Whether it is in a sentence about this product in which nothing says what else it could be.
    /// A log line has a time or fields, and numbers of every kind.
    pub(super) fn is_talk_of_this_product(&self) -> bool {
        // `#6012`, `"6012"`, `value 6012`, `9001: 9002`
        let other = ends_with_any(self.left, &["#", "\"", "value "])
            || bytes::trim_end(self.left)
                .strip_suffix(b":")
                .is_some_and(|before| before.last().is_some_and(u8::is_ascii_digit));
        !other && !self.lists_others() && self.is_talk() && self.may_be_about_this_product()
    }

    /// Whether it continues a list of something else: `the accounts 70003 and 70005`.
    fn lists_others(&self) -> bool {
        let before = self.item_before().map(|number| self.at(number));
        before.is_some_and(|item| item.key == Key::Other)
    }

    /// Whether what follows can follow an object.
    fn is_object(&self) -> bool {
        let rest = self.after_list();
        let word = bytes::first_word(rest.trim_ascii_start());
        key::ends_clean(rest)
            || vocabulary::after_object::WORDS.contain(word)
            || self.is_described_in(&near(rest, 40))
    }

    /// Whether it begins a line that describes it: `10007 | no permission`.
    pub(super) fn starts_description(&self) -> bool {
        let Some(hash) = self.is_leading() else { return false };
        let rest = self.after_list();
        let listed = rest.len() < self.right.len() || ends_with_any(self.left, &["、", "、#"]);
        let rest = past_closers(rest);
        let at = rest.iter().take_while(|byte| b"|:.-,\t ".contains(byte)).count();
        let (marks, rest) = rest.split_at(at);
        let wide = bytes::strip_prefix_any(rest, &["：", "，", "、", "—", "–", "。", "｜"]);
        let marked = wide.is_some() || marks.iter().any(|&byte| byte != b' ');
        let tail = bytes::trim_start(wide.unwrap_or(rest));
        if vocabulary::log_level::PREFIXES.begin(tail)
            || tail.first().is_none_or(u8::is_ascii_digit)
        {
            return false;
        }
        let lower = near(tail, 120);
        let chinese = tail.iter().take(24).any(|byte| (0xE4..0xEF).contains(byte));
        self.is_described_in(&lower)
            || (complains(&lower) && (marked || chinese) && (!hash || listed))
    }

    /// Whether only marks of a list, a heading or a table precede it in its line, and if so whether
    /// `#` is among them.
    pub(super) fn is_leading(&self) -> Option<bool> {
        if !self.from_start {
            return None;
        }
        let rest = self.items_before().last().map_or(self.left, |first| first.left);
        let marks = rest.iter().all(|byte| b" \t#>*|-\"'`([".contains(byte));
        (marks || rest == "【".as_bytes() || rest == "（".as_bytes()).then(|| rest.contains(&b'#'))
    }
}

/// What opens a quotation.
const QUOTES: &[&str] = &["\"", "'", "`", "[", "“", "「"];

/// What precedes the bracket that is open at the end of a text.
fn before_bracket(text: &[u8]) -> Option<&[u8]> {
    let mut depth = 0_u32;
    let open = text.iter().rposition(|byte| {
        depth += u32::from(*byte == b')');
        let opens = *byte == b'(' && depth == 0;
        depth -= u32::from(*byte == b'(' && depth > 0);
        opens
    })?;
    Some(&text[..open])
}

/// Whether text in lower case says that something went wrong.
fn complains(lower: &[u8]) -> bool {
    vocabulary::complaint::SUBSTRINGS.are_in(lower)
        || vocabulary::complaint_zh::SUBSTRINGS.are_in(lower)
}

/// The first bytes of a text, in lower case.
fn near(text: &[u8], length: usize) -> Vec<u8> {
    text[..text.len().min(length)].to_ascii_lowercase()
}

/// What follows the closing brackets, quotes and blanks behind a number.
pub(super) fn past_closers(rest: &[u8]) -> &[u8] {
    let closers = ["\"", "'", "`", ")", "]", "|", "）", "】", "」", "』", "”", "’", "*", ":", "："];
    let rest = bytes::trim_start(rest);
    bytes::strip_prefix_any(rest, &closers).map_or(rest, past_closers)
}
