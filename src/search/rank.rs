//! Scores entries: BM25F times coverage, the phrase that fits best, abbreviated names, factors for
//! legacy and for how often a code is met, and thresholds below which nothing is a result.

use std::cmp::Ordering;

use crate::codes::set::Entry;
use crate::search::corpus::{Corpus, TermId};
use crate::search::names::NameMatcher;
use crate::search::query::{Candidate, QueryTerm};
use crate::search::tokenizer::Kind;
use crate::search::weights::Weights;

/// The number of terms up to which a query is short; a Chinese character is half a term.
const SHORT: f32 = 2.0;
/// Lower bound of the factors for legacy codes and for frequency: pruning before them drops no result
/// that they could save.
const SLACK: f32 = 0.7;
/// More terms than this are no more evidence.
const MOST_TERMS: u32 = 10;

/// An entry by its position in the corpus, with its score.
pub(crate) type Ranked = Vec<(usize, f32)>;

/// What the terms of a query add up to in one entry.
#[derive(Clone, Copy, Default)]
struct Match {
    score: f32,
    /// The weight of the terms found in the entry.
    covered: f32,
    /// The number of terms found in the entry.
    terms: u32,
}

impl Match {
    fn add(&mut self, other: &Self) {
        self.score += other.score;
        self.covered += other.covered;
        self.terms += other.terms;
    }
}

/// The entries that fit the terms of `query`, best first.
pub(crate) fn rank(corpus: &Corpus<'_>, query: &str, terms: &[QueryTerm<'_>]) -> Ranked {
    let mut ranked = score(corpus, terms);
    let best = ranked.iter().map(|(_, score)| *score).fold(0.0, f32::max);
    ranked.retain(|(_, score)| *score >= best * corpus.weights.tail * SLACK);
    let is_legacy = |position: usize| corpus.entry(position).is_some_and(is_legacy);
    let wants_legacy = asks_for(corpus, terms, is_legacy);
    let is_demoted = |position: usize| !wants_legacy && is_legacy(position);
    let met = if is_short(terms) { corpus.weights.met_short } else { corpus.weights.met };
    for (position, score) in &mut ranked {
        *score *= if is_demoted(*position) { corpus.weights.legacy } else { 1.0 };
        let steps = corpus.entry(*position).map_or(0, Entry::met);
        *score *= 1.0 + met * f32::from(steps);
    }
    lift_names(corpus, query, &mut ranked, is_demoted);
    ranked.retain(|(position, _)| corpus.entry(*position).is_some());
    ranked.sort_by(best_first);
    let least = ranked.first().map_or(0.0, |(_, best)| best * corpus.weights.tail);
    ranked.retain(|(_, score)| *score >= least);
    ranked
}

fn best_first((a, left): &(usize, f32), (b, right): &(usize, f32)) -> Ordering {
    right.total_cmp(left).then(a.cmp(b))
}

/// Whether only an SDK of the past has the code.
fn is_legacy(entry: Entry<'_>) -> bool {
    let layer = entry.category().layer();
    let mut layers = entry.set.layers();
    entry.until().is_some() || layers.any(|other| other.is_legacy() && other.id() == layer)
}

/// Whether a query has a word or two that say something.
fn is_short(terms: &[QueryTerm<'_>]) -> bool {
    let length = |term: &QueryTerm<'_>| match term.kind {
        Kind::Word if term.says => 1.0,
        Kind::Han if term.says => 0.5,
        _ => 0.0,
    };
    terms.iter().map(length).sum::<f32>() <= SHORT
}

/// The entries with enough evidence, in no order. A message of several clauses is as good as its
/// best one, reduced by the weight of the others.
fn score(corpus: &Corpus<'_>, terms: &[QueryTerm<'_>]) -> Ranked {
    let all = weight(terms);
    let mut whole = Matches::new(corpus);
    whole.add(corpus, terms);
    let mut best = whole.scores(corpus, terms);
    let clauses = terms.chunk_by(|a, b| a.clause == b.clause);
    for clause in clauses.filter(|clause| clause.len() < terms.len()) {
        let share = (weight(clause) / all).powf(corpus.weights.clause);
        let mut part = Matches::new(corpus);
        part.add(corpus, clause);
        let scores = part.scores(corpus, clause);
        best.extend(scores.into_iter().map(|(position, score)| (position, score * share)));
    }
    best.sort_unstable_by(|(a, left), (b, right)| a.cmp(b).then(right.total_cmp(left)));
    best.dedup_by_key(|(position, _)| *position);
    let known = known_share(terms);
    best.retain(|(position, score)| {
        let terms = whole.entries[*position].terms.min(MOST_TERMS) as f32;
        (score * terms).sqrt() * known * known >= corpus.weights.evidence
    });
    best
}

