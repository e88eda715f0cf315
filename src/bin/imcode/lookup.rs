//! From what is asked to what is known: entries, and what is to be said beside them. Pure.

use std::collections::HashSet;
use std::num::NonZero;

use imcode::{Catalog, Code, Entry, Hit, Search};

use crate::args::DEFAULT_LIMIT;
use crate::request::{self, Fault, Item, Reading, Request};

/// More numbers between words are a table.
const MAX_UNMARKED: usize = 3;
/// More unknown names are no parts of names: each costs a search.
const MAX_NAMES: usize = 3;

/// An entry, and how it was reached.
pub(crate) struct Found<'c> {
    pub(crate) entry: Entry<'c>,
    /// The number it was asked by.
    pub(crate) asked: Option<Code>,
    /// What it was reached by: `code`, `name` or `words`; none in a list.
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
    pub(crate) notes: Vec<Note>,
    pub(crate) misses: Vec<Miss>,
}

/// What is worth knowing beside an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Note {
    /// A number that says so.
    Success(i64),
    /// A number, and the code that was printed as unsigned.
    Unsigned(i64, i64),
    /// A constant, the number that it had, and today's.
    Renumbered(String, Code, Code),
    NotKnown(i64),
    /// A known number that nothing marks as a code.
    AlsoACode(i64),
    /// A code of a message that names another product.
    MaybeOfAnother(i64),
    /// So many lines beside those that were answered.
    NoCodeInLines(usize),
    /// A search shows so many of so many.
    Cut(usize, usize),
}

/// What was asked for and is not known.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Miss {
    Code(i64),
    Range(i64, i64),
    Name(String),
    /// Neither a code nor words that may be searched for.
    NoCode(String),
    /// It names another product.
    OfAnother(String),
    /// So many lines, and no code in any of them.
    NoCodeInLines(usize),
    /// A search found nothing.
    NothingFits(String),
    /// The filters leave nothing.
    NothingPasses,
    /// The names of files, which are for `annotate`.
    File(String),
    /// The name of a file that is not there.
    NoFile(String),
    Refused(String, Fault),
}

impl<'c> Answer<'c> {
    /// Adds what was found up to the limit, and notes that there is more.
    fn extend_within(&mut self, found: impl IntoIterator<Item = Found<'c>>, limit: NonZero<usize>) {
        let mut found: Vec<_> = found.into_iter().collect();
        if found.len() > limit.get() {
            self.note(Note::Cut(limit.get(), found.len()));
        }
        found.truncate(limit.get());
        self.found.extend(found);
    }

    pub(crate) fn note(&mut self, note: Note) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }
}

