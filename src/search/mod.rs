//! Ranked search: from words, in any order and with slips of the finger, to the entries that mean
//! them; best first, and none where nothing fits.

pub(crate) mod index;
mod query;
mod slips;
pub(crate) mod tokenizer;

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::HashSet;
use std::sync::OnceLock;

use fuzzy_matcher::FuzzyMatcher as _;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::codes::builtin;
use crate::codes::catalog::Catalog;
use crate::codes::set::Entry;
use crate::finder::Finder;
use crate::search::index::{Field, Index, Lexicon};
use crate::search::query::Guess;
use crate::search::tokenizer::Kind;

/// A query of which the index knows less is about something else.
const FOREIGN: f32 = 0.5;
/// A score that is no chance, whatever the query.
const RELEVANT: f32 = 0.15;
/// A score that is no chance in a query whose words are all known: people who describe a symptom
/// use many words, and few of them stand in one entry.
const FAMILIAR: f32 = 0.003;
/// What the words of such a query must say in all, be it many words or few.
const EVIDENT: f32 = 2.8;
/// A score that is no chance in a query whose platform may be none, as a swift may be a bird.
const LIKELY: f32 = 0.25;
/// Entries that fit this much worse than the best are left out.
const TAIL: f32 = 0.3;
/// What an entry gains from one it is related to: the same event seen elsewhere comes with it.
const RELATED: f32 = 0.06;
/// What an entry gains of which the query is a keyword as it stands.
const EXACT: f32 = 1.4;
/// How many of the best entries are looked at once more.
const LOOKED_AT: usize = 20;
/// Fewer letters stand in many names by chance.
const SHORTEST_NAME: usize = 4;
/// How much of a perfect match the letters of a name must make.
const ALIKE: f32 = 0.6;

/// The layer of codes that only an SDK of the past reports: hardly anybody who asks has it.
const PAST: &str = "v3";
/// What is left of the score of such an entry where the query does not ask for it.
const PASSED: f32 = 0.88;
/// What an entry gains, of its score, that speaks of nothing but the platform a query names.
const NARROWED: f32 = 0.3;
/// What an entry gains whose name the query may abbreviate.
const NAMED: f32 = 0.3;

/// An entry that a search found.
///
/// ```
/// use imcode::{Catalog, Search};
///
/// let catalog = Catalog::builtin();
/// let hits = Search::new(&catalog).find("signature expired");
/// assert!(hits[0].score > hits[1].score && hits[0].score <= 1.0);
/// ```
#[derive(Clone, Debug)]
pub struct Hit<'c> {
    /// The entry.
    pub entry: Entry<'c>,
    /// How well it fits: above 0, at most 1, comparable between the hits of one query.
    pub score: f32,
    /// The words of the query that were found in it, and the stems that stood for them; the code
    /// itself has none.
    words: Vec<(String, String)>,
}

