//! The search index: which word stands in which entry, and how much it says there. Made at build
//! time for the embedded table, at run time where a user's tables lie upon it.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use crate::codes::set::Entry;
use crate::search::tokenizer::{self, Kind, Word};

/// Where in an entry a word stands; in falling weight.
///
/// ```
/// assert_eq!(imcode::Field::Summary.as_str(), "summary");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Field {
    /// The summary.
    Summary,
    /// The constant's name and its other spellings.
    Name,
    /// The keywords.
    Keywords,
    /// The detail.
    Detail,
    /// The action.
    Action,
    /// The title and the identifier of the category.
    Category,
    /// The code itself, in a pasted text.
    Code,
}

impl Field {
    pub(crate) const ALL: [Self; 6] =
        [Self::Summary, Self::Name, Self::Keywords, Self::Detail, Self::Action, Self::Category];

    /// How much a word counts there.
    const fn weight(self) -> f32 {
        match self {
            Self::Summary => 3.4,
            Self::Name => 2.45,
            Self::Keywords => 2.4,
            Self::Detail => 0.95,
            Self::Action => 0.45,
            Self::Category => 0.2,
            Self::Code => 0.0,
        }
    }

    /// The word that stands for it in JSON.
    ///
    /// ```
    /// assert_eq!(imcode::Field::Keywords.as_str(), "keywords");
    /// ```
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Name => "name",
            Self::Keywords => "keywords",
            Self::Detail => "detail",
            Self::Action => "action",
            Self::Category => "category",
            Self::Code => "code",
        }
    }
}

/// A word of the index.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Term {
    /// Where its text begins; it ends where the next begins.
    pub(crate) text: u32,
    /// Where its postings begin; they end where the next begin.
    pub(crate) postings: u32,
}

/// A word in an entry.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Posting {
    /// The entry's place among those indexed.
    pub(crate) entry: usize,
    /// How much the word says of it, of 255.
    weight: u8,
}

impl Posting {
    fn new(entry: usize, weight: f32) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 255")]
        let weight = (weight * 255.0) as u8;
        Self { entry, weight }
    }

    /// Above 0, below 1.
    pub(crate) fn weight(self) -> f32 {
        f32::from(self.weight) / 255.0
    }
}

/// The postings of a word, by entry. Each is packed as the distance of its entry from the one
/// before, seven bits to a byte, the lowest first, and its weight.
pub(crate) struct Postings<'i> {
    packed: &'i [u8],
    entry: usize,
}

impl Postings<'_> {
    fn pack(postings: &[Posting], packed: &mut Vec<u8>) {
        let mut before = 0;
        for posting in postings {
            let mut distance = posting.entry - before;
            while distance > 0x7f {
                packed.push(distance.to_le_bytes()[0] | 0x80);
                distance >>= 7;
            }
            packed.extend([distance.to_le_bytes()[0], posting.weight]);
            before = posting.entry;
        }
    }
}

impl Iterator for Postings<'_> {
    type Item = Posting;

    fn next(&mut self) -> Option<Posting> {
        let mut shift = 0;
        loop {
            let (&byte, rest) = self.packed.split_first()?;
            self.packed = rest;
            self.entry += usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                break;
            }
            shift += 7;
        }
        let (&weight, rest) = self.packed.split_first()?;
        self.packed = rest;
        Some(Posting { entry: self.entry, weight })
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Index {
    /// The words one behind the other, sorted: ASCII first, then Chinese.
    pub(crate) text: Cow<'static, str>,
    /// A last one, without a word, marks the ends.
    pub(crate) terms: Cow<'static, [Term]>,
    /// See [`Postings`].
    pub(crate) postings: Cow<'static, [u8]>,
    /// How many entries it is over.
    pub(crate) entries: u32,
}

/// Counts that saturate slowly tell more of a word said twice.
const SATURATION: f32 = 2.1;
/// How much a long field takes from each of its words.
const LENGTH: f32 = 0.3;
/// A part of a word tells less than the whole.
const PART_COUNTS: f32 = 0.8;
const CHARACTER_COUNTS: f32 = 0.6;
const SYNONYM_COUNTS: f32 = 0.48;
const AGAIN: f32 = 0.33;
/// How many words at most are added to those of a text: what a table says of one word, a text may
/// repeat many times.
const MAX_ADDED: usize = 256;
/// How many parts of one word are kept.
const MAX_PARTS: usize = 32;

