//! Ranked search: from words, in any order and misspelled, to the entries that mean them, best
//! first.

#[cfg(test)]
mod ablation;
mod corpus;
pub(crate) mod direction;
pub(crate) mod document;
pub(crate) mod fillers;
#[cfg(feature = "finder")]
pub(crate) mod fit;
pub(crate) mod fold;
pub(crate) mod index;
mod names;
mod phrase;
mod query;
mod rank;
pub(crate) mod stemmer;
pub(crate) mod tokenizer;
pub(crate) mod weights;

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use crate::codes::catalog::Catalog;
use crate::codes::set::Entry;
use crate::search::corpus::Corpus;
use crate::search::document::Field;
use crate::search::query::QueryTerm;
use crate::search::rank::Ranked;
use crate::search::tokenizer::Kind;

/// An entry that a search found.
///
/// ```
/// use imcode::{Catalog, Field, Search};
///
/// let catalog = Catalog::builtin();
/// let hits = Search::new(&catalog).find("usersig expired");
/// assert!(hits[0].score >= hits[1].score && hits[0].score <= 1.0);
/// assert!(hits[0].matched().contains(&("expired", Field::Summary)));
/// ```
#[derive(Clone, Debug)]
pub struct Hit<'c> {
    /// The entry.
    pub entry: Entry<'c>,
    /// How well it fits: above 0, at most 1, comparable between the hits of one query; 1 if the query
    /// is several parts of its constant in one word. A hit whose `score / (1 - score)` is twice that
    /// of another fits twice as well.
    pub score: f32,
    /// What the entry has of the query.
    matched: Vec<(String, Field)>,
}

impl Hit<'_> {
    /// The words of the query that the entry has, and its Chinese characters in a row; each with the
    /// field in which it weighs most.
    pub fn matched(&self) -> Vec<(&str, Field)> {
        self.matched.iter().map(|(text, field)| (&**text, *field)).collect()
    }
}

/// Searches the entries of a catalog.
///
/// ```
/// use imcode::{Catalog, Search};
///
/// let catalog = Catalog::builtin();
/// let search = Search::new(&catalog);
/// assert_eq!(search.find("kicked ofline")[0].entry.code().get(), 6208);
/// assert!(search.find("banana smoothie").is_empty());
///
/// let hits = search.find("usrsigexp");
/// assert_eq!(hits[0].entry.name(), Some("KICKED_OUT_USERSIG_EXPIRED"));
/// assert!(hits[0].matched().is_empty(), "by the letters of its name alone");
/// ```
#[derive(Debug)]
pub struct Search<'c> {
    catalog: &'c Catalog,
    entries: Vec<Entry<'c>>,
    /// Built by the first query: a large file takes seconds.
    corpus: OnceLock<Corpus<'c>>,
}

impl<'c> Search<'c> {
    /// A search over all entries of `catalog`. The index of the built-in codes is ready; the first
    /// query indexes the other code sets.
    pub fn new(catalog: &'c Catalog) -> Self {
        Self { catalog, entries: catalog.entries(), corpus: OnceLock::new() }
    }

