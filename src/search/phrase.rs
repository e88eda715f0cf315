//! The phrase of an entry that says most of what a query says: words that one keyword has together
//! mean more than the same words strewn over several. It is read from the entry, for the few that
//! lead, so the index need not hold it.

use crate::codes::set::Entry;
use crate::codes::text::Lang;
use crate::search::query::QueryTerm;
use crate::search::stemmer::stem;
use crate::search::tokenizer::{STOP_CHARACTERS, is_stop_word};

/// The bytes in which a word and its stem agree; those of a Chinese character.
const PREFIX: usize = 3;

/// The terms that a query may mean.
pub(crate) struct Phrases<'q> {
    /// The text of each, its place in the query and its weight; ascending.
    terms: Vec<(&'q [u8], usize, f32)>,
    /// A bit for each prefix of a term: most words of an entry are none of the query.
    prefixes: [u64; 16],
    /// The last phrase that had the term at a place of the query.
    seen: Vec<usize>,
    /// The phrases so far.
    count: usize,
}

/// What one phrase has of the query: the weight and the number of words.
#[derive(Default)]
struct Found {
    weight: f32,
    words: usize,
}

impl<'q> Phrases<'q> {
    pub(crate) fn new(query: &[QueryTerm<'q>]) -> Self {
        let mut terms = Vec::with_capacity(query.len());
        for (place, term) in query.iter().enumerate() {
            terms.extend(term.candidates.iter().map(|candidate| {
                (candidate.term.text, place, candidate.weight * candidate.confidence)
            }));
        }
        terms.sort_unstable_by_key(|(text, place, _)| (*text, *place));
        let mut prefixes = [0; 16];
        for (text, ..) in &terms {
            let bit = prefix_bit(text);
            prefixes[bit / 64] |= 1 << (bit % 64);
        }
        Self { terms, prefixes, seen: vec![0; query.len()], count: 0 }
    }

    /// The weight of the query in the best phrase of `entry`: two words at least, less for a phrase
    /// that says more.
    pub(crate) fn best(&mut self, entry: Entry<'_>) -> f32 {
        let summaries = Lang::ALL.map(|lang| entry.text_in(lang).summary);
        let phrases = summaries.into_iter().chain(entry.keywords());
        phrases.map(|phrase| self.weight(phrase)).fold(0.0, f32::max)
    }

    fn weight(&mut self, phrase: &str) -> f32 {
        self.count += 1;
        let mut found = Found::default();
        let mut before = None;
        for (start, end) in words(phrase.as_bytes()) {
            let text = &phrase.as_bytes()[start..end];
            let may_be = self.may_begin(text);
            let is_han = !text[0].is_ascii();
            if is_han {
                if let Some(before) = before.filter(|(_, end)| *end == start).map(|(at, _)| at) {
                    self.term(&phrase.as_bytes()[before..end], &mut found);
                }
                found.words += usize::from(may_be && self.term(text, &mut found));
            } else if may_be {
                let stem = stem(&phrase[start..end].to_ascii_lowercase());
                found.words += usize::from(self.term(stem.as_bytes(), &mut found));
            }
            before = (is_han && may_be).then_some((start, end));
        }
        if found.words < 2 {
            return 0.0;
        }
        let all = words(phrase.as_bytes()).filter(|&(start, end)| {
            let text = &phrase[start..end];
            let is_stop_word = is_stop_word(&text.to_ascii_lowercase());
            !(is_stop_word || STOP_CHARACTERS.contains(text))
        });
        found.weight * (found.words as f32 / all.count().max(found.words) as f32).sqrt()
    }

    fn may_begin(&self, text: &[u8]) -> bool {
        let bit = prefix_bit(text);
        self.prefixes[bit / 64] >> (bit % 64) & 1 == 1
    }

    /// Adds the weight of a term, once for each place in the query; false if the query lacks it.
    fn term(&mut self, text: &[u8], found: &mut Found) -> bool {
        let from = self.terms.partition_point(|(other, ..)| *other < text);
        let same = self.terms[from..].iter().take_while(|(other, ..)| *other == text);
        let mut is_in_query = false;
        for (_, place, weight) in same {
            is_in_query = true;
            if std::mem::replace(&mut self.seen[*place], self.count) != self.count {
                found.weight += weight;
            }
        }
        is_in_query
    }
}

fn prefix_bit(text: &[u8]) -> usize {
    let prefix = text.iter().take(PREFIX);
    prefix.fold(0, |hash: usize, byte| hash * 37 + usize::from(byte.to_ascii_lowercase())) % 1024
}

/// The Latin words and the Chinese characters of a text, as byte ranges.
fn words(text: &[u8]) -> impl Iterator<Item = (usize, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let is_separator = |byte: &u8| byte.is_ascii() && !byte.is_ascii_alphanumeric();
        let start = at + text[at..].iter().position(|byte| !is_separator(byte))?;
        let length = if text[start].is_ascii() {
            text[start..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count()
        } else {
            1 + text[start + 1..].iter().take_while(|byte| **byte & 0xC0 == 0x80).count()
        };
        at = start + length;
        Some((start, at))
    })
}