impl Index {
    /// Indexes entries; they are known by their place from then on.
    pub(crate) fn build(entries: &[Entry<'_>], lexicon: &Lexicon) -> Self {
        // Words are many times larger than what is counted of them: of one entry at a time.
        let mut stems = Stems::default();
        let texts: Vec<Vec<(Field, Vec<Said>)>> =
            entries.iter().map(|entry| stems.said(lexicon.fields(*entry))).collect();
        let average = averages(&texts);
        let mut postings: Vec<Vec<Posting>> = vec![Vec::new(); stems.numbers.len()];
        for (place, fields) in texts.iter().enumerate() {
            for (stem, count) in counts(fields, &average) {
                postings[stem as usize].push(Posting::new(place, count / (SATURATION + count)));
            }
        }
        let terms = stems
            .numbers
            .iter()
            .map(|(stem, number)| (stem.as_str(), std::mem::take(&mut postings[*number as usize])));
        Self::assemble(terms.collect(), entries.len())
    }

    fn assemble(terms: BTreeMap<&str, Vec<Posting>>, entries: usize) -> Self {
        let offset = |at: usize| u32::try_from(at).expect("a table is smaller than 4 GiB");
        let (mut text, mut rows, mut postings) = (String::new(), Vec::new(), Vec::new());
        for (stem, list) in terms {
            rows.push(Term { text: offset(text.len()), postings: offset(postings.len()) });
            text.push_str(stem);
            Postings::pack(&list, &mut postings);
        }
        rows.push(Term { text: offset(text.len()), postings: offset(postings.len()) });
        Self {
            text: text.into(),
            terms: rows.into(),
            postings: postings.into(),
            entries: offset(entries),
        }
    }

    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.terms.len() - 1
    }

    /// How many of them are ASCII: they stand in front.
    pub(crate) fn latin(&self) -> usize {
        self.lower_bound("\u{80}")
    }

    pub(crate) fn word(&self, term: usize) -> &str {
        &self.text[self.terms[term].text as usize..self.terms[term + 1].text as usize]
    }

    /// The length of a word, in bytes.
    pub(crate) fn length(&self, term: usize) -> usize {
        (self.terms[term + 1].text - self.terms[term].text) as usize
    }

    pub(crate) fn postings(&self, term: usize) -> Postings<'_> {
        let (start, end) = (self.terms[term].postings, self.terms[term + 1].postings);
        Postings { packed: &self.postings[start as usize..end as usize], entry: 0 }
    }

    /// How much a word tells: the more, the fewer entries hold it.
    pub(crate) fn rarity(&self, term: usize) -> f32 {
        self.rarity_of(self.postings(term).count())
    }

    /// How much a word tells that one entry holds.
    pub(crate) fn rarest(&self) -> f32 {
        self.rarity_of(1)
    }

    fn rarity_of(&self, holding: usize) -> f32 {
        let (all, holding) = (self.entries as f32, holding as f32);
        logarithm(1.0 + (all - holding + 0.5) / (holding + 0.5))
    }

    /// The place of the first word that is not before `word`.
    pub(crate) fn lower_bound(&self, word: &str) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.word(middle) < word { low = middle + 1 } else { high = middle }
        }
        low
    }

    pub(crate) fn find(&self, word: &str) -> Option<usize> {
        let at = self.lower_bound(word);
        (at < self.len() && self.word(at) == word).then_some(at)
    }
}

/// A bit for each letter that stands in an ASCII word.
pub(crate) fn letters(word: &str) -> u32 {
    word.bytes().fold(0, |letters, byte| letters | 1 << (byte & 31))
}