/// The answer to what was read; unless it is to be `exact`, words are searched for. Of several
/// arguments that are to be exact, each asks for something; a line of `is_input` may have no code.
pub(crate) fn look_up<'c>(
    catalog: &'c Catalog,
    readings: &[Reading<'_>],
    exact: bool,
    is_input: bool,
) -> Answer<'c> {
    let is_alone = readings.len() == 1;
    let names = if exact { 0 } else { MAX_NAMES };
    let mut lookup = Lookup { names, ..Lookup::new(catalog) };
    let mut without = Vec::new();
    let mut succeeded = None;
    for reading in readings {
        match &reading.request {
            Request::Words(query, values) if is_alone && !exact => {
                let mut hits: Vec<_> = find(catalog, query).collect();
                // `2801 Timeout`: a number is asked for if the words fit it as well.
                let code = |found: &Found<'_>| i64::from(found.entry.code().get());
                let shown = hits.len().min(DEFAULT_LIMIT.get());
                hits[..shown].sort_by_key(|hit| !reading.unmarked.contains(&code(hit)));
                lookup.answer.extend_within(hits, DEFAULT_LIMIT);
                if lookup.answer.found.is_empty() && !values.is_empty() {
                    lookup.items(values);
                    continue;
                }
                if lookup.answer.found.is_empty() {
                    lookup.answer.misses.push(Miss::NothingFits(reading.text.to_owned()));
                }
            }
            Request::Codes(items) | Request::Message(items) if !items.is_empty() => {
                lookup.items(items);
                if reading.names_another {
                    lookup.may_be_of_another(items);
                }
            }
            Request::Success(number) => succeeded = Some(*number),
            _ => without.push(reading),
        }
        // Of several lines, one of plain words asks for none of its numbers.
        if is_alone || !matches!(reading.request, Request::Words(..)) {
            lookup.unmarked(&reading.unmarked);
        }
    }
    let mut answer = lookup.answer;
    let is_answered = !answer.found.is_empty() || !answer.misses.is_empty();
    match &without[..] {
        _ if succeeded.is_some() && !is_answered => {
            answer.notes.extend(succeeded.map(Note::Success));
        }
        [] => {}
        _ if is_answered && exact && !is_input => {
            answer.misses.extend(without.iter().map(|it| Miss::NoCode(it.text.to_owned())));
        }
        _ if is_answered => answer.note(Note::NoCodeInLines(without.len())),
        [reading] if reading.names_another => {
            answer.misses.push(Miss::OfAnother(reading.text.to_owned()));
        }
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
            Request::Codes(items) | Request::Message(items) => lookup.items(items),
            Request::Success(number) => lookup.answer.note(Note::Success(*number)),
            Request::Another | Request::Words(..) => {}
        }
        lookup.unmarked(&reading.unmarked);
    }
    // A search is for what is like it: an unknown code is a note, unknown names and ranges nothing.
    let mut answer = lookup.answer;
    for miss in std::mem::take(&mut answer.misses) {
        match miss {
            Miss::Code(code) => answer.note(Note::NotKnown(code)),
            Miss::Range(..) | Miss::Name(_) => {}
            other => answer.misses.push(other),
        }
    }
    let named: Vec<_> = answer.found.iter().map(|found| found.entry).collect();
    let hits = request::query(catalog, text).into_iter().flat_map(|query| find(catalog, &query));
    answer.found.extend(hits.filter(|hit| !named.contains(&hit.entry)));
    answer.found.retain(|found| admits(found.entry));
    let found = std::mem::take(&mut answer.found);
    answer.extend_within(found, limit);
    if answer.found.is_empty() && answer.misses.is_empty() {
        answer.misses.push(Miss::NothingFits(text.to_owned()));
    }
    answer
}

/// What the words fit; if that is nothing, what they fit without their numbers.
fn find<'c>(catalog: &'c Catalog, query: &str) -> impl Iterator<Item = Found<'c>> + use<'c> {
    let search = Search::new(catalog);
    let mut hits = search.find(query);
    if hits.is_empty() {
        let is_number = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
        let words: Vec<&str> = query.split(' ').filter(|word| !is_number(word)).collect();
        hits = search.find(&words.join(" "));
    }
    let found =
        |hit: Hit<'c>| Found { by: Some("words"), asked: None, entry: hit.entry, hit: Some(hit) };
    hits.into_iter().map(found)
}

/// The constant behind a prefix that is not its own.
pub(crate) fn inner_constant(name: &str) -> Option<&str> {
    name.to_ascii_uppercase().find("_ERR_").map(|at| &name[at + 1..])
}

struct Lookup<'c> {
    catalog: &'c Catalog,
    answer: Answer<'c>,
    /// Ranges may overlap, and a record may name an entry twice: it is answered once. The record,
    /// or 0 for a range, and the label and the layer of the entry.
    said: HashSet<(usize, String, &'c str)>,
    record: usize,
    /// What was missed, and every range: none is answered twice.
    seen: HashSet<Miss>,
    noted: usize,
    /// How many more unknown names are searched for.
    names: usize,
}

impl<'c> Lookup<'c> {
    fn new(catalog: &'c Catalog) -> Self {
        let (said, seen) = Default::default();
        let answer = Answer::default();
        Self { catalog, answer, said, record: 0, seen, noted: 0, names: 0 }
    }

