//! Ranked search: from words, in any order and with typos, to the entries that mean them.
//!
//! Words are looked up in an index (`index`); each says more the rarer it is. A word that the index
//! does not hold stands for those that begin with it, look like it, or that it is put together of.

use std::borrow::Cow;

use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::builtin;
use crate::catalog::Catalog;
use crate::index::{self, Field, Index, Lexicon};
use crate::slips;
use crate::table::Entry;
use crate::words::{self, Kind};

/// A score that is no chance where the index knows none of the words but those it found.
const RELEVANT: f32 = 0.17;
/// A query of which the index knows less is about something else.
const FOREIGN: f32 = 0.5;
/// What a query has to say in all to be more than chance, whose words are all known: people who
/// describe a symptom use many words, and few of them stand in one entry.
const EVIDENT: f32 = 2.8;
/// A score that is no chance where all words are known.
const FAMILIAR: f32 = 0.004;
/// Entries that fit this much worse than the best are left out.
const TAIL: f32 = 0.3;
/// How strongly words that are missing take from what the others say.
const COVERAGE: f32 = 0.9;
/// What an entry gains from the best one it is related to: the same event seen elsewhere.
const RELATED: f32 = 0.06;
/// From how many of the best entries it gains.
const RELATING: usize = 20;
/// What a word that the index does not know is worth, of the rarest word's worth.
const UNKNOWN: f32 = 0.65;
const PAIR_TELLS: f32 = 0.3;
const CHARACTER_TELLS: f32 = 0.5;

/// How surely a word is meant by one that begins it, at best.
const BEGUN: f32 = 0.34;
const TYPO: [f32; 3] = [1.0, 0.58, 0.45];
const TOGETHER: f32 = 0.8;

/// Fewer letters stand in many names by chance.
const SHORTEST_NAME: usize = 4;
/// How much of a perfect match the letters of a name must make.
const LIKE: f32 = 0.6;

/// An entry that a search found.
#[derive(Clone, Debug)]
pub struct Hit<'c> {
    /// The entry.
    pub entry: Entry<'c>,
    /// How well it fits: above 0, at most 1, comparable between the hits of one query.
    pub score: f32,
    /// The words of the query that were found in it, and the words that stood for them.
    words: Vec<(String, String)>,
}

impl Hit<'_> {
    /// Which word of the query met which field: the weightiest that has it.
    #[must_use]
    pub fn matched(&self) -> Vec<(&str, Field)> {
        let fields = Lexicon::new(&[self.entry], self.entry.table.synonyms()).fields(self.entry);
        let field = |stem: &str| {
            fields
                .iter()
                .find(|(_, words)| words.iter().any(|word| word.stem == stem))
                .map(|(field, _)| *field)
        };
        self.words.iter().filter_map(|(word, stem)| Some((&word[..], field(stem)?))).collect()
    }
}

/// Searches the entries of a catalog.
///
/// ```
/// use imcode::{Catalog, Search};
///
/// let catalog = Catalog::builtin();
/// let search = Search::new(&catalog);
/// assert_eq!(search.find("usersig expird")[0].entry.code().get(), 70001);
/// assert!(search.find("banana smoothie").is_empty());
/// ```
#[derive(Debug)]
pub struct Search<'c> {
    entries: Vec<Entry<'c>>,
    index: Cow<'static, Index>,
}

/// A word of the query and what it may stand for.
struct Slot<'q> {
    word: &'q str,
    /// Words of the index, and how surely each is meant.
    candidates: Vec<(usize, f32)>,
    /// What the word tells, relative to a word that is typed whole.
    tells: f32,
    /// What the word would say where it is found: its rarity times what it tells.
    worth: f32,
}

