//! Query expansion: maps the words of a query to terms of the indexes, each with a confidence.
//!
//! A word that no index has expands to the terms it abbreviates, the terms one typo away, or the
//! terms it is compounded of.

use std::ops::Range;

use crate::search::corpus::{Corpus, Term};
use crate::search::direction::direction;
use crate::search::fillers::{self, Says};
use crate::search::stemmer::stem;
use crate::search::tokenizer::{Kind, Token, tokenize};

/// Longest word that is taken for an abbreviation.
const LONGEST_ABBREVIATION: usize = 6;
/// An abbreviation means a term in at least this many entries.
const WELL_KNOWN: usize = 4;
/// Shortest prefix or compound part considered: shorter ones match by chance.
const SHORTEST_PART: usize = 3;
/// Longest word that is corrected or split.
const LONGEST_WORD: usize = 64;
/// A term in at most this many entries may be a misspelling that the vendor made.
const RARE: usize = 2;
/// How many times as many have the right spelling, or the word in full.
const FREQUENT: usize = 5;
/// The most tokens of a query that are considered: the cost of each depends on the index alone.
const MAX_TOKENS: usize = 512;

/// A word of a query and the terms it may mean.
pub(crate) struct QueryTerm<'q> {
    pub(crate) text: &'q str,
    pub(crate) kind: Kind,
    pub(crate) candidates: Vec<Candidate<'q>>,
    /// The score of a perfect match: its idf, reduced by its kind.
    pub(crate) weight: f32,
    pub(crate) says: Says,
    /// The number of clauses before the one it is in.
    pub(crate) clause: usize,
}

impl QueryTerm<'_> {
    fn silence(&mut self, factor: f32) {
        (self.weight, self.says) = (self.weight * factor, Says::Nothing);
        for candidate in &mut self.candidates {
            candidate.weight *= factor;
        }
    }
}

/// A term that a word may mean.
#[derive(Clone)]
pub(crate) struct Candidate<'q> {
    pub(crate) term: Term<'q>,
    /// Above 0, at most 1.
    pub(crate) confidence: f32,
    /// The score of a perfect match.
    pub(crate) weight: f32,
}

/// The terms of `query`, in the order of its words.
pub(crate) fn expand<'q>(corpus: &'q Corpus<'_>, query: &'q str) -> Vec<QueryTerm<'q>> {
    let mut tokens = tokenize(query);
    tokens.truncate(MAX_TOKENS);
    let words = tokens.iter().filter(|token| token.kind == Kind::Word).count();
    // Alone, `man` abbreviates nothing; `ms` is a unit in company too.
    let shortest = if words > 1 { SHORTEST_PART } else { SHORTEST_PART + 1 };
    let mut expansion = Expansion { corpus, query, shortest, terms: Vec::new(), clause: 0 };
    let fillers = fillers::in_chinese(query);
    let (mut read, mut begin) = (0, 0);
    for (at, token) in tokens.iter().enumerate() {
        if let Some(end) = clause_end(query, read..token.start.max(read)) {
            expansion.direction(&query[begin..read + end]);
            begin = read + end;
            expansion.clause += 1;
        }
        read = token.end.max(read);
        match token.kind {
            Kind::Word => {
                let parts = tokens[at + 1..].iter().take_while(|token| token.kind == Kind::Part);
                expansion.word(token, &parts.collect::<Vec<_>>());
            }
            Kind::HanPair | Kind::Han => {
                let filler = fillers
                    .iter()
                    .find(|(filler, _)| token.start < filler.end && filler.start < token.end);
                let says = filler.map_or(Says::Much, |(_, says)| *says);
                let found = corpus.find(&token.term).map(|term| (term, 1.0));
                expansion.push(&query[token.start..token.end], token.kind, says, found);
            }
            // Parts are expanded with their word.
            Kind::Part | Kind::Synonym | Kind::Direction => {}
        }
    }
    expansion.direction(&query[begin..]);
    expansion.join_neighbors(&tokens);
    expansion.terms
}

/// Where a clause ends in a gap between two words: at a mark, which in `17.4`, `a,b` and `code:6206`
/// is none.
fn clause_end(query: &str, gap: Range<usize>) -> Option<usize> {
    let is_end = |at: usize, mark: char| match mark {
        '\n' | ';' | '!' | '?' | '。' => true,
        '.' | ',' | ':' => !query[at + 1..].starts_with(|next: char| next.is_ascii_alphanumeric()),
        _ => false,
    };
    let text = &query[gap.clone()];
    text.char_indices().find_map(|(at, mark)| is_end(gap.start + at, mark).then_some(at))
}

struct Expansion<'q, 'c> {
    corpus: &'q Corpus<'c>,
    query: &'q str,
    /// The letters of the shortest abbreviation.
    shortest: usize,
    terms: Vec<QueryTerm<'q>>,
    clause: usize,
}

