//! From what is asked to what is known: entries, and what is to be said beside them. Pure.

use std::collections::HashSet;
use std::num::NonZero;

use imcode::{Catalog, Code, Entry, Hit, Record, Search};

use crate::args::DEFAULT_LIMIT;
use crate::request::{self, Fault, Item, Reading, Request};

/// An entry, and how it was reached.
pub(crate) struct Found<'c> {
    pub(crate) entry: Entry<'c>,
    /// The number it was asked by.
    pub(crate) asked: Option<Code>,
    /// None in a list.
    pub(crate) by: Option<By>,
    /// The words it was found by.
    pub(crate) hit: Option<Hit<'c>>,
}

/// What an entry was reached by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    Code,
    Name,
    Words,
}

impl By {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Name => "name",
            Self::Words => "words",
        }
    }
}

impl<'c> Found<'c> {
    /// An entry that was asked for by `code`.
    pub(crate) fn by_number(entry: Entry<'c>, code: Code) -> Self {
        Self { entry, asked: Some(code), by: Some(By::Code), hit: None }
    }

    /// An entry of a list.
    pub(crate) fn listed(entry: Entry<'c>) -> Self {
        Self { entry, asked: None, by: None, hit: None }
    }

    pub(crate) fn record(&self) -> Record<'c> {
        let mut record = Record::new(self.entry, self.asked);
        record.by = self.by.map(|by| by.as_str().into());
        record
    }

    /// The code as people write it, and the number asked for where it lies inside a range.
    pub(crate) fn label(&self) -> String {
        match self.asked {
            Some(asked) if self.entry.through().is_some() => {
                format!("{asked} ({})", self.entry.label())
            }
            _ => self.entry.label(),
        }
    }
}

/// What was found, in the order in which it was asked for, and what is to be said beside it.
#[derive(Default)]
pub(crate) struct Answer<'c> {
    pub(crate) found: Vec<Found<'c>>,
    pub(crate) notes: Vec<Note<'c>>,
    pub(crate) misses: Vec<Miss>,
}

/// What is worth saying about an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Note<'c> {
    /// 0, or a body that says so: the call succeeded.
    Success,
    /// The number is that code, printed as unsigned.
    Unsigned { asked: i64, code: i64 },
    /// The constant had another number once.
    Renumbered { name: String, entry: Entry<'c>, former: Entry<'c> },
    /// A number between words is no known code.
    Unknown(i64),
    /// A number between words is a code, but was not taken for one.
    Untaken(i64),
    /// So many lines have no code.
    LinesWithoutCode(usize),
}

/// What was asked for and is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Miss {
    Code(i64),
    Range(i64, i64),
    Name(String),
    /// Neither a code nor words that may be searched for.
    NoCode(String),
    /// So many lines, and no code in any of them.
    NoCodeInLines(usize),
    /// A search found nothing.
    NothingFits(String),
    /// The filters leave nothing.
    NothingPasses,
    Refused(String, Fault),
}

/// How words are answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Words {
    /// They are searched for where they name no code.
    Fallback,
    /// They are never searched for.
    Never,
}

impl<'c> Answer<'c> {
    /// Whether something asked for could not be understood.
    pub(crate) fn is_refused(&self) -> bool {
        self.misses.iter().any(|miss| matches!(miss, Miss::Refused(..)))
    }

    pub(crate) fn note(&mut self, note: Note<'c>) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }
}

/// The answer to what was read.
pub(crate) fn look_up<'c>(
    catalog: &'c Catalog,
    readings: &[Reading<'_>],
    words: Words,
) -> Answer<'c> {
    let mut lookup = Lookup::new(catalog);
    let mut without = Vec::new();
    let mut succeeded = false;
    for reading in readings {
        match &reading.request {
            // `ERR_USER_SIG_EXPIRED (6206)` names one code twice.
            Request::Codes(items) if items.iter().any(|item| matches!(item, Item::Name(_))) => {
                lookup.message(items);
            }
            Request::Codes(items) => lookup.items(items),
            Request::Message(items) if items.is_empty() => without.push(reading),
            Request::Message(items) => lookup.message(items),
            Request::Words(query) if readings.len() == 1 && words == Words::Fallback => {
                lookup.search(query);
            }
            Request::Words(_) => without.push(reading),
            Request::Success => succeeded = true,
        }
        // Of a log, nobody asked for its numbers.
        if readings.len() == 1 || !matches!(reading.request, Request::Words(_)) {
            lookup.unmarked(&reading.unmarked);
        }
    }
    let is_answered = !lookup.answer.found.is_empty() || !lookup.answer.misses.is_empty();
    if succeeded && !is_answered {
        lookup.answer.note(Note::Success);
    } else if is_answered && !without.is_empty() {
        lookup.answer.note(Note::LinesWithoutCode(without.len()));
    } else if let [reading] = &without[..] {
        lookup.answer.misses.push(Miss::NoCode(reading.text.to_owned()));
    } else if !is_answered {
        lookup.answer.misses.push(Miss::NoCodeInLines(without.len()));
    }
    lookup.answer
}

