//! Query expansion: maps the words of a query to index terms, each with a confidence.
//!
//! A word that no index has expands to the terms it abbreviates, the terms one typo away, or the
//! terms it is compounded of.

use crate::search::corpus::{Corpus, TermId};
use crate::search::direction::direction;
use crate::search::fillers;
use crate::search::stemmer::stem;
use crate::search::tokenizer::{Kind, Token, tokenize};

/// Longest word that is taken for an abbreviation.
const LONGEST_ABBREVIATION: usize = 6;
/// An abbreviation means a term in at least this many entries.
const WELL_KNOWN: usize = 4;
/// Shortest prefix or compound part considered: shorter ones match by chance.
const SHORTEST_PART: usize = 3;
/// Longest word that is corrected or split: no term is longer.
const LONGEST_WORD: usize = 64;
/// Longest misspelling of a word that says nothing.
const LONGEST_FILLER: usize = 12;
/// A term in at most this many entries may be a misspelling that the vendor made.
const RARE: usize = 2;
/// How many times as many entries the right spelling has.
const FREQUENT: usize = 5;
/// The most tokens of a query that are considered: the cost of each depends on the index alone.
const MAX_TOKENS: usize = 512;

/// A word of a query and the terms it may mean.
pub(crate) struct QueryTerm<'q> {
    pub(crate) text: &'q str,
    pub(crate) kind: Kind,
    pub(crate) candidates: Vec<Candidate>,
    /// The score of a perfect match: its idf, reduced by its kind.
    pub(crate) weight: f32,
    /// Whether it is a term and no filler.
    pub(crate) says: bool,
    /// The number of clauses before the one it is in.
    pub(crate) clause: usize,
}

/// A term that a word may mean.
#[derive(Clone, Copy)]
pub(crate) struct Candidate {
    pub(crate) id: TermId,
    /// Above 0, at most 1.
    pub(crate) confidence: f32,
    pub(crate) idf: f32,
}

impl<'q> QueryTerm<'q> {
    /// `scale` is 1 for a term, less for a word that says little.
    fn new(
        corpus: &Corpus<'_>,
        text: &'q str,
        (kind, scale): (Kind, f32),
        terms: Vec<(TermId, f32)>,
    ) -> Self {
        let candidate =
            |(id, confidence)| Candidate { id, confidence, idf: scale * corpus.idf(id) };
        let candidates: Vec<Candidate> = terms.into_iter().map(candidate).collect();
        let idf = candidates.iter().map(|candidate| candidate.idf).fold(0.0, f32::max);
        let unknown = scale * corpus.highest_idf() * corpus.weights.unknown;
        let idf = if candidates.is_empty() { unknown } else { idf };
        Self {
            text,
            kind,
            candidates,
            weight: corpus.weights.of_kind(kind) * idf,
            says: scale >= 1.0,
            clause: 0,
        }
    }

    fn word(corpus: &Corpus<'_>, text: &'q str, terms: Vec<(TermId, f32)>) -> Self {
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
        let scale = if is_number {
            corpus.weights.number
        } else {
            corpus.weights.of_word(&text.to_ascii_lowercase())
        };
        Self::new(corpus, text, (Kind::Word, scale), terms)
    }

    /// Confidence in the most likely term.
    pub(crate) fn confidence(&self) -> f32 {
        self.candidates.iter().map(|candidate| candidate.confidence).fold(0.0, f32::max)
    }
}

/// The terms of `query`, in the order of its words.
pub(crate) fn expand<'q>(corpus: &Corpus<'_>, query: &'q str) -> Vec<QueryTerm<'q>> {
    let mut tokens = tokenize(query);
    tokens.truncate(MAX_TOKENS);
    let han_fillers = fillers::han_fillers(query);
    let mut terms: Vec<QueryTerm<'q>> = Vec::new();
    let (mut clause, mut read, mut begin) = (0, 0, 0);
    for (at, token) in tokens.iter().enumerate() {
        if let Some(end) = clause_end(&query[read..token.start.max(read)]) {
            terms.extend(direction_of(corpus, &query[begin..read + end], clause));
            (clause, begin) = (clause + 1, read + end);
        }
        read = token.end.max(read);
        let first = terms.len();
        match token.kind {
            Kind::Word => {
                let parts = tokens[at + 1..].iter().take_while(|token| token.kind == Kind::Part);
                terms.extend(expand_word(corpus, query, token, parts));
            }
            Kind::HanPair | Kind::Han => {
                let text = &query[token.start..token.end];
                let is_filler = han_fillers
                    .iter()
                    .any(|filler| token.start < filler.end && filler.start < token.end);
                let scale = if is_filler { corpus.weights.filler } else { 1.0 };
                let found = exact(corpus, &token.term);
                terms.push(QueryTerm::new(corpus, text, (token.kind, scale), found));
            }
            // Parts are expanded with their word.
            Kind::Part | Kind::Synonym | Kind::Direction => {}
        }
        terms[first..].iter_mut().for_each(|term| term.clause = clause);
    }
    terms.extend(direction_of(corpus, &query[begin..], clause));
    join_neighbors(corpus, query, &tokens, &mut terms);
    terms
}