    /// The entries that fit `query`, best first; none if nothing does.
    ///
    /// If nothing fits a single word, these are the [`names`](Self::names) that it may abbreviate; such
    /// a hit has [`matched`](Hit::matched) nothing. A number in the query is a word: [`Catalog::code`]
    /// looks codes up.
    pub fn find(&self, query: &str) -> Vec<Hit<'c>> {
        let query = fold::fold_text(query);
        let corpus = self.corpus();
        let terms = query::expand(corpus, &query);
        let ranked = rank::rank(corpus, &terms);
        if ranked.is_empty() && !query.trim().contains(' ') {
            return self.names(query.trim());
        }
        let mut matched = matched_words(corpus, &query, &terms, &ranked);
        let hit = |(position, score): (usize, f32)| {
            let entry = corpus.entry(position)?;
            let found = matched.remove(&position).unwrap_or_default().into_iter();
            let found =
                found.filter_map(|it| Some((query[it.text.clone()].to_owned(), it.field()?)));
            Some(Hit { entry, score: below_1(score), matched: found.collect() })
        };
        let hits = ranked.into_iter().filter_map(hit).collect();
        self.with_constants(query.trim(), hits)
    }

    /// The entries whose constant name has the letters of `name` in their order, best first:
    /// `usrsigexp` is in `ERR_USER_SIG_EXPIRED`.
    pub fn names(&self, name: &str) -> Vec<Hit<'c>> {
        let Some(similarity) = names::matcher(name) else { return Vec::new() };
        let hit = |&entry: &Entry<'c>| {
            let score = below_1(similarity(entry.name()?)?);
            Some(Hit { entry, score, matched: Vec::new() })
        };
        let mut hits: Vec<Hit<'c>> = self.entries.iter().filter_map(hit).collect();
        hits.sort_by(|a, b| b.score.total_cmp(&a.score));
        hits
    }

    /// Entries whose constant has the parts of `name`, which lacks the signs between them, before what
    /// else was found: `usersigexpired`.
    fn with_constants(&self, name: &str, mut hits: Vec<Hit<'c>>) -> Vec<Hit<'c>> {
        if !names::may_be_joined(name) {
            return hits;
        }
        let mut constants: Vec<_> = self
            .entries
            .iter()
            .filter_map(|&entry| {
                let parts = entry.names().filter_map(|known| names::has_joined(known, name));
                let is_whole = parts.max()?;
                Some((!is_whole, self.catalog.is_legacy(entry), Reverse(entry.met()), entry))
            })
            .collect();
        constants.sort_by_key(|&(is_part, is_legacy, met, _)| (is_legacy, is_part, met));
        hits.retain(|hit| constants.iter().all(|(.., entry)| *entry != hit.entry));
        let constants = constants.into_iter().map(|(.., entry)| {
            let matched = vec![(name.to_owned(), Field::Name)];
            Hit { entry, score: 1.0, matched }
        });
        constants.chain(hits).collect()
    }

    fn corpus(&self) -> &Corpus<'c> {
        self.corpus.get_or_init(|| Corpus::new(self.catalog, &self.entries))
    }
}

/// A score of any size on the scale of [`Hit::score`], in the same order.
fn below_1(score: f32) -> f32 {
    score / (1.0 + score)
}

/// What an entry has of a query: a word, or Chinese characters in a row.
struct Matched {
    text: Range<usize>,
    /// How many words or pairs of characters weigh most in each field.
    fields: [u8; Field::ALL.len()],
}

impl Matched {
    fn field(&self) -> Option<Field> {
        Field::ALL.into_iter().rev().max_by_key(|field| self.fields[*field as usize])
    }
}

/// What of the query each of the ranked entries has, by position in the corpus.
fn matched_words(
    corpus: &Corpus<'_>,
    query: &str,
    terms: &[QueryTerm<'_>],
    ranked: &Ranked,
) -> HashMap<usize, Vec<Matched>> {
    let mut is_ranked = vec![false; corpus.len()];
    for (position, _) in ranked {
        is_ranked[*position] = true;
    }
    let mut matched: HashMap<usize, Vec<Matched>> = HashMap::with_capacity(ranked.len());
    // A pair of Chinese characters says as much as the two characters, and reads better.
    let is_word = |term: &QueryTerm<'_>| !matches!(term.kind, Kind::Han | Kind::Direction);
    for term in terms.iter().filter(|term| is_word(term)) {
        let start = term.text.as_ptr().addr() - query.as_ptr().addr();
        let text = start..start + term.text.len();
        let postings = term.candidates.iter().flat_map(|found| found.term.postings());
        for posting in postings.filter(|posting| is_ranked[posting.entry]) {
            let matched = matched.entry(posting.entry).or_default();
            match matched.last_mut() {
                Some(last) if last.text.end == text.end => {}
                // The next pair of a stretch of Chinese characters.
                Some(last) if (last.text.start + 1..last.text.end).contains(&text.start) => {
                    last.text.end = text.end;
                    let count = &mut last.fields[posting.field as usize];
                    *count = count.saturating_add(1);
                }
                _ => {
                    let mut fields = [0; Field::ALL.len()];
                    fields[posting.field as usize] = 1;
                    matched.push(Matched { text: text.clone(), fields });
                }
            }
        }
    }
    matched
}
