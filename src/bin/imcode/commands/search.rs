//! `imcode search`: the codes that words name, then those that they describe, best first.

use anyhow::{Context as _, Result};
use imcode::Catalog;

use crate::args::Search;
use crate::commands::explain;
use crate::commands::filter::Filter;
use crate::lookup;
use crate::output;
use crate::output::messages;
use crate::output::stdout::{Outcome, Output};

pub(crate) fn run(catalog: &Catalog, search: &Search, out: &mut Output) -> Result<Outcome> {
    let filter = Filter::new(catalog, &search.filter)?;
    let words: Option<Vec<&str>> = search.words.iter().map(|word| word.to_str()).collect();
    let text = words.with_context(messages::not_utf8)?.join(" ");
    let answer = lookup::search(catalog, &text, search.limit, |entry| filter.admits(entry));
    output::entries(out, catalog, &answer.found)?;
    Ok(explain::report(catalog, &answer))
}
