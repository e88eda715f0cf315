//! `imcode list`: every code, or those in ranges and of categories.

use anyhow::{Result, bail};
use imcode::Catalog;

use crate::args::List;
use crate::commands::filter;
use crate::lookup::{Answer, Found, Miss};
use crate::output;
use crate::output::stdout::{Outcome, Output};
use crate::output::{escape, messages};
use crate::request::{self, Fault, Item, Request};

pub(crate) fn run(catalog: &Catalog, list: &List, out: &mut Output) -> Result<Outcome> {
    list.filter.check(catalog)?;
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
    answer.found.retain(|found| list.filter.admits(found.entry));
    if answer.found.is_empty() && answer.misses.is_empty() {
        answer.misses.push(Miss::NothingPasses);
    }
    output::answer(out, catalog, &answer)
}

/// The first and the last code of each range.
fn ranges(catalog: &Catalog, list: &List) -> Result<Vec<(i64, i64)>> {
    if list.range.is_empty() {
        return Ok(Vec::new());
    }
    let texts: Option<Vec<&str>> = list.range.iter().map(|argument| argument.to_str()).collect();
    if let Some(ranges) = texts.and_then(|texts| ranges_in(catalog, &texts.join(" "))) {
        return Ok(ranges);
    }
    let is_range = |text: &str| ranges_in(catalog, text).is_some();
    let wrong = list.range.iter().find(|argument| !argument.to_str().is_some_and(is_range));
    let wrong = wrong.map(|argument| argument.to_string_lossy()).unwrap_or_default();
    if is_backwards(catalog, &wrong) {
        bail!(messages::of_miss(&Miss::Refused(wrong.into_owned(), Fault::Backwards)));
    }
    let message = messages::not_a_range(&messages::quoted(&wrong));
    let search =
        || messages::suggested_search(&escape::words_for_shell(&messages::shortened(&wrong)));
    let is_word = wrong.contains(char::is_alphabetic) && !wrong.contains(char::is_numeric);
    let retry = list.filter.with_retry(&wrong);
    match retry.or_else(|| filter::option(catalog, &wrong)).or_else(|| is_word.then(search)) {
        Some(instead) => bail!("{message}{}{instead}", messages::semicolon()),
        None => bail!(message),
    }
}

fn is_backwards(catalog: &Catalog, text: &str) -> bool {
    let is_backwards = |item: &Item| matches!(item, Item::Refused(_, Fault::Backwards));
    request::read(catalog, text).iter().any(|reading| {
        matches!(&reading.request, Request::Codes(items) if items.iter().any(is_backwards))
    })
}

/// The ranges that `text` is a list of; none if it is anything else.
fn ranges_in(catalog: &Catalog, text: &str) -> Option<Vec<(i64, i64)>> {
    let readings = request::read(catalog, text).into_iter();
    let items = readings.flat_map(|reading| match reading.request {
        Request::Codes(items) => items.into_iter().map(Some).collect(),
        Request::Success(_) => vec![Some(Item::Code(0))],
        Request::Message(_) | Request::Another | Request::Words(..) => vec![None],
    });
    let range = |item: Option<Item>| match item? {
        Item::Code(code) => Some((code, code)),
        Item::Range(first, last) => Some((first, last)),
        Item::Name(_) | Item::Refused(..) => None,
    };
    items.map(range).collect::<Option<Vec<_>>>().filter(|ranges| !ranges.is_empty())
}
