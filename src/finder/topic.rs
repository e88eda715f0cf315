//! Topic checks: is the line about this product, about another vendor, or about what the code means?

use memchr::memmem;

use super::bytes::is_word;
use super::context::Context;
use super::vocabulary;

impl Context<'_> {
    /// Whether the line names this product.
    pub(super) fn is_about_this_product(&self) -> bool {
        names_us(self.line, self.lower())
    }

    /// Whether the line names this product, if only as `IM`.
    pub(super) fn may_be_about_this_product(&self) -> bool {
        self.is_about_this_product() || has_word(self.line, "IM")
    }

    /// Whether the clause, or else the line, names another product and not this one.
    pub(super) fn is_about_another_product(&self) -> bool {
        if vocabulary::namesake::SUBSTRINGS.are_in(self.lower()) {
            return true;
        }
        // Codes of push services, which are named with them.
        let of_push = (-302..=-190).contains(&self.number.value);
        if of_push || !vocabulary::vendor::SUBSTRINGS.are_in(self.lower()) {
            return false;
        }
        let clause = self.clause();
        let lower = clause.to_ascii_lowercase();
        if vocabulary::vendor::SUBSTRINGS.are_in(&lower) {
            return !names_us(clause, &lower);
        }
        !has_word(clause, "IM") && !self.is_about_this_product()
    }

    /// Whether the line is about a shop or the like, and not about a chat.
    fn is_business(&self) -> bool {
        let lower = self.lower();
        vocabulary::business::SUBSTRINGS.are_in(lower)
            && !vocabulary::chat::SUBSTRINGS.are_in(lower)
            && !self.may_be_about_this_product()
            && !self.is_described_in(lower)
    }

    /// The clause that the number is in.
    fn clause(&self) -> &[u8] {
        let ends = ["，", "。", "；", "！", "？", ", ", "; ", ". "].map(str::as_bytes);
        let (before, after) = self.line.split_at(self.left.len());
        let start = ends.iter().filter_map(|end| Some(memmem::rfind(before, end)? + end.len()));
        let stop = ends.iter().filter_map(|end| memmem::find(after, end)).min();
        &self.line[start.max().unwrap_or(0)..before.len() + stop.unwrap_or(after.len())]
    }

    /// Whether it is in a reply of another service.
    pub(super) fn is_foreign_reply(&self) -> bool {
        self.is_business() || self.is_foreign_envelope()
    }

    /// Whether it is in `{"code":…,"msg":…,"data":…}` or `{"errcode":…,"errmsg":…}` that says
    /// nothing of what its entries describe.
    fn is_foreign_envelope(&self) -> bool {
        let lower = self.lower();
        let has = |key: &str| memmem::find(lower, key.as_bytes()).is_some();
        // Most lines have none, and what follows is slow.
        if !has("\"code") && !has("\"errcode") && !has("\"errorcode") {
            return false;
        }
        let quoted = |key: &str| has(&format!("\"{key}\"")) || has(&format!("\\\"{key}\\\""));
        // The bindings of this product print `errCode`.
        let wechat = memmem::find(self.line, b"\"errcode").is_some() && quoted("errmsg");
        let status = ["data", "timestamp", "success", "traceid", "requestid", "result"];
        let generic = quoted("code")
            && (quoted("msg") || quoted("message") && status.iter().any(|key| quoted(key)));
        let business = (has("\"errcode") || has("\"errorcode") || quoted("code"))
            && vocabulary::business::SUBSTRINGS.are_in(lower);
        let other = business || ((wechat || generic) && !self.is_described_in(lower));
        other && !self.is_about_this_product()
    }

    /// Whether the line shares a word with the description of the code.
    pub(super) fn is_described_nearby(&self) -> bool {
        self.is_described_in(self.lower())
    }

    /// Whether text in lower case shares a word with the description of the code.
    pub(super) fn is_described_in(&self, lower: &[u8]) -> bool {
        self.entries().any(|entry| {
            let texts = [entry.summary(), entry.detail().unwrap_or_default()];
            texts.into_iter().chain(entry.keywords()).any(|text| shares_words(text, lower))
        })
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
fn names_us(text: &[u8], lower: &[u8]) -> bool {
    vocabulary::product::SUBSTRINGS.are_in(lower) || has_word(text, "TIM")
}

/// Whether a text has a word that is not part of a longer one.
pub(super) fn has_word(text: &[u8], word: &str) -> bool {
    memmem::find_iter(text, word).any(|at| {
        let before = at.checked_sub(1).and_then(|at| text.get(at));
        let after = text.get(at + word.len());
        ![before, after].into_iter().flatten().any(|&byte| is_word(byte))
    })
}

/// Whether a word of `text` that is no stop word, or two pairs of its Chinese characters, are in
/// `lower`.
fn shares_words(text: &str, lower: &[u8]) -> bool {
    let split = text.split(|char: char| !char.is_ascii_alphanumeric());
    let mut words = split.filter(|word| word.len() >= 4).map(str::to_ascii_lowercase);
    if words.any(|word| {
        !vocabulary::stop_word::WORDS.contain(word.as_bytes())
            && memmem::find(lower, word.as_bytes()).is_some()
    }) {
        return true;
    }
    let chars: Vec<char> = text.chars().collect();
    let pairs = chars.windows(2).filter(|pair| pair.iter().all(|char| !char.is_ascii()));
    let found = pairs
        .filter(|pair| memmem::find(lower, pair.iter().collect::<String>().as_bytes()).is_some());
    found.take(2).count() == 2
}
