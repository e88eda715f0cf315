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

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use crate::codes::catalog::Catalog;
use crate::codes::set::Entry;
use crate::search::corpus::Corpus;
use crate::search::document::Field;
use crate::search::names::NameMatcher;
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
    /// How well it fits: above 0, at most 1, comparable between the hits of one query.
    pub score: f32,
    /// The words of the query.
    words: Arc<[String]>,
    /// Which of the words the entry has, and in which field.
    matched: Vec<(usize, Field)>,
}

impl Hit<'_> {
    /// The words of the query that the entry has, each with the field in which it weighs most.
    pub fn matched(&self) -> Vec<(&str, Field)> {
        self.matched.iter().map(|&(word, field)| (&*self.words[word], field)).collect()
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
    /// A number in the query is a word: [`Catalog::code`] looks codes up.
    pub fn find(&self, query: &str) -> Vec<Hit<'c>> {
        let query = fold::fold_text(query);
        let corpus = self.corpus();
        let terms = query::expand(corpus, &query);
        let ranked = rank::rank(corpus, &terms);
        if ranked.is_empty() && !query.trim().contains(' ') {
            return self.names(query.trim());
        }
        let mut matched = matched_words(corpus, &terms, &ranked);
        let words: Arc<[String]> = terms.iter().map(|term| term.text.to_owned()).collect();
        let hit = |(position, score): (usize, f32)| {
            let entry = corpus.entry(position)?;
            let matched = matched.remove(&position).unwrap_or_default();
            Some(Hit { entry, score: score.min(1.0), words: Arc::clone(&words), matched })
        };
        ranked.into_iter().filter_map(hit).collect()
    }

    /// The entries whose constant name has the letters of `name` in their order, best first:
    /// `usrsigexp` is in `ERR_USER_SIG_EXPIRED`.
    pub fn names(&self, name: &str) -> Vec<Hit<'c>> {
        let Some(matcher) = NameMatcher::new(name) else { return Vec::new() };
        let words: Arc<[String]> = Arc::new([]);
        let mut hits: Vec<Hit<'c>> = self
            .entries
            .iter()
            .filter_map(|&entry| {
                let score = matcher.similarity(entry.name()?)?;
                Some(Hit { entry, score, words: Arc::clone(&words), matched: Vec::new() })
            })
            .collect();
        hits.sort_by(|a, b| b.score.total_cmp(&a.score));
        hits
    }

    fn corpus(&self) -> &Corpus<'c> {
        self.corpus.get_or_init(|| Corpus::new(self.catalog, &self.entries))
    }
}

/// The words of the query that each of the ranked entries has, by position in the corpus.
fn matched_words(
    corpus: &Corpus<'_>,
    terms: &[QueryTerm<'_>],
    ranked: &Ranked,
) -> HashMap<usize, Vec<(usize, Field)>> {
    let mut is_ranked = vec![false; corpus.len()];
    for (position, _) in ranked {
        is_ranked[*position] = true;
    }
    let mut matched: HashMap<usize, Vec<(usize, Field)>> = HashMap::with_capacity(ranked.len());
    // A pair of Chinese characters says as much as the two characters, and reads better.
    let is_word = |term: &QueryTerm<'_>| !matches!(term.kind, Kind::Han | Kind::Direction);
    for (word, term) in terms.iter().enumerate().filter(|(_, term)| is_word(term)) {
        let postings = term.candidates.iter().flat_map(|found| found.term.postings());
        for posting in postings.filter(|posting| is_ranked[posting.entry]) {
            let matched = matched.entry(posting.entry).or_default();
            if matched.last().is_none_or(|(last, _)| *last != word) {
                matched.push((word, posting.field));
            }
        }
    }
    matched
}
