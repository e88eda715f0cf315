//! Scores entries: BM25F times coverage, a factor for how often a code is met, and thresholds below
//! which nothing is a result.

use crate::codes::set::Entry;
use crate::search::corpus::Corpus;
use crate::search::fillers::Says;
use crate::search::phrase::Phrases;
use crate::search::query::QueryTerm;
use crate::search::tokenizer::Kind;

/// More terms than this are no more evidence.
const MOST_TERMS: f32 = 10.0;

/// Entries whose phrases are compared with the query.
const REREAD: usize = 12;
/// The terms of a stretch of a long clause.
const STRETCH: usize = 24;

/// An entry by its position in the corpus, with its score.
pub(crate) type Ranked = Vec<(usize, f32)>;

/// What the terms of a query add up to in one entry.
#[derive(Clone, Copy, Default)]
struct Match {
    score: f32,
    /// The weight of the terms found in the entry.
    covered: f32,
    /// The number of terms found in the entry.
    terms: f32,
}

/// What the best part of a query says of an entry.
#[derive(Clone, Copy, Default)]
struct Best {
    score: f32,
    evidence: f32,
}

/// The entries that fit the terms of `query`, best first. A message of several clauses is as good as
/// its best one, reduced by the weight of the others.
pub(crate) fn rank(corpus: &Corpus<'_>, terms: &[QueryTerm<'_>]) -> Ranked {
    let weights = &corpus.weights;
    let mut sums = Sums::new(corpus.len());
    let whole = sums.add(terms);
    let all = weight(terms);
    let known = known_share(terms).powi(3);
    let mut best = vec![Best::default(); corpus.len()];
    let mut raise = |found: &[(usize, Match)], weight: f32| {
        let share = weight / all;
        for (position, found) in found {
            let score = found.score / weight * found.covered / weight;
            let terms = found.terms.min(MOST_TERMS);
            let best = &mut best[*position];
            best.score = best.score.max(score * share);
            best.evidence = best.evidence.max((score * share.sqrt() * terms).sqrt() * known);
        }
    };
    raise(&whole, all);
    for part in parts(terms) {
        raise(&sums.add(part), weight(part));
    }
    let met = weights.met / length(terms).max(1.0).sqrt();
    let result = |(position, _): (usize, Match)| {
        let (entry, best) = (corpus.entry(position)?, best[position]);
        let score = best.score * (1.0 + met * steps(corpus, entry));
        (best.evidence >= weights.evidence).then_some((position, score))
    };
    let mut ranked: Ranked = whole.into_iter().filter_map(result).collect();
    ranked.sort_by(|(a, left), (b, right)| right.total_cmp(left).then(a.cmp(b)));
    let mut phrases = Phrases::new(terms);
    for (position, score) in ranked.iter_mut().take(REREAD) {
        let found = corpus.entry(*position).map_or(0.0, |entry| phrases.best(entry));
        *score *= 1.0 + weights.phrase * found / all;
    }
    ranked.sort_by(|(a, left), (b, right)| right.total_cmp(left).then(a.cmp(b)));
    let least = ranked.first().map_or(0.0, |(_, best)| best * weights.tail);
    ranked.retain(|(_, score)| *score >= least);
    ranked
}

/// The clauses of a query, and of each long one the stretches that it may say in other words.
fn parts<'t, 'q>(terms: &'t [QueryTerm<'q>]) -> impl Iterator<Item = &'t [QueryTerm<'q>]> {
    let clauses = terms.chunk_by(|a, b| a.clause == b.clause);
    let parts = clauses.flat_map(|clause| {
        let starts = (0..clause.len().saturating_sub(STRETCH / 2)).step_by(STRETCH / 2);
        let stretch = |start: usize| &clause[start..clause.len().min(start + STRETCH)];
        std::iter::once(clause).chain(starts.map(stretch).filter(|_| clause.len() > STRETCH))
    });
    parts.filter(|part| part.len() < terms.len())
}

/// How often a code is met, in steps; a legacy one is below the others.
fn steps(corpus: &Corpus<'_>, entry: Entry<'_>) -> f32 {
    if corpus.catalog.is_legacy(entry) { -0.5 } else { f32::from(entry.met()) }
}

/// The number of words that say something; a Chinese character is half a word.
fn length(terms: &[QueryTerm<'_>]) -> f32 {
    let length = |term: &QueryTerm<'_>| match term.kind {
        Kind::Word => 1.0,
        Kind::Han => 0.5,
        _ => 0.0,
    };
    terms.iter().filter(|term| term.says == Says::Much).map(length).sum()
}

fn weight(terms: &[QueryTerm<'_>]) -> f32 {
    terms.iter().map(|term| term.weight).sum::<f32>().max(f32::EPSILON)
}

/// Adds up the terms of a query by entry.
struct Sums {
    entries: Vec<Match>,
    /// Of the candidates of one term, the one that scores most counts.
    best: Vec<Match>,
}

impl Sums {
    fn new(entries: usize) -> Self {
        let empty = vec![Match::default(); entries];
        Self { best: empty.clone(), entries: empty }
    }

    /// What some terms add up to in each entry that has one of them.
    fn add(&mut self, terms: &[QueryTerm<'_>]) -> Vec<(usize, Match)> {
        let (mut touched, mut of_term) = (Vec::new(), Vec::new());
        for term in terms {
            for candidate in &term.candidates {
                let perfect = candidate.weight * candidate.confidence;
                let covered = term.weight * candidate.confidence;
                for posting in candidate.term.postings() {
                    let best = &mut self.best[posting.entry];
                    if best.terms == 0.0 {
                        of_term.push(posting.entry);
                    }
                    let score = perfect * posting.frequency;
                    if score > best.score {
                        *best = Match { score, covered, terms: 1.0 };
                    }
                }
            }
            for position in of_term.drain(..) {
                let sum = &mut self.entries[position];
                if sum.terms == 0.0 {
                    touched.push(position);
                }
                let best = std::mem::take(&mut self.best[position]);
                sum.score += best.score;
                sum.covered += best.covered;
                sum.terms += best.terms;
            }
        }
        touched.into_iter().map(|at| (at, std::mem::take(&mut self.entries[at]))).collect()
    }
}

/// The share of the query's weight that the indexes know, from 0 to 1.
fn known_share(terms: &[QueryTerm<'_>]) -> f32 {
    let share = |kind: Kind| {
        let of_kind = terms.iter().filter(|term| term.kind == kind);
        of_kind.fold((0.0, 0.0), |(weight, known), term| {
            let confidence = term.candidates.iter().map(|candidate| candidate.confidence);
            (weight + term.weight, known + term.weight * confidence.fold(0.0, f32::max))
        })
    };
    let (words, known_words) = share(Kind::Word);
    let (pairs, known_pairs) = share(Kind::HanPair);
    // Every other pair of Chinese characters straddles two words and is in no index.
    (known_words + (2.0 * known_pairs).min(pairs)) / (words + pairs).max(f32::EPSILON)
}
