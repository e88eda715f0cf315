//! What the words of a query stand for: words of the index, and how surely. Called by `search`.
//!
//! A word that the index does not hold stands for those that begin with it, that a slip of the
//! finger makes of it, or that it is put together of.

use std::borrow::Cow;

use crate::search::index::{self, Index};
use crate::search::slips;
use crate::search::tokenizer::{self, Kind, Word};

/// How surely a word is meant by letters that begin it.
const BEGUN: f32 = 0.34;
/// How much doubt a slip leaves, divided by the letters of the word: long words bear more.
const SLIP: f32 = 2.0;
/// How surely two words are meant by one, or one by two.
const TOGETHER: f32 = 0.8;
/// What a word that the index does not know is worth, of the rarest word's worth.
const UNKNOWN: f32 = 0.65;
/// What a pair of Chinese characters tells, of what a word tells.
const PAIR: f32 = 0.3;
/// What a Chinese character tells: it stands in most ways to say a thing, a pair in one.
const CHARACTER: f32 = 0.5;
/// Letters that begin or tear a word; fewer do so by chance.
const LETTERS: usize = 3;

/// Where people meet a code: it says little of what the code means, and an index that does not know
/// it must not take the query for one about something else. `web` and `harmony` beside a push are no
/// such words: they name what some codes are about.
const PLATFORMS: &[&str] = &[
    "ios",
    "iphone",
    "ipad",
    "ipados",
    "android",
    "harmonyos",
    "flutter",
    "dart",
    "uniapp",
    "uni-app",
    "uni app",
    "h5",
    "unity",
    "unity3d",
    "unreal",
    "unreal engine",
    "cocos",
    "electron",
    "rn",
    "react",
    "react native",
    "reactnative",
    "react-native",
    "vue",
    "angular",
    "swift",
    "kotlin",
    "java",
    "javascript",
    "typescript",
    "php",
    "python",
    "golang",
    "nodejs",
    "node.js",
    "objective-c",
    "objc",
    "windows",
    "macos",
    "mac",
    "linux",
    "miniprogram",
    "mini program",
    "wechat",
    "安卓",
    "苹果",
    "鸿蒙",
    "小程序",
    "微信",
    "安卓端",
    "苹果端",
    "鸿蒙端",
    "小程序端",
    "微信小程序",
];

/// Those of them that mean something else in everyday speech.
const EVERYDAY: &[&str] = &[
    "angular", "dart", "electron", "flutter", "java", "mac", "python", "react", "swift", "unity",
    "unreal", "windows",
];

/// A word of a query, and what it may stand for.
pub(crate) struct Guess<'q> {
    pub(crate) typed: &'q str,
    pub(crate) kind: Kind,
    /// Words of the index, and how surely each is meant.
    pub(crate) terms: Vec<(usize, f32)>,
    /// What the word would say in an entry that holds it: its rarity, if it is a whole word.
    pub(crate) worth: f32,
}

impl<'q> Guess<'q> {
    fn new(index: &Index, typed: &'q str, kind: Kind, terms: Vec<(usize, f32)>) -> Self {
        let rarity = terms.iter().map(|(term, _)| index.rarity(*term)).fold(0.0, f32::max);
        let rarity = if terms.is_empty() { index.rarest() * UNKNOWN } else { rarity };
        Self { typed, kind, terms, worth: tells(kind) * rarity }
    }

    /// How surely the index knows the word.
    pub(crate) fn sure(&self) -> f32 {
        self.terms.iter().map(|(_, sure)| *sure).fold(0.0, f32::max)
    }
}

/// What a word of this kind tells, of what a whole word tells.
pub(crate) fn tells(kind: Kind) -> f32 {
    match kind {
        Kind::Pair => PAIR,
        Kind::Character => CHARACTER,
        Kind::Whole | Kind::Part | Kind::Synonym => 1.0,
    }
}