fn weight(terms: &[QueryTerm<'_>]) -> f32 {
    terms.iter().map(|term| term.weight).sum()
}

/// What some terms add up to in every entry and in every phrase.
struct Matches {
    entries: Vec<Match>,
    phrases: Vec<f32>,
    /// The entries that have a term.
    touched: Vec<usize>,
}

impl Matches {
    fn new(corpus: &Corpus<'_>) -> Self {
        Self {
            entries: vec![Match::default(); corpus.len()],
            phrases: vec![0.0; corpus.phrases()],
            touched: Vec::new(),
        }
    }

    fn add(&mut self, corpus: &Corpus<'_>, terms: &[QueryTerm<'_>]) {
        // Of the candidates of one term, the one that scores most counts.
        let mut best = vec![Match::default(); corpus.len()];
        let mut touched: Vec<usize> = Vec::new();
        for term in terms {
            for &Candidate { id, confidence, idf } in &term.candidates {
                let perfect = corpus.weights.of_kind(term.kind) * confidence * idf;
                for (posting, phrases) in corpus.phrase_postings(id) {
                    let best = &mut best[posting.entry];
                    if best.terms == 0 {
                        touched.push(posting.entry);
                    }
                    let score = perfect * posting.frequency();
                    if best.terms == 0 || best.score < score {
                        *best = Match { score, covered: confidence * term.weight, terms: 1 };
                    }
                    for (phrase, is_synonym) in posting.phrases() {
                        let gain = if is_synonym { corpus.weights.phrase_synonym } else { 1.0 };
                        self.phrases[phrases + phrase] += perfect * gain;
                    }
                }
            }
            for position in touched.drain(..) {
                let entry = &mut self.entries[position];
                if entry.terms == 0 {
                    self.touched.push(position);
                }
                entry.add(&std::mem::take(&mut best[position]));
            }
        }
    }

    /// The entries that have one of the terms, each with its score.
    fn scores(&self, corpus: &Corpus<'_>, terms: &[QueryTerm<'_>]) -> Ranked {
        let query = weight(terms);
        let Weights { phrase, phrase_short, .. } = corpus.weights;
        let share = if is_short(terms) { phrase_short } else { phrase };
        let terms = |position: usize| {
            let found = self.entries[position];
            found.score / query * found.covered / query
        };
        let best = self.touched.iter().map(|&position| terms(position)).fold(0.0, f32::max);
        let least = best * (1.0 - share) * corpus.weights.tail * SLACK;
        let score = |&position: &usize| {
            let score = terms(position) * (1.0 - share);
            // No phrase covers more than the entry; most entries are out before their phrases count.
            let covered = (self.entries[position].covered / query).min(1.0);
            let phrase = if score + covered * share < least {
                0.0
            } else {
                self.phrase(corpus, position, query)
            };
            (position, score + phrase * share)
        };
        self.touched.iter().map(score).collect()
    }

    /// How well the best phrase of an entry fits a query of some weight: the share of the query that
    /// it covers, reduced by the share of the phrase that the query lacks.
    fn phrase(&self, corpus: &Corpus<'_>, position: usize, query: f32) -> f32 {
        let loose = corpus.weights.loose;
        let score = |(place, weight): (usize, f32)| {
            let found = self.phrases[place];
            let covered = (found / weight.max(1.0)).min(1.0);
            (found / query).min(1.0) * (loose + (1.0 - loose) * covered)
        };
        corpus.phrases_of(position).map(score).fold(0.0, f32::max)
    }
}

/// The share of the query's weight that the indexes know, from 0 to 1.
fn known_share(terms: &[QueryTerm<'_>]) -> f32 {
    let share = |kind: Kind| {
        let of_kind = terms.iter().filter(|term| term.kind == kind);
        of_kind.fold((0.0, 0.0), |(weight, known), term| {
            (weight + term.weight, known + term.weight * term.confidence())
        })
    };
    let (words, known_words) = share(Kind::Word);
    let (pairs, known_pairs) = share(Kind::HanPair);
    // Every other pair of Chinese characters straddles two words and is in no index.
    (known_words + (2.0 * known_pairs).min(pairs)) / (words + pairs).max(f32::EPSILON)
}

/// Whether a word of the query is in such entries alone, as `qal` in `qal timeout`.
fn asks_for(
    corpus: &Corpus<'_>,
    terms: &[QueryTerm<'_>],
    is_wanted: impl Fn(usize) -> bool,
) -> bool {
    let all = |id: TermId| corpus.postings(id).all(|posting| is_wanted(posting.entry));
    let mut words = terms.iter().filter(|term| term.kind == Kind::Word);
    words.any(|term| {
        term.candidates.iter().any(|candidate| candidate.confidence >= 1.0 && all(candidate.id))
    })
}

/// Lifts the entries whose name the query abbreviates: `svr acc sig exp`. Plain words that are also
/// in the name of a demoted entry do not abbreviate it: `login failed`.
fn lift_names(
    corpus: &Corpus<'_>,
    query: &str,
    ranked: &mut Ranked,
    is_demoted: impl Fn(usize) -> bool,
) {
    let Some(matcher) = NameMatcher::new(query) else { return };
    for position in 0..corpus.len() {
        let Some(name) = corpus.entry(position).and_then(Entry::name) else { continue };
        let Some(similarity) = matcher.similarity(name) else { continue };
        match ranked.iter_mut().find(|(other, _)| *other == position) {
            Some(_) if is_demoted(position) && !matcher.is_whole(name) => {}
            Some((_, score)) => *score += corpus.weights.name * similarity,
            None => ranked.push((position, corpus.weights.name * similarity)),
        }
    }
}
