//! Selects entries: by what is asked for, or by filters; and says what could not be found.

use std::cell::LazyCell;
use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Read as _};
use std::num::NonZero;

use anyhow::{Context as _, Result, bail};
use imcode::{Catalog, Code, Entry, Finder, Hit, Record, Search};

use crate::args::{self, Filter, List};
use crate::output::messages;
use crate::output::stdout::Outcome;
use crate::request::{self, Ask};
use crate::suggest;

/// Codes on standard input beyond this many bytes are a log: `annotate` reads those.
const MAX_INPUT: u64 = 16 << 20;
/// Hints are given for this many unknown codes, then only their numbers.
const MAX_HINTED: usize = 3;

/// An entry, and how it was reached.
pub(crate) struct Found<'c> {
    pub(crate) entry: Entry<'c>,
    /// The number it was asked by.
    pub(crate) asked: Option<Code>,
    /// The words it was found by.
    pub(crate) hit: Option<Hit<'c>>,
}

impl<'c> Found<'c> {
    /// An entry that was asked for by `code`.
    pub(crate) fn by_number(entry: Entry<'c>, code: Code) -> Self {
        Self { entry, asked: Some(code), hit: None }
    }

    pub(crate) fn record(&self) -> Record<'c> {
        Record::new(self.entry, self.asked)
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
pub(crate) struct Selection<'c> {
    pub(crate) found: Vec<Found<'c>>,
    unknown: Vec<Unknown>,
    refused: Vec<String>,
    remarks: Vec<String>,
}

struct Unknown {
    message: String,
    hints: Vec<String>,
}

/// The entries that the arguments ask for; without any, or for `-`, standard input is read. A
/// message with codes in it asks for these; words that are neither code, range nor name are searched
/// for.
pub(crate) fn look_up<'c>(catalog: &'c Catalog, what: &[OsString]) -> Result<Selection<'c>> {
    let mut selection = Selection::default();
    if what.is_empty() && io::stdin().is_terminal() {
        bail!(messages::nothing_to_look_up());
    }
    if what.is_empty() {
        selection.ask_input(catalog)?;
    }
    if let [message] = what
        && let Some(text) = message.to_str().filter(|text| text.trim().contains('\n'))
        && is_message(&Finder::new(catalog), text)
    {
        selection.ask_lines(catalog, text);
        return Ok(selection);
    }
    if let Some(command) = what.first().and_then(|word| suggest::command(catalog, word.to_str()?)) {
        selection.remarks.push(messages::did_you_mean_subcommand(&command));
    }
    let mut asks = Vec::new();
    for argument in what {
        match argument.to_str() {
            Some("-") => selection.ask_input(catalog)?,
            Some(text) => asks.extend(request::read(text)),
            None => selection.refuse(&argument.to_string_lossy(), messages::NOT_UTF8),
        }
    }
    let asks = request::without_joints(asks);
    let words = words(catalog, &asks);
    if words > 0 && selection.ask_message(catalog, &Finder::new(catalog), &joined(what)?, &asks) {
        return Ok(selection);
    }
    if words > 0 && asks.iter().all(|ask| tells_no_code(catalog, ask)) {
        let message = joined(what)?;
        if request::says_success(&message) {
            selection.miss(messages::success(), Vec::new);
            return Ok(selection);
        }
    }
    if words > 0 && words >= asks.len() - words {
        selection.search(catalog, &joined(what)?, args::DEFAULT_LIMIT, |_| true);
    } else {
        for ask in asks {
            selection.ask(catalog, ask);
        }
    }
    Ok(selection)
}

/// The entries that `imcode search` finds, best first.
pub(crate) fn search<'c>(catalog: &'c Catalog, search: &args::Search) -> Result<Selection<'c>> {
    let filter = CheckedFilter::new(catalog, &search.filter)?;
    let mut selection = Selection::default();
    selection.search(catalog, &joined(&search.words)?, search.limit, |entry| filter.admits(entry));
    Ok(selection)
}

