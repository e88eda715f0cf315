//! Constant names by abbreviation: `usrsigexp` is in `ERR_USER_SIG_EXPIRED`.

use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;

/// Fewer letters are in many names by chance.
const SHORTEST: usize = 4;
/// No name is longer; a longer abbreviation matches nothing.
const LONGEST: usize = 128;
/// The least share of a perfect match.
const MIN_SIMILARITY: f32 = 0.6;

/// How closely a name has the letters of `text` in their order: above 0, at most 1. None if `text`
/// cannot abbreviate a name.
pub(crate) fn matcher(text: &str) -> Option<impl Fn(&str) -> Option<f32>> {
    if text.len() > 2 * LONGEST {
        return None;
    }
    let letters: String = text.chars().filter(|char| !matches!(char, ' ' | '_')).collect();
    if !(SHORTEST..=LONGEST).contains(&letters.len())
        || !letters.bytes().all(|byte| byte.is_ascii_alphanumeric())
    {
        return None;
    }
    let matcher = SkimMatcherV2::default().ignore_case();
    let perfect = matcher.fuzzy_match(&letters, &letters).unwrap_or(1) as f32;
    Some(move |name: &str| {
        // Rejects most names at a fraction of the matcher's cost.
        let mut rest = name.bytes();
        let has_letter = |letter: u8| rest.any(|other| other.eq_ignore_ascii_case(&letter));
        if !letters.bytes().all(has_letter) {
            return None;
        }
        let score = matcher.fuzzy_match(name, &letters)? as f32 / perfect;
        (score >= MIN_SIMILARITY).then_some(score.min(1.0))
    })
}

/// Fewer letters may be a word of their own.
const SHORTEST_JOINED: usize = 8;

/// Whether a text may be a constant without the signs between its parts.
pub(super) fn may_be_joined(text: &str) -> bool {
    (SHORTEST_JOINED..=LONGEST).contains(&text.len())
        && (text.bytes().all(|byte| byte.is_ascii_lowercase())
            || text.bytes().all(|byte| byte.is_ascii_uppercase()))
}

/// Whether several parts of `name` in a row are `joined`; true if they are all but its `ERR_`.
pub(super) fn has_joined(name: &str, joined: &str) -> Option<bool> {
    let short = name.strip_prefix("ERR_").unwrap_or(name);
    let starts = std::iter::once(0).chain(short.match_indices('_').map(|(at, _)| at + 1));
    starts.into_iter().find_map(|start| {
        let (mut rest, mut parts) = (joined, 0);
        for part in short[start..].split('_') {
            let (own, others) = rest.split_at_checked(part.len())?;
            if !own.eq_ignore_ascii_case(part) {
                return None;
            }
            (rest, parts) = (others, parts + 1);
            if rest.is_empty() {
                return (parts > 1).then_some(short.len() == joined.len() + parts - 1);
            }
        }
        None
    })
}
