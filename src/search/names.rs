//! Constant names by abbreviation: `usrsigexp` is in `ERR_USER_SIG_EXPIRED`.

use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;

/// Fewer letters are in many names by chance.
const SHORTEST: usize = 4;
/// No name is longer; a longer abbreviation matches nothing.
const LONGEST: usize = 128;
/// The least share of a perfect match.
const MIN_SIMILARITY: f32 = 0.6;

/// Matches names against an abbreviation.
pub(crate) struct NameMatcher {
    matcher: SkimMatcherV2,
    letters: String,
    perfect: f32,
}

impl NameMatcher {
    /// None if `text` cannot abbreviate a name.
    pub(crate) fn new(text: &str) -> Option<Self> {
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
        Some(Self { matcher, letters, perfect })
    }

    /// How closely the name has the letters in their order: above 0, at most 1.
    pub(crate) fn similarity(&self, name: &str) -> Option<f32> {
        // Rejects most names at a fraction of the matcher's cost.
        let mut rest = name.bytes();
        let has_letter = |letter: u8| rest.any(|other| other.eq_ignore_ascii_case(&letter));
        if !self.letters.bytes().all(has_letter) {
            return None;
        }
        let score = self.matcher.fuzzy_match(name, &self.letters)? as f32 / self.perfect;
        (score >= MIN_SIMILARITY).then_some(score.min(1.0))
    }
}