/// The entries that the filters of `imcode list` leave, ascending.
pub(crate) fn list<'c>(catalog: &'c Catalog, list: &List) -> Result<Selection<'c>> {
    let filter = CheckedFilter::new(catalog, &list.filter)?;
    let mut selection = Selection::default();
    if list.range.is_empty() {
        selection.found = catalog.entries().into_iter().map(unasked).collect();
    }
    for argument in &list.range {
        let asks = argument.to_str().map(request::read).unwrap_or_default();
        for ask in asks {
            match ask {
                Ask::Code(code) => selection.ask_range(catalog, code, code),
                Ask::Range(range) => selection.ask_range(catalog, *range.start(), *range.end()),
                _ => bail!(no_range(catalog, &argument.to_string_lossy())),
            }
        }
    }
    selection.found.retain(|found| filter.admits(found.entry));
    if selection.found.is_empty() && selection.unknown.is_empty() {
        selection.miss(messages::no_code_for_filters(), Vec::new);
    }
    Ok(selection)
}

impl<'c> Selection<'c> {
    /// Says on standard error what could not be found, and tells what came of the look-up.
    pub(crate) fn report(&self) -> Outcome {
        self.remarks.iter().for_each(messages::note);
        self.refused.iter().for_each(messages::error);
        for unknown in &self.unknown {
            messages::error(&unknown.message);
            unknown.hints.iter().for_each(messages::hint);
        }
        if !self.refused.is_empty() {
            Outcome::Refused
        } else if !self.unknown.is_empty() {
            Outcome::Unknown
        } else {
            Outcome::Found
        }
    }

    fn ask_input(&mut self, catalog: &'c Catalog) -> Result<()> {
        let mut input = Vec::new();
        io::stdin()
            .lock()
            .take(MAX_INPUT + 1)
            .read_to_end(&mut input)
            .context(messages::STANDARD_INPUT)?;
        if input.len() as u64 > MAX_INPUT {
            bail!(messages::input_too_large(MAX_INPUT >> 20));
        }
        // A log may be in any encoding; the codes in it are ASCII.
        let input = String::from_utf8_lossy(&input);
        if !request::says_something(&input) {
            bail!(messages::no_code_in_input());
        }
        self.ask_lines(catalog, &input);
        Ok(())
    }

    /// A list of codes, or a message, of several lines.
    fn ask_lines(&mut self, catalog: &'c Catalog, text: &str) {
        let finder = LazyCell::new(|| Finder::new(catalog));
        let is_message = LazyCell::new(|| is_message(&finder, text));
        let mut without = None;
        for line in text.lines().filter(|line| request::says_something(line)) {
            let asks = request::without_joints(request::read(line));
            let words = words(catalog, &asks);
            if words > 0 && self.ask_message(catalog, &finder, line, &asks) {
                continue;
            }
            if let Some(code) = commented(catalog, &asks).filter(|_| !*is_message) {
                self.ask_code(catalog, code);
                continue;
            }
            if words > 1 && words > asks.len() - words {
                without = without.or(Some(line));
                continue;
            }
            // Most keys of a message have a number that is no code.
            if words > 0 && *is_message {
                continue;
            }
            for ask in asks {
                self.ask(catalog, ask);
            }
        }
        if !self.found.is_empty() || !self.unknown.is_empty() {
            return;
        }
        if request::says_success(text) {
            self.miss(messages::success(), Vec::new);
        } else if let Some(line) = without {
            self.miss(messages::no_code_in(line.trim()), Vec::new);
        }
    }