/// The query without the platforms that it names, and those; the query as it stands where nothing
/// else is in it.
pub(crate) fn without_platforms(query: &str) -> (Cow<'_, str>, Vec<&'static str>) {
    let (mut rest, mut platforms) = (String::new(), Vec::new());
    let mut at = 0;
    while let Some(char) = query[at..].chars().next() {
        let begins = !rest.ends_with(is_letter) || !is_letter(char);
        if let Some((platform, length)) = begins.then(|| platform(&query[at..])).flatten() {
            platforms.push(platform);
            rest.push(' ');
            at += length;
        } else {
            rest.push(char);
            at += char.len_utf8();
        }
    }
    if platforms.is_empty() || tokenizer::split(&rest).is_empty() {
        return (query.into(), Vec::new());
    }
    (rest.into(), platforms)
}

/// The longest name of a platform that begins the text, and its length there: `iOS17.4` and
/// `React Native 0.73` are one each.
fn platform(text: &str) -> Option<(&'static str, usize)> {
    let named = |name: &&'static str| {
        text.get(..name.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(name))
    };
    let length = |name: &'static str| {
        if !name.is_ascii() {
            return Some(name.len());
        }
        let rest = &text[name.len()..];
        let number = |char: char| char == '.' || char.is_ascii_digit();
        let mut after = rest.trim_start_matches(number);
        let apart = rest.strip_prefix(' ').map_or(rest, |rest| rest.trim_start_matches(number));
        // A number apart is a version if it has a point: 90001 is a code.
        if rest[..rest.len() - apart.len()].contains('.') {
            after = apart;
        }
        (!after.starts_with(is_letter)).then_some(text.len() - after.len())
    };
    let fitting =
        PLATFORMS.iter().copied().filter(named).filter_map(|name| Some((name, length(name)?)));
    fitting.max_by_key(|(name, _)| name.len())
}

/// Whether the platform's name means something else in everyday speech.
pub(crate) fn is_everyday(platform: &str) -> bool {
    EVERYDAY.contains(&platform)
}

fn is_letter(char: char) -> bool {
    char == '_' || char.is_ascii_alphanumeric()
}

/// The words of `query`, in their order.
pub(crate) fn guess<'q>(index: &Index, query: &'q str) -> Vec<Guess<'q>> {
    let words = tokenizer::split(query);
    let mut guesses = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let typed = &query[word.start..word.end];
        match word.kind {
            Kind::Whole => {
                let parts = words[at + 1..].iter().take_while(|word| word.kind == Kind::Part);
                guesses.extend(whole(index, query, word, parts));
            }
            Kind::Pair | Kind::Character => {
                guesses.push(Guess::new(index, typed, word.kind, exactly(index, &word.stem)));
            }
            // Parts are looked at with their whole.
            Kind::Part | Kind::Synonym => {}
        }
    }
    join(index, query, &words, &mut guesses);
    guesses
}

/// A word; where the index does not know it, its parts.
fn whole<'q, 'w>(
    index: &Index,
    query: &'q str,
    word: &Word,
    parts: impl Iterator<Item = &'w Word>,
) -> Vec<Guess<'q>> {
    let typed = &query[word.start..word.end];
    let known = |typed, terms| Guess::new(index, typed, Kind::Whole, terms);
    let lower = typed.to_ascii_lowercase();
    let terms = terms(index, &word.stem, &lower);
    if !terms.is_empty() {
        return vec![known(typed, terms)];
    }
    let part = |part: &Word| {
        known(&query[part.start..part.end], self::terms(index, &part.stem, &part.stem))
    };
    let parts: Vec<Guess<'q>> = parts.map(part).collect();
    if !parts.is_empty() {
        return parts;
    }
    match torn(index, &lower) {
        Some(both) => both.map(|term| known(typed, vec![(term, TOGETHER)])).into(),
        // A number that stands nowhere tells nothing.
        None if typed.bytes().any(|byte| byte.is_ascii_digit()) => Vec::new(),
        None => vec![known(typed, Vec::new())],
    }
}

fn exactly(index: &Index, stem: &str) -> Vec<(usize, f32)> {
    index.find(stem).map(|term| (term, 1.0)).into_iter().collect()
}