/// How much of the query the index knows, from 0 to 1.
fn familiar(slots: &[Slot<'_>]) -> f32 {
    let share = |tells: f32| {
        let of_kind = slots.iter().filter(|slot| slot.tells == tells);
        let sure =
            |slot: &Slot<'_>| slot.candidates.iter().map(|(_, sure)| *sure).fold(0.0, f32::max);
        of_kind.fold((0.0, 0.0), |(count, sum), slot| (count + 1.0, sum + sure(slot)))
    };
    let (words, known_words) = share(1.0);
    let (pairs, known_pairs) = share(PAIR_TELLS);
    // Every other pair of Chinese characters straddles two words, which no index knows.
    (known_words + (2.0 * known_pairs).min(pairs)) / (words + pairs).max(1.0)
}

/// What the words of a query say of one entry.
#[derive(Clone, Copy, Default)]
struct Tally {
    said: f32,
    /// The worth of the words found in it.
    covered: f32,
    /// How many words were found in it.
    found: u32,
}

impl<'c> Search<'c> {
    /// A search over all entries of `catalog`. The index of the embedded table is ready; where
    /// other tables lie upon it, one is made.
    #[must_use]
    pub fn new(catalog: &'c Catalog) -> Self {
        let entries = catalog.entries();
        let index = if catalog.is_builtin() {
            Cow::Borrowed(&builtin::INDEX)
        } else {
            Cow::Owned(Index::build(&entries, &Lexicon::new(&entries, catalog.synonyms())))
        };
        Self { entries, index }
    }

    /// The entries that fit `query`, best first; none where nothing does.
    #[must_use]
    pub fn find(&self, query: &str) -> Vec<Hit<'c>> {
        let slots = self.slots(query);
        let worth: f32 = slots.iter().map(|slot| slot.worth).sum();
        if worth == 0.0 {
            return Vec::new();
        }
        if let [slot] = &slots[..]
            && slot.candidates.is_empty()
        {
            return self.names(slot.word);
        }
        let familiar = familiar(&slots);
        if familiar < FOREIGN {
            return Vec::new();
        }
        let least = RELEVANT + (FAMILIAR - RELEVANT) * familiar * familiar;
        let tallies = self.tally(&slots);
        let mut ranked: Vec<(usize, f32)> = Vec::new();
        for (place, tally) in tallies.iter().enumerate().filter(|(_, tally)| tally.said > 0.0) {
            let score = tally.said / worth * (tally.covered / worth).powf(COVERAGE);
            if score >= RELEVANT || (tally.said >= EVIDENT && tally.found >= 2 && score >= least) {
                ranked.push((place, score));
            }
        }
        self.add_related(&mut ranked);
        self.hits(&slots, ranked)
    }

    /// The entries whose constant name has the letters of `name` in their order, best first:
    /// `usrsigexp` is in `ERR_USER_SIG_EXPIRED`.
    #[must_use]
    pub fn names(&self, name: &str) -> Vec<Hit<'c>> {
        let is_name = name.len() >= SHORTEST_NAME
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        if !is_name {
            return Vec::new();
        }
        let matcher = SkimMatcherV2::default().ignore_case();
        let perfect = matcher.fuzzy_match(name, name).unwrap_or(1) as f32;
        let hit = |entry: &Entry<'c>| {
            let score = matcher.fuzzy_match(entry.name()?, name)? as f32 / perfect;
            (score >= LIKE).then(|| Hit { entry: *entry, score: score.min(1.0), words: Vec::new() })
        };
        let mut hits: Vec<Hit<'c>> = self.entries.iter().filter_map(hit).collect();
        hits.sort_by(|a, b| b.score.total_cmp(&a.score));
        hits
    }

    fn hits(&self, slots: &[Slot<'_>], ranked: Vec<(usize, f32)>) -> Vec<Hit<'c>> {
        let least = ranked.first().map_or(0.0, |(_, best)| best * TAIL);
        let hit = |(place, score): (usize, f32)| Hit {
            entry: self.entries[place],
            score: score.min(1.0),
            words: self.matched(slots, place),
        };
        ranked.into_iter().filter(|(_, score)| *score >= least).map(hit).collect()
    }

    fn matched(&self, slots: &[Slot<'_>], place: usize) -> Vec<(String, String)> {
        let holds = |term: usize| {
            self.index
                .postings(term)
                .binary_search_by_key(&place, |posting| posting.entry())
                .is_ok()
        };
        let stands = |slot: &Slot<'_>| {
            let (term, _) = slot.candidates.iter().find(|(term, _)| holds(*term))?;
            Some((slot.word.to_owned(), self.index.word(*term).to_owned()))
        };
        slots.iter().filter_map(stands).collect()
    }

    fn tally(&self, slots: &[Slot<'_>]) -> Vec<Tally> {
        let mut tallies = vec![Tally::default(); self.entries.len()];
        let mut best = vec![Tally::default(); self.entries.len()];
        let mut touched: Vec<usize> = Vec::new();
        for slot in slots {
            for &(term, sure) in &slot.candidates {
                let says = slot.tells * sure * self.rarity(term);
                for posting in self.index.postings(term) {
                    let best = &mut best[posting.entry()];
                    if best.said == 0.0 {
                        touched.push(posting.entry());
                    }
                    if best.said < says * posting.weight() {
                        let said = says * posting.weight();
                        *best = Tally { said, covered: sure * slot.worth, found: 1 };
                    }
                }
            }
            for place in touched.drain(..) {
                let Tally { said, covered, found } = std::mem::take(&mut best[place]);
                let tally = &mut tallies[place];
                *tally = Tally {
                    said: tally.said + said,
                    covered: tally.covered + covered,
                    found: tally.found + found,
                };
            }
        }
        tallies
    }

    /// Ranks; and lets the same event seen elsewhere come with it.
    fn add_related(&self, ranked: &mut [(usize, f32)]) {
        let best_first = |(a, left): &(usize, f32), (b, right): &(usize, f32)| {
            right.total_cmp(left).then(a.cmp(b))
        };
        ranked.sort_by(best_first);
        let relating: Vec<(usize, f32)> = ranked.iter().copied().take(RELATING).collect();
        for (place, score) in &mut *ranked {
            let entry = self.entries[*place];
            let of =
                |(other, _): &&(usize, f32)| entry.related().contains(&self.entries[*other].code());
            *score += relating.iter().find(of).map_or(0.0, |(_, score)| score * RELATED);
        }
        ranked.sort_by(best_first);
    }

    fn slots<'q>(&self, query: &'q str) -> Vec<Slot<'q>> {
        let mut slots: Vec<Slot<'q>> = Vec::new();
        let words = words::split(query);
        for (at, word) in words.iter().enumerate() {
            let typed = &query[word.start..word.end];
            let (candidates, tells) = match word.kind {
                Kind::Whole => (self.candidates(&word.stem, &typed.to_ascii_lowercase()), 1.0),
                // Parts help where the whole is not known.
                Kind::Part => continue,
                Kind::Pair => (self.exactly(&word.stem), PAIR_TELLS),
                _ => (self.exactly(&word.stem), CHARACTER_TELLS),
            };
            let parts = words[at + 1..].iter().take_while(|word| word.kind == Kind::Part);
            if word.kind == Kind::Whole && candidates.is_empty() && parts.clone().next().is_some() {
                slots.extend(parts.map(|part| {
                    self.slot(
                        &query[part.start..part.end],
                        self.candidates(&part.stem, &part.stem),
                        1.0,
                    )
                }));
            } else if word.kind == Kind::Whole
                && candidates.is_empty()
                && let Some([first, second]) = self.torn(&typed.to_ascii_lowercase())
            {
                slots.push(self.slot(typed, vec![(first, TOGETHER)], 1.0));
                slots.push(self.slot(typed, vec![(second, TOGETHER)], 1.0));
            } else if !candidates.is_empty() || !typed.contains(|char: char| char.is_ascii_digit())
            {
                // A number or an identifier that stands nowhere tells nothing.
                slots.push(self.slot(typed, candidates, tells));
            }
        }
        self.join(query, &words, &mut slots);
        slots
    }

    fn slot<'q>(&self, word: &'q str, candidates: Vec<(usize, f32)>, tells: f32) -> Slot<'q> {
        let rarity = candidates.iter().map(|(term, _)| self.rarity(*term)).fold(0.0, f32::max);
        let rarity = if candidates.is_empty() { self.rarest() * UNKNOWN } else { rarity };
        Slot { word, candidates, tells, worth: tells * rarity }
    }

    fn exactly(&self, stem: &str) -> Vec<(usize, f32)> {
        self.index.find(stem).map(|term| (term, 1.0)).into_iter().collect()
    }

    /// The words of the index that a word may stand for.
    fn candidates(&self, stem: &str, lower: &str) -> Vec<(usize, f32)> {
        if let Some(term) = self.index.find(stem) {
            return vec![(term, 1.0)];
        }
        let mut candidates = self.begun_by(lower);
        candidates.extend(self.slips_of(stem));
        candidates
    }

    /// Words that begin with what was typed.
    fn begun_by(&self, lower: &str) -> Vec<(usize, f32)> {
        if lower.len() < 3 || !lower.is_ascii() {
            return Vec::new();
        }
        let from = self.index.lower_bound(lower);
        let begun =
            (from..self.index.len()).take_while(|&term| self.index.word(term).starts_with(lower));
        begun
            .map(|term| {
                (term, BEGUN * (lower.len() as f32 / self.index.word(term).len() as f32).sqrt())
            })
            .collect()
    }

    /// Words that were meant where the finger slipped.
    fn slips_of(&self, stem: &str) -> Vec<(usize, f32)> {
        let most = match stem.len() {
            0..=3 => return Vec::new(),
            4..=7 => 1,
            _ => 2,
        };
        let letters = index::letters(stem);
        let alike =
            |term: &usize| (self.index.terms[*term].letters ^ letters).count_ones() <= 2 * most;
        let distance = |term: usize| {
            let word = self.index.word(term);
            // Short words are alike by chance; the first letter is rarely the wrong one.
            if most == 1 && !word.starts_with(&stem[..1]) && !stem[1..].starts_with(&word[..1]) {
                return None;
            }
            slips::distance(stem, word, most as usize).map(|slips| (term, TYPO[slips]))
        };
        (0..self.index.latin()).filter(alike).filter_map(distance).collect()
    }

    /// Two words of the index that were typed as one.
    fn torn(&self, lower: &str) -> Option<[usize; 2]> {
        (3..lower.len().saturating_sub(2)).filter(|&at| lower.is_char_boundary(at)).find_map(|at| {
            let (first, second) = lower.split_at(at);
            Some([self.index.find(&words::stem(first))?, self.index.find(&words::stem(second))?])
        })
    }

    /// Two neighbours may be one word of the index.
    fn join(&self, query: &str, words: &[words::Word], slots: &mut [Slot<'_>]) {
        let whole: Vec<_> = words.iter().filter(|word| word.kind == Kind::Whole).collect();
        for pair in whole.windows(2) {
            let typed = [&query[pair[0].start..pair[0].end], &query[pair[1].start..pair[1].end]];
            let joined = words::stem(&typed.concat().to_ascii_lowercase());
            if let Some(term) = self.index.find(&joined) {
                for slot in slots.iter_mut().filter(|slot| typed.contains(&slot.word)) {
                    slot.candidates.push((term, TOGETHER));
                }
            }
        }
    }

    /// How much a word tells: the more, the fewer entries have it.
    fn rarity(&self, term: usize) -> f32 {
        self.rarity_of(self.index.postings(term).len())
    }

    fn rarest(&self) -> f32 {
        self.rarity_of(1)
    }

    fn rarity_of(&self, having: usize) -> f32 {
        let (all, having) = (self.entries.len() as f32, having as f32);
        (1.0 + (all - having + 0.5) / (having + 0.5)).ln()
    }
}