/// What `imcode search` finds: the codes that the words name, then what the words describe.
pub(crate) fn search<'c>(
    catalog: &'c Catalog,
    text: &str,
    limit: NonZero<usize>,
    admits: impl Fn(Entry<'c>) -> bool,
) -> Answer<'c> {
    let mut lookup = Lookup::new(catalog);
    for reading in &request::read(catalog, text) {
        match &reading.request {
            Request::Codes(items) | Request::Message(items) => lookup.message(items),
            Request::Success => lookup.answer.note(Note::Success),
            Request::Words(_) => {}
        }
        lookup.unmarked(&reading.unmarked);
    }
    // A search is for what is like it: what is unknown is worth a word, not a failure.
    let mut answer = lookup.answer;
    for miss in std::mem::take(&mut answer.misses) {
        match miss {
            Miss::Code(code) => answer.note(Note::Unknown(code)),
            Miss::Range(..) | Miss::Name(_) => {}
            other => answer.misses.push(other),
        }
    }
    answer.found.retain(|found| admits(found.entry));
    if let Some(query) = request::query(catalog, text) {
        let mut hits = find(catalog, &query);
        hits.retain(|hit| {
            admits(hit.entry) && answer.found.iter().all(|found| found.entry != hit.entry)
        });
        answer.found.extend(hits.into_iter().map(found_by_words));
    }
    answer.found.truncate(limit.get());
    if answer.found.is_empty() && answer.misses.is_empty() {
        answer.misses.push(Miss::NothingFits(text.to_owned()));
    }
    answer
}

/// What the words fit; if that is nothing, what they fit without their numbers.
fn find<'c>(catalog: &'c Catalog, query: &str) -> Vec<Hit<'c>> {
    let search = Search::new(catalog);
    let hits = search.find(query);
    let is_number = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
    if !hits.is_empty() || !query.split(' ').any(|word| is_number(&word)) {
        return hits;
    }
    let words: Vec<&str> = query.split(' ').filter(|word| !is_number(word)).collect();
    search.find(&words.join(" "))
}

fn found_by_words(hit: Hit<'_>) -> Found<'_> {
    Found { entry: hit.entry, asked: None, by: Some(By::Words), hit: Some(hit) }
}

struct Lookup<'c> {
    catalog: &'c Catalog,
    answer: Answer<'c>,
    /// What ranges have brought already: several may overlap.
    listed: HashSet<(Code, Option<Code>, &'c str)>,
    ranges: HashSet<(i64, i64)>,
    missed: HashSet<Item>,
    /// How many numbers between words were noted.
    noted: usize,
}

impl<'c> Lookup<'c> {
    fn new(catalog: &'c Catalog) -> Self {
        Self {
            catalog,
            answer: Answer::default(),
            listed: HashSet::new(),
            ranges: HashSet::new(),
            missed: HashSet::new(),
            noted: 0,
        }
    }

    fn items(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Code(code) => self.code(*code),
                Item::Range(first, last) => self.range(*first, *last),
                Item::Name(name) => self.name(name),
                Item::Refused(text, fault) => {
                    self.miss(item, Miss::Refused(text.clone(), *fault));
                }
            }
        }
    }

    /// As [`items`](Self::items), but an entry that a message names twice is said once.
    fn message(&mut self, items: &[Item]) {
        let before = self.answer.found.len();
        self.items(items);
        let mut said = HashSet::new();
        let named = self.answer.found.split_off(before);
        self.answer.found.extend(named.into_iter().filter(|found| {
            let within_range = found.asked.filter(|_| found.entry.through().is_some());
            let entry = found.entry;
            said.insert((entry.code(), entry.category().layer(), entry.source(), within_range))
        }));
    }

    fn code(&mut self, asked: i64) {
        if asked == 0 {
            return self.answer.note(Note::Success);
        }
        if self.add(asked) {
            return;
        }
        match request::as_signed(asked) {
            Some(code) if self.add(code) => self.answer.note(Note::Unsigned { asked, code }),
            _ => self.miss(&Item::Code(asked), Miss::Code(asked)),
        }
    }

    /// Adds the entries of `code`, if there are any.
    fn add(&mut self, code: i64) -> bool {
        let Ok(code) = i32::try_from(code).map(Code::new) else {
            return false;
        };
        let before = self.answer.found.len();
        let entries = self.catalog.code(code);
        self.answer.found.extend(entries.map(|entry| Found::by_number(entry, code)));
        self.answer.found.len() > before
    }

    fn range(&mut self, first: i64, last: i64) {
        if !self.ranges.insert((first, last)) {
            return;
        }
        let entries = self.catalog.range(first..=last);
        if entries.is_empty() {
            self.answer.misses.push(Miss::Range(first, last));
        }
        for entry in entries {
            let key = (entry.code(), entry.through(), entry.category().layer());
            if self.listed.insert(key) {
                self.answer.found.push(Found { by: Some(By::Code), ..Found::listed(entry) });
            }
        }
    }

    fn name(&mut self, name: &str) {
        let Some(entry) = self.catalog.name(name) else {
            return self.miss(&Item::Name(name.to_owned()), Miss::Name(name.to_owned()));
        };
        self.answer.found.push(Found { by: Some(By::Name), ..Found::listed(entry) });
        if let Some(former) = self.catalog.former_name(name) {
            self.answer.note(Note::Renumbered { name: name.to_uppercase(), entry, former });
        }
    }

    fn search(&mut self, query: &str) {
        let hits = find(self.catalog, query).into_iter().take(DEFAULT_LIMIT.get());
        self.answer.found.extend(hits.map(found_by_words));
        if self.answer.found.is_empty() {
            self.answer.misses.push(Miss::NothingFits(query.to_owned()));
        }
    }

    fn unmarked(&mut self, numbers: &[i64]) {
        /// More are a table of numbers.
        const MAX_NOTES: usize = 3;
        let left = MAX_NOTES.saturating_sub(self.noted);
        for &number in numbers.iter().take(left) {
            self.noted += 1;
            let is_known = request::is_known(self.catalog, number);
            let note = if is_known { Note::Untaken(number) } else { Note::Unknown(number) };
            self.answer.note(note);
        }
    }

    /// What is asked for twice is missed once.
    fn miss(&mut self, item: &Item, miss: Miss) {
        if self.missed.insert(item.clone()) {
            self.answer.misses.push(miss);
        }
    }
}