fn terms(index: &Index, stem: &str, lower: &str) -> Vec<(usize, f32)> {
    let mut terms = exactly(index, stem);
    if terms.is_empty() && lower.len() >= LETTERS {
        terms.extend(begun_by(index, lower));
        // The digits of a number are no slips of another.
        if stem.bytes().all(|byte| byte.is_ascii_lowercase()) {
            terms.extend(slips_of(index, stem));
        }
    }
    terms
}

/// Words that begin with what was typed.
fn begun_by(index: &Index, lower: &str) -> impl Iterator<Item = (usize, f32)> {
    let begun = move |term: &usize| index.word(*term).starts_with(lower);
    let sure =
        move |term: usize| BEGUN * (lower.len() as f32 / index.word(term).len() as f32).sqrt();
    (index.lower_bound(lower)..index.len()).take_while(begun).map(move |term| (term, sure(term)))
}

/// Words that were meant where the finger slipped.
fn slips_of(index: &Index, stem: &str) -> impl Iterator<Item = (usize, f32)> {
    let most = match stem.len() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    };
    let letters = index::letters(stem);
    let slipped = move |term: usize| {
        let word = index.word(term);
        // Short words are alike by chance; the first letter is rarely the wrong one.
        let begins = || word.starts_with(&stem[..1]) || stem[1..].starts_with(&word[..1]);
        if most < 2 && !begins() {
            return None;
        }
        let slips = slips::distance(stem, word, most)?;
        Some((term, 1.0 - SLIP * slips as f32 / word.len() as f32))
    };
    // Each slip changes at most two letters of the set.
    let alike = move |term: &usize| {
        let change = || (index::letters(index.word(*term)) ^ letters).count_ones() as usize;
        index.length(*term).abs_diff(stem.len()) <= most && change() <= 2 * most
    };
    (0..if most > 0 { index.latin() } else { 0 }).filter(alike).filter_map(slipped)
}

/// Two words of the index that were typed as one.
fn torn(index: &Index, lower: &str) -> Option<[usize; 2]> {
    (LETTERS..(lower.len() + 1).saturating_sub(LETTERS)).find_map(|at| {
        let (first, second) = lower.split_at_checked(at)?;
        Some([index.find(&tokenizer::stem(first))?, index.find(&tokenizer::stem(second))?])
    })
}

/// Two neighbours may be one word of the index.
fn join(index: &Index, query: &str, words: &[Word], guesses: &mut [Guess<'_>]) {
    let whole: Vec<&Word> = words.iter().filter(|word| word.kind == Kind::Whole).collect();
    for pair in whole.windows(2) {
        let typed = [&query[pair[0].start..pair[0].end], &query[pair[1].start..pair[1].end]];
        if let Some(term) = index.find(&tokenizer::stem(&typed.concat().to_ascii_lowercase())) {
            for guess in guesses.iter_mut().filter(|guess| typed.contains(&guess.typed)) {
                guess.terms.push((term, TOGETHER));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{EVERYDAY, PLATFORMS, without_platforms};

    #[test]
    fn platforms_are_words_of_their_own() {
        for (query, rest, platforms) in [
            ("iOS17.4 login fails", "login fails", &["ios"][..]),
            ("login fails (React Native 0.73)", "login fails ( )", &["react native"]),
            ("android 6208", "6208", &["android"]),
            ("react native: group full", ": group full", &["react native"]),
            ("微信小程序登录失败", "登录失败", &["微信小程序"]),
            ("安卓iphone usersig", "usersig", &["安卓", "iphone"]),
            ("ERR_IOS_KICKED radios", "ERR_IOS_KICKED radios", &[]),
            ("android", "android", &[]),
            ("my android", "my android", &[]),
        ] {
            let (left, named) = without_platforms(query);
            assert_eq!(left.trim(), rest, "{query}");
            assert_eq!(named, platforms, "{query}");
        }
    }

    #[test]
    fn everyday_names_are_platforms() {
        let is_platform = |name| PLATFORMS.contains(name);
        assert!(EVERYDAY.iter().all(is_platform));
    }
}
