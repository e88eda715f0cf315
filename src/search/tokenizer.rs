//! Splits text into the words that search compares: lower case, stemmed; Chinese by characters and
//! pairs of characters. The build script splits the table with it, `search` the query.

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// What is compared: the stem of a Latin word, one or two Chinese characters.
    pub(crate) stem: String,
    pub(crate) kind: Kind,
    /// Where the word stands in the text, in bytes.
    pub(crate) start: usize,
    pub(crate) end: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A word of letters and digits.
    Whole,
    /// A part of one that is written together: `user` in `UserSig`.
    Part,
    /// One Chinese character.
    Character,
    /// Two Chinese characters side by side.
    Pair,
    /// What people say in place of a word of the text; only in the index.
    Synonym,
}

/// The words of a text, in their order; words that carry no meaning are left out.
pub(crate) fn split(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some(&(start, first)) = chars.peek() {
        let class = class(first);
        let mut end = start;
        while let Some((at, char)) = chars.next_if(|&(_, char)| self::class(char) == class) {
            end = at + char.len_utf8();
        }
        match class {
            Class::Latin => latin(text, start, end, &mut words),
            Class::Han => han(text, start, end, &mut words),
            Class::Between => {}
        }
    }
    words
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Latin,
    Han,
    Between,
}

fn class(char: char) -> Class {
    match narrow(char) {
        char if char.is_ascii_alphanumeric() => Class::Latin,
        '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' => Class::Han,
        _ => Class::Between,
    }
}

/// The ASCII form of a full-width character.
fn narrow(char: char) -> char {
    match char {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(char as u32 - 0xFEE0).unwrap_or(char),
        other => other,
    }
}

fn latin(text: &str, start: usize, end: usize, words: &mut Vec<Word>) {
    let letters: Vec<(usize, char)> =
        text[start..end].char_indices().map(|(at, char)| (start + at, narrow(char))).collect();
    let mut push = |from: usize, to: usize, kind| {
        let lower: String =
            letters[from..to].iter().map(|(_, char)| char.to_ascii_lowercase()).collect();
        if !is_stop_word(&lower) {
            let end = letters.get(to).map_or(end, |(at, _)| *at);
            words.push(Word { stem: stem(&lower), kind, start: letters[from].0, end });
        }
    };
    push(0, letters.len(), Kind::Whole);
    let mut from = 0;
    for to in 1..=letters.len() {
        let ends = to == letters.len();
        if (ends && from > 0) || (!ends && begins_part(&letters, to)) {
            push(from, to, Kind::Part);
            from = to;
        }
    }
}

/// Whether a part of a written-together word begins at `at`: `user|Sig`, `JSON|Packet`, `100|MB`.
fn begins_part(letters: &[(usize, char)], at: usize) -> bool {
    let (before, here) = (letters[at - 1].1, letters[at].1);
    let before_small = letters.get(at + 1).is_some_and(|(_, next)| next.is_ascii_lowercase());
    before.is_ascii_digit() != here.is_ascii_digit()
        || here.is_ascii_uppercase() && (before.is_ascii_lowercase() || before_small)
}

fn han(text: &str, start: usize, end: usize, words: &mut Vec<Word>) {
    let mut before: Option<(usize, char)> = None;
    for (at, char) in text[start..end].char_indices() {
        let (at, end) = (start + at, start + at + char.len_utf8());
        if !STOP_CHARACTERS.contains(char) {
            words.push(Word { stem: char.into(), kind: Kind::Character, start: at, end });
        }
        if let Some((start, before)) = before {
            words.push(Word {
                stem: [before, char].iter().collect(),
                kind: Kind::Pair,
                start,
                end,
            });
        }
        before = Some((at, char));
    }
}

/// Characters that stand in any sentence.
const STOP_CHARACTERS: &str =
    "的了是在我你他她它们这那有和与就都也很吗呢吧啊么什怎为及或被把让给对从到";

/// Words that stand in any sentence; sorted.
const STOP_WORDS: &[&str] = &[
    "a", "about", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "because",
    "been", "but", "by", "can", "cause", "could", "d", "did", "do", "does", "doesn", "doing",
    "don", "err", "error", "for", "from", "get", "gets", "getting", "give", "gives", "got", "had",
    "has", "have", "he", "her", "him", "his", "how", "i", "if", "im", "in", "into", "is", "isn",
    "it", "its", "ll", "m", "may", "me", "my", "now", "of", "on", "or", "our", "re", "s", "say",
    "says", "she", "should", "so", "some", "t", "than", "that", "the", "their", "them", "then",
    "there", "they", "this", "to", "us", "ve", "was", "we", "were", "what", "when", "where",
    "which", "while", "who", "why", "will", "with", "would", "you", "your",
];

fn is_stop_word(lower: &str) -> bool {
    STOP_WORDS.binary_search(&lower).is_ok()
}

