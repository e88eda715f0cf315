//! An inverted index over the entries of one code set: built by the build script for `codes.toml`,
//! and at the first query for a user's file. The only file that knows how it is packed.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::codes::set::Entry;
use crate::search::document::{Field, Thesaurus};
use crate::search::weights::Weights;

/// Terms of a block: one row for each term would be a fifth of the index.
const BLOCK: usize = 16;
/// Longest term, in bytes; longer words are not found.
pub(crate) const LONGEST_TERM: usize = 128;
/// Steps of a frequency.
const STEPS: f32 = 64.0;

#[derive(Clone, Debug)]
pub(crate) struct Index {
    /// The terms, ascending: each is the length of its text, the text, the length of its postings
    /// and the [`Postings`].
    pub(crate) terms: Cow<'static, [u8]>,
    /// Where the first term of each block begins.
    pub(crate) blocks: Cow<'static, [u32]>,
    /// The Latin words as the entries write them, by length and joined.
    pub(crate) surfaces: Cow<'static, str>,
    /// Where the words of each length end.
    pub(crate) surface_ends: Cow<'static, [u32]>,
}

/// A term in an entry.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Posting {
    /// The entry's position among those indexed.
    pub(crate) entry: usize,
    /// The field in which the term weighs most.
    pub(crate) field: Field,
    /// The saturated term frequency over all fields: above 0, below 1.
    pub(crate) frequency: f32,
}

/// The postings of a term, ascending by entry. Each is one number, seven bits a byte, the lowest
/// first: the distance to the entry before, two bits of field and six of frequency.
#[derive(Clone, Debug)]
pub(crate) struct Postings<'i> {
    packed: &'i [u8],
    entry: usize,
}

impl Postings<'_> {
    /// The number of entries that have the term.
    pub(crate) fn holding(&self) -> usize {
        self.packed.iter().filter(|byte| **byte < 0x80).count()
    }
}

impl Iterator for Postings<'_> {
    type Item = Posting;

    fn next(&mut self) -> Option<Posting> {
        let number = take_number(&mut self.packed)?;
        self.entry += number >> 8;
        Some(Posting {
            entry: self.entry,
            field: Field::ALL[number >> 6 & 3],
            frequency: ((number & 63) as f32 + 0.5) / STEPS,
        })
    }
}

fn take_number(packed: &mut &[u8]) -> Option<usize> {
    let (mut number, mut shift) = (0, 0);
    loop {
        let (&byte, rest) = packed.split_first()?;
        *packed = rest;
        number |= usize::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
        shift += 7;
    }
}

