//! BM25F postings over the entries of one code set: built by the build script for `codes.toml`, and
//! at the first query for a user's file.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use crate::codes::set::Entry;
use crate::search::document::{Field, Thesaurus};
use crate::search::tokenizer::{Kind, Token};

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
pub(crate) struct Posting {
    /// The entry's position among those indexed.
    pub(crate) entry: usize,
    /// The field in which the term weighs most.
    pub(crate) field: Field,
    /// The saturated term frequency over all fields, 255 for 1.
    frequency: u8,
}

impl Posting {
    fn new(entry: usize, field: Field, frequency: f32) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 255")]
        let frequency = (frequency * 255.0) as u8;
        Self { entry, field, frequency }
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

/// The postings of a term, ascending by entry. Each is packed as the distance to the entry before
/// (seven bits a byte, the lowest first), the field and the frequency: half the size of plain rows,
/// which is 5 % of the program.
pub(crate) struct Postings<'i> {
    packed: &'i [u8],
    entry: usize,
}

impl Postings<'_> {
    fn pack(postings: &[Posting], packed: &mut Vec<u8>) {
        let mut before = 0;
        for posting in postings {
            let mut distance = posting.entry - before;
            while distance > 0x7f {
                packed.push(distance.to_le_bytes()[0] | 0x80);
                distance >>= 7;
            }
            packed.extend([distance.to_le_bytes()[0], posting.field as u8, posting.frequency]);
            before = posting.entry;
        }
    }
}

impl Iterator for Postings<'_> {
    type Item = Posting;

    fn next(&mut self) -> Option<Posting> {
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
        self.packed = rest;
        Some(Posting { entry: self.entry, field: Field::ALL[usize::from(field)], frequency })
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
    /// The texts of the surfaces, sorted and joined.
    pub(crate) surface_text: Cow<'static, str>,
    /// The last one has no text and marks the end.
    pub(crate) surfaces: Cow<'static, [Surface]>,
}

/// BM25 k1: term-frequency saturation.
const K1: f32 = 2.1;
/// BM25 b: how much a long field takes from each of its terms.
const B: f32 = 0.3;
/// Weights of tokens that are not a whole word or a pair of Chinese characters.
const PART: f32 = 0.8;
const HAN: f32 = 0.6;
const SYNONYM: f32 = 0.48;
/// Weight of a token that the field has already.
const REPEATED: f32 = 0.33;

impl Index {
    /// Indexes entries; their positions in `entries` identify them.
    pub(crate) fn build(entries: &[Entry<'_>], thesaurus: &Thesaurus) -> Self {
        let mut terms = TermIds::default();
        let documents: Vec<Vec<(Field, Vec<Occurrence>)>> =
            entries.iter().map(|entry| terms.occurrences(thesaurus.fields(*entry))).collect();
        let average = average_lengths(&documents);
        let mut postings: Vec<Vec<Posting>> = vec![Vec::new(); terms.ids.len()];
        for (entry, fields) in documents.iter().enumerate() {
            for (term, (frequency, field, _)) in frequencies(fields, &average) {
                let frequency = frequency / (K1 + frequency);
                postings[term as usize].push(Posting::new(entry, field, frequency));
            }
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

/// A token by its term's number: a large file has far more tokens than terms.
#[derive(Clone, Copy)]
struct Occurrence {
    term: u32,
    kind: Kind,
}

#[derive(Default)]
struct TermIds {
    ids: HashMap<String, u32>,
    surfaces: BTreeMap<String, u32>,
}

impl TermIds {
    fn occurrences(&mut self, fields: Vec<(Field, Vec<Token>)>) -> Vec<(Field, Vec<Occurrence>)> {
        let mut occurrence = |token: Token| {
            let term = self.id(token.term);
            if !token.surface.is_empty() && !self.surfaces.contains_key(&token.surface) {
                self.surfaces.insert(token.surface, term);
            }
            Occurrence { kind: token.kind, term }
        };
        fields
            .into_iter()
            .map(|(field, tokens)| (field, tokens.into_iter().map(&mut occurrence).collect()))
            .collect()
    }

    fn id(&mut self, term: String) -> u32 {
        let next = offset(self.ids.len());
        *self.ids.entry(term).or_insert(next)
    }
}

fn average_lengths(documents: &[Vec<(Field, Vec<Occurrence>)>]) -> [f32; Field::ALL.len()] {
    let mut average = [0.0; Field::ALL.len()];
    for (field, tokens) in documents.iter().flatten() {
        average[*field as usize] += length(tokens) / documents.len() as f32;
    }
    average
}

fn length(tokens: &[Occurrence]) -> f32 {
    tokens.iter().filter(|token| matches!(token.kind, Kind::Word | Kind::HanPair)).count() as f32
}

/// The weighted frequency of each term of an entry, the field in which it weighs most, and its
/// weight there.
fn frequencies(
    fields: &[(Field, Vec<Occurrence>)],
    average: &[f32; Field::ALL.len()],
) -> HashMap<u32, (f32, Field, f32)> {
    let mut frequencies: HashMap<u32, (f32, Field, f32)> = HashMap::new();
    for (field, tokens) in fields {
        let relative = length(tokens) / average[*field as usize].max(1.0);
        let weight = field.weight() / (1.0 - B + B * relative);
        let mut seen = HashSet::new();
        for token in tokens {
            let kind = match token.kind {
                Kind::Word | Kind::HanPair => 1.0,
                Kind::Part => PART,
                Kind::Han => HAN,
                Kind::Synonym => SYNONYM,
            };
            let repeated = if seen.insert(token.term) { 1.0 } else { REPEATED };
            let gain = weight * kind * repeated;
            let (total, best, best_gain) =
                frequencies.entry(token.term).or_insert((0.0, *field, 0.0));
            *total += gain;
            if gain > *best_gain {
                (*best, *best_gain) = (*field, gain);
            }
        }
    }
    frequencies
}

#[cfg(test)]
mod tests {
    use super::{Field, Posting, Postings};

    #[test]
    fn packed_postings_read_back_unchanged() {
        let entries = [0, 1, 128, 255, 383, 511, 20_000, 5_000_000];
        let posting = |(at, &entry): (usize, &usize)| {
            Posting::new(entry, Field::ALL[at % Field::ALL.len()], at as f32 / 9.0)
        };
        for first in 0..entries.len() {
            let postings: Vec<Posting> = entries[first..].iter().enumerate().map(posting).collect();
            let mut packed = Vec::new();
            Postings::pack(&postings, &mut packed);
            assert!(Postings { packed: &packed, entry: 0 }.eq(postings), "{first}");
        }
    }
}