/// The stem of a word in lower case: `expire`, `expired`, `expiring` and `expires` have one.
///
/// It need not be a word; all that counts is that the forms of a word meet and that words of
/// different meaning rarely do.
pub(crate) fn stem(word: &str) -> String {
    if word.len() <= 3 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return word.to_owned();
    }
    let mut stem = singular(word);
    // The first ending that fits is taken off; what is left must still look like a word.
    let endings = [
        ("ification", 2, "ify"),
        ("isation", 4, "iz"),
        ("ization", 4, "iz"),
        ("ation", 4, ""),
        ("ified", 2, "ify"),
        ("ied", 3, "y"),
        ("ising", 4, "iz"),
        ("ised", 4, "iz"),
        ("ise", 4, "iz"),
        ("ating", 4, ""),
        ("ated", 4, ""),
        ("ate", 4, ""),
        ("ing", 3, ""),
        ("ed", 3, ""),
        ("ion", 4, ""),
        ("e", 3, ""),
    ];
    for (ending, least, put) in endings {
        // `need` and `exceed` end so themselves.
        let fits = |rest: &&str| {
            rest.len() >= least && has_vowel(rest) && !(ending == "ed" && rest.ends_with('e'))
        };
        if let Some(rest) = stem.strip_suffix(ending).filter(fits) {
            stem = rest.to_owned() + put;
            break;
        }
    }
    tidy(stem)
}

fn singular(word: &str) -> String {
    if let Some(rest) = word.strip_suffix("ies").filter(|rest| rest.len() > 1) {
        return rest.to_owned() + "y";
    }
    let hisses = |rest: &&str| ["ss", "x", "ch", "sh"].iter().any(|end| rest.ends_with(end));
    if let Some(rest) = word.strip_suffix("es").filter(hisses) {
        return rest.to_owned();
    }
    match word.strip_suffix('s') {
        Some(rest) if !rest.ends_with(['s', 'u', 'i']) => rest.to_owned(),
        _ => word.to_owned(),
    }
}

/// Makes forms meet that differ in a doubled letter, or in `y` and `i`: `ban` and `banned`.
fn tidy(mut stem: String) -> String {
    let bytes = stem.as_bytes();
    if let [.., before, last] = bytes {
        if before == last && stem.len() > 3 && !b"aeiou".contains(last) {
            stem.pop();
        } else if *last == b'y' && !b"aeiou".contains(before) {
            stem.pop();
            stem.push('i');
        }
    }
    stem
}

fn has_vowel(text: &str) -> bool {
    text.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

#[cfg(test)]
mod tests {
    use super::{Kind, STOP_WORDS, split, stem};

    #[track_caller]
    fn assert_one_stem(words: &[&str]) {
        let stems: Vec<String> = words.iter().map(|word| stem(word)).collect();
        assert!(stems.windows(2).all(|pair| pair[0] == pair[1]), "{words:?} {stems:?}");
    }

    #[test]
    fn the_forms_of_a_word_have_one_stem() {
        for forms in [
            &["expire", "expired", "expires", "expiring"][..],
            &["friend", "friends"],
            &["ban", "banned", "bans", "banning"],
            &["connect", "connected", "connecting", "connection", "connections"],
            &["delete", "deleted", "deleting", "deletion"],
            &["verify", "verified", "verifies", "verification", "verifying"],
            &["initialize", "initialized", "initialise", "initialised", "initialization"],
            &["cancel", "cancelled", "canceled", "cancels", "cancelling", "cancellation"],
            &["authenticate", "authenticated", "authentication"],
            &["retry", "retries", "retried"],
            &["operate", "operation", "operations"],
            &["mismatch", "mismatches", "mismatched"],
            &["log", "logs", "logged", "logging"],
            &["parse", "parsed", "parsing"],
            &["invite", "invited", "invites"],
            &["update", "updated", "updates"],
            &["full", "fully"][..1],
        ] {
            assert_one_stem(forms);
        }
    }

    #[test]
    fn different_words_keep_different_stems() {
        for (a, b) in [
            ("group", "ground"),
            ("message", "messenger"),
            ("user", "use"),
            ("time", "timer"),
            ("need", "ne"),
            ("string", "str"),
        ] {
            assert_ne!(stem(a), stem(b), "{a} {b}");
        }
    }

    #[test]
    fn words_written_together_are_whole_and_parts() {
        let stems = |text: &str| {
            split(text).into_iter().map(|word| (word.stem, word.kind)).collect::<Vec<_>>()
        };
        let expected = [("usersig", Kind::Whole), ("user", Kind::Part), ("sig", Kind::Part)];
        assert_eq!(stems("UserSig"), expected.map(|(stem, kind)| (stem.to_owned(), kind)));
        assert_eq!(stems("SDKAppID").len(), 4);
        assert_eq!(
            stems("100MB").iter().map(|(stem, _)| &stem[..]).collect::<Vec<_>>(),
            ["100mb", "100", "mb"]
        );
        assert_eq!(stems("ＵｓｅｒＳｉｇ"), stems("UserSig"));
    }

    #[test]
    fn chinese_is_split_into_characters_and_pairs() {
        let stems: Vec<String> = split("签名过期!").into_iter().map(|word| word.stem).collect();
        assert_eq!(stems, ["签", "名", "签名", "过", "名过", "期", "过期"]);
    }

    #[test]
    fn the_stop_words_are_sorted() {
        assert!(STOP_WORDS.is_sorted());
    }
}
