//! The phrase of an entry that says most of what a query says: words that one keyword has together
//! mean more than the same words strewn over several. It is read from the entry, for the few that
//! lead, so the index need not hold it.

use crate::codes::set::Entry;
use crate::codes::text::Lang;
use crate::search::query::QueryTerm;
use crate::search::stemmer::stem;
use crate::search::tokenizer::{STOP_CHARACTERS, is_stop_word};

/// The bytes in which a word and its stem agree.
const STEM_PREFIX: usize = 3;

/// The terms that a query may mean.
pub(crate) struct Phrases<'q> {
    /// The text of each, its place in the query and its weight; ascending.
    terms: Vec<(&'q [u8], usize, f32)>,
    /// The last phrase that had the term at a place of the query.
    seen: Vec<usize>,
    /// The phrases so far.
    count: usize,
}

/// What one phrase has of the query.
#[derive(Default)]
struct Found {
    weight: f32,
    words: usize,
    /// The words that the query has too.
    common: usize,
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
        Self { terms, seen: vec![0; query.len()], count: 0 }
    }

    /// The weight of the query in the best phrase of `entry`: two words at least, less for a phrase
    /// that says more.
    pub(crate) fn best(&mut self, entry: Entry<'_>) -> f32 {
        let summaries = [Lang::En, Lang::Zh].map(|lang| entry.text(lang).summary);
        let phrases = summaries.into_iter().chain(entry.keywords());
        phrases.map(|phrase| self.weight(phrase)).fold(0.0, f32::max)
    }

    fn weight(&mut self, phrase: &str) -> f32 {
        self.count += 1;
        let mut found = Found::default();
        for run in phrase.split(|char: char| char.is_ascii() && !char.is_ascii_alphanumeric()) {
            let is_latin = |byte: u8| byte.is_ascii();
            for run in run.as_bytes().chunk_by(|a, b| is_latin(*a) == is_latin(*b)) {
                match std::str::from_utf8(run) {
                    Ok(word) if word.is_ascii() => self.word(word, &mut found),
                    Ok(text) => self.han(text, &mut found),
                    Err(_) => {}
                }
            }
        }
        if found.common < 2 {
            return 0.0;
        }
        found.weight * (found.common as f32 / found.words as f32).sqrt()
    }

    fn word(&mut self, word: &str, found: &mut Found) {
        let lower = word.to_ascii_lowercase();
        let prefix = &lower.as_bytes()[..lower.len().min(STEM_PREFIX)];
        let from = self.terms.partition_point(|(text, ..)| *text < prefix);
        let is_near = self.terms.get(from).is_some_and(|(text, ..)| text.starts_with(prefix));
        if is_near && self.term(stem(&lower).as_bytes(), found) {
            found.common += 1;
            found.words += 1;
        } else if !is_stop_word(&lower) {
            found.words += 1;
        }
    }

    fn han(&mut self, text: &str, found: &mut Found) {
        let mut before = None;
        for (at, char) in text.char_indices() {
            let end = at + char.len_utf8();
            if self.term(&text.as_bytes()[at..end], found) {
                found.common += 1;
                found.words += 1;
            } else if !STOP_CHARACTERS.contains(char) {
                found.words += 1;
            }
            if let Some(start) = before {
                self.term(&text.as_bytes()[start..end], found);
            }
            before = Some(at);
        }
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
