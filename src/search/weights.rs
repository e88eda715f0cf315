//! Every constant of the search, in one place, so that a test can change each and print what it is
//! worth.

use crate::search::document::Field;
use crate::search::fillers::Says;
use crate::search::tokenizer::Kind;

#[derive(Clone, Copy, Debug)]
pub(crate) struct Weights {
    /// The weight of each field, in the order of `Field::ALL`.
    pub(crate) fields: [f32; Field::ALL.len()],
    /// How much each word of a text takes from the weight of the others.
    pub(crate) b: f32,
    /// BM25 k1: term-frequency saturation.
    pub(crate) k1: f32,
    /// A synonym in the index.
    pub(crate) synonym: f32,
    /// A token that the field has already.
    pub(crate) repeated: f32,
    /// Confidence in a frequent term that the word abbreviates.
    pub(crate) abbreviated: f32,
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
    /// Weight of a word of politeness or advice.
    pub(crate) filler: f32,
    /// Gain per step of how often a code is met, divided by the number of words of the query.
    pub(crate) met: f32,
    /// The least evidence for a result: the root of its score and of the number of its terms, times
    /// the square of the share of the query that any entry has. One rare word in common with a
    /// query of unknown words is chance; several known words with a low score are a symptom.
    pub(crate) evidence: f32,
    /// Results below this share of the best are dropped.
    pub(crate) tail: f32,
    /// Gain of an entry that has all of the query in one phrase.
    pub(crate) phrase: f32,
}

impl Weights {
    pub(crate) const DEFAULT: Self = Self {
        fields: [5.2, 4.0, 2.6, 1.0],
        b: 0.37,
        k1: 2.1,
        synonym: 0.22,
        repeated: 0.45,
        abbreviated: 1.0,
        compound: 0.5,
        unknown: 0.65,
        han_pair: 0.13,
        han: 0.57,
        direction: 0.9,
        filler: 0.46,
        met: 0.14,
        evidence: 0.31,
        tail: 0.25,
        phrase: 0.8,
    };

    /// The weight of each token of a text that has `length` words.
    pub(crate) fn of_text(&self, field: Field, length: usize) -> f32 {
        self.fields[field as usize] / (1.0 + self.b * length as f32)
    }

    /// The weight of a kind of token in the index.
    pub(crate) fn in_index(&self, kind: Kind) -> f32 {
        match kind {
            Kind::Synonym => self.synonym,
            _ => 1.0,
        }
    }

    /// The weight of a word by how much it says; nothing is still a word if it is the only one.
    pub(crate) fn of(&self, says: Says) -> f32 {
        match says {
            Says::Much => 1.0,
            Says::Little => self.filler,
            Says::Nothing => 0.001,
        }
    }

    /// The weight of a kind of token of a query.
    pub(crate) fn in_query(&self, kind: Kind) -> f32 {
        match kind {
            Kind::HanPair => self.han_pair,
            Kind::Han => self.han,
            Kind::Direction => self.direction,
            _ => 1.0,
        }
    }
}
