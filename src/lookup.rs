//! Selects entries: by what is asked for, or by filters; and says what could not be found.

use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Read as _};

use anyhow::{Context as _, Result, bail};
use imcode::{Catalog, Code, Entry, Record};

use crate::cli::{Filter, List};
use crate::near;
use crate::output::{Outcome, printable, remark};
use crate::query::{self, Ask};

/// Codes on standard input beyond this many bytes are a log: `annotate` reads those.
const MAX_INPUT: u64 = 16 << 20;
/// Hints are given for this many unknown codes, then only their numbers.
const MAX_HINTED: usize = 3;

/// An entry, and the number it was asked by.
#[derive(Clone, Copy)]
pub(crate) struct Found<'c> {
    pub(crate) entry: Entry<'c>,
    pub(crate) asked: Option<Code>,
}

impl<'c> Found<'c> {
    /// The code as people write it, and the number asked for where it lies inside a range.
    pub(crate) fn label(self) -> String {
        match self.asked {
            Some(asked) if self.entry.through().is_some() => {
                format!("{asked} ({})", self.entry.label())
            }
            _ => self.entry.label(),
        }
    }

    pub(crate) fn record(self) -> Record<'c> {
        Record::new(self.entry, self.asked)
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
    what: String,
    hints: Vec<String>,
}

/// The entries that the arguments ask for; without any, or for `-`, standard input is read.
pub(crate) fn look_up<'c>(catalog: &'c Catalog, what: &[OsString]) -> Result<Selection<'c>> {
    let mut selection = Selection::default();
    if what.is_empty() {
        if io::stdin().is_terminal() {
            bail!("nothing to look up; try `imcode 70001`, or `imcode --help`");
        }
        selection.ask_input(catalog)?;
    }
    for argument in what {
        if argument == "-" {
            selection.ask_input(catalog)?;
        } else {
            selection.ask_text(catalog, argument);
        }
    }
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
        let asks = argument.to_str().map(query::read).unwrap_or_default();
        for ask in asks {
            match ask {
                Ask::Code(code) => selection.ask_range(catalog, code, code),
                Ask::Range(range) => selection.ask_range(catalog, *range.start(), *range.end()),
                _ => bail!(
                    "`{}` is neither a code nor a range",
                    printable(&argument.to_string_lossy())
                ),
            }
        }
    }
    selection.found.retain(|found| filter.admits(found.entry));
    if selection.found.is_empty() && selection.unknown.is_empty() {
        selection
            .unknown
            .push(Unknown { what: "a code that all filters admit".to_owned(), hints: Vec::new() });
    }
    Ok(selection)
}

