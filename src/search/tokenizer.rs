//! Splits a text into the tokens that the index and queries compare: Latin words in lower case and
//! stemmed, and Chinese characters, single and in pairs.

use crate::search::fold::fold;
use crate::search::stemmer::stem;

/// A token of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// What is compared: the stem of a Latin word, or one or two Chinese characters.
    pub(crate) term: String,
    /// A Latin word as written, in lower case; typos are found by it. Empty for other tokens.
    pub(crate) surface: String,
    pub(crate) kind: Kind,
    /// Byte range in the text; empty for tokens that are added to it.
    pub(crate) start: usize,
    pub(crate) end: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A word of Latin letters and digits.
    Word,
    /// A part of a compound: `user` in `UserSig`.
    Part,
    /// One Chinese character.
    Han,
    /// Two neighboring Chinese characters.
    HanPair,
    /// A synonym of a token; only in the index.
    Synonym,
    /// Who did it to whom; only in phrases and clauses.
    Direction,
}

impl Token {
    /// A token that is added to a text.
    pub(crate) fn added(term: impl Into<String>, kind: Kind) -> Self {
        Self { term: term.into(), surface: String::new(), kind, start: 0, end: 0 }
    }
}

/// The tokens of a text, in order, without stop words.
pub(crate) fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some(&(start, first)) = chars.peek() {
        let class = class(first);
        let mut end = start;
        while let Some((at, char)) = chars.next_if(|&(_, char)| self::class(char) == class) {
            end = at + char.len_utf8();
        }
        match class {
            Class::Latin => latin(text, start, end, &mut tokens),
            Class::Han => han(text, start, end, &mut tokens),
            Class::Separator => {}
        }
    }
    tokens
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Latin,
    Han,
    Separator,
}

fn class(char: char) -> Class {
    match fold(char) {
        char if char.is_ascii_alphanumeric() => Class::Latin,
        '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' => Class::Han,
        _ => Class::Separator,
    }
}

fn latin(text: &str, start: usize, end: usize, tokens: &mut Vec<Token>) {
    let letters: Vec<(usize, char)> =
        text[start..end].char_indices().map(|(at, char)| (start + at, fold(char))).collect();
    let mut push = |from: usize, to: usize, kind| {
        let lower: String =
            letters[from..to].iter().map(|(_, char)| char.to_ascii_lowercase()).collect();
        if !is_stop_word(&lower) {
            let end = letters.get(to).map_or(end, |(at, _)| *at);
            let (term, start) = (stem(&lower), letters[from].0);
            tokens.push(Token { term, surface: lower, kind, start, end });
        }
    };
    push(0, letters.len(), Kind::Word);
    let mut from = 0;
    for to in 1..=letters.len() {
        let ends = to == letters.len();
        if (ends && from > 0) || (!ends && begins_part(&letters, to)) {
            push(from, to, Kind::Part);
            from = to;
        }
    }
}

/// Whether a part of a compound begins at `at`: `user|Sig`, `JSON|Packet`, `100|MB`.
fn begins_part(letters: &[(usize, char)], at: usize) -> bool {
    let (before, here) = (letters[at - 1].1, letters[at].1);
    let before_small = letters.get(at + 1).is_some_and(|(_, next)| next.is_ascii_lowercase());
    before.is_ascii_digit() != here.is_ascii_digit()
        || here.is_ascii_uppercase() && (before.is_ascii_lowercase() || before_small)
}

fn han(text: &str, start: usize, end: usize, tokens: &mut Vec<Token>) {
    let mut before: Option<(usize, char)> = None;
    for (at, char) in text[start..end].char_indices() {
        let folded = fold(char);
        let (at, end) = (start + at, start + at + char.len_utf8());
        if !STOP_CHARACTERS.contains(folded) {
            tokens.push(Token { start: at, end, ..Token::added(folded, Kind::Han) });
        }
        if let Some((start, before)) = before {
            let pair = String::from_iter([before, folded]);
            tokens.push(Token { start, end, ..Token::added(pair, Kind::HanPair) });
        }
        before = Some((at, folded));
    }
}

/// Chinese function words.
pub(crate) const STOP_CHARACTERS: &str =
    "的了是在我你他她它们这那有和与就都也很吗呢吧啊么什怎为及或被把让给对从到";

/// English function words, and words that say only that something failed; sorted.
pub(crate) const STOP_WORDS: &[&str] = &[
    "a", "about", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "because",
    "been", "but", "by", "can", "cause", "could", "d", "did", "do", "does", "doesn", "doing",
    "don", "err", "error", "for", "from", "get", "gets", "getting", "give", "gives", "got", "had",
    "has", "have", "he", "her", "him", "his", "how", "i", "if", "im", "in", "into", "is", "isn",
    "it", "its", "ll", "m", "may", "me", "my", "now", "of", "on", "or", "our", "re", "s", "say",
    "says", "she", "should", "so", "some", "t", "than", "that", "the", "their", "them", "then",
    "there", "they", "this", "to", "us", "ve", "was", "we", "were", "what", "when", "where",
    "which", "while", "who", "why", "will", "with", "would", "you", "your",
];

pub(crate) fn is_stop_word(lower: &str) -> bool {
    STOP_WORDS.binary_search(&lower).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{Kind, STOP_WORDS, tokenize};

    #[test]
    fn compounds_give_the_word_and_its_parts() {
        let terms = |text: &str| {
            tokenize(text).into_iter().map(|token| (token.term, token.kind)).collect::<Vec<_>>()
        };
        let expected = [("usersig", Kind::Word), ("user", Kind::Part), ("sig", Kind::Part)];
        assert_eq!(terms("UserSig"), expected.map(|(term, kind)| (term.to_owned(), kind)));
        assert_eq!(terms("SDKAppID").len(), 4);
        assert_eq!(
            terms("100MB").iter().map(|(term, _)| &term[..]).collect::<Vec<_>>(),
            ["100mb", "100", "mb"]
        );
        assert_eq!(terms("ＵｓｅｒＳｉｇ"), terms("UserSig"));
    }

    #[test]
    fn chinese_gives_characters_and_pairs() {
        let terms: Vec<String> =
            tokenize("签名过期!").into_iter().map(|token| token.term).collect();
        assert_eq!(terms, ["签", "名", "签名", "过", "名过", "期", "过期"]);
    }

    #[test]
    fn stop_words_are_sorted() {
        assert!(STOP_WORDS.is_sorted());
    }
}