impl Hit<'_> {
    /// Which word of the query met which field: the weightiest that has it.
    ///
    /// ```
    /// use imcode::{Catalog, Field, Search};
    ///
    /// let catalog = Catalog::builtin();
    /// let hits = Search::new(&catalog).find("usersig expired");
    /// assert!(hits[0].matched().contains(&("expired", Field::Summary)));
    /// ```
    #[must_use]
    pub fn matched(&self) -> Vec<(&str, Field)> {
        let fields = lexicon(self.entry).fields(self.entry);
        let field = |stem: &str| {
            if stem.is_empty() {
                return Some(Field::Code);
            }
            let holds = |(_, words): &&(Field, Vec<tokenizer::Word>)| {
                words.iter().any(|word| word.stem == stem)
            };
            fields.iter().find(holds).map(|(field, _)| *field)
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
    catalog: &'c Catalog,
    entries: Vec<Entry<'c>>,
    /// Made for the first query that needs it: over a large table it takes seconds.
    index: OnceLock<Cow<'static, Index>>,
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

/// An entry by its place, and its score.
type Ranked = Vec<(usize, f32)>;

impl<'c> Search<'c> {
    /// A search over all entries of `catalog`. The index of the embedded table is ready; where
    /// other tables lie upon it, the first query makes one.
    ///
    /// ```
    /// use imcode::{Catalog, Search};
    ///
    /// let catalog = Catalog::builtin();
    /// let search = Search::new(&catalog);
    /// assert!(!search.find("group is full").is_empty());
    /// ```
    #[must_use]
    pub fn new(catalog: &'c Catalog) -> Self {
        Self { catalog, entries: catalog.entries(), index: OnceLock::new() }
    }

    /// The entries that fit `query`, best first; none where nothing does. The codes of a pasted
    /// message come before what its words find.
    ///
    /// ```
    /// use imcode::{Catalog, Search};
    ///
    /// let catalog = Catalog::builtin();
    /// let hits = Search::new(&catalog).find("被踢下线");
    /// assert_eq!(hits[0].entry.code().get(), 6208);
    /// ```
    #[must_use]
    pub fn find(&self, query: &str) -> Vec<Hit<'c>> {
        let mut hits = self.codes_in(query);
        let worded = self.find_words(query);
        let new = |hit: &Hit<'c>| hits.iter().all(|code| code.entry != hit.entry);
        let more: Vec<Hit<'c>> = worded.into_iter().filter(new).collect();
        hits.extend(more);
        hits
    }

    /// The codes that a pasted text is about; else the known numbers that stand alone in it.
    fn codes_in(&self, text: &str) -> Vec<Hit<'c>> {
        if !text.contains(|char: char| char.is_ascii_digit()) {
            return Vec::new();
        }
        let finder = Finder::new(self.catalog);
        let mut found = finder.find(text.as_bytes());
        if found.is_empty() {
            found = finder.loose().find(text.as_bytes());
        }
        let mut hits: Vec<Hit<'c>> = Vec::new();
        for entry in found.into_iter().flat_map(|finding| self.catalog.code(finding.code)) {
            if hits.iter().all(|hit| hit.entry != entry) {
                hits.push(Hit { entry, score: 1.0, words: vec![(entry.label(), String::new())] });
            }
        }
        hits
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            if self.catalog.is_builtin() {
                return Cow::Borrowed(&builtin::INDEX);
            }
            let lexicon = Lexicon::new(&self.entries, self.catalog.synonyms());
            Cow::Owned(Index::build(&self.entries, &lexicon))
        })
    }

    fn find_words(&self, query: &str) -> Vec<Hit<'c>> {
        let (query, platforms) = query::without_platforms(query);
        let guesses = query::guess(self.index(), &query);
        if let [guess] = &guesses[..]
            && guess.terms.is_empty()
        {
            return self.names(guess.typed);
        }
        let mut ranked = self.rank(&guesses);
        if platforms.iter().any(|platform| query::is_everyday(platform)) {
            ranked.retain(|(_, score)| *score >= LIKELY);
        }
        self.lift_platforms(&mut ranked, &platforms);
        let passed = self.passed(&guesses);
        for (_, score) in ranked.iter_mut().filter(|(place, _)| passed(*place)) {
            *score *= PASSED;
        }
        self.lift_names(&mut ranked, &query, passed);
        self.lift_related(&mut ranked);
        self.lift_exact(&mut ranked, &query);
        let least = ranked.first().map_or(0.0, |(_, best)| best * TAIL);
        let standing = self.standing(&guesses);
        let words = |place: usize| {
            let word = |(typed, terms): &(&str, Vec<Option<usize>>)| {
                Some(((*typed).to_owned(), self.index().word(terms[place]?).to_owned()))
            };
            standing.iter().filter_map(word).collect()
        };
        let hit = |(place, score): (usize, f32)| Hit {
            entry: self.entries[place],
            score: score.min(1.0),
            words: words(place),
        };
        ranked.into_iter().take_while(|(_, score)| *score >= least).map(hit).collect()
    }

    /// The entries whose constant name has the letters of `name` in their order, best first:
    /// `usrsigexp` is in `ERR_USER_SIG_EXPIRED`.
    ///
    /// ```
    /// use imcode::{Catalog, Search};
    ///
    /// let catalog = Catalog::builtin();
    /// let hits = Search::new(&catalog).names("usrsigexp");
    /// assert!(hits.iter().any(|hit| hit.entry.name() == Some("ERR_USER_SIG_EXPIRED")));
    /// ```
    #[must_use]
    pub fn names(&self, name: &str) -> Vec<Hit<'c>> {
        let mut ranked = self.alike(name);
        ranked.sort_by(best_first);
        let hit = |(place, score): (usize, f32)| Hit {
            entry: self.entries[place],
            score,
            words: Vec::new(),
        };
        ranked.into_iter().map(hit).collect()
    }

    /// The entries whose name has these letters in their order, and how closely together.
    fn alike(&self, letters: &str) -> Ranked {
        let letters: String = letters.chars().filter(|char| !matches!(char, ' ' | '_')).collect();
        if letters.len() < SHORTEST_NAME
            || !letters.bytes().all(|byte| byte.is_ascii_alphanumeric())
        {
            return Vec::new();
        }
        let matcher = SkimMatcherV2::default().ignore_case();
        let perfect = matcher.fuzzy_match(&letters, &letters).unwrap_or(1) as f32;
        let alike = |(place, entry): (usize, &Entry<'c>)| {
            let name = entry.name().filter(|name| has_letters(name, &letters))?;
            let score = matcher.fuzzy_match(name, &letters)? as f32 / perfect;
            (score >= ALIKE).then_some((place, score.min(1.0)))
        };
        self.entries.iter().enumerate().filter_map(alike).collect()
    }

    /// The entries that no chance brings, in no order: what the words of the query say of an entry,
    /// less by the share of them that it lacks.
    fn rank(&self, guesses: &[Guess<'_>]) -> Ranked {
        let familiar = familiar(guesses);
        if familiar < FOREIGN {
            return Vec::new();
        }
        let least = RELEVANT + (FAMILIAR - RELEVANT) * familiar * familiar;
        let worth: f32 = guesses.iter().map(|guess| guess.worth).sum();
        let tallies = self.tally(guesses).into_iter().enumerate();
        tallies
            .filter_map(|(place, tally)| {
                let score = tally.said / worth * tally.covered / worth;
                let evident = tally.said >= EVIDENT && tally.found >= 2 && score >= least;
                (score >= RELEVANT || evident).then_some((place, score))
            })
            .collect()
    }

    fn tally(&self, guesses: &[Guess<'_>]) -> Vec<Tally> {
        let mut tallies = vec![Tally::default(); self.entries.len()];
        // Of all that a word may stand for, an entry gets what says most.
        let mut best = vec![Tally::default(); self.entries.len()];
        let mut touched: Vec<usize> = Vec::new();
        for guess in guesses {
            for &(term, sure) in &guess.terms {
                let says = query::tells(guess.kind) * sure * self.index().rarity(term);
                for posting in self.index().postings(term) {
                    let best = &mut best[posting.entry];
                    if best.found == 0 {
                        touched.push(posting.entry);
                    }
                    let said = says * posting.weight();
                    if best.found == 0 || best.said < said {
                        *best = Tally { said, covered: sure * guess.worth, found: 1 };
                    }
                }
            }
            for place in touched.drain(..) {
                let Tally { said, covered, found } = std::mem::take(&mut best[place]);
                let tally = &mut tallies[place];
                tally.said += said;
                tally.covered += covered;
                tally.found += found;
            }
        }
        tallies
    }

    /// Lifts the entries that speak of a platform which the query names.
    fn lift_platforms(&self, ranked: &mut Ranked, platforms: &[&str]) {
        // A part of a name, as `app` in `uni-app`, is no platform.
        let terms = |platform: &&str| -> Option<Vec<usize>> {
            let words = tokenizer::split(platform.trim_end_matches('端'));
            let words = words.iter().filter(|word| word.kind != Kind::Character);
            words.map(|word| self.index().find(&word.stem)).collect()
        };
        for term in platforms.iter().filter_map(terms).flatten() {
            for posting in self.index().postings(term) {
                let place = ranked.iter_mut().find(|(place, _)| *place == posting.entry);
                if let Some((_, score)) = place {
                    *score *= 1.0 + NARROWED * posting.weight();
                }
            }
        }
    }

    /// Which entries are of the past where the query does not ask for it: no word of it stands in
    /// such entries alone, as in `qal timeout`.
    fn passed(&self, guesses: &[Guess<'_>]) -> impl Fn(usize) -> bool {
        let is_past = |place: usize| self.entries[place].category().layer() == PAST;
        let asks = |&(term, sure): &(usize, f32)| {
            sure >= 1.0 && self.index().postings(term).all(|posting| is_past(posting.entry))
        };
        let mut whole = guesses.iter().filter(|guess| guess.kind == Kind::Whole);
        let asked = whole.any(|guess| guess.terms.iter().any(asks));
        move |place| !asked && is_past(place)
    }

    /// Lifts the entries whose name the query may abbreviate: `svr acc sig exp`. Plain words that
    /// are also in a name of the past are no abbreviation of it: `login failed`.
    fn lift_names(&self, ranked: &mut Ranked, query: &str, passed: impl Fn(usize) -> bool) {
        for (place, alike) in self.alike(query) {
            match ranked.iter_mut().find(|(other, _)| *other == place) {
                Some(_) if passed(place) && !self.is_name(place, query) => {}
                Some((_, score)) => *score += NAMED * alike,
                None => ranked.push((place, NAMED * alike)),
            }
        }
    }

    /// Whether the query is the name of the entry, however its words are parted.
    fn is_name(&self, place: usize, query: &str) -> bool {
        let letters = |text: &str| text.replace([' ', '_'], "").to_ascii_lowercase();
        let (name, query) = (self.entries[place].name().map(letters), letters(query));
        name.is_some_and(|name| name == query || name.strip_prefix("err") == Some(&query))
    }

    /// Puts the best first, and lifts what is related to them.
    fn lift_related(&self, ranked: &mut Ranked) {
        ranked.sort_by(best_first);
        let relating: Ranked = ranked.iter().copied().take(LOOKED_AT).collect();
        for (place, score) in ranked.iter_mut() {
            let related = self.entries[*place].related();
            let is_related =
                |(other, _): &&(usize, f32)| related.contains(&self.entries[*other].code());
            *score += relating.iter().find(is_related).map_or(0.0, |(_, best)| best * RELATED);
        }
        ranked.sort_by(best_first);
    }

    /// Lifts the entries of which the query is a keyword as it stands.
    fn lift_exact(&self, ranked: &mut Ranked, query: &str) {
        let query = query.trim().to_lowercase();
        let is_keyword = |place: usize| {
            // Chinese keywords stand apart by blanks, others by commas.
            let between = |char: char| char == ',' || char == ' ' && !query.is_ascii();
            let mut phrases =
                self.entries[place].keywords().flat_map(|keyword| keyword.split(between));
            phrases.any(|phrase| phrase.trim().to_lowercase() == query)
        };
        for (place, score) in ranked.iter_mut().take(LOOKED_AT) {
            if is_keyword(*place) {
                *score *= EXACT;
            }
        }
        ranked.sort_by(best_first);
    }

    /// The words of the query, and for each the word of the index that stands for it in each entry.
    fn standing<'q>(&self, guesses: &[Guess<'q>]) -> Vec<(&'q str, Vec<Option<usize>>)> {
        let stands = |guess: &Guess<'q>| {
            let mut terms = vec![None; self.entries.len()];
            for &(term, _) in &guess.terms {
                for posting in self.index().postings(term) {
                    terms[posting.entry].get_or_insert(term);
                }
            }
            (guess.typed, terms)
        };
        // Pairs of Chinese characters tell as much as the characters, and read better.
        guesses.iter().filter(|guess| guess.kind != Kind::Character).map(stands).collect()
    }
}