impl<'q> Expansion<'q, '_> {
    /// Adds a word and the terms that it may mean, each with a confidence.
    fn push(
        &mut self,
        text: &'q str,
        kind: Kind,
        says: Says,
        found: impl IntoIterator<Item = (Term<'q>, f32)>,
    ) {
        let weights = &self.corpus.weights;
        let scale = weights.in_query(kind) * weights.of(says);
        let found: Vec<(Term<'q>, f32)> = found.into_iter().collect();
        // Terms that one word may mean are one term.
        let exact = found
            .iter()
            .filter(|(_, confidence)| *confidence >= 1.0)
            .map(|(term, _)| term.count)
            .max();
        let count = exact.or(found.iter().map(|(term, _)| term.count).min());
        let known = count.map_or(weights.unknown, |_| 1.0);
        let weight = scale * known * self.corpus.idf(count.unwrap_or(1));
        let candidates: Vec<Candidate<'q>> = found
            .into_iter()
            .map(|(term, confidence)| {
                let own = scale * self.corpus.idf(term.count);
                let weight = if confidence < 1.0 { own } else { weight };
                Candidate { term, confidence, weight }
            })
            .collect();
        self.terms.push(QueryTerm { text, kind, candidates, weight, says, clause: self.clause });
    }

    fn push_word(&mut self, token: &Token, found: Vec<(Term<'q>, f32)>) {
        let text = &self.query[token.start..token.end];
        // A number or a letter that no entry has says nothing.
        let is_word = text.len() > 2 && !token.surface.bytes().any(|byte| byte.is_ascii_digit());
        if found.is_empty() && !is_word {
            return;
        }
        let says =
            if self.is_version(token) { Says::Nothing } else { fillers::of_word(&token.surface) };
        self.push(text, Kind::Word, says, found);
    }

    /// Whether a number has a decimal point: `17.4` is a version or a duration.
    fn is_version(&self, token: &Token) -> bool {
        let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
        let query = self.query.as_bytes();
        let after = &query[token.end..];
        let before = &query[..token.start];
        is_digit(query.get(token.start))
            && (after.first() == Some(&b'.') && is_digit(after.get(1))
                || before.last() == Some(&b'.') && is_digit(before.iter().nth_back(1)))
    }

    /// Adds the terms of a word, or of its parts if no index has the word.
    fn word(&mut self, token: &Token, parts: &[&Token]) {
        let is_known = |token: &Token| self.corpus.find(&token.term).is_some();
        let are_known = !parts.is_empty() && parts.iter().all(|part| is_known(part));
        let similar = if are_known && !is_known(token) { Vec::new() } else { self.similar(token) };
        if !similar.is_empty() {
            self.push_word(token, similar);
        } else if !parts.is_empty() {
            for part in parts {
                let similar = self.similar(part);
                self.push_word(part, similar);
            }
        } else if let Some(halves) = self.halves(&token.surface) {
            let confidence = self.corpus.weights.compound;
            for half in halves {
                self.push_word(token, vec![(half, confidence)]);
            }
        } else if !fillers::is_misspelled(&token.surface, strsim::osa_distance) {
            self.push_word(token, Vec::new());
        }
    }

    /// Adds the term for who did it to whom in a clause.
    fn direction(&mut self, text: &'q str) {
        if let Some(term) = direction(text).and_then(|term| self.corpus.find(term)) {
            self.push(text, Kind::Direction, Says::Much, [(term, 1.0)]);
        }
    }

    /// The term of a word, and far more frequent ones that it abbreviates or, if hardly any entry has
    /// it, that are a typo away.
    fn similar(&self, token: &Token) -> Vec<(Term<'q>, f32)> {
        let exact = self.corpus.find(&token.term).map(|term| (term, 1.0));
        let word = &*token.surface;
        let has_similar = (2..=LONGEST_WORD).contains(&word.len())
            // Another number is not a typo.
            && word.bytes().all(|byte| byte.is_ascii_lowercase());
        if !has_similar {
            return exact.into_iter().collect();
        }
        let count = exact.as_ref().map_or(0, |(term, _)| term.count);
        let is_frequent = |(term, _): &(Term<'q>, f32)| term.count >= count * FREQUENT;
        let typos = if count <= RARE { self.by_typo(word) } else { Vec::new() };
        // Nothing is that much more frequent than a frequent word.
        let is_common = count * FREQUENT > self.corpus.len();
        let abbreviated = if is_common { Vec::new() } else { self.by_abbreviation(word) };
        exact.into_iter().chain(typos.into_iter().chain(abbreviated).filter(is_frequent)).collect()
    }

    /// The frequent terms that a short word abbreviates: `param`, `conn`, `grp`, `cnt`.
    fn by_abbreviation(&self, word: &str) -> Vec<(Term<'q>, f32)> {
        if !(self.shortest..=LONGEST_ABBREVIATION).contains(&word.len()) {
            return Vec::new();
        }
        let surfaces = self.corpus.surfaces(word.len() + 1..=LONGEST_WORD);
        let mut stems: Vec<String> =
            surfaces.filter(|surface| abbreviates(word, surface)).map(stem).collect();
        stems.sort_unstable();
        stems.dedup();
        let terms = stems.iter().filter_map(|stem| self.corpus.find(stem));
        terms
            .filter(|term| term.count >= WELL_KNOWN)
            .map(|term| (term, self.corpus.weights.abbreviated))
            .collect()
    }

    /// Terms with a surface within one typo, or two for a long word.
    fn by_typo(&self, word: &str) -> Vec<(Term<'q>, f32)> {
        let most = match word.len() {
            0..=3 => return Vec::new(),
            4..=7 => 1,
            _ => 2,
        };
        let letters = letter_set(word);
        let mut stems: Vec<(String, f32)> = Vec::new();
        for surface in self.corpus.surfaces(word.len() - most..=word.len() + most) {
            // Each typo changes at most two letters of the set; this check is 20 times cheaper.
            if (letter_set(surface) ^ letters).count_ones() as usize > 2 * most {
                continue;
            }
            // Short words are alike by chance; their first letter is rarely the wrong one.
            let begins_alike =
                surface.starts_with(&word[..1]) || word[1..].starts_with(&surface[..1]);
            let distance = strsim::osa_distance(word, surface);
            if distance <= most && (most > 1 || begins_alike) {
                stems.push((stem(surface), 1.0 - distance as f32 / surface.len() as f32));
            }
        }
        stems.sort_by(|(a, left), (b, right)| a.cmp(b).then(right.total_cmp(left)));
        stems.dedup_by(|(a, _), (b, _)| a == b);
        let own = stem(word);
        let others = stems.into_iter().filter(|(stem, _)| *stem != own);
        others
            .filter_map(|(stem, confidence)| Some((self.corpus.find(&stem)?, confidence)))
            .collect()
    }

    /// The terms of two words that were typed as one.
    fn halves(&self, lower: &str) -> Option<[Term<'q>; 2]> {
        if lower.len() > LONGEST_WORD {
            return None;
        }
        (SHORTEST_PART..(lower.len() + 1).saturating_sub(SHORTEST_PART)).find_map(|at| {
            let (first, second) = lower.split_at(at);
            Some([self.corpus.find(&stem(first))?, self.corpus.find(&stem(second))?])
        })
    }

    /// Two neighbors may be one compound of the index: each then means it too. Or a platform.
    fn join_neighbors(&mut self, tokens: &[Token]) {
        let is_word = |token: &&Token| token.kind == Kind::Word;
        let words: Vec<&Token> = tokens.iter().filter(is_word).collect();
        let weights = &self.corpus.weights;
        for pair in words.windows(2) {
            let joined = format!("{}{}", pair[0].surface, pair[1].surface);
            let texts = [pair[0], pair[1]].map(|token| &self.query[token.start..token.end]);
            let terms = self.terms.iter_mut().filter(|term| texts.contains(&term.text));
            if fillers::of_word(&joined) == Says::Nothing {
                terms.for_each(|term| term.silence(weights.of(Says::Nothing)));
            } else if let Some(found) = self.corpus.find(&stem(&joined)) {
                let weight = self.corpus.idf(found.count);
                let (term, confidence) = (found, weights.compound);
                let candidate = Candidate { term, confidence, weight };
                terms.for_each(|term| term.candidates.push(candidate.clone()));
            }
        }
    }
}

/// Whether `word` is the first letters of `surface`, or the first, most consonants and any last one
/// of it: `param`, `cnt`, `tmo`.
fn abbreviates(word: &str, surface: &str) -> bool {
    if surface.starts_with(word) {
        return true;
    }
    let is_vowel = |letter: &u8| b"aeiou".contains(letter);
    let inner = &word.as_bytes()[1..word.len() - 1];
    if word.as_bytes()[0] != surface.as_bytes()[0] || inner.iter().any(is_vowel) {
        return false;
    }
    let (mut rest, mut skipped) = (word.bytes().peekable(), 0);
    for letter in surface.bytes() {
        if rest.next_if_eq(&letter).is_none() && !is_vowel(&letter) {
            skipped += 1;
        }
    }
    rest.peek().is_none() && skipped <= word.len() / 2
}

/// A bit for each letter of an ASCII word.
fn letter_set(word: &str) -> u32 {
    word.bytes().fold(0, |letters, byte| letters | 1 << (byte & 31))
}