/// The term for who did it to whom in a clause.
fn direction_of<'q>(corpus: &Corpus<'_>, text: &'q str, clause: usize) -> Option<QueryTerm<'q>> {
    let found = exact(corpus, direction(text)?);
    let term = QueryTerm::new(corpus, text, (Kind::Direction, 1.0), found);
    Some(QueryTerm { clause, ..term })
}

/// Where a clause ends in `gap`, the text between two words.
fn clause_end(gap: &str) -> Option<usize> {
    let mark = gap.find(['\n', ';', '!', '?', '，', '。', '；', '！', '？']);
    [". ", ", ", ": "].iter().filter_map(|end| gap.find(end)).chain(mark).min()
}

/// The terms of a word, or of its parts if no index has the word.
fn expand_word<'q, 't>(
    corpus: &Corpus<'_>,
    query: &'q str,
    token: &Token,
    parts: impl Iterator<Item = &'t Token>,
) -> Vec<QueryTerm<'q>> {
    let text = &query[token.start..token.end];
    let word = |text, terms| QueryTerm::word(corpus, text, terms);
    let parts: Vec<&Token> = parts.collect();
    let part = |part: &&Token| {
        let terms = similar_terms(corpus, &part.term, &part.surface);
        word(&query[part.start..part.end], terms)
    };
    let are_known = parts.iter().all(|part| !exact(corpus, &part.term).is_empty());
    if !parts.is_empty() && are_known && exact(corpus, &token.term).is_empty() {
        return parts.iter().map(part).collect();
    }
    let similar = similar_terms(corpus, &token.term, &token.surface);
    if !similar.is_empty() {
        return vec![word(text, similar)];
    }
    if !parts.is_empty() {
        return parts.iter().map(part).collect();
    }
    if is_misspelled_filler(&token.surface) {
        return Vec::new();
    }
    match split_compound(corpus, &token.surface) {
        Some(halves) => halves
            .into_iter()
            .map(|ids| {
                word(text, ids.into_iter().map(|id| (id, corpus.weights.compound)).collect())
            })
            .collect(),
        // A number that no entry mentions says nothing.
        None if text.bytes().any(|byte| byte.is_ascii_digit()) => Vec::new(),
        None => vec![word(text, Vec::new())],
    }
}

/// Whether an unknown word is one that says nothing, with a slip: `erorr`, `faield`.
fn is_misspelled_filler(lower: &str) -> bool {
    let is_near = |filler: &&str| filler.len() > 4 && strsim::osa_distance(filler, lower) == 1;
    lower.len() <= LONGEST_FILLER && (fillers::FILLERS.iter().any(is_near) || is_near(&"error"))
}

fn exact(corpus: &Corpus<'_>, term: &str) -> Vec<(TermId, f32)> {
    corpus.find(term).map(|id| (id, 1.0)).collect()
}

/// The terms that are `term`, else those that `lower` abbreviates or that are a typo away; beside a term
/// that hardly any entry has, as a misspelled constant's, the frequent ones a typo away too.
fn similar_terms(corpus: &Corpus<'_>, term: &str, lower: &str) -> Vec<(TermId, f32)> {
    let mut terms = exact(corpus, term);
    if !(SHORTEST_PART..=LONGEST_WORD).contains(&lower.len()) {
        return terms;
    }
    // Another number is not a typo.
    let is_word = lower.bytes().all(|byte| byte.is_ascii_lowercase());
    if terms.is_empty() {
        if is_word {
            terms.extend(by_typo(corpus, lower));
            terms.extend(by_abbreviation(corpus, lower));
        }
    } else if is_word && terms.iter().all(|(id, _)| corpus.frequency(*id) <= RARE) {
        let frequent = |(id, _): &(TermId, f32)| corpus.frequency(*id) >= RARE * FREQUENT;
        terms.extend(by_typo(corpus, lower).into_iter().filter(frequent));
    }
    terms
}

