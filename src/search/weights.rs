//! Every constant of the search, in one place, so that a test can change each and print what it is
//! worth.

use crate::search::fillers::is_filler;
use crate::search::tokenizer::Kind;

/// The constants that the index holds the results of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct IndexWeights {
    /// The weight of each field, in the order of `Field::ALL`.
    pub(crate) fields: [f32; 6],
    /// BM25 k1: term-frequency saturation.
    pub(crate) k1: f32,
    /// BM25 b: how much a long field takes from each of its terms.
    pub(crate) b: f32,
    /// A part of a compound, relative to a word or a pair of Chinese characters.
    pub(crate) part: f32,
    /// A single Chinese character.
    pub(crate) han: f32,
    /// A synonym.
    pub(crate) synonym: f32,
    /// A token that the field has already.
    pub(crate) repeated: f32,
}

/// The constants that are read with a query.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weights {
    /// Confidence in a frequent term that the word abbreviates.
    pub(crate) abbreviated: f32,
    /// Penalty per typo, divided by the length of the term.
    pub(crate) typo: f32,
    /// Confidence in two terms for one word, or in one term for two words.
    pub(crate) compound: f32,
    /// Weight of a word that no index has, relative to the rarest term.
    pub(crate) unknown: f32,
    /// Weight of a pair of Chinese characters relative to a word.
    pub(crate) han_pair: f32,
    /// Weight of a Chinese character relative to a word.
    pub(crate) han: f32,
    /// Weight of the term for who did it to whom.
    pub(crate) direction: f32,
    /// Weight of a number relative to a word: a limit helps, a line number does not.
    pub(crate) number: f32,
    /// Weight of a word of politeness or advice.
    pub(crate) filler: f32,
    /// Share of the score that the best phrase of an entry decides.
    pub(crate) phrase: f32,
    /// The same for a query of a word or two, which is a phrase itself.
    pub(crate) phrase_short: f32,
    /// Share of a phrase's score that does not depend on how much of the phrase is in the query.
    pub(crate) loose: f32,
    /// What a synonym in a phrase counts.
    pub(crate) phrase_synonym: f32,
    /// Exponent of a clause's share of the query's weight, a factor of the clause's score.
    pub(crate) clause: f32,
    /// Gain of an entry whose name the query abbreviates.
    pub(crate) name: f32,
    /// Factor for entries that only SDKs of the past have, unless the query asks for them.
    pub(crate) legacy: f32,
    /// Gain per step of how often a code is met.
    pub(crate) met: f32,
    /// The same for a query of a word or two, which fits many entries alike.
    pub(crate) met_short: f32,
    /// The least evidence for a result: the root of its score and of the number of its terms, times
    /// the square of the share of the query that any entry has. One rare word in common with a
    /// query of unknown words is chance; several known words with a low score are a symptom.
    pub(crate) evidence: f32,
    /// Results below this share of the best are dropped.
    pub(crate) tail: f32,
}

impl IndexWeights {
    pub(crate) const DEFAULT: Self = Self {
        fields: [3.4, 2.45, 2.4, 0.95, 0.45, 0.2],
        k1: 2.1,
        b: 0.3,
        part: 0.8,
        han: 0.6,
        synonym: 0.2,
        repeated: 0.33,
    };
}

impl Weights {
    /// The weight of a kind of token relative to a word.
    pub(crate) fn of_kind(&self, kind: Kind) -> f32 {
        match kind {
            Kind::HanPair => self.han_pair,
            Kind::Han => self.han,
            Kind::Direction => self.direction,
            Kind::Word | Kind::Part | Kind::Synonym => 1.0,
        }
    }

    /// The factor for a Latin word in lower case: 1 if it says something.
    pub(crate) fn of_word(&self, lower: &str) -> f32 {
        if is_filler(lower) { self.filler } else { 1.0 }
    }

    pub(crate) const DEFAULT: Self = Self {
        abbreviated: 0.75,
        typo: 1.5,
        compound: 0.8,
        unknown: 0.49,
        han_pair: 0.33,
        han: 0.6,
        direction: 0.9,
        number: 0.73,
        filler: 0.18,
        phrase: 0.2,
        phrase_short: 0.5,
        loose: 0.7,
        phrase_synonym: 0.48,
        clause: 0.9,
        name: 0.3,
        legacy: 0.97,
        met: 0.01,
        met_short: 0.1,
        evidence: 0.5,
        tail: 0.3,
    };
}