    /// A line of a log or a message with words around its codes: what `annotate` would find in it.
    /// False, and nothing is asked, where it finds nothing, or where that leaves out a number that
    /// may well be meant.
    fn ask_message(
        &mut self,
        catalog: &'c Catalog,
        finder: &Finder<'_>,
        text: &str,
        asks: &[Ask],
    ) -> bool {
        let words = words(catalog, asks);
        let found = finder.find(text.as_bytes());
        let mut codes: Vec<i32> = Vec::new();
        for code in found.iter().map(|finding| finding.code.get()) {
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        let is_found = |ask: &Ask| match ask {
            Ask::Code(code) => codes.iter().any(|&found| i64::from(found) == *code),
            Ask::Range(_) => false,
            Ask::Name(_) | Ask::Text(_) | Ask::Refused { .. } => true,
        };
        let numbers = asks.len() - words;
        if codes.is_empty() || (words <= numbers && !asks.iter().all(is_found)) {
            return false;
        }
        for code in codes {
            self.ask_code(catalog, i64::from(code));
        }
        true
    }

    fn ask(&mut self, catalog: &'c Catalog, ask: Ask) {
        match ask {
            Ask::Code(code) => self.ask_code(catalog, code),
            Ask::Range(range) => self.ask_range(catalog, *range.start(), *range.end()),
            Ask::Name(name) => self.ask_name(catalog, &name),
            Ask::Text(text) => self.miss(messages::no_code_in(&text), Vec::new),
            Ask::Refused { text, why } => self.refuse(&text, why),
        }
    }

    fn search(
        &mut self,
        catalog: &'c Catalog,
        query: &str,
        limit: NonZero<usize>,
        admits: impl Fn(Entry<'c>) -> bool,
    ) {
        let hits = Search::new(catalog).find(query).into_iter().filter(|hit| admits(hit.entry));
        let found = |hit: Hit<'c>| Found { entry: hit.entry, asked: None, hit: Some(hit) };
        self.found.extend(hits.take(limit.get()).map(found));
        if self.found.is_empty() {
            self.miss(messages::no_match(query), Vec::new);
        }
    }

    fn ask_code(&mut self, catalog: &'c Catalog, asked: i64) {
        let code = i32::try_from(asked).ok().map(Code::new);
        let before = self.found.len();
        if let Some(code) = code {
            self.found.extend(catalog.code(code).map(|entry| Found::by_number(entry, code)));
        }
        if self.found.len() == before && asked == 0 {
            return self.miss(messages::success(), Vec::new);
        }
        if self.found.len() == before {
            return self.miss(messages::unknown_code(asked), || suggest::hints(catalog, asked));
        }
        if io::stderr().is_terminal() {
            let twin = self.found.last().and_then(|found| suggest::twin(catalog, found.entry));
            self.remarks.extend(twin.map(|twin| messages::other_sign(&suggest::brief(twin))));
        }
    }

    fn ask_range(&mut self, catalog: &'c Catalog, first: i64, last: i64) {
        let entries = catalog.range(first..=last);
        if entries.is_empty() {
            let message = if first == last {
                messages::unknown_code(first)
            } else {
                messages::no_code_between(first, last)
            };
            return self.miss(message, Vec::new);
        }
        self.found.extend(entries.into_iter().map(unasked));
    }

    fn ask_name(&mut self, catalog: &'c Catalog, name: &str) {
        let former = catalog.former_name(name);
        let Some(entry) = catalog.name(name) else {
            let hints = || match former {
                Some(former) => {
                    vec![messages::former_name(&former.label(), former.note().unwrap_or_default())]
                }
                None => suggest::names(catalog, name),
            };
            return self.miss(messages::unknown_name(name), hints);
        };
        self.found.push(unasked(entry));
        if let Some(former) = former {
            let (name, was, is) = (name.to_uppercase(), former.code(), entry.code());
            self.remarks.push(messages::renumbered(&name, was, is));
        }
    }

    /// Hints cost a walk through the table: only those that are shown are made.
    fn miss(&mut self, message: String, hints: impl FnOnce() -> Vec<String>) {
        let hints = if self.unknown.len() < MAX_HINTED { hints() } else { Vec::new() };
        self.unknown.push(Unknown { message, hints });
    }

    fn refuse(&mut self, text: &str, why: &str) {
        self.refused.push(messages::cannot_look_up(text, why));
    }
}

/// Whether words tell a number of `text` to be a code: then its other numbers are none. In a list
/// the codes come first, whatever is said of them.
fn is_message(finder: &Finder<'_>, text: &str) -> bool {
    request::says_success(text)
        || finder.find(text.as_bytes()).iter().any(|finding| {
            let before = text.get(..finding.start).unwrap_or_default();
            before
                .lines()
                .next_back()
                .is_some_and(|line| !before.ends_with('\n') && line.contains(char::is_alphabetic))
        })
}

/// The known code that begins a line and has nothing but words behind it.
fn commented(catalog: &Catalog, asks: &[Ask]) -> Option<i64> {
    let (Ask::Code(asked), comment) = asks.split_first()? else {
        return None;
    };
    let told = is_known(catalog, *asked)
        && !comment.is_empty()
        && words(catalog, comment) == comment.len();
    told.then_some(*asked)
}

/// How many of them are words to search for.
fn words(catalog: &Catalog, asks: &[Ask]) -> usize {
    asks.iter().filter(|ask| is_word(catalog, ask)).count()
}

/// Whether what is asked is no code, range or name, but words to search for. A name that looks
/// like a constant's is one, if an unknown one.
fn is_word(catalog: &Catalog, ask: &Ask) -> bool {
    match ask {
        Ask::Text(_) => true,
        Ask::Name(name) => !name.contains('_') && catalog.name(name).is_none(),
        Ask::Code(_) | Ask::Range(_) | Ask::Refused { .. } => false,
    }
}

/// Words, and numbers that no table has.
fn tells_no_code(catalog: &Catalog, ask: &Ask) -> bool {
    match ask {
        Ask::Code(code) => !is_known(catalog, *code),
        Ask::Range(_) => false,
        Ask::Name(_) | Ask::Text(_) | Ask::Refused { .. } => is_word(catalog, ask),
    }
}

fn is_known(catalog: &Catalog, code: i64) -> bool {
    i32::try_from(code).is_ok_and(|code| catalog.code(code).next().is_some())
}

fn joined(words: &[OsString]) -> Result<String> {
    let words: Option<Vec<&str>> = words.iter().map(|word| word.to_str()).collect();
    Ok(words.context(messages::NOT_UTF8)?.join(" "))
}

/// What is wrong with `text` as a range, and the option that takes it.
fn no_range(catalog: &Catalog, text: &str) -> String {
    let option = if is_layer(catalog, text) {
        Some("layer")
    } else {
        is_category(catalog, text).then_some("category")
    };
    match option {
        Some(option) => messages::option_instead_of_range(text, option),
        None => messages::no_range(text),
    }
}

fn is_category(catalog: &Catalog, name: &str) -> bool {
    catalog.categories().any(|category| category.matches(name))
}

fn is_layer(catalog: &Catalog, name: &str) -> bool {
    catalog.categories().any(|category| category.layer().eq_ignore_ascii_case(name))
}

fn unasked(entry: Entry<'_>) -> Found<'_> {
    Found { entry, asked: None, hit: None }
}

/// A filter whose categories and layers exist.
struct CheckedFilter<'f>(&'f Filter);

impl<'f> CheckedFilter<'f> {
    fn new(catalog: &Catalog, filter: &'f Filter) -> Result<Self> {
        for name in &filter.category {
            if !is_category(catalog, name) {
                bail!(messages::unknown_category(name));
            }
        }
        for name in &filter.layer {
            if !is_layer(catalog, name) {
                bail!(messages::unknown_layer(name));
            }
        }
        Ok(Self(filter))
    }

    fn admits(&self, entry: Entry<'_>) -> bool {
        let Filter { category, layer, retry } = self.0;
        (category.is_empty() || category.iter().any(|name| entry.category().matches(name)))
            && (layer.is_empty()
                || layer.iter().any(|name| entry.category().layer().eq_ignore_ascii_case(name)))
            && (retry.is_empty() || retry.contains(&entry.retry()))
    }
}
