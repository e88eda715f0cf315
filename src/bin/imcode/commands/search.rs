//! `imcode search`: the codes that words name, then those that they describe, best first.

use anyhow::{Context as _, Result, bail};
use imcode::Catalog;

use crate::args::Search;
use crate::lookup;
use crate::output;
use crate::output::messages;
use crate::output::stdout::{Outcome, Output};

pub(crate) fn run(catalog: &Catalog, search: &Search, out: &mut Output) -> Result<Outcome> {
    search.filter.check(catalog)?;
    let words: Option<Vec<&str>> = search.words.iter().map(|word| word.to_str()).collect();
    let words = words.with_context(messages::not_utf8)?;
    let text = if words == ["-"] {
        let Some(input) = super::explain::input()? else { return Ok(Outcome::Refused) };
        if input.trim().is_empty() {
            bail!(messages::empty_input());
        }
        input
    } else {
        words.join(" ")
    };
    let answer = lookup::search(catalog, &text, search.limit, |entry| search.filter.admits(entry));
    output::answer(out, catalog, &answer)
}
