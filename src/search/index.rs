//! BM25F postings over the entries of one code set: built by the build script for `codes.toml`, and
//! at the first query for a user's file.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use crate::codes::set::Entry;
use crate::search::document::{Field, FieldText, Thesaurus};
use crate::search::tokenizer::{Kind, Token};
use crate::search::weights::{IndexWeights, Weights};

/// A term of the index.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Term {
    /// Start of its text; it ends at the next term's.
    pub(crate) text: u32,
    /// Start of its postings; they end at the next term's.
    pub(crate) postings: u32,
}

/// A Latin word as the entries write it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Surface {
    /// Start of its text; it ends at the next one's.
    pub(crate) text: u32,
    /// The term it is stemmed to.
    pub(crate) term: u32,
}

/// A term in an entry.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Posting<'i> {
    /// The entry's position among those indexed.
    pub(crate) entry: usize,
    /// The field in which the term weighs most.
    pub(crate) field: Field,
    /// The saturated term frequency over all fields, 255 for 1.
    frequency: u8,
    /// The phrases of the entry that have the term; [`SYNONYM_BIT`] is set if only by a synonym.
    phrases: &'i [u8],
}

/// Set in the number of a phrase that has a term by a synonym.
const SYNONYM_BIT: u8 = 0x80;
/// The most phrases of a posting that are kept.
const MAX_PHRASES: usize = 31;

impl<'i> Posting<'i> {
    fn new(entry: usize, field: Field, frequency: f32, phrases: &'i [u8]) -> Self {
        let phrases = &phrases[..phrases.len().min(MAX_PHRASES)];
        Self { entry, field, frequency: quantized(frequency * 255.0), phrases }
    }

    /// The phrases that have the term, each with whether only by a synonym.
    pub(crate) fn phrases(self) -> impl Iterator<Item = (usize, bool)> {
        self.phrases
            .iter()
            .map(|&phrase| (usize::from(phrase & !SYNONYM_BIT), phrase & SYNONYM_BIT != 0))
    }

    /// The same posting with its entry `start` positions later.
    pub(crate) fn shifted(self, start: usize) -> Self {
        Self { entry: self.entry + start, ..self }
    }