impl<'c> Selection<'c> {
    /// Says on standard error what could not be found, and tells what came of the look-up.
    pub(crate) fn report(&self) -> Outcome {
        self.remarks.iter().chain(&self.refused).for_each(|text| remark(text));
        for (at, unknown) in self.unknown.iter().enumerate() {
            remark(&format!("{} is not known", unknown.what));
            if at < MAX_HINTED {
                unknown.hints.iter().for_each(|hint| remark(&format!("  {hint}")));
            }
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
        io::stdin().lock().take(MAX_INPUT + 1).read_to_end(&mut input).context("standard input")?;
        if input.len() as u64 > MAX_INPUT {
            bail!(
                "standard input holds over {} MiB; `imcode annotate` reads logs",
                MAX_INPUT >> 20
            );
        }
        // A log may be in any encoding; the codes in it are ASCII.
        let input = String::from_utf8_lossy(&input);
        let lines = input.lines().filter(|line| !line.trim().is_empty());
        let mut empty = true;
        for line in lines {
            empty = false;
            self.ask(catalog, query::read(line));
        }
        if empty {
            bail!("standard input holds no code; try `imcode 70001`, or `imcode --help`");
        }
        Ok(())
    }

    fn ask_text(&mut self, catalog: &'c Catalog, argument: &OsString) {
        match argument.to_str() {
            Some(text) => self.ask(catalog, query::read(text)),
            None => self.refuse(&argument.to_string_lossy(), "it is not UTF-8"),
        }
    }

    fn ask(&mut self, catalog: &'c Catalog, asks: Vec<Ask>) {
        for ask in asks {
            match ask {
                Ask::Code(code) => self.ask_code(catalog, code),
                Ask::Range(range) => self.ask_range(catalog, *range.start(), *range.end()),
                Ask::Name(name) => self.ask_name(catalog, &name),
                Ask::Text(text) => self
                    .unknown
                    .push(Unknown { what: format!("`{}`", printable(&text)), hints: Vec::new() }),
                Ask::Refused { text, why } => self.refuse(&text, why),
            }
        }
    }

    fn ask_code(&mut self, catalog: &'c Catalog, asked: i64) {
        let code = i32::try_from(asked).ok().map(Code::new);
        let before = self.found.len();
        if let Some(code) = code {
            self.found.extend(catalog.code(code).map(|entry| Found { entry, asked: Some(code) }));
        }
        if self.found.len() == before {
            // Hints cost a walk through the table: only those that are shown are made.
            let hinted = self.unknown.len() < MAX_HINTED;
            let hints = if hinted { near::hints(catalog, asked) } else { Vec::new() };
            return self.unknown.push(Unknown { what: asked.to_string(), hints });
        }
        if io::stderr().is_terminal() {
            let twin = self.found.last().and_then(|found| near::twin(catalog, found.entry));
            self.remarks
                .extend(twin.map(|twin| format!("with the other sign: {}", near::brief(twin))));
        }
    }

    fn ask_range(&mut self, catalog: &'c Catalog, first: i64, last: i64) {
        let entries = catalog.range(first..=last);
        if entries.is_empty() {
            let what = if first == last {
                first.to_string()
            } else {
                format!("a code in {first}..{last}")
            };
            return self.unknown.push(Unknown { what, hints: Vec::new() });
        }
        self.found.extend(entries.into_iter().map(unasked));
    }

    fn ask_name(&mut self, catalog: &'c Catalog, name: &str) {
        let former = catalog.former_name(name);
        let Some(entry) = catalog.name(name) else {
            let hints = former.and_then(Entry::note).map(str::to_owned);
            return self.unknown.push(Unknown {
                what: format!("the name {name}"),
                hints: hints.into_iter().collect(),
            });
        };
        self.found.push(unasked(entry));
        if let Some(former) = former {
            let remark = format!(
                "{} is {} today; it was {} once",
                name.to_uppercase(),
                entry.code(),
                former.code()
            );
            self.remarks.push(remark);
        }
    }

    fn refuse(&mut self, text: &str, why: &str) {
        self.refused.push(format!("cannot look up `{}`: {why}", printable(text)));
    }
}

fn unasked(entry: Entry<'_>) -> Found<'_> {
    Found { entry, asked: None }
}

/// A filter whose categories and layers exist.
struct CheckedFilter<'f>(&'f Filter);

impl<'f> CheckedFilter<'f> {
    fn new(catalog: &Catalog, filter: &'f Filter) -> Result<Self> {
        for name in &filter.category {
            if !catalog.categories().any(|category| category.answers_to(name)) {
                bail!("there is no category `{}`; `imcode categories` lists them", printable(name));
            }
        }
        for name in &filter.layer {
            if !catalog.categories().any(|category| category.layer() == name) {
                bail!("there is no layer `{}`; `imcode categories` lists them", printable(name));
            }
        }
        Ok(Self(filter))
    }

    fn admits(&self, entry: Entry<'_>) -> bool {
        let Filter { category, layer, retry } = self.0;
        (category.is_empty() || category.iter().any(|name| entry.category().answers_to(name)))
            && (layer.is_empty() || layer.iter().any(|name| entry.category().layer() == name))
            && (retry.is_empty() || retry.contains(&entry.retry()))
    }
}