/// The frequent terms that a short word abbreviates: `param`, `conn`, `grp`, `cnt`.
fn by_abbreviation(corpus: &Corpus<'_>, word: &str) -> Vec<(TermId, f32)> {
    if word.len() > LONGEST_ABBREVIATION {
        return Vec::new();
    }
    let mut terms: Vec<(TermId, f32)> = Vec::new();
    for (id, surface) in corpus.surfaces() {
        if surface.len() <= word.len() || !abbreviates(word, surface) {
            continue;
        }
        if corpus.frequency(id) >= WELL_KNOWN && terms.iter().all(|(other, _)| *other != id) {
            terms.push((id, corpus.weights.abbreviated));
        }
    }
    terms
}

/// Whether `word` is the first letters of `surface` or, without vowels but the first letter, its
/// consonants up to some letter.
fn abbreviates(word: &str, surface: &str) -> bool {
    if surface.starts_with(word) {
        return true;
    }
    let is_consonant = |letter: &u8| !b"aeiou".contains(letter);
    if word.as_bytes()[..1] != surface.as_bytes()[..1]
        || !word.bytes().skip(1).all(|letter| is_consonant(&letter))
    {
        return false;
    }
    let skeleton = surface.bytes().skip(1).filter(is_consonant);
    let (mut rest, mut skipped) = (word.bytes().skip(1).peekable(), 0);
    for letter in skeleton {
        if rest.next_if_eq(&letter).is_none() {
            skipped += 1;
        }
    }
    rest.peek().is_none() && skipped <= word.len() / 2
}

/// Terms with a surface within one typo, or two for a long word.
fn by_typo(corpus: &Corpus<'_>, word: &str) -> Vec<(TermId, f32)> {
    let most = match word.len() {
        0..=3 => return Vec::new(),
        4..=7 => 1,
        _ => 2,
    };
    let letters = letter_set(word);
    let mut terms: Vec<(TermId, f32)> = Vec::new();
    for (id, surface) in corpus.surfaces() {
        // Each typo changes at most two letters of the set; this check is 20 times cheaper.
        if surface.len().abs_diff(word.len()) > most
            || (letter_set(surface) ^ letters).count_ones() as usize > 2 * most
        {
            continue;
        }
        // Short words are alike by chance; their first letter is rarely the wrong one.
        let begins_alike = surface.starts_with(&word[..1]) || word[1..].starts_with(&surface[..1]);
        let distance = strsim::osa_distance(word, surface);
        if distance > most || distance == 0 || (most < 2 && !begins_alike) {
            continue;
        }
        let confidence = 1.0 - corpus.weights.typo * distance as f32 / surface.len() as f32;
        match terms.iter_mut().find(|(other, _)| *other == id) {
            Some((_, best)) => *best = best.max(confidence),
            None => terms.push((id, confidence)),
        }
    }
    terms
}

/// A bit for each letter of an ASCII word.
fn letter_set(word: &str) -> u32 {
    word.bytes().fold(0, |letters, byte| letters | 1 << (byte & 31))
}

/// The terms of two words that were typed as one.
fn split_compound(corpus: &Corpus<'_>, lower: &str) -> Option<[Vec<TermId>; 2]> {
    if lower.len() > LONGEST_WORD {
        return None;
    }
    let half = |text: &str| {
        let ids: Vec<TermId> = corpus.find(&stem(text)).collect();
        (!ids.is_empty()).then_some(ids)
    };
    (SHORTEST_PART..(lower.len() + 1).saturating_sub(SHORTEST_PART)).find_map(|at| {
        let (first, second) = lower.split_at_checked(at)?;
        Some([half(first)?, half(second)?])
    })
}

/// Two neighbors may be one compound of the index: each then means it too.
fn join_neighbors(corpus: &Corpus<'_>, query: &str, tokens: &[Token], terms: &mut [QueryTerm<'_>]) {
    let words: Vec<&str> = tokens
        .iter()
        .filter(|token| token.kind == Kind::Word)
        .map(|token| &query[token.start..token.end])
        .collect();
    for pair in words.windows(2).filter(|pair| pair.concat().len() <= LONGEST_WORD) {
        let compound = stem(&pair.concat().to_ascii_lowercase());
        let ids: Vec<TermId> = corpus.find(&compound).collect();
        if ids.is_empty() {
            continue;
        }
        for term in terms.iter_mut().filter(|term| pair.contains(&term.text)) {
            term.candidates.extend(ids.iter().map(|&id| Candidate {
                id,
                confidence: corpus.weights.compound,
                idf: corpus.idf(id),
            }));
        }
    }
}
