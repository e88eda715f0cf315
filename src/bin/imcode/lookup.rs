//! From what is asked to what is known: entries, and what is to be said beside them. Pure.

use std::collections::HashSet;
use std::num::NonZero;

use imcode::{Catalog, Code, Entry, Hit, Record, Search};

use crate::args::DEFAULT_LIMIT;
use crate::output::messages;
use crate::request::{self, Fault, Item, Reading, Request};

/// An entry, and how it was reached.
pub(crate) struct Found<'c> {
    pub(crate) entry: Entry<'c>,
    /// The number it was asked by.
    pub(crate) asked: Option<Code>,
    /// What it was reached by, `code`, `name` or `words`; none in a list.
    pub(crate) by: Option<&'static str>,
    /// The words it was found by.
    pub(crate) hit: Option<Hit<'c>>,
}

impl<'c> Found<'c> {
    /// An entry that was asked for by `code`.
    pub(crate) fn by_number(entry: Entry<'c>, code: Code) -> Self {
        Self { entry, asked: Some(code), by: Some("code"), hit: None }
    }

    /// An entry of a list.
    pub(crate) fn listed(entry: Entry<'c>) -> Self {
        Self { entry, asked: None, by: None, hit: None }
    }

    pub(crate) fn record(&self) -> Record<'c> {
        let mut record = Record::new(self.entry, self.asked);
        record.by = self.by.map(Into::into);
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
    pub(crate) notes: Vec<String>,
    pub(crate) misses: Vec<Miss>,
}

/// What was asked for and is not known.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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

impl Answer<'_> {
    pub(crate) fn note(&mut self, note: String) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }
}

/// The answer to what was read; unless it is to be `exact`, words are searched for.
pub(crate) fn look_up<'c>(
    catalog: &'c Catalog,
    readings: &[Reading<'_>],
    exact: bool,
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
            Request::Message(items) if !items.is_empty() => lookup.message(items),
            Request::Words(query) if readings.len() == 1 && !exact => lookup.search(query),
            Request::Message(_) | Request::Words(_) => without.push(reading),
            Request::Success => succeeded = true,
        }
        // Of several lines, one of plain words asks for none of its numbers.
        if readings.len() == 1 || !matches!(reading.request, Request::Words(_)) {
            lookup.unmarked(&reading.unmarked);
        }
    }
    let mut answer = lookup.answer;
    let is_answered = !answer.found.is_empty() || !answer.misses.is_empty();
    match &without[..] {
        _ if succeeded && !is_answered => answer.note(messages::success()),
        [] => {}
        [_] if is_answered => answer.note(messages::one_line_without_code()),
        _ if is_answered => answer.note(messages::lines_without_code(without.len())),
        [reading] => answer.misses.push(Miss::NoCode(reading.text.to_owned())),
        _ => answer.misses.push(Miss::NoCodeInLines(without.len())),
    }
    answer
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
            Request::Success => lookup.answer.note(messages::success()),
            Request::Words(_) => {}
        }
        lookup.unmarked(&reading.unmarked);
    }
    // A search is for what is like it: an unknown code is a note, unknown names and ranges nothing.
    let mut answer = lookup.answer;
    for miss in std::mem::take(&mut answer.misses) {
        match miss {
            Miss::Code(code) => answer.note(messages::not_known(code)),
            Miss::Range(..) | Miss::Name(_) => {}
            other => answer.misses.push(other),
        }
    }
    answer.found.retain(|found| admits(found.entry));
    if let Some(query) = request::query(catalog, text) {
        let named: Vec<_> = answer.found.iter().map(|found| found.entry).collect();
        let is_new = |found: &Found<'c>| admits(found.entry) && !named.contains(&found.entry);
        answer.found.extend(find(catalog, &query).filter(is_new));
    }
    answer.found.truncate(limit.get());
    if answer.found.is_empty() && answer.misses.is_empty() {
        answer.misses.push(Miss::NothingFits(text.to_owned()));
    }
    answer
}

/// What the words fit; if that is nothing, what they fit without their numbers.
fn find<'c>(catalog: &'c Catalog, query: &str) -> impl Iterator<Item = Found<'c>> {
    let search = Search::new(catalog);
    let mut hits = search.find(query);
    if hits.is_empty() {
        let is_number = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
        let words: Vec<&str> = query.split(' ').filter(|word| !is_number(word)).collect();
        hits = search.find(&words.join(" "));
    }
    let found = |hit: Hit<'c>| {
        let listed = Found::listed(hit.entry);
        Found { by: Some("words"), hit: Some(hit), ..listed }
    };
    hits.into_iter().map(found)
}

struct Lookup<'c> {
    catalog: &'c Catalog,
    answer: Answer<'c>,
    /// What ranges have brought already: several may overlap.
    listed: HashSet<(Code, Option<Code>, &'c str)>,
    /// What was missed, and every range: none is answered twice.
    seen: HashSet<Miss>,
    /// How many numbers between words were noted.
    noted: usize,
}

impl<'c> Lookup<'c> {
    fn new(catalog: &'c Catalog) -> Self {
        let (listed, seen) = Default::default();
        Self { catalog, answer: Answer::default(), listed, seen, noted: 0 }
    }

    fn items(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Code(code) => self.code(*code),
                Item::Range(first, last) => self.range(*first, *last),
                Item::Name(name) => self.name(name),
                Item::Refused(text, fault) => self.miss(Miss::Refused(text.clone(), *fault)),
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
            return self.answer.note(messages::success());
        }
        if self.add(asked) {
            return;
        }
        match request::as_signed(asked) {
            Some(code) if self.add(code) => self.answer.note(messages::unsigned(asked, code)),
            _ => self.miss(Miss::Code(asked)),
        }
    }

    /// Adds the entries of `code`, if there are any.
    fn add(&mut self, code: i64) -> bool {
        let before = self.answer.found.len();
        if let Ok(code) = Code::try_from(code) {
            let entries = self.catalog.code(code);
            self.answer.found.extend(entries.map(|entry| Found::by_number(entry, code)));
        }
        self.answer.found.len() > before
    }

    fn range(&mut self, first: i64, last: i64) {
        if !self.seen.insert(Miss::Range(first, last)) {
            return;
        }
        let entries = self.catalog.range(first..=last);
        if entries.is_empty() {
            self.answer.misses.push(Miss::Range(first, last));
        }
        for entry in entries {
            let key = (entry.code(), entry.through(), entry.category().layer());
            if self.listed.insert(key) {
                self.answer.found.push(Found { by: Some("code"), ..Found::listed(entry) });
            }
        }
    }

    fn name(&mut self, name: &str) {
        let named = self.catalog.named(name);
        let Some(&entry) = named.first() else {
            return self.miss(Miss::Name(name.to_owned()));
        };
        let found = |entry| Found { by: Some("name"), ..Found::listed(entry) };
        self.answer.found.extend(named.into_iter().map(found));
        if let Some(former) = self.catalog.former_name(name) {
            let name = name.to_uppercase();
            self.answer.note(messages::renumbered(&name, former.code(), entry.code()));
        }
    }

    fn search(&mut self, query: &str) {
        let found = find(self.catalog, query);
        self.answer.found.extend(found.take(DEFAULT_LIMIT.get()));
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
            let note = if is_known { messages::also_a_code } else { messages::not_known };
            self.answer.note(note(number));
        }
    }

    /// What is asked for twice is missed once.
    fn miss(&mut self, miss: Miss) {
        if self.seen.insert(miss.clone()) {
            self.answer.misses.push(miss);
        }
    }
}
