//! `imcode categories`: the categories and how many codes each has.

use anyhow::Result;
use imcode::Catalog;

use crate::output;
use crate::output::categories;
use crate::output::stdout::{Outcome, Output};

pub(crate) fn run(catalog: &Catalog, out: &mut Output) -> Result<Outcome> {
    output::write(out, &categories::rows(catalog))?;
    Ok(Outcome::Found)
}