/// What the words of a table stand for beside themselves.
pub(crate) struct Lexicon {
    /// Words that are written together somewhere, and the parts that capitals show: `usersig` is
    /// `user` and `sig`, also where it is written `USERSIG`.
    compounds: BTreeMap<String, Vec<String>>,
    /// Stems of terms, and the stems of what people say in their place.
    latin: BTreeMap<String, Vec<String>>,
    /// The same for Chinese, where a term may stand anywhere in a text.
    han: Vec<(String, Vec<String>)>,
}

impl Lexicon {
    pub(crate) fn new<'t, W: Iterator<Item = &'t str>>(
        entries: &[Entry<'_>],
        synonyms: impl Iterator<Item = (&'t str, W)>,
    ) -> Self {
        let mut lexicon =
            Self { compounds: compounds(entries), latin: BTreeMap::new(), han: Vec::new() };
        for (term, said) in synonyms {
            let stems = said.flat_map(tokenizer::split).map(|word| word.stem);
            if term.is_ascii() {
                lexicon
                    .latin
                    .entry(tokenizer::stem(&term.to_ascii_lowercase()))
                    .or_default()
                    .extend(stems);
            } else {
                lexicon.han.push((term.to_owned(), stems.collect()));
            }
        }
        lexicon
    }

    /// The words of each field of an entry, with all that they stand for.
    pub(crate) fn fields(&self, entry: Entry<'_>) -> Vec<(Field, Vec<Word>)> {
        texts(entry).into_iter().map(|(field, text)| (field, self.words(field, &text))).collect()
    }

    fn words<'l>(&'l self, field: Field, text: &str) -> Vec<Word> {
        let mut words = tokenizer::split(text);
        let whole = |word: &&Word| word.kind == Kind::Whole;
        let known: HashSet<&str> = words.iter().map(|word| &*word.stem).collect();
        let stems = |map: &'l BTreeMap<String, Vec<String>>, word: &Word| {
            map.get(&word.stem).into_iter().flatten()
        };
        let parts = words.iter().filter(whole).flat_map(|word| stems(&self.compounds, word));
        let has_synonyms =
            matches!(field, Field::Summary | Field::Name | Field::Keywords | Field::Detail);
        let latin = words.iter().filter(whole).flat_map(|word| stems(&self.latin, word));
        let han = self.han.iter().filter(|(term, _)| !text.is_ascii() && text.contains(&**term));
        let said = latin.chain(han.flat_map(|(_, said)| said)).filter(|_| has_synonyms);
        let more: Vec<Word> = parts
            .map(|part| (Kind::Part, part))
            .chain(said.map(|said| (Kind::Synonym, said)))
            .filter(|(_, stem)| !known.contains(&***stem))
            .take(MAX_ADDED)
            .map(|(kind, stem)| Word { stem: stem.clone(), kind, start: 0, end: 0 })
            .collect();
        words.extend(more);
        words
    }
}

fn compounds(entries: &[Entry<'_>]) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in entries {
        for text in [entry.summary(), entry.detail().unwrap_or_default(), entry.action()] {
            let mut whole = String::new();
            for word in tokenizer::split(text) {
                match word.kind {
                    Kind::Whole => whole = word.stem,
                    Kind::Part
                        if found.get(&whole).is_none_or(|parts| {
                            parts.len() < MAX_PARTS && !parts.contains(&word.stem)
                        }) =>
                    {
                        found.entry(whole.clone()).or_default().push(word.stem);
                    }
                    _ => {}
                }
            }
        }
    }
    found
}

/// The texts of an entry that are searched, by field.
pub(crate) fn texts(entry: Entry<'_>) -> [(Field, String); Field::ALL.len()] {
    let names: Vec<&str> = entry.name().into_iter().chain(entry.aliases()).collect();
    let keywords: Vec<&str> = entry.keywords().collect();
    [
        (Field::Summary, entry.summary().to_owned()),
        (Field::Name, names.join(" ").replace('_', " ")),
        (Field::Keywords, keywords.join("; ")),
        (Field::Detail, entry.detail().unwrap_or_default().to_owned()),
        (Field::Action, entry.action().to_owned()),
        (Field::Category, format!("{} {}", entry.category().title(), entry.category().id())),
    ]
}

/// A word where only its stem's number and its kind matter.
#[derive(Clone, Copy)]
struct Said {
    stem: u32,
    kind: Kind,
}