/// What the words of one entry stand for. To take apart what is said in place of every word of the
/// table is several times the work.
fn lexicon(entry: Entry<'_>) -> Lexicon {
    let texts = index::texts(entry);
    let words = texts.iter().flat_map(|(_, text)| tokenizer::split(text));
    let stems: HashSet<String> = words.map(|word| word.stem).collect();
    let concerns = |term: &str| {
        if term.is_ascii() {
            stems.contains(&tokenizer::stem(&term.to_ascii_lowercase()))
        } else {
            texts.iter().any(|(_, text)| !text.is_ascii() && text.contains(term))
        }
    };
    Lexicon::new(&[entry], entry.set.synonyms().filter(|(term, _)| concerns(term)))
}

/// Whether the letters stand in the name in their order: much cheaper than to see how closely.
fn has_letters(name: &str, letters: &str) -> bool {
    let mut name = name.bytes();
    letters.bytes().all(|letter| name.any(|other| other.eq_ignore_ascii_case(&letter)))
}

fn best_first((a, left): &(usize, f32), (b, right): &(usize, f32)) -> Ordering {
    right.total_cmp(left).then(a.cmp(b))
}

/// How much of the query the index knows, from 0 to 1.
fn familiar(guesses: &[Guess<'_>]) -> f32 {
    let share = |kind: Kind| {
        let of_kind = guesses.iter().filter(|guess| guess.kind == kind);
        of_kind.fold((0.0, 0.0), |(worth, known), guess| {
            (worth + guess.worth, known + guess.worth * guess.sure())
        })
    };
    let (words, known_words) = share(Kind::Whole);
    let (pairs, known_pairs) = share(Kind::Pair);
    // Every other pair of Chinese characters straddles two words, which no index knows.
    (known_words + (2.0 * known_pairs).min(pairs)) / (words + pairs).max(f32::EPSILON)
}

#[cfg(test)]
mod tests {
    use super::{Lexicon, lexicon};
    use crate::codes::catalog::Catalog;

    #[test]
    fn the_words_of_one_entry_stand_for_what_they_do_in_the_whole_table() {
        for entry in Catalog::builtin().entries() {
            let whole = Lexicon::new(&[entry], entry.set.synonyms());
            assert_eq!(lexicon(entry).fields(entry), whole.fields(entry), "{entry}");
        }
    }
}