    /// The saturated term frequency: above 0, below 1.
    pub(crate) fn frequency(self) -> f32 {
        f32::from(self.frequency) / 255.0
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it saturates")]
fn quantized(number: f32) -> u8 {
    number as u8
}

/// The postings of a term, ascending by entry. Each is packed as the distance to the entry before
/// (seven bits a byte, the lowest first), the field beside the number of phrases, the frequency, and
/// the phrases: half the size of plain rows, which is 5 % of the program.
pub(crate) struct Postings<'i> {
    packed: &'i [u8],
    entry: usize,
}

impl Postings<'_> {
    fn pack(postings: &[Posting<'_>], packed: &mut Vec<u8>) {
        let mut before = 0;
        for posting in postings {
            let mut distance = posting.entry - before;
            while distance > 0x7f {
                packed.push(distance.to_le_bytes()[0] | 0x80);
                distance >>= 7;
            }
            let phrases = posting.phrases.len().to_le_bytes()[0];
            packed.push(distance.to_le_bytes()[0]);
            packed.extend([posting.field as u8 | phrases << 3, posting.frequency]);
            packed.extend(posting.phrases);
            before = posting.entry;
        }
    }
}

impl<'i> Iterator for Postings<'i> {
    type Item = Posting<'i>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut shift = 0;
        loop {
            let (&byte, rest) = self.packed.split_first()?;
            self.packed = rest;
            self.entry += usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                break;
            }
            shift += 7;
        }
        let (&[field, frequency], rest) = self.packed.split_first_chunk()?;
        let (phrases, rest) = rest.split_at_checked(usize::from(field >> 3))?;
        self.packed = rest;
        let field = Field::ALL[usize::from(field & 7)];
        Some(Posting { entry: self.entry, field, frequency, phrases })
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Index {
    /// The texts of the terms, sorted and joined: ASCII first, then Chinese.
    pub(crate) text: Cow<'static, str>,
    /// The last one has no text and marks the ends.
    pub(crate) terms: Cow<'static, [Term]>,
    /// See [`Postings`].
    pub(crate) postings: Cow<'static, [u8]>,
    /// The weight of each phrase of each entry, in quarters of an idf.
    pub(crate) phrases: Cow<'static, [u8]>,
    /// Where the phrases of each entry end.
    pub(crate) phrase_ends: Cow<'static, [u32]>,
    /// The texts of the surfaces, sorted and joined.
    pub(crate) surface_text: Cow<'static, str>,
    /// The last one has no text and marks the end.
    pub(crate) surfaces: Cow<'static, [Surface]>,
}

impl Index {
    /// Indexes entries; their positions in `entries` identify them.
    pub(crate) fn build(
        entries: &[Entry<'_>],
        thesaurus: &Thesaurus,
        weights: &IndexWeights,
    ) -> Self {
        let mut terms = TermIds::default();
        let documents: Vec<Vec<Text>> =
            entries.iter().map(|entry| terms.occurrences(thesaurus.texts(*entry))).collect();
        let average = average_lengths(&documents);
        let found: Vec<HashMap<u32, Found>> =
            documents.iter().map(|texts| frequencies(texts, &average, weights)).collect();
        let mut postings: Vec<Vec<Posting<'_>>> = vec![Vec::new(); terms.ids.len()];
        for (entry, terms) in found.iter().enumerate() {
            for (&term, found) in terms {
                let frequency = found.frequency / (weights.k1 + found.frequency);
                let posting = Posting::new(entry, found.field, frequency, &found.phrases);
                postings[term as usize].push(posting);
            }
        }
        let idf: Vec<f32> =
            postings.iter().map(|postings| idf(entries.len(), postings.len())).collect();
        let (mut phrases, mut phrase_ends) = (Vec::new(), Vec::new());
        for texts in &documents {
            let weights = texts.iter().filter(|text| text.phrase.is_some());
            phrases.extend(weights.map(|text| quantized(phrase_weight(text, &idf) * QUARTERS)));
            phrase_ends.push(offset(phrases.len()));
        }
        let sorted: BTreeMap<&str, u32> =
            terms.ids.iter().map(|(term, id)| (&**term, *id)).collect();
        let (mut text, mut rows, mut packed) = (String::new(), Vec::new(), Vec::new());
        let mut places = vec![0; sorted.len()];
        for (place, (term, id)) in sorted.into_iter().enumerate() {
            rows.push(Term { text: offset(text.len()), postings: offset(packed.len()) });
            text.push_str(term);
            Postings::pack(&postings[id as usize], &mut packed);
            places[id as usize] = offset(place);
        }
        rows.push(Term { text: offset(text.len()), postings: offset(packed.len()) });
        let (mut surface_text, mut surfaces) = (String::new(), Vec::new());
        for (surface, id) in &terms.surfaces {
            surfaces.push(Surface { text: offset(surface_text.len()), term: places[*id as usize] });
            surface_text.push_str(surface);
        }
        surfaces.push(Surface { text: offset(surface_text.len()), term: 0 });
        Self {
            text: text.into(),
            terms: rows.into(),
            postings: packed.into(),
            phrases: phrases.into(),
            phrase_ends: phrase_ends.into(),
            surface_text: surface_text.into(),
            surfaces: surfaces.into(),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.terms.len() - 1
    }

    pub(crate) fn term(&self, id: usize) -> &str {
        &self.text[self.terms[id].text as usize..self.terms[id + 1].text as usize]
    }

    /// Each surface with its term.
    pub(crate) fn surfaces(&self) -> impl Iterator<Item = (usize, &str)> {
        self.surfaces.windows(2).map(|pair| {
            let text = &self.surface_text[pair[0].text as usize..pair[1].text as usize];
            (pair[0].term as usize, text)
        })
    }

    /// Where the phrases of an entry begin.
    pub(crate) fn phrase_start(&self, entry: usize) -> usize {
        entry.checked_sub(1).map_or(0, |before| self.phrase_ends[before] as usize)
    }

    /// The weight of the words of a phrase, by its place among all.
    pub(crate) fn phrase_weight(&self, phrase: usize) -> f32 {
        f32::from(self.phrases[phrase]) / QUARTERS
    }

    pub(crate) fn postings(&self, id: usize) -> Postings<'_> {
        let (start, end) = (self.terms[id].postings, self.terms[id + 1].postings);
        Postings { packed: &self.postings[start as usize..end as usize], entry: 0 }
    }

    /// The position of the first term that is not before `term`.
    pub(crate) fn lower_bound(&self, term: &str) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.term(middle) < term { low = middle + 1 } else { high = middle }
        }
        low
    }

    pub(crate) fn find(&self, term: &str) -> Option<usize> {
        let at = self.lower_bound(term);
        (at < self.len() && self.term(at) == term).then_some(at)
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).expect("a code set is smaller than 4 GiB")
}

/// Inverse document frequency, as in BM25.
pub(crate) fn idf(all: usize, holding: usize) -> f32 {
    let (all, holding) = (all as f32, holding as f32);
    (1.0 + (all - holding + 0.5) / (holding + 0.5)).ln()
}

/// Steps of the weight of a phrase.
const QUARTERS: f32 = 4.0;

fn phrase_weight(text: &Text, idf: &[f32]) -> f32 {
    let mut seen = HashSet::new();
    let words = text.tokens.iter().filter(|token| seen.insert(token.term));
    words.map(|token| token.weight * idf[token.term as usize]).sum()
}