/// The stems that were met, numbered.
#[derive(Default)]
struct Stems {
    numbers: HashMap<String, u32>,
}

impl Stems {
    fn said(&mut self, fields: Vec<(Field, Vec<Word>)>) -> Vec<(Field, Vec<Said>)> {
        let mut said = |word: Word| Said { kind: word.kind, stem: self.number(word.stem) };
        fields
            .into_iter()
            .map(|(field, words)| (field, words.into_iter().map(&mut said).collect()))
            .collect()
    }

    fn number(&mut self, stem: String) -> u32 {
        let next = u32::try_from(self.numbers.len()).expect("a table is smaller than 4 GiB");
        *self.numbers.entry(stem).or_insert(next)
    }
}

/// The natural logarithm of a normal number above 0, to five digits. That of the standard library
/// would have the C library's mathematics loaded at every start of the program.
fn logarithm(number: f32) -> f32 {
    let bits = number.to_bits();
    let exponent = f32::from((bits >> 23) as u16) - 127.0;
    let mantissa = f32::from_bits(bits & 0x007F_FFFF | 0x3F80_0000);
    // The series of the inverse hyperbolic tangent, for a mantissa from 1 to 2.
    let part = (mantissa - 1.0) / (mantissa + 1.0);
    let square = part * part;
    let series = 1.0 + square * (1.0 / 3.0 + square * (0.2 + square * (1.0 / 7.0 + square / 9.0)));
    exponent * std::f32::consts::LN_2 + 2.0 * part * series
}

/// The average length of each field.
fn averages(texts: &[Vec<(Field, Vec<Said>)>]) -> [f32; Field::ALL.len()] {
    let mut average = [0.0; Field::ALL.len()];
    for (field, words) in texts.iter().flatten() {
        average[*field as usize] += length(words) / texts.len() as f32;
    }
    average
}

fn length(words: &[Said]) -> f32 {
    words.iter().filter(|word| matches!(word.kind, Kind::Whole | Kind::Pair)).count() as f32
}

/// The weighted count of each word of an entry.
fn counts(fields: &[(Field, Vec<Said>)], average: &[f32; Field::ALL.len()]) -> HashMap<u32, f32> {
    let mut counts: HashMap<u32, f32> = HashMap::new();
    for (field, words) in fields {
        let relative = length(words) / average[*field as usize].max(1.0);
        let each = field.weight() / (1.0 - LENGTH + LENGTH * relative);
        let mut seen = HashSet::new();
        for word in words {
            let kind = match word.kind {
                Kind::Whole | Kind::Pair => 1.0,
                Kind::Part => PART_COUNTS,
                Kind::Character => CHARACTER_COUNTS,
                Kind::Synonym => SYNONYM_COUNTS,
            };
            // Said again in the same field, a word adds less.
            let again = if seen.insert(word.stem) { 1.0 } else { AGAIN };
            *counts.entry(word.stem).or_default() += each * kind * again;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::{Posting, Postings};

    #[test]
    fn the_logarithm_is_that_of_the_standard_library() {
        for number in [0.001_f32, 0.5, 1.0, 1.5, 1.999, 2.0, 3.7, 10.0, 283.0, 424.5, 1e6] {
            let error = (super::logarithm(number) - number.ln()).abs();
            assert!(error < 2e-5, "{number}: {error}");
        }
    }

    #[test]
    fn postings_come_back_as_they_were_packed() {
        let places = [0, 1, 128, 255, 383, 511, 20_000, 5_000_000];
        let postings = |first: usize| {
            places[first..]
                .iter()
                .enumerate()
                .map(|(at, &place)| Posting::new(place, at as f32 / 9.0))
        };
        for first in 0..places.len() {
            let mut packed = Vec::new();
            Postings::pack(&postings(first).collect::<Vec<_>>(), &mut packed);
            let unpacked = Postings { packed: &packed, entry: 0 };
            let pair = |posting: Posting| (posting.entry, posting.weight);
            assert!(unpacked.map(pair).eq(postings(first).map(pair)), "{first}");
        }
    }
}
