//! `imcode list`: every code, or those in ranges and of categories.

use anyhow::{Result, bail};
use imcode::Catalog;

use crate::args::List;
use crate::commands::explain;
use crate::commands::filter::{self, Filter};
use crate::lookup::{Answer, Found, Miss};
use crate::output;
use crate::output::stdout::{Outcome, Output};
use crate::output::{messages, remarks};
use crate::request::{self, Item, Request};
use crate::suggest::Hint;

pub(crate) fn run(catalog: &Catalog, list: &List, out: &mut Output) -> Result<Outcome> {
    let filter = Filter::new(catalog, &list.filter)?;
    let mut answer = Answer::default();
    if list.range.is_empty() {
        answer.found = catalog.entries().into_iter().map(Found::listed).collect();
    }
    for (first, last) in ranges(catalog, list)? {
        let entries = catalog.range(first..=last);
        if entries.is_empty() {
            answer.misses.push(Miss::Range(first, last));
        }
        answer.found.extend(entries.into_iter().map(Found::listed));
    }
    answer.found.retain(|found| filter.admits(found.entry));
    if answer.found.is_empty() && answer.misses.is_empty() {
        answer.misses.push(Miss::NothingPasses);
    }
    output::listing(out, catalog, &answer.found)?;
    Ok(explain::report(catalog, &answer))
}

/// The first and the last code of each range.
fn ranges(catalog: &Catalog, list: &List) -> Result<Vec<(i64, i64)>> {
    let texts: Option<Vec<&str>> = list.range.iter().map(|argument| argument.to_str()).collect();
    if list.range.is_empty() {
        return Ok(Vec::new());
    }
    let whole = texts.as_ref().and_then(|texts| ranges_in(catalog, &texts.join(" ")));
    if let Some(ranges) = whole {
        return Ok(ranges);
    }
    let wrong = list
        .range
        .iter()
        .find(|argument| argument.to_str().is_none_or(|text| ranges_in(catalog, text).is_none()));
    let wrong = wrong.map(|argument| argument.to_string_lossy()).unwrap_or_default();
    let message = messages::not_a_range(&remarks::quoted(&wrong));
    match filter::option(catalog, &wrong) {
        Some(option) => {
            let hint = remarks::hint(&Hint::ListOption(option, wrong.into_owned()));
            bail!("{message}; {hint}")
        }
        None => bail!(message),
    }
}

/// The ranges that `text` is a list of; none if it is anything else.
fn ranges_in(catalog: &Catalog, text: &str) -> Option<Vec<(i64, i64)>> {
    let mut ranges = Vec::new();
    for reading in request::read(catalog, text) {
        match reading.request {
            Request::Codes(items) => {
                for item in items {
                    match item {
                        Item::Code(code) => ranges.push((code, code)),
                        Item::Range(first, last) => ranges.push((first, last)),
                        Item::Name(_) | Item::Refused(..) => return None,
                    }
                }
            }
            Request::Success => ranges.push((0, 0)),
            Request::Message(_) | Request::Words(_) => return None,
        }
    }
    (!ranges.is_empty()).then_some(ranges)
}
