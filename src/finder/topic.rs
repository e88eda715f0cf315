//! Topic checks: is the line about this product, about another vendor, or about what the code means?

use memchr::memmem;

use super::bytes::{first_word, is_word};
use super::context::Context;
use super::key;
use super::known::Product;
use super::vocabulary;

impl Context<'_> {
    /// Whether the line names this product, or the log is known to be its.
    pub(super) fn is_about_this_product(&self) -> bool {
        self.product() == Product::Assume || names_us(self.line, self.lower())
    }

    /// Whether the line has a class or a method of the Web SDK, or the head of its lines in a console,
    /// and the number is one of its.
    pub(super) fn names_web_sdk(&self) -> bool {
        let head = || self.line.starts_with(b"Chat ") && self.has_clock();
        self.is_of_web_sdk()
            && (vocabulary::web::SUBSTRINGS.are_in(self.line)
                || ["im", "tim"].iter().any(|name| has_word(self.lower(), name))
                || calls_chat(self.line)
                || head())
    }

    /// Whether the line or its record names the Web SDK, or the message says what its code means in
    /// Chinese or in words of a chat.
    pub(super) fn is_about_web_sdk(&self) -> bool {
        let record = || {
            let record = self.record();
            [record.before, record.after].iter().any(|text| {
                vocabulary::web::SUBSTRINGS.are_in(text)
                    || names_us(text, &text.to_ascii_lowercase())
            })
        };
        let is_chat = || !self.line.is_ascii() || vocabulary::chat::SUBSTRINGS.are_in(self.lower());
        self.is_of_web_sdk() && (self.names_web_sdk() || is_chat() && self.is_clear() || record())
    }

    /// Whether a line before it, or what precedes its object, has an address, and neither speaks of a
    /// chat.
    pub(super) fn is_reply_of_another_address(&self) -> bool {
        let object = self.left.iter().position(|&byte| byte == b'{').unwrap_or(0);
        let texts = [self.record().before, &self.left[..object]].map(<[u8]>::to_ascii_lowercase);
        let is_in = |list: &vocabulary::Substrings| texts.iter().any(|text| list.are_in(text));
        let address = texts.iter().any(|text| memmem::find(text, b"://").is_some());
        let im = texts.iter().any(|text| has_word(text, "im"));
        address && !im && !is_in(&vocabulary::chat::SUBSTRINGS)
    }

    /// Whether the record around the line names this product.
    pub(super) fn is_record_of_this_product(&self) -> bool {
        let record = self.record();
        [record.before, record.after].iter().any(|text| names_us(text, &text.to_ascii_lowercase()))
    }

    /// Whether the record around the line names another product.
    pub(super) fn is_record_of_another_product(&self) -> bool {
        let record = self.record();
        let names = |text: &[u8]| {
            let lower = text.to_ascii_lowercase();
            vocabulary::vendor::SUBSTRINGS.are_in(&lower)
                || vocabulary::namesake::SUBSTRINGS.are_in(&lower)
        };
        names(record.before) || names(record.after)
    }

    /// Whether the line names this product, if only as `IM`.
    pub(super) fn may_be_about_this_product(&self) -> bool {
        names_us(self.line, self.lower()) || has_word(self.line, "IM")
    }

    /// Whether the clause, or else the line, names another product and not this one.
    pub(super) fn is_about_another_product(&self) -> bool {
        if self.product() == Product::Assume {
            return false;
        }
        if vocabulary::namesake::SUBSTRINGS.are_in(self.lower()) {
            return true;
        }
        if !vocabulary::vendor::SUBSTRINGS.are_in(self.lower()) || self.is_of_push() {
            return false;
        }
        let clause = self.clause();
        let lower = clause.to_ascii_lowercase();
        if vocabulary::vendor::SUBSTRINGS.are_in(&lower) {
            return !names_us(clause, &lower);
        }
        !has_word(clause, "IM") && !self.is_about_this_product()
    }

    /// Whether it is what a push service of another product answered, which is named with it.
    fn is_of_push(&self) -> bool {
        self.number.value < 0 && self.entries().any(|entry| entry.category().id() == "server.push")
    }

    /// The clause that the number is in.
    fn clause(&self) -> &[u8] {
        let ends = ["，", "。", "；", "！", "？", ", ", "; ", ". "].map(str::as_bytes);
        let (before, after) = self.line.split_at(self.left.len());
        let start = ends.iter().filter_map(|end| Some(memmem::rfind(before, end)? + end.len()));
        let stop = ends.iter().filter_map(|end| memmem::find(after, end)).min();
        &self.line[start.max().unwrap_or(0)..before.len() + stop.unwrap_or(after.len())]
    }

    /// Whether the line is about an error.
    pub(super) fn is_talk_of_errors(&self) -> bool {
        vocabulary::error_talk::SUBSTRINGS.are_in(self.lower())
    }

    /// Whether the line is a sentence rather than a line of a log.
    pub(super) fn is_talk(&self) -> bool {
        !self.has_clock() && !self.line.iter().any(|byte| matches!(byte, b'|' | b'{' | b'='))
    }

    /// Whether the line has a time of day, as log lines do.
    pub(super) fn has_clock(&self) -> bool {
        let digit = |at: usize| self.line.get(at).is_some_and(u8::is_ascii_digit);
        memchr::memchr_iter(b':', self.line)
            .any(|at| at > 1 && digit(at - 2) && digit(at - 1) && digit(at + 1) && digit(at + 2))
    }
}

/// Whether a text names this product; `lower` is the text in lower case.
pub(super) fn names_us(text: &[u8], lower: &[u8]) -> bool {
    vocabulary::product::SUBSTRINGS.are_in(lower)
        || has_word(text, "ErrorInfo")
        || memchr::memchr_iter(b'T', text).any(|at| {
            let is_ours = |word: &[u8]| word == b"TIM" || key::begins_class(word);
            (at == 0 || !is_word(text[at - 1])) && is_ours(first_word(&text[at..]))
        })
}

/// Whether a text calls the Web SDK by the name of its usual variable: `chat.searchCloudMessages`.
fn calls_chat(text: &[u8]) -> bool {
    ["chat.", "tim."].iter().any(|variable| {
        memmem::find_iter(text, variable).any(|at| {
            let method = first_word(&text[at + variable.len()..]);
            method.first().is_some_and(u8::is_ascii_lowercase)
                && method.iter().any(u8::is_ascii_uppercase)
        })
    })
}

/// Whether a text has a word that is not part of a longer one.
pub(super) fn has_word(text: &[u8], word: &str) -> bool {
    let word = word.as_bytes();
    // Most texts have none: no searcher is built for them.
    let mut starts = memchr::memchr_iter(word[0], text).filter(|&at| text[at..].starts_with(word));
    starts.any(|at| {
        let before = at.checked_sub(1).and_then(|at| text.get(at));
        let after = text.get(at + word.len());
        ![before, after].into_iter().flatten().any(|&byte| is_word(byte))
    })
}