    /// Answers the items of a record.
    fn items(&mut self, items: &[Item]) {
        self.record += 1;
        for item in items {
            match item {
                Item::Code(code) => self.code(*code),
                Item::Range(first, last) => self.range(*first, *last),
                Item::Name(name) => self.name(name),
                Item::Refused(text, fault) => self.miss(Miss::Refused(text.clone(), *fault)),
            }
        }
    }

    fn add(&mut self, record: usize, found: Found<'c>) {
        let layer = found.entry.category().layer();
        if self.said.insert((record, found.label(), layer)) {
            self.answer.found.push(found);
        }
    }

    fn code(&mut self, asked: i64) {
        if asked == 0 {
            return self.answer.note(Note::Success(0));
        }
        let signed = request::as_signed(asked);
        for number in [Some(asked), signed].into_iter().flatten() {
            let Ok(code) = Code::try_from(number) else { continue };
            let entries: Vec<_> = self.catalog.code(code).collect();
            if entries.is_empty() {
                continue;
            }
            for entry in entries {
                self.add(self.record, Found::by_number(entry, code));
            }
            if number != asked {
                self.answer.note(Note::Unsigned(asked, number));
            }
            return;
        }
        self.miss(Miss::Code(asked));
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
            self.add(0, Found { by: Some("code"), ..Found::listed(entry) });
        }
    }

    fn name(&mut self, name: &str) {
        let mut named = self.catalog.named(name);
        // `V2TIM_ERR_…` and `TIM_ERR_…`, as wrappers write them.
        if let Some(inner) = inner_constant(name).filter(|_| named.is_empty()) {
            named = self.catalog.named(inner);
        }
        let Some(&entry) = named.first() else {
            let parts = self.parts(name);
            if parts.is_empty() {
                self.miss(Miss::Name(name.to_owned()));
            }
            return self.answer.extend_within(parts, DEFAULT_LIMIT);
        };
        for entry in named {
            self.add(self.record, Found { by: Some("name"), ..Found::listed(entry) });
        }
        if let Some(former) = self.catalog.former_name(name) {
            let name = name.to_uppercase();
            self.answer.note(Note::Renumbered(name, former.code(), entry.code()));
        }
    }

    /// The entries with a constant that has all the parts of `name` in a row.
    fn parts(&mut self, name: &str) -> Vec<Found<'c>> {
        // A whole constant is a slip of another one.
        if self.names == 0 || name.starts_with("ERR_") {
            return Vec::new();
        }
        self.names -= 1;
        let parted = |name: &str| format!("_{}_", name.to_uppercase());
        let parts = parted(name.trim_matches('_'));
        let has_parts =
            |found: &Found<'_>| found.entry.names().any(|known| parted(known).contains(&parts));
        find(self.catalog, name).filter(has_parts).collect()
    }

    /// Notes codes of a message that names another product.
    fn may_be_of_another(&mut self, items: &[Item]) {
        for item in items {
            if let Item::Code(code) = *item {
                self.answer.note(Note::MaybeOfAnother(code));
            }
        }
    }

    /// Notes numbers that nothing marks as codes.
    fn unmarked(&mut self, numbers: &[i64]) {
        for &number in numbers.iter().take(MAX_UNMARKED.saturating_sub(self.noted)) {
            self.noted += 1;
            let has = |found: &Found<'_>| i64::from(found.entry.code().get()) == number;
            if self.answer.found.iter().any(has) {
                continue;
            }
            let is_known = request::is_known(self.catalog, number);
            self.answer.note(if is_known {
                Note::AlsoACode(number)
            } else {
                Note::NotKnown(number)
            });
        }
    }

    /// What is asked for twice is missed once.
    fn miss(&mut self, miss: Miss) {
        if self.seen.insert(miss.clone()) {
            self.answer.misses.push(miss);
        }
    }
}
