//! Scores entries: BM25F times coverage, abbreviated names, a factor for the legacy layer, and
//! thresholds below which nothing is a result.

use std::cmp::Ordering;

use crate::codes::set::Entry;
use crate::search::corpus::{Corpus, TermId};
use crate::search::names::NameMatcher;
use crate::search::query::{Candidate, QueryTerm, kind_weight};
use crate::search::tokenizer::Kind;

/// Minimum score for a result, whatever the query.
const MIN_SCORE: f32 = 0.15;
/// Minimum score if every word of the query is known: a description of a symptom has many words,
/// and few of them are in one entry.
const MIN_SCORE_KNOWN: f32 = 0.003;
/// Results below this share of the best are dropped.
const TAIL: f32 = 0.3;
/// Exponent of a clause's share of the query's weight, a factor of the clause's score.
const CLAUSE: f32 = 0.5;
/// Gain of an entry whose name the query abbreviates.
const NAME: f32 = 0.3;
/// Factor for entries of a legacy layer, unless the query asks for it.
const LEGACY: f32 = 0.88;
const LEGACY_LAYER: &str = "v3";

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
    let is_legacy = |position: usize| {
        corpus.entry(position).is_some_and(|entry| entry.category().layer() == LEGACY_LAYER)
    };
    let wants_legacy = asks_for(corpus, terms, is_legacy);
    let is_demoted = |position: usize| !wants_legacy && is_legacy(position);
    for (_, score) in ranked.iter_mut().filter(|(position, _)| is_demoted(*position)) {
        *score *= LEGACY;
    }
    lift_names(corpus, query, &mut ranked, is_demoted);
    ranked.retain(|(position, _)| corpus.entry(*position).is_some());
    ranked.sort_by(best_first);
    let least = ranked.first().map_or(0.0, |(_, best)| best * TAIL);
    ranked.retain(|(_, score)| *score >= least);
    ranked
}

fn best_first((a, left): &(usize, f32), (b, right): &(usize, f32)) -> Ordering {
    right.total_cmp(left).then(a.cmp(b))
}

/// The entries that pass the thresholds, in no order. A message of several clauses is as good as its
/// best one, reduced by the weight of the others.
fn score(corpus: &Corpus<'_>, terms: &[QueryTerm<'_>]) -> Ranked {
    let all = weight(terms);
    let mut whole = vec![Match::default(); corpus.len()];
    let mut best = vec![0.0_f32; corpus.len()];
    let clauses = terms.chunk_by(|a, b| a.clause == b.clause);
    for clause in clauses {
        let matches = matches(corpus, clause);
        let share = (weight(clause) / all).powf(CLAUSE);
        let scale = Scale::new(clause);
        for (position, found) in matches.iter().enumerate().filter(|(_, found)| found.terms > 0) {
            whole[position].add(found);
            let score = scale.score(*found) * share;
            best[position] = best[position].max(score);
        }
    }
    let scale = Scale::new(terms);
    let scores = whole.into_iter().zip(best).map(|(found, best)| scale.score(found).max(best));
    scores.enumerate().filter(|(_, score)| *score > 0.0).collect()
}

/// How the matches of some terms become a score.
struct Scale {
    weight: f32,
    /// The minimum score of an entry with several of the terms.
    least: f32,
}

impl Scale {
    fn new(terms: &[QueryTerm<'_>]) -> Self {
        let known = known_share(terms);
        let least = MIN_SCORE + (MIN_SCORE_KNOWN - MIN_SCORE) * known * known;
        Self { weight: weight(terms), least }
    }

    /// The share of the weight that an entry scores, times the share that it covers; 0 below the
    /// thresholds.
    fn score(&self, found: Match) -> f32 {
        let score = found.score / self.weight * found.covered / self.weight;
        let passes = score >= MIN_SCORE || (found.terms >= 2 && score >= self.least);
        if passes { score } else { 0.0 }
    }
}

fn weight(terms: &[QueryTerm<'_>]) -> f32 {
    terms.iter().map(|term| term.weight).sum()
}

fn matches(corpus: &Corpus<'_>, terms: &[QueryTerm<'_>]) -> Vec<Match> {
    let mut matches = vec![Match::default(); corpus.len()];
    // Of the candidates of one term, the one that scores most counts.
    let mut best = vec![Match::default(); corpus.len()];
    let mut touched: Vec<usize> = Vec::new();
    for term in terms {
        for &Candidate { id, confidence, idf } in &term.candidates {
            let perfect = kind_weight(term.kind) * confidence * idf;
            for posting in corpus.postings(id) {
                let best = &mut best[posting.entry];
                if best.terms == 0 {
                    touched.push(posting.entry);
                }
                let score = perfect * posting.frequency();
                if best.terms == 0 || best.score < score {
                    *best = Match { score, covered: confidence * term.weight, terms: 1 };
                }
            }
        }
        for position in touched.drain(..) {
            matches[position].add(&std::mem::take(&mut best[position]));
        }
    }
    matches
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
            Some((_, score)) => *score += NAME * similarity,
            None => ranked.push((position, NAME * similarity)),
        }
    }
}