/// The text of a field, as numbers of terms: a large file has far more tokens than terms.
struct Text {
    field: Field,
    phrase: Option<u8>,
    tokens: Vec<Occurrence>,
}

#[derive(Clone, Copy)]
struct Occurrence {
    term: u32,
    kind: Kind,
    /// What the token adds to the weight of its phrase.
    weight: f32,
}

#[derive(Default)]
struct TermIds {
    ids: HashMap<String, u32>,
    surfaces: BTreeMap<String, u32>,
}

impl TermIds {
    fn occurrences(&mut self, texts: Vec<FieldText>) -> Vec<Text> {
        let mut occurrence = |token: Token| {
            let weight = match token.kind {
                Kind::Part | Kind::Synonym => 0.0,
                Kind::Word => Weights::DEFAULT.of_word(&token.surface),
                kind => Weights::DEFAULT.of_kind(kind),
            };
            let term = self.id(token.term);
            if !token.surface.is_empty() && !self.surfaces.contains_key(&token.surface) {
                self.surfaces.insert(token.surface, term);
            }
            Occurrence { kind: token.kind, term, weight }
        };
        let text = |text: FieldText| Text {
            field: text.field,
            phrase: text.phrase,
            tokens: text.tokens.into_iter().map(&mut occurrence).collect(),
        };
        texts.into_iter().map(text).collect()
    }

    fn id(&mut self, term: String) -> u32 {
        let next = offset(self.ids.len());
        *self.ids.entry(term).or_insert(next)
    }
}

/// The number of words of each field.
fn lengths(texts: &[Text]) -> [f32; Field::ALL.len()] {
    let mut lengths = [0.0; Field::ALL.len()];
    for text in texts {
        let is_word = |token: &&Occurrence| matches!(token.kind, Kind::Word | Kind::HanPair);
        lengths[text.field as usize] += text.tokens.iter().filter(is_word).count() as f32;
    }
    lengths
}

fn average_lengths(documents: &[Vec<Text>]) -> [f32; Field::ALL.len()] {
    let mut average = [0.0; Field::ALL.len()];
    for texts in documents {
        let lengths = lengths(texts);
        average.iter_mut().zip(lengths).for_each(|(sum, of)| *sum += of / documents.len() as f32);
    }
    average
}

/// A term of an entry.
struct Found {
    /// The weighted frequency over all fields.
    frequency: f32,
    /// The field in which the term weighs most, and its weight there.
    field: Field,
    gain: f32,
    phrases: Vec<u8>,
}

fn frequencies(
    texts: &[Text],
    average: &[f32; Field::ALL.len()],
    weights: &IndexWeights,
) -> HashMap<u32, Found> {
    let lengths = lengths(texts);
    let mut terms: HashMap<u32, Found> = HashMap::new();
    let mut seen = HashSet::new();
    for text in texts {
        let at = text.field as usize;
        let relative = lengths[at] / average[at].max(1.0);
        let weight = weights.fields[at] / (1.0 - weights.b + weights.b * relative);
        for token in &text.tokens {
            let kind = match token.kind {
                Kind::Word | Kind::HanPair | Kind::Direction => 1.0,
                Kind::Part => weights.part,
                Kind::Han => weights.han,
                Kind::Synonym => weights.synonym,
            };
            let repeated =
                if seen.insert((text.field, token.term)) { 1.0 } else { weights.repeated };
            let gain = weight * kind * repeated;
            let empty = Found { frequency: 0.0, field: text.field, gain: 0.0, phrases: Vec::new() };
            let found = terms.entry(token.term).or_insert(empty);
            found.frequency += gain;
            if gain > found.gain {
                (found.field, found.gain) = (text.field, gain);
            }
            let Some(phrase) = text.phrase else { continue };
            if found.phrases.last().is_none_or(|last| last & !SYNONYM_BIT != phrase) {
                let is_synonym = token.kind == Kind::Synonym;
                found.phrases.push(if is_synonym { phrase | SYNONYM_BIT } else { phrase });
            }
        }
    }
    terms
}

#[cfg(test)]
mod tests {
    use super::{Field, Posting, Postings, SYNONYM_BIT};

    #[test]
    fn packed_postings_read_back_unchanged() {
        let entries = [0, 1, 128, 255, 383, 511, 20_000, 5_000_000];
        let posting = |(at, &entry): (usize, &usize)| {
            let phrases = &[1, 2, 3 | SYNONYM_BIT][..at % 4];
            Posting::new(entry, Field::ALL[at % Field::ALL.len()], at as f32 / 9.0, phrases)
        };
        for first in 0..entries.len() {
            let postings: Vec<Posting<'_>> =
                entries[first..].iter().enumerate().map(posting).collect();
            let mut packed = Vec::new();
            Postings::pack(&postings, &mut packed);
            assert!(Postings { packed: &packed, entry: 0 }.eq(postings), "{first}");
        }
    }
}