fn put_number(mut number: usize, packed: &mut Vec<u8>) {
    while number > 0x7f {
        packed.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    packed.push(number.to_le_bytes()[0]);
}

impl Index {
    /// The index as a Rust expression.
    #[cfg(not(library))]
    pub(crate) fn to_rust(&self) -> String {
        let Self { terms, blocks, surfaces, surface_ends } = self;
        // rustc reads a string of bytes five times as fast as a list of numbers.
        format!(
            "Index {{
                terms: Cow::Borrowed(b\"{}\"),
                blocks: Cow::Borrowed(&{blocks:?}),
                surfaces: Cow::Borrowed({surfaces:?}),
                surface_ends: Cow::Borrowed(&{surface_ends:?}),
            }}",
            terms.escape_ascii()
        )
    }

    /// Indexes entries; their positions in `entries` identify them.
    pub(crate) fn build(entries: &[Entry<'_>], thesaurus: &Thesaurus, weights: &Weights) -> Self {
        // The last entry of each term beside its postings.
        let mut terms: HashMap<String, (usize, Vec<u8>)> = HashMap::new();
        let mut surfaces: HashSet<String> = HashSet::new();
        for (position, entry) in entries.iter().enumerate() {
            let mut found: HashMap<String, Found> = HashMap::new();
            for text in thesaurus.texts(*entry) {
                let weight = weights.of_text(text.field, text.length());
                for token in text.tokens {
                    if token.term.len().max(token.surface.len()) > LONGEST_TERM {
                        continue;
                    }
                    if !token.surface.is_empty() && !surfaces.contains(&token.surface) {
                        surfaces.insert(token.surface);
                    }
                    let gain = weight * weights.in_index(token.kind);
                    found.entry(token.term).or_default().add(text.field, gain, weights.repeated);
                }
            }
            for (term, found) in found {
                let (last, packed) = terms.entry(term).or_default();
                put_number((position - *last) << 8 | found.packed(weights.k1), packed);
                *last = position;
            }
        }
        let mut terms: Vec<(String, (usize, Vec<u8>))> = terms.into_iter().collect();
        terms.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        let (mut packed, mut blocks) = (Vec::new(), Vec::new());
        for (at, (term, (_, postings))) in terms.iter().enumerate() {
            if at % BLOCK == 0 {
                blocks.push(offset(packed.len()));
            }
            put_number(term.len(), &mut packed);
            packed.extend(term.bytes());
            put_number(postings.len(), &mut packed);
            packed.extend(postings);
        }
        let mut surfaces: Vec<String> = surfaces.into_iter().collect();
        surfaces.sort_unstable_by(|a, b| a.len().cmp(&b.len()).then(a.cmp(b)));
        let ends = (0..=LONGEST_TERM).map(|length| {
            let shorter = surfaces.partition_point(|surface| surface.len() <= length);
            offset(surfaces[..shorter].iter().map(String::len).sum())
        });
        Self {
            terms: packed.into(),
            blocks: blocks.into(),
            surface_ends: ends.collect(),
            surfaces: surfaces.concat().into(),
        }
    }

    /// The postings of `term`.
    pub(crate) fn find(&self, term: &str) -> Option<(&[u8], Postings<'_>)> {
        let starts_before = |start: &u32| {
            let text = take_slice(&mut &self.terms[*start as usize..]);
            text.is_some_and(|text| text <= term.as_bytes())
        };
        let after = self.blocks.partition_point(starts_before);
        let mut rest = &self.terms[self.blocks[after.checked_sub(1)?] as usize..];
        for _ in 0..BLOCK {
            let (text, packed) = (take_slice(&mut rest)?, take_slice(&mut rest)?);
            if text == term.as_bytes() {
                return Some((text, Postings { packed, entry: 0 }));
            }
        }
        None
    }

    /// The Latin words of a length, as the entries write them.
    pub(crate) fn surfaces(&self, length: usize) -> impl Iterator<Item = &str> {
        let of = |length: usize| self.surface_ends.get(length).map_or(0, |end| *end as usize);
        let (start, end) = (of(length.max(1) - 1), of(length));
        let text = &self.surfaces[start.min(end)..end];
        (0..text.len()).step_by(length.max(1)).map(move |at| &text[at..at + length])
    }
}

/// Inverse document frequency, as in BM25, of a term that `holding` of `all` entries have.
pub(crate) fn idf(all: usize, holding: usize) -> f32 {
    let (all, holding) = (all as f32, holding as f32);
    (1.0 + (all - holding + 0.5) / (holding + 0.5)).ln()
}

/// Splits a length and as many bytes off.
fn take_slice<'p>(packed: &mut &'p [u8]) -> Option<&'p [u8]> {
    let length = take_number(packed)?;
    let (slice, rest) = packed.split_at_checked(length)?;
    *packed = rest;
    Some(slice)
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).expect("a code set is smaller than 4 GiB")
}

/// A term of an entry.
#[derive(Default)]
struct Found {
    /// The weighted frequency over all fields.
    frequency: f32,
    /// The field in which the term weighs most, and its weight there.
    best: Option<(Field, f32)>,
    /// A bit for each field that has the term.
    fields: u8,
}

impl Found {
    fn add(&mut self, field: Field, gain: f32, repeated: f32) {
        let bit = 1 << field as u8;
        self.frequency += if self.fields & bit == 0 { gain } else { gain * repeated };
        self.fields |= bit;
        if self.best.is_none_or(|(_, best)| best < gain) {
            self.best = Some((field, gain));
        }
    }

    /// Field and frequency in eight bits.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it saturates")]
    fn packed(&self, k1: f32) -> usize {
        let field = self.best.map_or(0, |(field, _)| field as usize);
        let saturated = self.frequency / (k1 + self.frequency);
        field << 6 | (saturated * STEPS) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Postings, put_number, take_number, take_slice};
    use crate::codes::builtin::INDEX;

    #[test]
    fn packed_numbers_read_back_unchanged() {
        for number in [0, 1, 127, 128, 16_383, 16_384, 5_000_000] {
            let mut packed = Vec::new();
            put_number(number, &mut packed);
            assert_eq!(take_number(&mut &packed[..]), Some(number));
        }
    }

    #[test]
    fn every_term_is_found_and_its_entries_ascend() {
        let mut rest = &INDEX.terms[..];
        let mut terms = 0_usize;
        while let (Some(term), Some(packed)) = (take_slice(&mut rest), take_slice(&mut rest)) {
            let term = std::str::from_utf8(term).expect("text");
            let (_, postings) = INDEX.find(term).expect("a term of the index");
            let entries: Vec<usize> = postings.map(|posting| posting.entry).collect();
            assert!(entries.is_sorted_by(|a, b| a < b) && !entries.is_empty(), "{term}");
            assert_eq!(entries.len(), Postings { packed, entry: 0 }.holding());
            terms += 1;
        }
        assert_eq!(INDEX.blocks.len(), terms.div_ceil(BLOCK));
    }
}
